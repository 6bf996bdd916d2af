# SPDX-License-Identifier: AGPL-3.0-or-later
"""The neighbours' part of the window's door, `Voisinage.people`: the list, a sheet, who helped whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.query_people import get_helped, get_neighbour, get_neighbours
from app.reader import Reader
from app.views_help import ServiceView
from app.views_people import NeighbourSheetView, NeighbourView


class PeopleDoor:
    """Asks through the door it is part of."""

    def __init__(self, ask: Callable[[Callable[[Reader], Any]], Any]) -> None:
        self._ask = ask

    def all(self) -> tuple[NeighbourView, ...]:
        return self._ask(get_neighbours)

    def one(self, account: bytes) -> NeighbourSheetView:
        return self._ask(lambda reader: get_neighbour(reader, account))

    def helped(self) -> tuple[ServiceView, ...]:
        return self._ask(get_helped)
