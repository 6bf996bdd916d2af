# SPDX-License-Identifier: AGPL-3.0-or-later
"""The council of the example commune: questions, ballots, shares of the fund that drift over the year.

Not here: the list of witnesses (`story`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from app.year.commune import Person
from app.year.phrases import PROPOSALS
from app.year.roofs import FRANCOIS
from app.year.village import Village
from ledger.units import DAY_MS, EventId

TURNOUT: Final = 0.72
SILENT_AT_THE_END: Final = 357
"""From here on François has not voted yet."""
POSTS: Final = ("pensions", "energy", "roads", "startups", "canteen", "security")
AT_FIRST: Final = (40, 10, 10, 20, 10, 10)
IN_THE_END: Final = (30, 20, 5, 15, 20, 10)
"""What people lean to a year later: energy and the canteen."""
CHANGES_A_DAY: Final = 0.3


class Council:
    """Whatever is asked and answered."""

    def __init__(self, village: Village) -> None:
        self._village = village

    def live(self) -> None:
        """A day of it."""
        village = self._village
        for author, day, title, text, days, leaning in PROPOSALS:
            if village.number == day and village.lives_here(author):
                self.ask(village.person(author), "text", title, text, {}, days=days, leaning=leaning)
        if village.random.random() < CHANGES_A_DAY and len(village.members()) > 4:
            self.share(village.pick(1)[0])

    def ask(
        self,
        author: Person,
        form: str,
        title: str,
        text: str,
        content: Mapping[str, Any],
        *,
        days: int = 7,
        leaning: float = 0.8,
    ) -> EventId:
        """Open a question; ballots come over its days."""
        village = self._village
        body = {
            "form": form,
            "title": village.say(title),
            "text": village.say(text),
            "duration": days * DAY_MS,
            "content": dict(content),
        }
        proposal = village.act(author, "proposal", body, title, text)
        self._vote(author, proposal, 1.0)
        for person in village.members():
            waits = person.slug == FRANCOIS and village.number >= SILENT_AT_THE_END
            if person is not author and not waits and village.random.random() < TURNOUT:
                day = village.random.randint(1, max(1, days - 1))
                village.later(day, partial(self._vote, person, proposal, leaning))
        return proposal

    def _vote(self, person: Person, proposal: EventId, leaning: float) -> None:
        luck = self._village.random.random()
        choice = "abstain" if leaning < 1 and luck > 0.94 else "for" if luck < leaning else "against"
        self._village.act(person, "ballot", {"proposal": proposal, "choice": choice})

    def share(self, person: Person) -> None:
        """How somebody would split the fund: steps of 5 %, around what people lean to by now."""
        village = self._village
        shares = [
            5 * round((first + (last - first) * village.number / 365) / 5)
            for first, last in zip(AT_FIRST, IN_THE_END, strict=True)
        ]
        for _ in range(village.random.randint(1, 4)):
            taken, given = village.random.sample(range(len(POSTS)), 2)
            if shares[taken] >= 5:
                shares[taken], shares[given] = shares[taken] - 5, shares[given] + 5
        shares[0] += 100 - sum(shares)
        split = {post: share for post, share in zip(POSTS, shares, strict=True) if share}
        village.act(person, "allocation", {"shares": split})
