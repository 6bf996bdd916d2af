# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a meter reading must be to count: its days, its equal shares, its ceilings, its place in the row.

It is not the rule book: who may sign, whether the meter is certified and what is minted is decided there.
Its law: exact integer arithmetic; a ratio is compared by cross-multiplication, never divided.

    last.to            from = last.to                       to
    ---|-------------------|------ day ------|------ day ----|---
                        index_from                       index_to

    to <= last.to           already counted         (nothing happens)
    from < last.to < to     overlap                 (nothing happens)
    from > last.to          gap                     (quarantine)
    index_from != last      index jump              (quarantine)
    index_to < index_from   index back              (quarantine)
    over a ceiling          too much                (quarantine)
"""

from __future__ import annotations

from enum import Enum

from ledger import calendar
from ledger.clear_sky import ClearSky, best_day_minutes

READING_DAYS_MAX = 31
POWER_PERCENT = 115
"""Seed of a parameter. A roof gives at most 15 % above its peak (cold panels, edges of clouds)."""
CLEAR_SKY_PERCENT = 105
"""Seed of a parameter. A day may pass the best one by 5 %: altitude, snow around, understated panels."""
HOUR_MS = 3_600_000


class Judgement(Enum):
    """What a reading is worth; the value is the reason's code."""

    ACCEPTED = "accepted"
    NOT_DAYS = "not whole days"
    ALREADY_COUNTED = "already counted"
    OVERLAP = "overlap"
    GAP = "gap"
    INDEX_JUMP = "index jump"
    INDEX_BACK = "index back"
    OVER_POWER = "over power"
    OVER_CLEAR_SKY = "over clear sky"


def split_days(offsets: calendar.Offsets, from_ms: int, to_ms: int) -> tuple[int, ...]:
    """Start of each civil day of [from_ms, to_ms), ascending.

    Returns:
        1 to 31 instants; empty when the bounds are not civil midnights or the span is not 1 to 31 days.
    """
    if not (-calendar.INSTANT_MAX <= from_ms < to_ms <= calendar.INSTANT_MAX):
        return ()
    first = calendar.civil_day_number(offsets, from_ms)
    end = calendar.civil_day_number(offsets, to_ms)
    if not 1 <= end - first <= READING_DAYS_MAX:
        return ()
    starts = tuple(calendar.start_of_day_number(offsets, number) for number in range(first, end + 1))
    return starts[:-1] if starts[0] == from_ms and starts[-1] == to_ms else ()


def compute_shares(energy_wh: int, days: int) -> tuple[int, ...]:
    """`energy_wh` in equal parts, the remainder to the last: they sum to it exactly.

    Args:
        energy_wh: what the index gained, 0 or more.
        days: 1 or more.
    """
    share = energy_wh // days
    return (share,) * (days - 1) + (energy_wh - share * (days - 1),)


def is_within_power(energy_wh: int, watts_peak: int, duration_ms: int, percent: int = POWER_PERCENT) -> bool:
    """Whether energy <= 1.15 x peak power x duration, exactly."""
    return energy_wh * HOUR_MS * 100 <= percent * watts_peak * duration_ms


def is_within_clear_sky(
    energy_wh: int, watts_peak: int, best_minutes: int, percent: int = CLEAR_SKY_PERCENT
) -> bool:
    """Whether energy <= 1.05 x peak power x the best days' full-load minutes, exactly."""
    return energy_wh * 60 * 100 <= percent * watts_peak * best_minutes


def compute_best_minutes(
    offsets: calendar.Offsets, clear_sky: ClearSky, tilt: int, azimuth: int, days: tuple[int, ...]
) -> int:
    """Full-load minutes of `days` (starts, as `split_days` gives them) if each were its month's best."""
    return sum(best_day_minutes(clear_sky, tilt, azimuth, calendar.month_of(offsets, day)) for day in days)


def judge_reading(
    *,
    offsets: calendar.Offsets,
    clear_sky: ClearSky | None,
    watts_peak: int,
    tilt: int,
    azimuth: int,
    last_to_ms: int,
    last_index_wh: int,
    from_ms: int,
    to_ms: int,
    index_from_wh: int,
    index_to_wh: int,
    power_percent: int = POWER_PERCENT,
    clear_sky_percent: int = CLEAR_SKY_PERCENT,
) -> Judgement:
    """What a reading is worth for a meter whose last reading (or start) is (`last_to_ms`, `last_index_wh`).

    Args:
        clear_sky: the charter's table; None for a meter the sun does not drive (consumption).
        power_percent: the commune's parameter `meter.peak-percent`.
        clear_sky_percent: the commune's parameter `meter.day-percent`.

    Source: docs/protocol.md section 6.4.
    """
    days = split_days(offsets, from_ms, to_ms)
    if not days:
        return Judgement.NOT_DAYS
    if to_ms <= last_to_ms:
        return Judgement.ALREADY_COUNTED
    if from_ms < last_to_ms:
        return Judgement.OVERLAP
    if from_ms > last_to_ms:
        return Judgement.GAP
    if index_from_wh != last_index_wh:
        return Judgement.INDEX_JUMP
    energy_wh = index_to_wh - index_from_wh
    if energy_wh < 0:
        return Judgement.INDEX_BACK
    if not is_within_power(energy_wh, watts_peak, to_ms - from_ms, power_percent):
        return Judgement.OVER_POWER
    if clear_sky is not None:
        best_minutes = compute_best_minutes(offsets, clear_sky, tilt, azimuth, days)
        if not is_within_clear_sky(energy_wh, watts_peak, best_minutes, clear_sky_percent):
            return Judgement.OVER_CLEAR_SKY
    return Judgement.ACCEPTED
