# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every rule of algorithm 1 (arXiv:1807.04938, by its lines) and every adaptation of it, as message charts.

We are witness 3 of 4 unless said otherwise; witness r mod 4 proposes in round r. Three are a quorum.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.consensus import ROUNDS_AHEAD, Equivocation, Publish
from ledger.encoding import decode, encode
from ledger.errors import BadSeal, Malformed
from ledger.seal import PRECOMMIT, PREVOTE, compute_quorum
from ledger.signing import Domain
from ledger.votes import NOTHING, PROPOSE, ROUND_MAX, TIMELY_MS, Proposal, Vote
from tests.helpers.chart import (
    NIL,
    A,
    B,
    C,
    Chart,
    Word,
    decide,
    equivocation,
    forgot,
    invalid,
    judge,
    late,
    need_value,
    precommit,
    prevote,
    proposal,
    valid,
    value,
)


@pytest.fixture
def chart() -> Iterator[Chart]:
    chart = Chart()
    chart.start()
    yield chart
    chart.ends()


@pytest.fixture
def proposer() -> Iterator[Chart]:
    """We are witness 0, and propose in rounds 0, 4, 8."""
    chart = Chart(index=0)
    chart.start() << need_value(0)
    yield chart
    chart.ends()


def lock(chart: Chart, seal: str = A, number: int = 0) -> None:
    """Round `number` ends with this witness alone locked on a seal; the next one has begun."""
    chart >> proposal(number, seal) << judge(seal)
    chart >> valid(seal) << prevote(number, seal)
    chart >> prevote(number, seal, by=(0, 1)) << precommit(number, seal)
    pass_on(chart, number)


def pass_on(chart: Chart, number: int, others: tuple[int, ...] = (0, 1, 2)) -> None:
    """All others precommit nothing, and the time for more is over."""
    chart >> precommit(number, NIL, by=others)
    chart >> late(PRECOMMIT, number)


# --- lines 11 to 21: a round begins ----------------------------------------------------------------------


def test_line_14_the_proposer_of_a_round_is_asked_for_a_value(proposer: Chart):
    proposer >> value(0, A) << proposal(0, A) << prevote(0, A)


def test_line_16_a_valid_value_is_proposed_again_with_its_round():
    chart = Chart(index=1)
    chart.start() >> proposal(0, A) << judge(A)
    chart >> valid(A) << prevote(0, A)
    chart >> prevote(0, A, by=(0, 2)) << precommit(0, A)
    chart >> precommit(0, NIL, by=(0, 2, 3))
    chart >> late(PRECOMMIT, 0) << proposal(1, A, valid=0) << prevote(1, A)
    chart.ends()


def test_line_21_a_follower_waits_for_the_proposal_longer_each_round(chart: Chart):
    assert chart.waits == [(PROPOSE, 0, 3_000)]
    chart >> late(PROPOSE, 0) << prevote(0, NIL)
    chart >> prevote(0, NIL, by=(0, 1)) << precommit(0, NIL)
    chart >> precommit(0, NIL, by=(0, 1))
    chart >> late(PRECOMMIT, 0)
    assert chart.waits[-1] == (PROPOSE, 1, 4_500)


def test_a_machine_at_rest_signs_nothing_until_it_is_started():
    chart = Chart()
    chart >> proposal(0, A) << judge(A)
    chart >> valid(A)
    chart >> prevote(0, A, by=(0, 1, 2))
    assert not chart.machine.is_started
    chart.start() << prevote(0, A) << precommit(0, A)
    assert chart.start().said == []


def test_a_proposer_with_nothing_lets_the_round_pass(proposer: Chart):
    proposer >> value(0, NIL)
    proposer >> late(PROPOSE, 0) << prevote(0, NIL)
    proposer >> value(0, A)  # too late


def test_a_proposer_with_nothing_may_still_give_a_value_in_time(proposer: Chart):
    proposer >> value(0, NIL)
    proposer >> value(0, A) << proposal(0, A) << prevote(0, A)
    proposer >> value(0, B)  # one is enough


def test_a_value_for_another_round_is_not_proposed(proposer: Chart):
    proposer >> value(4, A)


def test_a_value_given_after_the_decision_is_not_proposed(proposer: Chart):
    proposer >> proposal(1, A) << judge(A)
    proposer >> precommit(0, A, by=(1, 2, 3)) << decide(A, by=(1, 2, 3))
    proposer >> value(0, B)


# --- lines 22 to 27: a fresh proposal --------------------------------------------------------------------


def test_line_22_a_valid_fresh_proposal_is_prevoted(chart: Chart):
    chart >> proposal(0, A) << judge(A)
    chart >> valid(A) << prevote(0, A)


def test_line_26_an_invalid_one_is_answered_with_a_prevote_for_nothing(chart: Chart):
    chart >> proposal(0, A) << judge(A)
    chart >> invalid(A) << prevote(0, NIL)


def test_line_26_locked_on_one_seal_a_fresh_other_is_refused(chart: Chart):
    lock(chart)
    chart >> proposal(1, B) << judge(B)
    chart >> valid(B) << prevote(1, NIL)


def test_line_23_locked_on_a_seal_the_same_is_prevoted_again(chart: Chart):
    lock(chart)
    chart >> proposal(1, A) << prevote(1, A)


def test_what_is_not_held_yet_delays_the_prevote_until_the_time_out(chart: Chart):
    chart >> proposal(0, A) << judge(A)
    chart >> late(PROPOSE, 0) << prevote(0, NIL)
    chart >> valid(A)  # too late for this round


def test_a_proposal_comes_before_its_round_and_waits_for_it(chart: Chart):
    chart >> proposal(1, A) << judge(A)
    chart >> valid(A)
    chart >> late(PROPOSE, 0) << prevote(0, NIL)
    chart >> prevote(0, NIL, by=(0, 1)) << precommit(0, NIL)
    chart >> precommit(0, NIL, by=(0, 1))
    chart >> late(PRECOMMIT, 0) << prevote(1, A)


# --- the clock -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [1, -1])
def test_a_fresh_proposal_of_another_time_is_prevoted_nothing(chart: Chart, sign: int):
    chart.now_ms += sign * (TIMELY_MS + 1)
    chart >> proposal(0, A) << judge(A) << prevote(0, NIL)
    chart >> valid(A)


@pytest.mark.parametrize("sign", [1, -1])
def test_fifteen_seconds_are_near_enough(chart: Chart, sign: int):
    chart.now_ms += sign * TIMELY_MS
    chart >> proposal(0, A) << judge(A)
    chart >> valid(A) << prevote(0, A)


def test_the_clock_is_read_once_when_the_proposal_comes(chart: Chart):
    chart >> proposal(0, A) << judge(A)
    chart.now_ms += 10 * TIMELY_MS
    chart >> proposal(0, A)
    chart >> valid(A) << prevote(0, A)


def test_what_was_late_when_it_came_stays_late(chart: Chart):
    chart.now_ms += 10 * TIMELY_MS
    chart >> proposal(1, A) << judge(A)
    chart.now_ms -= 10 * TIMELY_MS
    chart >> proposal(1, A)
    chart >> valid(A)
    chart >> late(PROPOSE, 0) << prevote(0, NIL)
    chart >> prevote(0, NIL, by=(0, 1)) << precommit(0, NIL)
    chart >> precommit(0, NIL, by=(0, 1))
    chart >> late(PRECOMMIT, 0) << prevote(1, NIL)


def test_no_clock_judges_a_proposal_with_its_valid_round(chart: Chart):
    chart >> late(PROPOSE, 0) << prevote(0, NIL)
    chart.now_ms += 1_000 * TIMELY_MS
    chart >> prevote(0, A, by=(0, 1, 2))
    chart >> late(PREVOTE, 0) << precommit(0, NIL)
    pass_on(chart, 0)
    chart >> proposal(1, A, valid=0) << judge(A)
    chart >> valid(A) << prevote(1, A)


def test_no_clock_judges_what_we_are_locked_on(chart: Chart):
    lock(chart)
    chart.now_ms += 1_000 * TIMELY_MS
    chart >> proposal(1, A) << prevote(1, A)


def test_no_clock_judges_a_quorum(chart: Chart):
    chart.now_ms += 1_000 * TIMELY_MS
    chart >> proposal(0, A) << judge(A) << prevote(0, NIL)
    chart >> valid(A)
    chart >> prevote(0, A, by=(0, 1, 2)) << precommit(0, A)
    chart >> precommit(0, A, by=(0, 1)) << decide(A, by=(0, 1, 3))


# --- lines 28 to 33: a proposal with its valid round -----------------------------------------------------


def see_quorum_for(chart: Chart, seal: str, number: int) -> None:
    """Others gave a seal a quorum of prevotes in a round in which we saw no proposal."""
    chart >> late(PROPOSE, number) << prevote(number, NIL)
    chart >> prevote(number, seal, by=(0, 1, 2))
    chart >> late(PREVOTE, number) << precommit(number, NIL)
    pass_on(chart, number)


def test_line_28_a_quorum_of_a_later_round_unlocks(chart: Chart):
    lock(chart)
    see_quorum_for(chart, B, 1)
    chart >> proposal(2, B, valid=1) << judge(B)
    chart >> valid(B) << prevote(2, B)
    chart >> prevote(2, B, by=(0, 1)) << precommit(2, B)
    assert (chart.machine.locked_round, chart.machine.valid_round) == (2, 2)


def test_line_28_a_claimed_valid_round_without_its_quorum_is_waited_for(chart: Chart):
    chart >> late(PROPOSE, 0) << prevote(0, NIL)
    chart >> prevote(0, A, by=(0, 1))
    chart >> late(PREVOTE, 0) << precommit(0, NIL)
    pass_on(chart, 0)
    chart >> proposal(1, A, valid=0) << judge(A)
    chart >> valid(A)
    chart >> prevote(0, A, by=(2,)) << prevote(1, A)


def test_line_28_without_the_quorum_the_time_out_ends_the_wait(chart: Chart):
    lock(chart)
    chart >> proposal(1, B, valid=0) << judge(B)
    chart >> valid(B)
    chart >> late(PROPOSE, 1) << prevote(1, NIL)


def test_line_29_locked_later_than_the_valid_round_it_is_refused(chart: Chart):
    see_quorum_for(chart, B, 0)
    lock(chart, A, 1)
    chart >> proposal(2, B, valid=0) << judge(B)
    chart >> valid(B) << prevote(2, NIL)


def test_line_29_locked_on_the_same_seal_any_valid_round_will_do(chart: Chart):
    chart >> late(PROPOSE, 0) << prevote(0, NIL)
    chart >> prevote(0, A, by=(0, 1, 2))
    chart >> late(PREVOTE, 0) << precommit(0, NIL)
    pass_on(chart, 0)
    lock(chart, A, 1)
    chart >> proposal(2, A, valid=0) << prevote(2, A)


def test_line_32_an_invalid_seal_is_refused_whatever_its_valid_round(chart: Chart):
    see_quorum_for(chart, A, 0)
    chart >> proposal(1, A, valid=0) << judge(A)
    chart >> invalid(A) << prevote(1, NIL)


# --- lines 34 to 46: prevotes ----------------------------------------------------------------------------


def test_line_34_a_quorum_of_any_prevotes_begins_the_wait_for_more_once(chart: Chart):
    chart >> prevote(0, A, by=(0, 1, 2))
    assert PREVOTE not in [step for step, _, _ in chart.waits]  # we have not prevoted
    chart >> late(PROPOSE, 0) << prevote(0, NIL)
    assert [wait for wait in chart.waits if wait[0] == PREVOTE] == [(PREVOTE, 0, 1_000)]
    chart >> prevote(1, A, by=(0,))
    assert [wait for wait in chart.waits if wait[0] == PREVOTE] == [(PREVOTE, 0, 1_000)]


def test_line_36_a_quorum_of_prevotes_locks_and_is_precommitted(chart: Chart):
    chart >> proposal(0, A) << judge(A)
    chart >> valid(A) << prevote(0, A)
    chart >> prevote(0, A, by=(0,))
    chart >> prevote(0, A, by=(1,)) << precommit(0, A)
    machine, seal_id = chart.machine, chart.seal(A).id
    assert (machine.locked_id, machine.locked_round) == (seal_id, 0)
    assert (machine.valid_id, machine.valid_round) == (seal_id, 0)


def test_line_36_what_is_not_held_is_never_precommitted(chart: Chart):
    chart >> proposal(0, A) << judge(A)
    chart >> late(PROPOSE, 0) << prevote(0, NIL)
    chart >> prevote(0, A, by=(0, 1, 2))
    chart >> late(PREVOTE, 0) << precommit(0, NIL)


def test_line_42_a_quorum_that_comes_after_our_precommit_gives_a_valid_value_without_a_lock(chart: Chart):
    chart >> proposal(0, A) << judge(A)
    chart >> late(PROPOSE, 0) << prevote(0, NIL)
    chart >> prevote(0, NIL, by=(0,))
    chart >> prevote(0, A, by=(1,))
    chart >> late(PREVOTE, 0) << precommit(0, NIL)
    chart >> valid(A)
    chart >> prevote(0, A, by=(0, 2)) << equivocation(0)
    assert (chart.machine.valid_id, chart.machine.valid_round) == (chart.seal(A).id, 0)
    assert (chart.machine.locked_id, chart.machine.locked_round) == (NOTHING, -1)


def test_line_44_a_quorum_for_nothing_is_precommitted_as_nothing(chart: Chart):
    chart >> late(PROPOSE, 0) << prevote(0, NIL)
    chart >> prevote(0, NIL, by=(0,))
    chart >> prevote(0, NIL, by=(1,)) << precommit(0, NIL)


def test_line_44_only_after_our_own_prevote(chart: Chart):
    chart >> prevote(0, NIL, by=(0, 1, 2))
    chart >> late(PROPOSE, 0) << prevote(0, NIL) << precommit(0, NIL)


# --- lines 47 to 67: precommits, rounds, time-outs -------------------------------------------------------


def test_line_47_a_quorum_of_any_precommits_begins_the_wait_once_in_any_step(chart: Chart):
    chart >> precommit(0, A, by=(0, 1))
    assert len(chart.waits) == 1
    chart >> precommit(0, NIL, by=(2,))
    chart >> prevote(0, NIL, by=(2,))
    assert chart.waits[1:] == [(PRECOMMIT, 0, 1_000)]
    chart >> late(PRECOMMIT, 0)
    assert chart.machine.round == 1


def test_line_49_a_quorum_of_precommits_decides(chart: Chart):
    chart >> proposal(0, A) << judge(A)
    chart >> precommit(0, A, by=(0, 1))
    chart >> precommit(0, A, by=(2,)) << decide(A, by=(0, 1, 2))
    assert chart.machine.decided == chart.seal(A).id


def test_line_49_a_quorum_of_an_earlier_round_decides(chart: Chart):
    lock(chart)
    chart >> precommit(0, A, by=(0,)) << equivocation(0)
    chart >> precommit(0, A, by=(1,)) << equivocation(1) << decide(A, by=(0, 1, 3))


def test_line_49_the_quorum_waits_for_the_seal(chart: Chart):
    chart >> precommit(0, A, by=(0, 1, 2))
    chart >> proposal(0, A) << judge(A) << decide(A, by=(0, 1, 2))


def test_line_49_precommits_of_two_rounds_are_no_quorum(chart: Chart):
    chart >> proposal(0, A) << judge(A)
    chart >> precommit(0, A, by=(0, 1))
    chart >> precommit(1, A, by=(2,))


def test_line_49_a_machine_at_rest_decides_too():
    chart = Chart()
    chart >> proposal(0, A) << judge(A)
    chart >> precommit(0, A, by=(0, 1, 2)) << decide(A, by=(0, 1, 2))
    chart.start().ends()
    assert chart.waits == []


def test_after_the_decision_nothing_more_is_signed(chart: Chart):
    chart >> proposal(0, A) << judge(A)
    chart >> precommit(0, A, by=(0, 1, 2)) << decide(A, by=(0, 1, 2))
    chart >> valid(A)
    chart >> late(PROPOSE, 0)
    chart >> prevote(0, A, by=(0, 1, 2))
    chart >> prevote(9, A, by=(0, 1, 2))


def test_line_55_f_plus_one_witnesses_in_a_later_round_are_followed(chart: Chart):
    chart >> prevote(3, A, by=(0,))
    assert chart.machine.round == 0
    chart >> prevote(2, NIL, by=(1,))
    assert chart.machine.round == 2  # the highest that two have reached
    chart >> precommit(3, NIL, by=(2,)) << need_value(3)


def test_line_55_one_liar_who_says_two_things_is_one(chart: Chart):
    chart >> prevote(2, A, by=(0,))
    chart >> prevote(2, NIL, by=(0,)) << equivocation(0)
    chart >> precommit(3, NIL, by=(0,))
    assert chart.machine.round == 0


def test_line_55_a_proposal_shows_where_its_proposer_is(chart: Chart):
    chart >> proposal(1, A) << judge(A)
    chart >> proposal(2, B) << judge(B)
    assert chart.machine.round == 1


def test_line_57_time_to_propose_is_over(chart: Chart):
    chart >> late(PROPOSE, 0) << prevote(0, NIL)
    chart >> late(PROPOSE, 0)


def test_line_61_time_to_prevote_is_over(chart: Chart):
    chart >> late(PROPOSE, 0) << prevote(0, NIL)
    chart >> prevote(0, A, by=(0, 1))
    chart >> late(PREVOTE, 0) << precommit(0, NIL)
    chart >> late(PREVOTE, 0)


def test_line_65_time_to_precommit_is_over(chart: Chart):
    chart >> precommit(0, NIL, by=(0, 1, 2))
    chart >> late(PRECOMMIT, 0)
    assert (chart.machine.round, chart.machine.step) == (1, PROPOSE)
    chart >> late(PRECOMMIT, 0)
    chart >> late(PROPOSE, 0)
    assert (chart.machine.round, chart.machine.step) == (1, PROPOSE)


# --- rounds far ahead ------------------------------------------------------------------------------------


def test_of_a_far_round_the_number_alone_is_kept(chart: Chart):
    far = ROUNDS_AHEAD + 1
    chart >> proposal(far, A)
    chart >> prevote(far, A, by=(0,))
    assert chart.machine.get_messages() == []
    chart >> prevote(far + 1, A, by=(1,))  # two witnesses beyond: round 17 is reached by both
    assert chart.machine.round == far
    chart >> prevote(far + 1, A, by=(1,))
    chart >> prevote(far, B, by=(0,))
    assert chart.machine.get_bitmaps() == [(far, False, 0b01, 0), (far + 1, False, 0b10, 0)]


def test_the_last_of_the_near_rounds_is_kept_whole(chart: Chart):
    chart >> prevote(ROUNDS_AHEAD, A, by=(0,))
    assert chart.machine.get_bitmaps() == [(ROUNDS_AHEAD, False, 1, 0)]


def test_one_liar_in_the_farthest_round_moves_nobody(chart: Chart):
    chart >> prevote(ROUND_MAX - 1, A, by=(0,))
    chart >> prevote(5, A, by=(0,))
    chart >> prevote(1, A, by=(1,))
    assert chart.machine.round == 1


# --- liars -----------------------------------------------------------------------------------------------


def test_two_votes_in_one_place_are_shown_once(chart: Chart):
    chart >> prevote(0, A, by=(1,))
    chart >> prevote(0, A, by=(1,))
    chart >> prevote(0, B, by=(1,)) << equivocation(1)
    chart >> prevote(0, NIL, by=(1,))
    chart >> precommit(0, A, by=(1,))
    chart >> precommit(0, B, by=(1,)) << equivocation(1)
    shown = chart.equivocations[0]
    assert (shown.first, shown.second) == tuple(chart.sign_vote(Word(PREVOTE, 0, seal), 1) for seal in (A, B))


def test_one_vote_signed_twice_is_no_equivocation(chart: Chart, monkeypatch: pytest.MonkeyPatch):
    # Ed25519 lets whoever holds the key make several good signatures of one content.
    vote = chart.sign_vote(Word(PREVOTE, 0, A), 1)
    chart.tell(vote)
    monkeypatch.setattr("ledger.votes.verify", lambda *_: True)
    chart.tell(replace(vote, signature=bytes(64)))
    assert chart.machine.get_messages() == [vote]


def test_two_proposals_of_one_round_are_shown_once_and_the_first_alone_is_prevoted(chart: Chart):
    chart >> proposal(0, A) << judge(A)
    chart >> proposal(0, B) << equivocation(0) << judge(B)
    chart >> proposal(0, C)
    chart >> valid(B)
    chart >> valid(A) << prevote(0, A)
    chart >> prevote(0, B, by=(0, 1, 2)) << precommit(0, B)


def test_one_proposal_with_two_valid_rounds_is_an_equivocation(chart: Chart):
    chart >> late(PROPOSE, 0) << prevote(0, NIL)
    chart >> proposal(1, A) << judge(A)
    chart >> proposal(1, A, valid=0) << equivocation(1)


def test_one_proposal_signed_twice_is_no_equivocation(chart: Chart, monkeypatch: pytest.MonkeyPatch):
    chart >> proposal(0, A) << judge(A)
    first = chart.machine.get_messages()[0]
    monkeypatch.setattr("ledger.votes.verify", lambda *_: True)
    chart.now_ms += 10 * TIMELY_MS
    chart.tell(replace(first, signature=bytes(64)))
    chart >> valid(A) << prevote(0, A)


def test_a_liar_s_second_prevote_does_not_hide_the_proof_of_a_valid_round(chart: Chart):
    lock(chart)
    chart >> late(PROPOSE, 1) << prevote(1, NIL)
    chart >> prevote(1, B, by=(0, 1))
    chart >> prevote(1, NIL, by=(2,))
    chart >> late(PREVOTE, 1) << precommit(1, NIL)
    pass_on(chart, 1)
    chart >> proposal(2, B, valid=1) << judge(B)
    chart >> valid(B)
    chart >> prevote(1, B, by=(2,)) << equivocation(2) << prevote(2, B)


def test_a_liar_s_second_vote_for_a_seal_nobody_knows_is_not_kept(chart: Chart):
    chart >> prevote(0, NIL, by=(0,))
    chart >> prevote(0, A, by=(0,)) << equivocation(0)
    assert len(chart.machine.get_messages()) == 1
    chart >> proposal(0, A) << judge(A)
    chart >> prevote(0, A, by=(0,))
    assert len(chart.machine.get_messages()) == 3


def test_thousands_of_lies_fill_no_memory(chart: Chart):
    """A liar may fill 17 rounds: its proposals, its votes for the seals we keep, and one place each."""
    machine = chart.machine
    for number in [*range(60), *range(1_000, ROUND_MAX, ROUND_MAX // 50)]:
        for seal in "ABCDEFGHIJ":
            for step in (PREVOTE, PRECOMMIT):
                machine.on_message(chart.sign_vote(Word(step, number, seal), 1), chart.now_ms)
            if number % 4 == 1:
                machine.on_message(chart.sign_proposal(proposal(number, f"{seal}{number}")), chart.now_ms)
    rounds = ROUNDS_AHEAD + 1
    proposals = [message for message in machine.get_messages() if isinstance(message, Proposal)]
    assert len(proposals) <= rounds // 4 + 1
    assert len(machine._seals) <= 2 * len(proposals)
    assert len(machine.get_messages()) <= len(proposals) + 2 * rounds * (2 + len(machine._seals))
    assert len(machine._equivocal) <= 3 * rounds
    assert len(machine._latest) == 1
    assert len(machine.get_bitmaps()) <= rounds
    assert len(machine.snapshot()) < 200


@pytest.mark.parametrize(
    "spoil",
    [
        lambda vote: replace(vote, round=1),
        lambda vote: replace(vote, step=PRECOMMIT),
        lambda vote: replace(vote, seal_id=NOTHING),
        lambda vote: replace(vote, index=2),
        lambda vote: replace(vote, signature=bytes(64)),
        lambda vote: replace(vote, index=4),
    ],
)
def test_what_no_witness_signed_changes_nothing(chart: Chart, spoil: Any):
    with pytest.raises(BadSeal):
        chart.tell(spoil(chart.sign_vote(Word(PREVOTE, 0, A), 1)))
    with pytest.raises(BadSeal):
        chart.tell(chart.sign_vote(Word(PREVOTE, 0, A), 1, domain=Domain.PROPOSAL))
    assert chart.machine.get_messages() == []


# --- one machine with a short memory ---------------------------------------------------------------------


def test_a_silent_machine_signs_nothing_and_decides_all_the_same():
    chart = Chart(index=0)
    chart.machine.is_silent = True
    chart.start() >> value(0, A)
    chart >> late(PROPOSE, 0)
    chart >> prevote(0, NIL, by=(1, 2, 3))
    chart >> precommit(0, NIL, by=(1, 2, 3))
    chart >> late(PRECOMMIT, 0)
    chart >> proposal(1, A) << judge(A)
    chart >> valid(A)
    chart >> prevote(1, A, by=(1, 2, 3))
    chart >> precommit(1, A, by=(1, 2, 3)) << decide(A, by=(1, 2, 3), in_round=1)
    assert chart.signed == []


def test_our_own_signature_that_we_do_not_know_makes_us_silent(chart: Chart):
    chart >> prevote(0, A, by=(3,)) << forgot()
    chart >> precommit(0, A, by=(3,))
    chart >> proposal(0, A) << judge(A)
    chart >> valid(A)
    chart >> late(PROPOSE, 0)
    assert chart.signed == []


def test_our_own_proposal_that_we_do_not_know_makes_us_silent(proposer: Chart):
    proposer >> proposal(0, A) << forgot() << judge(A)
    proposer >> value(0, B)
    proposer >> valid(A)
    assert proposer.signed == []


def test_our_own_signature_from_a_far_round_makes_us_silent(chart: Chart):
    chart >> prevote(ROUND_MAX - 1, A, by=(3,)) << forgot()
    chart >> prevote(1, A, by=(0,))
    assert chart.machine.round == 0  # our own copy counts for nobody


def test_our_own_signatures_that_come_back_are_known(proposer: Chart):
    proposer >> value(0, A) << proposal(0, A) << prevote(0, A)
    for message in list(proposer.signed):
        proposer.tell(message).ends()


# --- what others lack ------------------------------------------------------------------------------------


def test_others_are_sent_what_their_bitmaps_lack(chart: Chart):
    chart >> proposal(0, A) << judge(A)
    chart >> valid(A) << prevote(0, A)
    chart >> precommit(0, NIL, by=(1,))
    chart >> prevote(2, A, by=(0,))
    machine = chart.machine
    assert machine.get_bitmaps() == [(0, True, 0b1000, 0b0010), (2, False, 0b0001, 0)]
    assert machine.select_lacking([]) == machine.get_messages()
    assert machine.select_lacking(machine.get_bitmaps()) == []
    lacking = machine.select_lacking([(0, True, 0b1111, 0)])
    assert [(m.round, m.step, m.index) for m in lacking if isinstance(m, Vote)] == [
        (0, PRECOMMIT, 1),
        (2, PREVOTE, 0),
    ]


def test_the_proof_of_a_valid_round_travels_with_the_proposal(chart: Chart):
    see_quorum_for(chart, A, 0)
    chart >> prevote(0, B, by=(2,)) << equivocation(2)
    chart >> proposal(1, A, valid=0) << judge(A)
    proof = chart.machine.get_proof(chart.sign_proposal(proposal(1, A, valid=0)))
    assert proof == [chart.sign_vote(Word(PREVOTE, 0, A), index) for index in (0, 1, 2)]
    everything = [(0, True, 0b1111, 0b1111), (1, True, 0b1111, 0b1111)]
    assert chart.machine.select_lacking(everything) == proof
    assert chart.machine.select_lacking([]).count(proof[0]) == 1


def test_what_justifies_our_valid_value_travels_in_its_own_round_already(chart: Chart):
    """Witness 2 prevoted A to us alone: without us nobody would know of this quorum."""
    chart >> proposal(0, A) << judge(A)
    chart >> valid(A) << prevote(0, A)
    chart >> prevote(0, A, by=(0, 2)) << precommit(0, A)
    proof = [chart.sign_vote(Word(PREVOTE, 0, A), index) for index in (3, 0, 2)]
    assert chart.machine.select_lacking([(0, True, 0b1111, 0b1111)]) == proof
    pass_on(chart, 0)
    assert chart.machine.select_lacking([(0, True, 0b1111, 0b1111)]) == proof


# --- quorums ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 4, 7, 10])
def test_a_quorum_and_not_one_less_decides(size: int):
    quorum = compute_quorum(size)
    chart = Chart(size, index=size - 1)
    if size == 1:
        chart.start() << need_value(0)
        chart >> value(0, A) << proposal(0, A) << prevote(0, A) << precommit(0, A) << decide(A, by=(0,))
        return
    others = tuple(range(quorum - 1))
    chart.start() >> proposal(0, A) << judge(A)
    chart >> valid(A) << prevote(0, A)
    chart >> prevote(0, A, by=others[:-1])
    chart >> prevote(0, A, by=others[-1:]) << precommit(0, A)
    chart >> precommit(0, A, by=others[:-1])
    chart >> precommit(0, A, by=others[-1:]) << decide(A, by=(*others, size - 1))


# --- disks -----------------------------------------------------------------------------------------------


def test_after_a_power_cut_all_that_was_signed_is_sent_again_from_the_same_step(chart: Chart):
    lock(chart)
    chart >> late(PROPOSE, 1) << prevote(1, NIL)
    chart.power_cut() << judge(A) << prevote(0, A) << precommit(0, A) << prevote(1, NIL)
    machine = chart.machine
    assert (machine.round, machine.step) == (1, PREVOTE)
    assert (machine.locked_id, machine.locked_round) == (chart.seal(A).id, 0)
    assert chart.waits == []
    chart >> prevote(1, NIL, by=(0, 1)) << precommit(1, NIL)


def test_a_proposal_is_sent_again_too_and_not_made_twice(proposer: Chart):
    proposer >> value(0, A) << proposal(0, A) << prevote(0, A)
    proposer.power_cut() << judge(A) << proposal(0, A) << prevote(0, A)
    proposer >> value(0, B)
    proposer >> valid(A)
    proposer >> prevote(0, A, by=(1, 2)) << precommit(0, A)


def test_what_justifies_a_valid_value_survives(chart: Chart):
    """We saw the quorum of round 0; after a power cut we propose that seal in round 3, with the proof."""
    lock(chart)
    for number in (1, 2):
        chart >> late(PROPOSE, number) << prevote(number, NIL)
        chart >> prevote(number, NIL, by=(0, 1)) << precommit(number, NIL)
        if number == 1:
            pass_on(chart, number)
    chart.power_cut()
    chart.said.clear()
    chart >> valid(A)
    chart >> precommit(2, NIL, by=(0, 1))
    chart >> late(PRECOMMIT, 2) << proposal(3, A, valid=0) << prevote(3, A)
    assert len(chart.machine.get_proof(chart.sign_proposal(proposal(3, A, valid=0)))) == 3


def test_resumed_before_its_prevote_a_follower_waits_afresh_for_the_proposal(chart: Chart):
    chart.saved = chart.machine.snapshot()
    chart.power_cut()
    assert chart.waits == [(PROPOSE, 0, 3_000)]
    chart >> proposal(0, A) << judge(A)
    chart >> valid(A) << prevote(0, A)


def test_resumed_before_its_proposal_a_proposer_is_asked_again(proposer: Chart):
    proposer.saved = proposer.machine.snapshot()
    proposer.power_cut() << need_value(0)


def test_a_machine_that_was_at_rest_resumes_at_rest():
    chart = Chart(index=0)
    chart.saved = chart.machine.snapshot()
    chart.power_cut().ends()
    assert not chart.machine.is_started


def test_one_witness_alone_resumes_and_decides_what_it_signed():
    chart = Chart(1)
    chart.start() << need_value(0)
    chart >> value(0, A) << proposal(0, A) << prevote(0, A) << precommit(0, A) << decide(A, by=(0,))
    chart.power_cut() << judge(A) << proposal(0, A) << prevote(0, A) << precommit(0, A)
    chart << decide(A, by=(0,))


@pytest.mark.parametrize("step", [PREVOTE, PRECOMMIT])
def test_all_lose_power_after_voting_and_decide_when_they_are_back(step: str):
    charts = [Chart(index=index) for index in range(4)]
    for chart in charts:
        chart.seal(A)
        chart.start().said.clear()
    charts[0].hear(charts[0].machine.on_value(0, charts[0].seal(A)))
    for chart in charts[1:]:
        chart.tell(charts[0].signed[0])
        chart.hear(chart.machine.on_judged(chart.seal(A).id, True))
    if step == PRECOMMIT:
        prevotes = [chart.signed[-1] for chart in charts]
        for chart in charts:
            for message in prevotes:
                chart.tell(message)
    assert {chart.machine.step for chart in charts} == {step}
    for chart in charts:
        chart.said.clear()
        chart.power_cut()
    for _ in range(3):
        for chart in charts:
            chart.hear(chart.machine.on_judged(chart.seal(A).id, True))
            for other in charts:
                for message in other.machine.select_lacking(chart.machine.get_bitmaps()):
                    chart.tell(message)
    assert {chart.machine.decided for chart in charts} == {charts[0].seal(A).id}
    assert {chart.machine.round for chart in charts} == {0}


def test_a_height_of_many_empty_rounds_can_still_be_taken_up(chart: Chart):
    """Rounds pass for days when a liar keeps awake a commune that has nothing to seal."""
    machine = chart.machine
    machine.round, machine.step = 20_000, PRECOMMIT
    vote = chart.sign_vote(Word(PREVOTE, 0, NIL), 3)
    for number in range(20_000):
        machine._votes[number, PREVOTE] = {(3, NOTHING): replace(vote, round=number)}
    again = chart.make_machine().on_resume(machine.snapshot())
    assert sum(isinstance(action, Publish) for action in again) == 20_000


def test_a_snapshot_of_another_height_or_shape_is_refused(chart: Chart):
    lock(chart)
    saved = chart.saved
    parts = decode(saved, size_max=1 << 20, items_max=64)
    bad: list[Any] = [[], parts[:4], [*parts, 0]]
    for row, column, wrong in [
        (0, 0, 1), (0, 1, HEIGHT_ELSEWHERE), (0, 2, b""), (0, 2, -2), (0, 2, ROUND_MAX), (0, 3, "dance"),
        (0, 3, 1), (1, 0, "x"), (1, 1, 7), (1, 1, bytes(32)), (1, 2, -2), (1, 3, b"x"),
    ]:  # fmt: skip
        spoilt = [list(part) for part in parts]
        spoilt[row][column] = wrong
        bad.append(spoilt)
    bad += [
        [*parts[:2], [], *parts[3:]],
        [*parts[:2], [b"x"], *parts[3:]],
        [*parts[:3], [b"x"], parts[4]],
        [*parts[:4], [b"x"]],
        [*parts[:4], 0],
    ]
    for data in [*map(encode, bad), b"", saved[:-1], saved + b"\x00"]:
        with pytest.raises(Malformed):
            chart.make_machine().on_resume(data)


HEIGHT_ELSEWHERE = 421


# --- a drawn life ----------------------------------------------------------------------------------------

SEALS = st.sampled_from([A, B, C])
ROUNDS = st.integers(0, 3)
VOTES = st.builds(
    lambda kind, number, seal, by: Word(kind, number, seal, by=tuple(by)),
    st.sampled_from([PREVOTE, PRECOMMIT]),
    ROUNDS,
    st.sampled_from([NIL, A, B, C]),
    st.sets(st.integers(0, 2), min_size=1),
)
PROPOSALS = st.tuples(st.integers(0, 2), SEALS, st.integers(-1, 1)).map(
    lambda drawn: proposal(drawn[0], drawn[1], valid=min(drawn[2], drawn[0] - 1))
)
TIMES = st.builds(late, st.sampled_from([PROPOSE, PREVOTE, PRECOMMIT]), ROUNDS)
WORDS = st.lists(
    st.one_of(VOTES, VOTES, PROPOSALS, TIMES, SEALS.map(valid), ROUNDS.map(lambda number: value(number, B))),
    min_size=3,
    max_size=24,
)


class Life:
    """A chart that asserts after each word that nothing signed contradicts what was signed before."""

    def __init__(self) -> None:
        self.chart = Chart()
        self.places: dict[Any, Any] = {}
        self.chart.start()

    def hear(self, word: Word) -> bool:
        """Whether something was signed."""
        chart = self.chart
        if word.kind.startswith("late") and (word.kind[5:], word.round) not in [w[:2] for w in chart.waits]:
            return False
        count = len(chart.signed)
        chart.said.clear()
        _ = chart >> word
        self.check()
        return len(chart.signed) > count

    def check(self) -> None:
        for message in self.chart.signed:
            step, said = PROPOSE, message
            if isinstance(message, Vote):
                step = message.step
            assert self.places.setdefault((message.round, step), said) == said

    def resume(self) -> None:
        chart = self.chart
        before = list(dict.fromkeys(chart.signed))
        machine = chart.machine
        chart.said.clear()
        chart.signed.clear()
        chart.power_cut()
        again = chart.signed
        assert sorted(map(repr, again[: len(before)])) == sorted(map(repr, before))
        self.check()
        assert (chart.machine.locked_round, chart.machine.locked_id) == (
            machine.locked_round,
            machine.locked_id,
        )
        assert forgot() not in chart.said


@settings(max_examples=150)
@given(words=WORDS)
def test_whenever_the_power_fails_a_resumed_witness_repeats_itself_and_never_contradicts(words: list[Word]):
    """Even were all others liars: a cut after each signed message, and the rest of the story afterwards."""
    straight = Life()
    cuts = [place for place, word in enumerate(words) if straight.hear(word)]
    for cut in cuts:
        life = Life()
        for place, word in enumerate(words):
            life.hear(word)
            if place == cut:
                life.resume()


@settings(max_examples=50)
@given(words=WORDS)
def test_whenever_the_power_fails_each_time_it_is_the_same(words: list[Word]):
    life = Life()
    for word in words:
        if life.hear(word):
            life.resume()


@settings(max_examples=100)
@given(words=WORDS)
def test_a_locked_witness_prevotes_no_other_without_a_quorum_of_a_later_round(words: list[Word]):
    life = Life()
    for word in words:
        machine = life.chart.machine
        locked_round, locked_id = machine.locked_round, machine.locked_id
        count = len(life.chart.signed)
        life.hear(word)
        for message in life.chart.signed[count:]:
            is_other = isinstance(message, Vote) and message.seal_id not in (NOTHING, locked_id)
            if locked_round >= 0 and is_other and message.step == PREVOTE:
                quorums = [
                    number
                    for number in range(locked_round, message.round)
                    if machine._count(number, PREVOTE, message.seal_id) >= 3
                ]
                assert quorums, f"unlocked from round {locked_round} without a proof"


def test_every_action_of_an_equivocation_names_its_two_messages(chart: Chart):
    chart >> proposal(0, A) << judge(A)
    chart >> proposal(0, B) << equivocation(0) << judge(B)
    shown = chart.equivocations[0]
    assert isinstance(shown, Equivocation)
    assert (shown.first, shown.second) == tuple(chart.sign_proposal(proposal(0, seal)) for seal in (A, B))
    assert not any(isinstance(action, Publish) for action in chart.machine.on_start())
