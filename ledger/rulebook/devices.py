# SPDX-License-Identifier: AGPL-3.0-or-later
"""A member's computers that are lost or stolen: their keys stop counting, their nodes stop being a member's.

Keys of an account are ordered by introduction. Older means surer: the thief of the newest computer can do
nothing against the older ones that these cannot stop, and the paper key, the oldest, overrules all.

    itself or a younger key ──> at once
    an older key            ──> in 7 days, unless the key itself, or any key older than who asked, objects

Source: docs/protocol.md section 6.2.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from ledger.errors import Reason
from ledger.rulebook.rule import Call, DueCall, Rule, add_task, check_that, drop_tasks, is_id
from ledger.state import KEYS, NODES, Draft, KeyRow, Readable, Table, get_listed_witnesses, get_parameter
from ledger.units import AccountId, EventId, Key, NodeKey

DUE_REVOKE: Final = "key.revoke"


@dataclass(frozen=True, slots=True)
class Revocation:
    """A younger key's demand against an older one, while it waits."""

    account: AccountId
    key: Key
    by: Key


REVOCATIONS: Final = Table[EventId, Revocation]("revocations", Revocation)
"""The `key.revoke` that asked → what waits; its task says until when."""


def find_key(state: Readable, account: AccountId, key: bytes) -> KeyRow | None:
    """The row of one of an account's keys, in use or not."""
    row = state.get(KEYS, Key(key))
    return row if row is not None and row.account == account else None


def count_keys(state: Readable, keys: tuple[Key, ...]) -> int:
    """How many of these keys are in use."""
    rows = (state.get(KEYS, key) for key in keys)
    return sum(row is not None and not row.revoked_ms for row in rows)


def may_keep(state: Readable, revocation: Revocation, key: Key) -> bool:
    """Whether a key may cancel a revocation that waits: who asked, or a key older than it."""
    mine = find_key(state, revocation.account, key)
    asker = find_key(state, revocation.account, revocation.by)
    return mine is not None and asker is not None and not mine.revoked_ms and mine.order <= asker.order


def _forget(draft: Draft, event: EventId) -> None:
    draft.remove(REVOCATIONS, event)
    drop_tasks(draft, event, DUE_REVOKE)


def _revoke(draft: Draft, key: Key, row: KeyRow, now_ms: int) -> None:
    """The key signs nothing from here on; what waits against it, or by it, lapses."""
    draft.put(KEYS, key, replace(row, revoked_ms=now_ms))
    for event, waiting in draft.items(REVOCATIONS):
        if key in (waiting.key, waiting.by):
            _forget(draft, event)


def close_keys(draft: Draft, keys: tuple[Key, ...], now_ms: int) -> None:
    """Every key of an account signs nothing from here on, the 24 words too: who leaves the commune."""
    for key in keys:
        row = draft.get(KEYS, key)
        if row is not None and not row.revoked_ms:
            _revoke(draft, key, row, now_ms)


def _apply_revoke(draft: Draft, call: Call) -> None:
    key, author = Key(call.body["key"]), Key(call.event.author)
    row, mine = find_key(draft, call.account, key), find_key(draft, call.account, author)
    assert mine is not None, "the author's key was just admitted"
    check_that(draft.get(KEYS, key) is not None, Reason.NO_SUCH)
    # The 24 words are the account: they have no successor, so nothing may close them.
    check_that(row is not None and key != call.account, Reason.NOT_ALLOWED)
    assert row is not None
    check_that(not row.revoked_ms, Reason.ALREADY_DONE)
    if row.order >= mine.order:
        _revoke(draft, key, row, call.now_ms)
        return
    waits = any(waiting.key == key and waiting.by == author for _, waiting in draft.items(REVOCATIONS))
    check_that(not waits, Reason.ALREADY_DONE)
    due = call.now_ms + get_parameter(draft, "key.revoke-delay-ms")
    draft.put(REVOCATIONS, call.event.id, Revocation(call.account, key, author))
    add_task(draft, due_ms=due, label=DUE_REVOKE, creator=call.event.id, subject=call.event.id)
    draft.note = "waits"


def _apply_keep(draft: Draft, call: Call) -> None:
    event = EventId(call.body["revocation"])
    waiting = draft.get(REVOCATIONS, event)
    check_that(waiting is not None, Reason.NO_SUCH)
    assert waiting is not None
    check_that(
        waiting.account == call.account and may_keep(draft, waiting, Key(call.event.author)),
        Reason.NOT_ALLOWED,
    )
    _forget(draft, event)


def _due_revoke(draft: Draft, call: DueCall) -> None:
    event = EventId(call.task.object)
    waiting = draft.get(REVOCATIONS, event)
    assert waiting is not None, "its task is dropped with it"
    row = draft.get(KEYS, waiting.key)
    assert row is not None, "keys stay"
    assert not row.revoked_ms, "a revoked key has nothing waiting"
    _revoke(draft, waiting.key, row, call.due_ms)


def _apply_node_remove(draft: Draft, call: Call) -> None:
    node = NodeKey(call.body["node"])
    owner = draft.get(NODES, node)
    check_that(owner is not None, Reason.NO_SUCH)
    check_that(owner == call.account, Reason.NOT_ALLOWED)
    # Whoever seals must be reachable as a member: the list of witnesses changes first.
    check_that(all(witness.node != node for witness in get_listed_witnesses(draft)), Reason.WRONG_STATE)
    draft.remove(NODES, node)


KINDS: Final = {
    "key.revoke": Rule(schema={"key": is_id}, apply=_apply_revoke),
    "key.keep": Rule(schema={"revocation": is_id}, apply=_apply_keep),
    "node.remove": Rule(schema={"node": is_id}, apply=_apply_node_remove),
}
DUE: Final = {DUE_REVOKE: _due_revoke}
REARMED: Final = frozenset({DUE_REVOKE})
TABLES: Final[tuple[Table[Any, Any], ...]] = (REVOCATIONS,)
