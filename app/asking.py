# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the window asks: one question at a time, over the last picture and a connection of its own.

    node thread ── picture ──> Asking <── question ── window

Questions of one moment share a reader: what one has worked out (`Reader.recall`), the next need not.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final, TypeVar

from app.clock import now_ms
from app.home_trouble import told_as_refusals
from app.paths import Home
from app.reader import Picture, Reader
from ledger.errors import StoreDamaged
from ledger.read_model import ReadModel
from ledger.store import Store

T = TypeVar("T")

_MOMENT_MS: Final = 250
_RECEIPTS_KEPT: Final = 256


class Asking:
    """See the module. From any thread."""

    def __init__(self, home: Home, picture: Picture) -> None:
        self._home = home
        self.picture = picture
        """Replaced whole, from the node's thread."""
        self._store = Store(home.database, read_only=True)
        self._read_model = ReadModel(self._store.db, create=False, kept=_RECEIPTS_KEPT)
        self._lock = threading.Lock()
        self._last: Reader | None = None

    def watch_damage(self, callback: Callable[[StoreDamaged], None]) -> None:
        """Be told, in the asking thread, that a page of the file is damaged."""
        self._store.watch_damage(callback)

    def ask(self, question: Callable[[Reader], T]) -> T:
        """The answer; in the caller's thread. Raises AppError: what the home's files refuse."""
        with self._lock, told_as_refusals(self._home):
            return question(self._get_reader())

    def _get_reader(self) -> Reader:
        picture, at_ms, last = self.picture, now_ms(), self._last
        if last is None or last.picture is not picture or not 0 <= at_ms - last.now_ms < _MOMENT_MS:
            last = self._last = Reader(picture, self._store, self._read_model, at_ms)
        return last

    def close(self) -> None:
        self._store.close()
