# SPDX-License-Identifier: AGPL-3.0-or-later
"""Gossip of one commune: small news to every member's node, quickly and without any promise.

Members only, checked before it is relayed, named by the hash of its bytes. It is not how a node gets the
truth: messages are lost under load and a late comer gets none; p2p/machines/sync.py brings what was missed.

Law: a message is relayed and received only after `validate` said yes; a stranger gets no stream at all.

Source: protocol.md section 7; GossipSub v1.1.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import trio

from ledger.hashing import hash_topic
from ledger.units import NodeKey
from p2p.budgets import BudgetLimits, Budgets, Rate

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ledger.units import EventId
    from p2p.host import GossipRouter, Host

log = logging.getLogger(__name__)

RECEIVED_MAX: Final = 512
"""Messages that wait for the node. Beyond it they are dropped and counted: sync will bring their content."""
MESSAGE_BYTES_MAX: Final = 64 * 1024
RECHECK_S: Final = 10
GOSSIP_RATE: Final = Rate(per_second=256 * 1024, burst=4 * 1024 * 1024)
"""What one peer may make us read: faster than that it waits, and its own queue drops."""
RPC_COST: Final = 1_024
"""An RPC costs this many bytes more than it is long: an empty one is work too."""


def topic_of(commune: EventId) -> str:
    """The topic of a commune; it does not tell the commune's id."""
    return f"/voisinage/{hash_topic(commune)[:8].hex()}/events"


@dataclass(frozen=True, slots=True, kw_only=True)
class GossipHooks:
    """What the pubsub service asks and tells us. None may raise; all but `validate` answer at once."""

    is_member: Callable[[NodeKey], bool]
    validate: Callable[[NodeKey, bytes], Awaitable[bool]]
    deliver: Callable[[NodeKey, bytes], None]
    charge: Callable[[NodeKey, int], float]
    """Told the bytes of an RPC; gives the seconds to wait before reading the next."""
    offended: Callable[[NodeKey], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class GossipStatistics:
    """A snapshot for logs and tests."""

    published: int
    received: int
    dropped: int
    refused: int
    offences: int
    subscribers: int
    mesh: int


class GossipClosed(Exception):
    """Published before `run` or after it."""


class Gossip:
    """One topic on a host. `received` gives (the peer it came through, the bytes)."""

    def __init__(
        self,
        host: Host,
        topic: str,
        is_member: Callable[[NodeKey], bool],
        validate: Callable[[NodeKey, bytes], Awaitable[bool]],
        *,
        on_offence: Callable[[NodeKey], None] | None = None,
        heartbeat_s: int = 1,
    ) -> None:
        """Nothing runs before `run`.

        Args:
            is_member: asked for every peer at each of its messages: must answer at once.
            validate: whether a message may be relayed and received; given the peer it came through, whom to
                blame. It runs once a message and peer at a time; saying no blames nobody.
            on_offence: told of a peer that sent what no honest node sends; its stream is closed already.
        """
        self._host = host
        self._topic = topic
        self._is_member = is_member
        self._validate = validate
        self._on_offence = on_offence
        self._heartbeat_s = heartbeat_s
        self._budgets = Budgets(BudgetLimits(bytes_in=GOSSIP_RATE))
        self._router: GossipRouter | None = None
        self._send, self.received = trio.open_memory_channel[tuple[NodeKey, bytes]](RECEIVED_MAX)
        self._published = self._received = self._dropped = self._refused = self._offences = 0

    async def run(self, *, task_status: Any = trio.TASK_STATUS_IGNORED) -> None:
        """Gossip until cancelled; `started` once messages may be published."""
        hooks = GossipHooks(
            is_member=self._is_member,
            validate=self._check,
            deliver=self._deliver,
            charge=self._charge,
            offended=self._offended,
        )
        async with self._host.open_gossip(self._topic, hooks, self._heartbeat_s) as router:
            self._router = router
            task_status.started()
            try:
                while True:
                    await trio.sleep(RECHECK_S)
                    await router.recheck()
            finally:
                self._router = None

    async def publish(self, data: bytes) -> None:
        """Tell the members; the same bytes again within two minutes are not told twice.

        Raises:
            ValueError: more than `MESSAGE_BYTES_MAX` bytes, or none.
            GossipClosed: `run` is not running.
        """
        if not 0 < len(data) <= MESSAGE_BYTES_MAX:
            raise ValueError(f"a message has from 1 to {MESSAGE_BYTES_MAX} bytes")
        if self._router is None:
            raise GossipClosed
        await self._router.publish(data)
        self._published += 1

    def subscribers(self) -> frozenset[NodeKey]:
        """The members' nodes known to listen."""
        return self._router.subscribers() if self._router else frozenset()

    def mesh(self) -> frozenset[NodeKey]:
        """The few of them we send to at once; the others get it from these."""
        return self._router.mesh() if self._router else frozenset()

    def statistics(self) -> GossipStatistics:
        """Counters since the start."""
        return GossipStatistics(
            published=self._published,
            received=self._received,
            dropped=self._dropped,
            refused=self._refused,
            offences=self._offences,
            subscribers=len(self.subscribers()),
            mesh=len(self.mesh()),
        )

    async def _check(self, peer: NodeKey, data: bytes) -> bool:
        try:
            allowed = await self._validate(peer, data)
        except Exception:
            log.exception("the validator failed")  # a bug of ours: the message is lost, nobody is blamed
            allowed = False
        self._refused += not allowed
        return allowed

    def _deliver(self, peer: NodeKey, data: bytes) -> None:
        try:
            self._send.send_nowait((peer, data))
        except (trio.WouldBlock, trio.BrokenResourceError):
            self._dropped += 1
        else:
            self._received += 1

    def _charge(self, peer: NodeKey, size: int) -> float:
        now_ms = int(trio.current_time() * 1_000)
        return self._budgets.charge_bytes(peer, size + RPC_COST, now_ms) / 1_000

    def _offended(self, peer: NodeKey) -> None:
        self._offences += 1
        if self._on_offence is not None:
            self._on_offence(peer)
