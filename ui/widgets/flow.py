# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a value came from and where it went: names at the left, names at the right, bands between them.

A band is as thick as its part of the whole; figures stand beside the names. One drawing an asset.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent

from ui.theme import look
from ui.widgets.chart import Chart, Figures

translate = QCoreApplication.translate

SHOWN_MAX = 6
_BAND_MIN = 3.0
_ROW = 56
"""Two lines of a name and one of its figure."""


@dataclass(frozen=True)
class Side:
    """Somebody at one end."""

    name: str
    amount: int
    text: str


class Flow(Chart):
    """Fixed in height by the longer of its two sides."""

    def __init__(self, left: tuple[Side, ...], right: tuple[Side, ...], colour: str, what: str) -> None:
        """`what` is the asset in a word, for the chart's name."""
        super().__init__()
        self._left, self._right, self._colour = left, right, colour
        self._row = look().px(_ROW)
        self.setFixedHeight(self._row * max(len(left), len(right), 1))
        name = translate("Flow", "From and to: {what}").format(what=what)
        self.set_words(name, self._describe(), self._figures())

    def _describe(self) -> str:
        told = translate("Flow", "{amount} from {left} to {right}.")
        whole = look().words.listed([side.text for side in self._left])
        return told.format(
            amount=whole,
            left=look().words.listed([side.name for side in self._left]),
            right=look().words.listed([f"{side.name} ({side.text})" for side in self._right]),
        )

    def _figures(self) -> Figures:
        headers = (translate("Flow", "Who"), translate("Flow", "Gave"), translate("Flow", "Received"))
        rows = [(side.name, side.text, "") for side in self._left]
        rows += [(side.name, "", side.text) for side in self._right]
        return Figures(headers, tuple(rows))

    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(220, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = self.width() * 40 // 100
        self._paint_bands(painter, words + 8.0, self.width() - words - 8.0)
        for sides, at, align in (
            (self._left, 0, Qt.AlignmentFlag.AlignRight),
            (self._right, self.width() - words, Qt.AlignmentFlag.AlignLeft),
        ):
            top = (self.height() - self._row * len(sides)) / 2
            for number, side in enumerate(sides):
                self._paint_side(painter, side, QRectF(at, top + number * self._row, words, self._row), align)
        painter.end()

    def _paint_side(self, painter: QPainter, side: Side, box: QRectF, align: Qt.AlignmentFlag) -> None:
        """The name above the middle, on two lines where one is too narrow; what moved under it."""
        painter.setFont(look().font("medium"))
        painter.setPen(look().colour("ink"))
        metrics = painter.fontMetrics()
        above = QRectF(box.left(), box.top(), box.width(), box.height() / 2)
        if metrics.horizontalAdvance(side.name) > box.width():
            above = QRectF(box.left(), box.top(), box.width(), metrics.height() * 2)
            flags = align | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(above, flags, side.name)
        else:
            shown = metrics.elidedText(side.name, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(above, align | Qt.AlignmentFlag.AlignBottom, shown)
        below = QRectF(box.left(), above.bottom(), box.width(), box.bottom() - above.bottom())
        painter.setFont(look().font("small"))
        painter.setPen(look().colour("ink2"))
        painter.drawText(below, align | Qt.AlignmentFlag.AlignTop, side.text)

    def _paint_bands(self, painter: QPainter, start: float, end: float) -> None:
        whole = max(1, sum(side.amount for side in self._left))
        thickest = min(24.0, self._row * 0.5)
        ink = look().colour(self._colour)
        ground = look().colour(self._colour)
        ground.setAlpha(70)
        middle = (start + end) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        for sides, edge, away in ((self._left, start, 1), (self._right, end, -1)):
            top = (self.height() - self._row * len(sides)) / 2
            level = self.height() / 2 - thickest / 2
            for number, side in enumerate(sides):
                thick = max(_BAND_MIN, thickest * side.amount / whole)
                y = top + (number + 0.5) * self._row
                bend = edge + (middle - edge) / 2
                path = QPainterPath(QPointF(edge, y - thick / 2))
                path.cubicTo(QPointF(bend, y - thick / 2), QPointF(bend, level), QPointF(middle, level))
                path.lineTo(QPointF(middle, level + thick))
                path.cubicTo(
                    QPointF(bend, level + thick), QPointF(bend, y + thick / 2), QPointF(edge, y + thick / 2)
                )
                path.closeSubpath()
                painter.setBrush(ground)
                painter.drawPath(path)
                painter.setBrush(ink)
                painter.drawRoundedRect(QRectF(edge - 2 * (away < 0), y - thick / 2, 2, thick), 1, 1)
                level += thick
        painter.setBrush(ink)
        self._paint_arrow(painter, middle)

    def _paint_arrow(self, painter: QPainter, middle: float) -> None:
        """Which way it went, for who does not see the sides' words."""
        y = self.height() / 2
        path = QPainterPath(QPointF(middle + 6, y))
        path.lineTo(QPointF(middle - 4, y - 6))
        path.lineTo(QPointF(middle - 4, y + 6))
        path.closeSubpath()
        painter.drawPath(path)


def gather(sides: list[Side], rest_name: str, text_of: object) -> tuple[Side, ...]:
    """At most `SHOWN_MAX`: the smallest go together under one name."""
    ordered = sorted(sides, key=lambda side: -side.amount)
    if len(ordered) <= SHOWN_MAX:
        return tuple(ordered)
    rest = sum(side.amount for side in ordered[SHOWN_MAX - 1 :])
    assert callable(text_of)
    return (*ordered[: SHOWN_MAX - 1], Side(rest_name, rest, text_of(rest)))
