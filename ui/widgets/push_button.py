# SPDX-License-Identifier: AGPL-3.0-or-later
"""A button whose ring is seen on a full ground too: a second line within it, which no style sheet draws."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton

from ui import tokens
from ui.theme import look

_IN_PX = 3


class PushButton(QPushButton):
    """See `ui.widgets.buttons.button`."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.property("kind") != "primary" or not self.property("ring"):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look().colour("on_primary"), 2))
        box = self.rect().adjusted(_IN_PX, _IN_PX, -_IN_PX, -_IN_PX)
        painter.drawRoundedRect(box, tokens.RADIUS_CONTROL - 3, tokens.RADIUS_CONTROL - 3)
        painter.end()
