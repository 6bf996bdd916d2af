# SPDX-License-Identifier: AGPL-3.0-or-later
"""A file that only its writer may bring up to date: read all the same, by whoever may write the home."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from app.doctor.examine import look_around
from app.doctor.store import check_store
from app.errors import AppError
from app.home_making import take_lock
from app.home_reading import open_to_read
from app.paths import Home
from ledger.errors import StoreOlder
from ledger.store import SCHEMA_VERSION, Store
from tests.ledger.test_migrations import write_old


def leave_half_written(path: Path, folder: Path) -> Path:
    """The file and its journal as they are when the power goes amid a write of the older way."""
    with sqlite3.connect(path, isolation_level=None) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("CREATE TABLE half (written)")
        db.executemany("INSERT INTO half VALUES (?)", [("x" * 4_000,)] * 200)
        folder.mkdir(exist_ok=True)
        for name in (path.name, f"{path.name}-journal"):
            shutil.copyfile(path.with_name(name), folder / name)
        db.execute("ROLLBACK")
    db.close()
    return folder / path.name


@pytest.fixture(params=["older", "half written"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.root.mkdir()
    whole = tmp_path / made.database.name
    write_old(whole, 1)
    with sqlite3.connect(whole) as db:
        db.execute("INSERT INTO meta VALUES ('account', ?)", (bytes(32),))
    db.close()
    if request.param == "older":
        whole.rename(made.database)
    else:
        Store(whole).close()
        leave_half_written(whole, made.root)
    return made


def test_its_writer_brings_it_up_to_date_first(home: Home):
    with pytest.raises(StoreOlder):
        Store(home.database, read_only=True)
    store = open_to_read(home)
    assert store.get_last_height() == 11
    assert store.db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    with pytest.raises(sqlite3.OperationalError):
        store.db.execute("SELECT * FROM half")
    store.close()


def test_not_beside_a_program_that_has_the_home(home: Home):
    lock = take_lock(home)
    with pytest.raises(AppError) as caught:
        open_to_read(home)
    assert caught.value.code == "in-use"
    lock.release()


def test_the_doctor_takes_it_for_no_damage(home: Home):
    before = home.database.read_bytes()
    found = {finding.code for finding in check_store(home, look_around(), is_written=False)}
    assert not {code for code in found if code.endswith(("damaged", "unreadable"))}
    assert home.database.read_bytes() == before
