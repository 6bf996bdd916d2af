# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a simulated world need not pay for: trio's care for files and threads, and memory looked at again.

A world reads no file, starts no thread and waits for no real time. Each replacement here does what trio does
in such a world, in the same order, with less: the same seeds give the same worlds, which
`test_quick.py` compares.
"""

from __future__ import annotations

import gc
import math
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import trio
import trio.testing

_POLL_EVERY = 256
"""Turns of the loop between two looks for a signal (Ctrl-C)."""
_scheduler: Any = trio._core._run
_Manager: Any = _scheduler.TheIOManager
_poll = _Manager.get_events


class NoInstruments(dict[str, Any]):
    """Nobody watches the scheduler; a plain dictionary says so quicker than trio's own."""

    def __init__(self, incoming: Sequence[Any]) -> None:
        assert not incoming
        super().__init__()


class FailAfter:
    """`trio.fail_after`, without the generator."""

    __slots__ = ("_scope",)

    def __init__(self, seconds: float) -> None:
        self._scope = trio.CancelScope(relative_deadline=seconds)

    def __enter__(self) -> trio.CancelScope:
        return self._scope.__enter__()

    def __exit__(self, *error: object) -> bool:
        is_caught = self._scope.__exit__(*error)  # type: ignore[arg-type]
        if self._scope.cancelled_caught:
            raise trio.TooSlowError
        return is_caught


def _read_clock(clock: Any) -> float:
    """Virtual time stands still while anything happens: no real clock to be read."""
    return clock._virtual_base


def _jump(clock: Any) -> None:
    jump = _scheduler.GLOBAL_RUN_CONTEXT.runner.deadlines.next_deadline() - clock._virtual_base
    if 0 < jump < math.inf:
        clock._virtual_base += jump


def _compute_sleep(clock: Any, deadline: float) -> float:
    return 0 if deadline <= clock._virtual_base else 999_999_999


class _Files:
    """No file is ever ready."""

    turns = 0


def _get_events(manager: Any, timeout: float) -> Any:
    _Files.turns += 1
    return _poll(manager, timeout) if timeout > 0 or _Files.turns % _POLL_EVERY == 0 else ()


@contextmanager
def quick_scheduler() -> Generator[None]:
    """For the time of a `with` block, outside of `trio.run`."""
    clock = trio.testing.MockClock
    with ExitStack() as stack:
        for target, name, new in (
            (_scheduler, "Instruments", NoInstruments),
            (_Manager, "get_events", _get_events),
            (trio, "fail_after", FailAfter),
            (clock, "current_time", _read_clock),
            (clock, "_autojump", _jump),
            (clock, "deadline_to_sleep_time", _compute_sleep),
        ):
            stack.enter_context(patch.object(target, name, new))
        yield


def settle_memory() -> None:
    """Throw away the worlds that ended; what is left (villages, answers) is not looked through again."""
    gc.collect()
    gc.freeze()
