# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a protocol machine asks its driver to do. Values only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from p2p.budgets import Offence
from p2p.wire import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMany:
    """Messages made as the stream takes them, so that a long history never stands in memory."""

    messages: Iterator[Message]


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopt:
    """Begin our copy with this charter."""

    event: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreEvents:
    """Verify and store; then tell the machine by `on_stored`."""

    events: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreHistory:
    """Verify, store and apply these heights in order; then tell the machine by `on_history`."""

    items: tuple[tuple[tuple[bytes, ...], bytes, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeRecovery:
    """Judge a recovery, whole or being signed."""

    recovery: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreBlobs:
    blobs: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offend:
    """Count something against the peer."""

    offence: Offence
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Learn:
    """What the peer said of itself: for the status, the address book and the median clock."""

    height: int
    clock_ms: int
    addresses: tuple[str, ...]
    agrees: bool
    """Same height and same events as ours at this moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HearOf:
    """What the peer says of where others listen."""

    entries: tuple[tuple[bytes, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    code: str


Command = (
    Send
    | SendMany
    | Adopt
    | StoreEvents
    | StoreHistory
    | TakeRecovery
    | StoreBlobs
    | Offend
    | Learn
    | HearOf
    | Close
)
