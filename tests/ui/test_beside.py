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


def test_links_begin_where_the_texts_do_and_stand_close_under_one_another(qtbot, dressed):
    first, second = button("Hide my name", kind="link"), button("Stop sharing", kind="link")
    beside = Beside(first, second, links=True)
    qtbot.addWidget(beside)
    needed = first.sizeHint().width() + second.sizeHint().width()
    beside.resize(needed + 40, 60)
    beside.show()
    qtbot.waitExposed(beside)
    assert first.property("flush")
    assert first.x() == 0
    assert second.x() > first.geometry().right() + 8
    beside.resize(needed - 20, 100)
    qtbot.waitUntil(lambda: second.y() > first.y())
    assert second.x() == first.x()
    assert second.y() == first.geometry().bottom() + 1
