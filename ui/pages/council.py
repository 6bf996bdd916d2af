# SPDX-License-Identifier: AGPL-3.0-or-later
"""Conseil: what waits for my vote, what is open, what was decided; and proposing something.

One click votes; the vote can be changed until the close. The cards are in `council_cards.py`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from ui.clock import now_ms
from ui.dialogs.appoint import AppointSheet
from ui.dialogs.choose_witnesses import WitnessesSheet
from ui.dialogs.proof import show_proof
from ui.dialogs.propose import ProposeSheet
from ui.dialogs.recovery import (
    GiveSheet,
    NameWitnessesSheet,
    TakeSheet,
    open_sign,
    open_stay,
    open_withdraw,
)
from ui.errors import Notice
from ui.pages.council_cards import ProposalCard
from ui.pages.council_recovery import RecoveryCard
from ui.pages.council_recovery_words import is_told
from ui.pages.council_roles import RolesCard, WitnessesCard
from ui.pages.council_sealing import confirm_date, open_alone
from ui.pages.room import RoomPage
from ui.pages.tabs import Tabs
from ui.strings import choice_word
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.empty import Empty
from ui.widgets.page import CardGrid

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.facade import Voisinage
    from app.views import ProposalView
    from app.views_recovery import RecoveryView
    from ui.bridge import Bridge

TABS = ("to-vote", "open", "decided")
WHO = "who"
DAY_MS = 86_400_000


def in_tab(proposal: ProposalView, tab: str) -> bool:
    """Whether a proposal stands under this tab; an open one stands in two until I have voted."""
    if tab == "decided":
        return proposal.state != "open"
    if tab == "open":
        return proposal.state == "open"
    return proposal.state == "open" and not proposal.my_choice


class CouncilPage(RoomPage):
    """Three tabs: to vote, open, decided."""

    topics: ClassVar[frozenset[str]] = frozenset({"proposals", "members", "status", "time"})

    def __init__(self, facade: Voisinage, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(facade, bridge, parent)
        self.tab = ""
        # A card just voted on stays under « to vote » until the tab is left, with its mark.
        self._kept: set[bytes] = set()
        self.propose_button = button(
            self.tr("Propose to the commune"), self.propose, kind="primary", icon="plus", acts=True
        )
        self.buttons.addWidget(self.propose_button)
        self.tabs = Tabs((*TABS, WHO), self.tr("Which proposals"))
        self.tabs.chosen.connect(self.open_tab)
        self.content.addWidget(self.tabs)
        self.cards = CardGrid(at_once=4)
        self.content.addWidget(self.cards)

    def foresee(self) -> Callable[[], object]:
        facade = self.facade
        return lambda: (facade.proposals(), facade.roles.witnesses())

    def refresh(self) -> None:
        proposals = self.facade.proposals()
        context = self.tr(
            "One person, one vote. Once passed, a text is carried out by people; the rest takes effect by "
            "itself."
        )
        self.set_header(self.tr("Council"), context)
        if not self.tab:
            waiting = any(in_tab(proposal, "to-vote") for proposal in proposals)
            self.tab = "to-vote" if waiting or not proposals else "open"
            self.tabs.choose(self.tab)
        self._name_tabs(proposals)
        if self.tab == WHO:
            self._show_roles()
            return
        if self.shows_already(self.tab, proposals, now_ms() // 60_000):
            return
        shown = [
            proposal
            for proposal in proposals
            if in_tab(proposal, self.tab) or (self.tab == "to-vote" and proposal.proposal in self._kept)
        ]
        with self.refilling():
            self.cards.clear()
            for proposal in sorted(shown, key=self._order):
                self.cards.put(partial(self._card, proposal), 6, 2)
            if not shown:
                self.cards.put(partial(self._empty, bool(proposals)))
            self.cards.arrange(self.width_class)

    def _order(self, proposal: ProposalView) -> int:
        """What closes first comes first; what was decided last comes first."""
        return proposal.closes_ms if proposal.state == "open" else -proposal.closes_ms

    def _name_tabs(self, proposals: tuple[ProposalView, ...]) -> None:
        words = {
            "to-vote": self.tr("To vote"),
            "open": self.tr("Open"),
            "decided": self.tr("Decided"),
            WHO: self.tr("Who does what"),
        }
        for name in ("to-vote", "open"):
            count = sum(1 for proposal in proposals if in_tab(proposal, name))
            if count:
                words[name] += f" ({count})"
        self.tabs.set_words(words)

    def _card(self, proposal: ProposalView) -> ProposalCard:
        card = ProposalCard(proposal, now_ms(), wide=self.across)
        card.voted.connect(lambda choice: self.vote(proposal, choice))
        card.proof_wanted.connect(lambda: show_proof(self.facade, self.bridge, proposal.proposal))
        return card

    def _show_roles(self) -> None:
        """Roles and witnesses, each with what decided it."""
        door = self.facade.roles
        roles, board, may_seal = door.roles(), door.witnesses(), door.may_seal
        recovery, stopped = self.facade.recovery.state(), self.facade.status().stopped_because
        lasting = replace(recovery, stalled_ms=int(recovery.stalled_ms > 0))
        if self.shows_already(self.tab, roles, board, may_seal, lasting, stopped, now_ms() // DAY_MS):
            return
        with self.refilling():
            self.cards.clear()
            if is_told(recovery, stopped):
                self.cards.add(self._recovery_card(recovery, stopped), 12, 2)
            who, sealing = (
                RolesCard(roles, across=self.across),
                WitnessesCard(board, now_ms(), may_seal=may_seal, across=self.across),
            )
            # A vote on other witnesses would wait for those that are missing.
            sealing.change.setVisible(not (is_told(recovery, stopped) and recovery.is_short))
            who.change_wanted.connect(self.appoint)
            sealing.change_wanted.connect(self.choose_witnesses)
            sealing.agreed.connect(door.set_may_seal)
            sealing.sealing.date_confirmed.connect(lambda: confirm_date(self.facade, self.bridge, self))
            sealing.sealing.alone_wanted.connect(lambda: open_alone(self.facade, self.bridge))
            for card in (who, sealing):
                card.vote_wanted.connect(self.show_what)
                self.cards.add(card, 6, 2)
            self.cards.arrange(self.width_class)

    def _recovery_card(self, view: RecoveryView, stopped_because: str) -> RecoveryCard:
        facade, bridge = self.facade, self.bridge
        sizes = [facade.roles.size(len(one.witnesses)) for one in view.statements]
        card = RecoveryCard(view, stopped_because, sizes, now_ms(), across=self.across)
        card.name_wanted.connect(lambda: bridge.show_sheet(NameWitnessesSheet(facade, bridge)))
        card.sign_wanted.connect(lambda number: open_sign(facade, bridge, number))
        card.give_wanted.connect(lambda number: bridge.show_sheet(GiveSheet(facade, bridge, number)))
        card.take_wanted.connect(lambda: bridge.show_sheet(TakeSheet(facade, bridge)))
        card.stay_wanted.connect(lambda: open_stay(facade, bridge))
        card.withdraw_wanted.connect(lambda: open_withdraw(facade, bridge))
        return card

    def _empty(self, any_proposal: bool) -> Empty:
        if self.tab == "to-vote" and any_proposal:
            return Empty(
                self.tr("You have voted on everything"),
                self.tr("You can still change a vote under Open, until it closes."),
                self.tr("See what is open"),
                lambda: self.open_tab("open"),
                icon="circle-check",
            )
        if self.tab == "decided":
            return Empty(
                self.tr("Nothing decided yet"),
                self.tr("Each decision will stay here with its count, its date and its proof."),
                icon="scale",
            )
        return Empty(
            self.tr("Nothing to vote on today"),
            self.tr(
                "Any resident can propose: a text for the village to agree on, what an hour or a kilo is "
                "worth, who takes on a role. Everyone then has the same single vote."
            ),
            self.tr("Propose to the commune"),
            self.propose,
            icon="scale",
            acts=True,
        )

    # acts ------------------------------------------------------------------------------------------------
    def open_tab(self, name: str) -> None:
        self.tab = name
        self._kept.clear()
        self.tabs.choose(name)
        self.refresh()

    def show_what(self, what: object) -> None:
        """`add`, a tab's name, or a proposal's number."""
        if what == "add":
            self.propose()
        elif what in (*TABS, WHO):
            self.open_tab(str(what))
        elif isinstance(what, bytes):
            found = [one for one in self.facade.proposals() if one.proposal == what]
            if found:
                self.open_tab(next(tab for tab in TABS if in_tab(found[0], tab)))

    def propose(self) -> None:
        self.bridge.show_sheet(ProposeSheet(self.facade, self.bridge))

    def appoint(self) -> None:
        self.bridge.show_sheet(AppointSheet(self.facade, self.bridge))

    def choose_witnesses(self) -> None:
        self.bridge.show_sheet(WitnessesSheet(self.facade, self.bridge))

    def vote(self, proposal: ProposalView, choice: str) -> None:
        """Send a ballot; the card changes when it is recorded."""
        self._kept.add(proposal.proposal)

        def said(ballot: bytes) -> None:
            about = {"title": look().words.quote(proposal.title), "choice": choice_word(choice).lower()}
            text = self.tr("Your vote on {title} is recorded: {choice}.").format(**about)
            final = self.tr("Your vote on {title} is final: {choice}.").format(**about)
            change = self.tr("You can change it until the close.")
            again = self.tr("Another vote replaces it until the close.")
            self.bridge.say(Notice("ok", text, change, event=ballot, final=f"{final} {again}"))
            self.refresh()

        self.bridge.run(self.facade.vote(proposal.proposal, choice), self, lambda event: said(event.id))
