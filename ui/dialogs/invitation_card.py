# SPDX-License-Identifier: AGPL-3.0-or-later
"""The invitation on paper: the commune, the square, the code, three lines on how to come in, and until when.

Painted on whatever Qt paints on (a PDF, a printer), black on white, in millimetres of an A4 page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno
from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from ui import tokens
from ui.theme import look

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

translate = QCoreApplication.translate

MM_WIDTH, MM_HEIGHT = 210, 297
_MARGIN_MM = 20
_SQUARE_MM = 84
_INDENT_MM = 7
"""Of a numbered line's text: its second line stands under its first."""
_RESOLUTION = 300
_INK, _QUIET = QColor(tokens.LIGHT["ink"]), QColor(tokens.LIGHT["ink2"])
"""Paper is white, whatever the window's look."""
_GROUP = 4


@dataclass(frozen=True)
class Invitation:
    """What the card says."""

    commune: str
    sponsor: str
    code: str
    expires_ms: int


def code_in_groups(code: str) -> str:
    """The code in groups of four, its first word whole, for whoever types it; spaces do not count."""
    head, dash, tail = code.partition("-")
    groups = (tail[start : start + _GROUP] for start in range(0, len(tail), _GROUP))
    return " ".join((head + dash, *groups) if tail else (code,))


def card_lines(card: Invitation) -> tuple[str, tuple[str, ...], str]:
    """(who invites, the three lines, until when)."""
    date = look().words.date(card.expires_ms, year=True)
    return (
        translate("InvitationCard", "{name} invites you.").format(name=card.sponsor),
        (
            translate("InvitationCard", "1. Install Voisinage on your computer, and open it."),
            translate(
                "InvitationCard", "2. Choose “Join my commune”, and show this square or write this code."
            ),
            translate(
                "InvitationCard", "3. Say your name, and come in: your neighbours' computers do the rest."
            ),
        ),
        translate("InvitationCard", "For one person, once, until {date}.").format(date=date),
    )


def draw_pdf(card: Invitation) -> bytes:
    """The card as a PDF of one page."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(translate("InvitationCard", "Invitation to {commune}").format(commune=card.commune))
    is_painted = paint_card(writer, card)
    assert is_painted, "memory takes a page"
    return buffer.data().data()


def paint_card(device: QPagedPaintDevice, card: Invitation) -> bool:
    """One A4 page; False when the device refuses."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    painter = QPainter()
    if not painter.begin(device):
        return False
    painter.scale(painter.device().width() / MM_WIDTH, painter.device().width() / MM_WIDTH)
    _paint(painter, card)
    return painter.end()


def _paint(painter: QPainter, card: Invitation) -> None:
    sponsor, steps, until = card_lines(card)
    width = MM_WIDTH - 2 * _MARGIN_MM
    top = float(_MARGIN_MM)
    top = _say(painter, "Voisinage", 5, _QUIET, top, width) + 2
    top = _say(painter, card.commune, 13, _INK, top, width, bold=True) + 3
    top = _say(painter, sponsor, 6.5, _INK, top, width) + 8
    _paint_square(painter, card.code, (MM_WIDTH - _SQUARE_MM) / 2, top)
    top += _SQUARE_MM + 8
    top = _say(painter, code_in_groups(card.code), 3.4, _INK, top, width, centred=True) + 8
    for step in steps:
        number, _space, text = step.partition(" ")
        _say(painter, number, 5.2, _INK, top, width)
        top = _say(painter, text, 5.2, _INK, top, width, indent=_INDENT_MM) + 2.5
    top = _say(painter, until, 5.2, _INK, top + 4, width, bold=True)
    painter.setPen(QPen(_QUIET, 0.2, Qt.PenStyle.DashLine))
    painter.drawRect(QRectF(10, 10, MM_WIDTH - 20, min(top, MM_HEIGHT - 20)))


def _say(
    painter: QPainter,
    text: str,
    millimetres: float,
    colour: QColor,
    top: float,
    width: float,
    *,
    bold: bool = False,
    centred: bool = False,
    indent: float = 0,
) -> float:
    """Write a paragraph and return where it ends. The letters are set large and scaled: pixels are whole."""
    scale = 20.0
    font = QFont(look().font("body"))
    font.setPixelSize(round(millimetres * scale))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
    flags = int(side | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
    painter.save()
    painter.translate(_MARGIN_MM + indent, top)
    painter.scale(1 / scale, 1 / scale)
    painter.setFont(font)
    painter.setPen(colour)
    room = QRectF(0, 0, (width - indent) * scale, MM_HEIGHT * scale)
    needed = painter.boundingRect(room, flags, text)
    painter.drawText(room, flags, text)
    painter.restore()
    return top + needed.height() / scale


def _paint_square(painter: QPainter, code: str, left: float, top: float) -> None:
    made = segno.make(code, error="m", boost_error=False)
    modules = tuple(tuple(bool(cell) for cell in line) for line in made.matrix)
    side = _SQUARE_MM / len(modules)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for row, line in enumerate(modules):
        for column, dark in enumerate(line):
            if dark:
                # A hair over its neighbour: no white lines between the modules on paper.
                box = QRectF(left + column * side, top + row * side, side + 0.02, side + 0.02)
                painter.fillRect(box, _INK)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
