# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sheet of 24 words on the person's own printer; what is drawn goes there alone.

The lines are those of the file (`AccountDoor.lay_out_sheet`), in the window's own letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from app.views_account import SheetLineView
from ui.theme import look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

_RIGHT: Final = 36
"""Points left free at the right, whatever letters the printer's page is set in."""


def ask_and_print(owner: QWidget, lines: Sequence[SheetLineView]) -> None:
    """The computer's own dialog, then the page."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, owner).exec():
        draw_sheet(printer, lines)


def draw_sheet(printer: QPrinter, lines: Sequence[SheetLineView]) -> None:
    """One page: whose they are, the words in two columns, what to do with the sheet."""
    printer.setFullPage(True)
    painter = QPainter(printer)
    page = printer.paperRect(QPrinter.Unit.DevicePixel)
    unit = page.height() / SheetLineView.PAGE_HEIGHT
    for line in lines:
        font = QFont(look().font("body").family())
        font.setPixelSize(round(line.size * unit))
        font.setBold(line.is_bold)
        room = page.width() - (line.x + _RIGHT) * unit
        if (needed := QFontMetricsF(font).horizontalAdvance(line.text)) > room:
            font.setPixelSize(int(line.size * unit * room / needed))
        painter.setFont(font)
        painter.drawText(QPointF(line.x * unit, (SheetLineView.PAGE_HEIGHT - line.y) * unit), line.text)
    painter.end()
