# SPDX-License-Identifier: AGPL-3.0-or-later
"""This computer as a witness, in words: whether it seals, why not, what its owner may say; evidence.

Shown under « Qui fait quoi », and as a banner on Matin. Its law: an accident is told as one, and every
sentence about something that waits says what ends it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.facade_elision import fill
from app.facade_naming import name_apart
from ui import tokens
from ui.dialogs.confirm import ConfirmSheet
from ui.errors import Notice
from ui.strings import translate
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Banner
from ui.widgets.label import paragraph, row

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from app.facade import Voisinage
    from app.views_roles import SignedTwiceView, WitnessesView
    from ui.bridge import Bridge


def yes_word() -> str:
    return translate("Sealing", "Yes, that is the date")


def alone_word() -> str:
    return translate("Sealing", "No other copy exists")


def is_silent(board: WitnessesView) -> bool:
    """This computer is a witness's and makes nothing final."""
    return board.waits_for_date or bool(board.broken_because)


def silence_words(board: WitnessesView, now_ms: int) -> tuple[str, str]:
    """(what happened, what ends it) of a witness's computer that makes nothing final."""
    if board.waits_for_date:
        date = look().words.date(now_ms, year=True)
        text = translate(
            "Sealing", "Nothing was made final for a day or more, and no neighbour's clock confirms it."
        )
        asked = translate("Sealing", "Is it {date} today?").format(date=date)
        return translate("Sealing", "This computer's date is to be confirmed"), f"{asked} {text}"
    happened = {
        "older-copy": translate("Sealing", "This computer was put back to an earlier state"),
        "lost": translate("Sealing", "This computer has lost the memory of what it did as a witness"),
        "forgotten-vote": translate(
            "Sealing", "This computer has forgotten something it signed as a witness"
        ),
        "behind": translate("Sealing", "The commune went back to an earlier state on this computer"),
    }[board.broken_because]
    if board.broken_because == "behind":
        text = translate("Sealing", "It makes nothing final before it has caught up with the others.")
        if board.may_confirm_alone:
            text += " " + translate("Sealing", "If nobody else has what followed, say so.")
    elif board.may_confirm_alone:
        text = translate(
            "Sealing",
            "It makes nothing final until a neighbour's computer has confirmed where the commune is. If no "
            "other copy of this computer exists, you may say so.",
        )
    else:
        text = translate(
            "Sealing",
            "It makes nothing final until the other witnesses have gone on without it, so that it never "
            "contradicts itself. There is nothing to do.",
        )
    return happened, text


def evidence_words(seen: SignedTwiceView) -> str:
    who = name_apart(seen.member) if seen.member is not None else seen.fingerprint
    text = translate(
        "Sealing",
        "{name}'s computer signed two different things at number {number} of the register. An accident is "
        "likelier than a fault; the council may choose other witnesses.",
    )
    return fill(text, name=who, number=look().words.integer(seen.height))


class SealingLines(QWidget):
    """The lines of the card of witnesses about this computer; `is_empty` when there is nothing to say."""

    date_confirmed = Signal()
    alone_wanted = Signal()

    def __init__(self, board: WitnessesView, now_ms: int) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S2)
        if is_silent(board):
            happened, text = silence_words(board, now_ms)
            layout.addWidget(paragraph(happened, "strong", "warn"))
            layout.addWidget(paragraph(text, "body"))
            if board.waits_for_date:
                layout.addLayout(row(button(yes_word(), self.date_confirmed.emit), None))
            elif board.may_confirm_alone:
                layout.addLayout(row(button(alone_word(), self.alone_wanted.emit), None))
        elif board.seals_here:
            text = translate("Sealing", "This computer is a witness, and it is at work.")
            layout.addWidget(paragraph(text, "body"))
        if board.is_running and sum(one.online for one in board.witnesses) < board.size.quorum:
            text = translate("Sealing", "Too few witnesses are online: everything waits, nothing is lost.")
            layout.addWidget(paragraph(text, "body", "warn"))
        for seen in board.evidence:
            layout.addWidget(paragraph(evidence_words(seen), "body"))
        self.is_empty = layout.count() == 0


def confirm_date(facade: Voisinage, bridge: Bridge, owner: QObject) -> None:
    """Say that the date is right; the bar tells that it was heard."""
    said = translate("Sealing", "Thank you. This computer goes on as a witness.")
    bridge.run(facade.roles.confirm_date(), owner, lambda _result: bridge.say(Notice("ok", said)))


def open_alone(facade: Voisinage, bridge: Bridge) -> None:
    """The sheet where its owner says that no other copy of this computer's folder exists."""
    sentences = (
        translate(
            "Sealing",
            "You say that no other copy of this account runs anywhere: no older computer, no copied folder.",
        ),
        translate(
            "Sealing",
            "If one does, two computers could make two different things final in your name, and the "
            "neighbours would see it.",
        ),
        translate(
            "Sealing",
            "If a neighbour may know of later acts than this computer does, wait until they are online "
            "instead.",
        ),
    )
    bridge.show_sheet(
        ConfirmSheet(
            bridge,
            alone_word(),
            sentences,
            translate("Sealing", "I confirm"),
            facade.roles.confirm_alone,
            translate("Sealing", "Thank you. This computer goes on as a witness."),
        )
    )


def silence_banner(
    facade: Voisinage, bridge: Bridge, owner: QObject, now_ms: int, *, below: bool
) -> Banner | None:
    """On the first page: that this computer waits for its owner's word, or why it makes nothing final."""
    board = facade.roles.witnesses()
    if not is_silent(board):
        return None
    happened, text = silence_words(board, now_ms)
    if board.waits_for_date:
        action, act = yes_word(), lambda: confirm_date(facade, bridge, owner)
    elif board.may_confirm_alone:
        action, act = alone_word(), lambda: open_alone(facade, bridge)
    else:
        action, act = translate("Sealing", "Look"), lambda: bridge.go_to("council", "who")
    icon = "clock" if board.waits_for_date else "alert-triangle"
    return Banner(icon, happened, text, action, act, colour="warn", below=below)
