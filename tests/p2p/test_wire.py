# SPDX-License-Identifier: AGPL-3.0-or-later
"""Frames: every message comes back as it went, everything else is refused before it costs anything."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import limits
from ledger.encoding import encode
from ledger.errors import Malformed
from ledger.light import Link, Start
from ledger.state import Witness
from ledger.units import AccountId, NodeKey
from p2p.wire import (
    Blobs,
    Bye,
    ById,
    CharterMessage,
    Done,
    Events,
    FrameReader,
    FrontierMessage,
    Hello,
    History,
    Join,
    Joined,
    Light,
    Message,
    Seals,
    WantBlobs,
    decode_message,
    encode_frame,
)

ID = bytes(range(32))
HELLO = Hello(
    commune=ID, height=-1, seal_id=b"", digest=ID, clock_ms=1, boot_id=bytes(16), salt=bytes(16),
    addresses=("/ip4/1.2.3.4/tcp/5",), asks=True,
)  # fmt: skip
MESSAGES: list[Message] = [
    HELLO,
    FrontierMessage(rows=[[0, 1, bytes(4), 0], [ID, 2**53, bytes(4), 1]], asks=False),
    FrontierMessage(rows=[], asks=True),
    CharterMessage(event=b"charter"),
    History(items=()),
    History(items=(((b"event", b"event"), b"seal", b"certificate"), ((), b"seal", b"certificate"))),
    Events(events=(b"event",)),
    Done(height=0),
    ById(ids=(ID,)),
    WantBlobs(hashes=(ID, ID)),
    Blobs(blobs=(b"", bytes(limits.BLOB_BYTES_MAX + 64))),
    Join(commune=ID, events=(b"join", b"key.add"), blobs=(b"words",)),
    Seals(start=0, target=2**53),
    Light(start=None, links=()),
    Light(
        start=Start(charter=b"charter"),
        links=(
            Link(seal=b"seal", certificate=b"certificate"),
            Link(
                before=b"seal",
                seal=b"seal",
                certificate=b"c",
                witnesses=(Witness(AccountId(ID), NodeKey(ID)),),
            ),
        ),
    ),
    Light(start=Start(seal=b"seal", witnesses=(Witness(AccountId(ID), NodeKey(ID)),)), links=()),
    Joined(status="stored"),
    Bye(code="not-a-member"),
]


def read_all(reader: FrameReader) -> list[bytes]:
    found: list[bytes] = []
    while (content := reader.next_content()) is not None:
        found.append(content)
    return found


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_comes_back(message: Message):
    reader = FrameReader()
    reader.feed(encode_frame(message))
    assert [decode_message(content) for content in read_all(reader)] == [message]


@given(st.lists(st.sampled_from(MESSAGES), max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_frames_in_pieces_of_any_size(messages: list[Message], rng: Any):
    data = b"".join(map(encode_frame, messages))
    reader = FrameReader()
    found: list[Message] = []
    while data:
        size = rng.choice([1, 2, 3, 50, 1_000, 70_000])
        reader.feed(data[:size])
        data = data[size:]
        found += map(decode_message, read_all(reader))
    assert found == messages


@given(st.binary(max_size=200))
@settings(max_examples=500)
def test_noise_is_malformed_and_nothing_else(data: bytes):
    reader = FrameReader()
    reader.feed(data)
    try:
        for content in read_all(reader):
            decode_message(content)
    except Malformed:
        pass


# --- lengths ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        b"\x00",
        b"\x80\x80\x80\x80",
        b"\x80\x80\x80\x01",
        b"\xff\xff\xff",
        b"\x81\x80\x40",
        b"\x81\x00",
        b"\x80\x00",
        b"\x85\x80\x00",
    ],
)
def test_lengths_that_are_refused_at_once(head: bytes):
    """Nothing, beyond a frame, more than three bytes, or not the shortest form."""
    reader = FrameReader()
    reader.feed(head)
    with pytest.raises(Malformed):
        reader.next_content()


def test_a_length_is_waited_for():
    reader = FrameReader()
    for part in (b"", b"\x80", b"\x80"):
        reader.feed(part)
        assert reader.next_content() is None
    reader.feed(b"\x40")
    assert reader.next_content() is None, "a whole MiB is to come"


def test_the_longest_frame_and_one_more_byte():
    reader = FrameReader()
    reader.feed(b"\x80\x80\x40" + bytes(limits.FRAME_BYTES_MAX) + b"\x01\x00")
    assert [len(content) for content in read_all(reader)] == [limits.FRAME_BYTES_MAX, 1]
    short = FrameReader(10)
    short.feed(b"\x0b")
    with pytest.raises(Malformed):
        short.next_content()


def test_we_write_no_frame_that_a_peer_would_refuse():
    with pytest.raises(Malformed, match="too long"):
        encode_frame(Blobs(blobs=(bytes(limits.FRAME_BYTES_MAX),)))


# --- shapes -------------------------------------------------------------------------------------------

GOOD_HELLO: list[Any] = [1, ID, 0, b"", ID, 1, bytes(16), bytes(16), [], True, 1]


def hello(**changes: Any) -> list[Any]:
    names = (
        "version", "commune", "height", "seal", "digest", "clock", "boot", "salt", "addresses", "asks",
        "first",
    )  # fmt: skip
    return ["hello", *{**dict(zip(names, GOOD_HELLO, strict=True)), **changes}.values()]


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        b"",
        [1],
        [["hello"]],
        ["unknown", 1],
        ["unknown"],
        ["done"],
        ["done", 1, 2],
        ["done", -1],
        ["done", True],
        ["done", "1"],
        ["hello"],
        hello()[:-1],
        [*hello(), 0],
        hello(version=-1),
        hello(version=True),
        hello(commune=bytes(31)),
        hello(commune="c" * 32),
        hello(height=-1),
        hello(seal=bytes(33)),
        hello(digest=b""),
        hello(clock=-1),
        hello(boot=bytes(15)),
        hello(salt=bytes(17)),
        hello(addresses=b""),
        hello(addresses=["a"] * 5),
        hello(addresses=["a" * 257]),
        hello(addresses=[b"a"]),
        hello(asks=1),
        hello(first=-1),
        hello(first=True),
        ["frontier", []],
        ["frontier", [], 1],
        ["frontier", {}, True],
        ["charter", "text"],
        ["history", {}],
        ["history", [[]]],
        ["history", [[[], b"seal"]]],
        ["history", [[[b"event"], b"seal", b"proof", 0]]],
        ["history", [[["event"], b"seal", b"proof"]]],
        ["history", [[[bytes(limits.LONG_EVENT_BYTES_MAX + 1)], b"seal", b"proof"]]],
        ["events", [1]],
        ["events", b""],
        ["events", [bytes(limits.LONG_EVENT_BYTES_MAX + 1)]],
        ["events", [b""] * (limits.SEAL_EVENTS_MAX + 1)],
        ["by-id", [bytes(31)]],
        ["by-id", [ID] * (limits.BY_ID_MAX + 1)],
        ["want-blobs", [ID] * (limits.BY_ID_MAX + 1)],
        ["blobs", [bytes(limits.BLOB_BYTES_MAX + 65)]],
        ["blobs", [b""] * (limits.BY_ID_MAX + 1)],
        ["join", ID, []],
        ["join", ID, [b""] * 5, []],
        ["join", ID, [], [b""] * 5],
        ["join", bytes(31), [], []],
        ["joined", 1],
        ["joined", "x" * 65],
        ["bye", "é" * 33],
    ],
    ids=lambda value: repr(value)[:40],
)
def test_messages_of_another_shape(value: Any):
    with pytest.raises(Malformed):
        decode_message(encode(value))


def test_messages_that_are_not_canonical():
    good = encode(["done", 5])
    assert decode_message(good) == Done(height=5)
    for bad in (good + b"\x00", good[:-1], good[:-1] + b"\xcc\x05", b"\x91" * 10_000, b"\xc0"):
        with pytest.raises(Malformed):
            decode_message(bad)


def test_a_message_nested_too_deep():
    with pytest.raises(Malformed, match="deep"):
        decode_message(encode(["frontier", [[[[[[1]]]]]], True]))
