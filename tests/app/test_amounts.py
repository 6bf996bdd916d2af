# SPDX-License-Identifier: AGPL-3.0-or-later
"""Amounts as people write them, in French and in English, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.amounts import AMOUNT_MAX, AmountError, parse_amount


@pytest.mark.parametrize(
    ("text", "asset", "amount"),
    [
        ("25", "kwh", 25_000),
        ("25 kWh", "kwh", 25_000),
        ("25kwh", "kwh", 25_000),
        ("0,001", "kwh", 1),
        (",5", "kwh", 500),
        ("750 Wh", "kwh", 750),
        ("1,2 MWh", "kwh", 1_200_000),
        ("12,5", "kwh-th", 12_500),
        ("3,5", "kg", 3500),
        ("3.5", "kg", 3500),
        ("3,5 kg", "kg", 3500),
        ("300 g", "kg", 300),
        ("1 kilo", "kg", 1000),
        ("1h30", "hour", 5400),
        ("1 h 30", "hour", 5400),
        ("1 H 30 min", "hour", 5400),
        ("1:30", "hour", 5400),
        ("1h05", "hour", 3900),
        ("2h", "hour", 7200),
        ("2", "hour", 7200),
        ("1,5", "hour", 5400),
        ("1,5 h", "hour", 5400),
        ("45 min", "hour", 2700),
        ("45mn", "hour", 2700),
        ("90 minutes", "hour", 5400),
        ("1h 2min 3s", "hour", 3723),
        ("0h20", "hour", 1200),
        ("15", "point", 1500),
        ("15,25 pts", "point", 1525),
        ("+25", "kwh", 25_000),
        ("  25  ", "kwh", 25_000),
        ("7", "bean", 7),
    ],
)
def test_reads_what_a_person_writes(text: str, asset: str, amount: int):
    assert parse_amount(text, asset, "fr") == amount


@pytest.mark.parametrize(
    "text",
    ["1 234,5", "1\u202f234,5", "1\u00a0234,5", "1.234,5", "1,234.5", "1234.5", "1'234.5", "1\u2019234,5"],
)
def test_thousands_and_decimals_of_both_languages(text: str):
    assert parse_amount(text, "kwh", "fr") == 1_234_500


def test_a_sign_of_the_readers_decimals_is_decimal_and_that_of_thousands_asks():
    assert parse_amount("1,500", "kwh", "fr") == 1500
    assert parse_amount("1.500", "kwh", "en") == 1500
    assert parse_amount("1.234.567", "kwh", "fr") == 1_234_567_000
    for text in ("1.500", "+1.500", "12.345 kWh", "999.000 kwh"):
        with pytest.raises(AmountError, match="amount-ambiguous"):
            parse_amount(text, "kwh", "fr")
        with pytest.raises(AmountError, match="amount-ambiguous"):
            parse_amount(text.replace(".", ","), "kwh", "en")
    for text in ("0,500", "1,50", "1,5", "1234,5"):
        assert parse_amount(text, "kwh", "en") == parse_amount(text, "kwh", "fr")


@pytest.mark.parametrize(
    ("text", "asset", "code"),
    [
        ("", "kwh", "amount-malformed"),
        (" ", "kwh", "amount-malformed"),
        ("abc", "kwh", "amount-malformed"),
        ("25 kg", "kwh", "amount-malformed"),
        ("25 kWh", "hour", "amount-malformed"),
        ("1h30", "kg", "amount-malformed"),
        ("1h75", "hour", "amount-malformed"),
        ("1:5:9", "hour", "amount-malformed"),
        ("12 34", "kwh", "amount-malformed"),
        ("1 2345", "kwh", "amount-malformed"),
        ("1,2,3", "kwh", "amount-malformed"),
        ("1.2,3.4", "kwh", "amount-malformed"),
        ("25,", "kwh", "amount-malformed"),
        ("1e3", "kwh", "amount-malformed"),
        ("0x10", "kwh", "amount-malformed"),
        ("\u0663", "kwh", "amount-malformed"),
        ("25\u20ac", "kwh", "amount-malformed"),
        ("--25", "kwh", "amount-malformed"),
        ("1" * 41, "kwh", "amount-malformed"),
        ("-25", "kwh", "amount-negative"),
        ("\u2212 25", "kwh", "amount-negative"),
        ("-1h30", "hour", "amount-negative"),
        ("0", "kwh", "amount-zero"),
        ("0,000", "kg", "amount-zero"),
        ("0h00", "hour", "amount-zero"),
        ("9" * 20, "kwh", "amount-too-large"),
        ("99999999999999999999h30", "hour", "amount-too-large"),
        ("0,0001", "kwh", "amount-too-precise"),
        ("3,5 g", "kg", "amount-too-precise"),
        ("1,005", "point", "amount-too-precise"),
        ("1,5", "bean", "amount-too-precise"),
    ],
)
def test_refuses_with_a_code(text: str, asset: str, code: str):
    with pytest.raises(AmountError) as caught:
        parse_amount(text, asset, "fr")
    assert caught.value.code == code


def test_the_largest_amount_is_the_largest_the_register_holds():
    assert parse_amount(str(AMOUNT_MAX), "bean", "fr") == AMOUNT_MAX
    with pytest.raises(AmountError, match="amount-too-large"):
        parse_amount(str(AMOUNT_MAX + 1), "bean", "fr")


@given(st.integers(1, AMOUNT_MAX), st.sampled_from([(",", "fr"), (".", "en")]))
def test_every_amount_written_out_in_kwh_comes_back(amount_wh: int, written: tuple[str, str]):
    (sign, language), (whole, rest) = written, divmod(amount_wh, 1000)
    assert parse_amount(f"{whole}{sign}{rest:03d}", "kwh", language) == amount_wh


@given(st.integers(0, 9999), st.integers(0, 59))
def test_every_duration_comes_back(hours: int, minutes: int):
    if hours or minutes:
        assert parse_amount(f"{hours} h {minutes:02d}", "hour", "fr") == hours * 3600 + minutes * 60


@given(st.text(max_size=60), st.sampled_from(["kwh", "hour", "kg", "point", "bean"]))
def test_any_text_gives_an_amount_in_bounds_or_a_code(text: str, asset: str):
    try:
        amount = parse_amount(text, asset, "fr")
    except AmountError as error:
        amount, code = 0, error.code
    else:
        code = ""
    assert 0 < amount <= AMOUNT_MAX or code.startswith("amount-")
