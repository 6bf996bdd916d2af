# SPDX-License-Identifier: AGPL-3.0-or-later
"""The choices of Énergie: where my energy goes, what a kWh of mine costs, whether I share what I use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import tokens
from ui.dialogs.confirm import ConfirmSheet
from ui.dialogs.energy_price import EnergyPriceSheet
from ui.theme import look
from ui.widgets.beside import Beside
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.label import Label, paragraph, row

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views_energy import EnergyChoicesView
    from ui.bridge import Bridge

translate = QCoreApplication.translate


def _from_when(instant_ms: int) -> str:
    words = look().words
    return translate("EnergyChoices", "It counts from {date} on.").format(date=words.date(instant_ms))


def price_card(choices: EnergyChoicesView, facade: Voisinage, bridge: Bridge) -> Card:
    """What neighbours give for one kWh."""
    words = look().words
    card = Card(
        translate("EnergyChoices", "Price of a kWh"),
        icon="scale",
        link=translate("EnergyChoices", "Change"),
        on_link=lambda: bridge.show_sheet(EnergyPriceSheet(facade, bridge)),
        acts=True,
    )
    prices = [words.exact(price.asset, price.amount) for price in choices.prices]
    card.body.addWidget(
        Label(words.listed(prices, translate("EnergyChoices", "or else")), "strong", wrap=True)
    )
    usual = (
        translate("EnergyChoices", "The commune's own rate, in time given.")
        if choices.is_default_price
        else translate("EnergyChoices", "The first unit is asked for first, then the next.")
    )
    card.body.addWidget(paragraph(usual, "small", "ink2"))
    if choices.prices_from_ms:
        card.body.addWidget(paragraph(_from_when(choices.prices_from_ms), "small", "ink2"))
    card.body.addStretch(1)
    return card


def share_card(choices: EnergyChoicesView, facade: Voisinage, bridge: Bridge) -> Card:
    """Buying the neighbours' energy, and what it shows of me."""
    card = Card(translate("EnergyChoices", "Buy my neighbours' energy"), icon="basket")
    if not choices.shares_use:
        card.body.addWidget(
            paragraph(
                translate(
                    "EnergyChoices",
                    "To get a share of your neighbours' energy, let the commune know what you use each day.",
                ),
                "body",
                "ink2",
            )
        )
        ask = button(
            translate("EnergyChoices", "Share what I use"),
            lambda: bridge.show_sheet(_share_sheet(facade, bridge)),
            acts=True,
        )
        card.body.addLayout(row(ask, None))
        card.body.addStretch(1)
        return card
    shared = translate("EnergyChoices", "You share what you use each day, and buy from your neighbours.")
    card.body.addWidget(paragraph(shared, "body"))
    if choices.shares_from_ms:
        card.body.addWidget(paragraph(_from_when(choices.shares_from_ms), "small", "ink2"))
    stop = button(
        translate("EnergyChoices", "Stop sharing"),
        lambda: bridge.run(facade.energy.share_use(False), card, lambda _done: None),
        kind="link",
        acts=True,
    )
    name = (
        translate("EnergyChoices", "Hide my name from those who sell to me")
        if choices.shows_purchases
        else translate("EnergyChoices", "Show my name to those who sell to me")
    )
    shown = not choices.shows_purchases
    named = button(
        name,
        lambda: bridge.run(facade.energy.show_purchases(shown), card, lambda _done: None),
        kind="link",
        acts=True,
    )
    card.body.addWidget(Beside(named, stop, links=True))
    card.body.addStretch(1)
    return card


def _share_sheet(facade: Voisinage, bridge: Bridge) -> ConfirmSheet:
    return ConfirmSheet(
        bridge,
        translate("EnergyChoices", "Share what I use"),
        (
            translate(
                "EnergyChoices",
                "From tomorrow, what your house takes from the network each day is in the register, and you "
                "buy your neighbours' energy before any other.",
            ),
            translate(
                "EnergyChoices",
                "Everyone in the commune can read these figures, for ever. A day at zero says to 600 people "
                "that you were away.",
            ),
            translate(
                "EnergyChoices",
                "You can stop whenever you like: what was written stays written. Your hours never leave this "
                "computer.",
            ),
        ),
        translate("EnergyChoices", "I understand, share"),
        lambda: facade.energy.share_use(True),
        translate("EnergyChoices", "Recorded: it counts from tomorrow."),
    )


def choices_column(
    choices: EnergyChoicesView, facade: Voisinage, bridge: Bridge, *, is_producer: bool
) -> QWidget:
    """The cards one under the other; prices and destinations are a producer's."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(tokens.GAP)
    if is_producer:
        layout.addWidget(price_card(choices, facade, bridge))
    layout.addWidget(share_card(choices, facade, bridge))
    layout.addStretch(1)
    return column
