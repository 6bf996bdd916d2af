# SPDX-License-Identifier: AGPL-3.0-or-later
"""« Vérifier tout sur cet ordinateur »: every act done again from the first one, with how far it is.

The work has a thread of its own; the card reads how far it is four times a second, and may give it up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QMoveEvent
from PySide6.QtWidgets import QProgressBar

from ui.strings import tr
from ui.theme import look
from ui.widgets.beside import Beside
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.label import paragraph
from ui.widgets.scrolling import bring_into_view

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.facade_register import Verification
    from app.views import VerifyReportView
    from ui.bridge import Bridge

EVERY_MS = 250


class VerifyCard(Card):
    """One verification at a time."""

    def __init__(self, facade: Voisinage, bridge: Bridge) -> None:
        super().__init__(name=tr("Check everything on this computer"))
        self._facade, self._bridge = facade, bridge
        self._run: Verification | None = None
        self._is_followed = False
        self.body.addWidget(paragraph(self.tr("Check everything on this computer"), "h2"))
        why = self.tr(
            "Every act since the first one is done again here, signature by signature, and compared with "
            "what this computer shows. Nothing changes, and you may go on meanwhile."
        )
        self.body.addWidget(paragraph(why, "body", "ink2"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far the check is"))
        self.said = paragraph("", "small", "ink2")
        self.begin = button(self.tr("Check everything"), self.start)
        self.stop = button(self.tr("Stop"), self._give_up)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.said)
        self.body.addWidget(Beside(self.begin, self.stop))
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._show_progress)
        self._show_state("")

    def come_and_start(self) -> None:
        """Asked from elsewhere: what it says is seen, though the acts above are still being laid out."""
        self._is_followed = True
        bring_into_view(self)
        self.start()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        if self._is_followed:
            bring_into_view(self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # another place was opened
            self._is_followed = False

    def start(self) -> None:
        if self._run is not None:
            return
        self._run = self._facade.register.verify()
        self._show_state(self.tr("The check begins…"))
        self.stop.setFocus()
        self._timer.start()
        self._bridge.run(self._run.ticket, self, self._show_report, self._show_failure)

    def _give_up(self) -> None:
        if self._run is not None:
            self._run.stop()
            self.stop.setEnabled(False)

    def _show_state(self, text: str) -> None:
        running = self._run is not None
        self.bar.setVisible(running)
        self.stop.setVisible(running)
        self.stop.setEnabled(running)
        self.begin.setVisible(not running)
        self.said.setText(text)
        self.said.setVisible(bool(text))
        if self._is_followed:
            bring_into_view(self)
        if not running:
            self._timer.stop()

    def _show_progress(self) -> None:
        if self._run is None:
            return
        done, of = self._run.progress
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        if of and done == of:
            self.said.setText(self.tr("All pages are done again; now the accounts are compared…"))
        elif of:
            words = look().words
            told = self.tr("Page {done} of {total}")
            self.said.setText(told.format(done=words.integer(done), total=words.integer(of)))
        self.bar.setAccessibleDescription(self.said.text())

    def _show_report(self, report: VerifyReportView) -> None:
        self._run = None
        words = look().words
        if not report.ok:
            wrong = self.tr(
                "Something does not agree. Your accounts were not changed: keep this computer as it is and "
                "tell the council."
            )
            self._show_state(wrong)
            return
        text = self.tr("%n act(s) done again from the first one: everything agrees", "", report.events)
        seconds = words.decimal(report.elapsed_ms, 1000, 1)
        told = self.tr("{text}, in {seconds} s.").format(text=text, seconds=seconds)
        if report.since:
            told += " " + self.tr("The history before you came still arrives: check again later.")
        self._show_state(told)
        self.begin.setFocus()

    def _show_failure(self, error: Exception) -> None:
        self._run = None
        if getattr(error, "code", "") == "verify-stopped":
            self._show_state(self.tr("The check was stopped. Nothing was changed."))
            return
        self._show_state("")
        self._bridge.say_error(error)
