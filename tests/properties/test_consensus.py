# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several witnesses agree whatever the network does: loss, delay, repetition, crashes, one liar in three.

One seed fixes a run of tests/helpers/parliament.py, which raises when a law is broken. That its laws can be
broken is shown by test_consensus_faults.py.
"""

from __future__ import annotations

import pytest

from tests.helpers.parliament import World, play


@pytest.mark.parametrize("size", [1, 4, 7])
@pytest.mark.parametrize("seed", range(12))
def test_witnesses_agree_and_then_all_decide(seed: int, size: int):
    world = play(seed, size)
    assert world.is_over, f"undecided at {world.now_ms} ms"


@pytest.mark.parametrize("size", [1, 4, 7, 10])
def test_a_calm_height_is_decided_in_its_first_round(size: int):
    world = World(0, size, is_calm=True).run()
    assert world.is_over
    assert {member.machine.round for member in world.members} == {0}
    assert world.now_ms < 10_000
