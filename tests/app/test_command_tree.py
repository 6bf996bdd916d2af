# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands as values are those of the parser."""

from __future__ import annotations

from app.cli import DESK_COMMANDS, make_parser
from app.cli_format import Tongue
from app.command_tree import Command, read_commands

TREE = read_commands(make_parser(Tongue("en").say))


def get(*path: str) -> Command:
    return next(command for command in TREE.walk() if command.path == path)


def test_every_command_is_there_with_its_help() -> None:
    paths = {".".join(command.path) for command in TREE.walk()}
    assert {name for name in DESK_COMMANDS if name not in paths} == set()
    assert [command.path for command in TREE.walk() if not command.help] == []


def test_what_words_take() -> None:
    taken = {option.names[-1]: option.takes for option in get("meter", "add").options}
    assert (taken["--side"], taken["--file"], taken["--home"], taken["--wait"], taken["--tilt"]) == (
        "choice", "file", "folder", "none", "value",
    )  # fmt: skip
    price = next(option for option in get("offer", "add").options if "--price" in option.names)
    assert (price.count, price.value, price.is_needed, price.is_repeated) == (2, "AMOUNT UNIT", True, True)
    shares = get("allocate").arguments[0]
    assert (shares.names, shares.is_repeated) == (("POST=PERCENT",), True)


def test_what_is_for_trials_alone_is_not_shown() -> None:
    assert "--duration-ms" not in {name for option in get("propose", "text").options for name in option.names}
