# SPDX-License-Identifier: AGPL-3.0-or-later
"""Frames between witnesses: each comes back as it went; anything else is refused before it costs anything."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import limits
from ledger.encoding import encode
from ledger.errors import Malformed
from ledger.seal import PRECOMMIT, PREVOTE, decode_seal, make_seal
from ledger.units import EventId
from ledger.votes import MESSAGE_BYTES_MAX, PROPOSE, ROUND_MAX, Message, Proposal, Vote, decode_vote
from p2p.wire import FrameReader, encode_content
from p2p.wire_witness import (
    BALLOTS_MAX,
    FRAME_BYTES_MAX,
    PROPOSALS_MAX,
    ROUNDS_SHOWN,
    Ballots,
    Boot,
    Decided,
    Remembers,
    Sealing,
    WitnessHello,
    WitnessMessage,
    decode_witness_message,
    encode_witness_message,
    pack_ballots,
)

ID = bytes(range(32))
BOOT = Boot(counter=7, boot_id=bytes(16), signature=bytes(64))
FULL = (1 << limits.WITNESSES_MAX) - 1
MESSAGES: list[WitnessMessage] = [
    WitnessHello(commune=ID, epoch=0, open_height=1, previous=ID, boot=BOOT),
    WitnessHello(commune=ID, epoch=3, open_height=2**53, previous=bytes(32), boot=BOOT, version=2),
    Remembers(boot=None),
    Remembers(boot=BOOT),
    Sealing(epoch=0, height=1, round=-1, step=PROPOSE, bitmaps=()),
    Sealing(
        epoch=1,
        height=2,
        round=ROUND_MAX - 1,
        step=PRECOMMIT,
        bitmaps=tuple((number, number % 2 == 0, FULL, 0) for number in range(ROUNDS_SHOWN)),
    ),
    Ballots(epoch=0, height=1, proposals=(), votes=()),
    Ballots(epoch=0, height=1, proposals=(bytes(16_000),) * PROPOSALS_MAX, votes=(b"vote",) * BALLOTS_MAX),
    Decided(seal=bytes(limits.SEAL_FRAME_BYTES_MAX), certificate=bytes(limits.CERTIFICATE_BYTES_MAX)),
]
ROWS = [[number, False, 0, 0] for number in range(ROUNDS_SHOWN + 1)]
HOSTILE: dict[str, Any] = {
    "not a list": {"witness": 1},
    "nothing": [],
    "a name that is no word": [1, 2],
    "a list as its name": [[], 1],
    "unknown": ["bye"],
    "too few": ["witness", 1, ID, 0, 1, ID],
    "too many": ["remembers", [], []],
    "short commune": ["witness", 1, ID[1:], 0, 1, ID, [7, bytes(16), bytes(64)]],
    "negative height": ["witness", 1, ID, 0, -1, ID, [7, bytes(16), bytes(64)]],
    "height as text": ["witness", 1, ID, 0, "1", ID, [7, bytes(16), bytes(64)]],
    "height as truth": ["witness", 1, ID, 0, True, ID, [7, bytes(16), bytes(64)]],
    "boot of two": ["witness", 1, ID, 0, 1, ID, [7, bytes(16)]],
    "short boot id": ["remembers", [7, bytes(15), bytes(64)]],
    "short boot signature": ["remembers", [7, bytes(16), bytes(63)]],
    "boot as bytes": ["remembers", b""],
    "no such step": ["sealing", 0, 1, 0, 3, []],
    "round too high": ["sealing", 0, 1, ROUND_MAX + 1, 0, []],
    "round below none": ["sealing", 0, 1, -1, 0, []],
    "more rounds than shown": ["sealing", 0, 1, 0, 0, ROWS],
    "a row of three": ["sealing", 0, 1, 0, 0, [[0, False, 0]]],
    "a proposal as a number": ["sealing", 0, 1, 0, 0, [[0, 1, 0, 0]]],
    "a witness too many": ["sealing", 0, 1, 0, 0, [[0, False, FULL + 1, 0]]],
    "too many proposals": ["ballots", 0, 1, [b"p"] * (PROPOSALS_MAX + 1), []],
    "too many votes": ["ballots", 0, 1, [], [b"v"] * (BALLOTS_MAX + 1)],
    "a long vote": ["ballots", 0, 1, [], [bytes(MESSAGE_BYTES_MAX + 1)]],
    "a vote as text": ["ballots", 0, 1, [], ["v"]],
    "votes as bytes": ["ballots", 0, 1, [], b"v"],
    "a long seal": ["decided", bytes(limits.SEAL_FRAME_BYTES_MAX + 1), b""],
    "a long certificate": ["decided", b"", bytes(limits.CERTIFICATE_BYTES_MAX + 1)],
    "a seal as a list": ["decided", [], b""],
}


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_comes_back(message: WitnessMessage):
    content = encode_witness_message(message)
    assert decode_witness_message(content) == message
    reader = FrameReader(FRAME_BYTES_MAX)
    reader.feed(encode_content(content))
    assert reader.next_content() == content


@pytest.mark.parametrize("name", HOSTILE)
def test_another_shape_is_malformed(name: str):
    with pytest.raises(Malformed):
        decode_witness_message(encode(HOSTILE[name]))


@given(st.binary(max_size=200))
@settings(max_examples=300)
def test_any_bytes_are_a_message_or_malformed(data: bytes):
    try:
        message = decode_witness_message(data)
    except Malformed:
        return
    assert encode_witness_message(message) == data


@given(st.sampled_from(MESSAGES[:6]), st.data())
@settings(max_examples=300)
def test_a_message_with_a_changed_byte_is_another_or_malformed(message: WitnessMessage, data: st.DataObject):
    content = bytearray(encode_witness_message(message))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    try:
        other = decode_witness_message(bytes(content))
    except Malformed:
        return
    assert other != message
    assert encode_witness_message(other) == bytes(content)


@pytest.mark.parametrize("cut", range(0, 120, 7))
def test_a_piece_of_a_message_or_more_than_one_is_malformed(cut: int):
    content = encode_witness_message(MESSAGES[0])
    with pytest.raises(Malformed):
        decode_witness_message(content[:cut])
    with pytest.raises(Malformed):
        decode_witness_message(content + content[: cut + 1])


def test_a_frame_beyond_the_bound_and_nested_too_deep_are_refused():
    with pytest.raises(Malformed):
        decode_witness_message(encode(["decided", bytes(FRAME_BYTES_MAX), b""]))
    with pytest.raises(Malformed):
        decode_witness_message(encode(["sealing", 0, 1, 0, 0, [[[[[]]]]]]))
    reader = FrameReader(FRAME_BYTES_MAX)
    reader.feed(encode_content(bytes(FRAME_BYTES_MAX + 1)))
    with pytest.raises(Malformed):
        reader.next_content()


# --- packing ---------------------------------------------------------------------------------------------


def vote(number: int, index: int = 0, step: str = PREVOTE) -> Vote:
    return Vote(round=number, step=step, seal_id=ID, index=index, signature=bytes(64))


def proposal(number: int, heads: int) -> Proposal:
    seal = make_seal(
        EventId(ID), epoch=0, height=1, previous=ID, time_ms=1,
        heads=[EventId(head.to_bytes(32, "big")) for head in range(heads)],
        order_root=ID, results_root=ID, total=1, witnesses_digest=ID, state_digest=b"",
    )  # fmt: skip
    assert decode_seal(seal.encoded, EventId(ID)) == seal
    return Proposal(round=number, valid_round=-1, seal=seal, signature=bytes(64))


@pytest.mark.parametrize(
    "messages",
    [
        [],
        [vote(0)],
        [vote(number, index) for number in range(100) for index in range(31)],
        [proposal(number, 1) for number in range(3 * PROPOSALS_MAX + 1)],
        [proposal(number, 256) for number in range(40)],
        [message for number in range(300) for message in (proposal(number, 20), vote(number))],
    ],
    ids=["none", "one", "many votes", "many proposals", "large proposals", "mixed"],
)  # fmt: skip
def test_whatever_there_is_to_send_fits_what_a_receiver_takes(messages: list[Message]):
    """An honest witness whose frames are refused would be banned."""
    frames = pack_ballots(0, 1, messages)
    for frame in frames:
        content = encode_witness_message(frame)
        assert len(content) <= FRAME_BYTES_MAX
        assert decode_witness_message(content) == frame
        assert frame.proposals or frame.votes
    votes = [decode_vote(data) for frame in frames for data in frame.votes]
    assert votes == [message for message in messages if isinstance(message, Vote)]
    assert sum(len(frame.proposals) for frame in frames) == len(messages) - len(votes)
