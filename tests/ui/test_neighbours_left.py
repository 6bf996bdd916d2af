# SPDX-License-Identifier: AGPL-3.0-or-later
"""Voisins, « Partis »: one line, then who and when; a name that was erased is not made up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.views import Phase
from app.views_leaving import FormerView
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
from ui.pages.neighbours_left import SHOWN_MAX, LeftCard

LEFT_MS = 1_779_600_000_000


def former(name: str, *, has_name: bool = True, phase: Phase = Phase.SEALED) -> FormerView:
    return FormerView(person=replace(person(name), left_ms=LEFT_MS), has_name=has_name, phase=phase)


LEFT = (
    former("Karim Benali", phase=Phase.PENDING),
    former("Josette Masson"),
    former("ab12-cd34", has_name=False),
)


def test_it_is_one_line_until_it_is_opened(qtbot, french):
    card = LeftCard(LEFT, is_open=False)
    qtbot.addWidget(card)
    card.show()
    assert shows(card, "3 personnes ont quitté la commune")
    assert not shows(card, "Josette Masson")
    with qtbot.waitSignal(card.turned):
        card.door.click()
    settle()
    assert shows(card, "Josette Masson")
    assert shows(card, "a quitté la commune le dimanche 24 mai 2026")
    assert shows(card, "quitte la commune, pas encore définitif")
    assert shows(card, "Quelqu’un dont le nom a été effacé")
    assert shows(card, "a quitté la commune le dimanche 24 mai 2026 ; son signe était")
    card.door.click()
    settle()
    assert not shows(card, "Josette Masson")


def test_a_long_list_ends(qtbot, french):
    card = LeftCard([former(f"Voisin {n}") for n in range(SHOWN_MAX + 2)], is_open=True)
    qtbot.addWidget(card)
    assert shows(card, "Et 2 autres")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_shows_all_of_it_and_keeps_it_open(qapp, hamlet, monkeypatch, language, scheme):
    monkeypatch.setattr(hamlet.lea.leaving, "left", lambda: LEFT)
    word = {"fr": "Voir qui", "en": "See who"}[language]
    with opened(qapp, hamlet.lea, choose(language, scheme)) as made:
        window = made.shown
        go(window, {"fr": "Voisins", "en": "Neighbours"}[language])
        press(window.page, word)
        for width in (400, 1000, 1440):
            resize(window, width)
            assert find_cut(window) + find_outside(window) + find_sideways(window) == []
            assert shows(window.page, "Josette Masson")
        assert find_unnamed(window) == []
        assert find_jargon(window, language) == []
        monkeypatch.setattr(hamlet.lea.leaving, "left", lambda: ())
        window.bridge.changed.emit(frozenset({"members"}))
        settle()
        assert not has(window.page, word)
