# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bars along a day or days, with an axis in kWh; a gap is hatched, never drawn as zero."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import look
from ui.widgets.chart import Chart, Figures, nice_ceiling


@dataclass(frozen=True)
class Bar:
    amount: int
    """Wh."""
    mark: str = ""
    """The word under the bar; empty: none."""
    gap: bool = False


class BarChart(Chart):
    """Bars of energy; the axis' unit stands at its top mark only."""

    def __init__(
        self, name: str = "", *, height: int = 200, colour: str = "sun", edge: str = "sun_edge"
    ) -> None:
        super().__init__(name)
        self._bars: tuple[Bar, ...] = ()
        self._line: tuple[int, ...] = ()
        self._colour, self._edge = colour, edge
        self._height = height
        self.setFixedHeight(height)

    def set_bars(self, bars: tuple[Bar, ...], name: str, description: str, figures: Figures) -> None:
        self.set_words(name, description, figures)
        if bars != self._bars:
            self._bars = bars
            self.update()

    def set_line(self, amounts: tuple[int, ...]) -> None:
        """A second figure of each bar's step, as a line over them; empty: none."""
        if amounts != self._line:
            self._line = amounts
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        current = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(current.font("small", tabular=True))
        metrics = QFontMetricsF(painter.font())
        top_wh, step_wh = nice_ceiling(max(*(bar.amount for bar in self._bars), *self._line, 0))
        plot = draw_axis(painter, self, top_wh, step_wh)
        self._draw_bars(painter, plot, top_wh)
        self._draw_line(painter, plot, top_wh)
        draw_marks(painter, self, plot, metrics, [bar.mark for bar in self._bars])
        painter.end()

    def _draw_bars(self, painter: QPainter, plot: QRectF, top_wh: int) -> None:
        current = look()
        slot = plot.width() / len(self._bars)
        width = max(2.0, min(slot * 0.72, 28.0))
        for index, bar in enumerate(self._bars):
            x = plot.left() + slot * index + (slot - width) / 2
            if bar.gap:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QBrush(current.colour("line_strong"), Qt.BrushStyle.BDiagPattern))
                painter.drawRect(QRectF(x, plot.top() + plot.height() * 0.55, width, plot.height() * 0.45))
                continue
            height = plot.height() * bar.amount / top_wh
            if height < 0.5:
                continue
            painter.setPen(QPen(current.colour(self._edge), 1))
            painter.setBrush(current.colour(self._colour))
            box = QRectF(x, plot.bottom() - height, width, height)
            radius = min(3.0, width / 2, height / 2)
            painter.drawRoundedRect(box, radius, radius)

    def _draw_line(self, painter: QPainter, plot: QRectF, top_wh: int) -> None:
        """Over the bars, on a wider trace of the card's ground, so that it is seen on them too."""
        slot = plot.width() / len(self._bars)
        points = [
            QPointF(plot.left() + slot * (index + 0.5), plot.bottom() - plot.height() * amount / top_wh)
            for index, amount in enumerate(self._line)
        ]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in (("surface", 5), ("time", 2)):
            pen = QPen(look().colour(colour), width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(points)


def draw_axis(painter: QPainter, chart: QWidget, top_wh: int, step_wh: int) -> QRectF:
    """The lines and figures of an axis in kWh, its unit at the top mark only; where the plot is."""
    current, metrics = look(), QFontMetricsF(painter.font())
    marks = [(value, _axis_word(value, top_wh)) for value in range(0, top_wh + 1, step_wh)]
    left = max(metrics.horizontalAdvance(word) for _, word in marks) + 10
    plot = QRectF(left, metrics.height() / 2 + 1, chart.width() - left - 1, 0)
    plot.setBottom(chart.height() - metrics.height() - 6)
    for value, word in marks:
        y = plot.bottom() - plot.height() * value / top_wh
        painter.setPen(QPen(current.colour("line"), 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(current.colour("ink2"))
        box = QRectF(0, y - metrics.height() / 2, left - 8, metrics.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, word)
    return plot


def _axis_word(value_wh: int, top_wh: int) -> str:
    words = look().words
    decimals = 0 if top_wh >= 3000 else 1 if top_wh >= 300 else 2
    text = words.decimal(value_wh, 1000, decimals, trim=value_wh == 0)
    return f"{text}\u00a0kWh" if value_wh == top_wh else text


def draw_marks(
    painter: QPainter, chart: QWidget, plot: QRectF, metrics: QFontMetricsF, marks: list[str]
) -> None:
    """The words under the steps, those left out that would run into the one before."""
    painter.setPen(look().colour("ink2"))
    slot = plot.width() / len(marks)
    apart = 8 if max(map(len, marks)) > 1 else 4  # a letter is nearer to the next, or none of the Ms is seen
    free_from = -1.0
    for index, mark in enumerate(marks):
        if not mark:
            continue
        width = metrics.horizontalAdvance(mark)
        x = plot.left() + slot * (index + 0.5) - width / 2
        x = min(max(x, 0.0), chart.width() - width - 1)
        if x < free_from:
            continue
        painter.drawText(QPointF(x, plot.bottom() + metrics.ascent() + 5), mark)
        free_from = x + width + apart
