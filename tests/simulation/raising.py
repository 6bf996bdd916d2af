# SPDX-License-Identifier: AGPL-3.0-or-later
"""A village raises its rules while some homes still have the program of before. The scene `rules`.

    asked ── voted ── words of the updated witnesses ──> decided ──> in force
    old homes:  follow ────────────────────────────────────────────> stopped, at the height before
                    at a drawn moment, or at the end:  the same disk, the later program ──> with all

The law: an old program's copy executes no height of the later rules, and is where everybody is once updated.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import trio

from ledger.errors import RulesUnknown
from ledger.rulebook.book import BOOK, Book
from ledger.rulebook.proposals import OPEN, PASSED, PROPOSALS, RULES
from ledger.rulebook.raising import RAISE, get_waiting_raise
from ledger.rulebook.ready import said_ready
from ledger.state import ONLY, get_chain, get_decided_rules, get_next_witnesses
from tests.helpers.later_rules import GREETING, LATER_BOOK
from tests.simulation import acts

if TYPE_CHECKING:
    from tests.simulation.resident import Resident
    from tests.simulation.world import World

STEP_S = 0.3
_ASK_AGAIN_S = 8.0
_SAY_AGAIN_S = 4.0
_GREETINGS_MAX = 10
RAISED_S = 300.0


class Raising:
    """See the module."""

    def __init__(self, world: World, draws: random.Random) -> None:
        self._world, self._draws = world, draws
        self.old = self._draw_old()
        self._voted: set[tuple[str, bytes]] = set()
        self._said_s: dict[str, float] = {}
        self._asked_s = -_ASK_AGAIN_S
        self._greetings = 0

    def _draw_old(self) -> set[str]:
        """Residents, and as many witnesses as the list can do without."""
        world, draws = self._world, self._draws
        old = {name for name in world.base.residents if draws.random() < 0.6}
        spare = (world.plan.size - 1) // 3 - world.plan.lying_witnesses
        if spare > 0 and draws.random() < 0.7:
            old |= set(draws.sample(world.base.witnesses, spare))
        return old or {world.base.residents[0]}

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody who is here from the beginning."""
        return (*self._world.base.witnesses, *self._world.base.residents)

    def book_of(self, name: str) -> Book:
        return BOOK if name in self.old else LATER_BOOK

    # --- what people do -------------------------------------------------------------------------------------

    async def live(self) -> None:
        """While things break: the raise is asked for, some update at any moment."""
        plan = self._world.plan
        async with trio.open_nursery() as nursery:
            for name in sorted(self.old):
                if self._draws.random() < 0.4:
                    nursery.start_soon(self._update_at, name, self._draws.uniform(0.0, plan.wild_s))
            await trio.sleep(self._draws.uniform(0.0, 0.5) * plan.wild_s)
            await self._drive()

    async def _drive(self) -> None:
        while True:
            for one in self._world.get_honest():
                if not (one.is_up and one.replica.is_founded and one.is_member()):
                    continue
                self._say(one)
                if one.may_act():
                    self._do_next(one)
            await trio.sleep(STEP_S)

    def _do_next(self, one: Resident) -> None:
        state, now_s = one.replica.state, trio.current_time()
        asked = [(key, row) for key, row in state.items(PROPOSALS) if row.form == RULES]
        waiting, is_decided = get_waiting_raise(state), get_decided_rules(state) > 1
        for key, row in asked:
            is_new = row.state == OPEN and (one.name, key) not in self._voted
            if is_new and one.act("ballot", {"proposal": key, "choice": "for"}):
                self._voted.add((one.name, key))
        is_asked = waiting or is_decided or any(row.state in (OPEN, PASSED) for _, row in asked)
        if not is_asked and now_s - self._asked_s >= _ASK_AGAIN_S and self._ask(one):
            self._asked_s = now_s
        if one.book.newest > 1 and self._draws.random() < 0.1:
            # However quiet the village is, somebody's act is the first under the new rules.
            is_awaited = is_decided and get_chain(state).rules == 1
            if self._greetings < _GREETINGS_MAX or is_awaited:
                self._greetings += 1
                self.greet(one)

    def _say(self, one: Resident) -> None:
        """As a witness's program does by itself, however much its owner did: the day's quota has room."""
        state, now_s = one.replica.state, trio.current_time()
        waiting = get_waiting_raise(state)
        if waiting is None or now_s - self._said_s.get(one.name, -_SAY_AGAIN_S) < _SAY_AGAIN_S:
            return
        rules = waiting.rules
        is_listed = one.node_key in {witness.node for witness in get_next_witnesses(state)}
        is_said = said_ready(state, one.node_key, rules, get_chain(state).seal_ms)
        if is_listed and one.book.newest >= rules and not is_said and acts.say_ready(self._world, one):
            self._said_s[one.name] = trio.current_time()

    def _ask(self, one: Resident) -> Any:
        duration = self._draws.choice((1_000, 3_000))
        body = {
            "form": RULES, "title": acts.NOTHING_NAMED, "text": b"", "duration": duration,
            "content": {"rules": 2},
        }  # fmt: skip
        return one.act("proposal", body)

    def greet(self, one: Resident) -> Any:
        """Unknown under the first rules, applied under the next."""
        if self._draws.random() < 0.3:
            return one.act("consent", {"topic": "gifts", "agree": True})
        return one.act(GREETING, {"words": "bonjour"})

    # --- programs -------------------------------------------------------------------------------------------

    async def _update_at(self, name: str, moment_s: float) -> None:
        await trio.sleep(moment_s)
        self._update(name)

    def _update(self, name: str) -> None:
        """The program is replaced between two starts; the disk is what it was."""
        self.old.discard(name)
        one = self._world.people[name]
        one.book = LATER_BOOK
        one.crash()

    # --- afterwards -----------------------------------------------------------------------------------------

    async def end(self) -> None:
        """Raised by those who can, stopped in time where they cannot, and everybody updated at last."""
        world = self._world
        async with trio.open_nursery() as nursery:
            nursery.start_soon(self._drive)
            await world._within(RAISED_S, self._find_lacking, "under the new rules")
            nursery.cancel_scope.cancel()
        for name in sorted(self.old, key=lambda _: self._draws.random()):
            await trio.sleep(self._draws.choice((0.0, 1.0, 5.0)))
            self._update(name)

    def _find_lacking(self) -> str:
        honest = [one for one in self._world.get_honest() if one.name not in self._world.robbed]
        if any(not one.is_up or not one.is_member() for one in honest):
            return "somebody is off"
        updated = [one for one in honest if one.book.newest > 1]
        behind = [one.name for one in updated if get_chain(one.replica.state).rules < 2]
        if behind:
            return f"the first rules at {behind}"
        row = updated[0].replica.state.get(RAISE, ONLY)
        assert row is not None, "they were raised by a decision"
        for one in honest:
            if one.book.newest == 1 and one.replica.height != row.height - 1:
                return f"{one.name} at height {one.replica.height} of {row.height - 1}"
            if one.book.newest == 1 and (one.node is None or one.node.stopped_because != RulesUnknown.code):
                return f"{one.name} does not say that it is too old"
        return ""
