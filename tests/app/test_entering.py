# SPDX-License-Identifier: AGPL-3.0-or-later
"""A newcomer's home: made for an invitation, taken up again, taken away without touching what was there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.code import InvitationCode, encode_code
from app.entering import open_to_join, open_to_restore, take_away
from app.errors import AppError
from app.paths import Home
from ledger.units import EventId

CODE = InvitationCode(
    commune=EventId(b"c" * 32),
    commune_name="Saint-Aubin",
    sponsor_name="Léa",
    invitation=EventId(b"i" * 32),
    seed=b"s" * 32,
    height=3,
    seal_id=b"h" * 32,
    expires_ms=4_000_000_000_000,  # not within our lives, however long the tests before take
    addresses=("/ip4/127.0.0.1/tcp/9/p2p/12D3KooWPM1iaWzDSZpYsk3i8vpW4cHs41smYFQotSH5ERz4D8yU",),
)


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def refused(home: Home, text: str, me: str = "Nora") -> str:
    with pytest.raises(AppError) as caught:
        open_to_join(home, text, me)
    return caught.value.code


def test_nothing_is_made_for_a_bad_invitation(home: Home) -> None:
    assert refused(home, "VOISINAGE-ABC") == "bad-code"
    assert refused(home, "") == "bad-code"
    text = encode_code(CODE)
    assert refused(home, text[:-1] + ("A" if text[-1] != "A" else "B")) == "bad-code"
    assert refused(home, text[: len(text) // 2]) == "bad-code"
    assert refused(home, encode_code(replace(CODE, expires_ms=1))) == "expired-invitation"
    assert refused(home, text, "") == "bad-name"
    assert refused(home, text, "x" * 500) == "bad-name"
    assert not home.root.exists()


@pytest.mark.parametrize(
    ("typed", "why", "position"),
    [
        ("abaisser " * 23, "count", 23),
        ("abaisser " * 23 + "abandon", "checksum", 0),
        ("abaisser " * 23 + "xyz", "unknown", 24),
    ],
)
def test_words_that_do_not_fit_say_why(home: Home, typed: str, why: str, position: int) -> None:
    with pytest.raises(AppError) as caught:
        open_to_restore(home, typed.split(), encode_code(CODE))
    assert (caught.value.code, caught.value.params) == ("bad-words", {"why": why, "position": position})
    assert not home.root.exists()


def test_made_then_taken_away(home: Home) -> None:
    entering = open_to_join(home, encode_code(CODE).lower(), "Nora")
    entering.service.desk.open_votes().close()  # as a node does at its start
    entering.service.close()
    assert entering.is_new
    take_away(entering)
    assert not home.root.exists()


def test_what_was_there_stays(home: Home) -> None:
    home.create()
    home.config.write_text('{"language": "en"}')
    (home.root / "photo.jpg").write_text("mine")
    entering = open_to_join(home, encode_code(CODE), "Nora")
    entering.service.close()
    take_away(entering)
    assert sorted(path.name for path in home.root.iterdir()) == ["config.json", "photo.jpg"]


def test_an_attempt_cut_short_goes_on(home: Home) -> None:
    first = open_to_join(home, encode_code(CODE), "Nora")
    account = first.service.desk.account
    first.service.close()
    second = open_to_join(home, encode_code(CODE), "Nora")
    assert not second.is_new
    assert second.service.desk.account == account
    second.service.close()
    other = encode_code(replace(CODE, commune=EventId(b"d" * 32)))
    assert refused(home, other) == "home-exists"


def test_another_code_does_not_replace_the_one_that_waits(home: Home) -> None:
    open_to_join(home, encode_code(CODE), "Nora").service.close()
    assert refused(home, encode_code(replace(CODE, invitation=EventId(b"j" * 32)))) == "other-invitation"
    again = open_to_join(home, encode_code(CODE), "Nora")
    assert again.service.desk.invitation == CODE.invitation
    again.service.close()
