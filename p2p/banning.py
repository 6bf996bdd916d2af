# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who lost all our trust is kept out at the door, not only turned away from each stream; until its ban ends.

        offence ──> Budgets.report ── banned? ──> Host.ban: connection closed, the next one refused

The law: a ban of the door never outlives that of the budgets, which forget in an hour.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Final, Protocol

import trio

from ledger.units import NodeKey
from p2p.budgets import Budgets, Offence
from p2p.host import HostError

LOOK_EVERY_S: Final = 30


class Door(Protocol):
    """What this needs of the host."""

    async def ban(self, peer: NodeKey, banned: bool = True) -> None: ...


class BanWatch:
    """Tells the door of one node."""

    def __init__(self, budgets: Budgets, now_ms: Callable[[], int]) -> None:
        self._budgets = budgets
        self._now_ms = now_ms
        self._out: set[NodeKey] = set()
        self._waiting: set[NodeKey] = set()
        self._woken = trio.Event()

    def report(self, peer: NodeKey, offence: Offence) -> bool:
        """Count an offence; True when the peer is banned from now on, and soon out."""
        banned = self._budgets.report(peer, offence, self._now_ms())
        if banned:
            self._waiting.add(peer)
            self._woken.set()
        return banned

    async def run(self, door: Door) -> None:
        """Close the door on who is banned, open it again in time, until cancelled."""
        while True:
            with trio.move_on_after(LOOK_EVERY_S):
                await self._woken.wait()
            self._woken = trio.Event()
            waiting, self._waiting = self._waiting, set()
            for peer in waiting:
                self._out.add(peer)
                with suppress(HostError):
                    await door.ban(peer)
            now = self._now_ms()
            for peer in [one for one in self._out if not self._budgets.is_banned(one, now)]:
                self._out.discard(peer)
                await door.ban(peer, banned=False)
