# SPDX-License-Identifier: AGPL-3.0-or-later
"""24 small boxes for the words: completion in French or English, all pasted at once, the sum checked live.

They are never copied, stored or logged here.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.facade_words import complete_word, look_at_words, read_pasted
from ui import tokens
from ui.theme import look
from ui.widgets.label import Label, label

WORDS = 24
_CERTAIN = 3
"""A prefix this long that one word alone completes is that word."""


class WordsGrid(QWidget):
    """A space or Enter goes on to the next box, completing what can only be one word; pasting fills all."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[QLineEdit] = []
        self.setObjectName("words-grid")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.S2)
        self._grid.setVerticalSpacing(tokens.S2)
        outer.addLayout(self._grid)
        self.state = Label("", "small", "ink2", wrap=True)
        outer.addWidget(self.state)
        self._model = QStringListModel(self)
        for number in range(1, WORDS + 1):
            edit = QLineEdit()
            edit.setAccessibleName(self.tr("Word number {number}").format(number=number))
            edit.setMaxLength(24)
            edit.setMinimumWidth(look().px(84))
            edit.setCompleter(self._completer(edit))
            edit.installEventFilter(self)
            edit.textEdited.connect(lambda text, index=number - 1: self._on_typed(index, text))
            self.fields.append(edit)
        self.set_columns(2)  # what a sheet has room for, whatever the size of the text
        self.show_state()

    def _completer(self, edit: QLineEdit) -> QCompleter:
        completer = QCompleter(self._model, edit)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.popup().setAccessibleName(self.tr("Words of the list"))
        completer.activated.connect(lambda _word: self._changed())
        return completer

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

    @property
    def is_whole(self) -> bool:
        """All 24 are there and belong together."""
        return look_at_words(self.words).is_whole

    def fill(self, words: list[str]) -> None:
        for edit, word in zip(self.fields, words, strict=False):
            edit.setText(word)
        self._changed()

    def mark(self, wrong: set[int]) -> None:
        """Show which words are missing or not of the list."""
        for index, edit in enumerate(self.fields):
            if bool(edit.property("wrong")) != (index in wrong):
                edit.setProperty("wrong", index in wrong)
                edit.style().unpolish(edit)
                edit.style().polish(edit)

    def mark_missing(self, empty: set[int]) -> None:
        """Somebody wanted to go on: the sentence that counts the words becomes the mistake."""
        self.mark(empty)
        self.state.set_colour("danger")

    def show_state(self) -> None:
        """Say under the boxes how far it is; a word still being typed is not wrong yet."""
        view = look_at_words(self.words)
        typing = {index for index, edit in enumerate(self.fields) if edit.hasFocus()}
        wrong = [index for index in view.unknown if index not in typing or not self._complete_at(index)]
        self.mark(set(wrong))
        if wrong:
            text = self.tr("Word {number} is not of the list: look at your sheet again.")
            self._say(text.format(number=wrong[0] + 1), "danger")
        elif view.missing:
            self._say(self.tr("%n word(s) still to write.", "", view.missing), "ink2")
        elif view.is_whole:
            self._say(self.tr("The 24 words belong together."), "ok")
        elif not view.unknown:
            text = self.tr(
                "Each word exists, but together they do not fit: one is not yours, or two were swapped."
            )
            self._say(text, "danger")

    def _say(self, text: str, colour: str) -> None:
        self.state.setText(text)
        self.state.set_colour(colour)

    def _on_typed(self, index: int, text: str) -> None:
        self._model.setStringList(list(self._complete_at(index)) if len(text.strip()) > 1 else [])
        self._changed()

    def _complete_at(self, index: int) -> tuple[str, ...]:
        """What the word of this box may be, given the others."""
        words = self.words
        return complete_word(words[index], (*words[:index], *words[index + 1 :]))

    def _changed(self) -> None:
        self.show_state()
        self.edited.emit()

    def _complete(self, edit: QLineEdit) -> None:
        typed = edit.text().strip()
        found = self._complete_at(self.fields.index(edit)) if len(typed) >= _CERTAIN else ()
        if len(found) == 1:
            edit.setText(found[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, QLineEdit):
            self.show_state()
            return False
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.matches(QKeySequence.StandardKey.Paste):
            words = read_pasted(QGuiApplication.clipboard().mimeData().text())
            if len(words) > 1:
                self.fill(list(words))
                return True
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return) and isinstance(watched, QLineEdit):
            index = self.fields.index(watched)
            self._complete(watched)
            self._changed()
            if index + 1 < WORDS:
                self.fields[index + 1].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False
