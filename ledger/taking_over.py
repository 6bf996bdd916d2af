# SPDX-License-Identifier: AGPL-3.0-or-later
"""The history below a snapshot, complete in a file beside, taken over into the copy that began above it.

A run of heights at a time, each one transaction, in their order; a restart goes on where the last one ended.
Not here: fetching and executing it (`p2p.backfill`). The law: nothing is taken over before the copy beside
gave the very state and results that the checkpoint certifies (`check_agreement`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ledger.base import Base, forget_base
from ledger.blob_room import forget_words, want_words
from ledger.departed import take_over_departures
from ledger.errors import Diverged, StoreError
from ledger.execute import compute_results_root
from ledger.replica import Replica
from ledger.seal import decode_seal
from ledger.snapshot import split_state
from ledger.state import DEPARTURES
from ledger.store import DEAD, PENDING, Store
from ledger.units import Key

BESIDE: Final = "history.db"
"""Beside the commune's file, until it was taken over."""
_TAKEN: Final = "taken-over"
_EVENTS_AT_ONCE: Final = 1_000


def get_reached(store: Store) -> int:
    """Up to which height the copy beside is, without a node that fetches it."""
    path = store.beside(BESIDE)
    if path is None or not path.exists():
        return 0
    try:
        beside = Store(path, read_only=True)
    except StoreError:
        return 0
    try:
        return beside.get_last_height()
    finally:
        beside.close()


def check_agreement(beside: Replica, base: Base) -> None:
    """Check that the history gives what the checkpoint certifies.

    Args:
        beside: at the height before the checkpoint.

    Raises:
        Diverged: it gives another chain, state or results.
    """
    seal = base.decode(beside.commune)
    if beside.height != seal.height - 1 or beside.tip_id != seal.previous:
        raise Diverged("the history is another chain than the checkpoint's")
    if split_state(beside.state).digest != seal.state_digest:
        raise Diverged("the history gives another state than the checkpoint certifies")
    if compute_results_root(beside.last_results) != seal.results_root:
        raise Diverged("the history gives other results than the checkpoint certifies")


def take_over(target: Replica, beside: Replica) -> Iterator[int]:
    """Take the history over, some of it at each step; gives the height reached, and at the end all is here.

    Args:
        beside: a copy that passed `check_agreement`.

    Raises:
        StoreError: the disk refused; what was taken stays.
    """
    store, base, source = target.store, target.base, beside.store
    assert base is not None, "something is missing below"
    height = int.from_bytes(store.get_meta(_TAKEN) or b"")
    while height < base.height:
        above = _choose_end(source, height, base.height)
        with store.transaction():
            _take_heights(target, beside, height, above)
            store.set_meta(_TAKEN, above.to_bytes(8, "big"))
        height = above
        yield height - 1
    with store.transaction():
        _take_events(store, source, DEAD, PENDING)
        query = "SELECT hash, owner, speaker FROM wanted JOIN said USING (hash)"
        named = source.db.execute(query).fetchall()
        want_words(store, target.state, named)
        for account in target.state.keys(DEPARTURES):  # those who left since the checkpoint too
            forget_words(store, target.state, account)
        sealed_ms = 0 if target.tip is None else target.tip.time_ms
        take_over_departures(store, target.state, source, sealed_ms)
        if store.get_witness_list(base.height) == store.get_witness_list(base.height - 1):
            # Written with the snapshot; a list is kept where it begins.
            store.db.execute("DELETE FROM lists WHERE height = ?", (base.height,))
        target.epochs.take_over(beside.epochs, base.height)
        forget_base(store)
        store.set_meta(_TAKEN, b"")
    target.reload()


def _choose_end(beside: Store, height: int, end: int) -> int:
    """Above which height a step ends: some hundred events on, one height at least."""
    query = """SELECT height FROM events WHERE height >= ? ORDER BY height, position LIMIT 1 OFFSET ?"""
    found = beside.db.execute(query, (height, _EVENTS_AT_ONCE)).fetchone()
    return end if found is None else min(end, max(height + 1, found[0]))


def _take_heights(target: Replica, beside: Replica, first: int, above: int) -> None:
    """Events, seals, lists and receipts of heights `first` … `above` − 1."""
    store, source, span = target.store, beside.store, (first, above)
    _take_events(store, source, max(first, 1), above)
    for table, marks in (("seals", "?, ?, ?"), ("lists", "?, ?")):
        rows = source.db.execute(f"SELECT * FROM {table} WHERE height >= ? AND height < ?", span)
        store.db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)
    for height in range(first, above):
        events = list(source.iter_sealed(height))
        found = source.get_seal(height)
        at_ms = decode_seal(found[0], store.commune).time_ms if found is not None else events[0].time_ms
        target.read_model.add(height, at_ms, events, beside.read_model.get_results(height))


def _take_events(store: Store, beside: Store, first: int, above: int) -> None:
    """Events of some heights; those held already, as the past of others, get their place."""
    query = """SELECT prefix, keys.key, seq, height, position, payload, signature
        FROM events JOIN keys ON events.key = keys.number
        WHERE height >= ? AND height < ? ORDER BY height, position"""
    for prefix, key, *rest in beside.db.execute(query, (first, above)):
        seq, height, position, payload, signature = rest
        held = store.db.execute(
            "SELECT row FROM events WHERE prefix = ? AND payload = ?", (prefix, payload)
        ).fetchone()
        if held is None:
            store.add_placed(prefix, Key(key), seq, height, position, payload, signature)
        elif height >= 0:
            place = (height, position, held[0])
            store.db.execute("UPDATE events SET height = ?, position = ? WHERE row = ?", place)
