# SPDX-License-Identifier: AGPL-3.0-or-later
"""One thing that was found, as a value: its words are `words`'."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Level = Literal["good", "note", "trouble"]
"""Nothing to do; nothing to do but to know it; something to do."""
LEVELS: Final[tuple[Level, ...]] = ("trouble", "note", "good")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`code` names its sentences, `figures` fill them in."""

    level: Level
    code: str
    figures: Mapping[str, str | int] = field(default_factory=dict[str, "str | int"])


Findings = Iterator[Finding]


def good(code: str, **figures: str | int) -> Finding:
    return Finding(level="good", code=code, figures=figures)


def note(code: str, **figures: str | int) -> Finding:
    return Finding(level="note", code=code, figures=figures)


def trouble(code: str, **figures: str | int) -> Finding:
    return Finding(level="trouble", code=code, figures=figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a check asks of the computer; tests give their own."""

    now_ms: int
    get_free_bytes: Callable[[str], int]
    """Of the disk that holds a path."""
    keyring_answer_s: float = 20.0
    has_window: bool = False
    """The window's part of the program is installed."""
    find_missing_packages: Callable[[], list[str]] = list[str]
    """Debian packages that Qt needs here and that are not there."""
