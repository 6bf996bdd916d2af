# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random DAGs of real signed events: chains, forks, deps across keys, newcomers, a key introduced twice.

A list of small integers decides everything, so that hypothesis can shrink a failure to a few acts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from ledger.event import Event, join_proof_content, key_proof_content, node_proof_content, sign_event
from ledger.signing import Domain, public_key, sign
from ledger.units import EventId
from tests.helpers.builders import blob_of, seed_of
from tests.helpers.hamlet import Hamlet, settled

NAMES = ("anna", "ben", "cleo")
Act = tuple[int, int, int, int]

acts = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 2), st.integers(0, 3), st.integers(0, 7)),
    min_size=1,
    max_size=12,
)
"""(what, who, how far back to fork, a number)."""


@dataclass
class Chain:
    """The events of one key so far, forks included: (event, number of its branch's start)."""

    seed: bytes
    start: tuple[int, EventId]
    events: list[Event] = field(default_factory=list[Event])

    def slot(self, back: int) -> tuple[int, EventId]:
        """(seq, prev) of a new event after the last, or after an earlier one: a fork."""
        if back >= len(self.events):
            return self.start
        before = self.events[len(self.events) - 1 - back]
        return before.seq + 1, before.id


@dataclass
class Garden:
    """Grows events above a village at rest."""

    hamlet: Hamlet = field(default_factory=lambda: settled(*NAMES))
    events: list[Event] = field(default_factory=list[Event])
    """All, parents first."""
    chains: dict[bytes, Chain] = field(default_factory=dict[bytes, Chain])
    invitations: list[tuple[Event, bytes]] = field(default_factory=list[tuple[Event, bytes]])
    newcomers: list[bytes] = field(default_factory=list[bytes])

    def __post_init__(self) -> None:
        for name in NAMES:
            person = self.hamlet.people[name]
            for seed in (person.seed, person.paper_seed):
                slot = self.hamlet.main.get_next_slot(public_key(seed))  # type: ignore[arg-type]
                assert slot is not None
                self.chains[public_key(seed)] = Chain(seed, slot)

    def _sign(
        self, chain: Chain, kind: str, body: dict[str, Any], back: int = 0, deps: Sequence[bytes] = ()
    ) -> Event:
        seq, prev = chain.slot(back)
        event = sign_event(
            chain.seed,
            commune=self.hamlet.commune,
            seq=seq,
            prev=prev,
            deps=sorted({EventId(dep) for dep in deps} - {prev}),
            anchor=self.hamlet.anchor(),
            time_ms=len(self.events),
            kind=kind,
            body=body,
        )
        if all(event.id != known.id for known in self.events):
            chain.events.append(event)
            self.events.append(event)
        return event

    def grow(self, act: Act) -> Event | None:
        """Sign what an act says; None if it says nothing."""
        what, who, back, number = act
        seed = seed_of(NAMES[who])
        if self.newcomers and what >= 9:
            seed = self.newcomers[number % len(self.newcomers)]
        chain = self.chains[public_key(seed)]
        deps = [self.events[-1 - number].id] if what in (1, 2) and number < len(self.events) else []
        if what <= 5 or what >= 9:
            to = self.hamlet.people[NAMES[(who + 1 + number) % 3]].account
            body = {"to": to, "asset": "hour", "amount": 3_000 * (number + 1), "purpose": "", "memo": b""}
            return self._sign(chain, "transfer", body, back if what in (3, 4) else 0, deps)
        if what == 6:
            key_seed = seed_of(f"invitation {len(self.events)}")
            expires = self.hamlet.now_ms + (10**9 if number else 0)
            body = {"key": public_key(key_seed), "expires": expires, "roles": []}
            event = self._sign(chain, "invitation", body, back)
            self.invitations.append((event, key_seed))
            return event
        if what == 7:
            return self._join(number) if self.invitations else None
        return self._add_key(self.chains[public_key(seed_of(f"{NAMES[who]} paper"))], back, number)

    def _join(self, number: int) -> Event:
        invitation, key_seed = self.invitations[number % len(self.invitations)]
        seed = seed_of(f"newcomer {number % 3}")
        account, node_seed = public_key(seed), seed_of(f"newcomer node {number % 3}")
        commune, node = self.hamlet.commune, public_key(node_seed)
        content = join_proof_content(commune, invitation.id, account, node)
        body = {
            "invitation": invitation.id,
            "proof": sign(key_seed, Domain.JOIN, content),
            "node": node,
            "node_proof": sign(node_seed, Domain.NODE, node_proof_content(commune, account, node)),
            "display": blob_of("newcomer"),
        }
        self._note(seed, (0, invitation.id))
        chain = Chain(seed, (0, invitation.id))
        event = self._sign(chain, "resident.join", body)
        known = self.chains[account].events
        if all(event.id != other.id for other in known):
            known.append(event)
        return event

    def _add_key(self, paper: Chain, back: int, number: int) -> Event:
        """Few keys for many adders: the same key is soon introduced twice."""
        seed = seed_of(f"shared key {number % 2}")
        seq, _ = paper.slot(back)
        account = public_key(paper.seed)
        content = key_proof_content(self.hamlet.commune, account, account, seq)
        body = {"account": account, "key": public_key(seed), "proof": sign(seed, Domain.KEY, content)}
        event = self._sign(paper, "key.add", body, back)
        if not self._note(seed, (0, event.id)):
            self.chains[public_key(seed)].start = (0, event.id)
        return event

    def _note(self, seed: bytes, start: tuple[int, EventId]) -> bool:
        if public_key(seed) in self.chains:
            return False
        self.chains[public_key(seed)] = Chain(seed, start)
        self.newcomers.append(seed)
        return True


def grown(sequence: Sequence[Act]) -> Garden:
    garden = Garden()
    for act in sequence:
        garden.grow(act)
    return garden
