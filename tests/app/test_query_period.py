# SPDX-License-Identifier: AGPL-3.0-or-later
"""A day, a week and a year of a roof: what is known, what is a gap, what cannot be known, and its proof."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.meters import DayTotal, Kind, StepWh
from app.meters.local_curve import LocalCurve
from app.query_period import (
    DAY,
    WEEK,
    YEAR,
    find_day_proof,
    get_clear_yesterday,
    get_period,
    get_savings_days,
)
from app.reader import Reader
from app.views import DayQuality
from ledger import calendar
from ledger.clear_sky import best_day_minutes
from ledger.rulebook.meters import get_clear_sky
from ledger.units import DAY_MS
from tests.app.test_query_settlement import reader_of, settled_street
from tests.helpers.energy import TABLE, Street

HALF_HOUR_MS = 1_800_000


@pytest.fixture
def street() -> Street:
    return Street.of("anna", "ben", production=("anna",))


@pytest.fixture
def curve(tmp_path: Path) -> LocalCurve:
    return LocalCurve(tmp_path / "curve.db")


def after(day_ms: int, days: int) -> int:
    number = calendar.civil_day_number(TABLE, day_ms) + days
    return calendar.start_of_day_number(TABLE, number)


def know(curve: LocalCurve, street: Street, figures: dict[int, int], side: str = "production") -> None:
    """Days by their number from the street's first, in Wh."""
    days = [
        DayTotal(
            day_ms=after(street.day_ms, n),
            day_end_ms=after(street.day_ms, n + 1),
            energy_wh=wh,
            quality=DayQuality.MEASURED,
        )
        for n, wh in figures.items()
    ]
    curve.record_days(street.meters["anna", side], days, Kind.INDEX)


def at(street: Street, name: str, days: int) -> Reader:
    """The reader of a morning so many days after the street's first."""
    return reader_of(street, name, after(street.day_ms, days) + 8 * 3_600_000)


def test_who_has_no_roof_has_no_period(street: Street, curve: LocalCurve) -> None:
    assert get_period(at(street, "ben", 3), curve, WEEK) is None


def test_a_week_has_gaps_and_days_that_cannot_be_known(street: Street, curve: LocalCurve) -> None:
    know(curve, street, {0: 5_000, 1: 7_000, 3: 9_000})
    reader = at(street, "anna", 5)
    first = (calendar.civil_day_number(TABLE, street.day_ms) - 4) % 7  # its place in its week
    found = []
    for week in range(2):
        view = get_period(reader, curve, WEEK, after(street.day_ms, 7 * week))
        assert view is not None
        assert len(view.steps) == 7
        assert not view.by_hours
        found += view.steps
    known = [step for step in found if not step.is_outside]
    assert [step.start_ms for step in known] == [after(street.day_ms, n) for n in range(5)]
    assert [step.quality is DayQuality.GAP for step in known] == [False, False, True, False, True]
    assert found[first].start_ms == street.day_ms
    assert all(step.is_outside for step in (*found[:first], *found[first + 5 :]))


def test_the_clear_sky_is_the_charters_own(street: Street, curve: LocalCurve) -> None:
    know(curve, street, {0: 5_000})
    reader = at(street, "anna", 1)
    view = get_period(reader, curve, YEAR)
    assert view is not None
    table = get_clear_sky(reader.state)
    for step in view.steps:
        month = calendar.civil_date(calendar.civil_day_number(TABLE, step.start_ms))[1]
        minutes = best_day_minutes(table, 30, 180, month) if step.start_ms >= street.day_ms else 0
        assert step.clear_wh == 30_000 * minutes // 60


def test_yesterdays_clear_sky_is_what_its_day_is_compared_with(street: Street, curve: LocalCurve) -> None:
    know(curve, street, {0: 5_000})
    view = get_period(at(street, "anna", 1), curve, DAY)
    assert view is not None
    assert get_clear_yesterday(at(street, "anna", 1)) == view.clear_wh > 0
    assert get_clear_yesterday(at(street, "anna", 0)) == 0  # the day before the roof was there
    assert get_clear_yesterday(at(street, "ben", 1)) == 0
    assert (view.produced_wh, view.days, view.days_known) == (5_000, 1, 1)
    assert view.clear_wh == next(step.clear_wh for step in view.steps if not step.is_outside)


def test_a_day_is_drawn_by_its_half_hours_where_this_computer_has_them(
    street: Street, curve: LocalCurve
) -> None:
    know(curve, street, {0: 4_000, 1: 4_000})
    day_ms = after(street.day_ms, 1)
    halves = [day_ms + n * HALF_HOUR_MS for n in range(48) if n != 20]
    steps = [StepWh(start_ms=start, end_ms=start + HALF_HOUR_MS, energy_wh=100) for start in halves]
    curve.record_steps(street.meters["anna", "production"], steps)
    curve.record_steps(street.meters["anna", "consumption"], steps[:10])
    view = get_period(at(street, "anna", 2), curve, DAY)
    assert view is not None
    assert view.by_hours
    assert len(view.steps) == 48
    assert [n for n, step in enumerate(view.steps) if step.quality is DayQuality.GAP] == [20]
    assert [step.taken_wh for step in view.steps[9:11]] == [100, -1]
    month = calendar.civil_date(calendar.civil_day_number(TABLE, day_ms))[1]
    most_wh = 30_000 * best_day_minutes(get_clear_sky(street.village.state), 30, 180, month) // 60
    assert sum(step.clear_wh for step in view.steps) == most_wh
    assert (view.produced_wh, view.before_wh, view.before_days) == (4_000, 4_000, 1)
    assert (view.has_older, view.has_newer) == (True, False)


def test_hours_of_a_coarse_file_stay_hours(street: Street, curve: LocalCurve) -> None:
    know(curve, street, {0: 2_400})
    starts = [street.day_ms + n * 3_600_000 for n in range(24)]
    steps = [StepWh(start_ms=start, end_ms=start + 3_600_000, energy_wh=100) for start in starts]
    curve.record_steps(street.meters["anna", "production"], steps)
    view = get_period(at(street, "anna", 1), curve, DAY)
    assert view is not None
    assert [step.produced_wh for step in view.steps] == [100] * 24


def test_a_day_without_its_hours_stands_in_its_week(street: Street, curve: LocalCurve) -> None:
    know(curve, street, {0: 5_000, 1: 7_000})
    view = get_period(at(street, "anna", 3), curve, DAY, after(street.day_ms, 1))
    assert view is not None
    assert not view.by_hours
    assert len(view.steps) == 7
    assert (view.from_ms, view.produced_wh) == (after(street.day_ms, 1), 7_000)
    assert (view.has_older, view.has_newer) == (True, True)


def test_what_comes_is_never_asked_for(street: Street, curve: LocalCurve) -> None:
    reader = at(street, "anna", 2)
    view = get_period(reader, curve, DAY, reader.now_ms + 400 * DAY_MS)
    assert view is not None
    assert view.from_ms == after(street.day_ms, 2)


def test_a_settled_day_has_its_proof_for_ever() -> None:
    street = settled_street()
    first_ms, reader = street.day_ms, reader_of(street, "anna")
    kept = [(street.village.now_ms, street.village.executions[-1].results)]
    proof = find_day_proof(reader, first_ms)
    assert proof
    for _ in range(6):
        street.next_day()
        street.produce("anna", 1_000)
        street.settle()
        kept.append((street.village.now_ms, street.village.executions[-1].results))
    later = reader_of(street, "anna")
    for height, (seal_ms, results) in enumerate(kept):
        later.read_model.add(height, seal_ms, (), results)
    assert find_day_proof(later, street.day_ms) not in (b"", proof)
    assert find_day_proof(later, first_ms) == proof, "the register forgot its row, the history has its line"
    assert find_day_proof(later, first_ms - 400 * DAY_MS) == b""


def test_savings_go_back_day_by_day_from_what_is_held() -> None:
    street = Street.of("anna", "ben", production=("anna",))  # all goes to the savings
    kept = []
    for energy_wh in (1_000, 2_000, 4_000):
        street.produce("anna", energy_wh)
        street.settle()
        kept.append((street.village.now_ms, street.village.executions[-1].results))
        street.next_day()
    reader = reader_of(street, "anna")
    for height, (seal_ms, results) in enumerate(kept):
        reader.read_model.add(height, seal_ms, (), results)
    days = get_savings_days(reader)
    assert [held_wh for _, held_wh in days][-3:] == [1_000, 3_000, 7_000]
    assert [day_ms for day_ms, _ in days] == sorted(day_ms for day_ms, _ in days)
    assert get_savings_days(reader, 2) == days[-2:]
