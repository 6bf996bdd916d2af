# SPDX-License-Identifier: AGPL-3.0-or-later
"""How many of something, in figures: what is typed is kept as it is, and refused in words.

Not a QSpinBox, which drops what it does not know: « 2,5 » was 25 there, « -7 » was 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLineEdit

from ui.theme import look

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QWheelEvent

translate = QCoreApplication.translate

SIGNS_MAX = 40
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}


class CountEdit(QLineEdit):
    """From 1 to `most`; the arrows go up and down."""

    def __init__(self, most: int, *, name: str = "") -> None:
        super().__init__("1")
        self.most = most
        self.setMaxLength(SIGNS_MAX)
        self.setMinimumWidth(look().px(96))
        if name:
            self.setAccessibleName(name)

    @property
    def count(self) -> int | None:
        """None: what is written is no number that can be used."""
        return None if self.problem else self._read()

    @property
    def problem(self) -> str:
        """What to mend, in one sentence; empty: nothing."""
        read = self._read()
        if read is None:
            return translate("CountEdit", "Write a whole number in figures: 1, or 12.")
        if read < 1:
            return translate("CountEdit", "At least one is needed.")
        if read > self.most:
            most = look().words.integer(self.most)
            return translate("CountEdit", "{most} at most.").format(most=most)
        return ""

    def _read(self) -> int | None:
        """A minus sign is understood, so that it can be refused as one."""
        text = "".join(self.text().split()).replace("\u2212", "-")
        digits = text.removeprefix("-")
        return int(text) if digits.isascii() and digits.isdigit() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.setText(str(min(max((self._read() or 0) + step, 1), self.most)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A page that is scrolled changes no number on its way."""
        event.ignore()
