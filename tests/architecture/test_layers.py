# SPDX-License-Identifier: AGPL-3.0-or-later
"""The direction of imports: the contracts of pyproject.toml hold, name every module, and bite."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.helpers.tree import PACKAGES, ROOT, list_modules, read

SEEN_BY_UI = ("facade", "views")
"""How the names of modules that the window may import begin."""
COMPOSITION_ROOT = {"__main__"}
"""The only module of app that may import ui."""

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT, "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def get_contracts() -> dict[str, dict[str, object]]:
    document = tomllib.loads(read("pyproject.toml"))
    return {contract["id"]: contract for contract in document["tool"]["importlinter"]["contracts"]}


@pytest.mark.slow
def test_every_contract_is_kept():
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_module_of_app_is_either_shown_to_the_window_or_kept_from_it():
    protected = get_contracts()["ui-sees"]["protected_modules"]
    assert isinstance(protected, list)
    modules = {path.split("/")[1].removesuffix(".py") for path in list_modules("app")}
    seen = {name for name in modules if name.split("_")[0] in SEEN_BY_UI}
    expected = modules - seen - COMPOSITION_ROOT - {"__init__"}
    assert {name.removeprefix("app.") for name in protected} == expected


WRONG = {
    "ledger/event.py": ("import time", "pure-ledger"),
    "ledger/seal.py": ("import p2p.wire", "layers"),
    "ledger/dag.py": ("import nacl", "one-crypto"),
    "p2p/machines/sync.py": ("import trio", "sans-io"),
    "p2p/node.py": ("import libp2p", "one-libp2p"),
    "app/reader.py": ("import PySide6", "no-qt"),
    "ui/format.py": ("import ledger.units", "facade"),
    "ui/rail.py": ("import app.desk", "ui-sees"),
}


@pytest.mark.slow
def test_each_contract_breaks_when_it_should(tmp_path: Path):
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for path, (line, _contract) in WRONG.items():
        with (tmp_path / path).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    result = lint_imports(tmp_path)
    assert result.returncode == 1
    told = re.sub(r"\s+", " ", result.stdout)
    contracts = get_contracts()
    assert set(contracts) == {contract for _, contract in WRONG.values()}
    for _, contract in WRONG.values():
        assert f"{contracts[contract]['name']} BROKEN" in told
