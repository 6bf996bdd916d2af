# SPDX-License-Identifier: AGPL-3.0-or-later
"""A price, and the most one can pay, are said with every figure that counts: never rounded."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from app.errors import AppError
from app.views import AmountView
from tests.helpers.windows import shows
from tests.ui.test_exchange_cards import LISTING
from ui.errors import explain
from ui.pages.energy_choices import price_card
from ui.pages.neighbours_sheet import NeighbourSheet

HALF = AmountView(asset="kwh", amount=1_000_500)


def test_the_sheet_of_a_neighbour_gives_their_prices_whole(qtbot, french, hamlet):
    """« 1 001 kWh » stood for an offer at 1 000,5 kWh; a price in two units is paid in both."""
    view = hamlet.lea.people.one(hamlet.lea.me().account)
    two = (HALF, AmountView(asset="kg", amount=333))
    sheet = NeighbourSheet(
        hamlet.lea, SimpleNamespace(), replace(view, offers=(replace(LISTING, price=two),))
    )
    qtbot.addWidget(sheet)
    assert shows(sheet, "Panier · 1 000,5 kWh et 0,333 kg")


def test_the_price_of_energy_is_whole(qtbot, french):
    choices = SimpleNamespace(prices=(HALF,), is_default_price=False, prices_from_ms=0)
    card = price_card(choices, SimpleNamespace(), SimpleNamespace())
    qtbot.addWidget(card)
    assert shows(card, "1 000,5 kWh")


def test_the_most_one_can_pay_is_whole(french):
    refused = AppError("balance", asset="kwh", amount=2_000_000, available=1_000_500, limited_by="")
    assert "1 000,5" in explain(refused).todo.replace("\u202f", " ")
