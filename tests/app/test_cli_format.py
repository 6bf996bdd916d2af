# SPDX-License-Identifier: AGPL-3.0-or-later
"""Figures in a terminal: integers only, French spaces, durations as people say them."""

from __future__ import annotations

import pytest

from app.cli_format import Tongue, choose_language, get_quantity, set_french_spaces

FR, EN = Tongue("fr"), Tongue("en")


@pytest.mark.parametrize(
    ("asset", "value", "french", "english"),
    [
        ("kwh", 40_000_000, "40\u202f000\u00a0kWh", "40,000\u00a0kWh"),
        ("kwh", 1_005, "1,005\u00a0kWh", "1.005\u00a0kWh"),
        ("kwh", 0, "0\u00a0kWh", "0\u00a0kWh"),
        ("kg", -3_500, "\u22123,5\u00a0kg", "\u22123.5\u00a0kg"),
        ("point", 150, "1,5\u00a0points", "1.5\u00a0points"),
        ("hour", 5_400, "1\u00a0h\u00a030", "1\u00a0h\u00a030"),
        ("hour", 3_900, "1\u00a0h\u00a005", "1\u00a0h\u00a005"),
        ("hour", 7_200, "2\u00a0h", "2\u00a0h"),
        ("hour", 1_260, "21\u00a0min", "21\u00a0min"),
        ("hour", 40, "40\u00a0s", "40\u00a0s"),
        ("hour", 3_661, "1\u00a0h\u00a01\u00a0min\u00a01\u00a0s", "1\u00a0h\u00a01\u00a0min\u00a01\u00a0s"),
        ("hour", 0, "0\u00a0h", "0\u00a0h"),
        ("hour", -5_400, "\u22121\u00a0h\u00a030", "\u22121\u00a0h\u00a030"),
        ("beads", 12, "12\u00a0beads", "12\u00a0beads"),
    ],
)
def test_amounts(asset: str, value: int, french: str, english: str) -> None:
    assert FR.amount(asset, value) == french
    assert EN.amount(asset, value) == english


def test_amounts_of_documents() -> None:
    line = {"asset": "kg", "settled_g": 1_000, "expected_g": -2}
    assert (get_quantity(line, "settled"), get_quantity(line, "expected")) == (1_000, -2)
    assert FR.listed({"asset": "hour", "amount_s": 3_600}) == "1\u00a0h"


def test_instants_are_france_s() -> None:
    assert FR.instant(1_767_222_000_000) == "01/01/2026 00:00"
    assert EN.instant(1_782_856_800_000) == "1 July 2026, 00:00"
    assert EN.instant(1_795_698_300_000) == "26 November 2026, 14:05"
    assert EN.day(1_795_698_300_000) == "26 November 2026"
    assert FR.day(1_767_222_000_000) == "01/01/2026"
    for tongue in (FR, EN):
        assert [tongue.instant(0), tongue.day(0), tongue.cell(0)] == ["–", "–", "–"]
    assert FR.cell(1_795_698_300_000) == "26/11/2026 14:05"
    assert EN.cell(1_795_698_300_000) == "2026-11-26 14:05", "a spreadsheet takes it for a date"


@pytest.mark.parametrize(
    ("online", "size", "french", "english"),
    [
        (0, 4, "0 témoin sur 4 répond", "0 of 4 witnesses answer"),
        (1, 1, "1 témoin sur 1 répond", "1 of 1 witness answers"),
        (2, 4, "2 témoins sur 4 répondent", "2 of 4 witnesses answer"),
    ],
)
def test_who_answers_is_counted(online: int, size: int, french: str, english: str) -> None:
    assert (FR.answering(online, size), EN.answering(online, size)) == (french, english)


@pytest.mark.parametrize(
    ("minutes", "french", "english"),
    [
        (0, "0 minute", "0 minutes"),
        (1, "1 minute", "1 minute"),
        (59, "59 minutes", "59 minutes"),
        (60, "1 heure", "1 hour"),
        (90, "1 heure et 30 minutes", "1 hour and 30 minutes"),
        (1_409, "23 heures et 29 minutes", "23 hours and 29 minutes"),
        (1_439, "1 jour", "1 day"),
        (1_440, "1 jour", "1 day"),
        (1_560, "1 jour et 2 heures", "1 day and 2 hours"),
        (2_881, "2 jours", "2 days"),
        (5_000, "3 jours", "3 days"),
        (527_040, "366 jours", "366 days"),
    ],
)
def test_how_long_is_said_in_days_hours_and_minutes(minutes: int, french: str, english: str) -> None:
    assert FR.elapsed(minutes).replace("\u00a0", " ") == french
    assert EN.elapsed(minutes).replace("\u00a0", " ") == english


@pytest.mark.parametrize(
    ("low_ms", "high_ms", "french", "english"),
    [
        (86_400_000, 60 * 86_400_000, "1 et 60 jours", "1 and 60 days"),
        (600_000, 60 * 86_400_000, "10 minutes et 60 jours", "10 minutes and 60 days"),
        (3_600_000, 86_400_000, "1 heure et 1 jour", "1 hour and 1 day"),
        (2_500, 60_000, "2,5 secondes et 1 minute", "2.5 seconds and 1 minute"),
    ],
)
def test_spans_of_time(low_ms: int, high_ms: int, french: str, english: str) -> None:
    assert FR.span(low_ms, high_ms).replace("\u00a0", " ") == french
    assert EN.span(low_ms, high_ms).replace("\u00a0", " ") == english


def test_counts() -> None:
    words = (("jour", "jours"), ("day", "days"))
    assert [FR.count(number, *words)[2:] for number in (0, 1, 2)] == ["jour", "jour", "jours"]
    assert [EN.count(number, *words)[2:] for number in (0, 1, 2)] == ["days", "day", "days"]


def test_french_spaces() -> None:
    assert set_french_spaces("C'est « ici » ; là : 5 % !") == (
        "C’est «\u00a0ici\u00a0»\u202f; là\u202f: 5\u202f%\u202f!"
    )


def test_languages() -> None:
    assert choose_language("system", {}) == "fr"
    assert choose_language("system", {"LANG": "C.UTF-8"}) == "fr"
    assert choose_language("", {"LANG": "en_GB.UTF-8"}) == "en"
    assert choose_language("", {"LC_ALL": "fr_FR.UTF-8", "LANG": "en_GB.UTF-8"}) == "fr"
    assert choose_language("en", {"LANG": "fr_FR.UTF-8"}) == "en"
