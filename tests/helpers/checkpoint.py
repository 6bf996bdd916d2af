# SPDX-License-Identifier: AGPL-3.0-or-later
"""A village beyond its first checkpoint, and what a newcomer begins with there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ledger import limits
from ledger.base import Snapshot
from ledger.replica import Replica
from ledger.store import Store
from tests.helpers.hamlet import Hamlet, settled
from tests.helpers.restart import sign_by, state_of

CHECKPOINT = 64
_HOUR_MS = 3_600_000
"""Between two seals: newcomers have so many acts a day."""


@cache
def _grown(heights: int, _chunk_bytes: int) -> Hamlet:
    hamlet = settled("anna", "ben")
    grow(hamlet, heights)
    return hamlet


def grown(heights: int = CHECKPOINT + 3) -> Hamlet:
    """A village of three with so many seals, a payment in each that was wanting."""
    return _grown(heights, limits.STATE_CHUNK_BYTES).clone()


def grow(hamlet: Hamlet, heights: int) -> None:
    """Seal payments until the main copy stands at a height."""
    anna, ben = hamlet.people["anna"], hamlet.people["ben"]
    while hamlet.main.height < heights:
        payer, payee = (anna, ben) if hamlet.main.height % 2 else (ben, anna)
        amount = 30 if payer is anna else 20
        hamlet.seal(hamlet.transfer(payer, payee.account, amount), after_ms=_HOUR_MS, expect="applied")


def recovered(at: int = 20, heights: int = CHECKPOINT + 3) -> Hamlet:
    """The same village, whose members named its witness anew above some height."""
    hamlet = grown(at)
    recover(hamlet)
    grow(hamlet, heights)
    return hamlet


def recover(hamlet: Hamlet) -> None:
    """All three name the founder's computer, above where the main copy stands."""
    statement = state_of(hamlet.main, [hamlet.founder])
    hamlet.main.adopt_recovery(sign_by(statement, hamlet.people.values()))


def snapshot_of(replica: Replica, height: int = CHECKPOINT) -> Snapshot:
    """What a node with this copy sends of a checkpoint."""
    found = replica.store.get_seal(height)
    assert found is not None
    return Snapshot(
        charter=next(replica.store.iter_sealed(0)),
        seal=found[0],
        certificate=found[1],
        hashes=replica.checkpoints.get_hashes(height),
        chunks=replica.checkpoints.get_chunks(height),
    )


def begun(hamlet: Hamlet, height: int = CHECKPOINT, path: Path | None = None) -> Replica:
    """A copy that began with a checkpoint of the main one, and holds nothing below."""
    replica = Replica(Store(path))
    replica.adopt_snapshot(snapshot_of(hamlet.main, height))
    return replica
