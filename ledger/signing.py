# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ed25519 signatures by libsodium, each over a domain, a zero byte, then the content.

Two verifiers that accept different odd signatures would split a commune, so libsodium (in PyNaCl's wheel)
is the only one: it refuses S ≥ L, keys and R of small order, and keys in non-canonical form. This file
knows nothing of events or votes, holds no key, and draws no random number.

Law: whatever is signed in Voisinage is signed under one row of `Domain`; no two sorts of statement share
a row, so a signature made for one can never be shown as another. No domain is a prefix of another
followed by a zero byte, since none holds one.

Source: protocol.md section 2; RFC 8032; https://doc.libsodium.org/public-key_cryptography/public-key_signatures
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import cached_property
from typing import Final

from nacl.bindings import crypto_sign as _sign
from nacl.bindings import crypto_sign_open as _open
from nacl.bindings import crypto_sign_seed_keypair as _seed_keypair
from nacl.exceptions import BadSignatureError

SEED_BYTES: Final = 32
PUBLIC_KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64


class Domain(Enum):
    """What a signature is about: every signed thing of the protocol has its own row."""

    EVENT = "voisinage/event/1"  # an event's author, over its id
    KEY = "voisinage/key/1"  # a key that an account adds, over what introduces it
    JOIN = "voisinage/join/1"  # an invitation key, over the newcomer's keys
    NODE = "voisinage/node/1"  # a node key, over the account it serves
    VOTE = "voisinage/vote/1"  # a witness's node key, over a prevote or precommit
    PROPOSAL = "voisinage/proposal/1"  # a witness's node key, over a proposed seal
    BOOT = "voisinage/boot/1"  # a witness's node key, over the count of its starts
    RETURN = "voisinage/return/1"  # a member back with a new computer, over the session
    READING = "voisinage/reading/1"  # a meter's device key, over one span of its index
    READY = "voisinage/ready/1"  # a node key ready to be a witness
    RECOVERY = "voisinage/recovery/1"  # an account's key, over a new epoch and its list of witnesses

    prefix: bytes
    """The domain string and the zero byte that ends it."""

    def __init__(self, text: str) -> None:
        self.prefix = text.encode("ascii") + b"\x00"


class Seed(bytes):
    """A seed that signs often: what is derived from it is kept as long as itself, and no longer."""

    @cached_property
    def pair(self) -> tuple[bytes, bytes]:
        """(public key, what libsodium signs with); deriving them takes as long as a signature."""
        return _seed_keypair(bytes(self))


def _pair_of(seed: bytes) -> tuple[bytes, bytes]:
    return seed.pair if isinstance(seed, Seed) else _seed_keypair(seed)


def public_key(seed: bytes) -> bytes:
    """The 32-byte public key of a 32-byte seed."""
    return _pair_of(seed)[0]


def sign(seed: bytes, domain: Domain, content: bytes) -> bytes:
    """The 64-byte signature of `content` under `domain`; deterministic (RFC 8032)."""
    _, secret = _pair_of(seed)
    return _sign(domain.prefix + content, secret)[:SIGNATURE_BYTES]


def verify(public: bytes, domain: Domain, content: bytes, signature: bytes) -> bool:
    """Whether the holder of `public` signed `content` under `domain`; False for any odd key or length."""
    # The binding does not check the key's length: a short key would be read beyond its end.
    if len(public) != PUBLIC_KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        _open(signature + domain.prefix + content, public)
    except BadSignatureError:
        return False
    return True


def verify_many(items: Sequence[tuple[bytes, Domain, bytes, bytes]]) -> list[bool]:
    """`verify` of each (public, domain, content, signature), in order.

    One plain loop: libsodium has no batch verification, and a batch equation would accept other odd
    signatures than the single one. The interpreter lock is free while libsodium computes, nearly all of
    the time: to use more cores, cut the sequence and call this from as many threads.
    """
    return [verify(*item) for item in items]
