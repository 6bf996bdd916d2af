# SPDX-License-Identifier: AGPL-3.0-or-later
"""The allocation: ballots, weights, the exact moving-phantom result, and that lying never pays."""

from __future__ import annotations

import random
import time
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import Reason
from ledger.rulebook.allocation import (
    ALLOCATIONS,
    compute_mean,
    compute_result,
    compute_weights,
    get_allocation,
    get_ballot_shares,
    get_weights,
    split_amount,
)
from ledger.rulebook.charter import POSTS
from tests.helpers.builders import POSTS as SEED_POSTS
from tests.helpers.builders import Village

SEED = dict(SEED_POSTS)
NAMES = tuple("abcdef")
ONE = Fraction(1)


def split(*percents: int) -> dict[str, Fraction]:
    return {name: Fraction(percent, 100) for name, percent in zip(NAMES, percents, strict=False)}


def distance(one: dict[str, Fraction], other: dict[str, Fraction]) -> Fraction:
    return sum((abs(one[post] - other.get(post, Fraction(0))) for post in one), Fraction(0))


@st.composite
def splits(draw: st.DrawFn, posts: int) -> dict[str, Fraction]:
    """A split in 5 % steps over the first `posts` names."""
    cuts = sorted(draw(st.integers(0, 20)) for _ in range(posts - 1))
    parts = [after - before for before, after in zip([0, *cuts], [*cuts, 20], strict=True)]
    return split(*(5 * part for part in parts))


@st.composite
def elections(draw: st.DrawFn) -> tuple[tuple[str, ...], list[tuple[Fraction, dict[str, Fraction]]]]:
    posts = draw(st.integers(2, 6))
    weight = st.fractions(Fraction(1), Fraction(3, 2), max_denominator=60)
    ballots = draw(st.lists(st.tuples(weight, splits(posts)), min_size=1, max_size=9))
    return NAMES[:posts], ballots


# --- ballots


@pytest.mark.parametrize(
    ("shares", "reason"),
    [
        ({"pensions": 95}, Reason.SHARES),
        ({"pensions": 100, "roads": 5}, Reason.SHARES),
        ({"pensions": 97, "roads": 3}, Reason.SHARES),
        ({}, Reason.SHARES),
        ({"pensions": 105}, Reason.MALFORMED),
        ({"pensions": -5, "roads": 100}, Reason.MALFORMED),
        ({"pensions": "100"}, Reason.MALFORMED),
        ({"Pensions": 100}, Reason.MALFORMED),
        ({"pensions": 50, "casino": 50}, Reason.NO_SUCH),
    ],
)
def test_ballots_that_are_void(shares: dict[str, Any], reason: Reason) -> None:
    village = Village.found()
    assert village.do(village.founder, "allocation", shares=shares).outcome == reason
    assert village.state.size(ALLOCATIONS) == 0


def test_a_ballot_replaces_the_one_before() -> None:
    village = Village.found()
    village.do(village.founder, "allocation", shares={"pensions": 100, "roads": 0})
    assert get_ballot_shares(village.state, village.founder.account) == {"pensions": ONE}
    village.do(village.founder, "allocation", shares={"roads": 5, "pensions": 95})
    assert village.state.get(ALLOCATIONS, village.founder.account) == (("pensions", 95), ("roads", 5))


def test_no_ballot_gives_the_charter_s_shares() -> None:
    village = Village.found()
    result = get_allocation(village.state, village.now_ms)
    assert result.voters == 0
    assert result.shares == result.mean == {post: Fraction(percent, 100) for post, percent in SEED.items()}
    assert result.millionths == {post: 10_000 * percent for post, percent in SEED.items()}


def test_unanimous_gives_exactly_that() -> None:
    village = Village.found()
    people = [village.founder, *(village.join(name) for name in ("anna", "ben"))]
    shares = {"pensions": 10, "energy": 40, "roads": 20, "startups": 10, "canteen": 10, "security": 10}
    for person in people:
        village.do(person, "allocation", shares=shares)
    result = get_allocation(village.state, village.now_ms)
    assert result.voters == 3
    assert result.shares == result.mean == {post: Fraction(percent, 100) for post, percent in shares.items()}
    assert result.millionths == result.mean_millionths


def test_a_removed_post_leaves_the_ballots_and_an_added_one_is_zero_in_them() -> None:
    village = Village.found()
    anna = village.join("anna")
    village.do(village.founder, "allocation", shares={"pensions": 50, "roads": 25, "canteen": 25})
    village.do(anna, "allocation", shares={"pensions": 100})
    draft = village.state.draft()
    draft.remove(POSTS, "pensions")
    draft.put(POSTS, "school", 40)
    state = draft.freeze()
    assert get_ballot_shares(state, village.founder.account) == {
        "roads": Fraction(1, 2),
        "canteen": Fraction(1, 2),
    }
    assert get_ballot_shares(state, anna.account) == {}
    result = get_allocation(state, village.now_ms)
    assert result.voters == 1
    assert result.shares["school"] == 0
    assert sum(result.shares.values()) == 1


# --- weights


def test_weights() -> None:
    assert compute_weights([], 50) == ()
    assert compute_weights([0, 0], 50) == (1, 1)
    # The 75th percentile by nearest rank of 10, 20, 30, 40 is 30.
    weights = compute_weights([0, 10, 40, 20, 30], 50)
    assert weights == (1, 1 + Fraction(1, 6), Fraction(3, 2), 1 + Fraction(1, 3), Fraction(3, 2))
    assert compute_weights([7], 50) == (Fraction(3, 2),)
    assert compute_weights([5, 7], 100) == (1 + Fraction(5, 7), 2)
    assert compute_weights([5, 7], 0) == (1, 1)


def test_what_was_given_weighs_and_wealth_does_not() -> None:
    village = Village.found()
    anna, ben = village.join("anna"), village.join("ben")
    village.mint(anna, 1_000_000)
    village.mint(ben, 50_000)
    village.pay(ben, village.founder.account, "kwh", 50_000, "don")
    weights = get_weights(village.state, village.now_ms)
    assert weights[anna.account] == 1
    assert weights[ben.account] == Fraction(3, 2)
    village.do(ben, "allocation", shares={"roads": 100})
    village.do(anna, "allocation", shares={"canteen": 100})
    result = get_allocation(village.state, village.now_ms)
    assert result.mean["roads"] == Fraction(3, 5)
    assert result.shares["roads"] == Fraction(3, 5)


# --- the result


def test_a_minority_cannot_pull_more_than_its_weight() -> None:
    """Nine want 10/90, one shouts 100/0: the mean moves, the result does not."""
    ballots = [(ONE, split(10, 90))] * 9 + [(ONE, split(100, 0))]
    assert compute_mean(ballots, "ab") == {"a": Fraction(19, 100), "b": Fraction(81, 100)}
    assert compute_result(ballots, "ab") == {"a": Fraction(1, 10), "b": Fraction(9, 10)}


def test_a_polarised_village_is_shared_in_proportion() -> None:
    ballots = [(ONE, split(100)), (ONE, split(0, 100)), (ONE, split(0, 0, 100))]
    assert compute_result(ballots, "abc") == dict.fromkeys("abc", Fraction(1, 3))


def test_a_result_that_needs_lowering_is_exact() -> None:
    """Each pair of posts has one friend: at d = 0 the shares sum above 1, d brings them down to 1."""
    ballots = [(ONE, split(50, 50, 0)), (ONE, split(50, 0, 50)), (ONE, split(0, 50, 50))]
    # x_j(d) = min(1/2, 2/3 − d) for each: d = 1/3.
    assert compute_result(ballots, "abc") == dict.fromkeys("abc", Fraction(1, 3))
    skewed = [(ONE, split(60, 40, 0)), (ONE, split(60, 0, 40)), (ONE, split(0, 60, 40))]
    # Two in three ask 60 of a, 40 of b, 40 of c: from d = 4/15 on all three fall together as 2/3 − d.
    assert compute_result(skewed, "abc") == dict.fromkeys("abc", Fraction(1, 3))


@given(elections())
@settings(max_examples=150)
def test_the_result_sums_to_one_between_least_and_most_asked(
    election: tuple[tuple[str, ...], list[tuple[Fraction, dict[str, Fraction]]]],
) -> None:
    posts, ballots = election
    result = compute_result(ballots, posts)
    assert sum(result.values()) == 1
    assert sum(compute_mean(ballots, posts).values()) == 1
    for post in posts:
        asked = [shares[post] for _, shares in ballots]
        assert 0 <= result[post] <= max(asked)
    # Nobody counts by a place in the row.
    assert compute_result(ballots[::-1], posts[::-1]) == result


def by_definition(
    ballots: list[tuple[Fraction, dict[str, Fraction]]], posts: tuple[str, ...]
) -> dict[str, Fraction]:
    """x_j = max(0, max_v min(v, S_j(v) − d)) word for word, every d where anything may bend tried in turn."""
    total = sum(weight for weight, _ in ballots)
    values = sorted({share for _, shares in ballots for share in shares.values()})
    asked = {
        (post, value): Fraction(sum(weight for weight, shares in ballots if shares[post] >= value)) / total
        for post in posts
        for value in values
    }

    def shares_at(d: Fraction) -> dict[str, Fraction]:
        return {
            post: max(Fraction(0), max(min(value, asked[post, value] - d) for value in values))
            for post in posts
        }

    bends = {level - value for level in asked.values() for value in (*values, Fraction(0))}
    steps = [shares_at(d) for d in sorted({Fraction(0), ONE, *(d for d in bends if 0 < d < 1)})]
    after = next(index for index, step in enumerate(steps) if sum(step.values()) < 1)
    above, below = steps[after - 1], steps[after]
    part = (sum(above.values()) - 1) / (sum(above.values()) - sum(below.values()))
    return {post: above[post] - part * (above[post] - below[post]) for post in posts}


@given(elections())
@settings(max_examples=60)
def test_the_result_is_the_definition_s(
    election: tuple[tuple[str, ...], list[tuple[Fraction, dict[str, Fraction]]]],
) -> None:
    posts, ballots = election
    assert compute_result(ballots, posts) == by_definition(ballots, posts)


@given(elections(), st.data())
@settings(max_examples=200)
def test_lying_never_brings_the_result_nearer(
    election: tuple[tuple[str, ...], list[tuple[Fraction, dict[str, Fraction]]]], data: st.DataObject
) -> None:
    posts, ballots = election
    liar = data.draw(st.integers(0, len(ballots) - 1))
    weight, wanted = ballots[liar]
    lie = data.draw(splits(len(posts)))
    told = [*ballots[:liar], (weight, lie), *ballots[liar + 1 :]]
    assert distance(compute_result(told, posts), wanted) >= distance(compute_result(ballots, posts), wanted)


def test_the_mean_does_reward_lying() -> None:
    """Why the mean is shown and not used."""
    honest = [(ONE, split(40, 60)), (ONE, split(0, 100))]
    lying = [(ONE, split(100, 0)), (ONE, split(0, 100))]
    wanted = split(40, 60)
    assert distance(compute_mean(lying, "ab"), wanted) < distance(compute_mean(honest, "ab"), wanted)
    assert distance(compute_result(lying, "ab"), wanted) >= distance(compute_result(honest, "ab"), wanted)


@pytest.mark.slow
def test_six_hundred_voters_and_six_posts_in_half_a_second() -> None:
    seeded = random.Random(600)
    ballots: list[tuple[Fraction, dict[str, Fraction]]] = []
    contributions = [seeded.randrange(5_000_000) for _ in range(600)]
    weights = compute_weights(contributions, 50)
    for weight in weights:
        cuts = sorted(seeded.randrange(21) for _ in range(5))
        parts = [after - before for before, after in zip([0, *cuts], [*cuts, 20], strict=True)]
        ballots.append((weight, split(*(5 * part for part in parts))))
    started = time.process_time()
    result = compute_result(ballots, NAMES)
    elapsed_s = time.process_time() - started
    assert sum(result.values()) == 1
    assert elapsed_s < 0.5


# --- amounts


def test_twenty_five_thousand() -> None:
    shares = {post: Fraction(percent, 100) for post, percent in SEED.items()}
    assert split_amount(25_000, shares) == {
        "pensions": 10_000, "energy": 2_500, "roads": 2_500,
        "startups": 5_000, "canteen": 2_500, "security": 2_500,
    }  # fmt: skip


def test_remainders_go_to_the_largest_then_to_the_lower_id() -> None:
    thirds = dict.fromkeys("cab", Fraction(1, 3))
    assert split_amount(10, thirds) == {"a": 4, "b": 3, "c": 3}
    assert split_amount(11, thirds) == {"a": 4, "b": 4, "c": 3}
    assert split_amount(0, thirds) == {"a": 0, "b": 0, "c": 0}
    assert split_amount(1, {"a": Fraction(1, 4), "b": Fraction(3, 4)}) == {"a": 0, "b": 1}


@given(st.integers(0, 2**53), splits(6))
def test_a_split_sums_exactly(amount: int, shares: dict[str, Fraction]) -> None:
    parts = split_amount(amount, shares)
    assert sum(parts.values()) == amount
    assert all(abs(parts[post] - amount * share) < 1 for post, share in shares.items())
