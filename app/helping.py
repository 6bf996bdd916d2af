# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hours of help in a person's terms: say what one did, answer what others say they did.

A person knows the day, rarely the minute: without an hour, the help is placed at the latest time of that day
that none of its other hours take. The ledger judges again at the sealed position.
"""

from __future__ import annotations

from typing import Final

from app.belonging import check_known, check_member
from app.commands import get_pending
from app.desk import Desk, now_ms
from app.errors import AppError
from app.owing import name_limit
from app.pots import cover, get_means
from ledger import limits
from ledger.calendar import (
    DAY_MS,
    civil_day_number,
    get_offset_minutes,
    start_of_day_number,
)
from ledger.errors import Reason
from ledger.event import Event
from ledger.rulebook.hours import (
    PENDING,
    SERVICES,
    Service,
    find_confirm_refusal,
    find_log_refusal,
    get_end_ms,
    get_services_of_day,
    may_refuse,
)
from ledger.state import State, get_commune, get_parameter
from ledger.units import FUND, HOUR, MINUTE_MS, SECOND_MS, AccountId, EventId

MEMO_BYTES_MAX: Final = 400
SHORTEST_S: Final = 60
_EVENING_MIN: Final = 20 * 60
"""By when help of a past day is thought to have ended, in minutes of the civil day."""
_LOG_CODES: Final = {
    Reason.TOO_EARLY: "help-future",
    Reason.TOO_OLD: "help-too-old",
    Reason.OVERLAP: "help-overlap",
    Reason.LIMIT: "help-day-full",
}
_CONFIRM_CODES: Final = {Reason.CLOSED: "service-over", Reason.ALREADY_DONE: "already-confirmed"}


def _member_state(desk: Desk) -> State:
    state = get_pending(desk).state
    check_member(state, desk.account)
    return state


# --- saying ------------------------------------------------------------------------------------------------


def log_service(
    desk: Desk,
    beneficiary: bytes,
    seconds: int,
    *,
    day_ms: int = 0,
    minute: int = -1,
    memo: str = "",
    category: str = "",
) -> Event:
    """Say that I helped a member, or worked for the commune (`FUND`).

    Args:
        day_ms: any instant of the civil day on which it began; 0: today.
        minute: of that day, when it began; −1: not known.

    Raises:
        AppError: own-help, unknown-member, help-too-short, help-too-long, help-future, help-too-old,
            help-overlap, help-day-full, memo-too-long.
    """
    state = _member_state(desk)
    if beneficiary == desk.account:
        raise AppError("own-help")
    if beneficiary != FUND:
        check_known(state, AccountId(beneficiary))
    if seconds < SHORTEST_S:
        raise AppError("help-too-short")
    cap = get_parameter(state, "service.day-seconds")
    if seconds > cap:
        raise AppError("help-too-long", asset=HOUR, available=cap)
    at_ms = now_ms()
    from_ms = find_start(state, desk.account, seconds, at_ms, day_ms=day_ms, minute=minute)
    refusal = find_log_refusal(state, desk.account, from_ms, seconds, at_ms)
    if refusal is not None:
        raise AppError(_LOG_CODES[refusal])
    text = " ".join(memo.split())
    if len(text.encode()) > MEMO_BYTES_MAX:
        raise AppError("memo-too-long", bytes_max=MEMO_BYTES_MAX)
    name, blob = desk.make_words(text) if text else (b"", b"")
    body = {
        "beneficiary": beneficiary,
        "seconds": seconds,
        "from": from_ms,
        "memo": name,
        "category": category,
    }
    return desk.act("service.log", body, blobs=[blob] if blob else [])


def find_start(
    state: State, account: AccountId, seconds: int, at_ms: int, *, day_ms: int = 0, minute: int = -1
) -> int:
    """When help of a day began: at the minute given, else as late as leaves no two hours of mine at once.

    The result may still be refused, when the day has no room: the ledger's reason then says why.
    """
    offsets = get_commune(state).offsets
    # The seal comes later than this computer's clock says, or a little earlier: a minute is left to it.
    latest = (at_ms - MINUTE_MS) // MINUTE_MS * MINUTE_MS
    day = civil_day_number(offsets, day_ms or latest)
    if minute >= 0:
        guess = day * DAY_MS + minute * MINUTE_MS
        return (
            guess
            - get_offset_minutes(offsets, start_of_day_number(offsets, day) + minute * MINUTE_MS) * MINUTE_MS
        )
    length_ms = seconds * SECOND_MS
    is_today = day == civil_day_number(offsets, latest)
    evening = start_of_day_number(offsets, day) + max(_EVENING_MIN * MINUTE_MS, length_ms)
    wanted = start = (latest if is_today else evening) - length_ms
    # Who names no day helped lately: a little after midnight that was yesterday.
    earliest = day if day_ms else day - 1
    days = range(day - 2, day + 1)
    taken = {
        (other.from_ms, get_end_ms(other))
        for number in days
        for other in get_services_of_day(state, account, number)
    }
    for begins, ends in sorted(taken, reverse=True):
        if start < ends and begins < start + length_ms:
            start = begins - length_ms
    return start if civil_day_number(offsets, start) >= earliest else wanted


# --- answering ---------------------------------------------------------------------------------------------


def _get_service(state: State, service: bytes) -> Service:
    row = state.get(SERVICES, EventId(service))
    if row is None:
        raise AppError("unknown-service")
    return row


def confirm_service(desk: Desk, service: bytes) -> Event:
    """Say that this help was given; between neighbours my hours pay for it.

    Raises:
        AppError: unknown-service, service-over, not-yours-to-confirm, already-confirmed, floor.
    """
    state, at_ms = _member_state(desk), now_ms()
    row = _get_service(state, service)
    refusal = find_confirm_refusal(state, row, desk.account, at_ms)
    if refusal is not None:
        raise AppError(_CONFIRM_CODES.get(refusal, "not-yours-to-confirm"))
    deps: list[bytes] = [service]
    if row.beneficiary != FUND:
        means = get_means(state, desk.account, HOUR, at_ms)
        if row.seconds > means.spendable:
            raise AppError(
                "floor",
                asset=HOUR,
                amount=row.seconds,
                available=means.spendable,
                limited_by=name_limit(state, desk.account, HOUR),
            )
        cover(desk, HOUR, row.seconds)
        deps += _find_credits(desk, row.seconds)
    return desk.act("service.confirm", {"service": service}, deps=_pending(desk, deps))


def _find_credits(desk: Desk, seconds: int) -> list[bytes]:
    """Pending hours of mine to name when the sealed ones alone would not do."""
    if get_means(desk.replica.state, desk.account, HOUR, now_ms()).current >= seconds:
        return []
    found = [
        result.id
        for result in get_pending(desk).results
        if any(
            line.account == desk.account and line.asset == HOUR and line.amount > 0
            for line in result.postings
        )
    ]
    return found[-limits.EVENT_DEPS_MAX + 2 :]


def _pending(desk: Desk, ids: list[bytes]) -> list[EventId]:
    events = desk.replica.dag.events
    return [EventId(event_id) for event_id in ids if event_id in events]


def refuse_service(desk: Desk, service: bytes) -> Event:
    """Say that this is not so; nothing moves.

    Raises:
        AppError: unknown-service, not-yours-to-confirm, service-over.
    """
    state = _member_state(desk)
    row = _get_service(state, service)
    if not may_refuse(state, row, desk.account):
        raise AppError("not-yours-to-confirm")
    return _end(desk, service, row, "service.refuse")


def cancel_service(desk: Desk, service: bytes) -> Event:
    """Take back hours I said that nobody confirmed.

    Raises:
        AppError: unknown-service, not-yours, service-over.
    """
    row = _get_service(_member_state(desk), service)
    if row.provider != desk.account:
        raise AppError("not-yours")
    return _end(desk, service, row, "service.cancel")


def _end(desk: Desk, service: bytes, row: Service, kind: str) -> Event:
    if row.state != PENDING:
        raise AppError("service-over")
    return desk.act(kind, {"service": service}, deps=_pending(desk, [service]))
