# SPDX-License-Identifier: AGPL-3.0-or-later
"""A process that checks signatures beside the node: the verdicts of one by one, whatever becomes of it."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
import trio

from ledger.event import Event
from ledger.units import EventId
from p2p import helper
from p2p.helper import WORTH, Helper, can_start
from p2p.runs import RUN
from tests.helpers.ahead import verify_ahead
from tests.helpers.hamlet import settled

COUNT = 3 * RUN + 7
_ANSWERS_ONCE = (
    "import sys; n = int.from_bytes(sys.stdin.buffer.read(4), 'big'); sys.stdin.buffer.read(128 * n);"
    "sys.stdout.buffer.write(b'\\x01' * n); sys.stdout.buffer.flush()"
)


def some_events(count: int) -> tuple[EventId, list[Event], list[bool]]:
    """Payments of which each seventh is forged, a key of which the proof is, and what is true of them."""
    hamlet = settled("anna")
    event = hamlet.transfer(hamlet.people["anna"], hamlet.founder.account)
    forged = replace(event, signature=bytes(64))
    events = [forged if number % 7 == 3 else event for number in range(count)]
    expected = [number % 7 != 3 for number in range(count)]
    added = hamlet.sign_key_add(hamlet.newcomer("bela", event.id))
    liar = replace(added, body={**added.body, "proof": bytes(64)})
    return hamlet.commune, [*events, added, liar], [*expected, True, False]


async def take_all(count: int, helper: Helper) -> bool:
    commune, events, expected = some_events(count)
    async with verify_ahead(events, commune, helper) as verdicts:
        with trio.fail_after(60):
            return await verdicts.take(len(events)) == expected


async def test_the_verdicts_are_those_of_one_by_one():
    helper = Helper()
    try:
        assert await take_all(WORTH + 7, helper)
        first = helper.pid
        assert first is not None
        assert await take_all(COUNT, helper), "a running one takes less than is worth a start"
        assert helper.pid == first
    finally:
        helper.close()
    assert helper.pid is None
    helper.close()


async def test_a_few_start_nothing():
    helper = Helper()
    assert await take_all(COUNT, helper)
    assert helper.pid is None


@pytest.mark.parametrize(
    "command",
    [
        ["no such program anywhere"],
        [sys.executable, "-c", ""],
        [sys.executable, "-c", _ANSWERS_ONCE],
    ],
    ids=["does not start", "ends at once", "ends after a run"],
)
async def test_threads_do_what_a_broken_one_leaves(command: list[str]):
    helper = Helper(command)
    commune, events, _ = some_events(WORTH)
    good = [event for event in events if event.signature != bytes(64)][:-1]
    async with verify_ahead(good * 2, commune, helper) as verdicts:
        with trio.fail_after(60):
            assert await verdicts.take(2 * len(good)) == [True] * (2 * len(good))
    assert helper.pid is None
    assert not helper.is_worth(10 * WORTH), "once is enough"


async def test_one_that_dawdles_is_ended(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(helper, "ANSWER_S", 0.05)
    mute = Helper([sys.executable, "-c", "import sys; sys.stdin.read()"])
    assert await take_all(WORTH, mute)
    assert mute.pid is None


async def test_who_no_longer_waits_leaves_nothing_behind():
    mute = Helper([sys.executable, "-c", "import sys; sys.stdin.read()"])
    commune, events, _ = some_events(WORTH)
    with trio.CancelScope() as scope:
        async with verify_ahead(events, commune, mute) as verdicts:
            while mute.pid is None:
                await trio.lowlevel.checkpoint()
            scope.cancel()
            await verdicts.take(1)
    assert scope.cancelled_caught
    assert mute.take_spare() is None, "what nobody waits for is left"
    mute.close()
    assert mute.pid is None
    assert mute.is_worth(WORTH), "it did no wrong"


async def test_who_waits_for_a_slow_one_takes_what_it_would_come_to_last(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(helper, "ANSWER_S", 0.05)
    mute = Helper([sys.executable, "-c", "import sys; sys.stdin.read()"])
    commune, events, expected = some_events(12 * RUN)
    later_events, later_expected = events[::-1], expected[::-1]
    async with (
        verify_ahead(events, commune, mute) as first,
        verify_ahead(later_events, commune, mute) as later,
    ):
        with trio.fail_after(60):
            # What the process holds comes back when it is ended; all else was done meanwhile.
            assert await first.take(len(events)) == expected
            assert await later.take(len(later_events)) == later_expected


async def test_two_messages_are_checked_one_after_the_other():
    one = Helper()
    commune, events, expected = some_events(8 * RUN)
    good = [event for event, is_good in zip(events, expected, strict=True) if is_good]
    try:
        async with verify_ahead(events, commune, one) as first, verify_ahead(good, commune, one) as later:
            with trio.fail_after(60):
                assert await later.take(len(good)) == [True] * len(good), "read before the first"
                for is_good in expected:
                    assert await first.take(1) == [is_good]
    finally:
        one.close()


async def test_it_is_warm_before_anything_is_asked():
    one = Helper()
    try:
        assert one.warm()
        pid = one.pid
        assert await take_all(COUNT, one), "a running one takes less than is worth a start"
        assert one.pid == pid
    finally:
        one.close()
    broken = Helper(["no such program anywhere"])
    assert not broken.warm()
    assert not broken.is_worth(10 * WORTH)


async def test_it_is_ended_when_it_has_nothing_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(helper, "_IDLE_S", 0.01)
    resting = Helper()
    with trio.fail_after(60):
        async with trio.open_nursery() as nursery:
            nursery.start_soon(resting.run)
            assert await take_all(WORTH, resting)
            while resting.pid is not None:
                await trio.lowlevel.checkpoint()
            assert await take_all(WORTH, resting), "another is started"
            nursery.cancel_scope.cancel()
    assert resting.pid is None


def test_a_program_in_one_piece_starts_none(monkeypatch: pytest.MonkeyPatch):
    assert can_start()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert not can_start()
    assert not Helper().is_worth(10 * WORTH)
