# SPDX-License-Identifier: AGPL-3.0-or-later
"""Erasable personal words: 16 random bytes and up to 64 KiB, named in events by their hash alone.

The salt makes two equal names two different hashes: nobody can guess a name from the register.
Source: docs/protocol.md section 9.
"""

from __future__ import annotations

from ledger import limits
from ledger.encoding import as_list, decode, encode, is_clean_text
from ledger.errors import Malformed
from ledger.hashing import hash_blob
from ledger.units import BlobHash, EventId


def make_blob(salt: bytes, content: bytes) -> bytes:
    """Encoded blob. Args: salt: 16 random bytes; content: at most 64 KiB."""
    assert len(salt) == limits.BLOB_SALT_BYTES
    if len(content) > limits.BLOB_BYTES_MAX:
        raise Malformed("text too long")
    return encode([salt, content])


def name_blob(commune: EventId, blob: bytes) -> BlobHash:
    """The hash by which events name an encoded blob."""
    return BlobHash(hash_blob(commune, blob))


def check_blob(blob: bytes) -> bytes:
    """The content of a blob from a peer.

    Raises:
        Malformed: not a salt and a content within bounds.
    """
    salt, content = as_list(decode(blob, size_max=limits.BLOB_BYTES_MAX + 64, depth_max=1), 2)
    if type(salt) is not bytes or len(salt) != limits.BLOB_SALT_BYTES or type(content) is not bytes:
        raise Malformed("blob")
    if len(content) > limits.BLOB_BYTES_MAX:
        raise Malformed("text too long")
    return content


def read_text(blob: bytes) -> str:
    """The text of a blob as it may be shown: clean UTF-8, line feeds allowed; empty when it is not text."""
    try:
        text = check_blob(blob).decode()
    except (Malformed, UnicodeDecodeError):
        return ""
    lines = text.split("\n")
    return "\n".join("".join(c for c in line if is_clean_text(c)) for line in lines)
