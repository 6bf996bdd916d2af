# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of UTC offsets that a new commune's charter carries, read from the time zone database once.

It is not consulted afterwards: the charter's table is the commune's time, on every computer, until a decision
changes it. Its law: at most 64 entries, three years before `since` and 27 after it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from ledger.calendar import OFFSETS_MAX, Offsets, parse_offsets

PARIS = "Europe/Paris"
YEARS_BEFORE = 3
"""Old meter files are shown on this computer; their days must be the right ones."""
YEARS_AFTER = 27
"""Two changes a year: 2 x (3 + 27) + 1 entries is what an array of an event holds."""

_DAY = timedelta(days=1)


def make_offsets(since_ms: int, zone_name: str = PARIS) -> Offsets:
    """Offsets of `zone_name` around `since_ms`, as the charter wants them.

    Args:
        since_ms: the instant the commune counts from.
        zone_name: a name of the IANA database; `Europe/Paris` unless the commune is overseas.

    Raises:
        ValueError: no such zone, an instant out of reach, or a zone whose days have no single start.
    """
    try:
        zone = ZoneInfo(zone_name)
        since = datetime.fromtimestamp(since_ms // 1000, UTC)
        first = datetime(since.year - YEARS_BEFORE, 1, 1, tzinfo=UTC)
        end = datetime(since.year + YEARS_AFTER, 12, 31, tzinfo=UTC)
    except (OSError, OverflowError, KeyError) as error:
        raise ValueError(f"no offsets for {zone_name!r} around {since_ms}") from error
    entries = [(_to_ms(first), _offset_minutes(zone, first))]
    day = first
    while day < end:
        minutes = _offset_minutes(zone, day + _DAY)
        if minutes != entries[-1][1]:
            entries.append((_to_ms(_find_change(zone, day, day + _DAY)), minutes))
        day += _DAY
    return parse_offsets(entries[:OFFSETS_MAX])


def _find_change(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """First minute at which the offset is that of `high`; it is that of `low` before."""
    wanted = _offset_minutes(zone, high)
    while high - low > timedelta(minutes=1):
        middle = low + timedelta(minutes=(high - low) // timedelta(minutes=2))
        if _offset_minutes(zone, middle) == wanted:
            high = middle
        else:
            low = middle
    return high


def _offset_minutes(zone: ZoneInfo, instant: datetime) -> int:
    offset = instant.astimezone(zone).utcoffset()
    assert offset is not None, "a ZoneInfo always knows its offset"
    return offset // timedelta(minutes=1)


def _to_ms(instant: datetime) -> int:
    return (instant - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
