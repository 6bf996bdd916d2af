# SPDX-License-Identifier: AGPL-3.0-or-later
"""The hands of somebody in front of a window: a mouse and a keyboard, and the patience to look.

`Hands` are Qt's own, for a window drawn in memory. `RealHands` are a mouse and a keyboard of the X server
the window is on (xdotool): what they do passes through the server, as it does for everybody.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QPlainTextEdit,
    QSlider,
    QWidget,
)

from tests.helpers.windows import (
    all_named,
    bring_into_view,
    click,
    find_middle,
    find_row,
    focusable,
    pick,
    plain_spaces,
    said_by,
    seen,
    settle,
    slide,
    type_in,
)

PATIENCE_S = 90
_LOOK_EVERY_MS = 10


class Hands:
    """Everything is found by the words on it, and waited for by what the window shows."""

    # looking ---------------------------------------------------------------------------------------------
    def wait(self, condition: Callable[[], Any], what: str, seconds: int = PATIENCE_S) -> Any:
        """Run the window until something is true; that value."""
        clock = QElapsedTimer()
        clock.start()
        while True:
            if found := condition():
                settle()
                return found
            assert clock.elapsed() < 1000 * seconds, f"never came: {what}; on screen: {on_screen()}"
            QTest.qWait(_LOOK_EVERY_MS)

    def wait_button(self, root: Callable[[], QWidget], name: str) -> QAbstractButton:
        """A button that can be pressed, as soon as there is one; the first of two."""

        def look() -> QAbstractButton | None:
            found = [one for one in all_named(root(), name, QAbstractButton) if one.isEnabled()]
            return found[0] if found else None

        return self.wait(look, f"« {name} » among {sorted({said_by(w) for w in focusable(root())})}")

    # doing -----------------------------------------------------------------------------------------------
    def press(self, root: QWidget | Callable[[], QWidget], name: str) -> None:
        """Click the button that says this."""
        while True:
            found = self.wait_button((lambda: root) if isinstance(root, QWidget) else root, name)
            bring_into_view(found)
            if shiboken6.isValid(found):  # else the page was filled again meanwhile: look again
                break
        self.click(found)

    def click(self, widget: QWidget) -> None:
        click(widget)

    def type_in(self, field: QWidget, text: str) -> None:
        """Click into a field and type in place of what is there."""
        type_in(field, text)

    def key(self, window: QWidget, key: Qt.Key) -> None:
        QTest.keyClick(window.focusWidget() or window, key)
        settle()

    def pick(self, combo: QComboBox, word: str) -> None:
        """Choose a line of a list."""
        pick(combo, word)

    def slide(self, slider: QSlider, steps: int) -> None:
        """Move a slider with the arrow keys."""
        slide(slider, steps)

    def go(self, window: QWidget, place: str) -> None:
        """Click a place of the rail by its word."""
        rail, middle = find_row(window, place)
        QTest.mouseClick(rail.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        settle()


class RealHands(Hands):
    """Needs xdotool and setxkbmap, and the window on the X server that DISPLAY names."""

    KEYS = {Qt.Key.Key_Return: "Return", Qt.Key.Key_Escape: "Escape", Qt.Key.Key_Tab: "Tab"}

    def __init__(self) -> None:
        """Lay a French keyboard before the window: the server must be one of ours."""
        self._heard = _Ear()
        subprocess.run(["setxkbmap", "fr", "oss"], check=True)

    def click(self, widget: QWidget) -> None:
        bring_into_view(widget)
        assert widget.isEnabled(), f"{said_by(widget)} is not enabled"
        self._click_at(widget, find_middle(widget))

    def type_in(self, field: QWidget, text: str) -> None:
        self.click(field.viewport() if isinstance(field, QPlainTextEdit) else field)
        self.wait(field.hasFocus, f"the focus in {said_by(field)}")
        self._press("ctrl+a")
        self._press("BackSpace")
        subprocess.run(["xdotool", "type", "--delay", "8", text], check=True)

        def typed() -> str:
            return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()  # type: ignore[attr-defined]

        self.wait(lambda: plain_spaces(typed()) == text, f"« {text} » in {said_by(field)}")

    def key(self, window: QWidget, key: Qt.Key) -> None:
        self._press(self.KEYS[key])

    def pick(self, combo: QComboBox, word: str) -> None:
        index = next(i for i in range(combo.count()) if plain_spaces(combo.itemText(i)).endswith(word))
        self.click(combo)
        self.wait(lambda: combo.view().isVisible(), f"the list of {said_by(combo)}")
        self._press("Home")
        for _ in range(index):
            self._press("Down")
        self._press("Return")
        self.wait(lambda: combo.currentIndex() == index, f"« {word} » chosen")
        self.wait(lambda: not combo.view().isVisible(), f"the list of {said_by(combo)} closed")

    def slide(self, slider: QSlider, steps: int) -> None:
        """With the button beside it that says + or −, as somebody with a mouse would."""
        sign = "+" if steps > 0 else "−"
        for _ in range(abs(steps)):
            parent = slider.parentWidget()
            assert parent is not None
            self.press(parent, sign)

    def go(self, window: QWidget, place: str) -> None:
        rail, middle = find_row(window, place)
        self._click_at(rail.viewport(), middle)

    def _click_at(self, widget: QWidget, at: QPoint) -> None:
        place = widget.mapToGlobal(at)
        before = self._heard.released
        words = ["mousemove", str(place.x()), str(place.y()), "click", "1"]
        subprocess.run(["xdotool", *words], check=True)
        self.wait(lambda: self._heard.released > before, f"the click on {said_by(widget)}")

    def _press(self, key: str) -> None:
        before = self._heard.keys
        subprocess.run(["xdotool", "key", key], check=True)
        self.wait(lambda: self._heard.keys > before, f"the key {key}")


class _Ear(QObject):
    """Counts what came from the X server, whichever widget it was for."""

    def __init__(self) -> None:
        super().__init__()
        self.released = self.keys = 0
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not watched.isWidgetType() and event.spontaneous():  # the window itself, once for all widgets
            self.released += event.type() == QEvent.Type.MouseButtonRelease
            self.keys += event.type() == QEvent.Type.KeyRelease
        return False


def on_screen() -> list[list[str]]:
    """Every text a person can read now, window by window."""
    windows = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    return [[plain_spaces(text) for label in seen(w, QLabel) if (text := label.text())] for w in windows]
