# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many signatures, in threads: the verdicts are those of one by one, in order, and the loop goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import trio

from p2p import verifying
from p2p.verifying import verify_in_threads
from tests.helpers.ahead import verify_ahead
from tests.helpers.hamlet import settled


@pytest.mark.parametrize("count", [0, 1, 8, 9, 500, 1_001])
async def test_the_verdicts_are_in_order(count: int):
    hamlet = settled("anna")
    event = hamlet.transfer(hamlet.people["anna"], hamlet.founder.account)
    forged = replace(event, signature=bytes(64))
    events = [forged if number % 7 == 3 else event for number in range(count)]
    expected = [number % 7 != 3 for number in range(count)]
    assert await verify_in_threads(events, hamlet.commune) == expected


async def test_the_first_verdicts_do_not_wait_for_the_last(monkeypatch: pytest.MonkeyPatch):
    hamlet = settled("anna")
    event = hamlet.transfer(hamlet.people["anna"], hamlet.founder.account)
    forged = replace(event, signature=bytes(64))
    token = trio.lowlevel.current_trio_token()
    used = trio.Event()
    real: Any = verifying.verify_events

    def slow(events: Any, commune: Any) -> Any:
        if events[-1] is forged:
            trio.from_thread.run(used.wait, trio_token=token)
        return real(events, commune)

    monkeypatch.setattr(verifying, "verify_events", slow)
    with trio.fail_after(60):
        async with verify_ahead([*([event] * 900), forged], hamlet.commune) as verdicts:
            assert await verdicts.take(3) == [True] * 3
            assert await verdicts.take(0) == []
            used.set()
            assert await verdicts.take(898) == [True] * 897 + [False]


async def test_the_loop_goes_on_meanwhile(monkeypatch: pytest.MonkeyPatch):
    hamlet = settled("anna")
    event = hamlet.transfer(hamlet.people["anna"], hamlet.founder.account)
    turns = 0
    entered = trio.Event()
    token = trio.lowlevel.current_trio_token()
    real: Any = verifying.verify_events

    def slow(events: Any, commune: Any) -> Any:
        trio.from_thread.run_sync(entered.set, trio_token=token)
        trio.from_thread.run(seen.wait, trio_token=token)
        return real(events, commune)

    seen = trio.Event()
    monkeypatch.setattr(verifying, "verify_events", slow)

    async def beside() -> None:
        nonlocal turns
        await entered.wait()
        turns += 1
        seen.set()

    async with trio.open_nursery() as nursery:
        nursery.start_soon(beside)
        with trio.fail_after(60):
            assert await verify_in_threads([event] * 20, hamlet.commune) == [True] * 20
    assert turns == 1
