# SPDX-License-Identifier: AGPL-3.0-or-later
"""« Plus assez de témoins », « Deux versions des faits »: what happened, what it means, what to do together.

A card above « Qui fait quoi » while there is something to say, and a banner on Matin once it waits for me.
Its law: the first thing said is what one can still do; nothing is signed from here but by a sheet that says
what it binds to (`ui.dialogs.recovery`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import tokens
from ui.pages.council_changes import names_of_people, size_words
from ui.pages.council_recovery_words import SIGNERS_MIN, TWO_VERSIONS, signatures_words, stop_words
from ui.strings import translate
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Banner, Card
from ui.widgets.chip import Chip
from ui.widgets.label import line, paragraph, row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.views import InboxItemView
    from app.views_recovery import RecoveryView, StatementView
    from app.views_roles import SizeView
    from ui.bridge import Bridge


class RecoveryCard(Card):
    """Shown when `is_told`; every wish is a signal, `signed` and `given` with the number of the list."""

    name_wanted = Signal()
    sign_wanted = Signal(bytes)
    give_wanted = Signal(bytes)
    take_wanted = Signal()
    stay_wanted = Signal()
    withdraw_wanted = Signal()

    def __init__(
        self,
        view: RecoveryView,
        stopped_because: str,
        sizes: Iterable[SizeView],
        now_ms: int,
        *,
        across: bool,
    ) -> None:
        """`sizes`: what each list that is being signed bears."""
        self.view, self.now_ms, self.across = view, now_ms, across
        two = stopped_because in TWO_VERSIONS
        if two:
            title = translate("Recovery", "Two versions of the facts")
        elif view.followed:
            title = translate("Recovery", "New witnesses")
        elif view.is_short:
            title = translate("Recovery", "Too few witnesses")
        else:
            title = translate("Recovery", "You have signed for other witnesses")
        super().__init__(title, icon="alert-triangle" if two or view.is_short else "users")
        if two:
            self._say_stopped(stopped_because)
        elif view.followed:
            self._say_followed()
        else:
            self._say_short(tuple(sizes))

    def _say(self, text: str, role: str = "body", colour: str = "ink") -> None:
        self.body.addWidget(paragraph(text, role, colour))

    def _add_row(self, *parts: QWidget) -> None:
        """Buttons side by side; under each other where there is no room."""
        if self.across:
            self.body.addLayout(row(*parts, None, gap=tokens.S3))
            return
        column = QVBoxLayout()
        column.setSpacing(tokens.S2)
        for part in parts:
            column.addLayout(row(part, None))
        self.body.addLayout(column)

    # --- two versions ---------------------------------------------------------------------------------
    def _say_stopped(self, code: str) -> None:
        view = self.view
        happened, todo = stop_words(view, code)
        self._say(happened, "strong", "warn")
        self._say(
            translate(
                "Recovery",
                "This computer has stopped so as not to choose by itself. Nothing is lost: what was final "
                "here still is, and what you have signed is kept.",
            )
        )
        self._say(todo)
        if code == "old-epoch" and view.promised:
            self._add_withdrawing()
        elif code == "old-epoch":
            word = translate("Recovery", "Go on with the new witnesses")
            self._add_row(button(word, self.stay_wanted.emit, acts=True))

    # --- a recovery is followed -----------------------------------------------------------------------
    def _say_followed(self) -> None:
        names = names_of_people(self.view.witnesses)
        self._say(translate("Recovery", "Enough neighbours have signed."), "strong")
        told = translate(
            "Recovery",
            "{names} take over. What waits becomes final as soon as enough of their computers are on; those "
            "that reach nobody need the list by hand.",
        )
        self._say(told.format(names=names))
        followed = self.view.followed
        give = button(translate("Recovery", "Give the list"), lambda: self.give_wanted.emit(followed))
        self._add_row(give)

    # --- too few witnesses ----------------------------------------------------------------------------
    def _say_short(self, sizes: tuple[SizeView, ...]) -> None:
        view = self.view
        if view.is_short:
            self._say_who_is_missing()
        else:
            self._say(
                translate("Recovery", "Enough witnesses answer again: there is nobody to replace."), "strong"
            )
        if view.promised:
            self._add_withdrawing()
        if view.is_short:
            self.body.addWidget(line())
            self._say(translate("Recovery", "If they will never come back"), "strong")
            self._say(
                translate("Recovery", "Together, you name other witnesses.") + " " + signatures_words(view)
            )
            if not view.may_act and view.active >= SIGNERS_MIN:
                self._say(
                    translate("Recovery", "You are not one of them: ask your neighbours to sign."),
                    "body",
                    "ink2",
                )
            for statement, size in zip(view.statements, sizes, strict=True):
                self.body.addWidget(line())
                self._add_statement(statement, size)
            self.body.addSpacing(tokens.S1)
            self._add_ways()
        self.body.addStretch(1)

    def _say_who_is_missing(self) -> None:
        view = self.view
        size = len(view.witnesses)
        head = self.tr("%n of {size} witnesses answer(s); it takes {quorum}.", "", view.online)
        self._say(head.format(size=size, quorum=view.quorum), "strong", "warn")
        if view.is_alone:
            self._say(
                translate(
                    "Recovery",
                    "This computer reaches nobody. Look at its connection first: the witnesses may be at "
                    "work without it.",
                )
            )
        self._say(
            translate(
                "Recovery",
                "You can go on paying, exchanging, voting: it is all recorded, and stays so. But nothing "
                "becomes final: what you receive meanwhile counts for good only afterwards.",
            )
        )
        told = translate("Recovery", "These computers do not answer: {names}. Call their owners first.")
        self._say(told.format(names=names_of_people(view.silent)))
        back = self.tr(
            "As soon as %n of them is back, everything goes on by itself.", "", view.quorum - view.online
        )
        self._say(back)

    def _add_withdrawing(self) -> None:
        """Until when my signature holds this computer, or how to be free of it."""
        view = self.view
        if self.now_ms < view.free_ms:
            told = translate(
                "Recovery",
                "Your signature binds this computer until {date}: it follows the former witnesses no more, "
                "and signs no other list.",
            )
            self._say(told.format(date=look().words.date(view.free_ms)), "small", "ink2")
            return
        word = translate("Recovery", "Take my signature back")
        self._add_row(button(word, self.withdraw_wanted.emit, acts=True))

    def _add_statement(self, statement: StatementView, size: SizeView) -> None:
        view, number = self.view, statement.statement
        names = names_of_people(statement.witnesses)
        head = translate("Recovery", "Proposed: {names}").format(names=names)
        self._say(head, "strong")
        self._say(size_words(size), "small", "ink2")
        signed = self.tr("%n of the {needed} people it takes have signed:", "", len(statement.signers))
        told = signed.format(needed=view.needed) + " " + names_of_people(statement.signers) + "."
        self._say(told)
        parts: list[QWidget] = []
        if statement.signed_by_me:
            parts.append(Chip(translate("Recovery", "signed by you"), "primary"))
        elif view.may_act and not view.promised:
            name = translate("Recovery", "Sign the list {names}").format(names=names)
            sign = button(
                translate("Recovery", "Sign…"), lambda: self.sign_wanted.emit(number), name=name, acts=True
            )
            parts.append(sign)
        give_name = translate("Recovery", "Give the list {names}").format(names=names)
        parts.append(
            button(translate("Recovery", "Give it"), lambda: self.give_wanted.emit(number), name=give_name)
        )
        self._add_row(*parts)

    def _add_ways(self) -> None:
        view = self.view
        parts: list[QWidget] = []
        if view.may_act and not view.promised:
            parts.append(
                button(translate("Recovery", "Name other witnesses…"), self.name_wanted.emit, acts=True)
            )
        parts.append(button(translate("Recovery", "I was given a list…"), self.take_wanted.emit))
        self._add_row(*parts)


def recovery_banners(inbox: Iterable[InboxItemView], bridge: Bridge) -> list[Banner]:
    """On the first page: that something about the witnesses waits for me."""
    words = {
        "recovery.short": (
            translate("Recovery", "Too few witnesses"),
            translate("Recovery", "Everything is recorded and waits; nothing is lost."),
        ),
        "recovery.sign": (
            translate("Recovery", "A neighbour proposes other witnesses"),
            translate("Recovery", "Too few answer. Read the list, and sign it if they are gone for good."),
        ),
        "recovery.stopped": (
            translate("Recovery", "Two versions of the facts"),
            translate("Recovery", "This computer has stopped; nothing is lost."),
        ),
    }
    return [
        Banner(
            "alert-triangle",
            *words[item.kind],
            translate("Recovery", "Look"),
            lambda: bridge.go_to("council", "who"),
            colour="warn",
        )
        for item in inbox
        if item.kind in words
    ]
