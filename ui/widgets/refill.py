# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page that is filled again: not painted meanwhile, its scroll and the keyboard's place kept.

Its law: where Tab goes on the page is set once, at its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.widgets.filling import Filling
from ui.widgets.focus import Spot

if TYPE_CHECKING:
    from ui.widgets.page import Page


class Refill:
    """Holds the paint, the scroll and the keyboard's place while a page is filled again."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._spot: Spot | None = None
        self._scroll = 0
        self._is_held = True
        self._is_inner = page.is_refilling

    def __enter__(self) -> None:
        self._scroll = self._page.verticalScrollBar().value()
        self._spot = Spot.of(self._page)
        self._page.is_refilling = True
        # The whole page is painted when this ends: not for a part of it that nobody stands in.
        self._is_held = self._spot is not None or not self._page.is_renewing
        if self._is_held:
            self._page.setUpdatesEnabled(False)

    def __exit__(self, *error: object) -> None:
        # Whoever has scrolled, or stands on something that was made anew, is below what is made at once.
        if self._scroll or (self._spot is not None and not self._spot.is_there):
            for part in self._page.findChildren(Filling):
                if part.has_gaps:
                    part.hurry(part.count)
        self._page.widget().layout().activate()
        self._page.is_refilling = self._is_inner
        self._page.order_tabs()
        if self._spot is not None:
            self._spot.restore()
        self._page.verticalScrollBar().setValue(self._scroll)
        if self._is_held:
            self._page.setUpdatesEnabled(True)
