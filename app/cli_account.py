# SPDX-License-Identifier: AGPL-3.0-or-later
"""`backup`: the 24 words, their sheet, the backup file, a restoration tried for nothing."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TextIO

from app.cli_format import Tongue, get_quantity
from app.cli_usage import Say, read_path
from app.facade_elision import say_of

NAMES: Final = ("backup",)
COMMANDS: Final = frozenset({"backup"})
_TYPED_MAX: Final = 8_192

Document = Mapping[str, Any]
Lines = Iterator[str]


def add_backup(table: Any) -> None:
    """Add the command."""
    say = table.say
    backup = table.add("backup", "vos 24 mots et votre sauvegarde", "your 24 words and your backup")
    what = backup.add_mutually_exclusive_group()
    what.add_argument(
        "--show",
        action="store_true",
        default=None,
        help=say("montrer les 24 mots, à l'écran seulement", "show the 24 words, on a screen only"),
    )
    for name, metavar, french, english in (
        ("--sheet", "FILE.pdf", "écrire la feuille des 24 mots à imprimer", "write the sheet to print"),
        ("--save", "FILE", "écrire le fichier de sauvegarde", "write the backup file"),
    ):
        what.add_argument(name, type=read_path, metavar=metavar, help=say(french, english))
    what.add_argument(
        "--done",
        action="store_true",
        default=None,
        help=say(
            "dire que les mots sont sur papier : ils sont lus sur l'entrée, puis effacés d'ici",
            "say that the words are on paper: they are read on the input, then erased here",
        ),
    )
    what.add_argument(
        "--try",
        dest="trial",
        action="store_true",
        default=None,
        help=say(
            "essayer la restauration, les 24 mots lus sur l'entrée ; rien n'est signé ni changé",
            "try a restoration, the 24 words read on the input; nothing is signed or changed",
        ),
    )
    backup.add_argument(
        "--file",
        type=read_path,
        metavar="FILE",
        help=say("avec --try : ce fichier de sauvegarde aussi", "with --try: this backup file too"),
    )


def add_file(parser: argparse.ArgumentParser, say: Say) -> None:
    """`restore --file`."""
    parser.add_argument(
        "--file",
        type=read_path,
        metavar="FILE",
        help=say(
            "votre fichier de sauvegarde, qui dit aussi où joindre la commune",
            "your backup file, which also says where to reach the commune",
        ),
    )


# --- what is read after it ---------------------------------------------------------------------------------


def say_backup(t: Tongue, document: Document) -> Lines:
    """Whatever the command did."""
    if "trial" in document:
        yield from _say_trial(t, document["trial"])
    elif "saved" in document:
        yield from _say_saved(t, document["saved"])
    elif "sheet" in document:
        yield t.say(f"Feuille écrite : {document['sheet']}", f"Sheet written: {document['sheet']}")
        yield t.say(
            "Imprimez-la, effacez le fichier, puis : voisinage backup --done.",
            "Print it, delete the file, then: voisinage backup --done.",
        )
    elif document.get("words"):
        yield from _say_words(t, document["words"])
    elif document.get("is_returning"):
        yield t.say(
            "Votre compte revient avec vos 24 mots : votre feuille vaut toujours.",
            "Your account comes back with your 24 words: your sheet holds good.",
        )
    elif document["backup_done"]:
        yield t.say("Vos 24 mots sont notés.", "Your 24 words are written down.")
    else:
        yield t.say(
            "Vos 24 mots ne sont pas encore notés : voisinage backup --show.",
            "Your 24 words are not written down yet: voisinage backup --show.",
        )


def _say_words(t: Tongue, words: list[str]) -> Lines:
    yield t.say(
        "Vos 24 mots, à noter sur papier et à ne montrer à personne :",
        "Your 24 words, to write on paper and to show to nobody:",
    )
    for row in range(0, len(words), 6):
        yield "  " + "  ".join(f"{row + i + 1:2d} {word}" for i, word in enumerate(words[row : row + 6]))
    yield t.say(
        "Une fois sur papier : voisinage backup --done. À imprimer : voisinage backup --sheet mots.pdf.",
        "Once on paper: voisinage backup --done. To print: voisinage backup --sheet words.pdf.",
    )


def _say_saved(t: Tongue, saved: Document) -> Lines:
    yield t.say(f"Sauvegarde écrite : {saved['file']}", f"Backup written: {saved['file']}")
    meters = t.count(saved["meters"], ("compteur", "compteurs"), ("meter", "meters"))
    days = t.count(saved["days"], ("jour de courbe", "jours de courbe"), ("day of curves", "days of curves"))
    yield f"  {meters} · {days}"
    yield t.say(
        "Vos 24 mots seuls l'ouvrent. Essayez-la : voisinage backup --try --file " + str(saved["file"]),
        "Your 24 words alone open it. Try it: voisinage backup --try --file " + str(saved["file"]),
    )


_PROBLEMS: Final = {
    "other-account": (
        "Ces 24 mots ouvrent un autre compte que celui-ci : ce n'est pas la bonne feuille.",
        "These 24 words open another account than this one: it is not the right sheet.",
    ),
    "unknown-account": (
        "Les mots sont les bons, mais la commune ne connaît pas encore ce compte : essayez plus tard.",
        "The words are right, but the commune does not know this account yet: try later.",
    ),
    "meters-missing": (
        "Le compte revient, mais la sauvegarde ne connaît que {meters} de vos {meters_all} compteurs :"
        " enregistrez-en une nouvelle, voisinage backup --save.",
        "The account comes back, but the backup knows {meters} of your {meters_all} meters only:"
        " save a new one, voisinage backup --save.",
    ),
}


def _say_trial(t: Tongue, trial: Document) -> Lines:
    if trial["problem"]:
        french, english = _PROBLEMS[trial["problem"]]
        yield t.say(french.format_map(trial), english.format_map(trial))
    else:
        name, village = trial["name"], trial["commune_name"]
        yield t.say(
            f"Cela marcherait : ces mots rouvrent le compte {say_of(name)}, {village}.",
            f"It would work: these words open the account of {name}, {village}.",
        )
    held = [line for line in trial["balances"] if get_quantity(line, "settled")]
    if held:
        yield t.say("Vos voisins vous rendraient :", "Your neighbours would give back:")
        for line in held:
            yield f"  {t.listed(line, 'settled')}"
    if trial["has_file"]:
        days = t.count(
            trial["days"], ("jour de courbe", "jours de courbe"), ("day of curves", "days of curves")
        )
        yield t.say("Le fichier rendrait : ", "The file would give back: ") + days
    if trial["problem"] != "other-account" and not trial["addresses"]:
        yield t.say(
            "Il faudrait aussi un code de la commune, même ancien, "
            "ou un fichier fait quand des voisins sont en ligne.",
            "A code of the commune would be needed too, even used, or a file saved with neighbours online.",
        )
    yield t.say("Rien n'a été signé ni changé.", "Nothing was signed or changed.")


WORDS: Final[Mapping[str, Callable[[Tongue, Document], Lines]]] = {"backup": say_backup}


# --- what is typed after the command -----------------------------------------------------------------------


def read_typed(t: Tongue, typed: TextIO, told: TextIO, *, is_code: bool = False) -> str:
    """The 24 words, or a code, from the input; asked for at a terminal, where an empty line ends them.

    Args:
        is_code: an invitation; the lines of a message before it may be empty.
    """
    if not typed.isatty():
        return typed.read(_TYPED_MAX)
    if is_code:
        asked = t.say("Collez le code d'invitation", "Paste the invitation code")
    else:
        asked = t.say("Écrivez vos 24 mots", "Write your 24 words")
    ends = t.say("puis une ligne vide (Entrée deux fois) :", "then an empty line (Enter twice):")
    told.write(f"{asked}, {ends}\n")
    told.flush()
    text = ""
    while len(text) < _TYPED_MAX and (line := typed.readline(_TYPED_MAX)):
        text += line
        if not line.strip() and ("VOISINAGE-" in text.upper() if is_code else text.strip()):
            break
    return text
