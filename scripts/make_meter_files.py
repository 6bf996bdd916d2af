# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes demonstration meter files in Enedis's layouts: a year of daily indices and two weeks of half hours.

    python scripts/make_meter_files.py --end 2026-11-22 --out /tmp/meters
    python scripts/make_meter_files.py --end 2026-11-22 --kwp 3 --seed 7 --name amina --out /tmp/meters
    python scripts/make_meter_files.py --end 2026-11-22 --consumption 4800 --name francois --out /tmp/meters

The day before --end is the last one measured; the last index is stamped --end 00:00. Prints one JSON
document: the files, the first and last index, the energy between. The same options give the same bytes.
The model is `app.year.sun`, the layouts `app.year.meter_files`.

A year of 30 kWc is asserted to lie within 38 and 42 MWh (1267 to 1400 kWh/kWc), whatever seed and size.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.year.meter_files import curve_file, flat_file, index_file, write
from app.year.sun import PARIS, Roof, consumption_wh, production_wh

SPECIFIC_KWH = (1267, 1400)


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
