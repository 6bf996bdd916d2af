# SPDX-License-Identifier: AGPL-3.0-or-later
"""Over every page: since when nothing becomes final and who is missed; what the folded rail cannot say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.views import PersonView, Phase, StatusView
from tests.helpers.windows import (
    choose,
    find_cut,
    find_outside,
    opened,
    plain_spaces,
    read_words,
    resize,
    settle,
    shows,
    wait,
)
from tests.ui.test_rail import STATUS
from ui import clock
from ui.format import Format
from ui.state_line import StateLine, standstill_words, when_final

NOON_MS = 1_780_000_000_000
DAY_MS = 86_400_000
LUC = PersonView(
    account=b"l" * 32, name="Luc Moreau", fingerprint="k4mq-7xza", roles=("witness",), is_me=False,
    phase=Phase.SEALED, joined_ms=0, sponsor=b"",
)  # fmt: skip
ZOE = replace(LUC, account=b"z" * 32, name="Zoé")


def status(**change):
    return StatusView(**{**STATUS, **change})


@pytest.mark.parametrize(
    ("silent", "said"),
    [
        ((LUC,), "l’ordinateur qui rend les actes définitifs ne répond pas (Luc Moreau)"),
        ((LUC, ZOE), "des ordinateurs qui rendent les actes définitifs ne répondent pas (Luc Moreau et Zoé)"),
        ((), "Rien n’est perdu"),
    ],
)
def test_since_when_nothing_becomes_final_and_who_is_missed(french, silent, said):
    told = standstill_words(status(stalled_ms=180_000, witnesses_silent=silent), NOON_MS)
    since = plain_spaces(Format("fr").time(NOON_MS - 180_000))
    assert plain_spaces(told).startswith(f"Rien ne devient définitif depuis {since}")
    assert said in told
    assert "Rien n’est perdu" in told
    assert standstill_words(status(witnesses_silent=silent), NOON_MS) == ""


def test_what_was_signed_is_not_said_to_be_final_before_whom_it_waits_for(french):
    assert "dès que le registre" in when_final(status())
    assert "Luc Moreau" in when_final(status(witnesses_silent=(LUC,)))


def test_a_day_s_wait_says_the_day():
    words = Format("fr")
    assert words.since(NOON_MS - 86_400_000, NOON_MS) == "depuis hier"
    assert Format("en").since(NOON_MS - 86_400_000, NOON_MS) == "since yesterday"


def test_what_the_rail_says_is_not_said_twice(qtbot, french):
    line = StateLine()
    qtbot.addWidget(line)
    offline = status(peers_online=0)
    line.follow(offline, "Hors ligne. Tout marche", is_compact=False)
    assert line.isHidden()
    line.follow(offline, "Hors ligne. Tout marche", is_compact=True)
    assert line.words.text() == "Hors ligne. Tout marche."
    line.follow(status(), "", is_compact=True)
    assert line.isHidden()


@pytest.mark.slow
@pytest.mark.parametrize("text", ["100", "130"])
@pytest.mark.parametrize("width", [400, 1000, 1440])
def test_offline_is_read_in_words_at_every_width(qapp, hamlet, language, width, text, monkeypatch):
    with opened(qapp, hamlet.lea, choose(language, text=text)) as made:
        window = made.shown
        seen = replace(
            window.facade.status(), peers_online=0, members=3, stopped_because="",
            stalled_ms=60_000, witnesses_silent=(LUC,),
        )  # fmt: skip
        monkeypatch.setattr(window.facade, "status", lambda: seen)
        window.bridge.changed.emit(frozenset({"status"}))
        resize(window, width)
        settle()
        assert shows(window, "Hors ligne" if language == "fr" else "Offline")
        assert shows(window.state_line, "Luc Moreau")
        assert find_cut(window.state_line) == []
        assert find_outside(window.state_line) == []


@pytest.fixture
def later():
    """Everybody's clock in the window goes on at once; put back afterwards."""
    yield clock.follow
    clock.follow(0)


@pytest.mark.slow
@pytest.mark.parametrize(("place", "what"), [("accounts", None), ("exchange", "orders"), ("news", "news")])
def test_what_time_alone_changes_is_shown_again(qtbot, qapp, village, later, place, what):
    with opened(qapp, village.claire) as made:
        window = made.shown
        window.open_place(place, what)
        if place == "exchange":
            window.page._show_past()
        settle()
        before = read_words(window.page)
        later(400 * DAY_MS)
        window._clock.timeout.emit()
        wait(qtbot, lambda: read_words(window.page) != before)
