# SPDX-License-Identifier: AGPL-3.0-or-later
"""The computer's system: its Python, the libraries beside the program, what Qt needs.

`scripts/check_system.py` asks the same before a window is tried. The law: the standard library alone, so that
it can be asked where nothing is installed yet.
"""

from __future__ import annotations

import ctypes
import os
import platform
import re
import subprocess
import sys
from collections.abc import Mapping
from importlib import metadata
from typing import Final

from app.frozen import has_package, make_import_command

DISTRIBUTION: Final = "voisinage"
PYTHON_MIN: Final = (3, 11)
PYTHON_END: Final = (3, 14)
_TRY_S: Final = 60

QT_LIBRARIES: Final = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""Library → Debian package: what QtGui and QtWidgets are linked to, with a screen or without."""

X11_LIBRARIES: Final = {
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

_REQUIREMENT: Final = re.compile(r"([A-Za-z0-9._-]+)\s*(==|>=)\s*([0-9.]+)\s*$")


def is_python_known() -> bool:
    """Whether this Python is one the program is made for."""
    return PYTHON_MIN <= sys.version_info[:2] < PYTHON_END


def find_missing(libraries: Mapping[str, str]) -> list[str]:
    """The Debian packages of those libraries that the system's loader does not find."""
    missing: list[str] = []
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def find_missing_packages(*, window: bool) -> list[str]:
    """The Debian packages that Qt needs here and that are not there.

    Args:
        window: a window is to open, not a drawing in memory.
    """
    if sys.platform != "linux":
        return []
    return find_missing(QT_LIBRARIES) + (find_missing(X11_LIBRARIES) if window and needs_x11() else [])


def needs_x11() -> bool:
    """Whether a window would be drawn by an X server: it is there, and nothing asks for another platform."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    return bool(os.environ.get("DISPLAY")) and (not chosen or chosen.startswith("xcb"))


def has_screen() -> bool:
    """Whether a window could open somewhere."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def has_window_part() -> bool:
    """Whether the window's part of the program is installed; it is not loaded."""
    return has_package("PySide6")


def try_qt() -> str:
    """What keeps Qt from starting, in its own words; empty when nothing does. In a process of its own."""
    command = make_import_command("PySide6.QtGui", "PySide6.QtWidgets")
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_TRY_S, check=False)
    except (OSError, subprocess.SubprocessError) as error:
        return type(error).__name__
    if done.returncode == 0:
        return ""
    return (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]


def get_version() -> str:
    """Of this program; empty when it was not installed."""
    try:
        return metadata.version(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return ""


def get_versions() -> dict[str, str]:
    """Of this program, of Python, of the system and of the libraries it asks for."""
    import sqlite3

    found = {
        "voisinage": get_version(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "sqlite": sqlite3.sqlite_version,
    }
    return found | {name: _version_of(name) for name, _sign, _wanted in read_requirements()}


def read_requirements() -> list[tuple[str, str, str]]:
    """(name, `==` or `>=`, version) of what the program asks for; none when it was not installed."""
    try:
        lines = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return []
    found = [_REQUIREMENT.match(line) for line in lines if "extra ==" not in line]
    return [(match[1], match[2], match[3]) for match in found if match]


def find_unfit_libraries() -> list[tuple[str, str, str]]:
    """(name, version or empty, what is asked) of the libraries that are absent or of another version."""
    unfit: list[tuple[str, str, str]] = []
    for name, sign, wanted in read_requirements():
        version = _version_of(name)
        is_fit = _read(version) == _read(wanted) if sign == "==" else _read(version) >= _read(wanted)
        if not version or not is_fit:
            unfit.append((name, version, f"{sign} {wanted}"))
    return unfit


def _version_of(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _read(version: str) -> tuple[int, ...]:
    numbers = tuple(int(part) for part in re.findall(r"\d+", version.split("+", maxsplit=1)[0])[:3])
    return numbers + (0,) * (3 - len(numbers))
