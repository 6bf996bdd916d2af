# SPDX-License-Identifier: AGPL-3.0-or-later
"""The 24 words are shown though the commune's file is broken: they are the way back."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.__main__ import main
from app.lock import HomeLock
from app.paths import Home
from app.vault import Vault
from app.words_alone import show_words
from tests.helpers.broken_homes import copy_home, found_home, picture
from tests.helpers.refusals import refused_code


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return found_home(tmp_path_factory.mktemp("words") / "home").root


@pytest.fixture
def home(founded: Path, tmp_path: Path) -> Home:
    return copy_home(founded, tmp_path / "home")


@pytest.mark.parametrize("how", ["damaged", "gone"])
def test_they_are_shown_on_the_screen(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], how: str
) -> None:
    home.database.write_bytes(b"noise" * 9_000) if how == "damaged" else home.database.unlink()
    words = Vault.open(home.keys).words()
    assert words is not None
    home.lock.touch(mode=0o600)
    before = picture(home.keys)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["--home", str(home.root), "backup", "--show"]) == 0
    said = capsys.readouterr().out
    assert all(word in said for word in words)
    assert picture(home.keys) == before
    assert main(["--home", str(home.root), "--json", "backup"]) == 1, "nothing else is answered without it"


def test_what_keeps_them_closed_is_said(home: Home) -> None:
    with HomeLock.acquire(home.lock):
        assert refused_code(lambda: show_words(home)) == "in-use"
    (home.keys / "node.json").rename(home.root / "aside")
    assert refused_code(lambda: show_words(home)) == "corrupt"
    (home.root / "aside").rename(home.keys / "node.json")
    Vault.open(home.keys).confirm_backup()
    assert refused_code(lambda: show_words(home)) == "words-erased"
    (home.keys / "vault.json").unlink()
    assert refused_code(lambda: show_words(home)) == "no-home"
