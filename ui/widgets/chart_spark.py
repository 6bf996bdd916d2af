# SPDX-License-Identifier: AGPL-3.0-or-later
"""A line over days with a soft ground under it and a dot on the last day; gaps break the line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from ui.theme import look
from ui.widgets.chart import Chart, Figures


class Spark(Chart):
    """`values` are integers or None for a day nobody knows; `ends` are the words under both ends."""

    def __init__(
        self, name: str = "", *, height: int = 150, colour: str = "primary", from_zero: bool = False
    ) -> None:
        super().__init__(name)
        self._values: tuple[int | None, ...] = ()
        self._ends = ("", "")
        self._colour = colour
        self._from_zero = from_zero
        self._height = height
        self.setMinimumHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def set_values(
        self,
        values: tuple[int | None, ...],
        ends: tuple[str, str],
        name: str,
        description: str,
        figures: Figures,
    ) -> None:
        self.set_words(name, description, figures)
        if (values, ends) != (self._values, self._ends):
            self._values, self._ends = values, ends
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        known = [value for value in self._values if value is not None]
        if len(known) < 2:
            return
        current = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(current.font("small"))
        metrics = QFontMetricsF(painter.font())
        plot = QRectF(2, 6, self.width() - 10, self.height() - metrics.height() - 14)
        low = 0 if self._from_zero else min(known)
        span = max(1, max(known) - low)
        step = plot.width() / (len(self._values) - 1)
        for run in self._runs():
            points = [
                QPointF(plot.left() + step * index, plot.bottom() - plot.height() * (value - low) / span)
                for index, value in run
            ]
            self._draw_run(painter, plot, points)
        last = self._values[-1]
        if last is not None:
            centre = QPointF(plot.right(), plot.bottom() - plot.height() * (last - low) / span)
            painter.setPen(QPen(current.colour(self._colour), 2))
            painter.setBrush(current.colour("surface"))
            painter.drawEllipse(centre, 4, 4)
        painter.setPen(current.colour("ink2"))
        baseline = self.height() - metrics.descent() - 1
        painter.drawText(QPointF(0, baseline), self._ends[0])
        width = metrics.horizontalAdvance(self._ends[1])
        painter.drawText(QPointF(self.width() - width - 1, baseline), self._ends[1])
        painter.end()

    def _runs(self) -> list[list[tuple[int, int]]]:
        runs: list[list[tuple[int, int]]] = [[]]
        for index, value in enumerate(self._values):
            if value is None:
                runs.append([])
            else:
                runs[-1].append((index, value))
        return [run for run in runs if run]

    def _draw_run(self, painter: QPainter, plot: QRectF, points: list[QPointF]) -> None:
        colour = look().colour(self._colour)
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        area = QPainterPath(path)
        area.lineTo(points[-1].x(), plot.bottom() + 4)
        area.lineTo(points[0].x(), plot.bottom() + 4)
        area.closeSubpath()
        gradient = QLinearGradient(plot.topLeft(), plot.bottomLeft())
        strong, faint = look().colour(self._colour), look().colour(self._colour)
        strong.setAlpha(64)
        faint.setAlpha(0)
        gradient.setColorAt(0, strong)
        gradient.setColorAt(1, faint)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawPath(area)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.drawPath(path)
