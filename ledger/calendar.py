# SPDX-License-Identifier: AGPL-3.0-or-later
"""Civil days and months of a commune, from the charter's table of UTC offsets.

It is not a time zone library: no database, no clock, no name of a place. Every node holds the same table,
so every node finds the same midnight; the operating system is never asked.

Its law: everything that turns an instant into a civil day, or a day into an instant, lives here, in integers.

    offsets  ((from_ms, minutes), ...) ascending; an entry holds from its instant to the next one's;
             the first also holds for all that comes before it, the last for all that comes after.
    number   civil days since 1970-01-01 on the commune's own clock; it never decreases with time.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY_MS = 86_400_000
MINUTE_MS = 60_000
OFFSETS_MAX = 64
"""An array of an event holds at most 64 entries: two changes a year reach 31 years."""
OFFSET_MINUTES_MAX = 15 * 60
"""The widest offset ever used on Earth is +15:13 (Alaska, before 1867); those of today are within 14 h."""
INSTANT_MAX = 1 << 53

_SHAPE = "offsets must be 1 to 64 pairs [from_ms, minutes]"

Offsets = tuple[tuple[int, int], ...]


def parse_offsets(value: object) -> Offsets:
    """The charter's `offsets`, checked.

    Args:
        value: what the charter carries: an array of [from_ms, minutes].

    Raises:
        ValueError: wrong shape, not ascending, out of bounds, or a change that repeats or leaps a whole civil
            day (then a day would have no single start).
    """
    if not isinstance(value, (list, tuple)):
        raise ValueError(_SHAPE)
    rows = cast("Sequence[object]", value)
    if not 1 <= len(rows) <= OFFSETS_MAX:
        raise ValueError(_SHAPE)
    offsets = tuple(_parse_entry(row) for row in rows)
    for (_, before), (at, after) in itertools.pairwise(offsets):
        days = (at + after * MINUTE_MS) // DAY_MS - (at - 1 + before * MINUTE_MS) // DAY_MS
        if not 0 <= days <= 1:
            raise ValueError("an offset change repeats or leaps a civil day")
    if any(b[0] <= a[0] for a, b in itertools.pairwise(offsets)):
        raise ValueError("offsets must ascend")
    return offsets


def _parse_entry(row: object) -> tuple[int, int]:
    if not isinstance(row, (list, tuple)):
        raise ValueError(_SHAPE)
    cells = cast("Sequence[object]", row)
    if len(cells) != 2:
        raise ValueError(_SHAPE)
    at, minutes = cells
    # `type is int`: Python's True is an int, the protocol's is not.
    if type(at) is not int or type(minutes) is not int:
        raise ValueError(_SHAPE)
    if abs(at) > INSTANT_MAX or abs(minutes) > OFFSET_MINUTES_MAX:
        raise ValueError("an offset is out of bounds")
    return at, minutes


def get_offset_minutes(offsets: Offsets, instant_ms: int) -> int:
    """Minutes to add to UTC at `instant_ms`."""
    position = bisect_right(offsets, instant_ms, key=_entry_start)
    return offsets[max(0, position - 1)][1]


def civil_day_number(offsets: Offsets, instant_ms: int) -> int:
    """Civil days since 1970-01-01 on the commune's clock."""
    return (instant_ms + get_offset_minutes(offsets, instant_ms) * MINUTE_MS) // DAY_MS


def start_of_day_number(offsets: Offsets, number: int) -> int:
    """First instant (ms) of the civil day `number`."""
    midnight = number * DAY_MS
    # No entry that ends before this instant can hold the midnight: offsets are bounded.
    earliest = midnight - OFFSET_MINUTES_MAX * MINUTE_MS
    position = max(0, bisect_right(offsets, earliest, key=_entry_start) - 1)
    while True:
        start, minutes = offsets[position]
        candidate = midnight - minutes * MINUTE_MS
        if position > 0:
            candidate = max(candidate, start)
        position += 1
        if position == len(offsets) or candidate < offsets[position][0]:
            return candidate


def civil_day_start(offsets: Offsets, instant_ms: int) -> int:
    """First instant of the civil day that holds `instant_ms`."""
    return start_of_day_number(offsets, civil_day_number(offsets, instant_ms))


def next_day_start(offsets: Offsets, instant_ms: int) -> int:
    """First instant of the civil day after the one that holds `instant_ms`: 23, 24 or 25 h long."""
    return start_of_day_number(offsets, civil_day_number(offsets, instant_ms) + 1)


def is_day_start(offsets: Offsets, instant_ms: int) -> bool:
    """Whether a civil day begins at exactly `instant_ms`."""
    return civil_day_start(offsets, instant_ms) == instant_ms


def month_of(offsets: Offsets, instant_ms: int) -> int:
    """Civil month, 1 to 12, of the day that holds `instant_ms`."""
    return civil_date(civil_day_number(offsets, instant_ms))[1]


def civil_date(number: int) -> tuple[int, int, int]:
    """(year, month, day) of a civil day number, proleptic Gregorian.

    Source: H. Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.
    """
    shifted = number + 719_468  # days since 0000-03-01: a year that starts in March ends with its leap day
    era, of_era = divmod(shifted, 146_097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    march_month = (5 * of_year + 2) // 153
    day = of_year - (153 * march_month + 2) // 5 + 1
    month = march_month + 3 if march_month < 10 else march_month - 9
    return year_of_era + era * 400 + (1 if month <= 2 else 0), month, day


def day_number_of(year: int, month: int, day: int) -> int:
    """Inverse of `civil_date` for a date that exists; `day` may run past the month's end and counts on."""
    march_year = year - 1 if month <= 2 else year
    era, year_of_era = divmod(march_year, 400)
    of_year = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    return era * 146_097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + of_year - 719_468


def _entry_start(entry: tuple[int, int]) -> int:
    return entry[0]
