# SPDX-License-Identifier: AGPL-3.0-or-later
"""Queries about hours of help, my pots and my pension points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from app.pots import get_means
from app.query_money import get_balances, get_party, rank_asset
from app.reader import Reader, shared
from app.views import AmountView, InboxItemView, PersonView, Phase
from app.views_help import HelpView, PensionView, PotView, ServiceView
from ledger.calendar import civil_date, civil_day_number, day_number_of, start_of_day_number
from ledger.rulebook.hours import (
    CERTIFIED,
    DUE_LAPSE,
    PENDING,
    SERVICES,
    Service,
    find_confirm_refusal,
    find_speakers,
    get_end_ms,
    may_refuse,
)
from ledger.rulebook.pension import POST, get_pension
from ledger.rulebook.savings import get_lock, is_envelope, may_hold
from ledger.state import ASSETS, BALANCES, TASKS, get_chain, get_commune, get_parameter
from ledger.units import (
    FUND,
    HOUR,
    POT_CURRENT,
    POT_DEBT,
    POT_ENERGY,
    POT_PENSION,
    POT_TIME,
    EventId,
)

RECENT_MAX: Final = 20
_POTS: Final = (POT_CURRENT, POT_ENERGY, POT_TIME)


# --- hours -------------------------------------------------------------------------------------------------


@shared
def get_help(reader: Reader) -> HelpView:
    """What I must confirm, what I wait for, what ended, and the month's sums."""
    state, me = reader.state, reader.me
    deadlines = get_deadlines(reader)
    pending: list[ServiceView] = []
    over: list[ServiceView] = []
    for service_id, row in state.items(SERVICES):
        if row.state == PENDING:
            pending.append(make_service(reader, service_id, row, deadlines.get(service_id, 0)))
        elif me in (row.provider, row.beneficiary):
            over.append(make_service(reader, service_id, row, 0))
    month_ms = get_month_start(reader)
    certified = [view for view in over if view.state == CERTIFIED and view.from_ms >= month_ms]
    given = [view for view in certified if view.provider.account == me]
    waiting = [view for view in pending if view.provider.account == me]
    return HelpView(
        to_confirm=_soonest(view for view in pending if "refuse" in view.actions),
        to_witness=_soonest(view for view in pending if view.actions == ("confirm",))[:RECENT_MAX],
        waiting=_newest(waiting),
        recent=_newest(over)[:RECENT_MAX],
        month_ms=month_ms,
        given_s=sum(view.seconds for view in given),
        given_commune_s=sum(view.seconds for view in given if view.for_commune),
        received_s=sum(view.seconds for view in certified if view.beneficiary.account == me),
        waiting_s=sum(view.seconds for view in waiting if view.from_ms >= month_ms),
        day_seconds_max=get_parameter(state, "service.day-seconds"),
        back_days=get_parameter(state, "service.back-days"),
    )


def _soonest(views: Iterable[ServiceView]) -> tuple[ServiceView, ...]:
    return tuple(sorted(views, key=lambda view: (view.deadline_ms or 2**53, view.service)))


def _newest(views: Iterable[ServiceView]) -> tuple[ServiceView, ...]:
    return tuple(sorted(views, key=lambda view: (-view.from_ms, view.service)))


def get_month_start(reader: Reader) -> int:
    """The first instant of the commune's civil month."""
    offsets = get_commune(reader.state).offsets
    year, month, _ = civil_date(civil_day_number(offsets, reader.now_ms))
    return start_of_day_number(offsets, day_number_of(year, month, 1))


def get_deadlines(reader: Reader) -> dict[EventId, int]:
    """When pending hours lapse by themselves. O(tasks)."""
    found: dict[EventId, int] = {}
    for due_ms, task_id in reader.state.keys(TASKS):
        task = reader.state.get(TASKS, (due_ms, task_id))
        if task is not None and task.label == DUE_LAPSE:
            found[EventId(task.object)] = due_ms
    return found


def make_service(reader: Reader, service_id: EventId, row: Service, deadline_ms: int) -> ServiceView:
    """Hours as they are shown."""
    actions = _get_actions(reader, row)
    sealed = reader.picture.sealed.get(SERVICES, service_id)
    return ServiceView(
        service=service_id,
        provider=reader.get_person(row.provider),
        beneficiary=get_party(reader, row.beneficiary),
        for_commune=row.beneficiary == FUND,
        seconds=row.seconds,
        from_ms=row.from_ms,
        to_ms=get_end_ms(row),
        text=reader.get_text(row.memo),
        category=row.category,
        state=row.state,
        phase=Phase.SEALED if sealed is not None and sealed.state == row.state else Phase.PENDING,
        confirmed_by=tuple(reader.get_person(who) for who in (row.officer, row.confirmer) if who),
        waits_for=(waits_for := _waits_for(row)),
        speakers=_get_speakers(reader, row) if waits_for in ("officer", "both") else (),
        deadline_ms=deadline_ms,
        actions=actions,
        problem=_find_problem(reader, row) if "confirm" in actions else "",
    )


def _get_actions(reader: Reader, row: Service) -> tuple[str, ...]:
    if row.state != PENDING:
        return ()
    actions: list[str] = []
    if find_confirm_refusal(reader.state, row, reader.me, reader.now_ms) is None:
        actions.append("confirm")
    if may_refuse(reader.state, row, reader.me) and reader.me not in (row.officer, row.confirmer):
        actions.append("refuse")
    if row.provider == reader.me:
        actions.append("cancel")
    return tuple(actions)


def _find_problem(reader: Reader, row: Service) -> str:
    """Why my confirming would be refused now, though it is mine to do."""
    if row.beneficiary == FUND:
        return ""
    means = get_means(reader.state, reader.me, HOUR, reader.now_ms)
    return "floor" if row.seconds > means.spendable else ""


def _get_speakers(reader: Reader, row: Service) -> tuple[PersonView, ...]:
    return tuple(reader.get_person(who) for who in find_speakers(reader.state, row))


def _waits_for(row: Service) -> str:
    if row.state != PENDING:
        return ""
    if row.beneficiary != FUND:
        return "beneficiary"
    if not row.officer:
        return "officer" if row.confirmer else "both"
    return "neighbour"


def get_help_inbox(reader: Reader) -> list[InboxItemView]:
    """Hours that wait for my word."""
    return [
        InboxItemView(
            kind="service.confirm",
            object=view.service,
            title=view.text,
            person=view.provider,
            deadline_ms=view.deadline_ms,
            amounts=(AmountView(asset="hour", amount=view.seconds),),
        )
        for view in get_help(reader).to_confirm
        if "confirm" in view.actions
    ]


# --- pots --------------------------------------------------------------------------------------------------


@shared
def get_pots(reader: Reader) -> tuple[PotView, ...]:
    """My pots: the everyday one, both savings, my envelopes, the pension."""
    state = reader.state
    balances = get_balances(reader)
    envelopes = sorted({view.pot for view in balances if is_envelope(view.pot)})
    assets = tuple(dict.fromkeys(view.asset for view in balances if view.pot == POT_CURRENT))
    known = tuple(asset for asset, _ in state.items(ASSETS))
    return tuple(
        PotView(
            pot=pot,
            balances=tuple(view for view in balances if view.pot == pot),
            assets=tuple(asset for asset in (assets or known) if may_hold(pot, asset)),
            locked_until_ms=_get_lock(reader, pot),
            is_pension=pot == POT_PENSION,
        )
        for pot in (*_POTS, *envelopes, POT_PENSION)
    )


def _get_lock(reader: Reader, pot: str) -> int:
    until = 0 if pot == POT_PENSION else get_lock(reader.state, reader.me, pot)
    return until if until > reader.now_ms else 0


def get_debt(reader: Reader) -> tuple[AmountView, ...]:
    """What the commune owes for certified work, as positive amounts."""
    return tuple(
        AmountView(asset=asset, amount=-amount)
        for (account, pot, asset, _), amount in reader.state.items(BALANCES)
        if account == FUND and pot == POT_DEBT and amount < 0
    )


# --- pension -----------------------------------------------------------------------------------------------


def _in_order(reader: Reader, sums: Mapping[str, int]) -> tuple[AmountView, ...]:
    return reader.make_amounts(
        sorted((one for one in sums.items() if one[1]), key=lambda one: rank_asset(one[0]))
    )


@shared
def get_my_pension(reader: Reader) -> PensionView:
    """My points, what they are worth today, and a month's part under the stated hypothesis."""
    seal_ms = get_chain(reader.picture.sealed).seal_ms
    pension = get_pension(reader.state, reader.me, seal_ms)
    shares = reader.get_allocation().millionths
    return PensionView(
        points=pension.mine.total,
        by_residence=pension.mine.by_residence,
        periods=pension.mine.periods,
        by_contribution=pension.mine.by_contribution,
        given_wh=pension.mine.given_wh,
        all_points=pension.all_points,
        post_millionths=shares.get(POST, 0),
        pool=_in_order(reader, pension.pool),
        share=_in_order(reader, pension.share),
        monthly=_in_order(reader, pension.monthly),
        months=pension.months,
    )
