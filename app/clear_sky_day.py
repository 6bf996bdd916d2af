# SPDX-License-Identifier: AGPL-3.0-or-later
"""Spreads the best day of a roof over the hours of one date: the curve of a clear sky, for a drawing only.

How much comes from the commune's own table (`ledger.clear_sky`), to the watt-hour; when, from the sun's place
in the sky. Its law: nothing agreed upon rests on it, and its steps sum to the table's figure.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

_DAY_MS: Final = 86_400_000
_YEAR_DAYS: Final = 365.2425
_DIFFUSE: Final = 0.1
"""Light of the sky itself, against that which comes straight from the sun."""
_SCALE: Final = 1_000_000


def spread_clear_day(
    total_wh: int,
    steps: Sequence[tuple[int, int]],
    *,
    latitude_centideg: int,
    longitude_centideg: int,
    tilt_deg: int,
    azimuth_deg: int,
) -> tuple[int, ...]:
    """`total_wh` shared between steps (start_ms, end_ms) as the sun shines on the roof; their sum is exact.

    Args:
        azimuth_deg: from north, clockwise, as the register counts.
    """
    weights = [
        int(
            _SCALE
            * shine((start_ms + end_ms) // 2, latitude_centideg, longitude_centideg, tilt_deg, azimuth_deg)
            * (end_ms - start_ms)
        )
        for start_ms, end_ms in steps
    ]
    whole = sum(weights)
    if not whole:
        return (0,) * len(steps)
    shares: list[int] = []
    seen = given_wh = 0
    for weight in weights:  # cumulated, so that no watt-hour is lost
        seen += weight
        upto_wh = total_wh * seen // whole
        shares.append(upto_wh - given_wh)
        given_wh = upto_wh
    return tuple(shares)


def shine(
    instant_ms: int, latitude_centideg: int, longitude_centideg: int, tilt_deg: int, azimuth_deg: int
) -> float:
    """Light on a plane under a clear sky at one instant, against the sun's own before the air; 0 at night."""
    days, in_day_ms = divmod(instant_ms, _DAY_MS)
    angle = 2 * math.pi * (days % _YEAR_DAYS) / _YEAR_DAYS
    # Spencer's series for the sun's declination and the equation of time.
    declination = (
        0.006918 - 0.399912 * math.cos(angle) + 0.070257 * math.sin(angle)
        - 0.006758 * math.cos(2 * angle) + 0.000907 * math.sin(2 * angle)
    )  # fmt: skip
    late_min = 229.18 * (
        0.000075 + 0.001868 * math.cos(angle) - 0.032077 * math.sin(angle)
        - 0.014615 * math.cos(2 * angle) - 0.040849 * math.sin(2 * angle)
    )  # fmt: skip
    solar_min = in_day_ms / 60_000 + late_min + 4 * longitude_centideg / 100
    hour_angle = math.radians(solar_min / 4 - 180)
    latitude = math.radians(latitude_centideg / 100)
    up = math.sin(latitude) * math.sin(declination) + math.cos(latitude) * math.cos(declination) * math.cos(
        hour_angle
    )
    if up <= 0:
        return 0.0
    north = math.cos(latitude) * math.sin(declination) - math.sin(latitude) * math.cos(
        declination
    ) * math.cos(hour_angle)
    east = -math.cos(declination) * math.sin(hour_angle)
    tilt, azimuth = math.radians(tilt_deg), math.radians(azimuth_deg)
    facing = math.cos(tilt) * up + math.sin(tilt) * (north * math.cos(azimuth) + east * math.sin(azimuth))
    direct = 0.7 ** (min(up, 1.0) ** -0.678)
    return direct * (max(0.0, facing) + _DIFFUSE * (1 + math.cos(tilt)) / 2)
