# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sync as conversations: what is said in answer to what. `>>` goes into our machine, `<<` comes out of it."""

from __future__ import annotations

from typing import Any

import pytest

from ledger import limits
from ledger.blob import make_blob, name_blob
from ledger.event import Event, encode_event
from ledger.frontier import compute_frontier, encode_frontier
from ledger.replica import Replica
from ledger.store import Store
from p2p.budgets import Offence
from p2p.machines.commands import Adopt, Close, Learn, Offend, Send, StoreBlobs, StoreEvents, StoreHistory
from p2p.machines.sync import BATCH_BYTES
from p2p.wire import (
    Blobs,
    Bye,
    ById,
    CharterMessage,
    Done,
    Events,
    FrontierMessage,
    Hello,
    History,
    Join,
    Joined,
    WantBlobs,
    encode_frame,
)
from tests.helpers.builders import Person, blob_of, seed_of
from tests.helpers.hamlet import Hamlet, encoded, follow, give, picture_of, settled
from tests.helpers.playbook import (
    SALTS,
    START_MS,
    End,
    Followed,
    Net,
    NewEvents,
    NewSeal,
    Open,
    Playbook,
    Stored,
    Tick,
    hello_of,
    machine_of,
)


@pytest.fixture
def hamlet() -> Hamlet:
    return with_words(settled("anna", "ben"))


def with_words(hamlet: Hamlet) -> Hamlet:
    """Nobody holds the names in these villages: nothing is asked for, to keep conversations short."""
    hamlet.main.store.db.execute("DELETE FROM wanted")
    return hamlet


@pytest.fixture
def anna(hamlet: Hamlet) -> Person:
    return hamlet.people["anna"]


def pay(hamlet: Hamlet, person: Person, amount: int = 60, **changes: Any) -> Event:
    return hamlet.transfer(person, hamlet.founder.account, amount, **changes)


def long_act(hamlet: Hamlet) -> Event:
    """Nearly 4 KiB that mean nothing: void when sealed, and as good as any to fill frames."""
    return hamlet.sign(hamlet.founder, "display", {"display": bytes(32), "x": bytes(3_700)})


def claim_of(replica: Replica, *, asks: bool = False, salt: bytes = SALTS[0]) -> FrontierMessage:
    """What an honest neighbour with this copy says it holds."""
    return FrontierMessage(rows=encode_frontier(compute_frontier(replica), salt), asks=asks)


def live(hamlet: Hamlet) -> Playbook:
    """A session with a neighbour that holds what we hold."""
    play = Playbook(machine_of(hamlet.main))
    play >> hello_of(hamlet.main) << Learn << End
    return play


# --- a pair that agrees -------------------------------------------------------------------------------


def test_a_caught_up_pair_exchanges_one_hello_each_way(hamlet: Hamlet):
    ours = hello_of(hamlet.main, salt=SALTS[0], addresses=("/ip4/127.0.0.1/tcp/1",))
    play = Playbook(machine_of(hamlet.main))
    play >> Open() << Hello << End
    assert play.last == Hello(**{**_fields(ours), "asks": True})
    play >> hello_of(hamlet.main, addresses=("/x",)) << Learn << End
    assert play.last == Learn(height=hamlet.main.height, clock_ms=START_MS, addresses=("/x",), agrees=True)


def _fields(hello: Hello) -> dict[str, Any]:
    return {name: getattr(hello, name) for name in Hello.__slots__}


def test_who_is_asked_answers(hamlet: Hamlet):
    play = Playbook(machine_of(hamlet.main))
    play >> hello_of(hamlet.main, asks=True) << Learn << Hello << End
    assert not play.last.asks


def test_anti_entropy_is_every_thirty_seconds(hamlet: Hamlet):
    play = live(hamlet)
    play >> Tick(29_999) << End
    play >> Tick(1) << Hello << End
    assert play.last.asks
    play >> Tick(29_999) << End
    play >> Tick(1) << Hello << End


def test_two_nets_agree_and_fall_silent(hamlet: Hamlet):
    net = Net(hamlet.copy(), hamlet.copy())
    ends = net.connect(0, 1)
    net.drain()
    assert [end.sent for end in ends] == [{"Hello": 1}, {"Hello": 1}]
    assert all(end.agreed for end in ends)


# --- a pair that does not -----------------------------------------------------------------------------


def test_each_says_what_it_has_and_sends_what_the_other_lacks(hamlet: Hamlet, anna: Person):
    theirs = hamlet.copy()
    mine, other = pay(hamlet, anna), pay(hamlet, hamlet.people["ben"])
    give(hamlet.main, mine)
    give(theirs, other)
    play = Playbook(machine_of(hamlet.main))
    play >> hello_of(theirs) << Learn << claim_of(hamlet.main, asks=True, salt=SALTS[1]) << End
    assert not play.machine.on_new_events([mine]), "not live before the other knows all we had"
    play >> claim_of(theirs) << Events(events=(encode_event(mine),)) << Done(height=hamlet.main.height) << End


def test_a_frontier_that_asks_is_answered_by_ours_once(hamlet: Hamlet, anna: Person):
    """An answer asks for nothing: two of them chasing each other would go on for ever."""
    theirs = hamlet.copy()
    give(hamlet.main, pay(hamlet, anna))
    play = Playbook(machine_of(hamlet.main))
    play >> hello_of(theirs, asks=True) << Learn << Hello << FrontierMessage << End
    play >> claim_of(theirs, asks=True) << Events << Done << End
    play >> Done(height=0) << End
    play >> claim_of(theirs, asks=True) << FrontierMessage << Events << Done << End
    play >> Done(height=0) << End
    play >> claim_of(theirs) << Events << Done << End


def test_only_what_is_new_of_a_chain_is_sent(hamlet: Hamlet, anna: Person):
    theirs = hamlet.copy()
    events = [pay(hamlet, anna) for _ in range(5)]
    give(hamlet.main, *events)
    give(theirs, *events[:3])
    play = Playbook(machine_of(hamlet.main))
    play >> hello_of(theirs) << Learn << FrontierMessage << End
    play >> claim_of(theirs) << Events(events=tuple(encoded(events[3:]))) << Done << End


def test_who_is_behind_gets_history_then_what_is_pending(hamlet: Hamlet, anna: Person):
    theirs = hamlet.copy()
    one, two = pay(hamlet, anna), pay(hamlet, anna)
    give(theirs, one)
    hamlet.seal(one, pay(hamlet, hamlet.people["ben"]))
    give(hamlet.main, two)
    play = Playbook(machine_of(hamlet.main))
    play >> hello_of(theirs) << Learn << FrontierMessage << End
    play >> claim_of(theirs) << History
    ((events, seal, proof),) = play.last.items
    assert len(events) == 1, "one of the two is there already"
    assert (seal, proof) == hamlet.main.store.get_seal(hamlet.main.height)
    play << Events(events=(encode_event(two),)) << Done(height=hamlet.main.height) << End


def test_a_newcomer_gets_the_charter_first(hamlet: Hamlet):
    play = Playbook(machine_of(hamlet.main))
    empty = Replica(Store(None))
    play >> hello_of(empty, commune=hamlet.commune, asks=True) << Learn << Hello << FrontierMessage << End
    play >> FrontierMessage(rows=[], asks=False) << CharterMessage(event=hamlet.main.get_charter())
    play << History << Done << End


def test_a_newcomer_s_side(hamlet: Hamlet):
    empty = Replica(Store(None))
    play = Playbook(machine_of(empty, commune=hamlet.commune))
    play >> Open() << Hello << End
    assert play.last.height == -1
    play >> hello_of(hamlet.main) << Learn << FrontierMessage << End
    play >> claim_of(hamlet.main, asks=True) << Done(height=0) << End
    play >> Tick(1_000) << End
    play >> CharterMessage(event=b"charter") << Adopt(event=b"charter") << End
    empty.adopt(hamlet.charter)
    play >> CharterMessage(event=b"another") << End
    play >> History(items=()) << StoreHistory(items=()) << End


def test_a_height_sealed_while_history_is_sent_is_sent_too(hamlet: Hamlet, anna: Person):
    """Each message waits for the stream; without another look, the peer would miss that seal for 30 s."""
    theirs = hamlet.fresh()
    for _ in range(3):
        hamlet.seal(pay(hamlet, anna, 1))
    play = Playbook(machine_of(hamlet.main))
    play >> hello_of(theirs) << Learn << FrontierMessage << End
    play >> claim_of(theirs) << History
    first = len(play.last.items)
    hamlet.seal(pay(hamlet, anna, 1))
    assert play.machine.on_new_seal(hamlet.main.height) == []
    play << History
    assert len(play.last.items) == 1
    play << Done(height=first + 1) << End


def test_a_frontier_during_the_answer_to_one_is_not_answered_twice(hamlet: Hamlet, anna: Person):
    give(hamlet.main, pay(hamlet, anna))
    theirs = hamlet.fresh()
    machine = machine_of(hamlet.main)
    machine.on_message(hello_of(theirs), START_MS)
    assert machine.on_message(claim_of(theirs), START_MS)
    assert machine.on_message(claim_of(theirs), START_MS) == []


def test_a_frontier_before_any_hello_is_not_answered(hamlet: Hamlet):
    Playbook(machine_of(hamlet.main)) >> claim_of(hamlet.main, asks=True) << End


# --- how long a message is ----------------------------------------------------------------------------


def _long_cut() -> Hamlet:
    """A village that seals more than a MiB can frame in one cut: three people's day of long acts each."""
    hamlet = Hamlet.found(parameters={"quota.bytes-day": 2**20, "quota.events-day": 1_000})
    events = [long_act(hamlet) for _ in range(260)]
    give(hamlet.main, *events, forced=True)
    hamlet.seal()
    return with_words(hamlet)


def test_a_cut_as_long_as_a_frame_is_sent_in_pieces():
    """One frame for it would be refused by the peer; and it ended the node that tried."""
    hamlet = _long_cut()
    theirs = hamlet.fresh()
    play = Playbook(machine_of(hamlet.main))
    play >> hello_of(theirs) << Learn << FrontierMessage << End
    out = list(_messages(play, claim_of(theirs)))
    assert sum(map(len, map(encode_frame, out))) > 900_000
    assert all(len(encode_frame(message)) < 3 * BATCH_BYTES for message in out)
    net = Net(hamlet.main, theirs)
    net.connect(0, 1)
    net.settle(5)
    assert picture_of(theirs) == picture_of(hamlet.main)


def _messages(play: Playbook, given: Any) -> list[Any]:
    play >> given
    found: list[Any] = []
    while True:
        play << object
        if isinstance(play.last, Done):
            return found
        found.append(play.last)


def test_a_long_cut_is_pushed_live_in_pieces():
    hamlet = _long_cut()
    play = live(hamlet)
    commands = play.machine.on_new_seal(hamlet.main.height)
    frames = [encode_frame(command.message) for command in commands]  # type: ignore[union-attr]
    assert len(frames) > 3
    assert all(len(frame) < 2 * BATCH_BYTES for frame in frames)


def test_a_long_history_comes_in_many_frames(hamlet: Hamlet):
    theirs = hamlet.copy()
    for _ in range(30):
        hamlet.seal(long_act(hamlet), long_act(hamlet))
    play = Playbook(machine_of(hamlet.main))
    play >> hello_of(theirs) << Learn << FrontierMessage << End
    out = _messages(play, claim_of(theirs))
    assert len(out) > 0
    heights = [seal for message in out if isinstance(message, History) for _, seal, _ in message.items]
    assert len(heights) == hamlet.main.height - theirs.height


# --- live push ----------------------------------------------------------------------------------------


def test_what_is_new_is_pushed_once(hamlet: Hamlet, anna: Person):
    play = live(hamlet)
    event = pay(hamlet, anna)
    give(hamlet.main, event)
    play >> NewEvents([event]) << Events(events=(encode_event(event),)) << End
    play >> NewEvents([event]) << End


def test_what_the_peer_told_us_is_not_told_back(hamlet: Hamlet, anna: Person):
    play = live(hamlet)
    event = pay(hamlet, anna)
    give(hamlet.main, event)
    play >> Events(events=(encode_event(event),)) << StoreEvents << End
    play >> Stored([event]) << End
    play >> NewEvents([event]) << End


def test_a_seal_is_pushed_with_what_of_its_cut_was_not(hamlet: Hamlet, anna: Person):
    play = live(hamlet)
    told, untold = pay(hamlet, anna), pay(hamlet, hamlet.people["ben"])
    give(hamlet.main, told)
    play >> NewEvents([told]) << Events << End
    hamlet.seal(untold)
    play >> NewSeal(hamlet.main.height) << History << End
    ((events, _, _),) = play.last.items
    assert events == (encode_event(untold),)
    assert not play.machine._told, "what is sealed needs no note"


def test_nothing_is_pushed_to_who_is_catching_up(hamlet: Hamlet, anna: Person):
    event = pay(hamlet, anna)
    hamlet.seal(event)
    play = Playbook(machine_of(hamlet.main))
    play >> NewEvents([event]) << End
    play >> NewSeal(hamlet.main.height) << End


def test_what_was_pending_when_they_caught_up_is_not_sent_twice(hamlet: Hamlet, anna: Person):
    theirs = hamlet.copy()
    held, lacking = pay(hamlet, anna), pay(hamlet, hamlet.people["ben"])
    give(hamlet.main, held, lacking)
    give(theirs, held)
    play = Playbook(machine_of(hamlet.main))
    play >> hello_of(theirs) << Learn << FrontierMessage << End
    play >> claim_of(theirs) << Events(events=(encode_event(lacking),)) << Done << End
    play >> NewEvents([held, lacking]) << End
    hamlet.seal()
    play >> NewSeal(hamlet.main.height) << History << End
    assert play.last.items[0][0] == ()


def test_notes_of_what_was_told_do_not_grow(hamlet: Hamlet, anna: Person):
    """A follower hears of every seal from this very peer: nothing else would ever clear them."""
    founder_side = hamlet.main
    follower = hamlet.copy()
    play = Playbook(machine_of(follower))
    play >> hello_of(follower) << Learn << End
    for _ in range(20):
        event = hamlet.transfer(hamlet.founder, anna.account, 1)
        give(follower, event)
        play >> Stored([event]) << End
        hamlet.seal(event)
        follow(follower, founder_side)
        play >> Followed() << End
    assert len(play.machine._told) == 20
    play >> Tick(30_000) << Hello << End
    assert not play.machine._told


def test_words_follow_the_events_that_name_them(hamlet: Hamlet, anna: Person):
    blob = make_blob(bytes(16), b"merci")
    play = live(hamlet)
    event = hamlet.sign(anna, "display", {"display": name_blob(hamlet.commune, blob)})
    hamlet.main.append(event, [blob])
    play >> NewEvents([event]) << Events << Blobs(blobs=(blob,)) << End
    play >> Blobs(blobs=(blob,)) << StoreBlobs(blobs=(blob,)) << End


# --- by id --------------------------------------------------------------------------------------------


def test_missing_past_is_asked_for_once(hamlet: Hamlet):
    play = live(hamlet)
    unknown = [seed_of("x"), seed_of("y")]
    play >> Stored(missing=unknown) << ById(ids=tuple(unknown)) << End
    play >> Stored(missing=unknown) << End
    assert play.machine.was_asked(unknown[0])  # type: ignore[arg-type]
    play >> Tick(30_000) << Hello << End
    assert not play.machine.was_asked(unknown[0])  # type: ignore[arg-type]
    play >> Stored(missing=unknown) << ById << End


def test_ids_are_asked_for_a_frame_at_a_time_and_never_without_end(hamlet: Hamlet):
    play = live(hamlet)
    for batch in range(17):
        unknown = [seed_of(f"{batch} {n}") for n in range(300)]
        play >> Stored(missing=unknown) << ById << End
        assert len(play.last.ids) == limits.BY_ID_MAX
    play >> Stored(missing=[seed_of("one more")]) << End


def test_events_are_served_by_id_sealed_pending_or_dead(hamlet: Hamlet, anna: Person):
    one = pay(hamlet, anna)
    dead = pay(hamlet, anna, 61, seq=one.seq, prev=one.prev)
    give(hamlet.main, one, dead)
    hamlet.seal()
    pending = pay(hamlet, anna)
    give(hamlet.main, pending)
    wanted = (one.id, dead.id, seed_of("unknown"), pending.id, hamlet.commune)
    play = live(hamlet)
    play >> ById(ids=wanted) << Events << End
    assert play.last.events == tuple(encoded([one, dead, pending, hamlet.charter]))
    play >> ById(ids=(seed_of("unknown"),)) << End


def test_a_large_answer_is_made_as_the_stream_takes_it(hamlet: Hamlet):
    events = [long_act(hamlet) for _ in range(120)]
    give(hamlet.main, *events, forced=True)
    machine = machine_of(hamlet.main)
    (command,) = machine.on_message(ById(ids=tuple(event.id for event in events)), START_MS)
    messages = list(command.messages)  # type: ignore[union-attr]
    assert len(messages) == 2
    assert all(len(encode_frame(message)) < 2 * BATCH_BYTES for message in messages)


def test_a_cut_whose_past_is_missing_is_asked_for_then_met_again(hamlet: Hamlet, anna: Person):
    play = live(hamlet)
    unknown = seed_of("x")
    play >> Followed(missing=[unknown]) << ById(ids=(unknown,)) << End
    assert play.machine.awaits_cut
    play >> Stored([pay(hamlet, anna)]) << Hello << End
    assert play.last.asks
    play >> Stored([]) << End
    hamlet.seal(pay(hamlet, hamlet.founder))
    assert not play.machine.awaits_cut


def test_a_deeper_past_is_asked_for_before_the_seal_is(hamlet: Hamlet, anna: Person):
    play = live(hamlet)
    play >> Followed(missing=[seed_of("x")]) << ById << End
    play >> Stored([pay(hamlet, anna)], missing=[seed_of("y")]) << ById(ids=(seed_of("y"),)) << End
    play >> Stored([pay(hamlet, anna)]) << Hello << End


def test_seals_without_their_cut_cost_reputation(hamlet: Hamlet):
    """A peer that has a seal has its cut: withholding it again and again is useless."""
    play = live(hamlet)
    unknown = seed_of("x")
    play >> Followed(missing=[unknown]) << ById << End
    play >> Followed(missing=[unknown]) << End
    play >> Tick(10_000) << End
    (
        play
        >> Followed(missing=[unknown])
        << Offend(offence=Offence.USELESS, detail="a seal without its cut")
        << End
    )


# --- copies that cannot agree -------------------------------------------------------------------------


def test_who_kept_something_says_hello_again(hamlet: Hamlet, anna: Person):
    play = live(hamlet)
    play >> Done(height=1) << End
    play >> Stored([pay(hamlet, anna)]) << End
    play >> Done(height=1) << Hello << End
    assert play.last.asks
    play >> Done(height=1) << End


def test_following_is_progress_too(hamlet: Hamlet, anna: Person):
    ahead = hamlet.clone()
    ahead.seal(pay(ahead, ahead.people["anna"]))
    play = live(hamlet)
    follow(hamlet.main, ahead.main)
    play >> Followed() << End
    play >> Done(height=1) << Hello << End


def test_an_exchange_that_brought_nothing_is_tried_again_later_and_later(hamlet: Hamlet):
    play = live(hamlet)
    waits: list[int] = []
    for _ in range(8):
        play >> Done(height=1) << End
        waited = 0
        while True:
            waited += 500
            play >> Tick(500)
            hello = next(play._out, None)
            if hello is not None:
                break
        waits.append(waited)
    assert waits == [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]
    play >> hello_of(hamlet.main) << Learn << End
    play >> Done(height=1) << End
    play >> Tick(1_000) << Hello << End


def test_two_copies_that_cannot_agree_do_not_spin(hamlet: Hamlet):
    """One refuses what is over its quota of pending events, the other has it: bounded by time alone."""
    tight = Hamlet.found(parameters={"quota.events-day": 50})
    founder = tight.founder
    events = [tight.transfer(founder, founder.account, 1) for _ in range(120)]
    one, other = with_words(tight).copy(), tight.copy()
    one.store_events(events, source=b"", forced=True)
    net = Net(one, other)
    ends = net.connect(0, 1)
    net.drain()
    first = sum(sum(end.sent.values()) for end in ends)
    assert first < 20
    assert len(other.dag.events) == 100
    for _ in range(120):
        net.tick()
        net.drain()
    assert sum(sum(end.sent.values()) for end in ends) < first + 16 * 9
    assert not any(end.agreed or end.offences for end in ends)


def test_a_peer_without_end_of_hellos_gets_one_answer_each(hamlet: Hamlet):
    play = live(hamlet)
    for _ in range(5):
        play >> hello_of(hamlet.main, asks=True) << Learn << Hello << End


# --- another chain, another commune, another program --------------------------------------------------


def test_two_seals_at_one_height_are_shown_to_both(hamlet: Hamlet, anna: Person):
    ours = hamlet.clone()
    hamlet.seal(pay(hamlet, anna))
    ours.seal(pay(ours, ours.people["ben"]))
    play = Playbook(machine_of(ours.main))
    play >> hello_of(hamlet.main)
    play << Offend(offence=Offence.USELESS, detail="another seal at our height")
    play << Events << History << End
    play >> hello_of(hamlet.main) << Bye(code="other-chain") << End


def test_who_asked_hears_our_hello_too_when_seals_differ(hamlet: Hamlet, anna: Person):
    """Or only one of the two would show its seal."""
    ours = hamlet.clone()
    hamlet.seal(pay(hamlet, anna))
    hamlet.seal(pay(hamlet, anna))
    ours.seal(pay(ours, ours.people["ben"]))
    behind, ahead = Playbook(machine_of(ours.main)), Playbook(machine_of(hamlet.main))
    ahead >> hello_of(ours.main, asks=True) << Offend << Hello << Events << History << End
    shown = ahead.last
    assert isinstance(shown, History)
    assert shown.items[0][1:] == hamlet.main.store.get_seal(ours.main.height)
    ahead >> FrontierMessage(rows=[], asks=True) << End
    behind >> hello_of(hamlet.main, asks=False) << Learn << FrontierMessage << End


def test_another_charter_is_another_commune(hamlet: Hamlet):
    fresh = hamlet.fresh()
    play = Playbook(machine_of(fresh))
    play >> hello_of(fresh, seal_id=bytes(32)) << Offend << End
    play >> hello_of(fresh, commune=bytes(32)) << Bye(code="other-commune") << End


def test_another_version_is_told_so(hamlet: Hamlet):
    Playbook(machine_of(hamlet.main)) >> hello_of(hamlet.main, version=2) << Bye(code="version") << End


def test_a_goodbye_is_final(hamlet: Hamlet):
    Playbook(machine_of(hamlet.main)) >> Bye(code="busy") << Close(code="busy") << End


@pytest.mark.parametrize(
    "message", [Join(commune=bytes(32), events=(), blobs=()), Joined(status="member")], ids=["join", "joined"]
)
def test_joining_has_its_own_stream(hamlet: Hamlet, message: Any):
    play = Playbook(machine_of(hamlet.main))
    play >> message << Offend(offence=Offence.MALFORMED, detail="join on a sync stream")
    play << Close(code="malformed") << End


def test_a_malformed_frontier_ends_the_session(hamlet: Hamlet):
    play = Playbook(machine_of(hamlet.main))
    play >> hello_of(hamlet.fresh()) << Learn << FrontierMessage << End
    play >> FrontierMessage(rows=[["nonsense"]], asks=True) << Offend << Close(code="malformed") << End


def test_bad_events_are_counted(hamlet: Hamlet):
    play = live(hamlet)
    play >> Stored(bad=2) << Offend(offence=Offence.BAD_SIGNATURE, detail="2 bad events") << End


# --- erasable words -----------------------------------------------------------------------------------


def want(replica: Replica, count: int) -> list[bytes]:
    names = sorted(blob_of(f"{number}") for number in range(count))
    for name in names:
        replica.store.want_blob(name, b"anna", b"anna")  # type: ignore[arg-type]
    return names


def test_words_are_asked_for_and_not_insisted_upon(hamlet: Hamlet):
    (name,) = want(hamlet.main, 1)
    play = Playbook(machine_of(hamlet.main))
    play >> hello_of(hamlet.main) << Learn << WantBlobs(hashes=(name,)) << End
    asked_at: list[int] = []
    for second in range(1, 200):
        play >> Tick(1_000)
        out = list(play._out)
        if any(isinstance(message, WantBlobs) for message in out):
            asked_at.append(second)
    assert asked_at == [10, 30, 70, 130, 190]


def test_words_nobody_has_do_not_hide_those_that_come_after(hamlet: Hamlet):
    """Anyone may name thousands of words that do not exist; the others are asked for all the same."""
    names = want(hamlet.main, 600)
    play = Playbook(machine_of(hamlet.main))
    asked: list[bytes] = []
    play >> hello_of(hamlet.main) << Learn << WantBlobs << End
    asked += play.last.hashes
    for _ in range(2):
        play >> Tick(100) << WantBlobs << End
        asked += play.last.hashes
    assert asked == names
    play >> Tick(100) << End


def test_notes_of_words_asked_for_are_bounded(hamlet: Hamlet):
    play = Playbook(machine_of(hamlet.main))
    want(hamlet.main, 4_700)
    for _ in range(40):
        play >> Tick(100)
        list(play._out)
    assert len(play.machine._asked_blobs) <= 4_096 + limits.BY_ID_MAX


def test_words_are_served_as_far_as_a_frame_goes(hamlet: Hamlet):
    blobs = [make_blob(bytes([n]) * 16, bytes(60_000)) for n in range(12)]
    names = [name_blob(hamlet.commune, blob) for blob in blobs]
    for name, blob in zip(names, blobs, strict=True):
        hamlet.main.store.add_blob(name, b"anna", blob)
    play = live(hamlet)
    served: list[bytes] = []
    play >> WantBlobs(hashes=(seed_of("unknown"), *names))
    for message in play._out:
        assert len(encode_frame(message)) < 2 * BATCH_BYTES
        served += message.blobs
    assert served == blobs
    play >> WantBlobs(hashes=(seed_of("unknown"),)) << End


# --- whole copies -------------------------------------------------------------------------------------


def test_a_fork_pending_on_both_sides_is_known_to_both(hamlet: Hamlet, anna: Person):
    one, other = hamlet.copy(), hamlet.copy()
    mine = [pay(hamlet, anna), pay(hamlet, anna)]
    theirs = pay(hamlet, anna, 61, seq=mine[0].seq, prev=mine[0].prev)
    give(one, *mine)
    give(other, theirs)
    net = Net(one, other)
    ends = net.connect(0, 1)
    net.settle(3)
    assert all(end.agreed for end in ends)
    assert {event.id for event in mine} | {theirs.id} == set(one.dag.events) == set(other.dag.events)


def test_a_follower_that_holds_the_branch_that_lost(hamlet: Hamlet, anna: Person):
    """It claims as many events of that key as were sealed; the sealed ones must come all the same."""
    follower = hamlet.copy()
    sealed = [pay(hamlet, anna, 1) for _ in range(6)]
    lost = [pay(hamlet, anna, 61, seq=sealed[0].seq, prev=sealed[0].prev)]
    for number in range(1, 6):
        lost.append(pay(hamlet, anna, 2, seq=sealed[number].seq, prev=lost[-1].id))
    give(follower, *lost)
    give(hamlet.main, *sealed)
    hamlet.seal()
    net = Net(hamlet.main, follower)
    ends = net.connect(0, 1)
    net.drain()
    assert picture_of(follower) == picture_of(hamlet.main)
    assert "ById" not in ends[1].sent


def test_a_seal_that_names_a_dead_branch_reaches_a_newcomer(hamlet: Hamlet, anna: Person):
    one = pay(hamlet, anna)
    dead = [pay(hamlet, anna, 61, seq=one.seq, prev=one.prev)]
    dead.append(pay(hamlet, anna, 62, seq=one.seq + 1, prev=dead[0].id))
    dep = pay(hamlet, hamlet.people["ben"], deps=[dead[1].id])
    give(hamlet.main, one, *dead, dep)
    hamlet.seal()
    hamlet.seal()
    for newcomer in (hamlet.fresh(), Replica(Store(None))):
        net = Net(hamlet.main, newcomer, commune=hamlet.commune)
        ends = net.connect(1, 0)
        net.settle(5)
        assert picture_of(newcomer) == picture_of(hamlet.main)
        assert not ends[0].offences


def test_what_happens_between_hello_and_answer_is_not_lost_for_long(hamlet: Hamlet, anna: Person):
    one, other = hamlet.copy(), hamlet.copy()
    net = Net(one, other)
    dialer, _ = net.connect(0, 1)
    dialer.pump()
    event = pay(hamlet, anna)
    net.peers[0].publish(event)
    net.drain()
    assert event.id in other.dag.events


def test_what_a_newcomer_does_first_is_told_at_once(hamlet: Hamlet, anna: Person):
    """Its act may fall between its last hello and the answer; a frontier without answer cost it 30 s."""
    empty = Replica(Store(None))
    net = Net(empty, hamlet.main, commune=hamlet.commune)
    ends = net.connect(0, 1)
    while empty.height < hamlet.main.height if empty.is_founded else True:
        for step in net.steps()[:1]:
            step()
    event = pay(hamlet, anna)
    net.peers[0].publish(event)
    net.drain()
    assert event.id in hamlet.main.dag.events
    assert not ends[0].offences + ends[1].offences


def test_a_clock_set_back_does_not_silence_a_session():
    """Hellos come every 30 s whatever the clock did: without them what a push lost would never come."""
    village, day_ms = settled("anna"), 86_400_000
    machine = machine_of(village.main)
    machine.on_message(hello_of(village.main), START_MS)

    def hellos(now_ms: int) -> int:
        said = [one.message for one in machine.on_tick(now_ms) if isinstance(one, Send)]
        return sum(isinstance(message, Hello) for message in said)

    times = (START_MS, START_MS - day_ms, START_MS - day_ms + 29_000, START_MS - day_ms + 30_000)
    assert [hellos(now_ms) for now_ms in times] == [0, 1, 0, 1]
