# SPDX-License-Identifier: AGPL-3.0-or-later
"""The picture of a payment before it is signed: why it cannot be, and whose debt stands in the way."""

from __future__ import annotations

from types import SimpleNamespace

from app.query_money import name_kind, preview_payment
from tests.helpers.debts import HOUR_S as H
from tests.helpers.debts import find_most_s, found_with_guests, owe_all_but_an_hour, read


def test_a_floor_names_whose_debt_counts_beside_mine():
    """A first mayor answers for everybody they let in: what one of them owes leaves less to all."""
    village = found_with_guests()
    anna, ben, mayor = village.people["anna"], village.people["ben"], village.founder
    alone = preview_payment(read(village, mayor), anna.account, "hour", find_most_s(village) + 1)
    assert (alone.problem, alone.limited_by) == ("floor", "")
    owe_all_but_an_hour(village)
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
