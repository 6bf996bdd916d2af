# SPDX-License-Identifier: AGPL-3.0-or-later
"""Own events told to the whole commune by gossip: a fast hint beside the sync streams, which are the truth.

A hint is validated (shape and signatures) before it is relayed, and stored by the same path as any event.
Losing one costs nothing: the next anti-entropy exchange brings it.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import trio

from ledger.errors import Malformed
from ledger.event import Event, encode_event
from ledger.units import EventId, NodeKey
from p2p.budgets import Offence
from p2p.gossip import MESSAGE_BYTES_MAX, Gossip, GossipClosed, topic_of
from p2p.host import Host
from p2p.wire import Events, FrameReader, decode_message, encode_frame

log = logging.getLogger(__name__)

OUTBOX_MAX: Final = 1_024
"""Own events waiting to be told; beyond it they are not, sync brings them."""
_BATCH_BYTES: Final = 32 * 1024

Keep = Callable[[NodeKey, Sequence[bytes]], Awaitable[int]]
"""Stores what a peer told; answers how many events were bad."""


class Hints:
    """Gossip of one node."""

    def __init__(
        self,
        commune: EventId,
        *,
        is_member: Callable[[NodeKey], bool],
        keep: Keep,
        offend: Callable[[NodeKey, Offence, str], bool],
    ) -> None:
        self._commune = commune
        self._is_member = is_member
        self._keep = keep
        self._offend = offend
        self._outbox, self._waiting = trio.open_memory_channel[bytes](OUTBOX_MAX)
        self.lost = 0
        """Own events that were not told because the network did not follow."""

    def tell(self, events: Sequence[Event]) -> None:
        """Queue own events; never blocks."""
        for event in events:
            try:
                self._outbox.send_nowait(encode_event(event))
            except trio.WouldBlock:
                self.lost += 1

    async def run(self, host: Host) -> None:
        """Gossip until cancelled."""
        gossip = Gossip(
            host,
            topic_of(self._commune),
            self._is_member,
            self._validate,
            on_offence=self._on_offence,
        )
        async with trio.open_nursery() as nursery:
            await nursery.start(gossip.run)
            nursery.start_soon(self._publish, gossip)
            # What is valid was stored by the validator itself: nothing is left to do with it.
            async for _ in gossip.received:
                pass

    def _on_offence(self, peer: NodeKey) -> None:
        self._offend(peer, Offence.MALFORMED, "gossip")

    async def _validate(self, peer: NodeKey, data: bytes) -> bool:
        try:
            reader = FrameReader(MESSAGE_BYTES_MAX)
            reader.feed(data)
            content = reader.next_content()
            message = None if content is None else decode_message(content)
        except Malformed:
            message = None
        if not isinstance(message, Events):
            self._offend(peer, Offence.MALFORMED, "gossip: not events")
            return False
        bad = await self._keep(peer, message.events)
        if bad:
            self._offend(peer, Offence.BAD_SIGNATURE, f"gossip: {bad} bad events")
        return not bad

    async def _publish(self, gossip: Gossip) -> None:
        while True:
            batch = [await self._waiting.receive()]
            size = len(batch[0])
            while size < _BATCH_BYTES:
                try:
                    batch.append(self._waiting.receive_nowait())
                except trio.WouldBlock:
                    break
                size += len(batch[-1])
            try:
                await gossip.publish(encode_frame(Events(events=tuple(batch))))
            except (GossipClosed, ValueError) as error:
                self.lost += len(batch)
                log.info("not told: %r", error)
