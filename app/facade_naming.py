# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is who when names look the same: what a name looks like, and the name with its sign. Pure.

    « Ann Smith », « ANN  SMITH », « Аnn Smith » (Cyrillic А), « Ann Srnith », « Ann Smıth »     annsmlth
    two residents who look so are shown as « Ann Smith (k4mq-7xza) », « Аnn Smith (ykqi-zwve) »

Names are chosen, signs are not: they follow from an account. For the eyes of this computer only, never for
anything agreed upon: two looks that are the same show one sign too many at worst.

The table is small and ours. The libraries there are load the 9,000 lines of Unicode's (a village writes three
or four alphabets), take capitals for small letters, or one letter at a time (« rn » is an m); none knows the
words for the commune. What the table leaves out, a word that mixes alphabets, bears its sign all the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from app.facade_folding import fold

if TYPE_CHECKING:
    from app.views import PersonView

_LOOKS: Final = str.maketrans(
    # Cyrillic, Greek and Armenian as Latin letters look, capital and small apart: Ν is an N, ν is a v.
    "АВЕКМНОРСТУХЅІЈԚԜҮӀавекмнорстухѕіјԛԝүһӏԁьпигѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβγεηικμνορςστυχωՕՍՈօսոհցզıɑɡɩɪʟꞮƖđħŧƚɫ",
    "ABEKMHOPCTYXSIJQWYlabekmhopctyxsijqwyhldbnurvABEZHIKMNOPTYXabyenikuvopcotuxwOUnounhgqlagllLlldhtll",
)
_HYPHEN: Final = "\u2011"
_ONE_STROKE: Final = str.maketrans("i1|!0", "llllo")
_TWO_AS_ONE: Final = (("rn", "m"), ("vv", "w"))
_UNSEEN: Final = re.compile("[\u115f\u1160\u3164\uffa0\u2800]")
"""Letters, for Unicode, that show nothing."""
_SIGN_IN_NAME: Final = re.compile(r"[(\[{]\s*\w{4}-\w{4}\s*[)\]}]")
"""Somebody may choose a name that already holds a neighbour's sign."""
_COMMUNE: Final = (
    "commune", "la commune", "the commune", "fonds", "le fonds", "fund", "the fund",
    "le fonds de la commune", "the commune's fund", "vous", "you", "moi", "me",
)  # fmt: skip
_SHAPES: Final = frozenset({"Lu", "Ll", "Lt", "Lo"})
_OF_ASIA: Final = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})
"""Written together in one word, by those who write them."""


@lru_cache(maxsize=4096)
def get_look(name: str) -> str:
    """What a name looks like to who reads it fast: two that look the same give the same."""
    seen = name if name.isascii() else _UNSEEN.sub("", _as_latin(name))
    folded = fold(seen)
    bare = _SIGN_IN_NAME.sub("", folded)
    folded = bare if bare.strip() else folded
    letters = "".join(sign for sign in folded.translate(_ONE_STROKE) if sign.isalnum())
    for two, one in _TWO_AS_ONE:
        letters = letters.replace(two, one)
    return letters or "".join(folded.split())


def _as_latin(name: str) -> str:
    """The letters of other alphabets as the Latin ones they look like; wide and drawn ones as plain."""
    plain = unicodedata.normalize("NFKD", name)
    return plain.translate(_LOOKS)


@lru_cache(maxsize=4096)
def mixes_alphabets(name: str) -> bool:
    """Whether one word of a name holds letters of two alphabets, as no name does."""
    if name.isascii():
        return False
    plain = unicodedata.normalize("NFKC", name)
    plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    return any(len(_alphabets_of(word)) > 1 for word in re.split(r"[\W_]+", plain))


def _alphabets_of(word: str) -> set[str]:
    letters = [sign for sign in word if unicodedata.category(sign) in _SHAPES]
    named = {unicodedata.name(sign, "").partition(" ")[0] for sign in letters}
    return {"ASIA" if alphabet in _OF_ASIA else alphabet for alphabet in named}


COMMUNE_LOOKS: Final = frozenset(get_look(word) for word in _COMMUNE)
"""Nobody passes for the commune, nor for who reads."""


def has_first_name(name: str, typed: str) -> bool:
    """Whether a name begins with these whole words, letter by letter but for case and accents."""
    first = fold(typed).split()
    return bool(first) and fold(name).split()[: len(first)] == first


def holds_look(name: str, typed: str, *, first: bool = False) -> bool:
    """Whether words of a name, side by side, look like what was typed: « Jean » in « Luc Saint-Jean ».

    Args:
        first: those it begins with alone.
    """
    words = [word for word in re.split(r"[\W_]+", name) if word]
    look, count = get_look(typed), len(words)
    starts = range(min(count, 1) if first else count)
    runs = ("".join(words[start:end]) for start in starts for end in range(start + 1, count + 1))
    return any(get_look(run) == look for run in runs)


def count_title(title: str, quantity: int) -> str:
    """« Panier × 25 »: what is ordered, and how many of it; without words here, nothing."""
    return title if quantity == 1 or not title else f"{title} × {quantity}"


def name_apart(person: PersonView) -> str:
    """A name in a window, with its sign where another's looks the same; empty for the commune's fund."""
    return show_sign(person.name, person.fingerprint) if person.is_alike else person.name


def write_apart(person: PersonView) -> str:
    """The same in plain letters: in a terminal, in what is signed, where it may be typed again."""
    return join_sign(person.name, person.fingerprint) if person.is_alike else person.name


def show_sign(name: str, fingerprint: str) -> str:
    """`join_sign` where lines are wrapped: a sign is not cut in two."""
    return join_sign(name, fingerprint.replace("-", _HYPHEN)) if fingerprint != name else name


def join_sign(name: str, fingerprint: str) -> str:
    """« Ann Smith (k4mq-7xza) »; of who has no name here, the sign alone."""
    return f"{name} ({fingerprint})" if fingerprint not in ("", name) else name
