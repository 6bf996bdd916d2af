# SPDX-License-Identifier: AGPL-3.0-or-later
"""An invitation code read as people hand it on: cut in lines, quoted, in the middle of a message."""

from __future__ import annotations

import pytest

from app.code import InvitationCode, decode_code, encode_code
from app.errors import AppError
from ledger.units import EventId

CODE = InvitationCode(
    commune=EventId(bytes(range(32))),
    commune_name="Saint-Aubin",
    sponsor_name="Léa Morvan",
    invitation=EventId(bytes(range(32, 64))),
    seed=bytes(range(64, 96)),
    height=12,
    seal_id=bytes(range(96, 128)),
    expires_ms=1_780_000_000_000,
    addresses=("/ip4/192.168.1.12/tcp/4101",),
)
TEXT = encode_code(CODE)
LINES = [TEXT[at : at + 40] for at in range(0, len(TEXT), 40)]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"  {TEXT.lower()}\n",
        "\r\n   ".join(LINES),
        "\n> ".join(LINES),
        "\u00a0\u200b".join(LINES),
        f"Bonjour Marie, voici le code :\n\n{TEXT}\n\nA tout de suite, Lea",
        f"« {TEXT} ».",
        "le voici " + " ".join(LINES) + " merci de me dire",
    ],
    ids=["whole", "small", "lines", "quoted", "odd-spaces", "message", "marks", "words"],
)
def test_a_code_is_read_however_it_was_handed_on(text):
    assert decode_code(text) == CODE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "VOISINAGE",
        "VOISINAGE-",
        TEXT[:-1],
        TEXT.replace("VOISINAGE-", ""),
        TEXT[:60] + TEXT[61:],
        "x" * 10**6,
    ],
)
def test_what_is_no_whole_code_is_refused(text):
    with pytest.raises(AppError, match="bad-code"):
        decode_code(text)


def test_a_wall_of_words_costs_little():
    with pytest.raises(AppError, match="bad-code"):
        decode_code("VOISINAGE-" + "a b " * 100_000)
