# SPDX-License-Identifier: AGPL-3.0-or-later
"""A reader of command lines that speaks the reader's language, argparse's own words included.

Its sentences are turned one by one; one it says in another release stays as it is, and a test finds it.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable, Sequence
from typing import Any, Final, NoReturn

Say = Callable[[str, str], str]
"""Chooses between the French and the English of one sentence."""


def read_path(text: str) -> str:
    """A typed path from the root on: a program that runs already stands in another folder."""
    return os.path.abspath(os.path.expanduser(text))


def check_day(text: str) -> str:
    """The same text, if it is a day whenever it is read. Raises ValueError."""
    from app.day_words import read_day  # for who types one alone

    read_day(text, _SOME_DAY)
    return text


_SOME_DAY: Final = 20_000
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

ARGUMENTS: Final = {
    "before": ("--before", "--before"), "days": ("--days", "--days"), "days_ms": ("--days", "--days"),
    "device": ("numéro", "number"), "duration_ms": ("--days", "--days"), "event": ("numéro", "number"),
    "first_day": ("--from", "--from"), "index_wh": ("--index", "--index"), "limit": ("--limit", "--limit"),
    "lines": ("lignes", "lines"), "me": ("--me", "--me"), "members": ("noms", "names"),
    "memo": ("--memo", "--memo"), "meter": ("compteur", "meter"), "minute": ("--at", "--at"),
    "offer": ("annonce", "listing"), "on": ("--on", "--on"), "order": ("commande", "order"),
    "price": ("--price", "--price"), "prices": ("prix", "prices"), "proposal": ("proposition", "proposal"),
    "purpose": ("--purpose", "--purpose"), "quantity": ("--quantity", "--quantity"),
    "recovery": ("numéro", "number"), "save": ("--save", "--save"), "search": ("--search", "--search"),
    "service": ("numéro", "number"), "shares": ("parts", "shares"), "sheet": ("--sheet", "--sheet"),
    "since": ("--since", "--since"), "source": ("de", "from"), "stock": ("--stock", "--stock"),
    "target": ("vers", "to"), "text": ("texte", "text"), "tilt": ("--tilt", "--tilt"), "to": ("--to", "--to"),
    "until": ("--until", "--until"), "watts_peak": ("--watts-peak", "--watts-peak"),
    "azimuth": ("--azimuth", "--azimuth"),
}  # fmt: skip
"""An argument of a request, as whoever typed the command knows it: `FRENCH_NAMES` has the others."""

_SENTENCES: Final = tuple(
    (re.compile(pattern, re.DOTALL), french)
    for pattern, french in (
        (r"the following arguments are required: (?P<names>.*)", r"il manque : \1"),
        (r"unrecognized arguments: (.*)", r"mot inconnu : \1"),
        (r"one of the arguments (?P<names>.*) is required", r"il faut l'un de : \1"),
        (r"argument (?P<names>\S+): not allowed with argument (.*)", r"\1 : ne va pas avec \2"),
        (
            r"argument (?P<names>.+?): invalid choice: (.*) \(choose from (.*)\)",
            r"\1 : \2 n'est pas possible (au choix : \3)",
        ),
        (r"argument (?P<names>.+?): expected one argument", r"\1 : il manque une valeur"),
        (r"argument (?P<names>.+?): expected at least one argument", r"\1 : il faut une valeur au moins"),
        (r"argument (?P<names>.+?): expected at most one argument", r"\1 : une valeur au plus"),
        (r"argument (?P<names>.+?): ignored explicit argument (.*)", r"\1 : ne prend pas de valeur (\2)"),
    )
)
_WRONG_VALUE: Final = re.compile(r"argument (?P<names>.+?): invalid (\S+) value: (.*)", re.DOTALL)
_TOO_FEW: Final = re.compile(r"argument (?P<names>.+?): expected (\d+) arguments")
_KINDS: Final = {
    "check_day": (
        "n'est pas un jour : écrivez 26/11/2026, 26/11, hier, aujourd'hui, demain ou lundi",
        "is no day: write 2026-11-26, 26/11 (day, then month), yesterday, today, tomorrow or monday",
    ),
    "_seconds": ("ne va pas : de 1 à 600 secondes", "will not do: from 1 to 600 seconds"),
    "_setting": (
        "ne se lit pas : écrivez NOM=VALEUR, un nombre entier",
        "cannot be read: write NAME=VALUE, a whole number",
    ),
    "_yes_or_no": ("ne va pas : oui ou non", "will not do: yes or no"),
    "int": ("n'est pas un nombre entier", "is no whole number"),
    "read_minute": ("n'est pas une heure : écrivez 14:30", "is no time of day: write 14:30"),
}
"""What was typed is not of the kind an option takes, by the function that reads it."""
_ACTION: Final = "…"
"""The name of the word that says what to do."""
_NEAR: Final = 0.6
_SHOWN_MAX: Final = 12
_HEADINGS: Final = {"positional arguments": "mots", "options": "options"}
_USAGE: Final = ("usage : ", "usage: ")
_HELP: Final = ("montrer cette aide", "show this help")


def say_in_french(message: str) -> str:
    """The same message in French, as far as its sentence is known."""
    typed, mark, choices = message.partition(" (choose from ")
    message = _quote(typed) + mark + choices.replace("'", "")
    for pattern, french in _SENTENCES:
        if match := pattern.fullmatch(message):
            return match.expand(french.replace(r"\1", _name_group(match)))
    return message


def _quote(text: str) -> str:
    """What was typed, between French marks where argparse put its own."""
    return re.sub(r"(?<!\w)'([^']*)'(?!\w)", r"« \1 »", text)


def _say_wrong_value(match: re.Match[str]) -> tuple[str, str]:
    """« --since : '2026-02-30' n'est pas un jour », and what is one."""
    french, english = _KINDS.get(match[2], ("ne se lit pas", "cannot be read"))
    name, shown = match["names"], match[3]
    return f"{FRENCH_NAMES.get(name, name)} : {_quote(shown)} {french}", f"{name}: {shown} {english}"


def _say_action(message: str, actions: Sequence[str]) -> tuple[str, str] | None:
    """The word that says what to do is missing, or is none of them."""
    known = ", ".join(actions)
    if message == f"the following arguments are required: {_ACTION}":
        return f"dites quoi faire, au choix : {known}", f"say what to do, one of: {known}"
    unknown = re.match(rf"argument {_ACTION}: invalid choice: (['\"])(.*?)\1 \(", message, re.DOTALL)
    if unknown is None:
        return None
    from difflib import get_close_matches  # seldom needed

    typed = unknown[2]
    near = ", ".join(get_close_matches(typed, actions, cutoff=_NEAR))
    if near:
        return (
            f"commande inconnue : « {typed} » ; peut-être : {near}",
            f"unknown command: '{typed}'; perhaps: {near}",
        )
    if len(actions) > _SHOWN_MAX:
        return (
            f"commande inconnue : « {typed} » ; voir voisinage --help",
            f"unknown command: '{typed}'; see voisinage --help",
        )
    return (
        f"commande inconnue : « {typed} » (au choix : {known})",
        f"unknown command: '{typed}' (one of: {known})",
    )


def _name_group(match: re.Match[str]) -> str:
    """The names that the first group holds, in French; what somebody typed stays as it is."""
    if "names" not in match.re.groupindex:
        return r"\1"
    names = ", ".join(FRENCH_NAMES.get(name, name) for name in match["names"].split(", "))
    return names.replace("\\", r"\\")


class WrongUsage(Exception):
    """What was typed is no command."""

    def __init__(self, message: str, usage: str, help_line: str) -> None:
        super().__init__(message)
        self.usage = usage
        self.help_line = help_line
        """That nothing came of it, and where it is said what to type."""


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

    def _list_actions(self) -> list[str]:
        groups = self._subparsers._group_actions if self._subparsers is not None else []
        return [str(name) for group in groups for name in group.choices or ()]

    def _say_too_few(self, match: re.Match[str]) -> tuple[str, str]:
        """« --price : il faut 2 valeurs, montant et unité »."""
        name, count = match["names"], match[2]
        action = next((one for one in self._actions if name in one.option_strings), None)
        words = action.metavar if action is not None and isinstance(action.metavar, tuple) else ()
        which = [f", {mark.join(words).lower()}" if words else "" for mark in (" et ", " and ")]
        shown = FRENCH_NAMES.get(name, name)
        return f"{shown} : il faut {count} valeurs{which[0]}", f"{name}: {count} values are needed{which[1]}"

    def error(self, message: str) -> NoReturn:
        told = _say_action(message, self._list_actions())
        if told is None and (wrong := _WRONG_VALUE.fullmatch(message)):
            told = _say_wrong_value(wrong)
        if told is None and (few := _TOO_FEW.fullmatch(message)):
            told = self._say_too_few(few)
        raise WrongUsage(
            self._say(*(told or (say_in_french(message), message))), self.format_usage(), self._say_help()
        )

    def _say_help(self) -> str:
        return self._say(
            f"Rien n'a été fait : {self.prog} --help dit quoi écrire.",
            f"Nothing was done: {self.prog} --help says what to write.",
        )
