# SPDX-License-Identifier: AGPL-3.0-or-later
"""« d'Ali », « qu'Hélène », « de Yann »: French elision before the name of somebody or something. Pure.

    fill("Fiche de {name}", name="Hélène Morel")     Fiche d'Hélène Morel      (the apostrophe of print)
    say_of("Yasmine")                                de Yasmine

Names are free text, so that this is a rule, not a dictionary. Elided before:

- a vowel, accents or not: Ali, Émilie, Œuf, Yves (a y before a consonant). Not before a y or an i that sounds
  as in « yeux » (Yann, Yasmine, Iannis), nor « onze », « oui »;
- the h of the French first names and everyday words below, which is mute: Hélène, Hugo, heures. Any other h
  stays as it is: Hassan, Harry and Hans breathe it, and « de Honfleur » is clumsy where « d'Hans » is wrong.

Its law: a figure, a sign (ab12-cd34), another alphabet or nothing is never elided; an English sentence holds
no « de {name} » and stays as it is.
"""

from __future__ import annotations

import re
from typing import Final

from app.facade_folding import fold

_NAMES: Final = (
    "hadrien", "hadrienne", "hector", "hedwige", "helene", "helena", "heliette", "helier", "helin",
    "helios", "heloise", "henri", "henriette", "henriot", "henry", "herbert", "hercule", "herman",
    "hermance", "hermeline", "hermine", "hermione", "herve", "hilaire", "hildegarde", "hippolyte",
    "hyppolite", "homere", "honore", "honorine", "horace", "hortense", "huberte", "hubert", "hugo",
    "hugolin", "hugues", "huguette", "humbert", "hyacinthe",
)  # fmt: skip
_THINGS: Final = (
    "habitant", "habitante", "habitants", "habitation", "herbe", "herbes", "heritage", "hermitage", "heure",
    "heures", "hier", "histoire", "histoires", "hiver", "homme", "hommes", "hopital", "horaire", "horaires",
    "horloge", "hortensias", "hospice", "hotel", "huile", "huiles", "huitre", "huitres", "humus",
    "hydromel",
)  # fmt: skip
"""What acts, offers and places are called."""
_MUTE_H: Final = frozenset({*_NAMES, *_THINGS})
_BREATHED: Final = frozenset({"onze", "onzieme", "oui", "ouistiti", "uhlan"})
_VOWELS: Final = frozenset("aeiouœæ")
_FIRST_WORD: Final = re.compile(r"[^\W_]+")
_ELIDED: Final = re.compile(r"\b(?P<word>[Dd]e|[Qq]ue|[Jj]usque|[Ll]orsque) \{(?P<field>\w+)\}")
_PLACES: Final = frozenset({"commune"})
"""Fields that hold a place: its article is contracted, where a family's (Le Gall) is not."""
_CONTRACTED: Final = (("Le ", "u "), ("Les ", "es "))


def is_elided(name: str) -> bool:
    """Whether « de » loses its e before a name."""
    found = _FIRST_WORD.match(name)
    if found is None or not found[0].isalpha():
        return False
    word = fold(found[0])
    first, second = word[:1], word[1:2]
    if first == "h":
        return word in _MUTE_H
    if first in {"y", "i"} and second in _VOWELS:
        return False
    if first == "y":
        return bool(second)
    return first in _VOWELS and word not in _BREATHED


def say_of(name: str) -> str:
    """« de Marc », « d'Ali », as a terminal writes it."""
    return f"d'{name}" if is_elided(name) else f"de {name}"


def fill(sentence: str, **parts: object) -> str:
    """A sentence with its parts in their places, « de » and « que » elided before those that ask for it."""

    def join(found: re.Match[str]) -> str:
        word, field = found["word"], found["field"]
        name = str(parts.get(field, ""))
        if field in _PLACES and word.casefold() == "de":
            for article, end in _CONTRACTED:
                if name.startswith(article):
                    parts[field] = name.removeprefix(article)
                    return f"{word[0]}{end}{{{field}}}"
        return f"{word[:-1]}\u2019{{{field}}}" if is_elided(name) else found[0]

    return _ELIDED.sub(join, sentence).format(**parts)
