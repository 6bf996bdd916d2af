# SPDX-License-Identifier: AGPL-3.0-or-later
"""People or posts in order, each with its figure over a bar; my own line is strong."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import tokens
from ui.theme import look
from ui.widgets.chart import Chart, Figures
from ui.widgets.label import Label, label


@dataclass(frozen=True)
class Rank:
    name: str
    amount: int
    text: str
    mine: bool = False
    bar: bool = True
    """False for a figure that is not of the same sort (several people together)."""


class _Track(QWidget):
    def __init__(self, amount: int, top: int, colour: str) -> None:
        super().__init__()
        self._amount, self._top, self._colour = amount, max(top, 1), colour
        self.setFixedHeight(6)

    def sizeHint(self) -> QSize:
        return QSize(120, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look().colour("sunken"))
        painter.drawRoundedRect(QRectF(0, 0.5, self.width(), 5), 2.5, 2.5)
        width = self.width() * self._amount / self._top
        if width >= 1:
            painter.setBrush(look().colour(self._colour))
            painter.drawRoundedRect(QRectF(0, 0.5, max(width, 5), 5), 2.5, 2.5)
        painter.end()


class RankedBars(Chart):
    """A list a screen reader reads line by line; the bars only repeat the figures."""

    def __init__(
        self,
        ranks: tuple[Rank, ...],
        name: str,
        description: str,
        *,
        strong: str = "sun",
        pale: str = "sun_pale",
    ) -> None:
        super().__init__(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        rows = tuple((rank.name, rank.text) for rank in ranks)
        self.set_words(name, description, Figures(("", name), rows))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S4)
        top = max((rank.amount for rank in ranks if rank.bar), default=1)
        for rank in ranks:
            line = QVBoxLayout()
            line.setSpacing(6)
            head = QHBoxLayout()
            head.setSpacing(tokens.S2)
            role = "strong" if rank.mine else "body"
            head.addWidget(Label(rank.name, role, wrap=True), 1)
            head.addWidget(label(rank.text, role, tabular=True))
            line.addLayout(head)
            if rank.bar:
                line.addWidget(_Track(rank.amount, top, strong if rank.mine else pale))
            layout.addLayout(line)
