# SPDX-License-Identifier: AGPL-3.0-or-later
"""What becomes of a batch of events, while it is stored and afterwards. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field

from ledger.event import Event
from ledger.units import EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What became of a batch of events."""

    stored: tuple[Event, ...] = ()
    missing: tuple[EventId, ...] = ()
    """What to ask the sender for."""
    refused: tuple[tuple[EventId, str], ...] = ()
    """(event, error code): what counts against the sender."""


@dataclass(slots=True)
class Batch:
    """The same, while it grows."""

    stored: list[Event] = field(default_factory=list[Event])
    missing: dict[EventId, None] = field(default_factory=dict[EventId, None])
    refused: list[tuple[EventId, str]] = field(default_factory=list[tuple[EventId, str]])
