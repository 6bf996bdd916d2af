# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose debt stands beside mine: my guests' or my host's, and only where one may owe at all."""

from __future__ import annotations

from app.owing import name_limit
from tests.helpers.debts import found_with_guests, owe_all_but_an_hour


def test_it_names_who_owes_beside_me_in_units_that_can_be_owed():
    village = found_with_guests()
    anna, mayor = village.people["anna"], village.founder
    assert name_limit(village.state, mayor.account, "hour") == ""
    owe_all_but_an_hour(village)
    assert name_limit(village.state, mayor.account, "hour") == "guests"
    assert name_limit(village.state, anna.account, "hour") == ""
    assert name_limit(village.state, mayor.account, "kwh") == ""
    assert name_limit(village.state, b"\0" * 32, "hour") == ""
    village.join("chloe")
    assert name_limit(village.state, village.people["chloe"].account, "hour") == "sponsor"
