# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the only officer did is certified by the mayor and a neighbour, in villages and scenes as drawn."""

from __future__ import annotations

import pytest

from tests.simulation.scenes import SceneWorld
from tests.simulation.town_hall import is_kept, list_certified_by_mayor
from tests.simulation.world import World


@pytest.mark.parametrize("world", [World(25), SceneWorld(10)], ids=["a village", "a scene"])
def test_the_mayor_certifies_the_only_officer_s_hours(world: World):
    assert world.has_town_hall
    world.run()
    assert world.failures == []
    states = [one.replica.state for one in world.get_staying()]
    assert all(list_certified_by_mayor(state) for state in states)


def test_the_other_villages_are_what_they_were():
    assert [seed for seed in range(7) if is_kept(seed, is_drawn=True)] == [1, 4]
    assert not is_kept(1, is_drawn=False), "a plan of a test's own has what it says"
