# SPDX-License-Identifier: AGPL-3.0-or-later
"""The news part of the window's door, `Voisinage.news`: what happened, page by page, and what was seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.desk import Desk
from app.query_news import PAGE, get_news, load_seen, newest_place, save_seen
from app.query_void import mark_read
from app.reader import Reader
from app.tickets import Ticket
from app.views_news import NewsView, Place
from ledger.read_model import LAST_PLACE


class NewsDoor:
    """Asks through the door it is part of; the mark of what was seen is a file of the home."""

    def __init__(
        self,
        ask: Callable[[Callable[[Reader], Any]], Any],
        do: Callable[[Callable[[Desk], Any]], Ticket[Any]],
        tell: Callable[[frozenset[str]], None],
        seen: Path,
    ) -> None:
        self._ask = ask
        self._do = do
        self._tell = tell
        self._seen = seen

    def page(self, before: Place = LAST_PLACE, limit: int = PAGE) -> NewsView:
        """News before a place, newest first."""
        seen = load_seen(self._seen)
        return self._ask(lambda reader: get_news(reader, seen, limit, before))

    def put_away(self, event: bytes) -> Ticket[None]:
        """An act of mine without effect was read: it waits no more, on this computer."""

        def work(desk: Desk) -> None:
            mark_read(desk.store, event)
            self._tell(frozenset({"history"}))  # nothing is signed: no node tells of it

        return self._do(work)

    def mark_seen(self, view: NewsView) -> None:
        """What this page tells is no longer new on this computer."""
        save_seen(self._seen, newest_place(view))
