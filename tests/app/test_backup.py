# SPDX-License-Identifier: AGPL-3.0-or-later
"""A backup file and a restoration tried for nothing, on real homes."""

from __future__ import annotations

import re
import shutil
import zlib
from collections.abc import Generator
from pathlib import Path

import pytest

from app.backup import HEAD, read_backup
from app.facade import Voisinage
from app.meters.local_curve import LocalCurve
from app.protection import seal_for
from app.vault import Vault
from app.words import new_words
from tests.helpers.commune import LISTEN, Commune, commune, do, doors, until
from tests.helpers.refusals import refused_code

DAY_MS = 86_400_000


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Generator[Commune]:
    """Claire seals; Karim has a meter with a day of curve, and is known to have 24 words."""
    with commune(tmp_path_factory.mktemp("backup")) as made:
        claire = made.found("claire", "Claire Martin")
        karim = made.join("karim", "Karim Benali", claire)
        do(karim.add_meter("production", 3_000, 30, 180, 0, 0))
        until(lambda: not karim.status().pending, karim)
        meter = karim.meters()[0].meter
        curve = LocalCurve(karim.home.curve_database)
        curve.put_back([(meter, DAY_MS, 3, 4_200)], [(meter, DAY_MS, DAY_MS + 1_800_000, 210)])
        curve.close()
        yield made


@pytest.fixture(scope="module")
def words(village: Commune) -> str:
    return " ".join(do(village.karim.words()))


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_words_alone_are_tried_and_nothing_stays(
    village: Commune, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    karim = village.karim
    before = karim.status().total_sealed
    view = do(karim.account.try_restore(words))
    assert (view.problem, view.name, view.has_file, view.meters_all) == ("", "Karim Benali", False, 1)
    assert view.balances == karim.balances()
    assert left_in(tmp_path) == []
    assert karim.status().total_sealed == before
    other = do(karim.account.try_restore(" ".join(new_words())))
    assert (other.problem, other.name, other.balances) == ("other-account", "", ())
    assert refused_code(lambda: do(karim.account.try_restore("abaisser abandon"))) == "bad-words"


def test_a_file_holds_what_is_here_alone_and_the_words_alone_open_it(
    village: Commune, words: str, tmp_path: Path
) -> None:
    karim, path = village.karim, tmp_path / "sauvegarde"
    saved = do(karim.account.save_backup(path))
    assert (saved.meters, saved.days) == (1, 1)
    assert path.stat().st_mode & 0o077 == 0
    content = path.read_bytes()
    assert b"Karim" not in content
    backup = read_backup(content, words)
    assert (backup.account, backup.name) == (karim.me().account, "Karim Benali")
    assert backup.code.addresses, "it says where the commune is"
    view = do(karim.account.try_restore(words, path))
    assert (view.problem, view.meters, view.days) == ("", 1, 1)
    assert refused_code(lambda: read_backup(content, " ".join(new_words()))) == "backup-other"
    assert refused_code(lambda: do(karim.account.try_restore(words, tmp_path / "none"))) == "backup-missing"
    assert (
        refused_code(lambda: do(karim.account.save_backup(tmp_path / "no" / "where"))) == "backup-unwritable"
    )


@pytest.mark.parametrize(
    "inside",
    [
        b"",
        b"not zlib",
        zlib.compress(b"{"),
        zlib.compress(b"[]"),
        zlib.compress(b'{"version":2}'),
        zlib.compress(b"[" * 100_000),
        zlib.compress(b"{}")[:-4],
    ],
)
def test_a_file_made_to_harm_is_refused(village: Commune, words: str, inside: bytes) -> None:
    content = HEAD + seal_for(village.karim.me().account, inside)
    assert refused_code(lambda: read_backup(content, words)) == "backup-damaged"


def test_what_is_no_backup_or_was_changed_is_refused(village: Commune, words: str, tmp_path: Path) -> None:
    assert refused_code(lambda: read_backup(b"%PDF-1.4", words)) == "backup-damaged"
    path = tmp_path / "sauvegarde"
    do(village.karim.account.save_backup(path))
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    assert refused_code(lambda: read_backup(bytes(content), words)) == "backup-other"


def test_another_computer_comes_back_from_words_and_file_without_any_code(
    village: Commune, words: str, tmp_path: Path
) -> None:
    karim, path = village.karim, tmp_path / "sauvegarde"
    do(karim.account.save_backup(path))
    again: Voisinage = do(doors.restore(tmp_path / "again", words, "", file=str(path), listen=LISTEN))
    try:
        until(lambda: again.is_member and again.status().synced, again)
        assert again.me().account == karim.me().account
        vault = Vault.open(again.home.keys)
        assert vault.device_names() == ("meter-1",)
        curve = LocalCurve(again.home.curve_database)
        assert curve.count_days() == 1
        curve.close()
    finally:
        again.close()


def test_a_file_of_another_account_leaves_no_home(village: Commune, tmp_path: Path) -> None:
    path = tmp_path / "sauvegarde"
    do(village.karim.account.save_backup(path))
    root = tmp_path / "new"
    claire = " ".join(do(village.claire.words()))
    assert refused_code(lambda: do(doors.restore(root, claire, "", file=str(path)))) == "backup-other"
    assert not root.exists()
    shutil.rmtree(root, ignore_errors=True)


def test_the_sheet_is_a_page_with_every_word(village: Commune, words: str, tmp_path: Path) -> None:
    path = tmp_path / "mots.pdf"
    do(village.karim.account.save_sheet(path, "fr"))
    content = path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    shown = re.findall(rb"F2 15 Tf \d+ \d+ Td \((.*?)\) Tj", content)
    assert [word.decode("cp1252") for word in shown] == words.split()
    start = int(content.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert content[start : start + 4] == b"xref"
    assert b"Karim Benali, commune de Saint-Aubin" in content


def test_a_page_the_window_drew_is_written_or_refused(village: Commune, tmp_path: Path) -> None:
    door, path = village.karim.account, tmp_path / "carte.pdf"
    do(door.save_page(path, b"%PDF-1.4"))
    assert path.read_bytes() == b"%PDF-1.4"
    assert (
        refused_code(lambda: do(door.save_page(tmp_path / "no" / "where", b"%PDF-1.4"))) == "sheet-unwritable"
    )
