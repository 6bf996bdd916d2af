# SPDX-License-Identifier: AGPL-3.0-or-later
"""One choice of a few: buttons of which one is down; arrows move between them.

Side by side where they fit, under one another where they do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QWidget

from ui import tokens
from ui.widgets.buttons import button

if TYPE_CHECKING:
    from collections.abc import Sequence


class Segments(QWidget):
    """`options` are (value, word); `chosen` tells the value."""

    chosen = Signal(str)

    def __init__(
        self, options: Sequence[tuple[str, str]], value: str, name: str, *, down: bool = False
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._down = down
        direction = QBoxLayout.Direction.TopToBottom if down else QBoxLayout.Direction.LeftToRight
        self._layout = layout = QBoxLayout(direction, self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        layout.setSpacing(tokens.S2)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._values: list[str] = []
        for number, (option, word) in enumerate(options):
            made = button(word, kind="segment", name=f"{name}: {word}")
            made.setChecked(option == value)
            self._group.addButton(made, number)
            self._values.append(option)
            layout.addWidget(made)
        layout.addStretch(1)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest."""
        widest = max((made.minimumSizeHint().width() for made in self._group.buttons()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        hints = [made.sizeHint().width() for made in self._group.buttons()]
        fits = sum(hints) + tokens.S2 * (len(hints) - 1) <= self.width()
        across = fits and not self._down
        wanted = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        if self._layout.direction() != wanted:
            self._layout.setDirection(wanted)
            self.updateGeometry()

    @property
    def value(self) -> str:
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else ""

    def choose(self, value: str) -> None:
        """Put one down without telling of it."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)
