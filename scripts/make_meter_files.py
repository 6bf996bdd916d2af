# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes demonstration meter files in Enedis's layouts: a year of daily indices and two weeks of half hours.

    python scripts/make_meter_files.py --end 2026-11-22 --out /tmp/meters
    python scripts/make_meter_files.py --end 2026-11-22 --kwp 3 --seed 7 --name amina --out /tmp/meters
    python scripts/make_meter_files.py --end 2026-11-22 --consumption 4800 --name francois --out /tmp/meters

The day before --end is the last one measured; the last index is stamped --end 00:00. Prints one JSON
document: the files, the first and last index, the energy between. Standard library only; the same options
give the same bytes.

Nobody's measures: an own model (design/bridges.md section B), for a roof at Saint-Aubin (45.75 N, 4.85 E).
  sun       Spencer's series for declination and equation of time, as NOAA publishes them;
  clear sky Ineichen and Perez with Linke turbidity 3.4, altitude 200 m;
  weather   twelve monthly ratios of sunshine to clear sky (PVGIS typical year, 45 N 8 E); each month's days
            are spread from overcast to clear around it, in a seeded order; within a day, clouds pass;
  plane     Erbs for the diffuse part under clouds, Hay-Davies on 32 degrees south, albedo 0.2, open horizon;
  system    SAPM cell (air: 12.5 degrees +-8.5 over the year, +-4 over the day; wind 2 m/s); PVWatts's
            formulas with today's hardware: -0.35 % a degree, inverter 97.5 %, and its list of losses without
            shade and with 1 % of outages: 9.6 %. (PVWatts's own -0.4 %, 96 %, 14.08 % give 8 % less.)
A year of 30 kWc is asserted to lie within 38 and 42 MWh (1267 to 1400 kWh/kWc), whatever seed and size.
Consumption is an invented household: more in winter, at breakfast and in the evening.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
HALF_HOUR = timedelta(minutes=30)
SLICES = 3  # the sun is looked at every ten minutes
CLEARNESS = (0.72, 0.73, 0.78, 0.60, 0.60, 0.83, 0.78, 0.78, 0.80, 0.73, 0.80, 0.81)
OVERCAST, CLEAREST = 0.10, 1.03
TURBIDITY = 3.4
ALTITUDE_M = 200
ALBEDO = 0.2
WIND_M_S = 2
SPECIFIC_KWH = (1267, 1400)
HEADING = (
    "Identifiant PRM;Type de donnees;Date de debut;Date de fin;"
    "Grandeur physique;Grandeur metier;Etape metier;Unite"
)
INDEX_COLUMNS = [
    "Horodate",
    "Type de releve",
    *(f"EAS F{i}" for i in range(1, 11)),
    *(f"EAS D{i}" for i in range(1, 5)),
    "EAS T",
]
FLAT = (
    "Identifiant PRM;Date de début;Date de fin;Grandeur physique;Grandeur métier;Etape métier;Unité;"
    "Horodate;Valeur;Nature;Pas;Indice de vraisemblance;Etat complémentaire"
)


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


def production_wh(roof: Roof, first: date, end: date, seed: int) -> list[tuple[datetime, int]]:
    """(end of the half hour, Wh) from the midnight of `first` to that of `end`."""
    draw = random.Random(f"production {seed}")
    ratios = weather(first, end, draw)
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


def stamp(at: datetime) -> str:
    return at.astimezone(PARIS).isoformat(timespec="seconds")


def preamble(prm: str, kind: str, first: date, end: date, side: str, unit: str) -> str:
    dates = f"{first:%d/%m/%Y};{end - timedelta(days=1):%d/%m/%Y}"
    return f"{prm};{kind};{dates};Energie active;{side};Comptage Brut;{unit}"


def index_file(
    prm: str, side: str, energies: list[tuple[datetime, int]], index: int
) -> tuple[list[str], int]:
    """Lines of the daily-index layout, and the last index."""
    start = energies[0][0] - HALF_HOUR
    days = (start.astimezone(PARIS).date(), energies[-1][0].astimezone(PARIS).date())
    lines = [HEADING, preamble(prm, "Index", *days, side, "Wh"), ";".join(INDEX_COLUMNS)]
    lines.append(index_line(start, index))
    for at, energy in energies:
        index += energy
        if at.astimezone(PARIS).time() == datetime.min.time():
            lines.append(index_line(at, index))
    calendar = "Periode;Identifiant calendrier fournisseur;Libelle calendrier fournisseur;"
    lines += [calendar, f"Du {stamp(start)} au;FC000000;Base;"]
    return lines, index


def index_line(at: datetime, index: int) -> str:
    return ";".join([stamp(at), "Arrêté quotidien", str(index), *[""] * 13, str(index)])


def curve_file(prm: str, side: str, energies: list[tuple[datetime, int]]) -> list[str]:
    """Lines of the load-curve layout: mean power in W, stamped at the end of the half hour."""
    days = ((energies[0][0] - HALF_HOUR).astimezone(PARIS).date(), energies[-1][0].astimezone(PARIS).date())
    lines = [
        HEADING + ";Pas en minutes",
        preamble(prm, "Courbe de charge", *days, side, "W") + ";30",
        "Horodate;Valeur",
    ]
    return lines + [f"{stamp(at)};{2 * energy}" for at, energy in energies]


def flat_file(prm: str, side: str, energies: list[tuple[datetime, int]]) -> list[str]:
    """The same in the flat layout: local times without offset."""
    first, end = (
        f"{at.astimezone(PARIS):%Y-%m-%d %H:%M:%S}" for at in (energies[0][0] - HALF_HOUR, energies[-1][0])
    )
    head = f"{prm};{first};{end};PA;{side[:4].upper()};BRUT;W"
    return [
        FLAT,
        *(
            f"{head};{at.astimezone(PARIS):%Y-%m-%d %H:%M:%S};{2 * energy};B;PT30M;0;0"
            for at, energy in energies
        ),
    ]


def write(path: Path, lines: list[str]) -> str:
    path.write_bytes(("\ufeff" + "\r\n".join(lines) + "\r\n").encode())
    return str(path)


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--end", type=date.fromisoformat, required=True, help="the day after the last one measured"
    )
    parser.add_argument("--days", type=int, default=365, help="days of indices")
    parser.add_argument("--curve-days", type=int, default=14, help="days of half hours, the last ones")
    parser.add_argument("--kwp", type=float, default=30)
    parser.add_argument("--tilt", type=float, default=32)
    parser.add_argument("--azimuth", type=float, default=180)
    parser.add_argument("--latitude", type=float, default=45.75)
    parser.add_argument("--longitude", type=float, default=4.85)
    parser.add_argument(
        "--consumption", type=float, default=0, metavar="KWH", help="a household's year instead of a roof"
    )
    parser.add_argument("--index", type=int, default=1_250_000, help="first index, in Wh")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--name", default="francois")
    parser.add_argument("--flat", action="store_true", help="the curve in the flat layout")
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> dict[str, str | int]:
    """Writes the files; returns what is printed."""
    options = parse_arguments(arguments)
    first = options.end - timedelta(days=options.days)
    if options.consumption:
        side = "Consommation"
        energies = consumption_wh(options.consumption, first, options.end, options.seed)
    else:
        side = "Production"
        roof = Roof(options.kwp, options.tilt, options.azimuth, options.latitude, options.longitude)
        energies = production_wh(roof, first, options.end, options.seed)
        specific = sum(energy for _, energy in energies) / 1000 / options.kwp
        usual = (options.days, options.tilt, options.azimuth, options.latitude) == (365, 32, 180, 45.75)
        assert not usual or SPECIFIC_KWH[0] <= specific <= SPECIFIC_KWH[1], (
            f"{specific:.0f} kWh/kWc is implausible"
        )
    prm = f"{options.seed % 10**8:014d}"
    lines, last = index_file(prm, side, energies, options.index)
    curve_from = datetime.combine(
        options.end - timedelta(days=options.curve_days), datetime.min.time(), PARIS
    )
    curve = [(at, energy) for at, energy in energies if at > curve_from.astimezone(UTC)]
    options.out.mkdir(parents=True, exist_ok=True)
    stem = options.name + ("-consommation" if options.consumption else "")
    return {
        "index_file": write(options.out / f"{stem}-index.csv", lines),
        "curve_file": write(
            options.out / f"{stem}-courbe.csv",
            flat_file(prm, side, curve) if options.flat else curve_file(prm, side, curve),
        ),
        "from": first.isoformat(),
        "to": options.end.isoformat(),
        "index_from_wh": options.index,
        "index_to_wh": last,
        "energy_wh": last - options.index,
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1:]), ensure_ascii=False))
