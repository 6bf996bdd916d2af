# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who owns no panels and buys: the month first, on Matin and Énergie, and panels as an offer below."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.views import AmountView
from app.views_energy import BoughtView, SettledDayView, TradeView
from tests.helpers.people import person
from tests.helpers.windows import (
    choose,
    find_cut,
    find_jargon,
    find_outside,
    find_sideways,
    find_unnamed,
    go,
    has,
    opened,
    press,
    resize,
    settle,
    shows,
)
from ui.pages.bought_card import bought_card, is_buyer

MAY_MS = 1_777_586_400_000
HOUR = "hour"


def trade(name: str, energy_wh: int, seconds: int = 0) -> TradeView:
    amounts = (AmountView(asset=HOUR, amount=seconds),) if seconds else ()
    return TradeView(person=person(name) if name else None, people=1, energy_wh=energy_wh, amounts=amounts)


SELLERS = (
    trade("Boulangerie Perrin", 120_400, 4_334),
    trade("François Dubois", 41_000, 1_476),
    trade("Hélène Morel", 20_000, 720),
    trade("Ferme des Tilleuls", 9_000, 324),
    trade("", 2_400, 87),
)
BOUGHT = BoughtView(
    month_ms=MAY_MS, days=23, bought_wh=192_800, sellers=SELLERS,
    paid=(AmountView(asset=HOUR, amount=6_941),), given_wh=5_000, givers=(trade("Paul Garnier", 5_000),),
)  # fmt: skip
NOTHING = replace(BOUGHT, days=0, bought_wh=0, sellers=(), paid=(), given_wh=0, givers=())
DAY = SettledDayView(
    day_ms=MAY_MS, due_ms=MAY_MS, is_settled=True, is_due=False, is_unread=False, proof=b"p" * 32,
    minted_wh=0, own_wh=0, sold_wh=0, given_wh=0, fund_wh=0, saved_wh=0, kept_wh=0, late_wh=0, buyers=(),
    gifts=(), received=(), bought=(SELLERS[0],), bought_wh=9_100, savings_wh=0,
)  # fmt: skip


def test_the_month_says_from_whom_and_for_what(qtbot, french):
    card = bought_card(BOUGHT, DAY, None, None)  # type: ignore[arg-type]
    qtbot.addWidget(card)
    for told in (
        "192,8",
        "achetés depuis le 1er mai",
        "hier 9,1 kWh",
        "Boulangerie Perrin",
        "contre 1 h 12",
        "et 2,4 kWh d’un autre voisin",
        "Payé en échange",
        "1 h 56",
        "36 s le kWh en moyenne",
        "Un cadeau de Paul Garnier",
    ):
        assert shows(card, told), told
    assert has(card, "Preuve d’hier")


def test_two_units_have_no_mean_price_and_a_month_without_a_purchase_says_so(qtbot, french):
    paid = (AmountView(asset=HOUR, amount=60), AmountView(asset="kg", amount=500))
    card = bought_card(replace(BOUGHT, paid=paid), DAY, None, None)  # type: ignore[arg-type]
    qtbot.addWidget(card)
    assert not shows(card, "en moyenne")
    card = bought_card(NOTHING, replace(DAY, bought=(), bought_wh=0), None, None)  # type: ignore[arg-type]
    qtbot.addWidget(card)
    assert shows(card, "Rien n’a encore été acheté ce mois-ci.")
    assert not has(card, "Preuve d’hier")


def test_who_had_anything_is_a_buyer():
    quiet = replace(DAY, bought=())
    assert is_buyer(BOUGHT, quiet)
    assert is_buyer(NOTHING, DAY)
    assert is_buyer(replace(NOTHING, given_wh=1), quiet)
    assert not is_buyer(NOTHING, quiet)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_buyer_reads_what_was_bought_before_panels(qapp, hamlet, monkeypatch, language, scheme):
    monkeypatch.setattr(hamlet.lea.energy, "bought", lambda: BOUGHT)
    monkeypatch.setattr(hamlet.lea.energy, "settled_day", lambda _day=0: DAY)
    places, offer, title = {
        "fr": (("Matin", "Énergie"), "Des panneaux chez vous ?", "L’énergie des voisins"),
        "en": (("Morning", "Energy"), "Panels of your own?", "My neighbours’ energy"),
    }[language]
    with opened(qapp, hamlet.lea, choose(language, scheme)) as made:
        window = made.shown
        for place in places:
            go(window, place)
            for width in (400, 1000, 1440):
                resize(window, width)
                window.page.finish()
                settle()
                assert shows(window.page, title)
                assert shows(window.page, offer)
                assert find_cut(window) + find_outside(window) + find_sideways(window) == []
            assert not shows(window.page, {"fr": "Votre production", "en": "Your production"}[language])
            assert find_unnamed(window) == []
            assert find_jargon(window, language) == []


@pytest.mark.slow
def test_the_offer_opens_the_sheet_of_a_meter(qapp, hamlet, monkeypatch):
    monkeypatch.setattr(hamlet.lea.energy, "bought", lambda: BOUGHT)
    with opened(qapp, hamlet.lea) as made:
        window = made.shown
        go(window, "Matin")
        window.page.finish()
        press(window.page, "Ajouter mes panneaux: Des panneaux chez vous ?")
        settle()
        assert window.place == "energy"
        assert window.sheet.content is not None


@pytest.mark.slow
def test_who_neither_makes_nor_buys_is_told_how_to_buy_first(qapp, hamlet):
    with opened(qapp, hamlet.lea) as made:
        window = made.shown
        go(window, "Énergie")
        window.page.finish()
        assert shows(window.page, "Ce que vous recevez des toits voisins, et vos compteurs.")
        assert has(window.page, "Partager ma consommation")
        assert shows(window.page, "Des panneaux chez vous ?")
