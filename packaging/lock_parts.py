# SPDX-License-Identifier: AGPL-3.0-or-later
"""Picks, out of requirements.lock, what a part of the program asks for, hashes included.

    python packaging/lock_parts.py              the node and the command line: no window, no Qt
    python packaging/lock_parts.py window       with the window

One lock for everything, so that nothing is resolved twice. Its law: each requirement is copied as it stands;
what the lock says a requirement is there for (`# via`) decides. Standard library only: it runs before
anything is installed.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parent.parent
_ENTRY: Final = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)==(?P<version>[^\s;]+)")


class Locked(NamedTuple):
    """One requirement of the lock: its own lines, and for whom it is there."""

    name: str
    version: str
    lines: tuple[str, ...]
    wanted_by: frozenset[str]


def read_lock(text: str) -> dict[str, Locked]:
    """The requirements of a lock, by name, in its order."""
    found: dict[str, Locked] = {}
    lines: list[str] = []
    for line in [*text.splitlines(), "end==0"]:
        if _ENTRY.match(line) and lines:
            entry = _read_entry(lines)
            found[entry.name] = entry
            lines = []
        if lines or _ENTRY.match(line):
            lines.append(line)
    return found


def _read_entry(lines: Sequence[str]) -> Locked:
    head = _ENTRY.match(lines[0])
    assert head is not None
    said = [line.strip().removeprefix("#").strip() for line in lines if line.lstrip().startswith("#")]
    parents = [line.removeprefix("via").strip() for line in said]
    own = tuple(line for line in lines if not line.lstrip().startswith("#"))
    return Locked(normalize(head["name"]), head["version"], own, frozenset(filter(None, parents)))


def normalize(name: str) -> str:
    """A distribution's name as the lock writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_asked(project: Mapping[str, object], extras: Sequence[str]) -> set[str]:
    """What pyproject.toml names: always, and for these extras."""
    asked = list(_texts(project["dependencies"]))
    optional = project["optional-dependencies"]
    assert isinstance(optional, dict)
    for extra in extras:
        asked += _texts(optional[extra])
    return {normalize(re.split(r"[\s<>=!~\[;]", one, maxsplit=1)[0]) for one in asked}


def _texts(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(one) for one in value]


def pick(lock: Mapping[str, Locked], asked: set[str]) -> list[Locked]:
    """These requirements and all that is there for one of them, in the lock's order.

    Raises:
        ValueError: something asked for is not locked.
    """
    if missing := asked - lock.keys():
        raise ValueError(f"not in requirements.lock: {', '.join(sorted(missing))}. Run: make lock")
    chosen = set(asked)
    while more := {
        name for name, entry in lock.items() if name not in chosen and not chosen.isdisjoint(entry.wanted_by)
    }:
        chosen |= more
    return [entry for name, entry in lock.items() if name in chosen]


def pick_part(extras: Sequence[str], root: Path = ROOT) -> list[Locked]:
    """What the program asks for with these extras."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = read_lock((root / "requirements.lock").read_text(encoding="utf-8"))
    return pick(lock, read_asked(project, extras))


def to_requirements(entries: Sequence[Locked]) -> str:
    """The text pip installs with --require-hashes."""
    return "".join(f"{line}\n" for entry in entries for line in entry.lines)


if __name__ == "__main__":
    sys.stdout.write(to_requirements(pick_part(sys.argv[1:])))
