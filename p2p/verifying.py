# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signatures of many events, checked in worker threads: the node's own thread goes on answering.

The law: one verdict an event, in the order given, whoever finishes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import trio

from ledger.event import Event, verify_events
from ledger.units import EventId

_INLINE_MAX: Final = 8
_CHUNK: Final = 500


async def verify_in_threads(events: Sequence[Event], commune: EventId) -> list[bool]:
    """Whether each event is well signed; a few are checked here, many in threads."""
    if len(events) <= _INLINE_MAX:
        return verify_events(events, commune)
    verdicts: dict[int, list[bool]] = {}

    async def work(start: int) -> None:
        chunk = events[start : start + _CHUNK]
        verdicts[start] = await trio.to_thread.run_sync(verify_events, chunk, commune)

    async with trio.open_nursery() as nursery:
        for start in range(0, len(events), _CHUNK):
            nursery.start_soon(work, start)
    return [verdict for start in sorted(verdicts) for verdict in verdicts[start]]
