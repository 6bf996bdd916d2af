# SPDX-License-Identifier: AGPL-3.0-or-later
"""Kills the program while it writes, and looks at what is left: part of `make sim`.

    python scripts/kill_nine.py --kills 200                            every scene, until so many kills
    python scripts/kill_nine.py --seeds 1 --first 42 --scenes sealing  plays one again

A seed is two deaths and a whole life over one folder (tests/helpers/deaths.py). Three deaths of four come at
a drawn SQL statement, the same each time; the others after a drawn time, amid a write or a sync.
It prints, for each failure, the command that plays the seed again.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.helpers.death_scenes import SCENES
from tests.helpers.deaths import Stage

NAMES = tuple(scene.name for scene in SCENES)
SLOW = ("nodes", "snapshot")
SLOW_EVERY = 4
"""Two nodes take a second or two to meet: one seed of so many."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=int, default=0, help="go on until so many kills were made")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--scenes", nargs="+", choices=NAMES, default=NAMES)
    options = parser.parse_args(arguments)
    start, kills, failures, seed = time.monotonic(), dict.fromkeys(options.scenes, 0), 0, options.first
    with tempfile.TemporaryDirectory(prefix="voisinage-kill-") as folder:
        stage = Stage(Path(folder), SCENES)
        while sum(kills.values()) < options.kills or seed < options.first + options.seeds:
            for name in options.scenes:
                if name in SLOW and seed % SLOW_EVERY and len(options.scenes) > 1:
                    continue
                made, wrong = stage.play(name, seed)
                kills[name] += made
                if wrong:
                    failures += 1
                    again = f"python scripts/kill_nine.py --seeds 1 --first {seed} --scenes {name}"
                    print("\n".join([*wrong, f"  {again}"]), flush=True)
            seed += 1
    told = ", ".join(f"{name} {count}" for name, count in kills.items())
    print(f"{sum(kills.values())} kills ({told}), {failures} failures, {time.monotonic() - start:.0f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
