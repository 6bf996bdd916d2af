# SPDX-License-Identifier: AGPL-3.0-or-later
"""An order's way, step by step: what is done and how firm it is, what comes next, what is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import tokens
from ui.strings import phase_word, translate
from ui.theme import look
from ui.widgets.label import Label
from ui.widgets.phase import draw_dot

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.views import Phase


@dataclass(frozen=True)
class Step:
    title: str
    detail: str = ""
    phase: Phase | None = None
    """None: not reached yet."""
    next: bool = False
    """The step that is waited for now."""


class _Mark(QWidget):
    """The dot of a step and the line that leads on from it."""

    def __init__(self, step: Step, *, last: bool, across: bool, done_after: bool) -> None:
        super().__init__()
        self._step, self._last, self._across, self._done_after = step, last, across, done_after
        if across:
            self.setFixedHeight(16)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        else:
            self.setFixedWidth(16)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        current = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._last:
            painter.setPen(QPen(current.colour("ok" if self._done_after else "line"), 2))
            if self._across:
                painter.drawLine(20, 8, self.width(), 8)
            else:
                painter.drawLine(8, 24, 8, self.height())
        top = 0 if self._across else 3
        if self._step.phase is not None:
            draw_dot(painter, QRectF(1, top + 1, 14, 14), self._step.phase)
        else:
            name = "primary" if self._step.next else "line_strong"
            painter.setPen(QPen(current.colour(name), 1.5, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(2.5, top + 2.5, 11, 11))
        painter.end()


class Timeline(QWidget):
    """Across when there is room for it, downwards otherwise; a screen reader reads it as one sentence."""

    def __init__(self, steps: tuple[Step, ...], name: str, *, across: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(". ".join(_spoken(step) for step in steps))
        layout: QHBoxLayout | QVBoxLayout = QHBoxLayout(self) if across else QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S2 if across else 0)
        for index, step in enumerate(steps):
            last = index == len(steps) - 1
            done_after = not last and steps[index + 1].phase is not None
            mark = _Mark(step, last=last, across=across, done_after=done_after)
            words = QVBoxLayout()
            words.setSpacing(0)
            ink = "ink" if step.phase is not None or step.next else "ink3"
            words.addWidget(Label(step.title, "strong" if step.next else "body", ink, wrap=True))
            if step.detail:
                words.addWidget(Label(step.detail, "small", "ink2", wrap=True))
            if across:
                cell = QVBoxLayout()
                cell.setSpacing(tokens.S1)
                cell.addWidget(mark)
                cell.addLayout(words)
                cell.addStretch(1)
            else:
                cell = QHBoxLayout()
                cell.setSpacing(tokens.S3)
                cell.addWidget(mark)
                words.addSpacing(tokens.S3)
                cell.addLayout(words, 1)
            layout.addLayout(cell, 1 if across else 0)


def _spoken(step: Step) -> str:
    if step.phase is not None:
        state = phase_word(step.phase)
    elif step.next:
        state = translate("Strings", "next")
    else:
        state = translate("Strings", "not yet")
    return f"{step.title}: " + ", ".join(part for part in (step.detail, state) if part)
