# SPDX-License-Identifier: AGPL-3.0-or-later
"""Contribution: twelve periods of thirty days, in Wh, and nothing older kept."""

from __future__ import annotations

from ledger.limits import INTEGER_MAX
from ledger.rulebook.contribution import CONTRIBUTIONS, add_contribution, get_contribution_wh
from ledger.units import DAY_MS
from tests.helpers.builders import Village

PERIOD_MS = 30 * DAY_MS


def test_it_is_counted_at_the_parity_of_the_day_rounded_down() -> None:
    village = Village.found()
    draft, account = village.state.draft(), village.founder.account
    add_contribution(draft, account, "hour", 1, 0)
    assert get_contribution_wh(draft, account, 0) == 27
    add_contribution(draft, account, "hour", 3_600, 0)
    assert get_contribution_wh(draft, account, 0) == 100_027
    assert get_contribution_wh(draft, village.founder.account, PERIOD_MS) == 100_027


def test_what_has_no_parity_counts_nothing() -> None:
    village = Village.found(parities=[])
    draft = village.state.draft()
    add_contribution(draft, village.founder.account, "hour", 3_600, 0)
    assert draft.size(CONTRIBUTIONS) == 0


def test_twelve_periods_count() -> None:
    village = Village.found()
    draft, account = village.state.draft(), village.founder.account
    add_contribution(draft, account, "kwh", 5, 100 * PERIOD_MS)
    assert get_contribution_wh(draft, account, 111 * PERIOD_MS) == 5
    assert get_contribution_wh(draft, account, 112 * PERIOD_MS) == 0


def test_older_periods_are_forgotten_even_after_a_long_silence() -> None:
    village = Village.found()
    other = village.join("anna").account
    draft, account = village.state.draft(), village.founder.account
    for period in range(100, 104):
        add_contribution(draft, account, "kwh", 1, period * PERIOD_MS)
        add_contribution(draft, other, "kwh", 1, period * PERIOD_MS)
    add_contribution(draft, account, "kwh", 1, 114 * PERIOD_MS)
    add_contribution(draft, account, "kwh", 1, 114 * PERIOD_MS)
    assert sorted(period for who, period in draft.keys(CONTRIBUTIONS) if who == account) == [103, 114]
    assert sum(1 for who, _ in draft.keys(CONTRIBUTIONS) if who == other) == 4


def test_it_stays_an_integer_of_the_protocol() -> None:
    village = Village.found()
    draft, account = village.state.draft(), village.founder.account
    for _ in range(3):
        add_contribution(draft, account, "kwh", INTEGER_MAX, 0)
    assert get_contribution_wh(draft, account, 0) == INTEGER_MAX
