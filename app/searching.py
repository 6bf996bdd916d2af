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

from app.day_words import LITTLE, find_day
from app.facade_folding import fold
from ledger.calendar import Offsets, civil_day_number, day_number_of, start_of_day_number

NUMBER_DIGITS_MIN: Final = 4
TYPED_MAX: Final = 200
_DAY_MIN: Final = day_number_of(1900, 1, 1)
"""Before it, a number with slashes is no day anybody looks for."""
_HEX: Final = re.compile(r"[0-9a-f]{4,64}")
_PAGE: Final = re.compile(r"(?:page|p\.?)\s*(?:n[o°]\s*)?(\d{1,9})|(\d{1,7})")


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
    day, found = find_day(text, today)
    if day is not None and day < _DAY_MIN:
        day, found = None, (0, 0)
    span, said = None, _without(typed, found)
    if day is not None:
        span = (start_of_day_number(offsets, day), start_of_day_number(offsets, day + 1))
    words = tuple(fold(word) for word in said)
    return Search(number=number, page=page, day=span, words=words, said=said)


def _without(typed: str, span: tuple[int, int]) -> tuple[str, ...]:
    """The words as they were typed, without those of the day: a span of the folded text."""
    start, end = span
    if start == end:
        return tuple(typed.split())
    # A letter may fold into several, or into none.
    lengths = list(itertools.accumulate((len(fold(sign)) for sign in typed), initial=0))
    first, last = bisect_left(lengths, start), bisect_left(lengths, end)
    before, after = typed[:first].split(), typed[last:].split()
    if before and fold(before[-1]) in LITTLE:
        before.pop()
    elif not before and after and fold(after[0]) in LITTLE:
        del after[0]
    return (*before, *after)
