# SPDX-License-Identifier: AGPL-3.0-or-later
"""What I had of my neighbours' roofs this month: bought and from whom, for what, and given to me.

The state keeps a few days only; older ones are read off what the settlements of my history moved:

    me → seller, fund    what I pay      seller → me    the energy      me → used up
                                         giver → me     energy nobody paid for: a gift

The law: the sellers' lines sum to what I bought, to the watt-hour; who does not agree is not named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from app.query_help import get_month_start
from app.query_period import iter_receipts
from app.query_settlement import PRODUCTION, make_amounts, make_trades
from app.reader import Reader, shared
from app.views_energy import BoughtView
from ledger.calendar import civil_day_number, start_of_day_number
from ledger.rulebook.settlement import LABEL
from ledger.state import Posting, get_commune, get_parameter
from ledger.units import FUND, AccountId, is_member_account

ENERGY: Final = "kwh"
Line = tuple[AccountId, int, str, int]
"""Whose energy, Wh, unit, what was paid for it; without a unit it was given."""


@shared
def get_bought(reader: Reader) -> BoughtView:
    """This civil month so far, by the day the energy was used; zeros when nothing was shared out to me."""
    state = reader.picture.sealed
    offsets = get_commune(state).offsets
    month_ms = get_month_start(reader)
    grace_ms = get_parameter(state, "settlement.grace-ms")
    bought: list[Line] = []
    gifts: list[Line] = []
    days: set[int] = set()
    for receipt in iter_receipts(reader, month_ms):
        # A day is shared out after its end and the commune's grace.
        day = civil_day_number(offsets, max(0, receipt.seal_ms - grace_ms)) - 1
        if receipt.label != LABEL or start_of_day_number(offsets, day) < month_ms:
            continue
        for line in read_lines(receipt.postings, reader.me):
            (bought if line[2] else gifts).append(line)
            days.add(day)
    paid: dict[str, int] = {}
    for _, _, asset, amount in bought:
        paid[asset] = paid.get(asset, 0) + amount
    sellers = _without_empty(bought)
    return BoughtView(
        month_ms=month_ms,
        days=len(days),
        bought_wh=sum(line[1] for line in bought),
        sellers=make_trades(reader, sellers, PRODUCTION),
        paid=make_amounts(paid),
        given_wh=sum(line[1] for line in gifts),
        givers=make_trades(reader, gifts, PRODUCTION),
    )


def _without_empty(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line[1] or line[3]]


def read_lines(postings: Iterable[Posting], me: AccountId) -> Iterator[Line]:
    """What a settlement brought me, a line for each unit paid. Pure."""
    paid: dict[str, int] = {}
    pairs = list(postings)
    for source, target in zip(pairs[::2], pairs[1::2], strict=False):
        if source.account == me and target.asset != ENERGY:
            if target.account == FUND or is_member_account(target.account):
                paid[target.asset] = paid.get(target.asset, 0) + target.amount
        elif target.account == me and target.asset == ENERGY and is_member_account(source.account):
            if source.account != me:
                yield from _split(AccountId(source.account), target.amount, paid)
            paid = {}


def _split(seller: AccountId, energy_wh: int, paid: dict[str, int]) -> Iterator[Line]:
    if not paid:
        yield seller, energy_wh, "", 0
    for place, (asset, amount) in enumerate(paid.items()):
        yield seller, energy_wh if place == 0 else 0, asset, amount
