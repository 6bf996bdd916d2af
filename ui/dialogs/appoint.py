# SPDX-License-Identifier: AGPL-3.0-or-later
"""Giving or taking back a role: at once by the mayor of a small commune, else by opening a vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QComboBox, QVBoxLayout, QWidget

from app.facade_naming import name_apart
from ui import tokens
from ui.dialogs.problem import Problem
from ui.errors import Notice, explain
from ui.pages.council_changes import role_title
from ui.strings import role_name
from ui.widgets.buttons import SignButton, button
from ui.widgets.field import Field
from ui.widgets.label import paragraph, row
from ui.widgets.long_text import LongField
from ui.widgets.person_picker import PersonPicker
from ui.widgets.sheet import SheetBody
from ui.widgets.vote_length import VoteLength

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views import PersonView
    from app.views_rules import VoteLengthView
    from ui.bridge import Bridge

TEXT_MAX = 4000
MAYOR = "mayor"


class VoteFields(QWidget):
    """What a vote needs besides what it is about: why, and for how long."""

    def __init__(self, length: VoteLengthView) -> None:
        super().__init__()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(tokens.S3)
        self._why = LongField(self.tr("Why"), TEXT_MAX, 100)
        inside.addWidget(self._why)
        self._duration = VoteLength(length)
        inside.addWidget(Field(self.tr("The vote stays open"), self._duration))
        rule = self.tr("Everyone has one vote. If it passes, it takes effect by itself.")
        inside.addWidget(paragraph(rule, "small", "ink2"))

    @property
    def text(self) -> str:
        return self._why.text

    def show_error(self) -> bool:
        """Whether it cannot be signed as it is, said in its place."""
        return self._why.show_error()

    @property
    def duration_ms(self) -> int:
        """0: as usual here."""
        return self._duration.duration_ms


class AppointSheet(SheetBody):
    """Who, which role, given or taken back."""

    def __init__(self, facade: Voisinage, bridge: Bridge) -> None:
        super().__init__("")
        self.title = self.tr("Give or take back a role")
        self.facade, self.bridge = facade, bridge
        self._board = facade.roles.roles()
        # The mayor last: the role one changes the least often.
        self._roles = sorted((view.role for view in self._board.roles), key=lambda role: role == MAYOR)
        self.give = button(self.tr("Give"), kind="segment")
        self.take = button(self.tr("Take back"), kind="segment")
        self._group = QButtonGroup(self)
        for choice in (self.give, self.take):
            self._group.addButton(choice)
        self.give.setChecked(True)
        self.body.addLayout(row(self.give, self.take, None, gap=tokens.S2))
        self.role = QComboBox()
        for role in self._roles:
            self.role.addItem(role_title(role))
        self.body.addWidget(Field(self.tr("Role"), self.role))
        self.picker = PersonPicker(facade.members(), self.tr("Who"))
        self._who = Field(self.tr("Who"), self.picker)
        self.body.addWidget(self._who)
        self.rule = paragraph("", "small", "ink2")
        self.body.addWidget(self.rule)
        self.vote = VoteFields(facade.roles.vote_length())
        self.body.addWidget(self.vote)
        self.problem = Problem()
        self.body.addWidget(self.problem)
        self.sign = SignButton(self.tr("Sign"), self._sign)
        self.foot.addStretch(1)
        self.foot.addWidget(button(self.tr("Cancel"), self.finished.emit))
        self.foot.addWidget(self.sign)
        self.role.currentIndexChanged.connect(self._show)
        self.picker.chosen.connect(lambda _person: self._who.set_error(""))
        self._show()

    @property
    def chosen_role(self) -> str:
        return self._roles[self.role.currentIndex()]

    @property
    def alone(self) -> bool:
        """Whether I decide without a vote: nobody makes or unmakes a mayor alone."""
        return self._board.may_appoint and self.chosen_role != MAYOR

    def _show(self) -> None:
        self.vote.setVisible(not self.alone)
        if self.alone:
            self.rule.setText(self.tr("You decide alone while the commune is small. Everyone sees it."))
        elif self._board.may_appoint:
            self.rule.setText(self.tr("Only a vote makes or unmakes a mayor."))
        else:
            self.rule.setText(self.tr("A vote decides."))

    def _sign(self) -> None:
        person: PersonView | None = self.picker.person
        if person is None:
            self._who.set_error(self.tr("Choose a neighbour."))
            self.picker.setFocus()
            return
        if not self.alone and self.vote.show_error():
            return
        self.sign.setEnabled(False)
        role, grant, roles = self.chosen_role, self.give.isChecked(), self.facade.roles
        if self.alone:
            ticket = roles.change_role(person.account, role, grant)
        else:
            pattern = self.tr("{name}: {role}") if grant else self.tr("{name}, no longer: {role}")
            title = pattern.format(name=name_apart(person), role=role_name(role))
            ticket = roles.propose_role(
                person.account, role, grant, title, self.vote.text, self.vote.duration_ms
            )
        self.bridge.run(ticket, self, self._done, self._refused)

    def _done(self, _event: object) -> None:
        done = self.tr("It is recorded.") if self.alone else self.tr("The vote is open.")
        self.bridge.say(Notice("ok", done, self.tr("Your neighbours will see it.")))
        self.finished.emit()

    def _refused(self, error: Exception) -> None:
        self.sign.setEnabled(True)
        self.problem.say(explain(error))
