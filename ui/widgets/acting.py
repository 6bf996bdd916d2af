# SPDX-License-Identifier: AGPL-3.0-or-later
"""What adds something to the commune, as paying or voting: not to be pressed while the window says why not.

    window.hold_acts("Vous avez quitté…") ── property NO_ACTS ──▶ every `Act` in it, made before or after

Not where that is decided (`ui/acting.py`). Its law: a page marks what acts, and never asks whether it may.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QSlider, QWidget

from ui.widgets.push_button import PushButton

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    _Base = QWidget
else:
    _Base = object

NO_ACTS: Final = "no-acts"
"""Property of a window: why nothing can be added to the commune from it; empty or absent: it can."""


def why_not(widget: QWidget) -> str:
    return str(widget.window().property(NO_ACTS) or "")


class Act(_Base):
    """Beside a kind of widget: it stays disabled while its window says why, whatever the page wants."""

    _wanted = True
    _why = ""
    _words = ("", "")

    def setEnabled(self, wanted: bool) -> None:
        self._wanted = wanted
        super().setEnabled(wanted and not self._why)

    def showEvent(self, event: QShowEvent) -> None:
        self.look()
        super().showEvent(event)

    def look(self) -> None:
        """Follow the window."""
        why = why_not(self)
        if why == self._why:
            return
        if not self._why:
            self._words = (self.toolTip(), self.accessibleDescription())
        self._why = why
        tip, description = (why, why) if why else self._words
        self.setToolTip(tip)
        self.setAccessibleDescription(description)
        super().setEnabled(self._wanted and not why)


class ActButton(Act, PushButton):
    """See `ui.widgets.buttons.button`, `acts`."""


class ActSlider(Act, QSlider):
    """What would be moved for something that acts."""


def hold_acts(window: QWidget, why: str) -> None:
    """Say why nothing can be added from this window; empty: it can again."""
    window.setProperty(NO_ACTS, why)
    for widget in window.findChildren(QWidget):
        if isinstance(widget, Act):
            widget.look()
