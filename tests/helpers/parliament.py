# SPDX-License-Identifier: AGPL-3.0-or-later
"""A seeded world in which real machines agree on one height: drawn network, drawn disks, drawn liars.

    member  ── Publish ──▶ disk ──▶ wire ──▶ other members, and liars, who hear everything
      ▲                     │                 loss, delay, repetition and walls until HEALED_MS; then none
      └──── on_resume ◀── crash               then whoever has decided hands out seal and certificate

One seed fixes a run. A liar has one of three manners, and never stops:

    babbler   signs at random, differently to each
    twins     two copies of the honest machine with one key, each heard by its own half of the members
    schemer   knows every vote: completes a quorum for one member alone, proposes one seal to each half

Laws, checked after every step: no two members decide differently or what is not valid; what one member signed
for one (round, step) never changes, crashes included; no member is shown as a liar.
"""

from __future__ import annotations

import heapq
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ledger.consensus import Consensus, Decide, Equivocation, Forgot, Judge, NeedValue, Publish, SetTimeout
from ledger.seal import (
    PRECOMMIT,
    PREVOTE,
    Certificate,
    Seal,
    check_certificate,
    compute_fault_tolerance,
    compute_quorum,
    sign_vote,
)
from ledger.signing import Domain, sign
from ledger.units import EventId
from ledger.votes import NOTHING, PROPOSE, Ballot, Message, Proposal, Vote
from tests.helpers.builders import seed_of
from tests.vectors.seals import seal_of, witnesses_of

COMMUNE = EventId(seed_of("commune"))
START_MS = 1_800_000_000_000
HEALED_MS = 40_000
END_MS = 1_800_000
PULL_MS = 1_000
CRASH_CHANCE = 0.04
SKEW_MS = 5_000


class Disagreement(AssertionError):
    """Two members decided two seals, or one that is not valid."""


class Contradiction(AssertionError):
    """A member signed two different things in one place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientBallot(Ballot):
    """Each signature is verified once, not once for each of the machines that share this process."""

    checked: set[Message] = field(default_factory=set, compare=False, repr=False)

    def check(self, message: Message) -> None:
        if message not in self.checked:
            Ballot.check(self, message)
            self.checked.add(message)


def place_of(message: Message) -> tuple[int, str]:
    return (message.round, message.step if isinstance(message, Vote) else PROPOSE)


def seal_id_of(message: Message) -> bytes:
    return message.seal_id if isinstance(message, Vote) else message.seal.id


class Member:
    """One honest machine with its disk; forgets all but the disk when it crashes."""

    def __init__(self, world: World, index: int) -> None:
        self.world, self.index = world, index
        self.saved = b""
        self.signed: dict[tuple[int, str], tuple[bytes, int]] = {}
        self.decided: tuple[Seal, Certificate] | None = None
        self.is_down = False
        self.life = 0
        self.skew_ms = world.random.randint(-SKEW_MS, SKEW_MS)
        self.machine = self.make_machine()

    def make_machine(self) -> Consensus:
        world = self.world
        return world.factory(world.ballot, index=self.index, node_seed=world.seeds[self.index])

    @property
    def is_at_work(self) -> bool:
        return not self.is_down and self.decided is None

    def later(self, delay_ms: int, work: Callable[[], Any]) -> None:
        """Work that a crash or a decision calls off."""
        life = self.life

        def run() -> None:
            if life == self.life and self.is_at_work:
                work()

        self.world.at(delay_ms, run)

    def start(self) -> None:
        """The driver of this machine is switched on, for the first time or after a crash."""
        self.later(PULL_MS, self.pull)
        is_back = self.saved and not self.machine.is_started
        self.do(self.machine.on_resume(self.saved) if is_back else self.machine.on_start())

    def crash(self) -> bool:
        """Whether the power just failed here."""
        world = self.world
        if not world.is_wild or world.random.random() > CRASH_CHANCE:
            return False
        self.is_down = True
        self.life += 1
        world.at(world.random.choice((10, 500, 5_000)), self.come_back)
        return True

    def come_back(self) -> None:
        self.is_down = False
        self.machine = self.make_machine()
        self.start()

    def do(self, actions: list[Any]) -> None:
        published = [action.message for action in actions if isinstance(action, Publish)]
        if published and not self.send(published):
            return
        for action in actions:
            match action:
                case Judge(seal=seal):
                    self.later(self.world.draw_judging(), lambda s=seal: self.judge(s))
                case NeedValue(round=number):
                    self.need_value(number)
                case SetTimeout(step=step, round=number, duration_ms=duration):
                    self.later(duration, lambda s=step, n=number: self.do(self.machine.on_timeout(s, n)))
                case Decide(seal=seal, certificate=certificate):
                    self.decide(seal, certificate)
                case Equivocation(index=index):
                    if index not in self.world.liars:
                        raise Contradiction(f"witness {index} is shown, and is no liar")
                case Forgot():
                    raise Contradiction(f"witness {self.index} does not know its own signature")
                case _:
                    pass

    def send(self, published: list[Message]) -> bool:
        """Disk, then wire; a crash before, between or after loses what did not get through."""
        if self.crash():
            return False
        self.saved = self.machine.snapshot()
        for message in published:
            self.note(message)
        if self.crash():
            return False
        for message in published:
            self.world.broadcast(self, message)
        return True

    def note(self, message: Message) -> None:
        place = place_of(message)
        value = (seal_id_of(message), message.valid_round if isinstance(message, Proposal) else 0)
        if self.signed.setdefault(place, value) != value:
            raise Contradiction(f"witness {self.index} signed two things at {place}")
        if isinstance(message, Vote):
            self.world.heard.setdefault(place, {})[self.index] = message.seal_id

    def judge(self, seal: Seal) -> None:
        self.do(self.machine.on_judged(seal.id, seal.id not in self.world.invalid))

    def need_value(self, number: int) -> None:
        if not self.world.is_calm and self.world.random.random() < 0.05:
            self.do(self.machine.on_value(number, None))
            return
        seal = self.world.make_value(f"{self.index} {number}", self.world.now_ms + self.skew_ms)
        self.do(self.machine.on_value(number, seal))

    def decide(self, seal: Seal, certificate: Certificate) -> None:
        check_certificate(seal, certificate, self.world.ballot.witnesses, COMMUNE)
        if seal.id in self.world.invalid:
            raise Disagreement("decided what is not valid")
        self.decided = (seal, certificate)
        self.world.decided.add(seal.id)
        if len(self.world.decided) > 1:
            raise Disagreement("two seals at one height")

    def pull(self) -> None:
        """Ask one other what it holds; who has decided answers with the certificate."""
        world = self.world
        others = [other for other in world.members if other is not self and world.is_open(other, self)]
        if others:
            other = world.random.choice(others)
            if other.decided:
                # Not while the network is wild: whoever follows a certificate cannot decide otherwise.
                if not world.is_wild:
                    decided = other.decided
                    world.carry(lambda: self.is_at_work and self.decide(*decided))
            else:
                for message in other.machine.select_lacking(self.machine.get_bitmaps()):
                    world.send(other, self, message)
        self.later(PULL_MS if world.is_wild else 2 * PULL_MS, self.pull)

    def receive(self, message: Message) -> None:
        if self.is_at_work:
            actions = self.machine.on_message(message, self.world.clock_ms + self.skew_ms)
            self.do(actions + self.machine.on_start())


class Twin(Member):
    """One of two copies of a liar's machine: no disk, and no member of the other half hears it."""

    def __init__(self, world: World, index: int, side: int) -> None:
        super().__init__(world, index)
        self.side = side

    def send(self, published: list[Message]) -> bool:
        world = self.world
        for message in published:
            for member in world.members:
                if world.sides[member.index] == self.side or world.random.random() < 0.1:
                    world.send(None, member, message)
            for twin in world.twins:
                if twin.side == self.side and twin.index != self.index:
                    world.carry(lambda t=twin, m=message: t.receive(m))
        return True

    def need_value(self, number: int) -> None:
        seal = self.world.make_value(f"{self.index} {number} {self.side}", self.world.now_ms)
        self.do(self.machine.on_value(number, seal))

    def decide(self, seal: Seal, certificate: Certificate) -> None:
        """It goes on lying: a liar's word about a decision is worth nothing."""

    def pull(self) -> None:
        """It hears what its half says."""

    def receive(self, message: Message) -> None:
        if self.world.ballot.get_author(message) != self.index:
            super().receive(message)

    def do(self, actions: list[Any]) -> None:
        super().do([action for action in actions if not isinstance(action, Equivocation)])


class World:
    """A seeded network with a clock of its own."""

    def __init__(
        self,
        seed: int,
        size: int,
        *,
        is_calm: bool = False,
        manner: str = "",
        factory: type[Consensus] = Consensus,
        member: type[Member] = Member,
    ) -> None:
        self.random = random.Random(seed)
        rows, self.seeds = witnesses_of(size)
        self.ballot = PatientBallot(commune=COMMUNE, epoch=0, height=1 + seed % 50, witnesses=rows)
        self.factory = factory
        self.now_ms = 0
        self.is_calm = is_calm
        self.queue: list[tuple[int, int, Callable[[], Any]]] = []
        self.count = 0
        self.walls: set[tuple[int, int]] = set()
        faults = compute_fault_tolerance(size)
        count = 0 if is_calm else self.random.choice((faults, self.random.randint(0, faults)))
        self.liars = sorted(self.random.sample(range(size), count))
        self.manner = manner or self.random.choice(("babbler", "twins", "schemer"))
        self.values: dict[str, Seal] = {}
        self.invalid: set[bytes] = set()
        self.decided: set[bytes] = set()
        self.heard: dict[tuple[int, str], dict[int, bytes]] = {}
        self.schemed: set[tuple[Any, ...]] = set()
        self.members = [member(self, index) for index in range(size) if index not in self.liars]
        self.sides = {one.index: self.random.randint(0, 1) for one in self.members}
        is_twins = self.manner == "twins"
        self.twins = [Twin(self, index, side) for index in self.liars if is_twins for side in (0, 1)]

    # --- time ---------------------------------------------------------------------------------------------

    def at(self, delay_ms: int, work: Callable[[], Any]) -> None:
        self.count += 1
        heapq.heappush(self.queue, (self.now_ms + delay_ms, self.count, work))

    @property
    def is_wild(self) -> bool:
        return self.now_ms < HEALED_MS and not self.is_calm

    @property
    def clock_ms(self) -> int:
        return START_MS + self.now_ms

    @property
    def is_over(self) -> bool:
        return all(member.decided for member in self.members)

    def run(self) -> World:
        if not self.is_calm:
            self.build_wall()
            self.at(HEALED_MS, self.build_wall)
            self.at(0, self.lie)
        for machine in [*self.members, *self.twins]:
            machine.later(0 if self.is_calm else self.random.choice((0, 10, 3_000)), machine.start)
        while self.queue and not self.is_over and self.now_ms <= END_MS:
            self.now_ms, _, work = heapq.heappop(self.queue)
            work()
        return self

    # --- the network --------------------------------------------------------------------------------------

    def is_open(self, source: Member, target: Member) -> bool:
        return not source.is_down and not target.is_down and (source.index, target.index) not in self.walls

    def carry(self, work: Callable[[], Any]) -> None:
        wild = self.is_wild
        for _ in range(self.random.choice((0, 1, 1, 1, 2)) if wild else 1):
            self.at(self.random.choice((1, 20, 300, 4_000) if wild else (1, 5, 30)), work)

    def send(self, source: Member | None, target: Member, message: Message) -> None:
        if source is None or self.is_open(source, target):
            self.carry(lambda: target.receive(message))

    def broadcast(self, source: Member, message: Message) -> None:
        for target in self.members:
            if target is not source:
                self.send(source, target, message)
        for twin in self.twins:
            self.carry(lambda t=twin: t.receive(message))

    def build_wall(self) -> None:
        self.walls = set()
        if not self.is_wild:
            return
        indices = [member.index for member in self.members]
        self.random.shuffle(indices)
        cut = self.random.randint(0, len(indices))
        left, right = indices[:cut], indices[cut:]
        self.walls = {(a, b) for a in left for b in right}
        if self.random.random() < 0.6:
            self.walls |= {(b, a) for a, b in self.walls}
        self.at(self.random.choice((1_000, 5_000, 20_000)), self.build_wall)

    def draw_judging(self) -> int:
        return self.random.choice((0, 0, 50, 2_000, 8_000) if self.is_wild else (0, 0, 50, 500))

    def make_value(self, name: str, now_ms: int) -> Seal:
        if name not in self.values:
            self.values[name] = seal_of(
                COMMUNE,
                self.ballot.witnesses,
                height=self.ballot.height,
                previous=bytes(32),
                time_ms=START_MS + now_ms,
                heads=(EventId(seed_of(f"{name} {self.count}")),),
            )
        return self.values[name]

    # --- lies ---------------------------------------------------------------------------------------------

    def lie(self) -> None:
        if self.manner == "babbler":
            for index in self.liars:
                for target in self.members:
                    if self.random.random() < 0.5:
                        self.send(None, target, self.babble(index))
            self.at(self.random.choice((100, 700, 1_500)), self.lie)
        elif self.manner == "schemer":
            for target in self.members:
                if target.is_at_work and target.machine.is_started:
                    self.scheme(target, target.machine.round)
            self.at(self.random.choice((30, 100, 300)), self.lie)
        else:
            self.sides = {member.index: self.random.randint(0, 1) for member in self.members}
            self.at(self.random.choice((500, 5_000, 20_000)), self.lie)

    def sign_vote(self, index: int, number: int, step: str, seal_id: bytes) -> Vote:
        content = self.ballot.vote_content(number, step, seal_id)
        signature = sign_vote(self.seeds[index], content)
        return Vote(round=number, step=step, seal_id=seal_id, index=index, signature=signature)

    def sign_proposal(self, index: int, number: int, valid: int, seal: Seal) -> Proposal:
        content = self.ballot.proposal_content(number, valid, seal.id)
        signature = sign(self.seeds[index], Domain.PROPOSAL, content)
        return Proposal(round=number, valid_round=valid, seal=seal, signature=signature)

    def draw_seal(self, name: str) -> Seal:
        """One already known, or a new one, which may be invalid or of another time."""
        known = list(self.values.values())
        if known and self.random.random() < 0.5:
            return self.random.choice(known)
        is_new = name not in self.values
        seal = self.make_value(name, self.now_ms + self.random.choice((0, 0, 0, 60_000, -60_000)))
        if is_new and self.random.random() < 0.2:
            self.invalid.add(seal.id)
        return seal

    def babble(self, index: int) -> Message:
        number = self.random.choice((0, 0, 1, 1, 2, 3, 5, 7, 40, 10_000))
        if self.ballot.get_proposer(number) == index and self.random.random() < 0.4:
            valid = self.random.randint(-1, number - 1)
            return self.sign_proposal(index, number, valid, self.draw_seal(f"{index} {number}"))
        step = self.random.choice((PREVOTE, PRECOMMIT))
        known = [seal.id for seal in self.values.values()]
        return self.sign_vote(index, number, step, self.random.choice([NOTHING, *known]))

    def scheme(self, target: Member, number: int) -> None:
        """In each round its proposer is helped over the quorum; all others are told: for nothing."""
        proposer = self.ballot.get_proposer(number)
        if proposer in self.liars and self.is_first("proposal", number, target.index):
            half = self.sides[target.index]
            valid = self.random.choice((-1, -1, number - 1)) if number else -1
            seal = self.draw_seal(f"{proposer} {number} {half}")
            self.send(None, target, self.sign_proposal(proposer, number, valid, seal))
        is_helped = target.index == (self.members[0].index if proposer in self.liars else proposer)
        for step in (PREVOTE, PRECOMMIT):
            if (step, number, target.index) in self.schemed:
                continue
            said = Counter(self.heard.get((number, step), {}).values())
            wanted = [seal_id for seal_id, _ in said.most_common() if seal_id != NOTHING]
            needed = compute_quorum(len(self.seeds)) - len(self.liars)
            if is_helped and (step == PREVOTE or number % 3 == 0):
                if not wanted or said[wanted[0]] < needed:
                    continue
                choice = wanted[0]
            elif said.total() >= needed:
                choice = NOTHING
            else:
                continue
            if self.is_first(step, number, target.index):
                for liar in self.liars:
                    self.send(None, target, self.sign_vote(liar, number, step, choice))

    def is_first(self, *what: Any) -> bool:
        return what not in self.schemed and not self.schemed.add(what)


def play(seed: int, size: int, **how: Any) -> World:
    return World(seed, size, **how).run()
