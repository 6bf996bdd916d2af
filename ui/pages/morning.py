# SPDX-License-Identifier: AGPL-3.0-or-later
"""Matin: what happened since yesterday, what waits for me, and where I stand.

A card appears only when its figure is real; an empty one says what will be there.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from ui.acts import party_name
from ui.pages.bought_card import bought_card, is_buyer, panels_offer
from ui.pages.council_recovery import recovery_banners
from ui.pages.council_sealing import silence_banner
from ui.pages.duty_card import duty_brief, duty_card
from ui.pages.morning_cards import (
    NEWS_SHOWN,
    accounts_card,
    fund_card,
    news_beside_accounts,
    news_card,
    no_file_card,
    no_meter_card,
    no_neighbours_card,
    waiting_card,
)
from ui.pages.morning_energy import measured, neighbours_card, production_card
from ui.pages.morning_header import greeting
from ui.pages.morning_pension import pension_card
from ui.pages.morning_settled import buyers_card, proof_opener, savings_card, where_it_went
from ui.pages.rules_banner import rules_banners
from ui.pages.todo import todo_banner
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Banner, card_column
from ui.widgets.figures_sheet import FiguresSheet
from ui.widgets.page import NARROW, WIDE, CardGrid, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.facade import Voisinage
    from app.views import HistoryEntryView, InboxItemView, MorningView
    from app.views_energy import BoughtView, SettledDayView
    from app.views_help import DutyView
    from ui.bridge import Bridge

BANNERS_MAX = 4
DAY_MS, MINUTE_MS = 86_400_000, 60_000


def _find_bought(facade: Voisinage, view: MorningView) -> BoughtView | None:
    """The month's purchases, of who has no roof: a month of settlements is read for it."""
    return None if view.has_meter else facade.energy.bought()


class MorningPage(Page):
    """The first page."""

    topics: ClassVar[frozenset[str]] = frozenset(
        {"balances", "history", "orders", "proposals", "fund", "members", "meters", "energy"}
    )

    def __init__(self, facade: Voisinage, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(facade, bridge, parent)
        pay = button(
            self.tr("Pay"), lambda: bridge.go_to("accounts", "pay"), kind="primary", icon="send", acts=True
        )
        receive = button(
            self.tr("Receive"), lambda: bridge.go_to("accounts", "receive"), icon="qrcode", acts=True
        )
        self.buttons.addWidget(receive)
        self.buttons.addWidget(pay)
        self.banners = CardGrid()
        self.cards = CardGrid(at_once=5)
        self.content.addWidget(self.banners)
        self.content.addWidget(self.cards)

    def foresee(self) -> Callable[[], object]:
        facade = self.facade
        return lambda: (
            _find_bought(facade, facade.morning()),
            facade.energy.settled_day(),
            facade.energy.savings_days(),
            facade.energy.clear_yesterday(),
            facade.help.duty(),
            facade.help.pension(),
        )

    def refresh(self) -> None:
        view = self.facade.morning()
        settled = self.facade.energy.settled_day()
        saved = self.facade.energy.savings_days()
        bought, duty = _find_bought(self.facade, view), self.facade.help.duty()
        self.set_header(*greeting(view, self.facade.energy.clear_yesterday()))
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
            settled,
            saved,
            bought,
            duty,
            view.now_ms // DAY_MS,
        ):
            return
        with self.refilling():
            self._fill_banners(view)
            self._fill_cards(view, settled, saved, bought, duty)

    # what waits ------------------------------------------------------------------------------------------
    def _fill_banners(self, view: MorningView) -> None:
        self.banners.clear()
        made = self._banners(view)
        for index, banner in enumerate(made):
            alone = index == len(made) - 1 and index % 2 == 0
            self.banners.add(banner, 12 if alone else 6, 2)
        self.banners.setVisible(bool(made))
        self.banners.arrange(self.width_class)

    def _banners(self, view: MorningView) -> list[Banner]:
        made: list[Banner] = []
        if any(item.kind.startswith("witness.") for item in view.inbox):
            below = self.width_class == NARROW
            silent = silence_banner(self.facade, self.bridge, self, view.now_ms, below=below)
            made += [silent] if silent is not None else []
        made += recovery_banners(view.inbox, self.bridge)
        made += rules_banners(view.inbox, self.bridge)
        thanks = [entry for entry in view.news if entry.kind == "gift" and entry.memo]
        if thanks:
            made.append(self._gift_banner(thanks[0]))
        votes = [item for item in view.inbox if item.kind == "vote"]
        if votes:
            made.append(self._votes_banner(votes, view.now_ms))
        said = [item for item in view.inbox if item.kind != "vote" and not item.kind.startswith("witness.")]
        said.sort(key=lambda item: item.kind != "device")
        others = [todo_banner(item, self.facade, self.bridge, self, view.now_ms) for item in said]
        shown = [banner for banner in others if banner is not None]
        room = BANNERS_MAX - len(made)
        if len(shown) > room:
            return [*made, *shown[: room - 1], self._all_banner(len(shown) - max(room - 1, 0))]
        return made + shown

    def _gift_banner(self, entry: HistoryEntryView) -> Banner:
        words = look().words
        who = party_name(entry.counterpart, entry.kind) if entry.counterpart else self.tr("The commune")
        gift = words.listed([words.of(amount) for amount in entry.amounts])
        strong = self.tr("{name} gave you {amount}").format(name=who, amount=gift)
        return Banner(
            "heart-handshake",
            strong,
            words.quote(entry.memo),
            self.tr("Answer"),
            lambda: self._answer(entry),
            tone="gift",
            colour="gift",
            acts=True,
        )

    def _answer(self, entry: HistoryEntryView) -> None:
        """A thanks back to whom it came from; the fund's gift is only looked at."""
        if entry.counterpart is not None and entry.counterpart.name:
            self.bridge.go_to("accounts", ("give", entry.counterpart.account))
        else:
            self.bridge.go_to("accounts", entry.event)

    def _votes_banner(self, votes: Sequence[InboxItemView], now_ms: int) -> Banner:
        strong = self.tr("%n vote(s) wait for you", "", len(votes))
        deadlines = [item.deadline_ms for item in votes if item.deadline_ms]
        text = votes[0].title
        if deadlines:
            when = look().words.until(min(deadlines), now_ms)
            one = len(votes) == 1
            text = self.tr("It closes {when}.") if one else self.tr("The first one closes {when}.")
            text = text.format(when=when)
        return Banner(
            "checkbox", strong, text, self.tr("Vote"), lambda: self.bridge.go_to("council"), colour="vote"
        )

    def _all_banner(self, count: int) -> Banner:
        """What did not find a place here is one click away."""
        strong = self.tr("%n other thing(s) wait for you", "", count)
        show = lambda: self.bridge.go_to("news", "todo")  # noqa: E731
        return Banner("bell", strong, "", self.tr("See all"), show)

    # cards -----------------------------------------------------------------------------------------------
    def _fill_cards(
        self,
        view: MorningView,
        settled: SettledDayView,
        saved: tuple[tuple[int, int], ...],
        bought: BoughtView | None,
        duty: DutyView,
    ) -> None:
        self.cards.clear()
        wide = self.width_class != NARROW
        buys = bought is not None and is_buyer(bought, settled)
        serves = bool(duty.month_s or duty.waiting)
        self._put_power(view, settled, bought if buys else None, duty if serves else None)
        trades = view.has_meter
        if trades:
            buyers = partial(buyers_card, settled, self.facade, self.bridge, narrow=not wide)
            self.cards.put(buyers, 4, 1, key=("buyers", settled, wide))
        else:
            self._put_accounts(view, duty if serves and buys else None)
        # Without a meter and without savings there is nothing to say of them: the neighbours take the room.
        saves = view.has_meter or settled.savings_wh > 0
        span = 4 if saves else 8
        if view.neighbours:
            around = (view.neighbours, view.pooled_wh, view.pooled_count)
            see = partial(neighbours_card, view, lambda: self.bridge.go_to("neighbours"))
            self.cards.put(see, span, 1, key=("neighbours", around))
        else:
            self.cards.put(partial(no_neighbours_card, self.bridge), span, 1)
        if saves:
            worth = self.facade.equivalents("kwh", settled.savings_wh)
            savings = partial(savings_card, settled, worth, saved, self.facade, self.bridge)
            self.cards.put(savings, 4, 1, key=("savings", settled, worth, saved))
        with_ring = self.width_class != NARROW or self.window().width() >= 360
        stacked = not self.roomy
        pension = self.facade.help.pension()
        ring = partial(fund_card, view, pension, self.bridge, with_ring=with_ring, stacked=stacked)
        self.cards.put(ring, 4, 1 if saves else 2, key=("fund", view.fund, pension, with_ring, stacked))
        if trades:
            self._put_accounts(view, duty if serves else None)
            # In a row of three the pension is the highest of them.
            beside = NEWS_SHOWN if self.width_class == WIDE else news_beside_accounts(view, serves=serves)
            news = partial(news_card, view, self.bridge, beside)
            self.cards.put(news, 4, 1, key=("news", view.news, beside, view.now_ms // MINUTE_MS))
        else:
            self.cards.put(partial(news_card, view, self.bridge), 8, 2)
        self.cards.put(partial(pension_card, pension, self.bridge), 4, 2, key=("pension", pension))
        if buys or (serves and not view.has_meter):
            self.cards.put(partial(panels_offer, self.bridge, below=not wide), 12, 2, key=("panels", wide))
        self.cards.arrange(self.width_class)

    def _put_power(
        self,
        view: MorningView,
        settled: SettledDayView,
        bought: BoughtView | None,
        duty: DutyView | None,
    ) -> None:
        """The first card: what one's roof made, else what was bought, else what one did for the commune."""
        wide = self.width_class != NARROW
        days = (*view.month, view.yesterday) if view.yesterday is not None else view.month
        if view.has_meter and measured(days):
            opener = proof_opener(self.facade, self.bridge, settled)
            columns = 4 if wide else 2

            def make() -> QWidget:
                went = where_it_went(settled, opener, columns=columns)
                return production_card(view, went, wide=wide, on_link=self._show_figures)

            shown = (view.yesterday, view.week, view.month, view.curve, view.month_to_date_wh)
            self.cards.put(make, 8, 2, key=("production", shown, settled, wide, view.now_ms // DAY_MS))
        elif view.has_meter and not view.meter_waits_certification:
            self.cards.put(partial(no_file_card, self.bridge), 8, 2)
        elif view.has_meter:
            self.cards.put(partial(waiting_card, self.bridge), 8, 2)
        elif bought is not None:
            made = partial(bought_card, bought, settled, self.facade, self.bridge, narrow=not wide)
            self.cards.put(made, 8, 2, key=("bought", bought, settled, wide))
        elif duty is not None:
            made = partial(duty_card, duty, self._open_help)
            self.cards.put(made, 8, 2, key=("duty", duty))
        else:
            self.cards.put(partial(no_meter_card, self.bridge), 8, 2)

    def _put_accounts(self, view: MorningView, duty: DutyView | None) -> None:
        """My accounts; under them my hours for the commune, where a roof has the first card."""
        made = partial(accounts_card, view, self.bridge)
        key = ("accounts", view.balances, view.equivalents, duty)
        if duty is None:
            self.cards.put(made, 4, 1, key=key)
        else:
            brief = partial(duty_brief, duty, self._open_help)
            self.cards.put(lambda: card_column(made(), brief()), 4, 1, key=key)

    def _open_help(self) -> None:
        self.bridge.go_to("help")

    def _show_figures(self) -> None:
        self.bridge.show_sheet(FiguresSheet(self))
