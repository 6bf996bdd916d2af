# SPDX-License-Identifier: AGPL-3.0-or-later
"""Voisins: who lives here with us, what each produced yesterday if they show it, and inviting a neighbour.

One card a resident, in as many columns as fit; the first ones, or all, or those one searches for.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.facade_elision import fill
from app.facade_folding import fold, says
from app.facade_naming import name_apart
from app.views import Phase
from ui import tokens
from ui.pages.neighbours_helped import helped_card
from ui.pages.neighbours_invite import InviteSheet, invitations_card
from ui.pages.neighbours_left import LeftCard
from ui.pages.neighbours_sheet import NeighbourSheet
from ui.strings import role_name
from ui.theme import look
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import button
from ui.widgets.card import Card, clear
from ui.widgets.chip import Chip
from ui.widgets.empty import Empty
from ui.widgets.field import be_search
from ui.widgets.label import Label, paragraph, row
from ui.widgets.page import CardGrid, Page
from ui.widgets.phase import Dot

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QHBoxLayout

    from app.facade import Voisinage
    from app.views_leaving import FormerView
    from app.views_people import NeighbourView
    from ui.bridge import Bridge

SHOWN_FIRST: Final = 24
SHOWN_MAX: Final = 60
TRADES_SHOWN: Final = 2


class NeighboursPage(Page):
    """A list one can search; inviting is the page's one primary act."""

    topics: ClassVar[frozenset[str]] = frozenset({"members", "status", "listings", "meters", "history"})

    def __init__(self, facade: Voisinage, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(facade, bridge, parent)
        invite = button(
            self.tr("Invite a neighbour"), self.invite, kind="primary", icon="user-plus", acts=True
        )
        self.buttons.addWidget(invite)
        self.search = QLineEdit()
        be_search(self.search)
        self.search.setPlaceholderText(self.tr("Search for a name or a trade"))
        self.search.setAccessibleName(self.tr("Search for a name or a trade"))
        self.search.textChanged.connect(lambda _text: self._fill_list())
        self.content.addWidget(self.search)
        self.residents = CardGrid(at_once=9)
        self.content.addWidget(self.residents)
        self.more = QWidget()
        self._more = QVBoxLayout(self.more)
        self._more.setContentsMargins(0, 0, 0, 0)
        self.content.addWidget(self.more)
        self.cards = CardGrid(at_once=1)
        self.content.addWidget(self.cards)
        self._all, self._left_open = False, False
        self._people: tuple[NeighbourView, ...] = ()
        self._online: frozenset[bytes] = frozenset()

    def foresee(self) -> Callable[[], object]:
        facade = self.facade
        return lambda: (facade.people.all(), facade.people.helped(), facade.peers())

    def refresh(self) -> None:
        people = self.facade.people.all()
        helped = self.facade.people.helped()
        peers = self.facade.peers()
        invitations, left = self.facade.invitations(), self.facade.leaving.left()
        status = self.facade.status()
        residents = self.tr("%n resident(s)", "", len(people))
        online = self.tr("%n online", "", status.neighbours_online)
        context = f"{residents}, {online}." if len(people) > 1 else f"{residents}."
        self.set_header(self.tr("Neighbours"), context)
        self._online = frozenset(peer.person.account for peer in peers if peer.online and peer.person)
        self._people = tuple(sorted(people, key=lambda one: (not one.person.is_me, fold(one.person.name))))
        self.search.setVisible(len(people) > 1)
        if self.shows_already(self._people, self._online, invitations, helped, left):
            return
        with self.refilling():
            self.cards.clear()
            if len(people) == 1:
                self.cards.add(self._alone(), 8, 2)
            self.cards.add(
                invitations_card(invitations, status),
                4,
                1 if helped else 2,
                short=True,
            )
            if helped:
                self.cards.put(partial(helped_card, helped), 8, 1)
            if left:
                self.cards.put(partial(self._left_card, left), 12, 2)
            self.cards.arrange(self.width_class)
            self._fill_list()

    def _left_card(self, left: Sequence[FormerView]) -> LeftCard:
        card = LeftCard(left, is_open=self._left_open)
        card.turned.connect(self._on_left_turned)
        return card

    def _on_left_turned(self, is_open: bool) -> None:
        self._left_open = is_open

    def _alone(self) -> Empty:
        return Empty(
            self.tr("You are the first one here"),
            self.tr(
                "Each neighbour you invite keeps a copy of the commune's register: together you need no "
                "one in the middle. An invitation is a code to send, to show or to print."
            ),
            icon="users",
        )

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
        clear(self._more)
        self.residents.clear()
        wanted = self.search.text().strip()
        found = [one for one in self._people if says(" ".join((name_apart(one.person), *one.trades)), wanted)]
        limit = SHOWN_MAX if self._all or wanted else SHOWN_FIRST
        for one in found[:limit] if len(self._people) > 1 else ():
            key = (one, one.person.account in self._online)
            self.residents.put(partial(self._card, one), 4, 1, key=key)
        self.residents.arrange(self.width_class)
        self.residents.setVisible(bool(found) and len(self._people) > 1)
        left = len(found) - limit
        if left > 0 and limit == SHOWN_FIRST:
            everybody = self.tr("See the %n other resident(s)", "", left)
            self._more.addLayout(row(None, button(everybody, self._show_all), None))
        elif left > 0:
            more = self.tr("%n more: write a few letters of the name.", "", left)
            self._more.addWidget(paragraph(more, "small", "ink2"))
        if not found:
            nobody = self.tr("Nobody by that name here yet.")
            self._more.addWidget(paragraph(nobody, "body", "ink2"))
        self.more.setVisible(self._more.count() > 0)
        self.order_tabs()

    def _show_all(self) -> None:
        self._all = True
        with self.refilling():
            self._fill_list()
        self.residents.hurry(SHOWN_FIRST + 1)
        # What was pressed is gone: the keyboard goes on where the list goes on.
        first = self.residents.findChildren(Card)[SHOWN_FIRST : SHOWN_FIRST + 1]
        for door in first[0].findChildren(QPushButton)[:1] if first else ():
            door.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, one: NeighbourView) -> Card:
        words, person = look().words, one.person
        named = name_apart(person)
        card = Card(name=named)
        head = row(Avatar.of(person), gap=tokens.S3)
        names = QVBoxLayout()
        names.setSpacing(0)
        name = self.tr("{name} (you)").format(name=named) if person.is_me else named
        names.addWidget(Label(name, "strong", wrap=True))
        facts = [role_name(role) for role in person.roles]
        if not person.sponsor:
            facts.insert(0, self.tr("founded the commune"))
        since = self.tr("here since {month} {year}").format(
            month=words.month(person.joined_ms), year=words.local(person.joined_ms).year
        )
        names.addWidget(Label(", ".join((*facts, since)), "small", "ink2", wrap=True))
        head.addLayout(names, 1)
        if person.account in self._online:
            head.addWidget(Chip(self.tr("online"), "primary"), 0, Qt.AlignmentFlag.AlignTop)
        if person.phase is not Phase.SEALED:
            head.addWidget(Dot(person.phase))
        card.body.addLayout(head)
        if one.trades:
            told = words.listed([*one.trades[:TRADES_SHOWN]])
            card.body.addWidget(Label(told, "small", "ink", wrap=True))
        card.body.addStretch(1)
        card.body.addLayout(self._foot(one))
        return card

    def _foot(self, one: NeighbourView) -> QHBoxLayout:
        """What was produced, and what one can do: their sheet, a payment."""
        person, foot = one.person, row()
        made = ""
        if one.produced_wh >= 0:
            amount = look().words.amount("kwh", one.produced_wh)
            made = self.tr("{amount} yesterday").format(amount=amount)
        foot.addWidget(Label(made, "small", "sun_ink", wrap=True), 1)
        if not person.is_me:
            sheet = button(
                self.tr("Profile"),
                lambda: self.show_person(person.account),
                kind="link",
                name=fill(self.tr("Profile of {name}"), name=name_apart(person)),
            )
            pay = button(
                self.tr("Pay"),
                lambda: self.bridge.go_to("accounts", ("pay", person.account)),
                kind="small",
                name=self.tr("Pay {name}").format(name=name_apart(person)),
                acts=True,
            )
            foot.addWidget(sheet)
            foot.addWidget(pay)
        return foot
