# SPDX-License-Identifier: AGPL-3.0-or-later
"""My split of the common fund: five by five, and never sent before it sums to 100."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.shares import Shares

CHARTER = {"pensions": 40, "energy": 10, "roads": 10, "startups": 20, "canteen": 10, "security": 10}
SPLITS = st.dictionaries(st.sampled_from(sorted(CHARTER)), st.integers(-20, 150), min_size=1)


def test_the_charters_split_is_complete():
    assert Shares(CHARTER).complete
    assert Shares(CHARTER).left == 0


def test_a_move_leaves_something_to_place_and_is_not_complete():
    shares = Shares(CHARTER)
    assert shares.put("pensions", 30) == 30
    assert shares.left == 10
    assert not shares.complete
    shares.put("canteen", 20)
    assert shares.complete


def test_too_much_is_below_zero():
    shares = Shares(CHARTER)
    shares.put("energy", 25)
    assert shares.left == -15
    assert not shares.complete


def test_what_is_put_is_a_step_within_bounds():
    shares = Shares(CHARTER)
    assert [shares.put("roads", asked) for asked in (7, 8, -10, 130)] == [5, 10, 0, 100]


def test_an_unknown_post_is_our_mistake():
    with pytest.raises(KeyError):
        Shares(CHARTER).put("pool", 5)


def test_no_post_is_never_complete():
    shares = Shares({})
    shares.spread()
    assert not shares.complete


def test_the_rest_goes_where_it_changes_least():
    shares = Shares({**CHARTER, "pensions": 30})
    shares.spread()
    assert shares.percents == {**CHARTER, "pensions": 35, "startups": 25}


def test_the_excess_leaves_where_it_changes_least():
    shares = Shares({**CHARTER, "pensions": 50})
    shares.spread()
    assert sum(shares.percents.values()) == 100
    assert shares["pensions"] < 50


def test_from_nothing_every_post_gets_its_part():
    shares = Shares(dict.fromkeys(CHARTER, 0))
    shares.spread()
    assert sorted(shares.percents.values()) == [15, 15, 15, 15, 20, 20]


@given(SPLITS)
def test_spread_always_sums_to_100_in_steps_of_five(percents: dict[str, int]):
    shares = Shares(percents)
    shares.spread()
    assert shares.complete
    assert all(percent % 5 == 0 and 0 <= percent <= 100 for percent in shares.percents.values())


@given(SPLITS)
def test_spread_leaves_a_complete_split_alone(percents: dict[str, int]):
    shares = Shares(percents)
    shares.spread()
    before = shares.percents
    shares.spread()
    assert shares.percents == before
