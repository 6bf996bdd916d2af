# SPDX-License-Identifier: AGPL-3.0-or-later
"""Erasable words: their address hides them, their size is bounded, what is shown is clean."""

from __future__ import annotations

import pytest

from ledger import limits
from ledger.blob import check_blob, make_blob, name_blob, read_text
from ledger.encoding import encode
from ledger.errors import Malformed
from ledger.units import EventId

SALT = bytes(range(16))
COMMUNE = EventId(bytes(32))


def test_equal_words_have_different_addresses():
    one, two = make_blob(SALT, b"Anna"), make_blob(bytes(16), b"Anna")
    assert name_blob(COMMUNE, one) != name_blob(COMMUNE, two)
    assert name_blob(COMMUNE, one) != name_blob(EventId(bytes(31) + b"\x01"), one)
    assert check_blob(one) == check_blob(two) == b"Anna"


@pytest.mark.parametrize("size", [0, 1, 255, 256, limits.BLOB_BYTES_MAX])
def test_sizes(size: int):
    assert check_blob(make_blob(SALT, bytes(size))) == bytes(size)


def test_one_byte_too_many():
    with pytest.raises(Malformed):
        make_blob(SALT, bytes(limits.BLOB_BYTES_MAX + 1))
    for more in (1, 30, 10_000):
        with pytest.raises(Malformed):
            check_blob(encode([SALT, bytes(limits.BLOB_BYTES_MAX + more)]))


@pytest.mark.parametrize(
    "value",
    [[SALT], [SALT, b"", b""], [SALT[:15], b""], [SALT, "text"], ["x" * 16, b""], {}, b"", [SALT, [b""]]],
)
def test_what_is_no_blob(value: object):
    with pytest.raises(Malformed):
        check_blob(encode(value))


def test_text_is_shown_clean():
    text = "Deux lignes :\nune pomme\x00\u202e, 3,5 kg\r\t\x1b[31m 😀"
    assert read_text(make_blob(SALT, text.encode())) == "Deux lignes :\nune pomme, 3,5 kg[31m 😀"


@pytest.mark.parametrize("blob", [b"", b"\xc0", make_blob(SALT, b"\xff\xfe")])
def test_what_is_no_text_is_shown_as_nothing(blob: bytes):
    assert read_text(blob) == ""
