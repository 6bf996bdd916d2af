# SPDX-License-Identifier: AGPL-3.0-or-later
"""The invitation code: what a sponsor hands to a neighbour, as text or QR.

It carries a secret (the invitation's one-time key), so it is shown, never logged. Base32 in capitals: it
survives dictation, e-mail and the alphanumeric mode of QR. A checksum catches a wrong letter.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from app.errors import AppError
from ledger.encoding import as_list, decode, encode
from ledger.errors import Malformed
from ledger.hashing import hash_message
from ledger.units import EventId

PREFIX: Final = "VOISINAGE"
_VERSION: Final = 1
_CHECK_BYTES: Final = 5
_BYTES_MAX: Final = 1_200
_TEXT_MAX, _CODE_MAX, _WORDS_MAX = 16_384, 4 * _BYTES_MAX, 200
"""Of what is pasted: how far a code is looked for, how much after its beginning, in how many words."""
_NOT_LETTERS: Final = re.compile("[^A-Z2-7]")
"""What messages put into a code: line marks, dashes, quotation marks."""
ADDRESSES_MAX: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationCode:
    """What a code says before any network is reached."""

    commune: EventId
    commune_name: str
    sponsor_name: str
    invitation: EventId
    seed: bytes
    height: int
    seal_id: bytes
    expires_ms: int
    addresses: tuple[str, ...]

    def __repr__(self) -> str:
        return f"InvitationCode(commune={self.commune.hex()[:8]}…)"


def encode_code(code: InvitationCode) -> str:
    """The text of a code, in groups of the sort people can follow with a finger."""
    content = encode(
        [
            _VERSION, code.commune, code.commune_name, code.sponsor_name, code.invitation, code.seed,
            code.height, code.seal_id, code.expires_ms, list(code.addresses[:ADDRESSES_MAX]),
        ]
    )  # fmt: skip
    data = content + hash_message(content)[:_CHECK_BYTES]
    return f"{PREFIX}-{base64.b32encode(data).decode().rstrip('=')}"


def decode_code(text: str) -> InvitationCode:
    """Read a code as it was pasted: any case, spaces and line ends inside, the words of a message around.

    What follows the code is words or code alike: the longest run of words whose checksum agrees is it.

    Raises:
        AppError: bad-code.
    """
    start = text[:_TEXT_MAX].upper().find(f"{PREFIX}-")
    if start < 0:
        raise AppError("bad-code")
    words = text[start + len(PREFIX) + 1 :][:_CODE_MAX].upper().split()[:_WORDS_MAX]
    for count in range(len(words), 0, -1):
        letters = _NOT_LETTERS.sub("", "".join(words[:count]))
        with suppress(binascii.Error, ValueError, Malformed):
            data = base64.b32decode(letters + "=" * (-len(letters) % 8))
            content, check = data[:-_CHECK_BYTES], data[-_CHECK_BYTES:]
            if hash_message(content)[:_CHECK_BYTES] == check:
                return _checked(as_list(decode(content, size_max=_BYTES_MAX, depth_max=3), 10))
    raise AppError("bad-code")


def _checked(fields: Sequence[object]) -> InvitationCode:
    version, commune, commune_name, sponsor, invitation, seed, height, seal_id, expires_ms, addresses = fields
    hashes = (commune, invitation, seed, seal_id)
    if version != _VERSION or any(type(item) is not bytes or len(item) != 32 for item in hashes):
        raise AppError("bad-code")
    places = tuple(as_list(addresses))
    if len(places) > ADDRESSES_MAX or any(type(place) is not str for place in places):
        raise AppError("bad-code")
    if type(height) is not int or type(expires_ms) is not int or height < 0:
        raise AppError("bad-code")
    if type(commune_name) is not str or type(sponsor) is not str:
        raise AppError("bad-code")
    assert isinstance(commune, bytes)
    assert isinstance(invitation, bytes)
    assert isinstance(seed, bytes)
    assert isinstance(seal_id, bytes)
    return InvitationCode(
        commune=EventId(commune),
        commune_name=commune_name,
        sponsor_name=sponsor,
        invitation=EventId(invitation),
        seed=seed,
        height=height,
        seal_id=seal_id,
        expires_ms=expires_ms,
        addresses=places,
    )
