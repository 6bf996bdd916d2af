# SPDX-License-Identifier: AGPL-3.0-or-later
"""The door closes on who is banned and opens again when the ban ends. Time jumps."""

from __future__ import annotations

from typing import Any

import trio

from ledger.units import NodeKey
from p2p.banning import LOOK_EVERY_S, BanWatch
from p2p.budgets import Budgets, Offence
from p2p.host import HostError
from tests.helpers.builders import seed_of

LIAR, GONE, HONEST = (NodeKey(seed_of(name)) for name in ("liar", "gone", "honest"))


class FakeDoor:
    def __init__(self) -> None:
        self.told: list[tuple[NodeKey, bool]] = []

    async def ban(self, peer: NodeKey, banned: bool = True) -> None:
        self.told.append((peer, banned))
        if peer == GONE and banned:
            raise HostError("closed", "it left already")


async def test_the_door_hears_of_each_ban_and_of_its_end(autojump_clock: Any):
    start = trio.current_time()
    watch = BanWatch(Budgets(), lambda: int((trio.current_time() - start) * 1_000))
    door = FakeDoor()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(watch.run, door)
        assert not watch.report(LIAR, Offence.MALFORMED)
        assert not watch.report(HONEST, Offence.BAD_SIGNATURE)
        assert watch.report(LIAR, Offence.MALFORMED)
        while not watch.report(GONE, Offence.MALFORMED):
            pass
        await trio.sleep(1)
        assert sorted(door.told) == sorted([(LIAR, True), (GONE, True)])
        await trio.sleep(3_500)
        assert len(door.told) == 2
        await trio.sleep(100 + 2 * LOOK_EVERY_S)
        assert sorted(door.told[2:]) == sorted([(LIAR, False), (GONE, False)])
        nursery.cancel_scope.cancel()
