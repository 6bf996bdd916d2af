# SPDX-License-Identifier: AGPL-3.0-or-later
"""In words: what a proposal about a role or the witnesses would do, and what a list of witnesses bears."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.facade_elision import fill
from app.facade_naming import name_apart
from ui.strings import role_name, tr, translate
from ui.theme import look

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.views import PersonView, ProposalView
    from app.views_roles import OriginView, RoleChangeView, SeatView, SizeView, WitnessesChangeView
    from app.views_rules import RulesChangeView


def role_title(role: str) -> str:
    """A role and what it is for, where one chooses among them; beside a person `role_name` says it."""
    told = {
        "officer": translate("Roles", "{role} (hours for the commune)"),
        "technician": translate("Roles", "{role} (meters)"),
    }.get(role, "{role}")
    return told.format(role=role_name(role))


def names_of(seats: Iterable[SeatView]) -> str:
    return look().words.listed([name_apart(seat.person) for seat in seats])


def names_of_people(people: Iterable[PersonView]) -> str:
    return look().words.listed([name_apart(person) for person in people])


def size_words(size: SizeView) -> str:
    """What so many witnesses bear, with no figure to work out."""
    if size.count == 1:
        return translate("Roles", "One witness: if it stops, everything waits.")
    if not size.faults:
        return tr(
            "%n witnesses: as soon as one stops, everything waits. One alone, or four, is better.",
            "",
            size.count,
        )
    if size.count == 4:
        return translate(
            "Roles", "Four witnesses: one alone may break down or lie without anything changing."
        )
    told = tr("%n witnesses.", "", size.count)
    bears = tr("%n of them may break down or lie without anything changing.", "", size.faults)
    fewer = "" if size.is_advised else translate("Roles", "Fewer would bear as much.")
    return f"{told} {bears} {fewer}".strip()


def rules_words(change: RulesChangeView) -> str:
    """What a vote on the rules asks of everybody, and of this computer."""
    told = translate(
        "Rules",
        "The village goes on to rules no. {rules}, once enough witnesses have updated Voisinage. "
        "A computer that is not updated stops then, and loses nothing.",
    ).format(rules=look().words.integer(change.rules))
    ready = translate("Rules", "This computer is ready.")
    late = translate("Rules", "This computer is to be updated before.")
    return " ".join((told, ready if change.is_known else late))


def change_words(proposal: ProposalView) -> str:
    """One or two sentences under a proposal's title; empty for a text."""
    if proposal.role is not None:
        return _role_words(proposal.role)
    if proposal.witnesses is not None:
        return _witnesses_words(proposal.witnesses)
    if proposal.rules is not None:
        return rules_words(proposal.rules)
    return ""


def _role_words(change: RoleChangeView) -> str:
    if change.grant:
        text = translate("Roles", "{name} takes on this role: {role}.")
    else:
        text = translate("Roles", "{name} gives up this role: {role}.")
    return text.format(name=name_apart(change.person), role=role_name(change.role))


def _witnesses_words(change: WitnessesChangeView) -> str:
    told = [translate("Roles", "The witnesses: {names}.").format(names=names_of(change.seats))]
    if change.leaving:
        text = translate("Roles", "No longer: {names}.")
        told.append(text.format(names=names_of(change.leaving)))
    told.append(size_words(change.size))
    return " ".join(told)


def origin_words(origin: OriginView) -> str:
    """« Depuis le 3 mars 2026, par le vote « Anna médiatrice » »."""
    words = look().words
    name = name_apart(origin.person) if origin.person is not None else ""
    by = {
        "charter": translate("Roles", "since {date}, by the founding charter"),
        "invitation": translate("Roles", "since {date}, invited by {name}"),
        "mayor": translate("Roles", "since {date}, appointed by {name}")
        if name
        else translate("Roles", "since {date}, appointed by the mayor"),
        "decision": translate("Roles", "since {date}, by the vote {title}"),
    }[origin.kind]
    date = words.date(origin.since_ms, year=True)
    return fill(by, date=date, name=name, title=words.quote(origin.title))
