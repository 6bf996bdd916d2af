# SPDX-License-Identifier: AGPL-3.0-or-later
"""The facade's door to the register, `Voisinage.register`: search, an act's neighbours, verification, export.

As in `facade`, queries read the last picture; what takes long has a thread of its own and its own connection.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from app.errors import AppError
from app.exporting import export_history, export_register
from app.paths import Home
from app.query_acts import get_act_line, get_trail
from app.query_search import find_anywhere, search_register
from app.reader import Reader
from app.tickets import Ticket, run_in_thread
from app.verify import verify_home
from app.views import VerifyReportView
from app.views_register import ActLineView, ExportView, FoundView, RegisterPageView, TrailView

T = TypeVar("T")


class Ask(Protocol):
    """How the facade asks a question."""

    def __call__(self, question: Callable[[Reader], T]) -> T: ...


class Verification:
    """A verification under way; all of it may be read from any thread."""

    def __init__(self, home: Home) -> None:
        self._stopped = threading.Event()
        self.progress = (0, 0)
        """(pages done, pages in all); (0, 0) before the first."""
        self.ticket: Ticket[VerifyReportView] = run_in_thread(lambda: verify_home(home, self._on_page))
        """Ends in AppError as `verify_home`, or `verify-stopped`."""

    def _on_page(self, done: int, of: int) -> None:
        self.progress = (done, of)
        if self._stopped.is_set():
            raise AppError("verify-stopped")

    def stop(self) -> None:
        """Give up at the next page; nothing was changed."""
        self._stopped.set()


class RegisterDoor:
    """Given the facade's own way to ask, and the home."""

    def __init__(self, ask: Ask, home: Home) -> None:
        self._ask, self._home = ask, home

    def search(
        self,
        typed: str = "",
        *,
        limit: int = 30,
        after: tuple[int, int] | None = None,
        as_words: bool = False,
        asset: str = "",
        of_fund: bool = False,
    ) -> RegisterPageView:
        """As `query_search.search_register`; some 40 ms at most, so a page goes on in slices."""
        return self._ask(
            lambda reader: search_register(
                reader, typed, limit=limit, after=after, as_words=as_words, asset=asset, of_fund=of_fund
            )
        )

    def find(self, typed: str) -> tuple[FoundView, ...]:
        """People, offers, proposals and acts for « chercher partout »."""
        return self._ask(lambda reader: find_anywhere(reader, typed))

    def line(self, event: bytes) -> ActLineView | None:
        return self._ask(lambda reader: get_act_line(reader, event))

    def trail(self, event: bytes) -> TrailView:
        return self._ask(lambda reader: get_trail(reader, event))

    def verify(self) -> Verification:
        """Begin to compute everything again, beside the running node."""
        return Verification(self._home)

    def export_history(self, path: str | Path, language: str) -> Ticket[ExportView]:
        """My history as a table (CSV). Ends in AppError: export-unwritable."""
        return run_in_thread(lambda: export_history(self._ask, Path(path), language, replace=True))

    def export_register(self, path: str | Path) -> Ticket[ExportView]:
        """Every act of the register, one a line (JSON). Ends in AppError as `exporting.export_register`."""
        return run_in_thread(lambda: export_register(self._home, Path(path), replace=True))
