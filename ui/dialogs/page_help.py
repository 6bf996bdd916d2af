# SPDX-License-Identifier: AGPL-3.0-or-later
"""F1: what the page in view is for, how to use it, and the keys, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import tokens
from ui.places import PLACES, place_word
from ui.widgets.label import Label, label, line, paragraph
from ui.widgets.sheet import SheetBody

if TYPE_CHECKING:
    from collections.abc import Sequence

translate = QCoreApplication.translate


def help_for(place: str) -> tuple[str, ...]:
    """Some short paragraphs, the first being what the page is for."""
    return _first_half(place) or _second_half(place)


def _first_half(place: str) -> tuple[str, ...]:
    return {
        "morning": (
            translate("Help", "The day at a glance: what your roof gave, where it went, and what waits."),
            translate("Help", "A card at the top is something that waits for you: press its button."),
            translate("Help", "A full dot says that an act is final; a hollow one that it is not yet."),
        ),
        "accounts": (
            translate("Help", "What you own in each unit, and every act that made it so."),
            translate("Help", "Pay sends something to a neighbour: choose who and how much, then sign."),
            translate("Help", "Receive shows what a neighbour scans or copies to pay you."),
            translate("Help", "Savings are set aside; a locked one cannot be spent before its day."),
            translate("Help", "A struck line had no effect: nothing moved, and the reason stands under it."),
        ),
        "energy": (
            translate("Help", "What your roof produces and what your home uses, day after day."),
            translate("Help", "Bring the file of your grid operator here; the same file twice counts once."),
            translate("Help", "The list says in which order your energy goes: home, gifts, neighbours…"),
        ),
        "exchange": (
            translate("Help", "What neighbours offer and look for, at a price in hours, kWh or kg."),
            translate("Help", "To order, press the button of an offer; nothing is paid before you confirm."),
            translate("Help", "My orders shows whose turn it is, and what happens by itself if nobody acts."),
        ),
        "help": (
            translate("Help", "The hours you helped and the hours you were helped."),
            translate("Help", "Say who you helped and how long; they confirm, and the hours are yours."),
            translate("Help", "In an emergency call 18, 15 or 112 first."),
        ),
    }.get(place, ())


def _second_half(place: str) -> tuple[str, ...]:
    return {
        "news": (
            translate("Help", "First what waits for you, each with its button; below, what happened."),
            translate("Help", "What you have not seen yet is marked; opening this page is enough."),
        ),
        "neighbours": (
            translate("Help", "Who belongs to the commune, and what they agree to show."),
            translate("Help", "Invite a neighbour makes a code for one person; give it to nobody else."),
        ),
        "council": (
            translate("Help", "What the commune decides: proposals to vote on, in discussion, and decided."),
            translate("Help", "You may change your vote until it closes. Each card says when."),
            translate("Help", "Who does what shows the roles, and which decision gave them."),
        ),
        "fund": (
            translate("Help", "What the village puts aside, and what each of us wants done with it."),
            translate("Help", "Move your shares until they make 100%, then validate; change them whenever."),
        ),
        "register": (
            translate("Help", "Everything the commune signed. Each act opens its proof."),
            translate(
                "Help", "Search a person, a day, a kind of act, a word, a page, or the number of an act."
            ),
            translate("Help", "Check a proof reads a file somebody sent you, and says whether it holds."),
            translate("Help", "Check everything does all acts again, from the first one, on this computer."),
        ),
        "settings": (
            translate("Help", "Your name, what neighbours see, your computers, and how this window looks."),
            translate("Help", "Write your 24 words on paper: they alone bring your account back."),
        ),
    }.get(place, ())


def keys() -> tuple[tuple[str, str], ...]:
    """(keys, what they do), as the window binds them."""
    last = len([place for place in PLACES if not place.quiet])
    return (
        (
            f"Ctrl+1 … Ctrl+{min(8, last)}",
            translate("Help", "Go to a page"),
        ),
        ("Ctrl+K", translate("Help", "Search everywhere")),
        ("Ctrl+N", translate("Help", "Pay")),
        ("Ctrl+R", translate("Help", "Receive")),
        ("Ctrl+T", translate("Help", "The figures of the drawings as tables")),
        ("F1", translate("Help", "This help")),
        (translate("Help", "Esc"), translate("Help", "Close what is open")),
        (
            translate("Help", "Enter"),
            translate("Help", "The green button; to sign, Space or a click"),
        ),
    )


class PageHelp(SheetBody):
    """For one place."""

    def __init__(self, place: str) -> None:
        super().__init__("")
        self.title = self.tr("Help: {page}").format(page=place_word(place))
        for number, text in enumerate(help_for(place)):
            self.body.addWidget(paragraph(text, "strong" if number == 0 else "body"))
        self.body.addWidget(line())
        self.body.addWidget(label(self.tr("With the keyboard"), "h2"))
        self.body.addWidget(_table(keys()))


def _table(rows: Sequence[tuple[str, str]]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(tokens.S4)
    grid.setVerticalSpacing(tokens.S2)
    grid.setColumnStretch(1, 1)
    for number, (pressed, does) in enumerate(rows):
        grid.addWidget(label(pressed, "medium"), number, 0)
        grid.addWidget(Label(does, "body", "ink2", wrap=True), number, 1)
    return holder
