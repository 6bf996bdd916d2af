# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window's way into a commune: refused, it leaves nothing behind, and can be tried again.

And the node of an opened home, which starts when the window asks for it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.code import encode_code
from app.errors import AppError
from app.facade import found, join, open_home
from tests.app.test_entering import CODE
from tests.helpers.commune import do, until
from tests.helpers.processes import Person, Street

NOWHERE = ("/ip4/203.0.113.1/tcp/4101",)
"""An address of no computer (RFC 5737): nobody can listen there."""
LISTEN = ("/ip4/127.0.0.1/tcp/0",)


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


def test_a_home_whose_node_cannot_listen_is_not_left(tmp_path: Path) -> None:
    root = tmp_path / "home"
    for attempt in (
        lambda: found(root, "Saint-Aubin", "Léa", listen=NOWHERE),
        lambda: join(root, encode_code(CODE), "Nora", listen=NOWHERE),
    ):
        with pytest.raises(AppError) as caught:
            do(attempt())
        assert caught.value.code == "cannot-listen"
        assert not root.exists()
    do(found(root, "Saint-Aubin", "Léa", listen=LISTEN)).close()


def make_home(root: Path) -> None:
    do(found(root, "Saint-Aubin", "Léa", listen=LISTEN)).close()


def test_a_home_is_used_before_its_node_runs_and_the_acts_leave_with_it(tmp_path: Path) -> None:
    make_home(tmp_path / "home")
    lea = open_home(tmp_path / "home", listen=LISTEN, is_online=False)
    told = []
    lea.subscribe(told.append)
    try:
        do(lea.rename("Léa Morvan"))
        assert lea.me().name == "Léa Morvan"
        assert lea.status().my_pending
        assert told, "a page is told of an act that no node tells of"
        lea.go_online()
        while_it_starts = [lea.rename(name) for name in ("Lea", "Léa")]
        lea.go_online()  # asked again: nothing more
        for ticket in while_it_starts:
            do(ticket)
        until(lambda: not lea.status().pending, lea)
        assert lea.me().name == "Léa"
    finally:
        lea.close()


def test_a_node_that_cannot_listen_leaves_the_home_open(tmp_path: Path) -> None:
    make_home(tmp_path / "home")
    lea = open_home(tmp_path / "home", listen=NOWHERE, is_online=False)
    troubles: list[str] = []
    lea.on_trouble = lambda error: troubles.append(error.code)
    try:
        lea.go_online()
        until(lambda: troubles, lea)
        assert troubles == ["cannot-listen"]
        do(lea.rename("Léa Morvan"))
        assert lea.me().name == "Léa Morvan"
    finally:
        lea.close()
    again = open_home(tmp_path / "home", listen=LISTEN)
    try:
        until(lambda: not again.status().pending, again)
        assert again.me().name == "Léa Morvan", "what was asked meanwhile left at the next start"
    finally:
        again.close()


def test_a_home_is_closed_while_its_node_starts(tmp_path: Path) -> None:
    make_home(tmp_path / "home")
    lea = open_home(tmp_path / "home", listen=LISTEN, is_online=False)
    lea.go_online()
    lea.close()
    open_home(tmp_path / "home", listen=LISTEN, is_online=False).close()


def test_words_on_paper_are_told_of_though_nothing_is_signed(tmp_path: Path) -> None:
    lea = do(found(tmp_path / "home", "Saint-Aubin", "Léa", listen=LISTEN))
    try:
        until(lambda: not lea.status().pending, lea)
        assert [item.kind for item in lea.inbox()] == ["backup"]
        told: list[tuple[frozenset[str], bool]] = []
        lea.subscribe(lambda topics: told.append((topics, lea.status().backup_done)))
        do(lea.confirm_backup())
        assert lea.inbox() == ()
        assert any({"status", "members"} <= topics and done for topics, done in told)
    finally:
        lea.close()


def test_what_a_command_beside_the_window_writes_is_told_of(tmp_path: Path) -> None:
    lea = do(found(tmp_path / "home", "Saint-Aubin", "Léa", listen=LISTEN))
    beside = Person(tmp_path / "home", Street(tmp_path))
    try:
        until(lambda: not lea.status().pending, lea)
        assert [item.kind for item in lea.inbox()] == ["backup"]
        told: list[frozenset[str]] = []
        lea.subscribe(told.append)
        beside.do("news", "--seen")
        until(lambda: any("history" in topics for topics in told), lea)
        assert beside.do("backup", "--done", typed=" ".join(do(lea.words())))["backup_done"]
        until(lambda: {"status", "members"} <= frozenset().union(*told), lea)
        assert lea.status().backup_done
        assert lea.inbox() == ()
    finally:
        lea.close()


def test_no_passphrase_closes_an_account_whose_words_nobody_has(tmp_path: Path) -> None:
    make_home(tmp_path / "home")
    lea = open_home(tmp_path / "home", listen=LISTEN, is_online=False)
    try:
        with pytest.raises(AppError) as caught:
            do(lea.account.set_passphrase("trois petits chats"))
        assert caught.value.code == "words-first"
        assert lea.status().protection == "file"
        do(lea.confirm_backup())
        do(lea.account.set_passphrase("trois petits chats"))
        assert lea.status().protection == "passphrase"
    finally:
        lea.close()
