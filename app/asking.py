# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the window asks: one question at a time, over the last picture and a connection of its own.

    node thread ── picture ──> Asking <── question ── window
                                  └── look_ahead ──> a thread of its own asks the same, and hands over a
                                                     `Moment`: one picture, its answers already at hand

Questions of one moment share a reader: what one has worked out (`Reader.recall`), the next need not.
Its law: all that is asked within a moment is about one picture, and nothing is asked once it is closed.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final, TypeVar

from app.clock import now_ms
from app.errors import AppError
from app.home_trouble import told_as_refusals
from app.namesakes import Namesakes
from app.own_orders import OwnOrders
from app.paths import Home
from app.reader import Picture, Reader
from app.tickets import Ticket, run_in
from ledger.errors import StoreDamaged
from ledger.read_model import ReadModel
from ledger.store import Store

log = logging.getLogger(__name__)

T = TypeVar("T")

_MOMENT_MS: Final = 250
_RECEIPTS_KEPT: Final = 256


class Moment:
    """`with moment:` what this thread asks is answered out of one picture; for one thread at a time."""

    def __init__(self, here: threading.local, reader: Reader) -> None:
        self._here = here
        self._reader = reader

    def __enter__(self) -> None:
        self._here.reader = self._reader

    def __exit__(self, *_error: object) -> None:
        self._here.reader = None


class Asking:
    """See the module. From any thread."""

    def __init__(self, home: Home, picture: Picture) -> None:
        self._home = home
        self.picture = picture
        """Replaced whole, from the node's thread."""
        self._store = Store(home.database, read_only=True)
        self._read_model = ReadModel(self._store.db, create=False, kept=_RECEIPTS_KEPT)
        self._lock = threading.Lock()
        self._kept = Namesakes(), OwnOrders()
        self._last: Reader | None = None
        self._here = threading.local()
        """`reader`: of the moment this thread is in."""
        self._looking = threading.Lock()
        self._ahead: Store | None = None
        self._on_damage: Callable[[StoreDamaged], None] = lambda _error: None
        self._is_closed = False

    def watch_damage(self, callback: Callable[[StoreDamaged], None]) -> None:
        """Be told, in the asking thread, that a page of the file is damaged."""
        self._on_damage = callback
        self._store.watch_damage(callback)

    def ask(self, question: Callable[[Reader], T]) -> T:
        """The answer; in the caller's thread. Raises AppError: what the home's files refuse."""
        reader: Reader | None = getattr(self._here, "reader", None)
        if reader is not None and reader.store is self._ahead:
            if self._is_closed:
                raise AppError("timeout")
            return question(reader)
        with self._lock, told_as_refusals(self._home):
            return question(reader or self._get_reader())

    def _get_reader(self) -> Reader:
        picture, at_ms, last = self.picture, now_ms(), self._last
        if last is None or last.picture is not picture or not 0 <= at_ms - last.now_ms < _MOMENT_MS:
            last = self._last = Reader(picture, self._store, self._read_model, at_ms, *self._kept)
        return last

    # --- ahead --------------------------------------------------------------------------------------------

    def look_ahead(self, questions: Callable[[], object]) -> Ticket[Moment]:
        """Have questions asked in another thread; asked again within the moment, they are answered at once.

        Ends in the AppError that a question met, or `timeout` when this closes meanwhile.
        """
        ticket: Ticket[Moment] = Ticket()
        work = (ticket, lambda: self._try(questions))
        threading.Thread(target=run_in, args=work, name="look ahead", daemon=True).start()
        return ticket

    def _try(self, questions: Callable[[], object]) -> Moment:
        try:
            return self._look(questions)
        except AppError:
            raise
        except Exception as error:
            # Asked again where it is shown, it fails again, and is noted there, whole and once.
            log.info("what was asked ahead failed: %r", error)
            raise AppError("internal", detail=type(error).__name__) from None

    def _look(self, questions: Callable[[], object]) -> Moment:
        with self._looking, told_as_refusals(self._home):
            if self._is_closed:
                raise AppError("timeout")
            store = self._ahead = self._ahead or Store(self._home.database, read_only=True)
            store.watch_damage(self._on_damage)
            model = ReadModel(store.db, create=False, kept=_RECEIPTS_KEPT)
            picture = self.picture
            store.db.execute("BEGIN")
            try:
                store.get_meta("account")  # the file as it is from now on, however long the questions take
                reader = Reader(picture, store, model, now_ms(), *self._kept)
                moment = Moment(self._here, reader)
                with moment:
                    questions()
            finally:
                store.db.execute("ROLLBACK")
            # What is asked beyond is read through the window's own connection.
            reader.store, reader.read_model = self._store, self._read_model
            return moment

    def close(self) -> None:
        """Returns once nothing is asked ahead any more."""
        self._is_closed = True
        with self._looking:
            if self._ahead is not None:
                self._ahead.close()
        self._store.close()
