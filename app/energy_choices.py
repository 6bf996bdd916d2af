# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a producer decides: where its energy goes, in which order, and what a kWh costs.

Each decision replaces the one before it whole, and counts from the next day of the commune.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.belonging import check_known, check_member
from app.commands import get_pending
from app.desk import Desk
from app.errors import AppError
from ledger.event import Event
from ledger.limits import INTEGER_MAX
from ledger.rulebook.choices import ENTRIES_MAX, GIFT, NEIGHBOURS, RESTS, TARIFF_MAX, Entry
from ledger.rulebook.meter_rows import ENERGY
from ledger.state import ASSETS
from ledger.units import AccountId

FOREVER_MS = INTEGER_MAX
"""End of a gift without one."""


def make_gift(to: bytes, cap_wh: int, from_ms: int = 0, until_ms: int = FOREVER_MS) -> Entry:
    """A gift of at most `cap_wh` a month, from an instant to another, not included."""
    return (GIFT, AccountId(to), cap_wh, from_ms, until_ms)


def make_line(kind: str, account: bytes = b"") -> Entry:
    """A preferred buyer, or all neighbours."""
    return (kind, AccountId(account), 0, 0, 0)


def set_directive(desk: Desk, entries: Sequence[Entry], rest: str) -> Event:
    """Say where my production goes.

    Raises:
        AppError: not-a-member-yet, directive-too-long, directive-twice, bad-rest, unknown-member, self,
            gift-without-cap, gift-dates.
    """
    state = get_pending(desk).state
    check_member(state, desk.account)
    if len(entries) > ENTRIES_MAX:
        raise AppError("directive-too-long", most=ENTRIES_MAX)
    if rest not in RESTS:
        raise AppError("bad-rest")
    if len({entry[:2] for entry in entries}) != len(entries):
        raise AppError("directive-twice")
    for kind, account, cap_wh, from_ms, until_ms in entries:
        if kind == NEIGHBOURS:
            continue
        if account == desk.account:
            raise AppError("self")
        check_known(state, account)
        if kind == GIFT and cap_wh <= 0:
            raise AppError("gift-without-cap")
        if kind == GIFT and from_ms >= until_ms:
            raise AppError("gift-dates")
    return desk.act("directive", {"entries": [list(entry) for entry in entries], "rest": rest})


def set_tariff(desk: Desk, prices: Sequence[tuple[str, int]]) -> Event:
    """Say what a kWh of mine costs, in the assets I prefer, the first first; nothing: parity.

    Raises:
        AppError: not-a-member-yet, tariff-too-long, tariff-twice, tariff-in-energy, unknown-asset.
    """
    state = get_pending(desk).state
    check_member(state, desk.account)
    if len(prices) > TARIFF_MAX:
        raise AppError("tariff-too-long", most=TARIFF_MAX)
    if len({asset for asset, _ in prices}) != len(prices):
        raise AppError("tariff-twice")
    for asset, _ in prices:
        if asset == ENERGY:
            raise AppError("tariff-in-energy")
        if state.get(ASSETS, asset) is None:
            raise AppError("unknown-asset", asset=asset)
    return desk.act("tariff", {"prices": [list(line) for line in prices]})
