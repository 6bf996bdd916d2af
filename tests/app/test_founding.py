# SPDX-License-Identifier: AGPL-3.0-or-later
"""`voisinage found`: the first day of a commune, as it is typed."""

from __future__ import annotations

import pytest

from app import founding
from app.errors import AppError
from app.founding import read_since

NOW_MS = 1_782_900_000_000
"""1 July 2026, noon."""


def test_days_are_civil_days_in_france(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(founding, "now_ms", lambda: NOW_MS)
    assert read_since("2026-01-01") == 1_767_222_000_000
    assert read_since("01/07/2026") == 1_782_856_800_000
    assert read_since("today") == 1_782_856_800_000
    assert read_since("hier") == 1_782_770_400_000
    with pytest.raises(AppError, match="bad-day"):
        read_since("chou")
