# SPDX-License-Identifier: AGPL-3.0-or-later
"""`rules` and `propose rules` of the command line: what is typed, and what a person reads after.

What they do is in `acts_rules`. The law: as `cli`, nothing heavy is loaded here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from app.cli_format import name_alone

if TYPE_CHECKING:
    import argparse

    from app.cli_format import Tongue
    from app.cli_roles import Table

Document = Mapping[str, Any]
Lines = Iterator[str]

DESK_COMMANDS: Final = frozenset({"rules", "propose.rules"})

STOPPED: Final = (
    "Cette version de Voisinage est trop ancienne pour les règles que le village a votées. Vos unités et vos "
    "actes sont en sûreté ; cet ordinateur garde ce qui arrive. Installez la nouvelle version : il reprendra "
    "seul.",
    "This version of Voisinage is too old for the rules that the village voted. Your units and your acts are "
    "safe; this computer keeps what comes. Install the new version: it will go on by itself.",
)


INBOX: Final = {
    "rules.update": ("mettre Voisinage à jour : il est arrêté", "update Voisinage: it has stopped"),
    "rules.soon": (
        "mettre Voisinage à jour : le village a voté de nouvelles règles",
        "update Voisinage: the village voted new rules",
    ),
}


def add_rules(table: Any) -> None:
    """The parser of `rules`; `table` is `cli`'s."""
    table.add("rules", "la version des règles, et ce qu'attend la suivante", "the version of the rules")


def add_proposal(table: Table, add: Callable[..., argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """The form of `propose` about the rules; the caller adds what every proposal takes."""
    rules = table.act(add("rules", "passer à la version suivante des règles", "go on to the next rules"))
    rules.add_argument(
        "version",
        type=int,
        nargs="?",
        help=table.say("la suivante si rien n'est dit", "the next one if nothing is said"),
    )
    rules.add_argument("--title")
    return rules


def make_title(t: Tongue, rules: int) -> str:
    """« Passer aux règles n° 2 »."""
    return t.say(f"Passer aux règles n° {rules}", f"Go on to rules no. {rules}")


def _say_rules(t: Tongue, document: Document) -> Lines:
    in_force, known, last = document["in_force"], document["known"], document["last"]
    yield t.say(
        f"Règles n° {in_force} en vigueur ; ce programme connaît jusqu'au n° {known}.",
        f"Rules no. {in_force} in force; this program knows up to no. {known}.",
    )
    if document["needs_update"]:
        yield t.say(*STOPPED)
    if last is None or last["state"] == "changed":
        return
    day = t.day(last["decided_ms"])
    if last["state"] == "lapsed":
        yield t.say(
            f"Le passage au n° {last['rules']}, voté le {day}, n'a pas pu se faire : trop peu de témoins "
            "avaient mis Voisinage à jour. Il peut être voté à nouveau.",
            f"No. {last['rules']}, voted on {day}, could not begin: too few witnesses had updated "
            "Voisinage. It may be voted again.",
        )
        return
    names = ", ".join(name_alone(person) for person in last["missing"])
    left = t.count(last["days_left"], ("jour", "jours"), ("day", "days"))
    yield t.say(
        f"Le n° {last['rules']}, voté le {day}, attend que {last['needed']} de ces témoins mettent Voisinage "
        f"à jour : {names}. Il reste {left}.",
        f"No. {last['rules']}, voted on {day}, waits until {last['needed']} of these witnesses update "
        f"Voisinage: {names}. {left} to go.",
    )
    if last["rules"] > known:
        yield t.say(
            "Cet ordinateur aussi est à mettre à jour avant.", "This computer too is to be updated before."
        )


WORDS: Final[Mapping[str, Callable[[Tongue, Document], Lines]]] = {"rules": _say_rules}
