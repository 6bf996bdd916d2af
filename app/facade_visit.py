# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window's way to the example commune: a process of its own, with homes of its own, gone when it ends."""

from __future__ import annotations

import json
import subprocess
from typing import Final

from app.demo_resident import BESIDE, get_environment
from app.errors import AppError
from app.frozen import make_command

_LAST_WORDS_S: Final = 1
_GIVEN_UP: Final = 130
"""Somebody closed its bar: `__main__` says so."""


class Visit:
    """The demonstration that runs beside."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    @property
    def is_over(self) -> bool:
        return self._process.poll() is not None

    def read_failure(self) -> AppError | None:
        """Once it is over: why the village did not open, as it said itself; None: it did, or was left."""
        try:
            out, _ = self._process.communicate(timeout=_LAST_WORDS_S)
        except subprocess.TimeoutExpired:  # something of it still holds the line
            out = b""
        code = self._process.returncode
        if code in (0, _GIVEN_UP) or code < 0:
            return None
        try:
            error = json.loads(out)["error"]
            return AppError(str(error["code"]), **dict(error.get("details", {})))
        except (ValueError, KeyError, TypeError):
            return AppError("demo-failed", detail=f"exit {code}")

    def end(self) -> None:
        """Ask it to end; it ends its nodes itself."""
        if not self.is_over:
            self._process.terminate()


def visit() -> Visit:
    """Open the demonstration: its bar, then François's window; nothing of it touches this person's home.

    Raises:
        AppError: demo-failed.
    """
    try:
        process = subprocess.Popen(
            make_command("demo", "--json"),
            stdin=subprocess.PIPE,  # its end tells it that this process is gone, were it killed
            stdout=subprocess.PIPE,
            env=get_environment() | {BESIDE: "1"},
        )
    except OSError as error:
        raise AppError("demo-failed", detail=str(error)) from error
    return Visit(process)
