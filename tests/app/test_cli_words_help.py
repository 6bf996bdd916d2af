# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a terminal says of pots, hours and pension: from documents alone, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from app.cli_format import Tongue
from app.cli_words import describe
from app.cli_words_help import name_pot

FR, EN = Tongue("fr"), Tongue("en")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def person(name: str) -> dict[str, str]:
    return {"account": "ab", "name": name, "fingerprint": "k4mq-7xza"}


def service(**changes: Any) -> dict[str, Any]:
    row = {
        "service": "5488cbeaf981adac", "provider": person("Léa"), "beneficiary": person("Denise"),
        "seconds": 5_400, "from_ms": 1_767_222_000_000, "text": "courses", "state": "pending",
        "waits_for": "beneficiary", "speakers": [],
    }  # fmt: skip
    return {**row, **changes}


def test_pots_and_their_locks() -> None:
    held = {"asset": "kwh", "settled_wh": 25_000, "expected_wh": 25_000}
    pots = [
        {
            "pot": "energy-savings",
            "balances": [held],
            "locked_until_ms": 1_767_222_000_000,
            "is_pension": False,
        },
        {"pot": "env.serre", "balances": [], "locked_until_ms": 0, "is_pension": False},
        {"pot": "pension", "balances": [], "locked_until_ms": 0, "is_pension": True},
    ]
    assert plain(describe(FR, "pot.list", {"pots": pots})).split("\n") == [
        "épargne énergie : 25 kWh · verrouillée jusqu'au 01/01/2026",
        "enveloppe serre : rien",
        "retraite : rien · verrouillée",
    ]
    assert plain(describe(EN, "pot.list", {"pots": pots})).startswith("energy savings: 25 kWh · locked until")
    assert name_pot(EN, "time-savings") == "time savings"


def test_hours_said_say_which_day_was_understood() -> None:
    document = {
        "service": "5488cbeaf981adac", "beneficiary": person("Denise"), "from_ms": 1_767_222_000_000,
        "amount_s": 5_400, "asset": "hour",
    }  # fmt: skip
    assert "1 h 30 pour Denise, le 01/01/2026 : en attente" in plain(describe(FR, "service.log", document))
    assert "for Denise, on 1 January 2026: waiting" in plain(describe(EN, "service.log", document))


@pytest.mark.parametrize(
    ("waits_for", "names", "french", "english"),
    [
        ("officer", ["Denise"], "attend la mairie (Denise)", "waits for the town hall (Denise)"),
        (
            "both",
            ["Denise", "Gilles"],
            "attend la mairie (Denise, Gilles) et un voisin",
            "waits for the town hall (Denise, Gilles) and a neighbour",
        ),
        (
            "officer",
            [],
            "attend qu'un autre adjoint au maire soit nommé : voisinage propose role",
            "waits for another deputy mayor to be named: voisinage propose role",
        ),
    ],
)
def test_hours_for_the_commune_say_whom_to_ask(
    waits_for: str, names: list[str], french: str, english: str
) -> None:
    row = service(beneficiary=person(""), waits_for=waits_for, speakers=[person(name) for name in names])
    document = {
        "to_confirm": [], "to_witness": [], "waiting": [row], "recent": [], "given_s": 0, "received_s": 0,
    }  # fmt: skip
    assert plain(describe(FR, "service.list", document)).split("\n")[1].endswith(french)
    assert plain(describe(EN, "service.list", document)).split("\n")[1].endswith(english)


@pytest.mark.parametrize(
    ("waits_for", "phase", "french", "english"),
    [
        ("", "sealed", ["1 h 30 pour Léa : définitif."], ["1 h 30 for Léa: final."]),
        (
            "witness",
            "sealed",
            [
                "Votre confirmation : définitif.",
                "Encore à attendre, pour 1 h 30 de Léa : un voisin qui l'a vu. Rien n'est donné avant.",
            ],
            [
                "Your confirmation: final.",
                "1 h 30 of Léa still wait for a neighbour who saw it: nothing is given before.",
            ],
        ),
        (
            "officer",
            "pending",
            [
                "Votre confirmation : enregistré.",
                "Encore à attendre, pour 1 h 30 de Léa : la mairie. Rien n'est donné avant.",
            ],
            [
                "Your confirmation: recorded.",
                "1 h 30 of Léa still wait for the town hall: nothing is given before.",
            ],
        ),
    ],
)
def test_a_confirmation_says_whether_it_was_the_last(
    waits_for: str, phase: str, french: list[str], english: list[str]
) -> None:
    confirmed = {
        "service": "5488cbeaf981adac", "phase": phase, "provider": person("Léa"), "amount_s": 5_400,
        "asset": "hour", "waits_for": waits_for,
    }  # fmt: skip
    assert plain(describe(FR, "service.confirm", confirmed)).split("\n") == french
    assert plain(describe(EN, "service.confirm", confirmed)).split("\n") == english


def test_hours_that_wait_and_hours_that_are_over() -> None:
    document = {
        "to_confirm": [service()],
        "to_witness": [service(beneficiary=person(""), waits_for="neighbour")],
        "waiting": [],
        "recent": [service(state="lapsed", waits_for="")],
        "given_s": 7_200,
        "received_s": 0,
    }
    said = plain(describe(FR, "service.list", document))
    assert (
        "À confirmer :\n  5488cbeaf9  01/01/2026 00:00 · 1 h 30 · Léa → Denise · courses · attend sa réponse"
        in said
    )
    assert "Léa → la commune · courses · attend un voisin qui l'a vu" in said
    assert "jamais confirmées" in said
    assert said.endswith("Ce mois-ci : 2 h données, 0 h reçues.")
    assert "waits for their answer" in describe(EN, "service.list", document)


def test_the_pension_says_its_hypothesis() -> None:
    document: dict[str, Any] = {
        "points_centipoint": 12_345, "all_points_centipoint": 100_000, "by_residence_centipoint": 10_000,
        "by_contribution_centipoint": 2_345, "share": [], "monthly": [], "months": 240,
    }  # fmt: skip
    assert "Le fonds ne tient encore rien" in plain(describe(FR, "pension", document))
    document |= {
        "share": [{"asset": "kwh", "amount_wh": 240_000}],
        "monthly": [{"asset": "kwh", "amount_wh": 1_000}],
    }
    said = plain(describe(FR, "pension", document))
    assert said.startswith("Vos points de retraite : 123,45 points, sur 1 000 points.")
    assert said.endswith("Versée en 240 mois égaux, si rien ne change : 1 kWh par mois.")
