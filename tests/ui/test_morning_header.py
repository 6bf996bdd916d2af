# SPDX-License-Identifier: AGPL-3.0-or-later
"""Matin greets by a first name, and tells yesterday's sky only where one's own roof bears witness to it."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from app.views import DayQuality, EnergyDayView, Phase
from tests.helpers.people import person
from tests.helpers.windows import plain_spaces
from ui.pages.morning_header import first_name_of, greeting, sky_words

DAY_MS, MORNING_MS, EVENING_MS = 1_779_487_200_000, 1_779_601_320_000, 1_779_645_600_000
"""Saturday 23 May 2026; the Sunday at 7 h 42 and at 20 h."""
CLEAR_WH = 240_000
DAY = EnergyDayView(day_ms=DAY_MS, quality=DayQuality.MEASURED, produced_wh=168_400, phase=Phase.SEALED)


def test_nobody_is_greeted_by_a_sign_while_the_name_is_on_the_way():
    me = person("Camille Roche", is_me=True)
    assert first_name_of(me) == "Camille"
    assert first_name_of(replace(me, name=me.fingerprint)) == ""


@pytest.mark.parametrize(
    ("produced_wh", "said"),
    [
        (240_000, "Il a fait beau hier."),
        (156_000, "Il a fait beau hier."),
        (155_999, "Soleil et nuages hier."),
        (84_000, "Soleil et nuages hier."),
        (83_999, ""),  # a dull day, or an inverter that stopped
        (0, ""),
    ],
)
def test_the_sky_is_told_by_what_the_roof_gave(french, produced_wh, said):
    assert sky_words(replace(DAY, produced_wh=produced_wh), CLEAR_WH) == said


def test_nothing_is_told_of_a_day_that_is_not_known_or_without_a_roof(french):
    assert sky_words(None, CLEAR_WH) == ""
    assert sky_words(replace(DAY, quality=DayQuality.GAP), CLEAR_WH) == ""
    assert sky_words(DAY, 0) == ""


def test_the_day_the_hour_and_the_sky_are_under_the_name(french):
    view = SimpleNamespace(me=person("Camille Roche"), now_ms=MORNING_MS, yesterday=DAY)
    title, under = greeting(view, CLEAR_WH)
    assert title == "Bonjour Camille"
    assert plain_spaces(under) == "Dimanche 24 mai, 7 h 42. Il a fait beau hier."
    title, under = greeting(SimpleNamespace(me=view.me, now_ms=EVENING_MS, yesterday=None), 0)
    assert title == "Bonsoir Camille"
    assert under.endswith(".")
    assert "hier" not in under
