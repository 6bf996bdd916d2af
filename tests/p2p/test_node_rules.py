# SPDX-License-Identifier: AGPL-3.0-or-later
"""A node whose program lacks the next rules: stops in time, blames nobody, stores, relays, goes on after."""

from __future__ import annotations

import pytest

from ledger.replica import Replica
from ledger.rulebook.book import BOOK
from ledger.seal import decode_certificate, decode_seal
from ledger.state import get_witnesses
from ledger.store import Store
from ledger.units import DAY_MS
from p2p.book import PeerBook, pin
from p2p.following import Following
from p2p.keeping import follow_seal
from tests.helpers.checkpoint import CHECKPOINT, grow
from tests.helpers.exchange import Exchange
from tests.helpers.hamlet import Hamlet, copy_of, reopen, settled
from tests.helpers.later_rules import GREETING, LATER_BOOK, ask_for_rules, decide_rules, later, raise_rules
from tests.helpers.network import until
from tests.helpers.parliament_nodes import NAMES, sign_list
from tests.p2p.test_following import FakeNode, FakeSession, next_of
from tests.p2p.test_node import DEADLINE_S, all_agree, node_of, running

OLD = "update-needed"


@pytest.fixture
def hamlet() -> Hamlet:
    """The founder's program is of a later year; the raise is decided, not in force."""
    hamlet = later(settled("anna", "ben"))
    decide_rules(hamlet)
    return hamlet


async def test_history_is_followed_up_to_the_last_height_it_may_execute(hamlet: Hamlet):
    copy = copy_of(hamlet.main, book=BOOK)
    hamlet.seal()
    hamlet.seal(hamlet.sign(hamlet.people["anna"], GREETING, {"words": "bonjour"}), expect="applied")
    node = FakeNode(copy, hamlet.now_ms)
    following = Following(node, PeerBook(copy.store, []))
    first = next_of(hamlet, node)
    await following.keep_history(FakeSession(), [first])  # type: ignore[arg-type]
    second = next_of(hamlet, node)
    assert node.said == [("told", hamlet.main.height - 1)]
    assert await following.keep_history(FakeSession(), [second]) == ()  # type: ignore[arg-type]
    assert not following.follow_certified(second[1], second[2], None)
    assert node.said == [("told", hamlet.main.height - 1)], "nobody is blamed, nothing is asked for"
    assert (node.stopped_because, copy.height) == (OLD, hamlet.main.height - 1)


async def test_an_old_node_stops_stores_relays_and_catches_up_once_updated(hamlet: Hamlet):
    founder = node_of(hamlet, "mairie", hamlet.main)
    anna = hamlet.people["anna"]
    async with running(founder) as addresses:
        old = node_of(hamlet, "anna", copy_of(hamlet.main, book=BOOK), addresses=addresses)
        other = node_of(hamlet, "ben", copy_of(hamlet.main, book=LATER_BOOK), addresses=addresses)
        async with running(old, other):
            await until(lambda: old.stopped_because == OLD, DEADLINE_S)
            assert old.get_statistics().stopped_because == OLD
            height = old.replica.height
            # What is new to it is stored all the same, and what it holds goes on to others.
            greeting = hamlet.sign(anna, GREETING, {"words": "bonjour"})
            founder.submit(greeting)
            await until(lambda: founder.replica.height > height, DEADLINE_S)
            await until(lambda: greeting.id in old.replica.dag.events, DEADLINE_S)
            await all_agree(founder, other)
            assert old.replica.height == height
            kept = hamlet.sign(hamlet.people["ben"], "consent", {"topic": "gifts", "agree": True})
            old.submit(kept)
            await until(lambda: founder.replica.store.has_event(kept.id), DEADLINE_S)
            assert not founder.is_banned(old.node_key)
            assert not old.is_banned(founder.node_key)
        updated = node_of(hamlet, "anna", reopen(old.replica, LATER_BOOK), addresses=addresses)
        assert not updated.stopped_because
        async with running(updated):
            await all_agree(founder, updated)


async def test_who_is_stopped_is_told_of_each_height_once(hamlet: Hamlet):
    hamlet.seal()
    hamlet.seal(hamlet.sign(hamlet.people["anna"], GREETING, {"words": "bonjour"}), expect="applied")
    founder = node_of(hamlet, "mairie", hamlet.main)
    async with running(founder) as addresses:
        old = node_of(hamlet, "anna", copy_of_first(hamlet), addresses=addresses)
        assert old.stopped_because == OLD, "known from the start"
        async with running(old):
            await until(lambda: any(s.machine.has_met for s in old.get_sessions()), DEADLINE_S)
            (session,) = old.get_sessions()
            assert session.machine._send_frontier(asks=True) == []
            await until(lambda: not session.machine._frontier_open, DEADLINE_S)
            assert session.machine._send_frontier(asks=True) == []


def copy_of_first(hamlet: Hamlet) -> Replica:
    """The copy of an old program where it stopped."""
    copy = hamlet.fresh()
    for events, encoded, proof in hamlet.main.store.iter_history(0):
        if copy.needs_update:
            break
        follow_seal(copy, decode_seal(encoded, hamlet.commune), proof, events, b"")
    return copy


async def test_a_snapshot_of_later_rules_stops_a_newcomer_and_blames_nobody():
    hamlet = later(settled("anna", "ben"))
    raise_rules(hamlet)
    grow(hamlet, CHECKPOINT + 2)
    founder = node_of(hamlet, "mairie", hamlet.main)
    empty = Replica(Store(None), BOOK)
    pin(empty.store, CHECKPOINT + 1, hamlet.main.get_seal_id(CHECKPOINT + 1))
    async with running(founder) as addresses:
        node = node_of(hamlet, "anna", empty, addresses=addresses)
        async with running(node):
            await until(lambda: node.stopped_because == OLD, DEADLINE_S)
            assert not node.is_banned(founder.node_key)
    assert not empty.is_founded


# --- witnesses


@pytest.fixture
def four() -> Hamlet:
    """Four witnesses from the first height of the new rules on."""
    hamlet = later(settled(*NAMES[1:]))
    ask_for_rules(hamlet, 2)
    hamlet.seal(after_ms=DAY_MS)
    words = [hamlet.sign_ready(hamlet.people[name], proven_rules=2) for name in NAMES]
    hamlet.seal(*words, sign_list(hamlet, NAMES), after_ms=DAY_MS, expect="applied")
    hamlet.seal()
    assert len(get_witnesses(hamlet.main.state)) == 4
    return hamlet


def test_a_witness_without_the_rules_neither_proposes_nor_votes(four: Hamlet):
    exchange = Exchange(four, NAMES[:3])
    old = exchange.start(NAMES[3], copy_of(four.main, book=BOOK))
    start = four.main.height
    event = four.sign(four.people[NAMES[1]], GREETING, {"words": "bonjour"})
    exchange.hand(event)
    updated = [exchange[name] for name in NAMES[:3]]
    exchange.run_until(lambda: all(member.replica.height == start + 2 for member in updated))
    assert old.machine.consensus is None
    assert (old.replica.height, old.votes.get_last_place()) == (start, (0, 0))
    index = [witness.node for witness in get_witnesses(four.main.state)].index(old.key)
    for height in (start + 1, start + 2):
        found = updated[0].replica.store.get_seal(height)
        assert found is not None
        signed = [place for place, _ in decode_certificate(found[1]).signatures]
        assert index not in signed
    assert not old.offences
    assert not any(member.offences for member in updated)


def test_with_two_of_four_without_the_rules_everything_waits(four: Hamlet):
    exchange = Exchange(four, NAMES[:2])
    for name in NAMES[2:]:
        exchange.start(name, copy_of(four.main, book=BOOK))
    start = four.main.height
    exchange.hand(four.sign(four.people[NAMES[1]], GREETING, {"words": "bonjour"}))
    exchange.run(30_000)
    assert exchange.heights == {start}
    # One of them is brought up to date: three are a quorum.
    votes, replica = exchange[NAMES[2]].votes, exchange.stop(NAMES[2]).replica
    exchange.start(NAMES[2], reopen(replica, LATER_BOOK), votes)
    exchange.run_until(lambda: exchange[NAMES[2]].replica.height == start + 2)
