# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sealed heights as another node is sent them: what it lacks of each, its seal, its certificate.

Lazy: a message is made when the one before has gone.  Source: docs/protocol.md section 7.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.frontier import lacks
from p2p.wire import BATCH_BYTES, History, RecoveryMessage, pack_events

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledger.frontier import Claim
    from ledger.replica import Replica
    from ledger.units import Key
    from p2p.wire import Message


def iter_history(
    replica: Replica, claims: Mapping[Key, Claim], height: int, last: int = 2**53
) -> Iterator[tuple[Message, int]]:
    """(message, height it ends at) for the heights above one; a cut too long goes before its seal.

    Args:
        claims: what the other says it holds of each key.
        last: none above this one.
    """
    batch: list[tuple[tuple[bytes, ...], bytes, bytes]] = []
    size, reached = 0, height
    for events, seal, proof in replica.store.iter_wire(height):
        if reached >= last:
            break
        start = replica.epochs.get(reached + 1)
        if start is not None:
            if batch:
                yield History(items=tuple(batch)), reached
            yield RecoveryMessage(recovery=start.encoded), reached
            batch, size = [], 0
        missing = tuple(data for author, seq, data in events if lacks(claims, author, seq))
        weight = sum(map(len, missing))
        if weight > BATCH_BYTES:
            if batch:
                yield History(items=tuple(batch)), reached
            for message in pack_events(missing):
                yield message, reached
            batch, size, missing, weight = [], 0, (), 0
        reached += 1
        batch.append((missing, seal, proof))
        size += len(seal) + len(proof) + weight
        if size > BATCH_BYTES:
            yield History(items=tuple(batch)), reached
            batch, size = [], 0
    if batch:
        yield History(items=tuple(batch)), reached
