# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words a person chooses among on the command line, in French and in English; either is always taken."""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.cli_usage import Say

Words = Mapping[str, tuple[str, ...]]
"""What the program calls each → the word to type in French and in English, then others that are taken."""

ROLES: Final[Words] = {
    "mayor": ("maire", "mayor"),
    "officer": (
        "adjoint", "deputy", "adjoint au maire", "deputy mayor", "adjointe", "adjointe au maire",
        "officier", "officier communal", "officière", "mairie", "town hall",
    ),
    "technician": ("technicien", "technician", "technicienne"),
    "agent": ("agent", "agent", "agent de collecte", "agente", "collection agent"),
    "mediator": ("médiateur", "mediator", "médiatrice"),
    "treasurer": ("trésorier", "treasurer", "trésorière"),
}  # fmt: skip
METER_SIDES: Final[Words] = {
    "production": ("production", "production"),
    "injection": ("injection", "injection"),
    "consumption": ("consommation", "consumption"),
}
LISTING_SIDES: Final[Words] = {"offer": ("offre", "offer"), "need": ("besoin", "need", "demande")}
TEMPLATES: Final[Words] = {
    "good": ("objet", "good"),
    "service": ("service", "service", "coup de main"),
    "produce": ("légumes", "produce", "produits", "légumes et produits"),
    "loan": ("prêt", "loan"),
    "event": ("événement", "event", "évènement", "sortie"),
    "work": ("travaux", "work", "travail"),
}
CONSENTS: Final[Words] = {
    "production": ("production", "production"),
    "gifts": ("dons", "gifts"),
    "purchases": ("achats", "purchases"),
    "local-sale": ("vente-locale", "local-sale", "vente locale"),
}
BALLOTS: Final[Words] = {
    "for": ("pour", "for", "oui", "yes"),
    "against": ("contre", "against", "non", "no"),
    "abstain": ("abstention", "abstain"),
}


class Choice:
    """One of a few things to type: shown in the reader's language, taken in either, accents or not.

    For `choices=` of an argument whose `type=` is `read`, which hands on what the program calls it.
    """

    def __init__(self, say: Say, words: Mapping[str, tuple[str, ...]]) -> None:
        """`words`: what the program calls each → its French and English word, then others that are taken."""
        self._shown = tuple(say(french, english) for french, english, *_ in words.values())
        self._codes = {_plain(word): code for code, taken in words.items() for word in (code, *taken)}
        self._known = frozenset(words)

    def read(self, text: str) -> str:
        """What the program calls it; what is no word of it stays, and is then no choice."""
        return self._codes.get(_plain(text), text)

    def __contains__(self, code: object) -> bool:
        return code in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._shown)


def _plain(text: str) -> str:
    """Small letters without accents, one space between words."""
    letters = unicodedata.normalize("NFD", " ".join(text.split()).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def add_choice(
    parser: argparse.ArgumentParser, say: Say, words: Words, *names: str, **options: Any
) -> argparse.Action:
    """`add_argument` for one of these words."""
    choice = Choice(say, words)
    return parser.add_argument(*names, type=choice.read, choices=choice, **options)
