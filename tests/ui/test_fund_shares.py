# SPDX-License-Identifier: AGPL-3.0-or-later
"""The editor of my shares: sliders of five, the sum always in view, complete or not sent."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from app.views import AllocationPostView
from ui.format import Format
from ui.pages.fund_shares import SharesEditor, write_percents
from ui.theme import Look, apply_look
from ui.widgets.acting import hold_acts

CHARTER = {"pensions": 40, "energy": 10, "roads": 10, "startups": 20, "canteen": 10, "security": 10}
POSTS = tuple(
    AllocationPostView(
        post=post,
        charter_percent=share,
        my_percent=share,
        result_millionths=share * 10_000,
        mean_millionths=share * 10_000,
        released=(),
    )
    for post, share in CHARTER.items()
)


@pytest.fixture(params=[True, False], ids=["wide", "narrow"])
def editor(request, qtbot, dressed):
    made = SharesEditor(POSTS, dict(CHARTER), wide=request.param)
    qtbot.addWidget(made)
    made.show()
    return made


def test_starts_complete(editor):
    assert editor.shares.complete
    assert not editor.spread.isVisible()
    assert [line.slider.value() for line in editor.lines.values()] == [8, 2, 2, 4, 2, 2]


def test_moving_a_slider_leaves_something_to_place(editor):
    spy = QSignalSpy(editor.changed)
    editor.lines["pensions"].slider.setValue(6)
    assert spy.count() == 1
    assert editor.shares.left == 10
    assert not editor.shares.complete
    assert editor.spread.isVisible()


def test_minus_and_plus_move_one_step(editor, qtbot):
    line = editor.lines["energy"]
    qtbot.mouseClick(line.less, Qt.MouseButton.LeftButton)
    assert editor.shares["energy"] == 5
    qtbot.mouseClick(line.more, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(line.more, Qt.MouseButton.LeftButton)
    assert editor.shares["energy"] == 15
    assert editor.shares.left == -5


def test_the_keyboard_moves_five_percent(editor, qtbot):
    slider = editor.lines["roads"].slider
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert editor.shares["roads"] == 15


def test_spreading_completes_it(editor, qtbot):
    editor.lines["pensions"].slider.setValue(0)
    qtbot.mouseClick(editor.spread, Qt.MouseButton.LeftButton)
    assert editor.shares.complete
    assert sum(line.slider.value() * 5 for line in editor.lines.values()) == 100


def test_nothing_below_zero_nor_above_a_hundred(editor):
    editor.lines["energy"].slider.setValue(0)
    assert not editor.lines["energy"].less.isEnabled()
    editor.lines["energy"].slider.setValue(20)
    assert not editor.lines["energy"].more.isEnabled()


def test_the_registers_split_can_be_put_back(editor):
    editor.lines["canteen"].slider.setValue(10)
    editor.put_all(CHARTER)
    assert editor.shares.percents == CHARTER
    assert editor.lines["canteen"].slider.value() == 2


def test_each_slider_and_button_is_named(editor):
    names = [line.slider.accessibleName() for line in editor.lines.values()]
    assert all(names)
    assert len(set(names)) == len(names)
    for line in editor.lines.values():
        assert line.name in line.less.accessibleName()
        assert line.name in line.more.accessibleName()


def test_when_one_result_is_not_whole_all_show_a_decimal(qapp):
    apply_look(qapp, Look(words=Format("en")))
    assert write_percents([400_000, 600_000]) == ("40%", "60%")
    assert write_percents([400_000, 396_600]) == ("40.0%", "39.7%")


def test_where_nothing_can_be_signed_no_share_moves(editor):
    line = editor.lines["energy"]
    editor.lines["pensions"].slider.setValue(6)
    moves = [line.less, line.more, line.slider, editor.spread]
    hold_acts(editor, "Vous avez quitté la commune.")
    assert [one.isEnabled() for one in moves] == [False] * 4
    line.show_value(50)
    assert [one.isEnabled() for one in moves] == [False] * 4
    hold_acts(editor, "")
    assert [one.isEnabled() for one in moves] == [True] * 4
