# SPDX-License-Identifier: AGPL-3.0-or-later
"""A reader of command lines that speaks the reader's language, argparse's own words included.

Its sentences are turned one by one; one it says in another release stays as it is, and a test finds it.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable
from typing import Any, Final, NoReturn

Say = Callable[[str, str], str]
"""Chooses between the French and the English of one sentence."""


def read_path(text: str) -> str:
    """A typed path from the root on: a program that runs already stands in another folder."""
    return os.path.abspath(os.path.expanduser(text))


_NUMBER: Final = re.compile(r"^-[\d.,:  ]+[a-zA-Z]*[\d]*$")
"""« -3,5 » and « -1h30 » are refused amounts, not unknown options."""

FRENCH_NAMES: Final = {
    "AMOUNT": "MONTANT", "AMOUNT UNIT": "MONTANT UNITÉ", "CODE": "CODE", "DATE": "DATE", "DEG": "DEGRÉS",
    "DIR": "DOSSIER", "FILE": "FICHIER", "FILE.pdf": "FICHIER.pdf", "FILE.zip": "FICHIER.zip",
    "FROM": "DEPUIS", "HH:MM": "HH:MM", "ID": "NUMÉRO", "LATITUDE": "LATITUDE", "LINE": "LIGNE",
    "LONGITUDE": "LONGITUDE", "ME": "NOM", "MEMBER": "NOM", "MEMO": "MOT", "MULTIADDR": "ADRESSE",
    "N": "N", "NAME": "NOM", "NAME=VALUE": "NOM=VALEUR", "NUMBER": "NUMÉRO", "PLACE": "PLACE",
    "POST=PERCENT": "POSTE=POURCENT", "POT": "POT", "PURPOSE": "BUT", "S": "S", "SEARCH": "MOTS",
    "TEXT": "TEXTE", "TITLE": "TITRE", "TO": "VERS", "UNIT": "UNITÉ", "W": "W", "WH": "WH", "WHO": "NOM",
    "WORDS": "MOTS", "amount": "montant", "choice": "choix", "code": "code", "duration": "durée",
    "file": "fichier", "member": "voisin", "name": "nom", "role": "rôle", "shell": "shell",
    "title": "titre", "topic": "sujet", "unit": "unité", "version": "version", "worth": "valeur",
}  # fmt: skip
"""How a French reader is shown what an option or a word takes; what is typed is the same for both."""

_SENTENCES: Final = tuple(
    (re.compile(pattern, re.DOTALL), french)
    for pattern, french in (
        (r"the following arguments are required: (?P<names>.*)", r"il manque : \1"),
        (r"unrecognized arguments: (.*)", r"mot inconnu : \1"),
        (r"one of the arguments (?P<names>.*) is required", r"il faut l'un de : \1"),
        (r"argument (?P<names>\S+): not allowed with argument (.*)", r"\1 : ne va pas avec \2"),
        (r"argument …: invalid choice: (.*) \(choose from .*\)", r"commande inconnue : \1"),
        (
            r"argument (?P<names>.+?): invalid choice: (.*) \(choose from (.*)\)",
            r"\1 : \2 n'est pas possible (au choix : \3)",
        ),
        (r"argument (?P<names>.+?): expected one argument", r"\1 : il manque une valeur"),
        (r"argument (?P<names>.+?): expected (\d+) arguments", r"\1 : il faut \2 valeurs"),
        (r"argument (?P<names>.+?): expected at least one argument", r"\1 : il faut une valeur au moins"),
        (r"argument (?P<names>.+?): expected at most one argument", r"\1 : une valeur au plus"),
        (r"argument (?P<names>.+?): ignored explicit argument (.*)", r"\1 : ne prend pas de valeur (\2)"),
        (r"argument (?P<names>.+?): invalid \S+ value: (.*)", r"\1 : \2 ne se lit pas"),
    )
)
_UNKNOWN_ACTION: Final = re.compile(r"argument …: invalid choice: (.*) \(choose from ", re.DOTALL)
_HEADINGS: Final = {"positional arguments": "mots", "options": "options"}
_USAGE: Final = ("usage : ", "usage: ")
_HELP: Final = ("montrer cette aide", "show this help")


def say_in_french(message: str) -> str:
    """The same message in French, as far as its sentence is known."""
    for pattern, french in _SENTENCES:
        if match := pattern.fullmatch(message):
            return match.expand(french.replace(r"\1", _name_group(match)))
    return message


def _name_group(match: re.Match[str]) -> str:
    """The names that the first group holds, in French; what somebody typed stays as it is."""
    if "names" not in match.re.groupindex:
        return r"\1"
    names = ", ".join(FRENCH_NAMES.get(name, name) for name in match["names"].split(", "))
    return names.replace("\\", r"\\")


class WrongUsage(Exception):
    """What was typed is no command."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.usage = usage


class Parser(argparse.ArgumentParser):
    """Takes negative amounts as words; says what is wrong to `parse` instead of ending the program."""

    def __init__(self, *, say: Say, **options: Any) -> None:
        with_help = options.pop("add_help", True)
        self._say = say
        super().__init__(allow_abbrev=False, add_help=False, **options)
        self._negative_number_matcher = _NUMBER
        for group in self._action_groups:
            title = str(group.title)
            group.title = say(_HEADINGS.get(title, title), title)
        if with_help:
            self.add_argument("-h", "--help", action="help", help=say(*_HELP))

    def _add_action(self, action: argparse.Action) -> argparse.Action:
        if action.nargs != 0 and not action.choices:
            shown = action.metavar or (action.dest.upper() if action.option_strings else action.dest)
            names = (shown,) if isinstance(shown, str) else shown
            said = tuple(self._say(FRENCH_NAMES.get(name, name), name) for name in names)
            if said != names:
                action.metavar = said[0] if isinstance(shown, str) else said
        return super()._add_action(action)

    def format_usage(self) -> str:
        return self._name_usage(super().format_usage())

    def format_help(self) -> str:
        return self._name_usage(super().format_help())

    def _name_usage(self, text: str) -> str:
        return self._say(*_USAGE) + text.removeprefix("usage: ")

    def error(self, message: str) -> NoReturn:
        told = self._say(say_in_french(message), message)
        raise WrongUsage(self._tell_actions(message) or told, self.format_usage())

    def _tell_actions(self, message: str) -> str:
        """What is wrong with the word after a command that has several, and which there are; else empty."""
        groups = (one for one in self._actions if isinstance(one.choices, dict) and one.dest == "action")
        group = next(groups, None)
        if group is None or group.choices is None:
            return ""
        words = ", ".join(group.choices)
        if message == "the following arguments are required: …":
            return self._say(f"il manque un mot : {words}", f"one more word is needed: {words}")
        if match := _UNKNOWN_ACTION.match(message):
            typed = match[1]
            return self._say(
                f"commande inconnue : {typed} (au choix : {words})",
                f"unknown command: {typed} (one of: {words})",
            )
        return ""
