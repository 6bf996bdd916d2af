# SPDX-License-Identifier: AGPL-3.0-or-later
"""A neighbour's sheet: who they are, what they offer, what we exchanged, thanks both ways, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.facade_elision import fill
from app.facade_naming import name_apart
from ui import tokens
from ui.clock import now_ms
from ui.dialogs.proof import show_proof
from ui.pages.order_words import priced
from ui.strings import role_name
from ui.theme import look
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import button
from ui.widgets.card import sunken
from ui.widgets.label import Label, line, paragraph, row
from ui.widgets.sheet import SheetBody

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.facade import Voisinage
    from app.views import HistoryEntryView
    from app.views_people import NeighbourSheetView
    from ui.bridge import Bridge


class NeighbourSheet(SheetBody):
    """Only what they list, and what happened between us two."""

    def __init__(self, facade: Voisinage, bridge: Bridge, view: NeighbourSheetView) -> None:
        super().__init__(name_apart(view.person))
        self._facade, self._bridge, self._view = facade, bridge, view
        self._add_head()
        self._add_offers()
        self._add_exchanges()
        self._add_thanks(self.tr("Thanks received"), view.thanks_received)
        self._add_thanks(self.tr("Thanks given"), view.thanks_given)
        self._add_help()
        name = name_apart(view.person)
        if view.offers:
            offers = button(self.tr("See their offers"), self._see_offers)
            self.foot.addWidget(offers)
        self.foot.addStretch(1)
        pay = button(self.tr("Pay"), self._pay, kind="primary", icon="send", acts=True)
        pay.setAccessibleName(self.tr("Pay {name}").format(name=name))
        self.foot.addWidget(pay)

    def _add_head(self) -> None:
        words, person = look().words, self._view.person
        facts = [role_name(role) for role in person.roles]
        if self._view.sponsor is not None:
            facts.append(fill(self.tr("invited by {name}"), name=name_apart(self._view.sponsor)))
        else:
            facts.append(self.tr("founded the commune"))
        month = f"{words.month(person.joined_ms)} {words.local(person.joined_ms).year}"
        facts.append(self.tr("here since {month}").format(month=month))
        head = row(Avatar.of(person), gap=tokens.S3)
        head.addWidget(Label(", ".join(facts), "body", "ink2", wrap=True), 1)
        self.body.addLayout(head)

    def _add_offers(self) -> None:
        self.body.addWidget(paragraph(self.tr("What they offer"), "h2"))
        if not self._view.offers:
            self.body.addWidget(paragraph(self.tr("Nothing for now."), "body", "ink2"))
        for offer in self._view.offers[:6]:
            price = priced(offer.price)
            self.body.addWidget(
                Label(f"{offer.title} · {price}" if price else offer.title, "body", wrap=True)
            )

    def _add_exchanges(self) -> None:
        words, view = look().words, self._view
        self.body.addWidget(line())
        self.body.addWidget(paragraph(self.tr("What we exchanged"), "h2"))
        if not view.exchanges:
            self.body.addWidget(paragraph(self.tr("Nothing yet."), "body", "ink2"))
            return
        for name, amounts in (
            (self.tr("From you"), view.given),
            (self.tr("To you"), view.received),
        ):
            if amounts:
                text = words.listed([words.of(amount) for amount in amounts])
                self.body.addWidget(sunken(name, [(text, "ink")]))
        since = words.short_date(view.since_ms, now_ms())
        told = self.tr("%n act(s) since {date}.", "", view.exchanges).format(date=since)
        if not view.is_whole:
            told += " " + self.tr("Older ones are in your history.")
        self.body.addWidget(paragraph(told, "small", "ink2"))

    def _add_thanks(self, title: str, entries: Sequence[HistoryEntryView]) -> None:
        if not entries:
            return
        words = look().words
        self.body.addWidget(line())
        self.body.addWidget(paragraph(title, "h2"))
        for entry in entries:
            amounts = words.listed([words.amount(one.asset, abs(one.amount)) for one in entry.amounts])
            when = words.ago(entry.at_ms, now_ms())
            self.body.addWidget(Label(words.quote(entry.memo), "body", wrap=True))
            proof = button(
                self.tr("Proof"),
                lambda entry=entry: show_proof(self._facade, self._bridge, entry.event, entry),
                kind="link",
                name=self.tr("Proof of {amounts}, {when}").format(amounts=amounts, when=when),
            )
            under = row(gap=tokens.S3)
            under.addWidget(Label(f"{amounts} · {when}", "small", "ink2", wrap=True), 1)
            under.addWidget(proof)
            self.body.addLayout(under)

    def _add_help(self) -> None:
        if not self._view.helped:
            return
        words = look().words
        self.body.addWidget(line())
        self.body.addWidget(paragraph(self.tr("Help between us"), "h2"))
        for one in self._view.helped:
            time = words.amount("hour", one.seconds)
            who = (
                self.tr("You helped for {time}")
                if one.provider.is_me
                else self.tr("They helped you for {time}")
            )
            told = [who.format(time=time), one.text, words.day_ago(one.from_ms, now_ms())]
            self.body.addWidget(Label(" · ".join(part for part in told if part), "body", wrap=True))

    def _pay(self) -> None:
        self._bridge.go_to("accounts", ("pay", self._view.person.account))

    def _see_offers(self) -> None:
        self._bridge.go_to("exchange", ("of", name_apart(self._view.person)))
