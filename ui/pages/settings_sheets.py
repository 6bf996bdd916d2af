# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sheets of Réglages: the 24 words to write down, with three asked back, and the passphrase.

The words are shown once the person asks, and never copied, stored or logged here.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from app.facade_folding import fold
from ui import tokens
from ui.widgets.beside import Beside
from ui.widgets.buttons import button
from ui.widgets.card import clear
from ui.widgets.field import Field
from ui.widgets.label import label, paragraph, row
from ui.widgets.sheet import SheetBody

if TYPE_CHECKING:
    from collections.abc import Sequence

ASKED = 3
PASSPHRASE_MIN = 8


class WordsSheet(SheetBody):
    """Two steps: the 24 words, then three of them asked back."""

    confirmed = Signal()
    print_wanted = Signal()
    file_wanted = Signal()

    def __init__(
        self, words: Sequence[str], chooser: random.Random | None = None, *, before_passphrase: bool = False
    ) -> None:
        super().__init__(self.tr("Your 24 words"), self.tr("On paper, in this order. No photograph."))
        self._words = tuple(words)
        self._before_passphrase = before_passphrase
        self._asked = sorted((chooser or random.SystemRandom()).sample(range(len(self._words)), ASKED))
        self.fields: list[Field] = []
        self.show_words()

    @property
    def asked(self) -> tuple[int, ...]:
        """Positions, from 0, of the words that are asked back."""
        return tuple(self._asked)

    def show_words(self) -> None:
        """The words, with the buttons of this step."""
        clear(self.body)
        clear(self.foot)
        self.fields = []
        self.next = button(self.tr("I have written them"), self.ask, kind="primary")
        self.foot.addWidget(button(self.tr("Later"), self.finished.emit))
        self.foot.addStretch(1)
        self.foot.addWidget(self.next)
        if self._before_passphrase:
            text = self.tr(
                "A passphrase closes your account, these words included; forgotten, they alone open it "
                "again. Write these words down first: the passphrase comes next."
            )
            self.body.addWidget(paragraph(text, "body", "sun_ink"))
        self.body.addWidget(
            paragraph(
                self.tr("Whoever reads them can open your account: keep the sheet as you keep your papers."),
                "body",
                "ink2",
            )
        )
        frame = QFrame()
        frame.setObjectName("sunken")
        frame.setAccessibleName(self.tr("Your 24 words"))
        frame.setAccessibleDescription(
            ", ".join(f"{i} {word}" for i, word in enumerate(self._words, start=1))
        )
        grid = QGridLayout(frame)
        grid.setContentsMargins(tokens.S5, tokens.S4, tokens.S5, tokens.S4)
        grid.setHorizontalSpacing(tokens.S3)
        grid.setVerticalSpacing(tokens.S2)
        half = (len(self._words) + 1) // 2
        for index, word in enumerate(self._words):
            line, column = index % half, 2 * (index // half)
            grid.addWidget(label(str(index + 1), "small", "ink2", tabular=True), line, column)
            grid.addWidget(label(word, "strong"), line, column + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.body.addWidget(frame)
        self.body.addWidget(
            paragraph(
                self.tr("Printing it is fine too; if you save a file, delete it once printed."),
                "small",
                "ink2",
            )
        )
        printed = button(self.tr("Print…"), self.print_wanted.emit)
        saved = button(self.tr("Save as PDF…"), self.file_wanted.emit)
        self.body.addWidget(Beside(printed, saved))

    def ask(self) -> None:
        """Hide the words and ask for three of them."""
        clear(self.body)
        self.body.addWidget(paragraph(self.tr("Read them from your sheet."), "body", "ink2"))
        for position in self._asked:
            field = Field(self.tr("Word number {number}").format(number=position + 1), QLineEdit())
            self.fields.append(field)
            self.body.addWidget(field)
        clear(self.foot)
        self.foot.addWidget(button(self.tr("See the words again"), self.show_words))
        self.foot.addStretch(1)
        self.foot.addWidget(button(self.tr("Check"), self.check, kind="primary"))
        _edit(self.fields[0]).setFocus()

    def check(self) -> None:
        """Compare without accents or capitals; what is wrong is said under its field."""
        right = True
        for field, position in zip(self.fields, self._asked, strict=True):
            same = fold(_edit(field).text().strip()) == fold(self._words[position])
            field.set_error("" if same else self.tr("This is not the word on your sheet: look again."))
            right = right and same
        if right:
            self.confirmed.emit()


class PassphraseSheet(SheetBody):
    """Choose, change or take away the passphrase."""

    chosen = Signal(str)
    """The new passphrase; empty to do without."""

    def __init__(self, *, has_one: bool) -> None:
        title = self.tr("Change my passphrase") if has_one else self.tr("Choose a passphrase")
        super().__init__(title, self.tr("It is asked each time Voisinage opens."))
        self.first = Field(
            self.tr("New passphrase"),
            _hidden(),
            self.tr("Three or four words you will remember are better than signs."),
        )
        self.second = Field(self.tr("The same again"), _hidden())
        self.body.addWidget(self.first)
        self.body.addWidget(self.second)
        text = self.tr(
            "Nobody can give it back to you. If you forget it, your 24 words open your account again: say so "
            "where it is asked."
        )
        self.body.addWidget(paragraph(text, "small", "ink2"))
        if has_one:
            away = button(self.tr("Do without a passphrase"), lambda: self.chosen.emit(""), kind="link")
            self.body.addLayout(row(away, None))
        self.foot.addStretch(1)
        self.foot.addWidget(button(self.tr("Keep this passphrase"), self.check, kind="primary"))

    def check(self) -> None:
        first, second = _edit(self.first).text(), _edit(self.second).text()
        short = len(first) < PASSPHRASE_MIN
        self.first.set_error(self.tr("At least eight letters.") if short else "")
        self.second.set_error(self.tr("The two are different.") if not short and first != second else "")
        if not short and first == second:
            self.chosen.emit(first)


def _hidden() -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def _edit(field: Field) -> QLineEdit:
    control: QWidget = field.control
    assert isinstance(control, QLineEdit)
    return control
