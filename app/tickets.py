# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tickets: commands under way, between the window's thread and the one that does the work."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import Generic, NoReturn, TypeVar, cast

from app.errors import AppError

log = logging.getLogger(__name__)

T = TypeVar("T")


class Ticket(Generic[T]):
    """A command under way. `then` may be called from any thread, before or after the end, once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._value: T | None = None
        self._error: AppError | None = None
        self._callbacks: tuple[Callable[[T], None], Callable[[AppError], None]] | None = None

    @property
    def done(self) -> bool:
        return self._ended.is_set()

    def then(self, on_ok: Callable[[T], None], on_error: Callable[[AppError], None]) -> None:
        """Be told the end once; from the node's thread, or at once when it has ended."""
        with self._lock:
            self._callbacks = (on_ok, on_error)
            if not self._ended.is_set():
                return
        self._tell()

    def wait(self, timeout_s: float | None = None) -> T:
        """The value, waiting for it: for tests and start-up, never in the window's thread.

        Raises:
            AppError: the command's own, or `timeout`.
        """
        if not self._ended.wait(timeout_s):
            raise AppError("timeout")
        if self._error is not None:
            raise self._error
        return cast("T", self._value)

    def finish(self, value: T | None, error: AppError | None) -> None:
        with self._lock:
            self._value, self._error = value, error
            self._ended.set()
            waiting = self._callbacks is not None
        if waiting:
            self._tell()

    def _tell(self) -> None:
        with self._lock:
            callbacks, self._callbacks = self._callbacks, None
        if callbacks is None:
            return
        if self._error is not None:
            callbacks[1](self._error)
        else:
            callbacks[0](cast("T", self._value))


def run_in(ticket: Ticket[T], function: Callable[[], T]) -> None:
    """Fill a ticket; an unexpected error is logged whole and told as `internal`."""
    try:
        ticket.finish(function(), None)
    except AppError as error:
        ticket.finish(None, error)
    except Exception as error:
        log.exception("a command failed")
        ticket.finish(None, AppError("internal", detail=type(error).__name__))


def attempt(function: Callable[[], T]) -> Callable[[], T]:
    """Do it now; what is returned gives its value, or raises what it raised."""
    try:
        value = function()
    except Exception as error:
        return partial(_raise, error)
    return lambda: value


def _raise(error: Exception) -> NoReturn:
    raise error


def run_in_thread(function: Callable[[], T]) -> Ticket[T]:
    ticket: Ticket[T] = Ticket()
    threading.Thread(target=run_in, args=(ticket, function), daemon=True).start()
    return ticket
