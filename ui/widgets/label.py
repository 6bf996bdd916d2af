# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text on the screen: a role for its size, a token for its colour, plain text always.

Rich text is not used: it would turn U+202F into a space that breaks.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui import tokens
from ui.format import break_long, keep_together
from ui.theme import look


@cache
def _make_wrapping() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    return policy


class Label(QLabel):
    """One text; `wrap` lets it take several lines, otherwise it keeps its full width."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        colour: str = "ink",
        *,
        wrap: bool = False,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look().font(role, tabular=tabular))
        self.set_colour(colour)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(_make_wrapping())
        self.setText(text)

    def setText(self, text: str) -> None:
        """People's words too keep their figures and units, and their colons, on one line.

        A word longer than a line goes on in the next one.
        """
        shown = keep_together(text)
        super().setText(break_long(shown) if self.wordWrap() else shown)

    def set_colour(self, colour: str) -> None:
        self.setPalette(look().ink(colour))

    def set_struck(self, struck: bool) -> None:
        font = self.font()
        font.setStrikeOut(struck)
        self.setFont(font)


def label(text: str = "", role: str = "body", colour: str = "ink", *, tabular: bool = False) -> Label:
    """A text on one line."""
    return Label(text, role, colour, tabular=tabular)


def paragraph(text: str = "", role: str = "body", colour: str = "ink") -> Label:
    """A text that may take several lines."""
    return Label(text, role, colour, wrap=True)


def icon_label(name: str, colour: str = "ink2", size: int = 20) -> QLabel:
    """An icon beside a word; it says nothing to a screen reader, the word does."""
    found = QLabel()
    found.setPixmap(look().pixmap(name, colour, size))
    side = look().px(size)
    found.setFixedSize(side, side)
    return found


def line() -> QFrame:
    """A thin decorative line across a card."""
    found = QFrame()
    found.setObjectName("line")
    found.setFixedHeight(1)
    return found


def pair(left: Label, right: QWidget) -> QHBoxLayout:
    """A name that may wrap, and its figure at the right."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(tokens.S3)
    layout.addWidget(left, 1)
    layout.addWidget(right)
    return layout


def row(*pieces: QWidget | int | None, gap: int = tokens.S2) -> QHBoxLayout:
    """Widgets side by side; None is a stretch, an integer a space in pixels.

    A link that begins the line begins where the texts above and below it do.
    """
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    if pieces and isinstance(pieces[0], QPushButton) and pieces[0].property("kind") == "link":
        pieces[0].setProperty("flush", True)
    for piece in pieces:
        if piece is None:
            layout.addStretch(1)
        elif isinstance(piece, int):
            layout.addSpacing(piece)
        else:
            layout.addWidget(piece)
    return layout
