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
from ledger.errors import RulesUnknown
from ledger.event import Event, decode_event
from ledger.replica import Replica
from ledger.state import DEPARTURES, KEYS
from ledger.units import Key

if TYPE_CHECKING:
    from app.desk import Desk


def holds_events(replica: Replica, encoded: Sequence[bytes], *, sealed: bool = False) -> bool:
    """Whether our copy has these events of ours, back from the neighbours, or even sealed."""
    if not replica.is_founded:
        return False
    return all(_holds(replica, decode_event(data, replica.commune), sealed=sealed) for data in encoded)


def _holds(replica: Replica, event: Event, *, sealed: bool) -> bool:
    row = replica.state.get(KEYS, event.author)
    if replica.base is not None and row is not None and row.account and event.seq <= row.tip_seq:
        # Below the snapshot this copy began with: the chain of its key went on from it, or ends with it.
        return event.seq < row.tip_seq or event.id == row.tip_id
    if not sealed:
        return replica.get_event(event.id) is not None
    place = replica.store.get_place(event.id)
    return place is not None and place[0] >= 0


def check_may_sign(desk: Desk, key: Key, now_ms: int) -> None:
    """Refuse to sign with a key of ours before its chain is here, or after it ended.

    Raises:
        AppError: not-a-member-yet, key-revoked, left, update-needed, behind-own-chain.
    """
    replica, joining = desk.replica, desk.get_joining()
    if desk.get_returning() is not None:
        raise AppError("not-a-member-yet")
    if joining is not None and not holds_events(replica, joining[0]):
        raise AppError("not-a-member-yet")
    state = replica.get_pending(now_ms).state
    row = state.get(KEYS, key)
    if row is not None and row.revoked_ms:
        raise AppError("key-revoked" if state.get(DEPARTURES, row.account) is None else "left")
    if replica.needs_update:
        raise AppError(RulesUnknown.code)
    if desk.find_hold():
        raise AppError("behind-own-chain")
