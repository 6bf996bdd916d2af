# SPDX-License-Identifier: AGPL-3.0-or-later
"""Buttons side by side, until they would be wider than their place."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.beside import Beside
from ui.widgets.buttons import button


def test_buttons_go_under_one_another_rather_than_out_of_the_window(qtbot, dressed):
    first, second = button("Print the card…"), button("Save the card (PDF)…")
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(Beside(first, second))
    needed = first.sizeHint().width() + second.sizeHint().width()
    window.resize(needed + 40, 200)
    window.show()
    qtbot.waitExposed(window)
    assert first.y() == second.y()
    window.resize(needed - 20, 200)
    qtbot.waitUntil(lambda: second.y() > first.y())
    assert second.geometry().right() <= window.width()
