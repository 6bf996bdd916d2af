# SPDX-License-Identifier: AGPL-3.0-or-later
"""A neighbour whose computer went away without a word is noticed by its silence to a ping.

The law: who does not answer in time loses its sessions and its connection, and is dialled again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final, Protocol

import trio

from ledger.units import NodeKey
from p2p.host import HostError

EVERY_S: Final = 20
WITHIN_S: Final = 10


class Pinger(Protocol):
    """What this needs of the host."""

    async def ping(self, peer: NodeKey, timeout_s: float) -> object: ...
    async def disconnect(self, peer: NodeKey) -> None: ...


class Closable(Protocol):
    def close(self, code: str) -> None: ...


async def watch_liveness(host: Pinger, sessions: Mapping[NodeKey, Sequence[Closable]]) -> None:
    """Ping whoever has a session, until cancelled."""
    while True:
        await trio.sleep(EVERY_S)
        async with trio.open_nursery() as nursery:
            for peer in list(sessions):
                nursery.start_soon(_check_alive, host, sessions, peer)


async def _check_alive(host: Pinger, sessions: Mapping[NodeKey, Sequence[Closable]], peer: NodeKey) -> None:
    try:
        await host.ping(peer, WITHIN_S)
    except HostError:
        for session in sessions.get(peer, ()):
            session.close("no answer")
        with suppress(HostError):
            await host.disconnect(peer)
