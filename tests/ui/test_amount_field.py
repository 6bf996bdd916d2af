# SPDX-License-Identifier: AGPL-3.0-or-later
"""The amount field: what the program reads in it, and what it says when it cannot."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy

from app.facade import Voisinage
from app.views import AmountView
from tests.helpers.windows import plain_spaces
from ui.dialogs.amount_field import AmountField, amount_problem, read_amount, written
from ui.theme import look

ASSETS = ("kwh", "hour", "kg", "point")


@pytest.fixture
def field(qtbot, dressed):
    made = AmountField("How much", Voisinage.parse_amount, ASSETS)
    qtbot.addWidget(made)
    made.show()
    return made


def test_reads_as_it_is_written(field, qtbot):
    spy = QSignalSpy(field.changed)
    qtbot.keyClicks(field.edit, "25")
    assert field.amount == AmountView(asset="kwh", amount=25_000)
    assert spy.count() == 2


def test_the_unit_changes_what_is_read(field):
    field.edit.setText("1,5")
    assert field.amount == AmountView(asset="kwh", amount=1_500)
    field.unit.setCurrentIndex(ASSETS.index("hour"))
    assert field.amount == AmountView(asset="hour", amount=5400)


@pytest.mark.parametrize(
    ("typed", "asset", "amount"), [("1h30", "hour", 5_400), ("300 g", "kg", 300), ("45 min", "hour", 2_700)]
)
def test_an_amount_that_names_its_unit_chooses_it(field, qtbot, typed, asset, amount):
    qtbot.keyClicks(field.edit, typed)
    assert field.amount == AmountView(asset=asset, amount=amount)
    assert field.asset == asset
    assert field.edit.text() == typed


def test_what_no_unit_reads_or_the_chosen_one_refuses_leaves_the_choice(field, qtbot):
    for typed in ("abc", "-5", "0", "1h90"):
        field.edit.setText(typed)
        assert (field.amount, field.asset) == (None, "kwh")


def test_an_empty_field_is_wrong_only_when_it_is_needed(field):
    assert not field.show_error()
    assert field.show_error(required=True)
    assert field.edit.accessibleDescription() == amount_problem(""), "nothing was misread"


def test_what_is_wrong_is_said_on_leaving_and_leaves_when_mended(field):
    field.edit.setText("abc")
    assert not field.edit.property("wrong")
    field.show_error()
    assert field.edit.property("wrong")
    assert field.edit.accessibleDescription() == amount_problem("amount-malformed")
    field.edit.setText("3,5")
    assert not field.edit.property("wrong")


def test_zero_may_have_a_sentence_of_its_own(field, qtbot):
    field.when_zero = "Pour donner, demandez 1 min."
    field.edit.setText("0")
    assert field.show_error()
    assert field.edit.accessibleDescription() == "Pour donner, demandez 1 min."
    field.edit.setText("-1")
    assert field.show_error()
    assert "1 min" not in field.edit.accessibleDescription()


def test_a_hint_does_not_cover_what_is_wrong(field):
    field.edit.setText("-5")
    field.show_error()
    field.set_hint("that is 15 min")
    assert field.edit.accessibleDescription() == amount_problem("amount-negative")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0", "amount-zero"),
        ("-1", "amount-negative"),
        ("0,0001", "amount-too-precise"),
        ("1.500", "amount-ambiguous"),
        ("9" * 20, "amount-too-large"),
        ("x", "amount-malformed"),
    ],
)
def test_every_refusal_has_its_own_sentence(dressed, text, code):
    if not look().words.french:
        text = text.replace(".", ",")
    assert read_amount(Voisinage.parse_amount, text, "kwh") == (0, code)
    others = {
        amount_problem(name)
        for name in (
            "amount-zero",
            "amount-negative",
            "amount-too-precise",
            "amount-too-large",
            "amount-ambiguous",
            "other",
        )
    }
    assert len(others) == 6
    assert amount_problem(code) in others


@pytest.mark.parametrize(
    ("asset", "amount"),
    [
        ("kwh", 1_787_400),
        ("kwh", 4_812_000),
        ("kwh", 4_812),
        ("kwh", 1),
        ("hour", 5400),
        ("hour", 3723),
        ("hour", 45),
        ("kg", 3500),
        ("point", 1525),
    ],
)
def test_what_the_program_writes_is_read_back(dressed, asset, amount):
    assert read_amount(Voisinage.parse_amount, written(asset, amount), asset) == (amount, "")
    shown = read_amount(Voisinage.parse_amount, look().words.exact(asset, amount), asset)
    assert shown in ((amount, ""), (0, "amount-ambiguous")), "never another amount"


def test_hours_too_fine_are_not_told_of_decimals(qtbot, french):
    """« 3,5678 h : retirez une décimale », and again for 3,567: hours are counted in seconds."""
    field = AmountField("Combien", Voisinage.parse_amount, ("hour", "kwh"))
    qtbot.addWidget(field)
    field.edit.setText("3,5678")
    field.show_error()
    assert "décimale" not in field.edit.accessibleDescription()
    assert "3 h 34" in plain_spaces(field.edit.accessibleDescription())
    field.set_value("0,0001", "kwh")
    assert "décimale" in field.edit.accessibleDescription()
