# SPDX-License-Identifier: AGPL-3.0-or-later
"""« Nouvelles »: what happened to me or to the commune, newest first, page by page."""

from __future__ import annotations

from dataclasses import dataclass

from app.views import HistoryEntryView, ProposalView

Place = tuple[int, int]
"""Where a piece of news stands: the seal's height and a position in it; pages follow one another by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItemView:
    """An act of somebody else that concerns me, an act of mine without effect, or a decision."""

    place: Place
    at_ms: int
    entry: HistoryEntryView | None
    decision: ProposalView | None
    """One of the two is there."""
    is_new: bool
    """Not marked as seen on this computer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsView:
    items: tuple[NewsItemView, ...]
    older: Place | None
    """Where the next page begins; None: there is none."""
