# SPDX-License-Identifier: AGPL-3.0-or-later
"""Comptes: what I own in each unit, what is waiting to become final, and how it all came.

Paying and receiving start here; the sheets are in `ui/dialogs/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from app.views import Phase
from ui.acts import FUND, purpose_word
from ui.clock import now_ms
from ui.dialogs.pay import PaySheet
from ui.dialogs.proof import show_proof
from ui.dialogs.receive import ReceiveSheet
from ui.pages.accounts_history import HistoryCard
from ui.pages.accounts_pots import pots_card
from ui.pages.room import RoomPage
from ui.strings import asset_name, pot_name
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.label import Label, line, paragraph, row
from ui.widgets.money import Figure, money
from ui.widgets.page import CardGrid
from ui.widgets.phase import Dot
from ui.worth import worth, worth_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QHBoxLayout

    from app.facade import Voisinage
    from app.views import BalanceView, ParityView
    from app.views_help import PotView
    from ui.bridge import Bridge

HISTORY_STEP = 30

_ICONS = {"kwh": "bolt", "kwh-th": "bolt", "hour": "clock", "kg": "plant", "point": "recycle"}


class AccountsPage(RoomPage):
    """Balances by unit, then the history."""

    topics: ClassVar[frozenset[str]] = frozenset({"balances", "history", "members", "time"})

    def __init__(self, facade: Voisinage, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(facade, bridge, parent)
        self._limit = HISTORY_STEP
        self.receive_button = button(self.tr("Receive"), self.receive, icon="qrcode", acts=True)
        self.pay_button = button(self.tr("Pay"), self.pay, kind="primary", icon="send", acts=True)
        self.buttons.addWidget(self.receive_button)
        self.buttons.addWidget(self.pay_button)
        self.balances = CardGrid()
        self.history = HistoryCard(self.show_proof, self.pay, self._show_more)
        self.content.addWidget(self.balances)
        self.pots = CardGrid()
        self.content.addWidget(self.pots)
        self.content.addWidget(self.history)

    def foresee(self) -> Callable[[], object]:
        facade, limit = self.facade, self._limit + 1
        return lambda: (facade.balances(), facade.history(limit), facade.parities(), facade.help.pots())

    def refresh(self) -> None:
        balances = self.facade.balances()
        # One more than is shown, to know whether there is anything older.
        entries = self.facade.history(self._limit + 1)
        parities, pots = self.facade.parities(), self.facade.help.pots()
        self.set_header(self.tr("Accounts"), self.tr("What you own, and how it came."))
        if self.shows_already(balances, entries, parities, pots, self._limit, now_ms() // 60_000):
            return
        with self.refilling():
            self._fill_balances(balances, parities)
            self._fill_pots(pots)
            more = len(entries) > self._limit
            self.history.show_entries(entries[: self._limit], now_ms(), across=self.across, more=more)

    def _fill_pots(self, pots: Sequence[PotView]) -> None:
        card = pots_card(self.facade, self.bridge, pots, now_ms(), across=self.across)
        self.pots.clear()
        self.pots.add(card)
        self.pots.arrange(self.width_class)

    def show_what(self, what: object) -> None:
        """`pay`, (`pay` or `give`, account), `receive`, or an act's number to prove."""
        if what == "pay":
            self.pay()
        elif isinstance(what, tuple) and len(what) == 2 and what[0] in {"pay", "give"}:
            self.pay(what[1], is_gift=what[0] == "give")
        elif what == "receive":
            self.receive()
        elif isinstance(what, bytes):
            self.show_proof(what)

    def pay(self, to: bytes = b"", *, is_gift: bool = False) -> None:
        sheet = PaySheet(self.facade, self.bridge, to=to)
        sheet.gift.setChecked(is_gift or sheet.gift.isChecked())
        self.bridge.show_sheet(sheet)

    def receive(self) -> None:
        self.bridge.show_sheet(ReceiveSheet(self.facade, self.bridge))

    def show_proof(self, event: bytes) -> None:
        found = [entry for entry in self.facade.history(self._limit) if entry.event == event]
        entry = found[0] if found else None
        show_proof(self.facade, self.bridge, event, entry)

    def _show_more(self) -> None:
        self._limit += HISTORY_STEP
        self.refresh()

    # balances --------------------------------------------------------------------------------------------
    def _fill_balances(self, balances: Sequence[BalanceView], parities: Sequence[ParityView]) -> None:
        by_asset: dict[str, list[BalanceView]] = {}
        for balance in balances:
            by_asset.setdefault(balance.asset, []).append(balance)
        self.balances.clear()
        wide = {1: 12, 2: 6, 3: 4}.get(len(by_asset), 3 if len(by_asset) % 4 == 0 else 4)
        for number, (asset, pots) in enumerate(by_asset.items(), 1):
            is_alone = number == len(by_asset) and number % 2 == 1  # in the last line of two columns
            self.balances.add(self._balance_card(asset, pots, parities), wide, 2 if is_alone else 1)
        self.balances.arrange(self.width_class)

    def _debt(self, asset: str) -> str:
        if asset == "hour":
            return self.tr("You owe the village this much; it goes down each time you help.")
        return self.tr("You owe the village this much; it goes down with what neighbours buy from you.")

    def _balance_card(self, asset: str, pots: Sequence[BalanceView], parities: Sequence[ParityView]) -> Card:
        words = look().words
        settled = sum(pot.settled for pot in pots)
        card = Card(
            asset_name(asset),
            icon=_ICONS.get(asset, "wallet"),
            link=self.tr("Proof"),
            on_link=lambda: self.bridge.go_to("register", ("mine", asset)),
        )
        card.body.addWidget(Figure(asset, settled, role="figure"))
        same = worth_words(worth(parities, asset, settled), self.tr("or")) if settled > 0 else ""
        if same:
            text = self.tr("worth {worth}").format(worth=same)
        elif settled < 0:
            text = self._debt(asset)
        elif credit := self.facade.preview_payment(FUND, asset, 1).available:
            told = self.tr("Nothing yet; you can already pay up to {amount}, and give it back later.")
            text = told.format(amount=words.exact(asset, credit))
        else:
            text = self.tr("Nothing yet.")
        card.body.addWidget(paragraph(text, "small", "ink2"))
        waiting = sum(pot.expected for pot in pots) - settled
        if waiting:
            text = self.tr("{change} recorded, not final yet").format(change=words.change(asset, waiting))
            card.body.addLayout(row(Dot(Phase.PENDING), Label(text, "small", "ink2", wrap=True)))
        if len(pots) > 1:
            for pot in pots:
                card.body.addWidget(line())
                card.body.addLayout(self._pot_line(pot))
        card.body.addStretch(1)
        return card

    def _pot_line(self, pot: BalanceView) -> QHBoxLayout:
        name = pot_name(pot.pot)
        if pot.purpose:
            name = self.tr("{pot}, {purpose}").format(pot=name, purpose=purpose_word(pot.purpose))
        shown = row()
        shown.addWidget(Label(name, "body", "ink2", wrap=True), 1)
        shown.addWidget(money(pot.asset, pot.settled, role="medium"))
        return shown
