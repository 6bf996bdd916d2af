# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes `ledger/tables/clear_sky.json`: the best day's full-load minutes by latitude, tilt, azimuth, month.

Run once, with pvlib in an environment of its own; neither the program nor its tests need it:

    python3 -m venv /tmp/pvlib && /tmp/pvlib/bin/pip install pvlib==0.16.1
    /tmp/pvlib/bin/python scripts/make_clear_sky_tables.py [--check]

It is a ceiling that no honest roof passes, not a forecast. Assumptions, all on the generous side:
  sky      Ineichen's clear sky, Linke turbidity 2.0 (the cleanest air of the cleanest day), altitude 500 m,
           Hay-Davies on the plane, albedo 0.25, open horizon;
  modules  5 % lost between the panel's label and the counter (14 % is usual), -0.35 % a degree,
           open rack (SAPM), a cool day: 10 degrees, wind 3 m/s, so a July noon costs 10 %, not 15;
  month    the best of all its days, every ten minutes.
What passes all the same (snow around, an alpine roof, bifacial panels) has the ledger's further 5 %.
`--check` tells how far a roof between two classes can pass the larger of its neighbours.
"""

from __future__ import annotations

import argparse
import itertools
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pvlib

LATITUDES = [*range(-24, 36, 4), *range(36, 62, 2)]
TILTS = [0, 15, 30, 45, 60, 75, 90]
AZIMUTHS = [0, 45, 90, 135, 180, 225, 270, 315]
TURBIDITY = 2.0
ALTITUDE_M = 500
ALBEDO = 0.25
KEPT = 0.95
PER_DEGREE = -0.0035
AIR_DEG = 10
WIND_M_S = 3
STEP_MINUTES = 10
TARGET = Path(__file__).resolve().parent.parent / "ledger" / "tables" / "clear_sky.json"


class Sky:
    """Sun and clear sky of one latitude for a year (longitude only shifts the clock)."""

    def __init__(self, latitude: float) -> None:
        self.times = pd.date_range(
            "2023-01-01", "2024-01-01", freq=f"{STEP_MINUTES}min", tz="UTC", inclusive="left"
        )
        place = pvlib.location.Location(latitude, 0, altitude=ALTITUDE_M)
        self.sun = place.get_solarposition(self.times, method="nrel_numpy")
        self.extra = pvlib.irradiance.get_extra_radiation(self.times)
        self.light = place.get_clearsky(
            self.times,
            model="ineichen",
            solar_position=self.sun,
            linke_turbidity=TURBIDITY,
            dni_extra=self.extra,
        )

    def best_minutes(self, tilt: float, azimuth: float) -> list[float]:
        """Full-load minutes of each month's best day."""
        plane = pvlib.irradiance.get_total_irradiance(
            tilt,
            azimuth,
            self.sun["apparent_zenith"],
            self.sun["azimuth"],
            self.light["dni"],
            self.light["ghi"],
            self.light["dhi"],
            dni_extra=self.extra,
            albedo=ALBEDO,
            model="haydavies",
        )["poa_global"].fillna(0)
        mount = pvlib.temperature.TEMPERATURE_MODEL_PARAMETERS["sapm"]["open_rack_glass_polymer"]
        cell = pvlib.temperature.sapm_cell(plane, AIR_DEG, WIND_M_S, **mount)
        power = plane / 1000 * (1 + PER_DEGREE * (cell - 25)) * KEPT
        days = power.groupby(self.times.date).sum() * STEP_MINUTES
        months = np.array([day.month for day in days.index])
        return [float(days[months == month].max()) for month in range(1, 13)]


def make() -> None:
    lines: list[str] = []
    for latitude in LATITUDES:
        sky = Sky(latitude)
        rows = [
            json.dumps([int(-(-value // 1)) for value in sky.best_minutes(tilt, azimuth)])
            for tilt in TILTS
            for azimuth in AZIMUTHS
        ]
        lines.append("[\n   " + ",\n   ".join(rows) + "]")
        print(latitude, rows[2 * len(AZIMUTHS) + 4], flush=True)
    head = {
        "source": "scripts/make_clear_sky_tables.py, pvlib " + pvlib.__version__,
        "latitudes": LATITUDES,
        "tilts": TILTS,
        "azimuths": AZIMUTHS,
    }
    text = json.dumps(head, indent=1)[:-2] + ',\n "minutes": [\n  ' + ",\n  ".join(lines) + "\n ]\n}\n"
    json.loads(text)
    TARGET.write_text(text, encoding="utf-8")


def check() -> None:
    """The worst excess of a roof between classes over the larger of its four neighbours, per latitude."""
    for latitude in (-21, 42, 45.75, 51):
        sky = Sky(latitude)
        known = {(t, a): sky.best_minutes(t, a) for t in TILTS for a in AZIMUTHS}
        worst = (0.0, 0, 0, 0)
        for low, high in itertools.pairwise(TILTS):
            for index, left in enumerate(AZIMUTHS):
                right = AZIMUTHS[(index + 1) % len(AZIMUTHS)]
                tilt, azimuth = (low + high) / 2, (left + 22.5) % 360
                corners = [known[t, a] for t in (low, high) for a in (left, right)]
                for month, value in enumerate(sky.best_minutes(tilt, azimuth)):
                    ceiling = max(corner[month] for corner in corners)
                    worst = max(worst, (value / ceiling, tilt, azimuth, month + 1))
        print(latitude, worst)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    check() if parser.parse_args().check else make()
