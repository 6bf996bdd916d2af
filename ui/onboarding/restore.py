# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding one's account again with the 24 words, then where to ask: a code, or the backup file."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog

from ui.onboarding.join import CodeEdit, unreadable_file
from ui.onboarding.steps import Step, step_count
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.field import Field
from ui.widgets.label import paragraph, row
from ui.widgets.words_grid import WordsGrid


class WordsStep(Step):
    """The 24 words, in French or English, with or without accents."""

    concerns: ClassVar[frozenset[str]] = frozenset(
        {"bad-words", "unknown-account", "unknown-words", "left-words"}
    )

    def __init__(self) -> None:
        super().__init__(
            self.tr("Your 24 words"),
            self.tr("From your sheet of paper, with or without accents. You can paste them all at once."),
            self.tr("Go on"),
            counted=step_count(1, 2),
        )
        self.grid = WordsGrid()
        self.body.addWidget(self.grid)

    def check(self) -> None:
        empty = {index for index, word in enumerate(self.grid.words) if not word}
        self.grid.show_state()
        if empty:
            self.grid.mark_missing(empty)
        elif self.grid.is_whole:
            self.done.emit()


class ReachStep(Step):
    """A neighbour to reach: any code of the commune says where, and so does a backup file."""

    concerns: ClassVar[frozenset[str]] = frozenset(
        {"bad-code", "no-way-back", "backup-missing", "backup-damaged", "backup-other", "other-commune"}
    )

    def __init__(self) -> None:
        super().__init__(
            self.tr("A neighbour to ask"),
            self.tr(
                "Your account is kept by your neighbours too. Give your backup file, or an invitation code "
                "of your commune, even one that was used: it says where to ask."
            ),
            self.tr("Find my account"),
            counted=step_count(2, 2),
            waiting=self.tr("Asking your neighbours…"),
        )
        self.file = ""
        self.edit = CodeEdit()
        self.edit.setFont(look().font("small"))
        self.edit.setFixedHeight(look().px(96))
        self.edit.setTabChangesFocus(True)
        self.field = Field(self.tr("Code of any invitation"), self.edit)
        self.edit.unreadable.connect(lambda: self.field.set_error(unreadable_file()))
        self.body.addWidget(self.field)
        self.choose = button(self.tr("Choose my backup file…"), self.choose_file)
        self.body.addLayout(row(self.choose, None))
        self.chosen = paragraph("", "small", "ink2")
        self.chosen.hide()
        self.body.addWidget(self.chosen)

    @property
    def code(self) -> str:
        return self.edit.toPlainText().strip()

    def choose_file(self) -> None:
        """Ask which; the dialog is the computer's own."""
        path, _kind = QFileDialog.getOpenFileName(self, self.tr("My backup file"))
        if path:
            self.take_file(path)

    def take_file(self, path: str) -> None:
        """A backup file was chosen: no code is needed any more."""
        self.file = path
        self.chosen.setText(self.tr("Backup: {name}").format(name=Path(path).name))
        self.chosen.show()
        self.field.set_error("")

    def check(self) -> None:
        is_enough = bool(self.code or self.file)
        self.field.set_error("" if is_enough else self.tr("Ask a neighbour for one: any of them will do."))
        if is_enough:
            self.done.emit()
