# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words as a search compares them: without accents, case or typographic signs. Pure; needs no home.

    « L’Été », « l'ete », « L'E´TE´ » pasted in pieces     l'ete
    « cœur », « COEUR »                                   coeur

For search on this computer only; never for anything agreed upon, nor for anything shown.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_SIGNS: Final = str.maketrans(
    {
        "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
        "’": "'", "‘": "'", "ʼ": "'", "′": "'", "‐": "-", "‑": "-", "–": "-", "−": "-",
    }
)  # fmt: skip
_LEFT_OUT: Final = frozenset({"Mn", "Mc", "Me", "Cf"})
"""Accents that follow their letter, and signs that are not seen: a pasted text is full of them."""


def fold(text: str) -> str:
    """As two texts are compared."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text.translate(_SIGNS)).translate(_SIGNS)
    return "".join(sign for sign in plain if unicodedata.category(sign) not in _LEFT_OUT).casefold()


def says(text: str, wanted: str) -> bool:
    """Whether a text holds all of these words, in any order."""
    folded = fold(text)
    return all(word in folded for word in fold(wanted).split())
