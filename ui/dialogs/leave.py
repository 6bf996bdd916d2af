# SPDX-License-Identifier: AGPL-3.0-or-later
"""« Quitter la commune »: what would happen to each thing of mine, what still keeps me, and the 24 words.

Nothing is signed before somebody is named, the box is ticked, and the words typed where they are on paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QRadioButton, QVBoxLayout

from app.facade import FUND_ACCOUNT
from ui import tokens
from ui.dialogs.leave_words import list_consequences, say_obstacle
from ui.dialogs.problem import Problem
from ui.errors import Notice, explain
from ui.widgets.buttons import SignButton, button
from ui.widgets.folding import FoldCheck
from ui.widgets.label import Label, paragraph, row
from ui.widgets.person_picker import PersonPicker
from ui.widgets.sheet import SheetBody
from ui.widgets.words_grid import WordsGrid

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views_leaving import LeavingView, ObstacleView
    from ui.bridge import Bridge

DOORS = {
    "order": ("exchange", "orders"),
    "service": ("help", None),
    "energy": ("energy", None),
    "guest": ("neighbours", None),
    "lock": ("accounts", None),
    "debt": ("accounts", None),
    "witness": ("council", None),
    "mayor": ("council", None),
}
"""What keeps somebody here → the page where it ends, and what to open there."""


class LeaveSheet(SheetBody):
    """See the module; `wants` names a page to go to, `exports` asks for a copy of everything first."""

    wants = Signal(str, object)
    exports = Signal()

    def __init__(self, facade: Voisinage, bridge: Bridge) -> None:
        super().__init__(
            self.tr("Leave the commune"), self.tr("For good: coming back takes a new invitation.")
        )
        self._facade, self._bridge = facade, bridge
        self.view: LeavingView = facade.leaving.plan()
        self.doors: list[QPushButton] = []
        self.problem = Problem()
        self.sign = SignButton(self.tr("Leave for good"), self._sign)
        self.foot.addWidget(button(self.tr("Stay"), self.finished.emit))
        self.foot.addStretch(1)
        if self.view.obstacles:
            self._show_obstacles()
            return
        self.foot.addWidget(self.sign)
        self._show_recipient()
        self._show_consequences()
        self._show_confirmation()
        self._update()

    # --- what keeps me here ---------------------------------------------------------------------------------

    def _show_obstacles(self) -> None:
        self.body.addWidget(paragraph(self.tr("A few things are still open here. First:")))
        for obstacle in self.view.obstacles:
            one = QVBoxLayout()
            one.setSpacing(0)
            one.addWidget(paragraph(say_obstacle(obstacle), "body", "ink2"))
            one.addLayout(row(self._make_door(obstacle), None))
            self.body.addLayout(one)

    def _make_door(self, obstacle: ObstacleView) -> QPushButton:
        page, part = DOORS[obstacle.what]
        door = button(self.tr("Go there"), lambda: self.wants.emit(page, part), kind="link")
        door.setAccessibleName(f"{door.text()} · {say_obstacle(obstacle)}")
        self.doors.append(door)
        return door

    # --- what would happen ----------------------------------------------------------------------------------

    def _show_recipient(self) -> None:
        self.body.addWidget(Label(self.tr("Who receives what I have"), "strong"))
        self.to_fund = QRadioButton(self.tr("The communal fund"))
        self.to_person = QRadioButton(self.tr("A neighbour"))
        self.to_fund.setChecked(True)
        self.picker = PersonPicker(
            [person for person in self._facade.members() if not person.is_me],
            self.tr("Who receives what I have"),
        )
        self.picker.setVisible(False)
        self.to_person.toggled.connect(self.picker.setVisible)
        self.to_person.toggled.connect(self._update)
        self.picker.chosen.connect(self._update)
        ways = QVBoxLayout()
        ways.setSpacing(0)
        for widget in (self.to_fund, self.to_person, self.picker):
            ways.addWidget(widget)
        self.body.addLayout(ways)

    def _show_consequences(self) -> None:
        self.body.addWidget(Label(self.tr("What happens"), "strong"))
        told = QVBoxLayout()
        told.setSpacing(tokens.S2)
        for sentence in list_consequences(self.view):
            dot = Label("•", "body", "ink2")
            dot.setAlignment(Qt.AlignmentFlag.AlignTop)
            one = row(dot, paragraph(sentence, "body", "ink2"))
            one.setStretch(1, 1)
            told.addLayout(one)
        self.body.addLayout(told)
        copy = self.tr("First, keep a copy of all your acts in a file you can read without Voisinage.")
        self.body.addWidget(paragraph(copy, "small", "ink2"))
        self.body.addLayout(row(button(self.tr("Export my acts…"), self.exports.emit), None))

    def _show_confirmation(self) -> None:
        self.erase = FoldCheck(self.tr("Erase my words at my neighbours"))
        self.erase.setChecked(True)
        text = self.tr("My name, my offers, my messages; what I proposed to the council stays.")
        choice = QVBoxLayout()
        choice.setSpacing(0)
        choice.addWidget(self.erase)
        choice.addWidget(paragraph(text, "small", "ink2"))
        self.body.addLayout(choice)
        self.words: WordsGrid | None = None
        if self.view.needs_words:
            text = self.tr("Leaving takes your 24 words: whoever steals a computer must not be able to.")
            self.body.addWidget(paragraph(text, "body", "ink2"))
            self.words = WordsGrid()
            self.words.edited.connect(self._update)
            self.body.addWidget(self.words)
        self.sure = FoldCheck(self.tr("I have understood: nobody can undo this."))
        self.sure.toggled.connect(self._update)
        self.body.addWidget(self.sure)
        self.body.addWidget(self.problem)

    def _update(self) -> None:
        named = self.to_fund.isChecked() or self.picker.person is not None
        written = self.words is None or self.words.is_whole
        self.sign.setEnabled(named and written and self.sure.isChecked())

    # --- leaving --------------------------------------------------------------------------------------------

    def _sign(self) -> None:
        person = self.picker.person if self.to_person.isChecked() else None
        to = person.account if person is not None else FUND_ACCOUNT
        words = " ".join(self.words.words) if self.words is not None else ""
        self.sign.setEnabled(False)
        ticket = self._facade.leaving.leave(to, erase=self.erase.isChecked(), words=words)
        self._bridge.run(ticket, self, lambda event: self._signed(event.id), self._refused)

    def _signed(self, event: bytes) -> None:
        happened = self.tr("You are leaving the commune: recorded.")
        after = self.tr("It is final once your neighbours have it. Your accounts can still be read here.")
        final = self.tr("You have left the commune. Your accounts can still be read here.")
        self._bridge.say(Notice("ok", happened, after, event=event, final=final))
        self.finished.emit()

    def _refused(self, error: Exception) -> None:
        self.problem.say(explain(error))
        self._update()
