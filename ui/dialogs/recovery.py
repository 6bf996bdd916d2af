# SPDX-License-Identifier: AGPL-3.0-or-later
"""Naming other witnesses together: propose a list, sign somebody's, give it by hand, take what was given.

Its law: what a signature binds to is read before it is given; who signs one list signs no other that week.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from ui.dialogs.confirm import ConfirmSheet
from ui.dialogs.problem import Problem
from ui.dialogs.seat_list import SeatList
from ui.errors import Notice, explain
from ui.pages.council_changes import names_of_people, size_words
from ui.strings import translate
from ui.theme import look
from ui.widgets.beside import Beside
from ui.widgets.buttons import SignButton, button
from ui.widgets.field import Field
from ui.widgets.label import paragraph, row
from ui.widgets.sheet import SheetBody

if TYPE_CHECKING:
    from app.facade import Voisinage
    from ui.bridge import Bridge

FILE_NAME = "temoins.txt"


def binding_words() -> tuple[str, ...]:
    """What a signature for other witnesses means."""
    return (
        translate(
            "Recovery",
            "What is final on this computer stays final. What only an absent computer knows to be final "
            "would have to be done again: ask everybody to open Voisinage first.",
        ),
        translate(
            "Recovery",
            "You will follow the former witnesses no more, and sign no other list for seven days: two lists "
            "would make two communes.",
        ),
    )


def _signed_words() -> str:
    return translate("Recovery", "Signed. Neighbours online receive it; give it to the others by hand.")


class NameWitnessesSheet(SheetBody):
    """Who shall be witness from now on, when the former ones are gone for good."""

    def __init__(self, facade: Voisinage, bridge: Bridge) -> None:
        super().__init__("")
        self.title = self.tr("Name other witnesses")
        self.facade, self.bridge = facade, bridge
        view = facade.recovery.state()
        told = self.tr(
            "Choose computers that are often on, in different homes. Those that answer now are here already."
        )
        self.body.addWidget(paragraph(told, "body", "ink2"))
        there = [one.seat for one in facade.roles.witnesses().witnesses if one.online or one.seat.is_here]
        self.list = SeatList(facade.roles, there)
        self.list.changed.connect(lambda: self.sign.setEnabled(bool(self.list.seats)))
        self.body.addWidget(self.list)
        rule = self.tr("It takes %n signature(s), yours among them.", "", view.needed)
        self.body.addWidget(paragraph(rule, "body"))
        for sentence in binding_words():
            self.body.addWidget(paragraph(sentence, "small", "ink2"))
        self.problem = Problem()
        self.body.addWidget(self.problem)
        self.sign = SignButton(self.tr("Sign"), self._sign)
        self.foot.addStretch(1)
        self.foot.addWidget(button(self.tr("Cancel"), self.finished.emit))
        self.foot.addWidget(self.sign)
        self.sign.setEnabled(bool(self.list.seats))

    def _sign(self) -> None:
        self.sign.setEnabled(False)
        ticket = self.facade.recovery.propose(self.list.rows)
        self.bridge.run(ticket, self, self._done, self._refused)

    def _done(self, _statement: object) -> None:
        self.bridge.say(Notice("ok", _signed_words()))
        self.finished.emit()

    def _refused(self, error: Exception) -> None:
        self.sign.setEnabled(True)
        self.problem.say(explain(error))


class GiveSheet(SheetBody):
    """A list with its signatures, for who is not reached by the network."""

    def __init__(self, facade: Voisinage, bridge: Bridge, statement: bytes) -> None:
        super().__init__("")
        self.title = self.tr("Give the list")
        self.facade, self.bridge, self.statement = facade, bridge, statement
        told = self.tr(
            "Neighbours who are online have it already. To the others, send this text in any message, or "
            "carry it as a file. They take it in Council, Who does what."
        )
        self.body.addWidget(paragraph(told, "body", "ink2"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(look().px(150))
        self.body.addWidget(Field(self.tr("The list and its signatures"), self.text))
        self.copy = button(self.tr("Copy"), self._copy, icon="copy")
        self.save = button(self.tr("Save as a file…"), self._choose_place)
        self.body.addWidget(Beside(self.copy, self.save))
        secret = self.tr("There is nothing secret in it: who signed, and for whom.")
        self.body.addWidget(paragraph(secret, "small", "ink2"))
        self.problem = Problem()
        self.body.addWidget(self.problem)
        self.foot.addStretch(1)
        self.foot.addWidget(button(self.tr("Close"), self.finished.emit))
        bridge.run(facade.recovery.give(statement), self, self.text.setPlainText, self._refused)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.bridge.say(Notice("ok", self.tr("Copied.")))

    def _choose_place(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(self, self.tr("Where to save the list"), FILE_NAME)
        if path:
            self.save_to(path)

    def save_to(self, path: str) -> None:
        ticket = self.facade.recovery.export(self.statement, path)
        self.bridge.run(ticket, self, lambda _done: self._saved(), self._refused)

    def _saved(self) -> None:
        self.bridge.say(Notice("ok", self.tr("The list was saved.")))
        self.finished.emit()

    def _refused(self, error: Exception) -> None:
        self.problem.say(explain(error))


class TakeSheet(SheetBody):
    """What a neighbour gave by hand; nothing is signed by taking it."""

    def __init__(self, facade: Voisinage, bridge: Bridge) -> None:
        super().__init__("")
        self.title = self.tr("I was given a list")
        self.facade, self.bridge = facade, bridge
        told = self.tr("Paste the text a neighbour sent you, or open the file. Nothing is signed by it.")
        self.body.addWidget(paragraph(told, "body", "ink2"))
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(look().px(150))
        self.text.textChanged.connect(self._on_text)
        self.body.addWidget(Field(self.tr("The text"), self.text))
        self.open = button(self.tr("Open a file…"), self._choose_file, icon="file-import")
        self.body.addLayout(row(self.open, None))
        self.problem = Problem()
        self.body.addWidget(self.problem)
        self.read = button(self.tr("Read it"), self._read, kind="primary")
        self.foot.addStretch(1)
        self.foot.addWidget(button(self.tr("Cancel"), self.finished.emit))
        self.foot.addWidget(self.read)
        self._on_text()

    def _on_text(self) -> None:
        self.read.setEnabled(bool(self.text.toPlainText().strip()))

    def _choose_file(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, self.tr("Which list"))
        if path:
            self.open_file(path)

    def open_file(self, path: str) -> None:
        self.bridge.run(self.facade.recovery.take_file(path), self, self._taken, self._refused)

    def _read(self) -> None:
        ticket = self.facade.recovery.take(self.text.toPlainText())
        self.bridge.run(ticket, self, self._taken, self._refused)

    def _taken(self, _statement: object) -> None:
        said = self.tr("The list is here, with its signatures: read it in Council.")
        self.bridge.say(Notice("ok", said))
        self.finished.emit()

    def _refused(self, error: Exception) -> None:
        self.problem.say(explain(error))


# --- one act, said before it is done ------------------------------------------------------------------------


def open_sign(facade: Voisinage, bridge: Bridge, statement: bytes) -> None:
    """Sign a neighbour's list; nothing happens when it is gone meanwhile."""
    found = [one for one in facade.recovery.state().statements if one.statement == statement]
    if not found:
        return
    names = names_of_people(found[0].witnesses)
    head = translate("Recovery", "From now on the witnesses would be: {names}.").format(names=names)
    size = size_words(facade.roles.size(len(found[0].witnesses)))
    bridge.show_sheet(
        ConfirmSheet(
            bridge,
            translate("Recovery", "Sign for other witnesses"),
            (f"{head} {size}", *binding_words()),
            translate("Recovery", "Sign"),
            lambda: facade.recovery.sign(statement),
            _signed_words(),
        )
    )


def open_stay(facade: Voisinage, bridge: Bridge) -> None:
    sentences = (
        translate(
            "Recovery", "The former witnesses wrote a page that the commune with its new ones does not have."
        ),
        translate("Recovery", "What is on it does not count here: who paid there must pay again."),
        translate("Recovery", "Talk about it at the council first; you say so once."),
    )
    word = translate("Recovery", "Go on with the new witnesses")
    said = translate("Recovery", "Noted. This computer goes on with the new witnesses.")
    bridge.show_sheet(ConfirmSheet(bridge, word, sentences, word, facade.recovery.stay, said))


def open_withdraw(facade: Voisinage, bridge: Bridge) -> None:
    sentences = (
        translate("Recovery", "This computer follows the former witnesses again, and may sign another list."),
        translate("Recovery", "If others have your signature, it still counts for them."),
    )
    word = translate("Recovery", "Take my signature back")
    said = translate("Recovery", "Noted. You are free again.")
    bridge.show_sheet(ConfirmSheet(bridge, word, sentences, word, facade.recovery.withdraw, said))
