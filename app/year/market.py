# SPDX-License-Identifier: AGPL-3.0-or-later
"""Offers, needs and orders of the example commune, of every outcome the rules know.

placed ─ accepted ─ delivered ─ confirmed          most of them
│         │          ├ silence, then paid by itself
│         │          └ cancelled by the buyer: what came was not what was ordered
│         └ cancelled by the seller
├ refused (cancelled by the seller)
└ nobody answers: cancelled by itself after 72 h
"""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from app.year.commune import Person
from app.year.phrases import BASKETS, LISTINGS, OVER
from app.year.village import Village
from ledger.rulebook.market import LISTINGS as LISTED
from ledger.rulebook.orders import ORDERS, get_actions
from ledger.rulebook.parity import get_version
from ledger.units import EventId

BASKET_G: Final = 3_500
BASKET_DAYS: Final = (1, 4)
"""Tuesday and Friday."""
REGULARS: Final = ("francois", "ecole", "helene", "jacques", "gilles", "odile", "boulangerie", "domaine")
ORDERS_A_DAY: Final = 0.55


class Market:
    """The listings of the village and what becomes of orders."""

    def __init__(self, village: Village) -> None:
        self._village = village
        self._basket: EventId | None = None
        self._open: list[tuple[EventId, Person]] = []
        self._titles: dict[str, EventId] = {}
        """What is listed now, by the first word of its title."""

    def live(self) -> None:
        """A day of it."""
        village = self._village
        for day, title, text in BASKETS:
            if village.number == day:
                self._change_basket(title, text)
        for author, day, side, template, title, text, price, stock in LISTINGS:
            if day == village.number and village.lives_here(author):
                self._list(village.person(author), side, template, title, text, price, stock)
        for word, day in OVER.items():
            if village.number == day and word in self._titles:
                self._withdraw(self._titles.pop(word))
        if self._basket is not None and village.day.weekday() in BASKET_DAYS:
            self._sell_baskets(self._basket)
        if self._open and village.random.random() < ORDERS_A_DAY:
            self._order_something()

    def _list(
        self, author: Person, side: str, template: str, title: str, text: str, price: Any, stock: int
    ) -> EventId:
        village = self._village
        body = {
            "side": side,
            "template": template,
            "title": village.say(title),
            "text": village.say(text),
            "price": [list(line) for line in price],
            "stock": stock,
        }
        listing = self._titles[title.split()[0]] = village.act(author, "listing.add", body, title, text)
        if self._basket != listing:
            self._open.append((listing, author))
        return listing

    def _withdraw(self, listing: EventId) -> None:
        author = next(author for open_, author in self._open if open_ == listing)
        self._open.remove((listing, author))
        self._village.act(author, "listing.withdraw", {"listing": listing})

    def _change_basket(self, title: str, text: str) -> None:
        """A season's basket takes the place of the one before."""
        village = self._village
        marie = village.person("marie")
        if self._basket is not None:
            village.act(marie, "listing.withdraw", {"listing": self._basket})
        self._basket = self._list(marie, "offer", "produce", title, text, (("kg", BASKET_G),), -1)
        self._open = [(listing, author) for listing, author in self._open if listing != self._basket]

    def _sell_baskets(self, basket: EventId) -> None:
        village = self._village
        regulars = [village.person(slug) for slug in REGULARS if village.lives_here(slug)]
        marie = village.person("marie")
        buyers = village.random.sample(regulars, min(3, len(regulars))) + village.pick(2, marie)
        for buyer in dict.fromkeys(buyers):
            self.order(basket, marie, buyer, 2 if buyer.slug in ("francois", "ecole") else 1)

    def _order_something(self) -> None:
        village = self._village
        listing, author = village.random.choice(self._open)
        row = village.commune.replica.state.get(LISTED, listing)
        if row is None or row.withdrawn or row.stock == 0:
            return
        (buyer,) = village.pick(1, author)
        self.order(listing, author, buyer, 1)

    def leave_open(self, author: Person, title: str, other: Person, *, accepted: bool) -> None:
        """An order of something listed, which its people answer later."""
        order = self._place(self._titles[title], other, 2 if accepted else 1)
        if accepted:
            self._village.later(1, partial(self.step, order, author, "accept"))

    def order(self, listing: EventId, author: Person, other: Person, quantity: int) -> EventId | None:
        """Place an order and let its fate be drawn."""
        village = self._village
        state = village.commune.replica.state
        row = state.get(LISTED, listing)
        if row is None:
            return None
        buyer = other if row.side == "offer" else author
        if any(not village.may_pay(buyer, asset, units * quantity) for asset, units in row.price):
            return None
        order = self._place(listing, other, quantity)
        seller = author if row.side == "offer" else other
        self._draw_fate(order, author, other, buyer, seller)
        return order

    def _place(self, listing: EventId, other: Person, quantity: int) -> EventId:
        village = self._village
        parity = get_version(village.commune.replica.state)
        body = {"listing": listing, "quantity": quantity, "parity": parity}
        return village.act(other, "order.place", body)

    def _draw_fate(
        self, order: EventId, author: Person, other: Person, buyer: Person, seller: Person
    ) -> None:
        village = self._village
        luck = village.random.random()
        if luck < 0.05:
            return  # nobody answers
        if luck < 0.10:
            village.later(1, partial(self.step, order, author, "cancel"))  # refused
        elif luck < 0.14:
            village.later(1, partial(self.step, order, other, "cancel"))
        else:
            village.later(1, partial(self.step, order, author, "accept"))
            village.later(2, partial(self.step, order, seller, "deliver"))
            if luck < 0.93:
                village.later(3, partial(self.step, order, buyer, "confirm"))
            elif luck < 0.95:
                village.later(4, partial(self.step, order, buyer, "cancel"))  # not what was ordered

    def step(self, order: EventId, who: Person, action: str) -> None:
        """What somebody may do to an order; nothing when it is not theirs to do any more."""
        village = self._village
        state = village.commune.replica.state
        row = state.get(ORDERS, order)
        if row is None or action not in get_actions(row, who.account):
            return
        body: dict[str, Any] = {"order": order}
        if action == "accept":
            if row.parity != get_version(state):
                return
            body["parity"] = row.parity
        if action == "confirm" and any(not village.may_pay(who, asset, units) for asset, units in row.price):
            return
        village.act(who, f"order.{action}", body)
