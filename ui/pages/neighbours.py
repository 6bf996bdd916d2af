# SPDX-License-Identifier: AGPL-3.0-or-later
"""Voisins: who lives here with us, what each produced yesterday if they show it, and inviting a neighbour."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.views import Phase
from ui import tokens
from ui.pages.neighbours_helped import helped_card
from ui.pages.neighbours_invite import InviteSheet, invitations_card
from ui.pages.neighbours_sheet import NeighbourSheet
from ui.strings import role_name
from ui.theme import look
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import button
from ui.widgets.card import Card, clear
from ui.widgets.chip import Chip
from ui.widgets.empty import Empty
from ui.widgets.field import be_search
from ui.widgets.label import Label, line, paragraph, row
from ui.widgets.page import NARROW, CardGrid, Page
from ui.widgets.person_picker import plain
from ui.widgets.phase import Dot

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views_people import NeighbourView
    from ui.bridge import Bridge

SHOWN_MAX = 60
TRADES_SHOWN = 2


class NeighboursPage(Page):
    """A list one can search; inviting is the page's one primary act."""

    topics: ClassVar[frozenset[str]] = frozenset({"members", "status", "listings", "meters", "history"})

    def __init__(self, facade: Voisinage, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(facade, bridge, parent)
        invite = button(self.tr("Invite a neighbour"), self.invite, kind="primary", icon="user-plus")
        self.buttons.addWidget(invite)
        self.search = QLineEdit()
        be_search(self.search)
        self.search.setPlaceholderText(self.tr("Search for a name or a trade"))
        self.search.setAccessibleName(self.tr("Search for a name or a trade"))
        self.search.textChanged.connect(lambda _text: self._fill_list())
        self.content.addWidget(self.search)
        self.cards = CardGrid()
        self.content.addWidget(self.cards)
        self._list: QVBoxLayout | None = None
        self._people: tuple[NeighbourView, ...] = ()
        self._online: frozenset[bytes] = frozenset()

    def refresh(self) -> None:
        people = self.facade.people.all()
        helped = self.facade.people.helped()
        peers = self.facade.peers()
        invitations = self.facade.invitations()
        status = self.facade.status()
        residents = self.tr("%n resident(s)", "", len(people))
        online = self.tr("%n online", "", status.neighbours_online)
        context = f"{residents}, {online}." if len(people) > 1 else f"{residents}."
        self.set_header(self.tr("Neighbours"), context)
        self._online = frozenset(peer.person.account for peer in peers if peer.online and peer.person)
        self._people = tuple(sorted(people, key=lambda one: (not one.person.is_me, plain(one.person.name))))
        self.search.setVisible(len(people) > 1)
        if self.shows_already(self._people, self._online, invitations, helped):
            return
        with self.refilling():
            self.cards.clear()
            self._list = None
            if len(people) > 1:
                card = Card(self.tr("Residents"), icon="users")
                self._list = QVBoxLayout()
                self._list.setSpacing(tokens.S2)
                card.body.addLayout(self._list)
                card.body.addStretch(1)
                self._fill_list()
            else:
                card = Empty(
                    self.tr("You are the first one here"),
                    self.tr(
                        "Each neighbour you invite keeps a copy of the commune's register: together you "
                        "need no "
                        "one in the middle. An invitation is a code to send, to show or to print."
                    ),
                    icon="users",
                )
            self.cards.add(card, 8, 2)
            self.cards.add(invitations_card(invitations, status, self.bridge), 4, 2, short=len(people) > 1)
            if helped:
                self.cards.add(helped_card(helped), 12, 2)
            self.cards.arrange(self.width_class)

    def show_what(self, what: object) -> None:
        """`invite`, or the account of somebody to show."""
        if what == "invite":
            self.invite()
        elif isinstance(what, bytes):
            self.show_person(what)

    def invite(self) -> None:
        """Open the sheet that makes an invitation."""
        self.bridge.show_sheet(InviteSheet(self.facade, self.bridge))

    def show_person(self, account: bytes) -> None:
        """Open somebody's sheet."""
        view = self.facade.people.one(account)
        self.bridge.show_sheet(NeighbourSheet(self.facade, self.bridge, view))

    def _fill_list(self) -> None:
        if self._list is None:
            return
        clear(self._list)
        wanted = plain(self.search.text())
        found = [one for one in self._people if wanted in plain(" ".join((one.person.name, *one.trades)))]
        for index, one in enumerate(found[:SHOWN_MAX]):
            if index:
                self._list.addWidget(line())
            self._list.addWidget(self._line(one))
        if len(found) > SHOWN_MAX:
            more = self.tr("%n more: write a few letters of the name.", "", len(found) - SHOWN_MAX)
            self._list.addWidget(paragraph(more, "small", "ink2"))
        if not found:
            nobody = self.tr("Nobody by that name here yet.")
            self._list.addWidget(paragraph(nobody, "body", "ink2"))

    def _line(self, one: NeighbourView) -> QWidget:
        words, person = look().words, one.person
        holder = QWidget()
        holder.setAccessibleName(person.name)
        layout = row(Avatar.of(person), gap=tokens.S3)
        layout.setContentsMargins(0, tokens.S1, 0, tokens.S1)
        names = QVBoxLayout()
        names.setSpacing(0)
        name = self.tr("{name} (you)").format(name=person.name) if person.is_me else person.name
        names.addWidget(Label(name, "strong", wrap=True))
        facts = [role_name(role) for role in person.roles]
        if not person.sponsor:
            facts.insert(0, self.tr("founded the commune"))
        since = self.tr("here since {month} {year}").format(
            month=words.month(person.joined_ms), year=words.local(person.joined_ms).year
        )
        names.addWidget(Label(", ".join((*facts, since)), "small", "ink2", wrap=True))
        if one.trades:
            told = words.listed([*one.trades[:TRADES_SHOWN]])
            names.addWidget(Label(told, "small", "ink", wrap=True))
        if one.produced_wh >= 0:
            made = self.tr("{amount} yesterday").format(amount=words.amount("kwh", one.produced_wh))
            names.addWidget(Label(made, "small", "sun_ink", wrap=True))
        layout.addLayout(names, 1)
        if person.account in self._online and self.width_class != NARROW:
            layout.addWidget(Chip(self.tr("online"), "primary"))
        if person.phase is not Phase.SEALED:
            layout.addWidget(Dot(person.phase))
        if not person.is_me:
            sheet = button(
                self.tr("Sheet"),
                lambda: self.show_person(person.account),
                kind="link",
                name=self.tr("Sheet of {name}").format(name=person.name),
            )
            layout.addWidget(sheet)
            narrow = self.width_class == NARROW
            pay = button(
                "" if narrow else self.tr("Send"),
                lambda: self.bridge.go_to("accounts", ("pay", person.account)),
                kind="outline" if narrow else "small",
                icon="send" if narrow else "",
                name=self.tr("Send to {name}").format(name=person.name),
            )
            layout.addWidget(pay)
        holder.setLayout(layout)
        return holder
