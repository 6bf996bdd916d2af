# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person reads in a terminal of their computer as a witness."""

from __future__ import annotations

from typing import Any

import pytest

from app.cli_format import Tongue
from app.cli_sealing import say_sealing
from app.cli_words import describe
from app.json_out import to_json
from app.query_roles import get_size

NOW_MS = 1_800_000_000_000


def told(language: str, **change: Any) -> str:
    document: dict[str, Any] = {
        "is_running": True,
        "seals_here": True,
        "broken_because": "",
        "waits_for_date": False,
        "may_confirm_alone": False,
        "witnesses": [{"online": True}],
        "size": to_json(get_size(1)),
        "evidence": [],
    }
    lines = "\n".join(say_sealing(Tongue(language), {**document, **change}, NOW_MS))
    return lines.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")


@pytest.mark.parametrize(
    ("change", "french", "english"),
    [
        ({}, "Cet ordinateur est témoin.", "This computer is a witness."),
        ({"seals_here": False}, "", ""),
        ({"is_running": False}, "ne tourne pas ici", "is not running here"),
        (
            {"broken_because": "older-copy"},
            "a été remis dans un état ancien : il ne scelle plus tant que les autres",
            "put back to an earlier state: it seals nothing until the other",
        ),
        ({"broken_because": "lost"}, "n'a plus la mémoire", "has lost the memory"),
        ({"broken_because": "forgotten-vote"}, "a oublié une chose", "has forgotten something"),
        ({"broken_because": "behind"}, "avant de l'avoir rattrapé", "before it has caught up"),
        (
            {"broken_because": "lost", "may_confirm_alone": True},
            "voisinage witness confirm-alone",
            "voisinage witness confirm-alone",
        ),
        (
            {"broken_because": "behind", "may_confirm_alone": True},
            "Si personne d'autre n'a la suite",
            "If nobody else has what followed",
        ),
        (
            {"waits_for_date": True},
            "à confirmer avant qu'il scelle : 15/01/2027 09:00. Si elle est juste",
            "to be confirmed before it seals: 15 January 2027, 09:00. If it is right",
        ),
        ({"witnesses": [{"online": False}]}, "Trop peu de témoins", "Too few witnesses"),
    ],
)
def test_why_this_computer_does_not_seal(change: dict[str, Any], french: str, english: str) -> None:
    assert french in told("fr", **change)
    assert english in told("en", **change)
    assert bool(told("fr", **change)) == bool(french)


def test_what_was_signed_twice_is_told_without_a_reproach() -> None:
    row = {
        "member": {"name": "Cléo"},
        "fingerprint": "ab12-cd34",
        "height": 12,
        "round": 0,
        "step": "prevote",
    }
    french = told("fr", evidence=[row])
    assert "L'ordinateur de Cléo a signé deux choses différentes au sceau 12. Un accident" in french
    assert "choisir d'autres témoins" in french
    assert "likelier than a fault" in told("en", evidence=[row])
    assert "ab12-cd34's computer" in told("en", evidence=[{**row, "member": None}])


def test_what_was_confirmed() -> None:
    for what in ("date", "alone"):
        assert "C’est noté" in describe(Tongue("fr"), f"witness.confirm-{what}", {"confirmed": what})
        assert "Noted" in describe(Tongue("en"), f"witness.confirm-{what}", {"confirmed": what})


def test_it_stands_in_what_waits_for_me() -> None:
    kinds = ("witness.date", "witness.silent")
    inbox = [{"kind": kind, "object": "", "title": "", "person": None} for kind in kinds]
    lines = describe(Tongue("fr"), "inbox", {"inbox": inbox}).splitlines()
    assert "voisinage witness confirm-date" in lines[0]
    assert "voisinage witnesses" in lines[1]
