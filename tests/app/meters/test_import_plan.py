# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is signed from a file: spans that touch, sum exactly, never twice, and stop where nothing is known."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.meters import DateTotal, IndexPoint, Kind, MeterFile, MeterFileError, Series, Step
from app.meters.import_plan import (
    RECENT_DAYS,
    Plan,
    choose_series,
    find_index,
    plan_import,
    round_steps,
    sum_days,
)
from app.offsets import make_offsets
from app.views import DayQuality
from ledger.meter_bounds import compute_shares, split_days

PARIS = ZoneInfo("Europe/Paris")
MINUTE = 60_000
DAY = 86_400_000


def midnight(day: date) -> int:
    return round(datetime(day.year, day.month, day.day, tzinfo=PARIS).timestamp()) * 1000


START = date(2025, 11, 22)
END = date(2026, 11, 22)
NOW = midnight(END) + 7 * 3_600_000
OFFSETS = make_offsets(NOW)


def index_series(points: dict[date, int], shift: int = 0) -> Series:
    rows = tuple(
        IndexPoint(at_ms=midnight(day) + shift, index_wh=index, line=place + 4)
        for place, (day, index) in enumerate(sorted(points.items()))
    )
    return Series(
        point="1",
        direction="production",
        kind=Kind.INDEX,
        points=rows,
        first_ms=rows[0].at_ms,
        last_ms=rows[-1].at_ms,
    )


def year(daily_wh: int = 109_589, first: int = 1_000_000) -> dict[date, int]:
    return {START + timedelta(days=n): first + n * daily_wh for n in range(366)}


def curve_series(day: date, days: int, watts: int = 1000, minutes: int = 30) -> Series:
    at, end = midnight(day), midnight(day + timedelta(days=days))
    steps = tuple(
        Step(start_ms=t, end_ms=t + minutes * MINUTE, microwatt_minutes=watts * minutes * 10**6, line=1)
        for t in range(at, end, minutes * MINUTE)
    )
    return Series(point="1", direction="production", kind=Kind.CURVE, steps=steps, first_ms=at, last_ms=end)


def plan(series: Series, day: date = START, index: int = 1_000_000, now: int = NOW) -> Plan:
    return plan_import(series, last_to_ms=midnight(day), last_index_wh=index, offsets=OFFSETS, now_ms=now)


def check(result: Plan, first_ms: int, first_wh: int) -> None:
    """What must hold of every plan."""
    at, index = first_ms, first_wh
    for span in result.spans:
        assert (span.from_ms, span.index_from_wh) == (at, index)
        assert span.index_to_wh >= span.index_from_wh
        days = split_days(OFFSETS, span.from_ms, span.to_ms)
        assert 1 <= len(days) <= 31
        shares = compute_shares(span.index_to_wh - span.index_from_wh, len(days))
        assert sum(shares) == span.index_to_wh - span.index_from_wh
        at, index = span.to_ms, span.index_to_wh
    assert result.energy_wh == index - first_wh


# Index ----------------------------------------------------------------------------------------------------


def test_a_year_is_thirteen_months_and_fourteen_days() -> None:
    result = plan(index_series(year()))
    check(result, midnight(START), 1_000_000)
    assert len(result.spans) == 13 + RECENT_DAYS
    assert [s.to_ms - s.from_ms for s in result.spans[-RECENT_DAYS:]] == [DAY] * RECENT_DAYS
    assert result.spans[1].from_ms == midnight(date(2025, 12, 1))
    assert result.spans[1].to_ms == midnight(date(2026, 1, 1))
    assert (result.days_new, result.days_known, result.days_missing) == (365, 0, 0)
    assert result.energy_wh == 365 * 109_589


def test_40_000_kwh_in_a_year_sum_exactly() -> None:
    points = {day: 40_000_000 * n // 365 for n, day in enumerate(year())}
    result = plan(index_series(points), index=0)
    shares = [
        share
        for span in result.spans
        for share in compute_shares(
            span.index_to_wh - span.index_from_wh, len(split_days(OFFSETS, span.from_ms, span.to_ms))
        )
    ]
    assert len(shares) == 365
    assert sum(shares) == result.energy_wh == 40_000_000


def test_the_same_file_twice_yields_nothing() -> None:
    series = index_series(year())
    last = plan(series).spans[-1]
    again = plan_import(
        series, last_to_ms=last.to_ms, last_index_wh=last.index_to_wh, offsets=OFFSETS, now_ms=NOW
    )
    assert (again.spans, again.days_new, again.days_known, again.energy_wh) == ((), 0, 365, 0)


def test_an_old_file_tells_only_its_own_days_as_known() -> None:
    old = {day: index for day, index in year().items() if day <= START + timedelta(days=10)}
    result = plan(index_series(old), END, 99_000_000)
    assert (result.spans, result.days_known, result.stopped) == ((), 10, "")


@pytest.mark.parametrize("series", [index_series(year()), curve_series(START, 365)])
def test_days_before_the_meter_are_not_known_days(series: Series) -> None:
    at, index = END - timedelta(days=5), 1_000_000 + 360 * 109_589
    starts_ms = midnight(END - timedelta(days=15))
    result = plan_import(
        series, starts_ms=starts_ms, last_to_ms=midnight(at), last_index_wh=index, offsets=OFFSETS, now_ms=NOW
    )
    assert (result.days_before, result.days_known, result.days_new) == (350, 10, 5)


@pytest.mark.slow
@given(
    st.lists(st.integers(0, 250_000), min_size=2, max_size=120),
    st.sets(st.integers(0, 119)),
    st.integers(0, 119),
    st.integers(0, 130),
)
def test_in_two_parts_or_at_once_the_same_energy(
    gains: list[int], holes: set[int], cut: int, age_days: int
) -> None:
    """Sum of spans = last index - first index, whatever is missing, however often imported."""
    indices = list(itertools.accumulate(gains, initial=5))
    first = END - timedelta(days=len(gains))
    points = {
        first + timedelta(days=n): index
        for n, index in enumerate(indices)
        if n not in holes or n in (0, len(gains)) or n % 25 == 0
    }
    now = NOW + age_days * DAY
    whole = plan(index_series(points), first, 5, now)
    check(whole, midnight(first), 5)
    assert whole.energy_wh == indices[-1] - 5
    assert whole.days_new == len(gains)
    part = {day: index for day, index in points.items() if (day - first).days <= cut}
    earlier = plan(index_series(part), first, 5, now)
    at, index = midnight(first), 5
    if earlier.spans:
        at, index = earlier.spans[-1].to_ms, earlier.spans[-1].index_to_wh
    later = plan_import(index_series(points), last_to_ms=at, last_index_wh=index, offsets=OFFSETS, now_ms=now)
    check(later, at, index)
    assert earlier.energy_wh + later.energy_wh == whole.energy_wh


def test_a_missing_day_is_spanned_and_shown_as_a_gap() -> None:
    points = year()
    hole = END - timedelta(days=5)
    del points[hole]
    result = plan(index_series(points))
    check(result, midnight(START), 1_000_000)
    assert result.energy_wh == 365 * 109_589
    assert result.days_missing == 2
    wide = [span for span in result.spans[13:] if span.to_ms - span.from_ms == 2 * DAY]
    assert [span.from_ms for span in wide] == [midnight(hole - timedelta(days=1))]
    days = {day.day_ms: day for day in sum_days(index_series(points), OFFSETS)}
    for day in (hole - timedelta(days=1), hole):
        assert (days[midnight(day)].quality, days[midnight(day)].energy_wh) == (DayQuality.GAP, 0)


def test_more_than_31_days_without_index_stop_the_plan() -> None:
    points = {day: index for day, index in year().items() if not date(2026, 3, 2) <= day <= date(2026, 4, 5)}
    result = plan(index_series(points))
    check(result, midnight(START), 1_000_000)
    assert (result.stopped, result.stopped_ms) == ("gap-too-long", midnight(date(2026, 3, 1)))
    assert result.spans[-1].to_ms == midnight(date(2026, 3, 1))
    assert result.days_missing == 36


def test_a_gap_over_the_end_of_a_month_stands_alone() -> None:
    points = {day: index for day, index in year().items() if not date(2026, 2, 27) <= day <= date(2026, 3, 2)}
    result = plan(index_series(points))
    check(result, midnight(START), 1_000_000)
    assert (midnight(date(2026, 2, 26)), midnight(date(2026, 3, 3))) in {
        (span.from_ms, span.to_ms) for span in result.spans
    }


def test_a_file_that_starts_later_is_anchored_on_the_meters_own_index() -> None:
    points = {day: index for day, index in year().items() if day >= START + timedelta(days=3)}
    result = plan(index_series(points))
    check(result, midnight(START), 1_000_000)
    assert result.days_missing == 3
    assert result.energy_wh == 365 * 109_589


def test_index_going_back() -> None:
    points = year()
    points[date(2026, 5, 5)] = 10
    with pytest.raises(MeterFileError, match="index-back at line 168") as caught:
        plan(index_series(points))
    assert caught.value.params["other"] == 167
    # Before the register's last reading it is history: a meter was replaced and the register repaired.
    done = plan(index_series(points), date(2026, 5, 6), points[date(2026, 5, 6)])
    assert done.days_new == 200


def test_an_index_below_the_registers_is_going_back_too() -> None:
    points = {day: index for day, index in year().items() if day > START}
    with pytest.raises(MeterFileError, match="index-back at line 4"):
        plan(index_series(points), index=2_000_000)


def test_another_index_for_the_same_midnight() -> None:
    with pytest.raises(MeterFileError, match="index-differs") as caught:
        plan(index_series(year()), index=999_999)
    assert (caught.value.params["file_wh"], caught.value.params["known_wh"]) == (1_000_000, 999_999)


def test_a_file_from_the_future() -> None:
    with pytest.raises(MeterFileError, match="future"):
        plan(index_series(year()), now=midnight(END) - 1)
    assert plan(index_series(year()), now=midnight(END)).days_new == 365


def test_only_midnights_count_and_winter_time_meters_are_understood() -> None:
    summer = {date(2026, 6, day): day * 1000 for day in range(1, 11)}
    shifted = plan(index_series(summer, 3_600_000), date(2026, 6, 1), 1000)
    assert shifted == plan(index_series(summer), date(2026, 6, 1), 1000)
    assert plan(index_series(summer, 2 * 3_600_000), date(2026, 6, 1), 1000).spans == ()
    noon = IndexPoint(at_ms=midnight(date(2026, 6, 2)) + DAY // 2, index_wh=2500, line=99)
    series = index_series(summer)
    with_noon = replace(series, points=(*series.points[:2], noon, *series.points[2:]))
    assert plan(with_noon, date(2026, 6, 1), 1000) == plan(series, date(2026, 6, 1), 1000)


def test_find_index() -> None:
    series = index_series(year())
    assert find_index(series, OFFSETS, midnight(date(2025, 11, 23))) == 1_109_589
    assert find_index(series, OFFSETS, midnight(date(2025, 11, 21))) is None


# Curve ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("minutes", [10, 30, 60])
def test_a_curve_is_summed_from_the_last_index(minutes: int) -> None:
    first = date(2026, 10, 20)
    series = curve_series(first, 10, minutes=minutes)
    result = plan(series, first, 500, midnight(date(2026, 10, 30)))
    check(result, midnight(first), 500)
    assert [span.index_to_wh - span.index_from_wh for span in result.spans] == [24_000] * 5 + [25_000] + [
        24_000
    ] * 4
    again = plan(series, date(2026, 10, 30), 500 + result.energy_wh, midnight(date(2026, 10, 30)))
    assert (again.spans, again.days_known) == ((), 10)


def test_a_partial_day_stops_the_curve_there() -> None:
    first = date(2026, 6, 1)
    series = curve_series(first, 5)
    steps = tuple(step for step in series.steps if step.start_ms != midnight(date(2026, 6, 3)) + DAY // 2)
    result = plan(replace(series, steps=steps), first, 0)
    assert (result.days_new, result.stopped) == (2, "partial-day")
    assert (result.stopped_ms, result.days_missing) == (midnight(date(2026, 6, 3)), 1)
    totals = sum_days(replace(series, steps=steps), OFFSETS)
    assert [day.quality.value for day in totals] == [
        "measured",
        "measured",
        "partial",
        "measured",
        "measured",
    ]
    assert totals[2].energy_wh == 23_500


def test_a_day_without_a_step_is_a_gap() -> None:
    first = date(2026, 6, 1)
    series = curve_series(first, 3)
    hole = range(midnight(date(2026, 6, 2)), midnight(date(2026, 6, 3)))
    steps = tuple(step for step in series.steps if step.start_ms not in hole)
    series = replace(series, steps=steps)
    result = plan(series, first, 0)
    assert (result.days_new, result.stopped, result.days_missing) == (1, "gap", 1)
    assert [day.quality for day in sum_days(series, OFFSETS)][1] is DayQuality.GAP


def test_a_curve_that_starts_after_the_register_mints_nothing() -> None:
    result = plan(curve_series(date(2026, 6, 4), 3), date(2026, 6, 1), 0)
    assert (result.spans, result.stopped, result.stopped_ms) == ((), "gap", midnight(date(2026, 6, 1)))
    assert result.days_missing == 3


def test_the_running_day_at_the_end_is_no_trouble() -> None:
    first = date(2026, 6, 1)
    series = curve_series(first, 3)
    series = replace(series, steps=series.steps[:-4], last_ms=series.steps[-5].end_ms)
    result = plan(series, first, 0)
    assert (result.days_new, result.stopped, result.days_missing) == (2, "", 0)


def test_a_step_over_midnight_leaves_both_days_partial() -> None:
    series = curve_series(date(2026, 6, 1), 2, minutes=60)
    moved = tuple(
        replace(step, start_ms=step.start_ms + 30 * MINUTE, end_ms=step.end_ms + 30 * MINUTE)
        for step in series.steps[:-1]
    )
    assert {day.quality for day in sum_days(replace(series, steps=moved), OFFSETS)} == {DayQuality.PARTIAL}


@pytest.mark.slow
@given(st.lists(st.integers(0, 36_000 * 10**6), min_size=48, max_size=48))
def test_whole_watt_hours_of_steps_sum_to_their_day(powers: list[int]) -> None:
    series = curve_series(date(2026, 6, 1), 1)
    steps = tuple(
        replace(step, microwatt_minutes=30 * power) for step, power in zip(series.steps, powers, strict=True)
    )
    series = replace(series, steps=steps)
    (day,) = sum_days(series, OFFSETS)
    assert sum(step.energy_wh for step in round_steps(series, OFFSETS)) == day.energy_wh
    assert day.energy_wh == sum(powers) // (2 * 10**6)


# The rest -------------------------------------------------------------------------------------------------


def test_totals_by_date_are_for_the_screen_only() -> None:
    dates = (
        DateTotal(year=2026, month=10, day=25, energy_wh=7000, line=2),
        DateTotal(year=2026, month=10, day=26, energy_wh=None, line=3),
    )
    series = Series(point="", direction="", kind=Kind.DAYS, dates=dates)
    with pytest.raises(MeterFileError, match="no-index"):
        plan(series)
    first, second = sum_days(series, OFFSETS)
    assert (first.energy_wh, first.quality, first.day_end_ms - first.day_ms) == (
        7000,
        DayQuality.MEASURED,
        25 * 3_600_000,
    )
    assert second.quality is DayQuality.GAP


def test_choose_series() -> None:
    produced = curve_series(date(2026, 6, 1), 1)
    used = replace(produced, direction="consumption")
    both = MeterFile(layout="flat", series=(used, produced), lines=9)
    assert choose_series(both, "production") is produced
    assert choose_series(both, "injection") is produced
    assert choose_series(both, "consumption") is used
    index = index_series(year())
    assert choose_series(MeterFile(layout="curve", series=(produced, index), lines=9), "production") is index
    with pytest.raises(MeterFileError, match="wrong-direction"):
        choose_series(MeterFile(layout="flat", series=(used,), lines=9), "production")
    with pytest.raises(MeterFileError, match="several-points"):
        choose_series(MeterFile(layout="flat", series=(produced, produced), lines=9), "production")
