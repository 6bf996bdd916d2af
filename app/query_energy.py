# SPDX-License-Identifier: AGPL-3.0-or-later
"""Queries about energy and the morning page: days from this computer's files, neighbours' daily totals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from app.meters.local_curve import LocalCurve
from app.query_council import get_fund
from app.query_inbox import get_inbox
from app.query_money import get_balances, get_history
from app.reader import Reader
from app.views import (
    CurveView,
    DayQuality,
    EnergyDayView,
    MeterView,
    MorningView,
    NeighbourProductionView,
    Phase,
)
from ledger.calendar import civil_date, civil_day_number, civil_day_start, start_of_day_number
from ledger.rulebook.membership import has_consented
from ledger.rulebook.meter_rows import INJECTION, METERS, Meter
from ledger.rulebook.meters import PRODUCED_DAYS
from ledger.state import get_commune
from ledger.units import POT_CURRENT, AccountId, EventId

PRODUCTION: Final = "production"
POOLED_MIN: Final = 5
"""Those who do not consent are shown together, and only when they are at least this many."""
_NEWS_MAX: Final = 5
_MONTH_DAYS: Final = 30


def get_meters(reader: Reader) -> tuple[MeterView, ...]:
    """Every meter: mine first, then those that wait for a certificate, then the others."""
    views = [_meter(reader, meter, row) for meter, row in reader.state.items(METERS)]
    return tuple(
        sorted(views, key=lambda v: (not v.owner.is_me, v.state != "waiting", v.owner.name, v.meter))
    )


def _meter(reader: Reader, meter: EventId, row: Meter) -> MeterView:
    return MeterView(
        meter=meter,
        owner=reader.get_person(row.owner),
        side=row.side,
        watts_peak=row.watts_peak,
        tilt_deg=row.tilt,
        azimuth_deg=row.azimuth,
        state=row.state,
        from_ms=row.from_ms,
        last_to_ms=row.last_to_ms,
        last_index_wh=row.last_index_wh,
        minted_wh=row.minted_wh,
        phase=reader.get_phase(meter),
    )


def _my_meters(reader: Reader, side: str) -> list[tuple[EventId, Meter]]:
    return [
        (meter, row)
        for meter, row in reader.state.items(METERS)
        if row.owner == reader.me and row.side == side
    ]


def _phase_of_day(reader: Reader, meters: list[tuple[EventId, Meter]]) -> Callable[[int], Phase | None]:
    """The phase of the readings that carry a day; None when only this computer knows it."""
    sealed = {
        meter: row.last_to_ms
        for meter, _ in meters
        if (row := reader.picture.sealed.get(METERS, meter)) is not None
    }

    def phase(day_ms: int) -> Phase | None:
        if meters and all(day_ms < sealed.get(meter, 0) for meter, _ in meters):
            return Phase.SEALED
        return Phase.PENDING if any(day_ms < row.last_to_ms for _, row in meters) else None

    return phase


def get_energy_days(reader: Reader, curve: LocalCurve, from_ms: int, to_ms: int) -> tuple[EnergyDayView, ...]:
    """My production day by day, from this computer's files, gaps as gaps."""
    meters = _my_meters(reader, PRODUCTION)
    if not meters:
        return ()
    offsets = get_commune(reader.state).offsets
    ids = [meter for meter, _ in meters]
    return curve.energy_days(ids, from_ms, to_ms, offsets, _phase_of_day(reader, meters))


def get_curve(reader: Reader, curve: LocalCurve, day_ms: int) -> CurveView | None:
    """The steps of one of my days, None when no file gave them; what the house used where both files did."""
    offsets = get_commune(reader.state).offsets
    for meter, _ in _my_meters(reader, PRODUCTION):
        found = curve.curve(meter, day_ms, offsets)
        if found is not None:
            return replace(found, used=_used_of(reader, curve, found))
    return None


def _used_of(reader: Reader, curve: LocalCurve, made: CurveView) -> tuple[tuple[int, int, int], ...]:
    """What a roof gave less what left the house, step by step; nothing when it cannot be known whole."""
    meters = [meter for meter, _ in _my_meters(reader, INJECTION)]
    if len(meters) != 1 or len(_my_meters(reader, PRODUCTION)) != 1:
        return ()
    sent = curve.curve(meters[0], made.day_ms, get_commune(reader.state).offsets)
    out = {} if sent is None else {(start, end): wh for start, end, wh in sent.steps}
    if any((start, end) not in out for start, end, _ in made.steps):
        return ()
    return tuple((start, end, max(wh - out[start, end], 0)) for start, end, wh in made.steps)


def find_neighbours(reader: Reader, day_ms: int) -> tuple[tuple[NeighbourProductionView, ...], int, int]:
    """(who consents, pooled Wh, pooled count) for one civil day; I am always shown to myself."""
    produced: dict[AccountId, tuple[int, int]] = {}
    for meter, row in reader.state.items(METERS):
        day = reader.state.get(PRODUCED_DAYS, (meter, day_ms)) if row.side == PRODUCTION else None
        if day is not None:
            energy_wh, days = produced.get(row.owner, (0, 1))
            produced[row.owner] = (energy_wh + day.energy_wh, max(days, day.span_days))
    shown: list[NeighbourProductionView] = []
    pooled_wh = pooled = 0
    for account, (energy_wh, days) in produced.items():
        if account == reader.me or has_consented(reader.state, account, PRODUCTION):
            person = reader.get_person(account)
            shown.append(NeighbourProductionView(person=person, produced_wh=energy_wh, days=days))
        else:
            pooled_wh, pooled = pooled_wh + energy_wh, pooled + 1
    shown.sort(key=lambda view: (-view.produced_wh, view.person.account))
    return tuple(shown), pooled_wh if pooled >= POOLED_MIN else 0, pooled if pooled >= POOLED_MIN else 0


def get_morning(reader: Reader, curve: LocalCurve) -> MorningView:
    """The first page: yesterday, my balances, what waits for me."""
    commune = get_commune(reader.state)
    offsets = commune.offsets
    today_number = civil_day_number(offsets, reader.now_ms)
    today_ms = civil_day_start(offsets, reader.now_ms)
    yesterday_ms = start_of_day_number(offsets, today_number - 1)
    year, month, _ = civil_date(today_number - 1)
    month_start = min(
        start_of_day_number(offsets, number)
        for number in range(today_number - 31, today_number)
        if civil_date(number)[:2] == (year, month)
    )
    first = start_of_day_number(offsets, today_number - _MONTH_DAYS)
    days = get_energy_days(reader, curve, min(first, month_start), today_ms)
    meters = _my_meters(reader, PRODUCTION)
    shown, pooled_wh, pooled = find_neighbours(reader, yesterday_ms)
    balances = get_balances(reader)
    energy = sum(view.expected for view in balances if view.asset == "kwh" and view.pot == POT_CURRENT)
    news = tuple(
        entry
        for entry in get_history(reader, 40)
        if entry.counterpart is not None and any(amount.amount > 0 for amount in entry.amounts)
    )
    return MorningView(
        me=reader.get_person(reader.me),
        commune_name=commune.name,
        now_ms=reader.now_ms,
        yesterday=days[-1] if days else None,
        curve=get_curve(reader, curve, yesterday_ms) if days else None,
        week=tuple(day for day in days[-8:-1]),
        month=tuple(day for day in days if day.day_ms >= first),
        month_to_date_wh=sum(
            day.produced_wh for day in days if day.day_ms >= month_start and day.quality is not DayQuality.GAP
        ),
        neighbours=shown,
        pooled_wh=pooled_wh,
        pooled_count=pooled,
        balances=balances,
        equivalents=reader.get_equivalents("kwh", energy) if energy > 0 else (),
        inbox=get_inbox(reader),
        news=news[:_NEWS_MAX],
        fund=get_fund(reader),
        has_meter=bool(meters),
        meter_waits_certification=any(row.state == "waiting" for _, row in meters),
    )
