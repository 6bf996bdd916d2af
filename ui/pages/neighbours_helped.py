# SPDX-License-Identifier: AGPL-3.0-or-later
"""Voisins: who helped whom, of the commune's work and of what I was part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.facade_naming import name_apart
from ui.acts import party_name
from ui.clock import now_ms
from ui.strings import translate
from ui.theme import look
from ui.widgets.card import Card
from ui.widgets.label import Label, line, pair
from ui.widgets.money import money

if TYPE_CHECKING:
    from app.views_help import ServiceView

SHOWN = 8


def helped_card(helped: tuple[ServiceView, ...]) -> Card:
    """The newest first."""
    words = look().words
    card = Card(translate("Helped", "Who helped whom"), icon="heart-handshake")
    for index, one in enumerate(helped[:SHOWN]):
        if index:
            card.body.addWidget(line())
        who = translate("Helped", "{one} helped {other}").format(
            one=translate("Helped", "You") if one.provider.is_me else name_apart(one.provider),
            other=translate("Helped", "you") if one.beneficiary.is_me else _helped_name(one),
        )
        card.body.addLayout(pair(Label(who, "strong", wrap=True), money("hour", one.seconds)))
        # The day alone: its hour may be the program's guess.
        told = [one.text, words.day_ago(one.from_ms, now_ms())]
        card.body.addWidget(Label(" · ".join(part for part in told if part), "small", "ink2", wrap=True))
    card.body.addStretch(1)
    return card


def _helped_name(one: ServiceView) -> str:
    return translate("Helped", "the commune") if one.for_commune else party_name(one.beneficiary)
