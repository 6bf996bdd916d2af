# SPDX-License-Identifier: AGPL-3.0-or-later
"""« À faire » and « Nouvelles »: what waits for me, and what happened, each in one list.

What waits is counted in the rail; what happened is only marked as seen, on this computer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import tokens
from ui.clock import now_ms
from ui.dialogs.proof import show_proof
from ui.pages.accounts_history import HistoryLine
from ui.pages.tabs import Tabs
from ui.pages.todo import todo_banner
from ui.theme import look
from ui.widgets.beside import Beside
from ui.widgets.buttons import button
from ui.widgets.card import Banner, Card, clear
from ui.widgets.chip import Chip
from ui.widgets.empty import Empty
from ui.widgets.label import line, row
from ui.widgets.page import NARROW, Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.facade import Voisinage
    from app.views import ProposalView
    from app.views_news import NewsItemView, NewsView
    from ui.bridge import Bridge

WAITING, NEWS = "todo", "news"


class NewsPage(Page):
    """`what` of `show_what` is the tab."""

    topics: ClassVar[frozenset[str]] = frozenset(
        {"balances", "history", "orders", "proposals", "meters", "status", "members", "time"}
    )

    def __init__(self, facade: Voisinage, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(facade, bridge, parent)
        self._tab = WAITING
        self._pages = 1
        self.tabs = Tabs((WAITING, NEWS), self.tr("To do, news"))
        self.tabs.chosen.connect(self._choose)
        self.content.addWidget(self.tabs)
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(tokens.S3)
        self.content.addWidget(holder)

    def foresee(self) -> Callable[[], object]:
        facade = self.facade
        return lambda: facade.news.page()

    def refresh(self) -> None:
        inbox = self.facade.inbox()
        pages = self._read_pages()
        fresh = sum(item.is_new and not self._is_pending(item) for item in pages[0].items)
        waits = (
            self.tr("%n thing(s) wait for you", "", len(inbox))
            if inbox
            else self.tr("Nothing is waiting for you")
        )
        if self._tab == WAITING:
            self.set_header(self.tr("To do"), f"{waits}.")
        else:
            self.set_header(self.tr("News"), self.tr("What happened, the latest first."))
        todo = self.tr("To do ({count})").format(count=len(inbox)) if inbox else self.tr("To do")
        told = self.tr("News ({count})").format(count=fresh) if fresh else self.tr("News")
        self.tabs.set_words({WAITING: todo, NEWS: told})
        self.tabs.choose(self._tab)
        if self.shows_already(inbox, pages, self._tab, now_ms() // 60_000):
            return
        with self.refilling():
            clear(self._list)
            if self._tab == WAITING:
                banners = [todo_banner(item, self.facade, self.bridge, self, now_ms()) for item in inbox]
                self._show([banner for banner in banners if banner is not None])
            else:
                self._fill_news(pages)

    def _read_pages(self) -> tuple[NewsView, ...]:
        pages = [self.facade.news.page()]
        while len(pages) < self._pages and (older := pages[-1].older) is not None:
            pages.append(self.facade.news.page(older))
        return tuple(pages)

    @staticmethod
    def _is_pending(item: NewsItemView) -> bool:
        return item.entry is not None and item.entry.phase.value == "pending"

    def show_what(self, what: object) -> None:
        if what in (WAITING, NEWS):
            self._choose(str(what))

    def _choose(self, tab: str) -> None:
        if self._tab == NEWS and tab != NEWS:
            self.facade.news.mark_seen(self.facade.news.page())
        self._tab, self._pages = tab, 1
        self.refresh()

    # to do -----------------------------------------------------------------------------------------------
    def _show(self, banners: list[Banner]) -> None:
        if not banners:
            nothing = self.tr("Votes, orders to answer, hours to confirm: what waits for you will be here.")
            self._list.addWidget(Empty(self.tr("Nothing is waiting for you"), nothing, icon="circle-check"))
        for banner in banners:
            self._list.addWidget(banner)

    # news ------------------------------------------------------------------------------------------------
    def _fill_news(self, pages: tuple[NewsView, ...]) -> None:
        items = [item for page in pages for item in page.items]
        if not items:
            nothing = self.tr("Payments received, thanks and the commune's decisions will be here.")
            self._list.addWidget(Empty(self.tr("Nothing happened yet"), nothing, icon="bell"))
            return
        card = Card(name=self.tr("News"))
        was_new = False
        for index, item in enumerate(items):
            if index:
                card.body.addWidget(line())
            is_new = item.is_new and not self._is_pending(item)
            # Said once over those that follow one another, not over each.
            if is_new != was_new:
                word = self.tr("new") if is_new else self.tr("seen before")
                card.body.addLayout(row(Chip(word, "primary" if is_new else "neutral"), None))
            was_new = is_new
            card.body.addWidget(self._line(item))
        self._list.addWidget(card)
        doors: list[QWidget] = []
        if pages[-1].older is not None:
            doors.append(button(self.tr("Show older news"), self._more))
        if any(item.is_new for item in items):
            doors.append(button(self.tr("Mark all as read"), self._mark, icon="circle-check"))
        if doors:
            self._list.addWidget(Beside(*doors))

    def _line(self, item: NewsItemView) -> QWidget:
        if item.entry is not None:
            prove = lambda event: show_proof(self.facade, self.bridge, event, item.entry)  # noqa: E731
            return HistoryLine(item.entry, now_ms(), prove, across=self.width_class != NARROW)
        assert item.decision is not None, "a piece of news is an act or a decision"
        return self._decision(item.decision, item.at_ms)

    def _decision(self, view: ProposalView, at_ms: int) -> QWidget:
        words = look().words
        passed = view.state != "rejected"
        told = self.tr("Adopted: {title}") if passed else self.tr("Not adopted: {title}")
        tally = self.tr("{votes_for} for, {against} against, {when}: final").format(
            votes_for=words.integer(view.tally.votes_for),
            against=words.integer(view.tally.votes_against),
            when=words.ago(at_ms, now_ms()),
        )
        made = Banner(
            "checkbox",
            told.format(title=view.title),
            tally,
            self.tr("Look"),
            lambda: self.bridge.go_to("council", view.proposal),
            colour="vote",
        )
        made.setObjectName("plain")
        return made

    def _mark(self) -> None:
        self.facade.news.mark_seen(self.facade.news.page())
        self.refresh()

    def _more(self) -> None:
        self._pages += 1
        self.refresh()
