# SPDX-License-Identifier: AGPL-3.0-or-later
"""The permanent allocation: how the members, each by its own split, share the fund over its posts.

A moving-phantom mechanism. For post j let S_j(v) be the weighted share of voters who ask at least v. Then

    x_j(d) = max(0, max over v of min(v, S_j(v) − d))          x = x(d) for any d ≥ 0 with Σ x_j(d) = 1

    1 ┤──┐                    S_j falls as v grows, the line v rises: x_j is where they meet.
      │  └──┐   ╱             Lowering S by d lowers every x_j at once, until together they make one whole.
      │     └─╱──┐  S_j
    0 ┼────╱─────└──> v

Its law: asking for anything but what one wants never brings the result nearer to it (distance Σ|x − wanted|);
all is exact, in fractions. A mean has no such law: who wants 40 % gets nearer to it by shouting 100 %.

Not here: the monthly release of the surplus, which follows these shares slowly.
Source: docs/protocol.md section 6.8; Freeman, Pennock, Peters, Wortman Vaughan, arXiv 1905.00457; 2309.02613.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from ledger.errors import Reason
from ledger.rulebook.charter import POSTS
from ledger.rulebook.contribution import get_contribution_wh
from ledger.rulebook.rule import Call, Rule, check_that, integer, is_name, map_of
from ledger.state import ACCOUNTS, Draft, Readable, Table, get_parameter
from ledger.units import AccountId

WHOLE: Final = 100
STEP: Final = 5
MILLIONTHS: Final = 1_000_000

ALLOCATIONS: Final = Table[AccountId, tuple[tuple[str, int], ...]]("allocations")
"""Member → (post, percent) for each post it gives something, ascending by post; changed at any time."""

Shares = Mapping[str, Fraction]
"""Post → share of the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """What the village's ballots give, beside their plain weighted mean."""

    shares: Shares
    millionths: Mapping[str, int]
    """The shares rounded by largest remainder; they sum to a million."""
    mean: Shares
    mean_millionths: Mapping[str, int]
    voters: int
    """Ballots that counted; 0: the charter's shares hold."""


# --- the ballot --------------------------------------------------------------------------------------------


def _apply_allocation(draft: Draft, call: Call) -> None:
    shares: Mapping[str, int] = call.body["shares"]
    check_that(all(draft.get(POSTS, post) is not None for post in shares), Reason.NO_SUCH)
    check_that(all(percent % STEP == 0 for percent in shares.values()), Reason.SHARES)
    check_that(sum(shares.values()) == WHOLE, Reason.SHARES)
    ballot = tuple(sorted((post, percent) for post, percent in shares.items() if percent))
    draft.put(ALLOCATIONS, call.account, ballot)


# --- the arithmetic ----------------------------------------------------------------------------------------


def compute_weights(contributions: Sequence[int], lambda_percent: int) -> tuple[Fraction, ...]:
    """The weight 1 + λ · min(1, C / Cref) of each member, in the order given.

    Cref is the 75th percentile, by nearest rank, of the C above 0: what three contributors in four do not
    exceed earns the whole λ. Nobody contributed: every weight is 1.

    Args:
        contributions: C of every member, in Wh, 0 or more.
        lambda_percent: λ in percent, 0 to 100.
    """
    above = sorted(value for value in contributions if value > 0)
    if not above:
        return (Fraction(1),) * len(contributions)
    reference = above[-(-3 * len(above) // 4) - 1]
    whole = WHOLE * reference
    return tuple(Fraction(whole + lambda_percent * min(value, reference), whole) for value in contributions)


def compute_mean(ballots: Sequence[tuple[Fraction, Shares]], posts: Sequence[str]) -> dict[str, Fraction]:
    """The weighted mean of (weight, split), which sums to 1; for comparison only."""
    nothing = Fraction(0)
    total = sum((weight for weight, _ in ballots), nothing)
    return {
        post: sum((weight * shares.get(post, nothing) for weight, shares in ballots), nothing) / total
        for post in posts
    }


class _Demand:
    """S_j of one post: its steps, and the x_j(d) they give."""

    __slots__ = ("excess", "steps")

    def __init__(self, ballots: Sequence[tuple[Fraction, Shares]], post: str) -> None:
        nothing = Fraction(0)
        total = sum((weight for weight, _ in ballots), nothing)
        weights: dict[Fraction, Fraction] = {}
        for weight, shares in ballots:
            value = shares.get(post, nothing)
            weights[value] = weights.get(value, nothing) + weight
        asking = nothing
        steps: list[tuple[Fraction, Fraction]] = []
        for value in sorted(weights, reverse=True):
            asking += weights[value]
            steps.append((value, asking / total))
        self.steps = tuple(reversed(steps))
        """(v, S_j(v)) ascending by v."""
        self.excess = [value - asked for value, asked in self.steps]
        """v − S_j(v), ascending too: where it passes −d, the rising line meets the falling steps."""

    def compute_share(self, lowered: Fraction) -> Fraction:
        """x_j(d): the last v that S_j(v) − d still carries, or what is left of the step after it."""
        met = bisect_right(self.excess, -lowered)
        carried = self.steps[met - 1][0] if met else Fraction(0)
        rest = self.steps[met][1] - lowered if met < len(self.steps) else Fraction(0)
        return max(Fraction(0), carried, rest)

    def get_breaks(self) -> set[Fraction]:
        """Every d ≥ 0 at which x_j(d) may change its slope; between two it is linear."""
        breaks = {asked - value for value, asked in self.steps}
        breaks |= {after[1] - before[0] for before, after in pairwise(self.steps)}
        breaks |= {asked for _, asked in self.steps}
        return {lowered for lowered in breaks if lowered >= 0}


def compute_result(ballots: Sequence[tuple[Fraction, Shares]], posts: Sequence[str]) -> dict[str, Fraction]:
    """The moving-phantom result of weighted splits: exact shares that sum to 1.

    Σ x_j(d) falls from at least 1 at d = 0 to 0 at d = 1, linearly between breaks: a binary search finds the
    two breaks around 1, and the shares stand between theirs in the same ratio. O(P·V·log(P·V)) for the
    sorting, P posts and V different values asked for.

    Args:
        ballots: at least one (weight above 0, split summing to 1 over `posts`).
        posts: every post of the fund.
    """
    demands = {post: _Demand(ballots, post) for post in posts}
    breaks = sorted({Fraction(0), Fraction(1)}.union(*(demand.get_breaks() for demand in demands.values())))

    def shares_at(lowered: Fraction) -> dict[str, Fraction]:
        return {post: demand.compute_share(lowered) for post, demand in demands.items()}

    low, high = 0, len(breaks) - 1
    while high - low > 1:
        middle = (low + high) // 2
        if sum(shares_at(breaks[middle]).values()) >= 1:
            low = middle
        else:
            high = middle
    above, below = shares_at(breaks[low]), shares_at(breaks[high])
    sum_above, sum_below = sum(above.values()), sum(below.values())
    assert sum_above >= 1 > sum_below, "splits that sum to 1 make Σ x(0) at least 1"
    part = Fraction(sum_above - 1) / (sum_above - sum_below)
    return {post: above[post] - part * (above[post] - below[post]) for post in posts}


def split_amount(amount: int, shares: Shares) -> dict[str, int]:
    """`amount` in whole units by these shares (summing to 1): largest remainder, ties to the lower id."""
    exact = {post: amount * share for post, share in shares.items()}
    whole = {post: value.numerator // value.denominator for post, value in exact.items()}
    left = amount - sum(whole.values())
    for post in sorted(exact, key=lambda post: (whole[post] - exact[post], post))[:left]:
        whole[post] += 1
    return whole


# --- the village's result ----------------------------------------------------------------------------------


def get_charter_shares(state: Readable) -> dict[str, Fraction]:
    return {post: Fraction(percent, WHOLE) for post, percent in state.items(POSTS)}


def get_ballot_shares(state: Readable, account: AccountId) -> dict[str, Fraction]:
    """A member's split over today's posts, empty if it has no ballot or nothing of it is left.

    A removed post leaves the ballot and the rest is rescaled exactly; an added one is 0 in it.
    """
    asked = {
        post: percent
        for post, percent in state.get(ALLOCATIONS, account) or ()
        if state.get(POSTS, post) is not None
    }
    total = sum(asked.values())
    return {post: Fraction(percent, total) for post, percent in asked.items()} if total else {}


def get_weights(state: Readable, now_ms: int) -> dict[AccountId, Fraction]:
    """Every member's weight, from 1 to 1 + λ."""
    accounts = sorted(state.keys(ACCOUNTS))
    contributions = [get_contribution_wh(state, account, now_ms) for account in accounts]
    weights = compute_weights(contributions, get_parameter(state, "allocation.lambda-percent"))
    return dict(zip(accounts, weights, strict=True))


def get_allocation(state: Readable, now_ms: int) -> Allocation:
    """What today's ballots give.

    Args:
        now_ms: the time of the state's last seal: contributions are those of twelve periods before it.
    """
    charter = get_charter_shares(state)
    posts = sorted(charter)
    weights = get_weights(state, now_ms)
    ballots: list[tuple[Fraction, Shares]] = []
    for account in sorted(state.keys(ALLOCATIONS)):
        shares = get_ballot_shares(state, account)
        if shares:
            ballots.append((weights[account], shares))
    result = compute_result(ballots, posts) if ballots else charter
    mean = compute_mean(ballots, posts) if ballots else charter
    return Allocation(
        shares=result,
        millionths=split_amount(MILLIONTHS, result),
        mean=mean,
        mean_millionths=split_amount(MILLIONTHS, mean),
        voters=len(ballots),
    )


KINDS: Final = {
    "allocation": Rule(schema={"shares": map_of(is_name, integer(0, WHOLE), 16)}, apply=_apply_allocation)
}
TABLES: Final[tuple[Table[Any, Any], ...]] = (ALLOCATIONS,)
