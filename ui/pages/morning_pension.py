# SPDX-License-Identifier: AGPL-3.0-or-later
"""The card of Matin on pensions: my points, my part of what the fund holds for them, and a month of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.strings import translate
from ui.theme import look
from ui.widgets.card import Card, sunken
from ui.widgets.label import Label, line, pair, paragraph
from ui.widgets.money import Figure, money

if TYPE_CHECKING:
    from app.views_help import PensionView
    from ui.bridge import Bridge


def pension_card(view: PensionView, bridge: Bridge) -> Card:
    """Points and what they come from; the projection says its hypothesis."""
    words = look().words
    card = Card(
        translate("Pension", "My pension"),
        icon="clock",
        link=translate("Pension", "Common fund"),
        on_link=lambda: bridge.go_to("fund"),
    )
    card.body.addWidget(Figure("point", view.points, role="figure"))
    if view.all_points:
        whole = translate("Pension", "of the {points} everyone has earned here").format(
            points=words.amount("point", view.all_points)
        )
        card.body.addWidget(paragraph(whole, "small", "ink2"))
    for word, points in (
        (translate("Pension", "for living here"), view.by_residence),
        (translate("Pension", "for what you gave"), view.by_contribution),
    ):
        card.body.addWidget(line())
        card.body.addLayout(
            pair(Label(word, "body", "ink2", wrap=True), money("point", points, role="medium"))
        )
    if not view.share:
        text = translate("Pension", "The common fund holds nothing for pensions yet.")
        card.body.addWidget(paragraph(text, "small", "ink2"))
        card.body.addStretch(1)
        return card
    shares = words.listed([words.of(amount) for amount in view.share])
    card.body.addWidget(sunken(translate("Pension", "Your share today"), [(shares, "ink")]))
    monthly = words.listed([words.of(amount) for amount in view.monthly])
    if monthly:
        text = translate(
            "Pension",
            "That would be {monthly} a month for {years} years, if nothing came in or went out and the "
            "points stayed as they are: a way to see its size, not a promise.",
        ).format(monthly=monthly, years=words.decimal(view.months, 12, 1, trim=True))
        card.body.addWidget(paragraph(text, "small", "ink2"))
    card.body.addStretch(1)
    return card


def help_kinds() -> dict[str, tuple[str, str, str, str]]:
    """Things of the inbox that wait in Aider: icon, sentence, button, place."""
    return {
        "service.confirm": (
            "heart-handshake",
            translate("Help", "{name} asks you to confirm hours"),
            translate("Help", "Answer"),
            "help",
        )
    }
