# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page that knows whether its lines fit side by side: the window's width less the rail, by the text's size.

The breakpoints of `ui/widgets/page.py` place cards; this one lays out what is inside them, and follows the
size of the text, which they do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui import tokens
from ui.theme import look
from ui.widgets.page import Page

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.facade import Voisinage
    from ui.bridge import Bridge

ACROSS_NEEDS: Final = 660
"""Pixels at a text of 100 %: tabs beside a search, a name beside a slider and two figures."""
TWO_COLUMNS_NEED: Final = 520
"""For two cards side by side between the breakpoints, where the text may be large."""


def room(window_width: int, text_percent: int) -> int:
    """What a page has for its content, in the pixels of a text of 100 %."""
    rail = tokens.RAIL_WIDTH_ICONS if window_width < tokens.RAIL_COLLAPSES_UNDER else tokens.RAIL_WIDTH
    narrow = window_width < tokens.MARGIN_SHRINKS_UNDER
    margin = tokens.PAGE_MARGIN_NARROW if narrow else tokens.PAGE_MARGIN
    return (window_width - rail - 2 * margin - tokens.SCROLL_BAR) * 100 // text_percent


class RoomPage(Page):
    """`across`: lines go side by side; `two_columns`: cards may. A change of either fills the page again."""

    def __init__(self, facade: Voisinage, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(facade, bridge, parent)
        self.across = True
        self.two_columns = True
        # The scroll area then asks for the height the texts need at this width, not at their narrowest.
        self.widget().setMinimumHeight(1)

    def set_window_width(self, width: int) -> bool:
        has = room(width, look().text_percent)
        fits = (has >= ACROSS_NEEDS, has >= TWO_COLUMNS_NEED)
        changed = fits != (self.across, self.two_columns)
        self.across, self.two_columns = fits
        if changed:
            self._shown = None
        filled = super().set_window_width(width)
        if changed and not filled:
            self.arrange()
        return changed or filled
