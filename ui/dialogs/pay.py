# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paying or giving: to whom, how much, why, and the payment drawn before it is signed.

Three clicks for a neighbour of yesterday: the name, the amount, « Signer », which Enter never presses.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from app.facade import AppError
from app.views import AmountView, Phase
from app.views import PersonView as Person
from ui.acts import FUND, GIFTS, MONEY, family, party_name, purpose_word
from ui.dialogs.amount_field import AmountField, amount_problem, written
from ui.dialogs.payment_drawing import PaymentDrawing
from ui.dialogs.problem import Problem
from ui.errors import Notice, explain, limit_words, sentences
from ui.state_line import when_final
from ui.theme import look
from ui.widgets.buttons import SignButton, button
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.person_picker import PersonPicker
from ui.widgets.sheet import SheetBody
from ui.worth import assets_of, worth, worth_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.facade import Voisinage
    from app.views import HistoryEntryView, PaymentPreviewView, PersonView
    from ui.bridge import Bridge

MEMO_MAX = 200


def recent_first(people: Sequence[PersonView], history: Sequence[HistoryEntryView]) -> tuple[PersonView, ...]:
    """Those I exchanged with last come first, the others by name; never myself."""
    rank: dict[bytes, int] = {}
    for index, entry in enumerate(history):
        if entry.counterpart is not None:
            rank.setdefault(entry.counterpart.account, index)
    others = [person for person in people if not person.is_me]
    return tuple(sorted(others, key=lambda who: (rank.get(who.account, len(history)), who.name.casefold())))


def _is_paid(entry: HistoryEntryView, amount: AmountView) -> bool:
    return family(entry.kind) == MONEY and entry.counterpart is not None and amount.amount < 0


class PaySheet(SheetBody):
    """`to` and `amount` fill the sheet; the fund (`b"fund"`) can only be given to."""

    def __init__(
        self, facade: Voisinage, bridge: Bridge, *, to: bytes = b"", amount: AmountView | None = None
    ) -> None:
        super().__init__("")
        self.title = self.tr("Pay or give")
        self.facade, self.bridge = facade, bridge
        self._me = facade.me()
        self._preview: PaymentPreviewView | None = None
        self._refused_preview: Notice | None = None
        self._signing = False
        history = facade.history(50)
        people = [*recent_first(facade.members(), history), self._fund()]
        parities = facade.parities()
        self._parities = parities
        self._build(people, assets_of(parities))
        self._connect()
        if amount is not None:
            self.amount.set_value(written(amount.asset, amount.amount), amount.asset)
        else:
            self.amount.set_asset(self._first_asset(assets_of(parities), history))
        chosen = next((person for person in people if person.account == to), None)
        if chosen is not None:
            self.picker.choose(chosen)
        self._update()

    def _fund(self) -> PersonView:
        """The commune stands in the list of people, to be given to."""
        fund = Person(
            account=FUND, name="", fingerprint="", roles=(), is_me=False, phase=Phase.SEALED, joined_ms=0,
            sponsor=b"",
        )  # fmt: skip
        return replace(fund, name=party_name(fund))

    def _first_asset(self, assets: Sequence[str], history: Sequence[HistoryEntryView]) -> str:
        """What one has, free savings counted: what one paid with last, else the first; energy of nothing."""
        held = [asset for asset in assets if self._has(asset)]
        paid = (one.asset for entry in history for one in entry.amounts if _is_paid(entry, one))
        return next((asset for asset in paid if asset in held), held[0] if held else assets[0])

    def _has(self, asset: str) -> bool:
        try:
            least = self.facade.preview_payment(FUND, asset, 1)
        except AppError:  # a unit that went away
            return False
        return least.mine_before > 0 or least.from_savings > 0

    def _build(self, people: Sequence[PersonView], assets: Sequence[str]) -> None:
        self.picker = PersonPicker(people, self.tr("To"))
        self.amount = AmountField(self.tr("How much"), self.facade.parse_amount, assets)
        self.amount.edit.setPlaceholderText("25")
        self.problem = Problem()
        self.gift = QCheckBox(self.tr("It is a gift"))
        self.gift.setAccessibleName(self.gift.text())
        self.purpose = QComboBox()
        self._purposes = ("", *self._known_purposes())
        for purpose in self._purposes:
            self.purpose.addItem(purpose_word(purpose) if purpose else self.tr("No particular purpose"))
        self._purpose_field = Field(self.tr("For"), self.purpose)
        self.memo = QLineEdit()
        self.memo.setPlaceholderText(self.tr("Thank you for the vegetables"))
        self.drawing = PaymentDrawing()
        self.body.addWidget(Field(self.tr("To"), self.picker))
        self.body.addWidget(self.amount)
        self.body.addWidget(self.problem)
        self.later = QCheckBox(self.tr("I will do it later, pay now"))
        self.later.setAccessibleName(self.later.text())
        self.later.hide()
        self.later.toggled.connect(self._update)
        self.body.addWidget(self.later)  # under what asks for it: « Signer » waits for one of the two
        self.body.addWidget(self.gift)
        self.body.addWidget(self._purpose_field)
        self._purpose_field.setVisible(len(self._purposes) > 1)
        hint = self.tr("Everyone in the commune can read it.")
        self._memo_field = Field(self.tr("A note"), self.memo, hint, most=MEMO_MAX)
        self.body.addWidget(self._memo_field)
        self.body.addWidget(self.drawing)
        self._state = Label("", "small", "ink2", wrap=True)
        self.cancel = button(self.tr("Cancel"), self.finished.emit)
        self.sign = SignButton(self.tr("Sign"), self._sign)
        icon = self.sign.icon()
        icon.addPixmap(look().pixmap("ballpen", "ink3", 18), QIcon.Mode.Disabled)
        self.sign.setIcon(icon)
        self.foot.addWidget(self._state, 1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.sign)

    def _known_purposes(self) -> tuple[str, ...]:
        """What the charter lets an amount be for; the gift has its own switch."""
        purposes = getattr(self.facade, "purposes", tuple)
        return tuple(purpose for purpose in purposes() if purpose not in GIFTS)

    def _connect(self) -> None:
        self.picker.chosen.connect(self._on_person)
        self.amount.changed.connect(self._update)
        self.gift.toggled.connect(self._update)
        self.purpose.currentIndexChanged.connect(self._update)
        self.bridge.changed.connect(self._on_topics)

    def _on_person(self, person: PersonView | None) -> None:
        to_fund = person is not None and person.account == FUND
        if to_fund:
            self.gift.setChecked(True)
        self.gift.setEnabled(not to_fund)
        self._update()
        if person is not None and self.amount.amount is None:
            self.amount.edit.setFocus()

    def _on_topics(self, topics: frozenset[str]) -> None:
        if "balances" in topics and not self._signing:
            self._update()

    def _update(self) -> None:
        """Read the fields again: equivalents, problem, drawing, and whether it can be signed."""
        person, amount = self.picker.person, self.amount.amount
        self._purpose_field.setEnabled(not self.gift.isChecked())
        self._preview, self._refused_preview = None, None
        if amount is None:
            self.amount.set_hint("")
        else:
            same = worth(self._parities, amount.asset, amount.amount)
            self.amount.set_hint(self._worth(worth_words(same, self.tr("or"))))
            if person is not None:
                self._preview = self._ask_preview(person, amount)
        typing = isinstance(self.window().focusWidget(), QLineEdit)
        if self._preview is None:
            self.drawing.wait(self._missing())
            self.problem.say(self._refused_preview, in_place=typing)
        else:
            self.drawing.draw(self._me, self._preview, self._why())
            problem = self._refusal(self._preview) or self._backup_first(self._preview)
            self.problem.say(problem, in_place=typing)
        asks = self._preview is not None and self._preview.asks_backup and not self._preview.problem
        self.later.setVisible(asks)
        ready = self._preview is not None and not self._preview.problem and not self._signing
        self.sign.setEnabled(ready and (not asks or self.later.isChecked()))
        waits = asks and not self.later.isChecked()
        self._state.setText(
            self.tr("Tick “later”, or put your account in a safe place first.") if waits else ""
        )

    def _backup_first(self, preview: PaymentPreviewView) -> Notice | None:
        """More than a small amount while the words are not on paper."""
        if not preview.asks_backup:
            return None
        return Notice(
            "info",
            self.tr("Your 24 words are not on paper yet."),
            self.tr("If this computer breaks, nobody can give this account back to you."),
            action=self.tr("Put my account in a safe place (2 min)"),
            act=lambda: self.bridge.go_to("settings", "words"),
        )

    def _ask_preview(self, person: PersonView, amount: AmountView) -> PaymentPreviewView | None:
        gift = self.gift.isChecked()
        try:
            return self.facade.preview_payment(person.account, amount.asset, amount.amount, gift)
        except AppError as error:  # a neighbour or a unit that went away while the sheet was open
            self._refused_preview = explain(error)
            return None

    def _worth(self, text: str) -> str:
        return self.tr("worth {worth}").format(worth=text) if text else ""

    def _missing(self) -> str:
        if self.picker.person is None:
            return self.tr("Choose a neighbour: the payment will be drawn here before you sign it.")
        if self.amount.edit.text().strip():
            return amount_problem(self.amount.code, self.amount.asset)
        return self.tr("Write an amount: both balances, before and after, will be drawn here.")

    def _why(self) -> str:
        if self.gift.isChecked():
            return self.tr("a gift")
        purpose = self._purposes[max(0, self.purpose.currentIndex())]
        return purpose_word(purpose) if purpose else ""

    def _refusal(self, preview: PaymentPreviewView) -> Notice | None:
        if not preview.problem:
            return None
        asset = preview.amount.asset
        happened, money, todo = sentences(preview.problem)
        if preview.available > 0:
            shown = look().words.exact(asset, preview.available)
            todo = self.tr("The most you can pay now is {amount}.").format(amount=shown)
            todo = f"{todo} {limit_words(preview.limited_by)}".strip()
        elif preview.limited_by:
            todo = limit_words(preview.limited_by)
        elif preview.problem == "balance":
            todo = self.tr("Pay in another unit: hours and kilos can be owed to the village, energy cannot.")
        if preview.problem == "balance":
            has = look().words.exact(asset, max(0, preview.mine_before))
            happened = self.tr("You have {amount} in this account: it is not enough.").format(amount=has)
        action, act = "", None
        if preview.available > 0 and preview.problem in {"balance", "floor"}:
            action = self.tr("Pay {amount}").format(amount=look().words.exact(asset, preview.available))
            act = self._pay_available
        code = f"E-{preview.problem.upper().replace(' ', '-')}"
        return Notice("error", happened, money, todo, code=code, action=action, act=act)

    def _pay_available(self) -> None:
        if self._preview is not None:
            asset = self._preview.amount.asset
            self.amount.set_value(written(asset, self._preview.available), asset)
            self.sign.setFocus()

    def _sign(self) -> None:
        preview = self._preview
        if preview is None or preview.problem or self._signing:
            return
        if self._memo_field.show_error():
            self.memo.setFocus()
            return
        self._signing = True
        self.sign.setEnabled(False)
        self._state.setText(self.tr("Signing…"))
        to, asset, amount = preview.to.account, preview.amount.asset, preview.amount.amount
        memo = self.memo.text().strip()
        if self.gift.isChecked():
            ticket = self.facade.give(to, asset, amount, memo)
        else:
            purpose = self._purposes[max(0, self.purpose.currentIndex())]
            ticket = self.facade.pay(to, asset, amount, purpose, memo)
        self.bridge.run(ticket, self, lambda event: self._signed(preview, event.id), self._refused)

    def _signed(self, preview: PaymentPreviewView, event: bytes) -> None:
        amount = look().words.exact(preview.amount.asset, preview.amount.amount)
        told = self.tr("{amount} for {name}: recorded.")
        happened = told.format(amount=amount, name=party_name(preview.to))
        later = when_final(self.facade.status())
        final = self.tr("{amount} for {name}: final.").format(amount=amount, name=party_name(preview.to))
        self.bridge.say(Notice("ok", happened, later, event=event, final=final))
        self.finished.emit()

    def _refused(self, error: Exception) -> None:
        self._signing = False
        self._state.setText("")
        self._update()
        self.problem.say(explain(error))
