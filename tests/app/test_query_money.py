# SPDX-License-Identifier: AGPL-3.0-or-later
"""The picture of a payment before it is signed: why it cannot be, and whose debt stands in the way."""

from __future__ import annotations

from types import SimpleNamespace

from app.query_money import name_kind, preview_payment
from app.reader import Picture, Reader
from ledger.read_model import ReadModel
from ledger.store import Store
from tests.helpers.builders import Person, Village

H = 3_600


def read(village: Village, me: Person) -> Reader:
    store = Store(None)
    picture = Picture(
        version=1, commune=village.commune, me=me.account, device=me.key, sealed=village.state,
        pending=village.state, pending_events=(), pending_results={}, is_founded=True, node=None,
    )  # fmt: skip
    return Reader(picture, store, ReadModel(store.db), village.now_ms)


def test_a_floor_names_whose_debt_counts_beside_mine():
    """A first mayor answers for everybody they let in: what one of them owes leaves less to all."""
    village = Village.found()
    village.join("anna")
    village.join("ben")
    anna, ben, mayor = village.people["anna"], village.people["ben"], village.founder
    most = preview_payment(read(village, mayor), anna.account, "hour", H).available
    alone = preview_payment(read(village, mayor), anna.account, "hour", most + 1)
    assert (alone.problem, alone.limited_by) == ("floor", "")
    assert village.pay(anna, ben.account, "hour", most - H).is_applied
    first = preview_payment(read(village, mayor), anna.account, "hour", 2 * H)
    assert (first.available, first.problem, first.limited_by) == (H, "floor", "guests")
    village.join("chloe")
    guest = preview_payment(read(village, village.people["chloe"]), anna.account, "hour", 2 * H)
    assert (guest.available, guest.problem, guest.limited_by) == (H, "floor", "sponsor")
    own = preview_payment(read(village, anna), ben.account, "hour", 2 * H)
    assert (own.problem, own.limited_by) == ("floor", "")
    enough = preview_payment(read(village, mayor), anna.account, "hour", H)
    assert (enough.problem, enough.limited_by) == ("", "")


def test_a_founder_s_first_act_is_the_founding_and_a_later_name_is_a_changed_one():
    first = SimpleNamespace(kind="display", anchor=SimpleNamespace(height=0), body={})
    later = SimpleNamespace(kind="display", anchor=SimpleNamespace(height=3), body={})
    assert name_kind(first, "display", "applied") == "charter"
    assert name_kind(later, "display", "applied") == "display"
