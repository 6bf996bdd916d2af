# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cards of Échanger: an offer or a need, and an order with its way, its next action and its deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from app.facade_elision import fill
from app.facade_naming import count_title, name_apart
from app.views import Phase
from ui import tokens
from ui.pages.order_words import deadline_words, priced, short_words
from ui.strings import order_state, order_step_to_come, template_icon, template_name
from ui.theme import look
from ui.widgets.avatar import Avatar
from ui.widgets.beside import Beside
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.label import Label, icon_label, line, row
from ui.widgets.long_text import CARD_LETTERS, Folded
from ui.widgets.money import asset_colour
from ui.widgets.phase import PhaseMark
from ui.widgets.timeline import Step, Timeline
from ui.worth import worth, worth_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QPushButton

    from app.views import ListingView, OrderView, ParityView

translate = QCoreApplication.translate

_TEMPLATE_TONES = {"produce": "food", "service": "time", "work": "time", "loan": "sun", "event": "vote"}


def listing_card(
    listing: ListingView,
    parities: Sequence[ParityView],
    order: Callable[[], None],
    withdraw: Callable[[], None],
    *,
    across: bool,
) -> Card:
    """One offer or need: mine can be withdrawn, the others' ordered or answered."""
    card = Card(name=f"{listing.title}, {name_apart(listing.author)}")
    head = row()
    if across:
        head.addWidget(icon_label(template_icon(listing.template), "ink2"))
    head.addWidget(Chip(template_name(listing.template), _TEMPLATE_TONES.get(listing.template, "neutral")))
    if listing.phase is not Phase.SEALED:
        head.addStretch(1)
        head.addWidget(PhaseMark(listing.phase))
    else:
        left = Label(_left(listing.stock), "small", "ink2", wrap=True)
        left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(left, 1)
    card.body.addLayout(head)
    card.body.addWidget(Label(listing.title, "h2", wrap=True))
    if listing.text:
        card.body.addWidget(Folded(listing.text, listing.title, CARD_LETTERS))
    card.body.addStretch(1)
    price = QVBoxLayout()
    price.setSpacing(0)
    colour = asset_colour(listing.price[0].asset) if len(listing.price) == 1 else "ink"
    price.addWidget(Label(priced(listing.price), "h2", colour, wrap=True))
    if len(listing.price) == 1:
        same = worth_words(
            worth(parities, listing.price[0].asset, listing.price[0].amount),
            translate("ExchangeCards", "or"),
            1,
        )
        if same:
            text = translate("ExchangeCards", "worth {worth}").format(worth=same)
            price.addWidget(Label(text, "small", "ink2", wrap=True))
    card.body.addLayout(price)
    card.body.addWidget(line())
    card.body.addLayout(_listing_foot(listing, order, withdraw, across=across))
    return card


def _left(stock: int) -> str:
    """How many are left, in words; nothing where there is no limit."""
    if stock < 0:
        return ""
    if stock == 1:
        return translate("ExchangeCards", "last one")
    if stock == 0:
        return translate("ExchangeCards", "none left")
    return translate("ExchangeCards", "{count} left").format(count=look().words.integer(stock))


def _listing_foot(
    listing: ListingView, order: Callable[[], None], withdraw: Callable[[], None], *, across: bool
) -> QBoxLayout:
    """Who it is from, and the one thing to do; the button stands below where there is no room beside."""
    name = translate("ExchangeCards", "You") if listing.mine else name_apart(listing.author)
    who = row(Avatar.of(listing.author, size=32), gap=tokens.S3)
    who.addWidget(Label(name, "medium", wrap=True), 1)
    if listing.mine:
        word, act = translate("ExchangeCards", "Withdraw"), withdraw
    elif listing.side == "offer":
        word, act = translate("ExchangeCards", "Order"), order
    else:
        word, act = translate("ExchangeCards", "I can do it"), order
    made = button(
        word, act, kind="small", name=f"{word}: {listing.title}, {name_apart(listing.author)}", acts=True
    )
    made.setEnabled(listing.mine or listing.stock != 0)
    foot = QBoxLayout(QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom)
    foot.setSpacing(tokens.S3 if across else tokens.S2)
    foot.addLayout(who, 1)
    foot.addWidget(made)
    return foot


def action_word(order: OrderView, action: str, *, short: bool = False) -> str:
    """The next action as its button says it; `short` leaves out the amount, which stands in the card."""
    received = translate("ExchangeCards", "I have received it")
    paid = translate("ExchangeCards", "I have received it: pay {amount}").format(amount=priced(order.total))
    return {
        "accept": translate("ExchangeCards", "Accept"),
        "deliver": translate("ExchangeCards", "I have delivered"),
        "confirm": received if short else paid,
        "cancel": _cancel_word(order),
    }.get(action, action)


def _cancel_word(order: OrderView) -> str:
    """Stepping back is always possible; what it is called depends on who does it and when."""
    if order.state == "placed" and "accept" in order.actions:
        return translate("ExchangeCards", "Decline")
    if order.state == "delivered" and order.buyer.is_me:
        return translate("ExchangeCards", "It is not what was agreed")
    return translate("ExchangeCards", "Cancel the order")


def order_title(order: OrderView) -> str:
    """« Panier × 2 »."""
    return count_title(order.listing.title, order.quantity)


def is_my_turn(order: OrderView) -> bool:
    """Whether the next step is mine; stepping back is nobody's turn."""
    return any(action != "cancel" for action in order.actions)


def waiting_words(order: OrderView) -> str:
    """Whose turn it is, in one sentence."""
    if is_my_turn(order):
        return translate("ExchangeCards", "It is your turn.")
    if order.waiting_for is None:
        return ""
    return fill(translate("ExchangeCards", "It is {name}'s turn."), name=name_apart(order.waiting_for))


def order_card(
    order: OrderView, now_ms: int, act: Callable[[str], None], prove: Callable[[bytes], None], *, across: bool
) -> Card:
    """An order: what, with whom, its way, then the next action and what happens without it."""
    buying = order.buyer.is_me
    other = order.seller if buying else order.buyer
    card = Card(name=f"{order_title(order)}, {name_apart(other)}, {order_state(order.state)}")
    head = row(Avatar.of(other), gap=tokens.S3)
    texts = QVBoxLayout()
    texts.setSpacing(0)
    texts.addWidget(Label(order_title(order), "h2", wrap=True))
    side = (
        translate("ExchangeCards", "You buy from {name}")
        if buying
        else translate("ExchangeCards", "You sell to {name}")
    )
    texts.addWidget(Label(side.format(name=name_apart(other)), "small", "ink2", wrap=True))
    head.addLayout(texts, 1)
    total = Label(priced(order.total), "h2", wrap=not across)
    total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    head.addWidget(total)
    card.body.addLayout(head)
    card.body.addSpacing(tokens.S2)
    card.body.addWidget(_timeline(order, now_ms, across=across))
    said = " ".join(part for part in (waiting_words(order), deadline_words(order, now_ms)) if part)
    if said:
        card.body.addWidget(Label(said, "body", "ink2", wrap=True))
    if short := short_words(order):
        card.body.addWidget(Label(short, "medium", "warn", wrap=True))
    _add_actions(card, order, act, prove, across=across)
    return card


def _timeline(order: OrderView, now_ms: int, *, across: bool) -> Timeline:
    words = look().words
    steps: list[Step] = []
    awaited = False
    for step in order.steps:
        reached = step.phase is not None
        following = not reached and not awaited and order.state not in {"confirmed", "cancelled"}
        awaited = awaited or following
        when = words.ago(step.at_ms, now_ms) if step.at_ms else ""
        if following and is_my_turn(order):
            when = translate("ExchangeCards", "by you")
        elif following and order.waiting_for is not None:
            name = order.waiting_for.name.split()[0]
            when = translate("ExchangeCards", "by {name}").format(name=name)
        word = order_state(step.name) if reached else order_step_to_come(step.name)
        steps.append(Step(word[:1].upper() + word[1:], when, step.phase, next=following))
    name = translate("ExchangeCards", "The way of this order")
    return Timeline(tuple(steps), name, across=across)


def _add_actions(
    card: Card,
    order: OrderView,
    act: Callable[[str], None],
    prove: Callable[[bytes], None],
    *,
    across: bool,
) -> None:
    title = order_title(order)
    foot = QBoxLayout(QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom)
    foot.setSpacing(tokens.S3 if across else tokens.S1)
    quiet: list[QPushButton] = []
    for action in sorted(order.actions, key=lambda action: action == "cancel"):
        word = action_word(order, action, short=not across)
        kind = "link" if action == "cancel" else "outline"
        made = button(word, lambda action=action: act(action), kind=kind, name=f"{word}: {title}", acts=True)
        if action == "cancel":
            quiet.append(made)
        else:
            foot.addWidget(made)
    proof = translate("ExchangeCards", "Proof")
    quiet.append(button(proof, lambda: prove(order.order), kind="link", name=f"{proof}: {title}"))
    if not across:
        foot.addWidget(Beside(*quiet, links=True))
    else:
        for made in quiet[:-1]:
            foot.addWidget(made)
        foot.addStretch(1)
        foot.addWidget(quiet[-1])
    card.body.addLayout(foot)
