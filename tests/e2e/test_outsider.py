# SPDX-License-Identifier: AGPL-3.0-or-later
"""A computer of nobody's gets the joining exchange, and nothing else, from a real node."""

from __future__ import annotations

import secrets
from contextlib import suppress

import pytest
import trio

from p2p.host import Host, HostError, Stream, open_host
from p2p.wire import (
    JOIN_PROTOCOL,
    SYNC_PROTOCOL,
    Bye,
    FrameReader,
    Join,
    Joined,
    Message,
    decode_message,
    encode_frame,
)
from tests.e2e.conftest import Village
from tests.helpers.network import LOOPBACK

pytestmark = pytest.mark.slow

ANSWER_BYTES_MAX = 65_536


async def receive_all(stream: Stream) -> list[Message]:
    """Everything the node says on a stream until it closes it."""
    reader, messages = FrameReader(ANSWER_BYTES_MAX), []
    with trio.fail_after(60):
        while data := await stream.receive_some(ANSWER_BYTES_MAX):
            reader.feed(data)
            while (content := reader.next_content()) is not None:
                messages.append(decode_message(content))
    return messages


async def say(outsider: Host, address: str, protocol: str, data: bytes) -> list[Message]:
    """Open a stream, say something, close our side; what came back, nothing when the node cut the stream."""
    node = await outsider.dial(address)
    stream = await outsider.open_stream(node, protocol)
    try:
        if data:
            await stream.send_all(data)
        await stream.close_write()
        return await receive_all(stream)
    except HostError:
        return []
    finally:
        await stream.aclose()


async def overhear(outsider: Host, address: str, protocol: str) -> bytes:
    """What the node says on a stream where we only listen, until it closes it or has nothing to say."""
    heard = b""
    with suppress(HostError), trio.move_on_after(3):
        stream = await outsider.open_stream(await outsider.dial(address), protocol)
        while data := await stream.receive_some(ANSWER_BYTES_MAX):
            heard += data
    return heard


async def test_what_a_stranger_gets(village: Village) -> None:
    lea = village.lea
    before = lea.status()["total_sealed"]
    commune = bytes.fromhex(lea.status()["commune"])
    address = lea.addresses[0]
    async with open_host(secrets.token_bytes(32), [LOOPBACK]) as outsider:
        assert await say(outsider, address, SYNC_PROTOCOL, b"") == [Bye(code="not-a-member")]
        asked = encode_frame(Join(commune=commune, events=(), blobs=()))
        assert await say(outsider, address, SYNC_PROTOCOL, asked) in ([], [Bye(code="not-a-member")])
        assert await say(outsider, address, JOIN_PROTOCOL, asked) == [Joined(status="malformed")]
        other = encode_frame(Join(commune=bytes(32), events=(), blobs=()))
        assert await say(outsider, address, JOIN_PROTOCOL, other) == [Joined(status="other-commune")]
        assert await say(outsider, address, JOIN_PROTOCOL, b"\xff" * 300) == []
        assert await say(outsider, address, JOIN_PROTOCOL, b"") == []
        for protocol in ("/voisinage/secret/1", "/ipfs/kad/1.0.0", "/libp2p/circuit/relay/0.2.0/hop"):
            node = await outsider.dial(address)
            with pytest.raises(HostError):
                await outsider.open_stream(node, protocol)
        assert await overhear(outsider, address, "/meshsub/1.1.0") == b""
    picture = lea.status()
    assert (picture["members"], picture["pending"], picture["total_sealed"]) == (3, 0, before)
    assert lea.do("give", "Nora", "100", "g", "--wait")["phase"] == "sealed"
    village.settle()
