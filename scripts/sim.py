# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plays drawn villages until one breaks a law: `make sim SEEDS=10000`. What a seed is: docs/simulation.md.

    python scripts/sim.py --seeds 10000 --first 0 --jobs 4     whole nodes, a world a seed
    python scripts/sim.py --seeds 1 --first 42 --verbose       plays one again, the nodes' log on the screen
    python scripts/sim.py --scenes --seeds 2000                homes put back, recoveries, energy, checkpoints
    python scripts/sim.py --heights --seeds 2000               heights alone, for 1, 4, 7 and 10 witnesses

The nodes are the program's own; network, disks, clocks, load and liars are drawn (tests/simulation).
It prints how many seeds a second were played, and for each failure the command that plays it again.
"""

from __future__ import annotations

import argparse
import gc
import logging
import multiprocessing
import os
import sys
import time
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.helpers.parliament import play as play_height
from tests.simulation.quick import settle_memory
from tests.simulation.scenes import SceneWorld
from tests.simulation.village import make_base
from tests.simulation.world import World

SIZES = (1, 4, 7, 10)
COLLECT_EVERY = 20
REPORT_EVERY_S = 60
WORLD, SCENE = 0, -1
Job = tuple[int, int]
"""(seed, size of the list of witnesses; or a world of whole nodes, without or with a scene)."""


def play_one(job: Job) -> tuple[Job, str]:
    """(job, what happened): nothing if all became definitive and no law was broken."""
    seed, size = job
    try:
        found = _play_height(seed, size) if size > 0 else _play_world(seed, size)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        found = f"the simulation itself: {error!r}\n{traceback.format_exc(limit=-4)}"
    if seed % COLLECT_EVERY == 0:
        settle_memory()
    return job, found


def _play_world(seed: int, kind: int) -> str:
    world = (SceneWorld(seed) if kind == SCENE else World(seed)).run()
    return f"{world.describe()}: {'; '.join(world.failures)}" if world.failures else ""


def _play_height(seed: int, size: int) -> str:
    try:
        world = play_height(seed, size)
    except AssertionError as error:
        return f"{type(error).__name__}: {error}"
    return "" if world.is_over else f"undecided at {world.now_ms} ms"


def play_all(jobs: Iterable[Job], processes: int) -> Iterator[tuple[Job, str]]:
    gc.disable()  # a world is a heap of cycles; collecting now and then is cheaper
    if processes == 1:
        yield from map(play_one, jobs)
        return
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from pool.imap_unordered(play_one, jobs, chunksize=4)
        pool.close()
        pool.join()


def replay_of(job: Job) -> str:
    seed, size = job
    how = {WORLD: "", SCENE: " --scenes"}.get(size, f" --heights --sizes {size}")
    return f"  python scripts/sim.py --seeds 1 --first {seed}{how}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=0, help="processes; 0: as many as there are cores")
    parser.add_argument("--within-s", type=int, default=0, help="end after so long; 0: never")
    parser.add_argument("--heights", action="store_true", help="heights alone instead of whole nodes")
    parser.add_argument("--scenes", action="store_true", help="worlds with a scene of their own")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="of lists, with --heights")
    parser.add_argument("--verbose", action="store_true", help="with the nodes' own log")
    options = parser.parse_args()
    if options.verbose:
        logging.basicConfig(level=logging.INFO, format="%(message)s")
        logging.disable = lambda *_: None
    seeds = range(options.first, options.first + options.seeds)
    sizes = options.sizes if options.heights else (SCENE if options.scenes else WORLD,)
    jobs = [(seed, size) for seed in seeds for size in sizes]
    if not (options.heights or options.scenes) and len(jobs) > 100:
        for size, others in ((1, 1), (1, 2), (4, 0), (4, 1)):
            make_base(size, others)
    processes = min(options.jobs or os.cpu_count() or 1, len(jobs))
    start = told = time.monotonic()
    played = failures = 0
    for job, found in play_all(jobs, processes):
        played += 1
        if found:
            failures += 1
            print(f"{found}\n{replay_of(job)}", flush=True)
        if options.within_s and time.monotonic() - start > options.within_s:
            break
        if (now := time.monotonic()) - told > REPORT_EVERY_S:
            told = now
            print(f"… {played} played, {failures} failures, {played / (now - start):.1f}/s", flush=True)
    rate = played / (time.monotonic() - start)
    spent = os.times()
    cpu_s = (spent.user + spent.system + spent.children_user + spent.children_system) / played
    what = "heights" if options.heights else "seeds"
    speed = f"{rate:.1f} {what}/s, {processes} processes, {cpu_s:.2f} s CPU each"
    print(f"{played} {what}, {failures} failures, {speed}")
    return 1 if failures else 0


if __name__ == "__main__":
    if os.environ.get("PYTHONHASHSEED") != "0":
        # The order of sets of bytes is part of what a seed fixes.
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    raise SystemExit(main())
