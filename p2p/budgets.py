# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one peer may cost us: bytes, requests, and a reputation that mistakes and lies use up.

Token buckets and a score, nothing else: no clock, no network, no thread. The caller says what time it is
(`now_ms`, any clock that counts milliseconds; if bans are saved, the civil one) and does what the answer
says: wait, refuse, or close the connection.

Law: every quantity is an integer and every table is bounded, so a flood of strangers cannot grow us.

Source: protocol.md section 7, "Hostile peers".
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ledger.units import NodeKey

SECOND_MS: Final = 1_000
REPUTATION_MAX: Final = 100
REPUTATION_AFTER_BAN: Final = 50
"""A peer that comes back from a ban is half trusted: an honest one had a bug, a liar is banned sooner."""


class Offence(Enum):
    """What a peer did, and what it costs of `REPUTATION_MAX`."""

    SLOW = 5
    """A deadline passed; may be the network's fault."""
    USELESS = 10
    """It announced what it then did not deliver."""
    GREEDY = 20
    """It asked for more than its budget after being told to wait."""
    BAD_SIGNATURE = 25
    """A copy of an event whose signature does not verify; the event itself is never black-listed for it."""
    MALFORMED = 50
    """Bytes no honest node of any version sends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many a second in the long run, and `burst` at once after a rest."""

    per_second: int
    burst: int

    def __post_init__(self) -> None:
        if self.per_second <= 0 or self.burst <= 0:
            raise ValueError("a rate allows at least one a second and one at once")


class TokenBucket:
    """The classical token bucket, in thousandths of a token so that integers suffice.

    A clock that steps back gives no tokens and takes none.
    """

    __slots__ = ("_level_milli", "_rate", "_then_ms")

    def __init__(self, rate: Rate, now_ms: int) -> None:
        self._rate = rate
        self._level_milli = rate.burst * 1_000
        self._then_ms = now_ms

    def _refill(self, now_ms: int) -> None:
        elapsed_ms = max(0, now_ms - self._then_ms)
        self._then_ms = now_ms
        full = self._rate.burst * 1_000
        self._level_milli = min(full, self._level_milli + elapsed_ms * self._rate.per_second)

    def take(self, amount: int, now_ms: int) -> bool:
        """Take `amount` tokens if they are there; else take nothing and say False."""
        self._refill(now_ms)
        if self._level_milli < amount * 1_000:
            return False
        self._level_milli -= amount * 1_000
        return True

    def charge(self, amount: int, now_ms: int) -> int:
        """Take `amount` tokens, into debt if need be; milliseconds to wait until the debt is paid.

        For what has already arrived: refusing it is too late, reading no more for a while is not.
        """
        self._refill(now_ms)
        self._level_milli -= amount * 1_000
        return -(min(0, self._level_milli) // self._rate.per_second)

    def is_full(self, now_ms: int) -> bool:
        """Whether nothing was taken lately: such a bucket may be forgotten and made anew."""
        self._refill(now_ms)
        return self._level_milli == self._rate.burst * 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLimits:
    """Bounds on one peer, and on how many peers are remembered."""

    bytes_in: Rate = Rate(per_second=4 * 1024 * 1024, burst=32 * 1024 * 1024)
    """A first sync is not slowed on a village's lines; a flood is."""
    requests: Rate = Rate(per_second=20, burst=100)
    recovery_ms: int = 60 * SECOND_MS
    """One point of reputation comes back in this time."""
    ban_ms: int = 3_600 * SECOND_MS
    peers_max: int = 2_048


@dataclass(slots=True)
class _Peer:
    bytes_in: TokenBucket
    requests: TokenBucket
    score: int
    scored_ms: int
    banned_until_ms: int | None = field(default=None)


class Budgets:
    """The budgets of all peers. Peers in good standing are forgotten first when there are too many."""

    def __init__(self, limits: BudgetLimits | None = None) -> None:
        self._limits = limits or BudgetLimits()
        self._peers: OrderedDict[NodeKey, _Peer] = OrderedDict()

    def charge_bytes(self, peer: NodeKey, count: int, now_ms: int) -> int:
        """Account for `count` bytes that came from `peer`; milliseconds to wait before reading more."""
        return self._peer(peer, now_ms).bytes_in.charge(count, now_ms)

    def take_request(self, peer: NodeKey, now_ms: int) -> bool:
        """Whether `peer` may be served one more request now; a refusal costs nothing by itself."""
        return self._peer(peer, now_ms).requests.take(1, now_ms)

    def report(self, peer: NodeKey, offence: Offence, now_ms: int) -> bool:
        """Note an offence; True if the peer is banned from now on, so its connection must be closed."""
        record = self._peer(peer, now_ms)
        self._recover(record, now_ms)
        record.score = max(0, record.score - offence.value)
        if record.score == 0:
            record.banned_until_ms = now_ms + self._limits.ban_ms
        return record.banned_until_ms is not None

    def reputation(self, peer: NodeKey, now_ms: int) -> int:
        """From 0 (banned) to `REPUTATION_MAX` (nothing known against it, or nothing known)."""
        record = self._peers.get(peer)
        if record is None:
            return REPUTATION_MAX
        self._recover(record, now_ms)
        return record.score

    def is_banned(self, peer: NodeKey, now_ms: int) -> bool:
        """Whether `peer` must be refused for now."""
        record = self._peers.get(peer)
        if record is None:
            return False
        self._recover(record, now_ms)
        return record.banned_until_ms is not None

    def __len__(self) -> int:
        return len(self._peers)

    def _peer(self, peer: NodeKey, now_ms: int) -> _Peer:
        record = self._peers.get(peer)
        if record is None:
            if len(self._peers) >= self._limits.peers_max:
                self._forget_one(now_ms)
            record = self._peers[peer] = _Peer(
                bytes_in=TokenBucket(self._limits.bytes_in, now_ms),
                requests=TokenBucket(self._limits.requests, now_ms),
                score=REPUTATION_MAX,
                scored_ms=now_ms,
            )
        self._peers.move_to_end(peer)
        return record

    def _forget_one(self, now_ms: int) -> None:
        # The longest unused peer without a ban, looked for among the oldest few only: the search itself
        # must stay cheap under a flood. If they are all banned, the oldest ban is given up.
        oldest = next(iter(self._peers))
        for _, peer in zip(range(64), self._peers, strict=False):
            if not self.is_banned(peer, now_ms):
                oldest = peer
                break
        del self._peers[oldest]

    def _recover(self, record: _Peer, now_ms: int) -> None:
        if record.banned_until_ms is not None:
            if now_ms < record.banned_until_ms:
                return
            record.banned_until_ms = None
            record.score = REPUTATION_AFTER_BAN
            record.scored_ms = now_ms
        points = max(0, now_ms - record.scored_ms) // self._limits.recovery_ms
        if record.score == REPUTATION_MAX or now_ms < record.scored_ms:
            record.scored_ms = now_ms
        else:
            record.scored_ms += points * self._limits.recovery_ms
        record.score = min(REPUTATION_MAX, record.score + points)
