# SPDX-License-Identifier: AGPL-3.0-or-later
"""Turning back from a commune whose door does not open, so that another code can be tried.

Its law: only a request that a neighbour's computer refused for good, or that nobody ever answered; never the
home of a member, nor of who may become one: its keys would be gone, and the invitation with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.entering import REFUSED
from app.errors import AppError
from app.home_making import Before
from app.home_trouble import told_as_refusals
from app.putting_aside import bring_back, find_aside

if TYPE_CHECKING:
    from app.facade import Voisinage


def turn_back(facade: Voisinage) -> None:
    """Close the home of a refused request and take it away; what else lies in its folder stays.

    Raises:
        AppError: home-exists, when the commune let us in, or may have; what the folder refuses.
    """
    if facade.is_member or facade.join_status not in REFUSED | {""}:
        raise AppError("home-exists")
    root = facade.home.root
    facade.close()
    with told_as_refusals(facade.home):
        Before(root=root, names=frozenset(), missing=(root,)).put_back()
        bring_back(facade.home)


def get_aside(facade: Voisinage) -> str:
    """The folder that was put aside for this home, its passphrase forgotten; empty: none."""
    aside = find_aside(facade.home)
    return "" if aside is None else str(aside)
