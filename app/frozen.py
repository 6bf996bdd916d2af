# SPDX-License-Identifier: AGPL-3.0-or-later
"""How this program starts itself again: from its sources, or from a bundle that has no Python beside it.

    from sources     python -m app WORDS                  python -c "import …"
    from a bundle    /usr/lib/voisinage/voisinage WORDS   …/voisinage --import …   …/voisinage --signatures

Not here: how a bundle is made (packaging/). The law: whatever starts a process of ours asks `make_command`,
and the standard library is enough to answer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, MutableMapping, Sequence
from importlib import import_module, util
from pathlib import Path
from runpy import run_module
from typing import Final

SOURCES: Final = Path(__file__).resolve().parent.parent
IMPORT: Final = "--import"
"""The first word, of a bundle alone, that asks whether modules can be loaded, and for nothing else."""
SIGNATURES: Final = "--signatures"
"""The first word, of a bundle alone, that makes it the program which checks signatures beside a node."""
_SIGNATURES_PROGRAM: Final = "p2p.helper_program"
_LIBRARIES: Final = "LD_LIBRARY_PATH"
_LIBRARIES_BEFORE: Final = "LD_LIBRARY_PATH_ORIG"
"""Where PyInstaller's starter keeps what the person had."""


def is_frozen() -> bool:
    """Whether this is a bundle: then `sys.executable` is the program, not a Python."""
    return bool(getattr(sys, "frozen", False))


def make_command(*words: str) -> list[str]:
    """The command line of `voisinage WORDS` in a process of its own."""
    return [sys.executable, *words] if is_frozen() else [sys.executable, "-m", "app", *words]


def make_import_command(*modules: str) -> list[str]:
    """The command line of a process that loads these modules and ends: 0 when they could be."""
    if is_frozen():
        return [sys.executable, IMPORT, *modules]
    return [sys.executable, "-c", f"import {', '.join(modules)}"]


def make_signatures_command(*words: str) -> list[str] | None:
    """The command line of what checks signatures beside a node, of a bundle; None: `p2p.helper` knows one."""
    return [sys.executable, SIGNATURES, *words] if is_frozen() else None


def make_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """That environment, in which `make_command` finds the program from any folder."""
    made = dict(environment)
    if not is_frozen():
        made["PYTHONPATH"] = os.pathsep.join(filter(None, [str(SOURCES), environment.get("PYTHONPATH")]))
    return made


def has_package(name: str) -> bool:
    """Whether a package with compiled parts is here; it is not loaded.

    A bundle without a window still holds the Python side of what was left out of its folder.
    """
    if is_frozen() and not (Path(str(getattr(sys, "_MEIPASS", ""))) / name).is_dir():
        return False
    return util.find_spec(name) is not None


def give_back_libraries(environment: MutableMapping[str, str]) -> None:
    """Let what this process starts, a browser for one, use the system's libraries, not the bundle's."""
    before = environment.pop(_LIBRARIES_BEFORE, "")
    environment.pop(_LIBRARIES, None)
    if before:
        environment[_LIBRARIES] = before


def import_only(words: Sequence[str]) -> bool:
    """Load the modules after `--import`; whether the words asked for that. ImportError: one cannot be."""
    if list(words[:1]) != [IMPORT]:
        return False
    for module in words[1:]:
        import_module(module)
    return True


def check_signatures_only(words: Sequence[str]) -> bool:
    """Be the program that checks signatures until its input ends; whether the words asked for that."""
    if list(words[:1]) != [SIGNATURES]:
        return False
    sys.argv[1:] = words[1:]
    run_module(_SIGNATURES_PROGRAM, run_name="__main__")
    return True
