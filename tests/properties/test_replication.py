# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever was signed, in whatever order it travels: every copy ends with the same register."""

from __future__ import annotations

import random
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import LedgerError
from ledger.event import Event
from ledger.replica import Replica
from p2p.sealer import Sealer
from tests.helpers.builders import seed_of
from tests.helpers.garden import Act, Garden, acts, grown
from tests.helpers.hamlet import Hamlet, digest_of, follow, give, memory_of, open_votes, picture_of, reopen
from tests.helpers.playbook import Net

seeds = st.integers(0, 2**32 - 1)


def scatter(events: list[Event], rng: random.Random) -> list[list[Event]]:
    """The events in messages of any size and order, some of them twice or thrice."""
    scattered = events + [rng.choice(events) for _ in range(len(events) // 2)]
    rng.shuffle(scattered)
    messages: list[list[Event]] = []
    while scattered:
        size = rng.randint(1, 5)
        messages.append(scattered[:size])
        scattered = scattered[size:]
    return messages


def give_all(replica: Replica, events: list[Event], rng: random.Random) -> None:
    """Like a sync: what was an orphan too long comes again."""
    for message in scatter(events, rng):
        give(replica, *message, forced=True)
    give(replica, *events, forced=True)


def seal_all(hamlet: Hamlet, replica: Replica) -> None:
    """Seal until there is nothing left to seal."""
    sealer = Sealer(replica, seed_of("mairie node"), open_votes())
    while True:
        hamlet.now_ms += 1_000
        if sealer.seal(hamlet.now_ms) is None:
            return


@given(acts, seeds)
@settings(max_examples=250)
def test_arrival_order_and_duplicates_do_not_matter(sequence: list[Act], seed: int) -> None:
    rng = random.Random(seed)
    garden = grown(sequence)
    one, other = garden.hamlet.copy(), garden.hamlet.copy()
    for replica in (one, other):
        give_all(replica, garden.events, rng)
    assert set(one.dag.events) == set(other.dag.events)
    assert len(one.orphans) == len(other.orphans) == 0
    assert memory_of(reopen(one)) == memory_of(one)
    seal_all(garden.hamlet, one)
    follow(other, one)
    assert picture_of(one) == picture_of(other)
    assert memory_of(reopen(other)) == memory_of(other)
    fresh = garden.hamlet.fresh()
    follow(fresh, one)
    assert digest_of(fresh) == digest_of(one)
    assert not one.dag.events, "with time and one witness nothing stays pending"


@given(acts, seeds)
@settings(max_examples=200)
def test_replay_from_the_charter_is_what_was_executed_step_by_step(sequence: list[Act], seed: int) -> None:
    """Events keep coming between seals; one copy lives through it, one replays, one is read from disk."""
    rng = random.Random(seed)
    garden = Garden()
    main, late = garden.hamlet.main, garden.hamlet.copy()
    held: list[Event] = []
    for act in sequence:
        event = garden.grow(act)
        held += [event] if event is not None else []
        if rng.random() < 0.4:
            rng.shuffle(held)
            give(main, *held, forced=True)
            held = []
            garden.hamlet.now_ms += 1_000
            garden.hamlet.sealer.seal(garden.hamlet.now_ms)
    give_all(main, garden.events, rng)
    seal_all(garden.hamlet, main)
    give_all(late, garden.events, rng)
    follow(late, main)
    assert picture_of(late) == picture_of(main)
    fresh = garden.hamlet.fresh()
    follow(fresh, main)
    assert digest_of(fresh) == digest_of(main)
    assert memory_of(reopen(main)) == memory_of(main)
    garden.hamlet.state = main.state
    garden.hamlet.check_money()


@given(acts, seeds)
@settings(max_examples=200)
def test_copies_that_talk_converge_whatever_the_interleaving(sequence: list[Act], seed: int) -> None:
    """Three copies in a line, acts and seals while messages fly, sessions lost and made again."""
    rng = random.Random(seed)
    garden = Garden()
    net = Net(*(garden.hamlet.copy() for _ in range(3)))
    sealer = Sealer(net.peers[0].replica, seed_of("mairie node"), open_votes())

    def seal() -> None:
        garden.hamlet.now_ms += 1_000
        if sealer.seal(garden.hamlet.now_ms) is not None:
            net.peers[0].tell_seal(net.peers[0].replica.height, None)

    def publish(event: Event) -> None:
        peer = rng.choice(net.peers)
        # Its past may be elsewhere, or dead here: its author would sign something else.
        with suppress(LedgerError):
            peer.publish(event)

    net.connect(0, 1)
    link = net.connect(1, 2)[0]
    for act in sequence:
        event = garden.grow(act)
        if event is not None:
            publish(event)
        for _ in range(rng.randint(0, 12)):
            steps = net.steps()
            if steps:
                rng.choice(steps)()
        if rng.random() < 0.25:
            seal()
        if rng.random() < 0.1:
            net.disconnect(link)
            link = net.connect(1, 2)[0]
        if rng.random() < 0.2:
            net.tick(rng.choice([1_000, 31_000]))
    net.settle()
    for _ in range(3):
        seal()
        net.settle(3)
    net.settle()
    pictures = [picture_of(peer.replica) for peer in net.peers]
    assert pictures[0] == pictures[1] == pictures[2]
    assert not any(talk.offences or talk.closed for talk in net.talks)
    assert not any(peer.replica.dag.events for peer in net.peers)
