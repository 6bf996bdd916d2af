# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between the last button of joining and the commune: a neighbour's computer answers, the register comes.

    nobody answers ── for a while ──▶ said, and asked again      refused for good ──▶ another code
    this computer cannot go on (disk, clock) ──▶ said, and looked at again

Its law: what waits says why and for how long it need not; what will not come says what to do instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal

from app.facade_entering import REFUSED
from ui.dialogs.problem import Problem
from ui.errors import Notice, explain, sentences, without_account
from ui.onboarding.steps import Step
from ui.widgets.buttons import button
from ui.widgets.label import paragraph

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views import StatusView

LOOK_EVERY_MS: Final = 400
SILENT_LOOKS: Final = 40
"""Looks without an answer before it is said that nobody answers: sixteen seconds."""
_TAKEN: Final = frozenset({"stored", "member"})
_WAITS: Final = {"unknown-invitation": "door-unknown", "busy": "door-busy"}
"""Answers that another time may change, and the words of each."""
_STOPPED: Final = {"disk": "disk", "store-damaged": "corrupt", "clock": "clock-waits"}
"""What stops this copy, and its words; anything else: `stopped`."""


class WaitingStep(Step):
    """Looks until the facade says I am a member; closing the window does not undo anything.

    `again` asks to begin anew, with another code, when this one was refused for good.
    """

    again = Signal()

    def __init__(self, facade: Voisinage, *, is_back: bool = False, may_turn_back: bool = False) -> None:
        """Wait for a home that was just made, or made another day.

        Args:
            is_back: who asks has an account here already, and opens it by its words.
            may_turn_back: this window made the home, so that nobody has its request while nobody was heard.
        """
        title = self.tr("Your account comes back") if is_back else self.tr("Knocking at the door")
        told = (
            self.tr("A neighbour's computer hands the commune's register to yours: your account is in it.")
            if is_back
            else self.tr("Your neighbour's computer lets you in, then the commune's register comes to yours.")
        )
        super().__init__(title, told, self.tr("Enter"))
        self._facade, self._may_turn_back = facade, may_turn_back
        self._is_back = is_back
        self.onward.hide()
        self.back.setText(self.tr("Close"))
        self.state = paragraph("", "body")
        self.problem = Problem()
        self.advice = paragraph(
            self.tr("You may close this window and come back: the door stays open to you."), "small", "ink2"
        )
        self.body.addWidget(self.state)
        self.body.addWidget(self.problem)
        self.body.addWidget(self.advice)
        self._was_stored = self._was_heard = self._has_failed = False
        self._looks = 0
        word = self.tr("Change my words or the code") if is_back else self.tr("Try another code")
        self.other = button(word, self.again.emit, kind="primary")
        self.other.hide()
        self.foot.addWidget(self.other)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Ask the facade once; when I am in, tell it."""
        try:
            is_member, status = self._facade.is_member, self._facade.status()
        except Exception as error:
            self._tell_failure(error)
            return
        if is_member:
            self._timer.stop()
            self.done.emit()
            return
        self._looks += 1
        self._was_heard = self._was_heard or bool(status.peers_online or self._facade.join_status)
        self._show(self._facade.join_status, status)

    def _tell_failure(self, error: Exception) -> None:
        """It is looked at again all the same: room may be made on a disk meanwhile. Noted once."""
        self.state.setText("")
        self._say(explain(error))
        if not hasattr(error, "code") and not self._has_failed:
            self._has_failed = True
            raise error

    def _show(self, answer: str, status: StatusView) -> None:
        self._was_stored = self._was_stored or answer in _TAKEN
        refused = answer in REFUSED and not self._was_stored
        is_silent = not answer and not status.peers_online and self._looks >= SILENT_LOOKS
        if refused:  # nobody is let in: what the step began with is not true any more
            self.heading.setText(self.tr("The door did not open"))
            self.setAccessibleName(self.heading.text())
        self.told.setVisible(not refused)
        self.advice.setVisible(not refused)
        self.other.setVisible(refused or (is_silent and self._may_turn_back and not self._was_heard))
        if status.stopped_because:
            self._tell("error", _STOPPED.get(status.stopped_because, "stopped"))
        elif refused:
            self._tell("error", answer)
        elif self._was_stored:
            self._wait_for(self.tr("You are in: the register is coming…"))
        elif answer:
            self._tell("info", _WAITS.get(answer, answer))
        elif is_silent:
            self._tell("info", "nobody-answers")
        elif status.peers_online:
            self._wait_for(self.tr("Your neighbour's computer has answered…"))
        else:
            self._wait_for(self.tr("Looking for your neighbour's computer…"))

    def _wait_for(self, text: str) -> None:
        self.problem.say(None)
        self.state.setText(text)
        self.state.show()

    def _tell(self, tone: str, code: str) -> None:
        self.state.hide()
        self._say(Notice(tone, *sentences(code)))

    def _say(self, notice: Notice) -> None:
        """Who is not in yet has nothing on any account; who comes back has."""
        if not self._is_back:
            notice = without_account(notice, self.tr("Your account is only beginning: nothing is lost."))
        self.problem.say(notice, in_place=True)
