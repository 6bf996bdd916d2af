# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing: RFC 8032's own vector, domains apart, and the odd keys and signatures that libsodium refuses."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey, VerifyKey

from ledger import signing
from ledger.signing import (
    SEED_BYTES,
    SIGNATURE_BYTES,
    Domain,
    Seed,
    public_key,
    sign,
    verify,
    verify_many,
)

SEED = bytes(range(32))
CONTENT = b"twelve kilowatt-hours"
ORDER = 2**252 + 27742317777372353535851937790883648493
"""L, the order of Ed25519's base point (RFC 8032 section 5.1)."""

SMALL_ORDER_KEYS = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
]
"""The points of order 1, 2, 4 and 8 (Chalkias, Garillot, Nikolaenko, 2020, table 1)."""

NON_CANONICAL_KEYS = [
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  # p, which is 0
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  # p + 1, which is 1
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "0100000000000000000000000000000000000000000000000000000000000080",  # minus zero
]


def test_public_key_of_rfc_8032_test_1() -> None:
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    expected = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert public_key(seed).hex() == expected


def test_the_message_signed_is_domain_zero_content() -> None:
    for domain in Domain:
        expected = SigningKey(SEED).sign(domain.value.encode() + b"\x00" + CONTENT).signature
        assert sign(SEED, domain, CONTENT) == expected
        assert len(expected) == SIGNATURE_BYTES


def test_domains_are_apart() -> None:
    prefixes = [domain.prefix for domain in Domain]
    assert len(set(prefixes)) == len(prefixes)
    for prefix in prefixes:
        assert prefix.startswith(b"voisinage/")
        assert prefix.count(b"\x00") == 1
        assert prefix.endswith(b"\x00")


def test_a_signature_holds_under_its_own_domain_only() -> None:
    public = public_key(SEED)
    for signed_as in Domain:
        signature = sign(SEED, signed_as, CONTENT)
        for shown_as in Domain:
            assert verify(public, shown_as, CONTENT, signature) is (shown_as is signed_as)


@given(seed=st.binary(min_size=32, max_size=32), content=st.binary(max_size=300))
def test_what_is_signed_verifies(seed: bytes, content: bytes) -> None:
    assert verify(public_key(seed), Domain.EVENT, content, sign(seed, Domain.EVENT, content))


@given(bit=st.integers(min_value=0, max_value=64 * 8 - 1))
def test_one_flipped_bit_of_a_signature_is_refused(bit: int) -> None:
    signature = bytearray(sign(SEED, Domain.EVENT, CONTENT))
    signature[bit // 8] ^= 1 << bit % 8
    assert not verify(public_key(SEED), Domain.EVENT, CONTENT, bytes(signature))


@pytest.mark.parametrize("length", [0, 1, 31, 33, 64])
def test_a_key_of_another_length_is_refused(length: int) -> None:
    signature = sign(SEED, Domain.EVENT, CONTENT)
    assert not verify((public_key(SEED) * 2)[:length], Domain.EVENT, CONTENT, signature)


@pytest.mark.parametrize("length", [0, 63, 65, 128])
def test_a_signature_of_another_length_is_refused(length: int) -> None:
    signature = (sign(SEED, Domain.EVENT, CONTENT) * 2)[:length]
    assert not verify(public_key(SEED), Domain.EVENT, CONTENT, signature)


def test_bytes_cannot_move_between_signature_and_content() -> None:
    signature = sign(SEED, Domain.EVENT, CONTENT)
    assert not verify(public_key(SEED), Domain.EVENT, CONTENT[1:], signature + CONTENT[:1])


@pytest.mark.parametrize("key", SMALL_ORDER_KEYS + NON_CANONICAL_KEYS)
def test_a_key_of_small_order_or_odd_form_signs_nothing(key: str) -> None:
    # With A of order one, R = A and S = 0 satisfy the bare equation for every message.
    for signature in (bytes.fromhex(key) + bytes(32), bytes([1]) + bytes(63), bytes(64)):
        for content in (b"", CONTENT, bytes(32)):
            assert not verify(bytes.fromhex(key), Domain.EVENT, content, signature)


@pytest.mark.parametrize("point", SMALL_ORDER_KEYS)
def test_a_signature_whose_r_has_small_order_is_refused(point: str) -> None:
    signature = bytes.fromhex(point) + sign(SEED, Domain.EVENT, CONTENT)[32:]
    assert not verify(public_key(SEED), Domain.EVENT, CONTENT, signature)


def test_a_malleated_signature_is_refused() -> None:
    signature = sign(SEED, Domain.EVENT, CONTENT)
    raised = int.from_bytes(signature[32:], "little") + ORDER
    assert not verify(public_key(SEED), Domain.EVENT, CONTENT, signature[:32] + raised.to_bytes(32, "little"))


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_seed_of_another_length_is_our_bug(length: int) -> None:
    with pytest.raises(Exception, match="seed"):
        sign(bytes(length), Domain.EVENT, CONTENT)


def mixed_items() -> list[tuple[bytes, Domain, bytes, bytes]]:
    items: list[tuple[bytes, Domain, bytes, bytes]] = []
    for index in range(40):
        seed = bytes([index]) * 32
        content = index.to_bytes(32, "big")
        signature = sign(seed, Domain.VOTE, content)
        items.append((public_key(seed), Domain.VOTE, content, signature))
        items.append((public_key(seed), Domain.EVENT, content, signature))
        items.append((public_key(seed)[:-1], Domain.VOTE, content, signature))
        items.append((public_key(seed), Domain.VOTE, content, signature[:-1]))
    return items


def test_verify_many_answers_as_verify_and_as_pynacl() -> None:
    items = mixed_items()
    answers = verify_many(items)
    assert answers == [verify(*item) for item in items]
    assert answers == [True, False, False, False] * 40
    assert verify_many([]) == []
    for public, domain, content, signature in items[::4]:
        VerifyKey(public).verify(domain.prefix + content, signature)


def test_verify_many_from_several_threads() -> None:
    items = mixed_items()
    with ThreadPoolExecutor(max_workers=4) as pool:
        parts = list(pool.map(verify_many, [items[start::4] for start in range(4)]))
    assert parts == [[True] * 40, [False] * 40, [False] * 40, [False] * 40]


@given(st.binary(min_size=SEED_BYTES, max_size=SEED_BYTES), st.binary(max_size=64))
def test_a_seed_that_signs_often_signs_the_same(seed: bytes, content: bytes) -> None:
    kept = Seed(seed)
    assert kept == seed
    for _ in range(2):
        assert public_key(kept) == public_key(seed)
        assert sign(kept, Domain.EVENT, content) == sign(seed, Domain.EVENT, content)


def test_a_seed_that_signs_often_is_derived_from_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    derive = signing._seed_keypair

    def count(seed: bytes) -> tuple[bytes, bytes]:
        asked.append(seed)
        return derive(seed)

    monkeypatch.setattr(signing, "_seed_keypair", count)
    seed = Seed(bytes(SEED_BYTES))
    signed = {sign(seed, Domain.EVENT, b"x") for _ in range(3)}
    assert verify(public_key(seed), Domain.EVENT, b"x", signed.pop())
    assert asked == [bytes(SEED_BYTES)]
