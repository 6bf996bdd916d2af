# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done with a peer's events and seals once their signatures were verified. Synchronous, no network.

Not here: verifying, deadlines and who hears of it (`node`), nor what to ask next (`machines.sync`).
The law: no more of a peer's message enters under a certificate than the cut that it certifies.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress

from ledger.errors import BadSignature, NotConnected, Refused, Unacceptable
from ledger.event import Event, decode_event
from ledger.replica import IngestReport, Replica
from ledger.seal import Seal
from ledger.units import ZERO_ID, EventId
from p2p.machines.sync import SyncMachine

log = logging.getLogger(__name__)


def adopt_charter(replica: Replica, commune: EventId, encoded: bytes) -> bool:
    """Begin a copy with the charter a peer sent, if it is the one the invitation names; whether it did.

    Raises:
        StoreError: the disk refused.
    """
    try:
        charter = decode_event(encoded, ZERO_ID)
        if charter.id != commune:
            raise BadSignature("another commune's charter")
        replica.adopt(charter)
    except (Unacceptable, Refused) as error:
        log.info("charter refused: %s", error)
        return False
    return True


def keep_pending(
    replica: Replica, machine: SyncMachine, events: Sequence[Event], source: bytes
) -> IngestReport:
    """Store verified events of a peer: what we asked for first, then what it pushes.

    Raises:
        StoreError: the disk refused.
    """
    asked = [event for event in events if machine.was_asked(event.id)]
    pushed = [event for event in events if not machine.was_asked(event.id)]
    first = then = IngestReport()
    if asked:
        first = replica.store_events(asked, source=source, forced=machine.awaits_cut, asked=True)
    if pushed:
        then = replica.store_events(pushed, source=source)
    return IngestReport(
        stored=first.stored + then.stored,
        missing=tuple(m for m in dict.fromkeys(first.missing + then.missing) if replica.dag.get(m) is None),
        refused=first.refused + then.refused,
    )


def keep_words(replica: Replica, blobs: Sequence[bytes]) -> int:
    """Keep those of a peer's blobs that stored events name; how many were new.

    Raises:
        StoreError: the disk refused; those before are kept.
    """
    kept = 0
    for blob in blobs:
        with suppress(Unacceptable):
            kept += replica.add_blob(blob)
    return kept


def select_cut(heads: Sequence[EventId], events: Sequence[Event]) -> list[Event]:
    """Those of the events that these heads reach, in the order given."""
    by_id = {event.id: event for event in events}
    reached: set[EventId] = set()
    waiting = list(heads)
    while waiting:
        event_id = waiting.pop()
        event = by_id.get(event_id)
        if event is not None and event_id not in reached:
            reached.add(event_id)
            waiting.extend(event.parents)
    return [event for event in events if event.id in reached]


def follow_seal(
    replica: Replica, seal: Seal, certificate: bytes, events: Sequence[Event], source: bytes
) -> tuple[EventId, ...]:
    """Store the cut of the next certified seal and execute it; what is missing of its past, nothing if done.

    Raises:
        BadSeal, Diverged: witnesses certified what this copy cannot follow. StoreError: the disk refused.
    """
    return replica.follow_seal(seal, certificate, select_cut(seal.heads, events), source=source)


def follow_stored(
    replica: Replica,
    seal: Seal,
    certificate: bytes,
    events: Sequence[Event],
    get_event: Callable[[EventId], Event | None],
) -> None:
    """`follow_seal` from a complete copy: what a cut names and no seal holds (dead branches) is fetched.

    Raises:
        NotConnected: that copy is not complete. BadSeal, Diverged, StoreError: as `follow_seal`.
    """
    while missing := follow_seal(replica, seal, certificate, events, b""):
        stored = False
        fetched: set[EventId] = set()
        while wanted := [event_id for event_id in missing if event_id not in fetched]:
            fetched.update(wanted)
            found = [event for event in map(get_event, wanted) if event is not None]
            report = replica.store_events(found, source=b"", forced=True)
            stored, missing = stored or bool(report.stored), report.missing
        if not stored:
            raise NotConnected("part of the past of a seal is not held")
