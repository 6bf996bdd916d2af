# SPDX-License-Identifier: AGPL-3.0-or-later
"""Queries about my own computers: their keys oldest first, who may shut out whom, what waits."""

from __future__ import annotations

from app.reader import Reader, shared
from app.views import InboxItemView, Phase
from app.views_devices import AT_ONCE, DELAYED, DeviceView, RevocationView
from ledger.event import Event
from ledger.rulebook.devices import DUE_REVOKE, REVOCATIONS, may_keep
from ledger.state import ACCOUNTS, DEPARTURES, KEYS, NODES, TASKS, KeyRow, Readable, get_witnesses
from ledger.units import AccountId, EventId, Key, NodeKey


def _find_first(reader: Reader, key: Key, seq: int) -> Event | None:
    """The event of one key and number, sealed or pending here."""
    for event_id in reader.store.get_sealed_ids(key, seq):
        return reader.store.get_event(event_id)
    return next((e for e in reader.picture.pending_events if (e.author, e.seq) == (key, seq)), None)


def _get_introduction(reader: Reader, key: Key, row: KeyRow, is_words: bool) -> bytes:
    """The event that introduced a key."""
    if row.tip_seq < 0:
        return row.tip_id
    first = _find_first(reader, key, 0)
    assert first is not None, "the tip stands on it"
    return first.id if is_words else first.prev


def _get_node(reader: Reader, key: Key, paper: Key, *, is_first: bool) -> bytes:
    """The node that came with a computer: its own first act names it, or the act that made the account."""
    first = _find_first(reader, key, 0)
    if first is not None and first.kind == "node.add":
        node = first.body.get("node", b"")
    else:
        made = _find_first(reader, paper, 0) if is_first else None
        node = made.body["node"] if made is not None else b""
    return node if reader.state.get(NODES, NodeKey(node)) == reader.me else b""


def _get_waiting(reader: Reader, key: Key) -> tuple[RevocationView, ...]:
    state, mine = reader.state, Key(reader.picture.device)
    sealed = reader.picture.sealed
    due = {
        task.object: at
        for at, task_id in sealed.keys(TASKS)
        if (task := sealed.get(TASKS, (at, task_id))) is not None and task.label == DUE_REVOKE
    }
    return tuple(
        RevocationView(
            event=event,
            due_ms=due.get(event, 0),
            asked_here=row.by == mine,
            can_keep=may_keep(state, row, mine),
        )
        for event, row in state.items(REVOCATIONS)
        if row.key == key
    )


def is_last_computer(state: Readable, account: Key, key: Key) -> bool:
    """Whether no other computer of this member signs: without it there are only the 24 words."""
    member = state.get(ACCOUNTS, AccountId(account))
    others = () if member is None else (one for one in member.keys if one not in (account, key))
    return all((row := state.get(KEYS, Key(one))) is None or row.revoked_ms for one in others)


@shared
def get_devices(reader: Reader) -> tuple[DeviceView, ...]:
    """My keys, oldest first, with what this computer may do about each."""
    state, here = reader.state, Key(reader.picture.device)
    member = state.get(ACCOUNTS, AccountId(reader.me))
    if member is None:
        return ()
    paper, own = Key(reader.me), state.get(KEYS, here)
    seals = {witness.node for witness in get_witnesses(state)}
    may_act = own is not None and not own.revoked_ms
    rows = [(key, row) for key in member.keys if (row := state.get(KEYS, key)) is not None]
    views: list[DeviceView] = []
    for number, (key, row) in enumerate(sorted(rows, key=lambda item: item[1].order)):
        is_words = key == paper
        node = b"" if is_words else _get_node(reader, key, paper, is_first=number == 1)
        waiting = _get_waiting(reader, key)
        may_revoke = ""
        if not is_words and not row.revoked_ms:
            at_once = may_act and own is not None and own.order <= row.order
            may_revoke = AT_ONCE if at_once or not reader.picture.backup_done else DELAYED
        if key == here and is_last_computer(state, paper, key):
            may_revoke = ""
        if may_revoke == DELAYED and (not may_act or any(view.asked_here for view in waiting)):
            may_revoke = ""
        introduction = _get_introduction(reader, key, row, is_words)
        receipt = reader.read_model.get_receipt(EventId(introduction))
        views.append(
            DeviceView(
                key=key,
                number=number,
                added_ms=receipt.seal_ms if receipt is not None else 0,
                phase=Phase.SEALED if receipt is not None else Phase.PENDING,
                is_words=is_words,
                is_this=key == here,
                revoked_ms=row.revoked_ms,
                node=node,
                seals=node in seals,
                may_revoke=may_revoke,
                may_cut=bool(node) and may_act and node not in seals and key != here,
                waiting=waiting,
            )
        )
    return tuple(views)


def get_device_items(reader: Reader) -> list[InboxItemView]:
    """Exclusions that I may still stop from here, and did not ask for here: somebody else may have."""
    return [
        InboxItemView(kind="device", object=view.key, title="", person=None, deadline_ms=waiting.due_ms)
        for view in get_devices(reader)
        for waiting in view.waiting
        if waiting.can_keep and not waiting.asked_here
    ]


def find_exclusion(reader: Reader) -> str:
    """Why this computer serves nobody any more: `left`, `revoked`, `cut-off`, or empty."""
    picture = reader.picture
    if picture.is_founded and reader.state.get(DEPARTURES, reader.me) is not None:
        return "left"
    row = reader.state.get(KEYS, Key(picture.device)) if picture.is_founded else None
    if row is None:
        return ""
    if row.revoked_ms:
        return "revoked"
    node = picture.node.node_key if picture.node is not None else None
    return "cut-off" if node is not None and picture.sealed.get(NODES, node) is None else ""
