# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose debt stands beside mine: my guests' or my host's, and only where one may owe at all."""

from __future__ import annotations

from app.owing import name_limit
from app.query_money import preview_payment
from tests.app.test_query_money import read
from tests.helpers.builders import Village

H = 3_600


def test_it_names_who_owes_beside_me_in_units_that_can_be_owed():
    village = Village.found()
    village.join("anna")
    village.join("ben")
    anna, ben, mayor = village.people["anna"], village.people["ben"], village.founder
    most = preview_payment(read(village, mayor), anna.account, "hour", H).available
    assert name_limit(village.state, mayor.account, "hour") == ""
    assert village.pay(anna, ben.account, "hour", most - H).is_applied
    assert name_limit(village.state, mayor.account, "hour") == "guests"
    assert name_limit(village.state, anna.account, "hour") == ""
    assert name_limit(village.state, mayor.account, "kwh") == ""
    assert name_limit(village.state, b"\0" * 32, "hour") == ""
    village.join("chloe")
    assert name_limit(village.state, village.people["chloe"].account, "hour") == "sponsor"
