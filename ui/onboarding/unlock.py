# SPDX-License-Identifier: AGPL-3.0-or-later
"""The passphrase, asked when the account is kept with one; and the way on for who forgot it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from ui.errors import explain
from ui.onboarding.steps import Step
from ui.widgets.buttons import button
from ui.widgets.field import Field
from ui.widgets.label import paragraph, row

if TYPE_CHECKING:
    from pathlib import Path

    from ui.onboarding.doors import Doors


class UnlockStep(Step):
    """`opened` gives the facade."""

    opened = Signal(object)
    forgotten = Signal()

    def __init__(self, home: Path, doors: Doors) -> None:
        super().__init__(
            self.tr("Your passphrase"), self.tr("It opens your account on this computer."), self.tr("Open")
        )
        self._home, self._doors = home, doors
        self.back.setText(self.tr("Close"))
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.field = Field(self.tr("Passphrase"), self.edit)
        self.body.addWidget(self.field)
        forgotten = button(self.tr("I forgot it"), self.forgotten.emit, kind="link")
        self.body.addLayout(row(forgotten, None))

    def check(self) -> None:
        """Opening takes most of a second: the passphrase is made slow to guess on purpose."""
        try:
            facade = self._doors.open_home(self._home, passphrase=self.edit.text(), is_online=False)
        except Exception as error:
            if not hasattr(error, "code"):
                raise
            notice = explain(error)
            self.field.set_error(f"{notice.happened} {notice.todo}")
            self.edit.selectAll()
            return
        self.opened.emit(facade)


class ForgottenStep(Step):
    """What comes back with the 24 words, what stays behind the passphrase, and that nothing is erased."""

    def __init__(self, home: Path) -> None:
        super().__init__(
            self.tr("You forgot your passphrase"),
            self.tr(
                "Your 24 words open your account again, on this computer too. Without them nobody can: go on "
                "looking for the passphrase then."
            ),
            self.tr("Go on with my 24 words"),
        )
        for text in (
            self.tr(
                "What comes back: all that your neighbours keep, your accounts, your votes, your roles; and "
                "your choices and curves, which are on this computer."
            ),
            self.tr(
                "What stays shut in: what you signed without a network and that has not left, as a payment "
                "that would be to make again; and what reads your meters' files, unless you have a backup "
                "file: a meter is to be added again. If this computer makes the commune's acts final, the "
                "commune has to choose it again."
            ),
            self.tr(
                "Nothing is erased: the folder {folder} is put aside, next to it, under another name. Its "
                "passphrase still opens it."
            ).format(folder=home.name),
        ):
            self.body.addWidget(paragraph(text))
