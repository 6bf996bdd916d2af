# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several witnesses as real nodes over libp2p in one process."""

from __future__ import annotations

import random
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

import trio

from ledger.event import Event
from ledger.replica import Replica
from ledger.rulebook.ready import ready_proof_content
from ledger.signing import Domain, sign
from ledger.state import get_witnesses
from p2p.node import Node
from p2p.vote_file import VoteFile
from tests.helpers.builders import Person, seed_of
from tests.helpers.hamlet import Hamlet, open_votes, settled
from tests.helpers.network import until

LISTEN = ["/ip4/127.0.0.1/tcp/0"]
DEADLINE_S = 60
NAMES = ("mairie", "anna", "ben", "cleo")


def sign_ready(hamlet: Hamlet, person: Person) -> Event:
    content = ready_proof_content(hamlet.commune, person.account, person.node, 1)
    proof = sign(seed_of(f"{person.name} node"), Domain.READY, content)
    return hamlet.sign(person, "witness.ready", {"node": person.node, "rules": 1, "proof": proof})


def make_parliament(names: Sequence[str] = NAMES, others: Sequence[str] = ()) -> Hamlet:
    """A village whose founder gave three others a seat, sealed up to the height the new list certifies.

    Args:
        others: members without a seat.
    """
    return _make_parliament(tuple(names), tuple(others)).clone()


def sign_list(hamlet: Hamlet, names: Sequence[str]) -> Event:
    """The founder's order that these witness."""
    people = [hamlet.people[name] for name in names]
    seats = sorted(([person.account, person.node] for person in people), key=lambda seat: seat[1])
    return hamlet.sign(hamlet.founder, "witnesses", {"witnesses": seats})


@cache
def _make_parliament(names: tuple[str, ...], others: tuple[str, ...]) -> Hamlet:
    hamlet = settled(*names[1:], *others)
    people = [hamlet.people[name] for name in names]
    for person in people[1:]:
        hamlet.seal(sign_ready(hamlet, person), expect="applied")
    hamlet.seal(sign_list(hamlet, names), expect="applied")
    hamlet.seal()
    assert len(get_witnesses(hamlet.main.state)) == len(names)
    return hamlet


class Parliament:
    """Nodes of a village by name; one may be stopped and started again on its disk."""

    def __init__(self, hamlet: Hamlet, nursery: trio.Nursery, folder: Path | None = None) -> None:
        """Args: folder: where vote files are kept; None: in memory."""
        self.hamlet, self._nursery, self._folder = hamlet, nursery, folder
        self._random = random.Random(1)
        self.nodes: dict[str, Node] = {}
        self.replicas: dict[str, Replica] = {}
        self.votes: dict[str, VoteFile] = {}
        self._scopes: dict[str, trio.CancelScope] = {}
        self._start_ms = hamlet.now_ms + 60_000
        self._clock = trio.current_time()
        self.skew_ms: dict[str, int] = {}

    def now_ms(self, name: str) -> int:
        passed = int((trio.current_time() - self._clock) * 1000)
        return self._start_ms + passed + self.skew_ms.get(name, 0)

    async def start(self, name: str) -> Node:
        is_known = name in self.replicas
        replica = self.replicas[name] if is_known else self.hamlet.copy()
        self.replicas[name] = replica
        if self._folder is not None:
            path, boot_id = self.get_vote_path(name), self._random.randbytes(16)
            self.votes[name] = VoteFile(path, is_witness=is_known, random_id=boot_id)
        elif not is_known:
            self.votes[name] = open_votes()
        addresses = [
            address
            for other, node in self.nodes.items()
            if other != name
            for address in node.get_statistics().addresses
        ]
        node = Node(
            replica,
            commune=self.hamlet.commune,
            node_seed=seed_of(f"{name} node"),
            now_ms=lambda: self.now_ms(name),
            random_bytes=random.Random(name).randbytes,
            votes=self.votes[name],
            addresses=addresses,
        )
        self.nodes[name] = node
        scope = self._scopes[name] = trio.CancelScope()

        async def live(task_status: trio.TaskStatus[object] = trio.TASK_STATUS_IGNORED) -> None:
            with scope:
                await node.run(LISTEN, task_status=task_status)

        await self._nursery.start(live)
        return node

    def get_vote_path(self, name: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{name}.votes"

    def stop(self, name: str) -> None:
        self._scopes.pop(name).cancel()
        del self.nodes[name]
        if self._folder is not None:
            self.votes[name].close()

    def height(self, name: str) -> int:
        return self.replicas[name].height

    def is_idle(self) -> bool:
        """Whether all hold the same and have nothing to seal."""
        replicas = [self.replicas[name] for name in self.nodes]
        must_seal = any(self.replicas[name].must_seal(self.now_ms(name)) for name in self.nodes)
        return len({replica.tip_id for replica in replicas}) == 1 and not must_seal

    async def meet(self, names: Sequence[str]) -> None:
        """Until every two of these witnesses speak directly."""

        def are_met() -> bool:
            return all(len(self.nodes[name].witness.get_streams()) >= len(names) - 1 for name in names)

        await until(are_met, DEADLINE_S)

    def pay(self, name: str) -> Event:
        event = self.hamlet.transfer(self.hamlet.people[name], self.hamlet.founder.account, 60)
        self.nodes[name].submit(event)
        return event

    async def sealed(self, event: Event, names: Sequence[str]) -> None:
        def is_sealed() -> bool:
            return all((self.replicas[name].store.get_place(event.id) or (-1, 0))[0] > 0 for name in names)

        await until(is_sealed, DEADLINE_S)


@asynccontextmanager
async def parliament(
    names: Sequence[str] = NAMES, *, seats: Sequence[str] = NAMES, folder: Path | None = None
) -> AsyncGenerator[Parliament]:
    """These nodes of a village where `seats` witness."""
    hamlet = make_parliament(seats, [name for name in NAMES if name not in seats])
    async with trio.open_nursery() as nursery:
        made = Parliament(hamlet, nursery, folder)
        for name in names:
            await made.start(name)
        yield made
        nursery.cancel_scope.cancel()
