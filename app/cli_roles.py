# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commands of the command line about roles and who seals: what is typed, and what a person reads after.

What they do is in `acts_roles`. The law: as `cli`, nothing heavy is loaded here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

from app import cli_sealing
from app.cli_choices import ROLES, add_choice
from app.cli_format import name_alone
from app.facade_elision import say_of

if TYPE_CHECKING:
    import argparse

    from app.cli_format import Tongue

Document = Mapping[str, Any]
Lines = Iterator[str]

DESK_COMMANDS: Final = frozenset(
    {
        "role.list", "role.grant", "role.revoke", "propose.role", "propose.witnesses",
        "witnesses", "witnesses.set", "witness.ready",
        "witness.confirm-date", "witness.confirm-alone",
    }
)  # fmt: skip

_ROLE_WORDS: Final = {
    "mayor": ("maire", "mayor"),
    "officer": ("adjoint au maire", "deputy mayor"),
    "technician": ("technicien", "technician"),
    "agent": ("agent de collecte", "collection agent"),
    "mediator": ("médiateur", "mediator"),
    "treasurer": ("trésorier", "treasurer"),
}


class Table(Protocol):
    """What `cli` gives to add commands with."""

    say: Callable[[str, str], str]

    def group(
        self, name: str, french: str, english: str, *, required: bool = True
    ) -> Callable[..., argparse.ArgumentParser]: ...

    def act(self, parser: argparse.ArgumentParser) -> argparse.ArgumentParser: ...


# --- what is typed -----------------------------------------------------------------------------------------


def add_roles(table: Table) -> None:
    act = table.act
    add = table.group("role", "qui fait quoi", "who does what")
    add("list", "les rôles et qui les tient", "the roles and who holds them")
    for name, french, english in (
        ("grant", "donner un rôle (le maire, à moins de 5)", "give a role (the mayor, under 5 members)"),
        ("revoke", "retirer un rôle (le maire, à moins de 5)", "take one back (the mayor, under 5 members)"),
    ):
        change = act(add(name, french, english))
        change.add_argument("member")
        _add_role(change, table)
    add = table.group(
        "witnesses",
        "qui scelle, et ce qu'un changement attend",
        "who seals, and what a change waits for",
        required=False,
    )
    chosen = add(
        "set", "choisir qui scelle (le maire, à moins de 5)", "choose who seals (the mayor, under 5 members)"
    )
    _add_members(act(chosen), table)
    add = table.group("witness", "cet ordinateur comme témoin", "this computer as a witness")
    act(add("ready", "dire que cet ordinateur est prêt", "say that this computer is ready"))
    add("confirm-date", "dire que sa date est juste", "say that its date is right")
    add(
        "confirm-alone",
        "dire qu'il n'en existe aucune autre copie (3 témoins au plus)",
        "say that no other copy of it exists (3 witnesses at most)",
    )


def add_proposals(
    table: Table, add: Callable[..., argparse.ArgumentParser]
) -> tuple[argparse.ArgumentParser, ...]:
    """The two forms of `propose` about roles and witnesses; the caller adds what every proposal takes."""
    role = table.act(add("role", "donner ou retirer un rôle", "give or take back a role"))
    role.add_argument("member")
    _add_role(role, table)
    role.add_argument(
        "--revoke", action="store_true", help=table.say("le retirer", "take it back"), default=None
    )
    role.add_argument("--title")
    witnesses = table.act(add("witnesses", "changer qui scelle", "change who seals"))
    _add_members(witnesses, table)
    witnesses.add_argument("--title")
    return role, witnesses


def _add_role(parser: argparse.ArgumentParser, table: Table) -> None:
    add_choice(parser, table.say, ROLES, "role")


def add_invited(invite: argparse.ArgumentParser, say: Callable[[str, str], str]) -> None:
    """The roles an invitation of the mayor's gives; a mayor is made by a vote alone."""
    given = {role: words for role, words in ROLES.items() if role != "mayor"}
    add_choice(
        invite,
        say,
        given,
        "--role",
        dest="roles",
        action="append",
        help=say("un rôle dès l'entrée (le maire seul)", "a role from the start (the mayor only)"),
    )


def _add_members(parser: argparse.ArgumentParser, table: Table) -> None:
    parser.add_argument(
        "members",
        nargs="+",
        metavar="MEMBER",
        help=table.say(
            "tous ceux qui scelleront ; NOM:ORDINATEUR pour qui en a plusieurs",
            "everybody who will seal; NAME:COMPUTER for who has several",
        ),
    )


def make_role_title(t: Tongue, name: str, role: str, *, grant: bool) -> str:
    """« Donner le rôle de technicien à Chloé »."""
    french, english = _ROLE_WORDS.get(role, (role, role))
    if grant:
        return t.say(f"Donner le rôle {say_of(french)} à {name}", f"Give {name} the role of {english}")
    return t.say(f"Retirer le rôle {say_of(french)} à {name}", f"Take the role of {english} back from {name}")


def make_witnesses_title(t: Tongue, names: Sequence[str]) -> str:
    """« Témoins : Antoine, Denise »."""
    listed = ", ".join(names)
    if len(names) == 1:
        return t.say(f"Témoin : {listed}", f"Witness: {listed}")
    return t.say(f"Témoins : {listed}", f"Witnesses: {listed}")


# --- what is read ------------------------------------------------------------------------------------------


def _say_origin(t: Tongue, origin: Document | None) -> str:
    if origin is None:
        return ""
    who = name_alone(origin["person"]) if origin["person"] else ""
    words = {
        "charter": t.say("par la charte", "by the charter"),
        "invitation": t.say(f"par l'invitation {say_of(who)}", f"by {who}'s invitation"),
        "mayor": t.say(f"par {who or 'le maire'}", f"by {who or 'the mayor'}"),
        "decision": t.say(f"par le vote « {origin['title']} »", f"by the vote “{origin['title']}”"),
    }
    since = t.day(origin["since_ms"])
    return t.say(f"depuis le {since}, ", f"since {since}, ") + words[origin["kind"]]


def _say_roles(t: Tongue, document: Document) -> Lines:
    for row in document["roles"]:
        name = t.say(*_ROLE_WORDS[row["role"]])
        if not row["holders"]:
            yield t.say(f"{name} : personne", f"{name}: nobody")
        for holder in row["holders"]:
            parts = [name_alone(holder["person"]), _say_origin(t, holder["origin"])]
            yield t.say(f"{name} : ", f"{name}: ") + ", ".join(part for part in parts if part)


def _say_size(t: Tongue, size: Document) -> str:
    count, faults = size["count"], size["faults"]
    if faults:
        may = "peut" if faults == 1 else "peuvent"
        return t.say(
            f"{count} témoins : {faults} {may} s'arrêter ou mentir sans que rien ne change.",
            f"{count} witnesses: {faults} may stop or lie without anything changing.",
        )
    if count == 1:
        return t.say("Un témoin : s'il s'arrête, tout attend.", "One witness: if it stops, everything waits.")
    return t.say(
        f"{count} témoins : si un seul s'arrête, tout attend. Un seul, ou quatre, vaut mieux.",
        f"{count} witnesses: if one stops, everything waits. One, or four, is better.",
    )


def _say_witnesses(t: Tongue, document: Document) -> Lines:
    yield _say_size(t, document["size"])
    for row in document["witnesses"]:
        seat = row["seat"]
        is_on = t.say("en ligne", "online") if row["online"] else t.say("hors ligne", "offline")
        if not document["is_running"]:
            is_on = ""
        computer = t.say("ordinateur", "computer") + f" {seat['fingerprint']}"  # not the person's sign
        parts = [f"{name_alone(seat['person'])} ({computer})", is_on, _say_origin(t, row["origin"])]
        yield "  " + " · ".join(part for part in parts if part)
    yield from cli_sealing.say_sealing(t, document, int(time.time() * 1000))
    change = document["change"]
    if change is None or change["state"] == "changed":
        return
    names = ", ".join(name_alone(c["seat"]["person"]) for c in change["candidates"])
    yield t.say(f"Choisis : {names}", f"Chosen: {names}") + f" ({_say_origin(t, change['origin'])})."
    if change["state"] == "lapsed":
        yield t.say(
            "Ce changement n'a pas pu se faire : leurs ordinateurs n'ont pas tous répondu à temps.",
            "This change could not be made: their computers did not all answer in time.",
        )
        return
    missing = ", ".join(name_alone(c["seat"]["person"]) for c in change["candidates"] if not c["is_ready"])
    if missing:
        left = t.count(change["days_left"], ("jour", "jours"), ("day", "days"))
        yield t.say(
            f"Il attend l'ordinateur de : {missing}, jusqu'à {left}.",
            f"It waits for the computer of: {missing}, up to {left}.",
        )


def _say_list(t: Tongue, document: Document) -> Lines:
    yield _say_size(t, document["size"])
    yield t.say(
        "Le changement se fera dès que leurs ordinateurs auront répondu : voisinage witnesses.",
        "The change is made as soon as their computers have answered: voisinage witnesses.",
    )


WORDS: Final[Mapping[str, Callable[[Tongue, Document], Lines]]] = {
    "role.list": _say_roles,
    "witnesses": _say_witnesses,
    "witnesses.set": _say_list,
    **cli_sealing.WORDS,
}
