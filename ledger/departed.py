# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a copy notes of a departure it executes: which computers were whose, and up to where they may read.

The state forgets the nodes of who left; a computer that was away meanwhile may still be told of it (`p2p`).
The law: nothing above the height of its departure is ever told to the computer of who left.
Source: docs/protocol.md sections 6.18 and 7.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from ledger import limits
from ledger.blob_room import forget_words
from ledger.encoding import as_list, decode, encode
from ledger.state import DEPARTURES, NODES, State
from ledger.store import Store
from ledger.units import DAY_MS, AccountId, NodeKey

_NODE: Final = "left-node:"


def note_departures(
    store: Store, before: State, after: State, touched: Iterable[tuple[str, Any]], height: int
) -> None:
    """Forget the words of whoever left by a seal and keep which nodes it had, in the seal's transaction."""
    for table, account in touched:
        if table != DEPARTURES.name:
            continue
        forget_words(store, after, AccountId(account))
        for node, owner in before.items(NODES):
            if owner == account:
                store.set_meta(_NODE + node.hex(), encode([account, height]))


def find_last_height(store: Store, state: State, node: NodeKey, now_ms: int) -> int | None:
    """Up to which height the node of who left may read; None: it is nobody's who left in these days."""
    kept = store.get_meta(_NODE + node.hex())
    if kept is None or state.get(NODES, node) is not None:
        return None
    account, height = as_list(decode(kept, size_max=64), 2)
    gone = state.get(DEPARTURES, AccountId(account))
    is_lately = gone is not None and now_ms < gone.left_ms + limits.FAREWELL_DAYS * DAY_MS
    return height if is_lately else None
