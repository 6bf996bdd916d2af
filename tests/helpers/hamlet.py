# SPDX-License-Identifier: AGPL-3.0-or-later
"""A village on real copies: the same people and acts as `builders.Village`, stored and sealed by a `Replica`.

Anchors name the charter, so that one signed event fits every copy, whatever it has sealed.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ledger.errors import LedgerError
from ledger.event import Anchor, Event, encode_event
from ledger.execute import Execution
from ledger.replica import IngestReport, Replica
from ledger.rulebook.book import Book
from ledger.seal import decode_seal
from ledger.state import State, compute_state_digest
from ledger.store import Store
from ledger.units import AccountId
from p2p.keeping import follow_stored
from p2p.sealer import Sealer
from p2p.vote_file import VoteFile
from tests.helpers.builders import FOUNDED_MS, Person, Village, seed_of, sign_charter


def open_votes(path: Path | None = None, *, is_witness: bool = False) -> VoteFile:
    """A vote file; in memory unless a path is given."""
    return VoteFile(path, is_witness=is_witness, random_id=bytes(16))


@dataclass
class Hamlet(Village):
    """See the module. `main` is the founder's copy; `state` follows it."""

    main: Replica = field(default_factory=lambda: Replica(Store(None)))
    charter: Event = field(default_factory=sign_charter)
    votes: VoteFile = field(default_factory=open_votes)

    @classmethod
    def found(cls, founder: str = "mairie", **changes: Any) -> Hamlet:
        charter = sign_charter(founder, **changes)
        person = Person(
            founder, AccountId(charter.author), seed_of(f"{founder} paper"), seed_of(founder), -1, charter.id
        )
        person.paper_prev = charter.id
        hamlet = cls(charter.id, State(), person, FOUNDED_MS, {founder: person}, charter=charter)
        hamlet.main.adopt(charter)
        hamlet.seal(hamlet.sign_key_add(person), expect="applied")
        return hamlet

    def anchor(self) -> Anchor:
        return Anchor(height=0, prefix=self.commune[:8])

    @property
    def sealer(self) -> Sealer:
        return Sealer(self.main, seed_of(f"{self.founder.name} node"), self.votes)

    def seal(self, *events: Event, after_ms: int = 1_000, expect: str = "") -> Execution:
        """Store these events on the main copy and seal what it holds."""
        give(self.main, *events)
        self.now_ms += after_ms
        execution = self.sealer.seal(self.now_ms)
        assert execution is not None, "nothing to seal"
        self.state = execution.state
        outcomes = {result.outcome for result in execution.results if not result.is_task}
        assert not expect or outcomes <= {expect}, outcomes
        return execution

    def transfer(self, person: Person, to: bytes, amount: int = 60, **changes: Any) -> Event:
        """The next payment in hours, signed and not stored anywhere."""
        body = {"to": to, "asset": "hour", "amount": amount, "purpose": "", "memo": b""}
        return self.sign(person, "transfer", body, **changes)

    def pay_much(self, times: int = 300) -> list[Event]:
        """More payments of the founder than the free places of a small file hold, once sealed."""
        return [self.transfer(self.founder, self.people["anna"].account, 1) for _ in range(times)]

    # --- copies

    def copy(self, path: Path | None = None) -> Replica:
        """A copy that holds what the main one holds."""
        return copy_of(self.main, path)

    def fresh(self, path: Path | None = None) -> Replica:
        """A copy that holds the charter alone."""
        replica = Replica(Store(path))
        replica.adopt(self.charter)
        return replica

    def clone(self) -> Hamlet:
        """The same village, whose people and main copy go their own way."""
        people = copy.deepcopy(self.people)
        return Hamlet(
            self.commune, self.state, people[self.founder.name], self.now_ms, people,
            main=self.copy(), charter=self.charter,
        )  # fmt: skip


@cache
def _settled(*names: str) -> Hamlet:
    hamlet = Hamlet.found()
    for name in names:
        hamlet.join(name)
    return hamlet


def settled(*names: str) -> Hamlet:
    """A village of the founder and these members, each with a device key; made once, cloned each time."""
    return _settled(*names).clone()


def copy_of(replica: Replica, path: Path | None = None, book: Book | None = None) -> Replica:
    """Another copy of the same disk, read by the same program or by one that has another book of rules."""
    store = Store(path)
    replica.store.db.backup(store.db)
    store.forget_unsaved()
    return Replica(store, book or replica.book)


def reopen(replica: Replica, book: Book | None = None) -> Replica:
    """What a restart would read from the same disk."""
    return copy_of(replica, book=book)


def give(
    replica: Replica, *events: Event, source: bytes = b"neighbour", forced: bool = False
) -> IngestReport:
    """Hand over events as a peer does, in one message."""
    return replica.ingest([encode_event(event) for event in events], source=source, forced=forced)


def follow(target: Replica, source: Replica) -> None:
    """Bring the seals of one copy to another, with the events of each cut and, by id, what those name."""
    for events, encoded, proof in source.store.iter_history(target.height):
        seal = decode_seal(encoded, target.commune)
        start = source.epochs.get(seal.height)
        if start is not None and target.epochs.get(seal.height) is None:
            target.adopt_recovery(start.recovery)
        follow_stored(target, seal, proof, events, source.get_event)


def digest_of(replica: Replica) -> bytes:
    return compute_state_digest(replica.state)


def picture_of(replica: Replica) -> tuple[Any, ...]:
    """Everything a copy believes, comparable with another's: chain, state, live and dead events."""
    return (
        replica.height,
        replica.tip_id,
        digest_of(replica),
        frozenset(replica.dag.events),
        replica.last_results,
        replica.last_was_empty,
    )


def memory_of(replica: Replica) -> tuple[Any, ...]:
    """What a restart must give back exactly, order included."""
    dag = replica.dag
    return (
        *picture_of(replica),
        list(dag.events),
        set(dag.dead),
        {slot: list(ids) for slot, ids in dag.slots.items()},
        {key: event.id for key, event in dag.introductions.items()},
        replica.tip,
    )


def outcomes_of(execution: Execution) -> dict[bytes, str]:
    return {result.id: result.outcome for result in execution.results}


def fill_disk(store: Store) -> None:
    """Let the file grow no further: the next write of any size fails as on a full disk."""
    pages = store.db.execute("PRAGMA page_count").fetchone()[0]
    store.db.execute(f"PRAGMA max_page_count = {pages}")


def free_disk(store: Store) -> None:
    store.db.execute("PRAGMA max_page_count = 1000000")


def fails_to_write(action: Any, *arguments: Any) -> bool:
    """Whether this ends in a StoreError, or in what follows from one before it."""
    try:
        action(*arguments)
    except LedgerError:
        return True
    return False


def ids(events: Iterable[Event]) -> list[bytes]:
    return [event.id for event in events]


def encoded(events: Sequence[Event]) -> list[bytes]:
    return [encode_event(event) for event in events]
