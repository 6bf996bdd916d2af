# SPDX-License-Identifier: AGPL-3.0-or-later
"""The everyday words that name a sort of act, whole, begun, or among other words."""

from __future__ import annotations

import pytest

from app.facade_folding import fold
from app.searching_sorts import SORTS, find_sorts, offer_sorts


@pytest.mark.parametrize(
    ("typed", "names", "rest"),
    [
        ("Vote", ["votes"], []),
        ("DONS", ["gifts"], []),
        ("heures d’aide", ["hours"], []),
        ("légumes", ["produce"], []),
        ("les dons de Claire", ["gifts"], ["claire"]),
        ("votes composteur", ["votes"], ["composteur"]),
        ("dons et heures", ["gifts", "hours"], []),
        ("gifts of Claire", ["gifts"], ["claire"]),
        ("haie de Claire", [], ["haie", "de", "claire"]),
        ("", [], []),
    ],
)
def test_a_word_names_its_sort_whatever_its_accents(typed: str, names: list[str], rest: list[str]) -> None:
    words = fold(typed).split()
    sorts, places = find_sorts(words)
    assert [sort.name for sort in sorts] == names
    assert [words[place] for place in places] == rest


def test_a_word_that_is_begun_offers_what_it_may_become() -> None:
    offered = {
        typed: [sort.name for sort in offer_sorts(fold(typed).split())] for typed in ("lég", "vo", "pa")
    }
    assert offered == {"lég": ["produce"], "vo": ["votes"], "pa": ["payments", "shares"]}
    assert offer_sorts(("v",)) == ()
    assert offer_sorts(("votes",)) == ()
    assert offer_sorts(()) == ()
    assert [sort.name for sort in offer_sorts(("claire", "don"))] == []


def test_every_word_is_folded_and_names_one_sort() -> None:
    words = [word for sort in SORTS.values() for word in sort.words]
    assert [fold(word) for word in words] == words
    assert len(set(words)) == len(words)
