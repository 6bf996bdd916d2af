# SPDX-License-Identifier: AGPL-3.0-or-later
"""What to sign for a meter, given a file and where its register stands: spans that follow each other exactly.

It is pure: no clock (the caller passes `now_ms`), no disk, no signature. Its law: an index is never invented.
A span runs from one known index to the next; a curve is summed from the last index on, whole days only.

    last           older: one span a civil month                  the last 14 days, one by one    now
     |------------------|-----------------------|------------------|--|--|-----|--|--|--|--|--|...
                                                                          gap: index known at both ends

Run again with the same file, the plan is empty: everything ends at or before `last`.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.meters import (
    MICROWATT_MINUTES_PER_WH,
    Blame,
    DayTotal,
    IndexPoint,
    Kind,
    MeterFile,
    MeterFileError,
    Series,
    Step,
    StepWh,
)
from app.views import DayQuality
from ledger import calendar
from ledger.meter_bounds import READING_DAYS_MAX

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RECENT_DAYS = 14
"""These are signed day by day, for the morning page and the neighbours; what is older, by month."""
WINTER_SHIFT_MS = 3_600_000
"""Some meters keep winter time all year: in summer their daily index is stamped 01:00. At that hour the sun
has given nothing, so it is the index of the midnight before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One `meter.reading` to sign."""

    from_ms: int
    to_ms: int
    index_from_wh: int
    index_to_wh: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The readings a file allows for one meter now."""

    spans: tuple[Span, ...]
    days_new: int
    """Civil days the spans cover."""
    days_known: int
    """Days of the file that were counted before."""
    days_before: int
    """Days of the file from before the meter's first counted day: nobody ever counts them."""
    days_missing: int
    """Days inside the spans, or where the plan stopped, of which the file has no figure of their own."""
    stopped: str
    """Empty, or why the end of the file was not reached: `gap-too-long`; a curve: `gap`, `partial-day`."""
    stopped_ms: int
    """The civil day at which it stopped; 0 when it did not."""

    @property
    def energy_wh(self) -> int:
        """What the spans add up to: last index - first index."""
        return sum(span.index_to_wh - span.index_from_wh for span in self.spans)


def choose_series(file: MeterFile, side: str) -> Series:
    """The series of a file that serves a meter.

    Args:
        file: as parsed.
        side: `production`, `injection` or `consumption`; Enedis calls injection production.

    Raises:
        MeterFileError: `wrong-direction` when the file is of the other direction, `several-points` when it
            holds more than one meter of this direction.
    """
    direction = "consumption" if side == "consumption" else "production"
    fitting = [series for series in file.series if series.direction in (direction, "")]
    if not fitting:
        raise MeterFileError("wrong-direction", blame=Blame.CHOICE)
    indices = [series for series in fitting if series.kind is Kind.INDEX]
    chosen = indices or fitting
    if len(chosen) > 1:
        raise MeterFileError("several-points", blame=Blame.CHOICE)
    return chosen[0]


def find_index(series: Series, offsets: calendar.Offsets, at_ms: int) -> int | None:
    """The index a file gives for a civil midnight, None when it has none: the start of a new meter."""
    return next((p.index_wh for p in _midnight_points(series.points, offsets) if p.at_ms == at_ms), None)


def find_start(series: Series, offsets: calendar.Offsets, since_ms: int) -> tuple[int, int] | None:
    """(civil midnight, index then): the first that a file gives from an instant on, None when it has none."""
    points = _midnight_points(series.points, offsets)
    return next(((p.at_ms, p.index_wh) for p in points if p.at_ms >= since_ms), None)


def plan_import(
    series: Series,
    *,
    last_to_ms: int,
    last_index_wh: int,
    offsets: calendar.Offsets,
    now_ms: int,
    starts_ms: int = 0,
) -> Plan:
    """The spans to sign for a meter that stands at (`last_to_ms`, `last_index_wh`).

    Args:
        series: of the meter's direction (see `choose_series`).
        last_to_ms: end of the meter's last reading, or its start: a civil midnight.
        last_index_wh: its index then.
        offsets: the charter's.
        now_ms: decides which days are recent, and that none is to come.
        starts_ms: the meter's first counted day.

    Raises:
        MeterFileError: `no-index` (totals by date), `index-back`, `index-differs` (for the same midnight the
            file gives another index than the register), `future`.
    """
    if series.kind is Kind.DAYS:
        raise MeterFileError("no-index", blame=Blame.CHOICE)
    if series.last_ms > now_ms:
        raise MeterFileError("future", blame=Blame.CHOICE)
    if series.kind is Kind.INDEX:
        points = _midnight_points(series.points, offsets)
        plan = _plan_points(points, last_to_ms, last_index_wh, offsets, now_ms)
        stops = [max(points[0].at_ms, starts_ms), min(points[-1].at_ms, last_to_ms)] if points else [0, 0]
        known = max(0, _count_days(offsets, *stops))
    else:
        days = sum_days(series, offsets)
        plan = _plan_days(days, last_to_ms, last_index_wh, offsets, now_ms)
        known = sum(
            starts_ms <= day.day_ms < last_to_ms and day.quality is not DayQuality.GAP for day in days
        )
    return replace(plan, days_known=known, days_before=plan.days_known - known)


# Index ----------------------------------------------------------------------------------------------------


def _midnight_points(points: Sequence[IndexPoint], offsets: calendar.Offsets) -> tuple[IndexPoint, ...]:
    """Those that stand at a civil midnight (or at its winter-time hour), one a day, ascending."""
    chosen: dict[int, IndexPoint] = {}
    for point in points:
        midnight = calendar.civil_day_start(offsets, point.at_ms)
        if point.at_ms == midnight:
            chosen[midnight] = point
        elif point.at_ms == midnight + WINTER_SHIFT_MS and midnight not in chosen:
            chosen[midnight] = IndexPoint(at_ms=midnight, index_wh=point.index_wh, line=point.line)
    return tuple(chosen[midnight] for midnight in sorted(chosen))


def _plan_points(
    points: Sequence[IndexPoint], last_to_ms: int, last_index_wh: int, offsets: calendar.Offsets, now_ms: int
) -> Plan:
    anchor = next((point for point in points if point.at_ms == last_to_ms), None)
    if anchor is not None and anchor.index_wh != last_index_wh:
        raise MeterFileError("index-differs", anchor.line, file_wh=anchor.index_wh, known_wh=last_index_wh)
    known = [point for point in points if point.at_ms <= last_to_ms]
    known_to_ms = min(last_to_ms, points[-1].at_ms) if known else 0
    row = [IndexPoint(at_ms=last_to_ms, index_wh=last_index_wh, line=0)]
    row += [point for point in points if point.at_ms > last_to_ms]
    pieces: list[tuple[Span, int]] = []
    stopped_ms = 0
    missing = 0
    for first, second in itertools.pairwise(row):
        if second.index_wh < first.index_wh:
            raise MeterFileError("index-back", second.line, other=first.line)
        days = _count_days(offsets, first.at_ms, second.at_ms)
        if days > READING_DAYS_MAX:
            # A reading spans 31 days at most: the owner and a technician must set a new start (meter.repair).
            stopped_ms = first.at_ms
            missing += days
            break
        missing += days if days > 1 else 0
        pieces.append((_span(first, second), days))
    return Plan(
        spans=_group(pieces, offsets, now_ms),
        days_new=sum(days for _, days in pieces),
        days_known=_count_days(offsets, known[0].at_ms, known_to_ms) if known else 0,
        days_before=0,
        days_missing=missing,
        stopped="gap-too-long" if stopped_ms else "",
        stopped_ms=stopped_ms,
    )


def _span(first: IndexPoint, second: IndexPoint) -> Span:
    return Span(
        from_ms=first.at_ms, to_ms=second.at_ms, index_from_wh=first.index_wh, index_to_wh=second.index_wh
    )


def _count_days(offsets: calendar.Offsets, from_ms: int, to_ms: int) -> int:
    return calendar.civil_day_number(offsets, to_ms) - calendar.civil_day_number(offsets, from_ms)


def _group(pieces: Iterable[tuple[Span, int]], offsets: calendar.Offsets, now_ms: int) -> tuple[Span, ...]:
    """Joins the older pieces of one civil month; a piece that leaves its month stands alone."""
    today = calendar.civil_day_number(offsets, now_ms)
    recent_ms = calendar.start_of_day_number(offsets, today - RECENT_DAYS)
    spans: list[Span] = []
    open_month: tuple[int, int] | None = None
    for piece, _ in pieces:
        year, month, _ = calendar.civil_date(calendar.civil_day_number(offsets, piece.from_ms))
        month_end = calendar.day_number_of(year + month // 12, month % 12 + 1, 1)
        stays = calendar.civil_day_number(offsets, piece.to_ms) <= month_end and piece.to_ms <= recent_ms
        if stays and open_month == (year, month):
            spans[-1] = Span(
                from_ms=spans[-1].from_ms,
                to_ms=piece.to_ms,
                index_from_wh=spans[-1].index_from_wh,
                index_to_wh=piece.index_to_wh,
            )
        else:
            spans.append(piece)
        open_month = (year, month) if stays else None
    return tuple(spans)


# Curve ----------------------------------------------------------------------------------------------------


def _plan_days(
    days: Sequence[DayTotal], last_to_ms: int, last_index_wh: int, offsets: calendar.Offsets, now_ms: int
) -> Plan:
    """Sums whole days from the last index on; the first day that is not whole ends it."""
    known = sum(day.day_ms < last_to_ms and day.quality is not DayQuality.GAP for day in days)
    new = [day for day in days if day.day_ms >= last_to_ms]
    pieces: list[tuple[Span, int]] = []
    at_ms, index_wh = last_to_ms, last_index_wh
    stopped = ""
    for day in new:
        if day.day_ms != at_ms or day.quality is not DayQuality.MEASURED:
            partial = day.day_ms == at_ms and day.quality is DayQuality.PARTIAL
            stopped = "partial-day" if partial else "gap"
            break
        following = index_wh + day.energy_wh
        pieces.append(
            (
                Span(from_ms=at_ms, to_ms=day.day_end_ms, index_from_wh=index_wh, index_to_wh=following),
                1,
            )
        )
        at_ms, index_wh = day.day_end_ms, following
    rest = [day for day in new if day.day_ms >= at_ms]
    if stopped == "partial-day" and len(rest) == 1:
        stopped = ""  # the day that was running when the file was made
    missing = sum(day.quality is not DayQuality.MEASURED for day in rest)
    missing += _count_days(offsets, at_ms, rest[0].day_ms) if rest else 0
    return Plan(
        spans=_group(pieces, offsets, now_ms),
        days_new=len(pieces),
        days_known=known,
        days_before=0,
        days_missing=missing if stopped else 0,
        stopped=stopped,
        stopped_ms=at_ms if stopped else 0,
    )


def sum_days(series: Series, offsets: calendar.Offsets) -> tuple[DayTotal, ...]:
    """Daily totals of any series, ascending, every civil day that the file covers.

    A curve's day is measured when its steps follow each other from midnight to midnight; its total is the
    exact sum, rounded down to the Wh. A day between two indices further apart is a gap, like a date without
    a value, and like a day over which the index went back (a meter was replaced).
    """
    if series.kind is Kind.INDEX:
        return _days_of_index(_midnight_points(series.points, offsets), offsets)
    if series.kind is Kind.DAYS:
        return _days_of_dates(series, offsets)
    by_day: dict[int, list[Step]] = {}
    for step in series.steps:
        number = calendar.civil_day_number(offsets, step.start_ms)
        if calendar.civil_day_number(offsets, step.end_ms - 1) == number:
            by_day.setdefault(number, []).append(step)
    first = calendar.civil_day_number(offsets, series.first_ms)
    end = calendar.civil_day_number(offsets, series.last_ms - 1) + 1
    days: list[DayTotal] = []
    for number in range(first, end):
        start_ms = calendar.start_of_day_number(offsets, number)
        end_ms = calendar.start_of_day_number(offsets, number + 1)
        steps = by_day.get(number, [])
        whole = sum(step.end_ms - step.start_ms for step in steps) == end_ms - start_ms
        quality = DayQuality.MEASURED if whole else DayQuality.PARTIAL if steps else DayQuality.GAP
        energy = sum(step.microwatt_minutes for step in steps) // MICROWATT_MINUTES_PER_WH
        days.append(DayTotal(day_ms=start_ms, day_end_ms=end_ms, energy_wh=energy, quality=quality))
    return tuple(days)


def round_steps(series: Series, offsets: calendar.Offsets) -> tuple[StepWh, ...]:
    """The steps of a curve in whole Wh: each day's sum to what `sum_days` gives for it."""
    steps: list[StepWh] = []
    day, exact, shown = None, 0, 0
    for step in series.steps:
        number = calendar.civil_day_number(offsets, step.start_ms)
        if number != day:
            day, exact, shown = number, 0, 0
        exact += step.microwatt_minutes
        energy = exact // MICROWATT_MINUTES_PER_WH - shown
        shown += energy
        steps.append(StepWh(start_ms=step.start_ms, end_ms=step.end_ms, energy_wh=energy))
    return tuple(steps)


def _days_of_index(points: Sequence[IndexPoint], offsets: calendar.Offsets) -> tuple[DayTotal, ...]:
    days: list[DayTotal] = []
    for first, second in itertools.pairwise(points):
        start = calendar.civil_day_number(offsets, first.at_ms)
        end = calendar.civil_day_number(offsets, second.at_ms)
        whole = end == start + 1 and second.index_wh >= first.index_wh
        days.extend(
            DayTotal(
                day_ms=calendar.start_of_day_number(offsets, number),
                day_end_ms=calendar.start_of_day_number(offsets, number + 1),
                energy_wh=second.index_wh - first.index_wh if whole else 0,
                quality=DayQuality.MEASURED if whole else DayQuality.GAP,
            )
            for number in range(start, end)
        )
    return tuple(days)


def _days_of_dates(series: Series, offsets: calendar.Offsets) -> tuple[DayTotal, ...]:
    days: list[DayTotal] = []
    for total in series.dates:
        number = calendar.day_number_of(total.year, total.month, total.day)
        days.append(
            DayTotal(
                day_ms=calendar.start_of_day_number(offsets, number),
                day_end_ms=calendar.start_of_day_number(offsets, number + 1),
                energy_wh=total.energy_wh or 0,
                quality=DayQuality.GAP if total.energy_wh is None else DayQuality.MEASURED,
            )
        )
    return tuple(days)
