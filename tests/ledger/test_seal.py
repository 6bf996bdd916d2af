# SPDX-License-Identifier: AGPL-3.0-or-later
"""Seals followed without executing. Shapes, quorums and forged votes are in tests/vectors/seals.json."""

from __future__ import annotations

import pytest

from ledger.encoding import encode
from ledger.errors import BadSeal, Malformed
from ledger.seal import (
    Certificate,
    Seal,
    compute_fault_tolerance,
    compute_quorum,
    compute_witnesses_digest,
    decode_certificate,
    decode_seal,
    encode_certificate,
    is_checkpoint,
    light_verify,
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


def chain(count: int) -> list[tuple[Seal, Certificate]]:
    links: list[tuple[Seal, Certificate]] = []
    previous: bytes = COMMUNE
    for height in range(1, count + 1):
        links.append(link(height, previous))
        previous = links[-1][0].id
    return links


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


def test_a_chain_is_followed_to_its_end():
    links = chain(5)
    assert light_verify(links, WITNESSES, COMMUNE, (0, COMMUNE)) == (5, links[-1][0].id)
    assert light_verify(links[3:], WITNESSES, COMMUNE, (3, links[2][0].id)) == (5, links[-1][0].id)
    assert light_verify([], WITNESSES, COMMUNE, (3, b"x")) == (3, b"x")


def test_a_gap_a_swap_or_another_beginning_is_no_chain():
    links = chain(4)
    for broken, start in (
        (links[1:], (0, COMMUNE)),
        ([links[0], links[2]], (0, COMMUNE)),
        ([links[1], links[0]], (0, COMMUNE)),
        (links, (0, bytes(32))),
        (links, (1, COMMUNE)),
    ):
        with pytest.raises(BadSeal, match="not a chain"):
            light_verify(broken, WITNESSES, COMMUNE, start)


def test_each_link_needs_its_own_quorum():
    links = chain(3)
    links[1] = (links[1][0], links[2][1])
    with pytest.raises(BadSeal, match="signature"):
        light_verify(links, WITNESSES, COMMUNE, (0, COMMUNE))


def test_another_list_of_witnesses_is_not_followed_blindly():
    links = [*chain(1)]
    links.append(link(2, links[0][0].id, witnesses_digest=bytes(32)))
    with pytest.raises(BadSeal, match="list of witnesses changed"):
        light_verify(links, WITNESSES, COMMUNE, (0, COMMUNE))


def test_a_changed_list_is_followed_when_it_is_given():
    later, seeds = witnesses_of(7)
    first = link(1, COMMUNE, witnesses_digest=compute_witnesses_digest(later))
    second = seal_of(COMMUNE, later, height=2, previous=first[0].id)
    links = [first, (second, decode_certificate(certify(second, COMMUNE, seeds, (0, 1, 2, 4, 6))))]
    assert light_verify(links, WITNESSES, COMMUNE, (0, COMMUNE), [later]) == (2, second.id)
    for wrong in ([], [WITNESSES], [later[:4]]):
        with pytest.raises(BadSeal, match="list of witnesses changed"):
            light_verify(links, WITNESSES, COMMUNE, (0, COMMUNE), wrong)
    with pytest.raises(BadSeal, match="no quorum"):
        light_verify([first, link(2, first[0].id)], WITNESSES, COMMUNE, (0, COMMUNE), [later])


def test_round_trips():
    seal, certificate = link(1, COMMUNE)
    assert decode_seal(seal.encoded, COMMUNE) == seal
    assert decode_seal(seal.encoded, EventId(bytes(32))).id != seal.id
    assert decode_certificate(encode_certificate(certificate)) == certificate


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
