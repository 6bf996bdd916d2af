# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cables are pulled between witnesses: without a quorum nothing is final, with one nothing waits for long."""

from __future__ import annotations

import pytest

from tests.helpers.processes import until
from tests.helpers.street import Quarter

pytestmark = pytest.mark.slow


def test_two_and_two(four: Quarter) -> None:
    here, there = ("lea", "anna", "francois"), ("ben", "cleo", "nora", "paul")
    rounds = {name: four.last_round(name) for name in ("lea", "anna", "ben", "cleo")}
    four.wires.cut(here, there)
    events = {
        "francois": four.pay("francois", "lea"),
        "anna": four.pay("anna", "lea"),
        "nora": four.pay("nora", "ben"),
        "ben": four.pay("ben", "cleo"),
    }
    for side in (here, there):
        mine = [event for name, event in events.items() if name in side]
        until(
            lambda side=side, mine=mine: all(four.has(n, e) for n in side for e in mine), "their side has it"
        )
    # Every witness has had its turn to propose, and voted for nothing, or waits for more.
    until(
        lambda: all(four.last_round(name) > rounds[name] for name in ("lea", "anna", "ben", "cleo")),
        "time passes",
    )
    for name, event in events.items():
        four.stay(name, event)
    assert not any(four.has("lea", events[name]) for name in ("nora", "ben"))

    four.wires.heal()
    four.final(*events.values())
    four.agree()


def test_three_and_one(four: Quarter) -> None:
    alone, others = ("cleo", "nora"), ("lea", "anna", "ben", "francois", "paul")
    four.wires.cut(alone, others)
    apart = four.pay("nora", "cleo")
    events = [four.pay("francois", "paul"), four.pay("anna", "lea")]
    four.final(*events, among=others)
    until(lambda: four.has("cleo", apart), "the lonely one has it")
    for name in alone:
        four.stay(name, apart)

    four.wires.heal(fresh=True)
    four.final(apart, *events)
    four.agree()


def test_a_computer_that_sleeps(four: Quarter) -> None:
    """Its connections stay, and nothing comes of them."""
    others = [name for name in four.people if name != "ben"]
    with four.people["ben"].frozen():
        events = [four.pay("francois", "paul"), four.pay("anna", "lea")]
        four.final(*events, among=others)
    four.final(*events)
    four.agree()
