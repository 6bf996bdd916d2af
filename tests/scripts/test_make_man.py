# SPDX-License-Identifier: AGPL-3.0-or-later
"""The manual pages in the repository are those of the commands as they are, and troff reads them."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from app.cli import make_parser
from app.cli_format import Tongue
from app.command_tree import read_commands

ROOT = Path(__file__).parents[2]
REQUESTS = {"TH", "SH", "SS", "PP", "TP", "B", "br", "EX", "EE", '\\"'}


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_man", ROOT / "scripts" / "make_man.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


script = load_script()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_is_current(language: str) -> None:
    kept = (ROOT / script.PAGES[language]).read_text(encoding="utf-8")
    assert kept == script.make_page(language), "run scripts/make_man.py"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_command_is_told(language: str) -> None:
    page = script.make_page(language).replace("\\-", "-")
    for command in read_commands(make_parser(Tongue(language).say)).walk():
        if command.path and not command.children:
            assert f".SS voisinage {' '.join(command.path)}\n" in page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_lines_are_requests_we_know_or_text(language: str) -> None:
    for line in script.make_page(language).splitlines():
        assert line.strip(), "an empty line is a break that nobody asked for"
        if line.startswith("."):
            assert line[1:].split(" ")[0] in REQUESTS, line
        assert not re.search(r"(?<!\\)-", line) or line.startswith(('.\\"', ".TH")), line
        assert "{" not in re.sub(r"\{[a-z,|]+\}", "", line), line
