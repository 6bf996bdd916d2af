# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tabs of a page: side by side, two by two or one above the other when they do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QWidget

from ui import tokens
from ui.widgets.buttons import button

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Tabs(QWidget):
    """`chosen` tells the name of the tab that was clicked."""

    chosen = Signal(str)

    def __init__(self, names: Sequence[str], title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(tokens.S2)
        for name in names:
            made = button("", lambda name=name: self.chosen.emit(name), kind="segment")
            self._group.addButton(made)
            self.buttons[name] = made
        self._columns = 0
        # The layout's own minimum would keep the tabs on one line for ever.
        self.setMinimumWidth(1)
        self._arrange()

    def set_words(self, words: Mapping[str, str]) -> None:
        for name, text in words.items():
            self.buttons[name].setText(text)
            self.buttons[name].setAccessibleName(text)
        self._arrange()

    def choose(self, name: str) -> None:
        """Put one down without telling of it."""
        self.buttons[name].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        shown = list(self.buttons.values())
        needed = sum(made.sizeHint().width() for made in shown) + tokens.S2 * (len(shown) - 1)
        # The last of an odd number may take the whole second line.
        pairs = shown[: len(shown) // 2 * 2]
        paired = 2 * max(made.sizeHint().width() for made in pairs) + tokens.S2
        columns = len(shown) if needed <= self.width() else 2 if paired <= self.width() else 1
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.takeAt(0) is not None:
            pass
        for index, made in enumerate(shown):
            alone = columns == 2 and index == len(shown) - 1 and index % 2 == 0
            self._grid.addWidget(made, index // columns, index % columns, 1, 2 if alone else 1)
        for column in range(len(shown) + 1):
            # On one line they keep their width and leave the rest; otherwise they share it.
            rest = column == columns if columns == len(shown) else column < columns
            self._grid.setColumnStretch(column, 1 if rest else 0)
