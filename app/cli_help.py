# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command line of pots, hours of help and pension points; a part of `cli`'s table, under its law."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Final, Protocol

from app.cli_usage import check_day
from app.clock_words import read_minute

COMMANDS: Final = frozenset(
    {
        "pot.list", "pot.move", "pot.lock",
        "service.log", "service.confirm", "service.refuse", "service.cancel", "service.list",
        "pension",
    }
)  # fmt: skip
NAMES: Final = ("pot", "service", "pension")


class Table(Protocol):
    """What `cli` gives to add commands to."""

    say: Callable[[str, str], str]

    def add(self, name: str, french: str, english: str) -> argparse.ArgumentParser: ...

    def group(self, name: str, french: str, english: str) -> Callable[..., argparse.ArgumentParser]: ...

    def act(self, parser: argparse.ArgumentParser) -> argparse.ArgumentParser: ...


def add_help(table: Table) -> None:
    """Add these commands."""
    _add_pots(table)
    _add_services(table)
    table.add("pension", "vos points de retraite", "your pension points")


def _add_pots(table: Table) -> None:
    say, act = table.say, table.act
    add = table.group("pot", "ce que vous mettez de côté", "what you set aside")
    add("list", "vos épargnes et leurs verrous", "your savings and their locks")
    move = act(add("move", "déplacer entre vos épargnes", "move between your savings"))
    pots = say(
        "courant, énergie, temps, ou le nom d'une enveloppe", "current, energy, time, or an envelope's name"
    )
    move.add_argument("source", metavar="FROM", help=pots)
    move.add_argument("target", metavar="TO")
    move.add_argument("amount", help="25 · 1h30")
    move.add_argument("unit", nargs="?", help="kWh · h")
    lock = act(add("lock", "verrouiller jusqu'à une date", "lock until a date"))
    lock.add_argument("pot", metavar="POT", help=pots)
    lock.add_argument(
        "--until",
        required=True,
        type=check_day,
        metavar="DATE",
        help=say(
            "24/05/2027 ; un verrou s'allonge, il ne se raccourcit pas",
            "24/05/2027; a lock is lengthened, never shortened",
        ),
    )


def _add_services(table: Table) -> None:
    say, act = table.say, table.act
    add = table.group("service", "heures d'entraide", "hours of help")
    log = act(add("log", "dire le temps donné", "say the time you gave"))
    log.add_argument(
        "member",
        help=say(
            "qui vous avez aidé ; « commune » pour la commune", "whom you helped; “commune” for the commune"
        ),
    )
    log.add_argument("duration", help="2h · 1h30 · 45min")
    log.add_argument(
        "--on",
        type=check_day,
        metavar="DATE",
        help=say(
            "quel jour (hier, lundi, 24/05), aujourd'hui sinon",
            "which day (yesterday, monday, 24/05), or today",
        ),
    )
    log.add_argument(
        "--at",
        dest="minute",
        type=read_minute,
        metavar="HH:MM",
        help=say("à partir de quelle heure, si cela compte", "from what time, if it matters"),
    )
    log.add_argument("--memo", help=say("ce que vous avez fait", "what you did"))
    for action, french, english in (
        (
            "confirm",
            "confirmer l'aide reçue, ce qui donne les heures",
            "confirm the help, which gives the hours",
        ),
        ("refuse", "dire que ce n'est pas le cas", "say it is not so"),
        ("cancel", "reprendre ce que vous avez dit", "take back what you said"),
    ):
        act(add(action, french, english)).add_argument("service", metavar="ID")
    add("list", "ce qui attend et ce qui est fait", "what waits and what is done")
