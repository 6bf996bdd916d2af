# SPDX-License-Identifier: AGPL-3.0-or-later
"""Amounts: one line in a column, or a large figure with its unit beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import tokens
from ui.theme import look
from ui.widgets.label import Label, label


def money(
    asset: str, amount: int, *, role: str = "strong", colour: str = "ink", signed: bool = False
) -> Label:
    """An amount that stands in a column: figures of one width, right-aligned."""
    words = look().words
    text = words.change(asset, amount) if signed else words.amount(asset, amount)
    made = label(text, role, colour, tabular=True)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made


def asset_colour(asset: str) -> str:
    return tokens.ASSET_COLOURS.get(asset, ("ink", "sunken"))[0]


class Figure(QWidget):
    """A large number with its unit smaller and quieter, on one baseline."""

    def __init__(self, asset: str = "kwh", amount: int = 0, *, role: str = "display") -> None:
        super().__init__()
        self._number = label("", role)
        self._unit = label("", "unit" if role == "display" else "h2", "ink2")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S2)
        layout.addWidget(self._number, 0, Qt.AlignmentFlag.AlignBaseline)
        layout.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBaseline)
        layout.addStretch(1)
        self.set_amount(asset, amount)

    def set_amount(self, asset: str, amount: int) -> None:
        number, unit = look().words.figure(asset, amount)
        self._number.setText(number)
        self._unit.setText(unit)
        self.setAccessibleName(look().words.amount(asset, amount))
