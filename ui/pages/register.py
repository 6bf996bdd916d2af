# SPDX-License-Identifier: AGPL-3.0-or-later
"""Registre: everything the commune signed, searched by number, person, day or word; each act opens its proof.

A search by word goes on in slices between two turns of the window, and says how far back it is.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui import tokens
from ui.clock import now_ms
from ui.dialogs.check_proof import CheckProofSheet
from ui.dialogs.export import ExportSheet
from ui.dialogs.proof import show_proof
from ui.pages.register_check import VerifyCard
from ui.pages.register_days import Fold, FoldLine, Period, PeriodLine, Row, line_now, period_words
from ui.pages.register_findings import Asked, Findings
from ui.pages.register_lines import ActLine
from ui.pages.register_words import SORT_NAMES, nothing_words, sort_word, understood_words
from ui.pages.room import RoomPage
from ui.theme import look
from ui.widgets.beside import Beside
from ui.widgets.buttons import button
from ui.widgets.card import Card, clear
from ui.widgets.field import Field, be_search
from ui.widgets.label import Label, paragraph, row
from ui.widgets.rows import Rows

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views_register import ActLineView, RegisterPageView
    from ui.bridge import Bridge

SHOWN_EVERY: Final = 10
"""Rows found meanwhile that are worth filling the page again while it still looks."""
QUICK: Final = 20
"""Slices nobody waits for."""
TYPING_MS: Final = 250
OFFERED_MAX: Final = 3


class RegisterPage(RoomPage):
    """A search, its lines, and the verification of all."""

    topics: ClassVar[frozenset[str]] = frozenset({"status", "history", "members"})

    def __init__(self, facade: Voisinage, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(facade, bridge, parent)
        self.found = Findings(facade)
        self._as_words = False
        self._balance: tuple[str, bool] | None = None
        self._shown_as: object = None
        self._filled = 0
        self._opened: set[object] = set()
        self.check_button = button(self.tr("Check a proof"), self.check_proof, icon="shield-check")
        self.export_button = button(self.tr("Export"), self.export)
        self.buttons.addWidget(self.check_button)
        self.buttons.addWidget(self.export_button)
        self._build_search()
        self.card = Card(name=self.tr("Acts of the register"))
        self._above = QVBoxLayout()
        self._above.setSpacing(tokens.S2)
        self._rows = Rows()
        self._searching = paragraph("", "small", "ink2")
        self._foot = QVBoxLayout()
        self.card.body.addLayout(self._above)
        self.card.body.addWidget(self._rows)
        self.card.body.addWidget(self._searching)
        self.card.body.addLayout(self._foot)
        self.content.addWidget(self.card)
        self.verify = VerifyCard(facade, bridge)
        self.content.addWidget(self.verify)

    def _build_search(self) -> None:
        self.search = QLineEdit()
        be_search(self.search)
        self.search.setPlaceholderText(self.tr("Claire, 24 May, hedge…"))
        hint = self.tr("A person, a day, a kind of act, a word, a page of the register, or an act's number.")
        self.sort = QComboBox()
        for name, word in (("", self.tr("All acts")), *((name, sort_word(name)) for name in SORT_NAMES)):
            self.sort.addItem(word, name)
        self.sort.activated.connect(lambda _index: self._show_sort(str(self.sort.currentData())))
        self._asking = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._asking.setSpacing(tokens.S3)
        self._asking.addWidget(Field(self.tr("Search the register"), self.search, hint), 1)
        top = Qt.AlignmentFlag.AlignTop
        self._asking.addWidget(Field(self.tr("Kind of act"), self.sort), 0, top)
        self.content.addLayout(self._asking)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._begin)
        self.search.textChanged.connect(self._on_typed)
        # One slice of a long search a turn of the window, never more.
        self._going_on = QTimer(self)
        self._going_on.setSingleShot(True)
        self._going_on.setInterval(0)
        self._going_on.timeout.connect(self._look_further)

    # searching -------------------------------------------------------------------------------------------
    def _on_typed(self) -> None:
        self._as_words, self._balance = False, None
        self._opened.clear()
        self._typing.start()

    def _begin(self) -> None:
        """A new search, from the latest act on."""
        self._typing.stop()
        self.found.begin()
        self.refresh()

    def refresh(self) -> None:
        title = self.tr("Everything the commune signed, open to each of its members.")
        self.set_header(self.tr("Register"), title)
        self._going_on.stop()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._asking.setDirection(across if self.across else down)
        asset, of_fund = self._balance or ("", False)
        is_new = self.found.look(Asked(self.search.text().strip(), self._as_words, asset, of_fund))
        shown_as = (self.across, self.found.wanted)
        if is_new or shown_as != self._shown_as:
            self._shown_as = shown_as
            self._show()
        elif self.is_looking:
            self._going_on.start()

    @property
    def is_looking(self) -> bool:
        """Whether older acts are still looked through for as many rows as were asked for."""
        return self.found.is_looking

    def _look_further(self) -> None:
        if not self.is_looking:
            return
        self.found.look_further()
        worth = SHOWN_EVERY if self.found.is_folded else 1
        if len(self.found.rows) >= self._filled + worth or not self.is_looking:
            self._show()
        else:
            self._show_foot()
            self._going_on.start()

    def _more(self) -> None:
        self.found.want_more()
        if self.is_looking:
            self._look_further()
        else:
            self._show()

    # showing ---------------------------------------------------------------------------------------------
    def _show(self) -> None:
        assert self.found.page is not None
        self._filled = len(self.found.rows)
        with self.refilling():
            self._show_head(self.found.page)
            now = now_ms()
            self._rows.show_rows(
                [
                    (
                        self._key(found, now, first=not place),
                        partial(self._widget, found, now, first=not place),
                    )
                    for place, found in enumerate(self.found.shown)
                ]
            )
            self._show_foot()
        if self.is_looking:
            self._going_on.start()

    def _key(self, found: Row | ActLineView, now: int, *, first: bool) -> tuple[object, ...]:
        """All that `_widget` shows."""
        if isinstance(found, Period):
            return found, first, period_words(found, now)
        minute = line_now(found, now) // 60_000
        is_open = isinstance(found, Fold) and found.key in self._opened
        return found, is_open, self.across, minute

    def _widget(self, found: Row | ActLineView, now: int, *, first: bool) -> QWidget:
        if isinstance(found, Period):
            return PeriodLine(found, now, first=first)
        when = line_now(found, now)
        if isinstance(found, Fold):
            is_open = found.key in self._opened
            return FoldLine(
                found, when, self.show_proof, self._on_turned, across=self.across, is_open=is_open
            )
        act = found[1] if isinstance(found, tuple) else found
        return ActLine(act, when, self.show_proof, across=self.across)

    def _on_turned(self, fold: Fold, is_open: bool) -> None:
        (self._opened.add if is_open else self._opened.discard)(fold.key)
        self.order_tabs()

    def _show_head(self, page: RegisterPageView) -> None:
        clear(self._above)
        heading = understood_words(page, self.found.asked.text, self._balance or ("", False))
        self._above.addWidget(Label(heading, "h2", wrap=True))
        if page.understood != "account":
            self.sort.setCurrentIndex(max(0, self.sort.findData(page.sorts[0] if page.sorts else "")))
        if page.offered:
            begun = (self._offer(name) for name in page.offered[:OFFERED_MAX])
            self._above.addWidget(Beside(*begun))
        if page.understood in ("person", "kind"):
            told = self.tr("Search for the word itself")
            instead = button(told, self._search_words, kind="link")
            self._above.addLayout(row(instead, None))
        elif page.understood == "account":
            self._above.addLayout(row(button(self.tr("All acts"), self._show_all, kind="small"), None))

    def _offer(self, name: str) -> QPushButton:
        """A sort of act whose word is begun: one press finishes it."""
        word = sort_word(name)
        told = self.tr("All acts of this kind: {sort}").format(sort=word)
        return button(word, lambda: self._show_sort(name), kind="small", icon="search", name=told)

    def _show_sort(self, name: str) -> None:
        self.search.setText(sort_word(name) if name else "")
        self._begin()

    def _show_foot(self) -> None:
        clear(self._foot)
        page = self.found.page
        assert page is not None
        words = look().words
        # What is there before a sentence could be read needs none; one that stays is seen between two slices.
        is_long = self.is_looking and not (self.found.is_folded and self.found.slices < QUICK)
        if is_long:
            told = self.tr("Searching… already looked back to {day}.")
            self._searching.setText(told.format(day=words.date(page.reached_ms, year=True)))
        self._searching.setVisible(is_long)
        if self.found.has_more and not self.is_looking:
            self._foot.addSpacing(tokens.S3)
            self._foot.addLayout(row(None, button(self.tr("Show older acts"), self._more), None))
        elif not self.found.rows and not self.is_looking:
            self._foot.addWidget(paragraph(nothing_words(page, self.facade.status().height), "body", "ink2"))
            if page.understood == "kind":
                everything = button(self.tr("All acts"), lambda: self._show_sort(""), kind="small")
                self._foot.addLayout(row(everything, None))
        self.order_tabs()
        status = self.facade.status()
        if status.history_total:
            told = self.tr("What was before you came still arrives: {here} pages of {total} are here.")
            here, total = words.integer(status.history_here), words.integer(status.history_total)
            self._foot.addWidget(paragraph(told.format(here=here, total=total), "small", "ink2"))

    # acts ------------------------------------------------------------------------------------------------
    def show_what(self, what: object) -> None:
        """An act's number, words to search, (`mine` or `fund`, asset), or `check`, `export`, `verify`."""
        if isinstance(what, bytes):
            self.show_proof(what)
        elif isinstance(what, tuple) and len(what) == 2 and what[0] in ("mine", "fund"):
            self.search.blockSignals(True)
            self.search.clear()
            self.search.blockSignals(False)
            self._balance = (str(what[1]), what[0] == "fund")
            self._begin()
        elif what in ("check", "export", "verify"):
            {"check": self.check_proof, "export": self.export, "verify": self.verify.come_and_start}[
                str(what)
            ]()
        elif isinstance(what, str):
            self.search.setText(what)
            self._begin()

    def show_proof(self, event: bytes) -> None:
        show_proof(self.facade, self.bridge, event)

    def check_proof(self) -> None:
        self.bridge.show_sheet(CheckProofSheet(self.facade, self.bridge))

    def export(self) -> None:
        self.bridge.show_sheet(ExportSheet(self.facade, self.bridge))

    def _search_words(self) -> None:
        self._as_words = True
        self._begin()

    def _show_all(self) -> None:
        self._balance = None
        self._begin()
