# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between the last button of joining and the commune: a neighbour's computer answers, the register comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from app.facade_entering import REFUSED
from ui.errors import sentences
from ui.onboarding.steps import Step
from ui.widgets.buttons import button
from ui.widgets.label import paragraph

if TYPE_CHECKING:
    from app.facade import Voisinage

LOOK_EVERY_MS = 400
STORED = "stored"


class WaitingStep(Step):
    """Looks until the facade says I am a member; closing the window does not undo anything.

    `again` asks to begin anew, with another code, when this one was refused for good.
    """

    again = Signal()

    def __init__(self, facade: Voisinage, *, is_back: bool = False) -> None:
        """`is_back`: who asks has an account here already, and opens it by its words."""
        title = self.tr("Your account comes back") if is_back else self.tr("Knocking at the door")
        told = (
            self.tr("A neighbour's computer hands the commune's register to yours: your account is in it.")
            if is_back
            else self.tr("Your neighbour's computer lets you in, then the commune's register comes to yours.")
        )
        super().__init__(title, told, self.tr("Enter"))
        self._facade = facade
        self.onward.hide()
        self.back.setText(self.tr("Close"))
        self.state = paragraph("", "body")
        self.advice = paragraph(
            self.tr("You may close this window and come back: the door stays open to you."), "small", "ink2"
        )
        self.body.addWidget(self.state)
        self.body.addWidget(self.advice)
        self._was_stored = False
        self.other = button(self.tr("Try another code"), self.again.emit, kind="primary")
        self.other.hide()
        self.foot.addWidget(self.other)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Ask the facade once; when I am in, tell it."""
        if self._facade.is_member:
            self._timer.stop()
            self.done.emit()
            return
        answer = self._facade.join_status
        self._was_stored = self._was_stored or answer == STORED
        refused = answer in REFUSED and not self._was_stored
        self.advice.setVisible(not refused)
        self.other.setVisible(refused)
        if refused:  # nobody is let in: what the step began with is not true any more
            self.heading.setText(self.tr("The door did not open"))
            self.setAccessibleName(self.heading.text())
        self.told.setVisible(not refused)
        if answer == STORED:
            self.state.setText(self.tr("You are in: the register is coming…"))
        elif answer:
            happened, _money, todo = sentences(answer)
            self.state.setText(f"{happened} {todo}")
        elif self._facade.status().peers_online:
            self.state.setText(self.tr("Your neighbour's computer has answered…"))
        else:
            self.state.setText(self.tr("Looking for your neighbour's computer…"))
