# SPDX-License-Identifier: AGPL-3.0-or-later
"""One bar in parts, and its legend in the same order; the parts are 2 px apart."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import tokens
from ui.theme import look
from ui.widgets.chart import Chart, Figures
from ui.widgets.label import label, paragraph


@dataclass(frozen=True)
class Part:
    name: str
    amount: int
    text: str
    """The amount as it is shown in the legend."""
    colour: str


class StackedBar(Chart):
    """The bar alone; `LegendBar` adds the legend."""

    def __init__(self, name: str = "", *, height: int = 14) -> None:
        super().__init__(name)
        self._parts: tuple[Part, ...] = ()
        self.setFixedHeight(height)

    def set_parts(self, parts: tuple[Part, ...], name: str, description: str) -> None:
        rows = tuple((part.name, part.text) for part in parts)
        self.set_words(name, description, Figures(("", name), rows))
        if parts != self._parts:
            self._parts = parts
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        clip = QPainterPath()
        radius = self.height() / 2
        clip.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setClipPath(clip)
        painter.fillRect(self.rect(), look().colour("sunken"))
        painter.setPen(Qt.PenStyle.NoPen)
        total = sum(part.amount for part in self._parts)
        if total > 0:
            x = 0.0
            for part in self._parts:
                width = self.width() * part.amount / total
                painter.fillRect(QRectF(x, 0, max(0.0, width - 2), self.height()), look().colour(part.colour))
                x += width
        painter.end()


class Swatch(QWidget):
    """The small square of a legend."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = colour
        self.setFixedSize(10, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look().colour("sun_edge") if self._colour == "sun" else Qt.PenStyle.NoPen)
        painter.setBrush(look().colour(self._colour))
        painter.drawRoundedRect(QRectF(0.5, 0.5, 9, 9), 2, 2)
        painter.end()


class LegendBar(QWidget):
    """The bar over its legend: one line of columns, or two by two when the place is narrow."""

    def __init__(self, parts: tuple[Part, ...], name: str, description: str, *, columns: int = 4) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S3)
        self.bar = StackedBar(name)
        self.bar.set_parts(parts, name, description)
        layout.addWidget(self.bar)
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.S3)
        grid.setVerticalSpacing(tokens.S2)
        for index, part in enumerate(parts):
            cell = QVBoxLayout()
            cell.setSpacing(0)
            head = QHBoxLayout()
            head.setSpacing(6)
            head.addWidget(Swatch(part.colour))
            head.addWidget(paragraph(part.name, "small", "ink2"), 1)
            cell.addLayout(head)
            cell.addWidget(label(part.text, "strong", tabular=True))
            grid.addLayout(cell, index // columns, index % columns)
            grid.setColumnStretch(index % columns, 1)
        layout.addLayout(grid)
