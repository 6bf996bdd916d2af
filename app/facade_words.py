# SPDX-License-Identifier: AGPL-3.0-or-later
"""The 24 words while they are typed: completions, and what is wrong so far. Needs no home; keeps nothing."""

from __future__ import annotations

from collections.abc import Sequence

from app.views_account import TypedWordsView
from app.words import (
    LANGUAGES,
    WORDS,
    BadWords,
    Language,
    check_words,
    is_listed,
    split_words,
)
from app.words import complete_word as complete_in

COMPLETIONS_MAX = 8


def complete_word(prefix: str, others: Sequence[str] = ()) -> tuple[str, ...]:
    """At most 8 words that begin so, of the French list then of the English one, accents or not.

    Args:
        prefix: what is typed.
        others: the words already written; a sheet has one language, and they tell which.
    """
    known = [word for other in others for word in split_words(other) if is_listed(word)]
    meant: list[Language] = [one for one in LANGUAGES if all(is_listed(word, one) for word in known)]
    if not meant:
        meant = list(LANGUAGES)
    found = [word for language in meant for word in complete_in(prefix, language)]
    return tuple(dict.fromkeys(found))[:COMPLETIONS_MAX]


def read_pasted(text: str) -> tuple[str, ...]:
    """The words of a pasted text, at most 24; numbers, commas and line ends between them are dropped."""
    return tuple(split_words(text[:4096])[:WORDS])


def look_at_words(words: Sequence[str]) -> TypedWordsView:
    """What 24 boxes say so far; an empty box is missing, not wrong."""
    folded = [split_words(word) for word in words]
    unknown = tuple(
        index for index, parts in enumerate(folded) if parts and (len(parts) > 1 or not is_listed(parts[0]))
    )
    missing = sum(not parts for parts in folded)
    is_whole = False
    if not missing and not unknown:
        try:
            check_words(words)
            is_whole = True
        except BadWords:
            is_whole = False
    return TypedWordsView(missing=missing, unknown=unknown, is_whole=is_whole)
