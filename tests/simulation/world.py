# SPDX-License-Identifier: AGPL-3.0-or-later
"""A seeded village of whole nodes: everything the program is, above the transport, in one process.

    wild ──── acts, walls, broken lines, power cuts, full disks, wrong clocks, lies ───┐
    healed ── within SETTLED_S of virtual time all that is honest is definitive ───────┤ the laws
    probed ── one more payment, definitive everywhere within PROBED_S ─────────────────┤
    idle ──── (some worlds) nothing is said but hellos and the witnesses' minute ──────┘

One seed fixes the size, the load, the faults, the liars and each draw. Virtual time is trio's MockClock.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import trio
import trio.testing

from ledger.event import Event, encode_event
from ledger.replica import Replica
from ledger.signing import public_key
from ledger.state import DEPARTURES, NODES, get_witnesses
from ledger.units import DAY_MS, HOUR_MS, EventId, NodeKey
from p2p.budgets import Offence
from tests.helpers.builders import Person
from tests.simulation import acts, town_hall
from tests.simulation.harness import simulated
from tests.simulation.laws import Laws, count_spoken
from tests.simulation.liars import Liar
from tests.simulation.resident import Resident
from tests.simulation.village import Base, make_base
from tests.simulation.wire import Net, SimHost, SimStream

SETTLED_S = 300.0
PROBED_S = 60.0
IDLE_S = 35.0
IDLE_LOOKS = 8
ALLOWED_WHILE_IDLE = frozenset({"Hello", "Sealing"})
FAULTS = ("walls", "lines", "crashes", "disks", "clocks", "slow")


@dataclass(kw_only=True)
class Plan:
    """What one seed draws for a whole world."""

    size: int
    others: int
    wild_s: float
    act_count: int
    load: tuple[acts.Act, ...]
    faults: frozenset[str]
    newcomers_max: int = 2
    pauses_s: tuple[float, ...] = (0.3, 1.0, 3.0)
    """Between two faults."""
    strike_chance: float = 0.0
    is_idle_looked_at: bool = False
    keeps_list: bool = False
    """Nobody's seat changes: who lies is to stay within what the list can bear."""
    lying_residents: int = 0
    lying_witnesses: int = 0

    def describe(self) -> str:
        load = acts.NAMES_OF_LOADS[acts.LOADS.index(self.load)] if self.load in acts.LOADS else "energy"
        faults = ", ".join(sorted(self.faults)) or "no fault"
        return (
            f"{self.size} witnesses, {self.others} residents, {self.act_count} acts ({load}) "
            f"in {self.wild_s:.0f} s, {faults}, {self.lying_witnesses} + {self.lying_residents} liars"
        )


def draw_plan(rng: random.Random) -> Plan:
    """Mostly small and short, rarely large or long."""
    size = rng.choices((1, 2, 3, 4, 7), (60, 5, 5, 29, 1))[0]
    others = rng.choices((0, 1, 2, 3), (0, 6, 3, 1) if size == 1 else (12, 6, 1, 1))[0]
    is_long = rng.random() < 0.02
    lying_witnesses = rng.choice((0, (size - 1) // 3))
    lying_residents = rng.choice((0, 0, 1)) if others else 0
    faults = frozenset(fault for fault in FAULTS if rng.random() < 0.4)
    return Plan(
        size=size,
        others=others,
        wild_s=rng.uniform(40, 120) if is_long else rng.choice((2, 3, 5, 8)),
        act_count=rng.randint(20, 60) if is_long else rng.randint(1, 6),
        load=rng.choice(acts.LOADS),
        faults=faults,
        newcomers_max=rng.choice((0, 1, 2)),
        pauses_s=rng.choice(((0.3, 1.0, 3.0), (1.0, 3.0), (3.0, 8.0))),
        strike_chance=rng.choice((0.005, 0.03)) if "crashes" in faults else 0.0,
        is_idle_looked_at=rng.random() < 0.05,
        keeps_list=lying_witnesses + lying_residents > 0,
        lying_residents=lying_residents,
        lying_witnesses=lying_witnesses,
    )


class World:
    """See the module."""

    resident: type[Resident] = Resident
    liar: type[Resident] = Liar

    def __init__(self, seed: int, plan: Plan | None = None) -> None:
        self.seed = seed
        self.lets_leave = plan is None and seed % 3 == 0
        """Residents of this world may leave the commune."""
        self.has_town_hall = town_hall.is_kept(seed, is_drawn=plan is None)
        self.random = random.Random(f"world {seed}")
        self.plan = plan or draw_plan(self.random)
        self.base: Base = self.make_base()
        self.commune: EventId = self.base.hamlet.commune
        self.start_ms = self.base.hamlet.now_ms + 60_000
        self.people: dict[str, Resident] = {}
        self.newcomers: list[str] = []
        self.invitations: list[tuple[str, bytes, EventId]] = []
        """(guest, the invitation's secret, its id): what a thief may find."""
        self.robbed: set[str] = set()
        """Guests whose invitation somebody else used."""
        self.failures: list[str] = []
        self.offences: list[str] = []
        self.settled_in_s = -1.0
        self.probed_in_s = -1.0
        self.seals = 0
        self.is_wild = True
        self.laws = Laws(self.fail, self.base.hamlet.main)
        self.laws.commune = self.commune
        self.clock: Any
        self.net: Net
        self.said: Any
        self._liars: list[Liar] = []
        self._scope = trio.CancelScope()
        self._nursery: trio.Nursery

    def make_base(self) -> Base:
        return make_base(self.plan.size, self.plan.others)

    def describe(self) -> str:
        return self.plan.describe()

    async def while_off(self, one: Resident) -> None:
        """A computer is off and its disk at rest: scenes change it, or keep it off."""

    # --- what others ask ------------------------------------------------------------------------------------

    @staticmethod
    def key_of(seed: bytes) -> bytes:
        return public_key(seed)

    @staticmethod
    def encode(event: Event) -> bytes:
        return encode_event(event)

    @staticmethod
    def is_member(replica: Replica, node: NodeKey) -> bool:
        return replica.state.get(NODES, node) is not None

    def get_honest(self) -> list[Resident]:
        return [one for one in self.people.values() if one.is_honest]

    def has_left(self, one: Resident) -> bool:
        """Whether the village knows that it left: its computer is told nothing more, and need not know."""
        held = [other.replica for other in self.get_honest() if other.is_up and other.node is not None]
        founded = [replica for replica in held if replica.is_founded]
        return any(replica.state.get(DEPARTURES, one.person.account) is not None for replica in founded)

    def get_staying(self) -> list[Resident]:
        """Honest residents who must end up with everything: not those robbed of their invitation or gone."""
        return [one for one in self.get_honest() if one.name not in self.robbed and not self.has_left(one)]

    def get_members(self) -> list[Resident]:
        """Residents by the words of the founding copies; newcomers not counted."""
        return [one for one in self.people.values() if one.name not in self.newcomers]

    def fail(self, why: str) -> None:
        """A law is broken: the world ends, and what follows from it is not told."""
        if not self.failures:
            self.failures.append(f"{why} (at {trio.current_time():.3f} s)")
        self._scope.cancel()

    def on_error(self, one: Resident, errors: BaseExceptionGroup[Exception]) -> None:
        leaf: BaseException = errors
        while isinstance(leaf, BaseExceptionGroup):
            leaf = leaf.exceptions[0]
        self.last_error = leaf
        if one.is_honest:
            self.fail(f"the node of {one.name} fell over: {leaf!r}")

    def _on_crash(self, host: SimHost, error: Exception) -> None:
        self.last_error = error
        if host.node_key in self.laws.honest and not host.is_dead:
            self.fail(f"a handler fell over: {error!r}")

    def note_offence(self, one: Resident, peer: NodeKey, offence: Offence, detail: str) -> None:
        if peer in self.laws.honest:
            self.offences.append(f"{one.name}: {offence.name} {detail}")

    # --- running --------------------------------------------------------------------------------------------

    def run(self) -> World:
        with simulated(self.seed) as said:
            self.said = said
            self.clock = trio.testing.MockClock(rate=0.0, autojump_threshold=0)
            trio.run(self._main, clock=self.clock)
        return self

    async def _main(self) -> None:
        with self._scope:
            async with trio.open_nursery() as nursery:
                self._nursery = nursery
                self.net = Net(random.Random(f"net {self.seed}"), nursery)
                self.net.on_crash = self._on_crash
                self._settle_in(nursery)
                await self._live()
                nursery.cancel_scope.cancel()
        if not self.failures:
            self._look_back()
        for one in self.people.values():
            one.disk.cut()
            one.disk.restore()

    def _settle_in(self, nursery: trio.Nursery) -> None:
        people = self.base.take_people()
        known = [self.net.know(person.node) for person in people.values()]
        if "slow" in self.plan.faults:
            self.net.slow_s = self.random.choice((0.1, 1.0, 4.0))
        liars = self._draw_liars()
        for person in people.values():
            count = min(len(known), self.random.choice((1, 2, 9)))
            addresses = {known[0], *self.random.sample(known, count)}
            is_honest = person.name not in liars
            self._move_in(person, {"commune": self.base.image}, sorted(addresses), is_honest=is_honest)
        self.net.tap = self._let_liars_hear
        for one in self.people.values():
            nursery.start_soon(self._start_late, one, self.random.choice((0.0, 0.0, 0.1, 3.0)))

    def _draw_liars(self) -> set[str]:
        witnesses = self.random.sample(self.base.witnesses, self.plan.lying_witnesses)
        return {*witnesses, *self.random.sample(self.base.residents, self.plan.lying_residents)}

    def _let_liars_hear(self, stream: SimStream, data: bytes) -> None:
        for one in self._liars:
            one.hear(stream, data)

    def _move_in(
        self, person: Person, images: dict[str, bytes], addresses: list[str], *, is_honest: bool
    ) -> Resident:
        made = self.resident if is_honest else self.liar
        one = made(self, person, images, is_honest=is_honest)
        if isinstance(one, Liar):
            self._liars.append(one)
        one.addresses = addresses
        one.seen_height = self.base.hamlet.main.height if images else 0
        if is_honest:
            self.laws.honest.add(one.node_key)
        self.people[one.name] = one
        return one

    def welcome(self, name: str, key: bytes, invitation: Event, sponsor: Resident) -> None:
        """A newcomer with an invitation's code begins, its sponsor's address in hand."""
        self.invitations.append((name, key, invitation.id))
        person, events = acts.prepare_join(self, name, key, invitation.id)
        self.net.know(person.node)
        known = sorted({*sponsor.addresses, self.net.know(sponsor.node_key)})
        one = self._move_in(person, {}, known, is_honest=True)
        one.joining = acts.make_joining(self, events, known)
        self._nursery.start_soon(self._start_late, one, self.random.choice((0.0, 1.0, 3.0)))

    async def _start_late(self, one: Resident, wait_s: float) -> None:
        await trio.sleep(wait_s)
        await one.live()

    async def _live(self) -> None:
        plan = self.plan
        async with trio.open_nursery() as nursery:
            nursery.start_soon(self._be_busy)
            nursery.start_soon(self._break_things)
            if self.has_town_hall:
                nursery.start_soon(town_hall.keep, self)
            await trio.sleep(plan.wild_s)
            nursery.cancel_scope.cancel()
        self._heal()
        await self.after_heal()
        self.settled_in_s = await self._within(SETTLED_S, self._is_settled, "definitive")
        self.seals = self.laws.height - self.base.hamlet.main.height
        self.probed_in_s = await self._probe()
        if plan.is_idle_looked_at and not self._liars and not self.lets_leave:
            await self._look_at_idle()

    async def after_heal(self) -> None:
        """The network is whole again, before anybody waits for anything."""

    # --- load and faults ------------------------------------------------------------------------------------

    async def _be_busy(self) -> None:
        plan = self.plan
        moments = sorted(self.random.uniform(0.5, plan.wild_s) for _ in range(plan.act_count))
        for moment in moments:
            await trio.sleep(max(0.0, moment - trio.current_time()))
            awake = [one for one in self.get_honest() if one.is_up and one.is_member() and one.may_act()]
            if awake:
                acts.do_something(self, self.random.choice(awake))

    async def _break_things(self) -> None:
        faults = sorted(self.plan.faults - {"slow"})
        works: dict[str, Callable[[], None]] = {
            "walls": self._build_walls,
            "lines": lambda: self.net.break_some(self.random.choice((0.2, 1.0))),
            "crashes": lambda: self._pick().crash(),
            "disks": self._fill_disks,
            "clocks": self._turn_clocks,
        }
        while faults:
            await trio.sleep(self.random.choice(self.plan.pauses_s))
            works[self.random.choice(faults)]()

    def _pick(self) -> Resident:
        return self.random.choice(list(self.people.values()))

    def _build_walls(self) -> None:
        """Two sides, or one computer alone; one way or both; or nothing any more."""
        keys = [one.node_key for one in self.people.values()]
        self.random.shuffle(keys)
        cut = self.random.choice((0, 1, 1, len(keys) // 2))
        left, right = keys[:cut], keys[cut:]
        walls = {(a, b) for a in left for b in right}
        if self.random.random() < 0.6:
            walls |= {(b, a) for a, b in walls}
        self.net.set_walls(walls)

    def _fill_disks(self) -> None:
        one = self._pick()
        one.disk.is_full = not one.disk.is_full

    def _turn_clocks(self) -> None:
        """A clock that is a little wrong, drifts, or jumps: far only where the rules bear it."""
        one = self._pick()
        listed = [row.node for row in get_witnesses(self.base.hamlet.main.state)]
        is_free = one.node_key not in listed or self.plan.size >= 4
        wrong = sum(abs(other.skew_ms) > 14_000 for other in self.people.values())
        if is_free and wrong == 0 and self.random.random() < 0.3:
            one.skew_ms = self.random.choice((-1, 1)) * self.random.choice((60_000, HOUR_MS, 3 * DAY_MS))
        elif self.random.random() < 0.3:
            one.drift_ppm = self.random.randint(-20_000, 20_000)
        else:
            one.skew_ms = self.random.randint(-10_000, 10_000)

    def _heal(self) -> None:
        self.is_wild = self.net.is_wild = False
        self.net.set_walls(set())
        for one in self.people.values():
            one.disk.is_full = False
            one.drift_ppm = 0
            one.skew_ms = self.random.randint(-500, 500)

    # --- afterwards -----------------------------------------------------------------------------------------

    async def _within(self, limit_s: float, is_so: Callable[[], str], what: str) -> float:
        """Wait until nothing is said to be lacking; how long it took."""
        start = trio.current_time()
        while lacking := is_so():
            if trio.current_time() - start > limit_s:
                self.fail(f"not {what} within {limit_s:.0f} s: {lacking}")
                await trio.sleep_forever()
            await trio.sleep(0.25)
        return trio.current_time() - start

    def _is_settled(self) -> str:
        """What is still lacking before everything honest is definitive; empty when nothing is."""
        honest = self.get_staying()
        for one in honest:
            if not one.is_up:
                return f"{one.name} is off"
            self.laws.check_whole(one)
            if one.node is not None and one.node.stopped_because:
                return f"{one.name} stopped: {one.node.stopped_because}"
            if not one.replica.is_founded or not one.is_member():
                return f"{one.name} is no member yet"
        heights = [one.replica.height for one in honest]
        # Liars never rest: whoever seals what they say is always a little ahead of somebody.
        if max(heights) - min(heights) > (2 if self._liars else 0):
            return f"heights {sorted((one.replica.height, one.name) for one in honest)}"
        return self._find_unsealed(honest) or ("" if self._liars else self._find_unrest(honest))

    def _find_unrest(self, honest: list[Resident]) -> str:
        for one in honest:
            if one.replica.must_seal(one.now_ms()):
                return f"{one.name} has a reason to seal"
            if one.replica.dag.events:
                return f"something waits at {one.name}"
            if self._lacks_words(one):
                return f"{one.name} lacks words"
        return ""

    def _lacks_words(self, one: Resident) -> bool:
        """Of who left some may be lacking for good: the questions of a proposal, which nobody else got."""
        store, gone = one.replica.store, self._find_silent(one)
        wanted = store.get_wanted(256 if gone else 1)
        return any(store.get_wanted_owner(name) not in gone for name in wanted)

    def _find_silent(self, one: Resident) -> set[Any]:
        """Accounts whose words need not be here."""
        return set(one.replica.state.keys(DEPARTURES))

    def _find_unsealed(self, honest: list[Resident]) -> str:
        for author in honest:
            for event_id, event in author.acknowledged.items():
                for one in honest:
                    place = one.replica.store.get_place(event_id)
                    if place is None or place[0] < 0:
                        return f"{event.kind} of {author.name} is not definitive at {one.name}"
        return ""

    async def _probe(self) -> float:
        """One more payment."""
        payer = self.random.choice([one for one in self.get_honest() if one.name not in self.newcomers])
        if self.has_left(payer):
            payer = next(one for one in self.get_staying() if one.name not in self.newcomers)

        def sign() -> str:
            return "" if acts.pay(self, payer) else f"{payer.name} may not sign"

        await self._within(PROBED_S, sign, "signed")
        return await self._within(PROBED_S, self._is_settled, "definitive after the probe")

    async def _look_at_idle(self) -> None:
        """Connections that only seemed to be there are found out one by one; then nothing is said."""
        loud: dict[str, int] = {}
        for _ in range(IDLE_LOOKS):
            before = dict(self.said)
            await trio.sleep(IDLE_S)
            loud = count_spoken(before, self.said)
            if not set(loud) - ALLOWED_WHILE_IDLE:
                return
        self.fail(f"an idle village said {loud}")

    def _look_back(self) -> None:
        """From the disks alone."""
        for one in self.get_honest():
            if one.node is None or not one.replica.is_founded:
                is_out = one.name in self.robbed or self.has_left(one)
                assert is_out, "whoever is not settled was robbed of an invitation, or left and is off"
                continue
            self.laws.check_prefix(one)
            self.laws.check_kept(one)
            self.laws.check_whole(one)
            self.laws.check_shown(one, one.node.get_statistics().witness.evidence)


def fingerprint(world: World) -> str:
    """The same for two runs of one seed: every seal, what was said, when all was definitive."""
    seals = b"".join(encoded for _, encoded in sorted(world.laws.seals.items()))
    said = sorted(world.said.items())
    return f"{blake2b(seals, digest_size=8).hexdigest()} {said} {world.settled_in_s} {world.probed_in_s}"


def play(seed: int, plan: Plan | None = None) -> World:
    return World(seed, plan).run()
