# SPDX-License-Identifier: AGPL-3.0-or-later
"""A chip: a short word on a soft ground; its sign or word says what its colour says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from ui.theme import look
from ui.widgets.label import Label

_TONES = {
    "neutral": ("ink2", "sunken"),
    "primary": ("primary", "primary_soft"),
    "sun": ("sun_ink", "sun_soft"),
    "gift": ("gift", "gift_soft"),
    "vote": ("vote", "vote_soft"),
    "time": ("time", "time_soft"),
    "food": ("food", "food_soft"),
}
USUAL = 100


class Chip(Label):
    """Its ground is painted here: a style sheet radius above half the height would draw square corners."""

    def __init__(self, text: str, tone: str = "neutral", *, wrap: bool = False) -> None:
        """`wrap`: in a narrow place, where a large text needs two lines for it."""
        ink, self._ground = _TONES[tone]
        super().__init__(text, "label", ink, wrap=wrap and look().text_percent > USUAL)
        self.setContentsMargins(9, 2, 9, 2)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if not self.wordWrap():
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look().colour(self._ground))
        radius = min(10.0, self.height() / 2)
        painter.drawRoundedRect(self.rect(), radius, radius)
        painter.end()
        super().paintEvent(event)
