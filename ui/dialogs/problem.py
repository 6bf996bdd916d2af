# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands in the way of an act, inside its sheet: three sentences and one remedy, never a message box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui import tokens
from ui.widgets.buttons import button
from ui.widgets.card import clear
from ui.widgets.good_news import forget_good_news
from ui.widgets.label import icon_label, label, paragraph, row
from ui.widgets.notice_bar import TONE_ICONS
from ui.widgets.scrolling import bring_into_view

if TYPE_CHECKING:
    from ui.errors import Notice


class Problem(QFrame):
    """Hidden until `say` is given something; the same words twice are shown and announced once."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("tone", "error")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(tokens.S3, tokens.S3, tokens.S3, tokens.S3)
        self._layout.setSpacing(tokens.S3)
        self._said: tuple[str, str] = ("", "")
        self.hide()

    def say(self, notice: Notice | None, *, in_place: bool = False) -> None:
        """Show a refusal, or what one should know first in the colour of its tone; None takes it away.

        It comes into view, as the answer to a press must; `in_place` for who is still typing elsewhere.
        """
        if notice is None:
            self._said = ("", "")
            self.hide()
            return
        if notice.tone == "error":
            forget_good_news(self)
        if (notice.text, notice.action) == self._said:
            return
        self._said = (notice.text, notice.action)
        clear(self._layout)
        self.setProperty("tone", notice.tone)
        self.style().unpolish(self)
        self.style().polish(self)
        icon, colour = TONE_ICONS[notice.tone]
        self._layout.addWidget(icon_label(icon, colour, 20), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(tokens.S1)
        words.addWidget(paragraph(notice.happened, "strong"))
        rest = " ".join(part for part in (notice.money, notice.todo) if part)
        if rest:
            words.addWidget(paragraph(rest, "body"))
        if notice.action and notice.act is not None:
            words.addSpacing(tokens.S1)
            words.addLayout(row(button(notice.action, notice.act, kind="small"), None))
        if notice.code:
            words.addWidget(label(notice.code, "small", "ink2"))
        self._layout.addLayout(words, 1)
        self.setAccessibleName(notice.text)
        self.show()
        if not in_place:
            bring_into_view(self)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, notice.text))
