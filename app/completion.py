# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a shell loads to complete our commands: bash, zsh or fish, made from the parser at each call.

    source <(voisinage completion bash)      in ~/.bashrc
    source <(voisinage completion zsh)       in ~/.zshrc, after compinit
    voisinage completion fish | source       in ~/.config/fish/config.fish

The law: the shell needs nothing of ours while a person types; no process is started at a Tab.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from app.command_tree import Command, Word


def make_completion(shell: str, tree: Command) -> str:
    """The text a shell of that name sources."""
    makers: Mapping[str, Callable[[Command], Iterator[str]]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
    return "\n".join(makers[shell](tree)) + "\n"


def _quote(text: str) -> str:
    """One word for any shell of the three."""
    return "'" + text.replace("\\", "\\\\").replace("'", "’") + "'"


def _at(command: Command) -> str:
    return " ".join(command.path)


# --- where the cursor is -----------------------------------------------------------------------------------

_WALK: Final = """\
  # Which command was typed so far ($at), how many of its arguments ($place), whether a value is awaited.
  local at="" place=0 skip=0 awaited="" word i
  for ((i = FIRST; i < CURSOR; i++)); do
    word=${WORDS[i]}
    if ((skip > 0)); then
      ((skip--)) || true
    elif [[ $word == -* ]]; then
      _voisinage_values "$at" "$word"
      skip=$values awaited=$word
    elif _voisinage_is_command "${at:+$at }$word"; then
      at="${at:+$at }$word" place=0
    else
      ((place++)) || true
    fi
  done
  ((skip > 0)) || awaited=""
"""
"""The same in bash and zsh, but for the names of the words and where they begin."""


def _values_function(tree: Command) -> Iterator[str]:
    yield "_voisinage_values() {"
    yield '  values=0; case "$1 $2" in'
    for command in tree.walk():
        for option in command.options:
            if option.takes != "none":
                names = "|".join(f'"{_at(command)} {name}"' for name in option.names)
                yield f"    {names}) values={option.count};;"
    yield "  esac"
    yield "}"


def _is_command_function(tree: Command) -> Iterator[str]:
    paths = "|".join(f'"{_at(command)}"' for command in tree.walk() if command.path)
    yield "_voisinage_is_command() {"
    yield f'  case "$1" in {paths}) return 0;; esac; return 1'
    yield "}"


def _cases(tree: Command, fill: Callable[[Word], str]) -> Iterator[str]:
    """What may stand as a value of an option (`at --option`) or as an argument (`at 0`, `at 1`, …)."""
    for command in tree.walk():
        for option in command.options:
            if option.takes != "none":
                names = "|".join(f'"{_at(command)} {name}"' for name in option.names)
                yield f"    {names}) {fill(option)};;"
        for number, argument in enumerate(command.arguments):
            place = f'"{_at(command)} "*' if argument.is_repeated else f'"{_at(command)} {number}"'
            yield f"    {place}) {fill(argument)};;"


# --- bash --------------------------------------------------------------------------------------------------


def _bash(tree: Command) -> Iterator[str]:
    yield "# voisinage: completion for bash, made from its commands: source <(voisinage completion bash)"
    yield from _values_function(tree)
    yield from _is_command_function(tree)
    yield "_voisinage() {"
    yield '  local cur=${COMP_WORDS[COMP_CWORD]} values=0 commands="" options="" kind="" choices=""'
    yield _WALK.replace("FIRST", "1").replace("CURSOR", "COMP_CWORD").replace("WORDS[", "COMP_WORDS[")
    yield '  case "$at" in'
    for command in tree.walk():
        names = " ".join(child.path[-1] for child in command.children)
        options = " ".join(name for option in command.options for name in option.names)
        yield f'    "{_at(command)}") commands="{names}" options="{options}";;'
    yield "  esac"
    yield '  case "$at ${awaited:-$place}" in'
    yield from _cases(tree, lambda word: f'kind={word.takes} choices="{" ".join(word.choices)}"')
    yield "  esac"
    yield "  local IFS=$'\\n'"
    yield "  if [[ -z $awaited && $cur == -* ]]; then kind=choice choices=$options"
    yield "  elif [[ -z $awaited && -n $commands ]]; then"
    yield '    kind=choice choices="$commands${choices:+ $choices}"; fi'
    yield '  case "$kind" in'
    yield '    file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur"));;'
    yield '    folder) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$cur"));;'
    yield '    choice) COMPREPLY=($(IFS=\' \'; compgen -W "$choices" -- "$cur"));;'
    yield "    *) COMPREPLY=();;"
    yield "  esac"
    yield "}"
    yield "complete -F _voisinage voisinage"


# --- zsh ---------------------------------------------------------------------------------------------------


def _zsh(tree: Command) -> Iterator[str]:
    yield "#compdef voisinage"
    yield "# voisinage: completion for zsh, made from its commands: source <(voisinage completion zsh)"
    yield from _values_function(tree)
    yield from _is_command_function(tree)
    yield "_voisinage() {"
    yield '  local cur=${words[CURRENT]} values=0 kind=""'
    yield "  local -a commands options choices"
    yield _WALK.replace("FIRST", "2").replace("CURSOR", "CURRENT").replace("WORDS[", "words[")
    yield '  case "$at" in'
    for command in tree.walk():
        names = " ".join(_quote(f"{child.path[-1]}:{_plain(child.help)}") for child in command.children)
        options = " ".join(
            _quote(f"{name}:{_plain(option.help)}") for option in command.options for name in option.names
        )
        yield f'    "{_at(command)}") commands=({names}) options=({options});;'
    yield "  esac"
    yield '  case "$at ${awaited:-$place}" in'
    yield from _cases(tree, lambda word: f"kind={word.takes} choices=({' '.join(word.choices)})")
    yield "  esac"
    yield "  if [[ -z $awaited && $cur == -* ]]; then _describe option options; return; fi"
    yield "  [[ -z $awaited && ${#commands} -gt 0 ]] && _describe command commands"
    yield '  case "$kind" in'
    yield "    file) _files;;"
    yield "    folder) _files -/;;"
    yield '    choice) compadd -- "${choices[@]}";;'
    yield "  esac"
    yield "}"
    # Sourced, it says what it completes; found by zsh itself in a folder of its own, it completes at once.
    yield 'if [[ $funcstack[1] == _voisinage ]]; then _voisinage "$@"'
    yield "elif (( $+functions[compdef] )); then compdef _voisinage voisinage; fi"


def _plain(text: str) -> str:
    return text.replace(":", " ")


# --- fish --------------------------------------------------------------------------------------------------


def _fish(tree: Command) -> Iterator[str]:
    yield "# voisinage: completion for fish, made from its commands: voisinage completion fish | source"
    paths = " ".join(_quote(_at(command)) for command in tree.walk() if command.path)
    yield "function __voisinage_at"
    yield "  set -l at ''"
    yield "  for word in (commandline -opc)[2..]"
    yield '    set -l longer (string trim -- "$at $word")'
    yield f"    contains -- $longer {paths}; and set at $longer"
    yield "  end"
    yield '  test "$at" = "$argv"'
    yield "end"
    yield "complete -c voisinage -f"
    for command in tree.walk():
        where = f"complete -c voisinage -n '__voisinage_at {_at(command)}'"
        for child in command.children:
            yield f"{where} -a {child.path[-1]} -d {_quote(child.help)}"
        for option in command.options:
            names = " ".join(f"-l {n[2:]}" if n.startswith("--") else f"-s {n[1:]}" for n in option.names)
            yield f"{where} {names} {_fish_value(option)}-d {_quote(option.help)}"
        for argument in command.arguments:
            if argument.takes == "file":
                yield f"{where} -F"
            elif argument.choices:
                yield f"{where} -a {_quote(' '.join(argument.choices))}"


def _fish_value(option: Word) -> str:
    match option.takes:
        case "none":
            return ""
        case "file":
            return "-r -F "
        case "folder":
            return "-x -a '(__fish_complete_directories)' "
        case "choice":
            return f"-x -a {_quote(' '.join(option.choices))} "
        case _:
            return "-x "
