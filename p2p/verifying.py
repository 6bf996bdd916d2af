# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signatures of many events, checked in worker threads or beside: the node's own thread goes on answering.

The law: one verdict an event, in the order given, whoever finishes first.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import Final

import trio

from ledger.event import Event, verify_events
from ledger.replica import Replica
from ledger.units import EventId
from p2p.helper import RUN, Helper

_INLINE_MAX: Final = 8
_CHUNK: Final = 250
_THREADS: Final = 2
"""At once, for one message: the interpreter has no use for more."""


class Verdicts:
    """Verdicts that arrive chunk by chunk, read in the order of the events."""

    def __init__(self) -> None:
        self._chunks: dict[int, list[bool]] = {}
        self._read: list[bool] = []
        self._next = 0
        self._news = trio.Event()

    def put(self, number: int, verdicts: list[bool]) -> None:
        """The verdicts of a chunk, by its number."""
        self._chunks[number] = verdicts
        self._news.set()
        self._news = trio.Event()

    async def take(self, count: int) -> list[bool]:
        """The next `count` verdicts, once they are there."""
        while len(self._read) < count:
            chunk = self._chunks.pop(self._next, None)
            if chunk is None:
                await self._news.wait()
                continue
            self._read += chunk
            self._next += 1
        taken, self._read = self._read[:count], self._read[count:]
        return taken


@asynccontextmanager
async def verify_ahead(
    events: Sequence[Event], commune: EventId, helper: Helper | None = None
) -> AsyncGenerator[Verdicts]:
    """Check signatures in threads while the block uses the first verdicts; a few are checked at once.

    Args:
        helper: checks what is worth it in a process of its own, as long as that works.
    """
    verdicts = Verdicts()
    if len(events) <= _INLINE_MAX:
        verdicts.put(0, verify_events(events, commune))
        yield verdicts
        return

    async def check(first: int, left: Sequence[Event]) -> None:
        """In threads. Args: first: the number of the next chunk."""
        starts = range(0, len(left), _CHUNK)
        chunks = enumerate((left[start : start + _CHUNK] for start in starts), first)

        async def work() -> None:
            # Both take from one list, so that the first chunks are ready first.
            for number, chunk in chunks:
                verdicts.put(number, await trio.to_thread.run_sync(verify_events, chunk, commune))

        async with trio.open_nursery() as workers:
            for _ in range(_THREADS):
                workers.start_soon(work)

    async def check_beside(helper: Helper) -> None:
        runs = await helper.verify(events, commune, verdicts.put)
        await check(runs, events[runs * RUN :])

    async with trio.open_nursery() as nursery:
        if helper is not None and helper.is_worth(len(events)):
            nursery.start_soon(check_beside, helper)
        else:
            nursery.start_soon(check, 0, events)
        yield verdicts


async def verify_in_threads(events: Sequence[Event], commune: EventId) -> list[bool]:
    """Whether each event is well signed; a few are checked here, many in threads."""
    async with verify_ahead(events, commune) as verdicts:
        return await verdicts.take(len(events))


async def check_events(replica: Replica, encoded: Sequence[bytes]) -> tuple[list[Event], int]:
    """(events new to a copy whose signatures hold, how many were bad); none before it has a charter."""
    if not replica.is_founded:
        return [], 0
    events, bad = replica.prepare(encoded)
    verdicts = await verify_in_threads(events, replica.commune)
    good = [event for event, is_good in zip(events, verdicts, strict=True) if is_good]
    return good, bad + verdicts.count(False)
