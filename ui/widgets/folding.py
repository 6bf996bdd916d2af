# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long words on a button or beside a box: over two lines where one has no room, as with a large text.

Its law: what it says and what a screen reader hears stays one line; only its picture is folded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QStyleOptionButton, QWidget

from ui import tokens
from ui.widgets.acting import Act
from ui.widgets.push_button import PushButton

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    class _Base(QPushButton):
        """Whichever of the two it stands beside."""
else:
    _Base = object

_SPACE: Final = " "


class Folding(_Base):
    """Beside a kind of button or box."""

    _folded = ""
    """The text in two lines, while it is shown so."""

    def be_folding(self) -> None:
        """Let its place be narrower than its words, and then higher."""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _fold(self) -> tuple[str, int]:
        """(The text in two lines as even as can be, by how many pixels that is narrower.)"""
        metrics, words = self.fontMetrics(), self.text().split(_SPACE)
        halves = [(_SPACE.join(words[:at]), _SPACE.join(words[at:])) for at in range(1, len(words))]
        if not halves:
            return "", 0
        widest = [max(map(metrics.horizontalAdvance, pair)) for pair in halves]
        best = widest.index(min(widest))
        return "\n".join(halves[best]), metrics.horizontalAdvance(self.text()) - widest[best]

    def minimumSizeHint(self) -> QSize:
        full = self.sizeHint()
        return QSize(full.width() - max(self._fold()[1], 0), full.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_in(event.size().width())

    def _show_in(self, width: int) -> None:
        full = self.sizeHint()
        folded = self._fold()[0] if width < full.width() else ""
        if folded != self._folded:
            self._folded = folded
            lines = 2 * (self.fontMetrics().lineSpacing() + tokens.S2)
            self.setFixedHeight(max(full.height(), lines) if folded else full.height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        if self._folded:
            option.text = self._folded  # type: ignore[attr-defined]


class FoldButton(Folding, PushButton):
    """See `ui.widgets.buttons.button`."""


class FoldActButton(Act, Folding, PushButton):
    """The same, where it acts."""


class FoldCheck(Folding, QCheckBox):
    """A box with its words at its right."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.be_folding()


class ActCheck(Act, FoldCheck):
    """A box that acts as soon as it is ticked."""
