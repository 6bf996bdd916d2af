# SPDX-License-Identifier: AGPL-3.0-or-later
"""Queries about settled days: where my energy went, who bought it, what I chose for the days to come.

The law: the buyers' lines sum to what I sold, to the watt-hour; who did not agree is counted without a name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from app.energy_choices import FOREVER_MS
from app.reader import Reader, shared
from app.views import AmountView
from app.views_energy import DestinationView, EnergyChoicesView, SettledDayView, TradeView
from ledger import calendar
from ledger.rulebook.choices import (
    CHOICES,
    DIRECTIVE,
    DIRECTIVE_DEFAULT,
    GIFT,
    LOCAL_SALE,
    TARIFF,
    Directive,
    Tariff,
    get_last_choice,
    get_tariff_default,
)
from ledger.rulebook.membership import has_consented
from ledger.rulebook.settlement import SETTLED, SETTLEMENTS, get_due_ms
from ledger.rulebook.sharing import GIVEN, SettledDay
from ledger.state import get_balance, get_commune
from ledger.units import POT_ENERGY, AccountId

PURCHASES: Final = "purchases"
PRODUCTION: Final = "production"
_LAST_MS: Final = 10**14
"""In the year 5138: no screen shows a later date."""


def get_yesterday_ms(reader: Reader) -> int:
    """Start of the commune's last whole civil day."""
    offsets = get_commune(reader.state).offsets
    return calendar.start_of_day_number(offsets, calendar.civil_day_number(offsets, reader.now_ms) - 1)


@shared
def get_settled_day(reader: Reader, day_ms: int = 0) -> SettledDayView:
    """A day of mine as it was settled (yesterday by default); zeros while it is not."""
    state = reader.picture.sealed
    day_ms = day_ms or get_yesterday_ms(reader)
    settlement = state.get(SETTLEMENTS, day_ms)
    is_done = settlement is not None and settlement.is_done
    row = state.get(SETTLED, (day_ms, reader.me)) or SettledDay()
    sales = [(buyer, wh, asset, got) for buyer, wh, asset, _, got in row.sales]
    bought = [
        (seller, wh, asset, paid)
        for (day, seller), other in state.items(SETTLED)
        if day == day_ms
        for buyer, wh, asset, paid, _ in other.sales
        if buyer == reader.me
    ]
    received: dict[str, int] = {}
    for _, _, asset, got in sales:
        received[asset] = received.get(asset, 0) + got
    due_ms = get_due_ms(state, day_ms)
    return SettledDayView(
        day_ms=day_ms,
        due_ms=due_ms,
        is_settled=is_done,
        is_due=settlement is not None and not is_done and due_ms <= reader.now_ms,
        is_unread=settlement is None and due_ms <= reader.now_ms,
        proof=settlement.task if settlement is not None and is_done else b"",
        minted_wh=row.minted_wh,
        own_wh=row.own_wh,
        sold_wh=sum(wh for _, wh, _, _ in sales),
        given_wh=sum(wh for _, wh in row.gifts),
        fund_wh=row.fund_wh,
        saved_wh=row.saved_wh,
        kept_wh=row.kept_wh,
        late_wh=row.late_wh,
        buyers=make_trades(reader, sales, PURCHASES),
        # Who chose to give knows to whom.
        gifts=make_trades(reader, [(to, wh, "", 0) for to, wh in row.gifts], ""),
        received=make_amounts(received),
        bought=make_trades(reader, bought, PRODUCTION),
        bought_wh=sum(wh for _, wh, _, _ in bought),
        savings_wh=get_balance(state, reader.me, "kwh", POT_ENERGY),
    )


def make_amounts(sums: dict[str, int]) -> tuple[AmountView, ...]:
    return tuple(AmountView(asset=asset, amount=amount) for asset, amount in sums.items() if amount)


def make_trades(
    reader: Reader, lines: Iterable[tuple[AccountId, int, str, int]], topic: str
) -> tuple[TradeView, ...]:
    """Lines of (neighbour, Wh, asset, amount) by neighbour; those who do not agree to `topic` together."""
    energy: dict[AccountId, int] = {}
    sums: dict[AccountId, dict[str, int]] = {}
    people: dict[AccountId, set[AccountId]] = {}
    for account, wh, asset, amount in lines:
        is_shown = not topic or has_consented(reader.state, account, topic)
        key = account if is_shown else AccountId(b"")
        energy[key] = energy.get(key, 0) + wh
        people.setdefault(key, set()).add(account)
        paid = sums.setdefault(key, {})
        paid[asset] = paid.get(asset, 0) + amount
    views = [
        TradeView(
            person=reader.get_person(account) if account else None,
            people=len(people[account]),
            energy_wh=wh,
            amounts=make_amounts(sums[account]),
        )
        for account, wh in energy.items()
    ]
    return tuple(sorted(views, key=_trade_rank))


def _trade_rank(view: TradeView) -> tuple[bool, int, bytes]:
    return view.person is None, -view.energy_wh, view.person.account if view.person else b""


@shared
def get_choices(reader: Reader) -> EnergyChoicesView:
    """My directive, prices and opt-in as I said them last."""
    state, me = reader.state, reader.me
    chosen = get_last_choice(state, me, DIRECTIVE)
    directive: Directive = DIRECTIVE_DEFAULT if chosen is None else chosen
    prices: Tariff = get_last_choice(state, me, TARIFF) or ()
    offsets = get_commune(state).offsets
    year, month, _ = calendar.civil_date(calendar.civil_day_number(offsets, reader.now_ms))
    return EnergyChoicesView(
        destinations=tuple(_destination(reader, entry, year * 12 + month - 1) for entry in directive[0]),
        rest=directive[1],
        is_default=chosen is None,
        directive_from_ms=_starts(reader, DIRECTIVE),
        prices=tuple(
            AmountView(asset=asset, amount=units) for asset, units in prices or get_tariff_default(state)
        ),
        is_default_price=not prices,
        prices_from_ms=_starts(reader, TARIFF),
        shares_use=bool(get_last_choice(state, me, LOCAL_SALE)),
        shares_from_ms=_starts(reader, LOCAL_SALE),
        shows_purchases=has_consented(state, me, PURCHASES),
    )


def _starts(reader: Reader, what: str) -> int:
    """First instant my last choice counts for, 0 when it does already."""
    versions = reader.state.get(CHOICES, (reader.me, what)) or ()
    starts_ms = versions[-1][0] if versions else 0
    return starts_ms if starts_ms > reader.now_ms else 0


def _destination(reader: Reader, entry: tuple[Any, ...], month: int) -> DestinationView:
    kind, account, cap_wh, from_ms, until_ms = entry
    given = reader.state.get(GIVEN, (reader.me, account)) if kind == GIFT else None
    return DestinationView(
        kind=kind,
        person=reader.get_person(account) if account else None,
        cap_wh=cap_wh,
        from_ms=min(from_ms, _LAST_MS),
        # Beyond every calendar: a gift without an end, however it was written.
        until_ms=until_ms if until_ms <= _LAST_MS else FOREVER_MS,
        given_wh=given[1] if given is not None and given[0] == month else 0,
    )
