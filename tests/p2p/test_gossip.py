# SPDX-License-Identifier: AGPL-3.0-or-later
"""Gossip among members: what arrives, what does not, and what a member that lies can do."""

from __future__ import annotations

import random
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
import trio
from libp2p.crypto.ed25519 import create_new_key_pair
from libp2p.peer.id import ID
from libp2p.pubsub import gossipsub, pubsub, rpc_queue
from libp2p.pubsub.pb import rpc_pb2
from libp2p.pubsub.validators import PUBSUB_SIGNING_PREFIX
from libp2p.utils.varint import encode_varint_prefixed

from ledger.units import EventId, NodeKey
from p2p import compat_gossip, gossip
from p2p.gossip import MESSAGE_BYTES_MAX, Gossip, GossipClosed, topic_of
from p2p.host import Host, HostError, Stream, StreamClosed
from tests.helpers.network import address_of, happens, is_served, node, seed_of, until

TOPIC = topic_of(EventId(bytes(32)))
MESHSUB = "/meshsub/1.1.0"

type_of_validator = Callable[[NodeKey, bytes], Awaitable[bool]]


async def accept(peer: NodeKey, data: bytes) -> bool:
    return True


def everybody(peer: NodeKey) -> bool:
    return True


@asynccontextmanager
async def gossiping(
    host: Host,
    is_member: Callable[[NodeKey], bool] = everybody,
    validate: type_of_validator = accept,
    **options: Any,
) -> AsyncGenerator[Gossip]:
    spoken = Gossip(host, TOPIC, is_member, validate, **options)
    async with trio.open_nursery() as nursery:
        await nursery.start(spoken.run)
        yield spoken
        nursery.cancel_scope.cancel()


@asynccontextmanager
async def pair(**options: Any) -> AsyncGenerator[tuple[Gossip, Gossip]]:
    """Two members in each other's mesh; the options are the second one's."""
    async with (
        node("alice") as alice,
        node("bob") as bob,
        gossiping(alice) as a,
        gossiping(bob, **options) as b,
    ):
        await alice.dial(address_of(bob))
        await until(lambda: bool(a.mesh()) and bool(b.mesh()))
        yield a, b


async def hear(spoken: Gossip, timeout_s: float = 30) -> bytes:
    with trio.fail_after(timeout_s):
        return (await spoken.received.receive())[1]


def test_the_topic_does_not_tell_the_commune():
    assert TOPIC.startswith("/voisinage/")
    assert TOPIC.endswith("/events")
    assert len(TOPIC.split("/")[2]) == 16
    assert topic_of(EventId(bytes([1]) * 32)) != TOPIC
    assert "00000000" not in TOPIC


async def test_a_message_passes_through_a_neighbour():
    async with (
        node("alice") as alice,
        node("bob") as bob,
        node("carol") as carol,
        gossiping(alice) as a,
        gossiping(bob) as b,
        gossiping(carol) as c,
    ):
        await alice.dial(address_of(bob))
        await carol.dial(address_of(bob))
        await until(lambda: len(b.mesh()) == 2 and bool(a.mesh()) and bool(c.mesh()))
        await a.publish(b"a lamp is out in the mill lane")
        with trio.fail_after(30):
            assert await c.received.receive() == (bob.node_key, b"a lamp is out in the mill lane")
            assert await b.received.receive() == (alice.node_key, b"a lamp is out in the mill lane")
        assert a.statistics().received == 0
        assert b.subscribers() == {alice.node_key, carol.node_key}


async def test_what_the_validator_refuses_is_neither_received_nor_relayed():
    async def refuse_spam(peer: NodeKey, data: bytes) -> bool:
        return data != b"spam"

    async with (
        node("alice") as alice,
        node("bob") as bob,
        node("carol") as carol,
        gossiping(alice) as a,
        gossiping(bob, validate=refuse_spam) as b,
        gossiping(carol) as c,
    ):
        await alice.dial(address_of(bob))
        await carol.dial(address_of(bob))
        await until(lambda: len(b.mesh()) == 2 and bool(a.mesh()) and bool(c.mesh()))
        await a.publish(b"spam")
        await a.publish(b"bread")
        assert await hear(c) == await hear(b) == b"bread"
        assert b.statistics().refused == 1
        assert b.statistics().offences == 0


async def test_a_validator_that_fails_loses_the_message_only(caplog: pytest.LogCaptureFixture):
    async def fail(peer: NodeKey, data: bytes) -> bool:
        if data == b"bad":
            raise KeyError("a bug of ours")
        return True

    async with pair(validate=fail) as (a, b):
        await a.publish(b"bad")
        await a.publish(b"good")
        assert await hear(b) == b"good"
    assert "the validator failed" in caplog.text


async def test_a_message_refused_once_may_be_accepted_later(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        early = True

        async def known_by_now(peer: NodeKey, data: Any) -> bool:
            return not early

        async with pair(validate=known_by_now) as (a, b):
            service = b._router._service
            service.set_topic_validator(TOPIC, known_by_now, True)  # for the library's own way of asking
            await a.publish(b"needs a parent")
            message = next(iter(a._router._router.mcache.msgs.values()))
            assert not await happens(lambda: b.statistics().received > 0, 0.2)
            early = False
            await service.push_msg(
                service.host.get_network().get_connections()[0].muxed_conn.peer_id, message
            )
            return b.statistics().received == 0

    assert not await symptom()
    monkeypatch.delattr(compat_gossip.Pubsub, "validate_msg")
    assert await symptom()


async def test_strangers_get_no_stream_and_no_message():
    async with node("alice") as alice, node("bob") as bob, node("stranger") as stranger:
        members = {alice.node_key, bob.node_key}
        async with (
            gossiping(alice, members.__contains__) as a,
            gossiping(bob, members.__contains__) as b,
            gossiping(stranger) as s,
        ):
            await alice.dial(address_of(bob))
            await stranger.dial(address_of(alice))
            await until(lambda: bool(a.mesh()) and bool(b.mesh()))
            stream = await stranger.open_stream(alice.node_key, MESHSUB)
            with pytest.raises(StreamClosed):
                await stream.receive_some(1)
            await a.publish(b"for members")
            await s.publish(b"from outside")
            assert await hear(b) == b"for members"
            assert not await happens(lambda: a.statistics().received + s.statistics().received > 0, 0.3)
            assert a.subscribers() == {bob.node_key}


async def test_who_becomes_a_member_is_let_in_and_who_ceases_to_be_is_let_out(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(compat_gossip, "RETRY_S", 0.1)
    async with node("alice") as alice, node("bob") as bob:
        members: set[NodeKey] = set()
        async with gossiping(alice, members.__contains__) as a, gossiping(bob) as b:
            await alice.dial(address_of(bob))
            await until(lambda: alice.statistics().inbound_streams == 0)
            assert not a.subscribers()
            members.add(bob.node_key)
            await a._router.recheck()  # type: ignore[union-attr]
            await until(lambda: bool(a.mesh()) and bool(b.mesh()))
            await b.publish(b"let me in")
            assert await hear(a) == b"let me in"
            await a.publish(b"welcome")
            assert await hear(b) == b"welcome"
            members.clear()
            await a._router.recheck()  # type: ignore[union-attr]
            await until(lambda: not a.subscribers() and not a.mesh())
            await b.publish(b"after")
            assert not await happens(lambda: a.statistics().received > 1, 0.3)
            assert alice.connected() == {bob.node_key}


async def test_a_peer_that_lets_us_in_later_is_still_known_to_listen(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(compat_gossip, "RETRY_S", 0.1)

    async def symptom() -> bool:
        async with pair() as (a, _):
            service = a._router._service
            peer = next(iter(service.peers))
            await service.peers[peer].reset()
            service._handle_dead_peer(peer)
            await until(lambda: peer in service.peers)
            return not await happens(lambda: bool(a.mesh()), 2)

    assert not await symptom()
    monkeypatch.delattr(compat_gossip.Pubsub, "_handle_dead_peer")
    assert await symptom()


async def test_a_stream_that_was_refused_is_asked_for_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(compat_gossip, "RETRY_S", 0.1)

    async def symptom() -> bool:
        async with node("alice") as alice, node("bob") as bob:
            members: set[NodeKey] = set()
            async with gossiping(alice) as a, gossiping(bob, members.__contains__) as b:
                await alice.dial(address_of(bob))
                await until(lambda: bool(a._router._service.peers))
                await until(lambda: bob.statistics().inbound_streams == 0)
                members.add(alice.node_key)
                return not await happens(lambda: bool(b.subscribers()), 1)

    assert not await symptom()

    async def watch_not(self: object, peer: object, stream: object) -> None:
        return

    monkeypatch.setattr(compat_gossip.Pubsub, "_watch", watch_not)
    assert await symptom()


async def test_peers_that_were_connected_before_are_found():
    async with node("alice") as alice, node("bob") as bob:
        await alice.dial(address_of(bob))
        async with gossiping(alice) as a, gossiping(bob) as b:
            await until(lambda: bool(a.mesh()) and bool(b.mesh()))
            await a.publish(b"hello")
            assert await hear(b) == b"hello"


async def test_the_same_bytes_are_told_once():
    async with pair() as (a, b):
        for data in (b"one", b"one", b"two"):
            await a.publish(data)
        assert [await hear(b), await hear(b)] == [b"one", b"two"]


async def test_publishing_has_its_limits():
    async with pair() as (a, b):
        for data in (b"", bytes(MESSAGE_BYTES_MAX + 1)):
            with pytest.raises(ValueError, match="from 1 to"):
                await a.publish(data)
        longest = random.Random(1).randbytes(MESSAGE_BYTES_MAX)
        await a.publish(longest)
        assert await hear(b) == longest


async def test_publishing_needs_a_running_service():
    async with node("alice") as alice:
        spoken = Gossip(alice, TOPIC, everybody, accept)
        with pytest.raises(GossipClosed):
            await spoken.publish(b"too early")
        async with gossiping(alice) as running:
            await running.publish(b"nobody hears")
        with pytest.raises(GossipClosed):
            await running.publish(b"too late")
        assert running.mesh() == running.subscribers() == frozenset()


async def test_a_node_that_does_not_listen_loses_messages_not_memory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gossip, "RECEIVED_MAX", 4)
    async with pair() as (a, b):
        for number in range(10):
            await a.publish(bytes([number]))
        await until(lambda: b.statistics().dropped == 6)
        assert b.statistics().received == 4


async def test_leaving_leaves_nothing():
    threads = set(threading.enumerate())
    async with node("alice") as alice, node("bob") as bob:
        await alice.dial(address_of(bob))
        await trio.testing.wait_all_tasks_blocked()
        async with gossiping(alice) as a, gossiping(bob) as b:
            await until(lambda: bool(a.mesh()) and bool(b.mesh()))
        await until(lambda: alice.statistics().inbound_streams == bob.statistics().inbound_streams == 0)
        assert {t for t in set(threading.enumerate()) - threads if "Trio thread" not in t.name} == set()
        assert alice.connected() == {bob.node_key}
        async with gossiping(alice) as a, gossiping(bob) as b:  # and it may be started again
            await until(lambda: bool(a.mesh()) and bool(b.mesh()))


async def test_an_error_of_the_body_comes_out_as_it_is():
    async with node("alice") as alice:
        hooks = gossip.GossipHooks(
            is_member=everybody,
            validate=accept,
            deliver=lambda peer, data: None,
            charge=lambda peer, size: 0,
            offended=lambda peer: None,
        )
        with pytest.raises(KeyError, match="mine"):
            async with alice.open_gossip(TOPIC, hooks):
                raise KeyError("mine")
        assert await is_served(alice)


# --- what a member that lies can do --------------------------------------------------------------


def signed(data: bytes, name: str = "mallory", topics: list[str] | None = None) -> rpc_pb2.Message:
    keys = create_new_key_pair(seed_of(name))
    message = rpc_pb2.Message(
        data=data,
        topicIDs=[TOPIC] if topics is None else topics,
        from_id=ID.from_pubkey(keys.public_key).to_bytes(),
        seqno=bytes(8),
    )
    signature = keys.private_key.sign(PUBSUB_SIGNING_PREFIX.encode() + message.SerializeToString())
    message.key = keys.public_key.serialize()
    message.signature = signature
    return message


def rpc_of(*messages: rpc_pb2.Message, **fields: Any) -> bytes:
    return encode_varint_prefixed(rpc_pb2.RPC(publish=messages, **fields).SerializeToString())


def junk_key() -> rpc_pb2.Message:
    message = signed(b"x")
    message.from_id, message.key = b"\x12\x20" + bytes(32), b"\xff\xfe\xfd"
    return message


def unknown_key_type() -> rpc_pb2.Message:
    message = signed(b"x")
    message.from_id, message.key = b"\x12\x20" + bytes(32), b"\x08\x63\x12\x01\x00"
    return message


def forged() -> rpc_pb2.Message:
    message = signed(b"x")
    message.signature = bytes(64)
    return message


def unsigned() -> rpc_pb2.Message:
    return rpc_pb2.Message(data=b"x", topicIDs=[TOPIC], from_id=b"", seqno=b"")


LIES: dict[str, bytes] = {
    "not-an-rpc": encode_varint_prefixed(random.Random(5).randbytes(300)),
    "endless-length": b"\x80" * 40,
    "length-of-a-gigabyte": b"\x80\x80\x80\x80\x04" + bytes(100),
    "junk-key": rpc_of(junk_key()),
    "unknown-key-type": rpc_of(unknown_key_type()),
    "forged": rpc_of(forged()),
    "unsigned": rpc_of(unsigned()),
    "too-long": rpc_of(signed(bytes(MESSAGE_BYTES_MAX + 1))),
    "many-subscriptions": encode_varint_prefixed(b"\x0a\x02\x08\x01" * 2_000),
}
ODD: dict[str, bytes] = {
    "nothing": b"\x00" * 50,
    "topic-not-utf8": encode_varint_prefixed(b"\x0a\x06\x08\x01\x12\x02\xff\xfe"),
    "another-topic": rpc_of(signed(b"x", topics=["/elsewhere"])),
    "two-topics": rpc_of(signed(b"x", topics=[TOPIC, "/elsewhere"])),
    "no-topic": rpc_of(signed(b"x", topics=[])),
    "junk-record": rpc_of(senderRecord=b"\xff" * 90),
    "half-a-frame": b"\xff\x01" + bytes(10),
    "control": rpc_of(
        control=rpc_pb2.ControlMessage(
            ihave=[rpc_pb2.ControlIHave(topicID=TOPIC, messageIDs=[b"z", b"\xff" * 32, b""])],
            iwant=[rpc_pb2.ControlIWant(messageIDs=[b"abc", b""])],
            graft=[rpc_pb2.ControlGraft(topicID="/elsewhere")],
            prune=[rpc_pb2.ControlPrune(topicID=TOPIC, backoff=2**63)],
        )
    ),
}


@asynccontextmanager
async def lied_to(**options: Any) -> AsyncGenerator[tuple[Host, Gossip, Host, Stream]]:
    """A member, and a liar that is a member too, with an open pubsub stream."""
    async with node("victim") as victim, node("mallory") as mallory, gossiping(victim, **options) as spoken:
        await mallory.dial(address_of(victim))
        stream = await mallory.open_stream(victim.node_key, MESHSUB)
        yield victim, spoken, mallory, stream


async def still_gossips(victim: Host, spoken: Gossip) -> bool:
    async with node("honest") as honest, gossiping(honest) as other:
        await honest.dial(address_of(victim))
        await until(lambda: honest.node_key in spoken.mesh() and victim.node_key in other.mesh())
        await other.publish(b"an honest word")
        return await hear(spoken) == b"an honest word"


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
async def test_a_lie_ends_the_stream_and_is_told(lie: bytes):
    blamed: list[NodeKey] = []
    async with lied_to(on_offence=blamed.append) as (victim, spoken, mallory, stream):
        with suppress(StreamClosed):
            await stream.send_all(lie)
        await until(lambda: blamed == [mallory.node_key])
        with pytest.raises(StreamClosed):
            await stream.receive_some(1)
        assert spoken.statistics().offences == 1
        assert await still_gossips(victim, spoken)


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
async def test_what_is_only_odd_is_passed_over(odd: bytes):
    async with lied_to() as (victim, spoken, _, stream):
        await stream.send_all(odd)
        assert await still_gossips(victim, spoken)
        assert spoken.statistics().offences == 0
        assert spoken.statistics().received == 1


async def test_a_flood_waits_for_its_budget(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gossip, "GOSSIP_RATE", gossip.Rate(per_second=10_000, burst=20_000))
    async with lied_to() as (victim, spoken, _, stream):
        with trio.move_on_after(1), suppress(StreamClosed):
            for number in range(1_000):
                await stream.send_all(rpc_of(signed(number.to_bytes(4, "big") * 50)))
        assert spoken.statistics().received < 40
        assert await still_gossips_past(victim, spoken)


async def still_gossips_past(victim: Host, spoken: Gossip) -> bool:
    """As `still_gossips`, after the liar's messages, which were valid."""
    async with node("honest") as honest, gossiping(honest) as other:
        await honest.dial(address_of(victim))
        await until(lambda: honest.node_key in spoken.mesh() and victim.node_key in other.mesh())
        await other.publish(b"an honest word")
        with trio.fail_after(30):
            while await hear(spoken) != b"an honest word":
                pass
        return True


# --- each patch, taken away ----------------------------------------------------------------------


async def test_invalid_protobuf_without_containment_ends_the_node(monkeypatch: pytest.MonkeyPatch):
    from libp2p.network.connection import swarm_connection

    from p2p import compat

    async def symptom() -> bool:
        try:
            async with lied_to() as (victim, spoken, _, stream):
                with suppress(StreamClosed):
                    await stream.send_all(LIES["not-an-rpc"])
                return not await still_gossips(victim, spoken)
        except* HostError:
            crashed.append(True)
        return bool(crashed)

    crashed: list[bool] = []
    assert not await symptom()
    monkeypatch.delattr(compat_gossip.Pubsub, "stream_handler")
    monkeypatch.delattr(compat_gossip.Pubsub, "continuously_read_stream")
    monkeypatch.delattr(compat.BasicHost, "_swarm_stream_handler")
    monkeypatch.setattr(swarm_connection, "SwarmConn", compat.SwarmConn.__mro__[1])
    assert await symptom()


async def test_a_burst_is_not_lost(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        async with pair() as (a, b):
            for number in range(200):
                await a.publish(b"burst" + bytes([number]))
            return not await happens(lambda: b.statistics().received == 200, 3)

    assert not await symptom()
    monkeypatch.setattr(pubsub, "RpcQueue", rpc_queue.RpcQueue)
    assert await symptom()


def test_what_waits_for_one_peer_is_bounded_in_bytes():
    queue = compat_gossip.RpcQueue()
    big = rpc_pb2.RPC(publish=[rpc_pb2.Message(data=bytes(MESSAGE_BYTES_MAX))])
    while queue.push(big):
        assert len(queue) < compat_gossip.QUEUED_RPCS_MAX
    assert len(queue) * big.ByteSize() <= compat_gossip.QUEUED_BYTES_MAX


async def test_recent_messages_have_the_id_they_were_seen_under(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        async with pair() as (a, b):
            await a.publish(b"news")
            await hear(b)
            seen = b._router._service.seen_messages
            cached = b._router._router.mcache.window(TOPIC)
            assert cached
            return not all(seen.has(mid) for mid in cached)

    assert not await symptom()
    monkeypatch.delattr(compat_gossip.ContentCache, "put")
    assert await symptom()


async def test_invented_topics_are_not_remembered(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        async with lied_to() as (victim, spoken, _, stream):
            prunes = [rpc_pb2.ControlPrune(topicID=f"/invented/{n}", backoff=60) for n in range(12)]
            await stream.send_all(rpc_of(control=rpc_pb2.ControlMessage(prune=prunes)))
            assert await still_gossips(victim, spoken)
            return len(spoken._router._router.back_off) > 1

    assert not await symptom()
    monkeypatch.delattr(compat_gossip.GossipSub, "handle_rpc")
    assert await symptom()


async def test_a_prune_sends_us_nowhere(monkeypatch: pytest.MonkeyPatch):
    sent_to: list[object] = []

    async def symptom() -> bool:
        sent_to.clear()
        async with lied_to() as (victim, spoken, _, stream):
            named = rpc_pb2.PeerInfo(
                peerID=ID.from_pubkey(create_new_key_pair(seed_of("x")).public_key).to_bytes()
            )
            prune = rpc_pb2.ControlPrune(topicID=TOPIC, backoff=1, peers=[named])
            await stream.send_all(rpc_of(control=rpc_pb2.ControlMessage(prune=[prune])))
            assert await still_gossips(victim, spoken)
            return bool(sent_to)

    async def exchange(self: gossipsub.GossipSub, peers: object) -> None:
        sent_to.append(peers)

    monkeypatch.setattr(gossipsub.GossipSub, "_do_px", exchange)
    assert not await symptom()
    monkeypatch.delattr(compat_gossip.GossipSub, "handle_rpc")
    assert await symptom()


async def test_the_same_message_is_served_once_to_a_peer(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        async with pair() as (a, b):
            await a.publish(b"wanted")
            await hear(b)
            served = 0
            send = a._router._router.send_rpc

            def count(peer: ID, rpc: rpc_pb2.RPC, priority: bool = False) -> None:
                nonlocal served
                served += len(rpc.publish)
                send(peer, rpc, priority)

            a._router._router.send_rpc = count
            peer, mid = next(iter(a._router._service.peers)), next(iter(a._router._router.mcache.msgs))
            wanted = rpc_pb2.RPC(
                control=rpc_pb2.ControlMessage(iwant=[rpc_pb2.ControlIWant(messageIDs=[mid])])
            )
            for _ in range(5):
                await a._router._router.handle_rpc(wanted, peer)
            return served > 1

    assert not await symptom()
    monkeypatch.setattr(compat_gossip.GossipSub, "_not_served", lambda self, peer, wanted: list(wanted))
    assert await symptom()


async def test_times_of_delivery_are_not_kept(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        async with pair() as (a, b):
            for number in range(5):
                await a.publish(bytes([number]))
                await hear(b)
            return bool(b._router._router.recent_message_deliveries)

    assert not await symptom()
    monkeypatch.delattr(compat_gossip.GossipSub, "publish")
    assert await symptom()


async def test_an_error_in_a_heartbeat_is_survived(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        failed = False

        def fail_once(self: gossipsub.GossipSub) -> object:
            nonlocal failed
            if failed:
                return real(self)
            failed = True
            raise RuntimeError("a bug of the library")

        real = gossipsub.GossipSub.mesh_heartbeat
        monkeypatch.setattr(gossipsub.GossipSub, "mesh_heartbeat", fail_once)
        try:
            async with node("alice") as alice, gossiping(alice) as spoken:
                await until(lambda: failed)
                return not await still_gossips(alice, spoken)
        except* HostError:
            crashed.append(True)
        finally:
            monkeypatch.setattr(gossipsub.GossipSub, "mesh_heartbeat", real)
        return bool(crashed)

    crashed: list[bool] = []
    assert not await symptom()
    monkeypatch.delattr(compat_gossip.GossipSub, "heartbeat")
    assert await symptom()


async def test_two_copies_at_once_are_one_message(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        go = trio.Event()

        async def slow(peer: NodeKey, data: bytes) -> bool:
            await go.wait()
            return True

        async with pair(validate=slow) as (_, b):
            service, router = b._router._service, b._router._router
            relayed = 0

            async def count(forwarder: ID, message: rpc_pb2.Message) -> None:
                nonlocal relayed
                relayed += 1

            router.publish = count
            peer = next(iter(service.peers))
            async with trio.open_nursery() as nursery:
                nursery.start_soon(service.push_msg, peer, signed(b"one"))
                nursery.start_soon(service.push_msg, peer, signed(b"one"))
                await trio.testing.wait_all_tasks_blocked(0.01)
                go.set()
            return relayed > 1

    assert not await symptom()
    monkeypatch.delattr(compat_gossip.Pubsub, "push_msg")
    assert await symptom()


async def test_numbers_that_repeat_after_a_restart_do_no_harm(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        async with pair() as (a, b):
            for data in (b"before", b"after"):
                a._router._service.counter = 7
                await a.publish(data)
            return not await happens(lambda: b.statistics().received == 2, 0.5)

    assert not await symptom()
    monkeypatch.delattr(compat_gossip.GossipSub, "_check_equivocation")
    assert await symptom()


async def test_subscribing_again_does_not_replay_the_cache(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        async with pair() as (a, b):
            await a.publish(b"cached")
            await hear(b)
            service = a._router._service
            peer, sent = next(iter(service.peers)), []

            async def note(stream: object, rpc: rpc_pb2.RPC) -> bool:
                sent.extend(rpc.publish)
                return True

            service.write_msg = note
            for subscribe in (False, True, False, True):
                service.handle_subscription(peer, rpc_pb2.RPC.SubOpts(subscribe=subscribe, topicid=TOPIC))
                await trio.testing.wait_all_tasks_blocked(0.01)
            return bool(sent)

    assert not await symptom()
    monkeypatch.delattr(compat_gossip.Pubsub, "_replay_recent_messages")
    assert await symptom()


async def test_a_peer_that_refuses_is_not_asked_again_at_once(monkeypatch: pytest.MonkeyPatch):
    async def symptom() -> bool:
        async with pair() as (a, _):
            service = a._router._service
            asked = 0
            register = compat_gossip.Pubsub._handle_new_peer

            async def count(peer: ID) -> None:
                nonlocal asked
                asked += 1
                await register(service, peer)

            service._handle_new_peer = count
            with trio.move_on_after(0.5):
                while True:
                    for peer in list(service.peers):
                        service._handle_dead_peer(peer)
                    await trio.sleep(0.01)
            return asked > 2

    assert not await symptom()
    monkeypatch.delattr(compat_gossip.Pubsub, "_peer_stream_retry_task")
    assert await symptom()


async def test_our_addresses_are_not_looked_up_for_every_message(monkeypatch: pytest.MonkeyPatch):
    looked_up = 0
    real = compat_gossip.env_to_send_in_RPC

    def count(host: object) -> tuple[bytes, bool]:
        nonlocal looked_up
        looked_up += 1
        return real(host)

    async def symptom() -> bool:
        nonlocal looked_up
        async with pair() as (a, b):
            looked_up = 0
            for number in range(10):
                await a.publish(bytes([number]))
                await hear(b)
            return looked_up >= 10

    monkeypatch.setattr(compat_gossip, "env_to_send_in_RPC", count)
    assert not await symptom()
    monkeypatch.setattr(gossipsub, "env_to_send_in_RPC", count)
    assert await symptom()


def test_installing_again_changes_nothing():
    compat_gossip.install()
    assert all(getattr(module, name) is value for (module, name), value in compat_gossip.REPLACEMENTS.items())
