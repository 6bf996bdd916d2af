# SPDX-License-Identifier: AGPL-3.0-or-later
"""Times of day as they are written, and what is none."""

from __future__ import annotations

import pytest

from app.clock_words import read_minute


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("14:30", 870),
        ("14h30", 870),
        ("20 h 30", 1230),
        ("20\u00a0h\u00a030", 1230),
        (" 9h ", 540),
        ("0:00", 0),
    ],
)
def test_a_time_of_day(text: str, minute: int) -> None:
    assert read_minute(text) == minute


@pytest.mark.parametrize("text", ["20", "24:00", "25h", "9h60", "9h5", "soir", "-1h"])
def test_what_is_no_time_of_day(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        read_minute(text)
