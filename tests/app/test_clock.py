# SPDX-License-Identifier: AGPL-3.0-or-later
"""Only a home of the example commune moves the clock, and only for as long as such a home is open."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from app import clock
from app.errors import AppError
from app.paths import Home

COMMUNE, OTHER = bytes([1]) * 32, bytes([2]) * 32
YEAR_MS = 365 * 86_400_000


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.create()
    return made


@pytest.fixture(autouse=True)
def put_back(tmp_path: Path):
    yield
    clock.follow(Home(tmp_path / "nowhere"), COMMUNE)
    assert clock.get_shift_ms() == 0


def is_now(instant_ms: int) -> bool:
    return abs(instant_ms - time.time_ns() // 1_000_000) < 5_000


def test_a_home_of_people_has_the_computer_s_time(home: Home) -> None:
    clock.follow(home, COMMUNE)
    assert clock.get_shift_ms() == 0
    assert is_now(clock.now_ms())


def test_a_home_of_the_example_has_its_own_and_the_next_home_has_not(home: Home, tmp_path: Path) -> None:
    clock.mark_example(home, COMMUNE, -YEAR_MS)
    clock.follow(home, COMMUNE)
    assert clock.get_shift_ms() == -YEAR_MS
    assert is_now(clock.now_ms() + YEAR_MS)
    clock.follow(Home(tmp_path / "mine"), OTHER)
    assert is_now(clock.now_ms())


def test_the_shift_of_an_instant_is_the_way_to_it() -> None:
    assert is_now(1_000_000 - clock.find_shift(1_000_000))


@pytest.mark.parametrize("commune", [OTHER, b""], ids=["another", "none yet"])
def test_the_file_in_a_home_of_another_commune_is_refused_and_moves_nothing(
    home: Home, commune: bytes
) -> None:
    clock.mark_example(home, COMMUNE, YEAR_MS)
    with pytest.raises(AppError) as refused:
        clock.follow(home, commune)
    assert refused.value.code == "not-the-example"
    assert is_now(clock.now_ms())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        json.dumps({"commune": COMMUNE.hex(), "shift_ms": "soon"}),
        json.dumps({"commune": COMMUNE.hex(), "shift_ms": 2**60}),
    ],
)
def test_a_damaged_file_is_refused(home: Home, text: str) -> None:
    (home.root / clock.EXAMPLE_FILE).write_text(text)
    with pytest.raises(AppError, match="not-the-example"):
        clock.follow(home, COMMUNE)
