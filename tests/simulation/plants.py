# SPDX-License-Identifier: AGPL-3.0-or-later
"""Faults planted into the program, one rule broken each, to prove that the laws can fail.

    python -m tests.simulation.plants lock --seeds 200        plays until it is caught; how many seeds it took
    python -m tests.simulation.plants --all --times 9         the median and the most, for docs/simulation.md

Each plant is a patch of a class or a function for the time of a run, with the worlds in which it can show.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from unittest.mock import patch

import ledger.consensus
import ledger.execute
import ledger.replica
import ledger.seal
from ledger.consensus import Consensus
from ledger.dag import Cut, Dag, QuotaUse
from ledger.errors import Diverged
from ledger.event import Event
from ledger.replica import Replica
from ledger.rulebook.book import Book
from ledger.seal import Seal
from ledger.state import NEXT_RULES, ONLY, TASKS, State, set_next_rules
from ledger.units import EventId
from ledger.votes import NOTHING, is_timely
from p2p.following import Following
from p2p.machines.sealing import SealingMachine
from p2p.machines.sealing_commands import Command, Now
from p2p.own_chain import OwnChain
from p2p.vote_file import VoteFile
from tests.helpers.later_rules import LATER_BOOK
from tests.helpers.parliament import play as play_height
from tests.simulation import acts
from tests.simulation.raising import Raising
from tests.simulation.scenes import SceneWorld, draw_scene
from tests.simulation.schemer import SCHEMING, SchemeWorld
from tests.simulation.world import Plan, World, draw_plan

Patches = Callable[[], AbstractContextManager[Any]]


@contextmanager
def drop_lock() -> Iterator[None]:
    """Whoever is locked prevotes whatever is valid."""
    honest = Consensus._try_prevote

    def unlocked(self: Consensus) -> bool:
        lock = self.locked_round, self.locked_id
        self.locked_round, self.locked_id = -1, NOTHING
        try:
            return honest(self)
        finally:
            self.locked_round, self.locked_id = lock

    with patch.object(Consensus, "_try_prevote", unlocked):
        yield


@contextmanager
def lower_quorum() -> Iterator[None]:
    """One vote less is a quorum, in votes and in certificates."""
    honest = ledger.seal.compute_quorum

    def lower(witnesses: int) -> int:
        return max(1, honest(witnesses) - 1)

    with ExitStack() as stack:
        for module in (ledger.seal, ledger.consensus):
            stack.enter_context(patch.object(module, "compute_quorum", lower))
        yield


@contextmanager
def judge_by_clock() -> Iterator[None]:
    """`timely` is part of `valid`: for who proposes, who votes and who follows."""
    judge, follow = SealingMachine._judge, Following._follow

    def judge_timely(self: SealingMachine, seal: Seal, now: Now) -> list[Command]:
        if self.consensus is not None and not is_timely(seal.time_ms, now.civil_ms, 0):
            self._unjudged.pop(seal.id, None)
            return self._run(self.consensus.on_judged(seal.id, False), now)
        return judge(self, seal, now)

    def follow_timely(self: Following, seal: Seal | None, *rest: Any) -> Any:
        if seal is not None and not is_timely(seal.time_ms, self._node.now_ms(), 0):
            raise Diverged("not timely")
        return follow(self, seal, *rest)

    with (
        patch.object(SealingMachine, "_judge", judge_timely),
        patch.object(Following, "_follow", follow_timely),
    ):
        yield


@contextmanager
def send_before_sync() -> Iterator[None]:
    """What is signed leaves at once, and is saved when the next is."""
    honest = VoteFile.save
    late: dict[VoteFile, Any] = {}

    def save(self: VoteFile, *arguments: Any) -> None:
        before = late.get(self)
        late[self] = arguments
        if before is not None:
            honest(self, *before)

    with patch.object(VoteFile, "save", save):
        yield


@contextmanager
def order_by_arrival() -> Iterator[None]:
    """Among what is ready, what was stored first comes first."""

    def order(self: Replica, cut: Cut) -> tuple[EventId, ...]:
        return tuple(event_id for event_id in self.dag.events if event_id in cut.events)

    with patch.object(Replica, "_order", order):
        yield


@contextmanager
def ignore_quota() -> Iterator[None]:
    """A cut takes whatever waits."""
    with patch.object(QuotaUse, "take", lambda *_: True):
        yield


@contextmanager
def change_tip() -> Iterator[None]:
    """What does not start from the tip of its key is live all the same."""
    honest = Dag.check_chain

    def check(self: Dag, event: Event, state: State) -> bool:
        honest(self, event, state)
        return True

    with patch.object(Dag, "check_chain", check), patch.object(Dag, "advance", _keep_forks(Dag.advance)):
        yield


def _keep_forks(honest: Callable[..., Any]) -> Callable[..., Any]:
    def advance(self: Dag, ordered: Any, state: State) -> Any:
        buried = honest(self, ordered, state)
        for event_id in buried:
            event = self.dead.pop(event_id, None)
            if event is not None:
                self.add(event, self.account_of(event, state))
        return ()

    return advance


@contextmanager
def run_twice() -> Iterator[None]:
    """A task that ran is still due."""
    honest = ledger.execute._run_task

    def run(draft: Any, due_ms: int, task_id: bytes, **named: Any) -> Any:
        task = draft.get(TASKS, (due_ms, task_id))
        result = honest(draft, due_ms, task_id, **named)
        if not task.rearmed:
            draft.put(TASKS, (due_ms, task_id), replace(task, rearmed=True))
        return result

    with patch.object(ledger.execute, "_run_task", run):
        yield


@contextmanager
def sign_at_once() -> Iterator[None]:
    """A home put back signs before it has looked around."""
    with patch.object(OwnChain, "find_hold", lambda *_: ""):
        yield


@contextmanager
def shift_rules(by: int) -> Iterator[None]:
    """At one updated home the new rules begin a height too early, or too late."""
    honest, odd = ledger.replica.execute_seal, Book(dict(LATER_BOOK.versions))
    choose = Raising.book_of

    def execute(state: State, events: Any, *, height: int, book: Book, **named: Any) -> Any:
        row = state.get(NEXT_RULES, ONLY)
        if book is odd and row is not None and height == row.height + min(by, 0):
            draft = state.draft()
            set_next_rules(draft, row.rules, row.height + by)
            state = draft.freeze()
        return honest(state, events, height=height, book=book, **named)

    def book_of(self: Raising, name: str) -> Book:
        updated = sorted(set(self.names) - self.old)
        return odd if updated and name == updated[-1] else choose(self, name)

    with (
        patch.object(ledger.replica, "execute_seal", execute),
        patch.object(Raising, "book_of", book_of),
    ):
        yield


@dataclass(frozen=True, kw_only=True)
class Plant:
    """A fault, and the worlds drawn for it."""

    patches: Patches
    changes: dict[str, Any]
    seeds: int
    """Within how many it must be caught."""
    is_height: bool = False
    """Shown by a height of seven witnesses, whose liar is quicker than a village's."""
    scene: str = ""
    """Shown by a world with this scene."""
    is_schemed: bool = False
    """Shown by a world with a schemer."""


_WALLED: dict[str, Any] = {
    "size": 4, "others": 0, "faults": frozenset({"walls"}), "keeps_list": True, "pauses_s": (6.0, 9.0),
    "wild_s": 30.0,
}  # fmt: skip
_FORKING = {"size": 1, "others": 2, "lying_residents": 1, "keeps_list": True, "wild_s": 10.0}
PLANTS = {
    "lock": Plant(patches=drop_lock, changes={}, seeds=40, is_height=True),
    "lock-nodes": Plant(patches=drop_lock, changes=SCHEMING, seeds=10, is_schemed=True),
    "quorum": Plant(patches=lower_quorum, changes={**_WALLED, "act_count": 10}, seeds=20),
    "timely": Plant(
        patches=judge_by_clock,
        changes={"size": 1, "others": 2, "faults": frozenset({"crashes"}), "act_count": 8, "wild_s": 20.0},
        seeds=20,
    ),
    "sync": Plant(
        patches=send_before_sync,
        changes={**_WALLED, "faults": frozenset({"crashes", "slow"}), "strike_chance": 0.05, "act_count": 8},
        seeds=20,
    ),
    "hold": Plant(patches=sign_at_once, changes={}, seeds=20, scene="older"),
    "early": Plant(patches=partial(shift_rules, -1), changes={}, seeds=10, scene="rules"),
    "late": Plant(patches=partial(shift_rules, 1), changes={}, seeds=10, scene="rules"),
    "order": Plant(patches=order_by_arrival, changes={"size": 1, "others": 2, "act_count": 12}, seeds=20),
    "quota": Plant(patches=ignore_quota, changes=_FORKING, seeds=20),
    "tip": Plant(patches=change_tip, changes=_FORKING, seeds=40),
    "task": Plant(
        patches=run_twice, changes={"size": 1, "others": 1, "act_count": 8, "load": acts.COUNCIL}, seeds=20
    ),
}


def make_plan(plant: Plant, seed: int) -> Plan:
    drawn = draw_plan(random.Random(f"world {seed}"))
    return replace(drawn, **{"lying_residents": 0, "lying_witnesses": 0, **plant.changes})


def hunt(name: str, first: int, seeds: int) -> tuple[int, str]:
    """(how many seeds until a law was broken, which); (0, "") if none was."""
    plant = PLANTS[name]
    with plant.patches():
        for seed in range(first, first + seeds):
            found = _play_height(seed) if plant.is_height else _play_world(plant, seed)
            if found:
                return seed - first + 1, found
    return 0, ""


def _play_world(plant: Plant, seed: int) -> str:
    if plant.scene:
        return "; ".join(SceneWorld(seed, draw_scene(seed, plant.scene)).run().failures)
    world = SchemeWorld if plant.is_schemed else World
    return "; ".join(world(seed, make_plan(plant, seed)).run().failures)


def _play_height(seed: int) -> str:
    try:
        play_height(seed, 7, manner="babbler")
    except AssertionError as error:
        return f"{type(error).__name__}: {error}"
    return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("plants", nargs="*", choices=[[], *PLANTS])
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--seeds", type=int, default=0)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--times", type=int, default=1)
    options = parser.parse_args()
    missed = 0
    for name in PLANTS if options.all else options.plants:
        seeds = options.seeds or PLANTS[name].seeds
        found = [hunt(name, options.first + 1_000 * turn, seeds) for turn in range(options.times)]
        counts = [count for count, _ in found if count]
        missed += len(found) - len(counts)
        middle = statistics.median(counts) if counts else 0
        most = max(counts, default=0)
        print(f"{name}: caught {len(counts)} of {len(found)} times, median {middle}, most {most}")
        print(f"  {found[0][1]}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    if os.environ.get("PYTHONHASHSEED") != "0":
        module = ["-m", "tests.simulation.plants"]
        os.execve(
            sys.executable, [sys.executable, *module, *sys.argv[1:]], {**os.environ, "PYTHONHASHSEED": "0"}
        )
    raise SystemExit(main())
