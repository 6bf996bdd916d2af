# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signatures of many events, checked in worker threads or beside: the node's own thread goes on answering.

        message n     decoded ── checked ── its heights executed one after the other
        message n+1              decoded ── checked meanwhile ──────── its heights …

The law: one verdict an event, in the order given, whoever finishes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import trio

from ledger.event import Event, verify_events
from ledger.replica import Replica
from ledger.units import EventId
from p2p.helper import Helper
from p2p.runs import Runs

_INLINE_MAX: Final = 8
_THREADS: Final = 2
"""At once, for one message: the interpreter has no use for more."""


class Verdicts:
    """Signatures under way, and what is known of them, in the order of the events."""

    def __init__(
        self, events: Sequence[Event], commune: EventId, nursery: trio.Nursery, helper: Helper | None = None
    ) -> None:
        """Begin; a few are checked at once.

        Args:
            nursery: for the threads' tasks.
            helper: checks what is worth it in a process of its own, as long as that works.
        """
        self._runs = Runs(events, commune)
        self._helper: Helper | None = None
        if len(events) <= _INLINE_MAX:
            self._work_here()
        elif helper is not None and helper.is_worth(len(events)) and helper.submit(self._runs):
            self._helper = helper
        else:
            for _ in range(_THREADS):
                # They take from one list, so that the first are ready first.
                nursery.start_soon(self._work)

    def _work_here(self) -> None:
        while (number := self._runs.take_first()) is not None:
            self._runs.check(number)

    async def _work(self) -> None:
        while (number := self._runs.take_first()) is not None:
            await _check(self._runs, number)

    async def take(self, count: int) -> list[bool]:
        """The next `count` verdicts, once they are there."""
        while (found := self._runs.read(count)) is None:
            if self._helper is None:
                await self._runs.wait()
                continue
            # Who would wait for the process takes what it would come to last: both are busy to the end.
            spare = self._helper.take_spare()
            if spare is None:
                await self._helper.wait(self._runs)
            else:
                await _check(*spare)
        return found

    def abandon(self) -> None:
        """Nobody takes any more of them."""
        self._runs.abandon()


async def _check(runs: Runs, number: int) -> None:
    """A run that was taken, in a thread; put back if the caller is cancelled first."""
    try:
        verdicts = await trio.to_thread.run_sync(verify_events, runs[number], runs.commune)
    except BaseException:
        runs.give_back(number)
        raise
    runs.put(number, verdicts)


async def verify_in_threads(events: Sequence[Event], commune: EventId) -> list[bool]:
    """Whether each event is well signed; a few are checked here, many in threads."""
    if len(events) <= _INLINE_MAX:
        return verify_events(events, commune)
    async with trio.open_nursery() as nursery:
        return await Verdicts(events, commune, nursery).take(len(events))


async def check_events(replica: Replica, encoded: Sequence[bytes]) -> tuple[list[Event], int]:
    """(events new to a copy whose signatures hold, how many were bad); none before it has a charter."""
    if not replica.is_founded:
        return [], 0
    events, bad = replica.prepare(encoded)
    verdicts = await verify_in_threads(events, replica.commune)
    good = [event for event, is_good in zip(events, verdicts, strict=True) if is_good]
    return good, bad + verdicts.count(False)
