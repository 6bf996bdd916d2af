# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of every earlier schema, as its own program wrote them: opened, brought up to date, nothing lost.

`stores/schema_N.sql` was dumped by the last program of schema N; it is never made again.
"""

from __future__ import annotations

import sqlite3
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgpack
import pytest

from ledger.errors import StoreDamaged, StoreError, StoreOlder
from ledger.execute import encode_postings
from ledger.read_model import SCHEMA, UNTOLD, ReadModel
from ledger.replica import Replica
from ledger.state import ACCOUNTS
from ledger.store import DEAD, PENDING, SCHEMA_VERSION, Store
from tests.helpers.hamlet import Hamlet

STORES = Path(__file__).parent / "stores"
OLD = list(range(1, SCHEMA_VERSION))


def write_old(path: Path, version: int) -> None:
    """A commune's file of an earlier schema."""
    with sqlite3.connect(path) as db:
        db.executescript((STORES / f"schema_{version}.sql").read_text())
    db.close()


def rows_of(path: Path, query: str) -> list[Any]:
    with sqlite3.connect(path) as db:
        found = db.execute(query).fetchall()
    db.close()
    return found


@pytest.fixture(params=OLD)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "commune.db"
    write_old(path, request.param)
    return path


def test_an_older_file_opens_and_holds_what_it_held(old: Path):
    tables = ("events", "seals", "lists", "keys", "blobs", "wanted", "peers", "meta")
    queries = ["SELECT name, key, row FROM state", *(f"SELECT * FROM {table}" for table in tables)]
    before = [rows_of(old, f"{query} ORDER BY 1, 2") for query in queries]
    store = Store(old)
    replica = Replica(store)
    assert replica.is_founded
    assert replica.height == store.get_last_height() == 11
    assert sorted(mark for _, mark in store.iter_unsealed()) == [DEAD, PENDING]
    assert store.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert store.db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert [rows_of(old, f"{query} ORDER BY 1, 2") for query in queries] == before
    store.close()
    assert Replica(Store(old)).height == 11, "and again"


def test_an_older_file_has_the_tables_of_a_new_one(old: Path):
    ours, new = Store(old), Store(None)
    ReadModel(new.db)
    query = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    assert ours.db.execute(query).fetchall() == new.db.execute(query).fetchall()
    ours.close()


def test_receipts_of_schema_1_say_what_they_said(tmp_path: Path):
    path = tmp_path / "commune.db"
    write_old(path, 1)
    receipts = rows_of(path, "SELECT * FROM receipts ORDER BY height, position")
    concerns = set(
        rows_of(
            path,
            f"""SELECT c.account, r.id FROM concerns c JOIN receipts r USING (height, position)
            WHERE r.outcome <> 'applied' OR r.label NOT IN {tuple(sorted(UNTOLD))}""",
        )
    )
    store = Store(path)
    model = ReadModel(store.db)
    for height, position, name, outcome, label, is_task, seal_ms, postings in receipts:
        receipt = model.get_receipt(name)
        assert receipt is not None
        assert (receipt.height, receipt.position, receipt.id) == (height, position, name)
        assert (receipt.outcome, receipt.label, receipt.is_task) == (outcome, label, bool(is_task))
        assert (receipt.seal_ms, encode_postings(receipt.postings)) == (seal_ms, postings)
        assert model.get_results(height)[position] == receipt.result
    accounts = {account for account, _ in concerns}
    told = {(account, one.id) for account in accounts for one in model.get_receipts_of([account], 100)}
    assert told == concerns
    assert any(msgpack.unpackb(row[7]) for row in receipts)
    store.close()


def test_an_older_file_goes_on(old: Path):
    replica = Replica(Store(old))
    people = Hamlet.found()
    slot = replica.get_next_slot(people.founder.key)
    assert slot is not None
    assert replica.commune == people.commune
    people.founder.seq, people.founder.prev = slot[0] - 1, slot[1]
    event = people.sign(people.founder, "consent", {"topic": "production", "agree": True})
    replica.append(event)
    assert replica.get_next_slot(people.founder.key) == (event.seq + 1, event.id)


def test_an_older_file_is_not_opened_to_be_read_only(old: Path):
    before = old.read_bytes()
    with pytest.raises(StoreOlder):
        Store(old, read_only=True)
    assert old.read_bytes() == before


def test_when_it_cannot_be_brought_up_to_date_it_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "commune.db"
    write_old(path, 1)
    dump = rows_of(path, "SELECT * FROM sqlite_master")

    def fail(*_: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(ReadModel, "note", fail)
    with pytest.raises(StoreError, match="full"):
        Store(path)
    assert rows_of(path, "SELECT * FROM sqlite_master") == dump
    monkeypatch.undo()
    assert Replica(Store(path)).height == 11


def test_a_damaged_older_file_is_said_to_be(tmp_path: Path):
    path = tmp_path / "commune.db"
    write_old(path, 1)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE receipts SET postings = x'c1' WHERE height = 6")
    db.close()
    with pytest.raises(StoreDamaged):
        Store(path)
    assert rows_of(path, "PRAGMA user_version") == [(1,)]


def test_a_text_s_owner_is_found_by_an_index_from_schema_3_on(tmp_path: Path):
    path = tmp_path / "commune.db"
    write_old(path, 2)
    assert rows_of(path, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'blobs_owner'") == [(0,)]
    receipts = rows_of(path, "SELECT * FROM receipts ORDER BY height, position")
    Store(path).close()
    assert rows_of(path, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'blobs_owner'") == [(1,)]
    assert rows_of(path, "SELECT * FROM receipts ORDER BY height, position") == receipts


def test_who_says_a_text_is_known_from_schema_4_on(tmp_path: Path):
    """Of schema 3 a newcomer's first name was its sponsor's alone."""
    path = tmp_path / "commune.db"
    write_old(path, 3)
    store = Store(path)
    said = set(store.db.execute("SELECT hash, speaker FROM said"))
    state = store.load_state()
    names = {(row.display, account) for account, row in state.items(ACCOUNTS)}
    assert len(names) > 1
    assert names <= said
    for table in ("blobs", "wanted"):
        assert {row[0] for row in store.db.execute(f"SELECT hash FROM {table}")} <= {word for word, _ in said}
    store.close()


def test_a_file_that_no_copy_opened_yet_is_brought_up_to_date_too(tmp_path: Path):
    path = tmp_path / "commune.db"
    write_old(path, 1)
    with sqlite3.connect(path) as db:
        db.executescript("DROP TABLE receipts; DROP TABLE concerns;")
        for table in ("events", "seals", "state", "meta"):
            db.execute(f"DELETE FROM {table}")
    db.close()
    store = Store(path)
    assert not Replica(store).is_founded
    assert store.db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_every_earlier_schema_has_its_file():
    assert sorted(path.name for path in STORES.iterdir()) == [f"schema_{version}.sql" for version in OLD]


def test_the_tables_that_an_old_file_is_brought_to_are_those_of_schema_2():
    """Who changes them gives `migrations` the old text, and what wrote it, before this line."""
    text = " ".join(SCHEMA.split())
    assert blake2b(text.encode(), digest_size=8).hexdigest() == "e1ccf2a7ca3e8ad4"
