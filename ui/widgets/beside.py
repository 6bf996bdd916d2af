# SPDX-License-Identifier: AGPL-3.0-or-later
"""Buttons side by side where they fit, under one another where they do not: never wider than their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui import tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class Beside(QWidget):
    """Follows its own width, so that a large text in a narrow sheet is not cut off."""

    def __init__(self, *pieces: QWidget, down: bool = False, links: bool = False) -> None:
        """`down`: under one another whatever the width. `links`: they begin where the texts above them do."""
        super().__init__()
        self._down = down
        self._links = links
        self._pieces: list[QWidget] = []
        direction = QBoxLayout.Direction.TopToBottom if down else QBoxLayout.Direction.LeftToRight
        self._layout = QBoxLayout(direction, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        self._layout.setSpacing(self._gap())
        self._layout.addStretch(1)
        for piece in pieces:
            self.append(piece)

    def _gap(self) -> int:
        """Links have no edge to part them, and height enough under one another."""
        if not self._links:
            return tokens.S2
        return tokens.S4 if self._layout.direction() == QBoxLayout.Direction.LeftToRight else 0

    def append(self, piece: QWidget) -> None:
        """One more, before what is left free at the end."""
        if self._links:
            piece.setProperty("flush", True)
        self._layout.insertWidget(len(self._pieces), piece)
        self._pieces.append(piece)

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest."""
        widest = max((piece.minimumSizeHint().width() for piece in self._pieces), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        hints = [piece.sizeHint().width() for piece in self._pieces]
        gap = tokens.S4 if self._links else tokens.S2
        fits = sum(hints) + gap * (len(hints) - 1) <= self.width()
        across = fits and not self._down
        direction = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        if direction != self._layout.direction():
            self._layout.setDirection(direction)
            self._layout.setSpacing(self._gap())
            self.updateGeometry()
