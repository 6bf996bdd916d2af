# SPDX-License-Identifier: AGPL-3.0-or-later
"""The file: what it keeps over a restart, what it refuses to open, and no trace of a failed write."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from ledger.errors import StoreDamaged, StoreError
from ledger.replica import Replica
from ledger.store import DEAD, PENDING, SCHEMA_VERSION, UNPLACED, Store
from ledger.units import BlobHash, EventId, Key
from tests.helpers.builders import seed_of
from tests.helpers.hamlet import Hamlet, fill_disk, follow, free_disk, give, settled


@pytest.fixture
def hamlet() -> Hamlet:
    return settled("anna")


# --- opening ------------------------------------------------------------------------------------------


def test_everything_is_there_after_a_restart(hamlet: Hamlet, tmp_path: Path):
    path = tmp_path / "commune.db"
    replica = hamlet.copy(path)
    event = hamlet.transfer(hamlet.people["anna"], hamlet.founder.account)
    give(replica, event)
    store = replica.store
    store.set_meta("x", b"y")
    store.want_blob(BlobHash(seed_of("wanted")), b"anna", b"anna")
    store.add_blob(BlobHash(seed_of("blob")), b"anna", b"words")
    store.remember_peer(b"node", "/ip4/127.0.0.1/tcp/1", 7)
    rows = list(replica.state.encoded_rows())
    store.close()
    again = Store(path)
    assert again.commune == hamlet.commune
    assert again.get_meta("x") == b"y"
    assert again.get_meta("z") is None
    assert again.get_blob(seed_of("blob")) == b"words"
    assert again.get_wanted() != []
    assert again.get_peers() == [(b"node", "/ip4/127.0.0.1/tcp/1", 7)]
    assert list(again.load_state().encoded_rows()) == rows
    assert [(found.id, mark) for found, mark in again.iter_unsealed()] == [(event.id, PENDING)]
    assert again.get_last_height() == replica.height
    assert again.count_events() == 1 + 1 + 3 + 1
    again.close()


def test_a_question_mark_or_a_hash_in_a_path_is_part_of_it(tmp_path: Path):
    folder = tmp_path / "à vendre ? #1 100%"
    folder.mkdir()
    Store(folder / "commune.db").close()
    assert (folder / "commune.db").exists()


def test_a_newer_schema_is_not_opened(tmp_path: Path):
    path = tmp_path / "commune.db"
    Store(path).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    db.close()
    for read_only in (False, True):
        with pytest.raises(StoreError, match="newer"):
            Store(path, read_only=read_only)


def test_what_is_no_database_is_not_touched(tmp_path: Path):
    path = tmp_path / "commune.db"
    path.write_bytes(b"dear diary, " * 500)
    with pytest.raises(StoreError):
        Store(path)
    assert path.read_bytes() == b"dear diary, " * 500


def test_another_program_s_database_is_not_touched(tmp_path: Path):
    path = tmp_path / "recipes.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE recipes (name TEXT)")
    db.close()
    with pytest.raises(StoreError, match="another program"):
        Store(path)
    with sqlite3.connect(path) as db:
        assert [row[0] for row in db.execute("SELECT name FROM sqlite_master")] == ["recipes"]
    db.close()


def test_a_folder_that_cannot_be_written(tmp_path: Path):
    for path in (tmp_path / "missing" / "commune.db", tmp_path):
        with pytest.raises(StoreError):
            Store(path)
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        Store(tmp_path / "file" / "commune.db")


def test_readers_read_beside_the_writer_and_write_nothing(hamlet: Hamlet, tmp_path: Path):
    path = tmp_path / "commune.db"
    with pytest.raises(StoreError):
        Store(path, read_only=True)
    writer = hamlet.copy(path).store
    reader = Store(path, read_only=True)
    writer.set_meta("news", b"1")
    assert reader.get_meta("news") == b"1"
    with pytest.raises(StoreError):
        reader.set_meta("news", b"2")
    assert writer.get_meta("news") == b"1"
    # A key that came after the reader opened is found too.
    replica = Replica(writer)
    dora = hamlet.join("dora")
    follow(replica, hamlet.main)
    (join,) = writer.get_sealed_ids(Key(dora.account), 0)
    assert reader.get_sealed_ids(Key(dora.account), 0) == (join,)
    reader.close()
    writer.close()


def test_two_writers_at_once_is_an_error_not_a_loss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("ledger.store._BUSY_MS", 1)
    path = tmp_path / "commune.db"
    one, other = Store(path), Store(path)
    with one.transaction():
        one.set_meta("x", b"1")
        with pytest.raises(StoreError):
            other.set_meta("x", b"2")
    assert other.get_meta("x") == b"1"
    one.close()
    other.close()


# --- transactions -------------------------------------------------------------------------------------


def test_an_inner_transaction_is_part_of_the_outer_one():
    store = Store(None)

    def fail() -> None:
        with store.transaction():
            with store.transaction():
                store.set_meta("x", b"1")
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        fail()
    assert store.get_meta("x") is None
    with store.transaction():
        store.set_meta("x", b"2")
    assert store.get_meta("x") == b"2"


def test_a_full_disk_leaves_no_trace(hamlet: Hamlet):
    store = hamlet.copy().store
    fill_disk(store)
    before = store.count_events()

    def write_much() -> None:
        with store.transaction():
            for number in range(100):
                store.set_meta(f"{number}", bytes(1_000))

    with pytest.raises(StoreError):
        write_much()
    assert store.count_events() == before
    assert store.get_meta("0") is None
    assert not store.db.in_transaction
    free_disk(store)
    store.set_meta("x", b"1")
    assert store.get_meta("x") == b"1"


def test_our_own_error_inside_a_transaction_stays_what_it_is():
    store = Store(None)

    def fail() -> None:
        with store.transaction():
            store.db.execute("ROLLBACK")  # as SQLite does by itself on a full disk
            raise KeyError("ours")

    with pytest.raises(KeyError):
        fail()


# --- events -------------------------------------------------------------------------------------------


def test_events_by_id_place_and_slot(hamlet: Hamlet):
    store = hamlet.main.store
    anna = hamlet.people["anna"]
    charter, *_ = store.iter_sealed(0)
    assert charter.id == hamlet.commune
    assert store.get_place(hamlet.commune) == (0, 0)
    event = hamlet.transfer(anna, hamlet.founder.account)
    assert store.get_event(event.id) is None
    assert store.get_place(event.id) is None
    assert not store.has_event(event.id)
    assert store.get_sealed_ids(anna.key, event.seq) == ()
    give(hamlet.main, event)
    assert store.get_place(event.id) == (PENDING, UNPLACED)
    assert store.get_sealed_ids(anna.key, event.seq) == ()
    hamlet.seal()
    assert store.get_place(event.id) == (hamlet.main.height, 0)
    assert store.get_sealed_ids(anna.key, event.seq) == (event.id,)
    assert store.get_sealed_ids(Key(hamlet.founder.account), 0) == (hamlet.commune,)
    assert store.get_sealed_ids(Key(bytes(32)), 0) == ()
    found = store.get_event(event.id)
    assert found == event
    assert found is not None
    assert found.signature == event.signature


def test_ids_that_share_their_first_bytes_are_told_apart(hamlet: Hamlet):
    store = hamlet.main.store
    event = hamlet.transfer(hamlet.people["anna"], hamlet.founder.account)
    give(hamlet.main, event)
    assert not store.has_event(event.id[:8] + bytes(24))
    assert store.has_event(event.id)


def test_the_dead_are_marked(hamlet: Hamlet):
    anna, replica = hamlet.people["anna"], hamlet.main
    one = hamlet.transfer(anna, hamlet.founder.account, 1)
    two = hamlet.transfer(anna, hamlet.founder.account, 2, seq=one.seq, prev=one.prev)
    give(replica, one, two)
    hamlet.seal()
    assert [(event.id, mark) for event, mark in replica.store.iter_unsealed()] == [(two.id, DEAD)]
    assert [event.id for event in replica.store.get_dead(5)] == [two.id]
    replica.store.db.execute("UPDATE events SET prefix = prefix + 1 WHERE height = ?", (DEAD,))
    with pytest.raises(StoreDamaged):
        replica.store.get_dead(5)


# --- votes --------------------------------------------------------------------------------------------


# --- blobs and peers ----------------------------------------------------------------------------------


def test_words_wanted_and_found():
    store = Store(None)
    names = sorted(BlobHash(seed_of(f"{number}")) for number in range(5))
    for name in reversed(names):
        store.want_blob(name, b"anna", b"anna")
    store.want_blob(names[0], b"ben", b"ben")
    assert store.get_wanted() == names
    assert store.get_wanted(2) == names[:2]
    assert store.get_wanted(2, names[1]) == names[2:4]
    assert store.get_wanted(2, names[4]) == []
    assert store.get_wanted_owner(names[0]) == b"anna"
    assert store.get_wanted_owner(b"") is None
    store.add_blob(names[0], b"anna", b"12345")
    store.add_blob(names[1], b"anna", b"678")
    assert store.get_blob_bytes_of(b"anna") == 8
    assert store.get_blob_bytes_of(b"ben") == 0
    assert store.get_wanted() == names[2:]
    store.want_blob(names[0], b"anna", b"anna")
    assert store.get_wanted() == names[2:]
    assert store.get_blob(b"") is None


def test_peers_are_the_most_recent_first():
    store = Store(None)
    for number, node in enumerate((b"a", b"b", b"c")):
        store.remember_peer(node, f"/{number}", number)
    store.remember_peer(b"a", "/again", 9)
    assert store.get_peers() == [(b"a", "/again", 9), (b"c", "/2", 2), (b"b", "/1", 1)]
    assert len(store.get_peers(2)) == 2


def test_a_rolled_back_key_number_is_not_remembered(hamlet: Hamlet):
    """The number of a key that was never written must not be given to an event."""
    store = Store(None)
    event = hamlet.transfer(hamlet.people["anna"], hamlet.founder.account)

    def fail() -> None:
        with store.transaction():
            store.set_meta("commune", hamlet.commune)
            assert store.commune == hamlet.commune
            store.add_events([(event, PENDING)])
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        fail()
    store.forget_unsaved()
    assert store.commune == EventId(b"")
    store.set_meta("commune", hamlet.commune)
    with store.transaction():
        store.add_events([(event, PENDING)])
    assert store.get_event(event.id) == event
    assert store.db.execute("SELECT COUNT(*) FROM keys").fetchone() == (1,)
