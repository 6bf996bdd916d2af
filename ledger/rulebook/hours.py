# SPDX-License-Identifier: AGPL-3.0-or-later
"""Certified hours: one says what it did, the other confirms, and only then does time change hands.

    service.log ── pending ── confirm ──> certified (+t for who helped, −t for who was helped)
                      ├────── refuse  ──> refused      by who was helped
                      ├────── cancel  ──> cancelled    by who helped
                      └────── service.confirm-ms ──> lapsed, by itself

For the commune (`fund`) two people confirm, one of them an officer (the mayor while there is no officer but
who helped and its branch); neither is who helped, of its branch, nor mutual with it. The hours are made
against the fund's `debt`, in the open.
A minute is certified once: the hours of one person never overlap, and a civil day has a cap.

Not here: duty, orders paid in hours (`orders`).  Source: docs/protocol.md section 6.14.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from ledger import limits
from ledger.calendar import civil_day_number, start_of_day_number
from ledger.errors import Reason, Refused
from ledger.posting import move
from ledger.rulebook.contribution import add_contribution
from ledger.rulebook.membership import add_partner, are_distinct
from ledger.rulebook.pots import is_recipient
from ledger.rulebook.rule import (
    Call,
    DueCall,
    DueRule,
    Rule,
    add_task,
    check_that,
    drop_tasks,
    get_member,
    has_role,
    integer,
    is_id,
    is_optional_id,
    is_optional_name,
)
from ledger.state import ACCOUNTS, ASSETS, Draft, Readable, Table, get_commune, get_parameter
from ledger.units import DAY_MS, FUND, HOUR, POT_CURRENT, POT_DEBT, SECOND_MS, AccountId, EventId

PENDING: Final = "pending"
CERTIFIED: Final = "certified"
REFUSED: Final = "refused"
CANCELLED: Final = "cancelled"
LAPSED: Final = "lapsed"

DUE_LAPSE: Final = "service.lapse"
NOBODY: Final = AccountId(b"")
MUTUAL_DAYS: Final = 90
"""How far back two people's hours are compared to tell whether they certify each other."""
SECONDS: Final = integer(60, 24 * 3_600)


@dataclass(frozen=True, slots=True)
class Service:
    provider: AccountId
    beneficiary: AccountId
    """A member, or the fund for the commune."""
    seconds: int
    from_ms: int
    memo: bytes
    category: str
    logged_ms: int
    state: str
    confirmer: AccountId
    """Who was helped; for the commune who confirmed beside the officer. Empty: nobody yet."""
    officer: AccountId
    """For the commune: who confirmed in its name. Empty: nobody yet."""
    closed_ms: int
    """When it left `pending`; 0: it has not."""


SERVICES: Final = Table[EventId, Service]("services", Service)
SERVICE_DAYS: Final = Table[tuple[AccountId, int], tuple[EventId, ...]]("service-days")
"""(who helped, civil day) → its pending and certified hours that touch the day."""


def get_end_ms(service: Service) -> int:
    return service.from_ms + service.seconds * SECOND_MS


# --- what a wallet asks ------------------------------------------------------------------------------------


def get_services_of_day(state: Readable, provider: AccountId, day: int) -> Iterator[Service]:
    """A person's pending and certified hours that touch a civil day."""
    for service_id in state.get(SERVICE_DAYS, (provider, day)) or ():
        service = state.get(SERVICES, service_id)
        assert service is not None, "the index names what is there"
        yield service


def find_log_refusal(
    state: Readable, provider: AccountId, from_ms: int, seconds: int, now_ms: int
) -> Reason | None:
    """Why these hours of a person could not be said now; None if they could."""
    to_ms = from_ms + seconds * SECOND_MS
    if to_ms > now_ms:
        return Reason.TOO_EARLY
    if from_ms < now_ms - get_parameter(state, "service.back-days") * DAY_MS:
        return Reason.TOO_OLD
    offsets = get_commune(state).offsets
    cap_ms = get_parameter(state, "service.day-seconds") * SECOND_MS
    for day in _list_days(state, from_ms, to_ms):
        others = list(get_services_of_day(state, provider, day))
        if any(from_ms < get_end_ms(other) and other.from_ms < to_ms for other in others):
            return Reason.OVERLAP
        bounds = start_of_day_number(offsets, day), start_of_day_number(offsets, day + 1)
        spans = [(other.from_ms, get_end_ms(other)) for other in others] + [(from_ms, to_ms)]
        counted = sum(min(end, bounds[1]) - max(start, bounds[0]) for start, end in spans)
        if counted > cap_ms or len(others) >= limits.SERVICES_DAY_MAX:
            return Reason.LIMIT
    return None


def find_confirm_refusal(state: Readable, service: Service, account: AccountId, now_ms: int) -> Reason | None:
    """Why a member may not confirm these hours now, its balance apart; None if it may."""
    if service.beneficiary != FUND:
        if account != service.beneficiary:
            return Reason.NOT_ALLOWED
        return None if service.state == PENDING else Reason.CLOSED
    if service.state != PENDING:
        return Reason.CLOSED
    if not are_distinct(state, account, service.provider):
        return Reason.NOT_ALLOWED
    if are_mutual(state, account, service.provider, now_ms):
        return Reason.NOT_ALLOWED
    if account in (service.confirmer, service.officer):
        return Reason.ALREADY_DONE
    if service.confirmer and (service.officer or not _speaks(state, account, service)):
        return Reason.ALREADY_DONE
    return None


def may_refuse(state: Readable, service: Service, account: AccountId) -> bool:
    """Whether a member may refuse these hours: who was helped, for the commune who speaks in its name."""
    if service.beneficiary != FUND:
        return account == service.beneficiary
    return account != service.provider and _speaks(state, account, service)


def _speaks(state: Readable, account: AccountId, service: Service) -> bool:
    """Whether a member speaks for the commune of these hours.

    An officer; the mayor while no officer is distinct from who helped: else what the only officer did could
    never be certified, since nobody certifies its own.
    """
    if has_role(state, account, "officer"):
        return True
    return has_role(state, account, "mayor") and not _find_distinct(state, "officer", service.provider)


def find_speakers(state: Readable, service: Service) -> tuple[AccountId, ...]:
    """Who may confirm these hours in the commune's name, mutual or not; empty: one has to be named."""
    provider = service.provider
    return _find_distinct(state, "officer", provider) or _find_distinct(state, "mayor", provider)


def _find_distinct(state: Readable, role: str, provider: AccountId) -> tuple[AccountId, ...]:
    held = (account for account in state.keys(ACCOUNTS) if has_role(state, account, role))
    return tuple(account for account in held if are_distinct(state, account, provider))


def are_mutual(state: Readable, one: AccountId, other: AccountId, now_ms: int) -> bool:
    """Whether each of two members certified too large a part of the other's hours of the last 90 days."""
    return all(_leans_on(state, *pair, now_ms) for pair in ((one, other), (other, one)))


def _leans_on(state: Readable, provider: AccountId, certifier: AccountId, now_ms: int) -> bool:
    total = certified = 0
    today = civil_day_number(get_commune(state).offsets, now_ms)
    for day in range(today - MUTUAL_DAYS + 1, today + 1):
        for service in get_services_of_day(state, provider, day):
            begins = civil_day_number(get_commune(state).offsets, service.from_ms)
            if service.state == CERTIFIED and begins == day:
                total += service.seconds
                certified += service.seconds * (certifier in (service.confirmer, service.officer))
    return certified * 100 > total * get_parameter(state, "service.mutual-percent")


def _list_days(state: Readable, from_ms: int, to_ms: int) -> range:
    offsets = get_commune(state).offsets
    return range(civil_day_number(offsets, from_ms), civil_day_number(offsets, to_ms - 1) + 1)


# --- rules -------------------------------------------------------------------------------------------------


def _apply_log(draft: Draft, call: Call) -> None:
    body = call.body
    beneficiary = AccountId(body["beneficiary"])
    check_that(beneficiary != call.account, Reason.SELF)
    check_that(draft.get(ASSETS, HOUR) is not None, Reason.NO_SUCH)
    if beneficiary != FUND:
        get_member(draft, beneficiary)
    refusal = find_log_refusal(draft, call.account, body["from"], body["seconds"], call.now_ms)
    if refusal is not None:
        raise Refused(refusal)
    service = Service(
        provider=call.account,
        beneficiary=beneficiary,
        seconds=body["seconds"],
        from_ms=body["from"],
        memo=body["memo"],
        category=body["category"],
        logged_ms=call.now_ms,
        state=PENDING,
        confirmer=NOBODY,
        officer=NOBODY,
        closed_ms=0,
    )
    draft.put(SERVICES, call.event.id, service)
    for day in _list_days(draft, service.from_ms, get_end_ms(service)):
        before = draft.get(SERVICE_DAYS, (call.account, day)) or ()
        draft.put(SERVICE_DAYS, (call.account, day), (*before, call.event.id))
    due_ms = call.now_ms + get_parameter(draft, "service.confirm-ms")
    add_task(draft, due_ms=due_ms, label=DUE_LAPSE, creator=call.event.id, subject=call.event.id)


def _get_service(draft: Draft, service_id: EventId) -> Service:
    service = draft.get(SERVICES, service_id)
    if service is None:
        raise Refused(Reason.NO_SUCH)
    return service


def _apply_confirm(draft: Draft, call: Call) -> None:
    service_id = EventId(call.body["service"])
    service = _get_service(draft, service_id)
    refusal = find_confirm_refusal(draft, service, call.account, call.now_ms)
    if refusal is not None:
        raise Refused(refusal)
    if service.beneficiary == FUND and _speaks(draft, call.account, service) and not service.officer:
        service = replace(service, officer=call.account)
    else:
        service = replace(service, confirmer=call.account)
    if not service.confirmer or (service.beneficiary == FUND and not service.officer):
        draft.put(SERVICES, service_id, service)
        draft.note = "waits"
        return
    _close(draft, service_id, service, CERTIFIED, call.now_ms)
    for_commune = service.beneficiary == FUND
    move(
        draft,
        source=(FUND, POT_DEBT) if for_commune else (service.beneficiary, POT_CURRENT),
        target=(service.provider, POT_CURRENT),
        asset=HOUR,
        amount=service.seconds,
    )
    if for_commune:
        add_contribution(draft, service.provider, HOUR, service.seconds, call.now_ms)
    else:
        add_partner(draft, service.provider, service.beneficiary)


def _close(draft: Draft, service_id: EventId, service: Service, state: str, now_ms: int) -> None:
    """Leave `pending`; what came to nothing frees its minutes."""
    drop_tasks(draft, service_id, DUE_LAPSE)
    draft.put(SERVICES, service_id, replace(service, state=state, closed_ms=now_ms))
    if state == CERTIFIED:
        return
    for day in _list_days(draft, service.from_ms, get_end_ms(service)):
        key = (service.provider, day)
        left = tuple(other for other in draft.get(SERVICE_DAYS, key) or () if other != service_id)
        if left:
            draft.put(SERVICE_DAYS, key, left)
        else:
            draft.remove(SERVICE_DAYS, key)


def _end(state: str, may_end: Callable[[Draft, Service, AccountId], bool]) -> Callable[[Draft, Call], None]:
    def apply(draft: Draft, call: Call) -> None:
        service_id = EventId(call.body["service"])
        service = _get_service(draft, service_id)
        check_that(may_end(draft, service, call.account), Reason.NOT_ALLOWED)
        check_that(service.state == PENDING, Reason.CLOSED)
        _close(draft, service_id, service, state, call.now_ms)

    return apply


def _is_provider(_draft: Draft, service: Service, account: AccountId) -> bool:
    return account == service.provider


def _due_lapse(draft: Draft, call: DueCall) -> None:
    """Nobody confirmed in time: nothing was made, and the minutes may be said again."""
    service_id = EventId(call.task.object)
    service = _get_service(draft, service_id)
    assert service.state == PENDING, "closing drops this task"
    _close(draft, service_id, service, LAPSED, call.due_ms)


_NAMED: Final = {"service": is_id}
KINDS: Final = {
    "service.log": Rule(
        schema={
            "beneficiary": is_recipient,
            "seconds": SECONDS,
            "from": integer(0),
            "memo": is_optional_id,
            "category": is_optional_name,
        },
        apply=_apply_log,
        blobs=("memo",),
    ),
    "service.confirm": Rule(schema=_NAMED, apply=_apply_confirm),
    "service.refuse": Rule(schema=_NAMED, apply=_end(REFUSED, may_refuse)),
    "service.cancel": Rule(schema=_NAMED, apply=_end(CANCELLED, _is_provider)),
}
DUE: Final[dict[str, DueRule]] = {DUE_LAPSE: _due_lapse}
REARMED: Final = frozenset({DUE_LAPSE})
TABLES: Final[tuple[Table[Any, Any], ...]] = (SERVICES, SERVICE_DAYS)
