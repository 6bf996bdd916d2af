# SPDX-License-Identifier: AGPL-3.0-or-later
"""Choosing the witnesses: one list, what it bears said at every change; at once or by a vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ui import tokens
from ui.dialogs.appoint import VoteFields
from ui.dialogs.problem import Problem
from ui.errors import Notice, explain
from ui.pages.council_changes import size_words
from ui.theme import look
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import SignButton, button
from ui.widgets.card import clear
from ui.widgets.chip import Chip
from ui.widgets.field import Field
from ui.widgets.label import Label, paragraph, row
from ui.widgets.person_picker import PersonPicker
from ui.widgets.sheet import SheetBody

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views import PersonView
    from app.views_roles import ComputersView, SeatView
    from ui.bridge import Bridge

MOST = 31
TITLE_MAX = 60


class WitnessesSheet(SheetBody):
    """Those who seal now, to take away or add to."""

    def __init__(self, facade: Voisinage, bridge: Bridge) -> None:
        super().__init__("")
        self.title = self.tr("Choose the witnesses")
        self.facade, self.bridge = facade, bridge
        board = facade.roles.witnesses()
        self.alone = board.may_choose
        self._computers = {row.person.account: row for row in facade.roles.computers()}
        self.seats: dict[bytes, SeatView] = {
            witness.seat.person.account: witness.seat for witness in board.witnesses
        }
        told = self.tr(
            "Choose computers that are often on, in different homes. The change is made once each of the new "
            "ones has answered."
        )
        self.body.addWidget(paragraph(told, "body", "ink2"))
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.S2)
        self.body.addLayout(self._list)
        self.size = paragraph("", "strong")
        self.body.addWidget(self.size)
        self._adding = QVBoxLayout()
        self.body.addLayout(self._adding)
        self.vote = VoteFields()
        self.vote.setVisible(not self.alone)
        if self.alone:
            rule = self.tr("You decide alone while the commune is small. Everyone sees it.")
            self.body.addWidget(paragraph(rule, "small", "ink2"))
        self.body.addWidget(self.vote)
        self.problem = Problem()
        self.body.addWidget(self.problem)
        self.sign = SignButton(self.tr("Sign"), self._sign)
        self.foot.addStretch(1)
        self.foot.addWidget(button(self.tr("Cancel"), self.finished.emit))
        self.foot.addWidget(self.sign)
        self._fill()

    def add(self, person: PersonView) -> None:
        """Take the likeliest computer of a neighbour into the list."""
        self.seats[person.account] = self._computers[person.account].seats[0]
        self._fill()

    def remove(self, account: bytes) -> None:
        self.seats.pop(account, None)
        self._fill()

    def _fill(self) -> None:
        clear(self._list)
        for account, seat in self.seats.items():
            self._list.addWidget(self._line(account, seat))
        count = len(self.seats)
        self.sign.setEnabled(bool(count))
        if count:
            size = self.facade.roles.size(count)
            self.size.setText(size_words(size))
            self.size.set_colour("ink" if size.is_advised else "danger")
        else:
            self.size.setText(self.tr("Without a witness nothing becomes final: choose one, or four."))
            self.size.set_colour("danger")
        clear(self._adding)
        rest = [row.person for account, row in self._computers.items() if account not in self.seats]
        if rest and count < MOST:
            picker = PersonPicker(rest, self.tr("Add a neighbour"))
            picker.chosen.connect(self._on_chosen)
            self._adding.addWidget(Field(self.tr("Add a neighbour"), picker))

    def _on_chosen(self, person: PersonView | None) -> None:
        if person is not None:
            self.add(person)

    def _line(self, account: bytes, seat: SeatView) -> QWidget:
        holder = QWidget()
        holder.setAccessibleName(seat.person.name)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S1)
        layout = row(Avatar.of(seat.person, size=32), gap=tokens.S3)
        layout.addWidget(Label(seat.person.name, "body", wrap=True), 1)
        if seat.is_here or seat.is_online:
            layout.addWidget(Chip(self.tr("online"), "primary"))
        layout.addWidget(
            button(
                self.tr("Take away"),
                lambda: self.remove(account),
                kind="link",
                name=self.tr("Take {name} away").format(name=seat.person.name),
            )
        )
        column.addLayout(layout)
        owned = self._computers.get(account)
        if owned is not None and len(owned.seats) > 1:
            column.addWidget(self._computer_choice(account, owned, seat))
        return holder

    def _computer_choice(self, account: bytes, owned: ComputersView, seat: SeatView) -> QComboBox:
        """Which of a person's computers."""
        box = QComboBox()
        box.setAccessibleName(self.tr("Which computer of {name}").format(name=seat.person.name))
        for one in owned.seats:
            pattern = self.tr("computer {name}, online") if one.is_online else self.tr("computer {name}")
            box.addItem(pattern.format(name=one.fingerprint))
        box.setCurrentIndex(max(0, [one.node for one in owned.seats].index(seat.node)))

        def choose(index: int) -> None:
            self.seats[account] = owned.seats[index]

        box.currentIndexChanged.connect(choose)
        return box

    def _sign(self) -> None:
        self.sign.setEnabled(False)
        rows = [(seat.person.account, seat.node) for seat in self.seats.values()]
        roles = self.facade.roles
        if self.alone:
            ticket = roles.choose_witnesses(rows)
        else:
            names = look().words.listed([seat.person.name for seat in self.seats.values()])
            if len(names) > TITLE_MAX:
                names = names[: TITLE_MAX - 1].rstrip(" ,") + "…"
            title = self.tr("The witnesses: {names}").format(names=names)
            ticket = roles.propose_witnesses(rows, title, self.vote.text, self.vote.duration_ms)
        self.bridge.run(ticket, self, self._done, self._refused)

    def _done(self, _event: object) -> None:
        if self.alone:
            notice = Notice(
                "ok", self.tr("It is recorded."), self.tr("It is done once their computers have answered.")
            )
        else:
            notice = Notice("ok", self.tr("The vote is open."), self.tr("Your neighbours will see it."))
        self.bridge.say(notice)
        self.finished.emit()

    def _refused(self, error: Exception) -> None:
        self.sign.setEnabled(True)
        self.problem.say(explain(error))
