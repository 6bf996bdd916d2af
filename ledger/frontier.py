# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a copy holds, said in O(keys): for each key the next number and its head; and what another copy lacks.

Every key's events form a chain, so "next seq" says everything a set sketch would, whatever the history's
length. A frontier is a claim of a peer, never evidence.  Source: docs/protocol.md section 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ledger.encoding import as_list
from ledger.errors import Malformed
from ledger.event import JOIN, Event
from ledger.hashing import hash_frontier
from ledger.replica import Replica
from ledger.state import KEYS, KeyRow
from ledger.units import EventId, Key

PREFIX_BYTES: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """How far one key's chain is held."""

    order: int
    """Position of the key's introduction in the sealed order; −1 while that is pending."""
    next_seq: int
    head: EventId
    forked: bool
    """Two live events of one number are held; `head` is then the sealed tip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a peer says of one key."""

    next_seq: int
    prefix: bytes
    """4 bytes of the salted hash of its head."""
    forked: bool


def compute_frontier(replica: Replica) -> dict[Key, Entry]:
    """The entry of every key this copy knows, pending introductions included, ascending by key."""
    frontier: dict[Key, Entry] = {}
    if not replica.is_founded:
        return frontier
    rows: dict[Key, KeyRow | None] = dict(replica.state.items(KEYS))
    for key in replica.dag.introductions:
        rows.setdefault(key, None)
    for key in sorted(rows):
        frontier[key] = _entry(replica, key, rows[key])
    return frontier


def _entry(replica: Replica, key: Key, row: KeyRow | None) -> Entry:
    if row is not None:
        order, seq, tip = row.order, row.tip_seq + 1, row.tip_id
    else:
        introduction = replica.dag.introductions[key]
        order, seq, tip = -1, (1 if introduction.kind == JOIN else 0), introduction.id
    first, head = seq, tip
    while (found := replica.dag.slots.get((key, seq))) is not None:
        live = [event_id for event_id in found if event_id in replica.dag.events]
        if len(live) > 1:
            return Entry(order=order, next_seq=first, head=tip, forked=True)
        if not live:
            break
        head, seq = live[0], seq + 1
    return Entry(order=order, next_seq=seq, head=head, forked=False)


def compute_digest(frontier: Mapping[Key, Entry]) -> bytes:
    """Equal digests: equal sets of live events. A forked key gives its sealed tip and a mark."""
    parts: list[bytes] = []
    for key in sorted(frontier):
        entry = frontier[key]
        mark = b"forked" if entry.forked else entry.next_seq.to_bytes(8, "big")
        parts += [key, mark, entry.head]
    return hash_frontier(b"".join(parts))


def compute_prefix(salt: bytes, head: bytes) -> bytes:
    """Salted by the receiver's session salt, so that nobody can grind two forks that look equal."""
    return hash_frontier(salt + head)[:PREFIX_BYTES]


def encode_frontier(frontier: Mapping[Key, Entry], salt: bytes) -> list[Any]:
    """[[order or key, next seq, prefix, forked] …] for the wire."""
    return [
        [
            entry.order if entry.order >= 0 else key,
            entry.next_seq,
            compute_prefix(salt, entry.head),
            int(entry.forked),
        ]
        for key, entry in frontier.items()
    ]


def decode_frontier(value: Any, replica: Replica) -> dict[Key, Claim]:
    """A peer's claims by key; a position our shorter history does not have yet is left out.

    Raises:
        Malformed: a row of another shape.
    """
    by_order = {row.order: key for key, row in replica.state.items(KEYS)}
    claims: dict[Key, Claim] = {}
    for item in as_list(value):
        name, next_seq, prefix, forked = as_list(item, 4)
        if type(next_seq) is not int or next_seq < 0 or type(prefix) is not bytes or forked not in (0, 1):
            raise Malformed("frontier")
        if type(name) is int:
            key = by_order.get(name)
            if key is None:
                continue
        elif type(name) is bytes and len(name) == 32:
            key = Key(name)
        else:
            raise Malformed("frontier")
        claims[key] = Claim(next_seq=next_seq, prefix=prefix, forked=bool(forked))
    return claims


def lacks(claims: Mapping[Key, Claim], event: Event) -> bool:
    """Whether a peer with these claims lacks an event of a chain it agrees with us on."""
    claim = claims.get(event.author)
    return claim is None or event.seq >= claim.next_seq


def iter_missing_pending(
    replica: Replica, claims: Mapping[Key, Claim], frontier: Mapping[Key, Entry], salt: bytes
) -> Iterator[Event]:
    """Our live pending events that the peer lacks, in an order where links come first.

    Where the two disagree on a chain (a fork), the whole live branch we stored first goes, once.
    """
    disputed = set(_iter_disputed(replica, claims, frontier, salt))
    for event in list(replica.dag.events.values()):
        if event.author in disputed:
            first = replica.dag.slots[event.author, event.seq][0]
            if event.id == first:
                yield event
        elif lacks(claims, event):
            yield event


def _iter_disputed(
    replica: Replica, claims: Mapping[Key, Claim], frontier: Mapping[Key, Entry], salt: bytes
) -> Iterator[Key]:
    for key, entry in frontier.items():
        claim = claims.get(key)
        if claim is None:
            continue
        if entry.forked or claim.forked:
            yield key
            continue
        row = replica.state.get(KEYS, key)
        if claim.next_seq > entry.next_seq:
            continue
        mine: Iterable[EventId] = replica.dag.slots.get((key, claim.next_seq - 1), ())
        ours = entry.head if claim.next_seq == entry.next_seq else next(iter(mine), None)
        if ours is None and row is not None and claim.next_seq == row.tip_seq + 1:
            ours = row.tip_id
        if ours is not None and compute_prefix(salt, ours) != claim.prefix:
            yield key
