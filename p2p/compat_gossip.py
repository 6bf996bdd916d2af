# SPDX-License-Identifier: AGPL-3.0-or-later
"""The second half of compat.py: what GossipSub of py-libp2p 0.8.1 needs among peers that may lie.

One topic, members only, validated before it is relayed. It is not our gossip API (that is gossip.py).

Law: whatever a peer sends on a pubsub stream ends in one of three ways: a validated message, silence, or
the end of that stream; never in an exception of the service, never in memory that only grows.

Source: docs/adr/0007-libp2p-behind-one-door.md; GossipSub v1.1.
"""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from p2p.compat import node_key_of, running, shielded

import trio
from google.protobuf.message import DecodeError
from libp2p.custom_types import TProtocol
from libp2p.exceptions import ValidationError
from libp2p.network.stream.exceptions import StreamEOF, StreamError
from libp2p.peer.id import ID
from libp2p.peer.peerstore import env_to_send_in_RPC
from libp2p.pubsub import gossipsub, pubsub, rpc_queue
from libp2p.pubsub.mcache import CacheEntry, MessageCache
from libp2p.pubsub.pb import rpc_pb2
from libp2p.pubsub.pubsub_notifee import PubsubNotifee
from libp2p.pubsub.validators import signature_validator
from libp2p.utils.varint import decode_varint_with_size

from ledger.hashing import hash_message

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable, Mapping

    from p2p.compat import BasicHost

    from libp2p.abc import INetStream

    from ledger.units import NodeKey
    from p2p.gossip import GossipHooks

log = logging.getLogger(__name__)

PROTOCOLS: Final = ("/meshsub/1.1.0", "/meshsub/1.0.0")
"""Not 1.2: its IDONTWANT doubles the number of RPCs."""
MESSAGE_BYTES_MAX: Final = 64 * 1024
RPC_BYTES_MAX: Final = 512 * 1024
QUEUED_RPCS_MAX: Final = 1_024
QUEUED_BYTES_MAX: Final = 4 * 1024 * 1024
CONTROLS_MAX: Final = 16
"""Entries of one kind in one RPC that are looked at."""
CONTROL_IDS_MAX: Final = 512
BACKOFF_S_MAX: Final = 3_600
READ_BYTES: Final = 64 * 1024
RETRY_S: Final = 5
RECORD_S: Final = 10
VALIDATIONS_S_MAX: Final = 10


class BadRpc(Exception):
    """Bytes on a pubsub stream that no honest node sends."""


class RpcQueue(rpc_queue.RpcQueue):
    """Symptom: 32 messages wait for a peer, the others are dropped: a burst of 100 lost 84."""

    def __init__(self) -> None:
        super().__init__(max_size=QUEUED_RPCS_MAX)
        self._bytes = 0

    def push(self, rpc: rpc_pb2.RPC, priority: bool = False) -> bool:
        size = rpc.ByteSize()
        if self._bytes + size > QUEUED_BYTES_MAX or not super().push(rpc, priority):
            return False
        self._bytes += size
        return True

    async def pop(self) -> rpc_pb2.RPC | None:
        rpc = await super().pop()
        if rpc is not None:
            self._bytes -= rpc.ByteSize()
        return rpc


class ContentCache(MessageCache):
    """Recent messages by the hash of their content.

    Symptom: the library's cache keeps the default id, sender and number, whatever id was configured; so
    every peer asks again, at each heartbeat, for what it has already seen under the other name.
    """

    def put(self, msg: rpc_pb2.Message) -> None:
        mid = hash_message(msg.data)
        if mid not in self.msgs:
            self.msgs[mid] = msg
            self.history[0].append(CacheEntry(mid, msg.topicIDs))


class GossipSub(gossipsub.GossipSub):
    """The router, deaf to everything but its topic."""

    def __init__(self, *, heartbeat_s: int) -> None:
        super().__init__(
            protocols=[TProtocol(name) for name in PROTOCOLS],
            degree=6,
            degree_low=4,
            degree_high=12,
            heartbeat_initial_delay=heartbeat_s / 2,
            heartbeat_interval=heartbeat_s,  # 120 s by default: a mesh that heals every two minutes
            adaptive_gossip_enabled=False,  # it may slow the heartbeat to 30 s
            spam_protection_enabled=False,  # it drops our own messages above 10/s, without a word
        )
        self.mcache = ContentCache(self.mcache.window_size, self.mcache.history_size)
        self._served: dict[ID, set[bytes]] = {}

    async def handle_rpc(self, rpc: rpc_pb2.RPC, sender_peer_id: ID) -> None:
        # Symptoms: a PRUNE may name peers and addresses, which are dialled at once; any topic name that a
        # peer invents is remembered in four tables, for ever in two of them.
        topics = self.pubsub.topic_ids if self.pubsub else ()
        clean = rpc_pb2.RPC()
        for ihave in _few(rpc.control.ihave, topics):
            clean.control.ihave.add(topicID=ihave.topicID, messageIDs=ihave.messageIDs[:CONTROL_IDS_MAX])
        for iwant in islice(rpc.control.iwant, CONTROLS_MAX):
            wanted = self._not_served(sender_peer_id, iwant.messageIDs[:CONTROL_IDS_MAX])
            clean.control.iwant.add(messageIDs=wanted)
        for graft in _few(rpc.control.graft, topics):
            clean.control.graft.add(topicID=graft.topicID)
        for prune in _few(rpc.control.prune, topics):
            clean.control.prune.add(topicID=prune.topicID, backoff=min(prune.backoff, BACKOFF_S_MAX))
        clean.control.SetInParent()
        await super().handle_rpc(clean, sender_peer_id)

    def _not_served(self, peer: ID, wanted: Iterable[bytes]) -> list[bytes]:
        # Symptom: one IWANT of a few bytes, repeated, makes us send the same messages again and again.
        served = self._served.setdefault(peer, set())
        fresh = [mid for mid in dict.fromkeys(wanted) if mid in self.mcache.msgs and mid not in served]
        served.update(fresh)
        return fresh

    def _check_equivocation(self, msg: rpc_pb2.Message) -> bool:
        """Symptom: numbers repeat after a restart (see `Pubsub`), and what repeats one is not relayed."""
        return True

    async def publish(self, msg_forwarder: ID, pubsub_msg: rpc_pb2.Message) -> None:
        await super().publish(msg_forwarder, pubsub_msg)
        # Symptom: with adaptive gossip off, the time of every message is kept for ever.
        self.recent_message_deliveries.clear()

    async def heartbeat(self) -> None:
        # Symptom: one exception in a heartbeat ends the router, and with it the node.
        while True:
            try:
                await super().heartbeat()
            except Exception as error:
                log.warning("heartbeat: %r", error)
            await trio.sleep(self.heartbeat_interval)

    def mesh_heartbeat(self) -> Any:
        cached = self.mcache.msgs
        self._served = {peer: {m for m in ids if m in cached} for peer, ids in self._served.items() if ids}
        return super().mesh_heartbeat()

    def remove_peer(self, peer_id: ID) -> None:
        self._served.pop(peer_id, None)
        super().remove_peer(peer_id)


class Pubsub(pubsub.Pubsub):
    """The service: who may speak, what is let through, and to whom it is handed."""

    def __init__(self, host: BasicHost, router: GossipSub, topic: str, hooks: GossipHooks) -> None:
        self._topic = topic
        self._hooks = hooks
        self.inbound: set[INetStream] = set()
        # Symptom: the default id is sender and number, and numbers start at the clock's seconds: after a
        # restart some repeat within the 120 s of the seen cache, and those new messages vanish.
        super().__init__(
            host,
            router,
            seen_ttl=120,
            strict_signing=True,
            msg_id_constructor=lambda message: hash_message(message.data),
            allowed_topics={topic},
        )

    def is_welcome(self, peer_id: ID) -> bool:
        """Whether this peer is a member's node now."""
        return self._hooks.is_member(node_key_of(peer_id))

    async def recheck(self) -> None:
        """Let in the connected peers that became members, and out those that are no longer."""
        network: Any = self.host.get_network()
        for peer_id in list(network.connections):
            if peer_id not in self.peers and self.is_welcome(peer_id):
                self.manager.run_task(self._handle_new_peer_with_retry, peer_id)
        for stream in [*self.inbound, *self.peers.values()]:
            if not self.is_welcome(stream.muxed_conn.peer_id):
                await stream.reset()

    async def _handle_new_peer(self, peer_id: ID) -> None:
        if not self.is_welcome(peer_id):
            return
        await super()._handle_new_peer(peer_id)
        stream = self.peers.get(peer_id)
        if stream is not None:
            self.manager.run_task(self._watch, peer_id, stream)

    async def _watch(self, peer_id: ID, stream: INetStream) -> None:
        # Symptom: a peer that does not know us as a member yet resets our stream; we learn it when the next
        # message to it is lost.
        with suppress(StreamError):
            while await stream.read(READ_BYTES):  # nobody speaks on this side of it
                pass
        if self.peers.get(peer_id) is stream:
            await stream.reset()
            self._handle_dead_peer(peer_id)

    def _handle_dead_peer(self, peer_id: ID) -> None:
        # Symptom: when the stream *to* a peer dies, its subscriptions are forgotten, though they came on its
        # own stream, which lives and on which they are never said again: it gets no message any more.
        known = [topic for topic, peers in self.peer_topics.items() if peer_id in peers]
        super()._handle_dead_peer(peer_id)
        if known and any(stream.muxed_conn.peer_id == peer_id for stream in self.inbound):
            for topic in known:
                self.peer_topics.setdefault(topic, set()).add(peer_id)
            self._peer_subscription_count[peer_id] = len(known)

    async def _replay_recent_messages(self, peer_id: ID, topic: str) -> None:
        """Symptom: each new subscription of a peer has us send it all that is cached. Sync does it better."""

    async def _peer_stream_retry_task(self, peer_id: ID) -> None:
        # Symptom: a peer that refuses our stream is asked again at once, and at once again.
        await trio.sleep(RETRY_S)
        await super()._peer_stream_retry_task(peer_id)

    async def stream_handler(self, stream: INetStream) -> None:
        # Symptom: bytes that are no RPC, or a message whose key is junk, end the process.
        peer_id = stream.muxed_conn.peer_id
        if not self.is_welcome(peer_id):
            await stream.reset()
            return
        self.inbound.add(stream)
        try:
            await self.continuously_read_stream(stream)
        except (StreamEOF, StreamError) as error:
            log.debug("pubsub stream of %s: %r", peer_id, error)
        except Exception as error:
            log.info("pubsub stream of %s: %r", peer_id, error)
            self._hooks.offended(node_key_of(peer_id))
            await stream.reset()
            self._handle_dead_peer(peer_id)
        finally:
            self.inbound.discard(stream)
            if not any(other.muxed_conn.peer_id == peer_id for other in self.inbound):
                self._forget_all_subscriptions(peer_id)

    async def close_streams(self) -> None:
        """End every pubsub stream, ours and theirs; the connections stay."""
        for stream in [*self.inbound, *self.peers.values()]:
            await stream.reset()

    async def continuously_read_stream(self, stream: INetStream) -> None:
        # Symptoms: the length is read byte by byte, each with a window update; every message becomes a
        # task, without bound; the sender's record is verified (0.7 ms) each time, and its addresses kept.
        peer_id = stream.muxed_conn.peer_id
        node = node_key_of(peer_id)
        buffer = bytearray()
        while self.manager.is_running and self.is_welcome(peer_id):
            frame = _take_frame(buffer)
            if frame is None:
                buffer += await stream.read(READ_BYTES)
                continue
            wait_s = self._hooks.charge(node, len(frame))
            if wait_s > 0:
                await trio.sleep(wait_s)
            await self._handle_frame(peer_id, frame)

    async def _handle_frame(self, peer_id: ID, frame: bytes) -> None:
        rpc = rpc_pb2.RPC()
        try:
            rpc.ParseFromString(frame)
        except DecodeError as error:
            raise BadRpc("not an RPC") from error
        if len(rpc.subscriptions) > CONTROLS_MAX:
            raise BadRpc("too many subscriptions")
        for subscription in rpc.subscriptions:
            self.handle_subscription(peer_id, subscription)
        for message in rpc.publish:
            if list(message.topicIDs) == [self._topic]:
                await self.push_msg(peer_id, message)
        if rpc.HasField("control"):
            await self.router.handle_rpc(rpc, peer_id)

    async def push_msg(self, msg_forwarder: ID, msg: rpc_pb2.Message) -> None:
        # Symptom: two copies that arrive while the first is validated are both relayed and delivered.
        ours = msg_forwarder == self.my_id
        if self._is_msg_seen(msg):
            return
        if not ours:
            if ID(msg.from_id) == self.my_id:
                return  # an old message of ours that somebody plays again
            if len(msg.data) > MESSAGE_BYTES_MAX:
                raise BadRpc("message too long")
            if not signature_validator(msg):
                raise BadRpc("bad signature")
            try:
                await self.validate_msg(msg_forwarder, msg)
            except ValidationError as error:
                log.debug("message through %s not valid: %s", msg_forwarder, error)
                return
            if self._is_msg_seen(msg):
                return
        self._mark_msg_seen(msg)
        if not ours:
            self._hooks.deliver(node_key_of(msg_forwarder), msg.data)
        await self.router.publish(msg_forwarder, msg)

    async def validate_msg(self, msg_forwarder: ID, msg: rpc_pb2.Message) -> None:
        # Symptom: a verdict is kept for five minutes by id, so a message that was only too early, or whose
        # validation timed out on a busy machine, is refused from everybody.
        with trio.move_on_after(VALIDATIONS_S_MAX):
            if await self._hooks.validate(node_key_of(msg_forwarder), msg.data):
                return
            raise ValidationError("refused by the validator")
        raise ValidationError("the validator took too long")


def _few(entries: Iterable[Any], topics: Iterable[str]) -> Iterable[Any]:
    known = set(topics)
    return (entry for entry in islice(entries, CONTROLS_MAX) if entry.topicID in known)


def _take_frame(buffer: bytearray) -> bytes | None:
    """Cut the next length-prefixed frame off the front of `buffer`, or None if it is not all there yet."""
    head = bytes(buffer[:10])
    if not any(byte < 0x80 for byte in head):
        if len(head) == 10:
            raise BadRpc("a length without end")
        return None
    length, prefix = decode_varint_with_size(head)
    if length > RPC_BYTES_MAX:
        raise BadRpc("RPC too long")
    if len(buffer) < prefix + length:
        return None
    frame = bytes(buffer[prefix : prefix + length])
    del buffer[: prefix + length]
    return frame


def _cached_record(host: BasicHost) -> tuple[bytes, bool]:
    # Symptom: every RPC carries our signed addresses, and looking whether they changed costs 1 ms.
    now = trio.current_time()
    made_at, record = host.signed_record
    if record and now - made_at < RECORD_S:
        return record, False
    record, changed = env_to_send_in_RPC(host)
    host.signed_record = (now, record)
    return record, changed


class GossipRouter:
    """What gossip.py may do with the pubsub service of a host."""

    def __init__(self, service: Pubsub, router: GossipSub, topic: str) -> None:
        self._service = service
        self._router = router
        self._topic = topic

    async def publish(self, data: bytes) -> None:
        """Hand `data` to the mesh; nothing says whether anybody gets it."""
        await self._service.publish(self._topic, data)

    async def recheck(self) -> None:
        """Look again who is a member: some may come in now, some must go."""
        await self._service.recheck()

    def subscribers(self) -> frozenset[NodeKey]:
        """The members' nodes known to listen to the topic."""
        return frozenset(map(node_key_of, self._service.peer_topics.get(self._topic, ())))

    def mesh(self) -> frozenset[NodeKey]:
        """The few of them that messages are sent to at once."""
        return frozenset(map(node_key_of, self._router.mesh.get(self._topic, ())))


@asynccontextmanager
async def open_router(
    host: BasicHost, topic: str, hooks: GossipHooks, heartbeat_s: int
) -> AsyncGenerator[GossipRouter]:
    """Gossip on one topic until the block is left.

    Raises:
        HostError: "crashed" if libp2p itself fell over.
    """
    network: Any = host.get_network()
    router = GossipSub(heartbeat_s=heartbeat_s)
    service = Pubsub(host, router, topic, hooks)
    try:
        async with running(router, service):
            await service.wait_until_ready()
            await service.subscribe(topic)
            await service.recheck()
            yield GossipRouter(service, router, topic)
    finally:
        for protocol in PROTOCOLS:
            host.remove_stream_handler(TProtocol(protocol))
        for notifee in [n for n in network.notifees if isinstance(n, PubsubNotifee)]:
            network.remove_notifee(notifee)
        service.seen_messages.stop()  # a thread
        with shielded(1):
            await service.close_streams()


REPLACEMENTS: Final[Mapping[tuple[Any, str], Any]] = {
    (pubsub, "RpcQueue"): RpcQueue,
    (pubsub, "env_to_send_in_RPC"): _cached_record,
    (gossipsub, "env_to_send_in_RPC"): _cached_record,
}


def install() -> None:
    """Put the replacements in place. May be called again."""
    for (module, name), value in REPLACEMENTS.items():
        setattr(module, name, value)


install()
