# SPDX-License-Identifier: AGPL-3.0-or-later
"""A witness that schemes with the network: a victim decides alone, and no height is decided twice."""

from __future__ import annotations

from tests.simulation.plants import PLANTS, make_plan
from tests.simulation.schemer import SchemeWorld


def test_whoever_is_locked_refuses_the_schemer_s_seal():
    world = SchemeWorld(0, make_plan(PLANTS["lock-nodes"], 0)).run()
    assert world.failures == []
    assert world.schemed_at, "it had its turn"
