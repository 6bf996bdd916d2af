# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lines go side by side only where the text they hold has room."""

from __future__ import annotations

import pytest

from ui.pages.room import ACROSS_NEEDS, room


@pytest.mark.parametrize(
    ("window_width", "text_percent", "across"),
    [
        (1440, 100, True),
        (1440, 130, True),
        (1000, 100, True),
        (1000, 130, False),
        (640, 100, False),
        (400, 100, False),
    ],
)
def test_the_size_of_the_text_counts(window_width: int, text_percent: int, across: bool):
    assert (room(window_width, text_percent) >= ACROSS_NEEDS) is across
