# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that no line can hold, an address, a paste, a key held down: they may part."""

from __future__ import annotations

import re
from typing import Final

PART: Final = 20
"""Letters of a long word after which a line may end."""
_LONG: Final = re.compile(rf"[^\s\u200b]{{{2 * PART},}}")
_BREAK: Final = "\u200b"


def let_break(text: str) -> str:
    """The text, with a place to break, of no width, in every word of forty letters or more."""
    return _LONG.sub(
        lambda found: _BREAK.join(found[0][start : start + PART] for start in range(0, len(found[0]), PART)),
        text,
    )
