# SPDX-License-Identifier: AGPL-3.0-or-later
"""The repository as files: what belongs to it, and its Python parsed once. For the tests of its shape."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("ledger", "p2p", "app", "ui")
_NOT_OURS = {".git", ".venv", "__pycache__", "build", "dist"}


@cache
def list_files() -> tuple[str, ...]:
    """Paths of everything that belongs to the repository, new files included; an archive has no git."""
    if (ROOT / ".git").exists():
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
            "\n"
        )
        return tuple(sorted(path for path in listed if path and (ROOT / path).is_file()))
    found = (path for path in ROOT.rglob("*") if path.is_file() and not _NOT_OURS & set(path.parts))
    return tuple(sorted(path.relative_to(ROOT).as_posix() for path in found))


def list_modules(*folders: str) -> tuple[str, ...]:
    """Paths of the Python files below these folders; of the whole repository without any."""
    return tuple(
        path
        for path in list_files()
        if path.endswith(".py")
        and (not folders or path.startswith(tuple(f"{folder}/" for folder in folders)))
    )


@cache
def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def parse(path: str) -> ast.Module:
    return ast.parse(read(path), path)


def list_functions(path: str) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [n for n in ast.walk(parse(path)) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))]


def list_definitions(path: str) -> set[str]:
    """Names of functions, classes and methods (`Class.method` too) and of what a module or class assigns."""
    found: set[str] = set()

    def visit(body: list[ast.stmt], prefix: str) -> None:
        for node in body:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                found.update({node.name, prefix + node.name})
                if isinstance(node, ast.ClassDef):
                    visit(node.body, f"{node.name}.")
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                found.add(node.target.id)
            elif isinstance(node, ast.Assign):
                found.update(target.id for target in node.targets if isinstance(target, ast.Name))

    visit(parse(path).body, "")
    return found
