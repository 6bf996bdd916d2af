# SPDX-License-Identifier: AGPL-3.0-or-later
"""« Ce que mes voisins voient »: the consents of the register, each said in a sentence, changed at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QVBoxLayout

from ui import tokens
from ui.errors import Notice
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.folding import ActCheck
from ui.widgets.label import paragraph, row

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views_account import ConsentView
    from ui.bridge import Bridge

LOCAL_SALE = "local-sale"


class ConsentsCard(Card):
    """One box a topic. Publishing one's use is decided in Énergie, after its warning."""

    def __init__(
        self, facade: Voisinage, bridge: Bridge, consents: tuple[ConsentView, ...], title: str
    ) -> None:
        super().__init__(title, icon="users")
        self.boxes: dict[str, QCheckBox] = {}
        self._facade, self._bridge = facade, bridge
        self._words = {
            "production": (
                self.tr("What my panels make in a day"),
                self.tr(
                    "The day's total, never the hours. Otherwise it is added to the others', without my name."
                ),
            ),
            "gifts": (
                self.tr("The gifts I make"),
                self.tr("My name beside what I give to neighbours."),
            ),
            "purchases": (
                self.tr("What I buy"),
                self.tr("My name beside the kWh I buy, on the page of whoever sold them."),
            ),
            LOCAL_SALE: (
                self.tr("What I use"),
                self.tr("Needed to buy my neighbours' kWh. A day at zero says that you are away, for ever."),
            ),
        }
        self._fill(consents)

    def _fill(self, consents: tuple[ConsentView, ...]) -> None:
        for consent in consents:
            word, detail = self._words.get(consent.topic, (consent.topic, ""))
            box = ActCheck(word)
            box.setFont(look().font("medium"))
            box.setMinimumHeight(look().px(tokens.CONTROL_HEIGHT))
            box.setChecked(consent.agrees)
            box.setAccessibleName(word)
            box.setAccessibleDescription(detail)
            choice = QVBoxLayout()
            choice.setSpacing(0)
            choice.addWidget(box)
            choice.addWidget(paragraph(detail, "small", "ink2"))
            self.boxes[consent.topic] = box
            if consent.topic == LOCAL_SALE and not consent.agrees:
                box.setEnabled(False)
                where = button(
                    self.tr("Decide it in Energy"), lambda: self._bridge.go_to("energy"), kind="link"
                )
                choice.addLayout(row(where, None))
            else:
                box.toggled.connect(lambda agree, topic=consent.topic: self._choose(topic, agree))
            if not consent.settled:
                choice.addWidget(paragraph(self.tr("Recorded, not final yet."), "small", "ink3"))
            self.body.addLayout(choice)
        hint = self.tr("This rules what your neighbours' windows show; what is in the register stays there.")
        self.body.addWidget(paragraph(hint, "small", "ink3"))
        self.body.addStretch(1)

    def _choose(self, topic: str, agree: bool) -> None:
        self.boxes[topic].setEnabled(False)
        word = self._words[topic][0]
        said = self.tr("Your neighbours see: {what}.") if agree else self.tr("No longer shown: {what}.")
        self._bridge.run(
            self._facade.account.set_consent(topic, agree),
            self,
            lambda _event: self._bridge.say(Notice("ok", said.format(what=word))),
            lambda error: self._refused(topic, agree, error),
        )

    def _refused(self, topic: str, agree: bool, error: Exception) -> None:
        box = self.boxes[topic]
        box.blockSignals(True)
        box.setChecked(not agree)
        box.blockSignals(False)
        box.setEnabled(True)
        self._bridge.say_error(error)
