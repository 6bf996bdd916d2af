# SPDX-License-Identifier: AGPL-3.0-or-later
"""A step of onboarding: a title, a sentence, what to fill, and the buttons that lead on or back."""

from __future__ import annotations

import itertools
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui import tokens
from ui.strings import translate
from ui.widgets.buttons import button
from ui.widgets.label import paragraph


class Step(QWidget):
    """`left` goes back, `done` goes on; Enter is the primary button."""

    done = Signal()
    left = Signal()
    concerns: ClassVar[frozenset[str]] = frozenset()
    """Codes of refusals that something written here can mend: the step is shown again with what was typed."""

    def __init__(self, title: str, text: str, onward: str, *, counted: str = "", waiting: str = "") -> None:
        super().__init__()
        self.setAccessibleName(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S3)
        if counted:
            layout.addWidget(paragraph(counted, "label", "ink2"))
        self.heading = paragraph(title, "h1")
        layout.addWidget(self.heading)
        self.told = paragraph(text, "body", "ink2")
        layout.addWidget(self.told)
        self.told.setVisible(bool(text))
        layout.addSpacing(tokens.S2)
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.S4)
        layout.addLayout(self.body)
        layout.addSpacing(tokens.S3)
        self.waiting = paragraph(waiting, "body", "ink2")
        self.waiting.hide()
        layout.addWidget(self.waiting)
        self.foot = foot = QHBoxLayout()
        foot.setSpacing(tokens.S3)
        self.back = button(self.tr("Back"), self.left.emit)
        self.onward = button(onward, self.check, kind="primary")
        self.onward.setDefault(True)
        self.back.setAutoDefault(True)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.onward)
        layout.addLayout(foot)

    def take_keyboard(self) -> None:
        """Tab goes through the fields, then on, then back; the first field waits for what is typed."""
        buttons = [self.onward, self.back]
        fields = [
            child
            for child in self.findChildren(QWidget)
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus
            and child not in buttons
            and child.isEnabled()
            and child.window() is self.window()  # the list of a box is a window of its own
        ]
        chain: list[QWidget] = [*fields, *buttons]
        for first, second in itertools.pairwise(chain):
            QWidget.setTabOrder(first, second)
        for field in fields:
            if isinstance(field, QPlainTextEdit):
                field.installEventFilter(self)
        chain[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A code or words of several lines are pasted; Enter in them is the primary button too."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_enter(event):
            self.onward.click()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a field leaves of Enter presses the primary button; once, whatever the field."""
        if _is_enter(event):
            self.onward.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def check(self) -> None:
        """What is filled is good: go on. Steps say under their fields what is not."""
        self.done.emit()

    def set_busy(self, busy: bool) -> None:
        """While the program works, nothing is pressed twice."""
        self.onward.setEnabled(not busy)
        self.back.setEnabled(not busy)
        self.waiting.setVisible(busy and bool(self.waiting.text()))


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def step_count(number: int, total: int) -> str:
    return translate("Onboarding", "{number} of {total}").format(number=number, total=total)
