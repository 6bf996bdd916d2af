# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether this computer may sign now: after its own chain, never beside it.

    on its way in         ──> not-a-member-yet     until its own first acts came back to it
    revoked               ──> key-revoked          what it signed would have no effect
    a neighbour knows more ──> behind-own-chain    until it caught up (`p2p.own_chain`)

Two acts of one number are the one thing that no seal can mend: one of the two never counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.errors import AppError
from ledger.event import decode_event
from ledger.replica import Replica
from ledger.state import KEYS
from ledger.units import Key

if TYPE_CHECKING:
    from app.desk import Desk


def holds_events(replica: Replica, encoded: Sequence[bytes], *, sealed: bool = False) -> bool:
    """Whether our copy has these events of ours, back from the neighbours, or even sealed."""
    if not replica.is_founded:
        return False
    ids = [decode_event(data, replica.commune).id for data in encoded]
    if sealed:
        places = [replica.store.get_place(event_id) for event_id in ids]
        return all(place is not None and place[0] >= 0 for place in places)
    return all(replica.get_event(event_id) is not None for event_id in ids)


def check_may_sign(desk: Desk, key: Key, now_ms: int) -> None:
    """Refuse to sign with a key of ours before its chain is here, or after it ended.

    Raises:
        AppError: not-a-member-yet, key-revoked, behind-own-chain.
    """
    replica, joining = desk.replica, desk.get_joining()
    if desk.get_returning() is not None:
        raise AppError("not-a-member-yet")
    if joining is not None and not holds_events(replica, joining[0]):
        raise AppError("not-a-member-yet")
    row = replica.get_pending(now_ms).state.get(KEYS, key)
    if row is not None and row.revoked_ms:
        raise AppError("key-revoked")
    if desk.find_hold():
        raise AppError("behind-own-chain")
