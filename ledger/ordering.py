# SPDX-License-Identifier: AGPL-3.0-or-later
"""The total order of a cut. Everything that decides the order of events lives here.

        a1 ── a2 ──┐          one seal covers {a1, a2, b1, c1}: parents first, and among the ready
        b1 ────────┴─ c1      events the draw of the previous seal decides, which no author can steer.

Not here: which events a cut holds (`dag`), nor who may seal (`seal`).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence

from ledger.event import Event
from ledger.hashing import hash_draw, merkle_root
from ledger.units import AccountId, EventId

_REVOKE = "key.revoke"


def order_cut(
    events: Mapping[EventId, Event], previous_seal: bytes, account_of: Callable[[Event], AccountId]
) -> tuple[EventId, ...]:
    """Total order of a cut.

    Kahn's topological sort; ready events are taken by (0 for a revocation else 1, the draw of their account
    at this seal, author, seq, id), so the result depends on the chain alone, never on arrival nor on a time
    an author chose.  O((V + E) log V) for V events and E parent links inside the cut.

    Args:
        events: the cut, closed under parents but for what earlier seals cover.
        previous_seal: 32 bytes, the id of the seal before.
        account_of: the account an event counts for; for a key the state does not know, its introducer's.

    Source: docs/protocol.md section 4; A. B. Kahn, CACM 5(11), 1962.
    """
    draws: dict[bytes, bytes] = {}
    waiting: dict[EventId, int] = {}
    children: dict[EventId, list[EventId]] = {}
    ready: list[tuple[int, bytes, bytes, int, EventId]] = []

    def rank(event: Event) -> tuple[int, bytes, bytes, int, EventId]:
        account = account_of(event)
        draw = draws.get(account)
        if draw is None:
            draw = draws[account] = hash_draw(previous_seal, account)
        return (0 if event.kind == _REVOKE else 1, draw, event.author, event.seq, event.id)

    for event in events.values():
        inside = [event.prev] if event.prev in events else []
        if event.deps:
            inside += [dep for dep in event.deps if dep in events]
        for parent in inside:
            children.setdefault(parent, []).append(event.id)
        if inside:
            waiting[event.id] = len(inside)
        else:
            ready.append(rank(event))
    heapq.heapify(ready)
    ordered: list[EventId] = []
    while ready:
        taken = heapq.heappop(ready)[-1]
        ordered.append(taken)
        for child in children.get(taken, ()):
            waiting[child] -= 1
            if not waiting[child]:
                heapq.heappush(ready, rank(events[child]))
    assert len(ordered) == len(events), "a hash chain has no cycle"
    return tuple(ordered)


def compute_order_root(ordered: Sequence[EventId]) -> bytes:
    """Merkle root over the ordered ids of a cut; of an empty cut, the leaf of nothing."""
    return merkle_root(ordered)
