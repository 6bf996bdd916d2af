# SPDX-License-Identifier: AGPL-3.0-or-later
"""The 24 words: made, read back as people write them, completed, turned into the paper key.

Words are of BIP-39, from the French list unless English is asked for; both are read, with or without
accents, in capitals, numbered, one a line. It stores nothing and shows nothing.

Law: the paper key is a function of the words alone, and any BIP-39 / SLIP-0010 program can compute it.

```
256 random bits ─ BIP-39 ─ 24 words ─ PBKDF2 (2,048 rounds, no passphrase) ─ 64 bytes
                 ─ SLIP-0010 ed25519, m/44'/1987276391'/0'/0'/0' ─ seed of the paper key
```

Source: https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki,
https://github.com/satoshilabs/slips/blob/master/slip-0010.md; docs/adr/0009-keys-at-rest.md.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

from mnemonic import Mnemonic

Language = Literal["french", "english"]

LANGUAGES: Final[tuple[Language, ...]] = ("french", "english")
WORDS: Final = 24
ENTROPY_BITS: Final = 256
TEXT_LENGTH_MAX: Final = 4096
COMPLETIONS_MAX: Final = 8

COIN_TYPE: Final = 0x76736E67
"""« vsng » in ASCII. SLIP-0044 registers coins and has no such row: no coin wallet shares our keys."""
PAPER_KEY_PATH: Final = (44, COIN_TYPE, 0, 0, 0)
HARDENED: Final = 0x80000000


class VaultError(Exception):
    """Keys could not be made, read or kept; `code` is a stable id that the window has words for."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class BadWords(VaultError):
    """What was written is not 24 words that belong together; says where, never repeats a word."""

    def __init__(self, reason: Literal["count", "unknown", "checksum"], position: int, message: str) -> None:
        super().__init__("bad-words", message)
        self.reason = reason
        self.position = position
        """`unknown`: number of the first unknown word, from 1; `count`: how many were read; else 0."""


def new_words(language: Language = "french") -> tuple[str, ...]:
    """24 fresh words from the system's random generator (256 bits)."""
    text = Mnemonic(language).generate(ENTROPY_BITS)
    return tuple(_composed(word) for word in text.split())


def words_from(entropy: bytes, language: Language = "french") -> tuple[str, ...]:
    """The 24 words of 32 bytes drawn elsewhere: those of the example commune come from a seed."""
    return tuple(_composed(word) for word in Mnemonic(language).to_mnemonic(entropy).split())


def check_words(text_or_words: str | Sequence[str]) -> tuple[str, ...]:
    """The 24 words as the list spells them, from what a person wrote.

    Raises:
        BadWords: not 24 of them, a word in neither list, or a checksum that does not hold.
    """
    text = text_or_words if isinstance(text_or_words, str) else " ".join(text_or_words)
    # A damaged paste may be any size; 24 numbered words need less than 400 characters.
    written = split_words(text[:TEXT_LENGTH_MAX])
    if len(written) != WORDS:
        raise BadWords("count", len(written), f"{WORDS} words are needed, {len(written)} were read")
    furthest = 0
    spelled_in_one_list = False
    for language in LANGUAGES:
        spellings = _spellings(language)
        known = [spellings.get(word) for word in written]
        words = tuple(word for word in known if word is not None)
        if len(words) < WORDS:
            furthest = max(furthest, known.index(None))
            continue
        spelled_in_one_list = True
        if Mnemonic(language).check(" ".join(words)):
            return words
    if spelled_in_one_list:
        raise BadWords("checksum", 0, "each word exists, but together they are not a key: one is not yours")
    raise BadWords("unknown", furthest + 1, f"word {furthest + 1} is not in the list")


def complete_word(prefix: str, language: Language = "french") -> tuple[str, ...]:
    """At most 8 words of the list that begin so, accents or not; four letters always leave one at most."""
    folded = _fold(prefix.strip())
    if not folded:
        return ()
    found: list[str] = []
    for key, word in _spellings(language).items():
        if key == folded:
            found.insert(0, word)
        elif key.startswith(folded):
            found.append(word)
    return tuple(found[:COMPLETIONS_MAX])


def split_words(text: str) -> list[str]:
    """The words of a text without accents and capitals; numbers and punctuation between them are dropped."""
    return re.findall(r"[^\W\d_]+", _fold(text))


def is_listed(folded_word: str, language: Language | None = None) -> bool:
    """Whether a word from `split_words` stands in this language's list; None: in one of the lists."""
    return any(folded_word in _spellings(one) for one in ((language,) if language else LANGUAGES))


def derive_paper_key(words: Sequence[str]) -> bytes:
    """The 32-byte Ed25519 seed of the account's first key.

    Raises:
        BadWords: as `check_words`.
    """
    # BIP-39 hashes the words in NFKD, the form of the lists; to_seed normalises.
    seed = Mnemonic.to_seed(" ".join(check_words(words)))
    key, _ = derive_slip10(seed, PAPER_KEY_PATH)
    return key


def derive_slip10(seed: bytes, path: Sequence[int]) -> tuple[bytes, bytes]:
    """(private key, chain code) at a path of hardened indices (0 … 2^31 − 1 each), SLIP-0010 for ed25519."""
    node = hmac.digest(b"ed25519 seed", seed, "sha512")
    for index in path:
        # "ed25519: … only hardened key generation": 0x00 ‖ key ‖ index, big-endian
        data = b"\x00" + node[:32] + (HARDENED + index).to_bytes(4, "big")
        node = hmac.digest(node[32:], data, "sha512")
    return node[:32], node[32:]


@cache
def _spellings(language: Language) -> dict[str, str]:
    """Folded word → word as shown, in list order. Each list stays free of doubles once folded."""
    return {_fold(word): _composed(word) for word in Mnemonic(language).wordlist}


def _composed(word: str) -> str:
    return unicodedata.normalize("NFC", word)


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
