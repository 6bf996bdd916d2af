# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a kWh of my roof costs, in one unit or several; nothing written: the commune's rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.dialogs.problem import Problem
from ui.dialogs.publish import PriceLines
from ui.errors import Notice, explain
from ui.widgets.buttons import SignButton, button
from ui.widgets.label import paragraph
from ui.widgets.sheet import SheetBody
from ui.worth import assets_of

if TYPE_CHECKING:
    from app.facade import Voisinage
    from ui.bridge import Bridge


class EnergyPriceSheet(SheetBody):
    """The first line is the unit I prefer."""

    def __init__(self, facade: Voisinage, bridge: Bridge) -> None:
        super().__init__("")
        self.title = self.tr("Price of a kWh")
        self._facade, self._bridge = facade, bridge
        parities = facade.parities()
        units = tuple(asset for asset in assets_of(parities) if asset != "kwh")
        self.price = PriceLines(facade.parse_amount, parities, units or assets_of(parities))
        explained = self.tr(
            "What a neighbour gives for one kWh. The first unit is asked for first; who lacks it gives the "
            "next."
        )
        self.body.addWidget(paragraph(explained, "body"))
        self.body.addWidget(self.price)
        empty = self.tr("Leave it empty to go back to the commune's rate. It counts from tomorrow.")
        self.body.addWidget(paragraph(empty, "small", "ink2"))
        self.problem = Problem()
        self.body.addWidget(self.problem)
        self.sign = SignButton(self.tr("Set this price"), self._sign)
        self.foot.addStretch(1)
        self.foot.addWidget(button(self.tr("Cancel"), self.finished.emit))
        self.foot.addWidget(self.sign)

    def _sign(self) -> None:
        wrong = [one.show_error() for one in self.price.lines]
        if any(wrong):
            return
        self.sign.setEnabled(False)
        self._bridge.run(self._facade.energy.set_tariff(self.price.price), self, self._signed, self._refused)

    def _signed(self, _result: object) -> None:
        self._bridge.say(Notice("ok", self.tr("Your price is recorded: it counts from tomorrow.")))
        self.finished.emit()

    def _refused(self, error: Exception) -> None:
        self.sign.setEnabled(True)
        self.problem.say(explain(error))
