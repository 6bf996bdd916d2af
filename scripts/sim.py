# SPDX-License-Identifier: AGPL-3.0-or-later
"""Draws heights for several witnesses until one breaks a law: `make sim SEEDS=2000`.

    python scripts/sim.py --seeds 2000 --first 0          sizes 1, 4, 7 and 10 for each seed
    python scripts/sim.py --seeds 1 --first 42 --sizes 4  plays one again

The machines are the program's own; network, disks, crashes and liars are drawn (tests/helpers/parliament.py).
It prints how many heights a second were played, and for each failure the command that plays it again.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.helpers.parliament import play

SIZES = (1, 4, 7, 10)


def play_one(seed: int, size: int) -> str:
    """Empty if the height was decided and no law was broken, else what happened."""
    try:
        world = play(seed, size)
    except AssertionError as error:
        return f"{type(error).__name__}: {error}"
    return "" if world.is_over else f"undecided at {world.now_ms} ms"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    start, played, failures = time.monotonic(), 0, 0
    for seed in range(options.first, options.first + options.seeds):
        for size in options.sizes:
            played += 1
            found = play_one(seed, size)
            if found:
                failures += 1
                print(f"{found}\n  python scripts/sim.py --seeds 1 --first {seed} --sizes {size}", flush=True)
    rate = played / (time.monotonic() - start)
    print(f"{played} heights, {failures} failures, {rate:.1f} heights/s")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
