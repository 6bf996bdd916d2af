# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small window for what keeps a home shut, where no terminal tells it: the program came by its icon."""

from __future__ import annotations

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


class ShutWindow(QWidget):
    """What happened, what it means for one's accounts, what to do."""

    was_closed = Signal()

    def __init__(self, error: Exception) -> None:
        super().__init__()
        notice = explain(error)
        self.setWindowTitle("Voisinage")
        self.setWindowIcon(QIcon(logo(64)))
        self.setObjectName("page")
        self.setFixedWidth(look().px(_WIDTH))
        self.setAccessibleDescription(notice.text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S5, tokens.S5, tokens.S5, tokens.S5)
        layout.setSpacing(tokens.S3)
        layout.addWidget(Label(notice.happened, "h2", "ink", wrap=True))
        layout.addWidget(paragraph(notice.money))
        layout.addWidget(paragraph(notice.todo))
        self.leave = button(self.tr("Close"), self.close, kind="primary")
        layout.addLayout(row(Label(notice.code, "small", "ink2"), None, self.leave))
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.was_closed.emit()
