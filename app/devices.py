# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a member does about its own computers: shut one out, object to that, cut one off.

The 24 words outrank every computer: with them, still here or typed, a computer is shut out at once; without,
this computer does it at once to younger ones and itself, and to older ones in a week.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.commands import get_pending
from app.desk import Desk, derive_paper
from app.errors import AppError
from app.query_devices import is_last_computer
from ledger.event import Event
from ledger.rulebook.devices import REVOCATIONS, find_key, may_keep
from ledger.signing import public_key
from ledger.state import NODES, get_witnesses
from ledger.units import EventId, Key, NodeKey


def read_words(desk: Desk, text: str) -> bytes:
    """The paper key of this account from what a person typed.

    Raises:
        AppError: bad-words, other-words (good ones, of another account).
    """
    paper = derive_paper(text)
    if public_key(paper) != desk.account:
        raise AppError("other-words")
    return paper


def revoke(desk: Desk, key: bytes, words: str = "") -> Event:
    """Shut out one of my computers: nothing it signs counts any more.

    Args:
        words: the 24 words, to act at once against an older computer; empty: as this computer may.

    Raises:
        AppError: unknown-device, device-is-words, device-revoked, device-last, device-waits, bad-words,
            other-words, and those of `Desk.act`.
    """
    state = get_pending(desk).state
    row, mine = find_key(state, desk.account, key), find_key(state, desk.account, desk.device_key)
    if row is None:
        raise AppError("unknown-device", typed=key.hex())
    if key == desk.account:
        raise AppError("device-is-words")
    if row.revoked_ms:
        raise AppError("device-revoked")
    if key == desk.device_key and is_last_computer(state, Key(desk.account), Key(key)):
        raise AppError("device-last")
    paper = read_words(desk, words) if words else None
    is_elder = mine is not None and not mine.revoked_ms and mine.order <= row.order
    if paper is None and not is_elder:
        paper = desk.vault.paper_seed()
    if paper is not None:
        return desk.act_on_paper(paper, "key.revoke", {"key": key})
    if any((waits.key, waits.by) == (key, desk.device_key) for _, waits in state.items(REVOCATIONS)):
        raise AppError("device-waits")
    return desk.act("key.revoke", {"key": key}, deps=_deps(desk, state, key))


def _deps(desk: Desk, state: Any, key: bytes) -> list[EventId]:
    """The pending introduction of a key, which must come before what is said of it."""
    row = find_key(state, desk.account, key)
    return [row.tip_id] if row is not None and row.tip_id in desk.replica.dag.events else []


def keep(desk: Desk, key: bytes) -> list[Event]:
    """Object to all that waits against one of my computers.

    Raises:
        AppError: unknown-device, device-not-waiting, device-too-young, and those of `Desk.act`.
    """
    state = get_pending(desk).state
    if find_key(state, desk.account, key) is None:
        raise AppError("unknown-device", typed=key.hex())
    waiting = [(event, row) for event, row in state.items(REVOCATIONS) if row.key == key]
    if not waiting:
        raise AppError("device-not-waiting")
    mine = [event for event, row in waiting if may_keep(state, row, desk.device_key)]
    if not mine:
        raise AppError("device-too-young")
    pending = desk.replica.dag.events
    return [
        desk.act("key.keep", {"revocation": event}, deps=[event] if event in pending else [])
        for event in mine
    ]


def cut(desk: Desk, node: bytes) -> Event:
    """Send a computer of mine nothing more, and take nothing from it.

    Raises:
        AppError: unknown-device, device-seals, device-is-here, and those of `Desk.act`.
    """
    state = get_pending(desk).state
    if state.get(NODES, NodeKey(node)) != desk.account:
        raise AppError("unknown-device", typed=node.hex())
    if any(witness.node == node for witness in get_witnesses(state)):
        raise AppError("device-seals")
    if node == public_key(desk.vault.node_seed):
        raise AppError("device-is-here")
    body: Mapping[str, Any] = {"node": node}
    return desk.act("node.remove", body)
