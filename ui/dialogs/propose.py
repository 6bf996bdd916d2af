# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proposing to the commune: a text to agree on, or what a unit is worth; for how long the vote is open."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui import tokens
from ui.dialogs.amount_field import AmountField
from ui.dialogs.appoint import AppointSheet
from ui.dialogs.choose_witnesses import WitnessesSheet
from ui.dialogs.problem import Problem
from ui.dialogs.propose_rules import RulesSheet, find_next_rules, no_rules_words
from ui.errors import Notice, explain
from ui.strings import asset_word
from ui.theme import look
from ui.widgets.buttons import SignButton, button
from ui.widgets.field import Field
from ui.widgets.folding import FoldCheck
from ui.widgets.label import paragraph, row
from ui.widgets.long_text import LongField
from ui.widgets.sheet import SheetBody
from ui.widgets.vote_length import VoteLength
from ui.worth import assets_of, parity_from, parity_words
from ui.worth import one as one_of

if TYPE_CHECKING:
    from app.facade import Voisinage
    from ui.bridge import Bridge

TITLE_MAX, TEXT_MAX = 120, 4000
FAR: Final = 10
"""A unit worth so many times more, or less, than it is now: a slip of the finger, or a shock to all."""


class ProposeSheet(SheetBody):
    """A proposal is signed, and cannot be rewritten once it is open: the sheet says so."""

    def __init__(self, facade: Voisinage, bridge: Bridge) -> None:
        super().__init__("")
        self.title = self.tr("Propose to the commune")
        self.facade, self.bridge = facade, bridge
        self._parities = {parity.asset: parity for parity in facade.parities() if parity.asset != "kwh"}
        self._assets = tuple(asset for asset in assets_of(self._parities.values()) if asset != "kwh")
        self._rules_said = ""
        self.sign = SignButton(self.tr("Sign"), self._sign)
        self._build_form()
        self._build_words()
        self._build_parity()
        self.duration = VoteLength(facade.roles.vote_length())
        self.body.addWidget(Field(self.tr("The vote stays open"), self.duration))
        rule = self.tr("Once open, a proposal is not rewritten: everyone votes on the same words.")
        self.body.addWidget(paragraph(rule, "small", "ink2"))
        self.after = paragraph("", "small", "ink2")
        self.body.addWidget(self.after)
        if self._rules_said:
            self.body.addWidget(paragraph(self._rules_said, "small", "ink2"))
        self.problem = Problem()
        self.body.addWidget(self.problem)
        self.cancel = button(self.tr("Cancel"), self.finished.emit)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.sign)
        self._show_form()

    def _build_form(self) -> None:
        self.text_form = button(self.tr("A text"), kind="segment")
        self.parity_form = button(self.tr("What a unit is worth"), kind="segment")
        self._forms = QButtonGroup(self)
        line = QHBoxLayout()
        line.setSpacing(tokens.S2)
        for choice in (self.text_form, self.parity_form):
            self._forms.addButton(choice)
            line.addWidget(choice, 1)
        self.text_form.setChecked(True)
        self._forms.buttonToggled.connect(lambda *_: self._show_form())
        self.body.addLayout(line)
        # Who holds a role and who makes acts final have sheets of their own.
        self.role = button(self.tr("A role"), self._propose_role, kind="link", icon="user")
        self.witnesses = button(
            self.tr("The witnesses"), self._propose_witnesses, kind="link", icon="shield-check"
        )
        self.body.addLayout(row(self.role, self.witnesses, None, gap=tokens.S3))
        self._add_rules()
        self.parity_form.setVisible(bool(self._assets))

    def _add_rules(self) -> None:
        """The next version of the rules, where this program has one that the village has not; else why."""
        view = self.facade.roles.rules()
        following = find_next_rules(view, self.facade.proposals())
        if not following:
            self._rules_said = no_rules_words(view)
            return
        sheet = lambda: RulesSheet(self.facade, self.bridge, following)  # noqa: E731
        self.rules = button(
            self.tr("Go on to the new rules"),
            lambda: self.bridge.show_sheet(sheet()),
            kind="link",
            icon="scale",
        )
        self.body.addLayout(row(self.rules, None))

    def _propose_role(self) -> None:
        self.bridge.show_sheet(AppointSheet(self.facade, self.bridge))

    def _propose_witnesses(self) -> None:
        self.bridge.show_sheet(WitnessesSheet(self.facade, self.bridge))

    def _build_words(self) -> None:
        self.title_edit = QLineEdit()
        self.title_edit.setPlaceholderText(self.tr("Turn the street lights off at 11 pm"))
        self.title_field = Field(self.tr("In one line"), self.title_edit, most=TITLE_MAX)
        hint = self.tr("What changes, for whom, from when, and what it costs.")
        self.text_field = LongField(self.tr("Why, and how"), TEXT_MAX, 140, hint)
        self.text_edit = self.text_field.edit
        self.body.addWidget(self.title_field)
        self.body.addWidget(self.text_field)

    def _build_parity(self) -> None:
        self._parity = QWidget()
        inside = QVBoxLayout(self._parity)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(tokens.S3)
        self.asset = QComboBox()
        for asset in self._assets:
            self.asset.addItem(asset_word(asset))
        inside.addWidget(Field(self.tr("Unit"), self.asset))
        self.worth = AmountField(self.tr("is worth"), self.facade.parse_amount, ("kwh",))
        inside.addWidget(self.worth)
        self.far = Problem()
        inside.addWidget(self.far)
        self.meant = FoldCheck(self.tr("It is what I mean to propose"))
        self.meant.setAccessibleName(self.meant.text())
        self.meant.hide()
        self.meant.toggled.connect(self._show_sign)
        inside.addWidget(self.meant)
        self.asset.currentIndexChanged.connect(self._show_now)
        self.worth.changed.connect(self._show_now)
        self.body.addWidget(self._parity)
        if self._assets:
            self._show_now()

    def _show_form(self) -> None:
        parity = self.parity_form.isChecked()
        self._parity.setVisible(parity)
        if parity:
            self.after.setText(self.tr("If it passes, it takes effect by itself."))
        else:
            self.after.setText(
                self.tr(
                    "A text that passes is the village's word, for people to carry out: it moves nothing by "
                    "itself. How the fund is shared out is said in Common fund."
                )
            )
        self._show_sign()

    def _show_now(self) -> None:
        """Say today's value under the field, and the one proposed."""
        parity = self._parities[self._assets[self.asset.currentIndex()]]
        one, now = parity_words((parity.asset, parity.numerator, parity.denominator))
        text = self.tr("Today {one} is worth {now}.").format(one=one, now=now)
        if self.worth.amount is not None:
            then = look().words.exact("kwh", self.worth.amount.amount)
            text = self.tr("Today {one} is worth {now}; you propose {then}.").format(
                one=one, now=now, then=then
            )
        self.worth.set_hint(text)

        self._show_far(one, now)

    def _show_far(self, one: str, now: str) -> None:
        """Nobody takes a proposal back: what is far from today's worth is said in full, and asked about."""
        times = self._find_times()
        self.meant.setChecked(False)
        self.meant.setVisible(times >= FAR)
        if times < FAR or self.worth.amount is None:
            self.far.say(None)
            self._show_sign()
            return
        then = look().words.exact("kwh", self.worth.amount.amount)
        is_more = self.worth.amount.amount * self._now.denominator > self._now.numerator
        told = self.tr("That is {times} times more.") if is_more else self.tr("That is {times} times less.")
        changes = self.tr(
            "Today {one} is worth {now}; you propose {then}. What each of us has, owes and asks in this unit "
            "would be worth as much more or less."
        )
        self.far.say(
            Notice(
                "info",
                told.format(times=look().words.integer(times)),
                changes.format(one=one, now=now, then=then),
                self.tr("Once the vote is open, nobody can take it back, you neither."),
            ),
            in_place=True,
        )
        self._show_sign()

    @property
    def _now(self) -> Fraction:
        """Wh that one shown unit is worth today."""
        parity = self._parities[self._assets[self.asset.currentIndex()]]
        return Fraction(parity.numerator * one_of(parity.asset), parity.denominator)

    def _find_times(self) -> int:
        """How many times more, or less, than today is proposed; 0 while nothing is."""
        if self.worth.amount is None or not self.worth.amount.amount or not self._now:
            return 0
        ratio = self.worth.amount.amount / self._now
        return int(max(ratio, 1 / ratio))

    def _show_sign(self) -> None:
        is_far = self.parity_form.isChecked() and not self.meant.isHidden()
        self.sign.setEnabled(not is_far or self.meant.isChecked())

    def _sign(self) -> None:
        title = self.title_edit.text().strip()
        wrong = self.title_field.show_error() or not title
        if not title:
            self.title_field.set_error(self.tr("Give it a line that says what is proposed."))
            self.title_edit.setFocus()
        parity = self.parity_form.isChecked()
        if parity and self.worth.show_error(required=True):
            wrong = True
        if self.text_field.show_error() or wrong:
            return
        self.sign.setEnabled(False)
        text = self.text_field.text
        duration_ms = self.duration.duration_ms
        if parity and self.worth.amount is not None:
            asset = self._assets[self.asset.currentIndex()]
            numerator, denominator = parity_from(asset, self.worth.amount.amount)
            ticket = self.facade.propose_parity(title, text, asset, numerator, denominator, duration_ms)
        else:
            ticket = self.facade.propose_text(title, text, duration_ms)
        self.bridge.run(ticket, self, self._opened, self._refused)

    def _opened(self, _proposal: object) -> None:
        self.bridge.say(Notice("ok", self.tr("The vote is open: your neighbours will see it.")))
        self.finished.emit()

    def _refused(self, error: Exception) -> None:
        self._show_sign()
        self.problem.say(explain(error))
