# SPDX-License-Identifier: AGPL-3.0-or-later
"""Streams without a network, between a session and a peer played by hand. Deadlines use trio's clock."""

from __future__ import annotations

import trio
from trio.testing import lockstep_stream_pair, memory_stream_pair

from ledger.units import NodeKey
from p2p.host import StreamClosed
from p2p.wire import FrameReader, Message, decode_message, encode_frame


class FakeStream:
    """What `host.Stream` promises, over one end of a pair."""

    def __init__(self, end: trio.StapledStream, remote: NodeKey) -> None:
        self._end = end
        self.remote = remote
        self.protocol = "/test"
        self.closed = False

    async def receive_some(self, limit: int) -> bytes:
        try:
            return bytes(await self._end.receive_some(limit))
        except (trio.BrokenResourceError, trio.ClosedResourceError) as error:
            raise StreamClosed(repr(error)) from error

    async def send_all(self, data: bytes) -> None:
        try:
            await self._end.send_all(data)
        except (trio.BrokenResourceError, trio.ClosedResourceError) as error:
            raise StreamClosed(repr(error)) from error

    async def close_write(self) -> None:
        await self._end.send_eof()

    async def aclose(self) -> None:
        self.closed = True
        await self._end.aclose()

    async def reset(self) -> None:
        await self.aclose()


class HandPeer:
    """The other end, for a test to speak."""

    def __init__(self, end: trio.StapledStream) -> None:
        self.end = end
        self._reader = FrameReader()

    async def say(self, *messages: Message) -> None:
        for message in messages:
            await self.end.send_all(encode_frame(message))

    async def say_bytes(self, data: bytes) -> None:
        await self.end.send_all(data)

    async def hear(self) -> Message | None:
        """The next message; None once the other side has closed."""
        while (content := self._reader.next_content()) is None:
            data = await self.end.receive_some(65_536)
            if not data:
                return None
            self._reader.feed(bytes(data))
        return decode_message(content)

    async def hear_all(self) -> list[Message]:
        found: list[Message] = []
        while (message := await self.hear()) is not None:
            found.append(message)
        return found


def stream_pair(remote: NodeKey, *, lockstep: bool = False) -> tuple[FakeStream, HandPeer]:
    """(the session's stream, who speaks to it). Args: lockstep: a write waits until it is read."""
    ours, theirs = lockstep_stream_pair() if lockstep else memory_stream_pair()
    return FakeStream(ours, remote), HandPeer(theirs)
