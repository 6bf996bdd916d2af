# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a call is refused with: the code its sentences are found by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.errors import AppError
from app.words import VaultError


def refused_code(act: Callable[[], Any]) -> str:
    """The code of a refusal that must come."""
    with pytest.raises((AppError, VaultError)) as caught:
        act()
    return caught.value.code


def find_refusal_code(ask: Callable[[], Any]) -> str:
    """The code of a refusal, empty where none comes: to wait for one."""
    try:
        ask()
    except (AppError, VaultError) as error:
        return error.code
    return ""
