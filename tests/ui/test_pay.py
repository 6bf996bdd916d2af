# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sheet that pays begins in what one has."""

from __future__ import annotations

import pytest

from tests.helpers.commune import commune, do, until
from tests.helpers.windows import opened
from ui.dialogs.pay import PaySheet

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    with commune(tmp_path_factory.mktemp("pair")) as made:
        claire = made.found("claire", "Claire Martin")
        made.join("karim", "Karim", claire)
        yield made


def begins_in(qapp, facade):
    with opened(qapp, facade) as window:
        window.bridge.show_sheet(PaySheet(facade, window.bridge))
        return window.shown.sheet.content.amount.asset


def test_a_payment_begins_in_what_one_has_and_paid_with_last(qapp, pair):
    claire, karim = pair.claire, pair.karim
    assert begins_in(qapp, karim) == "kwh", "nothing anywhere: the village's own unit"

    def has(asset):
        return any(one.asset == asset and one.settled > 0 for one in karim.balances())

    do(claire.give(karim.me().account, "hour", 3_600))
    until(lambda: has("hour"), karim)
    assert begins_in(qapp, karim) == "hour"
    assert begins_in(qapp, claire) == "kwh", "who owes hours is not offered to owe more"

    do(claire.give(karim.me().account, "kg", 5_000))
    until(lambda: has("kg"), karim)
    assert begins_in(qapp, karim) == "hour", "energy, hours, kilos: in the order they are listed"
    do(karim.pay(claire.me().account, "kg", 1_000))
    until(lambda: any(one.asset == "kg" and one.settled == 4_000 for one in karim.balances()), karim)
    assert begins_in(qapp, karim) == "kg"
    do(karim.pay(claire.me().account, "kg", 4_000))
    until(lambda: not has("kg"), karim)
    assert begins_in(qapp, karim) == "hour", "what one paid with last is spent"
