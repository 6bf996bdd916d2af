# SPDX-License-Identifier: AGPL-3.0-or-later
"""Matin's cards: who something came from, and which account a figure is of."""

from __future__ import annotations

from types import SimpleNamespace

from app.query_money import get_party
from app.views import AmountView, BalanceView, HistoryEntryView, Phase
from tests.helpers.windows import shows
from ui.acts import FUND
from ui.pages.morning_cards import accounts_card, fund_figure, news_beside_accounts, news_card
from ui.theme import look


def test_what_the_commune_gave_is_said_to_come_from_it(qtbot, french):
    entry = HistoryEntryView(
        event=b"",
        at_ms=1,
        kind="service.confirm",
        phase=Phase.SEALED,
        reason="",
        counterpart=get_party(None, FUND),
        amounts=(AmountView(asset="hour", amount=7_200),),
        purpose="",
        memo="",
        title="Illuminations posées",
        balance_after=None,
    )
    card = news_card(SimpleNamespace(news=(entry,), now_ms=2), None)
    qtbot.addWidget(card)
    card.show()
    assert shows(card, "La commune")


def test_savings_are_in_no_unit_counted_with_the_everyday_account(qtbot, french):
    balances = tuple(
        BalanceView(pot=pot, asset=asset, purpose="", settled=amount, expected=amount)
        for pot, asset, amount in (
            ("current", "kwh", 42_000),
            ("energy", "kwh", 4_812_000),
            ("current", "hour", 3_600),
            ("time", "hour", 72 * 3_600),
        )
    )
    card = accounts_card(SimpleNamespace(balances=balances, equivalents=()), None)
    qtbot.addWidget(card)
    card.show()
    assert shows(card, "42,0")
    assert shows(card, "1 h")
    assert not shows(card, "73 h")
    assert shows(card, "sans l’épargne"), "Comptes shows both: which one this is must be said"


def test_the_news_are_as_many_as_what_stands_beside_them_is_high():
    kwh = SimpleNamespace(balances=(SimpleNamespace(asset="kwh"),))
    assert news_beside_accounts(kwh) == 3
    assert news_beside_accounts(kwh, serves=True) == 3
    two = SimpleNamespace(balances=(*kwh.balances, SimpleNamespace(asset="hour")))
    assert news_beside_accounts(two, serves=True) == 4
    five = SimpleNamespace(balances=tuple(SimpleNamespace(asset=asset) for asset in "abcde"))
    assert news_beside_accounts(five, serves=True) == 5


def test_a_fund_that_holds_hours_alone_is_not_said_to_hold_nothing(french):
    hours, energy = AmountView(asset="hour", amount=7_200), AmountView(asset="kwh", amount=5_000)
    empty = AmountView(asset="kwh", amount=0)
    assert fund_figure((empty, hours)) == (look().words.duration(7_200), "")
    assert fund_figure((energy, hours))[1] == "kWh"
    assert fund_figure(())[0] == "0"
