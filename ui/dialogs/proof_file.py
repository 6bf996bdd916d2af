# SPDX-License-Identifier: AGPL-3.0-or-later
"""The part of a proof that can be taken away: what the file is for, with names or without, where it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.views import Phase
from ui import tokens
from ui.errors import Notice
from ui.widgets.buttons import button
from ui.widgets.folding import FoldCheck
from ui.widgets.label import label, line, paragraph, row

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views import EventProofView
    from ui.bridge import Bridge


def can_be_taken_away(proof: EventProofView) -> bool:
    """Whether somebody signed it and the register has it: what happens by itself shows everybody."""
    return proof.phase is not Phase.PENDING and proof.height >= 0 and bool(proof.prev)


class ProofFile(QWidget):
    """Asks nothing of the register before the button is pressed."""

    def __init__(self, facade: Voisinage, bridge: Bridge, event: bytes) -> None:
        super().__init__()
        self._facade, self._bridge, self._event = facade, bridge, event
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.S3)
        box.addWidget(line())
        box.addWidget(label(self.tr("To show it to somebody else"), "h2"))
        why = self.tr(
            "A small file that anybody can check without your register, even years from now: a former "
            "neighbour, an accountant, a judge. It shows the accounts, the amounts and the date."
        )
        box.addWidget(paragraph(why, "small", "ink2"))
        self.names = FoldCheck(self.tr("Also show our names and the words"))
        box.addWidget(self.names)
        self.save = button(self.tr("Save the proof…"), self.choose_place, icon="shield-check")
        box.addLayout(row(self.save, None))

    def choose_place(self) -> None:
        """Ask where; the dialog is the computer's own."""
        path, _kind = QFileDialog.getSaveFileName(
            self,
            self.tr("Where to save the proof"),
            self._facade.receipts.suggest_name(self._event),
            self.tr("Proofs (*.proof)"),
        )
        if path:
            self.save_to(path)

    def save_to(self, path: str) -> None:
        ticket = self._facade.receipts.save(self._event, path, with_names=self.names.isChecked())
        self._bridge.run(ticket, self, lambda _none: self._say_saved())

    def _say_saved(self) -> None:
        told = self.tr("The proof was saved.")
        how = self.tr(
            "Send the file as it is. Whoever receives it checks it in Voisinage: Register, “Check a proof”. "
            "Without an account, the command voisinage check-proof does it too."
        )
        self._bridge.say(Notice("ok", told, how))
