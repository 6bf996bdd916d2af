# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands about one's own computers: how they are typed, and what a person reads after them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Protocol

from app.cli_format import Tongue, short_id

Document = Mapping[str, Any]
COMMANDS: Final = ("device.list", "device.revoke", "device.keep", "device.cut")


class Table(Protocol):
    """What is asked of the table of commands."""

    say: Callable[[str, str], str]

    def act(self, parser: argparse.ArgumentParser) -> argparse.ArgumentParser: ...
    def group(self, name: str, french: str, english: str) -> Callable[..., argparse.ArgumentParser]: ...


def add_devices(table: Table) -> None:
    """Add `device` and its actions."""
    say, act = table.say, table.act
    add = table.group("device", "vos ordinateurs", "your computers")
    add("list", "vos ordinateurs", "your computers")
    revoke = act(add("revoke", "exclure un ordinateur perdu ou volé", "shut out a lost or stolen computer"))
    keep = act(add("keep", "s'opposer à une exclusion en attente", "object to an exclusion that waits"))
    cut = act(add("cut", "ne plus rien envoyer à un ordinateur", "send a computer nothing more"))
    for parser in (revoke, keep, cut):
        parser.add_argument(
            "device", metavar="N", help=say("son numéro dans la liste", "its number in the list")
        )
    revoke.add_argument(
        "--yes",
        action="store_true",
        default=None,
        help=say("même si c'est cet ordinateur-ci", "even if it is this very computer"),
    )
    revoke.add_argument(
        "--words",
        dest="read_words",
        action="store_true",
        default=None,
        help=say(
            "lire les 24 mots sur l'entrée : l'exclusion est immédiate",
            "read the 24 words on the input: it is shut out at once",
        ),
    )


STOPPED: Final[Mapping[str, tuple[str, str]]] = {
    "revoked": (
        "Vous avez exclu cet ordinateur : ce qu'il signe ne compte plus.",
        "You shut this computer out: what it signs no longer counts.",
    ),
    "left": (
        "Vous avez quitté la commune : vos comptes se consultent, rien ne s'y ajoute.",
        "You left the commune: your accounts can be read, nothing is added to them.",
    ),
    "cut-off": (
        "Cet ordinateur ne reçoit plus rien : vous l'avez coupé depuis un autre.",
        "This computer is sent nothing: you cut it off from another one.",
    ),
}
"""Why a computer serves nobody any more, in `voisinage status`."""


# --- what is read after them -------------------------------------------------------------------------------


def _name(t: Tongue, view: Document) -> str:
    if view["is_words"]:
        return t.say("la feuille des 24 mots", "the sheet of 24 words")
    here = t.say(" (celui-ci)", " (this one)") if view["is_this"] else ""
    return t.say(f"ordinateur {view['number']}", f"computer {view['number']}") + here


def say_devices(t: Tongue, document: Document) -> Iterator[str]:
    for view in document["devices"]:
        parts = [_name(t, view)]
        if view["added_ms"]:
            day = t.day(view["added_ms"])
            parts.append(t.say(f"depuis le {day}", f"since {day}"))
        else:
            parts.append(t.say("pas encore définitif", "not final yet"))
        if view["revoked_ms"]:
            day = t.instant(view["revoked_ms"])
            parts.append(t.say(f"exclu le {day}", f"shut out on {day}"))
        if view["seals"]:
            parts.append(t.say("rend les actes définitifs", "makes acts final"))
        if not view["node"] and not view["is_words"]:
            parts.append(t.say("ne reçoit plus rien", "is sent nothing"))
        parts.append(short_id(view["device"]))
        yield " · ".join(parts)
        for waiting in view["waiting"]:
            day = t.instant(waiting["due_ms"])
            yield t.say(
                f"  sera exclu le {day}, sauf opposition : voisinage device keep {view['number']}",
                f"  will be shut out on {day} unless you object: voisinage device keep {view['number']}",
            )


def say_revoked(t: Tongue, document: Document) -> Iterator[str]:
    number = document["number"]
    if document["waits"]:
        yield t.say(
            f"L'ordinateur {number} est plus ancien que celui-ci : il sera exclu au bout du délai.",
            f"Computer {number} is older than this one: it will be shut out after the delay.",
        )
        yield t.say(
            "Avec vos 24 mots, c'est immédiat : voisinage device revoke --words.",
            "With your 24 words it is at once: voisinage device revoke --words.",
        )
        return
    yield t.say(
        f"L'ordinateur {number} est exclu : ce qu'il signe ne compte plus dès que c'est définitif.",
        f"Computer {number} is shut out: what it signs no longer counts once this is final.",
    )
    yield t.say(
        f"Pour qu'il ne reçoive plus rien : voisinage device cut {number}.",
        f"To send it nothing more: voisinage device cut {number}.",
    )


def say_kept(t: Tongue, document: Document) -> Iterator[str]:
    number = document["number"]
    yield t.say(f"L'ordinateur {number} reste le vôtre.", f"Computer {number} stays yours.")


def say_cut(t: Tongue, document: Document) -> Iterator[str]:
    number = document["number"]
    yield t.say(
        f"L'ordinateur {number} ne recevra plus rien ; ce qu'il a déjà, il le garde.",
        f"Computer {number} is sent nothing more; it keeps what it has.",
    )


WORDS: Final[Mapping[str, Callable[[Tongue, Document], Iterator[str]]]] = {
    "device.list": say_devices,
    "device.revoke": say_revoked,
    "device.keep": say_kept,
    "device.cut": say_cut,
}
