# SPDX-License-Identifier: AGPL-3.0-or-later
"""Turning back from a door that does not open: another code can be tried; a member's home stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import AppError
from app.facade_entering import turn_back
from tests.helpers.commune import LOOPBACK, Commune, commune, do, until

pytestmark = pytest.mark.slow


def spend_a_code(street: Commune) -> str:
    """A code with which somebody joined."""
    code = do(street.claire.invite()).code
    street.residents["nora"] = nora = do(LOOPBACK.join(street.root / "nora", code, "Nora Petit"))
    until(lambda: nora.is_member, nora)
    until(lambda: street.claire.status().members == 2, street.claire)
    return code


def test_a_used_code_leaves_room_for_another(tmp_path: Path) -> None:
    with commune(tmp_path) as street:
        street.found("claire", "Claire Martin")
        code, home = spend_a_code(street), tmp_path / "marie"
        late = street.residents["late"] = do(LOOPBACK.join(home, code, "Marie Lefèvre"))
        until(lambda: late.join_status == "spent-invitation", late)
        (home / "photo.txt").write_text("mine", encoding="utf-8")
        turn_back(late)
        assert [path.name for path in home.iterdir()] == ["photo.txt"]
        assert not LOOPBACK.has_home(home)
        fresh = do(street.claire.invite()).code
        again = street.residents["late"] = do(LOOPBACK.join(home, fresh, "Marie Lefèvre"))
        until(lambda: again.is_member, again)


def test_the_home_of_a_member_is_not_taken_away(tmp_path: Path) -> None:
    with commune(tmp_path) as street:
        claire = street.found("claire", "Claire Martin")
        with pytest.raises(AppError) as refused:
            turn_back(claire)
        assert refused.value.code == "home-exists"
        assert LOOPBACK.has_home(tmp_path / "claire")
        assert claire.status().members == 1
