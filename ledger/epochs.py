# SPDX-License-Identifier: AGPL-3.0-or-later
"""The recoveries this copy follows: kept beside the seals, one for the first height of each later epoch.

    … ── seal 41 (epoch 0) ──[ recovery ]── seal 42 (epoch 1) ── …        kept under 42, before 42 is there

The law: the first recovery of an epoch that was kept is never exchanged for another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ledger import limits
from ledger.encoding import as_list, decode, encode
from ledger.recovery import Recovery, decode_recovery, encode_recovery
from ledger.seal import list_witnesses, witness_rows
from ledger.state import Witness
from ledger.store import Store

_ROW: Final = "recovery/"


@dataclass(frozen=True, slots=True, kw_only=True)
class EpochStart:
    """What an epoch begins with."""

    recovery: Recovery
    encoded: bytes
    replaced: tuple[Witness, ...]
    """The list of the old epoch: who would have certified this height."""


class Epochs:
    """First height → what its epoch began with; empty in a commune that never lost its witnesses."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._starts: dict[int, EpochStart] = {}
        for name, row in store.list_meta(_ROW):
            encoded, replaced = as_list(decode(row, size_max=2 * limits.RECOVERY_BYTES_MAX, items_max=64), 2)
            self._starts[int(name.removeprefix(_ROW))] = EpochStart(
                recovery=decode_recovery(encoded), encoded=encoded, replaced=witness_rows(replaced)
            )

    def get(self, height: int) -> EpochStart | None:
        """What the epoch that begins at this height began with; None: none begins there."""
        return self._starts.get(height)

    def find(self, epoch: int) -> tuple[int, EpochStart] | None:
        """(first height, start) of an epoch."""
        found = [item for item in self._starts.items() if item[1].recovery.statement.epoch == epoch]
        return found[0] if found else None

    def find_below(self, height: int) -> EpochStart | None:
        """What the epoch of a height began with; None in the first epoch."""
        return self._starts.get(self.get_first(height))

    def get_first(self, height: int) -> int:
        """The first height of the epoch of a height; 0 in the first epoch."""
        return max((first for first in self._starts if first <= height), default=0)

    def take_over(self, other: Epochs, above: int) -> None:
        """Keep what another copy followed below a height; inside the caller's transaction.

        What is in memory is read anew by whoever reloads this copy.
        """
        for height, start in other._starts.items():
            if height < above:
                self._keep(height, start)

    def _keep(self, height: int, start: EpochStart) -> None:
        self._store.set_meta(f"{_ROW}{height}", encode([start.encoded, list_witnesses(start.replaced)]))

    def add(self, recovery: Recovery, replaced: tuple[Witness, ...]) -> EpochStart:
        """Keep a checked recovery; synced when this returns.

        Raises:
            StoreError: the disk refused; nothing was kept.
        """
        height = recovery.statement.height + 1
        assert height not in self._starts, "an epoch begins once"
        start = EpochStart(recovery=recovery, encoded=encode_recovery(recovery), replaced=replaced)
        self._keep(height, start)
        self._starts[height] = start
        return start
