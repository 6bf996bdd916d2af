# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes docs/man/voisinage.1 and docs/man/fr/voisinage.1 from the command line's own parser.

    python scripts/make_man.py

To read one: man -l docs/man/voisinage.1
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the commands beside this script

from app.cli import make_parser
from app.cli_format import Tongue
from app.command_tree import read_commands
from app.manual import make_manual

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"en": "docs/man/voisinage.1", "fr": "docs/man/fr/voisinage.1"}


def make_page(language: str) -> str:
    """The page of a language, as it must stand in the repository."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    say = Tongue(language).say
    return make_manual(read_commands(make_parser(say)), say, project["version"])


def main() -> None:
    for language, path in PAGES.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(make_page(language), encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
