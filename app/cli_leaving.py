# SPDX-License-Identifier: AGPL-3.0-or-later
"""`leave`: how it is typed, what is read before somebody leaves the commune, and after."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Protocol

from app.cli_devices import STOPPED
from app.cli_format import Tongue, name_alone
from app.cli_words_help import name_pot

NAMES: Final = ("leave",)
COMMANDS: Final = frozenset({"leave"})
KINDS: Final = {"resident.leave": ("départ de la commune", "left the commune")}
Document = Mapping[str, Any]
Lines = Iterator[str]


class Table(Protocol):
    """What `cli` gives to add commands to."""

    say: Callable[[str, str], str]

    def add(self, name: str, french: str, english: str) -> argparse.ArgumentParser: ...
    def act(self, parser: argparse.ArgumentParser) -> argparse.ArgumentParser: ...


def add_leave(table: Table) -> None:
    """Add the command."""
    say = table.say
    parser = table.act(table.add("leave", "quitter la commune pour de bon", "leave the commune for good"))
    parser.add_argument(
        "--to",
        metavar="WHO",
        help=say(
            "qui reçoit ce que vous avez : un voisin, ou fonds", "who gets what you have: name, or fund"
        ),
    )
    for name, dest, french, english in (
        (
            "--yes",
            "yes",
            "partir vraiment ; sinon, rien n'est signé",
            "really leave; else nothing is signed",
        ),
        (
            "--erase",
            "erase",
            "effacer ce que vous avez écrit chez les voisins",
            "erase what you wrote, at the neighbours' too",
        ),
        ("--words", "read_words", "lire les 24 mots sur l'entrée", "read the 24 words on the input"),
    ):
        parser.add_argument(name, dest=dest, action="store_true", default=None, help=say(french, english))


def add_members(table: Table) -> None:
    """Add the command."""
    say = table.say
    parser = table.add("members", "qui fait partie de la commune", "who belongs to the commune")
    parser.add_argument(
        "--left",
        action="store_true",
        default=None,
        help=say("qui l'a quittée, et quand", "who left it, and when"),
    )


# --- what is read ------------------------------------------------------------------------------------------


def say_leave(t: Tongue, document: Document) -> Lines:
    """Before, without a confirmation; after, with one."""
    plan = document["plan"]
    if document["left"]:
        yield from _say_left(t, document, plan)
        return
    who = document.get("to")
    yield t.say("Quitter la commune, c'est pour de bon. Voici ce qui se passerait :",
                "Leaving the commune is for good. This is what would happen:")  # fmt: skip
    for line in (*_list_money(t, plan, who), *_list_rest(t, plan)):
        yield f"  · {line}"
    if plan["obstacles"]:
        yield t.say("Ce qui vous retient encore :", "What still keeps you here:")
        for obstacle in plan["obstacles"]:
            yield f"  ! {_say_obstacle(t, obstacle)}"
        yield t.say("Rien n'est signé.", "Nothing is signed.")
        return
    words = " --words" if plan["needs_words"] else ""
    target = _as_typed(who) if who else t.say("NOM|fonds", "NAME|fund")
    yield t.say(
        f"Rien n'est signé. Pour partir : voisinage leave --to {target} --yes{words}"
        " (et --erase pour effacer ce que vous avez écrit chez les voisins).",
        f"Nothing is signed. To leave: voisinage leave --to {target} --yes{words}"
        " (and --erase to erase what you wrote, at the neighbours' too).",
    )
    yield t.say(
        "Gardez d'abord une copie de tout : voisinage export history FICHIER.",
        "Keep a copy of everything first: voisinage export history FILE.",
    )


def _as_typed(name: str) -> str:
    """A name as a shell takes it for one word."""
    if name.isalnum():
        return name
    return '"' + "".join(f"\\{letter}" if letter in '"\\$`' else letter for letter in name) + '"'


def _list_money(t: Tongue, plan: Document, who: str | None) -> Lines:
    target = t.say("le fonds commun", "the communal fund") if who == "fund" else who
    for holding in plan["holdings"]:
        amount, pot = t.listed(holding["amount"]), name_pot(t, holding["pot"])
        goes = target or t.say("qui vous nommez (--to)", "whom you name (--to)")
        yield t.say(f"{amount} ({pot}) → {goes}", f"{amount} ({pot}) → {goes}")
    if not plan["holdings"] and not plan["owed"]:
        yield t.say("vos comptes sont vides", "your accounts are empty")
    for debt in plan["owed"]:
        name = name_alone(plan["sponsor"])
        yield t.say(
            f"{name}, qui vous a invité, prend à sa charge {t.listed(debt)} que vous devez",
            f"{name}, who invited you, takes over {t.listed(debt)} that you owe",
        )


def _list_rest(t: Tongue, plan: Document) -> Lines:
    if plan["offers"]:
        many = t.count(plan["offers"], ("annonce retirée", "annonces retirées"), ("listing", "listings"))
        yield t.say(many, f"{many} withdrawn")
    if plan["votes"]:
        many = t.count(plan["votes"], ("vote repris", "votes repris"), ("open vote", "open votes"))
        yield t.say(many, f"{many} taken back")
    if plan["has_shares"]:
        yield t.say("vos parts du fonds ne comptent plus", "your shares of the fund no longer count")
    if plan["roles"]:
        yield t.say("vos rôles prennent fin", "your roles end")
    if plan["meters"]:
        yield t.say("vos compteurs s'arrêtent", "your meters stop")
    if plan["guests"]:
        yield t.say(
            "les voisins que vous avez invités n'ont plus de crédit tant que d'autres ne les ont pas payés",
            "the neighbours you invited have no credit until others have paid them",
        )
    if plan["points"]:
        yield t.say(
            f"vos {t.decimal(plan['points'], 100, 2)} points de retraite vous restent",
            f"your {t.decimal(plan['points'], 100, 2)} pension points stay yours",
        )
    yield t.say(
        "vos ordinateurs et vos 24 mots ne signent plus rien ; on revient par une nouvelle invitation",
        "your computers and your 24 words sign nothing more; one comes back by a new invitation",
    )


def _say_obstacle(t: Tongue, obstacle: Document) -> str:
    who = name_alone(obstacle["person"]) if obstacle["person"] else t.say("la commune", "the commune")
    amount = t.listed(obstacle["amount"]) if obstacle["amount"] else ""
    day = t.instant(obstacle["until_ms"]) if obstacle["until_ms"] else ""
    french, english = _OBSTACLES[obstacle["what"]]
    figures = {"who": who, "amount": amount, "day": day, "pot": name_pot(t, obstacle["pot"] or "current")}
    title = f" · {obstacle['title']}" if obstacle.get("title") else ""
    return t.say(french.format(**figures), english.format(**figures)) + title


_OBSTACLES: Final = {
    "witness": (
        "votre ordinateur rend les actes définitifs : qu'un autre soit d'abord choisi (propose witnesses)",
        "your computer makes acts final: the council chooses another first (propose witnesses)",
    ),
    "mayor": (
        "vous êtes seul maire : le conseil en nomme d'abord un autre (propose role)",
        "you are the only mayor: the council names another first (propose role)",
    ),
    "order": ("une commande en cours avec {who} (order list)", "an open order with {who} (order list)"),
    "service": (
        "des heures à confirmer avec {who} (service list)", "hours to confirm with {who} (service list)",
    ),
    "energy": (
        "l'énergie de votre toit est partagée le {day} : ne transmettez plus de relevés d'ici là",
        "your roof's energy is shared out on {day}: send no more readings until then",
    ),
    "guest": (
        "{who}, que vous avez invité, doit encore quelque chose, et vous en répondez",
        "{who}, whom you invited, still owes something, and you answer for it",
    ),
    "lock": (
        "{amount} dans {pot}, verrouillé jusqu'au {day}", "{amount} in {pot}, locked until {day}",
    ),
    "debt": ("vous devez {amount} : il faut d'abord les rendre", "you owe {amount}: give them back first"),
}  # fmt: skip


def _say_left(t: Tongue, document: Document, plan: Document) -> Lines:
    if document.get("phase") == "sealed":
        yield t.say(*STOPPED["left"])
    else:
        yield t.say(
            "Votre départ est enregistré ; il sera définitif dès que vos voisins l'auront.",
            "Your leaving is recorded; it will be final once your neighbours have it.",
        )
    yield t.say(
        f"Votre copie reste ici : {plan['folder']}. Effacez ce dossier pour ne rien garder.",
        f"Your copy stays here: {plan['folder']}. Delete this folder to keep nothing.",
    )
    yield t.say(
        "Pour revenir un jour : une nouvelle invitation, dans un autre dossier.",
        "To come back one day: a new invitation, in another folder.",
    )


def say_members(t: Tongue, document: Document) -> Lines:
    """Who is there; or who left, by name where the name was not erased."""
    for person in document.get("members", ()):
        you = t.say(" (vous)", " (you)") if person["is_me"] else ""
        yield f"{person['fingerprint']}  {person['name']}{you}"
    for former in document.get("left", ()):
        person = former["person"]
        name = person["name"] if former["has_name"] else t.say("sans nom", "no name")
        waits = t.say(" (enregistré)", " (recorded)") if former["phase"] == "pending" else ""
        day = t.day(person["left_ms"])
        gone = t.say(f"partie ou parti le {day}", f"left on {day}")
        yield f"{person['fingerprint']}  {name} · {gone}{waits}"
    if document.get("left") == []:
        yield t.say("Personne n'a quitté la commune.", "Nobody has left the commune.")


WORDS: Final[Mapping[str, Callable[[Tongue, Document], Lines]]] = {"leave": say_leave, "members": say_members}
