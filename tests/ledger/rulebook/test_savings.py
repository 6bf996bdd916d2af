# SPDX-License-Identifier: AGPL-3.0-or-later
"""A member's own pots: what may live where, what one has is all one saves, locks that only grow."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.errors import Reason
from ledger.limits import ENVELOPES_MAX
from ledger.rulebook.savings import FOREVER, LOCKS, get_lock, is_locked, is_own_pot, may_hold
from ledger.state import get_balance
from ledger.units import DAY_MS
from tests.helpers.builders import Person, Village


@pytest.fixture
def village() -> Village:
    """anna holds 10 kWh and 2 hours that ben owes."""
    village = Village.found()
    anna, ben = village.join("anna"), village.join("ben")
    village.mint(anna, 10_000)
    village.pay(ben, anna.account, "hour", 7_200)
    return village


def shift(
    village: Village, source: str, target: str, amount: int, asset: str = "kwh", who: str = "anna"
) -> str:
    body = {"from": source, "to": target, "asset": asset, "amount": amount}
    return village.do(village.people[who], "pot.move", **body).outcome


def lock(village: Village, pot: str, days: int) -> str:
    until = village.now_ms + days * DAY_MS
    return village.do(village.people["anna"], "pot.lock", pot=pot, until=until).outcome


def held(village: Village, person: Person, pot: str, asset: str = "kwh") -> int:
    return get_balance(village.state, person.account, asset, pot)


def test_what_is_set_aside_comes_back(village: Village) -> None:
    anna = village.people["anna"]
    assert shift(village, "current", "energy-savings", 4_000) == "applied"
    assert (held(village, anna, "current"), held(village, anna, "energy-savings")) == (6_000, 4_000)
    assert shift(village, "energy-savings", "current", 4_000) == "applied"
    assert held(village, anna, "current") == 10_000
    assert shift(village, "current", "time-savings", 7_200, "hour") == "applied"
    assert held(village, anna, "time-savings", "hour") == 7_200
    village.check_money()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"to": "current"}, Reason.SELF),
        ({"asset": "gold"}, Reason.NO_SUCH),
        ({"to": "time-savings"}, Reason.NOT_ALLOWED),
        ({"asset": "hour"}, Reason.NOT_ALLOWED),
        ({"asset": "kg"}, Reason.NOT_ALLOWED),
        ({"to": "pension"}, Reason.NOT_ALLOWED),
        ({"from": "pension", "to": "current"}, Reason.LOCKED),
        ({"amount": 10_001}, Reason.BALANCE),
        ({"asset": "hour", "to": "time-savings", "amount": 7_201}, Reason.BALANCE),
        ({"amount": 0}, Reason.MALFORMED),
        ({"amount": -1}, Reason.MALFORMED),
        ({"to": "unallocated"}, Reason.MALFORMED),
        ({"to": "debt"}, Reason.MALFORMED),
        ({"to": "env."}, Reason.MALFORMED),
        ({"to": "mine"}, Reason.MALFORMED),
    ],
)
def test_a_move_is_refused(village: Village, changes: dict[str, Any], reason: Reason) -> None:
    body = {"from": "current", "to": "energy-savings", "asset": "kwh", "amount": 100, **changes}
    assert village.do(village.people["anna"], "pot.move", **body).outcome == reason
    assert held(village, village.people["anna"], "current") == 10_000


def test_a_debt_is_not_saved(village: Village) -> None:
    assert shift(village, "current", "time-savings", 1, "hour", who="ben") == Reason.BALANCE


def test_what_one_answers_for_is_not_hidden_in_savings(village: Village) -> None:
    village.pay(village.people["anna"], village.founder.account, "hour", 7_200)
    cleo = village.join("cleo")
    assert village.pay(village.people["ben"], cleo.account, "hour", 1).outcome == "applied"
    founder = village.founder
    assert village.balance(founder, "hour") == 7_200
    assert village.pay(cleo, village.people["anna"].account, "hour", 18_000).outcome == "applied"
    # The founder answers for ben's and cleo's debts: 7 200 less and it would be below its own floor.
    assert shift(village, "current", "time-savings", 7_200, "hour", who="mairie") == Reason.FLOOR


def test_an_envelope_holds_anything_and_there_are_so_many(village: Village) -> None:
    assert shift(village, "current", "env.serre", 10) == "applied"
    assert shift(village, "current", "env.serre", 60, "hour") == "applied"
    for number in range(1, ENVELOPES_MAX):
        assert shift(village, "current", f"env.{number}", 1) == "applied"
    assert shift(village, "current", "env.more", 1) == Reason.LIMIT
    assert lock(village, "env.more", 1) == Reason.LIMIT
    assert shift(village, "current", "env.serre", 10) == "applied"
    assert shift(village, "env.1", "current", 1) == "applied"
    assert lock(village, "env.more", 1) == "applied"
    village.check_money()


def test_a_locked_pot_lets_nothing_out_before_its_date(village: Village) -> None:
    anna = village.people["anna"]
    shift(village, "current", "energy-savings", 4_000)
    assert lock(village, "energy-savings", 30) == "applied"
    assert is_locked(village.state, anna.account, "energy-savings", village.now_ms)
    assert shift(village, "energy-savings", "current", 1) == Reason.LOCKED
    assert shift(village, "energy-savings", "env.serre", 1) == Reason.LOCKED
    assert shift(village, "current", "energy-savings", 1) == "applied"
    until = get_lock(village.state, anna.account, "energy-savings")
    village.wait(until - village.now_ms - 1_001)
    assert shift(village, "energy-savings", "current", 1) == Reason.LOCKED
    assert shift(village, "energy-savings", "current", 1) == "applied"


def test_a_lock_is_lengthened_never_shortened(village: Village) -> None:
    assert lock(village, "energy-savings", 30) == "applied"
    assert lock(village, "energy-savings", 29) == Reason.LOCKED
    assert lock(village, "energy-savings", 31) == "applied"
    assert village.state.size(LOCKS) == 1


@pytest.mark.parametrize(
    ("pot", "days", "reason"),
    [
        ("current", 1, Reason.NOT_ALLOWED),
        ("pension", 1, Reason.NOT_ALLOWED),
        ("time-savings", -1, Reason.EXPIRED),
        ("time-savings", 3_651, Reason.BOUNDS),
        ("savings", 1, Reason.MALFORMED),
    ],
)
def test_a_lock_is_refused(village: Village, pot: str, days: int, reason: Reason) -> None:
    assert lock(village, pot, days) == reason
    assert village.state.size(LOCKS) == 0


def test_the_pension_is_locked_for_ever(village: Village) -> None:
    account = village.people["anna"].account
    assert get_lock(village.state, account, "pension") == FOREVER
    assert get_lock(village.state, account, "current") == 0


def test_which_pot_takes_what() -> None:
    assert [may_hold(pot, "kwh") for pot in ("current", "energy-savings", "time-savings", "pension")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert may_hold("time-savings", "hour")
    assert may_hold("env.serre", "kg")
    assert not is_own_pot(5)
