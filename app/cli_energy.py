# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the command line's `energy`, `directive` and `tariff` are typed; `cli` owns the table."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, Final

COMMANDS: Final = frozenset({"energy", "directive.show", "directive.set", "tariff.show", "tariff.set"})
NAMES: Final = ("energy", "directive", "tariff")

Adder = Callable[..., argparse.ArgumentParser]


def add_energy(table: Any) -> None:
    """The parsers of these commands; `table` is `cli`'s."""
    say, act = table.say, table.act
    table.add("energy", "votre journée d'hier, une fois réglée", "your day of yesterday, once settled")
    add: Adder = table.group("directive", "où va votre production", "where your production goes")
    add("show", "la liste en cours", "the list as it is")
    chosen = act(add("set", "la remplacer par une autre", "replace it by another"))
    chosen.add_argument(
        "lines",
        nargs="*",
        metavar="LINE",
        help=say(
            "dans l'ordre : don:Marc:100:2026-11-01:2027-03-31 (kWh par mois, premier et dernier jour), "
            "acheteur:Marie, voisins, reste:épargne|courant|commune",
            "in order: gift:Marc:100:2026-11-01:2027-03-31 (kWh a month, first and last day), buyer:Marie, "
            "neighbours, rest:savings|current|fund",
        ),
    )
    add = table.group("tariff", "ce que coûte un kWh de votre toit", "what a kWh of your roof costs")
    add("show", "le prix en cours", "the price as it is")
    priced = act(add("set", "le changer ; sans prix, la parité", "change it; without a price, parity"))
    priced.add_argument(
        "prices",
        nargs="*",
        metavar="AMOUNT UNIT",
        help=say("0,01 h 80 g kg : le préféré d'abord", "0.01 h 80g kg: the preferred first"),
    )
