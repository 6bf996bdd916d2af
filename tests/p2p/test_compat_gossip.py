# SPDX-License-Identifier: AGPL-3.0-or-later
"""The patched parts of GossipSub alone; what they cure among lying peers is in `test_gossip`."""

from __future__ import annotations

import pytest
from libp2p.pubsub.pb import rpc_pb2
from libp2p.utils.varint import encode_varint_prefixed

from ledger.hashing import hash_message
from p2p.compat_gossip import (
    CONTROLS_MAX,
    QUEUED_BYTES_MAX,
    RPC_BYTES_MAX,
    BadRpc,
    ContentCache,
    RpcQueue,
    _few,
    _take_frame,
)


def test_a_frame_is_taken_whole_or_not_yet():
    frame = encode_varint_prefixed(b"hello")
    buffer = bytearray()
    for byte in frame[:-1]:
        buffer.append(byte)
        assert _take_frame(buffer) is None
    buffer += frame[-1:] + b"\x01"
    assert _take_frame(buffer) == b"hello"
    assert buffer == b"\x01", "what follows stays"


@pytest.mark.parametrize("data", [b"\xff" * 10, encode_varint_prefixed(bytes(RPC_BYTES_MAX + 1))[:16]])
def test_a_length_nobody_sends_ends_the_stream(data: bytes):
    with pytest.raises(BadRpc):
        _take_frame(bytearray(data))


def test_of_many_control_entries_few_are_looked_at():
    entries = [rpc_pb2.ControlGraft(topicID="ours") for _ in range(CONTROLS_MAX + 50)]
    others = [rpc_pb2.ControlGraft(topicID="another")]
    assert len(list(_few([*others, *entries], ["ours"]))) <= CONTROLS_MAX
    assert list(_few(others, ["ours"])) == []


async def test_a_queue_gives_room_back():
    queue = RpcQueue()
    big = rpc_pb2.RPC(publish=[rpc_pb2.Message(data=bytes(QUEUED_BYTES_MAX // 2))])
    assert queue.push(big)
    assert not queue.push(big), "its headers make it too much"
    assert await queue.pop() == big
    assert queue.push(big)


def test_recent_messages_are_known_by_their_content():
    cache = ContentCache(3, 5)
    message = rpc_pb2.Message(data=b"news", from_id=b"a", seqno=b"1", topicIDs=["t"])
    again = rpc_pb2.Message(data=b"news", from_id=b"b", seqno=b"2", topicIDs=["t"])
    cache.put(message)
    cache.put(again)
    assert list(cache.msgs) == [hash_message(b"news")]
    assert cache.window("t") == [hash_message(b"news")]
