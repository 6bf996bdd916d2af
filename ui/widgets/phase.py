# SPDX-License-Identifier: AGPL-3.0-or-later
"""How firm an act is: a hollow dot « enregistré », a full dot « définitif », a crossed one « sans effet »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.views import Phase
from ui.strings import phase_word
from ui.theme import look
from ui.widgets.label import label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_COLOURS = {Phase.PENDING: "ink3", Phase.SEALED: "ok", Phase.VOID: "danger"}


class Dot(QWidget):
    """The dot alone; the word beside it, or its accessible name, says the same."""

    def __init__(self, phase: Phase, *, size: int = 12) -> None:
        super().__init__()
        self._phase = phase
        self._size = size
        self.setFixedSize(size, size)
        self.setAccessibleName(phase_word(phase))
        self.setToolTip(phase_word(phase))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_dot(painter, QRectF(0, 0, self._size, self._size), self._phase)
        painter.end()


def draw_dot(painter: QPainter, box: QRectF, phase: Phase) -> None:
    """The same dot in a painted list or timeline."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = look().colour(_COLOURS[phase])
    inner = box.adjusted(1.5, 1.5, -1.5, -1.5)
    painter.setPen(QPen(colour, 1.75))
    painter.setBrush(colour if phase is Phase.SEALED else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(inner)
    if phase is Phase.VOID:
        centre, reach = inner.center(), inner.width() / 4
        painter.drawLine(centre + QPointF(-reach, -reach), centre + QPointF(reach, reach))
        painter.drawLine(centre + QPointF(-reach, reach), centre + QPointF(reach, -reach))


class PhaseMark(QWidget):
    """Dot and word."""

    def __init__(self, phase: Phase) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Dot(phase))
        layout.addWidget(label(phase_word(phase), "small", _COLOURS[phase]))
        self.setAccessibleName(phase_word(phase))
