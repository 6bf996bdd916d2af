# SPDX-License-Identifier: AGPL-3.0-or-later
"""A proof somebody sent, checked here: dropped or chosen, then what it shows, or why it does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout

from app.facade_elision import fill
from app.facade_naming import show_sign
from ui import tokens
from ui.acts import act_word
from ui.dialogs.problem import Problem
from ui.dialogs.proof_facts import facts_grid, number_lines, spaced
from ui.dialogs.proof_trail import account_word
from ui.errors import Notice, explain, reason
from ui.strings import tr
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import clear
from ui.widgets.label import Label, icon_label, line, paragraph, row
from ui.widgets.money import money
from ui.widgets.sheet import SheetBody

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views_receipts import ReceiptLineView, ReceiptView
    from ui.bridge import Bridge


class DropPlace(QFrame):
    """Takes one file of this computer; `dropped` tells its path."""

    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sunken")
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Drop a proof here"))
        box = QVBoxLayout(self)
        box.setContentsMargins(tokens.S4, tokens.S4, tokens.S4, tokens.S4)
        box.setSpacing(tokens.S3)
        self.inside = box

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths[0])


class CheckProofSheet(SheetBody):
    """Asks for a file, then shows what it proves under it."""

    def __init__(self, facade: Voisinage, bridge: Bridge) -> None:
        super().__init__("")
        self.title = self.tr("Check a proof")
        self.context = self.tr("A file ending in .proof that somebody sent you.")
        self._facade, self._bridge = facade, bridge
        self.drop = DropPlace()
        self.drop.dropped.connect(self.check)
        self.drop.inside.addWidget(paragraph(self.tr("Drop the file here, or choose it."), "body", "ink2"))
        self.choose = button(self.tr("Choose the file…"), self.choose_file, icon="file-import")
        self.drop.inside.addLayout(row(self.choose, None))
        self.body.addWidget(self.drop)
        self.said = paragraph("", "small", "ink2")
        self.said.hide()
        self.body.addWidget(self.said)
        self.problem = Problem()
        self.body.addWidget(self.problem)
        self._shown = QVBoxLayout()
        self._shown.setSpacing(tokens.S3)
        self.body.addLayout(self._shown)

    def choose_file(self) -> None:
        kinds = self.tr("Proofs (*.proof)") + ";;" + self.tr("All files (*)")
        path, _kind = QFileDialog.getOpenFileName(self, self.tr("Which proof"), "", kinds)
        if path:
            self.check(path)

    def check(self, path: str) -> None:
        """Read a file; what it shows comes when it has been checked whole."""
        clear(self._shown)
        self.problem.say(None)
        self.choose.setEnabled(False)
        self.said.setText(self.tr("Checking…"))
        self.said.show()
        self._bridge.run(self._facade.receipts.check(path), self, self._show, self._refused)

    def _refused(self, error: Exception) -> None:
        self.choose.setEnabled(True)
        self.said.hide()
        self.problem.say(explain(error))

    def _show(self, view: ReceiptView) -> None:
        self.choose.setEnabled(True)
        self.said.hide()
        words = look().words
        good = self.tr("This proof holds.")
        head = row(icon_label("circle-check", "ok", 24), Label(good, "h2", wrap=True), gap=tokens.S3)
        head.setStretch(1, 1)
        self._shown.addLayout(head)
        self._shown.addWidget(paragraph(self._compared(view), "body"))
        self._shown.addWidget(line())
        moment = f"{words.date(view.signed_ms, year=True)}, {words.time(view.signed_ms)}"
        since = f"{words.date(view.sealed_ms, year=True)}, {words.time(view.sealed_ms)}"
        confirmed = self.tr("{signatures} of %n computer(s) that keep the register", "", view.witnesses)
        facts = [
            (self.tr("Act"), act_word(view.kind)),
            (self.tr("Signed on"), moment),
            (self.tr("In the register since"), since),
            (self.tr("Page of the register"), words.integer(view.height)),
            (
                self.tr("Confirmed by"),
                confirmed.format(signatures=words.integer(view.signatures)),
            ),
        ]
        if view.author:
            # Whoever reads this may know no member: the sign is what tells them apart.
            facts.insert(1, (self.tr("Signed by"), show_sign(view.author, view.author_fingerprint)))
        facts += [(self.tr("Its words"), words.quote(text)) for text in view.words]
        self._shown.addLayout(facts_grid(facts))
        if view.lines or not view.is_applied:
            self._shown.addWidget(line())
        if not view.is_applied:
            nothing = self.tr("This act has no effect, and nothing moved.")
            self._shown.addWidget(paragraph(f"{nothing} {reason(view.reason)}", "body"))
        for moved in view.lines:
            self._shown.addLayout(_moved(moved))
        self._add_number(view)
        self._bridge.say(Notice("ok", good))

    def _compared(self, view: ReceiptView) -> str:
        name = view.commune_name or self.tr("a commune whose name it does not show")
        match view.compared:
            case "same":
                text = self.tr("It is of {commune}, your commune, and your register says the same.")
            case "ahead":
                text = self.tr("It is of {commune}, your commune; your register is not at this page yet.")
            case _:
                text = self.tr(
                    "It is of {commune}. This computer cannot tell whether it is the one you mean: compare "
                    "the number below with the one you know."
                )
        return fill(text, commune=name)

    def _add_number(self, view: ReceiptView) -> None:
        numbers = [
            (self.tr("Number of the commune"), view.commune),
            (self.tr("Number of the act"), view.event),
        ]
        if view.start_height and view.compared != "same":
            start = self.tr("It rests on page {page}, whose number is")
            numbers.append((start.format(page=look().words.integer(view.start_height)), view.start_seal))
        self._shown.addWidget(line())
        for name, number in numbers:
            self._shown.addLayout(number_lines(name, spaced(number)))


def _moved(moved: ReceiptLineView) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    account = moved.account.decode("ascii", "replace") if not moved.fingerprint else ""
    name = account_word(None, account) if account else tr("An account")
    if moved.name:
        name = show_sign(moved.name, moved.fingerprint)
    head = row(Label(name, "medium", wrap=True), money(moved.amount.asset, moved.amount.amount, signed=True))
    head.setStretch(0, 1)
    column.addLayout(head)
    if moved.fingerprint and not moved.name:
        column.addWidget(Label(moved.fingerprint, "small", "ink2"))
    return column
