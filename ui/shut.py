# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small window for what keeps a home shut, where no terminal tells it: the program came by its icon."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import tokens
from ui.errors import explain
from ui.theme import logo, look
from ui.widgets.buttons import button
from ui.widgets.label import Label, paragraph, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_WIDTH: Final = 520
_DAMAGED_CHOICES: Final = "E-BAD-CONFIG"


class ShutWindow(QWidget):
    """What happened, what it means for one's accounts, what to do; and another try, once it is done."""

    was_closed = Signal()
    again = Signal()
    aside_wanted = Signal()
    """The file that cannot be read is to be put under another name."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.setWindowTitle("Voisinage")
        self.setWindowIcon(QIcon(logo(64)))
        self.setObjectName("page")
        self.setFixedWidth(look().px(_WIDTH))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S5, tokens.S5, tokens.S5, tokens.S5)
        layout.setSpacing(tokens.S3)
        self._happened = Label("", "h2", "ink", wrap=True)
        self._money, self._todo, self._code = paragraph(""), paragraph(""), Label("", "small", "ink2")
        for part in (self._happened, self._money, self._todo):
            layout.addWidget(part)
        self.leave = button(self.tr("Close"), self.close)
        self.retry = button(self.tr("Try again"), self.again.emit, kind="primary")
        self.aside = button(self.tr("Set it aside and open"), self.aside_wanted.emit, kind="primary")
        layout.addLayout(row(self._code, None, self.leave, self.retry, self.aside))
        self.say(error)

    def say(self, error: Exception) -> None:
        """What keeps it shut now."""
        notice = explain(error)
        # Only choices are in it, which can be made again: nobody has to look for a folder.
        can_go_aside = notice.code == _DAMAGED_CHOICES
        if can_go_aside:
            told = self.tr(
                "Set aside, it is kept under another name: only your choices are to be made again."
            )
            notice = replace(notice, todo=told)
        self.retry.setVisible(not can_go_aside)
        self.aside.setVisible(can_go_aside)
        (self.aside if can_go_aside else self.retry).setFocus(Qt.FocusReason.OtherFocusReason)
        self.setAccessibleDescription(notice.text)
        self._happened.setText(notice.happened)
        self._money.setText(notice.money)
        self._todo.setText(notice.todo)
        self._code.setText(notice.code)
        if (layout := self.layout()) is not None:  # as high as its words, which another try changes
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.was_closed.emit()
