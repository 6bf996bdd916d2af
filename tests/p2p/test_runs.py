# SPDX-License-Identifier: AGPL-3.0-or-later
"""Runs of signatures: taken from both ends, put back, read in order."""

from __future__ import annotations

from dataclasses import replace

import pytest
import trio

from ledger.event import Event
from ledger.units import EventId
from p2p.runs import RUN, Runs
from tests.helpers.hamlet import settled


@pytest.fixture(scope="module")
def signed() -> tuple[EventId, Event]:
    hamlet = settled("anna")
    return hamlet.commune, hamlet.transfer(hamlet.people["anna"], hamlet.founder.account)


async def test_each_run_is_taken_once_from_either_end(signed: tuple[EventId, Event]):
    commune, event = signed
    runs = Runs([event] * (3 * RUN + 1), commune)
    assert [len(runs[number]) for number in range(4)] == [RUN, RUN, RUN, 1]
    assert (runs.take_first(), runs.take_last(), runs.take_last(), runs.take_first()) == (0, 3, 2, 1)
    assert runs.take_first() is runs.take_last() is None
    runs.give_back(2)
    runs.give_back(1)
    assert {runs.take_first(), runs.take_last()} == {1, 2}
    assert runs.take_first() is runs.take_last() is None


async def test_verdicts_are_read_in_order_however_they_come(signed: tuple[EventId, Event]):
    commune, event = signed
    forged = replace(event, signature=bytes(64))
    runs = Runs([*[event] * RUN, forged, event], commune)
    runs.check(1)
    assert runs.read(1) is None
    assert not runs.is_over
    runs.check(0)
    assert runs.is_over
    assert runs.read(RUN - 1) == [True] * (RUN - 1)
    assert runs.read(3) == [True, False, True]
    assert runs.read(0) == []


async def test_who_waits_hears_of_verdicts_and_of_what_came_back(signed: tuple[EventId, Event]):
    commune, event = signed
    runs = Runs([event] * RUN * 2, commune)
    for number in (runs.take_first(), runs.take_first()):
        assert number is not None
        with trio.fail_after(60):
            async with trio.open_nursery() as nursery:
                nursery.start_soon(runs.wait)
                await trio.testing.wait_all_tasks_blocked()
                await trio.to_thread.run_sync(runs.check if number == 0 else runs.give_back, number)
        assert runs.read(RUN if number == 0 else 1) == ([True] * RUN if number == 0 else None)
    await runs.wait()


async def test_what_is_abandoned_is_not_begun(signed: tuple[EventId, Event]):
    commune, event = signed
    runs = Runs([event] * RUN * 2, commune)
    number = runs.take_first()
    assert number is not None
    runs.abandon()
    runs.give_back(number)
    assert runs.take_first() is runs.take_last() is None
    assert runs.is_over
