# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a founder may choose of a charter, checked before anything of a home is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.errors import AppError
from ledger.rulebook.charter import PARAMETERS_DEFAULT, get_parameter_bounds
from ledger.units import DAY_MS

COMMUNE_NAME_BYTES_MAX: Final = 80
"""The charter's own limit; a person's name may be longer."""
_NOON_MS: Final = DAY_MS // 2
"""A refusal names the day by its middle: the first of all days has no instant before it."""


def check_since(since_ms: int, now_ms: int) -> None:
    """The first day that counts: since 1970, and not to come.

    Raises:
        AppError: since-too-old, since-future.
    """
    if since_ms < 0:
        raise AppError("since-too-old", day_ms=since_ms + _NOON_MS)
    if since_ms > now_ms:
        raise AppError("since-future", day_ms=since_ms + _NOON_MS)


def check_parameters(parameters: Mapping[str, int]) -> None:
    """Parameters that exist, each within its bounds.

    Raises:
        AppError: unknown-parameter, bad-parameter (with its bounds).
    """
    for name, value in parameters.items():
        if name not in PARAMETERS_DEFAULT:
            raise AppError("unknown-parameter", name=name)
        low, high = get_parameter_bounds(name)
        if not low <= value <= high:
            raise AppError("bad-parameter", name=name, lowest=low, highest=high)
