# SPDX-License-Identifier: AGPL-3.0-or-later
"""Homes put back, recoveries, checkpoints and energy among whole nodes: no law is broken."""

from __future__ import annotations

from itertools import count

import pytest

from tests.simulation.scenes import SCENES, SceneWorld, draw_scene
from tests.simulation.world import fingerprint


def find_seed(scene: str) -> int:
    """The first that draws a small village with this scene."""
    return next(
        seed for seed in count() if (drawn := draw_scene(seed))[0] == scene and drawn[1].size in (1, 4)
    )


@pytest.mark.parametrize("scene", SCENES)
def test_no_law_is_broken_in_a_world_with_a_scene(scene: str):
    world = SceneWorld(find_seed(scene)).run()
    assert world.failures == []


def test_a_recovery_is_followed_by_all_who_are_there():
    world = SceneWorld(find_seed("recovery")).run()
    assert world.witnessed
    assert {one.replica.epoch for one in world.get_honest()} == {1}


def test_one_seed_of_scenes_is_one_run():
    seed = find_seed("older")
    assert fingerprint(SceneWorld(seed).run()) == fingerprint(SceneWorld(seed).run())
