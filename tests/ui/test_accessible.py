# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every place, walked as a screen reader and a keyboard do: names, roles, order, targets, sizes of text."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from tests.helpers.windows import choose, opened, resize, settle
from ui.pages.settings_backup import TrialSheet
from ui.places import PLACES
from ui.theme import Look

pytestmark = pytest.mark.slow
WIDTHS = (400, 1000)
TARGET = 38
LINK = 24
"""A link within or under a sentence: WCAG 2.2, 2.5.8, lets it be as high as its line."""
TEXT = 13
_TARGETS = (QAbstractButton, QComboBox, QLineEdit, QSlider)


def reached_by_tab(root: QWidget) -> list[QWidget]:
    """What Tab goes through inside a widget, in its order."""
    found, child = [], root.nextInFocusChain()
    seen: set[int] = set()
    while id(child) not in seen:
        seen.add(id(child))
        if (
            root.isAncestorOf(child)
            and child.isVisible()
            and child.isEnabled()
            and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            found.append(child)
        child = child.nextInFocusChain()
    start = min(range(len(found)), key=lambda index: place_of(found[index], root), default=0)
    return found[start:] + found[:start]


def place_of(widget: QWidget, root: QWidget) -> tuple[int, int]:
    at = widget.mapTo(root, QPoint(0, 0))
    return at.y(), at.x()


def card_of(widget: QWidget) -> QWidget | None:
    while widget is not None and widget.objectName() != "card":
        widget = widget.parentWidget()
    return widget


def find_out_of_order(root: QWidget) -> list[tuple[str, str]]:
    """Pairs where Tab goes up or back within one card."""
    wrong = []
    for first, second in itertools.pairwise(reached_by_tab(root)):
        if card_of(first) is None or card_of(first) is not card_of(second):
            continue
        (y1, x1), (y2, x2) = place_of(first, root), place_of(second, root)
        if y2 + second.height() <= y1 or (
            abs(y1 - y2) < min(first.height(), second.height()) // 2 and x2 < x1
        ):
            wrong.append((first.accessibleName(), second.accessibleName()))
    return wrong


def find_small_targets(root: QWidget) -> list[tuple[str, int]]:
    return [
        (one.accessibleName(), one.height())
        for one in root.findChildren(QWidget)
        if isinstance(one, _TARGETS)
        and one.isVisible()
        and not isinstance(one.parentWidget(), QLineEdit)  # the cross that empties a field, itself a target
        and one.height() < (LINK if one.property("kind") == "link" else TARGET)
    ]


def find_small_text(root: QWidget) -> list[tuple[str, int]]:
    return [
        (one.text(), one.font().pixelSize())
        for one in root.findChildren(QLabel)
        if one.isVisible() and one.text() and 0 < one.font().pixelSize() < TEXT
    ]


def find_without_role(root: QWidget) -> list[str]:
    """What a screen reader would call « unknown », or leave without a name."""
    wrong = []
    for one in root.findChildren(QWidget):
        if not isinstance(one, _TARGETS) or not one.isVisible():
            continue
        heard = QAccessible.queryAccessibleInterface(one)
        role, name = heard.role(), heard.text(QAccessible.Text.Name)
        if role in (QAccessible.Role.NoRole, QAccessible.Role.Client) or not name.strip():
            wrong.append(f"{type(one).__name__} {role} {name!r}")
    return wrong


@pytest.mark.parametrize("home", ["village", "hamlet"])
def test_every_place_can_be_heard_reached_and_read(qapp, request, home):
    commune = request.getfixturevalue(home)
    facade = next(iter(commune.residents.values()))
    wrong = {}
    with opened(qapp, facade, choose("fr")) as window:
        for width, place in itertools.product(WIDTHS, PLACES):
            resize(window.shown, width)
            window.shown.open_place(place.name)
            settle()
            page = window.shown.page
            found = (
                find_without_role(page),
                find_out_of_order(page.widget()),
                find_small_targets(page),
                find_small_text(page),
            )
            if any(found):
                wrong[place.name, width] = found
    assert wrong == {}


def test_the_sheets_of_settings_too(qapp, hamlet):
    with opened(qapp, hamlet.lea, choose("fr")) as window:
        resize(window.shown, 400)
        sheet = TrialSheet(hamlet.lea, window.bridge)
        window.shown.sheet.open(sheet)
        settle()
        assert (find_without_role(sheet), find_small_targets(sheet), find_small_text(sheet)) == ([], [], [])
        boxes = [one for one in reached_by_tab(sheet) if one in sheet.grid.fields]
        assert boxes == sheet.grid.fields, "down each column, as on the paper"


def test_who_asks_for_contrast_gets_strong_lines():
    plain, strong = Look(), Look(high_contrast=True)
    assert strong.colour("line") == plain.colour("line_strong") != plain.colour("line")


def test_only_a_focus_that_came_by_keyboard_is_ringed(qtbot, french):
    """A mouse click shows no ring, Tab does, and it goes with the focus."""
    window = QWidget()
    layout = QVBoxLayout(window)
    edits = [QLineEdit(), QLineEdit()]
    for edit in edits:
        layout.addWidget(edit)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    ringed = lambda: [bool(edit.property("ring")) for edit in edits]  # noqa: E731
    QTest.mouseClick(edits[0], Qt.MouseButton.LeftButton)
    assert ringed() == [False, False]
    QTest.keyClick(edits[0], Qt.Key.Key_Tab)
    assert ringed() == [False, True]
    QTest.keyClick(edits[1], Qt.Key.Key_Backtab)
    assert ringed() == [True, False]
    QTest.mouseClick(edits[1], Qt.MouseButton.LeftButton)
    assert ringed() == [False, False]
