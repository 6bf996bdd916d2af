# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an invented roof makes and an invented household uses, half hour by half hour, from a seed.

Nobody's measures: an own model, for a roof at Saint-Aubin (45.75 N, 4.85 E).
  sun       Spencer's series for declination and equation of time, as NOAA publishes them;
  clear sky Ineichen and Perez with Linke turbidity 3.4, altitude 200 m;
  weather   twelve monthly ratios of sunshine to clear sky (PVGIS typical year, 45 N 8 E); each month's days
            are spread from overcast to clear around it, in a seeded order; within a day, clouds pass;
  plane     Erbs for the diffuse part under clouds, Hay-Davies on 32 degrees south, albedo 0.2, open horizon;
  system    SAPM cell (air: 12.5 degrees +-8.5 over the year, +-4 over the day; wind 2 m/s); PVWatts's
            formulas with today's hardware: -0.35 % a degree, inverter 97.5 %, and its list of losses without
            shade and with 1 % of outages: 9.6 %. (PVWatts's own -0.4 %, 96 %, 14.08 % give 8 % less.)
Consumption is more in winter, at breakfast and in the evening.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
HALF_HOUR = timedelta(minutes=30)
SLICES = 3
"""The sun is looked at every ten minutes."""
CLEARNESS = (0.72, 0.73, 0.78, 0.60, 0.60, 0.83, 0.78, 0.78, 0.80, 0.73, 0.80, 0.81)
OVERCAST, CLEAREST = 0.10, 1.03
TURBIDITY = 3.4
ALTITUDE_M = 200
ALBEDO = 0.2
WIND_M_S = 2


@dataclass(frozen=True)
class Roof:
    kwp: float
    tilt: float
    azimuth: float
    """Degrees from north, clockwise: 180 is south."""
    latitude: float
    longitude: float
    losses: float = 0.096
    per_degree: float = 0.0035
    inverter: float = 0.975


def sun(at: datetime, latitude: float, longitude: float) -> tuple[float, float, float]:
    """(cosine of the zenith, azimuth in radians from north, extraterrestrial W/m2)."""
    hours = at.hour + at.minute / 60
    year = 2 * math.pi / 365 * (at.timetuple().tm_yday - 1 + (hours - 12) / 24)
    equation = 229.18 * (
        0.000075
        + 0.001868 * math.cos(year)
        - 0.032077 * math.sin(year)
        - 0.014615 * math.cos(2 * year)
        - 0.040849 * math.sin(2 * year)
    )
    declination = (
        0.006918
        - 0.399912 * math.cos(year)
        + 0.070257 * math.sin(year)
        - 0.006758 * math.cos(2 * year)
        + 0.000907 * math.sin(2 * year)
        - 0.002697 * math.cos(3 * year)
        + 0.00148 * math.sin(3 * year)
    )
    hour = math.radians((hours * 60 + equation + 4 * longitude) / 4 - 180)
    north = math.radians(latitude)
    zenith = math.sin(north) * math.sin(declination) + math.cos(north) * math.cos(declination) * math.cos(
        hour
    )
    azimuth = math.pi + math.atan2(
        math.sin(hour), math.cos(hour) * math.sin(north) - math.tan(declination) * math.cos(north)
    )
    return zenith, azimuth, 1361 * (1 + 0.033 * math.cos(year))


def clear_sky(zenith: float, extra: float) -> tuple[float, float]:
    """(global on the ground, beam) in W/m2 without clouds (Ineichen and Perez 2002)."""
    degrees = math.degrees(math.acos(zenith))
    mass = 1 / (zenith + 0.50572 * (96.07995 - degrees) ** -1.6364) * math.exp(-ALTITUDE_M / 8435)
    near, far = math.exp(-ALTITUDE_M / 8000), math.exp(-ALTITUDE_M / 1250)
    scale, fading = 5.09e-5 * ALTITUDE_M + 0.868, 3.92e-5 * ALTITUDE_M + 0.0387
    ground = scale * extra * zenith * math.exp(-fading * mass * (near + far * (TURBIDITY - 1)))
    beam = (0.664 + 0.163 / near) * extra * math.exp(-0.09 * mass * (TURBIDITY - 1))
    most = ground * (1 - (0.1 - 0.2 * math.exp(-TURBIDITY)) / (0.1 + 0.882 / near)) / zenith
    return ground, min(beam, most)


def diffuse_part(ratio: float) -> float:
    """Part of the light that comes from the whole sky (Erbs 1982); `ratio`: light below / above the air."""
    if ratio <= 0.22:
        return 1 - 0.09 * ratio
    if ratio <= 0.8:
        return 0.9511 - 0.1604 * ratio + 4.388 * ratio**2 - 16.638 * ratio**3 + 12.336 * ratio**4
    return 0.165


def power_kw(at: datetime, roof: Roof, clearness: float) -> float:
    """What the roof feeds in at an instant, for this ratio of light to a clear sky's."""
    zenith, azimuth, extra = sun(at, roof.latitude, roof.longitude)
    if zenith <= 0.02:
        return 0
    clear, beam = clear_sky(zenith, extra)
    ghi = clear * clearness
    # Erbs takes a low winter sun for haze: the more it clears up, the more the clear sky's own beam counts.
    clearing = min(1, max(0, 2 * clearness - 1))
    clouded = diffuse_part(min(1, ghi / (extra * zenith)))
    dhi = ghi * ((1 - clearing) * clouded + clearing * (1 - beam * zenith / clear))
    dni = min((ghi - dhi) / max(zenith, 0.065), extra)
    tilt = math.radians(roof.tilt)
    incidence = math.cos(tilt) * zenith + math.sin(tilt) * math.sqrt(1 - zenith**2) * math.cos(
        azimuth - math.radians(roof.azimuth)
    )
    incidence = max(0, incidence)
    anisotropy = dni / extra
    sky = anisotropy * incidence / max(zenith, 0.065) + (1 - anisotropy) * (1 + math.cos(tilt)) / 2
    plane = (dni * incidence + dhi * sky + ghi * ALBEDO * (1 - math.cos(tilt)) / 2) / 1000
    season = math.cos(2 * math.pi * (at.timetuple().tm_yday - 200) / 365)
    air = 12.5 + 8.5 * season + 4 * math.cos(2 * math.pi * (at.hour - 14) / 24)
    cell = 1000 * plane * math.exp(-3.47 - 0.0594 * WIND_M_S) + air + plane * 3
    dc = roof.kwp * plane * (1 - roof.per_degree * (cell - 25)) * (1 - roof.losses)
    load = dc / roof.kwp
    if load <= 0:
        return 0
    ac = roof.inverter / 0.9637 * (-0.0162 * load - 0.0059 / load + 0.9858) * dc
    return max(0, min(ac, roof.inverter * roof.kwp))


def weather(first: date, end: date, draw: random.Random) -> dict[date, float]:
    """A ratio of light to clear sky for each day: each month keeps its mean, its days come in any order."""
    ratios: dict[date, float] = {}
    day = first
    while day < end:
        month = [day]
        while (following := month[-1] + timedelta(days=1)) < end and following.month == day.month:
            month.append(following)
        span = CLEAREST - OVERCAST
        power = span / (CLEARNESS[day.month - 1] - OVERCAST) - 1
        parts = [(place + draw.random()) / len(month) for place in range(len(month))]
        draw.shuffle(parts)
        ratios.update(zip(month, (OVERCAST + span * part**power for part in parts), strict=True))
        day = month[-1] + timedelta(days=1)
    return ratios


def production_wh(
    roof: Roof, first: date, end: date, seed: int, sky: Mapping[date, float] | None = None
) -> list[tuple[datetime, int]]:
    """(end of the half hour, Wh) from the midnight of `first` to that of `end`.

    Args:
        sky: the ratio of light to a clear sky's, day by day; None: drawn.
    """
    draw = random.Random(f"production {seed}")
    ratios = weather(first, end, draw) if sky is None else sky
    result: list[tuple[datetime, int]] = []
    for start in half_hours(first, end):
        ratio = ratios[start.astimezone(PARIS).date()]
        # Passing clouds: none on a clear or an overcast day, most in between.
        ratio += min(2 * ratio * ratio * (1 - ratio), CLEAREST - ratio, ratio) * draw.uniform(-1, 1)
        middles = (start + HALF_HOUR / SLICES * (place + 0.5) for place in range(SLICES))
        energy = sum(power_kw(middle, roof, ratio) for middle in middles) / SLICES * 500
        result.append((start + HALF_HOUR, round(energy)))
    return result


def consumption_wh(kwh_a_year: float, first: date, end: date, seed: int) -> list[tuple[datetime, int]]:
    """The same for a household that uses about `kwh_a_year`."""
    draw = random.Random(f"consumption {seed}")
    starts = half_hours(first, end)
    weights: list[float] = []
    for start in starts:
        local = start.astimezone(PARIS)
        hour = local.hour + local.minute / 60
        season = 1 + 0.45 * math.cos(2 * math.pi * (local.timetuple().tm_yday - 20) / 365)
        shape = 0.5 + 1.2 * math.exp(-((hour - 7.5) ** 2) / 3) + 1.9 * math.exp(-((hour - 19.5) ** 2) / 6)
        weights.append(season * shape * draw.uniform(0.6, 1.4))
    scale = kwh_a_year * 1000 * (end - first).days / 365 / sum(weights)
    return [(start + HALF_HOUR, round(weight * scale)) for start, weight in zip(starts, weights, strict=True)]


def half_hours(first: date, end: date) -> list[datetime]:
    """Starts of the half hours, in UTC: 46, 48 or 50 a day."""
    at, stop = (datetime(day.year, day.month, day.day, tzinfo=PARIS).astimezone(UTC) for day in (first, end))
    result: list[datetime] = []
    while at < stop:
        result.append(at)
        at += HALF_HOUR
    return result
