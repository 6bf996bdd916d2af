# SPDX-License-Identifier: AGPL-3.0-or-later
"""What time it is, for everything `app` does and shows: the computer's clock, or the example commune's.

    a home of the example commune holds example.json ──> follow(home) when it is opened ──> now_ms()

The law: a process follows another clock only for a home that says of itself that it is the example commune's,
and whose register is that very commune. A home of people has no such file, and one put there is refused: the
commune's id in it is not its own. Nothing in the environment or on the command line moves the clock.
"""

from __future__ import annotations

import json
import time
from typing import Any, Final, cast

from app.errors import AppError
from app.paths import Home, write_private_file

EXAMPLE_FILE: Final = "example.json"
_BYTES_MAX: Final = 4_096
_SHIFT_MAX_MS: Final = 2**45

_shift_ms = 0


def now_ms() -> int:
    """The civil clock; in a process that runs a home of the example commune, that commune's."""
    return _computer_ms() + _shift_ms


def _computer_ms() -> int:
    return time.time_ns() // 1_000_000


def get_shift_ms() -> int:
    """How far the example commune's clock is from the computer's, 0 for people's own homes."""
    return _shift_ms


def follow(home: Home, commune: bytes) -> None:
    """Follow the clock of this home from now on: the computer's, unless it is the example commune's.

    Args:
        commune: which one the home's register is of.

    Raises:
        AppError: not-the-example, a home of people beside such a file.
    """
    global _shift_ms
    _shift_ms = read_shift(home, commune)


def read_shift(home: Home, commune: bytes) -> int:
    """What the home says of its clock. Raises AppError: not-the-example."""
    path = home.root / EXAMPLE_FILE
    if not path.is_file():
        return 0
    try:
        with path.open("rb") as file:
            said = cast("dict[str, Any]", json.loads(file.read(_BYTES_MAX)))
        shift_ms, of = int(said["shift_ms"]), bytes.fromhex(said["commune"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AppError("not-the-example", home=str(home.root)) from error
    if not commune or of != commune or abs(shift_ms) > _SHIFT_MAX_MS:
        raise AppError("not-the-example", home=str(home.root))
    return shift_ms


def mark_example(home: Home, commune: bytes, shift_ms: int) -> None:
    """Write in a home of the example commune what its clock says."""
    said = {"commune": commune.hex(), "shift_ms": shift_ms}
    write_private_file(home.root / EXAMPLE_FILE, json.dumps(said).encode())


def find_shift(at_ms: int) -> int:
    """The shift of a clock that says `at_ms` now."""
    return at_ms - _computer_ms()
