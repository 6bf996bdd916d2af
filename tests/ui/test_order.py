# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sheet that orders: how many, and what is refused of it in words."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.views import AmountView
from tests.helpers.windows import plain_spaces, settle, shows
from tests.ui.test_exchange_cards import LISTING
from ui.dialogs.order import OrderSheet
from ui.widgets.count_edit import CountEdit


@pytest.fixture
def asked() -> list[int]:
    return []


@pytest.fixture
def sheet(qtbot, french, asked):
    """Of two and a half kilos of something: nobody is asked for anything but written down."""
    facade = SimpleNamespace(parities=tuple, place_order=lambda _listing, count: asked.append(count))
    made = OrderSheet(facade, SimpleNamespace(run=lambda *_: None), LISTING)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2,5", "nombre entier"),
        ("-7", "au moins un"),
        ("1e9", "nombre entier"),
        ("0", "au moins un"),
        ("", "nombre entier"),
        ("4", "3 au plus"),
        ("9" * 40, "3 au plus"),
    ],
)
def test_what_is_no_number_of_things_is_kept_and_refused_in_words(qtbot, sheet, asked, typed, said):
    """« 2,5 » became 25, « -7 » became 7, « -1 » ordered one."""
    sheet.quantity.setFocus()
    sheet.quantity.selectAll()
    QTest.keyClick(sheet.quantity, Qt.Key.Key_Delete)
    QTest.keyClicks(sheet.quantity, typed)
    sheet.sign.click()
    assert sheet.quantity.text() == typed
    assert said in sheet.field.error
    assert asked == []
    settle()
    assert not shows(sheet, "kg")


def test_a_number_of_things_is_read_and_stepped(sheet, asked):
    sheet.quantity.setText(" 3 ")
    settle()
    assert shows(sheet, "7,5")
    assert sheet.field.error == ""
    QTest.keyClick(sheet.quantity, Qt.Key.Key_Up)
    assert sheet.quantity.count == 3
    QTest.keyClick(sheet.quantity, Qt.Key.Key_Down)
    sheet.sign.click()
    assert asked == [2]


def test_a_thousand_may_be_written_with_its_space(qtbot, french):
    edit = CountEdit(2_000)
    qtbot.addWidget(edit)
    edit.setText("1\u202f500")
    assert edit.count == 1_500
    edit.setText("٣")
    assert edit.problem, "a figure of another alphabet is not read in secret"
    edit.setText("douze")
    QTest.keyClick(edit, Qt.Key.Key_Up)
    assert edit.text() == "1"


@pytest.mark.parametrize(
    ("payable", "typed", "said"),
    [
        (6_000, "3", "À partir de 3, le paiement serait sans effet"),
        (2_000, "1", "En l’état, le paiement serait sans effet"),
    ],
)
def test_who_orders_beyond_what_they_can_pay_is_told_before(sheet, asked, payable, typed, said):
    """Twelve hours were ordered with a limit of five, and nobody said a word until the end."""
    sheet.listing = replace(LISTING, payable=(AmountView(asset="kg", amount=payable),))
    sheet.quantity.setText(typed)
    sheet._show_total()
    told = plain_spaces(sheet.beyond.accessibleName())
    assert sheet.beyond.isVisible()
    assert "vous pouvez payer" in told
    assert said in told
    sheet.sign.click()
    assert asked == [int(typed)], "the register allows it: one may have more by then"


def test_who_orders_what_they_can_pay_is_told_nothing(sheet):
    sheet.listing = replace(LISTING, payable=(AmountView(asset="kg", amount=5_000),))
    sheet.quantity.setText("3")
    assert sheet.beyond.isVisible()
    sheet.quantity.setText("2")
    assert not sheet.beyond.isVisible()


def test_who_answers_a_need_reads_what_its_author_can_pay(sheet):
    payable = (AmountView(asset="kg", amount=0),)
    sheet.listing = replace(LISTING, side="need", payable=payable)
    sheet._show_total()
    assert "Marie peut payer 0 kg au plus" in plain_spaces(sheet.beyond.accessibleName())
