# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verified events into a copy's memory: known ones skipped, the past looked for, the rest judged or refused.

    events ── known? ── past held? ──> dag, rows to write
                            └─ no ──> orphans, until what they wait for comes

Not here: writing the rows (`store`), what is judged (`admission`), decoding and signatures (`event`).
The law: an event enters after its whole past, so what follows an event that is not stored is not stored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ledger.admission import Stored, check_policy, check_storable
from ledger.dag import Dag
from ledger.errors import NotConnected, Unacceptable
from ledger.event import Event
from ledger.orphans import Orphans
from ledger.rulebook.book import get_blob_fields
from ledger.state import KEYS, State
from ledger.store import DEAD, PENDING
from ledger.units import AccountId, EventId


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
    """What became of events, while more may come."""

    stored: list[Event] = field(default_factory=list[Event])
    rows: list[tuple[Event, int]] = field(default_factory=list[tuple[Event, int]])
    """What is stored with its mark, to be written."""
    missing: dict[EventId, None] = field(default_factory=dict[EventId, None])
    refused: list[tuple[EventId, str]] = field(default_factory=list[tuple[EventId, str]])

    def report(self, dag: Dag, orphans: Orphans) -> IngestReport:
        missing = tuple(m for m in self.missing if dag.get(m) is None and not orphans.holds([m]))
        return IngestReport(stored=tuple(self.stored), missing=missing, refused=tuple(self.refused))


def is_known(event: Event, dag: Dag, state: State, stored: Stored) -> bool:
    """Whether this very event is held: pending, dead or sealed. The file is asked only where it may know."""
    if dag.get(event.id) is not None:
        return True
    if event.prev in dag.events:
        # What follows a pending event is pending or dead, and those were just looked through.
        return False
    row = state.get(KEYS, event.author)
    if row is not None and row.tip_id == event.prev and row.tip_seq == event.seq - 1:
        # Nothing sealed follows the tip of its own key.
        return False
    return stored.has_event(event.id)


class Intake:
    """One batch at a time into one copy's memory, under the state of its last seal."""

    def __init__(
        self,
        dag: Dag,
        orphans: Orphans,
        state: State,
        stored: Stored,
        commune: EventId,
        want_blobs: Callable[[Event, AccountId, AccountId], None],
        *,
        is_whole: bool = True,
    ) -> None:
        self._dag, self._orphans, self._state = dag, orphans, state
        self._stored, self._commune, self._want_blobs = stored, commune, want_blobs
        self._is_whole = is_whole

    def take(self, events: Sequence[Event], source: bytes, *, forced: bool, asked: bool) -> Batch:
        """Take what may be stored, with the orphans it connects. Arguments as of `Replica.store_events`."""
        batch = Batch()
        given = [(event, source) for event in events]
        self._take_all(given, batch, source, forced=forced, asked=asked)
        while batch.stored and len(self._orphans):
            waiting, before = self._orphans.take_all(), len(batch.stored)
            # Some were asked for; and nobody was asked for a sealed cut but its sender.
            self._take_all(waiting, batch, source, forced=False, asked=True)
            if len(batch.stored) == before:
                break
        return batch

    def _take_all(
        self, events: Sequence[tuple[Event, bytes]], batch: Batch, asker: bytes, *, forced: bool, asked: bool
    ) -> None:
        dag, state = self._dag, self._state
        for event, source in events:
            if is_known(event, dag, state, self._stored):
                continue
            try:
                is_live = check_storable(
                    event, dag, state, self._commune, self._stored, is_whole=self._is_whole
                )
                if not forced:
                    check_policy(event, dag, state, is_live=is_live, asked=asked, is_whole=self._is_whole)
            except NotConnected as error:
                self._orphans.add(event, source)
                if source == asker:
                    batch.missing.update(dict.fromkeys(EventId(m) for m in error.missing))
                continue
            except Unacceptable as error:
                batch.refused.append((event.id, error.code))
                continue
            account = dag.account_of(event, state)
            dag.add(event, account, is_live=is_live)
            batch.rows.append((event, PENDING if is_live else DEAD))
            if get_blob_fields(event.kind):
                self._want_blobs(event, account, dag.speaker_of(event, state))
            batch.stored.append(event)
