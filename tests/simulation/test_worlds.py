# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whole villages, drawn: no law is broken, and one seed is one run. `make sim SEEDS=10000` plays more."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from dataclasses import replace

import pytest

from tests.helpers.tree import ROOT
from tests.simulation.world import World, draw_plan, fingerprint

WITHIN_S = 40
SEEDS_MIN = 4


def run_script(*words: str, timeout_s: int = 200) -> subprocess.CompletedProcess[str]:
    """As a person runs it: with the order of sets fixed."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )


@pytest.mark.slow
def test_no_law_is_broken_in_a_few_villages():
    done = run_script("scripts/sim.py", "--seeds", "200", "--within-s", str(WITHIN_S), "--jobs", "2")
    assert done.returncode == 0, done.stdout + done.stderr
    played = re.search(r"(\d+) seeds, 0 failures", done.stdout)
    assert played is not None
    assert int(played[1]) >= SEEDS_MIN


def test_heights_alone_are_played_by_the_same_script():
    done = run_script("scripts/sim.py", "--heights", "--seeds", "1", "--sizes", "1", "4")
    assert "2 heights, 0 failures" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("seed", [0, 12])
def test_one_seed_is_one_run(seed: int):
    assert fingerprint(World(seed).run()) == fingerprint(World(seed).run())


def test_a_village_without_faults_is_definitive_at_once_and_then_silent():
    plan = replace(
        draw_plan(random.Random(1)),
        size=1,
        others=2,
        wild_s=4,
        act_count=3,
        faults=frozenset(),
        lying_residents=0,
        lying_witnesses=0,
        is_idle_looked_at=True,
    )
    world = World(1, plan).run()
    assert world.failures == []
    assert world.settled_in_s < 5
    assert world.probed_in_s < 5


def test_a_broken_law_ends_the_world_and_is_told_with_its_replay(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tests.simulation.world.PROBED_S", -1.0)
    world = World(12).run()
    assert len(world.failures) == 1
    assert "not definitive after the probe" in world.failures[0]
