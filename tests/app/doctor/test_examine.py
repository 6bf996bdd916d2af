# SPDX-License-Identifier: AGPL-3.0-or-later
"""Really broken homes: each is named in words with what to do, none is touched, nothing crashes."""

from __future__ import annotations

import json
import os
import random
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from app.__main__ import main
from app.cli_errors import read_table
from app.cli_format import Tongue
from app.doctor import sentences
from app.doctor.examine import examine, to_document
from app.doctor.files import FREE_BYTES_LOW, FREE_BYTES_MIN
from app.doctor.words import name_findings, say_examination
from app.lock import HomeLock
from app.paths import Home
from ledger.store import SCHEMA_VERSION, Store
from tests.helpers.broken_homes import copy_home, find, found_home, picture, surroundings, troubles
from tests.helpers.tree import ROOT, read

ALWAYS = {"backup-missing", "witness-absent"}
"""Of a home just founded whose program is closed."""


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return found_home(tmp_path_factory.mktemp("doctor") / "lea").root


@pytest.fixture
def home(founded: Path, tmp_path: Path) -> Home:
    return copy_home(founded, tmp_path / "lea")


def overwrite(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.chmod(0o600)


def execute(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as db:
        db.execute(statement)
    db.close()


def spoil_half(path: Path) -> None:
    """Noise behind the first pages, as a dying disk leaves it."""
    execute(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(8_192)
        file.write(random.Random(4).randbytes(size - 8_192))


def drop(home: Home, name: str) -> None:
    (home.root / name).unlink()


def drop_key_file(home: Home) -> None:
    next(home.keys.glob("*.key")).unlink()


def make_a_folder_of_config(home: Home) -> None:
    home.config.unlink()
    home.config.mkdir(mode=0o700)


BREAKS: dict[str, tuple[Callable[[Home], object], set[str]]] = {
    "open to others": (lambda home: home.root.chmod(0o755), {"home-open"}),
    "keys open to others": (lambda home: (home.keys / "node.json").chmod(0o644), {"files-open"}),
    "register open to others": (lambda home: home.database.chmod(0o604), {"files-open"}),
    "no vault": (lambda home: drop(home, "keys/vault.json"), {"keys-missing"}),
    "vault cut": (lambda home: overwrite(home.keys / "vault.json", b'{"vault":'), {"keys-damaged"}),
    "vault changed": (
        lambda home: overwrite(
            home.keys / "vault.json", (home.keys / "vault.json").read_bytes().replace(b"a", b"b")
        ),
        {"keys-damaged"},
    ),
    "no key file": (drop_key_file, {"keys-damaged"}),
    "no computer's name": (lambda home: drop(home, "keys/node.json"), {"node-key-damaged"}),
    "bad computer's name": (lambda home: overwrite(home.keys / "node.json", b"{}"), {"node-key-damaged"}),
    "no register": (lambda home: drop(home, "commune.db"), {"store-missing"}),
    "empty register": (lambda home: overwrite(home.database, b""), {"store-damaged"}),
    "noise for a register": (
        lambda home: overwrite(home.database, random.Random(4).randbytes(50_000)),
        {"store-damaged"},
    ),
    "half a register": (lambda home: spoil_half(home.database), {"store-damaged"}),
    "another program's file": (
        lambda home: (home.database.unlink(), execute(home.database, "CREATE TABLE x (y)")),
        {"store-damaged", "files-open"},
    ),
    "a seal that is none": (
        lambda home: execute(home.database, "UPDATE seals SET encoded = x'c1'"),
        {"store-damaged"},
    ),
    "a row that is not as it was written": (
        lambda home: execute(home.database, "UPDATE state SET row = row || x'00' WHERE name = 'accounts'"),
        {"store-damaged"},
    ),
    "nobody's register": (
        lambda home: execute(home.database, "DELETE FROM meta WHERE name = 'account'"),
        {"store-damaged"},
    ),
    "a newer register": (
        lambda home: execute(home.database, f"PRAGMA user_version = {SCHEMA_VERSION + 1}"),
        {"store-newer"},
    ),
    "config is not JSON": (lambda home: overwrite(home.config, b"\xff{"), {"config-damaged"}),
    "config asks for the impossible": (
        lambda home: overwrite(home.config, b'{"language": "la"}'),
        {"config-damaged"},
    ),
    "config is a folder": (make_a_folder_of_config, {"config-unreadable"}),
    "votes are noise": (
        lambda home: overwrite(home.votes, random.Random(4).randbytes(9_000)),
        {"votes-damaged"},
    ),
    "the past is noise": (
        lambda home: overwrite(home.history_database, b"noise" * 999),
        {"history-damaged"},
    ),
    "the past is open to others": (
        lambda home: (overwrite(home.history_database, b""), home.history_database.chmod(0o604)),
        {"files-open"},
    ),
    "curves are noise": (lambda home: overwrite(home.curve_database, b"noise" * 999), {"curve-damaged"}),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_broken_is_named_and_left_as_it_is(home: Home, name: str) -> None:
    break_it, expected = BREAKS[name]
    break_it(home)
    before = picture(home.root)
    found = troubles(home)
    assert expected <= found, found
    assert found - expected <= ALWAYS
    assert picture(home.root) == before


def test_a_home_just_founded_lacks_a_backup_only(home: Home) -> None:
    before = picture(home.root)
    found = find(home)
    assert {code for code in found if found[code].level == "trouble"} == ALWAYS
    assert {"home", "disk", "store", "python"} <= set(found)
    assert found["store"].figures["seals"] >= 1
    assert picture(home.root) == before


def test_the_vote_file_of_a_witness(home: Home, founded: Path) -> None:
    from p2p.vote_file import VoteFile

    home.votes.unlink(missing_ok=True)
    assert "votes-missing" in troubles(home)
    VoteFile(home.votes, is_witness=False, random_id=bytes(16)).close()
    assert "witness-absent" in troubles(home)
    votes = VoteFile(home.votes, is_witness=True, random_id=bytes(16))
    votes.mark_broken("older-copy")
    votes.close()
    found = find(home)
    assert found["silent"].figures["why"] == "older-copy"


def test_a_journal_that_a_crash_left_is_read_in_a_copy(home: Home) -> None:
    writer = Store(home.database)
    writer.set_meta("joining", b"x")
    for name in ("commune.db", "commune.db-wal"):
        (home.root / f"kept-{name}").write_bytes((home.root / name).read_bytes())
    writer.close()
    for name in ("commune.db", "commune.db-wal"):
        (home.root / f"kept-{name}").replace(home.root / name)
    home.database.chmod(0o600)
    before = picture(home.root)
    assert "join-waits" in find(home), "what lay in the journal alone was read"
    assert picture(home.root) == before


def test_the_clock_of_a_computer_that_woke_in_the_past(home: Home) -> None:
    assert "clock-behind" in troubles(home, surroundings(now_ms=1_500_000_000_000))


def test_an_older_program_s_register(home: Home) -> None:
    home.database.unlink()
    with sqlite3.connect(home.database) as db:
        db.executescript(read("tests/ledger/stores/schema_1.sql"))
        db.execute("PRAGMA user_version = 1")
        db.execute("INSERT OR REPLACE INTO meta VALUES ('account', x'01')")
    db.close()
    home.database.chmod(0o600)
    found = find(home)
    assert {"store-older", "store"} <= set(found)


def test_the_disk(home: Home) -> None:
    assert "disk-full" in troubles(home, surroundings(free=FREE_BYTES_MIN - 1))
    assert "disk-low" in find(home, surroundings(free=FREE_BYTES_LOW - 1))


def test_a_home_held_by_another_process(home: Home) -> None:
    with HomeLock.acquire(home.lock):
        found = find(home)
    assert found["home-busy"].figures["pid"] == os.getpid()
    assert "home-busy" not in find(home)


def test_faults_in_the_log_of_today(home: Home) -> None:
    from datetime import datetime

    stamp = datetime.now().strftime("%Y-%m-%d %H:%M:%S,000")
    home.log.parent.mkdir(mode=0o700, exist_ok=True)
    overwrite(
        home.log, f"{stamp} ERROR   voisinage: disk\n2001-01-01 00:00:00,0 ERROR   old\nnoise\n".encode()
    )
    assert find(home)["log-faults"].figures["count"] == 1


def test_a_passphrase_is_neither_asked_for_nor_needed(tmp_path: Path) -> None:
    from app.protection import Cost
    from app.vault import Vault
    from app.words import new_words

    home = Home(tmp_path / "lea")
    home.create()
    cheap = Cost(operations=1, memory_bytes=8192)
    Vault.create(home.keys, words=new_words(), passphrase="sésame", cost=cheap)
    found = find(home)
    assert {"keys-passphrase", "backup-unknown"} <= set(found)


def test_a_keyring_that_does_not_answer(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    (home.keys / "vault.json").unlink()
    from app.vault import Vault, new_words

    vault = Vault.create(home.keys, words=new_words())
    assert vault.protection == "file"
    document = json.loads((home.keys / "vault.json").read_text())
    from app.vault import _sum

    document["vault"]["protection"] = "keyring"
    document["sum"] = _sum(document["vault"])
    overwrite(home.keys / "vault.json", json.dumps(document).encode())
    assert "keyring-silent" in troubles(home)


# --- no home, and places that are none ---


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("nowhere", "no-home"),
        ("file", "home-not-a-folder"),
        ("file/inside", "no-home"),
        ("empty", "empty-home"),
        ("x" * 300, "home-not-a-folder"),
        ("loop", "home-not-a-folder"),
    ],
)
def test_where_there_is_no_home(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str, code: str
) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir(mode=0o700)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    before = picture(tmp_path)
    assert main(["--home", str(tmp_path / place), "--json", "doctor"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert code in {row["code"] for row in document["findings"]}
    assert picture(tmp_path) == before


# --- words ---


def list_codes() -> set[str]:
    """Every code that the checks may find, read from their text."""
    text = "".join(read(path.relative_to(ROOT).as_posix()) for path in (ROOT / "app/doctor").glob("*.py"))
    codes = set(re.findall(r'(?:good|note|trouble)\(\s*"([\w-]+)"', text))
    codes |= set(re.findall(r'code="([\w-]+)"', text))
    codes |= {f"listens-{reach}" for reach in ("everywhere", "here", "itself")}
    codes |= {"keys-keyring", "keys-passphrase", "clock-slow", "clock-fast", "keyring-silent", "keys-damaged"}
    return codes


def test_every_finding_has_words_in_both_languages() -> None:
    french, english = read_table(sentences.FRENCH), read_table(sentences.ENGLISH)
    codes = list_codes()
    assert len(codes) > 50
    assert (codes - set(french), set(french) - codes) == (set(), set())
    assert {code: len(lines) for code, lines in french.items()} == {
        code: len(lines) for code, lines in english.items()
    }
    figures = re.compile(r"\{(\w+)\}")
    for code in french:
        named = set(figures.findall(" ".join(french[code])))
        assert named == set(figures.findall(" ".join(english[code]))), code


SAYS_IT_FOR_MONEY = re.compile(
    r"perdu|intact|comptes|payer|sign[eé]|touché|votre compte"
    r"|lost|accounts|pay in your name|sign|touched|your account"
)
OF_NO_ACCOUNT = {"no-home", "empty-home", "check-broke", "silent"}
"""No account is here; a check of ours failed; a register that waits, whose own sentences say it."""


def test_what_is_to_be_done_says_what_it_means_for_the_accounts() -> None:
    for text in (sentences.FRENCH, sentences.ENGLISH):
        to_do = {code: lines for code, lines in read_table(text).items() if len(lines) == 2}
        assert len(to_do) > 30
        mute = {code for code, lines in to_do.items() if not SAYS_IT_FOR_MONEY.search(" ".join(lines))}
        assert mute <= OF_NO_ACCOUNT


@pytest.mark.parametrize(
    ("minutes", "late"), [(20, "20 minutes"), (150, "2 heures et 30 minutes"), (1_440, "1 jour"),
                          (10_000 * 24 * 60, "10 000 jours")]
)  # fmt: skip
def test_how_late_a_clock_is_is_said_in_units_one_can_read(home: Home, minutes: int, late: str) -> None:
    seal_ms = find(home, surroundings(now_ms=1_000))["clock-behind"].figures["minutes"]
    place = surroundings(now_ms=1_000 + (int(seal_ms) - minutes) * 60_000)
    named = name_findings(Tongue("fr"), to_document(home, examine(home, place)))
    (said,) = [row["says"] for row in named["findings"] if row["code"] == "clock-behind"]
    assert f"d’au moins {late} sur" in said.replace("\u202f", " ").replace("\u00a0", " ")


def test_what_is_trouble_says_what_to_do(home: Home) -> None:
    home.root.chmod(0o755)
    for tongue in (Tongue("fr"), Tongue("en")):
        named = name_findings(tongue, to_document(home, examine(home, surroundings())))
        for row in named["findings"]:
            assert row["says"]
            assert "{" not in row["says"] + row["todo"]
            assert bool(row["todo"]) == (row["level"] == "trouble"), row["code"]
    lines = list(
        say_examination(
            Tongue("fr"), name_findings(Tongue("fr"), to_document(home, examine(home, surroundings())))
        )
    )
    assert any(f'chmod 700 "{home.root}"' in line for line in lines)


def test_nothing_to_do_is_exit_zero(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    from app.vault import Vault

    Vault.open(home.keys).confirm_backup()
    execute(home.database, "DELETE FROM lists")  # no witness: nobody waits for this computer
    home.votes.unlink(missing_ok=True)
    capsys.readouterr()
    assert main(["--home", str(home.root), "doctor"]) == 0
    assert "va bien" in capsys.readouterr().out or "well here" in capsys.readouterr().out
