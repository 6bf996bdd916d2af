# SPDX-License-Identifier: AGPL-3.0-or-later
"""The base of every page: a scrolled column, its header, a grid of cards that follows the window's width.

    class NeighboursPage(Page):
        topics = frozenset({"members"})
        def refresh(self) -> None: ...        # read the facade, fill self.cards

Its law: the number of columns comes from the window's width, never from the content's; and what fails while a
page is filled is told by `failed`, never lost, whoever asked for the filling.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import wraps
from time import perf_counter
from typing import TYPE_CHECKING, ClassVar

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QVBoxLayout, QWidget

from ui import tokens
from ui.theme import look
from ui.widgets.card import clear
from ui.widgets.filling import Filling, Holder, be_in_order
from ui.widgets.focus import Spot, be_zone, find_zone
from ui.widgets.label import Label
from ui.widgets.refill import Refill

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator
    from contextlib import AbstractContextManager

    from app.facade import Voisinage
    from ui.bridge import Bridge

log = logging.getLogger(__name__)

_POLISHED_AT_ONCE = 25
_HELD_MS = 50
WIDE, MEDIUM, NARROW = "wide", "medium", "narrow"
_ACROSS = QBoxLayout.Direction.LeftToRight


def width_class(window_width: int) -> str:
    """`wide` from 1120 px, `medium` from 640, else `narrow`."""
    if window_width >= tokens.WIDE:
        return WIDE
    return MEDIUM if window_width >= tokens.MEDIUM else NARROW


@dataclass(slots=True)
class _Cell:
    wide: int
    medium: int
    short: bool
    card: QWidget | None
    make: Callable[[], QWidget] | None = None
    key: Hashable = None
    place: tuple[int, int, int] = (0, 0, 1)
    """Row, column, columns taken."""
    stand_in: QWidget | None = None
    """What was there before, and is seen until the card is."""
    ready: QWidget | None = None
    """The card, made and not seen yet."""


class CardGrid(Filling):
    """Cards with a span for each breakpoint: twelve columns when wide, two when medium, one when narrow.

    A card that is `put` after the first ones is built in an idle moment; filled again `gently`, all of them
    are, and take the places of those that are seen until then, in one turn.
    """

    def __init__(self, *, at_once: int = 100, by_width: bool = False) -> None:
        """`by_width`: its cards are others at another breakpoint, and no key brings them back there."""
        super().__init__(at_once)
        self._by_width = by_width
        self._width = ""
        self._cells: list[_Cell] = []
        self._before: dict[Hashable, QWidget] = {}
        self._standing: list[QWidget | None] = []
        self.gently = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(tokens.GAP)

    def add(self, card: QWidget, wide: int = 12, medium: int = 2, *, short: bool = False) -> None:
        """Add a card taking `wide` of 12 columns, or `medium` of 2, or the whole width when narrow.

        `short`: it keeps its own height beside one that is much higher.
        """
        self._cells.append(_Cell(wide, medium, short, card))
        card.setParent(self)

    def put(
        self,
        make: Callable[[], QWidget],
        wide: int = 12,
        medium: int = 2,
        *,
        short: bool = False,
        key: Hashable = None,
    ) -> None:
        """`add` a card that is made when it is needed.

        `key` says all that it shows: when the grid is filled again, the card of the same key comes back.
        """
        self._cells.append(_Cell(wide, medium, short, self._before.pop(key, None), make, key))

    def clear(self) -> None:
        self._idle.stop()
        self._let_stand()  # of a filling that never ended
        for cell in self._cells:
            stays = self.gently and cell.make is not None
            if stays:
                self._standing.append(cell.card or cell.stand_in)
            if cell.key is not None and cell.card is not None:
                self._before[cell.key] = cell.card
                stays = True
            if cell.ready is not None:
                _throw(cell.ready)
            old = cell.card or cell.stand_in
            if stays and old is not None:
                self._grid.removeWidget(old)
        self._cells.clear()
        clear(self._grid)

    def arrange(self, width: str) -> None:
        """Lay the cards out again for `wide`, `medium` or `narrow`."""
        while self._grid.takeAt(0) is not None:
            pass
        columns = {WIDE: 12, MEDIUM: 2, NARROW: 1}[width]
        for column in range(12):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        row = column = 0
        for cell in self._cells:
            span = {WIDE: cell.wide, MEDIUM: min(cell.medium, 2), NARROW: 1}[width]
            if column + span > columns:
                row, column = row + 1, 0
            cell.place = (row, column, span)
            column += span
        if self._by_width and width != self._width:
            self._give_up()
        self._width = width
        self._let_stand()
        for cell in self._cells:
            if cell.card is not None:
                self._lay(cell)
            elif cell.stand_in is not None:
                self._lay_at(cell, cell.stand_in)
        self._lay_first(0 if self.gently else self.at_once)
        self._end_slice()

    def _give_up(self) -> None:
        """Keep no card of another breakpoint that can be made anew."""
        for cell in self._cells:
            if cell.make is not None and cell.card is not None:
                self._before[cell.card] = cell.card
                cell.card = None

    def _let_stand(self) -> None:
        """Keep what was seen where a card is still to come; the rest goes."""
        kept = {id(cell.card) for cell in self._cells} | {id(cell.stand_in) for cell in self._cells}
        late = [cell for cell in self._cells if cell.make is not None]
        for cell, old in zip(late, self._standing, strict=False):
            if cell.card is None and old is not None and id(old) not in kept:
                cell.stand_in = old
                kept.add(id(old))
        for card in (*self._before.values(), *self._standing):
            if card is not None and id(card) not in kept:
                _throw(card)
                kept.add(id(card))
        self._before.clear()
        self._standing = []

    @property
    def is_filling(self) -> bool:
        return any(cell.card is None for cell in self._cells)

    @property
    def has_gaps(self) -> bool:
        return any(cell.card is None and cell.stand_in is None for cell in self._cells)

    @property
    def count(self) -> int:
        return len(self._cells)

    def hurry(self, count: int) -> None:
        if self._lay_first(count):
            self._end_slice()

    def _lay_first(self, count: int) -> bool:
        """Whether some of the first cards were not there yet."""
        late = [cell for cell in self._cells[:count] if cell.card is None]
        if late:
            # A card that is shown lays out all that it is in: once is enough.
            self._grid.setEnabled(False)
            for cell in late:
                self._lay(cell)
            self._grid.setEnabled(True)
            self._grid.invalidate()
        return bool(late)

    def _go_on(self, end_s: float) -> None:
        to_make = [cell for cell in self._cells if cell.card is None and cell.ready is None]
        for cell in to_make:
            if cell.stand_in is None:
                self._lay(cell)
            else:
                self._make(cell)
            if perf_counter() > end_s:
                break
        if to_make:
            self._end_slice()
        elif QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._idle.stop()  # what is being pressed stays until it is let go
            QTimer.singleShot(_HELD_MS, self, self._go_on_if_filling)
        else:
            self.hurry(self.count)  # all change places at once: the page is laid out and painted once

    def _end_slice(self) -> None:
        self._go_on_if_filling()
        if not self.is_filling:
            be_in_order([cell.card for cell in self._cells if cell.card is not None])
            self._order_holder()

    def _lay(self, cell: _Cell) -> None:
        if cell.card is None:
            cell.card, cell.ready = cell.ready or self._make(cell), None
        if cell.stand_in is None:
            self._lay_at(cell, cell.card)
        else:
            self._change_places(cell, cell.stand_in, cell.card)

    def _make(self, cell: _Cell) -> QWidget:
        assert cell.make is not None
        card = cell.ready = cell.make()
        card.setParent(self)
        if cell.stand_in is not None:
            for part in (card, *card.findChildren(QWidget)):
                part.ensurePolished()
            card.setGeometry(cell.stand_in.geometry())
            if (layout := card.layout()) is not None:
                layout.activate()
        return card

    def _lay_at(self, cell: _Cell, card: QWidget) -> None:
        row, column, span = cell.place
        where = Qt.AlignmentFlag.AlignTop if cell.short else Qt.AlignmentFlag(0)
        self._grid.addWidget(card, row, column, 1, span, where)
        card.show()

    def _change_places(self, cell: _Cell, old: QWidget, new: QWidget) -> None:
        """The keyboard stays in the card, if it is in it."""
        cell.stand_in = None
        spot = Spot.of(old)
        zone = (find_zone(self) or self) if spot is not None else None
        if zone is not None:
            zone.setUpdatesEnabled(False)  # `FocusKeeper` leaves a part alone that is filled anew
        self._grid.removeWidget(old)
        self._lay_at(cell, new)
        _throw(old)
        if spot is not None:
            spot.restore(new)
        if zone is not None:
            zone.setUpdatesEnabled(True)


def _throw(card: QWidget) -> None:
    card.hide()
    card.deleteLater()  # without taking it from its parent, which dresses all of it anew


def _told(refresh: Callable[[Page], None]) -> Callable[[Page], None]:
    """A page's `refresh` that tells of its failure."""

    @wraps(refresh)
    def told(page: Page) -> None:
        try:
            refresh(page)
        except Exception as error:
            page.fail(error)

    return told


class Page(Holder):
    """One place of the window.  Subclasses set `topics` and write `refresh`."""

    topics: ClassVar[frozenset[str]] = frozenset()
    """The facade's topics after which `refresh` is called while the page is in view."""

    failed = Signal(object)
    """Once, the error: what the page shows cannot be trusted any more, and something else takes its place."""

    def __init_subclass__(cls) -> None:
        """Pages fill themselves from many places, a tab among them: none has to remember that it may fail."""
        super().__init_subclass__()
        if "refresh" in cls.__dict__:
            cls.refresh = _told(cls.refresh)

    def __init__(self, facade: Voisinage, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        be_zone(self)
        self.facade = facade
        self.bridge = bridge
        self.width_class = WIDE
        self.roomy = True
        """Wide enough for three columns that each hold two things side by side."""
        self._shown: object = None
        self._has_failed = False
        self.is_renewing = self.has_begun = False
        self.fillings = 0
        """How often this page has looked whether it shows what is there."""
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # A very large text in a very small window scrolls sideways rather than lose its end.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        holder.setObjectName("page")
        self._column = QVBoxLayout(holder)
        self._column.setSpacing(tokens.GAP)
        self._head = QBoxLayout(_ACROSS)
        self._head.setSpacing(tokens.S3)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.heading = Label("", "h1", wrap=True)
        self.context = Label("", "body", "ink2", wrap=True)
        words.addWidget(self.heading)
        words.addWidget(self.context)
        self._head.addLayout(words, 1)
        self.buttons = QBoxLayout(_ACROSS)
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

    def fail(self, error: Exception) -> None:
        """Something of this page could not be made: noted once, told once."""
        if not self._has_failed:
            self._has_failed = True
            log.error("%s could not be shown", type(self).__name__, exc_info=error)
            self.failed.emit(error)

    def foresee(self) -> Callable[[], object]:
        """What asks of the facade all that `refresh` will, in another thread: nothing of Qt is in it."""
        return lambda: None

    def renew(self) -> None:
        """`refresh` a page that is looked at: what is seen stays until the cards that follow it are made."""
        grids = self.findChildren(CardGrid)
        self.is_renewing = True
        for grid in grids:
            grid.gently = True
        try:
            self.refresh()
        finally:
            self.is_renewing = False
            for grid in grids:
                if shiboken6.isValid(grid):
                    grid.gently = False

    def shows_already(self, *views: object) -> bool:
        """Whether the page already shows these views (they are frozen values, so equality is enough)."""
        self.fillings += 1
        key = (views, self.width_class, self.roomy)
        if key == self._shown:
            return True
        self._shown = key
        return False

    def refilling(self) -> AbstractContextManager[None]:
        """`with self.refilling():` around a refill: no flicker, scroll and keyboard's place are kept."""
        return Refill(self)

    @property
    def draft(self) -> object:
        """What is written here and not sent yet; None: nothing. The window may be built anew meanwhile."""
        return None

    def take_draft(self, draft: object) -> None:
        """Before the first `refresh`: what the page of the window before held."""

    def show_what(self, what: object) -> None:
        """Show one thing (an id, a tab's name) another page asked for."""

    def set_window_width(self, width: int) -> bool:
        """Follow the window, counted in the reader's text size; whether that has filled the page again.

        When it is narrow, the buttons go under the title and the margins shrink.
        """
        window_width, width = width, width * 100 // look().text_percent
        margin = tokens.PAGE_MARGIN if width >= tokens.MARGIN_SHRINKS_UNDER else tokens.PAGE_MARGIN_NARROW
        self._set_margins(margin)
        new_class = width_class(width)
        # Measured side by side: two short words share a line even under the title.
        self.buttons.setDirection(_ACROSS)
        direction = QBoxLayout.Direction.TopToBottom if new_class == NARROW else _ACROSS
        self._head.setDirection(direction)
        left = window_width - tokens.RAIL_WIDTH_ICONS - 2 * margin - tokens.SCROLL_BAR
        if not self.buttons.count() or self.buttons.sizeHint().width() > left:
            self.buttons.setDirection(direction)
        roomy = width >= tokens.ROOMY
        if (new_class, roomy) != (self.width_class, self.roomy):
            self.width_class, self.roomy = new_class, roomy
            self.arrange()
            return True
        return False

    def begin(self, width: int) -> None:
        """Laid out for the window's width and filled, once: what opens a page."""
        self.has_begun = True
        if not self.set_window_width(width):
            self.refresh()

    def begin_unseen(self, width: int) -> Iterator[None]:
        """`begin` before anybody opens the page, in small steps, each to be taken when idle."""
        parts = self.findChildren(Filling)
        usual = [part.at_once for part in parts]
        for part in parts:
            part.at_once = 0
        self.begin(width)
        for part, count in zip(parts, usual, strict=True):
            part.at_once = count
        yield
        while self.is_filling:
            yield
        for number, part in enumerate(self.findChildren(QWidget)):
            if shiboken6.isValid(part):
                part.ensurePolished()
            if number % _POLISHED_AT_ONCE == 0:
                yield
        yield from self._lay_out_unseen()

    def _lay_out_unseen(self) -> Iterator[None]:
        """Give each part the place it will have: what is laid out already is shown at once."""
        holder, place = self.widget(), self.parentWidget().size()
        self.resize(place)
        high = holder.heightForWidth(place.width())
        width = place.width() - (tokens.SCROLL_BAR if high > place.height() else 0)
        holder.resize(width, max(holder.heightForWidth(width), place.height()))
        for number, part in enumerate((holder, *holder.findChildren(QWidget))):
            if shiboken6.isValid(part) and (layout := part.layout()) is not None:
                layout.activate()
            if number % _POLISHED_AT_ONCE == 0:
                yield

    @property
    def is_filling(self) -> bool:
        """Whether something below what is seen is still to come."""
        return any(part.is_filling for part in self.findChildren(Filling))

    def hurry(self) -> None:
        """Somebody looks: have what is seen first."""
        for part in self.findChildren(Filling):
            part.hurry(part.at_once)

    def finish(self) -> None:
        """Have everything now."""
        for part in self.findChildren(Filling):
            part.hurry(part.count)

    def arrange(self) -> None:
        """The breakpoint changed: `self.width_class` is the new one.  By default the page is filled again."""
        self.refresh()

    def _set_margins(self, margin: int) -> None:
        top = 24 if margin == tokens.PAGE_MARGIN else 12
        self._column.setContentsMargins(margin, top, margin, margin)
