# SPDX-License-Identifier: AGPL-3.0-or-later
"""Frames of a snapshot: there and back, and every other shape refused."""

from __future__ import annotations

from typing import Any

import pytest

from ledger import limits
from ledger.decided import Way
from ledger.encoding import encode
from ledger.errors import Malformed
from ledger.light import LightChain, Link, Start
from p2p.wire_snapshot import (
    Chunk,
    NoSnapshot,
    SnapshotHead,
    SnapshotMessage,
    WantChunk,
    WantSnapshot,
    decode_snapshot_message,
    encode_snapshot_message,
)

ID = bytes(range(32))
CHAIN = LightChain(start=Start(charter=b"c"), links=(Link(seal=b"s", certificate=b"p"),))
HEAD = {"charter": b"charter", "seal": b"seal", "certificate": b"proof", "hashes": (ID, ID)}


@pytest.mark.parametrize(
    "message",
    [
        WantSnapshot(commune=ID, height=0, pin=3),
        SnapshotHead(**HEAD, way=Way(chain=CHAIN)),
        SnapshotHead(**HEAD, way=Way(seals=(b"one", b"two"))),
        NoSnapshot(),
        WantChunk(height=64, number=0),
        Chunk(height=64, number=1, content=b"rows"),
    ],
)
def test_there_and_back(message: SnapshotMessage):
    assert decode_snapshot_message(encode_snapshot_message(message)) == message


def head(*rest: Any) -> list[Any]:
    good: list[Any] = [b"charter", b"seal", b"proof", True, [], [ID]]
    return [
        "snapshot",
        *[given if given is not None else kept for given, kept in zip(rest, good, strict=True)],
    ]


@pytest.mark.parametrize(
    "value",
    [
        [],
        {},
        ["hello"],
        ["no-snapshot", 1],
        ["want-snapshot", ID, 1],
        ["want-snapshot", ID[1:], 1, 1],
        ["want-snapshot", ID, -1, 1],
        ["want-snapshot", ID, True, 1],
        ["want-snapshot", ID, 1, "1"],
        ["want-chunk", 1],
        ["want-chunk", 1, -1],
        ["chunk", 1, 1, "text"],
        ["chunk", 1, 1, bytes(limits.STATE_CHUNK_BYTES + 1)],
        head(*[None] * 6)[:-1],
        head(bytes(limits.LONG_EVENT_BYTES_MAX + 71), None, None, None, None, None),
        head(None, bytes(limits.SEAL_FRAME_BYTES_MAX + 1), None, None, None, None),
        head(None, None, bytes(limits.CERTIFICATE_BYTES_MAX + 1), None, None, None),
        head(None, None, None, 1, None, None),
        head(None, None, None, False, None, None),
        head(None, None, None, None, [b""] * (limits.SNAPSHOT_SEALS_MAX + 1), None),
        head(None, None, None, None, [1], None),
        head(None, None, None, None, None, [ID] * (limits.SNAPSHOT_CHUNKS_MAX + 1)),
        head(None, None, None, None, None, [ID[1:]]),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_messages_of_another_shape(value: Any):
    with pytest.raises(Malformed):
        decode_snapshot_message(encode(value))


def test_bytes_that_are_no_message():
    for content in (b"", b"\xc1", bytes(limits.FRAME_BYTES_MAX + 1), b"\x91" * 20):
        with pytest.raises(Malformed):
            decode_snapshot_message(content)
