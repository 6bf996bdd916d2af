# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was done to a node that must go on serving: each attack, then an honest peer is served.

All on loopback, each bounded in time. What a patch of compat.py is for is shown in test_compat.py.
"""

from __future__ import annotations

import random
import struct
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest
import trio

from p2p.budgets import Rate
from p2p.host import Host, HostError, Stream, StreamClosed
from tests.helpers.network import (
    DATA,
    ECHO,
    FIN,
    PING,
    RST,
    SYN,
    WINDOW,
    address_of,
    is_served,
    node,
    raw_peer,
    tcp_of,
    until,
)


@asynccontextmanager
async def tcp(victim: Host) -> AsyncGenerator[trio.SocketStream]:
    stream = await trio.open_tcp_stream(*tcp_of(victim))
    async with stream:
        yield stream


async def test_garbage_over_tcp():
    async with node("victim") as victim:
        noise = random.Random(1).randbytes(20_000)
        for start in range(20):
            async with tcp(victim) as stream:
                with trio.move_on_after(1):
                    try:
                        await stream.send_all(noise[start:])
                    except trio.BrokenResourceError:
                        continue
        await until(lambda: victim.statistics().half_open == 0)
        assert await is_served(victim)


@pytest.mark.parametrize(
    "start", [b"", b"\x13/multistream/1.0.0\n", b"\x13/multistream/1.0.0\n\x07/noise\n\x00\x20"]
)
async def test_a_handshake_that_is_never_finished_is_given_up(start: bytes):
    async with node("victim", handshake_s=1) as victim, tcp(victim) as stream:
        await stream.send_all(start)
        await until(lambda: victim.statistics().half_open == 1)
        assert await is_served(victim)
        with trio.fail_after(30):
            try:
                while await stream.receive_some():
                    pass
            except trio.BrokenResourceError:
                pass
        await until(lambda: victim.statistics().half_open == 0)


async def test_half_open_connections_of_one_address_leave_room_for_others():
    # Slowloris. The attacker is 127.0.0.2, the honest peer 127.0.0.1: for the node, two homes.
    async with node("victim", half_open_per_ip=4, half_open_max=16) as victim:
        slow = [await _connect_from("127.0.0.2", victim) for _ in range(40)]
        await until(lambda: victim.statistics().refused_connections >= 36)
        assert victim.statistics().half_open == 4
        assert await is_served(victim)
        for stream in slow:
            await stream.aclose()


async def test_connections_of_one_address_are_counted():
    async with node("victim", connections_per_ip=2) as victim, node("one") as one, node("two") as two:
        for peer in (one, two):
            await peer.dial(address_of(victim))
        async with node("three") as three:
            with pytest.raises(HostError):
                await three.dial(address_of(victim))
        await one.disconnect(victim.node_key)
        await until(lambda: len(victim.connected()) == 1)
        assert await is_served(victim)


async def test_arrivals_of_one_address_are_slowed():
    async with node("victim", arrivals_per_ip=Rate(per_second=20, burst=5)) as victim:
        for _ in range(20):
            async with tcp(victim):
                pass
        await until(lambda: victim.statistics().refused_connections > 5)
        with trio.fail_after(30):  # the bucket of 127.0.0.1 fills again
            while not await _is_let_in(victim):
                pass


async def _is_let_in(victim: Host) -> bool:
    try:
        return await is_served(victim)
    except HostError:
        return False


async def _connect_from(ip: str, victim: Host) -> trio.SocketStream:
    sock = trio.socket.socket()
    await sock.bind((ip, 0))
    await sock.connect(tcp_of(victim))
    return trio.SocketStream(sock)


async def test_more_connections_in_a_life_than_there_are_places():
    async with node("victim", connections_max=4) as victim:
        for turn in range(8):
            assert await is_served(victim, f"visitor {turn}")
            await until(
                lambda: victim.statistics().inbound_connections == victim.statistics().connections == 0
            )
        assert victim.statistics().refused_connections == 0


@pytest.mark.parametrize(
    "frame",
    [
        random.Random(2).randbytes(4_000),
        struct.pack("!BBHII", 9, 9, 9, 9, 9),
        struct.pack("!BBHII", 0, DATA, SYN, 1, 0xFFFFFFFF),
        struct.pack("!BBHII", 0, DATA, 0, 1, 0xFFFFFFFF),
        struct.pack("!BBHII", 0, WINDOW, SYN | RST | FIN, 1, 0xFFFFFFFF),
        struct.pack("!BBHII", 0, PING, SYN, 0, 1) * 1_000,
        struct.pack("!BBHII", 0, DATA, SYN, 1, 64)[:7],
    ],
    ids=["noise", "unknown", "long-syn", "long", "all-flags", "pings", "cut"],
)
async def test_garbage_under_noise(frame: bytes):
    async with node("victim") as victim, raw_peer(victim) as peer:
        await peer.session.write(frame)
        assert await is_served(victim)


async def test_junk_inside_an_authenticated_noise_session():
    async with node("victim") as victim, raw_peer(victim) as peer:
        raw = peer.session.conn.read_writer.read_write_closer
        await raw.write(b"\x00\x40" + random.Random(3).randbytes(64))  # a message that does not decrypt
        assert await peer.is_cut_off()
        assert await is_served(victim)


async def test_a_flood_of_streams_ends_the_connection():
    async with node("victim", streams_per_peer=16) as victim, raw_peer(victim) as peer:
        with trio.move_on_after(5):
            try:
                for stream in range(1, 6_000, 2):
                    await peer.send(WINDOW, SYN, stream, 0)
            except Exception:
                pass
        assert await peer.is_cut_off()
        assert victim.statistics().refused_streams <= 40
        assert await is_served(victim)
        await until(lambda: victim.statistics().inbound_streams == 0)


async def test_streams_opened_and_reset_at_once_end_the_connection_too():
    limits = {"streams_per_peer": 16, "stream_opens": Rate(per_second=10, burst=50)}
    async with node("victim", **limits) as victim, raw_peer(victim) as peer:
        with trio.move_on_after(5):
            try:
                for stream in range(1, 2_000, 2):
                    await peer.send(WINDOW, SYN, stream, 0)
                    await peer.send(WINDOW, RST, stream, 0)
            except Exception:
                pass
        assert await peer.is_cut_off()
        assert await is_served(victim)


async def test_handlers_of_one_peer_are_counted():
    entered = 0

    async def wait(stream: Stream) -> None:
        nonlocal entered
        entered += 1
        await stream.receive_some(1)

    async with node("victim", handlers_per_peer=3) as victim, node("greedy") as greedy:
        victim.set_handler("/wait/1", wait)
        await greedy.dial(address_of(victim))
        streams = [await greedy.open_stream(victim.node_key, "/wait/1") for _ in range(3)]
        await until(lambda: entered == 3)
        refused = await greedy.open_stream(victim.node_key, "/wait/1")
        with pytest.raises(StreamClosed):
            await refused.receive_some(1)
        await streams[0].reset()
        await until(lambda: victim.statistics().inbound_streams == 2)
        await greedy.open_stream(victim.node_key, "/wait/1")
        await until(lambda: entered == 4)
        assert await is_served(victim)


@pytest.mark.parametrize("error", [RuntimeError("ours"), ExceptionGroup("two", [ValueError("of them")])])
async def test_a_handler_that_raises_costs_its_stream_only(error: Exception):
    async def fail(stream: Stream) -> None:
        await stream.receive_some(1)
        raise error

    async with node("victim") as victim, node("other") as other:
        victim.set_handler("/fail/1", fail)
        await other.dial(address_of(victim))
        stream = await other.open_stream(victim.node_key, "/fail/1")
        await stream.send_all(b"x")
        with pytest.raises(StreamClosed):
            await stream.receive_some(1)
        await until(lambda: victim.statistics().failed_handlers == 1)
        again = await other.open_stream(victim.node_key, ECHO)
        await again.send_all(b"same connection")
        assert await again.receive_some(100) == b"same connection"


async def _send_for_ever(stream: Stream) -> None:
    while True:
        await stream.send_all(bytes(60_000))


async def test_a_peer_that_ignores_flow_control_is_cut_off():
    async def never_read(stream: Stream) -> None:
        await trio.sleep_forever()

    async with node("victim") as victim, node("polite") as polite:
        victim.set_handler("/never/1", never_read)
        await polite.dial(address_of(victim))
        stream = await polite.open_stream(victim.node_key, "/never/1")
        inner = stream._stream.muxed_stream
        inner.send_window = 1 << 40
        with trio.fail_after(30), pytest.raises(StreamClosed):
            await _send_for_ever(stream)
        await until(lambda: not victim.connected())
        assert await is_served(victim)


@pytest.mark.parametrize(
    "said",
    [
        b"\xff" * 2_000,
        b"\x05hello\n",
        b"\x13/multistream/1.0.0\n" + b"\x80" * 40,
        b"\xff\xff\xff\xff\x0f" + bytes(9_000),
    ],
    ids=["noise", "no-multistream", "endless-varint", "long-line"],
)
async def test_garbage_where_a_protocol_should_be_named(said: bytes):
    async with node("victim") as victim, raw_peer(victim) as peer:
        await peer.send(DATA, SYN, 1, len(said), said)
        assert await is_served(victim)


@pytest.mark.parametrize("protocol", ["/ipfs/ping/1.0.0", "/ipfs/id/1.0.0", ECHO])
async def test_noise_on_the_protocols_that_are_served(protocol: str):
    async with node("victim") as victim, node("other") as other:
        await other.dial(address_of(victim))
        stream = await other.open_stream(victim.node_key, protocol)
        try:
            await stream.send_all(random.Random(4).randbytes(10_007))
            await stream.close_write()
            with trio.move_on_after(0.5):
                while await stream.receive_some(65_536):
                    pass
        except StreamClosed:
            pass
        await stream.aclose()
        assert await is_served(victim)


async def test_pushed_identities_are_not_even_listened_to():
    async with node("victim") as victim, node("other") as other:
        await other.dial(address_of(victim))
        with pytest.raises(HostError) as caught:
            await other.open_stream(victim.node_key, "/ipfs/id/push/1.0.0")
        assert caught.value.code == "refused"


async def test_opening_and_cutting_connections_leaves_nothing_behind():
    async with node("victim") as victim:
        before = trio.lowlevel.current_statistics().tasks_living
        for turn in range(6):
            async with raw_peer(victim, f"raw {turn}") as peer:
                await peer.send(WINDOW, SYN, 1, 0)
        await until(lambda: not victim.connected() and victim.statistics().inbound_streams == 0)
        await until(lambda: trio.lowlevel.current_statistics().tasks_living <= before)
        assert await is_served(victim)
