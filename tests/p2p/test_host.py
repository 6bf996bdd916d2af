# SPDX-License-Identifier: AGPL-3.0-or-later
"""The host: what it promises to honest callers, and that hostile ones cannot take it away."""

from __future__ import annotations

import threading
import time
from itertools import pairwise

import pytest
import trio

from ledger.units import NodeKey
from p2p.host import Host, HostError, Stream, StreamClosed, open_host
from tests.helpers.network import (
    ECHO,
    LOOPBACK,
    address_of,
    is_served,
    node,
    raw_peer,
    seed_of,
    stall,
    tcp_of,
    until,
)


async def test_a_node_key_is_the_ed25519_public_key_of_its_seed():
    from nacl.signing import SigningKey

    async with node("alice") as alice:
        assert alice.node_key == bytes(SigningKey(seed_of("alice")).verify_key)


async def test_two_nodes_meet_speak_and_part():
    async with node("alice") as alice, node("bob") as bob:
        assert await alice.dial(address_of(bob)) == bob.node_key
        assert await alice.connections.receive() == (bob.node_key, True)
        assert await bob.connections.receive() == (alice.node_key, True)
        stream = await alice.open_stream(bob.node_key, ECHO)
        assert (stream.remote, stream.protocol) == (bob.node_key, ECHO)
        await stream.send_all(b"hello")
        assert await stream.receive_some(100) == b"hello"
        await stream.close_write()
        assert await stream.receive_some(100) == b""
        await stream.aclose()
        await alice.disconnect(bob.node_key)
        assert await alice.connections.receive() == (bob.node_key, False)
        assert await bob.connections.receive() == (alice.node_key, False)
        assert alice.connected() == bob.connected() == frozenset()


async def test_the_handler_knows_who_is_there():
    seen: list[NodeKey] = []

    async def note(stream: Stream) -> None:
        seen.append(stream.remote)

    async with node("alice") as alice, node("bob") as bob:
        bob.set_handler("/note/1", note)
        await alice.dial(address_of(bob))
        stream = await alice.open_stream(bob.node_key, "/note/1")
        assert await stream.receive_some(1) == b""
        assert seen == [alice.node_key]


async def test_megabytes_arrive_whole_and_in_order():
    sent = bytes(range(256)) * 4096 * 8

    async with node("alice") as alice, node("bob") as bob, trio.open_nursery() as nursery:
        await alice.dial(address_of(bob))
        stream = await alice.open_stream(bob.node_key, ECHO)

        async def send() -> None:
            await stream.send_all(sent)
            await stream.close_write()

        nursery.start_soon(send)
        received = bytearray()
        while data := await stream.receive_some(1 << 20):
            received += data
        assert bytes(received) == sent


async def test_dialling_twice_makes_one_connection():
    async with node("alice") as alice, node("bob") as bob:
        await alice.dial(address_of(bob))
        await alice.dial(address_of(bob))
        assert alice.statistics().connections == 1


async def test_a_restarted_peer_is_found_again():
    async with node("alice") as alice:
        async with node("bob") as bob:
            await alice.dial(address_of(bob))
            port = tcp_of(bob)[1]
        await until(lambda: not alice.connected())
        async with open_host(seed_of("bob"), [f"/ip4/127.0.0.1/tcp/{port}"]) as again:
            assert await alice.dial(address_of(again)) == again.node_key


@pytest.mark.parametrize("form", ["/ip4/127.0.0.1", "/ip6/::1", "/dns4/localhost", "/dns/localhost"])
async def test_every_form_of_address_is_dialled(form: str):
    listen = "/ip6/::1/tcp/0" if "ip6" in form else LOOPBACK
    async with node("alice") as alice, open_host(seed_of("bob"), [listen]) as bob:
        rest = address_of(bob).split("/", 3)[3]
        assert await alice.dial(f"{form}/{rest}") == bob.node_key


async def test_both_families_may_listen_on_one_port():
    async with node("probe") as probe:
        port = tcp_of(probe)[1]
    listen = [f"/ip4/0.0.0.0/tcp/{port}", f"/ip6/::/tcp/{port}"]
    async with open_host(seed_of("bob"), listen) as bob, node("alice") as alice:
        peer = address_of(bob).rsplit("/", 1)[1]
        assert all("0.0.0.0" not in a and "/::/" not in a for a in bob.addresses())
        assert await alice.dial(f"/ip6/::1/tcp/{port}/p2p/{peer}") == bob.node_key


async def test_a_node_may_only_dial():
    async with open_host(seed_of("quiet"), []) as quiet, node("bob") as bob:
        assert quiet.addresses() == ()
        assert await quiet.dial(address_of(bob)) == bob.node_key


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nonsense",
        "/ip4/127.0.0.1/tcp/4001",
        "/ip4/127.0.0.1/tcp/4001/p2p/nonsense",
        "/ip4/127.0.0.1/udp/4001/quic-v1/p2p/12D3KooWMbbPVGsZYh3ChQjue712NHHGNybRRXwnuSpezYjGbCDS",
        "/ip4/127.0.0.1/tcp/4001/p2p/QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N",
        "/ip4/127.0.0.1/tcp/1/p2p/12D3KooWMbbPVGsZYh3ChQjue712NHHGNybRRXwnuSpezYjGbCDS",
        "/dns4/nowhere.invalid/tcp/1/p2p/12D3KooWMbbPVGsZYh3ChQjue712NHHGNybRRXwnuSpezYjGbCDS",
        "/ip4/127.0.0.1/tcp/4001/p2p/" + "1" * 600,
        "/dns4/\0/tcp/1/p2p/12D3KooWMbbPVGsZYh3ChQjue712NHHGNybRRXwnuSpezYjGbCDS",
    ],
)
async def test_what_is_not_an_address_or_leads_nowhere_fails(address: str):
    async with node("alice") as alice:
        with pytest.raises(HostError) as caught:
            await alice.dial(address, timeout_s=60)
        assert caught.value.code == "dial-failed"


async def test_somebody_else_at_the_address_is_refused():
    async with node("alice") as alice, node("bob") as bob, node("carol") as carol:
        wrong = address_of(bob).rsplit("/", 1)[0] + "/" + address_of(carol).rsplit("/", 1)[1]
        with pytest.raises(HostError) as caught:
            await alice.dial(wrong)
        assert caught.value.code == "refused"
        assert alice.connected() == frozenset()


async def test_a_node_does_not_call_itself():
    async with node("alice") as alice:
        with pytest.raises(HostError, match="itself"):
            await alice.dial(address_of(alice))


async def test_an_address_that_accepts_and_says_nothing_times_out():
    async with node("alice") as alice:
        listeners = await trio.open_tcp_listeners(0, host="127.0.0.1")
        port = listeners[0].socket.getsockname()[1]
        own = address_of(alice).rsplit("/", 1)[1]
        other = ("A" if own[-1] != "A" else "B").join([own[:-1], ""])
        with pytest.raises(HostError) as caught:
            await alice.dial(f"/ip4/127.0.0.1/tcp/{port}/p2p/{other}", timeout_s=0.3)
        assert caught.value.code == "timeout"
        await listeners[0].aclose()


async def test_streams_need_a_connection_and_a_protocol():
    async with node("alice") as alice, node("bob") as bob:
        with pytest.raises(HostError) as caught:
            await alice.open_stream(bob.node_key, ECHO)
        assert caught.value.code == "closed"
        await alice.dial(address_of(bob))
        with pytest.raises(HostError) as caught:
            await alice.open_stream(bob.node_key, "/unknown/1")
        assert caught.value.code == "refused"


async def test_ping_measures_and_fails():
    async with node("alice") as alice:
        async with node("bob") as bob:
            await alice.dial(address_of(bob))
            assert await alice.ping(bob.node_key) > 0
        with pytest.raises(HostError):
            await alice.ping(bob.node_key, timeout_s=1)


async def test_a_reset_is_not_a_clean_end():
    async def refuse(stream: Stream) -> None:
        await stream.receive_some(10)
        await stream.reset()

    async with node("alice") as alice, node("bob") as bob:
        bob.set_handler("/refuse/1", refuse)
        await alice.dial(address_of(bob))
        stream = await alice.open_stream(bob.node_key, "/refuse/1")
        await stream.send_all(b"please")
        with pytest.raises(StreamClosed):
            await stream.receive_some(10)


async def test_a_lost_connection_is_not_a_clean_end():
    async with node("alice") as alice, node("bob") as bob:
        await alice.dial(address_of(bob))
        stream = await alice.open_stream(bob.node_key, ECHO)
        async with trio.open_nursery() as nursery:
            nursery.start_soon(bob.disconnect, alice.node_key)
            with pytest.raises(StreamClosed):
                await stream.receive_some(10)
        with pytest.raises(StreamClosed):
            await stream.send_all(b"x")
        await stream.aclose()


async def test_what_was_sent_before_the_end_is_read():
    async def answer(stream: Stream) -> None:
        await stream.send_all(b"the answer")

    async with node("alice") as alice, node("bob") as bob:
        bob.set_handler("/answer/1", answer)
        await alice.dial(address_of(bob))
        stream = await alice.open_stream(bob.node_key, "/answer/1")
        await until(lambda: bob.statistics().inbound_streams == 0)
        assert await stream.receive_some(100) == b"the answer"
        assert await stream.receive_some(100) == b""


async def test_news_of_connections_is_the_latest_and_never_twice():
    async with node("alice") as alice, node("bob") as bob:
        for _ in range(3):
            await alice.dial(address_of(bob))
            await alice.disconnect(bob.node_key)
        await until(lambda: not bob.connected())
        await alice.dial(address_of(bob))
        heard = [await alice.connections.receive()]
        while happened := await _next_news(alice):
            heard.append(happened)
        assert heard[-1] == (bob.node_key, True)
        assert all(a[1] != b[1] for a, b in pairwise(heard))


async def _next_news(host: Host) -> tuple[NodeKey, bool] | None:
    with trio.move_on_after(0.2):
        return await host.connections.receive()
    return None


async def test_a_banned_node_is_refused_both_ways_until_it_is_not():
    async with node("alice") as alice, node("bob") as bob:
        await alice.dial(address_of(bob))
        await alice.ban(bob.node_key)
        assert alice.connected() == frozenset()
        with pytest.raises(HostError):
            await alice.dial(address_of(bob))
        await bob.connections.receive()
        await alice.ban(bob.node_key, banned=False)
        assert await alice.dial(address_of(bob)) == bob.node_key


async def test_a_taken_port_is_said_at_once():
    async with node("alice") as alice:
        with pytest.raises(HostError) as caught:
            async with open_host(seed_of("bob"), [address_of(alice).partition("/p2p/")[0]]):
                raise AssertionError("two nodes on one port")
        assert caught.value.code == "listen-failed"


@pytest.mark.parametrize("listen", ["", "/ip4/127.0.0.1", "/dns4/localhost/tcp/0", "/ip4/127.0.0.1/udp/0"])
async def test_listening_on_what_is_no_address_is_said(listen: str):
    with pytest.raises(HostError) as caught:
        async with open_host(seed_of("bob"), [listen]):
            raise AssertionError("it listens")
    assert caught.value.code == "listen-failed"


async def test_a_seed_has_32_bytes():
    with pytest.raises(ValueError, match="32 bytes"):
        async with open_host(b"short", []):
            raise AssertionError("it runs")


async def test_an_error_of_the_body_comes_out_as_it_is():
    with pytest.raises(KeyError, match="mine"):
        async with node("alice"):
            raise KeyError("mine")


async def test_leaving_leaves_nothing():
    threads = set(threading.enumerate())
    before = trio.lowlevel.current_statistics().tasks_living
    async with node("alice") as alice, node("bob") as bob:
        await alice.dial(address_of(bob))
        await alice.open_stream(bob.node_key, ECHO)
        host, port = tcp_of(bob)
    await trio.testing.wait_all_tasks_blocked()
    assert trio.lowlevel.current_statistics().tasks_living == before
    assert {t for t in set(threading.enumerate()) - threads if "Trio thread" not in t.name} == set()
    with pytest.raises(OSError):
        await trio.open_tcp_stream(host, port)


async def test_leaving_by_cancellation_closes_the_sockets_of_both_ends():
    with trio.CancelScope() as scope:
        async with node("alice") as alice, node("bob") as bob:
            await alice.dial(address_of(bob))
            await until(lambda: bool(bob.connected()))
            sockets = [
                host.network.get_connections()[
                    0
                ].muxed_conn.secured_conn.conn.read_writer.read_write_closer.stream.stream.socket
                for host in (alice, bob)
            ]
            scope.cancel()
            await trio.sleep_forever()
    assert [sock.fileno() for sock in sockets] == [-1, -1]


async def test_leaving_by_cancellation_leaves_nothing_and_does_not_wait_for_a_dead_peer():
    before = trio.lowlevel.current_statistics().tasks_living
    started = time.monotonic()
    with trio.CancelScope() as scope:
        async with node("bob", close_s=1) as bob, raw_peer(bob):
            await until(lambda: len(bob.connected()) == 1)
            await stall(bob)
            scope.cancel()
            await trio.sleep_forever()
    assert time.monotonic() - started < 20
    await trio.testing.wait_all_tasks_blocked()
    assert trio.lowlevel.current_statistics().tasks_living == before


async def test_disconnecting_a_peer_that_does_not_read_is_bounded():
    async with node("bob", close_s=1) as bob, raw_peer(bob):
        await until(lambda: len(bob.connected()) == 1)
        await stall(bob)
        with trio.fail_after(30):
            await bob.disconnect(next(iter(bob.connected())))
        assert bob.connected() == frozenset()
        assert await is_served(bob)
