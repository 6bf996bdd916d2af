# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tell a history for results_*.json: acts are signed, sealed and certified as members and witnesses do it.

An act says beforehand what must become of it, so that a vector never records an accident.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ledger.event import JOIN, Event, encode_event, sign_event
from ledger.execute import Execution, compute_results_root
from ledger.recovery import encode_recovery
from ledger.rulebook.book import TABLES
from ledger.seal import (
    PRECOMMIT,
    Certificate,
    Seal,
    compute_quorum,
    encode_certificate,
    sign_vote,
    vote_content,
)
from ledger.state import State, compute_state_digest, encode_key, encode_row, get_witnesses
from tests.helpers.builders import Person, seed_of
from tests.helpers.hamlet import Hamlet, give
from tests.helpers.restart import sign_by, state_of

Case = dict[str, Any]
BOOKKEEPING = ("anchors", "chain", "keys", "quotas")
"""Tables whose changes are not shown; the state digest speaks for them too."""


@dataclass
class Story(Hamlet):
    """A village that writes down what happens to it."""

    batch: list[tuple[Event, str]] = field(default_factory=list[tuple[Event, str]])
    heights: list[Case] = field(default_factory=list[Case])
    recovery: bytes = b""
    """Begins an epoch with the next seal."""
    covered: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    nodes: dict[bytes, bytes] = field(default_factory=dict[bytes, bytes])
    """Seeds of the node keys that may certify."""

    # --- acts

    def put(self, person: Person, kind: str, outcome: str = "applied", /, **body: Any) -> Event:
        """Sign an act for the next seal, where this must become of it."""
        return self.add(self.sign(person, kind, body), outcome)

    def add(self, event: Event, outcome: str = "applied") -> Event:
        self.batch.append((event, outcome))
        return event

    def flush(self, after_ms: int = 1_000) -> Execution:
        """Seal what was put; each act must have come out as said."""
        batch, self.batch = self.batch, []
        execution = self.seal(*(event for event, _ in batch), after_ms=after_ms)
        found = {result.id: result.outcome for result in execution.results}
        for event, outcome in batch:
            assert found.get(event.id) == outcome, (
                event.kind,
                dict(event.body),
                found.get(event.id),
                outcome,
            )
        return execution

    def at(self, instant_ms: int) -> Execution:
        return self.flush(after_ms=instant_ms - self.now_ms)

    def resign(self, event: Event, seed: bytes, **changes: Any) -> Event:
        """The same event with other fields."""
        fields: Case = {
            "seq": event.seq, "prev": event.prev, "deps": event.deps, "anchor": event.anchor,
            "time_ms": event.time_ms, "kind": event.kind, "body": event.body, **changes,
        }  # fmt: skip
        return sign_event(seed, commune=self.commune, **fields)

    def on_paper(self, person: Person, kind: str, outcome: str = "applied", /, **body: Any) -> Event:
        """An act signed with the 24 words."""
        event = self.sign(person, kind, body, seq=person.paper_seq + 1, prev=person.paper_prev)
        event = self.resign(event, person.paper_seed)
        person.paper_seq, person.paper_prev = event.seq, event.id
        return self.add(event, outcome)

    def people_named(self, *names: str, sponsor: Person | None = None) -> list[Person]:
        """Newcomers with a device key each, in two seals."""
        invited = [self.add(self.sign_invitation(sponsor or self.founder, name)) for name in names]
        self.flush()
        made: list[Person] = []
        for name, invitation in zip(names, invited, strict=True):
            person = self.newcomer(name, invitation.id)
            self.add(self.sign_join(person, invitation.id))
            self.add(self.sign_key_add(person))
            self.people[name] = person
            made.append(person)
        self.flush()
        return made

    # --- seals

    def recover(self, seats: Sequence[Person], signers: Sequence[Person]) -> None:
        """These sign that those seal from the next height on."""
        recovery = sign_by(state_of(self.main, seats), signers)
        self.main.adopt_recovery(recovery)
        self.recovery = encode_recovery(recovery)

    def seal(self, *events: Event, after_ms: int = 1_000, expect: str = "") -> Execution:
        give(self.main, *events)
        self.now_ms += after_ms
        before = self.main.sealed_state
        seal = self.main.make_seal(self.now_ms)
        assert seal is not None, "nothing to seal"
        certificate = self.certify(seal, self.main.state)
        execution = self.main.apply_seal(seal.encoded, certificate)
        self.state = execution.state
        sealed = list(self.main.store.iter_sealed(seal.height))
        assert {event.id for event in events} <= {event.id for event in sealed}, "an act was not sealed"
        outcomes = [result.outcome for result in execution.results if not result.is_task]
        assert not expect or set(outcomes) <= {expect}, outcomes
        self.heights.append(self.describe(sealed, seal, certificate, execution, before))
        self.recovery = b""
        return execution

    def certify(self, seal: Seal, before: State) -> bytes:
        witnesses = get_witnesses(before)
        seeds = {person.node: seed_of(f"{person.name} node") for person in self.people.values()}
        content = vote_content(
            self.commune,
            epoch=seal.epoch,
            height=seal.height,
            round_number=0,
            step=PRECOMMIT,
            seal_id=seal.id,
        )
        count = compute_quorum(len(witnesses))
        signatures = tuple(
            (index, sign_vote(seeds[row.node], content)) for index, row in enumerate(witnesses[:count])
        )
        return encode_certificate(Certificate(round=0, signatures=signatures))

    def describe(
        self, sealed: Sequence[Event], seal: Seal, certificate: bytes, execution: Execution, before: State
    ) -> Case:
        kinds = {event.id: event.kind for event in sealed}
        for result in execution.results:
            self.covered.add((kinds.get(result.id) or f"task {result.label}", result.outcome))  # type: ignore[call-overload]
        changed: dict[tuple[str, bytes], list[str]] = {}
        for name, key in execution.touched:
            old, new = before.get(TABLES[name], key), execution.state.get(TABLES[name], key)
            if old != new and name not in BOOKKEEPING:
                encoded_key = encode_key(key)
                row = "" if new is None else encode_row(new).hex()
                changed[name, encoded_key] = [name, encoded_key.hex(), row]
        dead = [encode_event(event).hex() for event in self.list_dead(sealed)]
        return {
            "events": [encode_event(event).hex() for event in sealed],
            **({"dead": dead} if dead else {}),
            **({"recovery": self.recovery.hex()} if self.recovery else {}),
            "seal": seal.encoded.hex(),
            "certificate": certificate.hex(),
            "results": [
                [result.id.hex(), result.outcome, [
                    [line.account.hex(), line.pot, line.asset, line.purpose, line.amount]
                    for line in result.postings
                ]]
                for result in execution.results
            ],
            "results_root": compute_results_root(execution.results).hex(),
            "total": seal.total,
            "state_digest": compute_state_digest(execution.state).hex(),
            "changed": [changed[key] for key in sorted(changed)],
        }  # fmt: skip

    def list_dead(self, sealed: Sequence[Event]) -> list[Event]:
        """Dead invitations that a join of the cut names, with their dead past: who answers for the join."""
        found: list[Event] = []
        wanted = [event.prev for event in sealed if event.kind == JOIN]
        while wanted:
            event = self.main.get_event(wanted.pop())
            place = event and self.main.store.get_place(event.id)
            if event is not None and place is not None and place[0] < 0:
                found.append(event)
                wanted.append(event.prev)
        return found

    def tell(self, name: str) -> Case:
        """The whole history, as it stands in the file."""
        assert not self.batch
        return {"name": name, "charter": encode_event(self.charter).hex(), "heights": self.heights}


def text_of_histories(histories: Sequence[Case]) -> str:
    """A height a line: small, and a difference shows where it is."""
    charters = list(dict.fromkeys(history["charter"] for history in histories))
    lines = ['{"charters": [', ",\n".join(f"  {json.dumps(charter)}" for charter in charters)]
    lines.append(' ], "histories": [')
    for number, history in enumerate(histories):
        lines.append(f' {{"name": {json.dumps(history["name"])},')
        lines.append(f'  "charter": {charters.index(history["charter"])},')
        lines.append('  "heights": [')
        rows = [json.dumps(height, separators=(",", ":")) for height in history["heights"]]
        lines.append(",\n".join(f"   {row}" for row in rows))
        lines.append("  ]}" + ("," if number + 1 < len(histories) else ""))
    return "\n".join([*lines, "]}"]) + "\n"
