# SPDX-License-Identifier: AGPL-3.0-or-later
"""A home is made whole or not at all: a refusal leaves nothing of its own and all that was there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app import desk as desks
from app.__main__ import main
from app.desk import found, prepare_join
from app.errors import AppError
from app.home_making import look_before, new_home, take_lock
from app.paths import Home
from app.words import new_words
from ledger.errors import StoreError
from tests.app.test_entering import CODE

FOUND = ("found", "--name", "Saint-Aubin", "--me", "Léa")


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "villages" / "lea")


def refusal(home: Home, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[str, str]:
    """(code, sentences) of a founding that is refused."""
    capsys.readouterr()
    assert main(["--home", str(home.root), "--json", *words]) == 1
    error = json.loads(capsys.readouterr().out)["error"]
    return error["code"], error["message"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--set", "bidon=1"), "unknown-parameter", "bidon"),
        (("--set", "pot.lock-days-max=99999999999999999999"), "bad-parameter", "pot.lock-days-max"),
        (("--set", "guarantee.partners=33"), "bad-parameter", "32"),
        (("--set", "guarantee.partners=-1"), "bad-parameter", "guarantee.partners"),
        (("--since", "1900-01-01"), "since-too-old", "1900"),
        (("--since", "0001-01-01"), "since-too-old", "--since"),
        (("--since", "2999-01-01"), "since-future", "2999"),
        (("--since", "9999-12-31"), "since-future", "9999"),
        (("--latitude", "89"), "bad-place", "--latitude"),
        (("--name", "x" * 81), "bad-commune-name", ""),
    ],
)
def test_a_refused_founding_can_be_done_again(
    home: Home, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: str, said: str
) -> None:
    told, message = refusal(home, capsys, *FOUND, *words)
    assert told == code
    assert said in message
    assert not home.root.parent.exists()
    assert main(["--home", str(home.root), "--json", *FOUND]) == 0


def test_a_founding_the_disk_cuts_short_leaves_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_desk: desks.Desk, _paper: bytes) -> None:
        raise StoreError("full")

    home.create()
    (home.root / "photo.jpg").write_text("mine")
    with monkeypatch.context() as patch:
        patch.setattr(desks, "add_device", full)
        with pytest.raises(AppError) as caught:
            make(home)
    assert caught.value.code == "store"
    assert [path.name for path in home.root.iterdir()] == ["photo.jpg"]
    make(home)


def make(home: Home) -> None:
    found(
        home, name="Saint-Aubin", me="Léa", latitude_centideg=4_575, longitude_centideg=485, since_ms=0
    ).close()


def test_a_join_the_disk_cuts_short_leaves_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StoreError("full")

    with monkeypatch.context() as patch:
        patch.setattr(desks, "pin", full)
        with pytest.raises(AppError):
            prepare_join(home, CODE, "Nora")
    assert not home.root.exists()
    prepare_join(home, CODE, "Nora").close()


def test_who_comes_second_takes_nothing_away(home: Home) -> None:
    home.create()
    with take_lock(home), pytest.raises(AppError) as caught, new_home(home, new_words(), None):
        pass
    assert caught.value.code == "in-use"
    assert home.lock.exists()
    make(home)
    names = look_before(home).names
    with pytest.raises(AppError) as caught:
        make(home)
    assert caught.value.code == "home-exists"
    assert look_before(home).names == names


def test_an_empty_folder_that_was_there_stays(home: Home) -> None:
    home.root.mkdir(parents=True)
    before = look_before(home)
    make(home)
    before.put_back()
    assert home.root.is_dir()
    assert not any(home.root.iterdir())
