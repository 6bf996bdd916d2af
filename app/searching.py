# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody types to find an act: a number, a page, a day, or words. Pure: the clock is an argument.

    « 3fa9 01c2 » a number   « page 12 » a page   « 24 mai », « hier », « 24/05/2026 » a day   the rest: words

A text may be several of these at once (« cafe » is a number and a word): the caller tries them in this order.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from app.facade_folding import fold
from ledger.calendar import Offsets, civil_date, civil_day_number, day_number_of, start_of_day_number

NUMBER_DIGITS_MIN: Final = 4
TYPED_MAX: Final = 200
_HEX: Final = re.compile(r"[0-9a-f]{4,64}")
_PAGE: Final = re.compile(r"(?:page|p\.?)\s*(?:n[o°]\s*)?(\d{1,9})|(\d{1,7})")
_ISO: Final = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_SLASHES: Final = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
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
_LITTLE: Final = frozenset({"le", "du", "au", "on", "of"})
_DAY_MIN, _DAY_MAX = day_number_of(2000, 1, 1), day_number_of(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Search:
    """A text read."""

    number: str = ""
    """Hexadecimal digits, at least four."""
    page: int = -1
    day: tuple[int, int] | None = None
    """[start, end) of a civil day."""
    words: tuple[str, ...] = ()
    """Folded; without the day."""
    said: tuple[str, ...] = ()
    """The same words as they were typed."""


def read_search(typed: str, now_ms: int, offsets: Offsets) -> Search:
    """Read what was typed, at most `TYPED_MAX` signs of it."""
    typed = " ".join(unicodedata.normalize("NFC", typed[:TYPED_MAX]).split())
    text = fold(typed)
    joined = "".join(text.split())
    number = joined if _HEX.fullmatch(joined) else ""
    paged = _PAGE.fullmatch(text)
    page = int(paged[1] or paged[2]) if paged is not None else -1
    today = civil_day_number(offsets, now_ms)
    day, found = _find_day(text, today)
    span, said = None, _without(typed, found)
    if day is not None:
        span = (start_of_day_number(offsets, day), start_of_day_number(offsets, day + 1))
    words = tuple(fold(word) for word in said)
    return Search(number=number, page=page, day=span, words=words, said=said)


def _find_day(text: str, today: int) -> tuple[int | None, tuple[int, int]]:
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
        day = _make_day(int(year), month, number) if year else _latest(today, month, number)
        if day is not None:
            return day, found.span()
    return None, (0, 0)


def _without(typed: str, span: tuple[int, int]) -> tuple[str, ...]:
    """The words as they were typed, without those of the day: a span of the folded text."""
    start, end = span
    if start == end:
        return tuple(typed.split())
    # A letter may fold into several, or into none.
    lengths = list(itertools.accumulate((len(fold(sign)) for sign in typed), initial=0))
    first, last = bisect_left(lengths, start), bisect_left(lengths, end)
    before, after = typed[:first].split(), typed[last:].split()
    # « le 24 mai », « du 24 mai », “on 24 May”: the little word goes with the day.
    if before and fold(before[-1]) in _LITTLE:
        before.pop()
    elif not before and after and fold(after[0]) in _LITTLE:
        del after[0]
    return (*before, *after)


def _make_day(year: int, month: int, day: int) -> int | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    number = day_number_of(year, month, day)
    is_real = civil_date(number) == (year, month, day)
    return number if is_real and _DAY_MIN <= number < _DAY_MAX else None


def _latest(today: int, month: int, day: int) -> int | None:
    """The last such day that is not after today: who says « 24 mai » speaks of the past."""
    year = civil_date(today)[0]
    found = [number for at in range(year, year - 9, -1) if (number := _make_day(at, month, day)) is not None]
    return next((number for number in found if number <= today), None)
