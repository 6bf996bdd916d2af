# SPDX-License-Identifier: AGPL-3.0-or-later
"""The 24 words against published vectors, and as people write them.

SLIP-0010: the two ed25519 vectors of the text itself. BIP-39: words ↔ entropy and words → seed of
hdwallet.js's published data (French and English), and the first 24-word vector of the reference
implementation.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mnemonic import Mnemonic

from app.words import (
    COIN_TYPE,
    LANGUAGES,
    BadWords,
    Language,
    VaultError,
    check_words,
    complete_word,
    derive_paper_key,
    derive_slip10,
    is_listed,
    new_words,
    split_words,
)
from ledger.signing import public_key
from tests.helpers.word_sheets import ENGLISH, FRENCH

FRENCH_SEED = (
    "ec84be8544a6f7e555a59d9f42261cbb1cfef148ef29c30e67a4994aaf09773426e45e081b17cc53ff3e2170618ce341"
    "5af462645292217fe65c4d520901f94f"
)
ENGLISH_SEED = (
    "9f8231f34d1e3c4556c3b039e1e56311b4558eaf4d9abbee56a6e56453541e3363f0727d8e160e41992f7326d183f923"
    "42b43a24c9c8048a00e3cd86f0ad3474"
)
ENTROPY = "ff98227315716026e36afb18bb586b24ca719d1e2984a00f9489b966ddfd36b3"
ENTROPY_IN: dict[Language, str] = {
    "french": (
        "zèbre prétexte minute casier avancer assurer libérer excuse baleine séquence batterie dorure "
        "novateur réticule haricot chose mouvant humain branche glisser frontal vortex séquence fougère"
    ),
    "english": (
        "zebra scissors orphan cliff bid beach misery garage board suspect bracket end poem soldier "
        "judge correct parade lake carbon index horse write suspect hen"
    ),
}

SLIP10_VECTORS = [
    (
        "000102030405060708090a0b0c0d0e0f",
        [
            (
                (),
                "90046a93de5380a72b5e45010748567d5ea02bbf6522f979e05c0d8d8ca9fffb",
                "2b4be7f19ee27bbf30c667b642d5f4aa69fd169872f8fc3059c08ebae2eb19e7",
                "a4b2856bfec510abab89753fac1ac0e1112364e7d250545963f135f2a33188ed",
            ),
            (
                (0,),
                "8b59aa11380b624e81507a27fedda59fea6d0b779a778918a2fd3590e16e9c69",
                "68e0fe46dfb67e368c75379acec591dad19df3cde26e63b93a8e704f1dade7a3",
                "8c8a13df77a28f3445213a0f432fde644acaa215fc72dcdf300d5efaa85d350c",
            ),
            (
                (0, 1, 2, 2, 1000000000),
                "68789923a0cac2cd5a29172a475fe9e0fb14cd6adb5ad98a3fa70333e7afa230",
                "8f94d394a8e8fd6b1bc2f3f49f5c47e385281d5c17e65324b0f62483e37e8793",
                "3c24da049451555d51a7014a37337aa4e12d41e485abccfa46b47dfb2af54b7a",
            ),
        ],
    ),
    (
        "fffcf9f6f3f0edeae7e4e1dedbd8d5d2cfccc9c6c3c0bdbab7b4b1aeaba8a5a2"
        "9f9c999693908d8a8784817e7b7875726f6c696663605d5a5754514e4b484542",
        [
            (
                (),
                "ef70a74db9c3a5af931b5fe73ed8e1a53464133654fd55e7a66f8570b8e33c3b",
                "171cb88b1b3c1db25add599712e36245d75bc65a1a5c9e18d76f9f2b1eab4012",
                "8fe9693f8fa62a4305a140b9764c5ee01e455963744fe18204b4fb948249308a",
            ),
            (
                (0, 2147483647),
                "138f0b2551bcafeca6ff2aa88ba8ed0ed8de070841f0c4ef0165df8181eaad7f",
                "ea4f5bfe8694d8bb74b7b59404632fd5968b774ed545e810de9c32a4fb4192f4",
                "5ba3b9ac6e90e83effcd25ac4e58a1365a9e35a3d3ae5eb07b9e4d90bcf7506d",
            ),
            (
                (0, 2147483647, 1, 2147483646, 2),
                "5d70af781f3a37b829f0d060924d5e960bdc02e85423494afc0b1a41bbe196d4",
                "551d333177df541ad876a60ea71f00447931c0a9da16f227c11ea080d7391b8d",
                "47150c75db263559a70d5778bf36abbab30fb061ad69f69ece61a72b0cfa4fc0",
            ),
        ],
    ),
]


@pytest.mark.parametrize(("seed", "chains"), SLIP10_VECTORS)
def test_slip_0010_vectors(seed: str, chains: list[tuple[tuple[int, ...], str, str, str]]) -> None:
    for path, chain_code, private, public in chains:
        key, chain = derive_slip10(bytes.fromhex(seed), path)
        assert (chain.hex(), key.hex()) == (chain_code, private)
        assert public_key(key).hex() == public


@pytest.mark.parametrize(("text", "seed"), [(FRENCH, FRENCH_SEED), (ENGLISH, ENGLISH_SEED)])
def test_words_give_the_published_seed(text: str, seed: str) -> None:
    words = check_words(text)
    assert " ".join(words) == text
    assert Mnemonic.to_seed(" ".join(words)).hex() == seed
    expected, _ = derive_slip10(bytes.fromhex(seed), (44, COIN_TYPE, 0, 0, 0))
    assert derive_paper_key(words) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_spell_the_published_entropy(language: Language) -> None:
    words = check_words(ENTROPY_IN[language])
    assert bytes(Mnemonic(language).to_entropy(list(words))).hex() == ENTROPY


def test_the_paper_key_computed_by_hand_from_the_standards() -> None:
    sentence = unicodedata.normalize("NFKD", FRENCH).encode()
    node = hashlib.pbkdf2_hmac("sha512", sentence, b"mnemonic", 2048)
    node = hmac.new(b"ed25519 seed", node, "sha512").digest()
    for index in (44, int.from_bytes(b"vsng", "big"), 0, 0, 0):
        step = bytes(1) + node[:32] + (2**31 + index).to_bytes(4, "big")
        node = hmac.new(node[32:], step, "sha512").digest()
    assert derive_paper_key(FRENCH.split()) == node[:32]
    assert node[:32].hex() == "c1dfffe8151ae98ddb5184f25562c5d0bcc37b56d9388b02bc7c1281e846e221"


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_words_are_24_and_read_back(language: Language) -> None:
    words = new_words(language)
    assert len(words) == 24
    assert check_words(words) == words
    assert new_words(language) != words
    assert all(unicodedata.is_normalized("NFC", word) for word in words)


def test_french_is_the_default() -> None:
    assert all(complete_word(word)[0] == word for word in new_words())


@pytest.mark.parametrize(
    "written",
    [
        FRENCH.upper(),
        unicodedata.normalize("NFD", FRENCH),
        FRENCH.replace("é", "e").replace("è", "e"),
        "\n".join(f"{number}. {word}" for number, word in enumerate(FRENCH.split(), 1)),
        "  " + ", ".join(FRENCH.split()) + ".\r\n",
        "\t".join(FRENCH.split()),
    ],
)
def test_words_are_read_however_they_are_written(written: str) -> None:
    assert " ".join(check_words(written)) == FRENCH
    assert derive_paper_key(check_words(written)) == derive_paper_key(FRENCH.split())


def test_a_missing_word_says_how_many_were_read() -> None:
    with pytest.raises(BadWords) as caught:
        check_words(FRENCH.split()[:23])
    assert (caught.value.code, caught.value.reason, caught.value.position) == ("bad-words", "count", 23)


@pytest.mark.parametrize("text", ["", " ", "1 2 3", "x" * 1_000_000, "\x00", "a " * 500_000])
def test_odd_text_is_refused_quickly(text: str) -> None:
    with pytest.raises(VaultError) as caught:
        check_words(text)
    assert caught.value.code == "bad-words"


@pytest.mark.parametrize("text", [FRENCH, ENGLISH])
@pytest.mark.parametrize("position", [1, 7, 24])
def test_an_unknown_word_is_pointed_at_and_not_repeated(text: str, position: int) -> None:
    words = text.split()
    words[position - 1] = "xylophonique"
    with pytest.raises(BadWords) as caught:
        check_words(words)
    assert (caught.value.reason, caught.value.position) == ("unknown", position)
    assert "xylophonique" not in str(caught.value)


def test_two_words_exchanged_do_not_pass_the_checksum() -> None:
    words = FRENCH.split()
    words[0], words[1] = words[1], words[0]
    with pytest.raises(BadWords) as caught:
        check_words(words)
    assert caught.value.reason == "checksum"


def test_words_of_the_two_lists_do_not_mix() -> None:
    with pytest.raises(BadWords):
        check_words([*FRENCH.split()[:12], *ENGLISH.split()[12:]])


def test_completion_accepts_missing_accents_and_puts_the_whole_word_first() -> None:
    assert complete_word("evid") == ("évidence",)
    assert complete_word("ÉVI")[0].startswith("évi")
    assert complete_word("") == complete_word(" ") == ()
    assert complete_word("zzz") == ()
    assert complete_word("zeb", "english") == ("zebra",)
    assert len(complete_word("a")) == 8
    assert complete_word("art")[0].startswith("art")
    assert complete_word("act", "english")[0] == "act"


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_letters_are_enough_for_every_word(language: Language) -> None:
    for word in Mnemonic(language).wordlist:
        shown = unicodedata.normalize("NFC", word)
        assert complete_word(shown[:4], language)[0] == shown


def test_listed_words_are_known_in_both_languages() -> None:
    assert all(is_listed(word) for word in split_words(FRENCH + " " + ENGLISH))
    assert not is_listed("xylophonique")


@settings(max_examples=30)
@given(entropy=st.binary(min_size=32, max_size=32), language=st.sampled_from(LANGUAGES))
def test_any_256_bits_read_back(entropy: bytes, language: Language) -> None:
    text = Mnemonic(language).to_mnemonic(entropy)
    words = check_words(text)
    assert bytes(Mnemonic(language).to_entropy(list(words))) == entropy
