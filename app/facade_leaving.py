# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window's door out of the commune; reached as `Voisinage.leaving`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app import leaving
from app.desk import Desk
from app.query_leaving import get_departure, get_leaving, list_left
from app.reader import Reader
from app.tickets import Ticket
from app.views_leaving import DepartureView, FormerView, LeavingView
from ledger.event import Event


class LeavingDoor:
    """A query answers at once; leaving returns a `Ticket`."""

    def __init__(
        self,
        ask: Callable[[Callable[[Reader], Any]], Any],
        do: Callable[[Callable[[Desk], Any]], Ticket[Any]],
    ) -> None:
        self._ask = ask
        self._do = do

    def departure(self) -> DepartureView:
        """Whether I left."""
        return self._ask(get_departure)

    def left(self) -> tuple[FormerView, ...]:
        """Who left the commune, the last one first."""
        return self._ask(list_left)

    def plan(self) -> LeavingView:
        """What leaving would do, what keeps me here; or that I left."""
        return self._ask(get_leaving)

    def leave(self, to: bytes, *, erase: bool, words: str = "") -> Ticket[Event]:
        """Leave for good: what I have goes to a member, or to `FUND_ACCOUNT`."""
        return self._do(lambda desk: leaving.leave(desk, to, erase=erase, words=words))
