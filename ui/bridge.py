# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the facade's callbacks, which come on other threads, to signals on the window's thread.

    node thread ── topics ──▶ Bridge (a set, under a lock) ── 4 times a second at most ──▶ changed(topics)
                                 (catching up: `ARRIVING` once in 2 s, the rest once in 10 s)
    node thread ── ticket ──▶ Bridge.run ── queued ──▶ done(result) | failed(error)
    page ── show_sheet, go_to, say ──▶ main window

Not a cache and not a model: pages read the facade's frozen views again when a topic of theirs changed.
Its law: nothing of Qt is touched outside the window's thread, and no callback reaches a widget that is gone.
"""

from __future__ import annotations

import sys
import threading
from time import monotonic
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ui.errors import Notice, explain
from ui.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.facade import Ticket, Voisinage

INTERVAL_MS = 250
BEHIND_MS = 2_000
"""While this copy catches up everything changes all the time: how far it is, is told at this pace."""
PAGES_BEHIND_S = 10
"""And pages follow at this one: to read and show all again takes the window longer than a person notices."""
ARRIVING = frozenset({"arriving"})
"""How far this copy is; not a topic of pages."""
ASKED = "asked"
"""Property of what asked for something, signed perhaps: what fails then never says that nothing moved."""
SWITCH_S = 0.001
"""How long the node may go on while the window waits for its turn in Python."""

TOPICS = frozenset(
    {
        "status", "balances", "history", "listings", "orders",
        "proposals", "fund", "members", "meters", "energy",
    }
)  # fmt: skip
"""What a page may follow, besides `time`: the window's own clock.

Anything else the facade tells of (a seal, events) may change all of these."""


class Relay(QObject):
    """Brings a ticket's answer to the window's thread; onboarding has no more than this."""

    said = Signal(object)
    """A `Notice` for the bar under the page."""

    _result_came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False
        self._result_came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        ticket: Ticket,
        owner: QObject,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Follow a command: `done(result)` or `failed(error)` on the window's thread, if `owner` still lives.

        Without `failed`, the error's three sentences go to the notice bar.
        """
        owner.setProperty(ASKED, True)

        def post(callback: Callable[[Any], None] | None, value: Any) -> None:
            def deliver() -> None:
                if callback is not None and shiboken6.isValid(owner):
                    callback(value)

            if shiboken6.isValid(self) and not self._closed:
                self._result_came.emit(deliver)

        ticket.then(lambda result: post(done, result), lambda error: post(failed or self.say_error, error))

    def _deliver(self, call: Callable[[], None]) -> None:
        call()

    def say(self, notice: Notice) -> None:
        self.said.emit(notice)

    def say_error(self, error: Exception) -> None:
        self.said.emit(explain(error))


class Bridge(Relay):
    """The one object pages share: it brings changes in and takes their wishes to the main window."""

    changed = Signal(object)
    """frozenset of topics, at most four times a second."""
    place_wanted = Signal(str, object)
    """(place, what to show there: an id, a tab name, or None)."""
    sheet_wanted = Signal(object)
    """A widget for the side sheet; None closes it."""

    _topics_came = Signal()

    def __init__(
        self, facade: Voisinage, parent: QObject | None = None, preferences: Preferences | None = None
    ) -> None:
        super().__init__(parent)
        self.preferences = preferences or Preferences()
        self._lock = threading.Lock()
        self._waiting: set[str] = set()
        self._told_s = 0.0
        sys.setswitchinterval(SWITCH_S)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._emit_changes)
        self._topics_came.connect(self._start_timer, Qt.ConnectionType.QueuedConnection)
        self._facade = facade
        self._unsubscribe = facade.subscribe(self._on_topics)

    def go_to(self, place: str, what: object = None) -> None:
        self.place_wanted.emit(place, what)

    def show_sheet(self, widget: QWidget) -> None:
        self.sheet_wanted.emit(widget)

    def close_sheet(self) -> None:
        self.sheet_wanted.emit(None)

    def close(self) -> None:
        """Stop listening; called once, before the facade closes."""
        if not self._closed:
            self._closed = True
            self._unsubscribe()
            self._timer.stop()

    @property
    def is_closed(self) -> bool:
        """Whether the facade may be closed by now: nothing is asked of it any more."""
        return self._closed

    def _on_topics(self, topics: frozenset[str]) -> None:
        with self._lock:
            first = not self._waiting
            self._waiting |= topics
        if first and not self._closed:
            self._topics_came.emit()

    def _start_timer(self) -> None:
        if not self._timer.isActive() and not self._closed:
            self._timer.start(BEHIND_MS if self._is_behind() else INTERVAL_MS)

    def _is_behind(self) -> bool:
        status = self._facade.status()
        return status.peers_online > 0 and not status.synced

    def _emit_changes(self) -> None:
        if not self._closed and monotonic() < self._told_s + PAGES_BEHIND_S and self._is_behind():
            self._timer.start(BEHIND_MS)
            self.changed.emit(ARRIVING)
            return
        self._told_s = monotonic()
        with self._lock:
            topics, self._waiting = frozenset(self._waiting), set()
        if topics - TOPICS:
            topics |= TOPICS
        if topics and not self._closed:
            self.changed.emit(topics)
