# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lines built at once and in idle moments: their order, what is kept, and that nothing is destroyed twice."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QPushButton, QVBoxLayout, QWidget

from tests.helpers.windows import sweep
from ui.widgets.card import clear
from ui.widgets.focus import list_chain, tab_through
from ui.widgets.rows import Rows

TURNS = 60


class Line(QWidget):
    """A line as pages have them: words, and a button that Tab reaches."""

    def __init__(self, key):
        super().__init__()
        self.key = key
        outer = QVBoxLayout(self)
        self.door = QPushButton(f"Ouvrir {key}")
        self.door.clicked.connect(lambda: self.door.setText("Fermer"))
        for part in (QLabel(str(key)), QLabel("le 26 novembre"), self.door):
            outer.addWidget(part)


@pytest.fixture
def rows(qtbot, french):
    made = Rows(at_once=3)
    qtbot.addWidget(made)
    made.resize(400, 600)
    made.show()
    return made


def show(rows, keys):
    rows.show_rows([(key, lambda key=key: Line(key)) for key in keys])


def lines(rows):
    """From top to bottom, as they are seen."""
    rows.layout().activate()
    found = [line for line in rows.findChildren(Line) if line.isVisibleTo(rows)]
    return sorted(found, key=lambda line: line.y())


def keys(rows):
    return [line.key for line in lines(rows)]


def test_the_first_lines_are_there_at_once_the_others_soon(qtbot, rows):
    show(rows, range(25))
    assert keys(rows) == [0, 1, 2]
    assert rows.is_filling
    assert rows.count == 25
    with qtbot.waitSignal(rows.filled):
        pass
    assert keys(rows) == list(range(25))
    assert not rows.is_filling


def test_hurried_lines_are_there_now(rows):
    show(rows, range(25))
    rows.hurry(7)
    assert keys(rows) == list(range(7))
    rows.hurry(100)
    assert keys(rows) == list(range(25))


def test_a_line_that_says_the_same_is_kept(rows):
    show(rows, "abcd")
    rows.hurry(4)
    before = {line.key: line for line in lines(rows)}
    show(rows, "xdba")
    rows.hurry(4)
    assert keys(rows) == list("xdba")
    after = {line.key: line for line in lines(rows)}
    assert all(after[key] is before[key] for key in "dba")
    sweep()
    assert len(rows.findChildren(Line)) == 4


def test_two_lines_may_say_the_same(rows):
    show(rows, "aab")
    assert keys(rows) == list("aab")


def test_fewer_lines_than_before(rows):
    show(rows, range(12))
    rows.hurry(12)
    show(rows, [11, 0])
    assert keys(rows) == [11, 0]
    show(rows, [])
    assert keys(rows) == []
    assert not rows.is_filling


def test_a_line_that_waits_is_hidden_until_those_before_it_are_there(rows):
    show(rows, "abc")
    show(rows, "uvwxabc")
    assert keys(rows) == list("uvw")
    rows.hurry(7)
    assert keys(rows) == list("uvwxabc")


def test_tab_goes_from_top_to_bottom(rows):
    show(rows, "cd")
    show(rows, "acbd")
    rows.hurry(4)
    assert [stop.text() for stop in list_chain(rows)] == [f"Ouvrir {key}" for key in "acbd"]


def test_nothing_of_the_layout_is_known_to_python(rows):
    """Qt deletes the items of a layout without a word: Python would destroy what comes to stand there."""
    show(rows, range(12))
    rows.hurry(12)
    rows.grab()
    show(rows, range(6, 9))
    rows.grab()
    sweep()
    known = [one for one in gc.get_objects() if type(one).__mro__[1] is QLayoutItem]
    assert [one for one in known if not isinstance(one, QLayout)] == []


def test_lines_are_renewed_for_ever(qtbot, rows):
    """Reused, reordered, taken away while others are to come, at changing widths, collected meanwhile."""
    window, beside = QWidget(), QWidget()
    qtbot.addWidget(window)
    column, foot = QVBoxLayout(window), QVBoxLayout(beside)
    column.addWidget(rows)
    column.addWidget(beside)
    window.show()
    for turn in range(TURNS):
        clear(foot)
        foot.addWidget(QPushButton("Plus"))
        first = turn * 5 % 17
        wanted = [(key, turn // 7) for key in range(first, first + 18)]
        show(rows, wanted if turn % 3 else reversed(wanted))
        tab_through(rows, beside)
        window.resize(300 + turn % 5 * 50, 600)
        rows.grab()
        sweep(turn % 3)
        if turn % 10 == 0:
            gc.collect()
        rows.hurry(turn % 19)
        rows.grab()
        sweep()
    rows.hurry(rows.count)
    assert [key for key, _ in keys(rows)] == [key for key, _ in wanted]
    assert len(rows.findChildren(Line)) == 18
