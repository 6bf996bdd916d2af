# SPDX-License-Identifier: AGPL-3.0-or-later
"""Installs the node and the command line from these sources, without the window: for a small box.

    python packaging/install_node.py .venv

Only what requirements.lock names for it is installed, each file checked against its hash, the one tool that
lays it out included; nothing needs a compiler on x86-64 or 64-bit ARM. Its law: no Qt, and what was
installed passes its own check. Standard library only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import lock_parts

PACKAGES: Final = ("app", "p2p", "ledger")
TOOL: Final = "setuptools"
NO_QT: Final = ("PySide6", "shiboken6")


class Refusal(Exception):
    """It cannot be installed; the message says what to do."""


def run(command: Sequence[str | Path]) -> None:
    done = subprocess.run([str(word) for word in command], check=False)
    if done.returncode:
        raise Refusal(f"this failed, with exit code {done.returncode}: {' '.join(map(str, command))}")


def check_python() -> None:
    """Raises Refusal: this Python cannot make an environment."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError as error:
        raise Refusal(
            "Python's venv module is missing. On Debian or Ubuntu: apt-get install python3-venv"
        ) from error


def install(target: Path, root: Path = lock_parts.ROOT) -> Path:
    """Make the environment; the program in it.

    Raises:
        Refusal: a step failed, or the folder holds something else.
    """
    check_python()
    if target.exists() and not (target / "pyvenv.cfg").exists() and any(target.iterdir()):
        raise Refusal(f"{target} holds something else: give another folder")
    run([sys.executable, "-m", "venv", target])
    python = target / "bin" / "python"
    pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    put = [*pip, "install", "--no-deps", "--no-build-isolation"]
    with tempfile.TemporaryDirectory(prefix="voisinage-node-") as folder:
        # What comes as plain source is laid out by this setuptools, not by one that pip would look for.
        for name, entries in (("tool", pick_tool(root)), ("node", lock_parts.pick_part([], root))):
            lock = Path(folder) / f"{name}.lock"
            lock.write_text(lock_parts.to_requirements(entries), encoding="utf-8")
            run([*put, "--require-hashes", "-r", lock])
        source = Path(folder) / "source"
        copy_sources(root, source)
        run([*put, "--force-reinstall", source])
    run([*pip, "uninstall", "--yes", TOOL])
    for name in NO_QT:
        if list(target.glob(f"lib/python*/site-packages/{name}")):
            raise Refusal(f"{name} was there already: remove {target} and start again")
    return target / "bin" / "voisinage"


def pick_tool(root: Path) -> list[lock_parts.Locked]:
    """What lays out a library that comes as source, as packaging/build.lock names it."""
    lock = lock_parts.read_lock((root / "packaging" / "build.lock").read_text(encoding="utf-8"))
    return [lock[TOOL]]


def copy_sources(root: Path, target: Path, packages: Sequence[str] = PACKAGES) -> None:
    """What the program is made of, by default the one without a window."""
    for name in packages:
        shutil.copytree(root / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy2(root / name, target / name)


def main(words: Sequence[str]) -> int:
    if len(words) != 1:
        print("usage: python packaging/install_node.py FOLDER", file=sys.stderr)
        return 2
    try:
        program = install(Path(words[0]))
        environment = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        if subprocess.run([program, "--self-check"], env=environment, check=False).returncode:
            raise Refusal("what was installed does not work")
    except Refusal as error:
        print(f"packaging: {error}", file=sys.stderr)
        return 1
    print(f"packaging: {program}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
