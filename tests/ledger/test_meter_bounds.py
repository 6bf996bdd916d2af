# SPDX-License-Identifier: AGPL-3.0-or-later
"""Readings against their days, ceilings and the one before: each judgement once, ceilings to the Wh."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import calendar, meter_bounds
from ledger.clear_sky import ClearSky
from ledger.meter_bounds import Judgement

HOUR = 3_600_000
DAY = 24 * HOUR


def ms(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp()) * 1000


OFFSETS: calendar.Offsets = (
    (0, 60),
    (ms("2026-03-29T01:00+00:00"), 120),
    (ms("2026-10-25T01:00+00:00"), 60),
)
# 100 minutes in January, 200 in February ... whatever the roof.
SKY: ClearSky = {"tilts": (0, 90), "azimuths": (0,), "minutes": ((*range(100, 1300, 100),),) * 2}
MARCH_1 = ms("2026-03-01T00:00+01:00")
APRIL_1 = ms("2026-04-01T00:00+02:00")


def judge(
    *,
    start: int = MARCH_1,
    to: int = APRIL_1,
    first: int = 1000,
    gain: int = 0,
    last_to: int = MARCH_1,
    watts: int = 1000,
    sky: ClearSky | None = SKY,
) -> Judgement:
    return meter_bounds.judge_reading(
        offsets=OFFSETS,
        clear_sky=sky,
        watts_peak=watts,
        tilt=30,
        azimuth=180,
        last_to_ms=last_to,
        last_index_wh=1000,
        from_ms=start,
        to_ms=to,
        index_from_wh=first,
        index_to_wh=first + gain,
    )


def test_a_month_with_a_short_day_has_31_days() -> None:
    days = meter_bounds.split_days(OFFSETS, MARCH_1, APRIL_1)
    assert len(days) == 31
    assert (days[0], days[28], days[29]) == (
        MARCH_1,
        ms("2026-03-29T00:00+01:00"),
        ms("2026-03-30T00:00+02:00"),
    )


@pytest.mark.parametrize(
    ("start", "to"),
    [
        (MARCH_1, MARCH_1),
        (APRIL_1, MARCH_1),
        (MARCH_1 + 1, APRIL_1),
        (MARCH_1, APRIL_1 - 1),
        (MARCH_1 - DAY, APRIL_1),  # 32 days
        (MARCH_1, MARCH_1 + DAY // 2),
        (MARCH_1, 2**60),
        (-(2**60), MARCH_1),
    ],
)
def test_not_whole_days(start: int, to: int) -> None:
    assert meter_bounds.split_days(OFFSETS, start, to) == ()
    assert judge(start=start, to=to) is Judgement.NOT_DAYS


@given(st.integers(0, 2**53), st.integers(1, 31))
def test_shares_sum_exactly_and_differ_only_at_the_end(energy: int, days: int) -> None:
    shares = meter_bounds.compute_shares(energy, days)
    assert sum(shares) == energy
    assert len(shares) == days
    assert set(shares[:-1]) <= {energy // days}
    assert 0 <= shares[-1] - energy // days < days


def test_power_ceiling_to_the_wh() -> None:
    # 1000 Wc for 23 hours: 1.15 x 1000 x 23 = 26 450 Wh.
    assert meter_bounds.is_within_power(26_450, 1000, 23 * HOUR)
    assert not meter_bounds.is_within_power(26_451, 1000, 23 * HOUR)


def test_clear_sky_ceiling_to_the_wh() -> None:
    # 1.05 x 30 kWc x 480 min = 252 000 Wh.
    assert meter_bounds.is_within_clear_sky(252_000, 30_000, 480)
    assert not meter_bounds.is_within_clear_sky(252_001, 30_000, 480)


def test_a_reading_over_two_months_sums_the_best_days_of_each() -> None:
    start, to = ms("2026-02-27T00:00+01:00"), ms("2026-03-03T00:00+01:00")
    days = meter_bounds.split_days(OFFSETS, start, to)
    assert meter_bounds.compute_best_minutes(OFFSETS, SKY, 30, 180, days) == 2 * 200 + 2 * 300
    # 1.05 x 1000 Wc x 1000 min / 60 = 17 500 Wh.
    assert judge(start=start, to=to, last_to=start, gain=17_500) is Judgement.ACCEPTED
    assert judge(start=start, to=to, last_to=start, gain=17_501) is Judgement.OVER_CLEAR_SKY


def test_each_judgement() -> None:
    assert judge() is Judgement.ACCEPTED
    assert judge(last_to=APRIL_1) is Judgement.ALREADY_COUNTED
    assert judge(last_to=APRIL_1 + DAY) is Judgement.ALREADY_COUNTED
    assert judge(last_to=MARCH_1 + DAY) is Judgement.OVERLAP
    assert judge(last_to=MARCH_1 - DAY) is Judgement.GAP
    assert judge(first=1001) is Judgement.INDEX_JUMP
    assert judge(gain=-1) is Judgement.INDEX_BACK
    # March 2026 lasts 743 hours: 1.15 x 1000 x 743 = 854 450 Wh.
    assert judge(gain=854_450, sky=None) is Judgement.ACCEPTED
    assert judge(gain=854_451, sky=None) is Judgement.OVER_POWER
