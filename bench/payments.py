# SPDX-License-Identifier: AGPL-3.0-or-later
"""A sealed history of any length, made through the ledger itself: ten authors who pay each other.

    charter, nine joins ──> payments of all ten, 500 a seal ──> one file, as a witness alone would have it

Keys and instants are fixed, so two histories of one length are the same to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ledger.event import Event, encode_event
from ledger.replica import Replica
from ledger.state import KEYS, State
from ledger.store import Store
from ledger.units import DAY_MS, AccountId
from p2p.sealer import Sealer
from p2p.vote_file import VoteFile
from tests.helpers.builders import FOUNDED_MS, Person, Village, seed_of, sign_charter

AUTHORS = 10
PER_SEAL = 500
FOUNDER = "mairie"
WIDE = {
    "quota.events-day": 100_000,
    "quota.events-day-newcomer": 100_000,
    "quota.bytes-day": 2**30,
    "hour.floor": 2**40,
    "hour.floor-max": 2**40,
}
"""No quota and no floor that a measure would meet."""

Height = tuple[tuple[bytes, ...], bytes, bytes]
"""(events on the wire, seal, certificate), as a `history` frame carries them."""


class History:
    """One commune being written."""

    def __init__(self, path: Path | None) -> None:
        self.store = Store(path)
        self.replica = Replica(self.store)
        charter = sign_charter(FOUNDER, parameters=WIDE)
        self.replica.adopt(charter)
        votes = VoteFile(None, is_witness=True, random_id=bytes(16))
        self._sealer = Sealer(self.replica, seed_of(f"{FOUNDER} node"), votes)
        founder = Person(
            FOUNDER, self._account_of(charter), seed_of(f"{FOUNDER} paper"), seed_of(FOUNDER), -1, charter.id
        )
        founder.paper_prev = charter.id
        self._village = Village(charter.id, State(), founder, FOUNDED_MS)
        self._append(self._at_now().sign_key_add(founder))
        self.people = [founder, *(self._join(f"resident {number}") for number in range(1, AUTHORS))]

    def _account_of(self, charter: Event) -> AccountId:
        row = self.replica.state.get(KEYS, charter.author)
        assert row is not None
        return row.account

    def _at_now(self) -> Village:
        self._village.state = self.replica.state
        return self._village

    def _append(self, *events: Event) -> None:
        """Keep and seal."""
        report = self.replica.store_events(events, source=b"")
        assert len(report.stored) == len(events), report
        self._village.now_ms += 1_000
        while self._sealer.seal(self._village.now_ms) is not None:
            self._village.now_ms += 1_000

    def _join(self, name: str) -> Person:
        village = self._at_now()
        invitation = village.sign_invitation(village.founder, name)
        self._append(invitation)
        person = self._at_now().newcomer(name, invitation.id)
        self._append(village.sign_join(person, invitation.id), village.sign_key_add(person))
        return person

    def sign(self, person: int) -> Event:
        """A resident's next payment; each of the others is paid in turn."""
        payer = self.people[person]
        to = self.people[(person + 1 + max(0, payer.seq) % (AUTHORS - 1)) % AUTHORS].account
        body = {"to": to, "asset": "hour", "amount": 60, "purpose": "", "memo": b""}
        return self._at_now().sign(payer, "transfer", body)

    def pay(self, count: int) -> None:
        """That many payments, all sealed; a day passes every 20 seals."""
        for start in range(0, count, PER_SEAL):
            size = min(PER_SEAL, count - start)
            self._append(*(self.sign(number % AUTHORS) for number in range(size)))
            self._village.now_ms += DAY_MS // 20

    def payments(self) -> int:
        """How many events are sealed in all."""
        return self.store.count_events()


def make_history(path: Path | None, count: int) -> History:
    """`count` payments and the few events that bring their authors in."""
    history = History(path)
    history.pay(count)
    return history


def read_wire(replica: Replica) -> tuple[Event, list[Height]]:
    """(charter, every height as the wire carries it)."""
    charter = next(replica.store.iter_sealed(0))
    heights = [
        (tuple(encode_event(event) for event in events), seal, proof)
        for events, seal, proof in replica.store.iter_history(0)
    ]
    return charter, heights


def iter_frames(heights: Sequence[Height], size: int = 256 * 1024) -> Iterator[list[Height]]:
    """The heights in groups as large as one frame of sync."""
    group: list[Height] = []
    weight = 0
    for height in heights:
        group.append(height)
        weight += sum(map(len, height[0]))
        if weight >= size:
            yield group
            group, weight = [], 0
    if group:
        yield group
