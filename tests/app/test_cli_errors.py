# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every refusal has three sentences in both languages, and none speaks of how the program works."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from app import cli_errors_en, cli_errors_fr
from app.cli_errors import explain, explain_reason, read_reasons, read_refusals
from app.cli_format import Tongue
from ledger.errors import Reason

ROOT = Path(__file__).resolve().parents[2]
FRENCH, ENGLISH = read_refusals("fr"), read_refusals("en")
JARGON = re.compile(
    r"\b(hash|blocs?|blocks?|nœuds?|nodes?|ledger|blockchain|clés?|keys?|base64|hexadecimal)\b", re.IGNORECASE
)

# Words that are commands or settings of the program, not jargon about it.
COMMANDS = re.compile(r"voisinage node|\bnode\b(?= pour| to)|config\.json")


def raised_codes() -> set[str]:
    """The codes that app raises by their name, and those of the ledger's own reasons."""
    found: set[str] = set()
    for path in (ROOT / "app").rglob("*.py"):
        text = path.read_text()
        found |= set(re.findall(r'AppError\(\s*"([a-z0-9-]+)"', text))
        found |= set(re.findall(r'make_error\("([a-z0-9-]+)"', text))
        found |= set(re.findall(r'(?:AmountError|Ambiguous)\(\s*"([a-z0-9-]+)"', text))
    return found


@pytest.mark.parametrize("table", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_every_code_has_three_sentences(table: dict[str, list[str]]) -> None:
    assert {code for code in raised_codes() if not code.startswith("csv-")} - set(table) == set()
    assert {code: len(sentences) for code, sentences in table.items() if len(sentences) != 3} == {}


@pytest.mark.parametrize("table", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_what_to_do_is_a_sentence(table: dict[str, list[str]]) -> None:
    for code, sentences in table.items():
        todo = sentences[2]
        assert todo[:1].isupper() or todo.startswith(("voisinage", "-", "=")), (code, todo)
        assert todo.endswith((".", "!", "?", "}")), (code, todo)


def test_the_very_computer_one_types_on_is_told_apart() -> None:
    said = explain(Tongue("fr"), "device-is-this", {"number": 2})
    assert said.startswith("L’ordinateur 2 est celui-ci")
    assert said.endswith("la même commande avec --yes.")


def test_nothing_typed_is_said_and_arguments_are_named_as_they_are_typed() -> None:
    assert "commune\u202f: (rien)." in explain(Tongue("fr"), "unknown-member", {"typed": " "})
    assert "read: (nothing)." in explain(Tongue("en"), "amount-malformed", {"amount": ""})
    assert "(parts)" in explain(Tongue("fr"), "bad-request", {"argument": "shares"})
    assert "(--before)" in explain(Tongue("fr"), "bad-request", {"argument": "before"})


def test_a_full_day_is_not_said_to_hold_some_more() -> None:
    full = {"asset": "hour", "available": 0, "day_ms": 1_780_000_000_000}
    assert "reste" not in explain(Tongue("fr"), "help-day-full", full)
    assert "la journée est pleine" in explain(Tongue("fr"), "help-day-full", full)
    assert "Il y reste 1\u00a0h" in explain(Tongue("fr"), "help-day-full", {**full, "available": 3_600})


def test_both_languages_say_the_same() -> None:
    assert list(FRENCH) == list(ENGLISH)
    assert set(read_reasons(cli_errors_fr.REASONS)) == set(read_reasons(cli_errors_en.REASONS))
    for code, sentences in FRENCH.items():
        for french, english in zip(sentences, ENGLISH[code], strict=True):
            assert fields_of(french) == fields_of(english), code
            assert (french.startswith("="), english.startswith("=")) in ((True, True), (False, False)), code


def fields_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_no_jargon() -> None:
    for table in (FRENCH, ENGLISH):
        for code, sentences in table.items():
            text = COMMANDS.sub("", " ".join(sentences))
            assert not JARGON.search(text), (code, JARGON.search(text))


def test_every_reason_of_the_register_is_said() -> None:
    for words in (cli_errors_fr, cli_errors_en):
        assert {reason.value for reason in Reason} - set(read_reasons(words.REASONS)) == set()


def test_figures_and_french_spaces() -> None:
    french = explain(Tongue("fr"), "floor", {"asset": "hour", "amount": 9_000, "available": 5_400})
    assert "Vous pouvez payer au plus 1\u00a0h\u00a030." in french
    assert french.endswith("1\u00a0h\u00a030.")
    guests = {"asset": "hour", "amount": 9_000, "available": 660, "limited_by": "guests"}
    assert "au plus 11\u00a0min. Ce que doivent ceux que vous avez invités compte" in explain(
        Tongue("fr"), "floor", guests
    )
    sponsor = {**guests, "limited_by": "sponsor"}
    assert "is 11\u00a0min. Who invited you answers for" in explain(Tongue("en"), "floor", sponsor)
    for code, todo in (("floor", "Help a neighbour first"), ("balance", "Pay in hours or in kilos")):
        nothing = explain(Tongue("en"), code, {**guests, "available": 0})
        assert todo in nothing
        assert "at most" not in nothing
        assert ("until three others" in nothing) == (code == "floor")
    alike = explain(Tongue("fr"), "unknown-member", {"typed": "Lea", "alike": "Léa"})
    assert "dans la commune\u202f: Lea." in alike
    assert alike.endswith("Peut-être\u202f: Léa.")
    void = explain(Tongue("en"), "void", {"reason": "fork"})
    assert "only one counts" in void
    meter = explain(Tongue("en"), "csv-truncated", {})
    assert meter.startswith("This meter file cannot be read (truncated).")
    assert "there is none left" not in explain(Tongue("en"), "quota", {})
    assert explain(Tongue("en"), "known-node", {}).endswith("voisinage inbox.")


def test_a_vote_s_length_is_said_in_days() -> None:
    bounds = {"shortest_ms": 86_400_000, "longest_ms": 60 * 86_400_000}
    said = explain(Tongue("fr"), "bad-duration", bounds).replace("\xa0", " ")
    assert said.endswith("Choisissez entre 1 et 60 jours.")
    assert explain(Tongue("en"), "bad-duration", bounds).endswith("between 1 and 60\xa0days.")


@pytest.mark.parametrize(
    ("why", "position", "french", "english"),
    [
        (
            "count",
            23,
            "Il faut 24 mots, et il y en a 23 d'écrits.",
            "24 words are needed; this many are written: 23.",
        ),
        ("unknown", 7, "Le mot 7 n'est pas un mot de la liste.", "Word 7 is no word of the list."),
        ("checksum", 0, "Ces 24 mots ne vont pas ensemble.", "These 24 words do not fit together."),
    ],
)
def test_what_is_wrong_with_24_words(why: str, position: int, french: str, english: str) -> None:
    params = {"why": why, "position": position}
    assert explain(Tongue("fr"), "bad-words", params).replace("’", "'").startswith(french)
    assert explain(Tongue("en"), "bad-words", params).startswith(english)


def test_a_code_without_words_is_our_fault() -> None:
    assert "(never-heard-of)" in explain(Tongue("en"), "never-heard-of", {})


@pytest.mark.parametrize(("tongue", "clock"), [(Tongue("fr"), "l'horloge"), (Tongue("en"), "the clock")])
def test_what_came_too_early_speaks_of_the_clock(tongue: Tongue, clock: str) -> None:
    why = explain_reason(tongue, "too early").replace("’", "'")
    assert clock in why
    assert "voisinage doctor" in why
