# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a copy holds above its last seal, said in O(keys that have something pending); and what another lacks.

Every key's events form a chain, so "next seq" says everything a set sketch would. What is sealed needs no
row: a height says it all, and a key without a row is one of which the peer holds nothing pending.
A frontier is a claim of a peer, never evidence.  Source: docs/protocol.md section 7.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from ledger import limits
from ledger.encoding import as_list
from ledger.errors import Malformed
from ledger.event import Event
from ledger.hashing import hash_frontier
from ledger.replica import Replica
from ledger.state import KEYS
from ledger.units import ZERO_ID, EventId, Key

PREFIX_BYTES: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """How far one key's chain is held."""

    order: int
    """Position of the key's introduction in the sealed order; −1 while that is pending."""
    next_seq: int
    head: EventId
    forked: bool
    """Two live events of one number are held; `next_seq` and `head` then tell of the sealed tip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a peer says of one key."""

    next_seq: int
    prefix: bytes
    """4 bytes of the salted hash of its head."""
    forked: bool


def compute_frontier(replica: Replica) -> dict[Key, Entry]:
    """The entry of every key with live pending events here, ascending by key."""
    authors = {event.author for event in replica.dag.events.values()}
    return {key: _entry(replica, key) for key in sorted(authors)}


def _start(replica: Replica, key: Key) -> tuple[int, EventId]:
    """(number, prev) where the pending chain of a key starts; a join is the first of its key's own chain."""
    row = replica.state.get(KEYS, key)
    return (0, ZERO_ID) if row is None else (row.tip_seq + 1, row.tip_id)


def _entry(replica: Replica, key: Key) -> Entry:
    row = replica.state.get(KEYS, key)
    order = -1 if row is None else row.order
    first, tip = seq, head = _start(replica, key)
    while live := replica.dag.get_live(key, seq):
        if len(live) > 1:
            return Entry(order=order, next_seq=first, head=tip, forked=True)
        seq, head = seq + 1, live[0]
    return Entry(order=order, next_seq=seq, head=head, forked=False)


def compute_digest(frontier: Mapping[Key, Entry]) -> bytes:
    """At one seal, equal digests: equal sets of live events, but for the branches of a forked key."""
    parts: list[bytes] = []
    for key in sorted(frontier):
        entry = frontier[key]
        mark = b"\xff" * 8 if entry.forked else entry.next_seq.to_bytes(8, "big")
        parts += [key, mark, entry.head]
    return hash_frontier(b"".join(parts))


def compute_prefix(salt: bytes, head: bytes) -> bytes:
    """Salted by the receiver's session salt, so that nobody can grind two forks that look equal."""
    return hash_frontier(salt + head)[:PREFIX_BYTES]


def encode_frontier(frontier: Mapping[Key, Entry], salt: bytes) -> list[Any]:
    """[[order or key, next seq, prefix, forked] …] for the wire, under the receiver's salt.

    At most as many rows as a frame takes: a key left out costs bytes, since all of it is sent again.
    """
    rows = [
        [
            entry.order if entry.order >= 0 else key,
            entry.next_seq,
            compute_prefix(salt, entry.head),
            int(entry.forked),
        ]
        for key, entry in frontier.items()
    ]
    return rows[: limits.FRAME_ITEMS_MAX]


def decode_frontier(value: Any, replica: Replica) -> dict[Key, Claim]:
    """A peer's claims by key; a position our shorter history does not have yet is left out.

    Raises:
        Malformed: a row of another shape.
    """
    by_order = {row.order: key for key, row in replica.state.items(KEYS)}
    claims: dict[Key, Claim] = {}
    for item in as_list(value):
        name, next_seq, prefix, forked = as_list(item, 4)
        if type(next_seq) is not int or next_seq < 0 or type(forked) is not int or forked not in (0, 1):
            raise Malformed("frontier: number")
        if type(prefix) is not bytes or len(prefix) != PREFIX_BYTES:
            raise Malformed("frontier: prefix")
        if type(name) is int:
            key = by_order.get(name)
            if key is None:
                continue
        elif type(name) is bytes and len(name) == 32:
            key = Key(name)
        else:
            raise Malformed("frontier: key")
        claims[key] = Claim(next_seq=next_seq, prefix=prefix, forked=bool(forked))
    return claims


def check_claims(claims: Mapping[Key, Claim], replica: Replica, salt: bytes) -> dict[Key, Claim]:
    """The claims, where a head is not what we have sealed at that number: as if nothing of that key was held.

    The peer holds the branch of a fork that lost; the seals it lacks cover the other one.

    Args:
        salt: ours, under which the peer made its prefixes.
    """
    checked: dict[Key, Claim] = {}
    for key, claim in claims.items():
        sealed = () if claim.forked else replica.store.get_sealed_ids(key, claim.next_seq - 1)
        agrees = not sealed or any(compute_prefix(salt, found) == claim.prefix for found in sealed)
        checked[key] = claim if agrees else replace(claim, next_seq=0)
    return checked


def lacks(claims: Mapping[Key, Claim], author: Key, seq: int) -> bool:
    """Whether a peer with these claims lacks an event of a chain it agrees with us on."""
    claim = claims.get(author)
    return claim is None or seq >= claim.next_seq


def iter_missing_pending(replica: Replica, claims: Mapping[Key, Claim], salt: bytes) -> Iterator[Event]:
    """Our live pending events that the peer lacks, in an order where links come first.

    Where the two disagree on a chain (a fork), the whole live branch we stored first goes, once.

    Args:
        salt: ours, under which the peer made its prefixes.
    """
    disputed: set[Key] = set()
    branches: set[EventId] = set()
    for key, entry in compute_frontier(replica).items():
        claim = claims.get(key)
        if claim is not None and _is_disputed(replica, key, entry, claim, salt):
            disputed.add(key)
            branches.update(_iter_first_branch(replica, key))
    for event in list(replica.dag.events.values()):
        if event.id in branches if event.author in disputed else lacks(claims, event.author, event.seq):
            yield event


def _is_disputed(replica: Replica, key: Key, entry: Entry, claim: Claim, salt: bytes) -> bool:
    if entry.forked or claim.forked:
        return True
    seq, tip = _start(replica, key)
    if not seq <= claim.next_seq <= entry.next_seq:
        # Ahead of us, the peer will see for itself; below our seals, history tells it.
        return False
    ours = tip if claim.next_seq == seq else replica.dag.get_live(key, claim.next_seq - 1)[0]
    return compute_prefix(salt, ours) != claim.prefix


def _iter_first_branch(replica: Replica, key: Key) -> Iterator[EventId]:
    seq, prev = _start(replica, key)
    if prev == ZERO_ID:
        first = replica.dag.get_live(key, 0)[0]
        yield first
        seq, prev = 1, first
    for event in replica.dag.follow(key, seq, prev):
        yield event.id
