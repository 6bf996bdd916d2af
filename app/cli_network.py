# SPDX-License-Identifier: AGPL-3.0-or-later
"""Options of the command line about how a node is found. The law: as `cli`, nothing heavy is loaded here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse

    from app.cli_format import Tongue


def add_reach(node: argparse.ArgumentParser, say: Callable[[str, str], str]) -> None:
    """What `node` takes besides where it listens; each may be given several times."""
    node.add_argument(
        "--announce",
        action="append",
        metavar="MULTIADDR",
        help=say(
            "où les autres vous trouvent, si ce n'est pas là : derrière une box, l'adresse de la box",
            "where others find you, if not there: behind a home router, the router's address",
        ),
    )
    node.add_argument(
        "--peer",
        action="append",
        metavar="MULTIADDR",
        help=say(
            "l'adresse d'un voisin, à chercher tout de suite", "a neighbour's address, to look for at once"
        ),
    )


def say_clock(t: Tongue, document: Mapping[str, Any]) -> str:
    """That this computer's clock is far from its neighbours', and what that means."""
    off = t.elapsed(document["clock_off_ms"] // 60_000)
    is_slow = document["clock"] == "slow"
    french = "retarde" if is_slow else "avance"
    english = "slow" if is_slow else "fast"
    return t.say(
        f"L'horloge de cet ordinateur {french} de {off} sur celles de vos voisins. "
        "Rien n'est perdu : mettez-la à l'heure.",
        f"This computer's clock is {off} {english} by your neighbours'. Nothing is lost: set it right.",
    )
