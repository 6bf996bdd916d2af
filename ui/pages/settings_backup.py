# SPDX-License-Identifier: AGPL-3.0-or-later
"""The backup file and « Essayer la restauration »: really restored, for nothing, and said in words.

The words that are typed here go to the program once and are kept nowhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from app.facade_elision import fill
from ui import tokens
from ui.dialogs.problem import Problem
from ui.errors import Notice, explain
from ui.strings import tr
from ui.theme import look
from ui.widgets.beside import Beside
from ui.widgets.buttons import button
from ui.widgets.card import Card, clear
from ui.widgets.label import paragraph, row
from ui.widgets.scrolling import bring_into_view
from ui.widgets.sheet import SheetBody
from ui.widgets.words_grid import WordsGrid

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views_account import BackupView, TrialView
    from ui.bridge import Bridge

SUGGESTED = "voisinage.sauvegarde"


class BackupCard(Card):
    """What no neighbour keeps for me, and whether I could come back."""

    def __init__(self, facade: Voisinage, bridge: Bridge, title: str) -> None:
        super().__init__(title, icon="shield-check")
        self._facade, self._bridge = facade, bridge
        self._told = paragraph("", "body", "ink2")
        self._tell()
        bridge.changed.connect(self._tell)
        self.body.addWidget(self._told)
        self.body.addSpacing(tokens.S1)
        self.save = button(self.tr("Save a backup…"), self.choose_place)
        self.trial = button(self.tr("Test a restore"), self._open_trial)
        self.body.addWidget(Beside(self.save, self.trial))
        self.body.addStretch(1)

    def _tell(self) -> None:
        """Who keeps the account: nobody else, while one is alone in the commune."""
        if self._facade.status().members > 1:
            kept = self.tr("Your neighbours keep your account for you.")
        else:
            kept = self.tr("You are alone here: nobody else keeps your account yet.")
        alone = self.tr(
            "Your meters' curves, your choices and what reads your meters' files are on this computer alone: "
            "put them in a small file, on a USB disk. Only your 24 words open it."
        )
        self._told.setText(f"{kept} {alone}")

    def choose_place(self) -> None:
        """Ask where; the dialog is the computer's own."""
        path, _kind = QFileDialog.getSaveFileName(self, self.tr("Where to save the backup"), SUGGESTED)
        if path:
            self.save_to(path)

    def save_to(self, path: str) -> None:
        self._bridge.run(self._facade.account.save_backup(path), self, self._saved)

    def _saved(self, view: BackupView) -> None:
        told = self.tr("The backup is written: {name}.").format(name=Path(view.file).name)
        inside = [self.tr("your choices"), self.tr("where to reach the commune")]
        if view.meters or view.days:
            inside[:0] = [tr("%n meter(s)", "", view.meters), tr("%n day(s) of curves", "", view.days)]
        kept = self.tr("In it: {what}.").format(what=look().words.listed(inside))
        self._bridge.say(Notice("ok", told, kept, self.tr("Keep it away from this computer, and try it.")))

    def _open_trial(self) -> None:
        self._bridge.show_sheet(TrialSheet(self._facade, self._bridge))


class TrialSheet(SheetBody):
    """24 words, a backup file if there is one, then what would come back."""

    def __init__(self, facade: Voisinage, bridge: Bridge) -> None:
        super().__init__("")
        self.title = self.tr("Test a restore")
        self._facade, self._bridge, self.file = facade, bridge, ""
        text = self.tr(
            "As if this computer were lost: copy the words from your sheet. Nothing is sent, signed or "
            "changed."
        )
        self.body.addWidget(paragraph(text, "body", "ink2"))
        self.grid = WordsGrid()
        self.body.addWidget(self.grid)
        self.choose = button(self.tr("With my backup file…"), self.choose_file)
        self.body.addLayout(row(self.choose, None))
        self.chosen = paragraph("", "small", "ink2")
        self.chosen.hide()
        self.body.addWidget(self.chosen)
        self.problem = Problem()
        self.body.addWidget(self.problem)
        self.result = paragraph("")
        self.result.hide()
        self.body.addWidget(self.result)
        self.go = button(self.tr("Try"), self.try_it, kind="primary")
        self.go.setEnabled(False)
        self.foot.addWidget(button(self.tr("Close"), self.finished.emit))
        self.foot.addStretch(1)
        self.foot.addWidget(self.go)
        self.grid.edited.connect(self._on_words)

    def _on_words(self) -> None:
        self.go.setEnabled(self.grid.is_whole)

    def choose_file(self) -> None:
        """Ask which; the dialog is the computer's own."""
        path, _kind = QFileDialog.getOpenFileName(self, self.tr("My backup file"))
        if path:
            self.take_file(path)

    def take_file(self, path: str) -> None:
        self.file = path
        self.chosen.setText(self.tr("Backup: {name}").format(name=Path(path).name))
        self.chosen.show()

    def try_it(self) -> None:
        self.go.setEnabled(False)
        self.problem.say(None)
        ticket = self._facade.account.try_restore(" ".join(self.grid.words), self.file)
        self._bridge.run(ticket, self, self._show, self._refused)

    def _refused(self, error: Exception) -> None:
        self.go.setEnabled(True)
        self.problem.say(explain(error))

    def _show(self, view: TrialView) -> None:
        self.result.setText("\n".join(self._sentences(view)))
        self.result.set_colour("ok" if not view.problem else "warn")
        self.result.show()
        bring_into_view(self.result)
        if view.problem != "other-account":
            clear(self.foot)
            self.foot.addStretch(1)
            self.foot.addWidget(button(self.tr("Close"), self.finished.emit, kind="primary"))
        else:
            self.go.setEnabled(True)

    def _sentences(self, view: TrialView) -> list[str]:
        if view.problem == "other-account":
            return [self.tr("These words open another account: it is not the right sheet.")]
        if view.problem == "unknown-account":
            return [
                self.tr("The words are right, but the commune does not know this account yet: try later.")
            ]
        names = {"name": view.name, "commune": view.commune_name}
        said = [fill(self.tr("It would work: these words open the account of {name}, {commune}."), **names)]
        sums: dict[str, int] = {}
        for line in view.balances:  # one figure a unit, whatever pot it is in
            sums[line.asset] = sums.get(line.asset, 0) + line.settled
        held = [look().words.amount(asset, total) for asset, total in sums.items() if total]
        if held:
            back = self.tr("Your neighbours would give back: {what}.")
            said.append(back.format(what=look().words.listed(held)))
        if view.has_file and view.days:
            said.append(tr("The file would give back %n day(s) of curves.", "", view.days))
        elif view.has_file:
            said.append(self.tr("The file would give back your choices: there are no curves in it."))
        if view.problem == "meters-missing":
            text = self.tr("It knows {known} of your {all} meters only: save a new backup.")
            said.append(text.format(known=view.meters, all=view.meters_all))
        if not view.addresses:
            said.append(self.tr("You would also need a code of the commune, even a used one."))
        return said
