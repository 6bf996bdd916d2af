# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pension points: what a member earned by living here and by what it gave, and what they are worth today.

A function of the state, nothing else: two rows (when it joined, what it ever gave) and two voted rates. A
vote on a rate speaks of all points alike, earned ones too. Points are hundredths.

Not here: paying pensions out, which waits for a voted formula.  Source: docs/protocol.md section 6.15.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ledger.rulebook.allocation import get_allocation
from ledger.rulebook.contribution import get_given_wh
from ledger.state import ACCOUNTS, BALANCES, DEPARTURES, Readable, get_parameter
from ledger.units import DAY_MS, FUND, POT_UNALLOCATED, AccountId

POST: Final = "pensions"
"""The fund's post that pensions are paid from."""
PERIOD_DAYS: Final = 30
YEAR_DAYS: Final = 365
MWH: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """What one member earned, in hundredths of a point, and from what."""

    periods: int
    """Whole periods of 30 days since it joined."""
    by_residence: int
    given_wh: int
    by_contribution: int

    @property
    def total(self) -> int:
        return self.by_residence + self.by_contribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Pension:
    """A member's points beside everyone's, and its part of what the fund holds for pensions today."""

    mine: Points
    all_points: int
    pool: Mapping[str, int]
    """asset → what the village's shares give the post `pensions` of the fund's unallocated amount."""
    share: Mapping[str, int]
    """asset → pool × my points / all points, rounded down."""
    monthly: Mapping[str, int]
    """asset → my share in `months` equal parts, rounded down."""
    months: int


def get_points(state: Readable, account: AccountId, now_ms: int) -> Points:
    """What a member earned up to the last seal's time, or until it left; nothing for who never was one."""
    member, gone = state.get(ACCOUNTS, account), state.get(DEPARTURES, account)
    if member is not None:
        lived_ms, given = now_ms - member.joined_ms, get_given_wh(state, account)
    elif gone is not None:
        lived_ms, given = gone.left_ms - gone.joined_ms, gone.given_wh
    else:
        lived_ms = given = 0
    periods = max(0, lived_ms) // (PERIOD_DAYS * DAY_MS)
    return Points(
        periods=periods,
        by_residence=periods * PERIOD_DAYS * get_parameter(state, "pension.points-year") // YEAR_DAYS,
        given_wh=given,
        by_contribution=given * get_parameter(state, "pension.points-mwh") // MWH,
    )


def get_pool(state: Readable, now_ms: int) -> dict[str, int]:
    """What the village's shares of today would give the pensions, asset by asset, rounded down."""
    share = get_allocation(state, now_ms).shares.get(POST)
    if share is None:
        return {}
    return {
        asset: held * share.numerator // share.denominator
        for (account, pot, asset, _purpose), held in state.items(BALANCES)
        if account == FUND and pot == POT_UNALLOCATED
    }


def get_pension(state: Readable, account: AccountId, now_ms: int) -> Pension:
    """Where a member's pension stands; O(members)."""
    mine = get_points(state, account, now_ms)
    # Who left keeps its part: the others' shares do not grow because somebody moved away.
    people = (*state.keys(ACCOUNTS), *state.keys(DEPARTURES))
    everyone = sum(get_points(state, other, now_ms).total for other in people)
    pool = get_pool(state, now_ms)
    share = {asset: held * mine.total // everyone for asset, held in pool.items()} if everyone else {}
    months = get_parameter(state, "pension.months")
    return Pension(
        mine=mine,
        all_points=everyone,
        pool=pool,
        share=share,
        monthly={asset: held // months for asset, held in share.items()},
        months=months,
    )
