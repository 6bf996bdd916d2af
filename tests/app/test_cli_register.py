# SPDX-License-Identifier: AGPL-3.0-or-later
"""`search` and `export`: how they are typed, and what a terminal says of them, from documents alone."""

from __future__ import annotations

from typing import Any

import pytest

from app.cli import parse
from app.cli_format import Tongue
from app.cli_words import describe

FR, EN = Tongue("fr"), Tongue("en")
ACT: dict[str, Any] = {
    "event": "5488cbeaf981adac", "kind": "transfer", "at_ms": 1_767_222_000_000, "phase": "sealed",
    "page": 12,
    "author": {"name": "Claire"}, "other": {"name": ""}, "words": "la haie",
    "amounts": [{"asset": "hour", "amount_s": 5_400}],
}  # fmt: skip


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def found(**changes: Any) -> dict[str, Any]:
    document = {
        "understood": "latest", "page": -1, "day_ms": 0, "people": [], "words": "", "acts": [ACT],
        "has_more": False, "reached_ms": 0, "sorts": [],
    }  # fmt: skip
    return document | changes


def test_an_act_is_one_line() -> None:
    line = plain(describe(FR, "search", found())).split("\n")[1]
    assert line == (
        "  5488cbeaf9 · 01/01/2026 00:00 · page 12 · paiement · Claire → le fonds de la commune · 1 h 30 · "
        "« la haie »"
    )
    assert "payment · Claire → the commune's fund" in plain(describe(EN, "search", found()))
    hours = found(acts=[ACT | {"kind": "service.log"}])
    assert "heures d'entraide dites · Claire → la commune · 1 h 30" in plain(describe(FR, "search", hours))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"understood": "page", "page": 12}, "Page 12 du registre :"),
        ({"understood": "day", "day_ms": 1_767_222_000_000}, "Le 01/01/2026 :"),
        ({"understood": "person", "people": [{"name": "Claire"}]}, "Actes de Claire :"),
        ({"understood": "words", "words": "haie", "acts": []}, "Actes qui disent « haie » :\n  rien"),
        ({"understood": "kind", "sorts": ["gifts"]}, "Dons :"),
        (
            {"understood": "kind", "sorts": ["votes", "roles"], "words": "été", "day_ms": 1_767_222_000_000},
            "Votes et propositions, rôles, « été », 01/01/2026 :",
        ),
        ({"understood": "kind", "sorts": ["hours"], "people": [{"name": "Claire"}]}, "Heures, Claire :"),
        ({"understood": "number", "has_more": True}, "Il y en a d'autres, plus anciens : --limit."),
    ],
)
def test_how_the_words_were_understood_is_said(changes: dict[str, Any], said: str) -> None:
    assert said in plain(describe(FR, "search", found(**changes)))


def test_how_they_are_typed() -> None:
    typed = parse(["search", "claire", "24", "mai", "--limit", "5", "--json"], FR.say)
    assert (typed.command, typed.arguments) == ("search", {"text": ["claire", "24", "mai"], "limit": 5})
    typed = parse(["export", "register", "/tmp/a.jsonl"], FR.say)
    assert (typed.command, typed.arguments) == ("export.register", {"file": "/tmp/a.jsonl"})
    told = describe(FR, "export.history", {"file": "/tmp/a.csv", "lines": 2})
    assert plain(told).startswith("Écrit (2 actes) : /tmp/a.csv")
