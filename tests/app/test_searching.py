# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people type to find an act, read as a number, a page, a day or words."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from app.offsets import make_offsets
from app.searching import read_search

PARIS = ZoneInfo("Europe/Paris")


def at(year: int, month: int, day: int, hour: int = 0) -> int:
    return int(datetime(year, month, day, hour, tzinfo=PARIS).timestamp()) * 1000


NOW = at(2026, 5, 24, 7)


OFFSETS = make_offsets(at(2024, 1, 1))


def day_of(typed: str) -> tuple[int, int] | None:
    return read_search(typed, NOW, OFFSETS).day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-05-01", (2026, 5, 1)),
        ("01/05/2026", (2026, 5, 1)),
        ("1.5.2026", (2026, 5, 1)),
        ("1er mai 2026", (2026, 5, 1)),
        ("le 24 mai", (2026, 5, 24)),
        ("24 MAI", (2026, 5, 24)),
        ("25 mai", (2025, 5, 25)),
        ("15 août", (2025, 8, 15)),
        ("February 3", (2026, 2, 3)),
        ("26 nov", (2025, 11, 26)),
        ("14 juil. 2025", (2025, 7, 14)),
        ("Sept 5", (2025, 9, 5)),
        ("3 february 2025", (2025, 2, 3)),
        ("29 février", (2024, 2, 29)),
        ("hier", (2026, 5, 23)),
        ("Aujourd’hui", (2026, 5, 24)),
        ("avant-hier", (2026, 5, 22)),
        ("today", (2026, 5, 24)),
    ],
)
def test_a_day_is_understood_as_people_write_it(typed: str, day: tuple[int, int, int]) -> None:
    found = read_search(typed, NOW, OFFSETS)
    assert found.words == ()
    assert found.day is not None
    assert found.day[0] == at(*day)


def test_a_civil_day_is_as_long_as_it_is() -> None:
    day = day_of("29/03/2026")
    assert day is not None
    assert day[1] - day[0] == 23 * 3_600_000


@pytest.mark.parametrize(
    "typed", ["31/02/2026", "2026-13-01", "30 février 2026", "01/01/1850", "hiers", "32 mai 2026"]
)
def test_what_is_no_day_is_words(typed: str) -> None:
    assert day_of(typed) is None


def test_a_day_goes_with_a_name_or_a_word() -> None:
    found = read_search("Claire le 24 mai", NOW, OFFSETS)
    assert (found.words, found.day) == (("claire",), day_of("2026-05-24"))
    assert read_search("paniers hier", NOW, OFFSETS).words == ("paniers",)
    assert read_search("paniers d'avant-hier soir", NOW, OFFSETS).day == day_of("22/05/2026")


def test_numbers_and_pages() -> None:
    assert read_search("3FA9 01c2", NOW, OFFSETS).number == "3fa901c2"
    assert read_search("3fa", NOW, OFFSETS).number == ""
    assert read_search("page n° 12", NOW, OFFSETS).page == 12
    assert read_search("p. 12", NOW, OFFSETS).page == 12
    assert (read_search("1200", NOW, OFFSETS).page, read_search("1200", NOW, OFFSETS).number) == (
        1200,
        "1200",
    )
    assert read_search("panier 12", NOW, OFFSETS).page == -1


def test_words_are_kept_as_they_were_typed() -> None:
    assert read_search("Forêt  d’Été le 24 mai", NOW, OFFSETS).said == ("Forêt", "d’Été")
    assert read_search("le 24 mai Œuf ½", NOW, OFFSETS).said == ("Œuf", "½")
    decomposed = read_search("Fore\u0302t hier", NOW, OFFSETS)
    assert (decomposed.said, decomposed.words) == (("Forêt",), ("foret",))


def test_accents_and_case_do_not_count() -> None:
    assert read_search("  Étienne  GAUTIER ", NOW, OFFSETS).words == ("etienne", "gautier")
    assert read_search("x" * 10_000, NOW, OFFSETS).words == ("x" * 200,)
