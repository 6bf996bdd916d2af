# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bar that says what came of an act: three sentences, one button, a small code; never a message box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import tokens
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import clear
from ui.widgets.good_news import News
from ui.widgets.label import icon_label, label, paragraph, row

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.errors import Notice

TONE_ICONS = {
    "ok": ("circle-check", "ok"),
    "info": ("info-circle", "ink2"),
    "error": ("alert-triangle", "danger"),
}
GOOD_NEWS_MS = 10_000
_NARROW = 520


class NoticeBar(News):
    """Good news leaves by itself after ten seconds; an error stays until it is closed or replaced."""

    turned = Signal(bool)
    """Whether it is there, each time that is set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(tokens.S4, tokens.S3, tokens.S2, tokens.S3)
        self._layout.setSpacing(tokens.S3)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.notice: Notice | None = None
        self._is_narrow = False
        self.hide()

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        self.turned.emit(visible)

    def hide_good_news(self) -> None:
        """What succeeded is told: another page opens, or something else is tried; an error still is not."""
        if self.notice is not None and self.notice.tone != "error":
            self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Replace what is shown."""
        self.notice = notice
        self.setProperty("tone", notice.tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self._lay(notice)
        self.setAccessibleName(notice.text)
        self.show()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, notice.text))
        if notice.tone == "ok":
            self._timer.start(GOOD_NEWS_MS)
        else:
            self._timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.notice is not None and self.notice.action and self._is_narrow != self._asks_room():
            self._lay(self.notice)

    def _asks_room(self) -> bool:
        """Whether a button beside the words would leave them none."""
        return self.width() < look().px(_NARROW)

    def _lay(self, notice: Notice) -> None:
        """Words, and the button beside them or under them."""
        clear(self._layout)
        self._is_narrow = self._asks_room()
        icon, colour = TONE_ICONS[notice.tone]
        rest = " ".join(part for part in (notice.money, notice.todo) if part)
        beside = Qt.AlignmentFlag.AlignTop if rest or notice.code else Qt.AlignmentFlag.AlignVCenter
        self._layout.addWidget(icon_label(icon, colour, 22), 0, beside)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(paragraph(notice.happened, "strong"))
        if rest:
            words.addWidget(paragraph(rest, "body"))
        if notice.code:
            words.addWidget(label(notice.code, "small", "ink2"))
        self._layout.addLayout(words, 1)
        if notice.action and notice.act is not None:
            act = button(notice.action, notice.act, kind="small")
            if self._is_narrow:
                words.addSpacing(tokens.S1)
                words.addLayout(row(act, None))
            else:
                self._layout.addWidget(act, 0, Qt.AlignmentFlag.AlignVCenter)
        close = button("", self.hide, kind="quiet", icon="x", name=self.tr("Close this message"))
        self._layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
