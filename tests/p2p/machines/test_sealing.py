# SPDX-License-Identifier: AGPL-3.0-or-later
"""Four witnesses over an exchange in memory: who opens a height when, who sends what, what is refused."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from ledger.ordering import compute_order_root
from ledger.replica import Replica
from ledger.seal import PRECOMMIT, PREVOTE, Seal, decode_seal, make_seal
from ledger.state import get_chain, get_witnesses
from ledger.units import DAY_MS, HOUR_MS
from ledger.votes import decode_vote, encode_vote
from p2p.budgets import Offence
from p2p.machines.early_ballots import EARLY_BYTES_MAX, EARLY_MAX
from p2p.machines.sealing_commands import OffendWitness
from p2p.wire_witness import Ballots, Decided, Sealing, WitnessMessage
from tests.helpers.builders import blob_of
from tests.helpers.exchange import Exchange, ballot_of, sign_vote_as
from tests.helpers.hamlet import copy_of, give, settled
from tests.helpers.parliament_nodes import NAMES, make_parliament, sign_list, sign_ready
from tests.p2p.test_wire_witness import MESSAGES

NIL = b""


@pytest.fixture
def four() -> Exchange:
    """Met, all sealed, silent."""
    exchange = Exchange(make_parliament(), NAMES)
    exchange.settle()
    exchange.run(2_000)
    exchange.frames.clear()
    return exchange


def pay(exchange: Exchange, name: str = "anna", amount: int = 60) -> Any:
    return exchange.hamlet.transfer(exchange.hamlet.people[name], exchange.hamlet.founder.account, amount)


def others(name: str) -> list[str]:
    return [other for other in NAMES if other != name]


# --- when a height is opened -----------------------------------------------------------------------------


def test_a_pending_event_wakes_all_and_one_empty_seal_certifies_its_results(four: Exchange):
    height = four.settle()
    event = pay(four)
    four.hand(event)
    assert four.run_until(lambda: four.are_sealed(event)) < 500
    four.run(30_000)
    assert four.heights == {height + 2}
    assert four.is_idle()
    assert four.certificate(height + 1).round == four.certificate(height + 2).round == 0
    assert len(four.certificate(height + 1).signatures) >= 3


def test_seals_keep_their_pace(four: Exchange):
    """A second passes between a certificate and the next round 0."""
    sealed_at: list[int] = []
    for _ in range(3):
        event = pay(four)
        four.hand(event)
        four.run_until(lambda event=event: four.are_sealed(event))
        sealed_at.append(four.mono_ms)
    assert all(1_000 <= later - earlier < 1_300 for earlier, later in itertools.pairwise(sealed_at))


def test_an_event_only_one_holds_wakes_the_others_by_its_messages(four: Exchange):
    event = pay(four)
    name = four.name_of_proposer()
    four.hand(event, name)
    assert four.run_until(lambda: four.are_sealed(event)) < 1_000
    assert all(event.id in four[other].wanted for other in others(name)), "each asked for what it lacked"


def test_a_due_task_wakes_them(four: Exchange):
    """A change of the list whose newcomer is not ready is tried again a day later, by a task."""
    four.hand(sign_list(four.hamlet, ("mairie", "anna", "ben")))
    four.run(25 * HOUR_MS)
    four.hand(sign_list(four.hamlet, NAMES))
    four.run(10_000)
    assert len(get_witnesses(four["anna"].replica.state)) == 3
    height = four["anna"].replica.height
    four.run(23 * HOUR_MS)
    assert four["anna"].replica.height == height
    four.run(2 * HOUR_MS)
    assert four["anna"].replica.height == height + 2, "the task's seal, and one that certifies its result"


def test_an_idle_commune_says_nothing(four: Exchange):
    four.run(HOUR_MS)
    assert four.frames == []


# --- losses ----------------------------------------------------------------------------------------------


def test_a_lost_vote_is_asked_for(four: Exchange):
    lost: list[WitnessMessage] = []

    def lose(_origin: str, target: str, message: WitnessMessage) -> bool:
        if target == "anna" and isinstance(message, Ballots) and len(lost) < 8:
            lost.append(message)
            return True
        return False

    four.lose = lose
    event = pay(four)
    four.hand(event)
    four.run_until(lambda: four.are_sealed(event), 10_000)
    assert len(lost) == 8
    assert not any(member.evidence for member in four.members.values())


def test_without_any_ballot_pushed_everything_is_pulled(four: Exchange):
    pulled: set[tuple[str, str]] = set()

    def lose(origin: str, target: str, message: WitnessMessage) -> bool:
        if isinstance(message, Sealing):
            pulled.add((target, origin))
        return isinstance(message, Ballots) and (origin, target) not in pulled

    four.lose = lose
    event = pay(four)
    four.hand(event)
    four.run_until(lambda: four.are_sealed(event), 20_000)


def test_who_is_behind_gets_the_certificate_and_who_is_ahead_is_told(four: Exchange):
    anna = four["anna"]
    four.lose = lambda origin, target, _message: "anna" in (origin, target)
    event = pay(four)
    four.hand(event)
    four.run_until(lambda: four["ben"].replica.height > anna.replica.height)
    four.run(5_000)
    four.lose = lambda _origin, _target, message: isinstance(message, Ballots)
    four.frames.clear()
    four.do(four["ben"], four["ben"].machine.tell_place(anna.key))
    four.run(50)
    assert any(origin == "anna" and isinstance(message, Sealing) for origin, _, message in four.frames)
    assert any(target == "anna" and isinstance(message, Decided) for _, target, message in four.frames)
    assert event.id in [result.id for result in anna.replica.last_results] or four.are_sealed(event)


def test_a_seal_told_twice_or_too_early_is_nothing(four: Exchange):
    event = pay(four)
    four.hand(event)
    height = four.settle()
    anna, ben = four["anna"], four["ben"]
    found = ben.replica.store.get_seal(height)
    assert found is not None
    decided = Decided(seal=found[0], certificate=found[1])
    assert anna.machine.on_frame(ben.key, decided, four.now(anna)) == []
    late = four.start("anna", four.hamlet.copy())
    assert late.replica.height < height - 1
    assert late.machine.on_frame(ben.key, decided, four.now(late)) == []
    bad = late.machine.on_frame(ben.key, Decided(seal=b"x", certificate=b""), four.now(late))
    assert [type(command).__name__ for command in bad] == ["OffendWitness"]


def test_ballots_of_the_next_height_wait_within_bounds(four: Exchange):
    anna, ben = four["anna"], four["ben"]
    ballot = four.get_ballot()
    frame = Ballots(epoch=0, height=ballot.height + 1, proposals=(), votes=(bytes(100),))
    for _ in range(3 * EARLY_MAX):
        assert anna.machine.on_frame(ben.key, frame, four.now(anna)) == []
    assert len(anna.machine._early) == EARLY_MAX
    cleo = four["cleo"]
    large = Ballots(epoch=0, height=ballot.height + 1, proposals=(bytes(EARLY_BYTES_MAX // 4),), votes=())
    for _ in range(EARLY_MAX):
        assert anna.machine.on_frame(cleo.key, large, four.now(anna)) == []
    assert len(anna.machine._early) == EARLY_MAX + 4, "each has a share of its own"
    far = Ballots(epoch=0, height=ballot.height + 2, proposals=(), votes=())
    assert anna.machine.on_frame(cleo.key, far, four.now(anna)) == []
    assert len(anna.machine._early) == EARLY_MAX + 4
    four.hand(pay(four))
    four.settle()
    assert len(anna.machine._early) == 0


def test_early_ballots_are_used(four: Exchange):
    """Anna applies a height late; what she heard of the next meanwhile is not lost."""
    anna = four["anna"]
    four.lose = lambda _origin, target, message: target == "anna" and isinstance(message, Ballots | Decided)
    four.hand(pay(four))
    height = anna.replica.height
    four.run_until(lambda: four["ben"].replica.height == height + 1)
    four.lose = lambda _origin, target, message: target == "anna" and not isinstance(message, Ballots)
    four.run_until(lambda: four["ben"].replica.height == height + 2)
    assert len(anna.machine._early)
    four.frames.clear()
    ben = four["ben"]
    found = ben.replica.store.get_seal(height + 1)
    assert found is not None
    decided = Decided(seal=found[0], certificate=found[1])
    four.do(anna, anna.machine.on_frame(ben.key, decided, four.now(anna)))
    assert anna.replica.height == height + 2, "at once, by what was kept"


@pytest.mark.parametrize("is_asked", [False, True])
def test_a_frame_heard_before_the_machine_knows_that_its_copy_went_on(four: Exchange, is_asked: bool):
    """Simulated seed 205095: they were judged at the height before, and honest witnesses banned for them."""
    anna, ben = four["anna"], four["ben"]
    four.lose = lambda _origin, target, _message: target == "anna"
    four.hand(pay(four))
    height = anna.replica.height
    four.run_until(lambda: ben.replica.height > height)
    four.frames.clear()
    found = ben.replica.store.get_seal(height + 1)
    assert found is not None
    anna.replica.follow_seal(
        decode_seal(found[0], anna.replica.commune), found[1], (), source=b""
    )  # by a session, not by the machine
    vote = sign_vote_as(four.hamlet.people["ben"], ballot_of(anna.replica), PREVOTE, NIL)
    frame: WitnessMessage = Ballots(epoch=0, height=height + 2, proposals=(), votes=(encode_vote(vote),))
    if is_asked:
        frame = Sealing(epoch=0, height=height + 2, round=0, step=PREVOTE, bitmaps=())
    commands = anna.machine.on_frame(ben.key, frame, four.now(anna))
    assert not any(isinstance(command, OffendWitness) for command in commands)
    consensus = anna.machine.consensus
    assert consensus is not None
    assert consensus.ballot.height == height + 2
    assert is_asked or consensus._holds(vote)


def test_a_frame_without_a_ballot_wakes_nobody(four: Exchange):
    anna, ben = four["anna"], four["ben"]
    frame = Ballots(epoch=0, height=anna.replica.height + 1, proposals=(), votes=())
    assert anna.machine.on_frame(ben.key, frame, four.now(anna)) == []
    assert four.is_idle()


# --- proposing -------------------------------------------------------------------------------------------


def test_a_proposer_without_the_event_lets_the_round_pass(four: Exchange):
    first, second = four.name_of_proposer(), four.name_of_proposer(1)
    event, height = pay(four), four.settle() + 1
    four.serve_events = False
    four.hand(event, *others(first))
    four.run_until(lambda: four.get_prevotes(height)[second] == NIL)
    four.serve_events = True
    four.run_until(lambda: four.are_sealed(event))
    assert four.certificate(height).round == 1


def test_an_event_that_comes_within_the_round_is_still_proposed(four: Exchange):
    first = four.name_of_proposer()
    event, height = pay(four), four.settle() + 1
    four.hand(event, *others(first))
    four.run(2_000)
    assert four.heights == {height - 1}
    four.hand(event, first)
    assert four.run_until(lambda: four.are_sealed(event)) < 500
    assert four.certificate(height).round == 0


def test_a_cut_that_is_not_held_is_asked_for_and_prevoted_when_it_comes(four: Exchange):
    first = four.name_of_proposer()
    event, height = pay(four), four.settle() + 1
    four.serve_events = False
    four.hand(event, first)
    four.run(1_500)
    other = others(first)[0]
    assert four.get_prevotes(height)[other] is None, "not held is not invalid"
    asked = four[other].wanted.count(event.id)
    assert 1 <= asked <= 4, "again each second, not at each frame"
    for name in others(first):
        four.hand(event, name)
    assert four.run_until(lambda: four.are_sealed(event)) < 500
    assert four.certificate(height).round == 0


def change(seal: Seal, replica: Replica, **changes: Any) -> Seal:
    names = (
        "epoch", "height", "previous", "time_ms", "heads", "order_root", "results_root", "total",
        "witnesses_digest", "state_digest",
    )  # fmt: skip
    return make_seal(replica.commune, **({name: getattr(seal, name) for name in names} | changes))


def without_events(seal: Seal, replica: Replica) -> Seal:
    chain = get_chain(replica.state)
    return change(seal, replica, heads=(), order_root=compute_order_root(()), total=chain.total)


BAD_SEALS: dict[str, Callable[[Seal, Replica], Seal]] = {
    "another previous seal": lambda seal, replica: change(seal, replica, previous=bytes(32)),
    "order root": lambda seal, replica: change(seal, replica, order_root=bytes(32)),
    "results root": lambda seal, replica: change(seal, replica, results_root=bytes(32)),
    "total": lambda seal, replica: change(seal, replica, total=seal.total + 1),
    "list of witnesses": lambda seal, replica: change(seal, replica, witnesses_digest=bytes(32)),
    "state digest": lambda seal, replica: change(seal, replica, state_digest=bytes(32)),
    "time not later": lambda seal, replica: change(seal, replica, time_ms=get_chain(replica.state).seal_ms),
    "two hours ahead": lambda seal, replica: change(seal, replica, time_ms=seal.time_ms + 2 * HOUR_MS),
    "two days ahead": lambda seal, replica: change(seal, replica, time_ms=seal.time_ms + 2 * DAY_MS),
    "empty without a reason": without_events,
}


@pytest.mark.parametrize("name", BAD_SEALS)
def test_a_bad_seal_is_prevoted_by_nobody_and_the_next_round_decides(four: Exchange, name: str):
    liar = four.name_of_proposer()
    event, height = pay(four), four.settle() + 1
    for other in others(liar):
        give(four[other].replica, event)
    replica = four[others(liar)[0]].replica
    seal = replica.make_seal(four.civil_ms)
    assert seal is not None
    four.stop(liar)
    four.tell(liar, [four.sign_proposal(liar, BAD_SEALS[name](seal, replica))])
    four.run_until(lambda: four.are_sealed(event))
    assert set(four.get_prevotes(height).values()) == {NIL}
    assert four.certificate(height).round == 1
    assert not any(member.offences for member in four.members.values()), "who passes it on is not to blame"
    assert not any(member.machine.waits_for_date for member in four.members.values())


def test_a_cut_over_an_account_s_quota_is_prevoted_by_nobody(four: Exchange):
    liar = four.name_of_proposer()
    height = four.settle() + 1
    events = [pay(four, amount=1) for _ in range(51)]
    for other in others(liar):
        give(four[other].replica, *events)
    replica = four[others(liar)[0]].replica
    seal = replica.make_seal(four.civil_ms)
    assert seal is not None
    assert seal.total - get_chain(replica.state).total < 51
    four.stop(liar)
    greedy = change(seal, replica, heads=(events[-1].id,), total=get_chain(replica.state).total + 51)
    four.tell(liar, [four.sign_proposal(liar, greedy)])
    four.run_until(lambda: four.are_sealed(events[0]))
    assert set(four.get_prevotes(height).values()) == {NIL}
    assert four.certificate(height).round == 1


# --- clocks ----------------------------------------------------------------------------------------------


def test_after_a_long_pause_without_a_neighbour_s_clock_the_owner_confirms_the_date(four: Exchange):
    for member in four.members.values():
        member.median_offset_ms = None
    height = four.settle()
    four.sleep_days(2)
    event = pay(four)
    four.hand(event)
    four.run(30_000)
    assert four.heights == {height}
    assert all(member.machine.waits_for_date for member in four.members.values())
    for member in four.members.values():
        member.machine.confirm_date()
    four.run_until(lambda: four.are_sealed(event))
    assert not any(member.machine.waits_for_date for member in four.members.values())
    four.settle()
    four.sleep_days(2)
    four.hand(pay(four))
    four.run(5_000)
    assert all(member.machine.waits_for_date for member in four.members.values()), "once is not for ever"


def test_after_a_long_pause_neighbours_clocks_are_enough(four: Exchange):
    four.sleep_days(2)
    event = pay(four)
    four.hand(event)
    four.run_until(lambda: four.are_sealed(event))


def test_a_clock_that_the_neighbours_deny_dates_nothing(four: Exchange):
    """A battery is empty: one computer is two days ahead. The others do not follow it, nor does it itself."""
    first = four.name_of_proposer()
    four[first].skew_ms, four[first].median_offset_ms = 2 * DAY_MS, -2 * DAY_MS
    event, height = pay(four), four.settle() + 1
    four.hand(event)
    four.run_until(lambda: four.are_sealed(event))
    assert four.certificate(height).round == 1
    assert four[first].votes.get_signed((0, height, 0, "propose")) is None


def test_a_clock_far_behind_the_last_seal_dates_nothing(four: Exchange):
    first = four.name_of_proposer()
    four[first].skew_ms = -10 * 60_000
    event, height = pay(four), four.settle() + 1
    four.hand(event)
    four.run_until(lambda: four.are_sealed(event))
    assert four.certificate(height).round == 1
    assert four[first].votes.get_signed((0, height, 0, "propose")) is None
    assert not four[first].machine.waits_for_date, "no word of its owner makes a slow clock right"


# --- disks -----------------------------------------------------------------------------------------------


def test_what_could_not_be_saved_is_not_sent_and_the_height_is_taken_up_again(four: Exchange):
    anna, height = four["anna"], four.settle() + 1
    four.lose = lambda origin, target, _message: "anna" not in (origin, target)
    anna.disk_is_full = True
    event = pay(four)
    four.hand(event)
    four.run(6_000)
    ballots = [m for origin, _, m in four.frames if origin == "anna" and isinstance(m, Ballots)]
    assert all(not frame.votes or not has_own(four, frame, "anna") for frame in ballots)
    assert anna.votes.get_last_place() < (0, height)
    anna.disk_is_full = False
    four.lose = lambda _origin, _target, _message: False
    four.run_until(lambda: four.are_sealed(event))
    assert not any(member.evidence for member in four.members.values())


def has_own(exchange: Exchange, frame: Ballots, name: str) -> bool:
    index = exchange[name].machine.memory.get_index()
    return any(decode_vote(data).index == index for data in frame.votes)


def test_a_restart_within_a_height_goes_on_where_it_stood(four: Exchange):
    """Each of four loses power after its prevote; nobody signs a second one in its place."""
    height = four.settle() + 1
    event = pay(four)
    four.lose = lambda _origin, _target, message: isinstance(message, Ballots) and not message.proposals
    four.hand(event)
    four.run(300)
    before = four.get_prevotes(height)
    assert set(before.values()) != {None}
    disks = {name: four.stop(name) for name in NAMES}
    four.lose = lambda _origin, _target, _message: False
    for name, member in disks.items():
        member.votes.boot_counter += 1
        four.start(name, member.replica, member.votes).boots = member.boots
    four.run_until(lambda: four.are_sealed(event))
    after = four.get_prevotes(height)
    assert all(after[name] == value for name, value in before.items() if value is not None)
    assert not any(member.evidence for member in four.members.values())


def test_a_copy_of_the_commune_put_back_beside_the_votes_signs_nothing_it_signed_before(four: Exchange):
    """The vote file is in no backup: it may know of heights that the copy put back does not."""
    old = four.hamlet.copy()
    for _ in range(3):
        four.hand(pay(four))
        four.settle()
    votes = four.stop("anna").votes
    votes.boot_counter += 1
    last = votes.get_last_place()
    anna = four.start("anna", old, votes)
    assert anna.machine.memory.is_behind()
    event = pay(four, "ben")
    four.hand(event)
    four.run(1_000)
    assert votes.get_last_place() == last
    assert anna.replica.height < last[1] - 1
    four.sync("anna")
    assert not anna.machine.memory.is_behind()
    four.run_until(lambda: four.are_sealed(event))
    event = pay(four, "ben")
    four.hand(event)
    four.settle()
    assert votes.get_last_place() > last
    assert not anna.votes.broken_because
    assert not any(member.evidence for member in four.members.values())


# --- lies ------------------------------------------------------------------------------------------------


def test_two_votes_in_one_place_are_shown_once_and_change_nothing(four: Exchange):
    event, height = pay(four), four.settle() + 1
    four.stop("cleo")
    four.tell("cleo", [four.sign_vote("cleo", PREVOTE, NIL), four.sign_vote("cleo", PREVOTE, bytes(32))])
    four.tell("cleo", [four.sign_vote("cleo", PREVOTE, bytes([1] * 32))])
    four.hand(event)
    four.run_until(lambda: four.are_sealed(event))
    for member in four.members.values():
        assert [(s.witness, s.height, s.round, s.step) for s in member.evidence] == [
            (four.hamlet.people["cleo"].node, height, 0, PREVOTE)
        ]


def test_a_vote_of_ours_that_we_do_not_know_silences_us(four: Exchange):
    """Another computer signs with our key, or this disk lost it: better silent than a liar."""
    four.tell("anna", [four.sign_vote("anna", PRECOMMIT, bytes(32), 3)], to=["ben"])
    four.run(100)
    event = pay(four)
    four.hand(event)
    four.run_until(lambda: bool(four["anna"].votes.broken_because))
    assert four["anna"].votes.broken_because == "forgotten-vote"
    four.run_until(lambda: four.are_sealed(event))


def test_what_is_no_ballot_is_its_sender_s_offence_and_the_rest_counts(four: Exchange):
    anna, ben = four["anna"], four["ben"]
    height = anna.replica.height + 1
    good = four.sign_vote("cleo", PREVOTE, NIL)
    forged = replace(four.sign_vote("mairie", PREVOTE, NIL), index=good.index)

    def take(*votes: bytes, proposals: tuple[bytes, ...] = ()) -> list[Any]:
        frame = Ballots(epoch=0, height=height, proposals=proposals, votes=votes)
        commands = anna.machine.on_frame(ben.key, frame, four.now(anna))
        four.do(anna, commands)
        return [command.offence for command in commands if isinstance(command, OffendWitness)]

    assert take(b"no vote") == [Offence.MALFORMED]
    assert take(proposals=(b"no proposal",)) == [Offence.MALFORMED]
    assert four.is_idle(), "and wakes nobody"
    assert take(encode_vote(good), encode_vote(forged)) == [Offence.BAD_SIGNATURE]
    assert anna.machine.consensus is not None
    assert good in anna.machine.consensus.get_messages()
    assert take(encode_vote(good)) == []


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_no_frame_of_a_witness_makes_the_machine_fail(four: Exchange, message: WitnessMessage):
    anna = four["anna"]
    for height in (0, 1, anna.replica.height, anna.replica.height + 1, anna.replica.height + 2, 2**53):
        changed = replace(message, height=height) if isinstance(message, Sealing | Ballots) else message
        four.do(anna, anna.machine.on_frame(four["ben"].key, changed, four.now(anna)))
    event = pay(four)
    four.hand(event)
    four.run_until(lambda: four.are_sealed(event))


def test_what_was_signed_and_cannot_be_read_is_lost(four: Exchange):
    anna, height = four.stop("anna"), four.settle() + 1
    anna.votes.save(0, height, b"scribbled over", [])
    anna.votes.boot_counter += 1
    again = four.start("anna", anna.replica, anna.votes)
    four.run(100)
    assert again.votes.broken_because == "lost"
    event = pay(four)
    four.hand(event)
    four.run(3_000)
    four.sync("anna")
    assert four.are_sealed(event)
    assert not again.votes.broken_because, "two seals were made without it"
    event = pay(four)
    four.hand(event)
    four.run_until(lambda: four.are_sealed(event))
    assert not any(member.evidence for member in four.members.values())


# --- the list changes ------------------------------------------------------------------------------------


def welcome(exchange: Exchange, name: str) -> None:
    """A newcomer's node, which holds what the others hold."""
    hamlet = exchange.hamlet
    invitation = hamlet.sign_invitation(hamlet.founder, name)
    exchange.hand(invitation)
    exchange.settle()
    person = hamlet.newcomer(name, invitation.id)
    for event in (hamlet.sign_join(person, invitation.id), hamlet.sign_key_add(person)):
        exchange.hand(event)
    exchange.settle()
    hamlet.people[name] = person
    exchange.start(name, copy_of(exchange["mairie"].replica))


def decide_list(exchange: Exchange, names: Sequence[str]) -> None:
    """What five members and more do: propose, vote, wait a day, and another until it is done."""
    hamlet = exchange.hamlet
    seats = [[hamlet.people[name].account, hamlet.people[name].node] for name in names]
    proposal = hamlet.sign(
        hamlet.people["anna"],
        "proposal",
        {
            "form": "witnesses",
            "title": blob_of("t"),
            "text": b"",
            "duration": DAY_MS,
            "content": {"witnesses": sorted(seats, key=lambda seat: seat[1])},
        },
    )
    exchange.hand(proposal)
    exchange.settle()
    for name in NAMES:
        exchange.hand(hamlet.sign(hamlet.people[name], "ballot", {"proposal": proposal.id, "choice": "for"}))
    exchange.run(30 * HOUR_MS)
    for name in names:
        exchange.hand(sign_ready(hamlet, hamlet.people[name]))
    exchange.run(18 * HOUR_MS - 60_000)


def check_list(exchange: Exchange, names: Sequence[str]) -> None:
    """The new list comes into force, and payments are sealed all the while at the usual pace."""
    nodes = {exchange.hamlet.people[name].node for name in names}
    replica = exchange["mairie"].replica

    def is_listed() -> bool:
        return {row.node for row in get_witnesses(replica.state)} == nodes

    exchange.run_until(is_listed, 120_000)
    height = replica.height
    event = pay(exchange)
    exchange.hand(event)
    exchange.run_until(lambda: exchange.are_sealed(event))
    exchange.settle()
    times = [get_seal_ms(replica, number) for number in (height - 1, height, height + 1, height + 2)]
    assert max(later - earlier for earlier, later in itertools.pairwise(times)) < 2_500
    quorum = len(names) - (len(names) - 1) // 3
    assert len(exchange.certificate(height + 1).signatures) >= quorum
    assert not any(member.votes.broken_because for member in exchange.members.values())
    assert not any(member.evidence or member.offences for member in exchange.members.values())


def get_seal_ms(replica: Replica, height: int) -> int:
    found = replica.store.get_seal(height)
    assert found is not None
    return decode_seal(found[0], replica.commune).time_ms


def test_the_list_grows_and_shrinks_without_a_pause():
    exchange = Exchange(settled(*NAMES[1:]), NAMES)
    for name in NAMES[1:]:
        exchange.hand(sign_ready(exchange.hamlet, exchange.hamlet.people[name]))
    exchange.hand(sign_list(exchange.hamlet, NAMES))
    check_list(exchange, NAMES)
    newcomers = ("dora", "emil", "fay")
    for name in newcomers:
        welcome(exchange, name)
    decide_list(exchange, (*NAMES, *newcomers))
    check_list(exchange, (*NAMES, *newcomers))
    decide_list(exchange, ("mairie", "dora", "emil", "fay"))
    check_list(exchange, ("mairie", "dora", "emil", "fay"))
    assert len(exchange.heights) == 1
