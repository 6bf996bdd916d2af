# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nodes on loopback for tests, and the tools of somebody who means them harm."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any

import trio
from libp2p.crypto.ed25519 import create_new_key_pair
from libp2p.crypto.x25519 import create_new_key_pair as create_noise_key_pair
from libp2p.peer.id import ID
from libp2p.security.noise.transport import PROTOCOL_ID as NOISE_ID
from libp2p.security.noise.transport import Transport as NoiseTransport
from libp2p.stream_muxer.yamux import yamux
from libp2p.transport.tcp.tcp import TCP
from libp2p.transport.upgrader import TransportUpgrader
from multiaddr import Multiaddr

from p2p.host import Host, HostLimits, Stream, open_host

LOOPBACK = "/ip4/127.0.0.1/tcp/0"
ECHO = "/test/echo/1.0.0"

DATA, WINDOW, PING, GO_AWAY = 0, 1, 2, 3
SYN, ACK, FIN, RST = 1, 2, 4, 8


def seed_of(name: str) -> bytes:
    return hashlib.blake2b(name.encode(), digest_size=32).digest()


@asynccontextmanager
async def node(name: str, **limits: Any) -> AsyncGenerator[Host]:
    """A host on loopback that serves an echo."""
    async with open_host(seed_of(name), [LOOPBACK], limits=HostLimits(**limits)) as host:
        host.set_handler(ECHO, echo)
        yield host


async def echo(stream: Stream) -> None:
    while data := await stream.receive_some(65_536):
        await stream.send_all(data)


def address_of(host: Host) -> str:
    return host.addresses()[0]


def tcp_of(host: Host) -> tuple[str, int]:
    parts = address_of(host).split("/")
    return parts[2], int(parts[4])


async def is_served(victim: Host, name: str = "honest") -> bool:
    """Whether a node that was never seen before connects, speaks and is understood."""
    with trio.fail_after(30):
        async with node(name) as honest:
            key = await honest.dial(address_of(victim))
            stream = await honest.open_stream(key, ECHO)
            await stream.send_all(b"still there?")
            await stream.close_write()
            answer = b""
            while data := await stream.receive_some(100):
                answer += data
            await stream.aclose()
            return answer == b"still there?"


async def until(condition: Callable[[], bool], timeout_s: float = 30) -> None:
    """Wait for something that no event tells."""
    with trio.fail_after(timeout_s):
        while not condition():
            await trio.sleep(0.005)


async def happens(condition: Callable[[], bool], within_s: float) -> bool:
    with trio.move_on_after(within_s):
        while not condition():
            await trio.sleep(0.005)
        return True
    return False


class RawPeer:
    """An authenticated peer that speaks Yamux by hand, so it may say anything."""

    def __init__(self, session: Any) -> None:
        self.session = session

    async def send(self, kind: int, flags: int, stream: int, length: int, body: bytes = b"") -> None:
        await self.session.write(
            struct.pack(yamux.YAMUX_HEADER_FORMAT, 0, kind, flags, stream, length) + body
        )

    async def is_cut_off(self, within_s: float = 5) -> bool:
        """Whether the other side closes the connection."""
        with trio.move_on_after(within_s):
            try:
                while await self.session.read():
                    pass
            except Exception:
                pass
            return True
        return False


@asynccontextmanager
async def raw_peer(victim: Host, name: str = "raw") -> AsyncGenerator[RawPeer]:
    """Noise done as it should be, Yamux agreed upon; what follows is the caller's."""
    *_, expected = address_of(victim).split("/")
    keys = create_new_key_pair(seed_of(name))
    noise = NoiseTransport(keys, noise_privkey=create_noise_key_pair().private_key)
    upgrader = TransportUpgrader({NOISE_ID: noise}, {yamux.PROTOCOL_ID: yamux.Yamux})
    raw = await TCP().dial(Multiaddr(address_of(victim).partition("/p2p/")[0]))
    try:
        with trio.fail_after(30):
            session = await upgrader.upgrade_security(raw, True, ID.from_string(expected))
            await upgrader.muxer_multistream._selector.select(session, True, 5)
        yield RawPeer(session)
    finally:
        await raw.close()


async def stall(host: Host) -> None:
    """Fill the TCP connection towards a raw peer that reads nothing, until a write of the host is stuck."""
    connection: Any = host.network.get_connections()[0].muxed_conn
    written = 0

    async def write_for_ever() -> None:
        nonlocal written
        while True:
            await connection._write_frame(bytes(60_000))
            written += 1

    host.network.manager.run_task(write_for_ever)
    before = -1
    while written != before:
        before = written
        await trio.sleep(0.1)
