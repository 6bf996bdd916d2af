# SPDX-License-Identifier: AGPL-3.0-or-later
"""The card of Comptes on what one sets aside: each pot, what is in it, until when it is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from ui import tokens
from ui.dialogs.pots import LockSheet, MoveSheet
from ui.strings import pot_name, translate
from ui.theme import look
from ui.widgets.beside import Beside
from ui.widgets.buttons import button
from ui.widgets.card import FIGURE_CHARS, Card
from ui.widgets.label import Label, icon_label, line, paragraph, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QHBoxLayout, QPushButton

    from app.facade import Voisinage
    from app.views_help import PotView
    from ui.bridge import Bridge
    from ui.widgets.sheet import SheetBody

_HELD_WIDTH = 132


def pots_card(
    facade: Voisinage, bridge: Bridge, pots: Sequence[PotView], now_ms: int, *, across: bool
) -> Card:
    """Everything but the everyday pot, whose figures stand above."""
    card = Card(translate("Pots", "Set aside"), icon="lock")
    text = translate(
        "Pots",
        "What you put here stays yours. Locked, nothing leaves before the date, not even for a payment.",
    )
    card.body.addWidget(paragraph(text, "small", "ink2"))
    for pot in pots:
        if pot.pot == "current":
            continue
        card.body.addWidget(line())
        doors = () if pot.is_pension else _buttons(facade, bridge, pot, pots)
        card.body.addLayout(_head(pot, now_ms, doors if across else ()))
        if doors and not across:
            put, take, lock = doors
            card.body.addWidget(Beside(put, take))
            card.body.addLayout(row(lock, None))
    return card


def _head(pot: PotView, now_ms: int, doors: Sequence[QPushButton]) -> QHBoxLayout:
    made = row(gap=tokens.S3)
    texts = QVBoxLayout()
    texts.setSpacing(2)
    texts.addWidget(Label(pot_name(pot.pot), "strong", wrap=True))
    state = row(gap=tokens.S1)
    if pot.is_locked:
        state.addWidget(icon_label("lock", "ink3", 16))
    state.addWidget(Label(lock_words(pot, now_ms), "small", "ink2", wrap=True), 1)
    texts.addLayout(state)
    made.addLayout(texts, 1)
    words = look().words
    held = [words.amount(balance.asset, balance.settled) for balance in pot.balances if balance.settled]
    if not held and pot.assets:
        held = [words.amount(pot.assets[0], 0)]
    for door in doors:
        made.addWidget(door)
    said = words.listed(held)
    amount = Label(said, "medium", wrap=not doors and len(said) > FIGURE_CHARS, tabular=True)
    if doors:  # figures stand under one another, whatever their length
        amount.setMinimumWidth(look().px(_HELD_WIDTH))
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    made.addWidget(amount, int(amount.wordWrap()))
    return made


def lock_words(pot: PotView, now_ms: int) -> str:
    """Until when, in words."""
    if pot.is_pension:
        return translate("Pots", "Locked until pensions are paid out by the commune's vote.")
    if pot.locked_until_ms:
        day = look().words.short_date(pot.locked_until_ms, now_ms)
        return translate("Pots", "Locked until {day}").format(day=day)
    return translate("Pots", "Free")


def _buttons(
    facade: Voisinage, bridge: Bridge, pot: PotView, pots: Sequence[PotView]
) -> tuple[QPushButton, QPushButton, QPushButton]:
    """Put in, take out, lock."""
    current = next(one for one in pots if one.pot == "current")
    can_put = any(one.asset in pot.assets and one.expected > 0 for one in current.balances)
    can_take = not pot.is_locked and any(one.expected > 0 for one in pot.balances)

    def make(word: str, kind: str, sheet: Callable[[], SheetBody], *, usable: bool = True) -> QPushButton:
        name = f"{word}, {pot_name(pot.pot)}"
        made = button(word, lambda: bridge.show_sheet(sheet()), kind=kind, name=name, acts=True)
        made.setEnabled(usable)
        return made

    return (
        make(translate("Pots", "Put in"), "small", lambda: MoveSheet(facade, bridge, pot), usable=can_put),
        make(
            translate("Pots", "Take out"),
            "small",
            lambda: MoveSheet(facade, bridge, pot, take=True),
            usable=can_take,
        ),
        make(translate("Pots", "Lock"), "link", lambda: LockSheet(facade, bridge, pot)),
    )
