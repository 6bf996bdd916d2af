# SPDX-License-Identifier: AGPL-3.0-or-later
"""`search` and `export`: how they are typed, and what a person reads of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from app.cli_format import Tongue, name_party, short_id
from app.cli_usage import read_path
from app.errors import AppError
from app.facade_elision import say_of

if TYPE_CHECKING:
    from app.paths import Home

Document = Mapping[str, Any]
_PAGES_TOLD: Final = 10
NAMES: Final = ("search", "export")
DESK_COMMANDS: Final = frozenset({"search", "export.history"})


def add_register(table: Any) -> None:
    """The parsers of these commands; `table` is `cli`'s."""
    say = table.say
    search: argparse.ArgumentParser = table.add(
        "search", "chercher dans le registre de la commune", "search the commune's register"
    )
    search.add_argument(
        "text",
        nargs="*",
        metavar="WORDS",
        help=say(
            "un numéro, « page 12 », un nom, un jour (24/05/2026, « 24 mai », hier), une sorte d'acte "
            "(votes, dons, heures, légumes) ou des mots ; sans rien, les derniers actes",
            "a number, “page 12”, a name, a day (2026-05-24, “24 May”, yesterday), a sort of act (votes, "
            "gifts, hours, vegetables) or words; without any, the latest acts",
        ),
    )
    search.add_argument(
        "--limit", type=int, metavar="N", help=say("30 sinon, 100 au plus", "or 30; at most 100")
    )
    search.add_argument(
        "--as-words",
        action="store_true",
        default=None,
        help=say("les chercher dans les mots des actes", "look for them in what acts say"),
    )
    add: Callable[..., argparse.ArgumentParser] = table.group(
        "export", "écrire vos comptes dans un fichier", "write your accounts to a file"
    )
    history = add("history", "votre histoire, pour un tableur (CSV)", "your history, for a spreadsheet (CSV)")
    register = add(
        "register",
        "tout le registre, un acte par ligne (JSON)",
        "the whole register, one act a line (JSON)",
    )
    for parser in (history, register):
        parser.add_argument("file", type=read_path)


def run_export(home: Home, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """`export register`, beside whoever runs the home. Raises AppError as `export_register`."""
    from pathlib import Path

    from app.exporting import export_register
    from app.json_out import to_json

    return to_json(export_register(home, Path(arguments["file"])))


def run_verify(home: Home, tongue: Tongue, *, is_json: bool = False) -> dict[str, Any]:
    """`verify`, beside whoever runs the home; somebody at a terminal sees how far it is.

    Raises:
        AppError: as `verify_home`, or `verify-stopped` when it was interrupted.
    """
    from app.json_out import to_json
    from app.verify import verify_home

    shown = "" if is_json or not sys.stderr.isatty() else tongue.say("Page {} sur {}", "Page {} of {}")
    last = ""

    def tell(done: int, of: int) -> None:
        nonlocal last
        if shown and (done % _PAGES_TOLD == 0 or done == of):
            last = shown.format(tongue.integer(done), tongue.integer(of))
            print(f"\r{last}", end="", file=sys.stderr, flush=True)

    try:
        return to_json(verify_home(home, tell))
    except KeyboardInterrupt:
        raise AppError("verify-stopped") from None
    finally:
        if last:
            print(f"\r{' ' * len(last)}\r", end="", file=sys.stderr, flush=True)


# --- words -------------------------------------------------------------------------------------------------


def _say_line(t: Tongue, line: Document) -> str:
    from app.cli_words import KINDS

    phases = {
        "pending": t.say("enregistré", "recorded"),
        "sealed": f"page {t.integer(line['page'])}",
        "void": t.say("sans effet", "no effect"),
    }
    author, other = (
        name_party(t, side, line["kind"]) if side else ""
        for side in (line.get("giver") or line["author"], line["other"])
    )
    parts = [
        short_id(line["event"]),
        t.instant(line["at_ms"]),
        phases[line["phase"]],
        t.say(*KINDS.get(line["kind"], (line["kind"], line["kind"]))),
        " → ".join(name for name in (author, other) if name),
        ", ".join(t.listed(amount) for amount in line["amounts"]),
        t.say(f"« {line['words']} »", line["words"]) if line["words"] else "",
    ]
    return " · ".join(part for part in parts if part)


_SORTS: Final = {
    "votes": ("votes et propositions", "votes and proposals"),
    "gifts": ("dons", "gifts"),
    "hours": ("heures", "hours"),
    "produce": ("légumes et récoltes", "vegetables and produce"),
    "payments": ("paiements", "payments"),
    "orders": ("commandes", "orders"),
    "offers": ("offres et demandes", "offers and needs"),
    "energy": ("compteurs et production", "meters and production"),
    "shares": ("parts du fonds commun", "shares of the common fund"),
    "savings": ("épargne", "savings"),
    "people": ("arrivées et départs", "arrivals and departures"),
    "computers": ("ordinateurs", "computers"),
    "roles": ("rôles", "roles"),
}


def _say_sorts(t: Tongue, document: Document) -> str:
    """« Dons, de Claire Martin, « haie », le 24 mai : »."""
    names = ", ".join(name_party(t, person) for person in document["people"])
    parts = [t.say(*_SORTS[name]) for name in document["sorts"]]
    parts += [names] if names else []
    parts += [t.say(f"« {document['words']} »", f"“{document['words']}”")] if document["words"] else []
    parts += [t.day(document["day_ms"])] if document["day_ms"] else []
    text = ", ".join(parts)
    return t.say(f"{text[:1].upper()}{text[1:]} :", f"{text[:1].upper()}{text[1:]}:")


def say_search(t: Tongue, document: Document) -> Iterator[str]:
    """How the words were understood, then the acts."""
    names = ", ".join(name_party(t, person) for person in document["people"])
    heads = {
        "latest": t.say("Les derniers actes :", "The latest acts:"),
        "number": t.say("L'acte de ce numéro :", "The act of this number:"),
        "page": t.say(f"Page {document['page']} du registre :", f"Page {document['page']} of the register:"),
        "day": t.say(f"Le {t.day(document['day_ms'])} :", f"On {t.day(document['day_ms'])}:"),
        "person": t.say(f"Actes {say_of(names)} :", f"Acts of {names}:"),
        "kind": _say_sorts(t, document),
        "words": t.say(
            f"Actes qui disent « {document['words']} » :", f"Acts that say “{document['words']}”:"
        ),
    }
    yield heads[document["understood"]]
    for line in document["acts"]:
        yield "  " + _say_line(t, line)
    if not document["acts"]:
        yield "  " + t.say("rien", "nothing")
    if document["has_more"]:
        yield t.say("Il y en a d'autres, plus anciens : --limit.", "There are older ones: --limit.")


def say_exported(t: Tongue, document: Document) -> Iterator[str]:
    """What was written, and who may read it."""
    acts = t.count(document["lines"], ("acte", "actes"), ("act", "acts"))
    yield t.say(f"Écrit ({acts}) : {document['file']}", f"Written ({acts}): {document['file']}")
    yield t.say(
        "Qui ouvre ce fichier y lit ce que vous y avez mis : gardez-le comme un relevé de compte.",
        "Whoever opens this file reads what you put in it: keep it as you would a bank statement.",
    )


WORDS: Final[Mapping[str, Callable[[Tongue, Document], Iterator[str]]]] = {
    "search": say_search,
    "export.history": say_exported,
    "export.register": say_exported,
}
