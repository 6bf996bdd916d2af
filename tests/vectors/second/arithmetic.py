# SPDX-License-Identifier: CC0-1.0
"""What wallets compute and nobody stores: allocation, pensions, parity. Sections 6.8, 6.9 and 6.15."""

from __future__ import annotations

from fractions import Fraction

from second.state import DAY

MILLION = 1_000_000


def weights_of(contributions, lambda_percent):
    above = sorted(one for one in contributions if one > 0)
    if not above:
        return [Fraction(1)] * len(contributions)
    reference = above[-(-75 * len(above) // 100) - 1]
    return [
        1 + Fraction(lambda_percent, 100) * min(Fraction(1), Fraction(one, reference))
        for one in contributions
    ]


def result_of(ballots, posts):
    """Shares of the posts by (weight, {post: share}) ballots; the d is between two of its possible kinks."""
    total = sum(weight for weight, _ in ballots)
    values = {post: sorted({shares.get(post, Fraction(0)) for _, shares in ballots}) for post in posts}

    def asking(post, value):
        return sum(weight for weight, shares in ballots if shares.get(post, Fraction(0)) >= value) / total

    steps = {post: [(value, asking(post, value)) for value in values[post]] for post in posts}

    def shares_at(d):
        return {post: max(Fraction(0), *(min(v, s - d) for v, s in steps[post])) for post in posts}

    kinks = {Fraction(0), Fraction(1)}
    for post in posts:
        kinks |= {s - v for _, s in steps[post] for v in (Fraction(0), *values[post])}
    kinks = sorted(kink for kink in kinks if 0 <= kink <= 1)
    for low, high in zip(kinks, kinks[1:]):
        above, below = shares_at(low), shares_at(high)
        if sum(above.values()) >= 1 > sum(below.values()):
            part = (sum(above.values()) - 1) / (sum(above.values()) - sum(below.values()))
            return {post: above[post] + part * (below[post] - above[post]) for post in posts}
    raise AssertionError("ballots that sum to 1 ask for 1 at least")


def split(amount, shares):
    """Whole units by these shares: largest remainder, ties to the lower name."""
    whole = {post: int(amount * share) for post, share in shares.items()}
    by_remainder = sorted(shares, key=lambda post: (whole[post] - amount * shares[post], post))
    for post in by_remainder[: amount - sum(whole.values())]:
        whole[post] += 1
    return whole


def convert(parities, asset, amount, target):
    """(whole base units, what is left of one)."""
    exact = Fraction(
        amount * parities[asset][0] * parities[target][1], parities[asset][1] * parities[target][0]
    )
    return int(exact), exact - int(exact)


def points_of(member, now, points_year, points_mwh):
    periods = max(0, member.get("left", now) - member["joined"]) // (30 * DAY)
    return periods * 30 * points_year // 365 + member["given"] * points_mwh // MILLION


def pensions_of(case):
    """What each member's pension shows."""
    points = [points_of(one, case["now"], case["points_year"], case["points_mwh"]) for one in case["members"]]
    share = Fraction(*case["share_of_post"])
    pool = {asset: int(held * share) for asset, held in case["fund"].items()}
    found = []
    for mine in points:
        part = {asset: held * mine // sum(points) if sum(points) else 0 for asset, held in pool.items()}
        monthly = {asset: held // case["months"] for asset, held in part.items()}
        found.append({"points": mine, "share": part, "monthly": monthly})
    return pool, found
