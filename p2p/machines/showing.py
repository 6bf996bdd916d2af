# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is shown to a peer that follows another seal at a height of ours: ours, and before it the acts.

    ours: … base ── seal 8 ── seal 9          the acts sealed in 8 and 9 are signed whatever becomes of our
    theirs:     └── another seal 8 ── …       seals: for the peer they are acts that wait for theirs

So what only an absent computer knew to be final is not lost with its seals.
Source: docs/protocol.md section 4.9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledger.event import encode_event
from p2p.wire import History, pack_events

if TYPE_CHECKING:
    from ledger.replica import Replica
    from p2p.wire import Message

HEIGHTS_MAX: Final = 64
"""Above the height shown: more was never sealed by a list that too many had left."""


def show_seal(replica: Replica, height: int, *, with_acts: bool) -> list[Message]:
    """The messages, none where we hold no seal of that height."""
    store = replica.store
    found = store.get_seal(height)
    if found is None:
        return []
    last = min(replica.height, height + HEIGHTS_MAX) if with_acts else height - 1
    acts = [encode_event(act) for at in range(height, last + 1) for act in store.iter_sealed(at)]
    return [*pack_events(acts), History(items=(((), *found),))]
