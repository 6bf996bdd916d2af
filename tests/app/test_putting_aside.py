# SPDX-License-Identifier: AGPL-3.0-or-later
"""A home whose passphrase was forgotten is put aside whole; it comes back if the return comes to nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.code import encode_code
from app.errors import AppError
from app.facade import found, has_home, open_home, restore
from app.facade_entering import get_aside, turn_back
from app.home_making import take_lock
from app.paths import Home
from app.putting_aside import find_aside, put_aside
from tests.app.test_entering import CODE
from tests.helpers.commune import LISTEN, do
from tests.helpers.word_sheets import FRENCH

PHRASE = "trois petits chats"
DAY = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture
def locked(tmp_path: Path) -> tuple[Home, str, bytes]:
    """A home that its passphrase keeps shut, its 24 words, whose it is."""
    home = Home(tmp_path / "lea")
    lea = do(found(home.root, "Saint-Aubin", "Léa", listen=LISTEN))
    words, account = " ".join(do(lea.words())), lea.me().account
    do(lea.confirm_backup())
    do(lea.account.set_passphrase(PHRASE))
    lea.close()
    return home, words, account


def files(home: Home) -> dict[str, bytes]:
    """All but the register, which reading changes in how it lies on the disk: opening it tells."""
    found = [path for path in home.root.rglob("*") if path.is_file() and "commune.db" not in path.name]
    return {str(path.relative_to(home.root)): path.read_bytes() for path in found}


def come_back(home: Home, words: str) -> object:
    return do(restore(home.root, words, encode_code(CODE), listen=LISTEN, is_forgotten=True))


def test_nothing_of_it_is_lost_and_the_phrase_opens_it_still(locked) -> None:
    home, _words, account = locked
    before = files(home)
    aside = put_aside(home, account, DAY)
    assert aside.name == "lea-mis-de-cote-2026-11-26"
    assert files(Home(aside)) == before
    assert find_aside(home) == aside
    assert (home.root / "curve.db").read_bytes() == before["curve.db"]
    open_home(aside, passphrase=PHRASE, listen=LISTEN, is_online=False).close()


def test_a_return_that_comes_to_nothing_puts_it_back(locked) -> None:
    home, words, account = locked
    before = files(home)
    back = come_back(home, words)
    assert get_aside(back)
    turn_back(back)
    assert files(home) == before
    assert list(home.root.parent.iterdir()) == [home.root]
    lea = open_home(home.root, passphrase=PHRASE, listen=LISTEN, is_online=False)
    assert lea.me().account == account
    lea.close()


def test_killed_before_there_are_new_keys_the_old_home_is_there_again(locked) -> None:
    home, _words, account = locked
    before = files(home)
    put_aside(home, account, DAY)
    home.keys.mkdir()
    (home.keys / "node.json").write_text("{}")
    assert has_home(home.root)
    assert files(home) == before
    assert list(home.root.parent.iterdir()) == [home.root]


def test_a_return_under_way_is_left_alone(locked) -> None:
    home, _words, account = locked
    aside = put_aside(home, account, DAY)
    with take_lock(home):
        assert not has_home(home.root)
        assert aside.exists()


@pytest.mark.parametrize("what", ["other-words", "home-exists"])
def test_only_the_account_that_the_phrase_closes_is_put_aside(locked, what: str) -> None:
    home, words, _account = locked
    if what == "home-exists":
        lea = open_home(home.root, passphrase=PHRASE, listen=LISTEN, is_online=False)
        do(lea.account.set_passphrase(None))
        lea.close()
    before = files(home)
    with pytest.raises(AppError) as caught:
        come_back(home, FRENCH if what == "other-words" else words)
    assert caught.value.code == what
    assert files(home) == before
    assert list(home.root.parent.iterdir()) == [home.root]
