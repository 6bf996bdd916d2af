# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a document says in words, where a figure alone would leave a person alone."""

from __future__ import annotations

from typing import Any

import pytest

from app.cli_format import Tongue, set_french_spaces
from app.cli_words import describe

FR, EN = Tongue("fr"), Tongue("en")
STATUS: dict[str, Any] = {
    "commune_name": "Saint-Aubin",
    "members": 3,
    "me": None,
    "node_running": True,
    "peers": 3,
    "neighbours_online": 2,
    "addresses": [],
    "stopped_because": "",
    "total_sealed": 4,
    "pending": 0,
    "synced": True,
}


@pytest.mark.parametrize(
    ("code", "french", "english"),
    [
        ("disk", "Disque plein : rien n'est perdu. Libérez de la place", "Disk full: nothing is lost. Free"),
        ("store-damaged", "est abîmé ici ; vos voisins ont tout", "is damaged here; your neighbours have"),
        ("clock", "L'heure de cet ordinateur retarde", "This computer's clock is late"),
        ("diverged", "Arrêté : la suite", "Stopped: what follows"),
        ("two-seals", "Arrêté : la suite", "Stopped: what follows"),
        ("vote-lost", "Arrêté : la suite", "Stopped: what follows"),
    ],
)
def test_a_copy_that_does_not_go_on_says_why_and_what_to_do(code: str, french: str, english: str):
    document = {**STATUS, "stopped_because": code}
    assert set_french_spaces(french) in describe(FR, "status", document)
    assert english in describe(EN, "status", document)
    assert set_french_spaces(french) not in describe(FR, "status", STATUS)


def test_what_has_no_words_of_its_own_is_still_a_sentence():
    assert describe(FR, "rename", {"phase": "sealed"}) == "C’est définitif."
    assert describe(FR, "rename", {}) == "C’est fait."
    assert describe(EN, "rename", {}) == "Done."
    assert describe(FR, "open", {"raised": True}) == "La fenêtre est déjà ouverte."


def test_a_demonstration_without_a_window_says_how_it_ended():
    node = {
        "name": "Claire",
        "height": 41,
        "state_digest": "ab",
        "totals": [{"asset": "kwh", "amount_wh": 24_000}],
    }
    said = describe(FR, "demo", {"nodes": [node, node, node], "home": ""})
    assert "3 registres identiques, au scellé n° 41" in said
    assert "24\u00a0kWh" in said
    assert "C’est ." not in said
    assert "Rien n’en reste" in said
    kept = describe(EN, "demo", {"nodes": [node, node, node], "home": "/x"})
    assert "3 identical registers" in kept
    assert kept.endswith("It is all in /x.")


@pytest.mark.parametrize(
    ("code", "french", "english"),
    [("slow", "retarde de 60\u00a0minutes", "60\u00a0minutes slow"), ("fast", "avance de 60", "fast")],
)
def test_a_wrong_clock_is_said(code: str, french: str, english: str) -> None:
    document = {**STATUS, "clock": code, "clock_off_ms": 3_600_000}
    assert french in describe(FR, "status", document)
    assert english in describe(EN, "status", document)
