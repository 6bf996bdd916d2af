# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands as values, read from the parser itself: for shells that complete them and for the manual.

Nothing is listed twice: a command added to `cli` is in the completion and in the manual page by that alone.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

Taken = Literal["none", "value", "choice", "file", "folder"]
_FOLDER: Final = "--home"
_FILES: Final = frozenset({"file", "--file"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """An option, or an argument without dashes."""

    names: tuple[str, ...]
    """`--json`, `-h`; of an argument, what the help calls it."""
    help: str
    takes: Taken = "value"
    count: int = 1
    """Values one use of it takes."""
    value: str = ""
    """How the help names the value."""
    choices: tuple[str, ...] = ()
    is_needed: bool = False
    is_repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command, or the program itself."""

    path: tuple[str, ...]
    help: str
    options: tuple[Word, ...]
    arguments: tuple[Word, ...]
    children: tuple[Command, ...] = ()

    def walk(self) -> Iterator[Command]:
        """This one and all below, in the order of the help."""
        yield self
        for child in self.children:
            yield from child.walk()


def read_commands(parser: argparse.ArgumentParser) -> Command:
    """The tree of a parser."""
    return _read(parser, (), parser.description or "")


def _read(parser: argparse.ArgumentParser, path: tuple[str, ...], text: str) -> Command:
    options: list[Word] = []
    arguments: list[Word] = []
    children: list[Command] = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {row.dest: row.help or "" for row in action._choices_actions}
            below = cast("dict[str, argparse.ArgumentParser]", action.choices)
            for name, child in below.items():
                children.append(_read(child, (*path, name), helps.get(name, "")))
        elif action.help != argparse.SUPPRESS:
            (options if action.option_strings else arguments).append(_read_word(action))
    return Command(
        path=path,
        help=text,
        options=tuple(options),
        arguments=tuple(arguments),
        children=tuple(children),
    )


def _read_word(action: argparse.Action) -> Word:
    metavar: Any = action.metavar
    shown = (
        " ".join(cast("tuple[str, ...]", metavar))
        if isinstance(metavar, tuple)
        else str(metavar or action.dest)
    )
    if shown.isalpha():
        shown = shown.upper()
    choices = tuple(str(choice) for choice in action.choices or ())
    names = tuple(action.option_strings) or ("{" + ",".join(choices) + "}" if choices else shown,)
    takes: Taken = "value"
    if action.nargs == 0:
        takes = "none"
    elif choices:
        takes = "choice"
    elif _FOLDER in names:
        takes = "folder"
    elif action.dest in _FILES:
        takes = "file"
    return Word(
        names=names,
        help=action.help or "",
        takes=takes,
        count=action.nargs if isinstance(action.nargs, int) else 1,
        value="" if takes == "none" else "|".join(choices) or shown,
        choices=choices,
        is_needed=action.required,
        is_repeated=action.nargs in ("+", "*") or isinstance(action, argparse._AppendAction),
    )
