# SPDX-License-Identifier: AGPL-3.0-or-later
"""Says what this computer lacks to run Voisinage, and which Debian packages bring it, before Qt does, badly.

    python scripts/check_system.py --offscreen     what the tests need
    python scripts/check_system.py --window        what a window needs as well

Standard library only until PySide6 itself is tried. Exit 0: nothing is missing; 1: the message says what.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import platform
import re
import sys
from collections.abc import Sequence

PYTHON_MIN, PYTHON_END = (3, 11), (3, 14)

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""Library → Debian package: what QtGui and QtWidgets are linked to, with a screen or without."""

X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt's X11 plug-in loads when the window opens."""


def find_missing(libraries: dict[str, str]) -> list[str]:
    """The Debian packages of those libraries that the system's loader does not find."""
    missing: list[str] = []
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def check_python() -> str:
    if PYTHON_MIN <= sys.version_info[:2] < PYTHON_END:
        return ""
    return (
        f"Voisinage needs Python 3.11, 3.12 or 3.13; this one is {platform.python_version()}.\n"
        "Remove .venv and try: make PYTHON=python3.12"
    )


def check_qt(*, window: bool) -> str:
    """What keeps Qt from starting, in words; empty when nothing does."""
    packages: list[str] = []
    if sys.platform == "linux":
        packages = find_missing(QT_LIBRARIES)
        if window and needs_x11():
            packages += find_missing(X11_LIBRARIES)
    if packages:
        return "Qt needs libraries that this system lacks. On Debian or Ubuntu:\n" + install_line(packages)
    try:
        import PySide6.QtGui
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        unfound = re.match(r"(lib[\w.+-]+\.so[.\d]*): cannot open", str(error))
        what = f"the library {unfound[1]} is missing" if unfound else str(error)
        return f"PySide6 cannot be loaded: {what}.\nIf .venv is incomplete: make clean setup"
    return ""


def needs_x11() -> bool:
    """Whether a window would be drawn by an X server: it is there, and nothing asks for another platform."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    return bool(os.environ.get("DISPLAY")) and (not chosen or chosen.startswith("xcb"))


def check_screen() -> str:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
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
