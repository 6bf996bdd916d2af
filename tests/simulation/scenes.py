# SPDX-License-Identifier: AGPL-3.0-or-later
"""Worlds with a scene of their own: `scripts/sim.py --scenes`. What is drawn besides is a world's as ever.

    older     a home put back as it was some seconds ago, with its vote file or an older one, or none
    votes     a witness's vote file is lost, or an older one is put back
    wiped     a home is lost whole: it begins anew with a checkpoint's state, the past behind
    guests    checkpoints are near: whoever joins begins with one
    recovery  2 of 4 or 4 of 7 witnesses are gone for good; the others name new ones; some come back later
    rules     the village raises its rules; some homes have a program without them, until they are updated
    energy    meters, readings in time and late, directives, tariffs, settlement, pots and locks, hours

The law besides the others: who was put back ends where everybody is, and no number of a key that a neighbour
still knew is signed again; a copy begun with a checkpoint comes to the same states and holds all the past; no
two honest copies stand on two recoveries, and everything honest is definitive after one.
"""

from __future__ import annotations

import random
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from typing import Any
from unittest.mock import patch

import trio

from ledger import limits
from ledger.epochs import EpochStart
from ledger.errors import RecoveryRefused, StoreError
from ledger.event import Event
from ledger.recovery import count_needed, list_active, make_statement
from ledger.replica import Replica
from ledger.state import Witness, get_chain
from ledger.units import EventId
from tests.simulation import acts, energy, town_hall
from tests.simulation.disk import PowerCut
from tests.simulation.raising import Raising
from tests.simulation.resident import Resident
from tests.simulation.village import Base, make_base
from tests.simulation.wire import address_of
from tests.simulation.world import SETTLED_S, Plan, World, draw_plan

SCENES = ("older", "votes", "wiped", "guests", "recovery", "energy", "rules")
_NEAR = 4
"""Heights between two checkpoints where snapshots are the scene."""
_MENDS = 4
"""Payments within which a witness that forgot is whole again."""


@cache
def make_near_base(size: int, others: int) -> Base:
    """A village whose checkpoints are near."""
    return make_base.__wrapped__(size, others)


def draw_scene(seed: int, scene: str = "") -> tuple[str, Plan]:
    """(scene, plan): the one asked for, or a drawn one."""
    rng = random.Random(f"scene {seed}")
    drawn = rng.choice(SCENES)
    scene = scene or drawn
    plan = replace(draw_plan(rng), is_idle_looked_at=False)
    plan.wild_s = min(plan.wild_s, 30.0)
    if scene == "recovery":
        plan.size, plan.others = rng.choice(((4, 2), (4, 2), (4, 3), (4, 3), (4, 2), (4, 3), (7, 3)))
        plan.lying_witnesses, plan.lying_residents = 0, rng.choice((0, 0, 1)) if plan.others == 3 else 0
        plan.keeps_list, plan.newcomers_max = True, 0
        plan.faults = plan.faults - {"clocks"}
    elif scene == "votes":
        plan.size, plan.lying_witnesses, plan.keeps_list = 4, 0, True
        plan.faults = plan.faults - {"crashes", "disks"}
        plan.strike_chance = 0.0
    elif scene in ("older", "wiped"):
        plan.size, plan.others = rng.choice(((1, 2), (1, 3), (3, 1), (4, 0), (4, 1)))
        plan.lying_witnesses = plan.lying_residents = 0
        plan.faults, plan.strike_chance, plan.keeps_list = frozenset(), 0.0, True
    elif scene == "guests":
        plan.load, plan.newcomers_max = acts.PEOPLE, 2
        plan.act_count = max(plan.act_count, 6)
    elif scene == "rules":
        plan.size, plan.others = rng.choice(((1, 1), (1, 2), (4, 1), (4, 1), (4, 2)))
        plan.lying_witnesses = min(plan.lying_witnesses, (plan.size - 1) // 3)
        plan.lying_residents = min(plan.lying_residents, plan.others - 1)
        plan.keeps_list, plan.wild_s = True, max(plan.wild_s, 8.0)
    else:
        plan.load = energy.ENERGY
        plan.act_count, plan.faults = max(plan.act_count, 6), plan.faults - {"clocks"}
        plan.keeps_list = True
    return scene, plan


def find_last_start(replica: Replica) -> tuple[int, EpochStart] | None:
    """(first height, start) of the newest epoch that a recovery began, None before one."""
    return replica.epochs.find(get_chain(replica.state).epoch)


class SceneWorld(World):
    """See the module."""

    def __init__(self, seed: int, drawn: tuple[str, Plan] | None = None) -> None:
        self.scene, plan = drawn or draw_scene(seed)
        with self._near():
            super().__init__(seed, plan)
        self.has_town_hall = town_hall.is_kept(seed, is_drawn=drawn is None)
        self.draws = random.Random(f"draws of scene {seed}")
        self.victim = ""
        self.change = ""
        self.older: dict[str, bytes] = {}
        self.kept: dict[EventId, Event] = {}
        self.known_lost: dict[tuple[bytes, int], EventId] = {}
        """(key, number) of what the victim forgot and a neighbour still knew."""
        self.gone: dict[str, trio.Event] = {}
        self.witnessed: list[str] = []
        self.raising = Raising(self, self.draws) if self.scene == "rules" else None

    def _near(self) -> ExitStack:
        stack = ExitStack()
        if self.scene in ("wiped", "guests"):
            stack.enter_context(patch.object(limits, "CHECKPOINT_INTERVAL", _NEAR))
        return stack

    def make_base(self) -> Base:
        makers: dict[str, Any] = {
            "energy": energy.make_metered_base, "wiped": make_near_base, "guests": make_near_base
        }  # fmt: skip
        return makers.get(self.scene, make_base)(self.plan.size, self.plan.others)

    def run(self) -> SceneWorld:
        with self._near():
            super().run()
        return self

    def describe(self) -> str:
        what = f"{self.scene} {self.victim} {self.change}".strip()
        return f"{what}; {self.plan.describe()}"

    def get_honest(self) -> list[Resident]:
        return [one for one in super().get_honest() if one.name not in self.gone]

    def _move_in(self, *arguments: Any, **named: Any) -> Resident:
        one = super()._move_in(*arguments, **named)
        tip = self.base.hamlet.main
        if self.raising is not None:
            one.book = self.raising.book_of(one.name)
        if self.scene in ("wiped", "guests"):
            one.pin = (tip.height, tip.tip_id)
        if self.scene in ("recovery", "wiped"):  # as a paper or years together tell
            one.addresses = sorted(
                map(address_of, (person.node for person in self.base.hamlet.people.values()))
            )
        return one

    # --- a disk that changes --------------------------------------------------------------------------------

    async def _break_things(self) -> None:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(super()._break_things)
            if self.scene in ("older", "votes", "wiped"):
                nursery.start_soon(self._put_back)
            elif self.scene == "recovery":
                nursery.start_soon(self._lose_witnesses)
            elif self.raising is not None:
                nursery.start_soon(self.raising.live)

    async def _put_back(self) -> None:
        rng, wild_s = self.draws, self.plan.wild_s
        names = list(self.base.residents) if self.scene != "votes" else []
        if self.plan.size >= 4:
            names += self.base.witnesses
        liars = {one.name for one in self._liars}
        victim = self.people[rng.choice([name for name in names if name not in liars])]
        await trio.sleep(rng.uniform(0.1, 0.5) * wild_s)
        while not victim.is_up:
            await trio.sleep(0.1)
        self.older = {name: file.take_image() for name, file in victim.disk._files.items()}
        self.kept = dict(victim.acknowledged)
        for _ in range(rng.randint(0, 3)):
            acts.pay(self, victim)
            await trio.sleep(rng.uniform(0.05, 0.3))
        while not victim.is_up:
            await trio.sleep(0.1)
        self.victim = victim.name
        self.change = {
            "older": rng.choice(("old votes", "own votes", "no votes")), "votes": rng.choice(("old", "none")),
            "wiped": "",
        }[self.scene]  # fmt: skip
        victim.crash()
        while not (victim.boots and victim.is_up and victim.is_member() and acts.pay(self, victim)):
            # as soon as its wallet lets it
            await trio.sleep(0.1)

    async def while_off(self, one: Resident) -> None:
        if one.name == self.victim and not one.may_forget:
            one.may_forget = True
            self._change_disk(one)
        if one.name in self.gone:
            await self.gone[one.name].wait()
            del self.gone[one.name]

    def _change_disk(self, one: Resident) -> None:
        images = one.disk.images
        if self.scene == "votes":
            self._change_votes(one, self.change)
            return
        forgotten = [event for key, event in one.acknowledged.items() if key not in self.kept]
        one.acknowledged, one.seen_height = dict(self.kept), 0
        if self.scene == "wiped":
            forgotten += one.acknowledged.values()
            one.acknowledged = {}
            images.clear()
        else:
            images["commune"] = self.older["commune"]
            self._change_votes(one, self.change.split()[0].replace("no", "none"))
        others = [other.replica.store for other in self.get_honest() if other is not one and other.is_up]
        for event in forgotten:
            if any(store.has_event(event.id) for store in others):
                self.known_lost[event.author, event.seq] = event.id

    def _change_votes(self, one: Resident, how: str) -> None:
        if how == "old":
            one.disk.images["votes"] = self.older["votes"]
        elif how == "none":
            one.disk.images.pop("votes", None)
            one.has_lost_votes = one.name in self.base.witnesses

    # --- witnesses that are gone ----------------------------------------------------------------------------

    async def _lose_witnesses(self) -> None:
        count = 2 if self.plan.size == 4 else 4
        await trio.sleep(self.draws.uniform(0.3, 0.9) * self.plan.wild_s)
        for name in self.draws.sample(self.base.witnesses, count):
            self.gone[name] = trio.Event()
            self.people[name].crash()
            if self.draws.random() < 0.5:
                await trio.sleep(self.draws.uniform(0.0, 0.3))

    async def after_heal(self) -> None:
        if self.raising is not None:
            await self.raising.end()
        if self.scene != "recovery":
            return
        while len(self.gone) < (2 if self.plan.size == 4 else 4):
            await self._lose_witnesses()
        self.witnessed = sorted(self.gone)
        await self._within(SETTLED_S, self._stands_still, "at one height without a quorum")
        lost = [self.people[name] for name in self.witnessed]
        await self._name_new(lost)
        start = find_last_start(self.get_honest()[0].replica)
        assert start is not None
        for one in lost:
            # Who holds a height above the one named is the old epoch alive: their owners have to talk.
            if one.seen_height < start[0] and self.draws.random() < 0.7:
                await trio.sleep(self.draws.choice((0.0, 2.0, 20.0)))
                self.gone[one.name].set()
                while one.name in self.gone:
                    await trio.sleep(0.1)

    def _stands_still(self) -> str:
        honest = self.get_honest()
        if any(not one.is_up or one.node is None for one in honest):
            return "somebody is off"
        heights = {one.replica.height for one in honest}
        return "" if len(heights) == 1 and self._find_spread() == "" else f"heights {sorted(heights)}"

    def _find_spread(self) -> str:
        """Connections to who is gone are found out one by one."""
        for one in self.get_honest():
            assert one.node is not None
            if one.node.recovering.count_online() > self.plan.size - len(self.gone):
                return f"{one.name} believes that the witnesses are online"
        return ""

    async def _name_new(self, lost: list[Resident]) -> None:
        honest = self.get_honest()
        chain = honest[0].replica
        chosen = self.draws.sample(honest, self.draws.randint(1, min(4, len(honest))))
        rows = [Witness(one.person.account, one.node_key) for one in chosen]
        statement = make_statement(
            self.commune, epoch=chain.epoch + 1, height=chain.height, seal_id=chain.tip_id, witnesses=rows
        )
        needed = count_needed(len(list_active(chain.state)))
        signers = [(one, one.person.seed) for one in self.draws.sample(honest, len(honest))]
        # The owner of a computer that is gone has its key elsewhere, and signs at a neighbour's.
        signers += [(self.draws.choice(honest), one.person.seed) for one in lost]
        assert len(signers) >= needed, "the plan leaves enough people"
        refused = ""
        for _ in range(int(SETTLED_S)):
            for one, seed in signers:
                if one.is_up and one.node is not None and one.replica.epoch == 0:
                    try:
                        one.node.recovering.sign(statement, seed)
                    except RecoveryRefused as error:
                        refused = f"{one.name}: {error.why}"
                    except (StoreError, PowerCut):
                        refused = f"{one.name}: its disk"
                    if self.draws.random() < 0.1:
                        one.crash()
                    await trio.sleep(self.draws.choice((0.0, 0.2, 1.0)))
            if all(one.is_up and one.replica.epoch == 1 for one in honest):
                return
            await trio.sleep(1)
        self.fail(f"no recovery within {SETTLED_S:.0f} s: {refused}")
        await trio.sleep_forever()

    # --- afterwards -----------------------------------------------------------------------------------------

    def _find_silent(self, one: Resident) -> set[Any]:
        """Of a home that is gone for good, those it gave nobody in time are gone too."""
        return super()._find_silent(one) | {self.people[name].person.account for name in self.gone}

    def _is_settled(self) -> str:
        lacking = super()._is_settled()
        if lacking:
            return lacking
        recoveries = set[Any]()
        for one in self.get_honest():
            if one.name in self.robbed:
                continue
            if one.replica.base is not None:
                return f"the past of {one.name} is not all here"
            last = find_last_start(one.replica)
            recoveries.add(None if last is None else (last[0], last[1].recovery.statement.id))
        if len(recoveries) != 1:
            return "honest copies stand on different recoveries"
        return ""

    async def _probe(self) -> float:
        probed_s = await super()._probe()
        victim = self.people.get(self.victim)
        if victim is None:
            return probed_s
        for event in victim.acknowledged.values():
            if self.known_lost.get((event.author, event.seq), event.id) != event.id:
                self.fail(f"{victim.name} signed again a number that a neighbour knew")
        assert victim.votes is not None
        for _ in range(_MENDS):
            if not victim.votes.broken_because:
                break
            await super()._probe()
        if victim.votes.broken_because and self.victim in self.base.witnesses:
            self.fail(f"{victim.name} is not whole again: {victim.votes.broken_because}")
        return probed_s


def play(seed: int) -> SceneWorld:
    return SceneWorld(seed).run()
