# SPDX-License-Identifier: AGPL-3.0-or-later
"""Réglages: this window, who I am, how my account is kept, the 24 words, my addresses, checking everything.

What neighbours see of me is an act of the register; the window's own choices stay on this computer.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

import shiboken6
from PySide6.QtWidgets import QFileDialog, QWidget

from app.facade_naming import get_look
from ui import tokens
from ui.errors import Notice
from ui.pages.settings_backup import BackupCard
from ui.pages.settings_consents import ConsentsCard
from ui.pages.settings_devices import DevicesCard
from ui.pages.settings_leave import LeaveCard
from ui.pages.settings_me import MeCard
from ui.pages.settings_network import NetworkCard, RegisterCard
from ui.pages.settings_sheets import PassphraseSheet, WordsSheet
from ui.pages.settings_window import NoticesCard, WindowCard
from ui.strings import protection_sentence
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.label import paragraph, row
from ui.widgets.page import NARROW, CardGrid, Page
from ui.widgets.scrolling import bring_into_view
from ui.words_print import ask_and_print

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.facade import Voisinage
    from app.views import PersonView, StatusView
    from app.views_leaving import DepartureView
    from ui.bridge import Bridge


class SettingsPage(Page):
    """Quiet, and the place where an account is put out of harm's way."""

    topics: ClassVar[frozenset[str]] = frozenset({"status", "members"})

    def __init__(self, facade: Voisinage, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(facade, bridge, parent)
        self.cards = CardGrid(at_once=4, by_width=True)
        self.content.addWidget(self.cards)
        self.network: NetworkCard | None = None
        self.window_card: WindowCard | None = None
        self.leave_card: LeaveCard | None = None
        self.me_card: MeCard | None = None
        self._typed = ""
        """A name that was being typed in the window before."""

    @property
    def draft(self) -> str | None:
        return self._typed_name() or None

    def take_draft(self, draft: object) -> None:
        self._typed = str(draft)

    def foresee(self) -> Callable[[], object]:
        facade = self.facade
        return lambda: (facade.me(), facade.devices.list())

    def refresh(self) -> None:
        status = self.facade.status()
        me, devices = self.facade.me(), self.facade.devices.list()
        self.set_header(self.tr("Settings"), self.tr("This window, your account, this computer."))
        consents, leaving = self.facade.account.consents(), self.facade.leaving.departure()
        online = (status.addresses, status.neighbours_online, status.peers_online, status.members)
        figures = (status.total_sealed, status.pending)
        key = (
            me,
            devices,
            consents,
            status.protection,
            status.backup_done,
            status.is_returning,
            status.seals_here,
            online,
            figures,
            leaving,
        )
        if self.shows_already(key):
            return
        narrow = self.width_class == NARROW
        unfolded = self.network is not None and self.network.is_unfolded
        # What is typed, pressed or told in a card outlives a seal: made anew is what shows something else.
        with self.refilling():
            self.cards.clear()
            # Side by side what is about as high.
            if status.backup_done or not status.is_returning:  # else it is known in some seconds
                words = partial(self._words_card, status)
                self.cards.put(words, 6, 2, key=("words", status.backup_done))
            self.cards.put(partial(self._make_me, me), 6, 2, key=("me", me.roles, me.fingerprint))
            backup = partial(BackupCard, self.facade, self.bridge, self.tr("My backup"))
            self.cards.put(backup, 6, 2, key="backup")
            self.cards.put(
                partial(self._protection_card, status), 6, 2, key=("protection", status.protection)
            )
            title = self.tr("What my neighbours see")
            shown = partial(ConsentsCard, self.facade, self.bridge, consents, title)
            self.cards.put(shown, 6, 2, key=("consents", consents))
            self.window_card = None
            self.cards.put(partial(self._window_card, narrow=narrow), 6, 2)
            mine = partial(DevicesCard, self.facade, self.bridge, devices)
            self.cards.put(mine, 12, 2, key=("devices", devices))
            title = self.tr("When I am not looking")
            notices = partial(NoticesCard, self.facade, title, narrow=narrow)
            self.cards.put(notices, 6, 2, key="notices")
            self.network = None
            self.cards.put(partial(self._network_card, status, unfolded=unfolded), 6, 2)
            title = self.tr("The commune's register")
            self.cards.put(partial(RegisterCard, self.bridge, status, title), 6, 2)
            self.leave_card = None
            self.cards.put(partial(self._leave_card, leaving), 6, 2)
            self.cards.arrange(self.width_class)
        if self.me_card is not None and shiboken6.isValid(self.me_card):
            self.me_card.follow(me.name)  # the same card all along: what is typed in it stays

    def show_what(self, what: object) -> None:
        """`words` to write down, `window` for the choices about it, or `leave` for the way out."""
        if what == "words":
            self._show_words()
        elif what == "window":
            self.finish()
            if self.window_card is not None:
                bring_into_view(self.window_card)
        elif what == "leave":
            self.finish()
            if self.leave_card is not None:
                bring_into_view(self.leave_card)

    def _window_card(self, *, narrow: bool) -> WindowCard:
        self.window_card = WindowCard(self.bridge, self.tr("This window"), narrow=narrow)
        return self.window_card

    def _network_card(self, status: StatusView, *, unfolded: bool) -> NetworkCard:
        title = self.tr("This computer and the others")
        self.network = NetworkCard(self.bridge, status, title, unfolded=unfolded)
        return self.network

    def _leave_card(self, leaving: DepartureView) -> LeaveCard:
        self.leave_card = LeaveCard(self.facade, self.bridge, leaving)
        return self.leave_card

    # who I am --------------------------------------------------------------------------------------------
    def _make_me(self, me: PersonView) -> MeCard:
        self.me_card = MeCard(me, self.tr("Who I am"), self._rename, self._typed_name())
        return self.me_card

    def _typed_name(self) -> str:
        card = self.me_card
        return card.typed if card is not None and shiboken6.isValid(card) else self._typed

    def _rename(self, name: str) -> None:
        self.bridge.run(self.facade.rename(name), self, lambda _result: self._renamed(name))

    def _renamed(self, name: str) -> None:
        happened = self.tr("Your neighbours will read {name}.").format(name=name)
        others = [get_look(one.name) for one in self.facade.members() if not one.is_me]
        todo = ""
        if get_look(name) in others:
            todo = self.tr("Somebody else has this name already: your sign tells you apart, {sign}.").format(
                sign=self.facade.me().fingerprint
            )
        self.bridge.say(Notice("ok", happened, todo=todo))

    # my account ------------------------------------------------------------------------------------------
    def _words_card(self, status: StatusView) -> Card:
        done = status.backup_done
        title = self.tr("My 24 words") if done else self.tr("Put my account in a safe place")
        card = Card(title, icon="shield-check" if done else "lock", tone="" if done else "sun")
        if done:
            text = self.tr(
                "They are on your sheet of paper and nowhere else. With them you open your account "
                "again on any "
                "computer; whoever has them can too."
            )
            card.body.addWidget(paragraph(text, "body", "ink2"))
        else:
            text = self.tr(
                "If this computer breaks, 24 words on a sheet of paper give you back everything. It "
                "takes two "
                "minutes: you write them down, and we ask for three of them."
            )
            card.body.addWidget(paragraph(text))
            card.body.addSpacing(tokens.S1)
            start = button(self.tr("Write down my words"), self._show_words, kind="primary")
            card.body.addLayout(row(start, None))
        card.body.addStretch(1)
        return card

    def _show_words(self) -> None:
        if self.facade.status().backup_done:
            return
        self.bridge.run(self.facade.words(), self, self._open_words)

    def _open_words(self, words: tuple[str, ...]) -> None:
        sheet = WordsSheet(words)
        sheet.confirmed.connect(self._confirm_words)
        sheet.print_wanted.connect(lambda: self._print_words(words))
        sheet.file_wanted.connect(self._save_words)
        self.bridge.show_sheet(sheet)

    def _print_words(self, words: tuple[str, ...]) -> None:
        language = self.bridge.preferences.language
        ask_and_print(self, self.facade.account.lay_out_sheet(words, language))

    def _save_words(self) -> None:
        """Ask where; the dialog is the computer's own."""
        path, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Where to save the sheet"), self.tr("voisinage-words.pdf"), "PDF (*.pdf)"
        )
        if path:
            ticket = self.facade.account.save_sheet(path, self.bridge.preferences.language)
            done = self.tr("The sheet is written. Print it, then delete the file.")
            self.bridge.run(ticket, self, lambda _result: self.bridge.say(Notice("ok", done)))

    def _confirm_words(self) -> None:
        self.bridge.run(self.facade.confirm_backup(), self, lambda _result: self._words_done())

    def _words_done(self) -> None:
        self.bridge.close_sheet()
        done = self.tr("Your account is in a safe place.")
        self.bridge.say(
            Notice("ok", done, self.tr("The words were taken off this computer: keep your sheet."))
        )
        self.refresh()

    def _protection_card(self, status: StatusView) -> Card:
        card = Card(self.tr("How this computer keeps my account"), icon="key")
        card.body.addWidget(paragraph(protection_sentence(status.protection), "body", "ink2"))
        card.body.addSpacing(tokens.S1)
        has_one = status.protection == "passphrase"
        word = self.tr("Change my passphrase") if has_one else self.tr("Choose a passphrase")
        card.body.addLayout(row(button(word, lambda: self._show_passphrase(has_one)), None))
        card.body.addStretch(1)
        return card

    def _show_passphrase(self, has_one: bool) -> None:
        sheet = PassphraseSheet(has_one=has_one)
        sheet.chosen.connect(self._set_passphrase)
        self.bridge.show_sheet(sheet)

    def _set_passphrase(self, passphrase: str) -> None:
        self.bridge.run(
            self.facade.set_passphrase(passphrase or None),
            self,
            lambda _result: self._passphrase_set(passphrase),
        )

    def _passphrase_set(self, passphrase: str) -> None:
        self.bridge.close_sheet()
        if passphrase:
            text = self.tr("Your passphrase will be asked when Voisinage opens.")
        else:
            text = self.tr("Voisinage will open without a passphrase.")
        self.bridge.say(Notice("ok", text))
        self.refresh()
