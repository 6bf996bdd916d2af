# SPDX-License-Identifier: AGPL-3.0-or-later
"""Figures, durations and dates as a French and an English reader write them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.amounts import parse_amount
from app.views import AmountView
from ui.format import (
    DAY_MS,
    HOUR_MS,
    MINUTE_MS,
    Format,
    break_long,
    french_spaces,
    keep_together,
    rounded,
)

PARIS = ZoneInfo("Europe/Paris")
FR = Format("fr")
EN = Format("en")


def at(*moment: int) -> int:
    return int(dt.datetime(*moment, tzinfo=PARIS).timestamp()) * 1000


@pytest.mark.parametrize(
    ("asset", "amount", "french", "english"),
    [
        ("kwh", 168_412, "168,4\u00a0kWh", "168.4\u00a0kWh"),
        ("kwh", 4_812_000, "4\u202f812\u00a0kWh", "4,812\u00a0kWh"),
        ("kwh", 0, "0\u00a0kWh", "0\u00a0kWh"),
        ("kwh", 40, "40\u00a0Wh", "40\u00a0Wh"),
        ("kwh", -25_000, "\u221225,0\u00a0kWh", "\u221225.0\u00a0kWh"),
        ("hour", 5_700, "1\u00a0h\u00a035", "1\u00a0h\u00a035"),
        ("hour", 45_000, "12\u00a0h\u00a030", "12\u00a0h\u00a030"),
        ("hour", 3_600, "1\u00a0h", "1\u00a0h"),
        ("hour", 900, "15\u00a0min", "15\u00a0min"),
        ("hour", 40, "40\u00a0s", "40\u00a0s"),
        ("hour", -5_700, "\u22121\u00a0h\u00a035", "\u22121\u00a0h\u00a035"),
        ("kg", 3_100, "3,1\u00a0kg", "3.1\u00a0kg"),
        ("kg", 18_000, "18\u00a0kg", "18\u00a0kg"),
        ("kg", 400, "0,4\u00a0kg", "0.4\u00a0kg"),
        ("kg", 355, "355\u00a0g", "355\u00a0g"),
        ("point", 1_500, "15\u00a0pts", "15\u00a0pts"),
        ("point", 100, "1\u00a0pt", "1\u00a0pt"),
        ("point", 0, "0\u00a0pt", "0\u00a0pts"),
        ("point", 150, "1,50\u00a0pt", "1.50\u00a0pts"),
    ],
)
def test_amount(asset, amount, french, english):
    assert FR.amount(asset, amount) == french
    assert EN.amount(asset, amount) == english


def test_what_is_signed_is_never_rounded():
    assert FR.exact("kwh", 168_412) == "168,412\u00a0kWh"
    assert FR.exact("kwh", 25_000) == "25\u00a0kWh"
    assert FR.exact("hour", 5_700) == "1\u00a0h\u00a035"
    assert FR.exact("hour", 5_701) == "1\u00a0h\u00a035\u00a0min\u00a01\u00a0s"
    assert FR.exact("kg", 355) == "0,355\u00a0kg"
    assert FR.exact("point", 1_550) == "15,5\u00a0pts"


def test_no_figure_parts_from_its_unit():
    for language in (FR, EN):
        for asset in ("kwh", "hour", "kg", "point"):
            assert " " not in language.amount(asset, 5_700_000)


def test_signs_and_percentages():
    assert FR.change("kwh", 30_700) == "+30,7\u00a0kWh"
    assert FR.change("kwh", -30_700) == "\u221230,7\u00a0kWh"
    assert FR.percent(12) == "12\u202f%"
    assert EN.percent(12) == "12%"
    assert FR.percent(17, 1_000, 2) == "1,70\u202f%"


def test_quotes_and_lists():
    assert FR.quote("Merci") == "«\u00a0Merci\u00a0»"
    assert EN.quote("Thanks") == "“Thanks”"
    assert FR.listed(["3 kg", "2 h", "1 pt"]) == "3 kg, 2 h et 1 pt"
    assert EN.listed(["a", "b"], "or") == "a or b"
    assert FR.listed([]) == ""


def test_dates():
    sunday = at(2026, 5, 24, 7, 42)
    assert FR.date(sunday) == "dimanche 24\u00a0mai"
    assert FR.date(at(2026, 5, 1, 12), year=True) == "vendredi 1er\u00a0mai 2026"
    assert EN.date(sunday) == "Sunday 24\u00a0May"
    assert FR.time(sunday) == "7\u00a0h\u00a042"
    assert EN.time(sunday) == "7:42"


def test_a_civil_day_is_the_communes_whatever_the_computers_zone():
    start_of_day = at(2026, 5, 24)
    assert FR.local(start_of_day).hour == 0
    assert FR.date(start_of_day) == "dimanche 24\u00a0mai"


@pytest.mark.parametrize(
    ("elapsed_ms", "french", "english"),
    [
        (10_000, "à l’instant", "just now"),
        (3 * MINUTE_MS, "il y a 3\u00a0min", "3\u00a0min ago"),
        (2 * HOUR_MS, "à 10\u00a0h\u00a000", "at 10:00"),
        (DAY_MS, "hier", "yesterday"),
        (3 * DAY_MS, "jeudi 21\u00a0mai", "Thursday 21\u00a0May"),
        (40 * DAY_MS, "14\u00a0avril", "14\u00a0April"),
    ],
)
def test_ago(elapsed_ms, french, english):
    now = at(2026, 5, 24, 12)
    assert FR.ago(now - elapsed_ms, now) == french
    assert EN.ago(now - elapsed_ms, now) == english


def test_yesterday_is_a_civil_day_not_24_hours():
    assert FR.ago(at(2026, 5, 23, 23, 50), at(2026, 5, 24, 1, 0)) == "hier"
    assert FR.ago(at(2025, 5, 23, 12), at(2026, 5, 24, 1, 0)) == "23\u00a0mai 2025"


def test_of_what_has_no_hour_only_the_day_is_told():
    now = at(2026, 5, 24, 12)
    assert FR.day_ago(at(2026, 5, 24, 4, 36), now) == "aujourd’hui"
    assert FR.day_ago(at(2026, 5, 23, 4, 36), now) == "hier"
    assert EN.day_ago(at(2026, 5, 24, 4, 36), now) == "today"


@pytest.mark.parametrize(
    ("left_ms", "french", "english"),
    [
        (-1, "maintenant", "now"),
        (12 * MINUTE_MS, "dans 12\u00a0min", "in 12\u00a0min"),
        (6 * HOUR_MS, "aujourd’hui à 18\u00a0h\u00a000", "today at 18:00"),
        (DAY_MS, "demain", "tomorrow"),
        (3 * DAY_MS, "dans 3\u00a0jours", "in 3\u00a0days"),
    ],
)
def test_until(left_ms, french, english):
    now = at(2026, 5, 24, 12)
    assert FR.until(now + left_ms, now) == french
    assert EN.until(now + left_ms, now) == english


@given(st.integers(1, 10**9))
def test_an_exact_amount_reads_back(amount):
    for language in (FR, EN):
        text = language.exact("kwh", amount).split("\u00a0")[0]
        plain = text.replace(",", "") if language is EN else text
        assert parse_amount(plain, "kwh", language.language) == amount


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_rounding_is_to_the_nearest(value, divisor):
    assert abs(rounded(value, divisor) * divisor - value) * 2 <= divisor


def test_french_spaces():
    assert french_spaces("Et vos voisins ?") == "Et vos voisins\u202f?"
    assert french_spaces("« Merci »") == "«\u00a0Merci\u00a0»"
    assert french_spaces("l'été : 25 kWh") == "l’été\u202f: 25\u00a0kWh"
    assert french_spaces("hier, %n jours") == "hier, %n\u00a0jours"
    assert french_spaces("mon ordinateur n° 2") == "mon ordinateur n°\u00a02"
    assert french_spaces("{amount} kWh à 100 %") == "{amount}\u00a0kWh à 100\u202f%"


def test_a_views_amount():
    assert FR.of(AmountView(asset="kg", amount=3_100)) == "3,1\u00a0kg"


def test_the_shown_parts_of_a_whole_add_up():
    parts = (12_340, 45_350, 99, 7_150, 60)
    shown = FR.rounded_parts("kwh", parts)
    assert (sum(parts), sum(shown)) == (64_999, 65_000)
    assert FR.amount("kwh", sum(parts)) == "65,0\u00a0kWh"
    assert shown == (12_300, 45_400, 100, 7_100, 100)
    assert FR.rounded_parts("kwh", (40_010, 30, 20)) == (40_000, 100, 20)


@given(st.lists(st.integers(0, 400_000), min_size=1, max_size=8))
def test_no_part_is_moved_by_more_than_a_tenth(parts: list[int]):
    shown = FR.rounded_parts("kwh", parts)
    step = 1000 if sum(parts) >= 1_000_000 else 100
    assert all(abs(said - part) < step or said == part for said, part in zip(shown, parts, strict=True))
    in_steps = sum(said // step for said in shown)
    assert in_steps == (sum(parts) + step // 2) // step


def test_other_units_stay_as_they_are():
    assert FR.rounded_parts("hour", (95, 40)) == (95, 40)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Garde de 24 h au centre : 5 h", "Garde de 24\u00a0h au centre\u202f: 5\u00a0h"),
        ("Coût : 1 200 kWh !", "Coût\u202f: 1\u202f200\u00a0kWh\u202f!"),
        ("le « cadeau » de 3 hommes", "le «\u00a0cadeau\u00a0» de 3 hommes"),
        ("10:30, :-) et 3 4", "10:30, :-) et 3 4"),
    ],
)
def test_what_people_wrote_keeps_its_units_and_colons(written, shown):
    assert keep_together(written) == shown
    assert keep_together(shown) == shown


def test_a_word_longer_than_a_line_may_end_anywhere():
    address = "https://exemple.fr/" + "y" * 60
    broken = break_long(f"Voir {address} ici")
    assert broken.replace("\u200b", "") == f"Voir {address} ici"
    assert max(len(piece) for piece in broken.replace("\u200b", " ").split()) <= 13
    assert break_long(broken) == broken
    glued = break_long("«\u00a0" * 40)  # what keeps together must not keep for ever
    assert "\u200b" in glued


@pytest.mark.parametrize(
    "text",
    [
        "anticonstitutionnellement",
        "7pqg-kp5d-7pqg-kp5d-7pqg-kp5d",
        "1\u202f000\u202f000\u00a0kWh par jour",
        "",
    ],
)
def test_a_word_of_ordinary_length_stays_whole(text: str):
    assert break_long(text) == text


def test_letters_that_make_one_sign_stay_together():
    broken = break_long("e\u0301" * 40 + "👩\u200d🌾" * 20)
    assert "\u200b\u0301" not in broken
    assert "\u200d\u200b" not in broken
    assert "\u200b\u200d" not in broken
