# SPDX-License-Identifier: AGPL-3.0-or-later
"""`voisinage recovery`: what is typed when too many witnesses are gone, and what a person reads after.

What it does is in `acts_recovery`. The law: as `cli`, nothing heavy is loaded here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from app.cli_format import name_alone, short_id
from app.cli_usage import read_path

if TYPE_CHECKING:
    import argparse

    from app.cli_format import Tongue
    from app.cli_roles import Table

Document = Mapping[str, Any]
Lines = Iterator[str]

DESK_COMMANDS: Final = frozenset(
    {
        "recovery.status", "recovery.propose", "recovery.sign", "recovery.export", "recovery.import",
        "recovery.stay", "recovery.withdraw",
    }
)  # fmt: skip
NAMES: Final = ("recovery",)

STOPPED: Final = {
    "old-epoch": (
        "Arrêté : les anciens témoins ont fait un sceau après le remplacement. Parlez-en, puis "
        "voisinage recovery stay pour rester avec les nouveaux.",
        "Stopped: the former witnesses made a seal after they were replaced. Talk about it, then "
        "voisinage recovery stay to go on with the new ones.",
    ),
    "recovered-below": (
        "Arrêté : les autres ont remplacé les témoins sans connaître le dernier sceau d'ici. Gardez cet "
        "ordinateur en ligne et parlez-en au conseil.",
        "Stopped: the others replaced the witnesses without knowing the last seal here. Keep this computer "
        "online and tell the council.",
    ),
    "two-recoveries": (
        "Arrêté : deux listes de nouveaux témoins ont été signées. Parlez-en au conseil.",
        "Stopped: two lists of new witnesses were signed. Tell the council.",
    ),
}


def _yes(parser: argparse.ArgumentParser, table: Table) -> argparse.ArgumentParser:
    parser.add_argument(
        "--yes", action="store_true", default=None, help=table.say("oui, j'ai compris", "yes, I understood")
    )
    return parser


def add_recovery(table: Table) -> None:
    say = table.say
    add: Callable[..., argparse.ArgumentParser] = table.group(
        "recovery",
        "quand trop de témoins sont perdus pour toujours",
        "when too many witnesses are lost for good",
    )
    add("status", "qui répond, ce qui est à signer", "who answers, what is to be signed")
    named = _yes(add("propose", "nommer d'autres témoins", "name other witnesses"), table)
    named.add_argument(
        "members",
        nargs="+",
        metavar="MEMBER",
        help=say(
            "tous ceux qui scelleront ; NOM:ORDINATEUR pour qui en a plusieurs",
            "everybody who will seal; NAME:COMPUTER for who has several",
        ),
    )
    signed = _yes(add("sign", "signer une liste proposée", "sign a proposed list"), table)
    signed.add_argument("recovery", metavar="ID")
    carried = add("export", "l'écrire dans un fichier à porter", "write it into a file to carry")
    carried.add_argument("recovery", metavar="ID")
    carried.add_argument("file", type=read_path)
    add("import", "prendre un tel fichier", "take such a file").add_argument("file", type=read_path)
    _yes(add("stay", "rester avec les nouveaux témoins", "stay with the new witnesses"), table)
    _yes(add("withdraw", "se dégager, après 7 jours", "be free again, after 7 days"), table)


# --- what is read ------------------------------------------------------------------------------------------


def _names(people: list[Document]) -> str:
    return ", ".join(name_alone(person) for person in people)


def _say_status(t: Tongue, document: Document) -> Lines:
    if document["stopped_because"]:
        yield t.say(*STOPPED[document["stopped_because"]])
    total, online, quorum = len(document["witnesses"]), document["online"], document["quorum"]
    names = _names(document["witnesses"])
    if online < 0:
        yield t.say(
            f"Témoins : {names}. Voisinage ne tourne pas ici : qui répond n'est pas connu.",
            f"Witnesses: {names}. Voisinage is not running here: who answers is not known.",
        )
    elif (answering := t.answering(online, total)) and online >= quorum:
        yield t.say(
            f"{answering}, il en faut {quorum} : rien à faire.",
            f"{answering}, it takes {quorum}: nothing to do.",
        )
    else:
        yield t.say(
            f"{answering}, il en faut {quorum} : tout attend, rien n'est perdu.",
            f"{answering}, it takes {quorum}: everything waits, nothing is lost.",
        )
        yield t.say(
            "S'ils ne reviendront jamais, nommez-en d'autres : voisinage recovery propose NOM…",
            "If they will never come back, name others: voisinage recovery propose NAME…",
        )
    if document["waits_for_first_seal"]:
        yield t.say(
            "De nouveaux témoins sont nommés ; on attend leur première page du registre.",
            "New witnesses are named; their first page of the register is awaited.",
        )
    for row in document["statements"]:
        yield from _say_statement(t, row)
    if document["promised"]:
        yield t.say(
            f"Votre signature vous engage jusqu'au {t.instant(document['free_ms'])}.",
            f"Your signature binds you until {t.instant(document['free_ms'])}.",
        )
    if document["epoch"]:
        times = t.count(document["epoch"], ("fois", "fois"), ("time", "times"))
        yield t.say(f"Témoins remplacés ainsi {times}.", f"Witnesses replaced like this {times}.")


def _say_statement(t: Tongue, row: Document) -> Lines:
    yield t.say(
        f"  {short_id(row['recovery'])} · témoins : {_names(row['witnesses'])} · "
        f"signé par {_names(row['signers'])} · il manque {row['missing']}",
        f"  {short_id(row['recovery'])} · witnesses: {_names(row['witnesses'])} · "
        f"signed by {_names(row['signers'])} · {row['missing']} missing",
    )
    if not row["signed_by_me"]:
        command = f"voisinage recovery sign {short_id(row['recovery'])}"
        yield t.say(f"  Pour la signer : {command}", f"  To sign it: {command}")


def _say_signed(t: Tongue, document: Document) -> Lines:
    if document["followed"]:
        yield t.say(
            "Assez de membres ont signé : les nouveaux témoins reprennent.",
            "Enough members have signed: the new witnesses take over.",
        )
        return
    short = short_id(document["recovery"])
    lacking = t.count(document["missing"], ("signature", "signatures"), ("signature", "signatures"))
    yield t.say(
        f"C'est noté. Il manque {lacking} : les autres tapent voisinage recovery sign {short}.",
        f"Noted. Still needed: {lacking}. The others type voisinage recovery sign {short}.",
    )


def _say_exported(t: Tongue, document: Document) -> Lines:
    yield t.say(
        f"Écrit : {document['file']}. Sur l'autre ordinateur : voisinage recovery import FICHIER.",
        f"Written: {document['file']}. On the other computer: voisinage recovery import FILE.",
    )


def _say_confirmed(t: Tongue, document: Document) -> Lines:
    if document["confirmed"] == "stay":
        yield t.say(
            "C'est noté : cet ordinateur reste avec les nouveaux témoins.",
            "Noted: this computer stays with the new witnesses.",
        )
    else:
        yield t.say(
            "C'est noté : votre signature ne vous engage plus.", "Noted: your signature no longer binds you."
        )


WORDS: Final[Mapping[str, Callable[[Tongue, Document], Lines]]] = {
    "recovery.status": _say_status,
    "recovery.propose": _say_signed,
    "recovery.sign": _say_signed,
    "recovery.import": _say_signed,
    "recovery.export": _say_exported,
    "recovery.stay": _say_confirmed,
    "recovery.withdraw": _say_confirmed,
}

INBOX: Final = {
    "recovery.short": ("plus assez de témoins : voisinage recovery", "too few witnesses: voisinage recovery"),
    "recovery.sign": ("une liste de témoins à signer", "a list of witnesses to sign"),
    "recovery.stopped": ("deux versions des faits : parlez-en", "two versions of the facts: talk about it"),
}
