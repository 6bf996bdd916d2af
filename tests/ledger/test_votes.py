# SPDX-License-Identifier: AGPL-3.0-or-later
"""Votes and proposals: their bytes, hostile bytes, who must have signed them, time-outs, who lacks which."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ledger import limits
from ledger.encoding import encode
from ledger.errors import BadSeal, Malformed
from ledger.seal import PRECOMMIT, PREVOTE
from ledger.signing import Domain
from ledger.votes import (
    MESSAGE_BYTES_MAX,
    NOTHING,
    PROPOSE,
    ROUND_MAX,
    TIMELY_MS,
    compute_timeout_ms,
    decode_proposal,
    decode_vote,
    encode_proposal,
    encode_vote,
    is_timely,
    select_lacking,
)
from tests.helpers.chart import COMMUNE, NIL, A, Chart, Word, proposal
from tests.vectors.seals import seal_of

CHART = Chart()
VOTE = CHART.sign_vote(Word(PREVOTE, 3, A), 1)
PROPOSAL = CHART.sign_proposal(proposal(5, A, valid=2))


@pytest.mark.parametrize("step", [PREVOTE, PRECOMMIT])
@pytest.mark.parametrize("seal", [NIL, A])
def test_a_vote_comes_back_from_its_bytes(step: str, seal: str):
    vote = CHART.sign_vote(Word(step, 3, seal), 2)
    assert decode_vote(encode_vote(vote)) == vote


@pytest.mark.parametrize("valid", [-1, 0, 4])
def test_a_proposal_comes_back_from_its_bytes(valid: int):
    said = CHART.sign_proposal(proposal(5, A, valid=valid))
    assert decode_proposal(encode_proposal(said), COMMUNE) == said


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (0, -1), (0, ROUND_MAX + 1), (0, True), (0, b""), (1, 0), (1, 3), (1, True), (1, "prevote"),
        (2, bytes(31)), (2, "x"), (3, -1), (3, limits.WITNESSES_MAX), (3, b""), (4, bytes(63)), (4, "x" * 64),
    ],
)  # fmt: skip
def test_a_vote_with_a_wrong_field_is_malformed(place: int, wrong: Any):
    fields: list[Any] = [3, 1, bytes(32), 1, bytes(64)]
    assert decode_vote(encode(fields))
    fields[place] = wrong
    with pytest.raises(Malformed):
        decode_vote(encode(fields))


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (0, -1), (0, ROUND_MAX + 1), (0, True), (1, -1), (1, ROUND_MAX + 1), (1, "x"), (2, b""), (2, "x"),
        (3, bytes(63)), (3, "x" * 64), (3, 0),
    ],
)  # fmt: skip
def test_a_proposal_with_a_wrong_field_is_malformed(place: int, wrong: Any):
    fields: list[Any] = [5, 3, CHART.seal(A).encoded, bytes(64)]
    assert decode_proposal(encode(fields), COMMUNE)
    fields[place] = wrong
    with pytest.raises(Malformed):
        decode_proposal(encode(fields), COMMUNE)


def test_what_is_no_message_at_all_is_malformed():
    vote, said = encode_vote(VOTE), encode_proposal(PROPOSAL)
    hostile = [b"", b"\x00", encode([]), encode({}), encode([[[]]]), bytes(MESSAGE_BYTES_MAX + 1)]
    hostile += [vote + b"\x00", said + b"\x00", b"\xdd\xff\xff\xff\xff", b"\xc7"]
    hostile += [vote[:end] for end in range(len(vote))] + [said[:end] for end in range(0, len(said), 7)]
    for data in hostile:
        with pytest.raises(Malformed):
            decode_vote(data)
        with pytest.raises(Malformed):
            decode_proposal(data, COMMUNE)
    with pytest.raises(Malformed):
        decode_vote(said)
    with pytest.raises(Malformed):
        decode_proposal(vote, COMMUNE)


def test_what_a_witness_signed_holds():
    CHART.ballot.check(VOTE)
    CHART.ballot.check(PROPOSAL)
    CHART.ballot.check(CHART.sign_vote(Word(PRECOMMIT, ROUND_MAX - 1, NIL), 0))


@pytest.mark.parametrize(
    "change",
    [
        {"round": 4}, {"round": -1}, {"round": ROUND_MAX}, {"step": PRECOMMIT}, {"step": PROPOSE},
        {"seal_id": NOTHING}, {"index": 2}, {"index": 4}, {"signature": bytes(64)}, {"signature": b""},
    ],
)  # fmt: skip
def test_a_changed_vote_does_not_hold(change: dict[str, Any]):
    with pytest.raises(BadSeal):
        CHART.ballot.check(replace(VOTE, **change))


@pytest.mark.parametrize(
    "change",
    [
        {"round": 6}, {"round": 9}, {"round": ROUND_MAX}, {"valid_round": -1}, {"valid_round": -2},
        {"valid_round": 5}, {"signature": bytes(64)},
        {"seal": seal_of(COMMUNE, CHART.ballot.witnesses, height=421)},
        {"seal": seal_of(COMMUNE, CHART.ballot.witnesses, height=420, epoch=1)},
        {"seal": seal_of(COMMUNE, CHART.ballot.witnesses, height=420, total=43)},
    ],
)  # fmt: skip
def test_a_changed_proposal_does_not_hold(change: dict[str, Any]):
    with pytest.raises(BadSeal):
        CHART.ballot.check(replace(PROPOSAL, **change))


@pytest.mark.parametrize("change", [{"height": 421}, {"epoch": 1}, {"commune": bytes(32)}])
def test_nothing_holds_at_another_height_epoch_or_commune(change: dict[str, Any]):
    elsewhere = replace(CHART.ballot, **change)
    for message in (VOTE, PROPOSAL):
        with pytest.raises(BadSeal):
            elsewhere.check(message)


def test_a_vote_signed_as_something_else_does_not_hold():
    with pytest.raises(BadSeal):
        CHART.ballot.check(CHART.sign_vote(Word(PREVOTE, 3, A), 1, domain=Domain.PROPOSAL))


@pytest.mark.parametrize("size", [1, 4, 7, 10])
def test_witnesses_propose_in_turn(size: int):
    ballot = Chart(size).ballot
    turns = [ballot.get_proposer(number) for number in range(size)]
    assert turns == list(range(size))
    assert replace(ballot, height=421).get_proposer(0) == 1 % size


def test_time_outs_grow_by_half_up_to_a_minute():
    assert [compute_timeout_ms(PROPOSE, number) for number in range(4)] == [3_000, 4_500, 6_750, 10_125]
    assert compute_timeout_ms(PREVOTE, 1) == compute_timeout_ms(PRECOMMIT, 1) == 1_500
    for step in (PROPOSE, PREVOTE, PRECOMMIT):
        durations = [compute_timeout_ms(step, number) for number in range(14)]
        assert durations == sorted(durations)
        assert compute_timeout_ms(step, ROUND_MAX) == durations[-1] == 60_000


def test_a_seal_may_be_older_each_round_and_never_much_later_than_the_clock():
    now = 10**12
    assert is_timely(now + TIMELY_MS, now, 9)
    assert not is_timely(now + TIMELY_MS + 1, now, 9)
    for number, back in ((0, 15_000), (1, 22_500), (2, 33_750)):
        assert is_timely(now - back, now, number)
        assert not is_timely(now - back - 1, now, number)
    assert is_timely(0, now, ROUND_MAX)


def test_a_bitmap_says_who_lacks_what():
    precommit = CHART.sign_vote(Word(PRECOMMIT, 3, A), 1)
    everything = [PROPOSAL, VOTE, precommit]
    assert select_lacking(everything, []) == everything
    assert select_lacking(everything, [(5, True, 0, 0), (3, False, 0b0010, 0)]) == [precommit]
    assert select_lacking(everything, [(5, False, 0b1111, 0b1111), (3, True, 0b1101, 0b0010)]) == [
        PROPOSAL,
        VOTE,
    ]
