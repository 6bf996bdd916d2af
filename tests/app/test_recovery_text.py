# SPDX-License-Identifier: AGPL-3.0-or-later
"""A list to sign as text: it survives a message, and what is none says so."""

from __future__ import annotations

import pytest

from app.errors import AppError
from app.recovery_text import HEAD, TEXT_CHARS_MAX, read_text, write_text
from ledger import limits

CONTENT = bytes(range(256)) * 4


def test_it_comes_back_whatever_a_message_did_to_its_lines():
    text = write_text(CONTENT)
    assert text.startswith(HEAD + "\n")
    assert max(map(len, text.splitlines())) <= 76
    assert text.isascii()
    for sent in (
        text,
        text.replace("\n", "\r\n"),
        "> Bonjour,\n" + text.replace("\n", "\n   "),
        text.replace("\n", ""),
    ):
        assert read_text(sent) == CONTENT


def test_the_largest_one_is_read():
    whole = bytes(limits.RECOVERY_BYTES_MAX)
    assert len(write_text(whole)) <= TEXT_CHARS_MAX
    assert read_text(write_text(whole)) == whole


@pytest.mark.parametrize(
    "text", ["", "bonjour", HEAD + "é", HEAD + "AAA", HEAD + "A" * TEXT_CHARS_MAX, HEAD + "@@@@"]
)
def test_what_is_no_list_is_refused(text):
    with pytest.raises(AppError) as told:
        read_text(text)
    assert told.value.code == "recovery-file"
