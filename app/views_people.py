# SPDX-License-Identifier: AGPL-3.0-or-later
"""A neighbour as Voisins shows them: what they offer, what we exchanged, who thanked whom."""

from __future__ import annotations

from dataclasses import dataclass

from app.views import AmountView, HistoryEntryView, ListingView, PersonView
from app.views_help import ServiceView


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourView:
    """One line of the list."""

    person: PersonView
    trades: tuple[str, ...]
    """Titles of what they offer, the newest first."""
    produced_wh: int
    """Yesterday, if they agree that it be seen; -1: not shown or not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourSheetView:
    person: PersonView
    sponsor: PersonView | None
    offers: tuple[ListingView, ...]
    given: tuple[AmountView, ...]
    """What went from me to them, all acts together …"""
    received: tuple[AmountView, ...]
    """… and from them to me."""
    exchanges: int
    since_ms: int
    """The oldest of the acts counted; 0: none."""
    is_whole: bool
    """All that we ever exchanged is counted; else the newest part of it."""
    thanks_given: tuple[HistoryEntryView, ...]
    """Gifts with a word, newest first."""
    thanks_received: tuple[HistoryEntryView, ...]
    helped: tuple[ServiceView, ...]
    """Confirmed hours between us, newest first."""
