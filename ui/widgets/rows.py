# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lines under one another with a thin one between: the first are built at once, the others in idle moments.

    show_rows([(key, make), …])     a key that is shown already: its line stays as it is

A key says all that its line shows. Its law, besides `filling`'s: Tab goes through the lines from top to
bottom, whenever each was made.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from time import perf_counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.filling import Filling, be_in_order
from ui.widgets.focus import list_stops

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from PySide6.QtGui import QPaintEvent

    Row = tuple[Hashable, Callable[[], QWidget]]

AT_ONCE: Final = 10
"""As many as are seen of a list that stands under something."""
HEADING: Final = "heading"
"""The property of a line that has no thin line above nor below."""
_BATCH: Final = 10
"""Lines that come into view together: each time, the whole page is laid out again."""


@dataclass(frozen=True, slots=True)
class _Made:
    widget: QWidget
    stops: Sequence[QWidget]
    """Where Tab stops in it."""


def _tell_apart(rows: Sequence[Row]) -> list[Row]:
    """The same rows, a number beside each key: two lines may say the same."""
    seen: Counter[Hashable] = Counter()
    numbered: list[Row] = []
    for key, make in rows:
        numbered.append(((key, seen[key]), make))
        seen[key] += 1
    return numbered


class Rows(Filling):
    """See the module."""

    filled = Signal()
    """Every line is there."""

    def __init__(self, *, gap: int = 0, at_once: int = AT_ONCE) -> None:
        super().__init__(at_once)
        self._gap = gap
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2 * gap + 1)
        self._rows: list[Row] = []
        self._made: dict[Hashable, _Made] = {}
        self._shown: list[QWidget] = []
        """What the layout holds.  It is never asked: Qt deletes the item it would give without telling
        Python, which destroys the next widget at the same address twice."""

    @property
    def is_filling(self) -> bool:
        return len(self._shown) < len(self._rows)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these, in this order, and no others."""
        self._idle.stop()
        self._rows = _tell_apart(rows)
        wanted = {key for key, _ in self._rows}
        for key in [key for key in self._made if key not in wanted]:
            gone = self._made.pop(key).widget
            if gone in self._shown:
                self._shown.remove(gone)
            gone.hide()
            gone.setParent(None)
            gone.deleteLater()
        count = 0
        for key, make in self._rows:
            if key not in self._made:
                if count >= self.at_once:
                    break
                self._make(key, make)
            count += 1
        self._lay_out(count)

    @property
    def count(self) -> int:
        return len(self._rows)

    def hurry(self, count: int) -> None:
        count = min(count, len(self._rows))
        if count <= len(self._shown):
            return
        for key, make in self._rows[:count]:
            if key not in self._made:
                self._make(key, make)
        self._lay_out(count)

    def _go_on(self, end_s: float) -> None:
        shown = len(self._shown)
        last = min(shown + _BATCH, len(self._rows))
        for key, make in self._rows[shown:last]:
            if key not in self._made:
                self._make(key, make)
                if perf_counter() > end_s:
                    break
        else:
            self._lay_out(last)

    def _make(self, key: Hashable, make: Callable[[], QWidget]) -> None:
        widget = make()
        widget.setParent(self)
        for part in (widget, *widget.findChildren(QWidget)):
            part.ensurePolished()  # else all of a batch are, in one turn, when they are shown
        self._made[key] = _Made(widget, list_stops(widget))

    def _lay_out(self, count: int) -> None:
        """Have so many in view, all made; go on with the others, or tell that there are none."""
        shown = [self._made[key] for key, _ in self._rows[:count]]
        widgets = [made.widget for made in shown]
        for place, widget in enumerate(widgets):
            if place == len(self._shown) or self._shown[place] is not widget:
                self._layout.insertWidget(place, widget)
                if widget in self._shown:
                    self._shown.remove(widget)
                self._shown.insert(place, widget)
            widget.show()
        for widget in self._shown[count:]:
            self._layout.removeWidget(widget)
            widget.hide()
        self._shown = widgets
        be_in_order(widgets)
        self._order_tabs([stop for made in shown for stop in made.stops])
        self.update()
        self._go_on_if_filling()
        if not self.is_filling:
            self._order_holder()
            self.filled.emit()

    def _order_tabs(self, stops: Sequence[QWidget]) -> None:
        """Tab goes by age, wherever a line was put: from this list on, top to bottom."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt puts nothing behind what takes no focus
        for before, after in pairwise([self, *stops]):
            QWidget.setTabOrder(before, after)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The thin lines: one pixel in the middle of each gap; none beside a heading."""
        painter = QPainter(self)
        colour = look().colour("line")
        for above, below in pairwise(self._shown):
            if not (above.property(HEADING) or below.property(HEADING)):
                painter.fillRect(QRect(0, below.y() - self._gap - 1, self.width(), 1), colour)
        painter.end()
