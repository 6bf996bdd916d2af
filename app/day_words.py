# SPDX-License-Identifier: AGPL-3.0-or-later
"""A day as people write it, in French and in English. Pure: today is an argument, and days are numbers.

    hier · today · lundi · mardi 24 mai · May 24 · 24/05 · 24/05/2026 · 24.5.2026 · 2026-05-24

A day without its year is the last one, or the next one where what is asked lies ahead. The only
reader of days: a search looks for one among other words (`find_day`), what takes a day alone reads it whole.
"""

from __future__ import annotations

import re
from typing import Final

from app.facade_folding import fold
from ledger.calendar import civil_date, day_number_of

LITTLE: Final = frozenset({"le", "du", "au", "on", "of"})
"""« le 24 mai », “on 24 May”: the little word goes with the day."""
_ISO: Final = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_SLASHES: Final = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_NO_YEAR: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})")
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "janvier january janv jan", "fevrier february fevr fev feb", "mars march mar",
            "avril april avr apr", "mai may", "juin june jun", "juillet july juil jul", "aout august aug",
            "septembre september sept sep", "octobre october oct", "novembre november nov",
            "decembre december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NAMED: Final = re.compile(
    rf"\b(\d{{1,2}})(?:er|st|nd|rd|th)?\s+({'|'.join(_MONTHS)})(?!\w)\.?(?:\s+(\d{{4}})\b)?"
    rf"|\b({'|'.join(_MONTHS)})\.?\s+(\d{{1,2}})(?:,?\s+(\d{{4}}))?\b"
)
_NEAR: Final = {"aujourd'hui": 0, "today": 0, "hier": -1, "yesterday": -1, "avant-hier": -2}
_TOMORROW: Final = frozenset({"demain", "tomorrow"})
_WEEK: Final = {
    name: number
    for number, names in enumerate(
        (
            "lundi monday", "mardi tuesday", "mercredi wednesday", "jeudi thursday", "vendredi friday",
            "samedi saturday", "dimanche sunday",
        )
    )
    for name in names.split()
}  # fmt: skip
_MONDAY: Final = -3
"""1970-01-01, day 0, was a Thursday."""
_YEAR_MIN: Final = 1
_YEARS: Final = 9
"""29 February comes back within eight years."""
_TYPED_MAX: Final = 40


def read_day(typed: str, today: int, *, ahead: bool = False) -> int:
    """The civil day number that a text means as a whole.

    Args:
        today: the civil day number of now.
        ahead: a day said without its year is the next one, today included; else the last one.

    Raises:
        ValueError: it is no day, or not the weekday it says it is.
    """
    text = " ".join(fold(typed[: _TYPED_MAX + 1]).split())
    if len(text) > _TYPED_MAX:
        raise ValueError(typed)
    if text in _TOMORROW:
        return today + 1
    if match := _NO_YEAR.fullmatch(text):
        day, (start, end) = _without_year(today, int(match[2]), int(match[1]), ahead=ahead), match.span()
    else:
        day, (start, end) = find_day(text, today, ahead=ahead)
    beside = [word for word in (text[:start] + " " + text[end:]).split() if word not in LITTLE]
    weekdays = [_WEEK[word] for word in beside if word in _WEEK]
    if len(beside) != len(weekdays) or len(weekdays) > 1:
        raise ValueError(typed)
    if day is None and weekdays:
        return _near_weekday(today, weekdays[0], ahead=ahead)
    if day is None or (weekdays and (day - _MONDAY) % 7 != weekdays[0]):
        raise ValueError(typed)
    return day


def find_day(text: str, today: int, *, ahead: bool = False) -> tuple[int | None, tuple[int, int]]:
    """(civil day number, where a folded text says it)."""
    for word, away in _NEAR.items():
        found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)
        if found is not None:
            return today + away, found.span()
    for shape, order in ((_ISO, (1, 2, 3)), (_SLASHES, (3, 2, 1))):
        found = shape.search(text)
        day = None if found is None else _make_day(*(int(found[at]) for at in order))
        if found is not None and day is not None:
            return day, found.span()
    found = _NAMED.search(text)
    if found is not None:
        number, month = int(found[1] or found[5]), _MONTHS[found[2] or found[4]]
        year = found[3] or found[6]
        day = (
            _make_day(int(year), month, number) if year else _without_year(today, month, number, ahead=ahead)
        )
        if day is not None:
            return day, found.span()
    return None, (0, 0)


def _make_day(year: int, month: int, day: int) -> int | None:
    if not (year >= _YEAR_MIN and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    number = day_number_of(year, month, day)
    return number if civil_date(number) == (year, month, day) else None


def _without_year(today: int, month: int, day: int, *, ahead: bool) -> int | None:
    """The last such day that is not after today, or the first that is not before it."""
    year, step = civil_date(today)[0], 1 if ahead else -1
    days = (_make_day(year + step * away, month, day) for away in range(_YEARS))
    return next((number for number in days if number is not None and (number - today) * step >= 0), None)


def _near_weekday(today: int, weekday: int, *, ahead: bool) -> int:
    monday = today - (today - _MONDAY) % 7
    day = monday + weekday
    if ahead:
        return day if day >= today else day + 7
    return day if day <= today else day - 7
