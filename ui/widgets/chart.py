# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every painted chart shares: a name, a one-sentence description, and its figures as a table.

A chart keeps integers (base units) and repaints only when they changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget


@dataclass(frozen=True)
class Figures:
    """The chart's numbers as a person reads them: Ctrl+T shows this table."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    open_row: Callable[[int], object] | None = None
    """Opens the proof of a row's figures, by its number; None: there is none to open."""


class Chart(QWidget):
    """Base of the painted charts; `set_words` is called with every change of data."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.figures = Figures((), ())
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_words(self, name: str, description: str, figures: Figures) -> None:
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.figures = figures


def nice_ceiling(value: int) -> tuple[int, int]:
    """(top of the axis, step): two to four round steps above `value`, in integers."""
    value = max(value, 1)
    magnitude = 1
    while magnitude * 10 <= value:
        magnitude *= 10
    for numerator, denominator in ((1, 5), (1, 4), (1, 2), (1, 1), (2, 1), (5, 1), (10, 1)):
        step = max(1, magnitude * numerator // denominator)
        count = -(-value // step)
        if count <= 3:
            return step * count, step
    return magnitude * 10, magnitude * 5
