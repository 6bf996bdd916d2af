# SPDX-License-Identifier: AGPL-3.0-or-later
"""A time of day as people write it; the command line and the window read it alike."""

from __future__ import annotations

import re
from typing import Final

_CLOCK: Final = re.compile(r"(\d{1,2})\s?(?:[:hH]\s?(\d{2})?)")


def read_minute(text: str) -> int:
    """Minutes after midnight of « 14:30 », « 14h30 », « 14 h 30 » or « 9h ».

    Raises:
        ValueError: it is none of these.
    """
    match = _CLOCK.fullmatch(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise ValueError(text)
    return int(match[1]) * 60 + int(match[2] or 0)
