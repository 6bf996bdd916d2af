# SPDX-License-Identifier: AGPL-3.0-or-later
"""How much of the next height is kept for each witness."""

from __future__ import annotations

from ledger.units import NodeKey
from p2p.machines.early_ballots import EARLY_BYTES_MAX, EARLY_MAX, EarlyBallots
from p2p.wire_witness import Ballots

ANNA, BEN = NodeKey(bytes(32)), NodeKey(b"\1" * 32)


def make_frame(size: int) -> Ballots:
    return Ballots(epoch=0, height=2, proposals=(), votes=(bytes(size),))


def test_so_many_frames_of_each_witness_are_kept():
    early = EarlyBallots()
    for _ in range(3 * EARLY_MAX):
        early.keep(ANNA, make_frame(100))
    assert len(early) == EARLY_MAX
    early.keep(BEN, make_frame(100))
    assert len(early) == EARLY_MAX + 1


def test_so_many_bytes_of_each_witness_are_kept():
    early = EarlyBallots()
    early.keep(ANNA, make_frame(EARLY_BYTES_MAX))
    early.keep(ANNA, make_frame(1))
    assert early.take_all() == [(ANNA, make_frame(EARLY_BYTES_MAX))]
    early.keep(BEN, make_frame(EARLY_BYTES_MAX + 1))
    assert len(early) == 0


def test_they_are_given_once_in_the_order_of_their_coming():
    early = EarlyBallots()
    for peer, size in ((BEN, 1), (ANNA, 2), (BEN, 3)):
        early.keep(peer, make_frame(size))
    assert early.take_all() == [(BEN, make_frame(1)), (ANNA, make_frame(2)), (BEN, make_frame(3))]
    assert early.take_all() == []
