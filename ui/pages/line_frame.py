# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lines of acts have in common, in the register and in a history: words, figures, how firm, a button.

across      ◯ words                              figures   ● définitif   Preuve
narrow      ◯ words                              figures
              ● définitif                                                Preuve
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import tokens
from ui.theme import look
from ui.widgets.label import row
from ui.widgets.phase import PhaseMark

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from app.views import Phase
    from ui.widgets.avatar import Avatar

PHASE_WIDTH: Final = 96
LARGE_TEXT_PERCENT: Final = 130
AVATAR_WIDTH: Final = 40


class LineFrame(QWidget):
    """Subclasses add words and figures to `_head`, and end with `_add_end`."""

    def __init__(self, mark: Callable[[], Avatar], *, across: bool) -> None:
        super().__init__()
        self._across = across
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, tokens.S2, 0, tokens.S2)
        self._outer.setSpacing(tokens.S1)
        self._head = row(gap=tokens.S3)
        # In a narrow window a large text takes the place of the mark.
        is_marked = across or look().text_percent < LARGE_TEXT_PERCENT
        if is_marked:
            self._head.addWidget(mark())
        self._indent = AVATAR_WIDTH + tokens.S3 if is_marked else 0
        """Where the words begin."""
        self._outer.addLayout(self._head)

    def _add_end(self, phase: Phase, door: QPushButton) -> None:
        """How firm it is, and the button: at the end of the line, or below it."""
        mark = PhaseMark(phase)
        if self._across:
            mark.setFixedWidth(look().px(PHASE_WIDTH))
            self._head.addSpacing(tokens.S3)
            self._head.addWidget(mark)
            self._head.addWidget(door)
        else:
            self._outer.addLayout(row(self._indent, mark, None, door))
