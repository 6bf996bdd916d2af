# SPDX-License-Identifier: AGPL-3.0-or-later
"""The door to the help file, where something of the window failed: what is in it, and where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QFileDialog, QVBoxLayout, QWidget

from ui import tokens
from ui.dialogs.problem import Problem
from ui.errors import Notice, explain
from ui.widgets.buttons import button
from ui.widgets.label import paragraph, row

if TYPE_CHECKING:
    from app.facade import Voisinage
    from ui.bridge import Bridge


class HelpFile(QWidget):
    """`before`: what stands at the left of its button."""

    def __init__(self, facade: Voisinage, bridge: Bridge, *before: QWidget) -> None:
        super().__init__()
        self._facade, self._bridge = facade, bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S3)
        self.save = button(self.tr("Help file…"), self.choose_place)
        self._acts = row(*before, self.save, None)
        column.addLayout(self._acts)
        inside = self.tr("In it: how this computer is. Nothing of your accounts; it is sent nowhere.")
        column.addWidget(paragraph(inside, "small", "ink2"))
        self.said = Problem()
        column.addWidget(self.said)

    def set_narrow(self, *, narrow: bool) -> None:
        """Its buttons under one another, or side by side."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._acts.setDirection(down if narrow else across)

    def choose_place(self) -> None:
        """Ask where; the dialog is the computer's own."""
        path, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Where to save the help file"), self._facade.care.suggest_name(), "Zip (*.zip)"
        )
        if path:
            self.save_to(path)

    def save_to(self, path: str) -> None:
        self.save.setEnabled(False)
        self._bridge.run(self._facade.care.save_help_file(path), self, self._saved, self._not_saved)

    def _saved(self, _none: object) -> None:
        self.save.setEnabled(True)
        done = self.tr("The help file is written.")
        self.said.say(Notice("ok", done, self.tr("Look inside if you like, then give it away.")))

    def _not_saved(self, error: Exception) -> None:
        self.save.setEnabled(True)
        self.said.say(explain(error))
