# SPDX-License-Identifier: AGPL-3.0-or-later
"""A newcomer's first day with a real mouse and a real keyboard: those of an X server of its own (Xvfb).

    python scripts/walk.py                pictures of every step in build/walk
    python scripts/walk.py --in-memory    without an X server: the window drawn in memory, as tests do

The walk is that of tests/e2e/test_walk_resident.py: Françoise's node is a program, Paul has the window and an
empty home. Here each key and click is sent to the X server (xdotool) and comes back to the window from it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = {"Xvfb": "xvfb", "xdotool": "xdotool", "setxkbmap": "x11-xkb-utils"}
"""What is needed, and the Debian package that has it."""
SCREEN = "1400x1000x24"


def find_missing() -> list[str]:
    """The Debian packages of the programs that are not here."""
    return sorted(package for name, package in PROGRAMS.items() if shutil.which(name) is None)


@contextmanager
def x_server() -> Generator[str]:
    """An X server of our own, on the first free display; its name."""
    reader, writer = os.pipe()
    words = ["Xvfb", "-displayfd", str(writer), "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(words, pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as told:
            number = told.readline().strip()  # ends when the server does
        if not number:
            raise SystemExit("Xvfb ended before it had a display.")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


def walk(folder: Path, *, in_memory: bool) -> None:
    """Take the walk; a picture of each step in `folder`."""
    from tests.helpers.hands import Hands, RealHands
    from tests.helpers.processes import street
    from tests.helpers.walk_resident import ResidentWalk, found_street
    from ui.run import application

    running = application()
    began = time.monotonic()
    taken: list[str] = []

    def take_picture(name: str, window: QWidget) -> None:
        taken.append(name)
        window.grab().save(str(folder / f"{len(taken):02d}-{name}.png"))
        print(f"{time.monotonic() - began:5.1f} s  {name}", flush=True)

    with tempfile.TemporaryDirectory() as homes, street(Path(homes), is_quick=True) as made:
        hands = Hands() if in_memory else RealHands()
        day = ResidentWalk(running, hands, found_street(made), Path(homes) / "paul", take_picture)
        try:
            day.take()
        except AssertionError:
            day.picture("stopped-here")
            raise
        finally:
            day.close()


def main(argv: Sequence[str] | None = None) -> int:
    """Walk; 1 when a program is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--in-memory", action="store_true", help="no X server: Qt's own clicks and keys")
    parser.add_argument("--to", type=Path, default=ROOT / "build" / "walk", help="folder of the pictures")
    chosen = parser.parse_args(argv)
    if not chosen.in_memory and (missing := find_missing()):
        print(f"Missing: apt-get install {' '.join(missing)}, or --in-memory", file=sys.stderr)
        return 1
    shutil.rmtree(chosen.to, ignore_errors=True)
    chosen.to.mkdir(parents=True)
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home
        if chosen.in_memory:
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
            walk(chosen.to, in_memory=True)
            return 0
        with x_server() as display:
            os.environ |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
            walk(chosen.to, in_memory=False)
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    raise SystemExit(main())
