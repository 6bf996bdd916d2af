# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a roof gave, step by step, under the curve of a clear sky; what is not known is hatched, never zero.

The keyboard walks it: arrows from step to step (past an end, to the next period), Page up and Page down from
period to period, Enter opens the step. A step said aloud is a sentence of the page's.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import tokens
from ui.theme import look
from ui.widgets.chart import Chart, Figures, nice_ceiling
from ui.widgets.chart_bars import draw_axis, draw_marks
from ui.widgets.label import label

KNOWN, PARTIAL, GAP, OUTSIDE = "known", "partial", "gap", "outside"
BARE_UNDER = 5.0
"""Bars narrower than this have no edge and no space between them."""


@dataclass(frozen=True)
class SkyStep:
    produced_wh: int
    clear_wh: int
    state: str
    """`known`, `partial`, `gap`, or `outside`: not to be known yet, or before the roof."""
    mark: str = ""
    words: str = ""
    """The step as a sentence: what the line under the chart says of it."""
    taken_wh: int = -1
    strong: bool = True


class SkyChart(Chart):
    """`pointed` tells the step looked at (-1: none), `chosen` the one opened, `moved` −1 or +1 period."""

    pointed = Signal(int)
    chosen = Signal(int)
    moved = Signal(int)

    def __init__(self, name: str, *, height: int = 230, smooth: bool = False) -> None:
        super().__init__(name)
        self._steps: tuple[SkyStep, ...] = ()
        self._smooth = smooth
        self._at = -1
        self._plot = QRectF()
        self.setFixedHeight(height)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_steps(self, steps: tuple[SkyStep, ...], name: str, description: str, figures: Figures) -> None:
        self.set_words(name, description, figures)
        self._steps, self._at = steps, -1
        self.update()

    @property
    def at(self) -> int:
        """The step under the cursor, -1 while there is none."""
        return self._at

    def sizeHint(self) -> QSize:
        return QSize(320, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.height())

    # walking ---------------------------------------------------------------------------------------------
    def point_at(self, step: int) -> None:
        """Put the cursor on a step."""
        step = step if 0 <= step < len(self._steps) else -1
        if step != self._at:
            self._at = step
            self.update()
            self.pointed.emit(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._steps) - 1
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                way = 1 if event.key() == Qt.Key.Key_Right else -1
                step = self._at + way if self._at >= 0 else (0 if way > 0 else last)
                if 0 <= step <= last:
                    self.point_at(step)
                else:
                    self.moved.emit(way)
            case Qt.Key.Key_Home:
                self.point_at(0)
            case Qt.Key.Key_End:
                self.point_at(last)
            case Qt.Key.Key_PageUp:
                self.moved.emit(-1)
            case Qt.Key.Key_PageDown:
                self.moved.emit(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if self._at >= 0:
                self.chosen.emit(self._at)
            case _:
                super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.point_at(self._step_at(event.position().x()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        step = self._step_at(event.position().x())
        if step >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.point_at(step)
            self.chosen.emit(step)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self.point_at(-1)

    def _step_at(self, x: float) -> int:
        if not self._steps or not self._plot.left() <= x <= self._plot.right():
            return -1
        slot = self._plot.width() / len(self._steps)
        return min(int((x - self._plot.left()) / slot), len(self._steps) - 1)

    # painting --------------------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look().font("small", tabular=True))
        most = max(max(step.produced_wh, step.clear_wh, step.taken_wh) for step in self._steps)
        top_wh, step_wh = nice_ceiling(most)
        self._plot = plot = draw_axis(painter, self, top_wh, step_wh)
        slot = plot.width() / len(self._steps)
        self._paint_clear(painter, plot, slot, top_wh, fill=True)
        self._paint_gaps(painter, plot, slot)
        self._paint_bars(painter, plot, slot, top_wh)
        self._paint_clear(painter, plot, slot, top_wh, fill=False)
        self._paint_taken(painter, plot, slot, top_wh)
        draw_marks(painter, self, plot, QFontMetricsF(painter.font()), [one.mark for one in self._steps])
        self._paint_cursor(painter, plot, slot)
        painter.end()

    def _paint_clear(self, painter: QPainter, plot: QRectF, slot: float, top_wh: int, *, fill: bool) -> None:
        def height(value_wh: int) -> float:
            return plot.bottom() - plot.height() * value_wh / top_wh

        path = QPainterPath()
        for index, step in enumerate(self._steps):
            left, y = plot.left() + slot * index, height(step.clear_wh)
            points = [(left + slot / 2, y)] if self._smooth else [(left, y), (left + slot, y)]
            for x, at_y in points:
                if path.elementCount() == 0:
                    path.moveTo(x, at_y)
                else:
                    path.lineTo(x, at_y)
        colour = look().colour("sun_edge")
        if not fill:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DashLine))
            painter.drawPath(path)
            return
        ground = QPainterPath(path)
        ground.lineTo(path.currentPosition().x(), plot.bottom())
        ground.lineTo(path.elementAt(0).x, plot.bottom())
        ground.closeSubpath()
        colour.setAlpha(28)
        painter.fillPath(ground, colour)

    def _paint_gaps(self, painter: QPainter, plot: QRectF, slot: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        start = -1
        for index in range(len(self._steps) + 1):
            is_gap = index < len(self._steps) and self._steps[index].state == GAP
            if is_gap and start < 0:
                start = index
            elif not is_gap and start >= 0:
                box = QRectF(plot.left() + slot * start, plot.top(), slot * (index - start), plot.height())
                painter.setBrush(QBrush(look().colour("sunken")))
                painter.drawRect(box)
                painter.setBrush(QBrush(look().colour("line_strong"), Qt.BrushStyle.BDiagPattern))
                painter.drawRect(box)
                start = -1

    def _paint_bars(self, painter: QPainter, plot: QRectF, slot: float, top_wh: int) -> None:
        current = look()
        bare = slot < BARE_UNDER
        width = slot if bare else min(slot * 0.72, 40.0)
        for index, step in enumerate(self._steps):
            height = plot.height() * step.produced_wh / top_wh
            if step.state in (GAP, OUTSIDE) or height < 0.5:
                continue
            x = plot.left() + slot * index + (slot - width) / 2
            box = QRectF(x, plot.bottom() - height, width, height)
            fill = current.colour("sun" if step.strong else "sun_pale")
            if bare:
                painter.fillRect(box, fill)
                continue
            dashed = Qt.PenStyle.DotLine if step.state == PARTIAL else Qt.PenStyle.SolidLine
            painter.setPen(QPen(current.colour("sun_edge"), 1, dashed))
            painter.setBrush(fill)
            radius = min(3.0, width / 2, height / 2)
            painter.drawRoundedRect(box, radius, radius)

    def _paint_taken(self, painter: QPainter, plot: QRectF, slot: float, top_wh: int) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in (("surface", 4.0), ("time", 2.0)):
            painter.setPen(QPen(look().colour(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            path, drawn = QPainterPath(), False
            for index, step in enumerate(self._steps):
                point = QPointF(
                    plot.left() + slot * (index + 0.5), plot.bottom() - plot.height() * step.taken_wh / top_wh
                )
                if step.taken_wh < 0:
                    drawn = False
                elif drawn:
                    path.lineTo(point)
                else:
                    path.moveTo(point)
                    drawn = True
            painter.drawPath(path)

    def _paint_cursor(self, painter: QPainter, plot: QRectF, slot: float) -> None:
        if self._at >= 0:
            colour = look().colour("primary")
            x = plot.left() + slot * (self._at + 0.5)
            painter.setPen(QPen(colour, 1.5))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look().colour("primary"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class Swatch(QWidget):
    """The sign of a legend: `bar`, `dash`, `line` or `gap`, as the chart draws it."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(18, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        current, painter = look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._kind == "dash":
            painter.setPen(QPen(current.colour("sun_edge"), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(0, 6), QPointF(18, 6))
        elif self._kind == "line":
            painter.setPen(QPen(current.colour("time"), 2))
            painter.drawLine(QPointF(1, 6), QPointF(17, 6))
        else:
            box = QRectF(3.5, 0.5, 11, 11)
            is_bar = self._kind == "bar"
            painter.setPen(QPen(current.colour("sun_edge" if is_bar else "line_strong"), 1))
            fill = (
                QBrush(current.colour("sun"))
                if is_bar
                else QBrush(current.colour("line_strong"), Qt.BrushStyle.BDiagPattern)
            )
            painter.setBrush(fill)
            painter.drawRoundedRect(box, 2, 2)
        painter.end()


def legend(entries: list[tuple[str, str]]) -> list[QWidget]:
    """(kind, word) as small pieces to lay out in a line or under each other."""
    pieces: list[QWidget] = []
    for kind, word in entries:
        piece = QWidget()
        layout = QHBoxLayout(piece)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S1)
        layout.addWidget(Swatch(kind))
        layout.addWidget(label(word, "small", "ink2"))
        pieces.append(piece)
    return pieces
