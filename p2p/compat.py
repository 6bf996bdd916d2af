# SPDX-License-Identifier: AGPL-3.0-or-later
"""What py-libp2p 0.8.1 needs before a hostile network may be let in: one patch a symptom.

It is neither our network API (that is host.py) nor a fork: where the library gives a seam a subclass
uses it, and where it names its own classes a module attribute is replaced by `install`. A test of
tests/p2p/test_compat.py takes each patch away in turn and sees its symptom come back.

Law: only this file and host.py import libp2p; every patch says what goes wrong without it.

    TCP ── Swarm (admission) ── Noise ── Yamux, YamuxStream (flow control) ── BasicHost (containment)
                                                                  └── Pubsub, GossipSub (members only)

Source: docs/adr/0007-libp2p-behind-one-door.md, measured on the pinned version.
"""

from __future__ import annotations

import logging
import socket
import struct
import sys
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any, Final, Protocol

import p2p.compat_imports  # noqa: F401  # pyright: ignore[reportUnusedImport]: before libp2p

import trio
from libp2p.host import basic_host
from libp2p.network import swarm
from libp2p.network.connection import swarm_connection
from libp2p.network.connection.raw_connection import RawConnection
from libp2p.network.exceptions import SwarmException
from libp2p.peer.id import ID
from libp2p.protocol_muxer import generic_selector
from libp2p.stream_muxer import muxer_multistream
from libp2p.stream_muxer.exceptions import MuxedStreamEOF, MuxedStreamError, MuxedStreamReset
from libp2p.stream_muxer.yamux import yamux
from libp2p.tools.anyio_service import background_trio_service
from libp2p.transport.tcp import tcp

from ledger.units import NodeKey
from p2p.compat_io import EagerLock, MultiselectClient, PatientLock, TCPStream
from p2p.errors import HostError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator, Mapping

    from libp2p.abc import IMuxedConn, IMuxedStream, INetConn, INetStream, ISecureConn
    from libp2p.io.abc import ReadWriteCloser
    from libp2p.network.stream.net_stream import NetStream
    from libp2p.tools.anyio_service import Service
    from multiaddr import Multiaddr

log = logging.getLogger(__name__)

WINDOW_BYTES_MAX: Final = 1024 * 1024
"""Receive window of one stream: what a peer may make us hold unread."""
FRAME_BYTES_MAX: Final = yamux.MAX_MESSAGE_SIZE - yamux.HEADER_SIZE
"""Payload of one Yamux frame of ours: with its header it fills one Noise message."""
WRITE_STALL_S: Final = 10
"""A frame that cannot leave in this time: the link is dead."""
WINDOW_STALL_S: Final = 60
"""A peer that does not read in this time: the stream is dead. A reader may be verifying for a while."""
ECHO_INTERVAL_S: Final = 30
ECHO_TIMEOUT_S: Final = 15
_ED25519_ID_PREFIX: Final = bytes.fromhex("0024080112 20")
"""Identity multihash of the protobuf of an Ed25519 public key; the key's 32 bytes follow."""


def peer_id_of(node: NodeKey) -> ID:
    """libp2p's name of a node key."""
    return ID(_ED25519_ID_PREFIX + node)


def node_key_of(peer_id: ID) -> NodeKey:
    """The raw Ed25519 key inside a peer id that Noise has authenticated.

    (`remote_permanent_pubkey` of a secured connection is *not* it: 0.8.1 puts Noise's X25519 key there.)

    Raises:
        ValueError: the peer's identity is an RSA, secp256k1 or ECDSA key.
    """
    raw = peer_id.to_bytes()
    if len(raw) != len(_ED25519_ID_PREFIX) + 32 or not raw.startswith(_ED25519_ID_PREFIX):
        raise ValueError("the peer's identity is not an Ed25519 key")
    return NodeKey(raw[-32:])


@contextmanager
def shielded(seconds: float) -> Generator[trio.CancelScope]:
    """A cancel scope that an outer cancellation does not reach, for at most `seconds`."""
    with trio.move_on_after(seconds) as scope:
        scope.shield = True
        yield scope


@asynccontextmanager
async def running(*services: Service) -> AsyncGenerator[None]:
    """Run libp2p's services; what the body raises comes out as it is, not in groups of groups."""
    failure: Exception | None = None
    try:
        async with AsyncExitStack() as stack:
            for service in services:
                await stack.enter_async_context(background_trio_service(service))
            try:
                yield
            except Exception as error:
                failure = error
    except ExceptionGroup as group:
        log.error("libp2p stopped", exc_info=group)
        raise HostError("crashed", repr(group.exceptions[0])) from group
    if failure is not None:
        raise failure


class Doorman(Protocol):
    """Who may come in; host.py decides, this file asks."""

    def enter(self, ip: str) -> bool:
        """A TCP connection came from `ip`; True takes a place, to be given back by `leave`."""
        ...

    def settle(self, ip: str) -> None:
        """The handshake of a connection from `ip` is over, well or badly."""
        ...

    def leave(self, ip: str) -> None:
        """A connection that had entered is gone."""
        ...

    def accepts(self, node: NodeKey) -> bool:
        """Whether this authenticated peer may stay."""
        ...

    def enter_stream(self, node: NodeKey) -> bool:
        """An inbound stream; True takes a place, to be given back by `leave_stream`."""
        ...

    def leave_stream(self, node: NodeKey) -> None:
        """An inbound stream that had entered is over."""
        ...

    def is_flooding(self, node: NodeKey) -> bool:
        """Whether `node` was refused so many streams that its connections must be closed."""
        ...

    def failed(self, node: NodeKey, error: Exception) -> None:
        """A handler of a stream of `node` raised."""
        ...


class YamuxStream(yamux.YamuxStream):
    """Flow control that batches, waits, and is enforced."""

    def __init__(self, stream_id: int, conn: yamux.Yamux, is_initiator: bool) -> None:
        self._window_changed = trio.Event()
        self._send_window = 0
        self._recv_window = 0
        super().__init__(stream_id, conn, is_initiator)

    # Symptom: a peer that ignores flow control fills our memory; the library only logs "peer exceeded
    # receive window". TooSlowError is the one exception on which its reader closes the connection.
    @property
    def recv_window(self) -> int:  # pyright: ignore[reportIncompatibleVariableOverride]
        return self._recv_window

    @recv_window.setter
    def recv_window(self, value: int) -> None:  # pyright: ignore[reportIncompatibleVariableOverride]
        if value < 0:
            raise trio.TooSlowError("the peer sent more than the window allows")
        self._recv_window = value

    @property
    def send_window(self) -> int:  # pyright: ignore[reportIncompatibleVariableOverride]
        return self._send_window

    @send_window.setter
    def send_window(self, value: int) -> None:  # pyright: ignore[reportIncompatibleVariableOverride]
        self._send_window = value
        self._window_changed.set()
        self._window_changed = trio.Event()

    async def write(self, data: bytes) -> None:
        # Symptom: a reader busy for more than 5 s makes the writer fail in the middle of a message, and a
        # full window is polled every 10 ms.
        sent = 0
        while sent < len(data):
            if self.closed or self.send_closed or self.conn.event_shutting_down.is_set():
                raise MuxedStreamError("the stream is closed for writing")
            size = min(self._send_window, FRAME_BYTES_MAX, len(data) - sent)
            if size <= 0:
                await self._wait_for_window()
                continue
            self._send_window -= size
            header = struct.pack(yamux.YAMUX_HEADER_FORMAT, 0, yamux.TYPE_DATA, 0, self.stream_id, size)
            await self.conn._write_frame(header + data[sent : sent + size])
            sent += size

    async def _wait_for_window(self) -> None:
        deadline = trio.current_time() + WINDOW_STALL_S
        while self._send_window <= 0 and not (self.closed or self.conn.event_shutting_down.is_set()):
            if trio.current_time() >= deadline:
                raise MuxedStreamError("the peer has not read for too long")
            with trio.move_on_after(1):  # a reset does not change the window: look again now and then
                await self._window_changed.wait()

    async def read(self, n: int | None = None) -> bytes:
        # Symptom: a stream that was reset, or whose connection died, looks like a clean end to a reader that
        # was waiting.
        conn = self.conn
        while True:
            buffer = conn.stream_buffers.get(self.stream_id)
            if buffer:
                data = bytes(buffer if n is None or n < 0 else buffer[:n])
                del buffer[: len(data)]
                if self.closed and not buffer:
                    await conn._finalize_stream(self, fully_closed=True)
                await self._auto_tune_and_send_window_update(bytes_read=len(data))
                return data
            event = conn.stream_events.get(self.stream_id)
            if conn.event_shutting_down.is_set():
                raise MuxedStreamReset("the connection ended")
            if self.recv_closed:
                raise MuxedStreamEOF("the peer closed its side")
            if self.reset_received or event is None:
                raise MuxedStreamReset("the stream was reset")
            await event.wait()
            if conn.stream_events.get(self.stream_id) is event:
                conn.stream_events[self.stream_id] = trio.Event()

    async def reset(self) -> None:
        # Symptom: a task of ours that waits to read a stream we reset waits for ever.
        waiting, ended = self.conn.stream_events.get(self.stream_id), self.recv_closed
        await super().reset()
        self.recv_closed = ended  # still means: the peer has said all it had to
        if waiting is not None:
            waiting.set()

    async def _auto_tune_and_send_window_update(self, *, bytes_read: int = 0) -> None:
        # Symptom: one encrypted 12-byte frame for every read, of even one byte; and windows of 16 MiB.
        # Grow once, to 1 MiB, and give credit back by quarters (halves of 256 KiB fell to 20 MB/s).
        self._pending_recv_release += bytes_read
        credit = self._pending_recv_release
        if credit < self.target_recv_window // 4 or self.recv_closed:
            return
        self._pending_recv_release = 0
        credit += WINDOW_BYTES_MAX - self.target_recv_window
        self.target_recv_window = WINDOW_BYTES_MAX
        self.recv_window += credit
        await self.send_window_update(credit)


class Yamux(yamux.Yamux):
    """A connection that cannot be corrupted by a cancelled write, and that notices a silent peer."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._turn = EagerLock()
        self.streams_lock = PatientLock()  # pyright: ignore[reportAttributeAccessIssue]

    async def _read_data_body(self, length: int) -> bytes:
        # Symptom: a deadline is set and taken back for bytes that came with their header.
        conn: Any = self.secured_conn
        if conn.high_watermark - conn.low_watermark >= length:
            return await conn.read(length)
        return await super()._read_data_body(length)

    async def _write_frame(self, data: bytes) -> None:
        # Symptom: a write cancelled half-way (any deadline of ours) leaves half a Noise message on the
        # wire: everything after it is garbage, for all streams. A frame that was begun is finished, or
        # the connection is closed.
        async with self._turn:
            with shielded(WRITE_STALL_S) as scope:
                await self.secured_conn.write(data)
            if scope.cancelled_caught:
                await self.secured_conn.close()
                raise MuxedStreamError("the link is stalled")
        await trio.lowlevel.checkpoint_if_cancelled()

    async def start(self) -> None:
        # Symptom: an error in one connection's task stops the whole node.
        try:
            await super().start()
        except Exception as error:
            log.info("yamux of %s failed: %r", self.peer_id, error)
            await self._cleanup_on_error()

    async def _measure_rtt_loop(self) -> None:
        # Symptom: a peer whose cable was pulled stays connected for minutes (225 s and counting): the
        # library sends an echo request every 30 s and ignores that no answer comes.
        while not self.event_shutting_down.is_set():
            with trio.move_on_after(ECHO_INTERVAL_S):
                await self.event_shutting_down.wait()
                return
            self._ping_id = (self._ping_id + 1) % 2**32
            answered = self._ping_event = trio.Event()
            self._ping_sent_time = trio.current_time()
            header = (yamux.YAMUX_HEADER_FORMAT, 0, yamux.TYPE_PING, yamux.FLAG_SYN, 0, self._ping_id)
            try:
                with trio.fail_after(ECHO_TIMEOUT_S):
                    await self._write_frame(struct.pack(*header))
                    await answered.wait()
            except Exception as error:
                log.info("%s does not answer: %r", self.peer_id, error)
                await self.secured_conn.close()
                return


class MuxerMultistream(muxer_multistream.MuxerMultistream):
    """Makes the muxer that was configured; the library names its own Yamux whatever was asked for."""

    async def new_conn(self, conn: ISecureConn, peer_id: ID) -> IMuxedConn:
        protocol, muxer = await self._selector.select(conn, conn.is_initiator, self.negotiate_timeout)
        return self._annotate_connection(muxer(conn, peer_id), conn, protocol)


class SwarmConn(swarm_connection.SwarmConn):
    """A connection whose troubles are its own."""

    async def _add_stream(self, muxed_stream: IMuxedStream) -> NetStream:
        stream = await super()._add_stream(muxed_stream)
        stream._state_lock = EagerLock()  # pyright: ignore[reportAttributeAccessIssue]
        return stream

    async def start(self) -> None:
        # Symptom: whatever is raised while accepting streams leaves the connection's nursery, and the
        # service manager stops the node.
        try:
            await super().start()
        except Exception as error:
            log.info("connection of %s failed: %r", self.muxed_conn.peer_id, error)
            await self.close()


class Swarm(swarm.Swarm):
    """Admission of connections, and no dialling but ours."""

    doorman: Doorman

    async def _handle_inbound_connection(self, read_write_closer: ReadWriteCloser, maddr: Multiaddr) -> None:
        # Symptoms: after 250 inbound connections in the life of the process, even closed ones, the node is
        # deaf (the slot is given back when the *node* stops); 250 half-open ones from one address keep
        # everybody out; an IPv6 peer has no address at all (its `getpeername` has four fields).
        ip = remote_ip(read_write_closer)
        if not self.doorman.enter(ip):
            await read_write_closer.close()
            return
        raw = RawConnection(read_write_closer, False)
        try:
            try:
                muxed = await self.upgrade_inbound_raw_conn(raw, maddr)
            finally:
                self.doorman.settle(ip)
            if isinstance(muxed, Yamux):
                await muxed.event_closed.wait()
        except Exception as error:
            log.debug("connection from %s: %r", ip, error)
        finally:
            self.doorman.leave(ip)
            await raw.close()

    async def add_conn(
        self, muxed_conn: IMuxedConn, direction: str = "unknown"
    ) -> swarm_connection.SwarmConn:
        # Symptom: RSA and other identities are let in, and so is our own key or a banned one.
        try:
            accepted = self.doorman.accepts(node_key_of(muxed_conn.peer_id))
        except ValueError:
            accepted = False
        if not accepted or muxed_conn.peer_id == self.self_id:
            await abort(muxed_conn)
            raise SwarmException("this peer is refused")
        return await super().add_conn(muxed_conn, direction)

    def _trim_connections(self, peer_id: ID) -> None:
        # Symptom: connections younger than 20 s are never trimmed, so one key may hold any number. The
        # newest win: after a change of network the older ones are the dead ones.
        kept = self.connection_config.max_connections_per_peer
        for connection in self.connections[peer_id][:-kept]:
            self.manager.run_task(self._close_connection_async, connection)
        self.connections[peer_id] = self.connections[peer_id][-kept:]

    async def dial_peer(self, peer_id: ID) -> list[INetConn]:
        # Symptom: opening a stream to a peer that just left dials addresses that strangers told us.
        raise SwarmException("not connected")


class BasicHost(basic_host.BasicHost):
    """One place where all inbound streams pass, and where their errors stop."""

    doorman: Doorman
    signed_record: tuple[float, bytes] = (0, b"")
    """When our addresses were last signed, and the result (compat_gossip.py)."""

    async def _swarm_stream_handler(self, net_stream: INetStream) -> None:
        # Symptoms: an exception in any stream handler, ours included, ends the process; nothing bounds
        # the inbound streams of one peer (22 000 tasks and 250 MB in 6 s).
        node = node_key_of(net_stream.muxed_conn.peer_id)
        if not self.doorman.enter_stream(node):
            await net_stream.reset()
            if self.doorman.is_flooding(node):
                await abort(net_stream.muxed_conn)
            return
        try:
            await super()._swarm_stream_handler(net_stream)
        except Exception as error:
            log.info("stream %s of %s: %r", net_stream.get_protocol(), node.hex()[:16], error)
            self.doorman.failed(node, error)
            await net_stream.reset()
        finally:
            self.doorman.leave_stream(node)

    def _schedule_identify(self, peer_id: ID, *, reason: str) -> None:
        """Symptom: on every connection a *system* task reads what the peer says of itself and remembers it.

        An error there would end the whole program, and we use nothing of it: nodes say hello in our protocol.
        """


def remote_ip(connection: Any) -> str:
    """The address at the other end, IPv4 in its own form even on a double-stack socket; "" if gone."""
    try:
        host: str = connection.stream.socket.getpeername()[0]
    except OSError:
        return ""
    return host.removeprefix("::ffff:").partition("%")[0]


async def abort(muxed_conn: Any) -> None:
    """Close the socket under a connection at once, whatever its tasks wait for."""
    # Symptom: `close` of a connection whose peer does not read waits for ever for the lock of the writer.
    with shielded(1):
        await muxed_conn.secured_conn.close()


def _set_exclusive_flags(sock: trio.socket.SocketType) -> None:
    # Symptom: with SO_REUSEPORT two nodes on one port both believe they listen, and the kernel deals the
    # callers out between them. An IPv6 socket is for IPv6 alone, so that both families may be listened to.
    if sys.platform == "win32":
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if sock.family == socket.AF_INET6:
        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)


REPLACEMENTS: Final[Mapping[tuple[Any, str], Any]] = {
    # Classes and constants that the library names itself, so that no seam is left but the name.
    (yamux, "YamuxStream"): YamuxStream,
    (yamux, "MAX_WINDOW_SIZE"): WINDOW_BYTES_MAX,  # symptom: one data frame may announce 16 MiB
    (swarm_connection, "SwarmConn"): SwarmConn,
    (tcp, "_set_reuse_flags"): _set_exclusive_flags,
    (tcp, "TrioTCPStream"): TCPStream,
    (generic_selector, "MultiselectClient"): MultiselectClient,
    (basic_host, "MultiselectClient"): MultiselectClient,
    # Symptom: a swarm makes a resolver of names, for nobody; ours are resolved in p2p/addresses.py.
    (swarm, "DNSResolver"): object,
    # Symptom: this module logs on the root logger, which installs a handler on standard error.
    (swarm_connection, "logging"): logging.getLogger("libp2p.network.connection"),
}


def install() -> None:
    """Put the replacements in place and make the library quiet. May be called again."""
    for (module, name), value in REPLACEMENTS.items():
        setattr(module, name, value)
    # Symptom: a port scan fills the journal: several ERROR lines for each connection that is not ours.
    for name in list(logging.root.manager.loggerDict):
        if name.startswith("libp2p."):
            logging.getLogger(name).setLevel(logging.NOTSET)
    logging.getLogger("libp2p").setLevel(logging.CRITICAL)


install()
