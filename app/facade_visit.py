# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window's way to the example commune: a process of its own, with homes of its own, gone when it ends."""

from __future__ import annotations

import subprocess

from app.demo_resident import get_environment
from app.frozen import make_command


class Visit:
    """The demonstration that runs beside."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    @property
    def is_over(self) -> bool:
        return self._process.poll() is not None

    def end(self) -> None:
        """Ask it to end; it ends its nodes itself."""
        if not self.is_over:
            self._process.terminate()


def visit() -> Visit:
    """Open the demonstration: its bar, then François's window; nothing of it touches this person's home."""
    command = make_command("demo")
    return Visit(subprocess.Popen(command, stdin=subprocess.DEVNULL, env=get_environment()))
