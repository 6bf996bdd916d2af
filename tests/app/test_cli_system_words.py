# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the system refused is told to a French reader in French."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from app.__main__ import main
from app.cli_format import Tongue
from app.cli_system_words import say_listening, say_why


def test_what_is_known_is_said_in_french_alone() -> None:
    full = os.strerror(errno.ENOSPC)  # in the system's language, once Qt has taken it
    assert say_why(Tongue("fr"), full) == "il n’y a plus de place"
    assert say_why(Tongue("en"), full) == full
    assert say_why(Tongue("fr"), "something else") == "something else"


def test_a_bundle_that_cannot_be_written_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    nowhere = str(tmp_path / "no" / "where.zip")
    assert main(["--home", str(tmp_path / "home"), "--json", "support-bundle", nowhere]) == 1
    said = json.loads(capsys.readouterr().out)["error"]["message"]
    assert "il n’y a rien à cet endroit" in said
    assert "No such" not in said


@pytest.mark.parametrize(
    ("detail", "french", "english"),
    [
        (
            "listen-failed: /ip4/127.0.0.1/tcp/80: [Errno 98] {taken}",
            "/ip4/127.0.0.1/tcp/80\u202f: un autre programme s’en sert",
            "/ip4/127.0.0.1/tcp/80: {taken}",
        ),
        (
            "listen-failed: chou: Invalid MultiAddr 'chou': unknown protocol: chou",
            "chou\u202f: ce n’est pas une adresse",
            "chou: this is no address",
        ),
        ("listen-failed: /ip4/1.2.3.4/tcp/1", "/ip4/1.2.3.4/tcp/1", "/ip4/1.2.3.4/tcp/1"),
    ],
)
def test_where_one_cannot_listen_is_said_without_a_library_s_words(
    detail: str, french: str, english: str
) -> None:
    taken = os.strerror(errno.EADDRINUSE)
    assert say_listening(Tongue("fr"), detail.format(taken=taken)) == french
    assert say_listening(Tongue("en"), detail.format(taken=taken)) == english.format(taken=taken)
