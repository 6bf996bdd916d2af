# SPDX-License-Identifier: AGPL-3.0-or-later
r"""The order of a cut, drawn. `order("ba", drawing)` reads: when the seal before draws b ahead of a.

a0 -- a1
    /            b's draw comes first, but b0 stands behind nobody and a0 neither: b0 a0 a1
b0
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.hashing import hash_leaf, merkle_root
from ledger.ordering import compute_order_root, order_cut
from tests.helpers.dag_drawing import account_of, draw, every_draw, id_of, key_of, names_of, seal_drawing

if TYPE_CHECKING:
    from ledger.event import Event
    from ledger.units import AccountId

ACCOUNTS = {key_of(letter): account_of(letter) for letter in "abcdefghijklmnopqrstuvwxyz"}


def payer(event: Event) -> AccountId:
    return ACCOUNTS[event.author]


def order(drawn: str, drawing: str) -> str:
    events = draw(drawing)
    mapping = {event.id: event for event in events.values()}
    return names_of(events, order_cut(mapping, seal_drawing(drawn), payer))


ALONE = r"""
a0 -- a1 -- a2
"""
TWO = r"""
a0 -- a1

b0 -- b1
"""
DEP = r"""
a0 -- a1
    /
b0 -- b1
"""
LATE_DEP = r"""
a0 -- a1
        \
b0 ------ b1
"""
DIAMOND = r"""
      b0
    /    \
a0         a1
    \    /
      c0
"""
REVOKED = r"""
a0 -- a1

b0 -- b1!

c0!
"""
REVOKED_BEHIND = r"""
a0
   \
     b0!
"""


@pytest.mark.parametrize(
    ("drawn", "drawing", "expected"),
    [
        ("a", ALONE, "a0 a1 a2"),
        ("ab", TWO, "a0 a1 b0 b1"),
        ("ba", TWO, "b0 b1 a0 a1"),
        # b0 is not ready earlier for being a parent; a1 waits for both.
        ("ab", DEP, "a0 b0 a1 b1"),
        ("ba", DEP, "b0 b1 a0 a1"),
        ("ab", LATE_DEP, "a0 a1 b0 b1"),
        ("ba", LATE_DEP, "b0 a0 a1 b1"),
        ("abc", DIAMOND, "a0 b0 c0 a1"),
        ("acb", DIAMOND, "a0 c0 b0 a1"),
        # A ready revocation goes before everything, whatever the draw; one that is not ready waits.
        ("abc", REVOKED, "c0 a0 a1 b0 b1"),
        ("bac", REVOKED, "c0 b0 b1 a0 a1"),
        ("ab", REVOKED_BEHIND, "a0 b0"),
        ("ba", REVOKED_BEHIND, "a0 b0"),
    ],
)
def test_the_order_of_a_drawing(drawn: str, drawing: str, expected: str):
    assert order(drawn, drawing) == expected


def test_within_one_account_the_key_then_the_number_decide():
    events = draw("a0 -- a1\n\nb0 -- b1")
    mapping = {event.id: event for event in events.values()}
    ordered = names_of(events, order_cut(mapping, bytes(32), lambda _: account_of("a")))
    first = min("ab", key=key_of)
    assert ordered.split()[0] == f"{first}0"
    assert ordered in ("a0 a1 b0 b1", "b0 b1 a0 a1")


def test_two_events_of_one_slot_are_ranked_by_id():
    """No cut holds two, but the rank is total all the same."""
    events = draw("a0\n\na0'")
    mapping = {event.id: event for event in events.values()}
    assert list(order_cut(mapping, bytes(32), payer)) == sorted([id_of("a0"), id_of("a0'")])


def test_parents_outside_the_cut_are_not_waited_for():
    events = draw(DEP)
    inside = {event.id: event for name, event in events.items() if name in ("a1", "b1")}
    assert names_of(events, order_cut(inside, seal_drawing("ab"), payer)) == "a1 b1"


def test_nothing_in_nothing_out():
    assert order_cut({}, bytes(32), payer) == ()
    assert compute_order_root(()) == hash_leaf(b"")


def test_the_root_is_over_the_ids_in_their_order():
    ids = [id_of("a0"), id_of("b0"), id_of("a1")]
    assert compute_order_root(ids) == merkle_root(ids)
    assert compute_order_root(ids) != compute_order_root(ids[::-1])


def test_a_fresh_seal_is_a_fresh_draw():
    assert {order(drawn, TWO) for drawn in every_draw("ab")} == {"a0 a1 b0 b1", "b0 b1 a0 a1"}


@given(
    st.lists(st.tuples(st.integers(0, 4), st.sets(st.integers(0, 30), max_size=3)), max_size=24), st.randoms()
)
@settings(max_examples=600)
def test_hundreds_of_graphs_have_one_order_each(shape: list[tuple[int, set[int]]], rng: random.Random):
    """Arrival order does not matter, parents come first, and a ready event waits only for better ranks."""
    from dataclasses import replace

    events: list[Event] = []
    template = draw("a0")["a0"]
    heights: dict[int, int] = {}
    for number, (who, parents) in enumerate(shape):
        letter = "abcde"[who]
        seq = heights[who] = heights.get(who, -1) + 1
        own = [event.id for event in events if event.author == key_of(letter)]
        deps = sorted({events[p].id for p in parents if p < number} - set(own[-1:]))
        events.append(
            replace(
                template, id=id_of(f"{number}"), author=key_of(letter), seq=seq, deps=tuple(deps),
                prev=own[-1] if own else template.prev,
            )
        )  # fmt: skip
    expected = order_cut({event.id: event for event in events}, bytes(32), payer)
    rng.shuffle(events)
    assert order_cut({event.id: event for event in events}, bytes(32), payer) == expected
    place = {event_id: index for index, event_id in enumerate(expected)}
    assert len(place) == len(events)
    for event in events:
        assert all(place[parent] < place[event.id] for parent in event.parents if parent in place)
