# SPDX-License-Identifier: AGPL-3.0-or-later
"""Chunks on disk: of the last checkpoints, and of a snapshot that is arriving."""

from __future__ import annotations

import pytest

from ledger import limits
from ledger.checkpoints import Checkpoints
from ledger.hashing import hash_state
from ledger.store import Store


@pytest.fixture
def kept() -> Checkpoints:
    return Checkpoints(Store(None).db)


def keep(kept: Checkpoints, height: int, chunks: list[bytes], *, but: int = 0) -> None:
    kept.keep(height, chunks, list(map(hash_state, chunks)), but=but)


def test_the_last_two_are_kept_and_one_more_if_asked(kept: Checkpoints):
    for height in (64, 128, 192, 256):
        keep(kept, height, [b"a%d" % height, b"b"], but=64)
    assert kept.get_heights() == [256, 192, 64]
    assert kept.get_last() == 256
    assert kept.get_hashes(192) == (hash_state(b"a192"), hash_state(b"b"))
    assert kept.get_chunk(192, 1) == b"b"
    assert kept.get_chunk(192, 2) is kept.get_chunk(128, 0) is None
    keep(kept, 320, [b"c"])
    assert kept.get_heights() == [320, 256]


def test_a_state_that_no_snapshot_carries_is_not_kept(kept: Checkpoints):
    keep(kept, 64, [bytes(limits.STATE_CHUNK_BYTES + 1)])
    assert kept.get_last() == 0


def test_what_arrives_is_taken_up_again_and_another_one_replaces_it(kept: Checkpoints):
    assert kept.get_arriving() is None
    kept.begin(b"promised")
    kept.add(1, b"second")
    kept.add(0, b"first")
    assert Checkpoints(kept.db).get_arriving() == (b"promised", frozenset({0, 1}))
    assert kept.get_arrived() == [b"first", b"second"]
    kept.begin(b"other")
    assert kept.get_arriving() == (b"other", frozenset())
    kept.forget_arriving()
    assert kept.get_arriving() is None
