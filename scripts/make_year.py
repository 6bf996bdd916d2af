# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plays the year of Saint-Aubin from a seed, keeps it, and says what came of it as one JSON document.

    python scripts/make_year.py                          the year that `voisinage demo` shows, played anew
    python scripts/make_year.py --seed 7 --out /tmp/y    another village, elsewhere
    python scripts/make_year.py --days 40 --out /tmp/y   its first forty days
    python scripts/make_year.py --homes /tmp/homes       and the six homes made from it, ready to open

The same seed and days give the same history, to the byte of its state digest (docs/adr/0026).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.year.homes import find_kept, lay_out, make_year
from app.year.play import SEED, WHOLE_YEAR


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--days", type=int, default=WHOLE_YEAR)
    parser.add_argument("--out", type=Path, help="where years are kept instead of the user's cache")
    parser.add_argument("--homes", type=Path, help="an empty folder for homes made from it")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> dict[str, object]:
    """Plays it; returns what is printed."""
    options = parse_arguments(arguments)

    def tell(day: int, days: int) -> None:
        if day % 30 == 0 or day == days:
            print(f"  day {day} of {days}", file=sys.stderr, flush=True)

    kept = find_kept(options.out, seed=options.seed, days=options.days)
    start = time.process_time()
    summary = make_year(kept, seed=options.seed, days=options.days, tell=tell)
    spent_s = round(time.process_time() - start, 1)
    if options.homes:
        lay_out(kept, options.homes, summary["homes"])
    people = len(summary.pop("people"))
    return {**summary, "people": people, "kept": str(kept), "cpu_s": spent_s}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1:]), ensure_ascii=False))
