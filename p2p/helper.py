# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signatures of a long history, checked in a process of its own: the second core that Python does not use.

    node's thread ── runs of 128-byte records ──> p2p.helper_program ── a byte each ──> verdicts, in order

A thread that verifies must take the interpreter's lock again after each signature, while the node's thread
executes under it: two threads are no faster than one. Started when much waits, ended when nothing came for a
while. A process that does not start, dies or dawdles costs nothing but itself: threads do the rest.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import trio

from ledger.event import INTRODUCING, Event, verify_events
from ledger.units import EventId
from p2p.helper_program import RECORD_BYTES

log = logging.getLogger(__name__)

WORTH: Final = 400
"""Signatures that wait: with fewer, a process would start later than threads end."""
RUN: Final = 100
"""Signatures of one run: one is checked while the next is on its way."""
ANSWER_S: Final = 60
"""For all of one message; a process that is slower is ended."""
_IDLE_S: Final = 20
_PROGRAM: Final = "p2p.helper_program"

Put = Callable[[int, list[bool]], None]


class HelperFailed(Exception):
    """The process is no more, or never was."""


def can_start() -> bool:
    """Whether there is an interpreter that may be asked to run a module of ours."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


class Helper:
    """One process at most, used by one message at a time. Its methods are called in the node's thread."""

    def __init__(self, command: Sequence[str] | None = None) -> None:
        """At rest. Args: command: what to start; ours by default."""
        self._command = tuple(command or (sys.executable, "-m", _PROGRAM))
        self._may_start = command is not None or can_start()
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = trio.Lock()
        self._used = trio.Event()

    @property
    def pid(self) -> int | None:
        """Of the running process."""
        return None if self._process is None else self._process.pid

    def is_worth(self, count: int) -> bool:
        """Whether so many signatures should be brought here."""
        return self._may_start and (count >= WORTH or self._process is not None)

    async def run(self) -> None:
        """End the process whenever it has had nothing to do for a while, and at the end."""
        try:
            while True:
                await self._used.wait()
                while self._used.is_set():
                    self._used = trio.Event()
                    with trio.move_on_after(_IDLE_S):
                        await self._used.wait()
                async with self._turn:
                    self.close()
        finally:
            self.close()

    def close(self) -> None:
        """End the process; another may be started later."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            with suppress(OSError):
                pipe.close()
        process.wait()

    async def verify(self, events: Sequence[Event], commune: EventId, put: Put) -> int:
        """Check events, `put` the verdicts of each run by its number, in order; how many runs were put.

        Fewer than there are: the process failed, and none is started again. Nobody is to blame for it.
        """
        async with self._turn:
            self._used.set()
            token, done, is_over = trio.lowlevel.current_trio_token(), 0, False

            def tell(verdicts: list[bool]) -> None:
                nonlocal done
                put(done, verdicts)
                done += 1

            def work(process: subprocess.Popen[bytes]) -> None:
                for verdicts in _converse(process, events, commune):
                    trio.from_thread.run_sync(tell, verdicts, trio_token=token)

            try:
                with trio.fail_after(ANSWER_S):
                    await trio.to_thread.run_sync(work, self._start(), abandon_on_cancel=True)
                    is_over = True
            except (OSError, HelperFailed, trio.TooSlowError) as error:
                log.warning("signatures are checked in threads from now on: %r", error)
                self._may_start = False
            finally:
                if not is_over:
                    self.close()
            return done

    def _start(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            flags = subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0
            # Modules are looked for beside our own packages, never where the program was called from.
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                cwd=Path(__file__).resolve().parents[1], creationflags=flags,
            )  # fmt: skip
        return self._process


def _converse(
    process: subprocess.Popen[bytes], events: Sequence[Event], commune: EventId
) -> Iterator[list[bool]]:
    """The verdicts of each run, one run being checked while the next is on its way.

    Raises:
        OSError, HelperFailed: no more can be had.
    """
    before: Sequence[Event] = ()
    for start in range(0, len(events), RUN):
        run = events[start : start + RUN]
        _send(process, run)
        if before:
            yield _receive(process, before, commune)
        before = run
    yield _receive(process, before, commune)


def _send(process: subprocess.Popen[bytes], run: Sequence[Event]) -> None:
    records = b"".join([part for event in run for part in (event.author, event.signature, event.id)])
    assert process.stdin is not None
    assert len(records) == RECORD_BYTES * len(run)
    process.stdin.write(len(run).to_bytes(4, "big") + records)
    process.stdin.flush()


def _receive(process: subprocess.Popen[bytes], run: Sequence[Event], commune: EventId) -> list[bool]:
    assert process.stdout is not None
    answer = process.stdout.read(len(run))
    if len(answer) < len(run):
        raise HelperFailed("it ended")
    # A key or a node that is introduced signs too: a few, asked of nobody else.
    return [
        held == 1 and (event.kind not in INTRODUCING or verify_events([event], commune)[0])
        for event, held in zip(run, answer, strict=True)
    ]
