# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading ahead, a lock that is taken at once, and a greeting that says what it wants."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
import trio
import trio.testing
from libp2p.custom_types import TProtocol
from libp2p.protocol_muxer.exceptions import MultiselectClientError
from libp2p.protocol_muxer.multiselect import Multiselect
from libp2p.protocol_muxer.multiselect_communicator import MultiselectCommunicator

from p2p.compat_io import EAGER_TURNS, READ_AHEAD, EagerLock, MultiselectClient, PatientLock, TCPStream

WANTED = TProtocol("/voisinage/sync/1.0.0")


async def connect() -> tuple[TCPStream, TCPStream]:
    """Two ends of one connection."""
    (listener,) = await trio.open_tcp_listeners(0, host="127.0.0.1")
    async with listener:
        near = await trio.open_tcp_stream(*listener.socket.getsockname())
        far = await listener.accept()
    return TCPStream(near), TCPStream(far)


async def serve(end: TCPStream, *protocols: TProtocol) -> None:
    handlers: dict[Any, Any] = dict.fromkeys(protocols)
    await Multiselect(handlers).negotiate(MultiselectCommunicator(end))


async def test_bytes_come_in_order_whatever_pieces_are_asked_for():
    near, far = await connect()
    content = bytes(range(256)) * 1024
    async with trio.open_nursery() as nursery:
        nursery.start_soon(near.write, content)
        found = b""
        for size in (1, 2, 0, 255, None, 70_000, READ_AHEAD):
            piece = await far.read(size)
            assert size is None or len(piece) <= size
            found += piece
        while len(found) < len(content):
            found += await far.read(1_000)
    assert found == content
    await near.close()
    assert await far.read(1) == b""
    await far.close()


async def test_no_more_than_was_asked_for_is_taken_from_the_system_but_once():
    near, far = await connect()
    await near.write(b"ab")
    assert await far.read(1) == b"a"
    with trio.CancelScope() as scope:
        scope.cancel()
        # What was read ahead is given without a turn of the loop, so no cancellation loses it.
        assert await far.read(1) == b"b"
    await near.close()
    await far.close()


async def test_who_comes_second_waits_for_the_lock():
    lock, order = EagerLock(), list[str]()

    async def second() -> None:
        async with lock:
            order.append("second")

    async with trio.open_nursery() as nursery, lock:
        nursery.start_soon(second)
        await trio.testing.wait_all_tasks_blocked()
        order.append("first")
    assert order == ["first", "second"]


async def test_the_lock_is_handed_on_in_order_past_who_gave_up():
    lock, order = EagerLock(), list[str]()
    scopes: dict[str, trio.CancelScope] = {}

    async def take(name: str) -> None:
        with trio.CancelScope() as scopes[name]:
            async with lock:
                order.append(name)
                await trio.lowlevel.checkpoint()

    async with trio.open_nursery() as nursery, lock:
        for name in ("one", "two", "three"):
            nursery.start_soon(take, name)
            await trio.testing.wait_all_tasks_blocked()
        scopes["two"].cancel()
        await trio.testing.wait_all_tasks_blocked()
    assert order == ["one", "three"]
    with trio.CancelScope() as scope:
        scope.cancel()
        async with lock:
            order.append("free: no turn, so no cancellation")
    assert len(order) == 3


async def test_a_crowd_of_frames_lets_others_go_first_now_and_then():
    lock, others = PatientLock(), list[int]()
    taken = 0

    async def look_on() -> None:
        while taken < 10 * EAGER_TURNS:
            others.append(taken)
            await trio.lowlevel.checkpoint()

    async with trio.open_nursery() as nursery:
        nursery.start_soon(look_on)
        for _ in range(10 * EAGER_TURNS):
            async with lock:
                taken += 1
    # Trio draws who goes first in a turn.
    assert max(after - before for before, after in pairwise(others)) <= 2 * EAGER_TURNS
    assert len(others) >= 5


@pytest.mark.parametrize("served", [(WANTED,), (TProtocol("/other"), WANTED)])
async def test_a_protocol_is_agreed_on(served: tuple[TProtocol, ...]):
    near, far = await connect()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(serve, far, *served)
        assert await MultiselectClient().select_one_of([WANTED], MultiselectCommunicator(near)) == WANTED
    await near.close()
    await far.close()


async def test_another_protocol_is_refused():
    near, far = await connect()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(serve, far, TProtocol("/other"))
        with pytest.raises(MultiselectClientError):
            await MultiselectClient().select_one_of([WANTED], MultiselectCommunicator(near))
        nursery.cancel_scope.cancel()
    await near.close()
    await far.close()


async def test_who_leaves_instead_of_answering_is_told_apart_from_one_who_is_slow(
    autojump_clock: trio.testing.MockClock,
):
    near, far = await connect()
    with pytest.raises(MultiselectClientError, match="within 3 s"):
        await MultiselectClient().select_one_of([WANTED], MultiselectCommunicator(near), 3)
    await far.close()
    with pytest.raises(MultiselectClientError):
        await MultiselectClient().select_one_of([WANTED], MultiselectCommunicator(near), 3)
    await near.close()
