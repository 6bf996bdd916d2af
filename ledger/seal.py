# SPDX-License-Identifier: AGPL-3.0-or-later
"""Seals and certificates: how the witnesses fix a cut, and how anyone checks one.

    seal 0 = the charter ── seal 1 ── seal 2 ── …        each names the one before, its cut and the results of
                                                         the one before it; a certificate is a quorum of votes

Not here: when to seal and what a cut may hold (`dag`, `replica`), how several witnesses agree (`consensus`),
nor following a chain without its events (`light`).
The law: a seal's id depends on its bytes and the commune alone; its certificate is part of no digest.
Source: docs/protocol.md section 4.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from ledger import limits
from ledger.encoding import as_list, decode, encode
from ledger.errors import BadSeal, Malformed
from ledger.hashing import hash_seal, hash_witnesses
from ledger.signing import Domain, sign, verify
from ledger.state import Witness
from ledger.units import EventId

VERSION: Final = 1
PREVOTE: Final = "prevote"
PRECOMMIT: Final = "precommit"
SMALL_MAX: Final = 3
"""Up to so many witnesses, nobody outvotes who forgot, or whose clock is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """One decided cut."""

    id: bytes
    encoded: bytes
    epoch: int
    height: int
    previous: bytes
    time_ms: int
    heads: tuple[EventId, ...]
    order_root: bytes
    results_root: bytes
    """Of the results of height − 1."""
    total: int
    """Events sealed up to and with this cut, the charter included."""
    witnesses_digest: bytes
    """Of the list of height + 1."""
    state_digest: bytes
    """Of the state after height − 1, on checkpoint heights; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A quorum of precommits for one seal."""

    round: int
    signatures: tuple[tuple[int, bytes], ...]
    """(index of the witness, signature), ascending."""


def compute_fault_tolerance(witnesses: int) -> int:
    """How many lying or missing witnesses n can bear: ⌊(n − 1) / 3⌋."""
    return (witnesses - 1) // 3


def compute_quorum(witnesses: int) -> int:
    """1 of 1, 3 of 4, 5 of 7, 7 of 10, 21 of 31."""
    return witnesses - compute_fault_tolerance(witnesses)


def is_checkpoint(height: int) -> bool:
    return height % limits.CHECKPOINT_INTERVAL == 0


def list_witnesses(witnesses: Iterable[Witness]) -> list[list[bytes]]:
    """A list as it is encoded; `witness_rows` reads it."""
    return [[witness.account, witness.node] for witness in witnesses]


def compute_witnesses_digest(witnesses: Sequence[Witness]) -> bytes:
    """Digest of a list of witnesses in the order of their node keys."""
    return hash_witnesses(encode(list_witnesses(witnesses)))


def make_seal(
    commune: EventId,
    *,
    epoch: int,
    height: int,
    previous: bytes,
    time_ms: int,
    heads: Sequence[EventId],
    order_root: bytes,
    results_root: bytes,
    total: int,
    witnesses_digest: bytes,
    state_digest: bytes,
) -> Seal:
    """A seal from its fields; nobody has voted for it yet."""
    encoded = encode(
        [
            VERSION, epoch, height, previous, time_ms, list(heads), order_root, results_root, total,
            witnesses_digest, state_digest,
        ]
    )  # fmt: skip
    return decode_seal(encoded, commune)


def decode_seal(data: bytes, commune: EventId) -> Seal:
    """A seal from a peer, checked for shape alone.

    Raises:
        Malformed: size, encoding or a field.
    """
    fields = as_list(
        decode(data, size_max=limits.SEAL_FRAME_BYTES_MAX, items_max=limits.SEAL_HEADS_MAX, depth_max=2), 11
    )
    numbers = [fields[index] for index in (0, 1, 2, 4, 8)]
    if any(type(number) is not int or number < 0 for number in numbers) or fields[0] != VERSION:
        raise Malformed("seal: numbers")
    heads = as_list(fields[5])
    hashes = [fields[index] for index in (3, 6, 7, 9)]
    if any(type(item) is not bytes or len(item) != 32 for item in (*hashes, *heads)):
        raise Malformed("seal: hashes")
    if any(earlier >= later for earlier, later in itertools.pairwise(heads)):
        raise Malformed("seal: heads not ascending")
    if type(fields[10]) is not bytes or len(fields[10]) not in (0, 32):
        raise Malformed("seal: state digest")
    return Seal(
        id=hash_seal(commune, data),
        encoded=data,
        epoch=fields[1],
        height=fields[2],
        previous=fields[3],
        time_ms=fields[4],
        heads=tuple(EventId(head) for head in heads),
        order_root=fields[6],
        results_root=fields[7],
        total=fields[8],
        witnesses_digest=fields[9],
        state_digest=fields[10],
    )


def encode_certificate(certificate: Certificate) -> bytes:
    return encode([certificate.round, [[index, signature] for index, signature in certificate.signatures]])


def decode_certificate(data: bytes) -> Certificate:
    """A certificate from a peer, checked for shape alone.

    Raises:
        Malformed: size, encoding, an index that is not ascending or beyond 30.
    """
    round_number, entries = as_list(
        decode(data, size_max=limits.CERTIFICATE_BYTES_MAX, items_max=limits.WITNESSES_MAX, depth_max=3), 2
    )
    if type(round_number) is not int or round_number < 0:
        raise Malformed("certificate: round")
    signatures: list[tuple[int, bytes]] = []
    for entry in as_list(entries):
        index, signature = as_list(entry, 2)
        if type(index) is not int or not 0 <= index < limits.WITNESSES_MAX:
            raise Malformed("certificate: index")
        if type(signature) is not bytes or len(signature) != 64:
            raise Malformed("certificate: signature")
        if signatures and index <= signatures[-1][0]:
            raise Malformed("certificate: indices not ascending")
        signatures.append((index, signature))
    return Certificate(round=round_number, signatures=tuple(signatures))


def vote_content(
    commune: EventId, *, epoch: int, height: int, round_number: int, step: str, seal_id: bytes
) -> bytes:
    """What a witness signs; an empty seal id is a vote for nothing."""
    return encode([commune, epoch, height, round_number, step, seal_id])


def sign_vote(node_seed: bytes, content: bytes) -> bytes:
    return sign(node_seed, Domain.VOTE, content)


def check_certificate(
    seal: Seal, certificate: Certificate, witnesses: Sequence[Witness], commune: EventId
) -> None:
    """Check that a quorum of these witnesses precommitted this seal.

    Raises:
        BadSeal: too few signatures, an unknown witness, or one signature that does not verify.
    """
    _check_votes(seal, certificate, tuple(witnesses), commune)


@lru_cache(maxsize=8)
def _check_votes(
    seal: Seal, certificate: Certificate, witnesses: tuple[Witness, ...], commune: EventId
) -> None:
    """What held once holds: a seal is judged before its time is waited for, and again when it is executed."""
    if len(certificate.signatures) < compute_quorum(len(witnesses)):
        raise BadSeal("certificate: no quorum")
    content = vote_content(
        commune,
        epoch=seal.epoch,
        height=seal.height,
        round_number=certificate.round,
        step=PRECOMMIT,
        seal_id=seal.id,
    )
    for index, signature in certificate.signatures:
        if index >= len(witnesses):
            raise BadSeal("certificate: unknown witness")
        if not verify(witnesses[index].node, Domain.VOTE, content, signature):
            raise BadSeal("certificate: signature")


def witness_rows(value: Any) -> tuple[Witness, ...]:
    """A list of witnesses from a peer: [[account, node] …] ascending by node key.

    Raises:
        Malformed: the shape or the order.
    """
    rows: list[Witness] = []
    for entry in as_list(value):
        account, node = as_list(entry, 2)
        if any(type(item) is not bytes or len(item) != 32 for item in (account, node)):
            raise Malformed("witnesses")
        if rows and node <= rows[-1].node:
            raise Malformed("witnesses: not ascending")
        rows.append(Witness(account, node))
    return tuple(rows)
