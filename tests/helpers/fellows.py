# SPDX-License-Identifier: AGPL-3.0-or-later
"""Copies of a village whose witness is gone, told of recoveries at once: real judging, no network."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ledger.errors import StoreError
from ledger.recovery import Statement
from ledger.replica import Replica
from ledger.units import DAY_MS, EventId, NodeKey
from p2p.budgets import Offence
from p2p.recovering import Recovering
from tests.helpers.builders import Person
from tests.helpers.hamlet import Hamlet, reopen
from tests.helpers.restart import state_of


class Wire:
    """What one copy hears of another."""

    def __init__(self, owner: Fellow, far: Fellow) -> None:
        self.peer: NodeKey = far.node_key
        self._owner, self._far = owner, far

    def tell_recovery(self, encoded: bytes) -> None:
        self._far.recovering.take(encoded, Wire(self._far, self._owner))

    def show_seal(self, height: int) -> None:
        self._owner.shown.append(height)


class Fellow:
    """One person's copy, and what its node was asked to do."""

    def __init__(self, hamlet: Hamlet, person: Person, replica: Replica | None = None) -> None:
        self.hamlet, self.person = hamlet, person
        self.replica = replica or hamlet.copy()
        self.stopped_because = ""
        self.clock_ms = hamlet.now_ms
        self.fellows: list[Fellow] = []
        self.online: set[NodeKey] = set()
        self.heights: dict[NodeKey, int] = {}
        self.said: list[Any] = []
        self.shown: list[int] = []
        self.is_bound = False
        self.promise = b""
        self.recovering = Recovering(self)

    def restart(self) -> None:
        """What a restart finds on the disk."""
        self.replica = reopen(self.replica)
        self.stopped_because, self.is_bound = "", False
        self.recovering = Recovering(self)

    @property
    def commune(self) -> EventId:
        return self.replica.commune

    @property
    def node_key(self) -> NodeKey:
        return self.person.node

    def state(self, *names: str, **changes: Any) -> Statement:
        people = [self.hamlet.people[name] for name in names]
        return state_of(self.replica, people, **changes)

    def sign(self, statement: Statement) -> None:
        self.recovering.sign(statement, self.person.seed)

    def wait_days(self, days: int) -> None:
        self.clock_ms += days * DAY_MS

    # --- what `Recovering` asks of a node

    def now_ms(self) -> int:
        return self.clock_ms

    def get_online(self) -> Collection[NodeKey]:
        return self.online

    def get_peer_heights(self) -> dict[NodeKey, int]:
        return self.heights

    @property
    def witness(self) -> Fellow:
        return self

    def get_sessions(self) -> list[Wire]:
        return [Wire(self, fellow) for fellow in self.fellows]

    def enter_epoch(self) -> None:
        self.said.append("epoch")

    def keep_promise(self, row: bytes) -> None:
        self.promise = row

    def bind(self, is_bound: bool) -> None:
        self.is_bound = is_bound

    def offend(self, peer: NodeKey, offence: Offence, detail: str) -> bool:
        self.said.append((offence, detail))
        return False

    def fail_disk(self, error: StoreError) -> None:
        self.said.append("disk")

    def stop(self, code: str) -> None:
        self.stopped_because = self.stopped_because or code

    def go_on_after(self, code: str) -> None:
        if self.stopped_because == code:
            self.stopped_because = ""

    def note(self, topic: str) -> None:
        self.said.append(topic)


def gather(hamlet: Hamlet, *names: str, meet: bool = True) -> dict[str, Fellow]:
    """A copy for each of these people; all of them neighbours unless told otherwise."""
    fellows = {name: Fellow(hamlet, hamlet.people[name]) for name in names}
    if meet:
        for fellow in fellows.values():
            fellow.fellows = [other for other in fellows.values() if other is not fellow]
    return fellows
