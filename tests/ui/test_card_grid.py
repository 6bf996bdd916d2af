# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cards that a page puts: made at once or when idle, kept when they say the same."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from tests.helpers.windows import sweep
from ui.widgets.card import Card
from ui.widgets.focus import list_chain
from ui.widgets.page import MEDIUM, NARROW, WIDE, CardGrid

TURNS = 60


@pytest.fixture
def grid(qtbot, french):
    made = CardGrid(at_once=2)
    qtbot.addWidget(made)
    made.resize(1_000, 800)
    made.show()
    return made


def make(key):
    card = Card(name=f"Carte {key}")
    card.body.addWidget(QPushButton(f"Ouvrir {key}"))
    return card


def fill(grid, keys, width=WIDE):
    grid.clear()
    for key in keys:
        grid.put(lambda key=key: make(key), 4, key=key)
    grid.arrange(width)


def cards(grid):
    return [card for card in grid.findChildren(Card) if card.isVisibleTo(grid)]


def names(grid):
    return [card.accessibleName() for card in cards(grid)]


def test_the_first_cards_are_there_at_once_the_others_soon(qtbot, grid):
    fill(grid, range(8))
    assert len(cards(grid)) == 2
    assert grid.is_filling
    assert grid.count == 8
    qtbot.waitUntil(lambda: not grid.is_filling)
    assert names(grid) == [f"Carte {key}" for key in range(8)]


def test_hurried_cards_are_there_now(grid):
    fill(grid, range(8))
    grid.hurry(5)
    assert len(cards(grid)) == 5
    assert grid.is_filling
    grid.hurry(grid.count)
    assert not grid.is_filling


def test_a_card_that_says_the_same_comes_back(grid):
    fill(grid, "abc")
    grid.hurry(3)
    before = cards(grid)
    fill(grid, "cab")
    grid.hurry(3)
    assert names(grid) == ["Carte c", "Carte a", "Carte b"]
    assert {id(card) for card in cards(grid)} == {id(card) for card in before}
    fill(grid, "ad")
    grid.hurry(2)
    sweep()
    assert names(grid) == ["Carte a", "Carte d"]
    assert len(grid.findChildren(Card)) == 2


def test_a_card_without_a_key_is_made_again(grid):
    grid.put(lambda: make("a"))
    grid.arrange(WIDE)
    before = cards(grid)
    grid.clear()
    grid.put(lambda: make("a"))
    grid.arrange(WIDE)
    assert len(cards(grid)) == 1
    assert cards(grid)[0] is not before[0]


def test_cards_take_their_columns_at_each_width(grid):
    fill(grid, "abc")
    grid.hurry(3)
    for width, places in (
        (WIDE, [(0, 0, 1, 4), (0, 4, 1, 4), (0, 8, 1, 4)]),
        (MEDIUM, [(0, 0, 1, 2), (1, 0, 1, 2), (2, 0, 1, 2)]),
        (NARROW, [(0, 0, 1, 1), (1, 0, 1, 1), (2, 0, 1, 1)]),
    ):
        grid.arrange(width)
        layout = grid.layout()
        assert [layout.getItemPosition(layout.indexOf(card)) for card in cards(grid)] == places


def test_tab_goes_through_late_cards_before_what_stands_below(qtbot, french):
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    grid = CardGrid(at_once=1)
    column.addWidget(grid)
    fill(grid, "abc")
    column.addWidget(QPushButton("En dessous"))
    page.show()
    grid.hurry(3)
    assert [stop.text() for stop in list_chain(page)] == ["Ouvrir a", "Ouvrir b", "Ouvrir c", "En dessous"]


def test_cards_are_renewed_for_ever(grid):
    """Reused and taken away while others are to come, at each breakpoint, collected meanwhile."""
    for turn in range(TURNS):
        first = turn * 3 % 11
        fill(grid, [(key, turn // 5) for key in range(first, first + 9)], (WIDE, MEDIUM, NARROW)[turn % 3])
        grid.grab()
        sweep()
        grid.hurry(turn % 10)
        if turn % 10 == 0:
            gc.collect()
    grid.hurry(grid.count)
    sweep()
    assert len(grid.findChildren(Card)) == len(cards(grid)) == 9


# --- filled again while somebody looks ---------------------------------------------------------------------


def fill_gently(grid, texts):
    grid.gently = True
    grid.clear()
    for text in texts:
        grid.put(lambda text=text: make(text), 4)
    grid.arrange(WIDE)
    grid.gently = False


def test_cards_are_seen_until_all_that_follow_are_made(qtbot, grid):
    fill_gently(grid, ["a1", "b1", "c1"])
    grid.hurry(3)
    fill_gently(grid, ["a2", "b2", "c2", "d2"])
    assert names(grid) == ["Carte a1", "Carte b1", "Carte c1"]
    assert grid.is_filling
    assert grid.has_gaps, "nothing stands where the fourth will be"
    for _ in range(3):
        grid._go_on(0)
        assert {"Carte a1", "Carte b1", "Carte c1"} <= set(names(grid))
    qtbot.waitUntil(lambda: not grid.is_filling)
    sweep()
    assert sorted(names(grid)) == ["Carte a2", "Carte b2", "Carte c2", "Carte d2"]
    assert len(grid.findChildren(Card)) == 4
    layout = grid.layout()
    places = [layout.getItemPosition(layout.indexOf(card))[:2] for card in cards(grid)]
    assert sorted(places) == [(0, 0), (0, 4), (0, 8), (1, 0)]


def test_what_is_pressed_stays_until_it_is_let_go(qtbot, grid):
    fill_gently(grid, ["a1", "b1"])
    qtbot.waitUntil(lambda: not grid.is_filling)
    window, where = grid.window().windowHandle(), QPoint(5, 5)
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=where)
    try:
        fill_gently(grid, ["a2", "b2"])
        sweep(20)
        assert grid.is_filling
    finally:
        QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=where)
    qtbot.waitUntil(lambda: not grid.is_filling)


def test_a_card_of_the_same_key_stays_and_others_stand_in(qtbot, grid):
    fill(grid, "abc")
    grid.hurry(3)
    before = cards(grid)
    grid.gently = True
    fill(grid, "axc")
    grid.gently = False
    assert cards(grid) == before
    qtbot.waitUntil(lambda: not grid.is_filling)
    sweep()
    assert sorted(names(grid)) == ["Carte a", "Carte c", "Carte x"]
    assert {id(before[0]), id(before[2])} <= {id(card) for card in cards(grid)}


def test_the_keyboard_stays_in_a_card_that_changes(qtbot, grid):
    fill_gently(grid, ["a", "b"])
    grid.hurry(2)
    stops = list_chain(grid)
    stops[1].setFocus()
    fill_gently(grid, ["a", "b"])
    assert grid.window().focusWidget() is stops[1]
    qtbot.waitUntil(lambda: not grid.is_filling)
    sweep()
    now = grid.window().focusWidget()
    assert now is not stops[1]
    assert now.text() == "Ouvrir b"


def test_a_filling_that_is_overtaken_leaves_nothing_behind(qtbot, grid):
    fill_gently(grid, "abcde")
    grid.hurry(5)
    for turn in range(TURNS):
        fill_gently(grid, [f"{key}{turn}" for key in "abcdefgh"[: turn % 8 + 1]])
        for _ in range(turn % 5):
            grid._go_on(0)
        if turn % 7 == 0:
            grid.clear()
        if turn % 9 == 0:
            fill(grid, "xyz")
    fill_gently(grid, "ab")
    qtbot.waitUntil(lambda: not grid.is_filling)
    sweep()
    assert names(grid) == ["Carte a", "Carte b"]
    assert len(grid.findChildren(Card)) == 2


def test_tab_goes_through_cards_that_changed_before_what_stands_below(qtbot, french):
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    grid = CardGrid(at_once=3)
    column.addWidget(grid)
    fill_gently(grid, "abc")
    grid.hurry(3)
    column.addWidget(QPushButton("En dessous"))
    page.show()
    for texts in ("def", "ghij", "k"):
        fill_gently(grid, texts)
        qtbot.waitUntil(lambda: not grid.is_filling)
        sweep()
        wanted = [f"Ouvrir {text}" for text in texts]
        assert [stop.text() for stop in list_chain(page)] == [*wanted, "En dessous"]


def test_at_another_breakpoint_no_key_brings_a_card_back_where_cards_differ(qtbot, french):
    grid = CardGrid(by_width=True)
    qtbot.addWidget(grid)
    grid.show()
    fill(grid, "ab")
    before = cards(grid)
    fill(grid, "ab")
    assert cards(grid) == before
    fill(grid, "ab", NARROW)
    sweep()
    assert names(grid) == ["Carte a", "Carte b"]
    assert not {id(card) for card in before} & {id(card) for card in cards(grid)}
    assert len(grid.findChildren(Card)) == 2
