# SPDX-License-Identifier: AGPL-3.0-or-later
"""BLAKE2b-256 with one personalisation a purpose, and Merkle trees over it.

Every hash of the protocol is one of the functions below; no two purposes share a `person`, so bytes
hashed for one can never stand for another. It is not a general hashing helper: a new purpose is a new
function and a new row of `PERSONS`.

Law: nothing outside this file calls a hash function for what two nodes must agree on.

A field of variable length is always the last one hashed, or is followed by fields of fixed length
only, so that two different inputs never give the same bytes to hash.

Source: protocol.md sections 2, 4, 5, 7, 9; RFC 7693 (BLAKE2); RFC 6962 section 2.1 (tree shape).
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

HASH_BYTES: Final = 32
COUNTER_BYTES: Final = 8

PERSONS: Final[dict[str, bytes]] = {
    "event": b"vsng-event",
    "seal": b"vsng-seal",
    "state": b"vsng-state",
    "leaf": b"vsng-leaf",
    "node": b"vsng-node",
    "blob": b"vsng-blob",
    "task": b"vsng-task",
    "draw": b"vsng-draw",
    "postings": b"vsng-postings",
    "witnesses": b"vsng-witnesses",
    "frontier": b"vsng-frontier",
    "message": b"vsng-message",
    "topic": b"vsng-topic",
    "turn": b"vsng-turn",
    "recovery": b"vsng-recovery",
}
"""Purpose → `person` of BLAKE2b (at most 16 bytes)."""

_BEGUN: Final = {name: blake2b(digest_size=HASH_BYTES, person=person) for name, person in PERSONS.items()}
"""A hash of each purpose that has read nothing: a copy of it costs less than another one made."""
_begin_event: Final = _BEGUN["event"].copy
_begin_leaf: Final = _BEGUN["leaf"].copy
_begin_node: Final = _BEGUN["node"].copy
_begin_draw: Final = _BEGUN["draw"].copy
_begin_postings: Final = _BEGUN["postings"].copy


def _hash(person: bytes, data: bytes) -> bytes:
    return blake2b(data, digest_size=HASH_BYTES, person=person).digest()


def hash_event(commune: bytes, payload: bytes) -> bytes:
    """Id of the event whose canonical payload this is; `commune` is 32 zero bytes for the charter itself."""
    begun = _begin_event()
    begun.update(commune + payload)
    return begun.digest()


def hash_seal(commune: bytes, seal: bytes) -> bytes:
    """Id of the seal whose canonical bytes these are."""
    return _hash(PERSONS["seal"], commune + seal)


def hash_state(chunk: bytes) -> bytes:
    """Hash of one chunk (≤ 256 KiB) of a serialised state; the state digest is the Merkle root of these."""
    return _hash(PERSONS["state"], chunk)


def hash_postings(postings: bytes) -> bytes:
    """Hash of the canonical bytes of one event's postings, as it stands in a result."""
    begun = _begin_postings()
    begun.update(postings)
    return begun.digest()


def hash_witnesses(witnesses: bytes) -> bytes:
    """The witnesses digest of a seal: hash of the canonical list of the next height."""
    return _hash(PERSONS["witnesses"], witnesses)


def hash_blob(commune: bytes, blob: bytes) -> bytes:
    """Address of an erasable blob, given as stored: 16 random bytes, then the content."""
    return _hash(PERSONS["blob"], commune + blob)


def hash_task(event: bytes, label: bytes, counter: int) -> bytes:
    """Id of the due task number `counter` (0 … 2^64 − 1) that `event` (32 bytes) armed under `label`."""
    return _hash(PERSONS["task"], event + label + counter.to_bytes(COUNTER_BYTES, "big"))


def hash_draw(previous_seal: bytes, account: bytes) -> bytes:
    """The rank of an account in the cut that follows `previous_seal`: a fresh draw at each seal."""
    begun = _begin_draw()
    begun.update(previous_seal + account)
    return begun.digest()


def hash_frontier(frontier: bytes) -> bytes:
    """Digest of a canonical frontier: equal digests, equal sets of events."""
    return _hash(PERSONS["frontier"], frontier)


def hash_message(message: bytes) -> bytes:
    """Id of a gossip message."""
    return _hash(PERSONS["message"], message)


def hash_topic(commune: bytes) -> bytes:
    """What names a commune's gossip topic and local announcements without telling its id."""
    return _hash(PERSONS["topic"], commune)


def hash_turn(period_ms: int, meter: bytes) -> bytes:
    """The rank of a producer's meter (32 bytes) in the settlement of a period: another one each day."""
    return _hash(PERSONS["turn"], period_ms.to_bytes(COUNTER_BYTES, "big") + meter)


def hash_recovery(statement: bytes) -> bytes:
    """Id of a recovery: hash of the canonical statement, whoever signed it."""
    return _hash(PERSONS["recovery"], statement)


def hash_leaf(data: bytes) -> bytes:
    """A Merkle leaf; its own `person` keeps it apart from inner nodes (RFC 6962 uses a 0x00 byte)."""
    begun = _begin_leaf()
    begun.update(data)
    return begun.digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """An inner Merkle node over two 32-byte hashes."""
    begun = _begin_node()
    begun.update(left + right)
    return begun.digest()


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """Root over leaf *data*, of RFC 6962 shape; of nothing, the leaf of nothing (protocol.md section 4).

    RFC 6962 splits n leaves at the largest power of two below n. Pairing each level from the left and
    carrying a last odd node up unchanged builds that same tree, without recursion. O(n).
    """
    if not leaves:
        return hash_leaf(b"")
    level = [hash_leaf(data) for data in leaves]
    while len(level) > 1:
        level = _next_level(level)
    return level[0]


def merkle_path(leaves: Sequence[bytes], index: int) -> tuple[tuple[bool, bytes], ...]:
    """(the sibling stands left, sibling hash) from leaf `index` (0 … n − 1) up to the root.

    At most ⌈log2 n⌉ of them. Unlike (index, size, siblings) it has one form: each of its bits is under
    the root.

    Raises:
        IndexError: there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} among {len(leaves)}")
    level = [hash_leaf(data) for data in leaves]
    path: list[tuple[bool, bytes]] = []
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):  # else carried up unchanged
            path.append((bool(index & 1), level[sibling]))
        level = _next_level(level)
        index >>= 1
    return tuple(path)


def fold_merkle_path(leaf: bytes, path: Sequence[tuple[bool, bytes]]) -> bytes:
    """The root that a leaf's data and its path lead to. Args: path: hashes of 32 bytes."""
    node = hash_leaf(leaf)
    for is_left, sibling in path:
        node = hash_node(sibling, node) if is_left else hash_node(node, sibling)
    return node


def _next_level(level: list[bytes]) -> list[bytes]:
    above = [hash_node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
    if len(level) % 2:
        above.append(level[-1])
    return above
