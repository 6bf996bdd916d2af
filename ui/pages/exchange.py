# SPDX-License-Identifier: AGPL-3.0-or-later
"""Échanger: what neighbours offer and need, and my orders with their next step.

Publishing and ordering are sheets of `ui/dialogs/`; the cards are in `exchange_cards.py`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout, QLineEdit

from ui import tokens
from ui.clock import now_ms
from ui.dialogs.confirm import ConfirmSheet
from ui.dialogs.confirm_order import confirm_sheet
from ui.dialogs.order import OrderSheet
from ui.dialogs.proof import show_proof
from ui.dialogs.publish import PublishSheet
from ui.errors import Notice
from ui.pages.exchange_cards import is_my_turn, listing_card, order_card
from ui.pages.room import RoomPage
from ui.pages.tabs import Tabs
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.empty import Empty
from ui.widgets.field import be_search
from ui.widgets.label import Label, row
from ui.widgets.page import CardGrid

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.facade import Voisinage
    from app.views import ListingView, OrderView
    from ui.bridge import Bridge

TABS = ("offer", "need", "orders")
SEARCH_DELAY_MS = 200
LISTINGS_STEP = 30
OVER = ("confirmed", "cancelled")
OVER_SHOWN = 3
"""So many are not worth a click where nothing else is shown."""
SEARCH_WIDTH = 252
"""Beside the tabs."""


class ExchangePage(RoomPage):
    """Three tabs under one search."""

    topics: ClassVar[frozenset[str]] = frozenset({"listings", "orders", "members", "balances", "time"})

    def __init__(self, facade: Voisinage, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(facade, bridge, parent)
        self.tab = "offer"
        self._limit = LISTINGS_STEP
        self._past = False
        self.publish_button = button(
            self.tr("Post something"), self.publish, kind="primary", icon="plus", acts=True
        )
        self.buttons.addWidget(self.publish_button)
        self._build_bar()
        self.cards = CardGrid(at_once=9)
        self.content.addWidget(self.cards)
        self.more_button = button(self.tr("Show more"), self._show_more)
        self.content.addLayout(row(None, self.more_button, None))

    def _build_bar(self) -> None:
        self.tabs = Tabs(TABS, self.tr("What to look at"))
        self.tabs.chosen.connect(self.open_tab)
        self.tabs.choose(self.tab)
        self.search = QLineEdit()
        be_search(self.search)
        self.search.setPlaceholderText(self.tr("Search: eggs, drill…"))
        self.search.setAccessibleName(self.tr("Search the offers and the needs"))
        self._bar = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._bar.setSpacing(tokens.S3)
        self._bar.addWidget(self.tabs, 1)
        self._bar.addWidget(self.search)
        self.content.addLayout(self._bar)
        # A keystroke waits for the next one: the search is the facade's.
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(SEARCH_DELAY_MS)
        self._typing.timeout.connect(self._search)
        self.search.textChanged.connect(lambda: self._typing.start())

    def foresee(self) -> Callable[[], object]:
        facade, limit, tab, text = self.facade, self._limit + 1, self.tab, self.search.text().strip()
        return lambda: (
            facade.orders(),
            facade.parities(),
            tab == "orders" or facade.listings(tab, text, limit),
        )

    def refresh(self) -> None:
        orders = self.facade.orders()
        text = self.search.text().strip()
        # One more than is shown, to know whether there are others.
        listings = () if self.tab == "orders" else self.facade.listings(self.tab, text, self._limit + 1)
        has_more, open_listings = len(listings) > self._limit, listings[: self._limit]
        parities = self.facade.parities()
        self.set_header(self.tr("Exchange"), self.tr("What neighbours offer, and what they look for."))
        self._name_tabs(orders)
        minute = now_ms() // 60_000 if self.tab == "orders" else 0
        if self.shows_already(self.tab, text, orders, open_listings, has_more, parities, self._past, minute):
            return
        with self.refilling():
            self._bar.setDirection(
                QBoxLayout.Direction.LeftToRight if self.across else QBoxLayout.Direction.TopToBottom
            )
            self.search.setMinimumWidth(look().px(SEARCH_WIDTH) if self.across else 0)
            self.search.setVisible(self.tab != "orders")
            self.cards.clear()
            if self.tab == "orders":
                self._fill_orders(orders)
            elif open_listings:
                wide, medium = 4 if self.across else 6, 1 if self.two_columns else 2
                for one in open_listings:
                    key = (one, parities, self.across)
                    self.cards.put(partial(self._listing, one, parities), wide, medium, key=key)
            else:
                self.cards.put(partial(self._empty, text))
            self.cards.arrange(self.width_class)
            self.more_button.setVisible(has_more)

    def _show_more(self) -> None:
        self._limit += LISTINGS_STEP
        self.refresh()

    def _search(self) -> None:
        self._limit = LISTINGS_STEP
        self.refresh()

    def _name_tabs(self, orders: tuple[OrderView, ...]) -> None:
        mine = sum(1 for order in orders if is_my_turn(order))
        words = {
            "offer": self.tr("Offers"),
            "need": self.tr("Needs"),
            "orders": self.tr("My orders ({count})").format(count=mine) if mine else self.tr("My orders"),
        }
        self.tabs.set_words(words)

    def _listing(self, listing: ListingView, parities: tuple[object, ...]) -> QWidget:
        return listing_card(
            listing,
            parities,
            lambda: self._order(listing),
            lambda: self._withdraw(listing),
            across=self.across,
        )

    def _fill_orders(self, orders: tuple[OrderView, ...]) -> None:
        # What waits for me comes first, what is over last.
        def rank(order: OrderView) -> int:
            if order.state in OVER:
                return 2
            return 0 if is_my_turn(order) else 1

        now = now_ms()
        going_on = [order for order in sorted(orders, key=rank) if order.state not in OVER]
        over = [order for order in orders if order.state in OVER]
        is_open = self._past or (not going_on and len(over) <= OVER_SHOWN)
        for order in [*going_on, *(over if is_open else ())]:
            card = order_card(
                order,
                now,
                lambda action, order=order: self._act(order, action),
                self._prove,
                across=self.across,
            )
            self.cards.add(card)
        if over and not is_open:
            self.cards.add(self._past_card(len(over), going_on=bool(going_on)))
        if not orders:
            self.cards.put(
                partial(
                    Empty,
                    self.tr("No order yet"),
                    self.tr(
                        "When you order from a neighbour, or when one orders from you, each step stands here "
                        "with its date, whose turn it is, and what happens by itself."
                    ),
                    self.tr("See the offers"),
                    lambda: self.open_tab("offer"),
                    icon="basket",
                )
            )

    def _past_card(self, count: int, *, going_on: bool) -> Card:
        """What is over, in one line; it opens."""
        card = Card(name=self.tr("Orders that are over"))
        said = self.tr("Nothing is going on now.") if not going_on else self.tr("Paid, or cancelled.")
        see = button(self.tr("See the %n past one(s)", "", count), self._show_past, kind="small")
        holder = row(gap=tokens.S3)
        holder.addWidget(Label(said, "body", "ink2", wrap=True), 1)
        holder.addWidget(see)
        card.body.addLayout(holder)
        return card

    def _show_past(self) -> None:
        self._past = True
        self.refresh()

    def _empty(self, text: str) -> Empty:
        if text:
            return Empty(
                self.tr("Nothing found"),
                self.tr("No neighbour offers or needs this today. You could be the first to ask."),
                self.tr("Say what I need"),
                lambda: self.publish("need"),
                icon="search",
                acts=True,
            )
        if self.tab == "offer":
            return Empty(
                self.tr("The first offer could be yours"),
                self.tr(
                    "Vegetables, an hour of help, a tool to lend: what neighbours offer will be here, at a "
                    "price in hours, kWh or kg."
                ),
                self.tr("Offer something"),
                lambda: self.publish("offer"),
                icon="building-store",
                acts=True,
            )
        return Empty(
            self.tr("What does the village need?"),
            self.tr("A hand for the hedge, a child's bicycle: what neighbours look for will be here."),
            self.tr("Say what I need"),
            lambda: self.publish("need"),
            icon="building-store",
            acts=True,
        )

    # acts ------------------------------------------------------------------------------------------------
    def open_tab(self, name: str) -> None:
        self.tab, self._limit = name, LISTINGS_STEP
        self.tabs.choose(name)
        self.refresh()

    def show_what(self, what: object) -> None:
        """`add`, a tab's name, (`search`, a tab's name, words), an order's number, or (`of`, a name)."""
        if what == "add":
            self.publish()
        elif isinstance(what, tuple) and len(what) == 3 and what[0] == "search":
            self.search.setText(str(what[2]))
            self.open_tab(str(what[1]))
        elif what in TABS:
            self.open_tab(str(what))
        elif isinstance(what, tuple) and what[0] == "of":  # somebody's offers, by their name
            self.open_tab("offer")
            self.search.setText(str(what[1]))
        elif isinstance(what, bytes):
            self._past = any(one.order == what and one.state in OVER for one in self.facade.orders())
            self.open_tab("orders")

    def publish(self, side: str = "") -> None:
        chosen = side or ("need" if self.tab == "need" else "offer")
        self.bridge.show_sheet(PublishSheet(self.facade, self.bridge, side=chosen))

    def _order(self, listing: ListingView) -> None:
        self.bridge.show_sheet(OrderSheet(self.facade, self.bridge, listing))

    def _prove(self, event: bytes) -> None:
        show_proof(self.facade, self.bridge, event)

    def _withdraw(self, listing: ListingView) -> None:
        sheet = ConfirmSheet(
            self.bridge,
            self.tr("Withdraw {title}?").format(title=look().words.quote(listing.title)),
            [self.tr("Neighbours will not see it any more. Orders already placed go on.")],
            self.tr("Withdraw"),
            lambda: self.facade.withdraw_listing(listing.listing),
            self.tr("Withdrawn."),
        )
        self.bridge.show_sheet(sheet)

    def _act(self, order: OrderView, action: str) -> None:
        if action in {"accept", "deliver"}:
            ticket = self.facade.order_action(order.order, action)
            self.bridge.run(ticket, self, lambda _result: self._acted(action))
            return
        self.bridge.show_sheet(confirm_sheet(self.facade, self.bridge, order, action))

    def _acted(self, action: str) -> None:
        said = {"accept": self.tr("Accepted."), "deliver": self.tr("Delivered: it is the buyer's turn.")}
        self.bridge.say(Notice("ok", said[action]))
