# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each patch of compat.py, taken away: the symptom named beside it must come back.

`symptom()` is asked twice, with the patch (False) and without it (True). A method of a subclass is taken
away by deleting it, so that the library's own is found; a replaced name is put back.
"""

from __future__ import annotations

import logging
import struct
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

import pytest
import trio
from libp2p import new_host
from libp2p.crypto.secp256k1 import create_new_key_pair as create_secp256k1
from libp2p.network.connection import swarm_connection
from libp2p.network.exceptions import SwarmException
from libp2p.peer.id import ID
from libp2p.stream_muxer.exceptions import MuxedStreamError
from libp2p.stream_muxer.yamux import yamux
from libp2p.transport.tcp import tcp
from multiaddr import Multiaddr

from ledger.units import NodeKey
from p2p import compat
from p2p.host import Host, HostError, Stream, StreamClosed, open_host
from tests.helpers.network import (
    DATA,
    ECHO,
    SYN,
    address_of,
    happens,
    is_served,
    node,
    raw_peer,
    seed_of,
    tcp_of,
    until,
)

# Classes of the library under the names it gave them before compat.py replaced them.
STOCK_STREAM = compat.YamuxStream.__mro__[1]
STOCK_CONNECTION = compat.SwarmConn.__mro__[1]


@asynccontextmanager
async def pair(**limits: object) -> AsyncGenerator[tuple[Host, Host]]:
    async with node("alice") as alice, node("bob", **limits) as bob:
        await alice.dial(address_of(bob))
        await until(lambda: bool(bob.connected()))
        yield alice, bob


async def hold(stream: Stream) -> None:
    await trio.sleep_forever()


# --- the version ---------------------------------------------------------------------------------


def test_installing_again_changes_nothing():
    compat.install()
    assert all(getattr(module, name) is value for (module, name), value in compat.REPLACEMENTS.items())
    assert not logging.getLogger("libp2p.network.auto_connector").isEnabledFor(logging.ERROR)


# --- keys ----------------------------------------------------------------------------------------


def test_peer_ids_and_node_keys_are_two_names_of_one_thing():
    key = NodeKey(bytes(range(32)))
    assert compat.node_key_of(compat.peer_id_of(key)) == key


@pytest.mark.parametrize("raw", [b"", bytes(38), bytes.fromhex("1220") + bytes(32), bytes(37)])
def test_other_identities_have_no_node_key(raw: bytes):
    with pytest.raises(ValueError, match="Ed25519"):
        compat.node_key_of(ID(raw))


# --- streams -------------------------------------------------------------------------------------


async def test_flow_control_is_enforced(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        async with node("victim") as victim, raw_peer(victim) as peer:
            body = bytes(64_000)
            await peer.send(DATA, SYN, 1, len(body), body)
            for _ in range(16):
                try:
                    await peer.send(DATA, 0, 1, len(body), body)
                except Exception:
                    return False
            return not await peer.is_cut_off(within_s=1)

    assert not await symptom()
    monkeypatch.delattr(compat.YamuxStream, "recv_window")
    assert await symptom()


async def test_a_frame_may_not_announce_megabytes(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        async with node("victim") as victim, raw_peer(victim) as peer:
            await peer.send(DATA, 0, 1, 8 * 1024 * 1024)
            return not await peer.is_cut_off(within_s=1)

    assert not await symptom()
    monkeypatch.setattr(yamux, "MAX_WINDOW_SIZE", 16 * 1024 * 1024)
    assert await symptom()


async def test_a_reader_may_take_its_time(
    monkeypatch: pytest.MonkeyPatch, mock_clock: trio.testing.MockClock
):
    monkeypatch.setattr(compat, "ECHO_INTERVAL_S", 1_000)
    mock_clock.rate = 1

    async def symptom() -> bool:
        async def busy(stream: Stream) -> None:
            await trio.sleep(9)
            while await stream.receive_some(1 << 20):
                pass
            await stream.send_all(b"all")

        async with pair() as (alice, bob):
            bob.set_handler("/busy/1", busy)
            stream = await alice.open_stream(bob.node_key, "/busy/1")
            mock_clock.rate = 30
            try:
                await stream.send_all(bytes(3_000_000))
                await stream.close_write()
                return await stream.receive_some(10) != b"all"
            except StreamClosed:
                return True
            finally:
                mock_clock.rate = 1

    assert not await symptom()
    monkeypatch.delattr(compat.YamuxStream, "write")
    assert await symptom()


async def test_a_reader_that_never_reads_is_given_up(
    monkeypatch: pytest.MonkeyPatch, mock_clock: trio.testing.MockClock
):
    monkeypatch.setattr(compat, "ECHO_INTERVAL_S", 1_000)  # at this speed an honest answer would be late
    mock_clock.rate = 1
    async with pair() as (alice, bob):
        bob.set_handler("/hold/1", hold)
        stream = await alice.open_stream(bob.node_key, "/hold/1")
        started, mock_clock.rate = trio.current_time(), 40
        with pytest.raises(StreamClosed):
            await stream.send_all(bytes(3_000_000))
        mock_clock.rate = 1
        assert compat.WINDOW_STALL_S <= trio.current_time() - started < 3 * compat.WINDOW_STALL_S


async def test_a_reset_wakes_a_waiting_reader_as_a_reset(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        async def refuse(stream: Stream) -> None:
            await stream.receive_some(10)
            await trio.testing.wait_all_tasks_blocked()
            await stream.reset()

        async with pair() as (alice, bob):
            bob.set_handler("/refuse/1", refuse)
            stream = await alice.open_stream(bob.node_key, "/refuse/1")
            await stream.send_all(b"please")
            try:
                return await stream.receive_some(10) == b""
            except StreamClosed:
                return False

    assert not await symptom()
    monkeypatch.delattr(compat.YamuxStream, "read")
    assert await symptom()


async def test_resetting_a_stream_wakes_our_own_reader(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        async def read(stream: Stream) -> None:
            with pytest.raises(StreamClosed):
                await stream.receive_some(10)

        async with pair() as (alice, bob):
            stream = await alice.open_stream(bob.node_key, ECHO)
            with trio.move_on_after(1) as scope:
                async with trio.open_nursery() as nursery:
                    nursery.start_soon(read, stream)
                    await trio.testing.wait_all_tasks_blocked(0.01)
                    await stream.reset()
            return scope.cancelled_caught

    assert not await symptom()
    monkeypatch.delattr(compat.YamuxStream, "reset")
    assert await symptom()


async def test_small_reads_do_not_each_send_a_frame(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        sent: list[int] = []
        send = STOCK_STREAM.send_window_update

        async def count(self: yamux.YamuxStream, increment: int, skip_lock: bool = False) -> None:
            sent.append(increment)
            await send(self, increment)

        async with pair() as (alice, bob):
            stream = await alice.open_stream(bob.node_key, ECHO)
            monkeypatch.setattr(STOCK_STREAM, "send_window_update", count)
            await stream.send_all(bytes(200))
            for _ in range(200):
                await stream.receive_some(1)
            monkeypatch.setattr(STOCK_STREAM, "send_window_update", send)
        return len(sent) > 100

    assert not await symptom()
    monkeypatch.delattr(compat.YamuxStream, "_auto_tune_and_send_window_update")
    assert await symptom()


# --- connections ---------------------------------------------------------------------------------


class SlowLink:
    """A secured connection over a link that takes `half_s` seconds for each half of a message."""

    is_initiator = True

    def __init__(self, half_s: float) -> None:
        self.half_s = half_s
        self.arrived = b""
        self.closed = False

    async def write(self, data: bytes) -> None:
        half = len(data) // 2
        await trio.sleep(self.half_s)
        self.arrived += data[:half]
        await trio.sleep(self.half_s)
        self.arrived += data[half:]

    async def close(self) -> None:
        self.closed = True


async def test_a_cancelled_write_finishes_its_frame(
    monkeypatch: pytest.MonkeyPatch, autojump_clock: trio.testing.MockClock
):
    async def symptom() -> bool:
        link = SlowLink(half_s=2)
        connection = compat.Yamux(link, ID(b"somebody"))
        with trio.move_on_after(3):
            await connection._write_frame(b"a whole frame")
        return 0 < len(link.arrived) < len(b"a whole frame")

    assert not await symptom()
    monkeypatch.delattr(compat.Yamux, "_write_frame")
    assert await symptom()


async def test_a_frame_that_cannot_leave_closes_the_connection(autojump_clock: trio.testing.MockClock):
    link = SlowLink(half_s=1_000)
    connection = compat.Yamux(link, ID(b"somebody"))
    started = trio.current_time()
    with pytest.raises(MuxedStreamError, match="stalled"):
        await connection._write_frame(b"a whole frame")
    assert trio.current_time() - started == compat.WRITE_STALL_S
    assert link.closed


async def test_an_error_in_the_muxer_costs_one_connection(monkeypatch: pytest.MonkeyPatch):
    async def fail(self: yamux.Yamux) -> None:
        raise RuntimeError("a bug of the library")

    async def symptom() -> bool:
        try:
            async with node("victim") as victim:
                with monkeypatch.context() as broken, trio.move_on_after(1):
                    broken.setattr(yamux.Yamux, "handle_incoming", fail)
                    async with raw_peer(victim) as peer:
                        await peer.is_cut_off()
                return not await is_served(victim)
        except HostError as error:
            return error.code == "crashed"

    assert not await symptom()
    monkeypatch.delattr(compat.Yamux, "start")
    assert await symptom()


async def test_an_error_while_accepting_streams_costs_one_connection(monkeypatch: pytest.MonkeyPatch):
    async def fail(self: swarm_connection.SwarmConn) -> None:
        self.event_started.set()
        await trio.lowlevel.checkpoint()
        raise RuntimeError("a bug of the library")

    async def symptom() -> bool:
        try:
            async with node("victim") as victim:
                with monkeypatch.context() as broken, trio.move_on_after(1):
                    broken.setattr(STOCK_CONNECTION, "_handle_new_streams", fail)
                    async with raw_peer(victim) as peer:
                        await peer.is_cut_off()
                return not await is_served(victim)
        except HostError as error:
            return error.code == "crashed"

    assert not await symptom()
    monkeypatch.setattr(swarm_connection, "SwarmConn", STOCK_CONNECTION)
    assert await symptom()


async def test_a_peer_that_fell_silent_is_noticed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(compat, "ECHO_INTERVAL_S", 0.1)
    monkeypatch.setattr(compat, "ECHO_TIMEOUT_S", 0.3)

    async def symptom() -> bool:
        async with node("alice") as alice, node("bob") as bob, silent_link(bob) as (address, cable):
            await alice.dial(address)
            await alice.connections.receive()
            cable.set()
            return not await happens(lambda: not alice.connected(), within_s=1.5)

    assert not await symptom()
    monkeypatch.delattr(compat.Yamux, "_measure_rtt_loop")
    assert await symptom()


async def test_a_peer_that_answers_stays(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(compat, "ECHO_INTERVAL_S", 0.02)
    async with pair() as (alice, bob):
        connection = alice.network.get_connections()[0].muxed_conn
        await until(lambda: connection._ping_id > 5)
        assert alice.connected() == {bob.node_key}
        assert 0 < connection.rtt() < 1


@asynccontextmanager
async def silent_link(host: Host) -> AsyncGenerator[tuple[str, trio.Event]]:
    """A cable to `host`: once the event is set, it carries nothing and tells nobody."""
    cut = trio.Event()

    async def carry(source: trio.SocketStream, target: trio.SocketStream) -> None:
        try:
            async for data in source:
                if cut.is_set():
                    await trio.sleep_forever()
                await target.send_all(data)
        except (trio.BrokenResourceError, trio.ClosedResourceError):
            pass

    async def serve(near: trio.SocketStream) -> None:
        far = await trio.open_tcp_stream(*tcp_of(host))
        async with far, trio.open_nursery() as both:
            both.start_soon(carry, near, far)
            both.start_soon(carry, far, near)

    async with trio.open_nursery() as nursery:
        listeners = await nursery.start(trio.serve_tcp, serve, 0)
        port = listeners[0].socket.getsockname()[1]
        yield f"/ip4/127.0.0.1/tcp/{port}/p2p/{address_of(host).rsplit('/', 1)[1]}", cut
        nursery.cancel_scope.cancel()


async def test_our_muxer_is_the_one_in_use(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        async with pair() as (alice, _):
            return type(alice.network.get_connections()[0].muxed_conn) is not compat.Yamux

    assert not await symptom()
    monkeypatch.delattr(compat.MuxerMultistream, "new_conn")
    assert await symptom()


async def test_a_closed_connection_gives_its_place_back(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        async with node("victim", connections_max=3) as victim:
            for turn in range(4):
                try:
                    await is_served(victim, f"visitor {turn}")
                except (HostError, trio.TooSlowError):
                    return True
                await until(lambda: victim.statistics().inbound_connections == 0)
                await until(lambda: not victim.network.connections)
            return False

    assert not await symptom()
    monkeypatch.delattr(compat.Swarm, "_handle_inbound_connection")
    assert await symptom()


async def test_only_ed25519_identities_are_let_in(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        other = new_host(key_pair=create_secp256k1(), muxer_preference="YAMUX")
        async with node("victim") as victim, other.run([]):
            target, peer = address_of(victim).split("/p2p/")
            with suppress(SwarmException):
                await other.get_network().dial_addr(Multiaddr(target), ID.from_string(peer))
            let_in = await happens(lambda: bool(victim.network.connections), within_s=0.3)
            await other.close()
            victim.network.connections.clear()
            return let_in

    assert not await symptom()
    monkeypatch.delattr(compat.Swarm, "add_conn")
    monkeypatch.setattr("p2p.host.node_key_of", lambda peer_id: NodeKey(bytes(32)))
    assert await symptom()


async def test_one_key_holds_few_connections_and_the_newest_win(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        async with node("alice", connections_per_peer=9) as alice, node("bob", connections_per_peer=2) as bob:
            target = Multiaddr(address_of(bob).partition("/p2p/")[0])
            made = [await alice.network.dial_addr(target, bob.network.self_id) for _ in range(4)]
            await until(lambda: bob.statistics().connections >= 2)
            trimmed = await happens(lambda: [c.is_closed for c in made] == [True, True, False, False], 1)
            return not trimmed or bob.statistics().connections != 2

    assert not await symptom()
    monkeypatch.delattr(compat.Swarm, "_trim_connections")
    assert await symptom()


async def test_addresses_that_others_told_are_never_dialled(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        async with node("alice") as alice, node("bob") as bob:
            told = Multiaddr(address_of(bob).partition("/p2p/")[0])
            alice.network.peerstore.add_addr(bob.network.self_id, told, ttl=60)
            with suppress(SwarmException):
                await alice.network.new_stream(bob.network.self_id)
            return bool(alice.connected())

    assert not await symptom()
    monkeypatch.delattr(compat.Swarm, "dial_peer")
    assert await symptom()


async def test_two_nodes_cannot_listen_on_one_port(monkeypatch: pytest.MonkeyPatch):
    stock_flags = _stock_reuse_flags

    async def symptom() -> bool:
        async with node("alice") as alice, open_host(seed_of("bob"), []) as bob:
            return await bob.network.listen(Multiaddr(address_of(alice).partition("/p2p/")[0]))

    assert not await symptom()
    monkeypatch.setattr(tcp, "_set_reuse_flags", stock_flags)
    assert await symptom()


def _stock_reuse_flags(sock: trio.socket.SocketType) -> None:
    """What libp2p 0.8.1 sets; compat.py has already replaced the original when this file is read."""
    for option in (trio.socket.SO_REUSEADDR, trio.socket.SO_REUSEPORT):
        sock.setsockopt(trio.socket.SOL_SOCKET, option, 1)


# --- the host ------------------------------------------------------------------------------------


async def test_a_raising_handler_does_not_end_the_node(monkeypatch: pytest.MonkeyPatch):
    async def fail(stream: Stream) -> None:
        raise RuntimeError("a bug of ours")

    async def symptom() -> bool:
        try:
            async with pair() as (alice, bob):
                bob.set_handler("/fail/1", fail)
                stream = await alice.open_stream(bob.node_key, "/fail/1")
                with pytest.raises(StreamClosed):
                    await stream.receive_some(1)
                return not await is_served(bob)
        except HostError as error:
            return error.code == "crashed"

    assert not await symptom()
    monkeypatch.delattr(compat.BasicHost, "_swarm_stream_handler")
    # The connection's own containment would keep the node alive without it: both are taken away.
    monkeypatch.setattr(swarm_connection, "SwarmConn", STOCK_CONNECTION)
    assert await symptom()


async def test_the_streams_of_a_peer_are_bounded(monkeypatch: pytest.MonkeyPatch):
    async def symptom(within_s: float) -> bool:
        async with node("victim", streams_per_peer=8) as victim, raw_peer(victim) as peer:
            before = trio.lowlevel.current_statistics().tasks_living
            with suppress(Exception):
                for stream in range(1, 401, 2):
                    await peer.send(yamux.TYPE_WINDOW_UPDATE, SYN, stream, 0)
            return await happens(
                lambda: trio.lowlevel.current_statistics().tasks_living > before + 100, within_s
            )

    assert not await symptom(1)
    monkeypatch.delattr(compat.BasicHost, "_swarm_stream_handler")
    assert await symptom(20)


async def test_nothing_is_asked_or_kept_of_what_a_peer_says_of_itself(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        async with pair() as (alice, bob):
            store = alice.network.peerstore
            return await happens(lambda: bob.network.self_id in store.peer_ids(), within_s=0.3)

    assert not await symptom()
    monkeypatch.delattr(compat.BasicHost, "_schedule_identify")
    assert await symptom()


async def test_the_root_logger_is_left_alone(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        with monkeypatch.context() as quiet:
            quiet.setattr(logging.root, "handlers", [])
            async with pair():
                pass
            return bool(logging.root.handlers)

    assert not await symptom()
    monkeypatch.setattr(swarm_connection, "logging", logging)
    assert await symptom()


async def test_a_stranger_leaves_no_line_in_the_journal(caplog: pytest.LogCaptureFixture):
    async with node("victim") as victim, node("other") as other:
        async with raw_peer(victim) as peer:
            await peer.session.write(struct.pack("!BBHII", 0, DATA, SYN, 1, 0xFFFFFFFF))
            await peer.is_cut_off()
        await other.dial(address_of(victim))
        with pytest.raises(HostError):
            await other.open_stream(victim.node_key, "/unknown/1")
    assert [record for record in caplog.records if record.name.startswith("libp2p")] == []


async def test_the_address_of_a_caller_is_known_whatever_the_family():
    for listen, expected in (("/ip4/127.0.0.1/tcp/0", "127.0.0.1"), ("/ip6/::1/tcp/0", "::1")):
        seen: list[str] = []
        async with open_host(seed_of("victim"), [listen]) as victim, node("other") as other:
            victim.doorman.settle = seen.append
            await other.dial(address_of(victim))
            await until(lambda: bool(seen))  # noqa: B023
        assert seen == [expected]
