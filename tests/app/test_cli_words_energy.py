# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person reads after an energy command, in both languages; the warnings that must never be missing."""

from __future__ import annotations

from typing import Any

import pytest

from app.cli_format import Tongue
from app.cli_words import describe
from app.json_out import to_json
from app.query_settlement import get_choices, get_settled_day
from tests.app.test_query_settlement import reader_of, settled_street
from tests.helpers.energy import Street


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def said(command: str, document: Any, language: str = "fr") -> str:
    return plain(describe(Tongue(language), command, to_json(document)))


def test_a_settled_day_says_where_it_went() -> None:
    street = settled_street()
    view = get_settled_day(reader_of(street, "anna"), street.day_ms)
    text = said("energy", view)
    for line in (
        "vendu aux voisins : 5 kWh",
        "offert : 1 kWh",
        "à la commune : 4 kWh",
        "1 voisin · 3 kWh contre",
    ):
        assert line in text, line
    assert "Energy savings: 0 kWh." in said("energy", view, "en")


def test_a_day_to_be_settled_says_when() -> None:
    street = Street.of("anna")
    view = get_settled_day(reader_of(street, "anna"), street.day_ms)
    assert "n'est pas encore réglé" in said("energy", view)


@pytest.mark.parametrize(("language", "words"), [("fr", "rejoindra l'épargne"), ("en", "join the savings")])
def test_a_day_nobody_read_promises_no_hour_of_the_past(language: str, words: str) -> None:
    street = Street.of("anna")
    due_ms = get_settled_day(reader_of(street, "anna"), street.day_ms).due_ms
    text = said("energy", get_settled_day(reader_of(street, "anna", due_ms), street.day_ms), language)
    assert words in text
    assert "il le sera" not in text
    assert "it will be" not in text


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "peut trouver à qui vous donnez"), ("en", "find whom you")]
)
def test_signing_a_gift_says_who_can_know_of_it(language: str, words: str) -> None:
    street = settled_street()
    document = {**to_json(get_choices(reader_of(street, "anna"))), "phase": "pending"}
    assert words in plain(describe(Tongue(language), "directive.set", document))
    assert words not in plain(describe(Tongue(language), "directive.show", document))


@pytest.mark.parametrize(("language", "words"), [("fr", "pour toujours"), ("en", "for ever")])
def test_the_opt_in_warns(language: str, words: str) -> None:
    document = {"topic": "local-sale", "agree": True, "phase": "pending"}
    assert words in plain(describe(Tongue(language), "consent", document))
    for other in ({"topic": "gifts"}, {"agree": False}):
        assert words not in plain(describe(Tongue(language), "consent", {**document, **other}))


def test_lists_and_prices() -> None:
    street = settled_street()
    choices = get_choices(reader_of(street, "anna"))
    text = said("directive.show", choices)
    assert "2. vendu d'abord à " in text
    assert "4. le reste à la commune" in text
    assert "1 kWh : 36 s." in said("tariff.show", choices)
    assert "You chose nothing" in said("directive.show", get_choices(reader_of(street, "ben")), "en")
