# SPDX-License-Identifier: AGPL-3.0-or-later
"""« Qui fait quoi »: who holds which role and since which decision; whose computers make acts final.

Two cards under a tab of Conseil. Its law: no word about how witnesses agree, only what it takes for the
village to go on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.facade_naming import name_apart
from app.views import Phase
from ui import tokens
from ui.pages.council_changes import names_of, origin_words, role_title, size_words
from ui.pages.council_sealing import SealingLines
from ui.theme import look
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.folding import ActCheck
from ui.widgets.label import Label, line, paragraph, row
from ui.widgets.phase import PhaseMark

if TYPE_CHECKING:
    from app.views import PersonView
    from app.views_roles import (
        ListChangeView,
        OriginView,
        RoleHolderView,
        RolesView,
        RoleView,
        WitnessesView,
        WitnessView,
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


class _RegisterCard(Card):
    """What both cards share: a line for a person, and the way to the vote that decided."""

    vote_wanted = Signal(bytes)
    across = True
    """A line has room for a name and a word beside it; else the word goes below."""

    def _person_line(
        self, person: PersonView, origin: OriginView | None, phase: Phase = Phase.SEALED, chip: str = ""
    ) -> QWidget:
        holder = QWidget()
        holder.setAccessibleName(name_apart(person))
        layout = row(Avatar.of(person, size=32), gap=tokens.S3)
        layout.setContentsMargins(0, 2, 0, 2)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        name = self.tr("{name} (you)").format(name=name_apart(person)) if person.is_me else name_apart(person)
        texts.addWidget(Label(name, "body", wrap=True))
        if origin is not None:
            texts.addWidget(Label(_sentence(origin_words(origin)), "small", "ink2", wrap=True))
        layout.addLayout(texts, 1)
        beside = row(gap=tokens.S2)
        if chip:
            beside.addWidget(Chip(chip, "primary"))
        if phase is not Phase.SEALED:
            beside.addWidget(PhaseMark(phase))
        if origin is not None and origin.kind == "decision":
            vote = button(
                self.tr("The vote"),
                lambda: self.vote_wanted.emit(origin.event),
                kind="link",
                name=self.tr("The vote on {title}").format(title=origin.title),
            )
            vote.setProperty("flush", not self.across)
            beside.addWidget(vote)
        if self.across:
            layout.addLayout(beside)
        elif beside.count():
            beside.addStretch(1)
            texts.addLayout(beside)
        holder.setLayout(layout)
        return holder


class RolesCard(_RegisterCard):
    """`change_wanted` asks for the sheet that gives or takes back a role."""

    change_wanted = Signal()

    def __init__(self, roles: RolesView, *, across: bool) -> None:
        super().__init__(self.tr("Who does what"), icon="users")
        self.across = across
        if roles.may_appoint:
            told = self.tr(
                "While there are fewer than %n residents, you appoint; then a vote does.",
                "",
                roles.appoint_below,
            )
        elif roles.members < roles.appoint_below:
            told = self.tr(
                "While there are fewer than %n residents, the mayor appoints; then a vote does.",
                "",
                roles.appoint_below,
            )
        else:
            told = self.tr("Roles are given and taken back by a vote.")
        self.body.addWidget(paragraph(told, "small", "ink2"))
        for role in roles.roles:
            self.body.addWidget(line())
            self._add_role(role)
        self.body.addSpacing(tokens.S2)
        self.change = button(self.tr("Give or take back a role"), self.change_wanted.emit, acts=True)
        self.body.addLayout(row(self.change, None))
        self.body.addStretch(1)

    def _add_role(self, role: RoleView) -> None:
        self.body.addWidget(Label(_sentence(role_title(role.role)), "label", "ink2", wrap=True))
        for holder in role.holders:
            self._add_holder(holder)
        if not role.holders:
            self.body.addWidget(paragraph(self.tr("Nobody yet."), "body", "ink2"))

    def _add_holder(self, holder: RoleHolderView) -> None:
        self.body.addWidget(self._person_line(holder.person, holder.origin, holder.phase))


class WitnessesCard(_RegisterCard):
    """`change_wanted` asks for the sheet that chooses; `agreed` tells of the box about this computer."""

    change_wanted = Signal()
    agreed = Signal(bool)

    def __init__(self, board: WitnessesView, now_ms: int, *, may_seal: bool, across: bool) -> None:
        super().__init__(self.tr("Who makes acts final?"), icon="shield-check")
        self.across = across
        told = self.tr(
            "The witnesses: their computers look at each act and write it down for good. None of them can "
            "move anyone's money."
        )
        self.body.addWidget(paragraph(told, "small", "ink2"))
        self.body.addWidget(paragraph(size_words(board.size), "strong"))
        for witness in board.witnesses:
            self.body.addWidget(line())
            self.body.addWidget(self._seat_line(witness))
        self.sealing = SealingLines(board, now_ms)
        if not self.sealing.is_empty:
            self.body.addWidget(line())
            self.body.addWidget(self.sealing)
        if board.change is not None and board.change.state != "changed":
            self.body.addWidget(line())
            self._add_change(board.change)
        self.body.addWidget(line())
        if len(board.witnesses) < 4:
            four = self.tr("With four witnesses, one may break down or lie without anything changing.")
            self.body.addWidget(paragraph(four, "small", "ink2"))
        self.may_seal = ActCheck(self.tr("This computer may be one"))
        self.may_seal.setFont(look().font("body"))
        self.may_seal.setChecked(may_seal)
        self.may_seal.toggled.connect(self.agreed.emit)
        self.body.addWidget(self.may_seal)
        hint = self.tr("If you are chosen, it answers by itself that it is ready.")
        self.body.addWidget(paragraph(hint, "small", "ink2"))
        self.body.addSpacing(tokens.S1)
        word = self.tr("Choose the witnesses") if board.may_choose else self.tr("Propose other witnesses")
        self.change = button(word, self.change_wanted.emit, acts=True)
        self.body.addLayout(row(self.change, None))
        self.body.addStretch(1)

    def _seat_line(self, witness: WitnessView) -> QWidget:
        chip = self.tr("online") if witness.online else ""
        if witness.seat.is_here:
            chip = self.tr("this computer")
        return self._person_line(witness.seat.person, witness.origin, chip=chip)

    def _add_change(self, change: ListChangeView) -> None:
        """What was decided and has not been done, or could not be."""
        words = look().words
        names = names_of(candidate.seat for candidate in change.candidates)
        head = self.tr("Chosen: {names}").format(names=names)
        self.body.addWidget(paragraph(head, "strong"))
        self.body.addWidget(paragraph(_sentence(origin_words(change.origin)) + ".", "small", "ink2"))
        if change.state == "lapsed":
            text = self.tr(
                "It could not be done: their computers did not all answer within eight days. The witnesses "
                "stay the same; it can be decided again."
            )
            self.body.addWidget(paragraph(text, "body", "ink"))
            return
        missing = [candidate.seat for candidate in change.candidates if not candidate.is_ready]
        if not missing:
            self.body.addWidget(paragraph(self.tr("It will be done at once."), "body"))
            return
        text = self.tr("It will be done as soon as these computers have answered: {names}.")
        self.body.addWidget(paragraph(text.format(names=names_of(missing)), "body"))
        rest = self.tr("%n more day(s) are left for that.", "", change.days_left + 1)
        next_try = self.tr("Looked at again: {date}.").format(date=words.date(change.due_ms))
        self.body.addWidget(paragraph(f"{rest} {next_try}", "small", "ink2"))
