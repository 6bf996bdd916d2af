# SPDX-License-Identifier: AGPL-3.0-or-later
"""Payments and gifts: what moves, what counts, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.errors import Reason
from ledger.limits import INTEGER_MAX
from ledger.rulebook.book import get_blob_fields
from ledger.rulebook.contribution import get_contribution_wh
from ledger.state import ACCOUNTS, get_balance
from ledger.units import FUND, POT_UNALLOCATED
from tests.helpers.builders import Village, blob_of


@pytest.fixture
def village() -> Village:
    village = Village.found()
    village.join("anna")
    village.join("ben")
    village.mint(village.people["anna"], 10_000)
    return village


def test_a_payment_moves_what_it_says(village: Village) -> None:
    anna, ben = village.people["anna"], village.people["ben"]
    result = village.pay(anna, ben.account, "kwh", 4_000)
    assert result.outcome == "applied"
    assert [(line.account, line.amount) for line in result.postings] == [
        (anna.account, -4_000), (ben.account, 4_000),
    ]  # fmt: skip
    assert (village.balance(anna), village.balance(ben)) == (6_000, 4_000)
    village.check_money()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"amount": 10_001}, Reason.BALANCE),
        ({"amount": INTEGER_MAX}, Reason.BALANCE),
        ({"amount": 0}, Reason.MALFORMED),
        ({"amount": -1}, Reason.MALFORMED),
        ({"amount": True}, Reason.MALFORMED),
        ({"amount": "1"}, Reason.MALFORMED),
        ({"asset": "gold"}, Reason.NO_SUCH),
        ({"asset": "KWH"}, Reason.MALFORMED),
        ({"asset": "hour", "amount": 18_001}, Reason.FLOOR),
        ({"asset": "point"}, Reason.BALANCE),
        ({"purpose": "pirate"}, Reason.PURPOSE),
        ({"purpose": "Don!"}, Reason.MALFORMED),
        ({"memo": b"hello"}, Reason.MALFORMED),
        ({"to": bytes(32)}, Reason.NO_SUCH),
        ({"to": b"issue"}, Reason.MALFORMED),
        ({"to": b"burn"}, Reason.MALFORMED),
        ({"extra": 1}, Reason.MALFORMED),
    ],
)
def test_a_payment_is_refused(village: Village, changes: dict[str, Any], reason: Reason) -> None:
    anna, ben = village.people["anna"], village.people["ben"]
    body = {"to": ben.account, "asset": "kwh", "amount": 100, "purpose": "", "memo": b"", **changes}
    assert village.do(anna, "transfer", **body).outcome == reason
    assert village.balance(anna) == 10_000
    village.check_money()


def test_nobody_pays_itself(village: Village) -> None:
    anna = village.people["anna"]
    assert village.pay(anna, anna.account, "kwh", 1).outcome == Reason.SELF


def test_a_missing_field_is_malformed(village: Village) -> None:
    assert village.do(village.people["anna"], "transfer", to=FUND, asset="kwh", amount=1).outcome == (
        Reason.MALFORMED
    )


def test_a_payment_in_credit_makes_a_partner_a_gift_does_not(village: Village) -> None:
    anna, ben = village.people["anna"], village.people["ben"]
    village.pay(anna, ben.account, "hour", 60, "don")
    row = village.state.get(ACCOUNTS, ben.account)
    assert row is not None
    assert row.partners == ()
    village.pay(anna, ben.account, "kwh", 60)
    village.pay(anna, ben.account, "hour", 60, "entraide")
    row = village.state.get(ACCOUNTS, ben.account)
    assert row is not None
    assert row.partners == (anna.account,)


def test_gifts_count_as_contribution_payments_do_not(village: Village) -> None:
    anna, ben = village.people["anna"], village.people["ben"]

    def given(who: Any) -> int:
        return get_contribution_wh(village.state, who.account, village.now_ms)

    village.pay(anna, ben.account, "kwh", 100)
    assert given(anna) == 0
    village.pay(anna, ben.account, "kwh", 100, "don")
    village.pay(anna, ben.account, "hour", 36, "don")
    assert given(anna) == 100 + 1_000
    village.pay(anna, FUND, "kwh", 7)
    assert given(anna) == 1_107
    assert given(ben) == 0


def test_giving_to_the_fund(village: Village) -> None:
    anna = village.people["anna"]
    assert village.pay(anna, FUND, "kwh", 2_500).outcome == "applied"
    assert get_balance(village.state, FUND, "kwh", POT_UNALLOCATED) == 2_500
    assert village.balance(anna) == 7_500
    village.check_money()


def test_a_memo_is_erasable(village: Village) -> None:
    anna = village.people["anna"]
    body = {"to": FUND, "asset": "kwh", "amount": 1, "purpose": "", "memo": blob_of("merci")}
    assert village.do(anna, "transfer", **body).outcome == "applied"
    assert get_blob_fields("transfer") == ("memo",)
