# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signatures of one message in runs: whoever is free takes one, whoever needs verdicts reads them in order.

        first ──> the process beside, or threads              last <── who waits for the first verdicts
        [ run 0 | run 1 | run 2 |  …  | run n ]                        and would do nothing meanwhile

Not here: who checks them (`helper`, `verifying`). Runs are taken and put back by any thread, read by the
node's alone. The law: one verdict an event, in the order given, whoever finishes first.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import trio

from ledger.event import Event, verify_events
from ledger.units import EventId

RUN: Final = 100
"""Signatures of one run: some 7 ms of a processor, the longest that a verdict waits for another."""


class Runs:
    """See the module."""

    def __init__(self, events: Sequence[Event], commune: EventId) -> None:
        """Args: events: in the order of their verdicts. Called in the node's thread."""
        self.commune = commune
        self._events = events
        self._lock = threading.Lock()
        self._first, self._end = 0, -(-len(events) // RUN)
        self._returned: list[int] = []
        self._verdicts: dict[int, list[bool]] = {}
        self._read: list[bool] = []
        self._next = 0
        self._left = self._end
        self._is_abandoned = False
        self._waiting: trio.Event | None = None
        self._home = threading.get_ident()
        self._token = trio.lowlevel.current_trio_token()

    def __getitem__(self, number: int) -> Sequence[Event]:
        """The events of a run."""
        return self._events[number * RUN : (number + 1) * RUN]

    @property
    def is_over(self) -> bool:
        """Whether nothing is to be done any more."""
        return self._is_abandoned or not self._left

    # --- by whoever verifies -------------------------------------------------------------------------------

    def take_first(self) -> int | None:
        """The first run that nobody took; None: there is none."""
        with self._lock:
            if self._is_abandoned:
                return None
            if self._returned:
                return self._returned.pop()
            if self._first == self._end:
                return None
            self._first += 1
            return self._first - 1

    def take_last(self) -> int | None:
        """The last run that nobody took; None: there is none."""
        with self._lock:
            if self._is_abandoned or self._first == self._end:
                return self._returned.pop() if self._returned and not self._is_abandoned else None
            self._end -= 1
            return self._end

    def give_back(self, number: int) -> None:
        """A run was taken and not checked: another may."""
        with self._lock:
            self._returned.append(number)
        self._tell()

    def put(self, number: int, verdicts: list[bool]) -> None:
        """The verdicts of a run."""
        with self._lock:
            self._verdicts[number] = verdicts
            self._left -= 1
        self._tell()

    def check(self, number: int) -> None:
        """Check a run that was taken, in the thread of the caller."""
        self.put(number, verify_events(self[number], self.commune))

    def _tell(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, None
        if waiting is None:
            return
        if threading.get_ident() == self._home:
            waiting.set()
        else:
            with suppress(trio.RunFinishedError):
                self._token.run_sync_soon(waiting.set)

    # --- by the node's thread ------------------------------------------------------------------------------

    def abandon(self) -> None:
        """Nobody will read: what was not begun is left."""
        with self._lock:
            self._is_abandoned = True

    def read(self, count: int) -> list[bool] | None:
        """The next `count` verdicts, None before they are all there."""
        with self._lock:
            while len(self._read) < count:
                found = self._verdicts.pop(self._next, None)
                if found is None:
                    return None
                self._read += found
                self._next += 1
        taken, self._read = self._read[:count], self._read[count:]
        return taken

    async def wait(self) -> None:
        """Until the next verdicts are there, or a run was given back."""
        with self._lock:
            if self._next in self._verdicts or self._returned:
                return
            waiting = self._waiting = trio.Event()
        await waiting.wait()
