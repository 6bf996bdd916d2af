# SPDX-License-Identifier: AGPL-3.0-or-later
"""The charter's table of best days: shape, and never too few minutes between two classes."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.clear_sky import ClearSky, best_day_minutes, check_clear_sky, merge_clear_sky

# Two tilts and three azimuths; a row's months count up from its base.
BASES = (100, 200, 300, 10, 20, 30)


def table(**changes: Any) -> dict[str, Any]:
    value: dict[str, Any] = {
        "tilts": [0, 90],
        "azimuths": [0, 120, 240],
        "minutes": [[base + month for month in range(12)] for base in BASES],
    }
    return value | changes


TABLE: ClearSky = check_clear_sky(table())


@pytest.mark.parametrize(
    ("tilt", "azimuth", "month", "minutes"),
    [
        (0, 0, 1, 100),
        (0, 120, 12, 211),
        (90, 240, 6, 35),
        (0, 60, 1, 200),  # between two azimuths: the larger
        (0, 300, 1, 300),  # between the last and the first
        (0, 359, 1, 300),
        (45, 120, 3, 202),  # between two tilts
        (1, 121, 1, 300),  # four neighbours
    ],
)
def test_the_larger_neighbour_counts(tilt: int, azimuth: int, month: int, minutes: int) -> None:
    assert best_day_minutes(TABLE, tilt, azimuth, month) == minutes


@pytest.mark.parametrize("where", [(-1, 0, 1), (91, 0, 1), (0, -1, 1), (0, 360, 1), (0, 0, 0), (0, 0, 13)])
def test_out_of_range(where: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError):
        best_day_minutes(TABLE, *where)


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        table(extra=1),
        table(tilts=None),
        table(minutes=None),
        table(tilts=[]),
        table(tilts=[0, 89]),
        table(tilts=[1, 90]),
        table(tilts=[90, 0]),
        table(azimuths=[0, 120, 360]),
        table(azimuths=[0, 120, 120]),
        table(minutes=[[0] * 12] * 5),
        table(minutes=[[0] * 12] * 5 + [[0] * 11]),
        table(minutes=[[0] * 12] * 5 + [[0] * 11 + [1441]]),
        table(minutes=[[0] * 12] * 5 + [[0] * 11 + [-1]]),
        table(minutes=[[0] * 12] * 5 + [[0] * 11 + [True]]),
        table(minutes=[[0] * 12] * 5 + [[0] * 11 + [1.0]]),
        table(minutes=[[0] * 12] * 5 + [[0] * 65]),
        {"tilts": [0, 90], "azimuths": list(range(33)), "minutes": [[0] * 12] * 66},
    ],
)
def test_refuses(value: object) -> None:
    with pytest.raises(ValueError):
        check_clear_sky(value)


def test_merge_takes_the_larger_figure() -> None:
    other = check_clear_sky(table(minutes=[[150] * 12] * 6))
    merged = merge_clear_sky(TABLE, other)
    assert merged["minutes"][0][0] == 150
    assert merged["minutes"][2][11] == 311
    with pytest.raises(ValueError):
        merge_clear_sky(TABLE, check_clear_sky(table(azimuths=[0, 120, 241])))
    with pytest.raises(ValueError):
        merge_clear_sky(TABLE, check_clear_sky(table(tilts=[0, 10, 90], azimuths=[0, 180])))
