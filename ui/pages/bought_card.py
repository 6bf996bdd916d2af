# SPDX-License-Identifier: AGPL-3.0-or-later
"""A buyer's card, on Matin and Énergie: what came of the neighbours' roofs this month, from whom, for what.

Beside it, quietly, what panels of one's own would bring: who only buys is not asked for a roof first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.facade_elision import fill
from app.facade_naming import name_apart
from app.views import AmountView
from ui.pages.line_frame import LARGE_TEXT_PERCENT
from ui.pages.morning_settled import SHOWN, proof_opener, trade_line, when_settled
from ui.strings import tr
from ui.theme import look
from ui.widgets.card import Banner, Card, sunken
from ui.widgets.chip import Chip
from ui.widgets.label import paragraph, row
from ui.widgets.money import Figure

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views_energy import BoughtView, SettledDayView
    from ui.bridge import Bridge

translate = QCoreApplication.translate
WH_OF_KWH = 1_000


def is_buyer(bought: BoughtView, settled: SettledDayView) -> bool:
    """Whether any of the neighbours' energy came, yesterday or this month."""
    return bool(bought.bought_wh or bought.given_wh or settled.bought)


def bought_card(
    bought: BoughtView, settled: SettledDayView, facade: Voisinage, bridge: Bridge, *, narrow: bool = False
) -> Card:
    """The month, yesterday of it, each seller; then what was paid, and gifts."""
    words = look().words
    on_proof = proof_opener(facade, bridge, settled) if settled.bought else None
    card = Card(
        translate("Bought", "My neighbours' energy"),
        icon="basket",
        link=translate("Bought", "Proof of yesterday") if on_proof is not None else "",
        on_link=on_proof,
    )
    card.body.addWidget(Figure("kwh", bought.bought_wh))
    month = words.month(bought.month_ms)
    since = translate("Bought", "bought since 1 {month}").format(month=month)
    card.body.addWidget(paragraph(since, "small", "ink2"))
    if settled.bought_wh:
        day = translate("Bought", "yesterday {amount}").format(amount=words.amount("kwh", settled.bought_wh))
        card.body.addLayout(row(Chip(day, "sun"), None))
    elif not settled.is_settled:
        card.body.addWidget(paragraph(when_settled(settled), "small", "ink2"))
    _add_sellers(card, bought, is_marked=not narrow or look().text_percent < LARGE_TEXT_PERCENT)
    card.body.addStretch(1)
    if bought.paid:
        figures = [(words.of(amount), "ink") for amount in bought.paid]
        card.body.addWidget(sunken(translate("Bought", "Paid for it"), figures))
        if price := _mean_price(bought):
            said = translate("Bought", "{price} for a kWh, on average").format(price=price)
            card.body.addWidget(paragraph(said, "small", "ink2"))
    for trade in bought.givers[:SHOWN]:
        name = name_apart(trade.person) if trade.person else tr("%n neighbour(s) not named", "", trade.people)
        told = fill(translate("Bought", "A gift from {name}"), name=name)
        card.body.addWidget(sunken(told, [(words.amount("kwh", trade.energy_wh), "gift")]))
    return card


def _add_sellers(card: Card, bought: BoughtView, *, is_marked: bool) -> None:
    words = look().words
    if not bought.sellers:
        none = translate("Bought", "Nothing was bought yet this month.")
        card.body.addWidget(paragraph(none, "body", "ink2"))
        return
    shown = words.rounded_parts("kwh", [trade.energy_wh for trade in bought.sellers])
    for trade, energy_wh in zip(bought.sellers[:SHOWN], shown, strict=False):
        card.body.addLayout(trade_line(trade, energy_wh, is_marked=is_marked))
    hidden = len(bought.sellers) - SHOWN
    if hidden > 0:
        more = tr("and {amount} from %n other(s)", "", hidden)
        rest = words.amount("kwh", sum(shown[SHOWN:]))
        card.body.addWidget(paragraph(more.format(amount=rest), "small", "ink2"))


def _mean_price(bought: BoughtView) -> str:
    """Of one kWh, where all was paid in one unit; else no mean says anything."""
    if len(bought.paid) != 1 or not bought.bought_wh:
        return ""
    (paid,) = bought.paid
    mean = (paid.amount * WH_OF_KWH + bought.bought_wh // 2) // bought.bought_wh
    return look().words.of(AmountView(asset=paid.asset, amount=mean))


def panels_offer(bridge: Bridge, *, below: bool) -> Banner:
    """One quiet line for who has no panels; `below`: where it is narrow."""
    return Banner(
        "solar-panel",
        translate("Bought", "Panels of your own?"),
        translate("Bought", "What they make would be yours here to use, sell, give or save."),
        translate("Bought", "Add my panels"),
        lambda: bridge.go_to("energy", "add"),
        acts=True,
        below=below,
    )
