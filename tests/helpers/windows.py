# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the tests of the window look at and do: texts that are cut, names, the order of Tab; clicks and keys.

A person is meant by every function here: a control is found by the words it shows or is read out by, and is
clicked where it can be seen.
"""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QSlider,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as NotInTime

from app.facade import Voisinage
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.run import Window
from ui.widgets.chart import Chart
from ui.widgets.folding import Folding
from ui.widgets.page import Page

W = TypeVar("W", bound=QWidget)

HEIGHT = 900
_LOOKS = 20
_BEHIND_S = 10
_TURN_MS = 50
JARGON = {
    "fr": r"hachages?|hash|blocs?|clés?|nœuds?|noeuds?|jetons?|blockchain|portefeuilles?|pairs?|grand livre"
    r"|évènements? signés?|token|wallet|node|ledger",
    "en": r"hash(es)?|blocks?|keys?|nodes?|ledgers?|tokens?|wallets?|blockchain|peers?",
}
"""Words of engineers, never on screen; « registre », « preuve » and « compte » are the people's."""
_SIGN = re.compile(r"\b[a-z2-7]{4}[-\u2011][a-z2-7]{4}\b")
"""An account's: letters drawn at random, in which one of these words may stand."""


# --- opening and settling ---------------------------------------------------------------------------------


def settle() -> None:
    """Let layouts, what a page builds in idle moments, and what waits to be deleted, happen.

    A page that is behind, or is told in a quarter of a second what changed, is awaited, as a person would see
    it; not where changes never end.
    """
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    shown = [one for one in application.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()]
    end = time.monotonic() + _BEHIND_S
    while any(_is_late(one) for one in shown) and time.monotonic() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, _TURN_MS)
    for page in application.allWidgets():
        if isinstance(page, Page) and page.isVisible():
            page.finish()
    sweep(4)


def _is_late(window: MainWindow) -> bool:
    return not window.bridge.is_closed and (window.is_behind or bool(window.bridge._waiting))


def sweep(turns: int = 1) -> None:
    """Let some turns of the window happen, then what waits to be deleted; nothing is hurried."""
    for _ in range(turns):
        QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def choose(language: str = "fr", scheme: str = "light", text: str = "100") -> Preferences:
    """A reader's choices, kept in no home."""
    preferences = Preferences()
    for name, value in (("language", language), ("scheme", scheme), ("text", text)):
        preferences.choose(name, value)
    return preferences


@contextmanager
def opened(
    application: QApplication, facade: Voisinage, preferences: Preferences | None = None
) -> Generator[Window]:
    """A resident's window, closed and forgotten with the block; the facade stays open."""
    window = Window(application, facade, preferences or choose())
    window.build()
    window.show()
    try:
        yield window
    finally:
        close_window(window)


def close_window(window: Window) -> None:
    window.tray.close()
    window.bridge.close()
    shown, window.shown = window.shown, None
    if shown is not None:
        shown.close()
        shown.deleteLater()
    window._words.silence()
    window.preferences.changed.disconnect(window.build)
    window.deleteLater()
    settle()


def resize(window: QWidget, width: int, height: int = HEIGHT) -> None:
    """400 is the window's own least width: narrower would not be what was asked for."""
    if window.size() != QSize(width, height):
        window.resize(width, height)
        settle()
    assert window.width() == width


# --- looking ----------------------------------------------------------------------------------------------


def seen(root: QWidget, kind: type[W] = QWidget) -> list[W]:
    """Widgets of a kind that are shown below `root`."""
    return [widget for widget in root.findChildren(kind) if widget.isVisibleTo(root)]


def said_by(widget: QWidget) -> str:
    """A short way to name a widget in a failed test."""
    text = getattr(widget, "text", None)
    words = text() if callable(text) else ""
    return f"{type(widget).__name__} « {words or widget.accessibleName()} »"


def find_cut(root: QWidget) -> list[str]:
    """Texts given less room than they need: labels, buttons, the hints of empty fields, chosen units."""
    found: list[str] = []
    for label in seen(root, QLabel):
        if label.text() and _is_cut(label):
            found.append(f"{said_by(label)} {label.width()}×{label.height()}")
    for button in seen(root, QAbstractButton):
        if button.text() and _is_smaller(button):
            found.append(f"{said_by(button)} {button.width()} < {button.sizeHint().width()}")
    for field in seen(root, QLineEdit):
        if isinstance(field.parent(), QComboBox | QAbstractSpinBox):
            continue
        hint = "" if field.text() else field.placeholderText()
        # What the frame, the padding and an icon before the text leave.
        room = field.cursorRect().left() - field.rect().left()
        needed = field.fontMetrics().horizontalAdvance(hint) + max(room, 0) + 12
        if hint and needed > field.width():
            found.append(f"hint « {hint} » {field.width()} < {needed}")
    for combo in seen(root, QComboBox):
        needed = combo.fontMetrics().horizontalAdvance(combo.currentText()) + 40
        if needed > combo.width():
            found.append(f"choice « {combo.currentText()} » {combo.width()} < {needed}")
    return found


def _is_cut(label: QLabel) -> bool:
    metrics, room = QFontMetrics(label.font()), label.contentsRect()
    if not label.wordWrap():
        lines = label.text().split("\n")
        widest = max(metrics.horizontalAdvance(line) for line in lines)
        return widest > room.width() or metrics.height() * len(lines) > room.height() + 1
    wrapped = metrics.boundingRect(
        QRect(0, 0, room.width(), 10_000), Qt.TextFlag.TextWordWrap, label.text()
    ).width()
    return label.heightForWidth(label.width()) > label.height() or wrapped > room.width() + 1


def _is_smaller(widget: QWidget) -> bool:
    if isinstance(widget, Folding):
        lines = 1 + (widget.width() < widget.sizeHint().width())
        least = widget.minimumSizeHint()
        return widget.width() < least.width() or widget.height() < lines * widget.fontMetrics().lineSpacing()
    hint = widget.minimumSizeHint().expandedTo(widget.sizeHint())
    return widget.width() < hint.width() or widget.height() < hint.height()


def find_outside(root: QWidget) -> list[str]:
    """Widgets that stick out of their parent at the left or the right, or over their sister's text."""
    found = []
    for widget in seen(root):
        parent = widget.parentWidget()
        if parent is None or widget.isWindow() or isinstance(widget, QScrollBar):
            continue
        if parent.objectName() == "qt_scrollarea_viewport":
            continue  # `find_sideways` looks at these
        if widget.x() < 0 or widget.x() + widget.width() > parent.width():
            found.append(f"{said_by(widget)} {widget.x()}+{widget.width()} in {parent.width()}")
    return found


def find_sideways(root: QWidget) -> list[str]:
    """Scroll areas that would have to scroll sideways, and the part that asks for the most."""
    return [
        f"{area.accessibleName()} {area.widget().width()} > {area.viewport().width()}: "
        + " in ".join(reversed(_find_widest(area.widget())))
        for area in seen(root, QScrollArea)
        if area.widget() is not None and area.widget().width() > area.viewport().width()
    ]


def _find_widest(part: QWidget) -> list[str]:
    """From a part down, the child that needs the most at each step."""
    inside = [one for one in seen(part) if one.parentWidget() is part]
    needed = [max(one.minimumWidth(), one.minimumSizeHint().width()) for one in inside]
    if not inside:
        return []
    at = needed.index(max(needed))
    return [f"{said_by(inside[at])} {needed[at]}", *_find_widest(inside[at])]


def find_unnamed(root: QWidget) -> list[str]:
    """Cards, charts and controls that a screen reader could not name, and charts without a sentence."""
    found = []
    for frame in seen(root, QFrame):
        if frame.objectName() in ("card", "sunken") and not frame.accessibleName().strip():
            texts = [label.text() for label in seen(frame, QLabel) if label.text()]
            found.append(f"a {frame.objectName()} with {texts[:2]}")
    for chart in seen(root, Chart):
        if not chart.accessibleName() or not chart.accessibleDescription():
            found.append(f"chart {type(chart).__name__} « {chart.accessibleName()} »")
    for control in focusable(root):
        if not control.accessibleName() and not getattr(control, "text", str)():
            found.append(f"control {type(control).__name__}")
    return found


def read_words(root: QWidget) -> list[str]:
    """Everything a person reads or hears."""
    words: list[str] = []
    for widget in (root, *seen(root)):
        words += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            words.append(widget.text())
        if isinstance(widget, QLineEdit):
            words.append(widget.placeholderText())
        if isinstance(widget, QComboBox):
            words += [widget.itemText(index) for index in range(widget.count())]
        if isinstance(widget, Chart):
            words += [*widget.figures.headers, *(cell for row in widget.figures.rows for cell in row)]
    return [text for text in words if text]


def find_jargon(root: QWidget, language: str) -> list[str]:
    pattern = re.compile(rf"\b({JARGON[language]})\b", re.IGNORECASE)
    return [text for text in read_words(root) if pattern.search(_SIGN.sub("", text))]


# --- the keyboard -----------------------------------------------------------------------------------------


def focusable(root: QWidget) -> list[QWidget]:
    """Controls that the keyboard should reach."""
    tab = Qt.FocusPolicy.TabFocus
    return [
        widget
        for widget in seen(root)
        if widget.isEnabled() and widget.focusPolicy() & tab == tab and widget.focusProxy() is None
    ]


def walk_with_tab(window: QWidget, limit: int = 400) -> list[QWidget]:
    """Press Tab until the focus has come round: where it stopped, in order."""
    stops: list[QWidget] = []
    first = window.focusWidget()
    for _ in range(limit):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        at = window.focusWidget()
        assert at is not None
        if stops and at is stops[0]:
            return stops
        stops.append(at)
    raise AssertionError(f"Tab never came round; it began at {first and said_by(first)}")


def find_backward_steps(stops: Iterable[QWidget]) -> list[str]:
    """Steps of Tab that go up, or left within a line: compared between the two parts that hold them."""
    found = []
    stops = list(stops)
    for before, after in itertools.pairwise(stops):
        one, other = _sisters(before, after)
        if other.bottom() <= one.top() or (
            other.right() <= one.left() and other.top() < one.bottom() and one.top() < other.bottom()
        ):
            found.append(f"{said_by(before)} then {said_by(after)}")
    return found


def _sisters(one: QWidget, other: QWidget) -> tuple[QRect, QRect]:
    """Where the two parts of their common ancestor stand that hold these widgets."""
    ancestor = one.parentWidget()
    while ancestor is not None and not ancestor.isAncestorOf(other):
        ancestor = ancestor.parentWidget()
    assert ancestor is not None
    return tuple(_part(widget, ancestor) for widget in (one, other))  # type: ignore[return-value]


def _part(widget: QWidget, ancestor: QWidget) -> QRect:
    part = widget
    while (parent := part.parentWidget()) is not None and parent is not ancestor:
        part = parent
    if part.parentWidget() is not ancestor:
        return QRect(part.mapTo(ancestor, QPoint(0, 0)), part.size())
    return part.geometry()


# --- hands ------------------------------------------------------------------------------------------------


def all_named(root: QWidget, name: str, kind: type[W] = QWidget) -> list[W]:
    """Everything shown that says this, or is read out so; spaces of any width are spaces."""
    return [widget for widget in seen(root, kind) if name in _said(widget)]


def named(root: QWidget, name: str, kind: type[W] = QWidget) -> W:
    """The one thing shown that says this; a control rather than its caption."""
    found = all_named(root, name, kind)
    if len(found) > 1:
        found = [widget for widget in found if widget.focusPolicy() & Qt.FocusPolicy.TabFocus] or found
    assert len(found) == 1, f"{len(found)} « {name} » among {sorted({said_by(w) for w in focusable(root)})}"
    return found[0]


def _said(widget: QWidget) -> tuple[str, str]:
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return plain_spaces(text).strip(), plain_spaces(widget.accessibleName())


def has(root: QWidget, name: str) -> bool:
    """Whether something shown says exactly this."""
    return bool(all_named(root, name))


def shows(root: QWidget, text: str) -> bool:
    """Whether a text shown holds this."""
    return any(text in plain_spaces(label.text()) for label in seen(root, QLabel))


def plain_spaces(text: str) -> str:
    return re.sub(r"[\u00a0\u202f\u2009]", " ", text)


def bring_into_view(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
    settle()


def click(widget: QWidget) -> None:
    """Click in the middle, where nothing may lie over it; the click brings the window to the front."""
    widget.window().activateWindow()
    bring_into_view(widget)
    _click_there(widget)


def _click_there(widget: QWidget) -> None:
    assert widget.isEnabled(), f"{said_by(widget)} is not enabled"
    middle = find_middle(widget)
    under = _find_under(widget, middle)
    QTest.mouseClick(under, Qt.MouseButton.LeftButton, pos=under.mapFrom(widget, middle))
    if shiboken6.isValid(widget):
        settle()


def find_middle(widget: QWidget) -> QPoint:
    """Where one clicks, in the widget's own points; nothing may lie over it there."""
    middle = widget.rect().center()
    if isinstance(widget, QAbstractButton) and not widget.hitButton(middle):
        middle = QPoint(12, middle.y())  # a box with a short text: its left end answers
    _find_under(widget, middle)
    return middle


def _is_on_top(widget: QWidget) -> bool:
    under = widget.window().childAt(widget.mapTo(widget.window(), widget.rect().center()))
    return under is not None and (under is widget or widget.isAncestorOf(under))


def _find_under(widget: QWidget, middle: QPoint) -> QWidget:
    window = widget.window()
    under = window.childAt(widget.mapTo(window, middle))
    assert under is not None, f"{said_by(widget)} is out of sight"
    assert under is widget or widget.isAncestorOf(under), f"{said_by(widget)} lies under {said_by(under)}"
    return under


def press(root: QWidget, name: str) -> None:
    """Click the button that says this; the first of two (an empty page repeats the one of its header)."""
    for _ in range(_LOOKS):
        found = all_named(root, name, QAbstractButton)
        assert found, f"no button « {name} » among {sorted({said_by(w) for w in focusable(root)})}"
        found[0].window().activateWindow()
        bring_into_view(found[0])
        if shiboken6.isValid(found[0]) and found[0].isVisible() and _is_on_top(found[0]):
            break  # else the page was filled again, or moved, meanwhile: look again
    _click_there(found[0])


def type_in(widget: QWidget, text: str) -> None:
    """Click into a field, take out what is there, and type."""
    click(widget.viewport() if isinstance(widget, QPlainTextEdit) else widget)
    assert widget.hasFocus(), f"{said_by(widget)} did not take the focus"
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    for letter in text:
        QTest.sendKeyEvent(
            QTest.KeyAction.Click, widget, Qt.Key.Key_unknown, letter, Qt.KeyboardModifier.NoModifier
        )
    settle()


def pick(combo: QComboBox, word: str) -> None:
    """Choose a line of a list with the keys, as one does without a mouse."""
    index = next(i for i in range(combo.count()) if plain_spaces(combo.itemText(i)).endswith(word))
    combo.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(index):
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentIndex() == index


def slide(slider: QSlider, steps: int) -> None:
    """Move a slider with the arrow keys."""
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(abs(steps)):
        QTest.keyClick(slider, Qt.Key.Key_Right if steps > 0 else Qt.Key.Key_Left)


def wait(qtbot: Any, condition: Callable[[], Any], timeout_ms: int = 60_000) -> None:
    """Run the window until something is true."""
    try:
        qtbot.waitUntil(lambda: bool(condition()), timeout=timeout_ms)
    except NotInTime:
        raise AssertionError(f"it did not happen; on screen: {_on_screen()}") from None


def _on_screen() -> list[list[str]]:
    windows = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    return [[plain_spaces(text) for label in seen(w, QLabel) if (text := label.text())] for w in windows]


def go(window: QWidget, place: str) -> None:
    """Click a place of the rail by its word."""
    rail, middle = find_row(window, place)
    QTest.mouseClick(rail.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    settle()


def find_row(window: QWidget, place: str) -> tuple[QListView, QPoint]:
    """The list that holds a place, and where the place is in it."""
    for rail in seen(window, QListView):
        for row in range(rail.model().rowCount()):
            index = rail.model().index(row, 0)
            if index.data() == place:
                return rail, rail.visualRect(index).center()
    raise AssertionError(f"no place « {place} »")
