# SPDX-License-Identifier: AGPL-3.0-or-later
"""Equivalents at the commune's parities."""

from __future__ import annotations

from app.views import AmountView, ParityView
from ui.worth import assets_of, parity_from, worth, worth_words

HOUR = ParityView(asset="hour", numerator=250, denominator=9, version=1)
KILO = ParityView(asset="kg", numerator=10, denominator=1, version=1)


def test_an_hour_is_a_hundred_kwh_and_ten_kilos():
    assert worth((HOUR, KILO), "hour", 3600) == (
        AmountView(asset="kwh", amount=100_000),
        AmountView(asset="kg", amount=10_000),
    )


def test_three_and_a_half_kilos_are_21_minutes_and_35_kwh():
    assert worth((HOUR, KILO), "kg", 3500) == (
        AmountView(asset="kwh", amount=35_000),
        AmountView(asset="hour", amount=21 * 60),
    )


def test_a_unit_without_parity_has_no_equivalent():
    assert worth((HOUR,), "kg", 3500) == ()
    assert worth((HOUR,), "kwh", 0) == ()


def test_units_stand_in_the_order_a_person_meets_them():
    bean = ParityView(asset="bean", numerator=1, denominator=1, version=1)
    assert assets_of((bean, KILO, HOUR)) == ("kwh", "hour", "kg", "bean")


def test_a_parity_is_told_by_one_shown_unit():
    assert parity_from("hour", 100_000) == (250, 9)
    assert parity_from("kg", 12_000) == (12, 1)
    assert parity_from("point", 1000) == (10, 1)


def test_a_whole_number_is_told_without_a_decimal(french):
    told = worth_words(worth((HOUR, KILO), "hour", 5400), "ou")
    assert "150\u00a0kWh" in told
    assert "150,0" not in told
    assert "2,5\u00a0kWh" in worth_words(worth((HOUR, KILO), "hour", 90), "ou")
