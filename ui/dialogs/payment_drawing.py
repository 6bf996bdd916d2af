# SPDX-License-Identifier: AGPL-3.0-or-later
"""The drawing of a payment: two people, an arrow, the amount, and both balances before and after.

Its law: what is signed is shown with every figure that counts, never rounded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import tokens
from ui.acts import party_avatar, party_name
from ui.theme import look
from ui.widgets.card import clear
from ui.widgets.label import Label, label, line, paragraph
from ui.widgets.money import asset_colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.facade import Voisinage
    from app.views import AmountView, PaymentPreviewView, PersonView

translate = QCoreApplication.translate

LARGE_TEXT_PERCENT = 130


class _Arrow(QWidget):
    """From me to the other, in the colour of what is paid."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = colour
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(14)
        self.setMinimumWidth(48)

    def sizeHint(self) -> QSize:
        return QSize(96, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = look().colour(self._colour)
        middle, right = self.height() / 2, self.width() - 2.0
        painter.setPen(QPen(colour, 2))
        painter.drawLine(QPointF(2, middle), QPointF(right - 7, middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        tip = [QPointF(right, middle), QPointF(right - 9, middle - 5.5), QPointF(right - 9, middle + 5.5)]
        painter.drawPolygon(QPolygonF(tip))
        painter.end()


class PaymentDrawing(QFrame):
    """Empty until `draw` is given a preview."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sunken")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(tokens.S4, tokens.S4, tokens.S4, tokens.S4)
        self._layout.setSpacing(tokens.S3)

    def wait(self, text: str) -> None:
        """Say what is still missing before the payment can be drawn."""
        clear(self._layout)
        self._layout.addWidget(paragraph(text, "small", "ink2"))
        self.setAccessibleName(text)

    def draw(self, me: PersonView, preview: PaymentPreviewView, why: str) -> None:
        """Draw the payment; `why` is its purpose in words, or empty."""
        clear(self._layout)
        words = look().words
        asset = preview.amount.asset
        head = QHBoxLayout()
        head.setSpacing(tokens.S2)
        head.addLayout(_person(me, translate("Payment", "You")), 2)
        middle = QVBoxLayout()
        middle.setSpacing(tokens.S1)
        middle.addStretch(1)
        amount = label(words.exact(asset, preview.amount.amount), "h2", asset_colour(asset))
        amount.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle.addWidget(amount)
        middle.addWidget(_Arrow(asset_colour(asset)))
        under = Label(why, "small", "ink2", wrap=True)
        under.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        middle.addWidget(under)
        middle.addStretch(1)
        head.addLayout(middle, 3)
        name = party_name(preview.to)
        head.addLayout(_person(preview.to, name), 2)
        self._layout.addLayout(head)
        self._layout.addWidget(line())
        self._layout.addLayout(_balances(preview, name))
        if preview.from_savings:
            missing = words.exact(asset, preview.from_savings)
            text = translate(
                "Payment",
                "{amount} is missing in your everyday account: it is first taken out of your savings, and "
                "both acts are signed.",
            )
            self._layout.addWidget(paragraph(text.format(amount=missing), "small", "ink2"))
        spoken = translate(
            "Payment",
            "You pay {amount} to {name}. Your balance goes from {before} to {after}, theirs from {theirs} "
            "to {then}.",
        )
        self.setAccessibleName(
            spoken.format(
                amount=words.exact(asset, preview.amount.amount),
                name=name,
                before=words.exact(asset, preview.mine_before),
                after=words.exact(asset, preview.mine_after),
                theirs=words.exact(asset, preview.theirs_before),
                then=words.exact(asset, preview.theirs_after),
            )
        )


def _person(person: PersonView, name: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(party_avatar(person, size=44), 0, Qt.AlignmentFlag.AlignHCenter)
    text = Label(name, "strong", wrap=True)
    text.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    column.addWidget(text)
    column.addStretch(1)
    return column


def _balances(preview: PaymentPreviewView, name: str) -> QBoxLayout:
    """Mine at the left, theirs at the right; when the text is large a line each, from one edge."""
    asset = preview.amount.asset
    if look().text_percent >= LARGE_TEXT_PERCENT:
        lines = QVBoxLayout()
        lines.setSpacing(tokens.S1)
        mine, theirs = translate("Payment", "You"), name
        lines.addWidget(_balance_line(mine, asset, preview.mine_before, preview.mine_after))
        lines.addWidget(_balance_line(theirs, asset, preview.theirs_before, preview.theirs_after))
        return lines
    foot = QHBoxLayout()
    foot.setSpacing(tokens.S2)
    foot.addLayout(_balance(asset, preview.mine_before, preview.mine_after, "left"), 1)
    foot.addLayout(_balance(asset, preview.theirs_before, preview.theirs_after, "right"), 1)
    return foot


def _balance_line(name: str, asset: str, before: int, after: int) -> Label:
    """« Vous : 2 h → 1 h 40 »."""
    words = look().words
    text = translate("Payment", "{name}: {before} → {after}")
    told = text.format(name=name, before=words.exact(asset, before), after=words.exact(asset, after))
    return Label(told, "strong", "danger" if after < 0 < before else "ink", wrap=True)


def _balance(asset: str, before: int, after: int, side: str) -> QVBoxLayout:
    words = look().words
    align = Qt.AlignmentFlag.AlignLeft if side == "left" else Qt.AlignmentFlag.AlignRight
    column = QVBoxLayout()
    column.setSpacing(2)
    for caption, amount, role, colour in (
        (translate("Payment", "now"), before, "small", "ink2"),
        (translate("Payment", "after"), after, "strong", "danger" if after < 0 < before else "ink"),
    ):
        pair = QHBoxLayout()
        pair.setSpacing(6)
        shown = label(words.exact(asset, amount), role, colour, tabular=True)
        shown.setAlignment(align)
        if side == "right":
            pair.addStretch(1)
        pair.addWidget(label(caption, "small", "ink2"))
        pair.addWidget(shown)
        if side == "left":
            pair.addStretch(1)
        column.addLayout(pair)
    return column


def draw_payments(
    facade: Voisinage, to: bytes, amounts: Sequence[AmountView]
) -> list[tuple[PaymentDrawing, PaymentPreviewView]]:
    """One drawing for each unit paid, and what was drawn."""
    made: list[tuple[PaymentDrawing, PaymentPreviewView]] = []
    for amount in amounts:
        drawing = PaymentDrawing()
        preview = facade.preview_payment(to, amount.asset, amount.amount)
        drawing.draw(facade.me(), preview, "")
        made.append((drawing, preview))
    return made
