# SPDX-License-Identifier: AGPL-3.0-or-later
"""Meters as they stand in the state, and which of an owner's meters mints.

A roof may have two: one counts what it makes, one what leaves the house. Then the second mints and what is
used inside is minted and burnt at once: no watt-hour is minted twice. Source: docs/protocol.md section 6.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from ledger.errors import Reason, Refused
from ledger.state import Readable, Table
from ledger.units import AccountId, EventId

ENERGY: Final = "kwh"
PRODUCTION: Final = "production"
INJECTION: Final = "injection"
CONSUMPTION: Final = "consumption"
SIDES: Final = (PRODUCTION, INJECTION, CONSUMPTION)


@dataclass(frozen=True, slots=True)
class Meter:
    owner: AccountId
    side: str
    watts_peak: int
    """Of a consumption meter: the power subscribed."""
    tilt: int
    """Degrees from the horizontal."""
    azimuth: int
    """Degrees from north, clockwise."""
    device: bytes
    source: str
    from_ms: int
    counts_from_ms: int
    """First day it speaks for: an injection meter certified later takes over where production stands."""
    certified_by: AccountId
    """Empty: waits for a technician."""
    last_to_ms: int
    last_index_wh: int
    minted_wh: int
    quarantine: str
    """Empty, or what the refused reading showed: `gap`, `index jump`, `index back`, `over power`, …"""
    repair_at_ms: int
    repair_index_wh: int
    repair_by: AccountId
    """Who stated the repair that waits for the other one's same statement; empty: none waits."""

    @property
    def state(self) -> str:
        """`waiting` (to be certified), `active` or `quarantined`."""
        if self.quarantine:
            return "quarantined"
        return "active" if self.certified_by else "waiting"


METERS: Final = Table[EventId, Meter]("meters", Meter)
OWNED_METERS: Final = Table[AccountId, tuple[EventId, ...]]("owned-meters")
"""Member → its meters in the order of their registration."""
DEVICES: Final = Table[bytes, EventId]("devices")
"""Device key → its only meter."""


def get_meter(state: Readable, meter: EventId) -> Meter:
    """The row of a meter.

    Raises:
        Refused: no such object.
    """
    row = state.get(METERS, meter)
    if row is None:
        raise Refused(Reason.NO_SUCH)
    return row


def get_owned(state: Readable, owner: AccountId) -> tuple[tuple[EventId, Meter], ...]:
    """A member's meters."""
    return tuple((meter, get_meter(state, meter)) for meter in state.get(OWNED_METERS, owner) or ())


def is_register(state: Readable, meter: Meter, day_ms: int) -> bool:
    """Whether this meter is the one that mints that day: injection where there is one, else production."""
    if meter.side == INJECTION:
        return day_ms >= meter.counts_from_ms
    return meter.side == PRODUCTION and not any(
        other.side == INJECTION and other.certified_by and other.counts_from_ms <= day_ms
        for _, other in get_owned(state, meter.owner)
    )


TABLES: Final[tuple[Table[Any, Any], ...]] = (METERS, OWNED_METERS, DEVICES)
