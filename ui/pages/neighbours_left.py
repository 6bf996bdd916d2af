# SPDX-License-Identifier: AGPL-3.0-or-later
"""Voisins: who left the commune, the last ones by name; below all the rest, and nothing where nobody did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.strings import tr, translate
from ui.theme import look
from ui.widgets.card import Card
from ui.widgets.label import Label, pair, paragraph

if TYPE_CHECKING:
    from app.views_leaving import FormerView

SHOWN = 6


def left_card(left: tuple[FormerView, ...]) -> Card:
    """Args: left: the last one first."""
    words = look().words
    card = Card(translate("Left", "Left the commune"), icon="users")
    named = [one for one in left if one.has_name]
    for one in named[:SHOWN]:
        day = Label(words.short_date(one.person.left_ms), "small", "ink2")
        card.body.addLayout(pair(Label(one.person.name, "strong", wrap=True), day))
    rest = len(left) - len(named[:SHOWN])
    if rest:
        others = (
            tr("%n other(s), before them or without a name any more.", "", rest)
            if named
            else tr("%n resident(s) without a name any more.", "", rest)
        )
        card.body.addWidget(paragraph(others, "small", "ink2"))
    card.body.addStretch(1)
    return card
