# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bringing what was just said into view, in whatever scrolls around it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from ui import tokens


def bring_into_view(widget: QWidget) -> None:
    """Scroll to an answer that came below the fold, once the layout has given it its place."""

    def scroll() -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # the heights of now
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget, 0, tokens.S4)
            parent = parent.parentWidget()

    # Twice: the first answers make room for the second, whose height is known one turn later.
    QTimer.singleShot(0, widget, lambda: (scroll(), QTimer.singleShot(0, widget, scroll)))
