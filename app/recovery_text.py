# SPDX-License-Identifier: AGPL-3.0-or-later
"""A recovery as text: what is copied into a message, or written into a file, and read there.

    voisinage-temoins:                 one line that says what it is
    AbCd…                              base64 for addresses of the recovery's bytes, in lines of 76

What it says is judged by `recovering`, as anything a neighbour sends.
"""

from __future__ import annotations

import base64
import binascii
import textwrap
from typing import Final

from app.errors import AppError
from ledger import limits

HEAD: Final = "voisinage-temoins:"
TEXT_CHARS_MAX: Final = 2 * limits.RECOVERY_BYTES_MAX
"""More than a whole recovery comes to with its line ends."""
_LINE: Final = 76


def write_text(encoded: bytes) -> str:
    """The text of a recovery."""
    body = base64.urlsafe_b64encode(encoded).decode()
    return "\n".join([HEAD, *textwrap.wrap(body, _LINE)]) + "\n"


def read_text(text: str) -> bytes:
    """The bytes of a recovery, whatever stands before its first line, and however the lines were broken.

    Raises:
        AppError: recovery-file.
    """
    if len(text) > TEXT_CHARS_MAX:
        raise AppError("recovery-file", file="")
    _before, head, body = text.partition(HEAD)
    if not head:
        raise AppError("recovery-file", file="")
    try:
        return base64.b64decode("".join(body.split()), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise AppError("recovery-file", file="") from error
