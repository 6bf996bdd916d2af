# SPDX-License-Identifier: AGPL-3.0-or-later
"""The laws of the simulation can fail: each fault planted into the program is caught within so many seeds.

How many it takes at the median is in docs/simulation.md; the dropped lock is in tests/properties too.
"""

from __future__ import annotations

import pytest

from tests.simulation.plants import PLANTS
from tests.simulation.test_worlds import run_script


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(PLANTS))
def test_a_planted_fault_is_caught(name: str):
    done = run_script("-m", "tests.simulation.plants", name)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{name}: caught 1 of 1 times" in done.stdout
