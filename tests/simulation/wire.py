# SPDX-License-Identifier: AGPL-3.0-or-later
"""The network of a simulated village: what `p2p.host` promises, drawn from one seed, on trio's clock.

    SimHost A ── Line ── SimHost B        a connection: two ends that may learn of its end at different times
        SimStream  ═════  SimStream       bytes in order, each way late by what is drawn, cut into any pieces

A wall holds what goes one way; what it held comes late, or the line breaks. Gossip may be lost or doubled.
The law: within a stream nothing is lost, doubled or reordered, as TCP and Yamux promise; all else may be.
"""

from __future__ import annotations

import heapq
import math
import random
from collections import Counter, deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import trio

from ledger.signing import public_key
from ledger.units import NodeKey
from p2p.book import name_peer
from p2p.doorman import Doorman, HostLimits, decrement
from p2p.host import HostError, StreamClosed

WINDOW_BYTES = 256 * 1024
Handler = Callable[[Any], Awaitable[None]]


class SimStream:
    """One end of a stream."""

    def __init__(self, host: SimHost, line: Line, protocol: str) -> None:
        self.host, self.line, self.protocol = host, line, protocol
        self.remote: NodeKey = line.other(host).node_key
        self.twin: SimStream = self
        self._queue: deque[tuple[float, bytes]] = deque()
        """What was sent to this end: (when it is here, bytes; none: nothing more comes)."""
        self._last_at = 0.0
        self.held = 0
        self._lot = trio.lowlevel.ParkingLot()
        self._room = trio.lowlevel.ParkingLot()
        self.is_open = True
        self._has_said_all = False

    def wake(self) -> None:
        self._lot.unpark_all()
        self._room.unpark_all()

    def drop(self) -> None:
        """The connection under this end is gone."""
        self.is_open = False
        self.wake()

    async def receive_some(self, limit: int) -> bytes:
        if not (self._queue and self.is_open):
            await trio.lowlevel.checkpoint_if_cancelled()
        while True:
            if not self.is_open:
                raise StreamClosed("gone")
            if self._queue and not self.host.net.is_walled(self.remote, self.host.node_key):
                at, data = self._queue[0]
                if at <= trio.current_time():
                    return self._take(data, limit)
            await self._lot.park()

    def _take(self, data: bytes, limit: int) -> bytes:
        if not data:
            return b""
        self._queue.popleft()
        if len(data) > limit:
            self._queue.appendleft((0.0, data[limit:]))
            data = data[:limit]
        before = self.held
        self.held -= len(data)
        if before > WINDOW_BYTES >= self.held:
            self._room.unpark_all()
        return data

    async def send_all(self, data: bytes) -> None:
        twin = self.twin
        while True:
            if not self.is_open:
                raise StreamClosed("gone")
            if self._has_said_all or (not twin.is_open and self.line.ends[twin.host]):
                raise StreamClosed("closed for writing, or nobody reads any more")
            if twin.held <= WINDOW_BYTES:
                break
            await twin._room.park()
        self.line.note_traffic(self.host)
        self.host.net.tap(self, data)
        self._put(data)
        await trio.lowlevel.checkpoint()

    def _put(self, data: bytes) -> None:
        """On its way, whole or in pieces."""
        net, twin = self.host.net, self.twin
        pieces = [data]
        if len(data) > 1 and net.is_wild and net.random.random() < 0.1:
            cut = net.random.randrange(1, len(data))
            pieces = [data[:cut], data[cut:]]
        for piece in pieces:
            twin._last_at = max(twin._last_at, trio.current_time() + net.draw_delay())
            twin._queue.append((twin._last_at, piece))
            twin.held += len(piece)
            net.post.at(twin._last_at, twin._lot.unpark_all)

    async def close_write(self) -> None:
        if self.is_open and not self._has_said_all:
            self._has_said_all = True
            self._put(b"")

    async def aclose(self) -> None:
        """End the stream; the other side hears of it as its bytes end."""
        await self.close_write()
        self.is_open = False
        self.line.forget(self)
        await trio.lowlevel.checkpoint()

    async def reset(self) -> None:
        self.is_open = False
        self.line.forget(self)
        self.host.net.later(self.host.net.draw_delay(), self.twin.drop)


class Line:
    """A connection of two hosts; each end knows by itself whether it is still there."""

    def __init__(self, one: SimHost, two: SimHost) -> None:
        self.hosts = (one, two)
        self.streams: list[SimStream] = []
        self.ends = {one: True, two: True}

    def other(self, host: SimHost) -> SimHost:
        one, two = self.hosts
        return two if host is one else one

    def open_pair(self, opener: SimHost, protocol: str) -> tuple[SimStream, SimStream]:
        here, there = SimStream(opener, self, protocol), SimStream(self.other(opener), self, protocol)
        here.twin, there.twin = there, here
        self.streams += [here, there]
        return here, there

    def forget(self, stream: SimStream) -> None:
        with suppress(ValueError):
            self.streams.remove(stream)

    def drop(self, host: SimHost) -> None:
        """One end learns that the connection is gone."""
        if not self.ends[host]:
            return
        self.ends[host] = False
        for stream in [one for one in self.streams if one.host is host]:
            stream.drop()
            self.forget(stream)
        host.on_gone(self)

    def break_all(self) -> None:
        for host in self.hosts:
            self.drop(host)

    def note_traffic(self, host: SimHost) -> None:
        """Writing to an end that is gone is answered by a reset."""
        other = self.other(host)
        if not self.ends[other] and not host.net.is_walled(other.node_key, host.node_key):
            host.net.later(2 * host.net.draw_delay(), lambda: self.drop(host))


class SimHost:
    """A computer on the simulated network, with the methods of `p2p.host.Host`."""

    def __init__(self, net: Net, seed: bytes, nursery: trio.Nursery) -> None:
        self.net, self.node_key = net, NodeKey(public_key(seed))
        self.limits = HostLimits()
        self.doorman = Doorman(self.limits, self.node_key, lambda: int(trio.current_time() * 1_000))
        self.lines: dict[NodeKey, Line] = {}
        self.is_dead = False
        self._nursery = nursery
        self._handlers: dict[str, Handler] = {}
        self._running: Counter[NodeKey] = Counter()
        self._news, self.connections = trio.open_memory_channel[tuple[NodeKey, bool]](math.inf)
        self.gossip: dict[str, SimRouter] = {}

    def addresses(self) -> tuple[str, ...]:
        return (address_of(self.node_key),)

    def set_handler(self, protocol: str, handler: Handler) -> None:
        self._handlers[protocol] = handler

    def connected(self) -> frozenset[NodeKey]:
        return frozenset(self.lines)

    def _tell(self, peer: NodeKey, is_here: bool) -> None:
        with suppress(trio.BrokenResourceError, trio.ClosedResourceError):
            self._news.send_nowait((peer, is_here))

    def on_line(self, line: Line) -> None:
        peer = line.other(self).node_key
        before = self.lines.pop(peer, None)
        if before is not None:
            before.drop(self)
        self.lines[peer] = line
        self._tell(peer, True)

    def on_gone(self, line: Line) -> None:
        peer = line.other(self).node_key
        if self.lines.get(peer) is line:
            del self.lines[peer]
            self.doorman.gone(peer)
            self._tell(peer, False)

    async def dial(self, address: str, timeout_s: float = 10) -> NodeKey:
        peer = self.net.node_at(address)
        if peer is None:
            raise HostError("dial-failed", address)
        if peer == self.node_key:
            raise HostError("refused", "that is this node itself")
        if peer in self.lines:
            return peer
        await self.net.travel(self, peer, timeout_s, trips=3)
        other = self.net.hosts.get(peer)
        if other is None:
            raise HostError("dial-failed", "nobody listens")
        if peer in self.lines:
            return peer
        if not (self.doorman.accepts(peer) and other.doorman.accepts(self.node_key)):
            raise HostError("refused", "not welcome")
        line = Line(self, other)
        other.on_line(line)
        self.on_line(line)
        return peer

    async def open_stream(self, peer: NodeKey, protocol: str, timeout_s: float = 10) -> SimStream:
        line = self.lines.get(peer)
        if line is None:
            raise HostError("closed", "not connected")
        line.note_traffic(self)
        await self.net.travel(self, peer, timeout_s, trips=1)
        other = line.other(self)
        if not line.ends[self]:
            raise HostError("closed", "the connection ended")
        if not line.ends[other]:
            line.drop(self)
            raise HostError("closed", "the connection ended")
        handler = other._handlers.get(protocol)
        if handler is None or not other.doorman.enter_stream(self.node_key):
            raise HostError("refused", protocol)
        here, there = line.open_pair(self, protocol)
        if other._running[self.node_key] >= other.limits.handlers_per_peer:
            other.doorman.leave_stream(self.node_key)
            await there.reset()
        else:
            other._running[self.node_key] += 1
            other._nursery.start_soon(other._serve, handler, there)
        return here

    async def _serve(self, handler: Handler, stream: SimStream) -> None:
        try:
            await handler(stream)
        except HostError:
            await stream.reset()
        except Exception as error:  # the real host goes on serving; here it is a bug to be shown
            self.net.on_crash(self, error)
            await stream.reset()
        except BaseException:
            stream.drop()
            raise
        finally:
            decrement(self._running, stream.remote)
            self.doorman.leave_stream(stream.remote)
        if stream.is_open:
            await stream.aclose()

    async def ping(self, peer: NodeKey, timeout_s: float = 10) -> float:
        line = self.lines.get(peer)
        if line is None:
            raise HostError("closed", "not connected")
        await self.net.travel(self, peer, timeout_s, trips=2)
        if not (line.ends[self] and line.ends[line.other(self)]):
            raise HostError("closed", "no answer")
        return 0.01

    async def disconnect(self, peer: NodeKey) -> None:
        line = self.lines.get(peer)
        if line is not None:
            line.drop(self)
            if not self.net.is_walled(self.node_key, peer):
                self.net.later(self.net.draw_delay(), lambda: line.drop(line.other(self)))
        await trio.lowlevel.checkpoint()

    async def ban(self, peer: NodeKey, banned: bool = True) -> None:
        self.doorman.ban(peer, banned)
        if banned:
            await self.disconnect(peer)

    @asynccontextmanager
    async def open_gossip(self, topic: str, hooks: Any, heartbeat_s: int = 1) -> AsyncGenerator[SimRouter]:
        del heartbeat_s
        self.gossip[topic] = router = SimRouter(self, topic, hooks)
        try:
            yield router
        finally:
            del self.gossip[topic]

    def hear_gossip(self, router: SimRouter, sender: NodeKey, data: bytes) -> None:
        if not self.is_dead and self.gossip.get(router.topic) is router:
            self._nursery.start_soon(router.hear, sender, data)

    def unplug(self, *, is_silent: bool) -> None:
        """The computer is off: nothing it still does gets out; others may not be told."""
        self.is_dead = True
        if self.net.hosts.get(self.node_key) is self:
            del self.net.hosts[self.node_key]
        for line in list(self.lines.values()):
            line.drop(self)
            other = line.other(self)
            if not is_silent and not self.net.is_walled(self.node_key, other.node_key):
                line.drop(other)


class SimRouter:
    """What `p2p.gossip` asks of a router: whoever is connected hears, perhaps twice, perhaps never."""

    def __init__(self, host: SimHost, topic: str, hooks: Any) -> None:
        self._host, self.topic, self._hooks = host, topic, hooks
        self._seen: set[bytes] = set()

    async def publish(self, data: bytes) -> None:
        self._seen.add(data)
        self._host.net.on_gossip(self._host, data)
        self._spread(data)

    def _spread(self, data: bytes) -> None:
        host, net = self._host, self._host.net
        for peer in sorted(host.lines):
            other = host.lines[peer].other(host)
            router = other.gossip.get(self.topic)
            if router is None or net.is_walled(host.node_key, peer):
                continue
            for _ in range(net.draw_copies()):
                net.later(net.draw_delay(), lambda o=other, r=router: o.hear_gossip(r, host.node_key, data))

    async def hear(self, sender: NodeKey, data: bytes) -> None:
        if data in self._seen or not self._hooks.is_member(sender):
            return
        self._seen.add(data)
        if await self._hooks.validate(sender, data):
            self._hooks.deliver(sender, data)
            self._spread(data)

    async def recheck(self) -> None:
        """Members are asked for at each message."""

    def subscribers(self) -> frozenset[NodeKey]:
        return self._host.connected()

    def mesh(self) -> frozenset[NodeKey]:
        return self._host.connected()


def address_of(node: NodeKey) -> str:
    return f"/ip4/10.0.0.1/tcp/4101/p2p/{name_peer(node)}"


class Post:
    """What is to happen at an instant: one task for all of it."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Callable[[], object]]] = []
        self._count = 0
        self._lot = trio.lowlevel.ParkingLot()

    def at(self, instant: float, work: Callable[[], object]) -> None:
        self._count += 1
        heapq.heappush(self._heap, (instant, self._count, work))
        if self._heap[0][1] == self._count:
            self._lot.unpark_all()

    async def run(self) -> None:
        heap = self._heap
        while True:
            while heap and heap[0][0] <= trio.current_time():
                heapq.heappop(heap)[2]()
            with trio.CancelScope(deadline=heap[0][0] if heap else math.inf):
                await self._lot.park()


class Net:
    """All hosts, all walls, and the draws."""

    def __init__(self, rng: random.Random, nursery: trio.Nursery) -> None:
        self.random = rng
        self.is_wild = True
        self.hosts: dict[NodeKey, SimHost] = {}
        self._nodes: dict[str, NodeKey] = {}
        self._walls: set[tuple[NodeKey, NodeKey]] = set()
        self.post = Post()
        nursery.start_soon(self.post.run)
        self.slow_s = 0.0
        """Upper end of what is drawn as delay while the network is wild."""
        self.on_crash: Callable[[SimHost, Exception], None] = lambda _host, _error: None
        self.on_gossip: Callable[[SimHost, bytes], None] = lambda _host, _data: None
        self.tap: Callable[[SimStream, bytes], None] = lambda _stream, _data: None

    def know(self, node: NodeKey) -> str:
        """Give a node its address."""
        address = address_of(node)
        self._nodes[address] = node
        return address

    def node_at(self, address: str) -> NodeKey | None:
        return self._nodes.get(address)

    @asynccontextmanager
    async def open_host(
        self, seed: bytes, listen: Sequence[str], *, limits: HostLimits | None = None
    ) -> AsyncGenerator[SimHost]:
        """In place of `p2p.host.open_host`."""
        del listen, limits
        async with trio.open_nursery() as nursery:
            host = SimHost(self, seed, nursery)
            self.hosts[host.node_key] = host
            try:
                yield host
            finally:
                host.unplug(is_silent=False)
                nursery.cancel_scope.cancel()

    # --- what happens to what is sent -------------------------------------------------------------------

    def draw_delay(self) -> float:
        """Seconds on the way: short, or anything up to `slow_s` while the network is wild."""
        if self.is_wild and self.slow_s and self.random.random() < 0.3:
            return self.random.randrange(1, 21) * self.slow_s / 20
        return 0.005

    def draw_copies(self) -> int:
        """How often a gossip message arrives."""
        if not self.is_wild:
            return 1
        return self.random.choice((0, 1, 1, 1, 2))

    def is_walled(self, source: NodeKey, target: NodeKey) -> bool:
        return (source, target) in self._walls

    def set_walls(self, walls: set[tuple[NodeKey, NodeKey]]) -> None:
        """From now on nothing gets from the first to the second of each; what was held goes on."""
        self._walls = walls
        for host in list(self.hosts.values()):
            for line in host.lines.values():
                for stream in line.streams:
                    stream.wake()

    async def travel(self, host: SimHost, peer: NodeKey, timeout_s: float, *, trips: int) -> None:
        """A question and its answer, or the time-out."""
        await trio.sleep(sum(self.draw_delay() for _ in range(2 * trips)))
        if host.is_dead:
            raise HostError("closed", "off")
        is_walled = self.is_walled(host.node_key, peer) or self.is_walled(peer, host.node_key)
        if is_walled or (peer not in self.hosts and self.random.random() < 0.5):
            await trio.sleep(timeout_s)
            raise HostError("timeout")

    def later(self, delay_s: float, work: Callable[[], None]) -> None:
        self.post.at(trio.current_time() + delay_s, work)

    def break_some(self, chance: float) -> None:
        """Some connections end, heard of by one end or by both."""
        lines = {id(line): line for key in sorted(self.hosts) for line in self.hosts[key].lines.values()}
        for line in lines.values():
            if self.random.random() < chance:
                if self.random.random() < 0.5:
                    line.break_all()
                else:
                    line.drop(self.random.choice(line.hosts))
