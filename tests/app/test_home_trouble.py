# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files and folders that cannot be used: words and what to do, never a traceback nor « make some room »."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from app.__main__ import main
from app.desk import Desk
from app.errors import AppError
from app.home_trouble import name_trouble
from app.meters.local_curve import LocalCurveError
from app.paths import Home, HomeError
from ledger.errors import StoreDamaged, StoreError
from ledger.store import SCHEMA_VERSION


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
                file.write(os.urandom(size))
            case "noise behind":
                file.seek(4_096)
                file.write(os.urandom(size - 4_096))
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
