# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sheet of 24 words on the person's own printer; what is drawn goes there alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from ui.theme import look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate
_POINTS_A_PAGE = 842


def ask_and_print(owner: QWidget, words: Sequence[str], name: str, commune: str) -> None:
    """The computer's own dialog, then the page."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, owner).exec():
        draw_sheet(printer, words, name, commune)


def draw_sheet(printer: QPrinter, words: Sequence[str], name: str, commune: str) -> None:
    """One page: whose they are, the words in two columns, what to do with the sheet."""
    painter = QPainter(printer)
    page = printer.pageRect(QPrinter.Unit.DevicePixel)
    unit = page.height() / _POINTS_A_PAGE
    y = 40 * unit

    def write(text: str, points: int, *, bold: bool = False, x: float = 0) -> float:
        font = QFont(look().font("body").family())
        font.setPixelSize(round(points * unit))
        font.setBold(bold)
        painter.setFont(font)
        box = QRectF(x, y, page.width() - x, page.height() - y)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        painter.drawText(box, flags, text)
        return painter.boundingRect(box, flags, text).height() + 8 * unit

    y += write(translate("WordsPrint", "My 24 words"), 26, bold=True)
    whose = translate("WordsPrint", "Account of {name}, commune of {commune}")
    y += write(whose.format(name=name, commune=commune), 13) + 14 * unit
    y += write(
        translate(
            "WordsPrint",
            "These words, in this order, open your account again on any computer. Whoever reads them can do "
            "the same: keep this sheet with your important papers.",
        ),
        12,
    )
    y += 20 * unit
    top, half = y, (len(words) + 1) // 2
    for index, word in enumerate(words):
        y = top + 28 * unit * (index % half)
        x = page.width() / 2 * (index // half)
        write(str(index + 1), 12, x=x)
        write(word, 16, bold=True, x=x + 32 * unit)
    y = top + 28 * unit * half + 20 * unit
    write(
        translate(
            "WordsPrint",
            "To come back: open Voisinage, « I already have an account », copy the words, with or without "
            "accents; then give any code of your commune, or your backup file.",
        ),
        11,
    )
    painter.end()
