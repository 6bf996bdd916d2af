# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the only officer did is certified by the mayor and a neighbour, in a village and in a scene."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.simulation.acts import QUIET
from tests.simulation.scenes import SceneWorld
from tests.simulation.town_hall import is_kept, list_certified_by_mayor
from tests.simulation.world import Plan, World, draw_plan


def make_plan() -> Plan:
    """Four people, nothing that fails, time for every step."""
    calm = {"faults": frozenset[str](), "strike_chance": 0.0, "lying_residents": 0, "lying_witnesses": 0}
    drawn = draw_plan(random.Random(1))
    return replace(drawn, size=1, others=3, wild_s=10.0, act_count=1, load=QUIET, **calm)


@pytest.mark.parametrize("kind", ["a village", "a scene"])
def test_the_mayor_certifies_the_only_officer_s_hours(kind: str):
    plan = make_plan()
    world = World(1, plan) if kind == "a village" else SceneWorld(1, ("guests", plan))
    assert not world.has_town_hall, "a plan of a test's own has what it says"
    world.has_town_hall = True
    world.run()
    assert world.failures == []
    states = [one.replica.state for one in world.get_staying()]
    assert all(list_certified_by_mayor(state) for state in states)


def test_one_drawn_world_of_three_has_one():
    assert [seed for seed in range(7) if is_kept(seed, is_drawn=True)] == [1, 4]
    assert World(4).has_town_hall
    assert SceneWorld(4).has_town_hall
