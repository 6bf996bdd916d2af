# SPDX-License-Identifier: AGPL-3.0-or-later
"""Parities: the vision's own figures, exact remainders, and a version for the whole table."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ledger.rulebook.parity import PARITIES, Parity, compute_value_wh, convert, get_parity, get_version
from ledger.state import State
from tests.helpers.builders import Village

MINUTE_S, HOUR_S, KWH, KG = 60, 3_600, 1_000, 1_000


@pytest.fixture(scope="module")
def state() -> State:
    return Village.found().state


@pytest.mark.parametrize(
    ("asset", "amount", "target", "whole"),
    [
        ("hour", HOUR_S, "kwh", 100 * KWH),
        ("hour", HOUR_S * 3 // 2, "kwh", 150 * KWH),
        ("kg", 3_500, "kwh", 35 * KWH),
        ("kg", 3_500, "hour", 21 * MINUTE_S),
        ("hour", 21 * MINUTE_S, "kg", 3_500),
        ("kg", KG, "hour", HOUR_S // 10),
        ("point", 100, "kwh", KWH),
        ("kwh", 100 * KWH, "hour", HOUR_S),
        ("kwh", 7, "kwh", 7),
        ("kwh", 0, "hour", 0),
    ],
)
def test_golden_values(state: State, asset: str, amount: int, target: str, whole: int) -> None:
    assert convert(state, asset, amount, target) == (whole, 0)


def test_what_is_below_one_base_unit_is_told_exactly(state: State) -> None:
    assert convert(state, "hour", 1, "kwh") == (27, Fraction(7, 9))
    assert convert(state, "kwh", 1, "hour") == (0, Fraction(9, 250))
    whole, rest = convert(state, "hour", 12_345, "kwh") or (0, Fraction(0))
    assert whole + rest == Fraction(12_345 * 250, 9)


def test_nothing_is_worth_what_no_vote_said() -> None:
    state = Village.found(parities=[["hour", 250, 9]]).state
    assert get_parity(state, "kg") is None
    assert compute_value_wh(state, "kg", 1) is None
    assert convert(state, "kg", 1, "hour") is None
    assert convert(state, "hour", 1, "kg") is None


def test_any_change_changes_the_version(state: State) -> None:
    draft = state.draft()
    draft.put(PARITIES, "kg", Parity(11, 1, 2))
    assert get_version(draft) == get_version(state) + 1
