# SPDX-License-Identifier: AGPL-3.0-or-later
"""The base of every page: a scrolled column, its header, a grid of cards that follows the window's width.

    class NeighboursPage(Page):
        topics = frozenset({"members"})
        def refresh(self) -> None: ...        # read the facade, fill self.cards

Its law: the number of columns comes from the window's width, never from the content's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui import tokens
from ui.theme import look
from ui.widgets.card import clear
from ui.widgets.focus import Spot, be_zone
from ui.widgets.label import Label

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from app.facade import Voisinage
    from ui.bridge import Bridge

WIDE, MEDIUM, NARROW = "wide", "medium", "narrow"


def width_class(window_width: int) -> str:
    """`wide` from 1120 px, `medium` from 640, else `narrow`."""
    if window_width >= tokens.WIDE:
        return WIDE
    return MEDIUM if window_width >= tokens.MEDIUM else NARROW


class CardGrid(QWidget):
    """Cards with a span for each breakpoint: twelve columns when wide, two when medium, one when narrow."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[tuple[QWidget, int, int, bool]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(tokens.GAP)
        self._class = WIDE

    def add(self, card: QWidget, wide: int = 12, medium: int = 2, *, short: bool = False) -> None:
        """Add a card taking `wide` of 12 columns, or `medium` of 2, or the whole width when narrow.

        `short`: it keeps its own height beside one that is much higher.
        """
        self._cards.append((card, wide, medium, short))
        card.setParent(self)

    def clear(self) -> None:
        self._cards.clear()
        clear(self._grid)

    def arrange(self, width: str) -> None:
        """Lay the cards out again for `wide`, `medium` or `narrow`."""
        self._class = width
        while self._grid.takeAt(0) is not None:
            pass
        columns = {WIDE: 12, MEDIUM: 2, NARROW: 1}[width]
        for column in range(12):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        row = column = 0
        for card, wide, medium, short in self._cards:
            span = {WIDE: wide, MEDIUM: min(medium, 2), NARROW: 1}[width]
            if column + span > columns:
                row, column = row + 1, 0
            place = Qt.AlignmentFlag.AlignTop if short else Qt.AlignmentFlag(0)
            self._grid.addWidget(card, row, column, 1, span, place)
            column += span
            card.show()


class Page(QScrollArea):
    """One place of the window.  Subclasses set `topics` and write `refresh`."""

    topics: ClassVar[frozenset[str]] = frozenset()
    """The facade's topics after which `refresh` is called while the page is in view."""

    def __init__(self, facade: Voisinage, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        be_zone(self)
        self.facade = facade
        self.bridge = bridge
        self.width_class = WIDE
        self.roomy = True
        """Wide enough for three columns that each hold two things side by side."""
        self._shown: object = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # A very large text in a very small window scrolls sideways rather than lose its end.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        holder.setObjectName("page")
        self._column = QVBoxLayout(holder)
        self._column.setSpacing(tokens.GAP)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(tokens.S3)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.heading = Label("", "h1", wrap=True)
        self.context = Label("", "body", "ink2", wrap=True)
        words.addWidget(self.heading)
        words.addWidget(self.context)
        self._head.addLayout(words, 1)
        self.buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.buttons.setSpacing(tokens.S3)
        self._head.addLayout(self.buttons)
        self._column.addLayout(self._head)
        self.content = QVBoxLayout()
        self.content.setSpacing(tokens.GAP)
        self._column.addLayout(self.content)
        self._column.addStretch(1)
        # The scroll area then asks for the height the texts need at this width, not for their narrowest.
        holder.setMinimumHeight(1)
        self.setWidget(holder)
        self._set_margins(tokens.PAGE_MARGIN)

    def set_header(self, title: str, context: str = "") -> None:
        """Title and one line of context; the page's accessible name is its title."""
        self.heading.setText(title)
        self.context.setText(context)
        self.context.setVisible(bool(context))
        self.setAccessibleName(title)

    def refresh(self) -> None:
        """Read the facade again and show what it says; called on the page's topics and when it opens."""

    def shows_already(self, *views: object) -> bool:
        """Whether the page already shows these views (they are frozen values, so equality is enough)."""
        key = (views, self.width_class, self.roomy)
        if key == self._shown:
            return True
        self._shown = key
        return False

    def refilling(self) -> AbstractContextManager[None]:
        """`with self.refilling():` around a refill: no flicker, scroll and keyboard's place are kept."""
        return _Refill(self)

    def show_what(self, what: object) -> None:
        """Show one thing (an id, a tab's name) another page asked for."""

    def set_window_width(self, width: int) -> None:
        """Follow the window, counted in the reader's text size.

        When it is narrow, the buttons go under the title and the margins shrink.
        """
        width = width * 100 // look().text_percent
        margin = tokens.PAGE_MARGIN if width >= tokens.MARGIN_SHRINKS_UNDER else tokens.PAGE_MARGIN_NARROW
        self._set_margins(margin)
        new_class = width_class(width)
        across = new_class != NARROW
        direction = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        self._head.setDirection(direction)
        self.buttons.setDirection(direction)
        roomy = width >= tokens.ROOMY
        if (new_class, roomy) != (self.width_class, self.roomy):
            self.width_class, self.roomy = new_class, roomy
            self.arrange()

    def begin(self, width: int) -> None:
        """Laid out for the window's width and filled, once: what opens a page."""
        before = (self.width_class, self.roomy)
        self.set_window_width(width)
        if before == (self.width_class, self.roomy):
            self.refresh()  # else a new breakpoint has filled it

    def arrange(self) -> None:
        """The breakpoint changed: `self.width_class` is the new one.  By default the page is filled again."""
        self.refresh()

    def _set_margins(self, margin: int) -> None:
        top = 24 if margin == tokens.PAGE_MARGIN else 12
        self._column.setContentsMargins(margin, top, margin, margin)


class _Refill:
    """Holds the paint, the scroll and the keyboard's place while a page is filled again."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._spot: Spot | None = None
        self._scroll = 0

    def __enter__(self) -> None:
        self._page.setUpdatesEnabled(False)
        self._scroll = self._page.verticalScrollBar().value()
        self._spot = Spot.of(self._page)

    def __exit__(self, *error: object) -> None:
        self._page.widget().layout().activate()
        if self._spot is not None:
            self._spot.restore()
        self._page.verticalScrollBar().setValue(self._scroll)
        self._page.setUpdatesEnabled(True)
