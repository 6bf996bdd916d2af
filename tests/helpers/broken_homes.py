# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real home, founded once, copied for each test that breaks one; and what an examination finds in it."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from app.__main__ import main
from app.doctor.examine import examine
from app.doctor.finding import Finding, Surroundings
from app.paths import Home

PLENTY = 10 * 2**30
NAME, VILLAGE, MEMO = "Philomène Quatrebarbes", "Montreuil-les-Essais", "haricots de Zénobie"


def found_home(root: Path) -> Home:
    """A home of one member who is the mayor and the only witness, keys protected by a file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        assert main(["--home", str(root), "--json", "found", "--name", VILLAGE, "--me", NAME]) == 0
        words = ["offer", "add", MEMO, "--price", "1", "kg"]
        assert main(["--home", str(root), "--json", *words]) == 0
    return Home(root)


def copy_home(founded: Path, root: Path) -> Home:
    """The same files elsewhere, with nothing of a process that ran."""
    shutil.copytree(founded, root, ignore=shutil.ignore_patterns("lock", "control.*"))
    root.chmod(0o700)
    return Home(root)


def surroundings(
    now_ms: int = 0, free: int = PLENTY, missing: list[str] | None = None, *, has_window: bool = False
) -> Surroundings:
    """A computer where nothing is wrong but what is asked for."""
    from app.desk import now_ms as read_clock

    return Surroundings(
        now_ms=now_ms or read_clock(),
        get_free_bytes=lambda _path: free,
        keyring_answer_s=1,
        has_window=has_window,
        find_missing_packages=lambda: missing or [],
    )


def find(home: Home, place: Surroundings | None = None) -> dict[str, Finding]:
    """Code → finding."""
    return {finding.code: finding for finding in examine(home, place or surroundings())}


def troubles(home: Home, place: Surroundings | None = None) -> set[str]:
    return {code for code, finding in find(home, place).items() if finding.level == "trouble"}


def picture(root: Path) -> dict[str, tuple[int, int, str]]:
    """Every file and folder under `root`: its mode, when it was changed, what it holds."""
    found: dict[str, tuple[int, int, str]] = {}
    for path in [root, *sorted(root.rglob("*"))]:
        state = path.lstat()
        content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        found[str(path.relative_to(root))] = (state.st_mode, state.st_mtime_ns, content)
    return found
