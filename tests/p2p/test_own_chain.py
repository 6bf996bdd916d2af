# SPDX-License-Identifier: AGPL-3.0-or-later
"""When a computer may sign: never while a neighbour remembers more of its key than it holds itself."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ledger.event import encode_event
from ledger.frontier import compute_frontier, encode_frontier
from ledger.replica import IngestReport, Replica
from ledger.store import Store
from ledger.units import Key, NodeKey
from p2p.machines.sync import SyncMachine
from p2p.own_chain import BEHIND, LOOK_MS, LOOKING, PATIENCE_MS, OwnChain
from p2p.wire import Done, Events, FrontierMessage
from tests.helpers.builders import Person
from tests.helpers.hamlet import Hamlet, follow, give, settled
from tests.helpers.playbook import SALTS, START_MS, hello_of, machine_of

NEIGHBOUR = NodeKey(b"n" * 32)


@dataclass
class Talk:
    """A conversation with one neighbour."""

    machine: SyncMachine
    peer: NodeKey = NEIGHBOUR


@pytest.fixture
def hamlet() -> Hamlet:
    return settled("anna", "ben")


@pytest.fixture
def anna(hamlet: Hamlet) -> Person:
    return hamlet.people["anna"]


def guard(replica: Replica, anna: Person, *, has_neighbours: bool = True) -> OwnChain:
    return OwnChain(replica, [anna.key, Key(anna.account)], START_MS, has_neighbours=has_neighbours)


def test_alone_one_signs_at_once(hamlet: Hamlet, anna: Person) -> None:
    assert guard(hamlet.main, anna, has_neighbours=False).find_hold([], START_MS) == ""


def test_a_start_looks_around_for_some_seconds(hamlet: Hamlet, anna: Person) -> None:
    chain, silent = guard(hamlet.main, anna), Talk(machine_of(hamlet.main))
    assert chain.find_hold([], START_MS) == LOOKING
    assert chain.find_hold([silent], START_MS + LOOK_MS - 1) == LOOKING
    assert chain.find_hold([silent], START_MS + LOOK_MS) == ""


def test_a_neighbour_who_holds_the_same_frees_it(hamlet: Hamlet, anna: Person) -> None:
    chain, talk = guard(hamlet.main, anna), Talk(machine_of(hamlet.main))
    talk.machine.on_message(hello_of(hamlet.main), START_MS)
    assert chain.find_hold([talk], START_MS) == ""
    assert chain.find_hold([], START_MS + 1) == "", "one was enough"


def test_while_a_neighbour_speaks_a_start_waits_longer(hamlet: Hamlet, anna: Person) -> None:
    """Behind us in seals or not, what it holds of our key is known once it sent all it has."""
    chain, talk = guard(hamlet.main, anna), Talk(machine_of(hamlet.main))
    talk.machine.on_message(hello_of(hamlet.main, digest=b"x" * 32), START_MS)
    assert chain.find_hold([talk], START_MS + LOOK_MS + 1) == LOOKING
    talk.machine.on_message(Done(height=hamlet.main.height), START_MS + LOOK_MS + 1)
    assert chain.find_hold([talk], START_MS + LOOK_MS + 1) == ""


def test_a_neighbour_with_more_seals_holds_it_until_it_follows(hamlet: Hamlet, anna: Person) -> None:
    old = hamlet.copy()
    hamlet.seal(hamlet.transfer(anna, hamlet.founder.account), expect="applied")
    chain, talk = guard(old, anna), Talk(machine_of(old))
    talk.machine.on_message(hello_of(hamlet.main), START_MS)
    assert chain.find_hold([talk], START_MS) == BEHIND
    follow(old, hamlet.main)
    assert chain.find_hold([talk], START_MS) == LOOKING, "it may hold more of ours that is not sealed"
    talk.machine.on_message(Done(height=hamlet.main.height), START_MS)
    assert chain.find_hold([talk], START_MS) == ""


def test_a_neighbour_who_remembers_a_pending_act_holds_it_until_it_comes(
    hamlet: Hamlet, anna: Person
) -> None:
    old = hamlet.copy()
    payment = hamlet.transfer(anna, hamlet.founder.account)
    give(hamlet.main, payment)
    chain, talk = guard(old, anna, has_neighbours=False), Talk(machine_of(old))
    talk.machine.on_message(hello_of(hamlet.main), START_MS)
    rows = encode_frontier(compute_frontier(hamlet.main), SALTS[0])
    talk.machine.on_message(FrontierMessage(rows=rows, asks=False), START_MS)
    assert chain.find_hold([talk], START_MS) == BEHIND
    assert talk.machine.on_message(Events(events=(encode_event(payment),)), START_MS)
    give(old, payment)
    talk.machine.on_stored(IngestReport(stored=(payment,)), 0, START_MS)
    assert chain.find_hold([talk], START_MS) == ""


def test_who_claims_and_brings_nothing_is_not_heard_again(hamlet: Hamlet, anna: Person) -> None:
    chain, liar = guard(hamlet.main, anna), Talk(machine_of(hamlet.main))
    liar.machine.on_message(hello_of(hamlet.main, height=hamlet.main.height + 1_000), START_MS)
    assert chain.find_hold([liar], START_MS + PATIENCE_MS) == BEHIND
    assert chain.find_hold([liar], START_MS + PATIENCE_MS + 1) == ""
    again = Talk(machine_of(hamlet.main))
    later = START_MS + 2 * PATIENCE_MS
    again.machine.on_message(hello_of(hamlet.main, height=hamlet.main.height + 1_000), later)
    assert chain.find_hold([again], later) == ""


def test_what_is_no_claim(hamlet: Hamlet, anna: Person) -> None:
    """A fork told of is there already, and a newcomer without the charter has no chain to be behind of."""
    chain, talk = guard(hamlet.main, anna, has_neighbours=False), Talk(machine_of(hamlet.main))
    talk.machine.on_message(hello_of(hamlet.main, digest=b"x" * 32), START_MS)
    rows = [[anna.key, 99, bytes(4), 1]]
    talk.machine.on_message(FrontierMessage(rows=rows, asks=False), START_MS)
    assert chain.find_hold([talk], START_MS) == ""
    empty = Replica(Store(None))
    newcomer, sponsor = guard(empty, anna), Talk(machine_of(empty, commune=hamlet.commune))
    sponsor.machine.on_message(hello_of(hamlet.main), START_MS)
    assert newcomer.find_hold([sponsor], START_MS) == LOOKING


def test_a_clock_set_back_does_not_hold_for_ever(hamlet: Hamlet, anna: Person) -> None:
    chain, day_ms = guard(hamlet.main, anna), 86_400_000
    assert chain.find_hold([], START_MS) == LOOKING
    assert chain.find_hold([], START_MS - day_ms) == ""
    ahead = Talk(machine_of(hamlet.main))
    ahead.machine.on_message(hello_of(hamlet.main, height=hamlet.main.height + 1), START_MS)
    assert chain.find_hold([ahead], START_MS) == BEHIND
    assert chain.find_hold([ahead], START_MS - day_ms) == ""
