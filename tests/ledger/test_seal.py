# SPDX-License-Identifier: AGPL-3.0-or-later
"""Seals and certificates. Shapes, quorums and forged votes are in tests/vectors/seals.json."""

from __future__ import annotations

import pytest

from ledger.encoding import encode
from ledger.errors import BadSeal, Malformed
from ledger.seal import (
    Certificate,
    Seal,
    check_certificate,
    compute_fault_tolerance,
    compute_quorum,
    decode_certificate,
    decode_seal,
    encode_certificate,
    is_checkpoint,
    witness_rows,
)
from ledger.units import EventId
from tests.helpers.builders import seed_of
from tests.vectors.seals import certify, seal_of, witnesses_of

COMMUNE = EventId(seed_of("commune"))
WITNESSES, SEEDS = witnesses_of(4)


def link(height: int, previous: bytes, **changes: object) -> tuple[Seal, Certificate]:
    seal = seal_of(COMMUNE, WITNESSES, height=height, previous=previous, **changes)
    return seal, decode_certificate(certify(seal, COMMUNE, SEEDS, (0, 2, 3)))


def test_the_table_of_quorums():
    sizes = (1, 4, 7, 10, 13, 31)
    assert [compute_quorum(n) for n in sizes] == [1, 3, 5, 7, 9, 21]
    assert [compute_fault_tolerance(n) for n in sizes] == [0, 1, 2, 3, 4, 10]
    for n in range(1, 32):
        # Two quorums share more witnesses than may lie; the honest alone are a quorum.
        f = compute_fault_tolerance(n)
        assert 2 * compute_quorum(n) - n > f
        assert n - f >= compute_quorum(n)


def test_checkpoints_are_every_64_heights():
    assert [height for height in range(1, 200) if is_checkpoint(height)] == [64, 128, 192]


def test_round_trips():
    seal, certificate = link(1, COMMUNE)
    assert decode_seal(seal.encoded, COMMUNE) == seal
    assert decode_seal(seal.encoded, EventId(bytes(32))).id != seal.id
    assert decode_certificate(encode_certificate(certificate)) == certificate


def test_what_held_once_says_nothing_of_another():
    seal, certificate = link(1, COMMUNE)
    check_certificate(seal, certificate, WITNESSES, COMMUNE)
    check_certificate(seal, certificate, list(WITNESSES), COMMUNE)
    (first, signature), *rest = certificate.signatures
    forged = Certificate(round=0, signatures=((first, bytes(64)), *rest))
    later = Certificate(round=certificate.round + 1, signatures=certificate.signatures)
    other, _ = link(2, COMMUNE)
    assert signature != bytes(64)
    for _ in range(2):
        for args in (
            (seal, forged, WITNESSES, COMMUNE),
            (seal, later, WITNESSES, COMMUNE),
            (other, certificate, WITNESSES, COMMUNE),
            (seal, certificate, WITNESSES[1:], COMMUNE),
            (seal, certificate, WITNESSES, EventId(bytes(32))),
        ):
            with pytest.raises(BadSeal):
                check_certificate(*args)
        check_certificate(seal, certificate, WITNESSES, COMMUNE)


def test_a_list_of_witnesses_from_a_peer():
    rows = [[row.account, row.node] for row in WITNESSES]

    def read(value: object) -> object:
        from ledger.encoding import decode

        return witness_rows(decode(encode(value), size_max=10_000))

    assert read(rows) == WITNESSES
    assert read([]) == ()
    for bad in (
        rows[::-1],
        [rows[0], rows[0]],
        [rows[0][:1]],
        [[b"", rows[0][1]]],
        [[rows[0][0], "x" * 32]],
        {},
    ):
        with pytest.raises(Malformed):
            read(bad)
