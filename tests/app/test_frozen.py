# SPDX-License-Identifier: AGPL-3.0-or-later
"""The program starts itself again from its sources as from a bundle, and only through one door."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from app import frozen
from tests.helpers.tree import list_modules, parse

PROGRAM = "/usr/lib/voisinage/voisinage"


@pytest.fixture
def bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """As PyInstaller's starter leaves things; the value is the folder of the libraries."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.setattr(sys, "executable", PROGRAM)
    return tmp_path


def test_from_the_sources_a_command_runs_in_any_folder(tmp_path: Path) -> None:
    command = frozen.make_command("completion", "bash")
    environment = frozen.make_environment({"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"})
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert "complete -F _voisinage voisinage" in done.stdout


def test_in_a_bundle_the_program_is_its_own_command(bundle: Path) -> None:
    assert frozen.make_command("node", "--json") == [PROGRAM, "node", "--json"]
    assert frozen.make_import_command("PySide6.QtGui") == [PROGRAM, "--import", "PySide6.QtGui"]
    assert frozen.make_signatures_command("0a") == [PROGRAM, "--signatures", "0a"]
    assert frozen.make_environment({"A": "1"}) == {"A": "1"}, "no sources to find"


def test_signatures_are_asked_for_by_one_word() -> None:
    assert not frozen.check_signatures_only(["status"])
    assert frozen.make_signatures_command() is None, "p2p.helper has an interpreter for its program"


def test_modules_are_tried_in_a_process_of_their_own() -> None:
    for modules, works in ((["json", "ast"], True), (["json", "no_such_module"], False)):
        done = subprocess.run(frozen.make_import_command(*modules), capture_output=True, check=False)
        assert (done.returncode == 0) is works


def test_a_bundle_is_asked_for_modules_by_its_first_word() -> None:
    assert frozen.import_only(["--import", "json"])
    assert not frozen.import_only(["status"])
    assert not frozen.import_only([])
    with pytest.raises(ImportError):
        frozen.import_only(["--import", "no_such_module"])


def test_a_package_left_out_of_a_bundle_is_not_there(bundle: Path) -> None:
    assert not frozen.has_package("json"), "its Python side can be found, its folder cannot"
    (bundle / "json").mkdir()
    assert frozen.has_package("json")


def test_from_the_sources_a_package_is_there_or_not() -> None:
    assert frozen.has_package("json")
    assert not frozen.has_package("no_such_package")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"LD_LIBRARY_PATH": "/b/lib", "LD_LIBRARY_PATH_ORIG": "/opt/x"}, {"LD_LIBRARY_PATH": "/opt/x"}),
        ({"LD_LIBRARY_PATH": "/b/_internal", "LD_LIBRARY_PATH_ORIG": ""}, {}),
        ({"LD_LIBRARY_PATH": "/b/_internal"}, {}),
        ({}, {}),
    ],
)  # fmt: skip
def test_what_a_bundle_starts_gets_the_person_s_own_libraries(
    before: dict[str, str], after: dict[str, str]
) -> None:
    environment = {"HOME": "/home/lea", **before}
    frozen.give_back_libraries(environment)
    assert environment == {"HOME": "/home/lea", **after}


def test_nobody_else_builds_such_a_command_line() -> None:
    """In a bundle `sys.executable -m …` starts the window again: a node is given the helper's command."""
    builders = {
        path
        for path in list_modules("app", "p2p", "ledger", "ui")
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "sys.executable"
    }
    assert builders == {"app/frozen.py", "p2p/helper.py"}
