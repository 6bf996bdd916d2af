# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who answers a ping is kept; who does not is let go, and costs the others nothing. Time jumps."""

from __future__ import annotations

from typing import Any

import trio

from ledger.units import NodeKey
from p2p.host import HostError
from p2p.liveness import EVERY_S, WITHIN_S, watch_liveness
from tests.helpers.builders import seed_of

ALIVE, GONE, LATE = (NodeKey(seed_of(name)) for name in ("alive", "gone", "late"))


class FakeHost:
    def __init__(self) -> None:
        self.pinged: list[NodeKey] = []
        self.disconnected: list[NodeKey] = []

    async def ping(self, peer: NodeKey, timeout_s: float) -> float:
        self.pinged.append(peer)
        if peer == GONE:
            raise HostError("closed", "gone")
        if peer == LATE:
            await trio.sleep(timeout_s)
            raise HostError("timeout", "late")
        return 0.1

    async def disconnect(self, peer: NodeKey) -> None:
        self.disconnected.append(peer)
        raise HostError("closed", "already")


class FakeSession:
    closed = ""

    def close(self, code: str) -> None:
        self.closed = code


async def test_who_does_not_answer_is_let_go(autojump_clock: Any):
    host = FakeHost()
    sessions = {peer: [FakeSession()] for peer in (ALIVE, GONE, LATE)}
    async with trio.open_nursery() as nursery:
        nursery.start_soon(watch_liveness, host, sessions)
        await trio.sleep(EVERY_S + WITHIN_S + 1)
        assert [sessions[peer][0].closed for peer in (ALIVE, GONE, LATE)] == ["", "no answer", "no answer"]
        assert host.disconnected == [GONE, LATE]
        del sessions[GONE], sessions[LATE]
        await trio.sleep(10 * EVERY_S)
        nursery.cancel_scope.cancel()
    assert host.pinged.count(ALIVE) >= 10
    assert host.pinged.count(GONE) == 1
