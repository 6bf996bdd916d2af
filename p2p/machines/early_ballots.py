# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ballots of the next height, kept while this one is still applied.

Each witness has a share of its own; what is beyond it is asked for again once the height is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ledger.units import NodeKey
    from p2p.wire_witness import Ballots

EARLY_MAX: Final = 16
EARLY_BYTES_MAX: Final = 64 * 1024
"""Of one witness."""


class EarlyBallots:
    """See the module."""

    def __init__(self) -> None:
        self._kept: list[tuple[NodeKey, Ballots]] = []

    def __len__(self) -> int:
        return len(self._kept)

    def keep(self, peer: NodeKey, message: Ballots) -> None:
        """Keep a frame, unless its sender's share is full."""
        kept = [message, *(early for sender, early in self._kept if sender == peer)]
        size = sum(len(data) for early in kept for data in (*early.proposals, *early.votes))
        if len(kept) <= EARLY_MAX and size <= EARLY_BYTES_MAX:
            self._kept.append((peer, message))

    def take_all(self) -> list[tuple[NodeKey, Ballots]]:
        """(sender, frame) in the order of their coming; nothing is kept any more."""
        taken, self._kept = self._kept, []
        return taken
