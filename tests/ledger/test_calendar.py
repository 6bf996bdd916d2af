# SPDX-License-Identifier: AGPL-3.0-or-later
"""Civil days against the standard library's own calendar and time zones (the oracle; ledger asks neither)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import calendar

PARIS = ZoneInfo("Europe/Paris")
HOUR = 3_600_000


def ms(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp()) * 1000


# The changes of 2026 and 2027, written by hand: 01:00 UTC on the last Sundays of March and October.
OFFSETS: calendar.Offsets = (
    (0, 60),
    (ms("2026-03-29T01:00+00:00"), 120),
    (ms("2026-10-25T01:00+00:00"), 60),
    (ms("2027-03-28T01:00+00:00"), 120),
    (ms("2027-10-31T01:00+00:00"), 60),
)

instants = st.integers(ms("2026-01-01T00:00+00:00"), ms("2027-12-30T00:00+00:00"))


@given(instants)
def test_agrees_with_the_standard_library(instant: int) -> None:
    local = datetime.fromtimestamp(instant / 1000, PARIS)
    midnight = datetime(local.year, local.month, local.day, tzinfo=PARIS)
    tomorrow = midnight + timedelta(days=1)
    assert calendar.civil_day_start(OFFSETS, instant) == round(midnight.timestamp()) * 1000
    assert calendar.next_day_start(OFFSETS, instant) == round(tomorrow.timestamp()) * 1000
    assert calendar.month_of(OFFSETS, instant) == local.month
    assert calendar.civil_date(calendar.civil_day_number(OFFSETS, instant)) == (
        local.year,
        local.month,
        local.day,
    )


@given(st.dates())
def test_dates_both_ways(day: date) -> None:
    number = (day - date(1970, 1, 1)).days
    assert calendar.civil_date(number) == (day.year, day.month, day.day)
    assert calendar.day_number_of(day.year, day.month, day.day) == number


@pytest.mark.parametrize(
    ("day", "hours"),
    [("2026-03-28", 24), ("2026-03-29", 23), ("2026-03-30", 24), ("2026-10-24", 24), ("2026-10-25", 25)],
)
def test_change_days(day: str, hours: int) -> None:
    start = round(datetime.fromisoformat(day).replace(tzinfo=PARIS).timestamp()) * 1000
    assert calendar.is_day_start(OFFSETS, start)
    assert not calendar.is_day_start(OFFSETS, start + 1)
    assert not calendar.is_day_start(OFFSETS, start - 1)
    assert calendar.next_day_start(OFFSETS, start) - start == hours * HOUR
    assert calendar.civil_day_start(OFFSETS, start + hours * HOUR - 1) == start


def test_before_the_first_and_after_the_last_entry() -> None:
    assert calendar.get_offset_minutes(OFFSETS, -1) == 60
    assert calendar.get_offset_minutes(OFFSETS, ms("2026-03-29T01:00+00:00") - 1) == 60
    assert calendar.get_offset_minutes(OFFSETS, ms("2026-03-29T01:00+00:00")) == 120
    assert calendar.get_offset_minutes(OFFSETS, ms("2040-07-01T00:00+00:00")) == 60


def test_a_day_may_begin_at_a_change() -> None:
    # At 23:30 local the clock jumps an hour: the next day begins at the jump, at 00:30 on its clock.
    jump = ms("2026-05-01T22:30+00:00")
    offsets = calendar.parse_offsets([[0, 60], [jump, 120]])
    assert calendar.civil_day_start(offsets, jump) == jump
    assert calendar.next_day_start(offsets, jump - 1) == jump


tables = st.builds(
    lambda start, gaps, minutes: [
        [start + sum(gaps[:i]), minutes[i]] for i in range(min(len(gaps), len(minutes)))
    ],
    st.integers(-(10**12), 10**12),
    st.lists(st.integers(HOUR, 400 * 86_400_000), min_size=1, max_size=8),
    st.lists(st.integers(-720, 840), min_size=1, max_size=8),
)


@pytest.mark.slow
@given(tables, st.integers(-(2 * 10**12), 5 * 10**12))
def test_any_table_that_is_accepted_gives_every_instant_one_day(table: list[list[int]], instant: int) -> None:
    try:
        offsets = calendar.parse_offsets(table)
    except ValueError:
        return
    start, following = calendar.civil_day_start(offsets, instant), calendar.next_day_start(offsets, instant)
    assert start <= instant < following
    number = calendar.civil_day_number(offsets, instant)
    assert calendar.civil_day_number(offsets, start) == number
    assert calendar.civil_day_number(offsets, start - 1) == number - 1
    assert calendar.civil_day_number(offsets, following) == number + 1


@pytest.mark.parametrize(
    "value",
    [
        None,
        b"",
        [],
        [[0]],
        [[0, 60, 1]],
        [0, 60],
        [[0, True]],
        [[0.0, 60]],
        [["0", 60]],
        [[0, 901]],
        [[0, -901]],
        [[2**53 + 1, 60]],
        [[0, 60], [0, 120]],
        [[5, 60], [0, 120]],
        [[i, 0] for i in range(65)],
        [
            [0, 0],
            [ms("2026-05-01T00:30+00:00"), -60],
        ],  # falls back over midnight
        [[0, -720], [ms("2026-05-01T11:59+00:00"), 780]],  # leaps a whole day
    ],
)
def test_refuses(value: object) -> None:
    with pytest.raises(ValueError):
        calendar.parse_offsets(value)


def test_accepts_arrays_as_they_come_from_the_wire() -> None:
    assert calendar.parse_offsets([list(entry) for entry in OFFSETS]) == OFFSETS
    assert calendar.parse_offsets(OFFSETS) == OFFSETS
    assert calendar.civil_date(calendar.civil_day_number(OFFSETS, ms("2026-11-22T23:30+00:00"))) == (
        2026,
        11,
        23,
    )
    assert datetime.fromtimestamp(OFFSETS[1][0] / 1000, UTC).weekday() == 6
