# SPDX-License-Identifier: AGPL-3.0-or-later
"""A disk that refused to write is tried again until it has room; then the node goes on by itself.

        report ──> wait 1 s, 2 s … 60 s ──> Store.check_room ──> go_on
                        ^────────── still full ───┘

Not here: what stops meanwhile (`node`), nor what was being written: nothing of it was kept.
The law: a node that keeps running full is asked less and less often, never in a spin.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Final

import trio

from ledger.errors import StoreDamaged, StoreError
from ledger.store import Store

log = logging.getLogger(__name__)

_FIRST_WAIT_S: Final = 1
_LONGEST_WAIT_S: Final = 60
_CALM_S: Final = 120
"""A disk that held for so long after the last trouble is trusted as at first."""


@asynccontextmanager
async def held_when_damaged(leave: Callable[[StoreDamaged], None]) -> AsyncGenerator[None]:
    """Within, a damaged file ends what is done, not the program: then wait, until cancelled, for a person.

    Args:
        leave: told of the damage once everything within has ended.
    """
    try:
        yield
    except* StoreDamaged as group:
        leave(_first_of(group))
        await trio.sleep_forever()


def _first_of(group: BaseExceptionGroup[StoreDamaged]) -> StoreDamaged:
    found = group.exceptions[0]
    return _first_of(found) if isinstance(found, BaseExceptionGroup) else found


class DiskWatch:
    """Waits for room on the disk of one store."""

    def __init__(self, store: Store, go_on: Callable[[], None]) -> None:
        """Build a watch at rest.

        Args:
            go_on: called in the node's thread once the disk takes what it is given again.
        """
        self._store = store
        self._go_on = go_on
        self._refused = trio.Event()

    def report(self) -> None:
        """The disk refused something just now."""
        self._refused.set()

    async def run(self) -> None:
        """Watch until cancelled."""
        wait_s, calm_from_s = _FIRST_WAIT_S, trio.current_time()
        while True:
            await self._refused.wait()
            if trio.current_time() - calm_from_s > _CALM_S:
                wait_s = _FIRST_WAIT_S
            while True:
                await trio.sleep(wait_s)
                wait_s = min(2 * wait_s, _LONGEST_WAIT_S)
                if self._has_room():
                    break
            self._refused = trio.Event()
            calm_from_s = trio.current_time()
            log.warning("the disk takes what it is given again")
            self._go_on()

    def _has_room(self) -> bool:
        try:
            self._store.check_room()
        except StoreError as error:
            log.info("disk: %s", error)
            return False
        return True
