# SPDX-License-Identifier: AGPL-3.0-or-later
"""The invented sun against pvlib's figures."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.year import sun

PARIS = ZoneInfo("Europe/Paris")


def clear_year_mwh(latitude: float, longitude: float) -> float:
    """A year without a cloud for 30 kWc with PVWatts's own hardware, from every fifth day."""
    roof = sun.Roof(30, 32, 180, latitude, longitude, losses=0.1408, per_degree=0.004, inverter=0.96)
    starts = sun.half_hours(date(2026, 1, 1), date(2027, 1, 1))
    middles = [start + timedelta(minutes=15) for start in starts if start.timetuple().tm_yday % 5 == 0]
    return sum(sun.power_kw(middle, roof, 1.0) for middle in middles) * 5 / 2 / 1000


@pytest.mark.parametrize(
    ("latitude", "longitude", "mwh", "tolerance"),
    # design/bridges.md: pvlib 0.16.1, clear sky with its map of turbidity; ours is one number for all places.
    [(45.75, 4.85, 52.5, 0.02), (43.6, 3.88, 55.4, 0.04)],
)
def test_clear_sky_year_against_pvlib(
    latitude: float, longitude: float, mwh: float, tolerance: float
) -> None:
    assert clear_year_mwh(latitude, longitude) == pytest.approx(mwh, rel=tolerance)


def test_noon_of_the_solstices() -> None:
    for month, height in ((6, 90 - 45.75 + 23.44), (12, 90 - 45.75 - 23.44)):
        day = datetime(2026, month, 21, tzinfo=PARIS).astimezone(ZoneInfo("UTC"))
        zeniths = [sun.sun(day + timedelta(minutes=m), 45.75, 4.85) for m in range(0, 1440, 2)]
        cosine, azimuth, _ = max(zeniths)
        assert math.degrees(math.asin(cosine)) == pytest.approx(height, abs=0.1)
        assert math.degrees(azimuth) == pytest.approx(180, abs=1)
