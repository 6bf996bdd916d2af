# SPDX-License-Identifier: AGPL-3.0-or-later
"""People's long texts: written without anything being cut in silence, and read a few lines at first."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ui import tokens
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.field import Field
from ui.widgets.label import Label, row

FOLDED_LETTERS: Final = 600
FOLDED_LINES: Final = 8
CARD_LETTERS: Final = 240
"""In a card that stands beside others, all as high as the highest."""


class LongField(Field):
    """What is too long is told while it is written, and nothing is signed: words are for ever."""

    def __init__(self, name: str, most: int, height: int, hint: str = "") -> None:
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(look().px(height))
        super().__init__(name, self.edit, hint, most=most)

    @property
    def text(self) -> str:
        return self.edit.toPlainText().strip()


def begin(text: str, letters: int = FOLDED_LETTERS) -> str:
    """The whole of a text of ordinary length, else its first words and three dots."""
    lines = text.splitlines()
    start = "\n".join(lines[:FOLDED_LINES])
    if len(start) > letters:
        start = start[:letters].rsplit(maxsplit=1)[0]
    # One more line would take as much room as the button that unfolds it.
    return text if (len(text) - len(start)) * 10 <= len(text) else f"{start.rstrip()}…"


class Folded(QWidget):
    """Its beginning, and the rest when asked for: a page of votes is not one proposal's."""

    def __init__(self, text: str, name: str, letters: int = FOLDED_LETTERS) -> None:
        """`name`: whose text it is, for who hears the button without seeing the text."""
        super().__init__()
        self._text, self._name, self._is_open = text, name, False
        self._start = begin(text, letters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S1)
        self.words = Label(self._start, "body", "ink2", wrap=True)
        layout.addWidget(self.words)
        if self._start != text:
            self.more = button(self.tr("Read it all"), self._turn, kind="link")
            self.more.setAccessibleName(f"{self.more.text()}: {name}")
            layout.addLayout(row(self.more, None))

    def _turn(self) -> None:
        self._is_open = not self._is_open
        self.words.setText(self._text if self._is_open else self._start)
        word = self.tr("Fold it") if self._is_open else self.tr("Read it all")
        self.more.setText(word)
        self.more.setAccessibleName(f"{word}: {self._name}")
