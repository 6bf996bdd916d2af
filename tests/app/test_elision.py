# SPDX-License-Identifier: AGPL-3.0-or-later
"""« d'Ali », « d'Hélène », « de Yann »: names are free text, and French elides before some of them."""

from __future__ import annotations

import pytest

from app.facade_elision import fill, is_elided, say_of

ELIDED = (
    "Ali", "Ann Smith (k4mq-7xza)", "Émilie Girard", "Élodie", "Ève", "Œnone", "Ÿves", "Yves", "Yvonne",
    "Ulysse", "Oscar", "Ouarda", "Idriss", "Hélène Morel", "HÉLÈNE", "Helene", "Hugo", "henri", "Hortense",
    "Hervé-Marie", "École communale", "École", "aide déclarée", "heures", "Aubenas", "EDF", "A",
)  # fmt: skip
KEPT = (
    "Marc", "Yann", "Yasmine", "Yoann Le Gall", "Iannis", "Ioan", "Hassan", "Hans", "Harry", "Hamza", "Habib",
    "Honfleur", "William", "Walid", "Le Gall", "Onze fois", "Oui", "8 œufs", "12", "", "« Œufs »", "Ольга",
    "Δημήτρης", "Y", "H", "Hé", "\U0001f3e1", "-", "Çelik", "ab12-cd34",
)  # fmt: skip


@pytest.mark.parametrize("name", ELIDED)
def test_before_a_vowel_or_a_mute_h(name):
    assert is_elided(name)
    assert say_of(name) == f"d'{name}"


@pytest.mark.parametrize("name", KEPT)
def test_before_anything_else_nothing_changes(name):
    assert not is_elided(name)
    assert say_of(name) == f"de {name}"


@pytest.mark.parametrize(
    ("sentence", "parts", "said"),
    [
        ("Fiche de {name}", {"name": "Ali"}, "Fiche d’Ali"),
        ("Fiche de {name}", {"name": "Yann"}, "Fiche de Yann"),
        ("De {name} et de {other}.", {"name": "Hélène", "other": "Marc"}, "D’Hélène et de Marc."),
        ("plus que {name}", {"name": "Ali"}, "plus qu’Ali"),
        (
            "Actes de {names}, le {day}",
            {"names": "Ali et Marc", "day": "8 mai"},
            "Actes d’Ali et Marc, le 8 mai",
        ),
        ("{amount} de {people}", {"amount": "1 h", "people": "Hugo"}, "1 h d’Hugo"),
        (
            "Elle est de {commune}, votre commune",
            {"commune": "Le Hameau"},
            "Elle est du Hameau, votre commune",
        ),
        ("Elle est de {commune}.", {"commune": "Les Essarts"}, "Elle est des Essarts."),
        ("Elle est de {commune}.", {"commune": "Aubenas"}, "Elle est d’Aubenas."),
        ("Fiche de {name}", {"name": "Le Gall"}, "Fiche de Le Gall"),
        ("Fiche de {name}", {"name": "{odd}"}, "Fiche de {odd}"),
        ("Profile of {name}", {"name": "Ali"}, "Profile of Ali"),
        ("il y en a {count} de {name}", {"count": 3, "name": "Ali"}, "il y en a 3 d’Ali"),
    ],
)
def test_a_sentence_is_filled(sentence, parts, said):
    assert fill(sentence, **parts) == said
