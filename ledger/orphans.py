# SPDX-License-Identifier: AGPL-3.0-or-later
"""A bounded waiting room for events whose past is not held, by sender: losing one costs a request."""

from __future__ import annotations

from collections.abc import Iterable

from ledger import limits
from ledger.event import Event
from ledger.units import EventId


class Orphans:
    """At most 64 events and 256 KiB a sender, 4 MiB in all; a full room forgets its oldest."""

    def __init__(self) -> None:
        self._by_source: dict[bytes, dict[EventId, Event]] = {}
        self._bytes: dict[bytes, int] = {}
        self._total = 0

    def __len__(self) -> int:
        return sum(len(events) for events in self._by_source.values())

    def add(self, event: Event, source: bytes) -> None:
        held = self._by_source.setdefault(source, {})
        if event.id in held or event.size > limits.ORPHAN_BYTES_PER_PEER_MAX:
            return
        held[event.id] = event
        self._account(source, event.size)
        while (
            len(held) > limits.ORPHANS_PER_PEER_MAX
            or self._bytes[source] > limits.ORPHAN_BYTES_PER_PEER_MAX
            or self._total > limits.ORPHAN_BYTES_MAX
        ):
            oldest = next(iter(held))
            self._account(source, -held.pop(oldest).size)

    def _account(self, source: bytes, size: int) -> None:
        self._bytes[source] = self._bytes.get(source, 0) + size
        self._total += size

    def take_all(self) -> list[tuple[Event, bytes]]:
        """Everything that waits, with who sent it; the room is empty afterwards."""
        found = [(event, source) for source, events in self._by_source.items() for event in events.values()]
        self._by_source, self._bytes, self._total = {}, {}, 0
        return found

    def forget(self, source: bytes) -> None:
        """The peer left: what it sent and could not justify goes with it."""
        self._by_source.pop(source, None)
        self._total -= self._bytes.pop(source, 0)

    def holds(self, ids: Iterable[EventId]) -> bool:
        return any(event_id in events for events in self._by_source.values() for event_id in ids)
