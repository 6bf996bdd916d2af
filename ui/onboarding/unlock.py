# SPDX-License-Identifier: AGPL-3.0-or-later
"""The passphrase, asked when the account is kept with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from ui.errors import explain
from ui.onboarding.steps import Step
from ui.widgets.field import Field

if TYPE_CHECKING:
    from pathlib import Path

    from ui.onboarding.doors import Doors


class UnlockStep(Step):
    """`opened` gives the facade."""

    opened = Signal(object)

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
