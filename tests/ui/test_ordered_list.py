# SPDX-License-Identifier: AGPL-3.0-or-later
"""An order changed by keys, by buttons and by dragging; it only tells, its owner shows the lines again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.widgets.ordered_list import OrderedList

LONG = "Offert à Marc, au plus cent kilowattheures par mois, du premier novembre au trente et un mars " * 2


def shown(qtbot, *lines: str) -> OrderedList:
    made = OrderedList("Où va mon énergie")
    qtbot.addWidget(made)
    made.set_lines(lines)
    made.resize(300, made.height())
    made.show()
    return made


def told(made: OrderedList) -> list:
    orders = []
    made.reordered.connect(orders.append)
    return orders


def test_alt_with_an_arrow_moves_the_chosen_line(qtbot, french):
    made = shown(qtbot, "un", "deux", "trois")
    orders = told(made)
    made.setCurrentRow(2)
    QTest.keyClick(made, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert orders == [[0, 2, 1]]
    made.set_lines(["un", "trois", "deux"])
    assert made.currentRow() == 1, "the line that moved stays chosen"
    QTest.keyClick(made, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert orders[-1] == [0, 2, 1]


def test_an_end_of_the_list_is_an_end(qtbot, french):
    made = shown(qtbot, "un", "deux")
    orders = told(made)
    made.setCurrentRow(0)
    made.move_by(-1)
    made.setCurrentRow(1)
    made.move_by(1)
    assert orders == []


def test_a_line_dropped_elsewhere_is_told(qtbot, french):
    made = shown(qtbot, "un", "deux", "trois")
    with qtbot.waitSignal(made.reordered) as heard:
        made.insertItem(0, made.takeItem(2))  # what Qt does of a drag
        made._tell_order()
    assert heard.args == [[2, 0, 1]]


def test_delete_takes_the_chosen_line_away(qtbot, french):
    made = shown(qtbot, "un", "deux")
    made.setCurrentRow(1)
    with qtbot.waitSignal(made.dropped) as heard:
        QTest.keyClick(made, Qt.Key.Key_Delete)
    assert heard.args == [1]


def test_a_long_line_is_shown_whole(qtbot, french):
    made = shown(qtbot, LONG, "deux")
    last = made.visualItemRect(made.item(1))
    assert made.visualItemRect(made.item(0)).height() > 2 * last.height()
    assert last.bottom() < made.viewport().height()
