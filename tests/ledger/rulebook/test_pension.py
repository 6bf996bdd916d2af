# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pension points: each figure is traced to the row it comes from."""

from __future__ import annotations

from ledger.rulebook.contribution import get_given_wh
from ledger.rulebook.pension import get_pension, get_points, get_pool
from ledger.units import DAY_MS, FUND
from tests.helpers.builders import FOUNDED_MS, POSTS, Village

PERIOD_MS = 30 * DAY_MS


def test_living_here_a_year_earns_the_year_s_points() -> None:
    village = Village.found()
    account = village.founder.account
    start = FOUNDED_MS
    points = get_points(village.state, account, start + PERIOD_MS - 1)
    assert (points.periods, points.total) == (0, 0)
    points = get_points(village.state, account, start + PERIOD_MS)
    assert (points.periods, points.by_residence) == (1, 821)  # 30 × 10 000 / 365
    assert get_points(village.state, account, start + 73 * PERIOD_MS).by_residence == 6 * 10_000


def test_what_one_gave_earns_points_and_is_never_forgotten() -> None:
    village = Village.found()
    anna = village.join("anna")
    village.mint(anna, 5_000_000)
    village.pay(anna, FUND, "kwh", 1_500_000)
    village.wait(20 * PERIOD_MS)
    village.pay(anna, FUND, "kwh", 500_000)
    assert get_given_wh(village.state, anna.account) == 2_000_000
    points = get_points(village.state, anna.account, village.now_ms)
    assert (points.given_wh, points.by_contribution) == (2_000_000, 2_000)
    assert points.total == points.by_residence + 2_000


def test_the_rates_are_the_commune_s() -> None:
    village = Village.found(parameters={"pension.points-year": 0, "pension.points-mwh": 10})
    anna = village.join("anna")
    village.mint(anna, 1_000_000)
    village.pay(anna, FUND, "kwh", 1_000_000)
    assert get_points(village.state, anna.account, village.now_ms + 40 * PERIOD_MS).total == 10


def test_the_pool_is_the_village_s_share_of_what_is_unallocated() -> None:
    village = Village.found()
    anna = village.join("anna")
    village.mint(anna, 100_001)
    village.pay(anna, FUND, "kwh", 100_001)
    village.pay(anna, FUND, "hour", 3_600)
    assert get_pool(village.state, village.now_ms) == {"kwh": 40_000, "hour": 1_440}
    village.do(anna, "allocation", shares={"pensions": 100})
    assert get_pool(village.state, village.now_ms)["kwh"] == 100_001


def test_a_fund_without_the_post_has_no_pool() -> None:
    village = Village.found(posts=[["roads", 100]])
    anna = village.join("anna")
    village.pay(anna, FUND, "hour", 3_600)
    assert get_pool(village.state, village.now_ms) == {}
    assert get_pension(village.state, anna.account, village.now_ms).share == {}
    assert dict(map(tuple, POSTS))["pensions"] == 40


def test_my_share_goes_by_points_and_the_months_are_said() -> None:
    village = Village.found()
    anna = village.join("anna")
    village.mint(anna, 3_000_000)
    village.pay(anna, FUND, "kwh", 2_500_000)
    pension = get_pension(village.state, anna.account, village.now_ms)
    assert pension.all_points == pension.mine.total == 2_500
    assert pension.share == pension.pool == {"kwh": 1_000_000}
    assert (pension.months, pension.monthly) == (240, {"kwh": 4_166})
    later = village.now_ms + 10 * PERIOD_MS
    pension = get_pension(village.state, anna.account, later)
    other = get_points(village.state, village.founder.account, later)
    assert pension.all_points == pension.mine.total + other.total
    assert pension.share["kwh"] == 1_000_000 * pension.mine.total // pension.all_points


def test_nobody_has_points_yet() -> None:
    village = Village.found()
    pension = get_pension(village.state, village.founder.account, village.now_ms)
    assert (pension.all_points, pension.share, pension.monthly) == (0, {}, {})
    assert get_points(village.state, type(village.founder.account)(b"\1" * 32), village.now_ms).total == 0
