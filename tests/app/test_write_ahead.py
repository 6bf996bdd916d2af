# SPDX-License-Identifier: AGPL-3.0-or-later
"""A log laid out ahead: no commit lengthens it; what a crash leaves behind opens with all that was told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.write_ahead import LOG_BYTES, lay_out_log
from ledger.store import Store
from tests.helpers.hamlet import Hamlet, give, picture_of, settled


@pytest.fixture
def hamlet(tmp_path: Path) -> Iterator[Hamlet]:
    hamlet = settled("anna")
    hamlet.main = hamlet.copy(tmp_path / "commune.db")
    yield hamlet
    hamlet.main.store.close()


def log_of(store: Store) -> Path:
    assert store.path is not None
    return store.path.with_name(f"{store.path.name}-wal")


def crash(store: Store, folder: Path) -> Store:
    """The file as a death at this moment would leave it, opened again."""
    folder.mkdir()
    assert store.path is not None
    for file in (store.path, log_of(store)):
        shutil.copyfile(file, folder / file.name)
    return Store(folder / store.path.name)


def pay(hamlet: Hamlet) -> bytes:
    event = hamlet.transfer(hamlet.people["anna"], hamlet.founder.account, 1)
    hamlet.main.append(event)
    return event.id


def test_no_commit_lengthens_a_log_that_was_laid_out(hamlet: Hamlet):
    store = hamlet.main.store
    pay(hamlet)
    lay_out_log(store)
    assert log_of(store).stat().st_size == LOG_BYTES
    for _ in range(20):
        pay(hamlet)
    hamlet.seal()
    lay_out_log(store)
    assert log_of(store).stat().st_size == LOG_BYTES


def test_after_a_death_all_that_was_told_is_there(hamlet: Hamlet, tmp_path: Path):
    """Before the log was laid out, with it just laid out, after commits, and after it was begun anew."""
    store, told = hamlet.main.store, [pay(hamlet)]

    def check(name: str) -> None:
        again = crash(store, tmp_path / name)
        assert all(again.has_event(event) for event in told)
        assert again.check_pages() == []
        again.close()

    check("short")
    lay_out_log(store)
    check("laid out")
    told += [pay(hamlet) for _ in range(3)]
    check("written")
    while True:
        told += [pay(hamlet) for _ in range(20)]
        busy, pages, moved = store.db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        assert not busy
        if pages > 100:
            break
    assert moved == pages
    check("moved to its place")
    told.append(pay(hamlet))
    check("begun anew")
    assert log_of(store).stat().st_size == LOG_BYTES


def test_a_log_laid_out_before_the_first_act_holds_nothing(tmp_path: Path, hamlet: Hamlet):
    path = tmp_path / "again" / "commune.db"
    path.parent.mkdir()
    source = hamlet.main
    copy = hamlet.copy(path)
    copy.store.close()
    store = Store(path)
    lay_out_log(store)
    assert log_of(store).stat().st_size == LOG_BYTES
    reader = Store(path, read_only=True)
    assert reader.count_events() == source.store.count_events()
    reader.close()
    crash(store, tmp_path / "empty").close()
    store.close()
    assert not log_of(store).exists(), "the last to close removes it"


def test_what_cannot_be_laid_out_stays_short(hamlet: Hamlet, monkeypatch: pytest.MonkeyPatch):
    lay_out_log(Store(None))
    store = hamlet.main.store
    pay(hamlet)
    size = log_of(store).stat().st_size

    def refuse(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    lay_out_log(store)
    assert not store.db.in_transaction
    pay(hamlet)
    assert log_of(store).stat().st_size >= size
    assert picture_of(hamlet.copy()) == picture_of(hamlet.main)


def test_a_neighbour_s_acts_go_the_same_way(hamlet: Hamlet):
    lay_out_log(hamlet.main.store)
    event = hamlet.transfer(hamlet.people["anna"], hamlet.founder.account, 1)
    assert give(hamlet.main, event).stored
    assert log_of(hamlet.main.store).stat().st_size == LOG_BYTES
