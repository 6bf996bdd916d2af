# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a command line is read: what commands take, where common options may stand, what is refused."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from app.cli import _GROUPS, DESK_COMMANDS, Invocation, _Table, parse
from app.dispatch import COMMANDS


def english(_french: str, text: str) -> str:
    return text


def read(*words: str) -> Invocation:
    return parse(words, english)


def wrong(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as caught:
        read(*words)
    assert caught.value.code == 2
    return capsys.readouterr().err


def test_nothing_opens_the_window() -> None:
    assert read().command == "open"
    assert read("--home", "/x").home == "/x"


def test_common_options_stand_anywhere() -> None:
    for words in (("--home", "/x", "--json", "status"), ("status", "--json", "--home", "/x")):
        invocation = read(*words)
        assert (invocation.command, invocation.home, invocation.is_json) == ("status", "/x", True)
    nested = read("--json", "meter", "list", "--home", "/x")
    assert (nested.command, nested.home, nested.is_json) == ("meter.list", "/x", True)


def test_each_group_builds_the_commands_it_is_named_for() -> None:
    for names, add in _GROUPS:
        table = _Table(english)
        add(table)
        assert tuple(table.commands.choices) == names


def test_every_command_of_a_desk_is_answered() -> None:
    assert set(COMMANDS) == set(DESK_COMMANDS)


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ("pay Léa 1h30 h", {"member": "Léa", "amount": "1h30", "unit": "h"}),
        ("pay Léa -3,5 kg", {"member": "Léa", "amount": "-3,5", "unit": "kg"}),
        ("give commune 2 kg --memo pain", {"member": "commune", "amount": "2", "unit": "kg", "memo": "pain"}),
        ("invite --role technician --role officer", {"roles": ["technician", "officer"]}),
        ("order place abcdef --quantity 2", {"offer": "abcdef", "quantity": 2}),
        ("offer add Pain --price 3,5 kg --price 1 h", {"title": "Pain", "price": ["3,5 kg", "1 h"]}),
        ("allocate roads=50 canteen=50", {"shares": ["roads=50", "canteen=50"]}),
        ("propose parity h 120", {"unit": "h", "worth": "120"}),
        ("propose text Banc --days 3", {"title": "Banc", "days": 3}),
        ("consent production oui", {"topic": "production", "agree": True}),
        ("consent gifts no", {"topic": "gifts", "agree": False}),
        ("vote abcdef contre", {"proposal": "abcdef", "choice": "against"}),
        ("meter certify abcdef", {"meter": "abcdef"}),
        ("history --limit 5", {"limit": 5}),
        ("balance", {}),
        (
            "pot move courant énergie 3 kWh",
            {
                "source": "courant",
                "target": "énergie",
                "amount": "3",
                "unit": "kWh",
            },
        ),
        ("pot lock temps --until 2026-01-01", {"pot": "temps", "until": "2026-01-01"}),
        (
            "service log Léa 1h30 --at 14:05 --on hier --memo haie",
            {
                "member": "Léa",
                "duration": "1h30",
                "minute": 845,
                "on": "hier",
                "memo": "haie",
            },
        ),
        ("service log commune 2h --at 9h", {"member": "commune", "duration": "2h", "minute": 540}),
        ("service confirm abcdef", {"service": "abcdef"}),
        ("pension", {}),
    ],
)
def test_arguments(words: str, arguments: dict[str, Any]) -> None:
    assert read(*words.split()).arguments == arguments


def test_waiting() -> None:
    assert read("pay", "Léa", "1", "h").wait is False
    waiting = read("pay", "Léa", "1", "h", "--wait", "--timeout", "5")
    assert (waiting.wait, waiting.timeout_s) == (True, 5)


def test_a_file_is_named_for_whoever_reads_it() -> None:
    assert read("meter", "import", "index.csv").arguments["file"].startswith("/")


def test_settings_are_whole_numbers() -> None:
    found = read("found", "--name", "X", "--me", "Y", "--set", "seal.interval-ms=50", "--set", "hour.floor=0")
    assert found.arguments["settings"] == [("seal.interval-ms", 50), ("hour.floor", 0)]


@pytest.mark.parametrize(
    "words",
    [
        "dance", "pay", "meter", "meter dance", "vote abcdef maybe", "consent gifts perhaps",
        "found --name X --me Y --since someday", "found --name X --me Y --since 2026-02-30",
        "found --name X --me Y --set a", "found --name X --me Y --set a=b", "history --limit many",
        "pot lock temps", "pot lock temps --until someday", "service log Léa", "service praise abcdef",
        "service log Léa 1h --at 25:00", "service log Léa 1h --at 9:7",
        "pay Léa 1 h --wait --timeout 0", "pay Léa 1 h --wait --timeout 601", "status --hom /x",
    ],
)  # fmt: skip
def test_wrong_usages(capsys: pytest.CaptureFixture[str], words: str) -> None:
    assert "usage: voisinage" in wrong(capsys, *words.split())


def test_a_wrong_usage_as_a_document(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read("pay", "--json")
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "usage"


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        read("--help")
    assert caught.value.code == 0
    shown = capsys.readouterr().out
    assert not [name for names, _ in _GROUPS for name in names if name not in shown]


def test_without_a_screen_a_window_is_refused_in_our_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Qt would end the process."""
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main(["open", "--home", str(tmp_path / "home"), "--json"]) == 1
    assert '"code": "no-screen"' in capsys.readouterr().out
    assert not (tmp_path / "home").exists()
