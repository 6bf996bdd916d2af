# SPDX-License-Identifier: AGPL-3.0-or-later
"""Réglages, « Quitter la commune »: the way out; and, once out, what is left here and how to come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.views import Phase
from ui.dialogs.leave import LeaveSheet
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.label import paragraph, row

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views_leaving import DepartureView
    from ui.bridge import Bridge


class LeaveCard(Card):
    def __init__(self, facade: Voisinage, bridge: Bridge, view: DepartureView) -> None:
        super().__init__(self.tr("Leave the commune"), icon="users")
        self._facade, self._bridge = facade, bridge
        if view.left_ms:
            self._say_left(view)
        else:
            text = self.tr("If you move away. You first see what happens to each thing of yours.")
            self.body.addWidget(paragraph(text, "body", "ink2"))
            self.leave = button(self.tr("See what leaving means"), self.open)
            self.body.addLayout(row(self.leave, None))
        self.body.addStretch(1)

    def _say_left(self, view: DepartureView) -> None:
        day = look().words.date(view.left_ms, year=True)
        if view.phase is Phase.SEALED:
            said = self.tr("You left the commune on {day}.").format(day=day)
        else:
            said = self.tr("You are leaving: it is final once your neighbours have it.")
        self.body.addWidget(paragraph(said))
        kept = self.tr("Everything up to then can be read here. This computer's copy is in {folder}:")
        erase = self.tr("to keep nothing, close Voisinage and delete that folder.")
        back = self.tr("To come back one day, ask for a new invitation and join anew.")
        self.body.addWidget(paragraph(f"{kept.format(folder=view.folder)} {erase}", "body", "ink2"))
        self.body.addWidget(paragraph(back, "body", "ink2"))

    def open(self) -> None:
        sheet = LeaveSheet(self._facade, self._bridge)
        sheet.wants.connect(self._go)
        sheet.exports.connect(lambda: self._go("register", "export"))
        self._bridge.show_sheet(sheet)

    def _go(self, place: str, what: object = None) -> None:
        self._bridge.close_sheet()
        self._bridge.go_to(place, what)
