# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shipped tables: whole, plausible, and never below a neighbour."""

from __future__ import annotations

import pytest

from app.clear_sky_table import load_clear_sky
from ledger.clear_sky import best_day_minutes, check_clear_sky


@pytest.mark.parametrize("latitude", [-2400, -2100, 0, 4200, 4575, 5100, 6000])
def test_each_fits_a_charter(latitude: int) -> None:
    table = load_clear_sky(latitude)
    assert check_clear_sky(dict(table)) == table
    assert len(table["minutes"]) == len(table["tilts"]) * len(table["azimuths"]) <= 64


def test_a_southern_roof_at_saint_aubin() -> None:
    table = load_clear_sky(4575)
    june, december = (best_day_minutes(table, 30, 180, month) for month in (6, 12))
    # 7 to 8.5 hours at full load on the best day of June, 3.5 to 5.5 in December, for 30 degrees south.
    assert 420 <= june <= 510
    assert 210 <= december <= 330
    # North of the equator the south wins in winter, and east mirrors west.
    assert best_day_minutes(table, 45, 180, 12) > 3 * best_day_minutes(table, 45, 0, 12)
    assert abs(best_day_minutes(table, 30, 90, 6) - best_day_minutes(table, 30, 270, 6)) <= 5


def test_between_two_latitudes_the_larger_counts() -> None:
    low, middle, high = (load_clear_sky(latitude)["minutes"] for latitude in (4400, 4500, 4600))
    assert all(
        figure == max(low[row][month], high[row][month])
        for row, months in enumerate(middle)
        for month, figure in enumerate(months)
    )


def test_the_other_hemisphere_faces_north() -> None:
    table = load_clear_sky(-2100)
    assert best_day_minutes(table, 30, 0, 6) > best_day_minutes(table, 30, 180, 6)


@pytest.mark.parametrize("latitude", [-2401, 6001])
def test_out_of_reach(latitude: int) -> None:
    with pytest.raises(ValueError):
        load_clear_sky(latitude)
