# SPDX-License-Identifier: AGPL-3.0-or-later
"""One choice of a few: buttons of which one is down; arrows move between them.

Side by side where they fit, under one another where they do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from ui.widgets.beside import Beside
from ui.widgets.buttons import button

if TYPE_CHECKING:
    from collections.abc import Sequence


class Segments(Beside):
    """`options` are (value, word); `chosen` tells the value."""

    chosen = Signal(str)

    def __init__(
        self, options: Sequence[tuple[str, str]], value: str, name: str, *, down: bool = False
    ) -> None:
        super().__init__(down=down)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._values: list[str] = []
        for number, (option, word) in enumerate(options):
            made = button(word, kind="segment", name=f"{name}: {word}")
            made.setChecked(option == value)
            self._group.addButton(made, number)
            self._values.append(option)
            self.append(made)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))

    @property
    def value(self) -> str:
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else ""

    def choose(self, value: str) -> None:
        """Put one down without telling of it."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)
