# SPDX-License-Identifier: AGPL-3.0-or-later
"""Énergie's list « Où va mon énergie »: its order changed in place, signed when it suits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import tokens
from ui.dialogs.destinations import GIFT, DestinationsSheet, capital, destination_words, rest_words
from ui.errors import Notice
from ui.theme import look
from ui.widgets.buttons import SignButton, button
from ui.widgets.card import Card
from ui.widgets.label import Label, paragraph, row
from ui.widgets.ordered_list import OrderedList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.facade import Voisinage
    from app.views_energy import DestinationView, EnergyChoicesView
    from ui.bridge import Bridge


def _order_as(lines: Sequence[DestinationView], moved: Sequence[DestinationView]) -> list[DestinationView]:
    """The lines of today in the order they were moved to, unless they are others by now."""
    places = {_name(line): place for place, line in enumerate(moved)}
    if places.keys() != {_name(line) for line in lines}:
        return list(lines)
    return sorted(lines, key=lambda line: places[_name(line)])


def _name(line: DestinationView) -> DestinationView:
    """A line but for what came of it meanwhile."""
    return replace(line, given_wh=0)


class DestinationsCard(Card):
    """`lines` is the order shown; while it is not the one signed, signing it is offered."""

    def __init__(
        self,
        choices: EnergyChoicesView,
        facade: Voisinage,
        bridge: Bridge,
        moved: Sequence[DestinationView] = (),
    ) -> None:
        """`moved`: the lines as they stood in the card before, in an order that may not be signed yet."""
        title = self.tr("Where my energy goes")
        super().__init__(title, icon="send", link=self.tr("Change"), on_link=self._change, acts=True)
        self._choices, self._facade, self._bridge = choices, facade, bridge
        self.lines = _order_as(choices.destinations, moved)
        intro = self.tr("Each day, in this order, after what the house uses:")
        self.body.addWidget(paragraph(intro, "small", "ink2"))
        self.list = OrderedList(title)
        self.list.reordered.connect(self._reorder)
        self.list.setVisible(bool(self.lines))
        self.body.addWidget(self.list)
        rest = rest_words(choices.rest)  # the end of the list, before what moves its lines
        self.body.addWidget(Label(rest[0].upper() + rest[1:], "body", wrap=True))
        if len(self.lines) > 1:
            self._add_movers()
        self._add_signing()
        self._add_note()
        give = button(
            self.tr("Give"), self._give, icon="gift", name=self.tr("Give energy to a neighbour"), acts=True
        )
        self.body.addLayout(row(give, None))
        self.body.addStretch(1)
        self._show()

    def _add_movers(self) -> None:
        up = button(
            self.tr("Up"), lambda: self.list.move_by(-1), kind="small", name=self.tr("Move the line up")
        )
        down = button(
            self.tr("Down"), lambda: self.list.move_by(1), kind="small", name=self.tr("Move the line down")
        )
        self.body.addLayout(row(up, down, None))
        hint = self.tr("Drag a line, or choose it and use these buttons (Alt+Up, Alt+Down).")
        self.body.addWidget(paragraph(hint, "small", "ink2"))

    def _add_signing(self) -> None:
        self.signing = QWidget()
        layout = QVBoxLayout(self.signing)
        layout.setContentsMargins(0, tokens.S1, 0, tokens.S1)
        told = self.tr("The order changed: it counts once you sign it, from tomorrow on.")
        layout.addWidget(paragraph(told, "small", "ink2"))
        self.sign = SignButton(self.tr("Sign this order"), self._sign)
        back = button(self.tr("Leave it as it was"), self._restore, kind="link")
        layout.addLayout(row(self.sign, back, None))
        self.body.addWidget(self.signing)

    def _add_note(self) -> None:
        words, choices = look().words, self._choices
        if choices.directive_from_ms:
            counts = self.tr("It counts from {date} on.").format(date=words.date(choices.directive_from_ms))
            self.body.addWidget(paragraph(counts, "small", "ink2"))
        elif choices.is_default:
            usual = self.tr("You have chosen nothing: this is the commune's custom.")
            self.body.addWidget(paragraph(usual, "small", "ink2"))

    @property
    def moved(self) -> Sequence[DestinationView]:
        """The lines in an order that is not the one signed; none if it is."""
        return self.lines if self.lines != list(self._choices.destinations) else ()

    # the order -------------------------------------------------------------------------------------------
    def _show(self) -> None:
        self.list.set_lines([self._words(line) for line in self.lines])
        self.signing.setVisible(self.lines != list(self._choices.destinations))

    def _words(self, line: DestinationView) -> str:
        text = destination_words(line)
        if line.kind == GIFT and line.given_wh:
            given = look().words.amount("kwh", line.given_wh)
            text += " · " + self.tr("{amount} given this month").format(amount=given)
        return capital(text)

    def _reorder(self, order: list[int]) -> None:
        self.lines = [self.lines[number] for number in order]
        self._show()

    def _restore(self) -> None:
        self.lines = list(self._choices.destinations)
        self._show()

    def _sign(self) -> None:
        self.sign.setEnabled(False)
        ticket = self._facade.energy.set_directive(self.lines, self._choices.rest)
        self._bridge.run(ticket, self, self._signed, self._refused)

    def _signed(self, _result: object) -> None:
        self._bridge.say(Notice("ok", self.tr("Your list is recorded: it counts from tomorrow.")))

    def _refused(self, error: Exception) -> None:
        self.sign.setEnabled(True)
        self._bridge.say_error(error)

    # the sheet -------------------------------------------------------------------------------------------
    def _change(self) -> None:
        self._bridge.show_sheet(DestinationsSheet(self._facade, self._bridge, self._choices))

    def _give(self) -> None:
        self._bridge.show_sheet(DestinationsSheet(self._facade, self._bridge, self._choices, giving=True))
