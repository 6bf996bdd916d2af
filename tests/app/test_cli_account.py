# SPDX-License-Identifier: AGPL-3.0-or-later
"""`voisinage backup`: what is typed, what it does without a network, what is read after it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from app import desk as desks
from app.__main__ import main
from app.cli import parse
from app.cli_account import read_typed, say_backup
from app.cli_format import Tongue
from app.desk import now_ms
from app.dispatch import answer_command
from app.paths import Home
from app.service import Service
from app.words import new_words

FRENCH, ENGLISH = Tongue("fr"), Tongue("en")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Generator[Service]:
    """Léa founded; nothing runs on her home."""
    home = Home(tmp_path_factory.mktemp("cli") / "lea")
    place = {"latitude_centideg": 4575, "longitude_centideg": 485}
    made = Service(desks.found(home, name="Saint-Aubin", me="Léa Morvan", since_ms=now_ms(), **place))
    yield made
    made.close()


def ask(service: Service, **arguments: Any) -> Any:
    answer = answer_command(service, "backup", {"language": "fr", **arguments})
    return answer["error"]["code"] if "error" in answer else answer["result"]


def told(document: Any) -> str:
    """Both tongues say something for it; the French words."""
    assert "\n".join(say_backup(ENGLISH, document))
    return "\n".join(say_backup(FRENCH, document)).translate({0x202F: " ", 0xA0: " ", 0x2019: "'"})


def test_one_thing_at_a_time_and_whole_paths(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert parse(["backup", "--save", "x"], FRENCH.say).arguments == {"save": str(tmp_path / "x")}
    assert parse(["backup", "--try", "--file", "x"], FRENCH.say).arguments["file"] == str(tmp_path / "x")
    with pytest.raises(SystemExit):
        parse(["backup", "--show", "--try"], FRENCH.say)


def test_from_the_words_to_the_sheet_to_the_backup_to_the_trial(service: Service, tmp_path: Path) -> None:
    assert "ne sont pas encore notés" in told(ask(service))
    shown = ask(service, show=True)
    words = " ".join(shown["words"])
    assert shown["words"][23] in told(shown)
    sheet = ask(service, sheet=str(tmp_path / "mots.pdf"), language="en")
    assert (tmp_path / "mots.pdf").read_bytes().startswith(b"%PDF-1.4")
    assert "Imprimez-la" in told(sheet)
    saved = ask(service, save=str(tmp_path / "sauvegarde"))
    assert "Vos 24 mots seuls l'ouvrent" in told(saved)
    trial = ask(service, trial=True, words=words, file=str(tmp_path / "sauvegarde"))
    assert "Cela marcherait" in told(trial)
    assert "Rien n'a été signé ni changé" in told(trial)
    assert "ne connaît que 0 de vos 2 compteurs" in told(
        {"trial": {**trial["trial"], "problem": "meters-missing", "meters": 0, "meters_all": 2}}
    )
    assert "3,5 kg" in told(
        {"trial": {**trial["trial"], "balances": [{"asset": "kg", "pot": "current", "settled_g": 3_500}]}}
    )
    other = ask(service, trial=True, words=" ".join(new_words()))
    assert "un autre compte" in told(other)
    assert ask(service, trial=True, words="abaisser") == "bad-words"
    assert ask(service, save="relative") == "bad-request"
    assert ask(service, done=True, words=" ".join(new_words())) == "other-words"
    assert ask(service, done=True, words=words)["backup_done"] is True
    assert "Vos 24 mots sont notés" in told(ask(service))
    assert ask(service, show=True) == "words-erased"
    assert ask(service, sheet=str(tmp_path / "again.pdf")) == "words-gone"
    assert "Cela marcherait" in told(ask(service, trial=True, words=words)), "long after the words left"


class Keyboard(io.StringIO):
    """A terminal's input: it never ends by itself."""

    def isatty(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> str:
        line = super().readline(-1 if size is None else size)
        assert line, "still reading, though what was asked is there"
        return line


def test_who_types_at_a_terminal_is_asked_and_ends_by_an_empty_line() -> None:
    told = io.StringIO()
    assert read_typed(Tongue("fr"), Keyboard("\nun deux\ntrois\n\nplus tard\n"), told).split() == [
        "un",
        "deux",
        "trois",
    ]
    assert told.getvalue() == "Écrivez vos 24 mots, puis une ligne vide (Entrée deux fois)\u202f:\n"
    message = "Bonjour,\n\nvoici : voisinage-abcd\n\nBises\n"
    assert "Bises" not in read_typed(Tongue("en"), Keyboard(message), told, is_code=True)
    assert told.getvalue().endswith("Paste the invitation code, then an empty line (Enter twice):\n")


def test_what_another_program_hands_over_is_read_to_its_end() -> None:
    told = io.StringIO()
    assert read_typed(Tongue("fr"), io.StringIO("a\n\nb"), told) == "a\n\nb"
    assert not told.getvalue()


class Untyped(io.StringIO):
    """A keyboard nobody should be asked to use."""

    def isatty(self) -> bool:
        raise AssertionError("the words are asked for, though no words would do")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("backup --try --file {}/none", "backup-missing"),
        ("backup --try --file {}/other.txt", "backup-damaged"),
        ("restore --file {}/none", "backup-missing"),
        ("restore --file {}/other.txt --code chou", "backup-damaged"),
        ("restore --code chou", "bad-code"),
        ("restore", "code-missing"),
    ],
)
def test_what_no_words_would_open_is_told_before_they_are_typed(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    line: str,
    code: str,
) -> None:
    (tmp_path / "other.txt").write_text("Ceci n'est pas une sauvegarde.\n")
    monkeypatch.setattr(sys, "stdin", Untyped())
    words = line.format(tmp_path).split()
    assert main(["--json", "--home", str(tmp_path / "home"), *words]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == code
