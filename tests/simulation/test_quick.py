# SPDX-License-Identifier: AGPL-3.0-or-later
"""The quick scheduler plays the world that trio's own plays."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from tests.simulation.world import World, fingerprint


def test_a_world_is_the_same_under_trios_own_scheduler(monkeypatch: pytest.MonkeyPatch):
    quick = fingerprint(World(12).run())
    monkeypatch.setattr("tests.simulation.harness.quick_scheduler", nullcontext)
    assert fingerprint(World(12).run()) == quick
