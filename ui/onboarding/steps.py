# SPDX-License-Identifier: AGPL-3.0-or-later
"""A step of onboarding: a title, a sentence, what to fill, and the buttons that lead on or back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import tokens
from ui.strings import translate
from ui.widgets.buttons import button
from ui.widgets.label import paragraph


class Step(QWidget):
    """`left` goes back, `done` goes on; Enter is the primary button."""

    done = Signal()
    left = Signal()

    def __init__(self, title: str, text: str, onward: str, *, counted: str = "", waiting: str = "") -> None:
        super().__init__()
        self.setAccessibleName(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S3)
        if counted:
            layout.addWidget(paragraph(counted, "label", "ink2"))
        layout.addWidget(paragraph(title, "h1"))
        if text:
            layout.addWidget(paragraph(text, "body", "ink2"))
        layout.addSpacing(tokens.S2)
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.S4)
        layout.addLayout(self.body)
        layout.addSpacing(tokens.S3)
        self.waiting = paragraph(waiting, "body", "ink2")
        self.waiting.hide()
        layout.addWidget(self.waiting)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S3)
        self.back = button(self.tr("Back"), self.left.emit)
        self.onward = button(onward, self.check, kind="primary")
        self.onward.setDefault(True)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.onward)
        layout.addLayout(foot)

    def check(self) -> None:
        """What is filled is good: go on. Steps say under their fields what is not."""
        self.done.emit()

    def set_busy(self, busy: bool) -> None:
        """While the program works, nothing is pressed twice."""
        self.onward.setEnabled(not busy)
        self.back.setEnabled(not busy)
        self.waiting.setVisible(busy and bool(self.waiting.text()))


def step_count(number: int, total: int) -> str:
    return translate("Onboarding", "{number} of {total}").format(number=number, total=total)
