# SPDX-License-Identifier: AGPL-3.0-or-later
"""Joining: the code and who sent it, my name, what neighbours may see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout

from ui.errors import check_letters, explain
from ui.onboarding.steps import Step, step_count
from ui.strings import translate
from ui.theme import look
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.label import Label, paragraph

if TYPE_CHECKING:
    from ui.onboarding.doors import Doors

NAME_MAX = 40
CODE_FILE_MAX = 8_192


class CodeEdit(QPlainTextEdit):
    """Paste, type, or drop a text file that holds the code."""

    unreadable = Signal()
    """What was dropped is no file one can read a code in."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasText() or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.insertFromMimeData(event.mimeData())
        event.acceptProposedAction()

    def insertFromMimeData(self, source: QMimeData) -> None:
        paths = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
        if paths:
            self._read_file(paths[0])
        elif source.hasText():
            self.setPlainText(source.text().strip())

    def _read_file(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                content = file.read(CODE_FILE_MAX + 1)
            if len(content) > CODE_FILE_MAX:
                raise ValueError("too long for a code")
            text = content.decode().strip()
        except (OSError, ValueError):
            self.unreadable.emit()
        else:
            self.setPlainText(text)


def unreadable_file() -> str:
    """Under the field, when a file that was dropped holds no code."""
    return translate("Onboarding", "No code can be read in this file. Open it, and copy the code from it.")


class CodeStep(Step):
    """Shows the commune and the sponsor as soon as the code can be read."""

    concerns: ClassVar[frozenset[str]] = frozenset(
        {
            "bad-code", "expired-invitation", "spent-invitation", "bad-invitation", "other-commune",
            "void-join",
        }
    )  # fmt: skip

    def __init__(self, doors: Doors) -> None:
        super().__init__(
            self.tr("Join my commune"),
            self.tr("Paste the code your neighbour gave you, or drop the file here."),
            self.tr("Go on"),
            counted=step_count(1, 3),
        )
        self._doors = doors
        self.preview: Any = None
        self.edit = CodeEdit()
        self.edit.setFont(look().font("small"))
        self.edit.setFixedHeight(look().px(96))
        self.edit.setTabChangesFocus(True)
        hint = self.tr("It begins with VOISINAGE- and is long. Your neighbour's computer must be on.")
        self.field = Field(self.tr("Invitation code"), self.edit, hint)
        self.body.addWidget(self.field)
        self.card = Card(name=self.tr("The commune of this code"), tone="primary")
        self.commune = Label("", "h2", wrap=True)
        self.sponsor = paragraph("", "body", "ink")
        self.until = paragraph("", "small", "ink2")
        for line in (self.commune, self.sponsor, self.until):
            self.card.body.addWidget(line)
        self.card.hide()
        self.body.addWidget(self.card)
        self.edit.textChanged.connect(self._look_at_code)
        self.edit.unreadable.connect(lambda: self.field.set_error(unreadable_file()))

    @property
    def code(self) -> str:
        return self.edit.toPlainText().strip()

    def _look_at_code(self) -> None:
        self.preview = None
        if self.code:
            try:
                self.preview = self._doors.describe_code(self.code)
            except Exception as error:
                if not hasattr(error, "code"):
                    raise
        if self.preview is not None:
            self.field.set_error("")
            self._show_preview()
        self.card.setVisible(self.preview is not None)

    def _show_preview(self) -> None:
        preview = self.preview
        name = getattr(preview, "commune_name", "") or self.tr("Your neighbour's commune")
        self.commune.setText(name)
        sponsor = getattr(preview, "sponsor_name", "")
        self.sponsor.setText(self.tr("{name} invites you.").format(name=sponsor) if sponsor else "")
        self.sponsor.setVisible(bool(sponsor))
        date = look().words.date(preview.expires_ms)
        self.until.setText(self.tr("This code is good until {date}.").format(date=date))

    def check(self) -> None:
        if not self.code:
            told = self.tr("Paste the code first. You have none? Ask a neighbour who is already in.")
            self.field.set_error(told)
            return
        try:
            self._doors.describe_code(self.code)
        except Exception as error:
            if not hasattr(error, "code"):
                raise
            notice = explain(error)
            self.field.set_error(f"{notice.happened} {notice.todo}")
            return
        self.done.emit()


class NameStep(Step):
    """My name, as neighbours will read it."""

    concerns: ClassVar[frozenset[str]] = frozenset({"bad-name", "mixed-name"})

    def __init__(self, number: int, total: int) -> None:
        super().__init__(
            self.tr("What is your name?"),
            self.tr("Your neighbours will read it beside what you offer, give and vote."),
            self.tr("Go on"),
            counted=step_count(number, total),
        )
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("Marie Lefèvre")
        self.field = Field(self.tr("First name and family name"), self.edit, most=NAME_MAX)
        self.body.addWidget(self.field)

    @property
    def name(self) -> str:
        return " ".join(self.edit.text().split())

    def check(self) -> None:
        missing = "" if self.name else self.tr("Write the name your neighbours know you by.")
        self.field.set_error(missing or check_letters(self.name))
        if not self.field.error:
            self.done.emit()


class ConsentStep(Step):
    """What neighbours may see; the proposed choices are the register's own defaults."""

    def __init__(self, number: int, total: int) -> None:
        super().__init__(
            self.tr("What may your neighbours see?"),
            self.tr("You can change your mind at any time."),
            self.tr("Enter"),
            counted=step_count(number, total),
            waiting=self.tr("Your neighbour's computer opens the door…"),
        )
        self.boxes: dict[str, QCheckBox] = {}
        for topic, word, detail, checked in (
            (
                "production",
                self.tr("What my panels make in a day"),
                self.tr(
                    "The day's total, never the hours. Otherwise it is added to the others', without my name."
                ),
                True,
            ),
            (
                "gifts",
                self.tr("The gifts I make"),
                self.tr("My name beside what I give to neighbours."),
                False,
            ),
        ):
            box = QCheckBox(word)
            box.setFont(look().font("medium"))
            box.setChecked(checked)
            box.setAccessibleDescription(detail)
            self.boxes[topic] = box
            choice = QVBoxLayout()
            choice.setSpacing(0)
            choice.addWidget(box)
            choice.addWidget(paragraph(detail, "small", "ink2"))
            self.body.addLayout(choice)
        kept = self.tr("This rules what your neighbours' windows show; what is in the register stays there.")
        self.body.addWidget(paragraph(kept, "small", "ink2"))

    @property
    def choices(self) -> dict[str, bool]:
        return {topic: box.isChecked() for topic, box in self.boxes.items()}
