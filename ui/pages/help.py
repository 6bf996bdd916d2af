# SPDX-License-Identifier: AGPL-3.0-or-later
"""Aider: say what I did and for whom, answer what others say they did, and the month's hours.

What is being typed stays while the page is filled again; the cards below are in `help_cards.py`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from app.facade_elision import fill
from app.facade_naming import name_apart
from ui.clock import now_ms
from ui.dialogs.proof import show_proof
from ui.errors import Notice
from ui.pages.duty_card import duty_card
from ui.pages.help_cards import (
    confirm_card,
    month_card,
    nothing_card,
    recent_card,
    waiting_card,
    witness_card,
)
from ui.pages.help_form import HelpForm, helped_name
from ui.pages.room import RoomPage
from ui.state_line import when_final
from ui.theme import look
from ui.widgets.page import NARROW, CardGrid

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.facade import Voisinage
    from app.views_help import ServiceView
    from ui.bridge import Bridge


class HelpPage(RoomPage):
    """The form above, then what waits for me, what waits for others, the month and what is over."""

    topics: ClassVar[frozenset[str]] = frozenset({"balances", "history", "members"})

    def __init__(self, facade: Voisinage, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(facade, bridge, parent)
        self._answering: set[bytes] = set()
        self.form = HelpForm(facade, bridge)
        self.content.addWidget(self.form)
        self.cards = CardGrid(at_once=3)
        self.content.addWidget(self.cards)

    @property
    def draft(self) -> object:
        return self.form.draft

    def take_draft(self, draft: object) -> None:
        self.form.take_draft(draft)

    def foresee(self) -> Callable[[], object]:
        facade = self.facade
        return lambda: (facade.help.view(), facade.help.duty(), facade.members())

    def refresh(self) -> None:
        view = self.facade.help.view()
        duty, people = self.facade.help.duty(), self.facade.members()
        self.set_header(self.tr("Help"), self.tr("An hour is an hour, whoever gives it."))
        self.form.set_people(people, view)
        if self.shows_already(view, duty, people, frozenset(self._answering)):
            return
        with self.refilling():
            self.form.set_across(across=self.across)
            now = now_ms()
            self.cards.clear()
            if view.to_confirm:
                self.cards.put(
                    partial(confirm_card, view.to_confirm, now, self._answer, self._answering), 7, 2
                )
            if view.waiting:
                self.cards.put(
                    partial(waiting_card, view.waiting, now, self._cancel), 5 if view.to_confirm else 7, 2
                )
            # The month stands beside what waits: beside the long list of what is over it left a hole below.
            waits = bool(view.to_confirm) + bool(view.waiting)
            seen = partial(
                witness_card,
                view.to_witness,
                now,
                self._answer,
                self._answering,
                beside=self.width_class != NARROW,
            )
            # What is asked for the commune waits too: it stands where « nothing waits » would.
            is_first = bool(view.to_witness) and not waits and not duty.is_volunteer
            if is_first:
                self.cards.put(seen, 7, 2)
            elif not waits:
                self.cards.put(partial(duty_card, duty) if duty.is_volunteer else nothing_card, 7, 2)
            if waits < 2:
                self.cards.put(partial(month_card, view), 5, 2)
            if waits and duty.is_volunteer:
                self.cards.put(partial(duty_card, duty), 12, 2)
            if view.to_witness and not is_first:
                self.cards.put(seen, 12, 2)
            if waits == 2:
                month = partial(month_card, view)
                self.cards.put(month, 5 if view.recent else 12, 2, short=bool(view.recent))
            if view.recent:
                recent = partial(recent_card, view.recent, now, self._prove, beside=self.across)
                self.cards.put(recent, 7 if waits == 2 else 12, 2)
            self.cards.arrange(self.width_class)

    def show_what(self, what: object) -> None:
        """An account to have helped; anything else is the page itself."""
        if isinstance(what, bytes):
            self.form.choose(what)

    def _prove(self, service: bytes) -> None:
        show_proof(self.facade, self.bridge, service)

    # answers ---------------------------------------------------------------------------------------------
    def _answer(self, view: ServiceView, action: str) -> None:
        self._answering.add(view.service)
        self.refresh()
        act = self.facade.help.confirm if action == "confirm" else self.facade.help.refuse
        self.bridge.run(
            act(view.service),
            self,
            lambda event: self._answered(view, action, event.id),
            lambda error: self._refused(view, error),
        )

    def _answered(self, view: ServiceView, action: str, event: bytes) -> None:
        self._answering.discard(view.service)
        time = look().words.duration(view.seconds)
        if action == "refuse":
            happened, then = self.tr("Refused: {name} is told."), self.tr("Nothing moved on your accounts.")
            final = self.tr("Refused, {time} of {name}: final. Nothing moved on your accounts.")
        elif view.for_commune:
            happened = self.tr("Confirmed: {time} of {name} for the commune.")
            then = self.tr("The hours are given once two people have confirmed.")
            final = self.tr("Your word on {time} of {name} for the commune: final.") + " " + then
        else:
            happened = self.tr("Confirmed: {time} for {name}, from your hours.")
            then = when_final(self.facade.status())
            final = self.tr("{time} for {name}, from your hours: final.")
        about = {"time": time, "name": name_apart(view.provider)}
        self.bridge.say(Notice("ok", fill(happened, **about), then, event=event, final=fill(final, **about)))
        self.refresh()

    def _refused(self, view: ServiceView, error: Exception) -> None:
        self._answering.discard(view.service)
        self.bridge.say_error(error)
        self._shown = None
        self.refresh()

    def _cancel(self, view: ServiceView) -> None:
        said = self.tr("Taken back: {name} has nothing to answer any more.").format(name=helped_name(view))
        final = self.tr("{time} taken back: final.").format(time=look().words.duration(view.seconds))
        self.bridge.run(
            self.facade.help.cancel(view.service),
            self,
            lambda event: self.bridge.say(Notice("ok", said, event=event.id, final=final)),
        )
