# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several witnesses agree whatever the network does: loss, delay, repetition, crashes, one liar in three.

One seed fixes a run: who is cut off when, which message is lost, who crashes between disk and wire. The
machines are the real ones; the network and the disks are drawn.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

import pytest

from ledger.consensus import Consensus, Decide, Equivocation, Judge, NeedValue, Publish, SetTimeout
from ledger.seal import PRECOMMIT, PREVOTE, Seal, check_certificate, compute_fault_tolerance, sign_vote
from ledger.signing import Domain, sign
from ledger.units import EventId
from ledger.votes import NOTHING, Ballot, Message, Proposal, Vote
from tests.helpers.builders import seed_of
from tests.vectors.seals import seal_of, witnesses_of

COMMUNE = EventId(seed_of("commune"))
START_MS = 1_800_000_000_000
HEALED_MS = 40_000
END_MS = 400_000
PULL_MS = 1_000


@dataclass
class Disk:
    saved: bytes = b""
    signed: dict[tuple[Any, ...], bytes] = field(default_factory=dict)


class Witness:
    """One machine with its disk; forgets all but the disk when it crashes."""

    def __init__(self, world: World, index: int) -> None:
        self.world, self.index, self.disk = world, index, Disk()
        self.decided: tuple[Seal, Any] | None = None
        self.is_down = False
        self.begin()

    def begin(self) -> None:
        self.machine = Consensus(self.world.ballot, index=self.index, node_seed=self.world.seeds[self.index])
        self.life = getattr(self, "life", 0) + 1
        if self.disk.saved:
            self.do(self.machine.on_resume(self.disk.saved))
        elif self.life > 1:
            self.do(self.machine.on_start())
        self.world.at(PULL_MS, self.pull, self.life)

    def do(self, actions: list[Any]) -> None:
        world = self.world
        published = [action.message for action in actions if isinstance(action, Publish)]
        if published:
            # A crash here loses what was signed and never left.
            if world.crashes(self):
                return
            self.disk.saved = self.machine.snapshot()
            for message in published:
                self.note(message)
            if world.crashes(self):
                return
        for message in published:
            world.broadcast(self, message)
        for action in actions:
            match action:
                case Judge(seal=seal):
                    delay = world.random.choice((0, 0, 50, 2_000, 8_000))
                    world.at(
                        delay,
                        lambda seal_id=seal.id: self.do(self.machine.on_judged(seal_id, True)),
                        self.life,
                        self,
                    )
                case NeedValue(round=number):
                    self.do(self.machine.on_value(number, world.make_value(self.index, number)))
                case SetTimeout(step=step, round=number, duration_ms=duration):
                    world.at(
                        duration,
                        lambda s=step, n=number: self.do(self.machine.on_timeout(s, n)),
                        self.life,
                        self,
                    )
                case Decide(seal=seal, certificate=certificate):
                    check_certificate(seal, certificate, world.ballot.witnesses, COMMUNE)
                    self.decided = (seal, certificate)
                case Equivocation(index=index):
                    assert index in world.liars, "an honest witness never signs twice"
                case _:
                    pass

    def note(self, message: Message) -> None:
        """What the disk says was signed never changes."""
        step = message.step if isinstance(message, Vote) else "propose"
        value = message.seal_id if isinstance(message, Vote) else message.seal.id
        assert self.disk.signed.setdefault((message.round, step), value) == value

    def pull(self, life: int) -> None:
        if life != self.life or self.is_down:
            return
        for other in self.world.honest():
            if other is not self and self.world.is_open(other, self):
                for message in other.machine.select_lacking(self.machine.get_bitmaps()):
                    self.world.send(other, self, message)
        self.world.at(PULL_MS, self.pull, self.life)

    def receive(self, message: Message) -> None:
        if self.is_down or self.decided:
            return
        actions = self.machine.on_message(message, START_MS + self.world.now_ms)
        started = self.machine.on_start()
        self.do(actions + started)


class World:
    """A seeded network with a clock of its own."""

    def __init__(self, seed: int, size: int, *, is_calm: bool = False) -> None:
        self.random = random.Random(seed)
        rows, self.seeds = witnesses_of(size)
        self.ballot = Ballot(commune=COMMUNE, epoch=0, height=1 + seed % 50, witnesses=rows)
        self.now_ms = 0
        self.is_calm = is_calm
        self.queue: list[tuple[int, int, Any]] = []
        self.count = 0
        self.walls: set[tuple[int, int]] = set()
        faults = compute_fault_tolerance(size)
        self.liars = set(self.random.sample(range(size), self.random.randint(0, faults)))
        if is_calm:
            self.liars = set()
        self.values: dict[tuple[int, int], Seal] = {}
        self.witnesses: list[Witness] = []
        for index in range(size):
            if index not in self.liars:
                self.witnesses.append(Witness(self, index))

    def honest(self) -> list[Witness]:
        return self.witnesses

    def at(self, delay_ms: int, work: Any, life: int = 0, owner: Witness | None = None) -> None:
        self.count += 1

        def run() -> None:
            if owner is None:
                work(life) if life else work()
            elif owner.life == life and not owner.is_down and not owner.decided:
                work()

        self.queue.append((self.now_ms + delay_ms, self.count, run))

    def make_value(self, index: int, number: int) -> Seal:
        if (index, number) not in self.values:
            self.values[index, number] = seal_of(
                COMMUNE,
                self.ballot.witnesses,
                height=self.ballot.height,
                previous=bytes(32),
                time_ms=START_MS + self.now_ms,
                heads=(EventId(seed_of(f"{index} {number} {self.count}")),),
            )
        return self.values[index, number]

    @property
    def is_wild(self) -> bool:
        return self.now_ms < HEALED_MS and not self.is_calm

    def crashes(self, witness: Witness) -> bool:
        if not self.is_wild or self.random.random() > 0.04:
            return False
        witness.is_down = True
        witness.life += 1

        def back() -> None:
            witness.is_down = False
            witness.begin()

        self.at(self.random.choice((10, 500, 5_000)), back)
        return True

    def is_open(self, source: Witness, target: Witness) -> bool:
        return not source.is_down and not target.is_down and (source.index, target.index) not in self.walls

    def send(self, source: Witness | None, target: Witness, message: Message) -> None:
        if source is not None and not self.is_open(source, target):
            return
        copies = 1
        if self.is_wild:
            copies = self.random.choice((0, 1, 1, 1, 2))
        for _ in range(copies):
            delay = (
                self.random.choice((1, 5, 30))
                if not self.is_wild
                else self.random.choice((1, 20, 300, 4_000))
            )
            self.at(delay, lambda: target.receive(message))

    def broadcast(self, source: Witness, message: Message) -> None:
        for target in self.honest():
            if target is not source:
                self.send(source, target, message)

    def lie(self) -> None:
        """A liar signs whatever it likes, differently to each."""
        for index in self.liars:
            for target in self.honest():
                if self.random.random() < 0.5:
                    continue
                self.send(None, target, self.make_lie(index))
        if self.now_ms < END_MS // 2:
            self.at(self.random.choice((100, 700, 1_500)), self.lie)

    def make_lie(self, index: int) -> Message:
        number = self.random.choice((0, 0, 1, 1, 2, 3, 5, 40, 10_000))
        known = [seal.id for seal in self.values.values()]
        if self.ballot.get_proposer(number) == index and self.random.random() < 0.4:
            valid = self.random.randint(-1, number - 1)
            pool = list(self.values.values())
            seal = (
                self.random.choice(pool)
                if pool and self.random.random() < 0.5
                else self.make_value(index, number)
            )
            content = self.ballot.proposal_content(number, valid, seal.id)
            signature = sign(self.seeds[index], Domain.PROPOSAL, content)
            return Proposal(round=number, valid_round=valid, seal=seal, signature=signature)
        step = self.random.choice((PREVOTE, PRECOMMIT))
        seal_id = self.random.choice([NOTHING, *known])
        content = self.ballot.vote_content(number, step, seal_id)
        return Vote(
            round=number,
            step=step,
            seal_id=seal_id,
            index=index,
            signature=sign_vote(self.seeds[index], content),
        )

    def build_wall(self) -> None:
        if self.is_wild:
            indices = [witness.index for witness in self.witnesses]
            self.random.shuffle(indices)
            cut = self.random.randint(0, len(indices))
            left, right = indices[:cut], indices[cut:]
            self.walls = {(a, b) for a in left for b in right}
            if self.random.random() < 0.6:
                self.walls |= {(b, a) for a, b in self.walls}
            self.at(self.random.choice((1_000, 5_000)), self.build_wall)
        else:
            self.walls = set()

    def run(self) -> None:
        if not self.is_calm:
            self.build_wall()
            self.at(HEALED_MS, self.build_wall)
            self.lie()
        for witness in self.witnesses:
            start = 0 if self.is_calm else self.random.choice((0, 10, 3_000))
            self.at(start, lambda w=witness: w.do(w.machine.on_start()) if not w.is_down else None)
        while self.queue and not all(witness.decided for witness in self.witnesses):
            self.queue.sort(key=lambda item: item[:2])
            self.now_ms, _, work = self.queue.pop(0)
            if self.now_ms > END_MS:
                break
            work()
            self.check()

    def check(self) -> None:
        """No two honest witnesses ever decide differently."""
        assert len({witness.decided[0].id for witness in self.witnesses if witness.decided}) <= 1


def play(seed: int, size: int) -> World:
    world = World(seed, size)
    world.run()
    return world


@pytest.mark.parametrize("size", [1, 4, 7])
@pytest.mark.parametrize("seed", range(12))
def test_witnesses_agree_and_then_all_decide(seed: int, size: int):
    world = play(seed, size)
    assert all(witness.decided for witness in world.witnesses), f"undecided at {world.now_ms} ms"


def test_a_calm_height_is_decided_in_its_first_round():
    for size in (1, 4, 7, 10):
        world = World(0, size, is_calm=True)
        world.run()
        assert all(witness.decided for witness in world.witnesses)
        assert {witness.machine.round for witness in world.witnesses} == {0}
        assert world.now_ms < 10_000
