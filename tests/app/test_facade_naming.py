# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names that look the same to an eye are one look; names that do not are not; nothing throws at any text."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.facade_naming import (
    COMMUNE_LOOKS,
    get_look,
    join_sign,
    mixes_alphabets,
    name_apart,
    show_sign,
    write_apart,
)
from tests.helpers.people import person

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@pytest.mark.parametrize(
    "written",
    [
        "ann smith", "ANN SMITH", "Ann  Smith", " Ann\u00a0Smith ", "Ann\u2003Smith", "Ann-Smith",
        "Ann Smith.", "Аnn Smith", "Ann Ѕmith", "Αnn Smith", "Ann Sm\u0456th", "Ann Smıth", "Ann Smlth",
        "Ann SmIth", "Ann Sm1th", "Ánn Smîth", "Ann\u0301 Smith", "Ａｎｎ Smith", "Ann Ｓｍｉｔｈ",
        "𝐀𝐧𝐧 Smith", "Ann 𝑆𝑚𝑖𝑡ℎ", "Ⓐnn Smith", "Ann\u200b Smith", "A\u00adnn Smith", "Ann\u3164Smith",
        "Ann Srnith", "Ann Smith 🌻", "Ann Smith (k4mq-7xza)", "Ann Smith [K4MQ-7XZA]",
    ],
)  # fmt: skip
def test_what_looks_the_same(written: str) -> None:
    assert get_look(written) == get_look("Ann Smith")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Smith", "Anna Smith"), ("Marie Martin", "Martin Marie"), ("Paul 2", "Paul 3"), ("Анна", "Anna"),
        ("🌻", "🌼"), ("田中", "田村"), ("Jean-Marc Durand", "Jean-Paul Durand"), ("Zoé", "Chloé"),
    ],
)  # fmt: skip
def test_what_does_not(one: str, other: str) -> None:
    assert get_look(one) != get_look(other)


def test_zero_and_o_and_names_of_another_alphabet() -> None:
    assert get_look("Otto") == get_look("0tt0") == get_look("Оttо")
    assert get_look("Сара") == get_look("Capa")  # a whole word of another alphabet
    assert get_look("Η Νίκη").startswith("h")


@given(names)
def test_a_look_is_one_whatever_the_case_the_accents_and_the_spaces(name: str) -> None:
    look = get_look(name)
    assert (
        get_look(unicodedata.normalize("NFD", name)) == get_look(unicodedata.normalize("NFC", name)) == look
    )
    assert get_look(f"  {name}\u200b ") == look
    assert mixes_alphabets(name) == mixes_alphabets(unicodedata.normalize("NFC", name))


@given(st.text("abcdeghjknopqstuvwxyz ", min_size=1), st.data())
def test_letters_of_another_alphabet_change_nothing(name: str, data: st.DataObject) -> None:
    twins = {
        "a": "аα",
        "c": "сϲ"[:1],
        "e": "еε",
        "o": "оοօ",
        "p": "рρ",
        "x": "хχ",
        "s": "ѕ",
        "j": "ј",
        "k": "кκ",
    }
    written = "".join(data.draw(st.sampled_from(letter + twins.get(letter, ""))) for letter in name)
    assert get_look(written) == get_look(name)


@pytest.mark.parametrize(
    "name", ["Аnn", "Ann Ѕmith", "Jean-Pаul", "Ωmar", "Ann\u3164", "А\u200dnn", "Mаrie Пушкин"]
)
def test_a_word_of_two_alphabets(name: str) -> None:
    assert mixes_alphabets(name)


@pytest.mark.parametrize(
    "name",
    [
        "Ann", "Анна Пушкина", "Νίκη", "Jean Анна", "田中まり", "ポールさん", "Œuvré Hélène", "Léa ʼ1ère",
        "Ｌéa", "Zoë 🌻", "Dʼarc", "º 2", "µ", "",
    ],
)  # fmt: skip
def test_names_people_have(name: str) -> None:
    assert not mixes_alphabets(name)


def test_nobody_passes_for_the_commune() -> None:
    for word in ("Commune", "LA C0MMUNE", "le Fonds", "The commune", "Lа commune", "Vous", "Moi"):
        assert get_look(word) in COMMUNE_LOOKS
    assert get_look("Camille") not in COMMUNE_LOOKS


def test_the_sign_beside_a_name() -> None:
    ann = replace(person("Ann Smith"), fingerprint="k4mq-7xza")
    assert name_apart(ann) == "Ann Smith"
    assert name_apart(replace(ann, is_alike=True)) == "Ann Smith (k4mq\u20117xza)"  # wrapped as one
    assert write_apart(replace(ann, is_alike=True)) == "Ann Smith (k4mq-7xza)"
    assert write_apart(ann) == show_sign("Ann Smith", "") == "Ann Smith"
    assert join_sign("k4mq-7xza", "k4mq-7xza") == "k4mq-7xza"
    assert join_sign("", "") == ""
