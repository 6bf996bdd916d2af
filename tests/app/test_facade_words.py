# SPDX-License-Identifier: AGPL-3.0-or-later
"""24 words while they are typed: completed in two languages, wrong ones found, the sum checked."""

from __future__ import annotations

from app.facade_words import complete_word, look_at_words, read_pasted
from tests.helpers.word_sheets import ENGLISH, FRENCH


def test_completions_come_from_both_lists_without_accents() -> None:
    assert "éligible" in complete_word("elig")
    assert "zoo" in complete_word("zoo")
    assert complete_word("") == ()
    assert len(complete_word("ab")) == 8


def test_a_pasted_sheet_is_read_whatever_stands_between() -> None:
    words = FRENCH.split()
    text = "\n".join(f"{number:2d}. {word.upper()}," for number, word in enumerate(words, start=1))
    assert look_at_words(read_pasted(text)).is_whole
    assert len(read_pasted("mot " * 5_000)) == 24


def test_what_24_boxes_say() -> None:
    for sheet in (FRENCH, ENGLISH):
        words = sheet.split()
        assert look_at_words(words).is_whole
        assert look_at_words([*words[:-1], ""]).missing == 1
        view = look_at_words([*words[:6], "mot", *words[7:]])
        assert (view.missing, view.unknown, view.is_whole) == (0, (6,), False)
        swapped = look_at_words([words[1], words[0], *words[2:]])
        assert swapped.unknown == ()
        assert not swapped.is_whole


def test_the_words_already_written_tell_the_language():
    assert complete_word("doma") == ("domaine", "domain")
    assert complete_word("doma", ("nageur", "", "qqq")) == ("domaine",)
    assert complete_word("doma", ("Zebra",)) == ("domain",)
    assert complete_word("doma", ("nageur", "zebra")) == ("domaine", "domain")
