# SPDX-License-Identifier: AGPL-3.0-or-later
"""Matin: what happened since yesterday, what waits for me, and where I stand.

A card appears only when its figure is real; an empty one says what will be there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.views import Phase
from ui import tokens
from ui.pages.morning_energy import neighbours_card, production_card
from ui.strings import asset_word, equivalent_word, post_name
from ui.theme import look
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import button
from ui.widgets.card import Banner, Card, sunken
from ui.widgets.chart_stacked import Part
from ui.widgets.empty import Empty
from ui.widgets.label import Label, label, line, paragraph, row
from ui.widgets.money import Figure, money
from ui.widgets.page import NARROW, WIDE, CardGrid, Page
from ui.widgets.phase import Dot
from ui.widgets.ring import Ring, RingLegend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.facade import Voisinage
    from app.views import BalanceView, HistoryEntryView, InboxItemView, MorningView
    from ui.bridge import Bridge

BANNERS_MAX = 4


class MorningPage(Page):
    """The first page."""

    topics: ClassVar[frozenset[str]] = frozenset(
        {"balances", "history", "orders", "proposals", "fund", "members", "meters", "energy"}
    )

    def __init__(self, facade: Voisinage, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(facade, bridge, parent)
        pay = button(self.tr("Send"), lambda: bridge.go_to("accounts", "pay"), kind="primary", icon="send")
        self.buttons.addWidget(pay)
        self.banners = CardGrid()
        self.cards = CardGrid()
        self.content.addWidget(self.banners)
        self.content.addWidget(self.cards)

    def refresh(self) -> None:
        view = self.facade.morning()
        words = look().words
        first_name = view.me.name.split()[0] if view.me.name.split() else view.me.name
        moment = f"{words.date(view.now_ms)}, {words.time(view.now_ms)}"
        title = (
            self.tr("Good morning {name}")
            if words.local(view.now_ms).hour < 18
            else self.tr("Good evening {name}")
        )
        self.set_header(title.format(name=first_name), moment[0].upper() + moment[1:] + ".")
        # The minute is in the header; the cards are filled again only when something else changed.
        if self.shows_already(
            view.inbox,
            view.news,
            view.balances,
            view.fund,
            view.neighbours,
            view.yesterday,
            view.month,
            view.curve,
            view.has_meter,
            view.meter_waits_certification,
        ):
            return
        with self.refilling():
            self._fill_banners(view)
            self._fill_cards(view)

    # what waits ------------------------------------------------------------------------------------------
    def _fill_banners(self, view: MorningView) -> None:
        self.banners.clear()
        made = self._banners(view)[:BANNERS_MAX]
        for index, banner in enumerate(made):
            alone = index == len(made) - 1 and index % 2 == 0
            self.banners.add(banner, 12 if alone else 6, 2)
        self.banners.setVisible(bool(made))
        self.banners.arrange(self.width_class)

    def _banners(self, view: MorningView) -> list[Banner]:
        made: list[Banner] = []
        thanks = [entry for entry in view.news if entry.kind == "gift" and entry.memo]
        if thanks:
            made.append(self._gift_banner(thanks[0]))
        votes = [item for item in view.inbox if item.kind == "vote"]
        if votes:
            made.append(self._votes_banner(votes, view.now_ms))
        for item in view.inbox:
            if item.kind != "vote" and (banner := self._inbox_banner(item)) is not None:
                made.append(banner)
        return made

    def _gift_banner(self, entry: HistoryEntryView) -> Banner:
        words = look().words
        who = entry.counterpart.name if entry.counterpart else self.tr("The commune")
        gift = words.listed([words.of(amount) for amount in entry.amounts])
        strong = self.tr("{name} gave you {amount}").format(name=who, amount=gift)
        return Banner(
            "heart-handshake",
            strong,
            words.quote(entry.memo),
            self.tr("Look"),
            lambda: self.bridge.go_to("accounts", entry.event),
            tone="gift",
            colour="gift",
        )

    def _votes_banner(self, votes: Sequence[InboxItemView], now_ms: int) -> Banner:
        strong = self.tr("%n vote(s) wait for you", "", len(votes))
        deadlines = [item.deadline_ms for item in votes if item.deadline_ms]
        text = votes[0].title
        if deadlines:
            when = look().words.until(min(deadlines), now_ms)
            text = self.tr("The first one closes {when}.").format(when=when)
        return Banner(
            "checkbox", strong, text, self.tr("Vote"), lambda: self.bridge.go_to("council"), colour="vote"
        )

    def _inbox_banner(self, item: InboxItemView) -> Banner | None:
        name = item.person.name if item.person else ""
        table = {
            "order.accept": (
                "basket",
                self.tr("{name} would like your offer"),
                self.tr("Answer"),
                "exchange",
            ),
            "order.deliver": (
                "basket",
                self.tr("{name} waits for you to deliver"),
                self.tr("Look"),
                "exchange",
            ),
            "order.confirm": ("basket", self.tr("Did {name} deliver?"), self.tr("Confirm"), "exchange"),
            "meter.certify": (
                "solar-panel",
                self.tr("{name} asks you to look at a meter"),
                self.tr("Look"),
                "energy",
            ),
            "allocate": (
                "building-community",
                self.tr("Your shares of the common fund"),
                self.tr("Choose"),
                "fund",
            ),
            "void": (
                "alert-triangle",
                self.tr("One of your acts had no effect"),
                self.tr("Look"),
                "accounts",
            ),
            "backup": (
                "lock",
                self.tr("Put your account in a safe place (2 min)"),
                self.tr("Do it"),
                "settings",
            ),
        }
        if item.kind not in table:
            return None
        icon, strong, action, place = table[item.kind]
        text = item.title
        if item.kind == "backup":
            text = self.tr("24 words on paper open it again, whatever happens to this computer.")
        if item.kind == "allocate" and not text:
            text = self.tr("Say what the commune's savings should go to.")
        what = "words" if item.kind == "backup" else item.object or None
        return Banner(
            icon,
            strong.format(name=name),
            text,
            action,
            lambda: self.bridge.go_to(place, what),
            tone="sun" if item.kind == "backup" else "",
            colour="sun_ink" if item.kind == "backup" else "ink2",
        )

    # cards -----------------------------------------------------------------------------------------------
    def _fill_cards(self, view: MorningView) -> None:
        self.cards.clear()
        wide = self.width_class != NARROW
        if view.has_meter and not (view.meter_waits_certification and view.yesterday is None):
            card = production_card(view, wide=wide, on_link=self._show_figures)
            self.cards.add(card, 8, 2)
        elif view.has_meter:
            self.cards.add(self._waiting_card(), 8, 2)
        else:
            self.cards.add(self._no_meter_card(), 8, 2)
        self.cards.add(self._accounts_card(view), 4, 1)
        if view.neighbours:
            self.cards.add(neighbours_card(view, lambda: self.bridge.go_to("neighbours")), 4, 1)
        else:
            self.cards.add(self._no_neighbours_card(), 4, 1)
        self.cards.add(self._news_card(view), 4, 1)
        self.cards.add(self._fund_card(view), 4, 1)
        self.cards.arrange(self.width_class)

    def _show_figures(self) -> None:
        from ui.widgets.figures_sheet import FiguresSheet

        self.bridge.show_sheet(FiguresSheet(self))

    def _no_meter_card(self) -> Card:
        card = Card(self.tr("Your production"), icon="solar-panel")
        card.body.addWidget(
            paragraph(
                self.tr("Here you will see each morning what your roof made the day before, and who had it."),
                "body",
                "ink2",
            )
        )
        card.body.addSpacing(tokens.S1)
        add = button(
            self.tr("Add my solar panels"), lambda: self.bridge.go_to("energy", "add"), icon="solar-panel"
        )
        card.body.addLayout(row(add, None))
        card.body.addWidget(
            paragraph(
                self.tr("No panels? Your time, your vegetables and your tools count just as much."),
                "small",
                "ink2",
            )
        )
        offer = button(self.tr("Offer something"), lambda: self.bridge.go_to("exchange", "add"), kind="link")
        card.body.addLayout(row(offer, None))
        card.body.addStretch(1)
        return card

    def _waiting_card(self) -> Card:
        return Empty(
            self.tr("Your production"),
            self.tr(
                "Your meter is declared. As soon as a neighbour of the commune has come to look at it, the file "
                "of your meter turns into kWh here."
            ),
            self.tr("See my meter"),
            lambda: self.bridge.go_to("energy"),
            icon="solar-panel",
        )

    def _no_neighbours_card(self) -> Card:
        return Empty(
            self.tr("And your neighbours?"),
            self.tr(
                "The production of the neighbours who show it will be here, from the first file brought."
            ),
            self.tr("Invite a neighbour"),
            lambda: self.bridge.go_to("neighbours", "invite"),
            icon="users",
        )

    def _accounts_card(self, view: MorningView) -> Card:
        card = Card(
            self.tr("My accounts"),
            icon="wallet",
            link=self.tr("Detail"),
            on_link=lambda: self.bridge.go_to("accounts"),
        )
        words = look().words
        by_asset: dict[str, list[BalanceView]] = {}
        for balance in view.balances:
            by_asset.setdefault(balance.asset, []).append(balance)
        energy = by_asset.pop("kwh", [])
        settled = sum(balance.settled for balance in energy)
        card.body.addWidget(Figure("kwh", settled, role="figure"))
        waiting = sum(balance.expected for balance in energy) - settled
        if waiting:
            text = self.tr("{change} recorded, soon final").format(change=words.change("kwh", waiting))
            card.body.addLayout(row(Dot(Phase.PENDING), Label(text, "small", "ink2", wrap=True)))
        worth = [equivalent_word(item.asset, words.of(item)) for item in view.equivalents if item.amount > 0]
        if settled > 0 and worth:
            either = words.listed(worth[:2], self.tr("or"))
            card.body.addWidget(paragraph(self.tr("that is {worth}").format(worth=either), "small", "ink2"))
        others = [(asset, sum(b.expected for b in found)) for asset, found in by_asset.items()]
        if others:
            card.body.addSpacing(tokens.S1)
        for asset, amount in others:
            card.body.addWidget(line())
            name = label(asset_word(asset), "body", "ink2")
            card.body.addLayout(row(name, None, money(asset, amount)))
        card.body.addStretch(1)
        return card

    def _news_card(self, view: MorningView) -> Card:
        if not view.news:
            return Empty(
                self.tr("What you received"),
                self.tr("Payments, gifts and thanks from your neighbours will be here."),
                icon="gift",
            )
        card = Card(
            self.tr("What you received"),
            icon="gift",
            link=self.tr("See all"),
            on_link=lambda: self.bridge.go_to("accounts"),
        )
        for entry in view.news[:4]:
            card.body.addLayout(self._news_line(entry, view.now_ms))
        card.body.addStretch(1)
        return card

    def _news_line(self, entry: HistoryEntryView, now_ms: int) -> QHBoxLayout:
        words = look().words
        who = entry.counterpart
        name = who.name if who else self.tr("The commune")
        avatar = Avatar.of(who) if who else Avatar(icon="building-community")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Label(name, "strong", wrap=True))
        under = entry.title or (words.quote(entry.memo) if entry.memo else "")
        when = words.ago(entry.at_ms, now_ms)
        texts.addWidget(Label(f"{when}, {under}" if under else when, "small", "ink2", wrap=True))
        line_layout = row(avatar, gap=tokens.S3)
        line_layout.addLayout(texts, 1)
        amounts = QVBoxLayout()
        amounts.setSpacing(0)
        for amount in entry.amounts:
            amounts.addWidget(money(amount.asset, amount.amount, signed=True))
        line_layout.addLayout(amounts)
        line_layout.addWidget(Dot(entry.phase))
        line_layout.setContentsMargins(0, tokens.S1, 0, tokens.S1)
        return line_layout

    def _fund_card(self, view: MorningView) -> Card:
        words = look().words
        fund = view.fund
        card = Card(
            self.tr("Common fund"),
            icon="building-community",
            link=self.tr("My shares"),
            on_link=lambda: self.bridge.go_to("fund"),
        )
        held = {amount.asset: amount.amount for amount in fund.balances}
        parts = tuple(
            Part(
                post_name(post.post),
                post.result_millionths,
                words.percent(post.result_millionths, 1_000_000),
                tokens.POST_COLOURS[index % len(tokens.POST_COLOURS)],
            )
            for index, post in enumerate(fund.posts)
        )
        number, unit = words.figure("kwh", held.get("kwh", 0))
        name = self.tr("What the commune chose")
        spoken = ", ".join(f"{part.name} {part.text}" for part in parts)
        ring = Ring(parts, name, spoken, number=number, unit=unit, size=132)
        card.body.addStretch(1)
        card.body.addWidget(
            RingLegend(ring, parts, with_ring=self.width_class == WIDE or self.window().width() >= 360)
        )
        card.body.addStretch(1)
        said = self.tr("%n resident(s) said their shares", "", fund.voters)
        card.body.addWidget(sunken(said, []))
        return card
