# SPDX-License-Identifier: AGPL-3.0-or-later
"""Meters and their files: register, certify, and turn an operator's file into signed readings.

The load curve stays on this computer; the register gets one reading a day for the last two weeks, one a month
before that. The same file twice signs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.belonging import check_member
from app.commands import get_pending
from app.desk import Desk, now_ms
from app.errors import AppError
from app.meter_start import refuse_file
from app.meters import Kind, MeterFileError, Series
from app.meters.enedis import read_enedis_file
from app.meters.import_plan import Span, choose_series, find_index, plan_import, round_steps, sum_days
from app.meters.local_curve import LocalCurveError
from app.views import DayQuality, ImportReportView
from ledger.calendar import Offsets, civil_day_number, civil_day_start, next_day_start
from ledger.event import Event
from ledger.meter_bounds import Judgement, judge_reading
from ledger.rulebook.choices import LOCAL_SALE, buys, first_open_day
from ledger.rulebook.membership import has_consented
from ledger.rulebook.meter_rows import CONSUMPTION, METERS, SIDES, Meter
from ledger.rulebook.meters import (
    TECHNICIAN,
    WATTS_PEAK_MAX,
    get_clear_sky,
    may_certify,
    reading_proof_content,
)
from ledger.rulebook.settlement import get_due_ms
from ledger.signing import Domain, public_key, sign
from ledger.state import ACCOUNTS, get_commune, get_parameter
from ledger.units import EventId

TILT_DEFAULT: Final = 30
AZIMUTH_DEFAULT: Final = 180
INDEX_MAX_WH: Final = 10**12


def _check_member(desk: Desk) -> None:
    check_member(get_pending(desk).state, desk.account)


def add_meter(
    desk: Desk,
    *,
    side: str,
    watts_peak: int,
    tilt: int = TILT_DEFAULT,
    azimuth: int = AZIMUTH_DEFAULT,
    from_ms: int = 0,
    index_wh: int = 0,
) -> Event:
    """Register a meter of mine; a technician then certifies it.

    Args:
        from_ms: any instant of the first day that counts; 0: today.
        index_wh: the meter's index at the start of that day.

    Raises:
        AppError: bad-side, bad-power, bad-angle, bad-index, before-commune, future, not-a-member-yet.
    """
    _check_member(desk)
    if side not in SIDES:
        raise AppError("bad-side")
    if not 0 < watts_peak <= WATTS_PEAK_MAX:
        raise AppError("bad-power")
    if not (0 <= tilt <= 90 and 0 <= azimuth < 360):
        raise AppError("bad-angle")
    if not 0 <= index_wh <= INDEX_MAX_WH:
        raise AppError("bad-index")
    commune = get_commune(desk.replica.state)
    start = civil_day_start(commune.offsets, from_ms or now_ms())
    if start > now_ms():
        raise AppError("future")
    if start < commune.since_ms:
        raise AppError("before-commune", since_ms=commune.since_ms)
    name = f"meter-{len(desk.vault.device_names()) + 1}"
    device = desk.vault.new_device_key(name)
    body = {
        "side": side,
        "watts_peak": watts_peak,
        "tilt": tilt,
        "azimuth": azimuth,
        "from": start,
        "index": index_wh,
        "device": device,
        "source": "file",
    }
    return desk.act("meter.register", body)


def certify_meter(desk: Desk, meter: bytes) -> Event:
    """Vouch for a neighbour's meter.

    Raises:
        AppError: unknown-meter, already-certified; certify-others (somebody else may), certify-nobody.
    """
    state = get_pending(desk).state
    row = state.get(METERS, EventId(meter))
    if row is None:
        raise AppError("unknown-meter")
    if row.certified_by:
        raise AppError("already-certified")
    if not may_certify(state, desk.account, row.owner):
        technicians = [key for key, member in state.items(ACCOUNTS) if TECHNICIAN in member.roles]
        raise AppError("certify-others" if set(technicians) - {row.owner} else "certify-nobody")
    deps = [EventId(meter)] if meter in desk.replica.dag.events else []
    return desk.act("meter.certify", {"meter": meter}, deps=deps)


def _choose_meter(desk: Desk, meter: bytes) -> tuple[EventId, Meter]:
    state = get_pending(desk).state
    mine = [(key, row) for key, row in state.items(METERS) if row.owner == desk.account]
    if meter:
        mine = [(key, row) for key, row in mine if key == meter]
        if not mine:
            raise AppError("unknown-meter")
    if not mine:
        raise AppError("no-meter")
    if len(mine) > 1:
        raise AppError("which-meter", count=len(mine))
    return mine[0]


def _device_seed(desk: Desk, device: bytes) -> bytes:
    for name in desk.vault.device_names():
        seed = desk.vault.device_seed(name)
        if public_key(seed) == device:
            return seed
    raise AppError("not-this-computer")


def import_meter_file(desk: Desk, path: Path, meter: bytes = b"") -> ImportReportView:
    """Read an operator's file: keep its days and steps here, sign what it adds to the register.

    Args:
        meter: needed only when I have several.

    Raises:
        AppError: no-meter, which-meter, unknown-meter, meter-waiting, meter-waits, not-this-computer, the
            codes of `MeterFileError`, over-bounds. Nothing is signed unless the whole file is sound.
    """
    _check_member(desk)
    meter_id, row = _choose_meter(desk, meter)
    offsets = get_commune(desk.replica.state).offsets
    try:
        series = choose_series(read_enedis_file(path), row.side)
        days = sum_days(series, offsets)
        # Days without an index are for this screen only; so is a curve for days the register has already.
        spans: tuple[Span, ...] = ()
        days_known = days_before = days_missing = 0
        if series.kind is not Kind.DAYS:
            last_to_ms, last_index_wh = row.last_to_ms, row.last_index_wh
            if row.side == CONSUMPTION:
                last_to_ms, last_index_wh = _place_use(desk, row, series, offsets)
            plan = plan_import(
                series,
                # Nothing was read yet: no day can be known.
                starts_ms=row.from_ms if row.last_to_ms > row.from_ms else last_to_ms,
                last_to_ms=last_to_ms,
                last_index_wh=last_index_wh,
                offsets=offsets,
                now_ms=now_ms(),
            )
            spans, days_known, days_missing = plan.spans, plan.days_known, plan.days_missing
            days_before = plan.days_before
            if row.side == CONSUMPTION and not _publishes(desk, last_to_ms):
                spans = ()
    except MeterFileError as error:
        raise refuse_file(error, path, row, offsets) from error
    except OSError as error:
        raise AppError("csv-unreadable", text=str(error)) from error
    if spans and row.state == "waiting":
        raise AppError("meter-waiting")
    if spans and row.state == "quarantined":
        raise AppError("meter-waits")
    _judge_spans(desk, row, spans)
    seed = _device_seed(desk, row.device)
    _keep_locally(desk, meter_id, series, offsets)
    for span in spans:
        _sign_reading(desk, meter_id, seed, span)
    measured = [day for day in days if day.quality is not DayQuality.GAP]
    return ImportReportView(
        meter=meter_id,
        days_new=plan_days(spans, offsets),
        days_known=days_known,
        days_before=days_before,
        days_missing=days_missing,
        produced_wh=sum(span.index_to_wh - span.index_from_wh for span in spans),
        settles_ms=find_next_settlement(desk),
        readings=len(spans),
        curve_steps=len(series.steps),
        first_day_ms=measured[0].day_ms if measured else 0,
        last_day_ms=measured[-1].day_ms if measured else 0,
    )


def _publishes(desk: Desk, from_ms: int) -> bool:
    state = get_pending(desk).state
    return has_consented(state, desk.account, LOCAL_SALE) and buys(state, desk.account, from_ms)


def _place_use(desk: Desk, row: Meter, series: Series, offsets: Offsets) -> tuple[int, int]:
    """Where a consumption meter's readings go on: the first day that can still count; older ones stay home.

    Use of a day already settled counts nowhere, so nobody publishes it; a reading may leave days out.
    """
    state = get_pending(desk).state
    start_ms = max(row.last_to_ms, first_open_day(state))
    while start_ms < now_ms() and not buys(state, desk.account, start_ms):
        start_ms = next_day_start(offsets, start_ms)
    if series.kind is not Kind.INDEX or start_ms == row.last_to_ms:
        return start_ms, row.last_index_wh
    while (index_wh := find_index(series, offsets, start_ms)) is None and start_ms < now_ms():
        start_ms = next_day_start(offsets, start_ms)
    return start_ms, row.last_index_wh if index_wh is None else index_wh


def find_next_settlement(desk: Desk) -> int:
    """When what was read is minted at the earliest."""
    state = get_pending(desk).state
    day_ms = first_open_day(state)
    while get_due_ms(state, day_ms) <= now_ms():
        day_ms = next_day_start(get_commune(state).offsets, day_ms)
    return get_due_ms(state, day_ms)


def plan_days(spans: Sequence[Span], offsets: Offsets) -> int:
    """Civil days the spans cover."""
    return sum(
        civil_day_number(offsets, span.to_ms) - civil_day_number(offsets, span.from_ms) for span in spans
    )


def _judge_spans(desk: Desk, row: Meter, spans: Sequence[Span]) -> None:
    """Refuse here what would quarantine the meter there: the person can still choose another file.

    Raises:
        AppError: over-bounds, with the day and the code of the judgement.
    """
    state = desk.replica.state
    last_to, last_index = row.last_to_ms, row.last_index_wh
    if row.side == CONSUMPTION and spans:
        last_to, last_index = spans[0].from_ms, spans[0].index_from_wh
    for span in spans:
        judgement = judge_reading(
            offsets=get_commune(state).offsets,
            clear_sky=None if row.side == CONSUMPTION else get_clear_sky(state),
            watts_peak=row.watts_peak,
            tilt=row.tilt,
            azimuth=row.azimuth,
            last_to_ms=last_to,
            last_index_wh=last_index,
            from_ms=span.from_ms,
            to_ms=span.to_ms,
            index_from_wh=span.index_from_wh,
            index_to_wh=span.index_to_wh,
            power_percent=get_parameter(state, "meter.peak-percent"),
            clear_sky_percent=get_parameter(state, "meter.day-percent"),
        )
        if judgement is not Judgement.ACCEPTED:
            raise AppError("over-bounds", day_ms=span.from_ms, why=judgement.value)
        last_to, last_index = span.to_ms, span.index_to_wh


def _keep_locally(desk: Desk, meter: EventId, series: Series, offsets: Offsets) -> None:
    try:
        desk.curve.record_days(meter, sum_days(series, offsets), series.kind)
        if series.steps:
            desk.curve.record_steps(meter, round_steps(series, offsets))
    except LocalCurveError as error:
        raise AppError("store", detail=error.code) from error


def _sign_reading(desk: Desk, meter: EventId, seed: bytes, span: Span) -> Event:
    content = reading_proof_content(
        desk.commune, meter, span.from_ms, span.to_ms, span.index_from_wh, span.index_to_wh
    )
    body = {
        "meter": meter,
        "from": span.from_ms,
        "to": span.to_ms,
        "index_from": span.index_from_wh,
        "index_to": span.index_to_wh,
        "proof": sign(seed, Domain.READING, content),
    }
    return desk.act("meter.reading", body, deps=[meter] if meter in desk.replica.dag.events else [])
