# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a disk refuses is a StoreError wherever it is met; a mistake of ours stays what it is."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from ledger.errors import StoreClosed, StoreDamaged, StoreError
from ledger.guarded import name_failure
from ledger.store import Store
from tests.helpers.damage import lose_pages
from tests.helpers.hamlet import Hamlet, settled


def failure(code: int) -> StoreError:
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    return name_failure(Path("commune.db"), error)


def test_a_damaged_file_a_closed_folder_and_a_full_disk_are_three_things():
    for code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR_READ):
        assert type(failure(code)) is StoreDamaged
    for code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
        assert type(failure(code)) is StoreClosed
    for code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_BUSY):
        assert type(failure(code)) is StoreError


def test_damage_amid_a_read_is_told_before_it_is_raised(tmp_path: Path):
    hamlet: Hamlet = settled("anna")
    store = hamlet.copy(tmp_path / "commune.db").store
    told: list[StoreDamaged] = []
    store.watch_damage(told.append)
    lose_pages(store)
    for read in (store.load_state, store.get_peers, store.count_events, lambda: list(store.iter_unsealed())):
        with pytest.raises(StoreDamaged):
            read()
    assert len(told) == 4
    with pytest.raises(StoreDamaged):
        store.set_meta("x", b"1")
    assert not store.db.in_transaction
    store.close()


@pytest.mark.parametrize("is_read_only", [False, True])
def test_a_damage_that_is_told_in_no_letters_is_damage(tmp_path: Path, is_read_only: bool):
    """SQLite quotes the name it cannot make sense of: Python raised what nobody caught."""
    path = tmp_path / "commune.db"
    Store(path).close()
    content = path.read_bytes()
    path.write_bytes(content.replace(b"tableseals", b"table\xf3eals", 1))
    with pytest.raises(StoreDamaged):
        Store(path, read_only=is_read_only)


def test_our_own_mistakes_go_on_as_they_are():
    store = Store(None)
    with pytest.raises(sqlite3.OperationalError):
        store.db.execute("SELECT nothing FROM nowhere")
    store.db.execute("INSERT INTO keys VALUES (1, x'00')")
    with pytest.raises(sqlite3.IntegrityError):
        store.db.execute("INSERT INTO keys VALUES (2, x'00')")
