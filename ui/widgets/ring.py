# SPDX-License-Identifier: AGPL-3.0-or-later
"""A ring in parts with a figure in its middle, and its legend with percentages."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QWidget

from ui import tokens
from ui.theme import look
from ui.widgets.chart import Chart, Figures
from ui.widgets.chart_stacked import Part, Swatch
from ui.widgets.label import Label, label

ICON, ICON_UP_TO = 20, 115
"""Pixels, and the largest text in per cent that leaves it room."""

LEGEND_MAX = 340
"""As far from its word as a figure is still read with it."""


class Ring(Chart):
    """The parts clockwise from the top, in the legend's order."""

    def __init__(
        self,
        parts: tuple[Part, ...],
        name: str,
        description: str,
        *,
        number: str = "",
        unit: str = "",
        size: int = 148,
        icon: str = "",
    ) -> None:
        """`icon` stands over the figure, where the ring is wide enough for both."""
        super().__init__(name)
        self._icon = icon
        self._parts, self._number, self._unit = parts, number, unit
        rows = tuple((part.name, part.text) for part in parts)
        self.set_words(name, description, Figures(("", name), rows))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(size, size)

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        current = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thickness = self.width() * 0.13
        box = QRectF(self.rect()).adjusted(
            thickness / 2 + 1, thickness / 2 + 1, -thickness / 2 - 1, -thickness / 2 - 1
        )
        total = sum(part.amount for part in self._parts)
        painter.setPen(QPen(current.colour("sunken"), thickness))
        if total <= 0:
            painter.drawEllipse(box)
        start = 90.0 * 16
        for part in self._parts:
            if total <= 0 or part.amount <= 0:
                continue
            span = 360.0 * 16 * part.amount / total
            gap = 1.6 * 16 if len(self._parts) > 1 else 0
            painter.setPen(
                QPen(current.colour(part.colour), thickness, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
            )
            painter.drawArc(box, round(start - gap / 2), -round(max(span - gap, 16)))
            start -= span
        middle = self.height() / 2
        if self._icon and current.text_percent <= ICON_UP_TO:
            pixmap = current.pixmap(self._icon, "primary", ICON)
            side = current.px(ICON)
            painter.drawPixmap(QPointF((self.width() - side) / 2, middle - 12 - side), pixmap)
            middle += ICON / 2
        painter.setPen(current.colour("ink"))
        painter.setFont(current.font("h2"))
        painter.drawText(QRectF(0, middle - 22, self.width(), 24), Qt.AlignmentFlag.AlignCenter, self._number)
        painter.setPen(current.colour("ink2"))
        painter.setFont(current.font("small"))
        painter.drawText(QRectF(0, middle + 1, self.width(), 20), Qt.AlignmentFlag.AlignCenter, self._unit)
        painter.end()


class RingLegend(QWidget):
    """Ring at the left and legend at the right, or one over the other when `stacked`."""

    def __init__(
        self, ring: Ring, parts: tuple[Part, ...], *, with_ring: bool = True, stacked: bool = False
    ) -> None:
        super().__init__()
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        layout = QBoxLayout(direction, self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S4 if stacked else tokens.S5)
        if with_ring:
            layout.addWidget(ring, 0, Qt.AlignmentFlag.AlignCenter)
        legend = QWidget()
        legend.setMaximumWidth(look().px(LEGEND_MAX))
        grid = QGridLayout(legend)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.S2)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for index, part in enumerate(parts):
            grid.addWidget(Swatch(part.colour), index, 0)
            grid.addWidget(Label(part.name, "small", wrap=True), index, 1)
            value = label(part.text, "small", "ink2", tabular=True)
            grid.addWidget(value, index, 2, Qt.AlignmentFlag.AlignRight)
        layout.addWidget(legend, 100)
        if not stacked:
            layout.addStretch(1)
