# SPDX-License-Identifier: AGPL-3.0-or-later
"""A part of a page whose first pieces are made at once, and the others in idle moments of the window.

Its law: no turn of the window is held for more than a few milliseconds by what nobody sees yet.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.widgets.focus import tab_through

if TYPE_CHECKING:
    from collections.abc import Sequence

SLICE_S: Final = 0.006


def be_in_order(widgets: Sequence[QWidget]) -> None:
    """Let these children be found in this order, whenever each was made."""
    if widgets:
        wanted = set(map(id, widgets))
        inside = [child for child in widgets[0].parentWidget().children() if id(child) in wanted]
        if inside != list(widgets):
            for widget in widgets:
                widget.raise_()


class Holder(QScrollArea):
    """What holds such parts: it is told when a piece could not be made, and where Tab goes when all are."""

    is_refilling = False
    """While it is, `order_tabs` waits for its end."""

    def fail(self, error: Exception) -> None:
        raise NotImplementedError

    def order_tabs(self) -> None:
        """Let Tab go through what it holds in the order of its parts: by itself it goes by age."""
        if not self.is_refilling:
            tab_through(self.widget())


class Filling(QWidget):
    """Subclasses say what there is (`count`, `is_filling`) and make it (`hurry`, `_go_on`)."""

    def __init__(self, at_once: int) -> None:
        """`at_once`: as many as are seen without scrolling."""
        super().__init__()
        self.at_once = at_once
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._take_slice)

    @property
    def is_filling(self) -> bool:
        """Whether some pieces are still to come."""
        raise NotImplementedError

    @property
    def has_gaps(self) -> bool:
        """Whether something is still to come where nothing stands in for it."""
        return self.is_filling

    @property
    def count(self) -> int:
        """How many pieces there are, made or not."""
        raise NotImplementedError

    def hurry(self, count: int) -> None:
        """Have so many of the first pieces now, the others soon."""
        raise NotImplementedError

    def _go_on(self, end_s: float) -> None:
        """Make some pieces, and stop after the one that was ready past this moment."""
        raise NotImplementedError

    def _take_slice(self) -> None:
        try:
            self._go_on(perf_counter() + SLICE_S)
        except Exception as error:
            self._idle.stop()  # else it would be tried again in each idle moment
            holder = self._find_holder()
            if holder is None:
                raise
            holder.fail(error)

    def _find_holder(self) -> Holder | None:
        holder = self.parentWidget()
        while holder is not None and not isinstance(holder, Holder):
            holder = holder.parentWidget()
        return holder

    def _order_holder(self) -> None:
        """All pieces are there, in their order."""
        holder = self._find_holder()
        if holder is not None:
            holder.order_tabs()
        else:
            tab_through(self.window())

    def _go_on_if_filling(self) -> None:
        if self.is_filling:
            self._idle.start()
        else:
            self._idle.stop()
