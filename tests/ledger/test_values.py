# SPDX-License-Identifier: AGPL-3.0-or-later
"""Values: compared and hashed by what they hold, changed only into others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.values import value


@value()
class Pair:
    left: int
    right: int


@value(kw_only=True, eq=False)
class Named:
    name: str


def test_they_are_compared_and_hashed_by_what_they_hold():
    assert Pair(1, 2) == Pair(1, 2) != Pair(2, 1)
    assert {Pair(1, 2), Pair(1, 2)} == {Pair(1, 2)}
    assert replace(Pair(1, 2), right=3) == Pair(1, 3)


def test_or_as_the_class_says():
    assert Named(name="a") != Named(name="a")


def test_they_hold_nothing_else():
    with pytest.raises(AttributeError):
        setattr(Pair(1, 2), "middle", 3)  # noqa: B010 -- no such field
