# SPDX-License-Identifier: AGPL-3.0-or-later
"""`verify`: what it finds in a file that is not what was written, and what it does with an older one."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from app.cli_format import Tongue
from app.cli_register import run_verify
from app.errors import AppError
from app.home_making import take_lock
from app.paths import Home
from app.verify import verify_home
from ledger.store import SCHEMA_VERSION, Store
from tests.helpers.hamlet import Hamlet, settled
from tests.ledger.test_migrations import write_old


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A commune's file with payments, words, a void act and one that waits."""
    hamlet: Hamlet = settled("anna", "ben")
    anna, ben = hamlet.people["anna"], hamlet.people["ben"]
    hamlet.seal(*(hamlet.transfer(anna, ben.account, 60) for _ in range(20)))
    hamlet.seal(hamlet.transfer(ben, ben.account, 1), hamlet.transfer(ben, anna.account, 2))
    path = tmp_path_factory.mktemp("written") / "commune.db"
    copy = hamlet.copy(path)
    copy.append(hamlet.transfer(anna, ben.account, 3))
    copy.store.close()
    return path


@pytest.fixture
def home(written: Path, tmp_path: Path) -> Home:
    shutil.copyfile(written, tmp_path / "commune.db")
    return Home(tmp_path)


def spoil(home: Home, statement: str) -> None:
    with sqlite3.connect(home.database) as db:
        assert db.execute(statement).rowcount == 1
    db.close()


def test_a_terminal_sees_how_far_it_is_and_that_it_was_stopped(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """A year took half a minute without a sign of life."""
    assert run_verify(home, Tongue("fr"))["ok"]
    assert capsys.readouterr().err == "", "a file or another program reads this"
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert run_verify(home, Tongue("fr"), is_json=True)["ok"]
    assert capsys.readouterr().err == ""
    pages = run_verify(home, Tongue("fr"))["seals"]
    told = capsys.readouterr().err
    assert f"\rPage {pages} sur {pages}" in told
    assert told.endswith("\r")

    def interrupt(*_given: object, **_named: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(Store, "check_pages", interrupt)
    with pytest.raises(AppError) as caught:
        run_verify(home, Tongue("fr"))
    assert caught.value.code == "verify-stopped"


def test_a_whole_file_is_sound(home: Home):
    report = verify_home(home)
    assert (report.ok, report.problems) == (True, ())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE receipts SET postings = x'90' WHERE height = 6 AND position = 0",
        "UPDATE receipts SET outcome = label WHERE height = 6 AND position = 3",
        "UPDATE concerns SET position = 999 WHERE (account, height, position) IN"
        " (SELECT account, height, position FROM concerns WHERE height = 6 LIMIT 1)",
        "DELETE FROM receipts WHERE height = 7 AND position = 1",
        "UPDATE lists SET encoded = x'90' WHERE height = 1",
        "UPDATE events SET signature = zeroblob(64) WHERE height = 6 AND position = 2",
        "UPDATE events SET signature = zeroblob(64) WHERE height = -1",
    ],
)
def test_what_is_not_what_was_written_is_found(home: Home, statement: str):
    spoil(home, statement)
    report = verify_home(home)
    assert not report.ok
    assert report.problems


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE state SET row = x'01' WHERE name = 'parameters' AND key = (SELECT MIN(key) FROM state"
        " WHERE name = 'parameters')",
        "UPDATE seals SET encoded = x'c1' WHERE height = 3",
        "UPDATE events SET payload = x'c1' WHERE height = 3 AND position = 0",
    ],
)
def test_what_no_longer_reads_is_damage_or_a_problem(home: Home, statement: str):
    spoil(home, statement)
    try:
        found = "no problem" if verify_home(home).ok else "a problem"
    except AppError as error:
        found = error.code
    assert found in ("a problem", "store-damaged")


def test_an_older_file_is_brought_up_to_date_first(tmp_path: Path):
    write_old(tmp_path / "commune.db", 1)
    report = verify_home(Home(tmp_path))
    assert (report.ok, report.problems, report.seals) == (True, (), 11)
    with sqlite3.connect(tmp_path / "commune.db") as db:
        assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    db.close()


def test_an_older_file_that_somebody_writes_is_left_to_them(tmp_path: Path):
    write_old(tmp_path / "commune.db", 1)
    lock = take_lock(Home(tmp_path))
    with pytest.raises(AppError) as caught:
        verify_home(Home(tmp_path))
    assert caught.value.code == "in-use"
    lock.release()
