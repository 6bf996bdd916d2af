# SPDX-License-Identifier: AGPL-3.0-or-later
"""« Exporter »: my history for a spreadsheet, or the whole register; what is in each is said first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QPushButton

from ui.dialogs.problem import Problem
from ui.errors import Notice, explain
from ui.widgets.buttons import button
from ui.widgets.label import label, line, paragraph, row
from ui.widgets.sheet import SheetBody

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.facade import Voisinage
    from app.views_register import ExportView
    from ui.bridge import Bridge


class ExportSheet(SheetBody):
    """Two files, two buttons."""

    def __init__(self, facade: Voisinage, bridge: Bridge) -> None:
        super().__init__("")
        self.title = self.tr("Export")
        self.context = self.tr("The file stays on this computer, where you put it.")
        self._facade, self._bridge = facade, bridge
        self.mine = self._add(
            self.tr("My history, for a spreadsheet"),
            self.tr(
                "One line an amount: the day, what it was, with whom, how much, what it was for, and the "
                "number of its proof."
            ),
            self.tr("Save my history…"),
            self.save_history,
        )
        self.body.addWidget(line())
        self.all = self._add(
            self.tr("The whole register"),
            self.tr(
                "Every act of everybody as it was signed, one a line, for whoever wants to count again with "
                "another program. Names and words are not in it, account numbers are."
            ),
            self.tr("Save the register…"),
            self.save_register,
        )
        self.problem = Problem()
        self.body.addWidget(self.problem)

    def _add(self, title: str, text: str, action: str, act: Callable[[], None]) -> QPushButton:
        self.body.addWidget(label(title, "h2"))
        self.body.addWidget(paragraph(text, "body", "ink2"))
        made = button(action, act)
        self.body.addLayout(row(made, None))
        return made

    def save_history(self) -> None:
        name, kinds = self.tr("my-history.csv"), self.tr("Tables (*.csv)")
        path, _kind = QFileDialog.getSaveFileName(self, self.tr("Where to save your history"), name, kinds)
        if path:
            language = self._bridge.preferences.language
            self._write(self._facade.register.export_history(path, language))

    def save_register(self) -> None:
        name, kinds = self.tr("register.jsonl"), self.tr("Lines (*.jsonl)")
        path, _kind = QFileDialog.getSaveFileName(self, self.tr("Where to save the register"), name, kinds)
        if path:
            self._write(self._facade.register.export_register(path))

    def _write(self, ticket: object) -> None:
        self._set_enabled(False)
        self.problem.say(None)
        self._bridge.run(ticket, self, self._say_written, self._refused)

    def _set_enabled(self, enabled: bool) -> None:
        self.mine.setEnabled(enabled)
        self.all.setEnabled(enabled)

    def _say_written(self, view: ExportView) -> None:
        self._set_enabled(True)
        acts = self.tr("%n act(s) written.", "", view.lines)
        keep = self.tr("Keep this file as you would a bank statement: whoever opens it reads it.")
        self._bridge.say(Notice("ok", acts, keep))

    def _refused(self, error: Exception) -> None:
        self._set_enabled(True)
        self.problem.say(explain(error))
