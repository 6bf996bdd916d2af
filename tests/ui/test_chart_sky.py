# SPDX-License-Identifier: AGPL-3.0-or-later
"""The chart of a roof against a clear sky is walked by keys and mouse, and paints gaps apart from zeros."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ui.widgets.chart import Figures
from ui.widgets.chart_sky import GAP, KNOWN, OUTSIDE, PARTIAL, SkyChart, SkyStep

STATES = (KNOWN, GAP, GAP, PARTIAL, KNOWN, OUTSIDE)


def shown(qtbot, states=STATES, smooth=False) -> SkyChart:
    chart = SkyChart("", smooth=smooth)
    qtbot.addWidget(chart)
    steps = tuple(
        SkyStep(0 if state == GAP else 4_000 + n, 9_000, state, mark=str(n), taken_wh=-1 if n == 2 else 300)
        for n, state in enumerate(states)
    )
    chart.set_steps(steps, "Le toit", "Six jours.", Figures(("Jour",), (("1",),)))
    chart.resize(640, chart.height())
    chart.show()
    return chart


def test_arrows_walk_and_pass_the_ends(qtbot, french):
    chart = shown(qtbot)
    pointed, moved = [], []
    chart.pointed.connect(pointed.append)
    chart.moved.connect(moved.append)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.keyClick(chart, Qt.Key.Key_PageUp)
    QTest.keyClick(chart, Qt.Key.Key_PageDown)
    assert pointed == [0, 1, 5, 0]
    assert moved == [1, -1, -1, 1]


def test_enter_and_a_click_open_a_step(qtbot, french):
    chart = shown(qtbot)
    chosen = []
    chart.chosen.connect(chosen.append)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert chosen == []
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    chart.grab()
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(chart.width() - 20, 60))
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(2, 60))  # the axis opens nothing
    assert chosen == [5, 5]


def test_every_state_and_scheme_is_painted(qtbot, dressed):
    for smooth in (False, True):
        chart = shown(qtbot, smooth=smooth)
        chart.point_at(3)
        image = chart.grab().toImage()
        gap, known = int(chart.width() * 0.35), int(chart.width() * 0.16)
        column = [image.pixelColor(gap, y) for y in range(20, chart.height() - 40)]
        assert len({colour.name() for colour in column}) > 2, "a gap is hatched"
        assert look_for(image, known, dressed.colour("sun").name())


def look_for(image, x, name) -> bool:
    return any(
        image.pixelColor(x + dx, y).name() == name for dx in range(-12, 12) for y in range(image.height())
    )


def test_a_year_of_bars_is_painted_without_edges(qtbot, french):
    chart = shown(qtbot, states=(KNOWN,) * 365)
    assert not chart.grab().isNull()
