# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every stop of Tab, on every page and sheet: it is seen whole, and one sees that the keyboard is there."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QPushButton, QTableWidget, QWidget

from tests.helpers.windows import choose, focusable, named, opened, resize, said_by, settle
from ui.dialogs.check_proof import CheckProofSheet
from ui.dialogs.destinations import DestinationsSheet
from ui.dialogs.pay import PaySheet
from ui.dialogs.propose import ProposeSheet
from ui.dialogs.publish import PublishSheet
from ui.onboarding.window import OnboardingWindow
from ui.pages.settings_backup import TrialSheet
from ui.pages.settings_sheets import WordsSheet
from ui.places import PLACES
from ui.widgets.sheet import SheetBody

pytestmark = pytest.mark.slow
HEIGHT = 700
"""Low, so that pages and sheets scroll."""
RING_PIXELS = 60
CONTRAST = 3
"""WCAG 2.2, 2.4.13, between a point of the ring and the same point without it."""
WORDS = ("abaisser", "alpaga", "audible", "boire") * 6


def luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def count_marked(before: QImage, after: QImage) -> int:
    """Points that tell one picture from the other."""
    pairs: dict[tuple[int, int], int] = {}
    read = lambda image: memoryview(image.constBits()).cast("I").tolist()  # noqa: E731
    for one, other in zip(read(before), read(after), strict=True):
        if one != other:
            pairs[one, other] = pairs.get((one, other), 0) + 1
    told = 0
    for (one, other), count in pairs.items():
        dark, light = sorted((luminance(QColor(one)), luminance(QColor(other))))
        told += count if (light + 0.05) / (dark + 0.05) >= CONTRAST else 0
    return told


def place_of(stop: QWidget, window: QWidget) -> QRect:
    """Where it is, or the line of it one stands on."""
    rect = stop.rect()
    if isinstance(stop, QListView) and stop.currentIndex().isValid():
        rect = stop.visualRect(stop.currentIndex()).translated(stop.viewport().pos())
    return QRect(stop.mapTo(window, rect.topLeft()), rect.size())


def seen_of(stop: QWidget, window: QWidget) -> QRect:
    """What of it no part around it cuts off."""
    rect, part = place_of(stop, window), stop.parentWidget()
    while part is not None and part is not window:
        rect &= QRect(part.mapTo(window, QPoint(0, 0)), part.size())
        part = part.parentWidget()
    return rect & window.rect()


def look_at(window: QWidget, rect: QRect) -> QImage:
    return window.grab(rect).toImage().convertToFormat(QImage.Format.Format_RGB32)


def find_hidden(window: QWidget, stop: QWidget) -> str:
    """What is wrong with where the keyboard is now."""
    wanted, shown = place_of(stop, window), seen_of(stop, window)
    if shown != wanted and wanted.height() < HEIGHT // 2:
        return f"{said_by(stop)} is cut: {wanted.getRect()} shows {shown.getRect()}"
    with_ring = look_at(window, shown)
    stop.clearFocus()
    without = look_at(window, shown)
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    told = count_marked(without, with_ring)
    return f"{said_by(stop)} shows no ring: {told}" if told < RING_PIXELS else ""


def walk(window: QWidget, *, key: Qt.Key = Qt.Key.Key_Tab) -> tuple[list[QWidget], list[str]]:
    """Where Tab stops until it comes round, and what is wrong there."""
    window.activateWindow()
    settle()
    stops: list[QWidget] = []
    wrong = []
    for _ in range(250):
        QTest.keyClick(window.focusWidget() or window, key)
        stop = window.focusWidget()
        assert stop is not None
        if stops and stop is stops[-1]:
            continue  # the parts of a date
        if stop in stops:
            return stops, wrong
        stops.append(stop)
        if found := find_hidden(window, stop):
            wrong.append(found)
    raise AssertionError("Tab never came round")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1000])
def test_every_stop_of_a_page_is_seen_and_ringed(qapp, village, width, scheme):
    facade = next(iter(village.residents.values()))
    wrong = {}
    with opened(qapp, facade, choose("en", scheme)) as window:
        shown = window.shown
        resize(shown, width, HEIGHT)
        for place in PLACES:
            shown.open_place(place.name)
            settle()
            bar = shown.page.verticalScrollBar()
            bar.setValue(bar.maximum())  # as left by whoever read it to its end
            shown.rail.main.setFocus(Qt.FocusReason.TabFocusReason)
            stops, found = walk(shown)
            assert shown.rail.main in stops
            assert len(stops) >= len(focusable(shown.page)) - 20, "arrows go through a row of choices"
            if found:
                wrong[place.name] = found
    assert wrong == {}


def list_sheets(facade, bridge):
    return {
        "pay": lambda: PaySheet(facade, bridge),
        "publish": lambda: PublishSheet(facade, bridge),
        "propose": lambda: ProposeSheet(facade, bridge),
        "destinations": lambda: DestinationsSheet(facade, bridge, facade.energy.choices(), giving=True),
        "trial": lambda: TrialSheet(facade, bridge),
        "words": partial(asked_back, WORDS),
        "check": lambda: CheckProofSheet(facade, bridge),
    }


def asked_back(words):
    sheet = WordsSheet(words)
    sheet.ask()
    sheet.check()
    return sheet


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_stays_in_a_sheet_and_each_stop_of_it_is_seen(qapp, village, scheme, key):
    facade = next(iter(village.residents.values()))
    wrong = {}
    with opened(qapp, facade, choose("en", scheme)) as window:
        shown = window.shown
        resize(shown, 400, HEIGHT)
        for name, make in list_sheets(facade, window.bridge).items():
            window.bridge.show_sheet(make())
            settle()
            stops, found = walk(shown, key=key)
            outside = [said_by(stop) for stop in stops if not shown.sheet.isAncestorOf(stop)]
            assert "Close" in [stop.accessibleName() for stop in stops]
            if found or outside:
                wrong[name] = found, outside
            window.bridge.close_sheet()
            settle()
    assert wrong == {}


def test_the_figures_let_tab_go_on(qapp, village):
    facade = next(iter(village.residents.values()))
    with opened(qapp, facade, choose("en")) as window:
        shown = window.shown
        resize(shown, 1000, HEIGHT)
        shown.show_figures()
        settle()
        stops, wrong = walk(shown)
        assert wrong == []
        assert any(isinstance(stop, QTableWidget) for stop in stops)
        assert named(shown.sheet, "Close") in stops


def test_escape_closes_and_the_keyboard_is_where_it_was_with_its_ring(qapp, village):
    facade = next(iter(village.residents.values()))
    with opened(qapp, facade, choose("en")) as window:
        shown = window.shown
        resize(shown, 1000, HEIGHT)
        shown.open_place("accounts")
        settle()
        shown.activateWindow()
        opener = named(shown.page, "Pay", QPushButton)
        while shown.focusWidget() is not opener:
            QTest.keyClick(shown.focusWidget() or shown, Qt.Key.Key_Tab)
        QTest.keyClick(opener, Qt.Key.Key_Space)
        settle()
        field = shown.focusWidget()
        assert isinstance(field, QLineEdit)
        assert shown.sheet.isAncestorOf(field)
        assert field.property("ring"), "opened with the keys, it shows where they are"
        QTest.keyClick(field, Qt.Key.Key_Escape)
        settle()
        assert shown.sheet.content is None
        assert shown.focusWidget() is opener
        assert opener.property("ring")


def test_a_sheet_with_one_stop_keeps_the_keyboard(qapp, village):
    facade = next(iter(village.residents.values()))
    with opened(qapp, facade, choose("en")) as window:
        shown = window.shown
        shown.activateWindow()
        body = SheetBody("Nothing to do")
        window.bridge.show_sheet(body)
        settle()
        QTest.keyClick(shown.focusWidget(), Qt.Key.Key_Tab)
        assert shown.focusWidget() is named(shown.sheet, "Close", QPushButton)
        assert shown.focusWidget().property("ring")


@pytest.mark.parametrize("way", ["welcome", "join", "found", "restore"])
def test_every_stop_of_the_ways_in_is_seen(qapp, qtbot, tmp_path, dressed, way):
    window = OnboardingWindow(tmp_path / "nobody", None, choose("en"))
    qtbot.addWidget(window)
    if way != "welcome":
        window.start(way)
    window.show()
    window.resize(400, 500)
    settle()
    stops, wrong = walk(window)
    assert len(stops) > 1
    assert wrong == []
