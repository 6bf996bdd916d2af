# SPDX-License-Identifier: AGPL-3.0-or-later
"""Meters: what a roof produced and a house used, attested day by day, waits for the day's settlement, once.

    register (owner) ──> waiting ── certify (technician) ──> active <─────── repair (owner and technician)
                                                               │ reading that cannot be ▲
                                                               └──────> quarantined ────┘

Not here: what a reading may claim (`ledger.meter_bounds`), civil days (`ledger.calendar`), the file formats
of a grid operator (`app.meters`), what becomes of the energy (`settlement`).
The law: a watt-hour is said by one reading, for time that is over, never for the gap of a repair.

What a device key proves is only that the owner's computer said so.  Source: docs/protocol.md section 6.4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from ledger import calendar
from ledger.clear_sky import AZIMUTHS, TILT_MAX, ClearSky
from ledger.encoding import encode
from ledger.errors import Reason, Refused
from ledger.meter_bounds import Judgement, compute_shares, judge_reading, split_days
from ledger.rulebook import meter_rows
from ledger.rulebook.choices import LOCAL_SALE
from ledger.rulebook.membership import has_consented
from ledger.rulebook.meter_rows import (
    CONSUMPTION,
    DEVICES,
    INJECTION,
    METERS,
    OWNED_METERS,
    PRODUCTION,
    SIDES,
    Meter,
    get_meter,
    get_owned,
)
from ledger.rulebook.rule import (
    Call,
    Rule,
    check_that,
    get_member,
    has_role,
    integer,
    is_id,
    is_signature,
    one_of,
)
from ledger.rulebook.settlement import record_days
from ledger.signing import Domain, verify
from ledger.state import ACCOUNTS, Draft, Readable, Table, get_commune, get_parameter
from ledger.units import AccountId, EventId

SOURCES: Final = ("file", "device")
"""Where readings come from: a file the owner imports, signed by a key made here, or a device's own key."""
TECHNICIAN: Final = "technician"

WATTS_PEAK_MAX: Final = 10_000_000
"""10 MW: a village, not a power plant; keeps every product of a bound far within an integer."""
DAYS_KEPT: Final = 62
"""Civil days before a meter's last reading whose production stays in the state: this month and the last."""

_VOID: Final = {
    Judgement.NOT_DAYS: Reason.BOUNDS,
    Judgement.ALREADY_COUNTED: Reason.ALREADY_COUNTED,
    Judgement.OVERLAP: Reason.OVERLAP,
}
"""Judgements that leave the meter as it was; all others but `accepted` quarantine it."""


@dataclass(frozen=True, slots=True)
class ProducedDay:
    energy_wh: int
    span_days: int
    """Days of the reading this is an equal share of: above 1 it is a mean, not a measure of that day."""


PRODUCED_DAYS: Final = Table[tuple[EventId, int], ProducedDay]("produced-days", ProducedDay)
"""(meter, start of the civil day) → what was attested for it."""


def reading_proof_content(
    commune: EventId, meter: EventId, from_ms: int, to_ms: int, index_from_wh: int, index_to_wh: int
) -> bytes:
    """What a device key signs, under `Domain.READING`."""
    return encode([commune, meter, from_ms, to_ms, index_from_wh, index_to_wh])


def may_certify(state: Readable, account: AccountId, owner: AccountId) -> bool:
    """Whether `account` may vouch for a meter of `owner`.

    "active after `meter.certify` by a technician who is not the owner (the founder alone may certify while
    members < 5)": in a commune so small nobody else can. Source: docs/protocol.md section 6.4.
    """
    if account != owner and has_role(state, account, TECHNICIAN):
        return True
    is_small = state.size(ACCOUNTS) < get_parameter(state, "meter.founder-certifies-below")
    return is_small and account == get_commune(state).founder


def get_clear_sky(state: Readable) -> ClearSky:
    """The charter's best-day table in the shape `ledger.clear_sky` reads."""
    tilts, azimuths, minutes = get_commune(state).clear_sky
    return ClearSky(tilts=tilts, azimuths=azimuths, minutes=minutes)


def _apply_register(draft: Draft, call: Call) -> None:
    body = call.body
    commune = get_commune(draft)
    check_that(draft.get(DEVICES, body["device"]) is None, Reason.ALREADY_USED)
    owned = draft.get(OWNED_METERS, call.account) or ()
    check_that(len(owned) < get_parameter(draft, "meter.owner-max"), Reason.LIMIT)
    # A start that no period can begin at would make a meter no reading can ever continue.
    check_that(calendar.is_day_start(commune.offsets, body["from"]), Reason.BOUNDS)
    check_that(body["from"] >= commune.since_ms, Reason.BOUNDS)
    draft.put(DEVICES, body["device"], call.event.id)
    draft.put(OWNED_METERS, call.account, (*owned, call.event.id))
    draft.put(
        METERS,
        call.event.id,
        Meter(
            owner=call.account,
            side=body["side"],
            watts_peak=body["watts_peak"],
            tilt=body["tilt"],
            azimuth=body["azimuth"],
            device=body["device"],
            source=body["source"],
            from_ms=body["from"],
            counts_from_ms=body["from"],
            certified_by=AccountId(b""),
            last_to_ms=body["from"],
            last_index_wh=body["index"],
            minted_wh=0,
            quarantine="",
            repair_at_ms=0,
            repair_index_wh=0,
            repair_by=AccountId(b""),
        ),
    )


def _apply_certify(draft: Draft, call: Call) -> None:
    meter_id = EventId(call.body["meter"])
    meter = get_meter(draft, meter_id)
    check_that(may_certify(draft, call.account, meter.owner), Reason.NOT_ALLOWED)
    get_member(draft, meter.owner)
    check_that(not meter.certified_by, Reason.ALREADY_DONE)
    counts_from_ms = meter.from_ms
    if meter.side == INJECTION:
        # What the owner's production meters said until now is minted, or waits to be: not a second time.
        said = [other.last_to_ms for _, other in get_owned(draft, meter.owner) if other.side == PRODUCTION]
        counts_from_ms = max([counts_from_ms, *said])
    draft.put(METERS, meter_id, replace(meter, certified_by=call.account, counts_from_ms=counts_from_ms))


def _check_reading(draft: Draft, call: Call, meter: Meter) -> None:
    """Everything that must hold before the figures are judged.

    Raises:
        Refused: not allowed, wrong state, meter waits, too early, bad proof.
    """
    body = call.body
    check_that(meter.owner == call.account, Reason.NOT_ALLOWED)
    # "Others' use never enters the DAG": who opted into the local sale publishes its own.
    is_published = meter.side != CONSUMPTION or has_consented(draft, call.account, LOCAL_SALE)
    check_that(is_published, Reason.NOT_ALLOWED)
    check_that(meter.certified_by, Reason.WRONG_STATE)
    check_that(not meter.quarantine, Reason.METER_WAITS)
    check_that(body["to"] <= call.now_ms, Reason.TOO_EARLY)
    content = reading_proof_content(
        call.commune, body["meter"], body["from"], body["to"], body["index_from"], body["index_to"]
    )
    check_that(verify(meter.device, Domain.READING, content, body["proof"]), Reason.BAD_PROOF)


def _apply_reading(draft: Draft, call: Call) -> None:
    body = call.body
    meter_id = EventId(body["meter"])
    meter = get_meter(draft, meter_id)
    _check_reading(draft, call, meter)
    judgement = _judge(draft, meter, body)
    if judgement in _VOID:
        raise Refused(_VOID[judgement])
    if judgement is not Judgement.ACCEPTED:
        draft.put(METERS, meter_id, replace(meter, quarantine=judgement.value))
        draft.note = "quarantined"
        return
    energy_wh = body["index_to"] - body["index_from"]
    days = split_days(get_commune(draft).offsets, body["from"], body["to"])
    shares = compute_shares(energy_wh, len(days))
    if meter.side != CONSUMPTION:
        _forget_days(draft, meter_id, meter.last_to_ms, body["to"])
        for day_ms, share_wh in zip(days, shares, strict=True):
            draft.put(PRODUCED_DAYS, (meter_id, day_ms), ProducedDay(share_wh, len(days)))
    read = replace(meter, last_to_ms=body["to"], last_index_wh=body["index_to"])
    draft.put(METERS, meter_id, read)
    record_days(draft, call.event.id, meter_id, days, shares)


def _judge(draft: Draft, meter: Meter, body: Mapping[str, Any]) -> Judgement:
    """What the reading is worth; use may leave out days: it mints nothing and nobody must publish it."""
    last_to_ms, last_index_wh = meter.last_to_ms, meter.last_index_wh
    is_use = meter.side == CONSUMPTION
    if is_use and body["from"] >= last_to_ms:
        last_to_ms, last_index_wh = body["from"], body["index_from"]
    return judge_reading(
        offsets=get_commune(draft).offsets,
        clear_sky=None if is_use else get_clear_sky(draft),
        watts_peak=meter.watts_peak,
        tilt=meter.tilt,
        azimuth=meter.azimuth,
        last_to_ms=last_to_ms,
        last_index_wh=last_index_wh,
        from_ms=body["from"],
        to_ms=body["to"],
        index_from_wh=body["index_from"],
        index_to_wh=body["index_to"],
        power_percent=get_parameter(draft, "meter.peak-percent"),
        clear_sky_percent=get_parameter(draft, "meter.day-percent"),
    )


def _forget_days(draft: Draft, meter: EventId, last_to_ms: int, to_ms: int) -> None:
    """Forget the days more than `DAYS_KEPT` before `to_ms`, when the meter stood at `last_to_ms`."""
    offsets = get_commune(draft).offsets
    end = calendar.civil_day_number(offsets, last_to_ms)
    oldest = calendar.civil_day_number(offsets, to_ms) - DAYS_KEPT
    for number in range(end - DAYS_KEPT, min(end, oldest)):
        key = (meter, calendar.start_of_day_number(offsets, number))
        if draft.get(PRODUCED_DAYS, key) is not None:
            draft.remove(PRODUCED_DAYS, key)


def _apply_repair(draft: Draft, call: Call) -> None:
    """Restart a quarantined meter where its owner and a technician both say it stands."""
    body = call.body
    meter_id = EventId(body["meter"])
    meter = get_meter(draft, meter_id)
    can_vouch = may_certify(draft, call.account, meter.owner)
    check_that(call.account == meter.owner or can_vouch, Reason.NOT_ALLOWED)
    get_member(draft, meter.owner)
    check_that(meter.quarantine, Reason.WRONG_STATE)
    is_sound = body["at"] >= meter.last_to_ms and calendar.is_day_start(
        get_commune(draft).offsets, body["at"]
    )
    check_that(is_sound, Reason.BOUNDS)
    check_that(body["at"] <= call.now_ms, Reason.TOO_EARLY)
    alone = call.account == meter.owner and can_vouch
    # One of the two must own the meter: two technicians agree on nothing the owner did not say.
    agreed = (
        meter.repair_by not in (b"", call.account)
        and meter.owner in (call.account, meter.repair_by)
        and (meter.repair_at_ms, meter.repair_index_wh) == (body["at"], body["index"])
    )
    if not (alone or agreed):
        waiting = replace(
            meter, repair_at_ms=body["at"], repair_index_wh=body["index"], repair_by=call.account
        )
        draft.put(METERS, meter_id, waiting)
        draft.note = "waits"
        return
    _forget_days(draft, meter_id, meter.last_to_ms, body["at"])
    repaired = replace(
        meter,
        last_to_ms=body["at"],
        last_index_wh=body["index"],
        quarantine="",
        repair_at_ms=0,
        repair_index_wh=0,
        repair_by=AccountId(b""),
    )
    draft.put(METERS, meter_id, repaired)


KINDS: Final = {
    "meter.register": Rule(
        schema={
            "side": one_of(*SIDES),
            "watts_peak": integer(1, WATTS_PEAK_MAX),
            "tilt": integer(0, TILT_MAX),
            "azimuth": integer(0, AZIMUTHS - 1),
            "from": integer(0),
            "index": integer(0),
            "device": is_id,
            "source": one_of(*SOURCES),
        },
        apply=_apply_register,
    ),
    "meter.certify": Rule(schema={"meter": is_id}, apply=_apply_certify),
    "meter.reading": Rule(
        schema={
            "meter": is_id,
            "from": integer(0),
            "to": integer(0),
            "index_from": integer(0),
            "index_to": integer(0),
            "proof": is_signature,
        },
        apply=_apply_reading,
    ),
    "meter.repair": Rule(schema={"meter": is_id, "at": integer(0), "index": integer(0)}, apply=_apply_repair),
}
TABLES: Final[tuple[Table[Any, Any], ...]] = (*meter_rows.TABLES, PRODUCED_DAYS)
