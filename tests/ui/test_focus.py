# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the keyboard stays when what it stands on is disabled, hidden, closed or made anew."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tests.helpers.windows import settle, walk_with_tab
from ui.widgets.buttons import button
from ui.widgets.card import clear
from ui.widgets.focus import FocusKeeper, Spot, be_zone, tab_through
from ui.widgets.sheet import SheetBody, SideSheet

pytestmark = pytest.mark.usefixtures("french")


class Room(QWidget):
    """A rail and a page with three buttons, as a window has."""

    def __init__(self):
        super().__init__()
        self.rail = button("Matin")
        self.page = QWidget()
        be_zone(self.page)
        self.column = QVBoxLayout(self.page)
        self.buttons = self.fill()
        layout = QHBoxLayout(self)
        layout.addWidget(self.rail)
        layout.addWidget(self.page)
        FocusKeeper(self)

    def fill(self, *words):
        clear(self.column)
        self.buttons = [button(word) for word in words or ("Un", "Deux", "Trois")]
        for one in self.buttons:
            self.column.addWidget(one)
        settle()
        return self.buttons


@pytest.fixture
def room(qtbot):
    made = Room()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    settle()
    return made


def press_space(widget):
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(widget, Qt.Key.Key_Space)
    settle()


@pytest.mark.parametrize(("pressed", "then"), [(0, 1), (1, 2), (2, 1)])
def test_a_button_that_disables_itself_hands_the_keyboard_to_its_neighbour(room, pressed, then):
    one = room.buttons[pressed]
    one.clicked.connect(lambda: one.setEnabled(False))
    press_space(one)
    assert room.focusWidget() is room.buttons[then]
    assert room.buttons[then].property("ring"), "who uses the keys still sees where they are"


def test_it_comes_back_when_enabled_again_unless_the_person_went_on(room):
    first, second, third = room.buttons
    first.setFocus()
    first.setEnabled(False)
    first.setEnabled(True)
    assert room.focusWidget() is first
    first.setEnabled(False)
    QTest.keyClick(second, Qt.Key.Key_Tab)
    assert room.focusWidget() is third
    first.setEnabled(True)
    assert room.focusWidget() is third


def test_one_after_the_other_and_the_page_itself_when_nothing_is_left(room):
    for one in room.buttons:
        one.setFocus()
        one.setEnabled(False)
        settle()
    assert room.focusWidget() is room.page
    assert room.page.isAncestorOf(room.page.nextInFocusChain())


def test_a_whole_part_hidden_leaves_the_keyboard_in_its_zone(room):
    room.buttons[2].setFocus()
    room.buttons[2].hide()
    settle()
    assert room.focusWidget() is room.buttons[1]


def test_filled_anew_the_same_name_then_the_same_place(room):
    room.buttons[1].setFocus()
    spot = Spot.of(room.page)
    room.fill("Zéro", "Un", "Deux", "Trois")
    spot.restore()
    assert room.focusWidget() is room.buttons[2]
    spot = Spot.of(room.page)
    room.fill("Zéro", "Un", "Trois")
    spot.restore()
    assert room.focusWidget() is room.buttons[2]
    spot = Spot.of(room.page)
    room.fill("Autre")
    spot.restore()
    assert room.focusWidget() is room.buttons[0]
    room.rail.setFocus()
    assert Spot.of(room.page) is None


@pytest.mark.parametrize("gone", [False, True])
def test_a_closed_sheet_gives_the_keyboard_back_even_if_its_button_is_gone(room, gone):
    sheet = SideSheet(room)
    opener = room.buttons[1]
    opener.setFocus()
    body = SheetBody("Payer")
    sign = QPushButton("Signer")
    body.foot.addWidget(sign)
    sheet.open(body)
    sign.setFocus()
    sign.setEnabled(False)
    assert sheet.isAncestorOf(room.focusWidget()), "not out of the sheet while the act is under way"
    if gone:
        room.fill("Un", "Trois")
    sheet.close_sheet()
    settle()
    assert room.focusWidget() is room.buttons[1]


def test_a_message_that_is_closed_gives_the_keyboard_back(room):
    message = button("Fermer")
    room.layout().insertWidget(0, message)
    room.buttons[1].setFocus()
    message.setFocus()
    message.hide()
    settle()
    assert room.focusWidget() is room.buttons[1]


def test_tab_goes_through_parts_in_the_order_told(room):
    tab_through(room.buttons[2], room.buttons[0], room.buttons[1])
    stops = [one.text() for one in walk_with_tab(room) if one is not room.rail]
    assert "".join(stops) in "TroisUnDeux" * 2
