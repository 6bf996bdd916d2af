# SPDX-License-Identifier: AGPL-3.0-or-later
"""The computer of who left is told what was sealed until then, once it comes back; nothing after, no words.

    its node, away meanwhile            a member's node
    hello(asks) ────────────────────>   is it one of who left, lately?
    <───────────── hello(asks false)    at the height of the departure
    frontier ───────────────────────>
    <────────── history … done, bye     what it lacks up to there

It had a right to all of this when it was sealed. What it says besides is not listened to.
The law: nothing above the height of the departure, nothing pending, and bounded as for a stranger.
Source: docs/protocol.md section 7.1; docs/adr/0028-leaving.md.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

import trio

from ledger.departed import find_last_height
from ledger.errors import Malformed
from ledger.frontier import check_claims, decode_frontier
from p2p.budgets import Offence
from p2p.errors import HostError
from p2p.machines.heights import iter_history
from p2p.session import refuse
from p2p.wire import (
    SALT_BYTES,
    VERSION,
    Done,
    FrameReader,
    FrontierMessage,
    Hello,
    decode_message,
    encode_frame,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.replica import Replica
    from ledger.units import EventId, NodeKey
    from p2p.host import Stream

log = logging.getLogger(__name__)

TELL_S: Final = 60
"""For all of one stream: what is missing then comes with the next."""
TELL_BYTES: Final = 16 * 1024 * 1024
AGAIN_MS: Final = 60_000
"""From one stream of a node to its next."""
_HEARD_MAX: Final = 8
"""Messages listened to until the one that is waited for."""
_READ_BYTES: Final = 64 * 1024
_M = TypeVar("_M", Hello, FrontierMessage)


class FarewellNode(Protocol):
    """What telling needs of the node."""

    replica: Replica
    boot_id: bytes
    now_ms: Callable[[], int]
    random_bytes: Callable[[int], bytes]

    @property
    def commune(self) -> EventId: ...
    def offend(self, peer: NodeKey, offence: Offence, detail: str) -> bool: ...
    async def charge(self, peer: NodeKey, size: int) -> None: ...


class Farewell:
    """Tells the computers of who left, one stream a minute each; whoever else it is hears why not."""

    def __init__(self, node: FarewellNode) -> None:
        self._node = node
        self._told_ms: dict[NodeKey, int] = {}
        """When each was last told; no more of them than nodes of who left."""

    async def serve(self, stream: Stream) -> None:
        """One stream of a node that is no member's, until its end. Never raises for what the peer does."""
        node, peer = self._node, stream.remote
        last = self._find_last(peer)
        if last is not None:
            try:
                with trio.move_on_after(TELL_S):
                    await self._tell(stream, last)
            except Malformed as error:
                node.offend(peer, Offence.MALFORMED, f"farewell: {error}")
            except HostError as error:
                log.info("farewell to %s: %s", peer.hex()[:8], error)
        await refuse(stream, "not-a-member")

    def _find_last(self, peer: NodeKey) -> int | None:
        """Up to which height to tell this node now; None: nothing."""
        node, now_ms = self._node, self._node.now_ms()
        if not node.replica.is_founded:
            return None
        last = find_last_height(node.replica.store, node.replica.state, peer, now_ms)
        if last is None or 0 <= now_ms - self._told_ms.get(peer, now_ms - AGAIN_MS) < AGAIN_MS:
            return None
        self._told_ms[peer] = now_ms
        return last

    async def _tell(self, stream: Stream, last: int) -> None:
        node, replica = self._node, self._node.replica
        inbox = _Inbox(node, stream)
        hello = await inbox.wait_for(Hello)
        if hello is None or (hello.version, hello.commune) != (VERSION, node.commune):
            return
        if not max(0, replica.first_height - 1) <= hello.height < last:
            return
        if hello.seal_id != (replica.get_seal_id(hello.height) if hello.height else node.commune):
            return
        salt = node.random_bytes(SALT_BYTES)
        answer = Hello(
            commune=node.commune,
            height=last,
            seal_id=replica.get_seal_id(last),
            digest=bytes(32),
            clock_ms=node.now_ms(),
            boot_id=node.boot_id,
            salt=salt,
            addresses=(),
            asks=False,
            first=replica.first_height,
        )
        await stream.send_all(encode_frame(answer))
        frontier = await inbox.wait_for(FrontierMessage)
        if frontier is None:
            return
        claims = check_claims(decode_frontier(frontier.rows, replica), replica, salt)
        sent = 0
        for message, _ in iter_history(replica, claims, hello.height, last):
            frame = encode_frame(message)
            await stream.send_all(frame)
            sent += len(frame)
            if sent > TELL_BYTES:
                return
        await stream.send_all(encode_frame(Done(height=last)))


class _Inbox:
    """What the other says, but for the one message that is waited for."""

    def __init__(self, node: FarewellNode, stream: Stream) -> None:
        self._node, self._stream, self._frames = node, stream, FrameReader()
        self._heard = 0

    async def wait_for(self, kind: type[_M]) -> _M | None:
        """The next message of a kind; None: it ended, or said too much else. Raises Malformed, HostError."""
        while self._heard < _HEARD_MAX:
            while (content := self._frames.next_content()) is None:
                data = await self._stream.receive_some(_READ_BYTES)
                if not data:
                    return None
                await self._node.charge(self._stream.remote, len(data))
                self._frames.feed(data)
            self._heard += 1
            message = decode_message(content)
            if isinstance(message, kind):
                return message
        return None
