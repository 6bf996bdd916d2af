# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hashing: every purpose apart, golden values, and Merkle trees against the RFC's own recursion."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import crypto_generichash_blake2b_salt_personal as libsodium_blake2b

from ledger import hashing

COMMUNE = bytes(range(32))
SEAL = bytes(range(32, 64))
ACCOUNT = bytes(range(64, 96))


def by_libsodium(purpose: str, data: bytes) -> bytes:
    person = hashing.PERSONS[purpose].ljust(16, b"\0")
    return libsodium_blake2b(data, digest_size=32, person=person)


def test_no_two_purposes_share_a_person() -> None:
    persons = list(hashing.PERSONS.values())
    assert len(set(persons)) == len(persons)
    assert all(person.startswith(b"vsng-") and len(person) <= 16 for person in persons)


@pytest.mark.parametrize(
    ("computed", "purpose", "data"),
    [
        (hashing.hash_event(COMMUNE, b"payload"), "event", COMMUNE + b"payload"),
        (hashing.hash_seal(COMMUNE, b"seal"), "seal", COMMUNE + b"seal"),
        (hashing.hash_state(b"chunk"), "state", b"chunk"),
        (hashing.hash_postings(b"postings"), "postings", b"postings"),
        (hashing.hash_witnesses(b"list"), "witnesses", b"list"),
        (hashing.hash_blob(COMMUNE, b"blob"), "blob", COMMUNE + b"blob"),
        (hashing.hash_task(SEAL, b"ballot", 258), "task", SEAL + b"ballot" + bytes(6) + b"\x01\x02"),
        (hashing.hash_draw(SEAL, ACCOUNT), "draw", SEAL + ACCOUNT),
        (hashing.hash_frontier(b"frontier"), "frontier", b"frontier"),
        (hashing.hash_message(b"message"), "message", b"message"),
        (hashing.hash_topic(COMMUNE), "topic", COMMUNE),
        (hashing.hash_leaf(b"data"), "leaf", b"data"),
        (hashing.hash_node(SEAL, ACCOUNT), "node", SEAL + ACCOUNT),
    ],
)
def test_each_hash_is_blake2b_256_with_its_person(computed: bytes, purpose: str, data: bytes) -> None:
    assert computed == by_libsodium(purpose, data)
    assert len(computed) == hashing.HASH_BYTES


def test_every_purpose_gives_another_hash_of_the_same_bytes() -> None:
    assert len({by_libsodium(purpose, b"same") for purpose in hashing.PERSONS}) == len(hashing.PERSONS)


def test_a_task_counter_beyond_eight_bytes_is_refused() -> None:
    with pytest.raises(OverflowError):
        hashing.hash_task(SEAL, b"ballot", 1 << 64)
    with pytest.raises(OverflowError):
        hashing.hash_task(SEAL, b"ballot", -1)


def rfc6962_root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962 section 2.1, as written there."""
    if len(leaves) == 1:
        return hashing.hash_leaf(leaves[0])
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashing.hash_node(rfc6962_root(leaves[:split]), rfc6962_root(leaves[split:]))


def test_the_root_of_nothing_is_the_leaf_of_nothing() -> None:
    assert hashing.merkle_root([]) == hashing.hash_leaf(b"")


@pytest.mark.parametrize("size", [*range(1, 34), 100, 257])
def test_the_root_has_the_shape_of_rfc_6962(size: int) -> None:
    leaves = [index.to_bytes(2, "big") for index in range(size)]
    assert hashing.merkle_root(leaves) == rfc6962_root(leaves)


@pytest.mark.parametrize("size", [*range(1, 34), 100])
def test_every_leaf_leads_to_the_root_by_its_own_path_alone(size: int) -> None:
    leaves = [index.to_bytes(2, "big") for index in range(size)]
    root = hashing.merkle_root(leaves)
    paths = [hashing.merkle_path(leaves, index) for index in range(size)]
    assert len(set(paths)) == size
    for index, leaf in enumerate(leaves):
        assert len(paths[index]) <= (size - 1).bit_length()
        assert hashing.fold_merkle_path(leaf, paths[index]) == root
        assert hashing.fold_merkle_path(leaf + b"x", paths[index]) != root
        for other in range(size):
            if other != index:
                assert hashing.fold_merkle_path(leaf, paths[other]) != root


@pytest.mark.parametrize("index", [-1, 3, 4])
def test_no_path_of_a_leaf_that_does_not_exist(index: int) -> None:
    with pytest.raises(IndexError):
        hashing.merkle_path([b"a", b"b", b"c"], index)


@given(
    leaves=st.lists(st.binary(max_size=40), min_size=1, max_size=40),
    chosen=st.integers(min_value=0),
    flip=st.integers(min_value=0),
)
def test_a_damaged_path_leads_elsewhere(leaves: list[bytes], chosen: int, flip: int) -> None:
    index = chosen % len(leaves)
    root = hashing.merkle_root(leaves)
    path = list(hashing.merkle_path(leaves, index))
    assert hashing.fold_merkle_path(leaves[index], path) == root
    assert hashing.fold_merkle_path(leaves[index], [*path, (False, bytes(32))]) != root
    if path:
        assert hashing.fold_merkle_path(leaves[index], path[:-1]) != root
        place = flip % len(path)
        is_left, sibling = path[place]
        damaged = bytearray(sibling)
        damaged[flip % 32] ^= 1
        assert (
            hashing.fold_merkle_path(
                leaves[index], [*path[:place], (is_left, bytes(damaged)), *path[place + 1 :]]
            )
            != root
        )


def test_an_inner_node_cannot_be_shown_as_a_leaf() -> None:
    leaves = [b"a", b"b", b"c", b"d"]
    root = hashing.merkle_root(leaves)
    left = hashing.hash_leaf(b"a") + hashing.hash_leaf(b"b")
    right = hashing.hash_node(hashing.hash_leaf(b"c"), hashing.hash_leaf(b"d"))
    assert hashing.fold_merkle_path(left, [(False, right)]) != root
