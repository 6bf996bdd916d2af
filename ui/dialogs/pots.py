# SPDX-License-Identifier: AGPL-3.0-or-later
"""Setting aside, taking back, and locking until a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit

from ui.clock import now_ms
from ui.dialogs.amount_field import AmountField, written
from ui.dialogs.problem import Problem
from ui.errors import Notice, explain
from ui.strings import pot_name
from ui.theme import look
from ui.widgets.buttons import SignButton, button
from ui.widgets.field import Field
from ui.widgets.label import paragraph
from ui.widgets.sheet import SheetBody

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.facade import Ticket, Voisinage
    from app.views import BalanceView
    from app.views_help import PotView
    from ui.bridge import Bridge

YEARS_MAX: Final = 9


class _PotSheet(SheetBody):
    """What the two sheets share: a problem, two buttons, and what follows signing."""

    def __init__(self, bridge: Bridge, sign: Callable[[], None]) -> None:
        super().__init__("")
        self.bridge = bridge
        self.problem = Problem()
        self.cancel = button(self.tr("Cancel"), self.finished.emit)
        self.sign = SignButton(self.tr("Sign"), sign)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.sign)

    def _run(self, ticket: Ticket, said: str) -> None:
        self.sign.setEnabled(False)
        self.bridge.run(ticket, self, lambda _event: self._signed(said), self._refused)

    def _signed(self, said: str) -> None:
        self.bridge.say(Notice("ok", said))
        self.finished.emit()

    def _refused(self, error: Exception) -> None:
        self.sign.setEnabled(True)
        self.problem.say(explain(error))


class MoveSheet(_PotSheet):
    """From the everyday account into a pot, or, with `take`, back."""

    def __init__(self, facade: Voisinage, bridge: Bridge, pot: PotView, *, take: bool = False) -> None:
        super().__init__(bridge, self._sign)
        self.facade, self.pot, self.take = facade, pot, take
        name = pot_name(pot.pot)
        self.title = (self.tr("Take out: {pot}") if take else self.tr("Put in: {pot}")).format(pot=name)
        held = {balance.asset: balance.expected for balance in self._source()}
        assets = [asset for asset in pot.assets if held.get(asset, 0) > 0] or list(pot.assets)
        self._held = held
        self.amount = AmountField(self.tr("How much"), facade.parse_amount, assets)
        self.body.addWidget(self.amount)
        self.all_button = button(self.tr("All of it"), self._fill_all, kind="link")
        self.body.addWidget(self.all_button)
        if take:
            text = self.tr("It goes back to your everyday account, and can be paid with at once.")
        else:
            text = self.tr(
                "It stays yours, and comes back when you ask. A payment that your everyday account cannot "
                "carry takes what is missing from here first, unless you lock it."
            )
        self.body.addWidget(paragraph(text, "small", "ink2"))
        self.body.addWidget(self.problem)
        self.amount.changed.connect(self._update)
        self._update()

    def _source(self) -> tuple[BalanceView, ...]:
        if self.take:
            return self.pot.balances
        return next(one.balances for one in self.facade.help.pots() if one.pot == "current")

    def _update(self) -> None:
        asset = self.amount.asset
        most = max(0, self._held.get(asset, 0))
        self.amount.set_hint(self.tr("{amount} at most").format(amount=look().words.exact(asset, most)))
        wanted = self.amount.amount
        self.sign.setEnabled(wanted is not None and wanted.amount <= most)
        self.all_button.setEnabled(most > 0)

    def _fill_all(self) -> None:
        asset = self.amount.asset
        self.amount.set_value(written(asset, max(0, self._held.get(asset, 0))), asset)

    def _sign(self) -> None:
        wanted = self.amount.amount
        if wanted is None:
            return
        source, target = (self.pot.pot, "current") if self.take else ("current", self.pot.pot)
        shown = look().words.exact(wanted.asset, wanted.amount)
        if self.take:
            said = self.tr("{amount} back in your everyday account: recorded.").format(amount=shown)
        else:
            said = self.tr("{amount} set aside: recorded.").format(amount=shown)
        self._run(self.facade.help.move(source, target, wanted.asset, wanted.amount), said)


class LockSheet(_PotSheet):
    """Until a day; a lock that is there can only be made longer."""

    def __init__(self, facade: Voisinage, bridge: Bridge, pot: PotView) -> None:
        super().__init__(bridge, self._sign)
        self.facade, self.pot = facade, pot
        self.title = self.tr("Lock: {pot}").format(pot=pot_name(pot.pot))
        text = self.tr(
            "Until that day nothing leaves it, whoever asks, you included. A lock cannot be shortened."
        )
        self.body.addWidget(paragraph(text))
        first = look().words.local(max(now_ms(), pot.locked_until_ms)).date() + dt.timedelta(days=1)
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.day.setMinimumDate(QDate(first.year, first.month, first.day))
        last = look().words.local(now_ms()).date() + dt.timedelta(days=365 * YEARS_MAX)
        self.day.setMaximumDate(QDate(last.year, last.month, last.day))
        proposed = self.day.minimumDate().addMonths(3)
        self.day.setDate(min(proposed, self.day.maximumDate()))
        self.body.addWidget(Field(self.tr("Locked until"), self.day))
        self.body.addWidget(self.problem)

    def _sign(self) -> None:
        day = self.day.date()
        zone = look().words.local(now_ms()).tzinfo
        until_ms = int(dt.datetime(day.year(), day.month(), day.day(), tzinfo=zone).timestamp()) * 1000
        shown = look().words.short_date(until_ms, now_ms())
        said = self.tr("Locked until {day}: recorded.").format(day=shown)
        self._run(self.facade.help.lock(self.pot.pot, until_ms), said)
