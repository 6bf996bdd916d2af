# SPDX-License-Identifier: AGPL-3.0-or-later
"""The villages that simulated worlds begin with: founded, joined and seated once a process, then copied.

Quick seals and short votes, as the demonstration's; words that nobody has are wanted by nobody.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from unittest.mock import patch

from ledger.rulebook.roles import APPOINT_BELOW
from ledger.state import get_witnesses
from tests.helpers.builders import Person
from tests.helpers.hamlet import Hamlet, copy_of
from tests.helpers.parliament_nodes import sign_list, sign_ready

NAMES = ("mairie", "anna", "ben", "cleo", "dora", "emil", "fanny", "gil", "hugo", "ines", "jean")
NO_WORDS = bytes(32)
PARAMETERS = {
    "seal.interval-ms": 500,
    "proposal.duration-min-ms": 1_000,
    "proposal.delay-ms": 500,
    "quota.events-day": 60,
    "quota.events-day-newcomer": 30,
}


@dataclass(frozen=True)
class Base:
    """A village at rest."""

    hamlet: Hamlet
    image: bytes
    """The commune's file as everybody holds it."""
    witnesses: tuple[str, ...]
    residents: tuple[str, ...]

    def take_people(self) -> dict[str, Person]:
        return copy.deepcopy(self.hamlet.people)


def _seat(hamlet: Hamlet, names: tuple[str, ...]) -> None:
    """By the mayor's word while the village is small enough, by a vote else."""
    if len(hamlet.people) < APPOINT_BELOW:
        hamlet.seal(sign_list(hamlet, names), expect="applied")
    else:
        body = {
            "form": "witnesses", "title": NO_WORDS, "text": b"", "duration": 1_000,
            "content": {"witnesses": list_seats(hamlet.people[name] for name in names)},
        }  # fmt: skip
        asked = hamlet.sign(hamlet.founder, "proposal", body)
        hamlet.seal(asked, after_ms=1, expect="applied")
        ballot = {"proposal": asked.id, "choice": "for"}
        votes = [hamlet.sign(person, "ballot", ballot) for person in hamlet.people.values()]
        hamlet.seal(*votes, after_ms=1, expect="applied")
        hamlet.seal(after_ms=2_000)
    while len(get_witnesses(hamlet.main.state)) != len(names):
        hamlet.seal(after_ms=1_000)


def list_seats(people: Iterable[Person]) -> list[list[bytes]]:
    """As an act names them."""
    return sorted(([person.account, person.node] for person in people), key=lambda seat: seat[1])


@cache
def make_base(size: int, others: int) -> Base:
    """So many witnesses, and so many residents without a seat."""
    with patch("tests.helpers.builders.blob_of", lambda _text: bytes(32)):  # no words that nobody has
        return _make_base(NAMES[:size], NAMES[size : size + others])


def _make_base(names: tuple[str, ...], rest: tuple[str, ...]) -> Base:
    hamlet = make_village(names, rest)
    return Base(hamlet, copy_of(hamlet.main).store.db.serialize(), names, rest)


def make_village(
    names: tuple[str, ...],
    rest: tuple[str, ...],
    parameters: dict[str, int] | None = None,
    furnish: Callable[[Hamlet], None] = lambda _hamlet: None,
) -> Hamlet:
    """Founded, joined, furnished while one witness seals, then seated."""
    hamlet = Hamlet.found(parameters={**PARAMETERS, **(parameters or {})})
    for name in (*names[1:], *rest):
        hamlet.join(name)
    furnish(hamlet)
    if len(names) > 1:
        for name in names[1:]:
            hamlet.seal(sign_ready(hamlet, hamlet.people[name]), expect="applied")
        _seat(hamlet, names)
    assert len(get_witnesses(hamlet.main.state)) == len(names)
    return hamlet
