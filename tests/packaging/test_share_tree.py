# SPDX-License-Identifier: AGPL-3.0-or-later
"""The desktop entry, the icon, the manual and the completions stand where a desktop and a shell look."""

from __future__ import annotations

import configparser
import gzip
import shlex
import sys
from pathlib import Path

import pytest
import share_tree

from app.cli import parse
from app.cli_care import SHELLS
from tests.helpers.tree import ROOT, read
from ui.run import BY_ICON


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The program from its sources, as one file."""
    path = tmp_path / "voisinage"
    path.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m app "$@"\n')
    path.chmod(0o755)
    return path


def test_the_tree_is_what_is_listed(tmp_path: Path, program: Path) -> None:
    folder = tmp_path / "bundle"
    share_tree.write_share(folder, ROOT, program, 1_767_225_600)
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    manuals, completions = share_tree.MANUALS.values(), share_tree.COMPLETIONS.values()
    assert found == sorted([share_tree.DESKTOP, share_tree.ICON, *manuals, *completions, "LICENSE"])
    page = gzip.decompress((folder / "share/man/fr/man1/voisinage.1.gz").read_bytes()).decode()
    assert page == read("docs/man/fr/voisinage.1")
    for shell, path in share_tree.COMPLETIONS.items():
        assert f"completion for {shell}" in (folder / path).read_text()


def test_a_page_is_the_same_file_whenever_it_is_made(tmp_path: Path, program: Path) -> None:
    made = []
    for name in ("one", "other"):
        share_tree.write_share(tmp_path / name, ROOT, program, 1_767_225_600)
        made.append((tmp_path / name / "share/man/man1/voisinage.1.gz").read_bytes())
    assert made[0] == made[1]


def test_every_shell_has_its_completions() -> None:
    assert set(share_tree.COMPLETIONS) == set(SHELLS)


def test_the_desktop_entry_starts_the_window() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read_string(read("packaging/voisinage.desktop"))
    said = entry["Desktop Entry"]
    env, by_icon, program, *words = shlex.split(said["Exec"])
    assert (env, by_icon) == ("env", f"{BY_ICON}=1"), "what keeps a home shut is said in a window"
    assert (program, parse(words, lambda _french, english: english).command) == ("voisinage", "open")
    assert (said["Type"], said["Icon"], said["Terminal"]) == ("Application", "voisinage", "false")
    assert Path(share_tree.DESKTOP).stem == Path(share_tree.ICON).stem == said["StartupWMClass"]
    assert 'setDesktopFileName("voisinage")' in read("ui/run.py")
    for name in ("GenericName", "Comment", "Keywords"):
        assert said[f"{name}[fr]"] != said[name]
    for name in ("Keywords", "Keywords[fr]", "Categories"):
        assert said[name].endswith(";")
