# SPDX-License-Identifier: AGPL-3.0-or-later
"""A day as it is typed in a terminal, in both languages; among the words of a search: `test_searching`."""

from __future__ import annotations

import pytest

from app.cli_usage import check_day
from app.day_words import read_day
from ledger.calendar import day_number_of

TODAY = day_number_of(2026, 5, 24)
"""A Sunday."""


@pytest.mark.parametrize(
    ("typed", "past", "ahead"),
    [
        ("hier", (2026, 5, 23), (2026, 5, 23)),
        ("Yesterday", (2026, 5, 23), (2026, 5, 23)),
        ("avant-hier", (2026, 5, 22), (2026, 5, 22)),
        ("aujourd’hui", (2026, 5, 24), (2026, 5, 24)),
        ("AUJOURD'HUI", (2026, 5, 24), (2026, 5, 24)),
        ("today", (2026, 5, 24), (2026, 5, 24)),
        ("demain", (2026, 5, 25), (2026, 5, 25)),
        ("tomorrow", (2026, 5, 25), (2026, 5, 25)),
        ("lundi", (2026, 5, 18), (2026, 5, 25)),
        ("Saturday", (2026, 5, 23), (2026, 5, 30)),
        ("dimanche", (2026, 5, 24), (2026, 5, 24)),
        ("24/05", (2026, 5, 24), (2026, 5, 24)),
        ("25/5", (2025, 5, 25), (2026, 5, 25)),
        ("1.6", (2025, 6, 1), (2026, 6, 1)),
        ("24/05/2026", (2026, 5, 24), (2026, 5, 24)),
        ("2026-05-24", (2026, 5, 24), (2026, 5, 24)),
        ("1999-01-01", (1999, 1, 1), (1999, 1, 1)),
        (" 24 mai ", (2026, 5, 24), (2026, 5, 24)),
        ("le 25 mai", (2025, 5, 25), (2026, 5, 25)),
        ("May 23", (2026, 5, 23), (2027, 5, 23)),
        ("samedi 23 mai", (2026, 5, 23), None),
        ("29/02", (2024, 2, 29), (2028, 2, 29)),
    ],
)
def test_a_day_is_read_in_both_languages(
    typed: str, past: tuple[int, int, int], ahead: tuple[int, int, int] | None
) -> None:
    assert read_day(typed, TODAY) == day_number_of(*past)
    if ahead is not None:
        assert read_day(typed, TODAY, ahead=True) == day_number_of(*ahead)


@pytest.mark.parametrize(
    "typed",
    ["", "x", "32/01", "05/24", "31/02", "2026-02-30", "24/05/26", "mardi 24 mai 2026", "hier soir", "12",
     "lundi mardi", "hier aujourd'hui", "\udcff", "9" * 400, "24//05", "-1"],
)  # fmt: skip
def test_what_is_no_day_is_refused(typed: str) -> None:
    for ahead in (False, True):
        with pytest.raises(ValueError):
            read_day(typed, TODAY, ahead=ahead)


def test_what_was_typed_is_handed_on_as_it_is() -> None:
    assert check_day("hier") == "hier"
    with pytest.raises(ValueError):
        check_day("chou")
