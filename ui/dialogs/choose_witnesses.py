# SPDX-License-Identifier: AGPL-3.0-or-later
"""Choosing the witnesses: one list, what it bears said at every change; at once or by a vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.facade_naming import name_apart
from ui.dialogs.appoint import VoteFields
from ui.dialogs.problem import Problem
from ui.dialogs.seat_list import SeatList
from ui.errors import Notice, explain
from ui.theme import look
from ui.widgets.buttons import SignButton, button
from ui.widgets.label import paragraph
from ui.widgets.sheet import SheetBody

if TYPE_CHECKING:
    from app.facade import Voisinage
    from ui.bridge import Bridge

TITLE_MAX = 60


class WitnessesSheet(SheetBody):
    """Those who seal now, to take away or add to."""

    def __init__(self, facade: Voisinage, bridge: Bridge) -> None:
        super().__init__("")
        self.title = self.tr("Choose the witnesses")
        self.facade, self.bridge = facade, bridge
        board = facade.roles.witnesses()
        self.alone = board.may_choose
        told = self.tr(
            "Choose computers that are often on, in different homes. The change is made once each of the new "
            "ones has answered."
        )
        self.body.addWidget(paragraph(told, "body", "ink2"))
        self.list = SeatList(facade.roles, [witness.seat for witness in board.witnesses])
        self.list.changed.connect(lambda: self.sign.setEnabled(bool(self.list.seats)))
        self.body.addWidget(self.list)
        self.vote = VoteFields(facade.roles.vote_length())
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
        self.sign.setEnabled(bool(self.list.seats))

    def _sign(self) -> None:
        if not self.alone and self.vote.show_error():
            return
        self.sign.setEnabled(False)
        rows, roles = self.list.rows, self.facade.roles
        if self.alone:
            ticket = roles.choose_witnesses(rows)
        else:
            names = look().words.listed([name_apart(seat.person) for seat in self.list.seats.values()])
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
