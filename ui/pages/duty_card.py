# SPDX-License-Identifier: AGPL-3.0-or-later
"""A volunteer's card, on Aider and Matin: hours for the commune, what waits for whom, and who certifies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.facade_naming import name_apart
from ui.strings import translate
from ui.theme import look
from ui.widgets.card import Card
from ui.widgets.label import Label, line, pair, paragraph
from ui.widgets.money import Figure, money

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.views_help import DutyView


def duty_card(view: DutyView, on_link: Callable[[], object] | None = None) -> Card:
    """`on_link`: opens Aider, where it stands elsewhere."""
    card = Card(
        translate("Duty", "My hours for the commune"),
        icon="heart-handshake",
        link=translate("Duty", "See") if on_link is not None else "",
        on_link=on_link,
    )
    card.body.addWidget(Figure("hour", view.month_s, role="figure"))
    month = translate("Duty", "certified in {month}").format(month=look().words.month(view.month_ms))
    card.body.addWidget(paragraph(month, "small", "ink2"))
    for word, seconds in _lines(view):
        card.body.addWidget(line())
        card.body.addLayout(
            pair(Label(word, "body", "ink2", wrap=True), money("hour", seconds, role="medium"))
        )
    card.body.addWidget(line())
    card.body.addWidget(paragraph(who_certifies(view), "small", "ink2"))
    card.body.addStretch(1)
    return card


def duty_brief(view: DutyView, on_link: Callable[[], object]) -> Card:
    """The month and what waits, under a card that has room; Aider says the rest."""
    card = Card(
        translate("Duty", "My hours for the commune"),
        icon="heart-handshake",
        link=translate("Duty", "See"),
        on_link=on_link,
    )
    month = translate("Duty", "certified in {month}").format(month=look().words.month(view.month_ms))
    lines = [(month, view.month_s)]
    if view.waiting:
        lines.append((translate("Duty", "not certified yet"), sum(one.seconds for one in view.waiting)))
    for number, (word, seconds) in enumerate(lines):
        if number:
            card.body.addWidget(line())
        figure = money("hour", seconds, role="medium")
        card.body.addLayout(pair(Label(word, "body", "ink2", wrap=True), figure))
    return card


def _lines(view: DutyView) -> Iterator[tuple[str, int]]:
    said = translate("Duty", "since 1 January")
    yield said, view.year_s
    for part in view.parts:
        if part.category:
            yield translate("Duty", "of which: {sort}").format(sort=category_word(part.category)), part.year_s
    hall = sum(one.seconds for one in view.waiting if one.waits_for != "neighbour")
    if hall:
        yield translate("Duty", "waiting for the town hall"), hall
    seen = sum(one.seconds for one in view.waiting if one.waits_for == "neighbour")
    if seen:
        yield translate("Duty", "waiting for a neighbour who saw it"), seen


def category_word(category: str) -> str:
    """A sort of work for the commune; one of its own stays as it was said."""
    known = {
        "pompiers": translate("Duty", "fire brigade"),
        "commune": translate("Duty", "other work for the commune"),
    }
    return known.get(category, category)


def who_certifies(view: DutyView) -> str:
    """By name: two people, one of the town hall and one who saw it."""
    if not view.certifiers:
        return translate("Duty", "Nobody can certify your hours yet: the commune has to name a deputy mayor.")
    names = look().words.listed([name_apart(person) for person in view.certifiers], translate("Duty", "or"))
    return translate(
        "Duty", "Certified by {names} for the town hall, and by a neighbour who saw it. Never by you."
    ).format(names=names)
