# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every proof shows, mine or one somebody sent: facts in two columns, and numbers to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from ui import tokens
from ui.widgets.label import Label, label

if TYPE_CHECKING:
    from collections.abc import Iterable


def spaced(number: bytes) -> str:
    """An identifier as groups of four signs, so that a person can compare it."""
    text = number.hex()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def facts_grid(facts: Iterable[tuple[str, str]]) -> QGridLayout:
    """(what it is, what it says), a line each."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.S4)
    grid.setVerticalSpacing(tokens.S2)
    grid.setColumnStretch(1, 1)
    for number, (name, text) in enumerate(facts):
        grid.addWidget(label(name, "small", "ink2"), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(text, "body", wrap=True), number, 1)
    return grid


def number_lines(name: str, number: str) -> QVBoxLayout:
    """What a number is of, and under it the number, which can be selected."""
    pair = QVBoxLayout()
    pair.setSpacing(0)
    pair.addWidget(Label(name, "small", "ink2", wrap=True))
    shown = Label(number, "small", wrap=True, tabular=True)
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    pair.addWidget(shown)
    return pair
