# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a copy notes of a departure it executes: which computers were whose, and up to where they may read.

The state forgets the nodes of who left; a computer that was away meanwhile may still be told of it (`p2p`),
for some days. A copy that began above a departure notes it with the past it takes over (`taking_over`).
The law: nothing above the height of its departure is ever told to the computer of who left.
Source: docs/protocol.md sections 6.18 and 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from ledger import limits
from ledger.blob_room import forget_words
from ledger.encoding import as_list, decode, encode
from ledger.state import DEPARTURES, NODES, State
from ledger.store import Store
from ledger.units import DAY_MS, AccountId, NodeKey

if TYPE_CHECKING:
    from ledger.execute import Execution
    from ledger.seal import Seal

_NODE: Final = "left-node:"


def note_departures(store: Store, before: State, execution: Execution, seal: Seal) -> None:
    """Forget the words of whoever left by a seal and keep which nodes it had, in the seal's transaction."""
    for table, key in execution.touched:
        if table != DEPARTURES.name:
            continue
        account = AccountId(cast("bytes", key))
        forget_words(store, execution.state, account)
        for node, owner in before.items(NODES):
            if owner == account:
                store.set_meta(_NODE + node.hex(), encode([account, seal.height]))
    _forget_old(store, execution.state, seal.time_ms)


def take_over_departures(store: Store, state: State, beside: Store, sealed_ms: int) -> None:
    """Note what a copy beside noted of the past that is taken over, in its transaction."""
    for name, value in beside.list_meta(_NODE):
        if store.get_meta(name) is None:  # what was executed here is younger
            store.set_meta(name, value)
    _forget_old(store, state, sealed_ms)


def _forget_old(store: Store, state: State, now_ms: int) -> None:
    """Forget the nodes of departures that nobody is told of any more."""
    for name, kept in store.list_meta(_NODE):
        if not _is_lately(state, kept, now_ms):
            store.remove_meta(name)


def find_last_height(store: Store, state: State, node: NodeKey, now_ms: int) -> int | None:
    """Up to which height the node of who left may read; None: it is nobody's who left in these days."""
    kept = store.get_meta(_NODE + node.hex())
    if kept is None or state.get(NODES, node) is not None:
        return None
    return _read(kept)[1] if _is_lately(state, kept, now_ms) else None


def _is_lately(state: State, kept: bytes, now_ms: int) -> bool:
    gone = state.get(DEPARTURES, AccountId(_read(kept)[0]))
    return gone is not None and now_ms < gone.left_ms + limits.FAREWELL_DAYS * DAY_MS


def _read(kept: bytes) -> tuple[bytes, int]:
    account, height = as_list(decode(kept, size_max=64), 2)
    return account, height
