# SPDX-License-Identifier: AGPL-3.0-or-later
"""Budgets of peers: what is allowed, what waits, who is banned, and that nothing grows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.units import NodeKey
from p2p.budgets import (
    REPUTATION_AFTER_BAN,
    REPUTATION_MAX,
    BudgetLimits,
    Budgets,
    Offence,
    Rate,
    TokenBucket,
)

ALICE = NodeKey(bytes([1]) * 32)
BOB = NodeKey(bytes([2]) * 32)


def test_a_bucket_gives_its_burst_then_its_rate():
    bucket = TokenBucket(Rate(per_second=2, burst=3), now_ms=0)
    assert [bucket.take(1, 0) for _ in range(4)] == [True, True, True, False]
    assert not bucket.take(1, 499)
    assert bucket.take(1, 500)
    assert not bucket.take(1, 999)
    assert bucket.take(1, 1_000)


def test_a_refused_take_costs_nothing():
    bucket = TokenBucket(Rate(per_second=1, burst=5), now_ms=0)
    assert not bucket.take(6, 0)
    assert bucket.take(5, 0)


def test_a_charge_goes_into_debt_and_says_how_long():
    bucket = TokenBucket(Rate(per_second=100, burst=100), now_ms=0)
    assert bucket.charge(100, 0) == 0
    assert bucket.charge(50, 0) == 500
    assert bucket.charge(0, 500) == 0
    assert not bucket.take(1, 500)


def test_a_clock_that_steps_back_neither_gives_nor_takes():
    bucket = TokenBucket(Rate(per_second=1, burst=2), now_ms=10_000)
    assert bucket.take(2, 10_000)
    assert not bucket.take(1, 0)
    assert bucket.take(1, 1_000)


def test_a_rested_bucket_is_full_again():
    bucket = TokenBucket(Rate(per_second=1, burst=2), now_ms=0)
    assert bucket.is_full(0)
    assert bucket.take(1, 0)
    assert not bucket.is_full(999)
    assert bucket.is_full(1_000)


@pytest.mark.parametrize(("per_second", "burst"), [(0, 1), (1, 0), (-1, 5)])
def test_a_rate_of_nothing_is_refused(per_second: int, burst: int):
    with pytest.raises(ValueError, match="at least one"):
        Rate(per_second=per_second, burst=burst)


@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 50)), max_size=60))
def test_a_bucket_never_gives_more_than_burst_plus_rate(steps: list[tuple[int, int]]):
    bucket = TokenBucket(Rate(per_second=7, burst=20), now_ms=0)
    now_ms = taken = 0
    for wait_ms, amount in steps:
        now_ms += wait_ms
        taken += amount if bucket.take(amount, now_ms) else 0
    assert taken * 1_000 <= 20_000 + now_ms * 7


def test_peers_have_their_own_budgets():
    budgets = Budgets(BudgetLimits(requests=Rate(per_second=1, burst=1)))
    assert budgets.take_request(ALICE, 0)
    assert not budgets.take_request(ALICE, 0)
    assert budgets.take_request(BOB, 0)


def test_bytes_beyond_the_budget_are_waited_for():
    budgets = Budgets(BudgetLimits(bytes_in=Rate(per_second=1_000, burst=2_000)))
    assert budgets.charge_bytes(ALICE, 2_000, 0) == 0
    assert budgets.charge_bytes(ALICE, 3_000, 0) == 3_000


def test_two_malformed_answers_ban_and_the_ban_ends():
    limits = BudgetLimits()
    budgets = Budgets(limits)
    assert not budgets.report(ALICE, Offence.MALFORMED, 0)
    assert budgets.report(ALICE, Offence.MALFORMED, 0)
    assert budgets.is_banned(ALICE, limits.ban_ms - 1)
    assert not budgets.is_banned(BOB, 0)
    assert not budgets.is_banned(ALICE, limits.ban_ms)
    assert budgets.reputation(ALICE, limits.ban_ms) == REPUTATION_AFTER_BAN


def test_reputation_comes_back_slowly():
    limits = BudgetLimits()
    budgets = Budgets(limits)
    budgets.report(ALICE, Offence.USELESS, 0)
    assert budgets.reputation(ALICE, limits.recovery_ms - 1) == REPUTATION_MAX - 10
    assert budgets.reputation(ALICE, limits.recovery_ms) == REPUTATION_MAX - 9
    assert budgets.reputation(ALICE, limits.recovery_ms * 2 - 1) == REPUTATION_MAX - 9
    assert budgets.reputation(ALICE, limits.recovery_ms * 1_000) == REPUTATION_MAX
    assert budgets.reputation(BOB, 0) == REPUTATION_MAX


def test_a_flood_of_strangers_neither_grows_us_nor_frees_the_banned():
    budgets = Budgets(BudgetLimits(peers_max=8))
    budgets.report(ALICE, Offence.MALFORMED, 0)
    budgets.report(ALICE, Offence.MALFORMED, 0)
    for number in range(1_000):
        budgets.take_request(NodeKey(number.to_bytes(32, "big")), 0)
    assert len(budgets) == 8
    assert budgets.is_banned(ALICE, 0)


def test_if_all_are_banned_the_oldest_ban_is_given_up():
    budgets = Budgets(BudgetLimits(peers_max=2))
    for peer in (ALICE, BOB):
        budgets.report(peer, Offence.MALFORMED, 0)
        budgets.report(peer, Offence.MALFORMED, 0)
    budgets.take_request(NodeKey(bytes(32)), 0)
    assert len(budgets) == 2
    assert not budgets.is_banned(ALICE, 0)
    assert budgets.is_banned(BOB, 0)
