# SPDX-License-Identifier: AGPL-3.0-or-later
"""Seals that no honest witness would propose, each made from the one it would."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from ledger.encoding import decode, encode
from ledger.hashing import hash_seal
from ledger.replica import Replica
from ledger.seal import Seal
from ledger.units import HOUR_MS, EventId

PROPOSED_TWICE: Final = "proposed-twice"


def forge(replica: Replica, truth: Seal, **changes: object) -> Seal:
    """The seal with some of its fields replaced, whatever an honest program says of them."""
    places = {"time": 4, "heads": 5, "results": 7, "total": 8}
    fields = decode(truth.encoded, size_max=1 << 20, items_max=4_096, depth_max=2)
    for name, value in changes.items():
        fields[places[name]] = value
    encoded = encode(fields)
    return replace(
        truth,
        id=hash_seal(replica.commune, encoded),
        encoded=encoded,
        time_ms=fields[4],
        heads=tuple(EventId(head) for head in fields[5]),
        results_root=fields[7],
        total=fields[8],
    )


def _over_quota(replica: Replica, truth: Seal) -> Seal:
    """A cut with everything of whoever has the most that waits."""
    counts: dict[bytes, int] = {}
    last: dict[bytes, EventId] = {}
    for event in replica.dag.events.values():
        counts[event.author] = counts.get(event.author, 0) + 1
        last[event.author] = event.id
    most = max(counts, key=lambda author: counts[author])
    return forge(replica, truth, heads=[last[most]], total=truth.total + counts[most])


LIES: Final[dict[str, Callable[[Replica, Seal], Seal]]] = {
    "two-hours-ahead": lambda replica, truth: forge(replica, truth, time=truth.time_ms + 2 * HOUR_MS),
    "wrong-results": lambda replica, truth: forge(replica, truth, results=os.urandom(32)),
    PROPOSED_TWICE: lambda _replica, truth: truth,
    "over-quota": _over_quota,
    "no-such-event": lambda replica, truth: forge(replica, truth, heads=[os.urandom(32)]),
    # Last: bytes that no honest node sends may shut a liar out.
    "too-many-heads": lambda replica, truth: forge(
        replica, truth, heads=sorted(os.urandom(32) for _ in range(300))
    ),
}
