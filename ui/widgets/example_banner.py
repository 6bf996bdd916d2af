# SPDX-License-Identifier: AGPL-3.0-or-later
"""The striped band over a window that shows the example commune: nothing in it is anybody's."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui import tokens
from ui.clock import now_ms
from ui.theme import look
from ui.widgets.label import Label

STRIPE = 14
"""Width of a stripe, and of the gap between two."""


class ExampleBanner(QFrame):
    """« Données d'exemple · dimanche 24 mai 2026 »."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        now, words = now_ms(), look().words
        said = self.tr("Example data · {date}")
        text = said.format(date=words.date(now, year=True))
        self._texts = (text, said.format(date=words.short_date(now, now)), self.tr("Example data"))
        self.words = Label(text, "strong", "ink")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setContentsMargins(tokens.S3, tokens.S1, tokens.S3, tokens.S1)
        self.words.setAutoFillBackground(True)
        self.setAccessibleName(text)
        self.setMinimumWidth(1)  # else the window could not become narrower than its longest words
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.S4, 0, tokens.S4, 0)
        layout.addStretch(1)
        layout.addWidget(self.words)
        layout.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The longest words that fit, the day before the year."""
        super().resizeEvent(event)
        room = self.width() - 2 * (tokens.S4 + tokens.S3 + STRIPE)
        metrics = self.words.fontMetrics()
        fitting = [text for text in self._texts if metrics.horizontalAdvance(text) <= room]
        self.words.setText(fitting[0] if fitting else self._texts[-1])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, height = look(), self.height()
        painter.fillRect(self.rect(), colours.colour("sun_soft"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("sun"))
        for left in range(-height, self.width() + height, 2 * STRIPE):
            corners = (
                (left, height),
                (left + STRIPE, height),
                (left + STRIPE + height, 0),
                (left + height, 0),
            )
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        painter.fillRect(self.words.geometry(), colours.colour("bg"))
        painter.end()
        super().paintEvent(event)
