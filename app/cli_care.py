# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commands that look after the program itself: `doctor`, `self-check`, `support-bundle`, `completion`.

None needs a home that works, nor a node. The law: as `cli`, nothing heavy is loaded to read them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from app.cli_format import Tongue

if TYPE_CHECKING:
    from app.paths import Home

NAMES: Final = ("doctor", "self-check", "support-bundle", "completion")
SHELLS: Final = ("bash", "zsh", "fish")

Document = dict[str, Any]
Lines = Iterator[str]


class _SayVersion(argparse.Action):
    """`--version`: read from what was installed only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_ignored: object) -> None:
        from app.doctor.system import get_version

        parser.exit(message=f"Voisinage {get_version()}".rstrip() + "\n")


def add_care(table: Any) -> None:
    """The parsers of these commands, in a table of `cli`."""
    say = table.say
    table.add(
        "doctor", "ce qui ne va pas sur cet ordinateur, et que faire", "what is wrong here, and what to do"
    )

    table.add("self-check", "cette installation est-elle complète", "whether this installation is whole")
    # What an installer's maker types, and what whoever helps asks for.
    table.top.add_argument(
        "--self-check", dest="command", action="store_const", const="self-check", help=argparse.SUPPRESS
    )

    table.top.add_argument(
        "--version", action=_SayVersion, nargs=0, help=say("dire la version", "say the version")
    )

    bundle = table.add(
        "support-bundle",
        "un fichier pour qui vous aide, sans rien de vos comptes",
        "a file for whoever helps you, with nothing of your accounts",
    )
    bundle.add_argument(
        "file",
        nargs="?",
        metavar="FILE.zip",
        help=say("où l'écrire ; rien n'est envoyé", "where to write it; nothing is sent"),
    )
    completion = table.add(
        "completion",
        "ce que votre terminal charge pour compléter les commandes",
        "what your terminal loads to complete the commands",
    )
    completion.add_argument("shell", choices=SHELLS)


def run_completion(tongue: Tongue, shell: str) -> str:
    """What a shell sources, in the reader's language."""
    from app.cli import make_parser
    from app.command_tree import read_commands
    from app.completion import make_completion

    return make_completion(shell, read_commands(make_parser(tongue.say)))


def run_doctor(home: Home, tongue: Tongue) -> Document:
    """Look at everything and change nothing."""
    from app.doctor.examine import examine, look_around, to_document
    from app.doctor.words import name_findings

    return name_findings(tongue, to_document(home, examine(home, look_around())))


def run_support_bundle(home: Home, typed: str) -> Document:
    """Write the bundle. Raises AppError: bundle-exists, bundle-unwritable."""
    from pathlib import Path

    from app.doctor.examine import look_around
    from app.support_bundle import name_bundle, write_bundle

    place = look_around()
    return write_bundle(home, Path(typed or name_bundle(place.now_ms)).expanduser().absolute(), place)


STEPS: Final = {
    "version": ("les versions", "versions"),
    "modules": ("le programme se charge en entier", "the whole program loads"),
    "data": ("ses tables et ses listes de mots", "its tables and lists of words"),
    "signatures": (
        "les signatures, vérifiées par un second programme",
        "signatures, checked by a second program",
    ),
    "commune": ("deux voisins : rejoindre, payer, tout recalculer", "two neighbours: join, pay, verify"),
    "window": ("la fenêtre se dessine", "the window is drawn"),
}
"""What each step of the self-check is about."""


def make_teller(tongue: Tongue, write: Callable[[str], object]) -> Callable[[str], None]:
    """Says a step before it begins: some take a while."""

    def tell(step: str) -> None:
        write(f"  {tongue.say(*STEPS[step])}…\n")

    return tell


def say_self_check(t: Tongue, document: Mapping[str, Any]) -> Lines:
    """Each step with what it took, then what is and is not here."""
    for step in document["steps"]:
        took = t.count(-(-int(step["took_ms"]) // 1_000), ("s", "s"), ("s", "s"))
        yield f"✓ {t.say(*STEPS[step['step']]):<50} {took}"
    versions = document["steps"][0]["versions"]
    yield t.say(
        f"Voisinage {versions['voisinage']} est complet sur cet ordinateur.",
        f"Voisinage {versions['voisinage']} is whole on this computer.",
    )
    if all(step["step"] != "window" for step in document["steps"]):
        yield t.say("Il n'y a pas de fenêtre dans cette installation.", "There is no window in this one.")
    if document["home"]:
        yield (
            t.say("Les essais et les images sont dans : ", "Trials and pictures are in: ") + document["home"]
        )


def say_bundle(t: Tongue, document: Mapping[str, Any]) -> Lines:
    """What was written, what is in it, what is not, that nothing left."""
    size = t.count(-(-int(document["size_bytes"]) // 1024), ("Kio", "Kio"), ("KiB", "KiB"))
    yield t.say(f"Écrit ({size}) : ", f"Written ({size}): ") + str(document["file"])
    yield t.say("Dedans :", "In it:")
    for names, french, english in (
        ("doctor.json", "ce que dit voisinage doctor", "what voisinage doctor says"),
        ("versions.json", "les versions du programme et du système", "versions of program and system"),
        ("config.json", "vos réglages, sans adresses", "your preferences, without addresses"),
        ("store.json, files.json", "combien de lignes, quels fichiers", "how many rows, which files"),
        ("log/", "le journal du programme, secrets masqués", "the program's log, secrets hidden"),
    ):
        yield f"  {names:<24}{t.say(french, english)}"
    yield t.say(
        "Il n'y a ni clés, ni mots, ni invitations, ni noms, ni messages, ni montants.",
        "There are no keys, no words, no invitations, no names, no messages, no amounts.",
    )
    yield t.say(
        "Rien n'a été envoyé : regardez dedans, puis donnez-le à qui vous aide.",
        "Nothing was sent: look inside, then hand it to whoever helps you.",
    )


def say_script(_t: Tongue, document: Mapping[str, Any]) -> Lines:
    """The script itself, line by line."""
    yield from document["script"]


WORDS: Final[Mapping[str, Callable[[Tongue, Mapping[str, Any]], Lines]]] = {
    "support-bundle": say_bundle,
    "completion": say_script,
    "self-check": say_self_check,
}
