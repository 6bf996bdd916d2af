# SPDX-License-Identifier: AGPL-3.0-or-later
"""A code as a square to photograph: dark on white in both schemes, cameras want it so."""

from __future__ import annotations

import segno
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import tokens

QUIET = 4
"""Modules of white around, as ISO/IEC 18004 asks."""


class QrCode(QWidget):
    """Painted in whole pixels a module, so that its edges stay sharp."""

    def __init__(self, text: str, name: str, *, largest: int = 264) -> None:
        super().__init__()
        made = segno.make(text, error="l", boost_error=False)
        self._modules = tuple(tuple(bool(cell) for cell in line) for line in made.matrix)
        count = len(self._modules) + 2 * QUIET
        self._pixel = max(2, largest // count)
        self.setFixedSize(count * self._pixel, count * self._pixel)
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.LIGHT["surface"]))
        ink = QColor(tokens.LIGHT["ink"])
        for row, line in enumerate(self._modules):
            for column, dark in enumerate(line):
                if dark:
                    left, top = (column + QUIET) * self._pixel, (row + QUIET) * self._pixel
                    painter.fillRect(QRect(left, top, self._pixel, self._pixel), ink)
        painter.end()
