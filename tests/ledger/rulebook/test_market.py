# SPDX-License-Identifier: AGPL-3.0-or-later
"""Listings: what may be listed, and who may take it back."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.errors import Reason
from ledger.rulebook.book import get_blob_fields
from ledger.rulebook.market import LISTINGS
from tests.helpers.builders import Village, listing_body


@pytest.fixture
def village() -> Village:
    village = Village.found()
    village.join("anna")
    return village


def test_add_keeps_what_was_said(village: Village) -> None:
    anna = village.people["anna"]
    listing = village.list_item(anna, ("kwh", 5_000), ("hour", 1_800), side="need", stock=3)
    row = village.state.get(LISTINGS, listing)
    assert row is not None
    assert (row.author, row.side, row.stock, row.withdrawn) == (anna.account, "need", 3, False)
    assert row.price == (("hour", 1_800), ("kwh", 5_000))
    assert row.listed_ms == village.now_ms
    assert get_blob_fields("listing.add") == ("title", "text")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"side": "both"}, Reason.MALFORMED),
        ({"template": "castle"}, Reason.MALFORMED),
        ({"title": b""}, Reason.MALFORMED),
        ({"text": b"short"}, Reason.MALFORMED),
        ({"price": [["kwh", 0]]}, Reason.MALFORMED),
        ({"price": [["kwh", -1]]}, Reason.MALFORMED),
        ({"price": [["kwh", 1], ["kwh", 2]]}, Reason.MALFORMED),
        ({"price": [["kwh", 1]] * 9}, Reason.MALFORMED),
        ({"price": [["gold", 1]]}, Reason.NO_SUCH),
        ({"stock": 0}, Reason.MALFORMED),
        ({"stock": -2}, Reason.MALFORMED),
        ({"stock": True}, Reason.MALFORMED),
        ({"stock": 1_000_001}, Reason.MALFORMED),
        ({"more": 1}, Reason.MALFORMED),
    ],
)
def test_add_is_refused(village: Village, changes: dict[str, Any], reason: Reason) -> None:
    anna = village.people["anna"]
    assert village.do(anna, "listing.add", **{**listing_body(("kwh", 1)), **changes}).outcome == reason
    assert village.state.size(LISTINGS) == 0


def test_something_may_be_offered_for_nothing(village: Village) -> None:
    listing = village.list_item(village.founder)
    row = village.state.get(LISTINGS, listing)
    assert row is not None
    assert row.price == ()


def test_withdraw(village: Village) -> None:
    anna = village.people["anna"]
    listing = village.list_item(anna, ("kwh", 1))
    assert village.do(village.founder, "listing.withdraw", listing=listing).outcome == Reason.NOT_ALLOWED
    assert village.do(anna, "listing.withdraw", listing=bytes(32)).outcome == Reason.NO_SUCH
    assert village.do(anna, "listing.withdraw", listing=listing).outcome == "applied"
    assert village.do(anna, "listing.withdraw", listing=listing).outcome == Reason.ALREADY_DONE
    row = village.state.get(LISTINGS, listing)
    assert row is not None
    assert row.withdrawn
