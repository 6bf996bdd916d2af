# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cards that a page puts: made at once or when idle, kept when they say the same."""

from __future__ import annotations

import gc

import pytest
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
