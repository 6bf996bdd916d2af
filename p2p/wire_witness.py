# SPDX-License-Identifier: AGPL-3.0-or-later
"""Frames on a stream between two witnesses: `p2p.wire`'s framing, other messages.

Sizes and shapes are refused before anything is allocated for them. Nothing here knows what a message means.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from ledger import limits
from ledger.encoding import as_list, decode, encode
from ledger.errors import Malformed
from ledger.votes import (
    MESSAGE_BYTES_MAX,
    ROUND_MAX,
    STEPS,
    Bitmap,
    Message,
    Vote,
    encode_proposal,
    encode_vote,
)

WITNESS_PROTOCOL: Final = "/voisinage/witness/1.0.0"
WITNESS_VERSION: Final = 1
FRAME_BYTES_MAX: Final = 256 * 1024
BALLOTS_MAX: Final = 512
"""Proposals or votes in one frame: more go into the next."""
PROPOSALS_MAX: Final = 12
ROUNDS_SHOWN: Final = 64
_DEPTH_MAX: Final = 4
_FRAME_ROOM: Final = FRAME_BYTES_MAX // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Boot:
    """How often a witness's computer started, signed with its node key."""

    counter: int
    boot_id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessHello:
    """Who begins to speak: how far it is, and which of its starts this is."""

    commune: bytes
    epoch: int
    open_height: int
    previous: bytes
    """Id of the seal before the open height."""
    boot: Boot
    version: int = WITNESS_VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembers:
    """The latest start of the receiver's computer that the sender ever saw; None: none."""

    boot: Boot | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """Where the sender stands at a height and what it holds of it: send what is lacking."""

    epoch: int
    height: int
    round: int
    """−1: nothing to seal here yet."""
    step: str
    bitmaps: tuple[Bitmap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballots:
    """Proposals and votes of one height, in `ledger.votes`' encoding."""

    epoch: int
    height: int
    proposals: tuple[bytes, ...]
    votes: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A certified seal, for a witness that is still at its height."""

    seal: bytes
    certificate: bytes


WitnessMessage = WitnessHello | Remembers | Sealing | Ballots | Decided


def _fields(message: WitnessMessage) -> list[Any]:
    match message:
        case WitnessHello():
            return [
                "witness",
                message.version,
                message.commune,
                message.epoch,
                message.open_height,
                message.previous,
                _boot_fields(message.boot),
            ]
        case Remembers():
            return ["remembers", [] if message.boot is None else _boot_fields(message.boot)]
        case Sealing():
            rows = [
                [number, has, prevotes, precommits] for number, has, prevotes, precommits in message.bitmaps
            ]
            return [
                "sealing",
                message.epoch,
                message.height,
                message.round + 1,
                STEPS.index(message.step),
                rows,
            ]
        case Ballots():
            return ["ballots", message.epoch, message.height, list(message.proposals), list(message.votes)]
        case Decided():
            return ["decided", message.seal, message.certificate]


def _boot_fields(boot: Boot) -> list[Any]:
    return [boot.counter, boot.boot_id, boot.signature]


def encode_witness_message(message: WitnessMessage) -> bytes:
    """The content of a frame."""
    return encode(_fields(message))


def pack_ballots(epoch: int, height: int, messages: Iterable[Message]) -> list[Ballots]:
    """These messages in their order, in as many frames as the receiver's bounds ask for."""
    frames: list[Ballots] = []
    proposals: list[bytes] = []
    votes: list[bytes] = []
    room = _FRAME_ROOM

    def close() -> None:
        if proposals or votes:
            frame = Ballots(epoch=epoch, height=height, proposals=tuple(proposals), votes=tuple(votes))
            frames.append(frame)
            proposals.clear()
            votes.clear()

    for message in messages:
        data = encode_vote(message) if isinstance(message, Vote) else encode_proposal(message)
        if room < len(data) or len(votes) == BALLOTS_MAX or len(proposals) == PROPOSALS_MAX:
            close()
            room = _FRAME_ROOM
        (votes if isinstance(message, Vote) else proposals).append(data)
        room -= len(data)
    close()
    return frames


def _bytes(value: Any, length: int = -1, longest: int = FRAME_BYTES_MAX) -> bytes:
    if type(value) is not bytes or length not in (-1, len(value)) or len(value) > longest:
        raise Malformed("bytes")
    return value


def _integer(value: Any, most: int = limits.INTEGER_MAX) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise Malformed("integer")
    return value


def _boot(value: Any) -> Boot:
    counter, boot_id, signature = as_list(value, 3)
    return Boot(counter=_integer(counter), boot_id=_bytes(boot_id, 16), signature=_bytes(signature, 64))


def _bitmap(value: Any) -> Bitmap:
    number, has_proposal, prevotes, precommits = as_list(value, 4)
    if type(has_proposal) is not bool:
        raise Malformed("bitmap")
    most = (1 << limits.WITNESSES_MAX) - 1
    return _integer(number, ROUND_MAX), has_proposal, _integer(prevotes, most), _integer(precommits, most)


def _many(value: Any, most: int) -> tuple[bytes, ...]:
    items = as_list(value)
    if len(items) > most:
        raise Malformed("too many")
    return tuple(_bytes(item, longest=MESSAGE_BYTES_MAX) for item in items)


def decode_witness_message(content: bytes) -> WitnessMessage:
    """The message in a frame's content.

    Raises:
        Malformed: not canonical, an unknown name, a field of another shape.
    """
    value = as_list(decode(content, size_max=FRAME_BYTES_MAX, depth_max=_DEPTH_MAX, items_max=BALLOTS_MAX))
    name, rest = (value[0], value[1:]) if value else ("", [])
    match name, len(rest):
        case "witness", 6:
            return WitnessHello(
                version=_integer(rest[0]),
                commune=_bytes(rest[1], 32),
                epoch=_integer(rest[2]),
                open_height=_integer(rest[3]),
                previous=_bytes(rest[4], 32),
                boot=_boot(rest[5]),
            )
        case "remembers", 1:
            return Remembers(boot=_boot(rest[0]) if rest[0] != [] else None)
        case "sealing", 5:
            rows = as_list(rest[4])
            if len(rows) > ROUNDS_SHOWN:
                raise Malformed("rounds")
            return Sealing(
                epoch=_integer(rest[0]),
                height=_integer(rest[1]),
                round=_integer(rest[2], ROUND_MAX) - 1,
                step=STEPS[_integer(rest[3], len(STEPS) - 1)],
                bitmaps=tuple(_bitmap(row) for row in rows),
            )
        case "ballots", 4:
            return Ballots(
                epoch=_integer(rest[0]),
                height=_integer(rest[1]),
                proposals=_many(rest[2], PROPOSALS_MAX),
                votes=_many(rest[3], BALLOTS_MAX),
            )
        case "decided", 2:
            return Decided(
                seal=_bytes(rest[0], longest=limits.SEAL_FRAME_BYTES_MAX),
                certificate=_bytes(rest[1], longest=limits.CERTIFICATE_BYTES_MAX),
            )
        case _:
            raise Malformed("unknown message")
