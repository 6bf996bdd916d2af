# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding one's account again with the 24 words: one box each, or all pasted at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from ui import tokens
from ui.onboarding.steps import Step, step_count
from ui.theme import look
from ui.widgets.field import Field
from ui.widgets.label import label, paragraph

WORDS = 24


class WordsGrid(QWidget):
    """24 small fields; a space or Enter goes on to the next, pasting fills all."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[QLineEdit] = []
        self.setObjectName("words-grid")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.S2)
        self._grid.setVerticalSpacing(tokens.S2)
        for number in range(1, WORDS + 1):
            edit = QLineEdit()
            edit.setAccessibleName(self.tr("Word number {number}").format(number=number))
            edit.setMaxLength(24)
            edit.setMinimumWidth(look().px(84))
            edit.installEventFilter(self)
            edit.textEdited.connect(lambda _text: self.edited.emit())
            self.fields.append(edit)
        self.set_columns(3)

    def set_columns(self, columns: int) -> None:
        """Read down each column, as on the sheet of paper."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in self.fields:
                widget.hide()
                widget.deleteLater()
        lines = -(-WORDS // columns)
        for index, edit in enumerate(self.fields):
            line, column = index % lines, 2 * (index // lines)
            number = label(str(index + 1), "small", "ink2", tabular=True)
            self._grid.addWidget(
                number, line, column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
            self._grid.addWidget(edit, line, column + 1)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(edit.text().strip().lower() for edit in self.fields)

    def fill(self, words: list[str]) -> None:
        for edit, word in zip(self.fields, words, strict=False):
            edit.setText(word)
        self.edited.emit()

    def mark(self, wrong: set[int]) -> None:
        """Show which words are not of the list."""
        for index, edit in enumerate(self.fields):
            edit.setProperty("wrong", index in wrong)
            edit.style().unpolish(edit)
            edit.style().polish(edit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.matches(QKeySequence.StandardKey.Paste):
            words = _words_of(QGuiApplication.clipboard().mimeData())
            if len(words) > 1:
                self.fill(words)
                return True
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return) and isinstance(watched, QLineEdit):
            index = self.fields.index(watched)
            if index + 1 < WORDS:
                self.fields[index + 1].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False


def _words_of(data: QMimeData) -> list[str]:
    """The words of a pasted text; numbers before them are left out."""
    return [word for word in data.text().replace(".", " ").split() if not word.isdigit()][:WORDS]


class WordsStep(Step):
    """The 24 words, in French or English, with or without accents."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Your 24 words"),
            self.tr("From your sheet of paper, with or without accents. You can paste them all at once."),
            self.tr("Go on"),
            counted=step_count(1, 2),
        )
        self.grid = WordsGrid()
        self.body.addWidget(self.grid)
        self.problem = paragraph("", "small", "danger")
        self.problem.hide()
        self.body.addWidget(self.problem)

    def check(self) -> None:
        empty = {index for index, word in enumerate(self.grid.words) if not word}
        self.grid.mark(empty)
        self.say(self.tr("%n word(s) are missing.", "", len(empty)) if empty else "")
        if not empty:
            self.done.emit()

    def say(self, text: str) -> None:
        """What is wrong with the words, under them."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))


class ReachStep(Step):
    """A neighbour to reach: any code of the commune says where; the account comes back from them."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("A neighbour to ask"),
            self.tr(
                "Your account is kept by your neighbours too. Give an invitation code of your commune, "
                "even one that was used: it says where to ask."
            ),
            self.tr("Find my account"),
            counted=step_count(2, 2),
            waiting=self.tr("Asking your neighbours…"),
        )
        self.edit = QPlainTextEdit()
        self.edit.setFont(look().font("small"))
        self.edit.setFixedHeight(look().px(96))
        self.edit.setTabChangesFocus(True)
        self.field = Field(self.tr("Code of any invitation"), self.edit)
        self.body.addWidget(self.field)

    @property
    def code(self) -> str:
        return "".join(self.edit.toPlainText().split())

    def check(self) -> None:
        self.field.set_error("" if self.code else self.tr("Ask a neighbour for one: any of them will do."))
        if self.code:
            self.done.emit()
