# SPDX-License-Identifier: AGPL-3.0-or-later
"""The village on one of its days: who lives there by now, what was put off, what somebody can still pay.

Not here: what people do (`habits`, `market`, `council`, `story`).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from app.year.cast import HOUSES
from app.year.commune import Commune, Device, Person
from app.year.roofs import DAY, FIRST, Meter
from ledger.posting import get_available
from ledger.state import ACCOUNTS
from ledger.units import FUND, EventId

HOUR_S: Final = 3_600
MARGIN: Final = 2
"""People pay only what they hold so many times over: what others of the day take is not known yet."""


class Village:
    """See the module."""

    def __init__(self, seed: int) -> None:
        self.commune = Commune(seed)
        self.random = random.Random(f"life {seed}")
        self.day: date = FIRST
        self.meters: list[Meter] = []
        self.helped: set[tuple[str, date]] = set()
        """Who said hours of which day."""
        self._later: dict[date, list[Callable[[], None]]] = {}
        self._spoken: dict[str, list[bytes]] = {}
        """Words that were named and whose act is being signed."""

    # --- who ----------------------------------------------------------------------------------------------

    def person(self, slug: str) -> Person:
        return self.commune.people[slug]

    def lives_here(self, *slugs: str) -> bool:
        return all(slug in self.commune.people and self.person(slug).is_member for slug in slugs)

    def members(self) -> list[Person]:
        """In the order in which they joined."""
        return [person for person in self.commune.people.values() if person.is_member]

    def houses(self) -> list[Person]:
        """The school, the farm …, of those that are there."""
        return [self.person(slug) for slug in HOUSES if self.lives_here(slug)]

    def pick(self, count: int, *without: Person) -> list[Person]:
        """Some members, drawn."""
        found = [person for person in self.members() if person not in without]
        return self.random.sample(found, min(count, len(found)))

    # --- when ---------------------------------------------------------------------------------------------

    @property
    def number(self) -> int:
        """Of the day, 0 the first."""
        return (self.day - FIRST).days

    def later(self, in_days: int, what: Callable[[], None]) -> None:
        """Put something off to another day."""
        self._later.setdefault(self.day + DAY * max(1, in_days), []).append(what)

    def take_due(self) -> list[Callable[[], None]]:
        return self._later.pop(self.day, [])

    def wait(self, least_s: int = 40, most_s: int = 420) -> None:
        """Some time passes."""
        self.commune.advance(self.commune.now_ms + 1_000 * self.random.randint(least_s, most_s))

    # --- what ---------------------------------------------------------------------------------------------

    def act(self, author: Person | Device, kind: str, body: Mapping[str, Any], *texts: str) -> EventId:
        """Do something a moment later; the texts are the words the body names, in it already."""
        self.wait()
        blobs = [blob for text in texts for blob in self._spoken.pop(text, [])]
        return self.commune.act(author, kind, body, blobs=blobs)

    def say(self, text: str) -> bytes:
        """The name of somebody's words; `act` takes the words along."""
        name, blobs = self.commune.say(text)
        self._spoken[text] = blobs
        return name

    def may_pay(self, person: Person, asset: str, amount: int) -> bool:
        """Whether the person surely can."""
        return get_available(self.commune.replica.state, person.account, asset) >= MARGIN * amount

    def pay(
        self, payer: Person, payee: Person | None, asset: str, amount: int, memo: str, *, purpose: str = ""
    ) -> None:
        """A payment, unless the payer might not have it; to nobody: to the commune."""
        if not self.may_pay(payer, asset, amount):
            return
        self.force_pay(payer, payee, asset, amount, memo, purpose=purpose)

    def force_pay(
        self,
        payer: Person | Device,
        payee: Person | None,
        asset: str,
        amount: int,
        memo: str,
        *,
        purpose: str = "",
    ) -> EventId:
        """A payment, whatever the payer holds."""
        to = FUND if payee is None else payee.account
        body = {
            "to": to, "asset": asset, "amount": amount, "purpose": purpose, "memo": self.say(memo),
        }  # fmt: skip
        return self.act(payer, "transfer", body, memo)

    def is_distinct(self, one: Person, other: Person) -> bool:
        """Whether the same sponsor did not invite both."""
        state = self.commune.replica.state
        first, second = state.get(ACCOUNTS, one.account), state.get(ACCOUNTS, other.account)
        return first is not None and second is not None and first.branch != second.branch
