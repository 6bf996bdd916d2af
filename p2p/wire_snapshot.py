# SPDX-License-Identifier: AGPL-3.0-or-later
"""Frames of a snapshot, on a stream of their own: one question, one answer.

want-snapshot {commune, height or 0, pin}   ──>   snapshot {…, hashes} or no-snapshot
want-chunk {height, number}                 ──>   chunk {height, number, content} or no-snapshot
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from ledger import limits
from ledger.decided import Way
from ledger.encoding import as_list, decode, encode
from ledger.errors import Malformed
from ledger.light import chain_fields, read_chain

SNAPSHOT_PROTOCOL: Final = "/voisinage/snapshot/1.0.0"
_DEPTH_MAX: Final = 6
_ITEMS_MAX: Final = limits.SNAPSHOT_CHUNKS_MAX


@dataclass(frozen=True, slots=True, kw_only=True)
class WantSnapshot:
    commune: bytes
    height: int
    """The checkpoint of which some chunks are here; 0: the latest."""
    pin: int
    """The height of the seal the asker trusts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotHead:
    """What a checkpoint is, and what shows that its seal was decided."""

    charter: bytes
    seal: bytes
    certificate: bytes
    way: Way
    hashes: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSnapshot:
    """None of that height, or no way from that pin, or too many who ask: fetch it elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantChunk:
    height: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    height: int
    number: int
    content: bytes


SnapshotMessage = WantSnapshot | SnapshotHead | NoSnapshot | WantChunk | Chunk


def encode_snapshot_message(message: SnapshotMessage) -> bytes:
    """The content of a frame."""
    match message:
        case WantSnapshot():
            return encode(["want-snapshot", message.commune, message.height, message.pin])
        case SnapshotHead():
            chain, seals = message.way.chain, list(message.way.seals)
            way = seals if chain is None else chain_fields(chain)
            is_up = chain is None
            rest = [message.charter, message.seal, message.certificate, is_up, way, list(message.hashes)]
            return encode(["snapshot", *rest])
        case NoSnapshot():
            return encode(["no-snapshot"])
        case WantChunk():
            return encode(["want-chunk", message.height, message.number])
        case Chunk():
            return encode(["chunk", message.height, message.number, message.content])


def _height(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise Malformed("snapshot: a number")
    return value


def _bin(value: Any, longest: int, length: int = -1) -> bytes:
    if type(value) is not bytes or len(value) > longest or length not in (-1, len(value)):
        raise Malformed("snapshot: bytes")
    return value


def _bins(value: Any, most: int, longest: int, length: int = -1) -> tuple[bytes, ...]:
    items = as_list(value)
    if len(items) > most:
        raise Malformed("snapshot: too many")
    return tuple(_bin(item, longest, length) for item in items)


def _head(rest: list[Any]) -> SnapshotHead:
    charter, seal, certificate, is_up, way, hashes = rest
    if type(is_up) is not bool:
        raise Malformed("snapshot: way")
    return SnapshotHead(
        charter=_bin(charter, limits.LONG_EVENT_BYTES_MAX + 70),
        seal=_bin(seal, limits.SEAL_FRAME_BYTES_MAX),
        certificate=_bin(certificate, limits.CERTIFICATE_BYTES_MAX),
        way=Way(seals=_bins(way, limits.SNAPSHOT_SEALS_MAX, limits.SEAL_FRAME_BYTES_MAX))
        if is_up
        else Way(chain=read_chain(way)),
        hashes=_bins(hashes, limits.SNAPSHOT_CHUNKS_MAX, 32, 32),
    )


def decode_snapshot_message(content: bytes) -> SnapshotMessage:
    """The message in a frame's content.

    Raises:
        Malformed: not canonical, an unknown name, a field of another shape.
    """
    value = as_list(
        decode(content, size_max=limits.FRAME_BYTES_MAX, depth_max=_DEPTH_MAX, items_max=_ITEMS_MAX)
    )
    match value:
        case ["want-snapshot", commune, height, pin]:
            return WantSnapshot(commune=_bin(commune, 32, 32), height=_height(height), pin=_height(pin))
        case ["snapshot", *rest] if len(rest) == 6:
            return _head(rest)
        case ["no-snapshot"]:
            return NoSnapshot()
        case ["want-chunk", height, number]:
            return WantChunk(height=_height(height), number=_height(number))
        case ["chunk", height, number, content]:
            longest = limits.STATE_CHUNK_BYTES
            return Chunk(height=_height(height), number=_height(number), content=_bin(content, longest))
        case _:
            raise Malformed("unknown message")
