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
    "peers": 2,
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
