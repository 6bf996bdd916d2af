# SPDX-License-Identifier: AGPL-3.0-or-later
"""Réglages: this window, who I am, how my account is kept, the 24 words, my addresses, checking everything.

What neighbours see of me is an act of the register; the window's own choices stay on this computer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui import tokens
from ui.errors import Notice
from ui.pages.settings_devices import DevicesCard
from ui.pages.settings_sheets import PassphraseSheet, WordsSheet
from ui.strings import protection_sentence, role_name
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.label import Label, label, line, paragraph, row
from ui.widgets.page import NARROW, CardGrid, Page
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views import PersonView, StatusView, VerifyReportView
    from ui.bridge import Bridge

NAME_MAX = 40


class SettingsPage(Page):
    """Quiet, and the place where an account is put out of harm's way."""

    topics: ClassVar[frozenset[str]] = frozenset({"status", "members"})

    def __init__(self, facade: Voisinage, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(facade, bridge, parent)
        self.cards = CardGrid()
        self.content.addWidget(self.cards)
        self._verified = ""

    def refresh(self) -> None:
        status = self.facade.status()
        me, devices = self.facade.me(), self.facade.devices.list()
        self.set_header(self.tr("Settings"), self.tr("This window, your account, this computer."))
        key = (me, devices, status.protection, status.backup_done, status.addresses, status.seals_here)
        if self.shows_already(key, self._verified):
            return
        with self.refilling():
            self.cards.clear()
            self.cards.add(self._words_card(status), 6, 2)
            self.cards.add(self._protection_card(status), 6, 2)
            self.cards.add(DevicesCard(self.facade, self.bridge, devices), 12, 2)
            self.cards.add(self._me_card(me), 6, 2)
            self.cards.add(self._window_card(), 6, 2)
            self.cards.add(self._addresses_card(status), 6, 2)
            self.cards.add(self._register_card(status), 6, 2)
            self.cards.arrange(self.width_class)

    def show_what(self, what: object) -> None:
        if what == "words":
            self._show_words()

    # this window -----------------------------------------------------------------------------------------
    def _window_card(self) -> Card:
        card = Card(self.tr("This window"), icon="text-size")
        preferences = self.bridge.preferences
        down = self.width_class == NARROW
        choices = (
            ("language", self.tr("Language"), (("fr", "Français"), ("en", "English")), preferences.language),
            (
                "scheme",
                self.tr("Light or dark"),
                (
                    ("system", self.tr("As the computer")),
                    ("light", self.tr("Light")),
                    ("dark", self.tr("Dark")),
                ),
                preferences.scheme,
            ),
            (
                "text",
                self.tr("Size of the text"),
                tuple((str(size), look().words.percent(size)) for size in tokens.TEXT_SIZES),
                str(preferences.text_percent),
            ),
        )
        for name, word, options, value in choices:
            segments = Segments(options, value, word, down=down and name == "scheme")
            segments.chosen.connect(lambda chosen, name=name: preferences.choose(name, chosen))
            card.body.addWidget(label(word, "label", "ink2"))
            card.body.addWidget(segments)
            card.body.addSpacing(tokens.S1)
        card.body.addStretch(1)
        return card

    # who I am --------------------------------------------------------------------------------------------
    def _me_card(self, me: PersonView) -> Card:
        card = Card(self.tr("Who I am"), icon="user")
        name = QLineEdit(me.name)
        name.setMaxLength(NAME_MAX)
        field = Field(self.tr("My name, as neighbours read it"), name)
        card.body.addWidget(field)
        save = button(self.tr("Change my name"), lambda: self._rename(field))
        save.setEnabled(False)
        name.textChanged.connect(lambda text: save.setEnabled(text.strip() not in {"", me.name}))
        card.body.addLayout(row(save, None))
        card.body.addSpacing(tokens.S1)
        if me.roles:
            roles = look().words.listed([role_name(role) for role in me.roles])
            card.body.addWidget(
                paragraph(self.tr("In the commune: {roles}.").format(roles=roles), "body", "ink2")
            )
        sign = self.tr("My sign is {sign}: it tells two neighbours of the same name apart.")
        card.body.addWidget(paragraph(sign.format(sign=me.fingerprint), "small", "ink2"))
        card.body.addStretch(1)
        return card

    def _rename(self, field: Field) -> None:
        control = field.control
        assert isinstance(control, QLineEdit)
        name = " ".join(control.text().split())
        self.bridge.run(self.facade.rename(name), self, lambda _result: self._renamed(name))

    def _renamed(self, name: str) -> None:
        happened = self.tr("Your neighbours will read {name}.").format(name=name)
        others = [one.name.casefold() for one in self.facade.members() if not one.is_me]
        todo = ""
        if name.casefold() in others:
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
        self.bridge.show_sheet(sheet)

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

    # this computer ---------------------------------------------------------------------------------------
    def _addresses_card(self, status: StatusView) -> Card:
        card = Card(self.tr("Where neighbours reach this computer"), icon="home")
        if not status.addresses:
            card.body.addWidget(
                paragraph(self.tr("Nowhere for now: this computer is not connected."), "body", "ink2")
            )
        for address in status.addresses[:6]:
            text = Label(_breakable(address), "small", "ink2", wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            copy = button(
                "",
                lambda address=address: self._copy(address),
                kind="quiet",
                icon="copy",
                name=self.tr("Copy the address {address}").format(address=address),
            )
            copying = row(copy)
            copying.insertWidget(0, text, 1)
            card.body.addLayout(copying)
        hint = self.tr("Your invitations carry them; there is nothing to do here most of the time.")
        card.body.addWidget(paragraph(hint, "small", "ink3"))
        card.body.addStretch(1)
        return card

    def _copy(self, address: str) -> None:
        QGuiApplication.clipboard().setText(address)
        self.bridge.say(Notice("ok", self.tr("The address is copied.")))

    def _register_card(self, status: StatusView) -> Card:
        card = Card(self.tr("The commune's register"), icon="shield-check")
        words = look().words
        figures = (
            (self.tr("Final acts"), words.integer(status.total_sealed)),
            (self.tr("Acts on their way"), words.integer(status.pending)),
            (self.tr("Residents"), words.integer(status.members)),
        )
        column = QVBoxLayout()
        column.setSpacing(tokens.S2)
        for index, (name, text) in enumerate(figures):
            if index:
                column.addWidget(line())
            column.addLayout(row(label(name, "body", "ink2"), None, label(text, "strong", tabular=True)))
        card.body.addLayout(column)
        card.body.addSpacing(tokens.S1)
        check = button(self.tr("Check everything"), self._verify)
        check.setToolTip(self.tr("Do every act again, from the first one, on this computer"))
        card.body.addLayout(row(check, None))
        if self._verified:
            card.body.addWidget(paragraph(self._verified, "small", "ink2"))
        card.body.addStretch(1)
        return card

    def _verify(self) -> None:
        self._verified = self.tr("Checking every act since the first one…")
        self.refresh()
        self.bridge.run(self.facade.verify(), self, self._show_report, self._verify_failed)

    def _verify_failed(self, error: Exception) -> None:
        self._verified = ""
        self.refresh()
        self.bridge.say_error(error)

    def _show_report(self, report: VerifyReportView) -> None:
        words = look().words
        if report.ok:
            text = self.tr("%n act(s) done again from the first one: everything agrees", "", report.events)
            seconds = words.decimal(report.elapsed_ms, 1000, 1)
            self._verified = self.tr("{text}, in {seconds} s.").format(text=text, seconds=seconds)
            if report.since:
                later = self.tr("The history before you came still arrives: check again later.")
                self._verified += f" {later}"
        else:
            self._verified = self.tr(
                "Something does not agree: keep this computer as it is and tell the council."
            )
        self.refresh()


def _breakable(address: str) -> str:
    """An address may break after any twelfth sign: a zero-width space there, copied without it."""
    return "\u200b".join(address[start : start + 12] for start in range(0, len(address), 12))
