# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bringing what was just said into view, in whatever scrolls around it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from ui import tokens


def bring_into_view(widget: QWidget) -> None:
    """Scroll to an answer that came below the fold, once the layout has given it its place."""

    def scroll() -> None:
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget, 0, tokens.S4)
            parent = parent.parentWidget()

    QTimer.singleShot(0, widget, scroll)
