# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ordering from an offer, or answering a need: how many, what it makes in all, and who bears the risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.facade_naming import name_apart
from app.views import AmountView
from ui import tokens
from ui.dialogs.problem import Problem
from ui.errors import Notice, explain
from ui.theme import look
from ui.widgets.buttons import SignButton, button
from ui.widgets.card import clear
from ui.widgets.count_edit import CountEdit
from ui.widgets.field import Field
from ui.widgets.label import Label, label, paragraph, row
from ui.widgets.long_text import CARD_LETTERS, Folded
from ui.widgets.sheet import SheetBody
from ui.worth import worth, worth_words

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views import ListingView
    from ui.bridge import Bridge

QUANTITY_MAX = 999


class OrderSheet(SheetBody):
    """Nothing is paid here: the payment leaves when the buyer confirms."""

    def __init__(self, facade: Voisinage, bridge: Bridge, listing: ListingView) -> None:
        super().__init__("", listing.title)
        self.facade, self.bridge, self.listing = facade, bridge, listing
        self._parities = facade.parities()
        offer = listing.side == "offer"
        self.title = self.tr("Order") if offer else self.tr("Answer this need")
        if listing.text:
            self.body.addWidget(Folded(listing.text, listing.title, CARD_LETTERS))
        most = listing.stock if listing.stock > 0 else QUANTITY_MAX
        self.quantity = CountEdit(min(most, QUANTITY_MAX))
        hint = self.tr("%n left", "", listing.stock) if listing.stock >= 0 else ""
        self.field = Field(self.tr("How many"), self.quantity, hint)
        self.body.addWidget(self.field)
        self.field.setVisible(self.quantity.most > 1)
        self._total = QVBoxLayout()
        self._total.setSpacing(tokens.S1)
        frame = QFrame()
        frame.setObjectName("sunken")
        frame.setLayout(self._total)
        self._total.setContentsMargins(tokens.S4, tokens.S3, tokens.S4, tokens.S3)
        self._frame = frame
        self.body.addWidget(frame)
        self.beyond = Problem()
        """What could not be paid today; nothing is refused for it."""
        self.body.addWidget(self.beyond)
        self.body.addWidget(label(self.tr("How it works"), "h2"))
        for sentence in self._steps(offer, name_apart(listing.author)):
            self.body.addWidget(paragraph(sentence, "body", "ink2"))
        self.problem = Problem()
        self.body.addWidget(self.problem)
        self.cancel = button(self.tr("Cancel"), self.finished.emit)
        self.sign = SignButton(self.tr("Order") if offer else self.tr("Propose myself"), self._place)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.sign)
        self.quantity.textChanged.connect(self._on_quantity)
        self._show_total()

    def _steps(self, offer: bool, name: str) -> list[str]:
        if offer:
            return [
                self.tr("{name} has three days to accept; after that the order ends by itself.").format(
                    name=name
                ),
                self.tr(
                    "You pay when you say that you have received it. If you say nothing for a week after "
                    "the delivery, it is paid by itself, if there is enough in your account."
                ),
                self.tr(
                    "Who bears the risk: {name}, who delivers before being paid. Nothing is set aside, so "
                    "keep enough in your account."
                ).format(name=name),
            ]
        return [
            self.tr("{name} has three days to accept; after that your answer ends by itself.").format(
                name=name
            ),
            self.tr(
                "You are paid when {name} says that it is done, or by itself a week after you said you had "
                "delivered, if there is enough in their account."
            ).format(name=name),
            self.tr(
                "Who bears the risk: you, who deliver before being paid. Nothing is set aside meanwhile."
            ),
        ]

    @property
    def total(self) -> tuple[AmountView, ...]:
        """Nothing as long as no number is written."""
        quantity = self.quantity.count
        if quantity is None:
            return ()
        return tuple(
            AmountView(asset=price.asset, amount=price.amount * quantity) for price in self.listing.price
        )

    def _on_quantity(self) -> None:
        # Somebody who empties the field is about to write in it.
        self.field.set_error(self.quantity.problem if self.quantity.text() else "")
        self._show_total()

    def _show_total(self) -> None:
        clear(self._total)
        words = look().words
        caption = self.tr("In total") if self.listing.side == "offer" else self.tr("You receive")
        if not self.total:
            self._total.addLayout(row(label(caption, "body", "ink2"), None, label("–", "h2")))
        for index, amount in enumerate(self.total):
            name = label(caption if index == 0 else "", "body", "ink2")
            self._total.addLayout(row(name, None, label(words.exact(amount.asset, amount.amount), "h2")))
            same = worth_words(worth(self._parities, amount.asset, amount.amount), self.tr("or"))
            if same:
                text = self.tr("worth {worth}").format(worth=same)
                self._total.addWidget(Label(text, "small", "ink2", wrap=True))
        spoken = words.listed([words.exact(amount.asset, amount.amount) for amount in self.total])
        self._frame.setAccessibleName(f"{caption}: {spoken}")

        self.beyond.say(self._tell_beyond(), in_place=True)

    def _tell_beyond(self) -> Notice | None:
        """The most that can be paid now, and from how many on the payment would have no effect."""
        most = {one.asset: one.amount for one in self.listing.payable}
        short = [one for one in self.total if one.amount > most.get(one.asset, one.amount)]
        if not short:
            return None
        words = look().words
        limit = words.listed([words.exact(one.asset, most[one.asset]) for one in short])
        first = 1 + min(most[one.asset] // one.amount for one in self.listing.price if one.asset in most)
        if self.listing.side == "offer":
            happened = self.tr("Today you can pay {most} at most.").format(most=limit)
            todo = self.tr("You may order all the same: nothing is paid before you have received it.")
        else:
            name = name_apart(self.listing.author)
            happened = self.tr("Today {name} can pay {most} at most.").format(name=name, most=limit)
            todo = self.tr("Talk about it before you deliver.")
        void = self.tr("As it is, the payment would have no effect.")
        if first > 1:
            void = self.tr(
                "From {number} on, the payment would have no effect, unless there is more by then."
            )
        return Notice("info", happened, void.format(number=words.integer(first)), todo)

    def _place(self) -> None:
        quantity = self.quantity.count
        if quantity is None:
            self.field.set_error(self.quantity.problem)
            self.quantity.setFocus()
            return
        self.sign.setEnabled(False)
        ticket = self.facade.place_order(self.listing.listing, quantity)
        self.bridge.run(ticket, self, self._placed, self._refused)

    def _placed(self, _order: object) -> None:
        sent = self.tr("Your order is recorded. {name} will see it and answer.")
        self.bridge.say(Notice("ok", sent.format(name=name_apart(self.listing.author))))
        self.finished.emit()
        self.bridge.go_to("exchange", "orders")

    def _refused(self, error: Exception) -> None:
        self.sign.setEnabled(True)
        self.problem.say(explain(error))
