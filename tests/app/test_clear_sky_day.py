# SPDX-License-Identifier: AGPL-3.0-or-later
"""A clear day: its curve sums to the table's figure and is highest when the sun faces the roof."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.clear_sky_day import shine, spread_clear_day

LYON = {"latitude_centideg": 4575, "longitude_centideg": 485}
HALF_HOUR_MS = 1_800_000


def halves(day: datetime) -> list[tuple[int, int]]:
    start_ms = int(day.timestamp()) * 1000
    return [(start_ms + n * HALF_HOUR_MS, start_ms + (n + 1) * HALF_HOUR_MS) for n in range(48)]


def spread(total_wh: int, day: datetime, tilt: int = 30, azimuth: int = 180) -> tuple[int, ...]:
    return spread_clear_day(total_wh, halves(day), tilt_deg=tilt, azimuth_deg=azimuth, **LYON)


@given(
    st.integers(0, 10**7), st.integers(0, 365), st.integers(0, 90), st.integers(0, 359), st.integers(-60, 60)
)
def test_no_watt_hour_is_lost(total_wh: int, day: int, tilt: int, azimuth: int, latitude: int) -> None:
    start = datetime.fromtimestamp(1_767_225_600 + day * 86_400, UTC)
    shares = spread_clear_day(
        total_wh,
        halves(start),
        latitude_centideg=100 * latitude,
        longitude_centideg=0,
        tilt_deg=tilt,
        azimuth_deg=azimuth,
    )
    assert sum(shares) == total_wh
    assert min(shares) >= 0


def test_a_june_day_is_long_and_its_middle_is_the_suns_noon() -> None:
    shares = spread(100_000, datetime(2026, 6, 21, tzinfo=UTC))
    lit = [at for at, wh in enumerate(shares) if wh]
    # At Lyon the sun rises about 3 h 54 and sets about 19 h 36 in universal time, and is highest at 11 h 43.
    assert lit[0] in (7, 8)
    assert lit[-1] in (38, 39)
    assert shares.index(max(shares)) == 23


def test_december_is_short_and_the_night_is_dark() -> None:
    shares = spread(100_000, datetime(2026, 12, 21, tzinfo=UTC))
    assert sum(wh > 0 for wh in shares) in range(16, 20)
    midnight = int(datetime(2026, 12, 21, tzinfo=UTC).timestamp()) * 1000
    assert shine(midnight, 4575, 485, 30, 180) == 0


def test_an_east_roof_has_its_best_hour_before_a_west_one() -> None:
    day = datetime(2026, 4, 1, tzinfo=UTC)
    east, west = spread(50_000, day, 45, 90), spread(50_000, day, 45, 270)
    assert east.index(max(east)) < 23 < west.index(max(west))


def test_no_step_no_share_and_no_sun_no_share() -> None:
    assert spread_clear_day(5, [], tilt_deg=0, azimuth_deg=0, **LYON) == ()
    dark = [(1_782_000_000_000, 1_782_000_000_000)]
    assert spread_clear_day(5, dark, tilt_deg=0, azimuth_deg=0, **LYON) == (0,)
