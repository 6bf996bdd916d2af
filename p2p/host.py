# SPDX-License-Identifier: AGPL-3.0-or-later
"""The network as the rest of Voisinage sees it: node keys, streams, who is connected. libp2p stays behind.

A host listens on TCP, speaks Noise and Yamux only, and knows a peer by its raw Ed25519 node key. It does
not know communes, members or messages, dials nobody by itself, and trusts nobody: a node key proves which
computer is at the other end, not whether it is welcome to anything.

Law: no exception of libp2p and no misbehaviour of a peer leaves this file but as a `HostError` of the
call that met it; leaving `open_host` leaves nothing running.

Source: docs/adr/0007-libp2p-behind-one-door.md, protocol.md section 7.
"""

from __future__ import annotations

import ipaddress
import logging
import os
from collections import Counter, OrderedDict
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from p2p.compat import node_key_of, peer_id_of

import trio
from libp2p.abc import INotifee
from libp2p.crypto.ed25519 import create_new_key_pair
from libp2p.crypto.x25519 import create_new_key_pair as create_noise_key_pair
from libp2p.custom_types import TProtocol
from libp2p.exceptions import BaseLibp2pError
from libp2p.identity.identify_push.identify_push import ID_PUSH
from libp2p.network.config import ConnectionConfig, RetryConfig
from libp2p.network.exceptions import SwarmException
from libp2p.network.stream.exceptions import StreamEOF
from libp2p.peer.id import ID
from libp2p.peer.peerstore import PeerStore
from libp2p.security.noise.transport import PROTOCOL_ID as NOISE_ID
from libp2p.security.noise.transport import Transport as NoiseTransport
from libp2p.stream_muxer.yamux.yamux import PROTOCOL_ID as YAMUX_ID
from libp2p.transport.tcp.tcp import TCP
from libp2p.transport.upgrader import TransportUpgrader
from libp2p.utils.address_validation import expand_wildcard_address
from multiaddr import Multiaddr

from ledger.units import NodeKey
from p2p import compat, compat_gossip
from p2p.addresses import AddressError, check_listen, parse_address, parts_of, resolve
from p2p.doorman import Doorman, HostLimits, decrement
from p2p.errors import HostError, StreamClosed

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Sequence
    from contextlib import AbstractAsyncContextManager

    from libp2p.abc import INetConn, INetStream, INetwork

    from p2p.compat_gossip import GossipRouter
    from p2p.gossip import GossipHooks

__all__ = ["Host", "HostError", "HostLimits", "Stream", "StreamClosed", "open_host", "predict_addresses"]

log = logging.getLogger(__name__)

SEED_BYTES: Final = 32
PING_PROTOCOL: Final = "/ipfs/ping/1.0.0"
PING_BYTES: Final = 32
READ_BYTES_MAX: Final = 1024 * 1024
NEWS_MAX: Final = 1_024
"""Peers whose coming or going may wait to be told; beyond it the oldest news is dropped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostStatistics:
    """A snapshot for logs and tests."""

    connections: int
    inbound_connections: int
    """Half-open ones included."""
    peers: int
    half_open: int
    inbound_streams: int
    refused_connections: int
    refused_streams: int
    failed_handlers: int


class Stream:
    """One stream: bytes in order each way, closed one way at a time.

    Every method but `remote` and `protocol` may raise `StreamClosed`; none has a deadline of its own:
    whoever waits for a peer says how long (`trio.fail_after`).
    """

    def __init__(self, stream: Any, remote: NodeKey, protocol: str) -> None:
        self._stream = stream  # a NetStream; its interface leaves out the half of it we use
        self.remote = remote
        self.protocol = protocol

    async def receive_some(self, limit: int) -> bytes:
        """From 1 to `limit` bytes, or b"" when the peer has closed its side, having said all it had to."""
        if limit <= 0:
            raise ValueError("a limit is at least one byte")
        try:
            return await self._stream.read(min(limit, READ_BYTES_MAX))
        except StreamEOF:
            return b""
        except _STREAM_ERRORS as error:
            raise StreamClosed(repr(error)) from error

    async def send_all(self, data: bytes) -> None:
        """Send all of it; returns when the last byte is on its way, not when it has arrived."""
        try:
            await self._stream.write(data)
        except _STREAM_ERRORS as error:
            raise StreamClosed(repr(error)) from error

    async def close_write(self) -> None:
        """Say that nothing more will be sent; the peer may still answer."""
        try:
            await self._stream.close_write()
        except _STREAM_ERRORS as error:
            raise StreamClosed(repr(error)) from error

    async def aclose(self) -> None:
        """End the stream; never raises, and what the peer still sends is thrown away."""
        with compat.shielded(1):
            with suppress(*_STREAM_ERRORS):
                await self._stream.close()
            if not self._stream.muxed_stream.recv_closed:
                # libp2p's close is a half close: without the reset the peer could go on filling our window.
                await self.reset()
        await trio.lowlevel.checkpoint()

    async def reset(self) -> None:
        """End the stream at once, in both directions, telling the peer that something is wrong."""
        with compat.shielded(1), suppress(*_STREAM_ERRORS):
            await self._stream.reset()


_STREAM_ERRORS: Final = (
    BaseLibp2pError,
    trio.BrokenResourceError,
    trio.ClosedResourceError,
    OSError,
    KeyError,  # libp2p forgets a stream while somebody waits on it
)


class Host:
    """A computer on the network. Made by `open_host`; usable until that block is left."""

    def __init__(self, seed: bytes, limits: HostLimits) -> None:
        if len(seed) != SEED_BYTES:
            raise ValueError(f"a node's seed is {SEED_BYTES} bytes")
        keys = create_new_key_pair(seed)
        peer_id = ID.from_pubkey(keys.public_key)
        self.node_key: NodeKey = node_key_of(peer_id)
        self.limits = limits
        self.doorman = Doorman(limits, self.node_key, lambda: int(trio.current_time() * 1_000))
        self._running: Counter[NodeKey] = Counter()
        self._news: OrderedDict[NodeKey, bool] = OrderedDict()
        self._told: set[NodeKey] = set()
        self._news_added = trio.Event()
        self._news_send, self.connections = trio.open_memory_channel[tuple[NodeKey, bool]](0)
        peerstore = PeerStore()
        peerstore.add_key_pair(peer_id, keys)
        noise = NoiseTransport(keys, noise_privkey=create_noise_key_pair().private_key)
        muxers: dict[TProtocol, type[Any]] = {TProtocol(YAMUX_ID): compat.Yamux}
        upgrader = TransportUpgrader({NOISE_ID: noise}, muxers)
        upgrader.muxer_multistream = compat.MuxerMultistream(muxers, limits.negotiate_s)
        self.network = compat.Swarm(
            peer_id,
            peerstore,
            upgrader,
            [TCP()],
            retry_config=RetryConfig(max_retries=0),
            connection_config=_connection_config(limits),
        )
        self.network.doorman = self.doorman
        self.network.register_notifee(_Watcher(self))
        self.libp2p_host = compat.BasicHost(self.network, disable_identify_address_discovery=True)
        self.libp2p_host.doorman = self.doorman
        self.libp2p_host.remove_stream_handler(ID_PUSH)

    def addresses(self) -> tuple[str, ...]:
        """Where this host can be dialled, /p2p/ included; loopback only if nothing else is listened to."""
        return make_addresses(self.libp2p_host.get_transport_addrs(), self.network.get_peer_id())

    def set_handler(self, protocol: str, handler: Callable[[Stream], Awaitable[None]]) -> None:
        """Serve `protocol`: `handler` runs once a stream, closed when it returns and reset if it raises."""

        async def serve(net_stream: INetStream) -> None:
            node = node_key_of(net_stream.muxed_conn.peer_id)
            if self._running[node] >= self.limits.handlers_per_peer:
                self.doorman.refused_streams += 1
                await net_stream.reset()
                return
            self._running[node] += 1
            stream = Stream(net_stream, node, protocol)
            try:
                await handler(stream)
            except BaseException:
                await stream.reset()
                raise
            finally:
                decrement(self._running, node)
            await stream.aclose()

        self.libp2p_host.set_stream_handler(TProtocol(protocol), serve)

    async def dial(self, address: str, timeout_s: float = 10) -> NodeKey:
        """Connect to the node at `address`, unless it is connected already.

        Args:
            address: /ip4, /ip6, /dns, /dns4 or /dns6, then /tcp and /p2p, as `addresses` gives them.

        Raises:
            HostError: "dial-failed", "refused", "timeout" or "too-many".
        """
        try:
            family, name, port, peer = parse_address(address)
            peer_id = ID.from_string(peer)
            node = node_key_of(peer_id)
        except (AddressError, ValueError) as error:
            raise HostError("dial-failed", str(error)) from error
        if node == self.node_key:
            raise HostError("refused", "that is this node itself")
        if node in self.connected():
            return node
        if self.network.get_total_connections() >= self.limits.connections_max:
            raise HostError("too-many")
        failure: Exception = AddressError(f"no address for {name}")
        with trio.move_on_after(timeout_s):
            try:
                targets = await resolve(family, name, port)
            except AddressError as error:
                raise HostError("dial-failed", str(error)) from error
            for target in targets:
                try:
                    await self.network.dial_addr(target, peer_id)
                except (BaseLibp2pError, ExceptionGroup, OSError) as error:
                    failure = error
                else:
                    return node
            raise _dial_error(failure) from failure
        raise HostError("timeout", address)

    async def open_stream(self, peer: NodeKey, protocol: str, timeout_s: float = 10) -> Stream:
        """A new stream to a connected peer.

        Raises:
            HostError: "closed" (not connected, or the connection ended), "refused" (the peer does not serve
                `protocol`, or not to us now) or "timeout".
        """
        if peer not in self.connected():
            raise HostError("closed", "not connected")
        with trio.move_on_after(timeout_s):
            try:
                stream = await self.libp2p_host.new_stream(peer_id_of(peer), [TProtocol(protocol)])
            except SwarmException as error:
                raise HostError("closed", str(error)) from error
            except _STREAM_ERRORS as error:
                code = "refused" if peer in self.connected() else "closed"
                raise HostError(code, str(error)) from error
            return Stream(stream, peer, protocol)
        raise HostError("timeout", protocol)

    async def ping(self, peer: NodeKey, timeout_s: float = 10) -> float:
        """Seconds of a round trip to `peer` and back.

        Raises:
            HostError: "closed", "refused" or "timeout"; the connection itself is left as it is.
        """
        with trio.move_on_after(timeout_s):
            stream = await self.open_stream(peer, PING_PROTOCOL, timeout_s)
            try:
                sent, asked_at = os.urandom(PING_BYTES), trio.current_time()
                await stream.send_all(sent)
                answer = b""
                while len(answer) < PING_BYTES:
                    chunk = await stream.receive_some(PING_BYTES - len(answer))
                    if not chunk:
                        raise StreamClosed("no answer to a ping")
                    answer += chunk
                if answer != sent:
                    raise HostError("refused", "a wrong answer to a ping")
                return trio.current_time() - asked_at
            finally:
                await stream.reset()
        raise HostError("timeout", "ping")

    async def disconnect(self, peer: NodeKey) -> None:
        """Close every connection with `peer`; bounded in time, whatever the peer does."""
        with compat.shielded(self.limits.close_s + 2):
            async with trio.open_nursery() as nursery:
                for connection in self.network.get_connections(peer_id_of(peer)):
                    nursery.start_soon(_close_connection, connection, self.limits.close_s)
        await trio.lowlevel.checkpoint()

    async def ban(self, peer: NodeKey, banned: bool = True) -> None:
        """Refuse connections with `peer` from now on, and end those there are (or refuse them no more)."""
        self.doorman.ban(peer, banned)
        if banned:
            await self.disconnect(peer)

    def open_gossip(
        self, topic: str, hooks: GossipHooks, heartbeat_s: int = 1
    ) -> AbstractAsyncContextManager[GossipRouter]:
        """Gossip on one topic until the block is left; one at a time a host. For gossip.py."""
        return compat_gossip.open_router(self.libp2p_host, topic, hooks, heartbeat_s)

    def connected(self) -> frozenset[NodeKey]:
        """The peers there is a live connection with."""
        open_with = {
            peer_id
            for peer_id, connections in self.network.connections.items()
            if any(not c.is_closed for c in connections)
        }
        return frozenset(node_key_of(peer_id) for peer_id in open_with)

    def statistics(self) -> HostStatistics:
        """Counters since the start, and what is open now."""
        return HostStatistics(
            connections=self.network.get_total_connections(),
            inbound_connections=self.doorman.inbound,
            peers=len(self.connected()),
            half_open=self.doorman.half_open,
            inbound_streams=self.doorman.inbound_streams,
            refused_connections=self.doorman.refused_connections,
            refused_streams=self.doorman.refused_streams,
            failed_handlers=self.doorman.failed_handlers,
        )

    def note(self, peer: NodeKey) -> None:
        """Look whether `peer` came or went, and have it told on `connections`."""
        present = peer in self.connected()
        if not present:
            self.doorman.gone(peer)
        self._news[peer] = present
        self._news.move_to_end(peer)
        if len(self._news) > NEWS_MAX:
            self._news.popitem(last=False)
        self._news_added.set()

    async def tell_news(self) -> None:
        """Feed `connections`: for each peer only the latest news, and only if it is news."""
        while True:
            while self._news:
                peer, present = self._news.popitem(last=False)
                if present != (peer in self._told):
                    (self._told.add if present else self._told.discard)(peer)
                    await self._news_send.send((peer, present))
            self._news_added = trio.Event()
            await self._news_added.wait()

    async def close(self) -> None:
        """Stop listening, then close every connection at the same time, then the rest."""
        async with trio.open_nursery() as nursery:
            for listener in self.network.listeners.values():
                nursery.start_soon(listener.close)
        async with trio.open_nursery() as nursery:
            for connection in self.network.get_connections():
                close = partial(_close_connection, leaving=True)
                nursery.start_soon(close, connection, self.limits.close_s)
        await self.libp2p_host.close()
        self._news_send.close()


class _Watcher(INotifee):
    """Tells the host of connections. It never waits: the library waits for it."""

    def __init__(self, host: Host) -> None:
        self._host = host

    async def connected(self, network: INetwork, conn: INetConn) -> None:
        self._host.note(node_key_of(conn.muxed_conn.peer_id))

    async def disconnected(self, network: INetwork, conn: INetConn) -> None:
        self._host.note(node_key_of(conn.muxed_conn.peer_id))

    async def opened_stream(self, network: INetwork, stream: INetStream) -> None:
        """Of no interest."""

    async def closed_stream(self, network: INetwork, stream: INetStream) -> None:
        """Of no interest."""

    async def listen(self, network: INetwork, multiaddr: Multiaddr) -> None:
        """Of no interest."""

    async def listen_close(self, network: INetwork, multiaddr: Multiaddr) -> None:
        """Of no interest."""


def make_addresses(listening: Iterable[Multiaddr], peer: ID) -> tuple[str, ...]:
    """Where a host that listens there can be dialled."""
    found: list[str] = []
    for wildcard in listening:
        for address in expand_wildcard_address(wildcard):
            ip = ipaddress.ip_address(parts_of(address)[0][1])
            if not (ip.is_link_local or ip.is_unspecified):
                found.append(str(address))
    public = [a for a in found if not a.startswith(("/ip4/127.", "/ip6/::1/"))]
    return tuple(f"{address}/p2p/{peer.to_base58()}" for address in dict.fromkeys(public or found))


def predict_addresses(seed: bytes, listen: Sequence[str]) -> tuple[str, ...]:
    """The addresses a host with this seed will have once it listens there; none for what is no address."""
    try:
        wildcards = [Multiaddr(address) for address in listen]
        return make_addresses(wildcards, ID.from_pubkey(create_new_key_pair(seed).public_key))
    except Exception as error:  # a library's reasons to refuse a text are many
        log.info("no address: %s", error)
        return ()


@asynccontextmanager
async def open_host(
    seed: bytes, listen: Sequence[str], *, limits: HostLimits | None = None
) -> AsyncGenerator[Host]:
    """A host that listens on `listen` until the block is left; then nothing of it runs any more.

    Args:
        seed: the 32 bytes of the node key's secret.
        listen: multiaddrs such as /ip4/0.0.0.0/tcp/4101 (port 0: any); none, for a node that only dials.

    Raises:
        HostError: "listen-failed", or "crashed" if libp2p itself fell over (start again).
    """
    try:
        wanted = [check_listen(address) for address in listen]
    except AddressError as error:
        raise HostError("listen-failed", str(error)) from error
    host = Host(seed, limits or HostLimits())
    async with compat.running(host.network):
        try:
            if wanted:
                with compat.shielded(host.limits.close_s):  # cancelled half-way, it would leave a socket open
                    await host.network.listen(*wanted)
            if missing := [str(a) for a in wanted if str(a) not in host.network.listeners]:
                raise HostError("listen-failed", ", ".join(missing))
            host.network.manager.run_task(host.tell_news)
            yield host
        finally:
            with compat.shielded(2 * host.limits.close_s + 2):
                await host.close()


async def _close_connection(connection: Any, limit_s: int, *, leaving: bool = False) -> None:
    """Close politely, then by force: a peer that reads nothing must not be able to keep us.

    Once the socket is closed libp2p sleeps 0.2 s before it tells of it; who is `leaving` need not wait.
    """
    async with trio.open_nursery() as nursery:

        async def wait_closed() -> None:
            await connection.muxed_conn.event_closed.wait()
            nursery.cancel_scope.cancel()

        if leaving:
            nursery.start_soon(wait_closed)

        async def close_politely() -> None:
            try:
                await connection.close()
            except _STREAM_ERRORS as error:
                log.debug("closing: %r", error)
            nursery.cancel_scope.cancel()

        nursery.start_soon(close_politely)
        await trio.sleep(limit_s)
        await compat.abort(connection.muxed_conn)
        await trio.sleep(1)
        nursery.cancel_scope.cancel()
    # libp2p's close does nothing the second time, even if the first was interrupted by a cancellation.
    await compat.abort(connection.muxed_conn)


def _connection_config(limits: HostLimits) -> ConnectionConfig:
    return ConnectionConfig(
        max_connections=limits.connections_max,
        min_connections=0,  # above nothing, so the library never dials by itself
        low_watermark=0,
        high_watermark=limits.connections_max,
        max_connections_per_peer=limits.connections_per_peer,
        inbound_upgrade_timeout=limits.handshake_s,
        outbound_upgrade_timeout=limits.handshake_s,
        inbound_stream_protocol_negotiation_timeout=limits.negotiate_s,
        outbound_stream_protocol_negotiation_timeout=limits.negotiate_s,
    )


def _dial_error(failure: Exception) -> HostError:
    # libp2p has one exception for everything; only the text tells a closed port from another identity.
    nobody = isinstance(failure, (AddressError, OSError)) or "fail to open connection" in str(failure)
    return HostError("dial-failed" if nobody else "refused", str(failure))
