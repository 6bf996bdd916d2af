# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person reads in a terminal of roles and witnesses."""

from __future__ import annotations

from typing import Any

import pytest

from app.cli import make_parser, parse
from app.cli_format import Tongue
from app.cli_roles import make_role_title, make_witnesses_title
from app.cli_words import describe
from app.command_tree import read_commands
from app.json_out import to_json
from app.query_roles import get_size

FR = Tongue("fr")
ORIGIN = {"event": "ab", "kind": "decision", "title": "Quatre", "person": None, "since_ms": 1_800_000_000_000}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def seat(name: str) -> dict[str, Any]:
    return {
        "person": {"name": name},
        "node": "00",
        "fingerprint": "ab12-cd34",
        "is_here": False,
        "is_online": True,
    }


def board(count: int, change: dict[str, Any] | None = None) -> dict[str, Any]:
    witnesses = [{"seat": seat("Hélène"), "online": True, "origin": ORIGIN, "height": 1}]
    here = {"is_running": False, "seals_here": False, "evidence": []}
    return {"witnesses": witnesses, "size": to_json(get_size(count)), "change": change, **here}


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [
        (1, "s’il s’arrête, tout attend", "if it stops, everything waits"),
        (3, "Un seul, ou quatre, vaut mieux", "One, or four, is better"),
        (4, "1 peut s’arrêter ou mentir", "1 may stop or lie"),
        (7, "2 peuvent s’arrêter ou mentir", "2 may stop or lie"),
    ],
)
def test_how_many_may_fail(count: int, french: str, english: str) -> None:
    assert french in describe(Tongue("fr"), "witnesses", board(count))
    assert english in describe(Tongue("en"), "witnesses", board(count))


def test_what_a_change_waits_for() -> None:
    candidates = [{"seat": seat(name), "is_new": True, "is_ready": name != "Ben"} for name in ("Anna", "Ben")]
    change: dict[str, Any] = {
        "origin": ORIGIN,
        "state": "waits",
        "candidates": candidates,
        "leaving": [],
        "days_left": 5,
        "due_ms": 1,
    }
    told = describe(Tongue("en"), "witnesses", board(1, change))
    assert "It waits for the computer of: Ben, up to 5\u00a0days." in told
    assert "by the vote “Quatre”" in told
    lapsed = describe(Tongue("fr"), "witnesses", board(1, {**change, "state": "lapsed"}))
    assert "n’ont pas tous répondu" in lapsed
    assert "Anna" not in describe(Tongue("fr"), "witnesses", board(1, {**change, "state": "changed"}))


def test_roles_and_who_holds_them() -> None:
    holder = {"person": {"name": "Anna"}, "origin": {**ORIGIN, "kind": "charter"}, "phase": "sealed"}
    document = {"roles": [{"role": "mayor", "holders": [holder]}, {"role": "agent", "holders": []}]}
    told = describe(Tongue("en"), "role.list", document)
    assert "mayor: Anna, since" in told
    assert "by the charter" in told
    assert "collection agent: nobody" in told


def test_a_proposal_without_a_title_gets_one_in_words() -> None:
    french, english = Tongue("fr"), Tongue("en")
    given = make_role_title(french, "Chloé", "technician", grant=True)
    assert given == "Donner le rôle de technicien à Chloé"
    assert (
        make_role_title(french, "Zoé", "officer", grant=False) == "Retirer le rôle d’adjoint au maire à Zoé"
    )
    assert make_role_title(english, "Chloé", "mayor", grant=True) == "Give Chloé the role of mayor"
    titles = [make_witnesses_title(french, names) for names in (["Antoine"], ["Antoine", "Denise"])]
    assert titles == ["Témoin\u202f: Antoine", "Témoins\u202f: Antoine, Denise"]
    assert make_witnesses_title(english, ["Antoine", "Denise"]) == "Witnesses: Antoine, Denise"


@pytest.mark.parametrize(
    ("typed", "role"),
    [
        ("maire", "mayor"), ("officier", "officer"), ("adjointe", "officer"),
        ("technicienne", "technician"), ("TECHNICIEN", "technician"), ("agent de  collecte", "agent"),
        ("mediateur", "mediator"), ("Trésorière", "treasurer"), ("treasurer", "treasurer"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_role_is_typed_in_either_language(typed: str, role: str, language: str) -> None:
    say = Tongue(language).say
    assert parse(["propose", "role", "Chloé", typed], say).arguments["role"] == role
    assert parse(["role", "grant", "Chloé", typed], say).arguments["role"] == role
    if role != "mayor":
        assert parse(["invite", "--role", typed], say).arguments["roles"] == [role]


@pytest.mark.parametrize(
    ("words", "french"),
    [
        (["propose", "role", "-h"], "{maire,adjoint,technicien,agent,médiateur,trésorier}"),
        (["role", "grant", "Chloé", "witness"], "(au choix : maire, adjoint, technicien"),
        (["propose", "role", "Chloé", "chef"], "rôle : « chef » n'est pas possible (au choix : maire, "),
        (["invite", "--role", "maire"], "--role : « maire » n'est pas possible (au choix : adjoint, "),
        (["invite", "-h"], "{adjoint,technicien,agent,médiateur,trésorier}"),
    ],
)
def test_a_french_reader_is_shown_french_roles(
    capsys: pytest.CaptureFixture[str], words: list[str], french: str
) -> None:
    with pytest.raises(SystemExit):
        parse(words, FR.say)
    captured = capsys.readouterr()
    assert french in plain(captured.err or captured.out)


def test_a_shell_completes_roles_in_the_reader_s_language() -> None:
    for tongue, first in ((FR, "maire"), (Tongue("en"), "mayor")):
        tree = read_commands(make_parser(tongue.say))
        command = next(one for one in tree.walk() if one.path == ("propose", "role"))
        assert (command.arguments[1].choices[0], command.arguments[1].takes) == (first, "choice")
