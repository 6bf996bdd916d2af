# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window: rail at the left, one page at a time, the notice bar over it and the side sheet beside it.

Not where pages' contents are decided.  Its law: pages are built when first opened, refreshed when a topic
of theirs changed while in view, and built again when the language, the scheme or the text size changes; one
that fails is replaced by what to do about it, and the others go on.
"""

from __future__ import annotations

import logging
import weakref
from contextlib import nullcontext
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.facade import AppError
from app.views import Phase
from ui import tokens
from ui.acting import why_no_acts
from ui.bridge import ARRIVING
from ui.dialogs.failed import FailedSheet, find_sheet
from ui.dialogs.find import FindSheet
from ui.dialogs.page_help import PageHelp
from ui.errors import Notice, void_sentences
from ui.pages.failed import FailedPage
from ui.places import PLACES, build_page
from ui.rail import Rail
from ui.state_line import StateLine, WindowClock
from ui.theme import look
from ui.widgets.acting import hold_acts, why_not
from ui.widgets.buttons import SignButton, find_meant
from ui.widgets.card import Banner, clear
from ui.widgets.example_banner import ExampleBanner
from ui.widgets.figures_sheet import FiguresSheet
from ui.widgets.focus import FocusKeeper, TabWindow
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.page import Page
from ui.widgets.sheet import SheetBody, SideSheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from app.facade import Voisinage
    from app.views import StatusView
    from ui.bridge import Bridge

log = logging.getLogger(__name__)

# Which place each thing of the inbox waits in.
_INBOX_PLACES = {
    "vote": "council",
    "allocate": "fund",
    "order.accept": "exchange",
    "order.deliver": "exchange",
    "order.confirm": "exchange",
    "meter.certify": "energy",
    "device": "settings",
    "witness.date": "council",
    "witness.silent": "council",
    "recovery.short": "council",
    "recovery.sign": "council",
    "recovery.stopped": "council",
    "rules.update": "council",
    "rules.soon": "council",
    "service.confirm": "help",
    "backup": "settings",
    "void": "accounts",
}

_SHOWN_MS = 20
"""A page that is opened is painted as it was before it is asked what changed."""


class MainWindow(TabWindow):
    """One commune's window."""

    was_closed = Signal()
    """The person closed it: the program ends, whatever else is on the screen."""
    was_painted = Signal()
    """After the first time, once."""

    def __init__(
        self,
        facade: Voisinage,
        bridge: Bridge,
        *,
        place: str = "morning",
        drafts: Mapping[str, object] | None = None,
    ) -> None:
        """`drafts`: of the window this one is built in the place of."""
        super().__init__()
        self._drafts = dict(drafts or {})
        self.facade = facade
        self.bridge = bridge
        self._places = PLACES
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._refused: dict[str, Notice] = {}
        """Place → what was refused there and has not been closed."""
        self._painted = False
        self._badges_due = self._is_looking = self._shows_old = False
        self.place = ""
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before closing; False: the person is asked first, or the window only goes out of sight."""
        self.setMinimumSize(400, 480)
        self.resize(1200, 800)
        self._build()
        bridge.changed.connect(self._on_topics)
        bridge.place_wanted.connect(self.open_place)
        bridge.sheet_wanted.connect(self._on_sheet)
        bridge.said.connect(self.say)
        self._add_shortcuts()
        self.open_place(place)

    def _build(self) -> None:
        status = self.facade.status()
        self.setWindowTitle(f"Voisinage, {status.commune_name}")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.rail = Rail(self._places, status.commune_name)
        self.rail.chosen.connect(self.open_place)
        layout.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        if self.facade.example_shift_ms:
            right.addWidget(ExampleBanner())
        self._held = QVBoxLayout()
        self._above = QVBoxLayout()
        self._above.setSpacing(tokens.S2)
        self._above.setContentsMargins(tokens.PAGE_MARGIN, tokens.S3, tokens.PAGE_MARGIN, 0)
        self._above.addLayout(self._held)
        self.state_line = StateLine()
        self._above.addWidget(self.state_line)
        right.addLayout(self._above)
        self.stack = QStackedWidget()
        right.addWidget(self.stack, 1)
        right.addWidget(self._build_notice_room())
        layout.addLayout(right, 1)
        self.sheet = SideSheet(self)
        FocusKeeper(self)
        self._show_state(status)
        self._show_badges()
        self._clock = WindowClock(self)
        self._clock.went_on.connect(lambda: self._on_topics(frozenset({"time"})))

    def _build_notice_room(self) -> QWidget:
        """Under the page: what comes there, and goes by itself, moves no button under the mouse."""
        room = QWidget()
        self._notice_margins = QHBoxLayout(room)
        self._notice_margins.setContentsMargins(tokens.PAGE_MARGIN, tokens.S2, tokens.PAGE_MARGIN, tokens.S3)
        self.notice_bar = NoticeBar()
        self._notice_margins.addWidget(self.notice_bar)
        self.notice_bar.turned.connect(room.setVisible)
        room.hide()
        return room

    def _add_shortcuts(self) -> None:
        places = [place.name for place in self._places]
        for number, name in enumerate(places[:8], start=1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(lambda name=name: self.open_place(name))
        for keys, act in (
            ("Esc", self._escape),
            ("Ctrl+T", self.show_figures),
            ("Ctrl+K", self.find_anything),
            ("F1", self.show_help),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        if "accounts" in places:
            for keys, what in (("Ctrl+N", "pay"), ("Ctrl+R", "receive")):
                shortcut = QShortcut(QKeySequence(keys), self)
                shortcut.activated.connect(lambda what=what: self.open_place("accounts", what))

    @property
    def page(self) -> Page:
        """The page in view."""
        return self._pages[self.place]

    @property
    def is_behind(self) -> bool:
        """Whether the page in view was opened as it was last seen, and is about to show what changed."""
        return self._shows_old and (self.place in self._stale or self._is_looking)

    def open_place(self, name: str, what: object = None) -> None:
        """Show a place; an unknown name (a place this program does not have) changes nothing."""
        found = [place for place in self._places if place.name == name]
        if not found:
            return
        if name not in self._pages:
            self._build_page(name)
        self._make_ready(name, self._pages[name], is_asked=what is not None)
        page = self._pages[name]
        if name != self.place:
            self._change_notice(name)
        self.place = name
        self.stack.setCurrentWidget(page)
        self.rail.show_place(name)
        self.sheet.close_sheet()
        if what is not None:
            try:
                page.show_what(what)
            except Exception as error:
                log.exception("the page %s could not show this", name)
                self.tell_failure(error)

    def _make_ready(self, name: str, page: Page, *, is_asked: bool) -> None:
        """Have something to show: what the page held when it was last seen, what changed since soon after.

        `is_asked`: it is opened for one thing, which may be what changed.
        """
        self._shows_old = False
        try:
            if name in self._stale and (is_asked or not page.has_begun):
                self._stale.discard(name)
                page.begin(self.width())
            elif page.set_window_width(self.width()):
                self._stale.discard(name)
            elif name in self._stale:
                self._shows_old = True
                QTimer.singleShot(_SHOWN_MS, self, self._look_ahead)
            page.hurry()
        except Exception as error:
            page.fail(error)

    def _build_page(self, name: str) -> Page:
        try:
            page = build_page(name, self.facade, self.bridge, self.stack)
            if (draft := self._drafts.pop(name, None)) is not None:
                page.take_draft(draft)
        except Exception as error:
            log.exception("the page %s could not be built", name)
            for part in self.stack.findChildren(Page, options=Qt.FindChildOption.FindDirectChildrenOnly):
                if self.stack.indexOf(part) < 0:  # as much of it as was built
                    part.hide()
                    part.deleteLater()
            return self._make_failed(name, error)
        self._pages[name] = page
        self._stale.add(name)
        self.stack.addWidget(page)
        page.failed.connect(lambda error: self._replace(name, page, error))
        return page

    @property
    def drafts(self) -> dict[str, object]:
        """Place → what is written there and not sent yet."""
        found = {name: page.draft for name, page in self._pages.items()}
        return self._drafts | {name: draft for name, draft in found.items() if draft is not None}

    def _make_failed(self, name: str, error: Exception) -> Page:
        page = self._pages[name] = FailedPage(name, error, self.facade, self.bridge, self.stack)
        page.retry.connect(lambda: self._build_again(name))
        self._stale.discard(name)
        self.stack.addWidget(page)
        page.set_window_width(self.width())
        return page

    def _replace(self, name: str, broken: Page, error: Exception) -> None:
        """Put what to do about it in the place of a page that failed."""
        failed = self._make_failed(name, error)
        if self.stack.currentWidget() is broken:
            self.stack.setCurrentWidget(failed)
        self._drop(broken)

    def _build_again(self, name: str) -> None:
        failed = self._pages.pop(name)
        self.open_place(name)
        self._drop(failed)

    def _drop(self, page: Page) -> None:
        self.stack.removeWidget(page)
        page.hide()
        page.deleteLater()

    def build_others(self) -> Iterator[None]:
        """Have the places ready that nobody opened yet, a step of some milliseconds at a time."""
        for place in self._places:
            if place.name not in self._pages:
                page = self._build_page(place.name)
                yield
                if place.name in self._stale:  # else somebody opened it meanwhile
                    self._stale.discard(place.name)
                    yield from self._begin_unseen(place.name, page)

    def _begin_unseen(self, name: str, page: Page) -> Iterator[None]:
        steps = page.begin_unseen(self.width())
        while self._pages.get(name) is page:  # else it failed
            try:
                next(steps)
            except StopIteration:
                return
            except Exception as error:
                page.fail(error)
            yield

    def say(self, notice: Notice) -> None:
        """Where it is seen: a sheet that is still open after this turn covers the window's bar."""
        if self.sheet.content is None:
            self._say_in_bar(notice)
        else:
            QTimer.singleShot(0, self, lambda: self._say_where_seen(notice))

    def _say_where_seen(self, notice: Notice) -> None:
        if self.sheet.content is None:
            self._say_in_bar(notice)
        else:
            self.sheet.say(notice)

    def tell_failure(self, error: Exception) -> None:
        """What no page and no command expected: said in the place of its sheet, else over the page."""
        # Whoever failed is still at it in this turn.
        QTimer.singleShot(0, self, lambda: self._tell_failure(error))

    def _tell_failure(self, error: Exception) -> None:
        failed = find_sheet(error, self.sheet.content)
        if failed is None or isinstance(failed, FailedSheet):
            self.bridge.say_error(error)
        else:
            self.sheet.open(FailedSheet(failed, error, self.facade, self.bridge))

    def _say_in_bar(self, notice: Notice) -> None:
        self.notice_bar.show_notice(notice)
        self._follow_notice()

    def _change_notice(self, place: str) -> None:
        """A refusal stays with the page it was said on, and is there again with it until it is closed."""
        told = self.notice_bar.notice
        if told is not None and told.tone == "error" and not self.notice_bar.isHidden():
            self._refused[self.place] = told
        else:
            self._refused.pop(self.place, None)
        self.notice_bar.hide()
        if (again := self._refused.pop(place, None)) is not None:
            self.notice_bar.show_notice(again)

    def _follow_notice(self) -> None:
        """What was said to be recorded is final by now: the line beside it says so, and so does the bar."""
        told = self.notice_bar.notice
        if told is None or not told.event or self.notice_bar.isHidden() or self.bridge.is_closed:
            return
        proof = self.facade.event_proof(told.event)
        if proof is not None and proof.phase is Phase.SEALED:
            self.notice_bar.show_notice(Notice("ok", told.final))
        elif proof is not None and proof.phase is Phase.VOID:
            self.notice_bar.show_notice(Notice("error", *void_sentences(proof.reason, proof.kind)))

    def show_figures(self) -> None:
        """The numbers of every chart in view, as tables."""
        body = FiguresSheet(self.page)
        if body.count:
            self.sheet.open(body)

    def find_anything(self) -> None:
        """« Chercher partout »: whatever was found opens its own place."""
        self.sheet.open(FindSheet(self.facade, self.bridge))

    def show_help(self) -> None:
        """What this page is for, and the keys."""
        self.sheet.open(PageHelp(self.place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, where no field or list keeps it, is the button in focus, or else the primary one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            found = find_meant(self.sheet if self.sheet.content is not None else self.page, self)
            if found is not None:
                found.click()
                return
        super().keyPressEvent(event)

    def _show_state(self, status: StatusView) -> None:
        self._status = status
        self.rail.status.set_status(status)
        self._hold_acts(status)
        self._show_state_line()

    def _show_state_line(self) -> None:
        pill = self.rail.status
        self.state_line.follow(self._status, pill.state, is_compact=pill.is_compact)

    def _hold_acts(self, status: StatusView) -> None:
        """Where nothing can be added to the commune: said once over every page, and nothing offers it."""
        why = why_no_acts(status)
        if why == why_not(self):
            return
        hold_acts(self, why)
        clear(self._held)
        if why:
            see = lambda: self.bridge.go_to("settings", "leave")  # noqa: E731
            self._held.addWidget(Banner("info-circle", "", why, self.tr("See"), see))

    def _on_sheet(self, body: SheetBody | None) -> None:
        if body is None:
            self.sheet.close_sheet()
        elif (why := why_not(self)) and (body.is_act or body.findChildren(SignButton)):
            body.deleteLater()  # a shortcut, or another page's door
            self.say(Notice("info", why))
        else:
            self.sheet.open(body)

    def _escape(self) -> None:
        if self.sheet.content is not None:
            self.sheet.close_sheet()
        else:
            self.notice_bar.hide()

    def _on_topics(self, topics: frozenset[str]) -> None:
        if topics & (ARRIVING | {"status", "time"}):
            self._show_state(self.facade.status())
        if topics & {"orders", "proposals", "fund", "meters", "history", "balances", "status"}:
            self._badges_due = True
        if topics - ARRIVING:
            self._follow_notice()
        for name, page in self._pages.items():
            if page.topics & topics:
                self._stale.add(name)
        self._look_ahead()

    def _look_ahead(self) -> None:
        """Have another thread ask what the badges and the page in view will: it would hold the window up."""
        is_stale = self.place in self._stale
        if self._is_looking or self.bridge.is_closed or not (is_stale or self._badges_due):
            return
        self._is_looking = True
        self._badges_due = False
        self._stale.discard(self.place)  # what changes from now on makes it so again
        facade, place, fillings, here = self.facade, self.place, self.page.fillings, weakref.ref(self)
        questions = self.page.foresee() if is_stale else lambda: None

        def show(moment: AbstractContextManager[None]) -> None:
            window = here()
            if window is not None and shiboken6.isValid(window) and not window.bridge.is_closed:
                window.renew(place if is_stale else "", fillings, moment)

        ticket = facade.look_ahead(lambda: (facade.inbox(), questions()))
        self.bridge.run(ticket, self.bridge, show, lambda _error: show(nullcontext()))

    def renew(self, place: str, fillings: int, moment: AbstractContextManager[None]) -> None:
        """Show what waits, and of one moment the page it was looked ahead for, if that is still as it was."""
        self._is_looking = False
        with moment:
            self._show_badges()
            if place and place != self.place:
                self._stale.add(place)
            elif place:
                self._shows_old = False
                if self.page.fillings == fillings:  # else it shows something newer
                    self.page.renew()
        self._look_ahead()

    def _show_badges(self) -> None:
        badges: dict[str, int] = {}
        try:
            waiting = self.facade.inbox()
        except AppError as error:  # the page in view, or the rail, says what stands in the way
            log.info("what waits could not be asked: %s", error.code)
            return
        for item in waiting:
            place = _INBOX_PLACES.get(item.kind, "")
            badges[place] = badges.get(place, 0) + 1
        badges["news"] = len(waiting)
        self.rail.main.places.set_badges(badges)
        self.rail.quiet.places.set_badges(badges)

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = event.size().width()
        counted = width * 100 // look().text_percent
        self.rail.set_compact(counted < tokens.RAIL_COLLAPSES_UNDER)
        self._show_state_line()
        margin = tokens.PAGE_MARGIN if counted >= tokens.MARGIN_SHRINKS_UNDER else tokens.PAGE_MARGIN_NARROW
        self._above.setContentsMargins(margin, tokens.S3, margin, 0)
        self._notice_margins.setContentsMargins(margin, tokens.S2, margin, tokens.S3)
        if self.place:
            page = self.page
            try:
                page.set_window_width(width)
            except Exception as error:
                page.fail(error)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # What is in the window is painted after the window itself.
            QTimer.singleShot(0, self, self.was_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.sheet.close_sheet()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        super().closeEvent(event)
        self.was_closed.emit()
