# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may come in, and how many at a time: connections by address, streams by node key.

Counting only: no network, no task, no clock of its own. compat.py asks at each arrival and tells of each
departure; host.py sets the limits.

Law: whatever a stranger can make us remember is in a table with a bound.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from p2p.addresses import place_of
from p2p.budgets import Rate, TokenBucket

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.units import NodeKey

KeyT = TypeVar("KeyT")

IP_BUCKETS_MAX: Final = 4_096
STREAM_BUCKETS_MAX: Final = 1_024
_ARRIVALS: Final = Rate(per_second=8, burst=64)
_STREAM_OPENS: Final = Rate(per_second=50, burst=200)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostLimits:
    """What others may take of us. Every bound counts, and is counted in `HostStatistics`."""

    connections_max: int = 256
    connections_per_ip: int = 32
    """Several homes may share one address of their operator."""
    connections_per_peer: int = 2
    half_open_max: int = 64
    half_open_per_ip: int = 8
    """Handshakes not finished: one address must not fill all the places by saying nothing."""
    arrivals_per_ip: Rate = _ARRIVALS
    """A handshake costs us several milliseconds of work."""
    handshake_s: int = 10
    negotiate_s: int = 10
    streams_per_peer: int = 48
    """Inbound, over all the connections of the peer."""
    stream_opens: Rate = _STREAM_OPENS
    handlers_per_peer: int = 24
    """Of those streams, how many run a handler of ours at the same time."""
    close_s: int = 2


class Doorman:
    """Counts who is in and says who may come in."""

    def __init__(self, limits: HostLimits, own: NodeKey, now_ms: Callable[[], int]) -> None:
        self._now_ms = now_ms
        self._limits = limits
        self._own = own
        self._banned: set[NodeKey] = set()
        self._per_ip: Counter[str] = Counter()
        self._half_open_per_ip: Counter[str] = Counter()
        self._arrivals: OrderedDict[str, TokenBucket] = OrderedDict()
        self._streams: Counter[NodeKey] = Counter()
        self._opens: OrderedDict[NodeKey, TokenBucket] = OrderedDict()
        self._strikes: Counter[NodeKey] = Counter()
        self.refused_connections = 0
        self.refused_streams = 0
        self.failed_handlers = 0

    def enter(self, ip: str) -> bool:
        place = place_of(ip)
        limits = self._limits
        allowed = (
            place != ""
            and self._per_ip.total() < limits.connections_max * 3 // 4  # the rest is for those we dial
            and self._per_ip[place] < limits.connections_per_ip
            and self._half_open_per_ip.total() < limits.half_open_max
            and self._half_open_per_ip[place] < limits.half_open_per_ip
            and self._bucket(self._arrivals, place, limits.arrivals_per_ip, IP_BUCKETS_MAX).take(
                1, self._now_ms()
            )
        )
        if allowed:
            self._per_ip[place] += 1
            self._half_open_per_ip[place] += 1
        else:
            self.refused_connections += 1
        return allowed

    def settle(self, ip: str) -> None:
        decrement(self._half_open_per_ip, place_of(ip))

    def leave(self, ip: str) -> None:
        decrement(self._per_ip, place_of(ip))

    def accepts(self, node: NodeKey) -> bool:
        if node == self._own or node in self._banned:
            self.refused_connections += 1
            return False
        return True

    def ban(self, node: NodeKey, banned: bool) -> None:
        (self._banned.add if banned else self._banned.discard)(node)

    def enter_stream(self, node: NodeKey) -> bool:
        bucket = self._bucket(self._opens, node, self._limits.stream_opens, STREAM_BUCKETS_MAX)
        allowed = self._streams[node] < self._limits.streams_per_peer and bucket.take(1, self._now_ms())
        if allowed:
            self._streams[node] += 1
        else:
            if len(self._strikes) >= STREAM_BUCKETS_MAX:
                self._strikes.clear()  # a late stream of a peer already gone leaves one behind
            self._strikes[node] += 1
            self.refused_streams += 1
        return allowed

    def leave_stream(self, node: NodeKey) -> None:
        decrement(self._streams, node)

    def is_flooding(self, node: NodeKey) -> bool:
        return self._strikes[node] >= self._limits.streams_per_peer

    def failed(self, node: NodeKey, error: Exception) -> None:
        self.failed_handlers += 1

    def gone(self, node: NodeKey) -> None:
        """The last connection of `node` ended: nothing about it is kept but its bucket and its ban."""
        del self._strikes[node]

    @property
    def inbound(self) -> int:
        return self._per_ip.total()

    @property
    def half_open(self) -> int:
        return self._half_open_per_ip.total()

    @property
    def inbound_streams(self) -> int:
        return self._streams.total()

    def _bucket(self, table: OrderedDict[KeyT, TokenBucket], key: KeyT, rate: Rate, size: int) -> TokenBucket:
        bucket = table.get(key)
        if bucket is None:
            if len(table) >= size:
                table.popitem(last=False)
            bucket = table[key] = TokenBucket(rate, self._now_ms())
        table.move_to_end(key)
        return bucket


def decrement(counter: Counter[KeyT], key: KeyT) -> None:
    """One less of `key`; a count of nothing takes no place."""
    counter[key] -= 1
    if counter[key] <= 0:
        del counter[key]
