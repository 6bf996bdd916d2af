# SPDX-License-Identifier: AGPL-3.0-or-later
"""The manual page, man(7) source made from the commands themselves; `scripts/make_man.py` writes it.

French and English say the same: their sentences stand side by side here, those of the commands in `cli`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from typing import Final

from app.command_tree import Command, Word

Say = Callable[[str, str], str]

_WIDTH: Final = 80
_ABOUT: Final = (
    (
        "Voisinage tient l'économie et le conseil d'un village sur les ordinateurs de ses habitants, sans"
        " serveur. Chaque commande est un acte ou une question d'un habitant ; la fenêtre fait les mêmes.",
        "Voisinage keeps a village's economy and council on its residents' computers, with no server."
        " Each command is an act or a question of a resident; the window does the same ones.",
    ),
    (
        "Sans commande, la fenêtre s'ouvre. Tant qu'une fenêtre ou « voisinage node » tourne sur un dossier,"
        " c'est elle qui répond ; sinon la commande fait son travail seule, et ce qu'elle a signé part au"
        " prochain démarrage.",
        "Without a command, the window opens. While a window or “voisinage node” runs on a folder, it"
        " answers; otherwise the command does its work alone, and what it signed leaves at the next start.",
    ),
)
_FILES: Final = (
    ("commune.db", "ce que la commune a scellé et ce qui attend",
     "what the commune has sealed and what waits"),
    ("votes.db", "ce que cet ordinateur a signé comme témoin ; à ne jamais remettre d'une sauvegarde",
     "what this computer signed as a witness; never to be put back from a backup"),
    ("history.db", "l'histoire d'avant vous, tant qu'elle arrive", "the past before you, while it arrives"),
    ("curve.db", "les courbes de vos compteurs, qui ne partent jamais",
     "your meters' curves, which never leave"),
    ("keys/", "vos clés", "your keys"),
    ("config.json", "vos réglages", "your preferences"),
    ("log/", "le journal du programme", "the program's log"),
)  # fmt: skip
_STATUS: Final = (
    ("0", "fait", "done"),
    ("1", "refusé, avec le motif ; pour doctor : il y a quelque chose à faire",
     "refused, with the reason; of doctor: there is something to do"),
    ("2", "la commande ne se lit pas", "the command cannot be read"),
)  # fmt: skip
_EXAMPLES: Final = (
    ("voisinage join - --me François", "rejoindre une commune, le code collé sur l'entrée",
     "join a commune, the code pasted on the input"),
    ("voisinage pay Marie 25 kWh --memo merci --wait", "payer, et attendre que ce soit définitif",
     "pay, and wait until it is final"),
    ("voisinage status --json", "où en est cet ordinateur, pour un programme",
     "how this computer is, for a program"),
    ("voisinage doctor", "ce qui ne va pas ici, et que faire", "what is wrong here, and what to do"),
    ("source <(voisinage completion bash)", "compléter les commandes à la touche Tab",
     "complete commands at Tab"),
)  # fmt: skip


def make_manual(tree: Command, say: Say, version: str) -> str:
    """The page's source."""
    return "\n".join(part for line in _page(tree, say, version) for part in _wrap(line)) + "\n"


def _wrap(line: str) -> list[str]:
    """Text on lines a person can read, none of which begins as a request would."""
    if line.startswith(".") or len(line) <= _WIDTH:
        return [line]
    return [
        "\\&" + part if part.startswith((".", "'")) else part
        for part in textwrap.wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False)
    ]


def _escape(text: str) -> str:
    """Text that troff sets as it is; a line that would begin as a request is guarded."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("’", "'").replace("'", "\\(aq")
    text = text.replace("\u202f", "\\~").replace("\u00a0", "\\~")
    return "\\&" + text if text.startswith((".", "\\(aq")) else text


def _page(tree: Command, say: Say, version: str) -> Iterator[str]:
    yield '.\\" Made by scripts/make_man.py from the commands themselves: change those, then run it again.'
    yield f'.TH VOISINAGE 1 "" "Voisinage {version}" "{_escape(say("Commandes", "User Commands"))}"'
    yield ".SH " + say("NOM", "NAME")
    yield _escape("voisinage") + " \\- " + _escape(_first_low(tree.help.rstrip(".")))
    yield ".SH " + say("SYNOPSIS", "SYNOPSIS")
    yield ".B voisinage"
    yield f"[\\fIoptions\\fR] [\\fI{say('commande', 'command')}\\fR ...]"
    yield ".SH DESCRIPTION"
    for number, paragraph in enumerate(_ABOUT):
        if number:
            yield ".PP"
        yield _escape(say(*paragraph))
    yield ".SH OPTIONS"
    yield _escape(say("Toutes les commandes prennent aussi celles-ci.", "Every command takes these too."))
    for option in tree.options:
        yield from _word(option)
    yield ".SH " + say("COMMANDES", "COMMANDS")
    common = {name for option in tree.options for name in option.names}
    for command in tree.walk():
        if command.path and not command.children:
            yield from _command(command, common)
    yield from _tail(say)


def _first_low(text: str) -> str:
    return text[:1].lower() + text[1:]


def _command(command: Command, common: set[str]) -> Iterator[str]:
    options = [option for option in command.options if not common & set(option.names)]
    yield ".SS " + _escape(" ".join(("voisinage", *command.path)))
    usage = [
        f"\\fB{_escape(' '.join(command.path))}\\fR",
        *(_use(word) for word in (*options, *command.arguments)),
    ]
    yield " ".join(usage)
    yield ".br"
    yield _escape(command.help[:1].upper() + command.help[1:]) + "."
    for word in (*command.arguments, *options):
        if word.help or word.choices:
            yield from _word(word)


def _use(word: Word) -> str:
    is_option = word.names[0].startswith("-")
    shown = f"\\fI{_escape(word.value)}\\fR"
    if is_option:
        shown = f"\\fB{_escape(word.names[-1])}\\fR" + (f" {shown}" if word.takes != "none" else "")
    if word.is_repeated:
        shown += " ..."
    return shown if word.is_needed else f"[{shown}]"


def _word(word: Word) -> Iterator[str]:
    yield ".TP"
    names = ", ".join(f"\\fB{_escape(name)}\\fR" for name in word.names)
    if not word.names[0].startswith("-"):
        names = f"\\fI{_escape(word.value)}\\fR"
    elif word.takes != "none":
        names += f" \\fI{_escape(word.value)}\\fR"
    yield names
    yield _escape(word.help or word.value.replace("|", ", "))


def _tail(say: Say) -> Iterator[str]:
    yield ".SH " + say("CODE DE RETOUR", "EXIT STATUS")
    yield from _table(_STATUS, say)
    yield ".SH " + say("ENVIRONNEMENT", "ENVIRONMENT")
    yield from _table(
        (
            (
                "VOISINAGE_HOME",
                "le dossier de votre compte, sauf --home",
                "your account's folder, unless --home",
            ),
            (
                "LANG, LC_ALL",
                "le français, sauf si elles disent l'anglais",
                "French, unless they say English",
            ),
        ),
        say,
    )
    yield ".SH " + say("FICHIERS", "FILES")
    yield _escape(
        say(
            "Dans le dossier de votre compte, fermé aux autres (~/.local/share/voisinage sous Linux) :",
            "In your account's folder, closed to others (~/.local/share/voisinage on Linux):",
        )
    )
    yield from _table(_FILES, say)
    yield ".SH " + say("EXEMPLES", "EXAMPLES")
    for number, (command, french, english) in enumerate(_EXAMPLES):
        if number:
            yield ".PP"
        yield _escape(say(french, english)) + say("\\~:", ":")
        yield ".PP"
        yield ".EX"
        yield "  " + _escape(command)
        yield ".EE"


def _table(rows: tuple[tuple[str, str, str], ...], say: Say) -> Iterator[str]:
    for name, french, english in rows:
        yield ".TP"
        yield f"\\fB{_escape(name)}\\fR"
        yield _escape(say(french, english))
