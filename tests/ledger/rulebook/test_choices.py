# SPDX-License-Identifier: AGPL-3.0-or-later
"""Directives, tariffs and opt-ins: what is refused, and from which day each counts."""

from __future__ import annotations

from typing import Any

import pytest

from ledger import calendar
from ledger.errors import Reason
from ledger.rulebook.choices import (
    CHOICES,
    DIRECTIVE_DEFAULT,
    get_choice,
    get_directive,
    get_last_choice,
    get_tariff,
)
from ledger.units import DAY_MS, HOUR_MS
from tests.helpers.builders import FOUNDED_MS, Village
from tests.helpers.energy import TABLE, Street, day_of

TODAY = day_of(FOUNDED_MS)
TOMORROW = calendar.next_day_start(TABLE, FOUNDED_MS)
EMPTY = {"entries": [], "rest": "savings"}


def two() -> Village:
    village = Village.found()
    village.join("anna")
    village.join("ben")
    return village


def test_a_choice_counts_for_the_days_that_begin_after_it() -> None:
    village = two()
    anna = village.people["anna"]
    village.wait(2 * DAY_MS)
    village.do(anna, "directive", entries=[], rest="fund")
    day = day_of(village.now_ms)
    assert get_directive(village.state, anna.account, day) == DIRECTIVE_DEFAULT
    assert get_directive(village.state, anna.account, day + DAY_MS) == ((), "fund")
    assert get_last_choice(village.state, anna.account, "directive") == ((), "fund")


def test_a_choice_sealed_at_the_very_start_of_a_day_is_not_before_it() -> None:
    village = two()
    anna = village.people["anna"]
    start = TOMORROW + DAY_MS
    event = village.sign(anna, "directive", {"entries": [], "rest": "fund"})
    village.seal(event, after_ms=start - village.now_ms, expect="applied")
    assert get_choice(village.state, anna.account, "directive", start) is None
    assert get_choice(village.state, anna.account, "directive", start + DAY_MS) == ((), "fund")


def test_what_a_day_still_open_needs_is_kept_and_no_more() -> None:
    village = two()
    anna = village.people["anna"]
    rests = ("fund", "current", "savings")
    for number in range(9):
        village.wait(DAY_MS)
        village.do(anna, "directive", entries=[], rest="current")
        village.do(anna, "directive", entries=[], rest=rests[number % 3])
    versions = village.state.get(CHOICES, (anna.account, "directive"))
    assert versions is not None
    assert [value[1] for _, value in versions] == [rests[7 % 3], rests[8 % 3]]
    yesterday = day_of(village.now_ms) - DAY_MS
    assert village.now_ms - (yesterday + DAY_MS) > 6 * HOUR_MS, "settled: what it needed may be forgotten"
    assert get_directive(village.state, anna.account, yesterday + DAY_MS) == ((), rests[7 % 3])


def test_days_that_began_before_the_commune_take_the_first_choice_which_nothing_replaces() -> None:
    village = two()
    anna, ben = village.people["anna"], village.people["ben"]
    village.do(anna, "directive", entries=[], rest="fund")
    village.do(anna, "directive", entries=[["buyer", ben.account, 0, 0, 0]], rest="savings")
    village.do(anna, "directive", entries=[], rest="current")
    for day in (TODAY - DAY_MS, TODAY):
        assert get_directive(village.state, anna.account, day) == ((), "fund")
    assert get_directive(village.state, anna.account, TOMORROW) == ((), "current")


def test_a_first_choice_of_a_later_day_is_never_for_a_day_before_it() -> None:
    village = two()
    village.wait(DAY_MS)
    village.do(village.people["anna"], "consent", topic="local-sale", agree=True)
    assert get_choice(village.state, village.people["anna"].account, "local-sale", TOMORROW) is None


def test_an_opt_in_of_today_buys_nothing_of_yesterday() -> None:
    street = Street.of("anna", "ben", production=("anna",))
    village = street.village
    village.do(street["ben"], "consent", topic="local-sale", agree=False)
    street.produce("anna", 1_000)
    village.do(street["ben"], "consent", topic="local-sale", agree=True)
    street.use("ben", 800)
    street.settle()
    assert street.sales("anna") == {}


def test_a_directive_written_after_the_day_does_not_choose_its_buyer() -> None:
    street = Street.of("anna", "ben", "cleo", production=("anna",))
    street.choose("anna", [("buyer", "cleo")])
    street.produce("anna", 1_000)
    for name in ("ben", "cleo"):
        street.use(name, 1_000)
    street.choose("anna", [("buyer", "ben")])
    street.settle()
    assert street.sales("anna") == {"cleo": 1_000}


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ([["gift", b"", 1, 0, 1]], Reason.MALFORMED),
        ([["buyer", b"", 0, 0, 0]], Reason.MALFORMED),
        ([["neighbours", bytes(32), 0, 0, 0]], Reason.MALFORMED),
        ([["neighbours", b"", 1, 0, 0]], Reason.MALFORMED),
        ([["neighbours", b"", 0, 0, 0]] * 2, Reason.MALFORMED),
        ([["steal", b"", 0, 0, 0]], Reason.MALFORMED),
        ([["buyer", "ben", 1, 0, 0]], Reason.MALFORMED),
        ([["buyer", "ben", 0, 0, 0]] * 17, Reason.MALFORMED),
        ([["buyer", bytes(32), 0, 0, 0]], Reason.NO_SUCH),
        ([["buyer", "anna", 0, 0, 0]], Reason.SELF),
        ([["gift", "anna", 1, 0, 1]], Reason.SELF),
        ([["gift", "ben", 0, 0, 1]], Reason.BOUNDS),
        ([["gift", "ben", 1, 5, 5]], Reason.BOUNDS),
    ],
)
def test_a_directive_that_is_none(entries: list[list[Any]], reason: Reason) -> None:
    village = two()
    named = [
        [kind, village.people[who].account if isinstance(who, str) else who, *rest]
        for kind, who, *rest in entries
    ]
    outcome = village.do(village.people["anna"], "directive", entries=named, rest="savings").outcome
    assert outcome == reason
    assert village.state.size(CHOICES) == 0


@pytest.mark.parametrize(
    ("prices", "reason"),
    [
        ([["hour", 0]], Reason.MALFORMED),
        ([["hour", 1], ["hour", 2]], Reason.MALFORMED),
        ([["gold", 1]], Reason.NO_SUCH),
    ],
)
def test_a_tariff_that_is_none(prices: list[list[Any]], reason: Reason) -> None:
    village = two()
    assert village.do(village.people["anna"], "tariff", prices=prices).outcome == reason


def test_without_a_tariff_energy_costs_its_parity_and_an_empty_one_says_so_again() -> None:
    village = two()
    anna = village.people["anna"]
    assert get_tariff(village.state, anna.account, TODAY) == (("hour", 36),)
    village.do(anna, "tariff", prices=[["kg", 80], ["hour", 20]])
    assert get_tariff(village.state, anna.account, TOMORROW) == (("kg", 80), ("hour", 20))
    village.do(anna, "tariff", prices=[])
    assert get_tariff(village.state, anna.account, TOMORROW) == (("hour", 36),)
    bare = Village.found(parities=[])
    assert get_tariff(bare.state, bare.founder.account, TODAY) == (("kwh", 1_000),)
