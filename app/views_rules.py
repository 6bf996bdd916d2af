# SPDX-License-Identifier: AGPL-3.0-or-later
"""The version of the rules as it is shown: in force, decided and waited for, what a vote would do."""

from __future__ import annotations

from dataclasses import dataclass

from app.views import PersonView


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesChangeView:
    """What a proposal about the rules would do."""

    rules: int
    is_known: bool
    """This program has them: the computer goes on the day they hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseView:
    """The last raise of the rules that was decided."""

    rules: int
    state: str
    """`waits`, `changed` or `lapsed`."""
    title: str
    """Of the vote that decided it."""
    decided_ms: int
    missing: tuple[PersonView, ...]
    """Witnesses whose computers have not said that they have them, while it waits."""
    needed: int
    """How many of those have to say so before they hold."""
    days_left: int
    """How many more times it may wait a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteLengthView:
    """How long a vote may stay open here."""

    usual_ms: int
    """What a proposal takes when nobody says."""
    shortest_ms: int
    longest_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesView:
    in_force: int
    known: int
    """The newest this program has."""
    needs_update: bool
    """This computer is stopped until its program is a later one."""
    last: RaiseView | None
    """None: the rules are those of the founding."""
