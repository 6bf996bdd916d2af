# SPDX-License-Identifier: AGPL-3.0-or-later
"""A volunteer sees the hours for the commune, what waits for whom, and who certifies; on Aider and Matin."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.views import Phase
from app.views_help import DutyPartView, DutyView, ServiceView
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
from ui.pages.duty_card import duty_brief, duty_card

MAY_MS, JANUARY_MS = 1_777_586_400_000, 1_767_222_000_000
HOUR_S = 3_600


def watch(hours: int, waits_for: str) -> ServiceView:
    return ServiceView(
        service=bytes([hours]) * 32, provider=person("Julien Caron"), beneficiary=person(""),
        for_commune=True, seconds=hours * HOUR_S, from_ms=MAY_MS, to_ms=MAY_MS + hours * 3_600_000,
        text="Garde de 24 h", category="pompiers", state="pending", phase=Phase.SEALED, confirmed_by=(),
        waits_for=waits_for, speakers=(person("Denise Roux"),), deadline_ms=0, actions=(), problem="",
    )  # fmt: skip


DUTY = DutyView(
    month_ms=MAY_MS, year_ms=JANUARY_MS, month_s=15 * HOUR_S, year_s=100 * HOUR_S,
    parts=(
        DutyPartView(category="pompiers", month_s=15 * HOUR_S, year_s=90 * HOUR_S),
        DutyPartView(category="", month_s=0, year_s=10 * HOUR_S),
    ),
    waiting=(watch(5, "both"), watch(6, "officer"), watch(3, "neighbour")),
    certifiers=(person("Denise Roux"), person("Gilles Faure")), is_volunteer=True,
)  # fmt: skip


def test_the_month_the_year_what_waits_and_who_certifies(qtbot, french):
    card = duty_card(DUTY)
    qtbot.addWidget(card)
    for told in (
        "15 h",
        "certifiées en mai",
        "depuis le 1er janvier",
        "100 h",
        "dont : pompiers",
        "90 h",
        "à certifier par la mairie",
        "11 h",
        "à confirmer par un voisin qui l’a vu",
        "3 h",
        "Certifiées par Denise Roux ou Gilles Faure pour la mairie",
    ):
        assert shows(card, told), told
    assert not has(card, "Voir")


def test_nobody_to_certify_is_said_and_a_sort_of_one_s_own_keeps_its_word(qtbot, french):
    part = DutyPartView(category="secourisme", month_s=0, year_s=HOUR_S)
    card = duty_card(replace(DUTY, certifiers=(), waiting=(), parts=(part,)))
    qtbot.addWidget(card)
    assert shows(card, "Personne ne peut encore certifier vos heures")
    assert shows(card, "dont : secourisme")
    assert not shows(card, "à certifier par la mairie")


def test_under_the_accounts_it_says_the_month_and_what_waits(qtbot, french):
    card = duty_brief(DUTY, lambda: None)
    qtbot.addWidget(card)
    assert shows(card, "certifiées en mai")
    assert shows(card, "15 h")
    assert shows(card, "pas encore certifiées")
    assert shows(card, "14 h")
    assert has(card, "Voir, Mes heures pour la commune")
    assert not shows(card, "Certifiées par")
    nothing = duty_brief(replace(DUTY, waiting=()), lambda: None)
    qtbot.addWidget(nothing)
    assert not shows(nothing, "pas encore certifiées")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_stands_on_matin_and_on_aider(qapp, hamlet, monkeypatch, language, scheme):
    monkeypatch.setattr(hamlet.lea.help, "duty", lambda: DUTY)
    places, title, see = {
        "fr": (("Matin", "Aider"), "Mes heures pour la commune", "Voir"),
        "en": (("Morning", "Help"), "My hours for the commune", "See"),
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
                assert find_cut(window) + find_outside(window) + find_sideways(window) == []
            assert find_unnamed(window) == []
            assert find_jargon(window, language) == []
        go(window, places[0])
        window.page.finish()
        press(window.page, f"{see}, {title}")
        assert window.place == "help"


@pytest.mark.slow
def test_matin_leaves_out_a_month_in_which_nothing_was_done(qapp, hamlet, monkeypatch):
    monkeypatch.setattr(hamlet.lea.help, "duty", lambda: replace(DUTY, month_s=0, waiting=()))
    with opened(qapp, hamlet.lea) as made:
        window = made.shown
        go(window, "Matin")
        window.page.finish()
        assert not shows(window.page, "Mes heures pour la commune")
        go(window, "Aider")
        window.page.finish()
        assert shows(window.page, "Mes heures pour la commune")
