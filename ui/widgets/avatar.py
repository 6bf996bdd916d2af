# SPDX-License-Identifier: AGPL-3.0-or-later
"""A person's or the commune's round mark: initials on one of six soft grounds, or an icon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui import tokens
from ui.theme import look

if TYPE_CHECKING:
    from app.views import PersonView


def initials(name: str) -> str:
    """« Marie Lefèvre » → ML; « Denise » → D."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalnum()]
    if not words:
        return "?"
    chosen = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return chosen.upper()


class Avatar(QWidget):
    """Decoration beside a name: it has no accessible name of its own."""

    def __init__(
        self, name: str = "", account: bytes = b"", *, icon: str = "", family: str = "", size: int = 40
    ) -> None:
        """`family`: of the act the icon stands for, which gives the colour when nobody does."""
        super().__init__()
        self._initials = initials(name)
        self._icon = icon
        choice = sum(account[:4]) if account else sum(map(ord, name))
        colours = tokens.AVATAR_COLOURS[choice % len(tokens.AVATAR_COLOURS)]
        if icon and not account:
            colours = tokens.FAMILY_COLOURS.get(family, ("primary", "primary_soft"))
        self._ink, self._ground = colours
        self._size = size
        self.setFixedSize(size, size)

    @classmethod
    def of(cls, person: PersonView, *, size: int = 40) -> Avatar:
        return cls(person.name, person.account, size=size)

    def paintEvent(self, event: object) -> None:
        current = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current.colour(self._ground))
        painter.drawEllipse(QRectF(0.5, 0.5, self._size - 1, self._size - 1))
        if self._icon:
            side = self._size // 2
            pixmap = current.pixmap(self._icon, self._ink, side)
            left = round((self._size - pixmap.width() / pixmap.devicePixelRatio()) / 2)
            painter.drawPixmap(left, left, pixmap)
        else:
            font = current.font("tiny_strong")
            font.setPixelSize(max(13, self._size * 36 // 100))
            painter.setFont(font)
            painter.setPen(current.colour(self._ink))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)
        painter.end()
