# SPDX-License-Identifier: AGPL-3.0-or-later
"""Queries about a day, a week or a year of my roof: what it gave, what a clear sky would have given.

From this computer's own files and the commune's table; nothing here reads the network or tells it anything.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Final

from app.clear_sky_day import spread_clear_day
from app.meters.local_curve import LocalCurve
from app.query_energy import PRODUCTION, get_energy_days
from app.reader import Reader, shared
from app.views import DayQuality, EnergyDayView
from app.views_period import EnergyPeriodView, EnergyStepView
from ledger.calendar import civil_date, civil_day_number, day_number_of, start_of_day_number
from ledger.clear_sky import best_day_minutes
from ledger.read_model import LAST_PLACE, Receipt
from ledger.rulebook.meter_rows import CONSUMPTION, METERS, Meter
from ledger.rulebook.meters import get_clear_sky
from ledger.rulebook.settlement import LABEL, SETTLEMENTS, get_due_ms
from ledger.state import get_balance, get_commune
from ledger.units import POT_ENERGY, EventId

DAY: Final = "day"
WEEK: Final = "week"
YEAR: Final = "year"
ENERGY: Final = "kwh"
SPANS: Final = (DAY, WEEK, YEAR)
HALF_HOUR_MS: Final = 1_800_000
HOUR_MS: Final = 3_600_000
_MINUTES: Final = 60
_WEEK_DAYS: Final = 7
_MONDAY: Final = 4
"""1 January 1970 was a Thursday: number 4 is a Monday."""
_SEARCHED: Final = 100
"""Receipts looked through for an old day's settlement."""
SAVINGS_DAYS: Final = 30
_SAVINGS_READ: Final = 1_000
_SETTLED_WITHIN_MS: Final = 86_400_000

Meters = list[tuple[EventId, Meter]]


@shared
def get_period(reader: Reader, curve: LocalCurve, span: str, at_ms: int = 0) -> EnergyPeriodView | None:
    """The day, week or year that holds `at_ms` (0: yesterday); None without a production meter of mine."""
    meters = _meters_of(reader, PRODUCTION)
    if not meters:
        return None
    offsets = get_commune(reader.state).offsets
    today = civil_day_number(offsets, reader.now_ms)
    at = min(civil_day_number(offsets, at_ms), today) if at_ms else today - 1
    first, end = _bounds(span, at)
    begins = min(civil_day_number(offsets, row.from_ms) for _, row in meters)
    days = _days(reader, curve, meters, first, end)
    steps, by_hours = days, False
    if span == DAY:
        hours = _hours(reader, curve, meters, days[0])
        if hours:
            steps, by_hours = hours, True
        else:  # its hours are not here: its week shows it among the others
            steps = _days(reader, curve, meters, *_bounds(WEEK, at))
    before_first, before_end = _bounds(span, first - 1)
    before = _known(_days(reader, curve, meters, before_first, before_end))
    known = _known(days)
    return EnergyPeriodView(
        span=span,
        from_ms=start_of_day_number(offsets, first),
        to_ms=start_of_day_number(offsets, end),
        steps=steps,
        by_hours=by_hours,
        produced_wh=sum(day.produced_wh for day in known),
        clear_wh=sum(day.clear_wh for day in known),
        days=sum(not day.is_outside for day in days),
        days_known=len(known),
        before_wh=sum(day.produced_wh for day in before),
        before_days=len(before),
        has_older=first > begins,
        has_newer=end < today,
    )


@shared
def get_clear_yesterday(reader: Reader) -> int:
    """The most my roofs could have given yesterday under a clear sky, in Wh; 0 without a roof of mine."""
    meters = _meters_of(reader, PRODUCTION)
    if not meters:
        return 0
    offsets = get_commune(reader.state).offsets
    number = civil_day_number(offsets, reader.now_ms) - 1
    return _clear_day(reader, meters, number, start_of_day_number(offsets, number))


def _bounds(span: str, number: int) -> tuple[int, int]:
    """First day and the one after the last of the span that holds a day, as day numbers."""
    if span == YEAR:
        year, _, _ = civil_date(number)
        return day_number_of(year, 1, 1), day_number_of(year + 1, 1, 1)
    if span == WEEK:
        first = number - (number - _MONDAY) % _WEEK_DAYS
        return first, first + _WEEK_DAYS
    return number, number + 1


def _meters_of(reader: Reader, side: str) -> Meters:
    return [
        (meter, row)
        for meter, row in reader.state.items(METERS)
        if row.owner == reader.me and row.side == side
    ]


def _known(days: tuple[EnergyStepView, ...]) -> list[EnergyStepView]:
    return [day for day in days if not day.is_outside and day.quality is DayQuality.MEASURED]


def _days(
    reader: Reader, curve: LocalCurve, meters: Meters, first: int, end: int
) -> tuple[EnergyStepView, ...]:
    offsets = get_commune(reader.state).offsets
    starts = [start_of_day_number(offsets, number) for number in range(first, end + 1)]
    found: dict[int, EnergyDayView] = {
        day.day_ms: day for day in get_energy_days(reader, curve, starts[0], starts[-1])
    }
    today_ms = start_of_day_number(offsets, civil_day_number(offsets, reader.now_ms))
    begins_ms = min(row.from_ms for _, row in meters)
    taken = _taken_days(reader, curve, starts[0], starts[-1])
    steps: list[EnergyStepView] = []
    for number, (start_ms, end_ms) in zip(range(first, end), itertools.pairwise(starts), strict=True):
        day = found.get(start_ms)
        quality = day.quality if day is not None else DayQuality.GAP
        steps.append(
            EnergyStepView(
                start_ms=start_ms,
                end_ms=end_ms,
                quality=quality,
                is_outside=start_ms >= today_ms or (start_ms < begins_ms and quality is DayQuality.GAP),
                produced_wh=day.produced_wh if day is not None else 0,
                clear_wh=_clear_day(reader, meters, number, start_ms),
                taken_wh=taken.get(start_ms, -1),
            )
        )
    return tuple(steps)


def _clear_day(reader: Reader, meters: Meters, number: int, start_ms: int) -> int:
    """The most the roofs that stood that day could give under a clear sky of that month."""
    table, month = get_clear_sky(reader.state), civil_date(number)[1]
    return sum(
        row.watts_peak * best_day_minutes(table, row.tilt, row.azimuth, month) // _MINUTES
        for _, row in meters
        if row.from_ms <= start_ms
    )


def _taken_days(reader: Reader, curve: LocalCurve, from_ms: int, to_ms: int) -> dict[int, int]:
    """What was taken from the network, by day, where this computer knows it."""
    taken: dict[int, int] = {}
    for meter, _ in _meters_of(reader, CONSUMPTION):
        for day_ms, (energy_wh, quality) in curve.days(meter, from_ms, to_ms).items():
            if quality is DayQuality.MEASURED:
                taken[day_ms] = taken.get(day_ms, 0) + energy_wh
    return taken


# --- a day by its hours -------------------------------------------------------------------------------------


def _hours(
    reader: Reader, curve: LocalCurve, meters: Meters, day: EnergyStepView
) -> tuple[EnergyStepView, ...]:
    """The day in half hours, or in hours where the file has no finer; empty when its hours are not known."""
    offsets = get_commune(reader.state).offsets
    curves = [curve.curve(meter, day.start_ms, offsets) for meter, _ in meters]
    steps = [found.steps for found in curves if found is not None]
    if not steps or len(steps) < len(meters):
        return ()  # of one roof out of two it would not be what the day gave
    longest = max(end_ms - start_ms for one in steps for start_ms, end_ms, _ in one)
    width_ms = HALF_HOUR_MS if longest <= HALF_HOUR_MS else HOUR_MS
    slots = [(start, start + width_ms) for start in range(day.start_ms, day.end_ms, width_ms)]
    produced = [_fill(slots, one) for one in steps]
    taken = [
        _fill(slots, found.steps)
        for meter, _ in _meters_of(reader, CONSUMPTION)
        if (found := curve.curve(meter, day.start_ms, offsets)) is not None
    ]
    clear = _clear_hours(reader, meters, day.start_ms, slots)
    return tuple(
        EnergyStepView(
            start_ms=slot[0],
            end_ms=slot[1],
            quality=DayQuality.GAP if any(one[at] is None for one in produced) else DayQuality.MEASURED,
            is_outside=False,
            produced_wh=sum(one[at] or 0 for one in produced),
            clear_wh=clear[at],
            taken_wh=_sum_known([one[at] for one in taken]),
        )
        for at, slot in enumerate(slots)
    )


def _sum_known(figures: list[int | None]) -> int:
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known and len(known) == len(figures) else -1


def _fill(slots: list[tuple[int, int]], steps: tuple[tuple[int, int, int], ...]) -> list[int | None]:
    """Each slot's energy, None where the steps do not cover it whole."""
    filled: list[int | None] = []
    at = 0
    for start_ms, end_ms in slots:
        while at < len(steps) and steps[at][0] < start_ms:
            at += 1
        covered = energy_wh = 0
        while at < len(steps) and steps[at][1] <= end_ms:
            covered += steps[at][1] - steps[at][0]
            energy_wh += steps[at][2]
            at += 1
        filled.append(energy_wh if covered == end_ms - start_ms else None)
    return filled


def _clear_hours(reader: Reader, meters: Meters, day_ms: int, slots: list[tuple[int, int]]) -> list[int]:
    commune = get_commune(reader.state)
    number = civil_day_number(commune.offsets, day_ms)
    sums = [0] * len(slots)
    for meter in meters:
        row = meter[1]
        shares = spread_clear_day(
            _clear_day(reader, [meter], number, day_ms),
            slots,
            latitude_centideg=commune.latitude_centideg,
            longitude_centideg=commune.longitude_centideg,
            tilt_deg=row.tilt,
            azimuth_deg=row.azimuth,
        )
        sums = [one + other for one, other in zip(sums, shares, strict=True)]
    return sums


# --- what was saved -----------------------------------------------------------------------------------------


@shared
def get_savings_days(reader: Reader, days: int = SAVINGS_DAYS) -> tuple[tuple[int, int], ...]:
    """(start of a civil day, energy savings at its end) of the last days, ascending; the last is today.

    Back from what is held now, by the lines of my history; days before its first line are left out.
    """
    offsets, state = get_commune(reader.state).offsets, reader.picture.sealed
    today = civil_day_number(offsets, reader.now_ms)
    held_wh = get_balance(state, reader.me, ENERGY, POT_ENERGY)
    first_ms = start_of_day_number(offsets, today - days + 1)
    moved: dict[int, int] = {}
    oldest = today
    for receipt in iter_receipts(reader, first_ms):
        number = oldest = civil_day_number(offsets, receipt.seal_ms)
        for line in receipt.postings:
            if (line.account, line.asset, line.pot) == (reader.me, ENERGY, POT_ENERGY):
                moved[number] = moved.get(number, 0) + line.amount
    found: list[tuple[int, int]] = []
    for number in range(today, max(oldest, today - days + 1) - 1, -1):
        found.append((start_of_day_number(offsets, number), held_wh))
        held_wh -= moved.get(number, 0)
    return tuple(reversed(found))


def iter_receipts(reader: Reader, first_ms: int) -> Iterator[Receipt]:
    """Of my account, newest first, sealed from an instant on; a thousand at most."""
    place, read = LAST_PLACE, 0
    while read < _SAVINGS_READ:
        receipts = reader.read_model.get_receipts_of((reader.me,), _SEARCHED, place)
        for receipt in receipts:
            if receipt.seal_ms < first_ms:
                return
            place, read = (receipt.height, receipt.position), read + 1
            yield receipt
        if len(receipts) < _SEARCHED:
            return


# --- its proof ----------------------------------------------------------------------------------------------


def find_day_proof(reader: Reader, day_ms: int) -> bytes:
    """What settled a day of mine; empty while nothing did, or when it cannot be told from another's.

    The register keeps a day's row for a few days only; later the settlement is found by its time in my
    history, unless two were made at once.
    """
    state = reader.picture.sealed
    row = state.get(SETTLEMENTS, day_ms)
    if row is not None:
        return row.task if row.is_done else b""
    due_ms = get_due_ms(state, day_ms)
    place = reader.read_model.find_place(due_ms + _SETTLED_WITHIN_MS)
    receipts = reader.read_model.get_receipts_of((reader.me,), _SEARCHED, place)
    found = [one.id for one in receipts if one.label == LABEL and one.seal_ms >= due_ms]
    return found[0] if len(found) == 1 else b""
