# SPDX-License-Identifier: AGPL-3.0-or-later
"""A mayor who answers for two guests, one of whom owes the other nearly all one may owe; who reads it."""

from __future__ import annotations

from app.query_money import preview_payment
from app.reader import Picture, Reader
from ledger.read_model import ReadModel
from ledger.store import Store
from tests.helpers.builders import Person, Village

HOUR_S = 3_600


def read(village: Village, me: Person) -> Reader:
    """What a member's computer shows of a village, nothing waiting; without words nor receipts."""
    store = Store(None)
    picture = Picture(
        version=1, commune=village.commune, me=me.account, device=me.key, sealed=village.state,
        pending=village.state, pending_events=(), pending_results={}, is_founded=True, node=None,
    )  # fmt: skip
    return Reader(picture, store, ReadModel(store.db), village.now_ms)


def found_with_guests() -> Village:
    """The mayor let anna and ben in; nobody owes anything."""
    village = Village.found()
    village.join("anna")
    village.join("ben")
    return village


def find_most_s(village: Village) -> int:
    """How much time the mayor, and so each guest, may owe: all of them together."""
    return preview_payment(
        read(village, village.founder), village.people["anna"].account, "hour", 1
    ).available


def owe_all_but_an_hour(village: Village) -> None:
    """Anna owes ben so much that one more hour may be owed by her, her host and their other guests."""
    anna, ben = village.people["anna"], village.people["ben"]
    assert village.pay(anna, ben.account, "hour", find_most_s(village) - HOUR_S).is_applied
