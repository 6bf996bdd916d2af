# SPDX-License-Identifier: AGPL-3.0-or-later
"""A wrong usage is told in the reader's language, argparse's own words included."""

from __future__ import annotations

import re

import pytest

from app.cli import make_parser, parse
from app.cli_format import Tongue
from app.cli_usage import FRENCH_NAMES, say_in_french
from app.command_tree import read_commands

ENGLISH = re.compile(
    r"\b(the|following|argument|arguments|required|invalid|choose|from|expected|unrecognized|value"
    r"|not|allowed|with|show|help message|positional)\b"
)


def said(capsys: pytest.CaptureFixture[str], language: str, *words: str) -> str:
    with pytest.raises(SystemExit):
        parse(words, Tongue(language).say)
    captured = capsys.readouterr()
    return captured.err or captured.out


@pytest.mark.parametrize(
    ("words", "french"),
    [
        ("xyzzy", "commande inconnue\u202f: «\u00a0xyzzy\u00a0»\u202f; voir voisinage --help"),
        ("balances", "commande inconnue\u202f: «\u00a0balances\u00a0»\u202f; peut-être\u202f: balance"),
        (
            "meter dance",
            "commande inconnue\u202f: «\u00a0dance\u00a0» (au choix\u202f: add, certify, import, list)",
        ),
        ("pay", "il manque\u202f: voisin, montant"),
        ("vote", "il manque\u202f: NUMÉRO, choix"),
        ("proof 3f --out", "--out\u202f: il manque une valeur"),
        ("leave --to", "--to\u202f: il manque une valeur"),
        ("pay \\1 a b c", "mot inconnu\u202f: c"),
        ("meter", "dites quoi faire, au choix\u202f: add, certify, import, list"),
        ("pay Léa 1 h x", "mot inconnu\u202f: x"),
        ("vote abcdef maybe", "«\u00a0maybe\u00a0» n’est pas possible"),
        ("history --limit", "--limit\u202f: il manque une valeur"),
        ("history --limit many", "--limit\u202f: «\u00a0many\u00a0» n’est pas un nombre entier"),
        (
            "pay Léa 1 h --timeout 9999",
            "--timeout\u202f: «\u00a09999\u00a0» ne va pas\u202f: de 1 à 600 secondes",
        ),
        (
            "found --name X --me Y --since 2026-02-30",
            "--since\u202f: «\u00a02026-02-30\u00a0» n’est pas un jour",
        ),
        (
            "service log Léa 1h --at 25:99",
            "--at\u202f: «\u00a025:99\u00a0» n’est pas une heure\u202f: écrivez 14:30",
        ),
        ("consent gifts maybe", "oui|non\u202f: «\u00a0maybe\u00a0» ne va pas\u202f: oui ou non"),
        (
            "found --name X --me Y --set a=b",
            "--set\u202f: «\u00a0a=b\u00a0» ne se lit pas\u202f: écrivez NOM=VALEUR",
        ),
        ("offer add Pain --price 1", "--price\u202f: il faut 2 valeurs, montant et unité"),
        ("status --json=1", "--json\u202f: ne prend pas de valeur"),
        ("meter add --side production --watts-peak 3 --index 1 --file x", "ne va pas avec"),
    ],
)
def test_a_wrong_usage_in_french(capsys: pytest.CaptureFixture[str], words: str, french: str) -> None:
    text = said(capsys, "fr", *words.split())
    assert text.startswith("usage\u202f: voisinage")
    assert french.replace("'", "’") in text.replace("'", "’")
    assert not ENGLISH.search(text.rpartition("voisinage: ")[2]), text


def test_help_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("--help",), ("pay", "-h"), ("meter", "add", "--help")):
        text = said(capsys, "fr", *words)
        assert "montrer cette aide" in text
        assert "positional" not in text
        assert "show this" not in text


def test_what_is_taken_is_named_in_the_reader_s_language() -> None:
    """In usage lines, help, completion and the manual alike: each command, each option."""
    english, french = (
        {
            word.value
            for command in read_commands(make_parser(Tongue(language).say)).walk()
            for word in (*command.options, *command.arguments)
            if word.value and not word.choices
        }
        for language in ("en", "fr")
    )
    typed = {"yes|no"}
    assert english - typed <= {*FRENCH_NAMES, *map(str.upper, FRENCH_NAMES)}, "and what is new, too"
    assert french - {"oui|non"} <= {*FRENCH_NAMES.values(), *map(str.upper, FRENCH_NAMES.values())}
    assert {"FILE", "MEMBER", "AMOUNT"} <= english
    assert not {"FILE", "MEMBER", "AMOUNT", "ID", "WHO"} & french


def test_english_stays_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert "usage: voisinage" in said(capsys, "en", "pay")
    assert "the following arguments are required" in said(capsys, "en", "pay")
    assert "show this help" in said(capsys, "en", "--help")
    assert "say what to do, one of: add, certify, import, list" in said(capsys, "en", "meter")
    assert "unknown command: 'xyzzy'; see voisinage --help" in said(capsys, "en", "xyzzy")
    day = said(capsys, "en", "pot", "lock", "time", "--until", "x")
    assert "--until: 'x' is no day: write 2026-11-26" in day
    for text in (
        day,
        said(capsys, "en", "consent", "gifts", "x"),
        said(capsys, "en", "history", "--limit", "x"),
    ):
        assert "invalid" not in text


def test_what_is_not_known_stays_as_it_is() -> None:
    assert say_in_french("something new") == "something new"
