# SPDX-License-Identifier: AGPL-3.0-or-later
"""Says what this computer lacks to run Voisinage, and which Debian packages bring it, before Qt does, badly.

    python scripts/check_system.py --offscreen     what the tests need
    python scripts/check_system.py --window        what a window needs as well

Standard library only; `voisinage doctor` asks the same (`app/doctor/system.py`).
Exit 0: nothing is missing; 1: the message says what.
"""

from __future__ import annotations

import argparse
import platform
import re
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # nothing is installed yet, maybe

from app.doctor import system


def check_python() -> str:
    if system.is_python_known():
        return ""
    return (
        f"Voisinage needs Python 3.11, 3.12 or 3.13; this one is {platform.python_version()}.\n"
        "Remove .venv and try: make PYTHON=python3.12"
    )


def check_qt(*, window: bool) -> str:
    """What keeps Qt from starting, in words; empty when nothing does."""
    if packages := system.find_missing_packages(window=window):
        return "Qt needs libraries that this system lacks. On Debian or Ubuntu:\n" + install_line(packages)
    if why := system.try_qt():
        unfound = re.search(r"(lib[\w.+-]+\.so[.\d]*): cannot open", why)
        what = f"the library {unfound[1]} is missing" if unfound else why
        return f"PySide6 cannot be loaded: {what}.\nIf .venv is incomplete: make clean setup"
    return ""


def check_screen() -> str:
    if system.has_screen():
        return ""
    return (
        "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.\n"
        "Without a window: voisinage demo --headless, or set QT_QPA_PLATFORM=offscreen"
    )


def install_line(packages: Sequence[str]) -> str:
    return f"  sudo apt-get install {' '.join(packages)}"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="Say what this computer lacks to run Voisinage.")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--window", action="store_true", help="a window is to open on this screen")
    where.add_argument("--offscreen", action="store_true", help="Qt is to draw in memory only, as tests do")
    window: bool = parser.parse_args(arguments).window
    problems = [check_python()]
    if not problems[0]:
        problems += [check_qt(window=window), check_screen() if window else ""]
    told = [problem for problem in problems if problem]
    if told:
        print("\n".join(told), file=sys.stderr)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
