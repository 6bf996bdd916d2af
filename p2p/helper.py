# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signatures of a long history, checked in a process of its own: the second core that Python does not use.

    node's thread ── runs ──> a thread here ── 128-byte records ──> p2p.helper_program
         verdicts, in order <── a run each <──── a byte each ──────┘

A thread that verifies must take the interpreter's lock again after each signature, while the node's thread
executes under it: two threads are no faster than one. The one here only moves bytes, many signatures at once.
Started when much waits or is about to come, ended when nothing came for a while.
The law: a process that does not start, dies or dawdles costs nothing but itself: what it had goes back to who
waits for it, and threads do the rest.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

import trio

from ledger.event import INTRODUCING, Event, verify_events
from ledger.signing import Domain
from ledger.sodium import RECORD_BYTES, list_files
from ledger.units import EventId
from p2p import helper_program
from p2p.runs import Runs

log = logging.getLogger(__name__)

WORTH: Final = 400
"""Signatures that wait: with fewer, a process would start later than threads end."""
ANSWER_S: Final = 60
"""Without a verdict of those that are waited for; a process that is slower is ended."""
_IN_FLIGHT_MAX: Final = 5
"""Runs the process has: while the node executes, the thread here is let in every 5 ms."""
_IDLE_S: Final = 20
_END_S: Final = 5


class HelperFailed(Exception):
    """The process is no more."""


def can_start() -> bool:
    """Whether there is an interpreter that may be asked to run a module of ours."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


@cache
def make_command() -> tuple[str, ...]:
    """The interpreter without its usual start, our one program, and where it finds what it imports."""
    program = Path(helper_program.__file__).resolve()
    # Isolated: no module is looked for where the program was called from.
    folders = dict.fromkeys((program.parents[1], *(Path(file).parent for file in list_files())))
    words = (Domain.EVENT.prefix.hex(), *map(str, folders))
    return (sys.executable, "-I", "-S", str(program), *words)


class Helper:
    """One process at most, for every message there is. Its methods are called in the node's thread."""

    def __init__(self, command: Sequence[str] | None = None) -> None:
        """At rest. Args: command: what to start; ours by default."""
        self._command = None if command is None else tuple(command)
        self._may_start = command is not None or can_start()
        self._beside: _Beside | None = None
        self._used = trio.Event()
        self._jobs: list[Runs] = []

    @property
    def pid(self) -> int | None:
        """Of the running process."""
        return None if self._beside is None or self._beside.failure else self._beside.pid

    def is_worth(self, count: int) -> bool:
        """Whether so many signatures should be brought here."""
        return self._is_able() and (count >= WORTH or self._beside is not None)

    def _is_able(self) -> bool:
        if self._beside is not None and self._beside.failure:
            self._give_up(self._beside.failure)
        return self._may_start

    def warm(self) -> bool:
        """Have the process running, since much is about to come; whether it is."""
        if not self._is_able():
            return False
        self._used.set()
        if self._beside is None:
            try:
                self._beside = _Beside(self._command or make_command())
            except OSError as error:
                self._give_up(repr(error))
        return self._beside is not None

    def submit(self, runs: Runs) -> bool:
        """Have the runs that nobody took checked, from the first on; False: somebody else must."""
        if not self.warm():
            return False
        assert self._beside is not None, "just started"
        self._jobs = [*self._get_open(), runs]
        self._beside.add(runs)
        return True

    def take_spare(self) -> tuple[Runs, int] | None:
        """A run that the process would come to last, for who would wait otherwise."""
        for runs in reversed(self._jobs):
            number = runs.take_last()
            if number is not None:
                return runs, number
        return None

    async def wait(self, runs: Runs) -> None:
        """Until there are verdicts; a process that keeps them too long is ended, and others may take them."""
        with trio.move_on_after(ANSWER_S) as scope:
            await runs.wait()
        if scope.cancelled_caught:
            self._give_up("too slow")

    async def run(self) -> None:
        """End the process whenever it has had nothing to do for a while, and at the end."""
        try:
            while True:
                await self._used.wait()
                while self._used.is_set() or self._get_open():
                    self._used = trio.Event()
                    with trio.move_on_after(_IDLE_S):
                        await self._used.wait()
                self._jobs = []
                self.close()
        finally:
            self.close()

    def close(self) -> None:
        """End the process; another may be started later."""
        beside, self._beside = self._beside, None
        if beside is not None:
            beside.end()

    def _get_open(self) -> list[Runs]:
        return [runs for runs in self._jobs if not runs.is_over]

    def _give_up(self, reason: str) -> None:
        log.warning("signatures are checked in threads from now on: %s", reason)
        self._may_start = False
        self.close()


class _Beside:
    """The process, and the thread that speaks with it until one of the two ends."""

    def __init__(self, command: Sequence[str]) -> None:
        """Raises OSError: it does not start."""
        windows = sys.platform == "win32"
        # A Ctrl+C in the terminal is the node's to answer: the process ends with its input.
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            creationflags=subprocess.CREATE_NO_WINDOW if windows else 0,
            process_group=None if windows else 0,
        )  # fmt: skip
        self.pid = self._process.pid
        self.failure = ""
        """Why it is no more, if nobody ended it."""
        self._jobs: deque[Runs] = deque()
        self._change = threading.Condition()
        self._is_ending = False
        self._thread = threading.Thread(target=self._serve, name="signatures", daemon=True)
        self._thread.start()

    def add(self, runs: Runs) -> None:
        """Have these checked after those that were added before."""
        with self._change:
            self._jobs.append(runs)
            self._change.notify()

    def end(self) -> None:
        """End the process, and the thread with it: what it had is given back."""
        with self._change:
            self._is_ending = True
            self._change.notify()
        self._process.kill()
        self._thread.join(_END_S)

    # --- the thread ----------------------------------------------------------------------------------------

    def _serve(self) -> None:
        flight: deque[tuple[Runs, int]] = deque()
        try:
            while self._fill(flight):
                self._empty(flight)
        except (OSError, ValueError, HelperFailed) as error:
            if not self._is_ending:
                self.failure = repr(error)
        finally:
            self._process.kill()
            for runs, number in flight:
                runs.give_back(number)
            for pipe in (self._process.stdin, self._process.stdout):
                assert pipe is not None
                with suppress(OSError):
                    pipe.close()
            self._process.wait()

    def _fill(self, flight: deque[tuple[Runs, int]]) -> bool:
        """Send as many runs as the process should have, waiting for one if it has none; False: it is over."""
        stdin, records = self._process.stdin, bytearray()
        assert stdin is not None
        while len(flight) < _IN_FLIGHT_MAX and (taken := self._take(wait=not flight)) is not None:
            flight.append(taken)
            records += _pack(taken[0][taken[1]])
        if records:
            stdin.write(records)
            stdin.flush()
        return bool(flight)

    def _take(self, *, wait: bool) -> tuple[Runs, int] | None:
        with self._change:
            while not self._is_ending:
                while self._jobs:
                    number = self._jobs[0].take_first()
                    if number is not None:
                        return self._jobs[0], number
                    self._jobs.popleft()
                if not wait:
                    return None
                self._change.wait()
        return None

    def _empty(self, flight: deque[tuple[Runs, int]]) -> None:
        """Pass on the verdicts of the first run sent.

        Raises:
            OSError, ValueError, HelperFailed: no more can be had.
        """
        runs, number = flight[0]
        run, stdout = runs[number], self._process.stdout
        assert stdout is not None
        answer = stdout.read(len(run))
        if len(answer) < len(run):
            raise HelperFailed("it ended")
        flight.popleft()
        runs.put(number, _judge(run, answer, runs.commune))


def _pack(run: Sequence[Event]) -> bytes:
    records = b"".join([part for event in run for part in (event.author, event.signature, event.id)])
    assert len(records) == RECORD_BYTES * len(run)
    return len(run).to_bytes(4, "big") + records


def _judge(run: Sequence[Event], answer: bytes, commune: EventId) -> list[bool]:
    # A key or a node that is introduced signs too: a few, asked of nobody else.
    return [
        held == 1 and (event.kind not in INTRODUCING or verify_events([event], commune)[0])
        for event, held in zip(run, answer, strict=True)
    ]
