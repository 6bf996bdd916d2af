# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files and folders that cannot be used: words and what to do, never a traceback nor « make some room »."""

from __future__ import annotations

import errno
import json
import os
import random
import resource
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest

from app import desk as desks
from app.__main__ import main
from app.commands import give
from app.desk import Desk
from app.errors import AppError
from app.home_trouble import name_trouble
from app.meters.local_curve import LocalCurveError
from app.paths import Home, HomeError
from app.verify import verify_home
from ledger.errors import StoreClosed, StoreDamaged, StoreError
from ledger.state import get_chain
from ledger.store import SCHEMA_VERSION
from ledger.units import FUND
from p2p.sealer import Sealer
from tests.helpers.death_scenes import check_home
from tests.helpers.deaths import Tell, live


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("trouble") / "lea"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        assert main(["--home", str(root), "--json", "found", "--name", "Saint-Aubin", "--me", "Léa"]) == 0
    return root


@pytest.fixture
def home(founded: Path, tmp_path: Path) -> Home:
    shutil.copytree(founded, tmp_path / "lea", ignore=shutil.ignore_patterns("lock", "control.*"))
    return Home(tmp_path / "lea")


def refusal(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[str, str]:
    """(code, sentences) of a command that is refused."""
    capsys.readouterr()
    assert main(["--json", *words]) == 1
    error = json.loads(capsys.readouterr().out)["error"]
    return error["code"], error["message"]


# --- the commune's file ---


def spoil(home: Home, how: str) -> None:
    path = home.database
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    size = path.stat().st_size
    with path.open("r+b") as file:
        match how:
            case "nothing":
                file.truncate(0)
            case "half":
                file.truncate(size // 2)
            case "a header":
                file.truncate(100)
            case "noise":
                file.write(random.Random(4).randbytes(size))
            case "noise behind":
                file.seek(4_096)
                file.write(random.Random(4).randbytes(size - 4_096))
            case "zeros behind":
                file.seek(8_192)
                file.write(bytes(size - 8_192))


@pytest.mark.parametrize("how", ["nothing", "half", "a header", "noise", "noise behind", "zeros behind"])
def test_a_damaged_register_is_said_to_be(home: Home, capsys: pytest.CaptureFixture[str], how: str) -> None:
    spoil(home, how)
    for command in ("status", "verify") if how != "nothing" else ("status",):
        code, said = refusal(capsys, "--home", str(home.root), command)
        assert code == "store-damaged", (command, said)
        assert "24" in said
        assert "restore" in said
        assert str(home.root) in said
    with pytest.raises(AppError) as caught:
        Desk.open(home)
    assert caught.value.code == "store-damaged", "and not in-use: the lock was let go"


def test_a_row_that_is_none_of_ours_is_damage_too(home: Home) -> None:
    with sqlite3.connect(home.database) as db:
        db.execute("UPDATE state SET row = x'c1' WHERE name = 'chain'")
    with pytest.raises(AppError) as caught:
        Desk.open(home)
    assert caught.value.code == "store-damaged"


def test_a_newer_program_s_register(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(home.database) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    code, said = refusal(capsys, "--home", str(home.root), "status")
    assert code == "store-newer"
    assert "place" not in said
    assert "version" in said


def test_damaged_curves_are_said_to_be(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    home.curve_database.write_bytes(b"noise" * 1_000)
    code, said = refusal(capsys, "--home", str(home.root), "status")
    assert code == "curve-damaged"
    assert "curve.db" in said


# --- half of a home ---


@pytest.mark.parametrize(("lost", "said"), [("keys/vault.json", "signer"), ("commune.db", "commune.db")])
def test_half_a_home_is_not_said_to_be_none(
    home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lost: str, said: str
) -> None:
    """Nobody is told to found another commune where an account was."""
    monkeypatch.setenv("LANGUAGE", "fr")
    (home.root / lost).unlink()
    code, sentences = refusal(capsys, "--home", str(home.root), "status")
    assert code == "no-home"
    assert said in sentences
    assert "intact" in sentences
    assert "restore" in sentences
    assert "Fondez" not in sentences
    if lost == "commune.db":
        assert refusal(capsys, "--home", str(home.root), "verify")[1] == sentences


def test_without_its_own_name_among_neighbours_a_home_is_damaged(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    (home.keys / "node.json").unlink()
    assert refusal(capsys, "--home", str(home.root), "status")[0] == "corrupt"


# --- folders ---


@pytest.mark.parametrize("place", ["file/inside", "/proc/nowhere/x", "x" * 300, "file"])
def test_a_folder_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str) -> None:
    (tmp_path / "file").write_text("")
    root = str(tmp_path / place)
    code, said = refusal(capsys, "--home", root, "found", "--name", "Saint-Aubin", "--me", "Léa")
    assert code in ("home-unwritable", "home-not-a-folder")
    assert "--home" in said
    assert refusal(capsys, "--home", root, "demo", "--headless")[0] in (
        "home-unwritable",
        "home-not-a-folder",
    )
    assert refusal(capsys, "--home", root, "status")[0] in ("no-home", "home-unwritable", "no-answer")


def test_each_trouble_has_its_own_code(tmp_path: Path) -> None:
    home = Home(tmp_path)
    full, strange = OSError(errno.ENOSPC, "full"), OSError(errno.EACCES, "no", "/x")
    for error, code in (
        (HomeError("home-not-private", tmp_path), "home-not-private"),
        (StoreDamaged("x"), "store-damaged"),
        (StoreError("x"), "store"),
        (LocalCurveError("corrupt"), "curve-damaged"),
        (LocalCurveError("full"), "store"),
        (full, "store"),
        (strange, "home-unwritable"),
    ):
        assert name_trouble(home, error).code == code
    assert name_trouble(home, strange).params["home"] == "/x"
    read_only = name_trouble(home, OSError(errno.EROFS, "read-only", "/x/log"))
    assert (read_only.code, read_only.params["why"]) == ("home-unwritable", "read-only")


# --- disks that do what disks do: bytes that turn, no room, no right ---


def flatten(home: Home) -> None:
    """Everything in one file, no journal beside it."""
    with sqlite3.connect(home.database) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    db.close()


def dump_of(path: Path) -> list[str]:
    """Every row of every table."""
    with sqlite3.connect(path) as db:
        lines = [line for line in db.iterdump() if line.startswith("INSERT")]
    db.close()
    return lines


def test_a_byte_that_turned_is_found_or_stood_nowhere(home: Home) -> None:
    """Wherever one byte turns: opening or `verify` says so, or what the file says is what was written."""
    flatten(home)
    whole, said = home.database.read_bytes(), dump_of(home.database)
    draw, found, harmless = random.Random(4), 0, 0
    for _ in range(120):
        at = draw.randrange(len(whole))
        spoilt = bytearray(whole)
        spoilt[at] ^= 1 << draw.randrange(8)
        home.database.write_bytes(bytes(spoilt))
        try:
            outcome = "sound" if verify_home(home).ok else "problems"
            Desk.open(home).close()
        except AppError as error:
            outcome = error.code
        assert outcome in ("sound", "problems", "store-damaged", "store-newer", "store", "home-unwritable")
        if outcome == "sound":
            harmless += 1
            assert dump_of(home.database) == said, f"byte {at} lies"
        else:
            found += 1
        for name in ("commune.db-wal", "commune.db-shm", "commune.db-journal"):
            (home.root / name).unlink(missing_ok=True)
    # A small file is mostly empty pages.
    assert found > 8
    assert harmless > 8


def pay_until_full(folder: Path, tell: Tell) -> None:
    """Pay into files that may not grow: the kernel refuses, as a full disk does."""
    desk = Desk.open(Home(folder))
    size = (folder / "commune.db-wal").stat().st_size if (folder / "commune.db-wal").exists() else 0
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 60_000, resource.RLIM_INFINITY))
    try:
        while True:
            tell("event", give(desk, FUND, "hour", 1).id.hex())
    except AppError as error:
        tell("refused", error.code)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    tell("event", give(desk, FUND, "hour", 1).id.hex())
    desk.close()


def test_a_full_disk_refuses_in_words_and_loses_nothing(home: Home) -> None:
    life = live(home.root, pay_until_full)
    assert not life.failure, life.failure
    told = [note[1] for note in life.notes if note[0] == "event"]
    assert ("refused", "store") in life.notes
    assert len(told) > 1
    assert check_home(home.root, life.notes) == []


def open_closed(folder: Path, tell: Tell) -> None:
    """Open a home that another user of this computer may read and not write."""
    if not os.geteuid():
        os.seteuid(NOBODY)
    try:
        Desk.open(Home(folder / "lea")).close()
    except AppError as error:
        tell("refused", error.code)


NOBODY = 65_534


def test_a_folder_one_may_not_write_is_said_to_be(founded: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)
        shutil.copytree(founded, root / "lea", ignore=shutil.ignore_patterns("control.*"))
        before = (root / "lea" / "commune.db").read_bytes()
        for path in sorted((root / "lea").rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        (root / "lea").chmod(0o555)
        life = live(root, open_closed)
        for path in (root / "lea", *(root / "lea").rglob("*")):
            path.chmod(0o755)
        assert not life.failure, life.failure
        assert life.notes == [("refused", "home-unwritable")]
        assert (root / "lea" / "commune.db").read_bytes() == before


def test_a_lock_that_is_gone_is_made_again(home: Home) -> None:
    home.lock.unlink(missing_ok=True)
    desk = Desk.open(home)
    assert home.lock.exists()
    with pytest.raises(AppError) as caught:
        Desk.open(home)
    assert caught.value.code == "in-use"
    desk.close()
    Desk.open(home).close()


def test_a_register_newer_than_this_computer_s_clock_still_opens(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clock put back: acts are kept, and sealed once the date is right again."""
    now_ms = desks.now_ms()
    monkeypatch.setattr(desks, "now_ms", lambda: now_ms - 400 * 86_400_000)
    desk = Desk.open(home)
    event = give(desk, FUND, "hour", 60)
    seal_ms = get_chain(desk.replica.state).seal_ms
    votes = desk.open_votes()
    sealer = Sealer(desk.replica, desk.vault.node_seed, votes)
    assert sealer.seal(desks.now_ms()) is None
    monkeypatch.undo()
    assert event.id in desk.replica.dag.events
    execution = sealer.seal(desks.now_ms())
    assert execution is not None
    assert [result.outcome for result in execution.results if result.id == event.id] == ["applied"]
    assert get_chain(desk.replica.state).seal_ms > seal_ms
    votes.close()
    desk.close()
    assert verify_home(home).ok


def test_a_file_that_cannot_be_opened_on_a_disk_that_is_read_only_says_so(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = StoreClosed("unable to open database file")
    assert name_trouble(home, closed).params.get("why") is None

    class ReadOnly:
        f_flag = os.ST_RDONLY

    monkeypatch.setattr("app.home_trouble.os.statvfs", lambda _path: ReadOnly)
    trouble = name_trouble(home, closed)
    assert (trouble.code, trouble.params["why"]) == ("home-unwritable", "read-only")
