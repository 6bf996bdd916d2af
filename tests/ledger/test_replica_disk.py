# SPDX-License-Identifier: AGPL-3.0-or-later
"""A disk that fails at any moment, and has room again: memory is as the file, and nothing is lost.

Two disks: one whose connection refuses a chosen statement, COMMIT included, rolling back by itself or not as
SQLite may do; and the real file, which may not grow beyond a chosen size.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.blob import make_blob, name_blob
from ledger.errors import StoreError
from ledger.event import Event
from ledger.replica import Replica
from ledger.seal import decode_seal
from ledger.store import Store
from p2p.keeping import follow_stored
from tests.helpers.hamlet import Hamlet, copy_of, free_disk, give, memory_of, picture_of, reopen, settled


class Disk:
    """When to refuse, and whether SQLite gives the transaction up by itself then."""

    def __init__(self) -> None:
        self.left = -1
        self.rolls_back = False


class FailingConnection(sqlite3.Connection):
    """A connection that answers « full » once, at the statement its disk says."""

    disk: Disk

    def _count(self) -> None:
        disk = self.disk
        disk.left -= 1
        if disk.left == 0:
            if disk.rolls_back and self.in_transaction:
                super().execute("ROLLBACK")
            raise sqlite3.OperationalError("database or disk is full")

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        if not arguments[0].startswith(("SELECT", "PRAGMA", "ROLLBACK")):
            self._count()
        return super().execute(*arguments)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        self._count()
        return super().executemany(*arguments)


class FailingStore(Store):
    @staticmethod
    def _connect(path: Path | None, read_only: bool) -> sqlite3.Connection:
        db = sqlite3.connect(
            ":memory:", isolation_level=None, check_same_thread=False, factory=FailingConnection
        )
        db.disk = Disk()
        return db

    @property
    def disk(self) -> Disk:
        db: Any = self.db
        return db.disk


def failing_copy(replica: Replica) -> tuple[Replica, Disk]:
    store = FailingStore(None)
    replica.store.db.backup(store.db)
    store.forget_unsaved()
    return Replica(store), store.disk


@cache
def busy_village() -> tuple[Replica, Hamlet, list[Event]]:
    """(a copy from before, the village after seals with a fork, words, a join, dead and pending acts)."""
    hamlet = settled("anna", "ben")
    before = hamlet.copy()
    anna, ben, founder = hamlet.people["anna"], hamlet.people["ben"], hamlet.founder
    blob = make_blob(bytes(16), b"merci")
    named = hamlet.sign(
        anna,
        "transfer",
        {
            "to": ben.account,
            "asset": "hour",
            "amount": 5,
            "purpose": "",
            "memo": name_blob(hamlet.commune, blob),
        },
    )
    one = hamlet.transfer(ben, anna.account, 10)
    other = hamlet.transfer(ben, founder.account, 11, seq=one.seq, prev=one.prev)
    hamlet.seal(named, one, other)
    hamlet.join("cleo")
    hamlet.seal(*(hamlet.transfer(founder, anna.account, 1) for _ in range(30)))
    waiting = [
        hamlet.transfer(anna, founder.account, 2),
        hamlet.transfer(hamlet.people["cleo"], anna.account, 3),
    ]
    give(hamlet.main, *waiting)
    hamlet.main.add_blob(blob)
    return before, hamlet, [named, one, other, *waiting]


def acts_of(replica: Replica, hamlet: Hamlet, pending: Sequence[Event]) -> list[Callable[[], object]]:
    """What brings a copy to where the village is, each step repeatable after it failed."""
    main = hamlet.main
    acts: list[Callable[[], object]] = [lambda: give(replica, *pending[:3])]
    for events, encoded, proof in main.store.iter_history(replica.height):
        seal = decode_seal(encoded, main.commune)

        def follow(seal=seal, proof=proof, events=events) -> None:
            if replica.height < seal.height:
                follow_stored(replica, seal, proof, events, main.get_event)

        acts.append(follow)
    acts += [lambda event=event: replica.is_known(event) or replica.append(event) for event in pending[3:]]
    acts += [
        lambda blob=blob: replica.add_blob(blob)
        for (blob,) in main.store.db.execute("SELECT content FROM blobs").fetchall()
    ]
    return acts


def check_same(replica: Replica, hamlet: Hamlet) -> None:
    assert picture_of(replica) == picture_of(hamlet.main)
    assert set(replica.dag.dead) == set(hamlet.main.dag.dead)
    assert memory_of(reopen(replica)) == memory_of(replica)
    for table in ("state", "seals", "receipts", "concerns", "blobs", "wanted"):
        query = f"SELECT * FROM {table} ORDER BY 1, 2"
        ours, theirs = (one.store.db.execute(query).fetchall() for one in (replica, hamlet.main))
        assert ours == theirs, table


@pytest.mark.parametrize("rolls_back", [False, True], ids=["statement", "whole transaction"])
def test_wherever_writing_fails_the_copy_goes_on_as_if_it_had_not(rolls_back: bool):
    before, hamlet, pending = busy_village()
    replica, disk = failing_copy(before)
    disk.rolls_back, failures = rolls_back, 0
    for act in acts_of(replica, hamlet, pending):
        for statement in count(1):
            disk.left = statement
            try:
                act()
            except StoreError:
                assert memory_of(reopen(replica)) == memory_of(replica)
                failures += 1
                continue
            break
    assert failures > 40, "each write of each act failed once"
    check_same(replica, hamlet)


@settings(max_examples=25)
@given(rooms=st.lists(st.integers(0, 12), min_size=1, max_size=20))
def test_a_file_that_may_not_grow_holds_all_or_nothing_and_goes_on_with_room(
    tmp_path_factory: Any, rooms: list[int]
):
    before, hamlet, pending = busy_village()
    replica = copy_of(before, tmp_path_factory.mktemp("disk") / "commune.db")
    allowed = iter(rooms)
    try:
        for act in acts_of(replica, hamlet, pending):
            for room in allowed:
                pages = replica.store.db.execute("PRAGMA page_count").fetchone()[0]
                replica.store.db.execute(f"PRAGMA max_page_count = {pages + room}")
                try:
                    act()
                except StoreError:
                    assert memory_of(reopen(replica)) == memory_of(replica)
                    continue
                break
            free_disk(replica.store)
            act()
        check_same(replica, hamlet)
    finally:
        replica.store.close()
