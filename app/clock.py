# SPDX-License-Identifier: AGPL-3.0-or-later
"""What time it is, for everything `app` does and shows: the computer's clock, or the example commune's.

    a home of the example commune holds example.json ──> follow(home) at the start of a process ──> now_ms()

The law: a process follows another clock only for a home that says of itself that it is the example commune's,
and whose register is that very commune. A home of people has no such file, and one put there is refused: the
commune's id in it is not its own. Nothing in the environment or on the command line moves the clock.
"""

from __future__ import annotations

import json
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final, cast

from app.errors import AppError
from app.paths import Home, write_private_file
from ledger.errors import StoreError
from ledger.store import Store

EXAMPLE_FILE: Final = "example.json"
_BYTES_MAX: Final = 4_096
_SHIFT_MAX_MS: Final = 2**45

_shift_ms = 0
_stands_at_ms: int | None = None


def now_ms() -> int:
    """The civil clock; in a process that runs a home of the example commune, that commune's."""
    return _computer_ms() + _shift_ms if _stands_at_ms is None else _stands_at_ms


def _computer_ms() -> int:
    return time.time_ns() // 1_000_000


def get_shift_ms() -> int:
    """How far the example commune's clock is from the computer's, 0 for people's own homes."""
    return _shift_ms


def follow(home: Home) -> int:
    """Follow the clock of this home: the computer's, unless it is the example commune's; the shift.

    Raises:
        AppError: not-the-example, a home of people beside such a file.
    """
    global _shift_ms
    _shift_ms = read_shift(home)
    return _shift_ms


def read_shift(home: Home) -> int:
    """What the home says of its clock. Raises AppError: not-the-example."""
    path = home.root / EXAMPLE_FILE
    if not path.is_file():
        return 0
    try:
        with path.open("rb") as file:
            said = cast("dict[str, Any]", json.loads(file.read(_BYTES_MAX)))
        shift_ms, commune = int(said["shift_ms"]), bytes.fromhex(said["commune"])
        store = Store(home.database, read_only=True)
        try:
            is_it = commune == store.commune != b"" and abs(shift_ms) <= _SHIFT_MAX_MS
        finally:
            store.close()
    except (OSError, ValueError, KeyError, TypeError, StoreError) as error:
        raise AppError("not-the-example", home=str(home.root)) from error
    if not is_it:
        raise AppError("not-the-example", home=str(home.root))
    return shift_ms


def mark_example(home: Home, commune: bytes, shift_ms: int) -> None:
    """Write in a home of the example commune what its clock says."""
    said = {"commune": commune.hex(), "shift_ms": shift_ms}
    write_private_file(home.root / EXAMPLE_FILE, json.dumps(said).encode())


def find_shift(at_ms: int) -> int:
    """The shift of a clock that says `at_ms` now."""
    return at_ms - _computer_ms()


@contextmanager
def standing_at(at_ms: int) -> Generator[None]:
    """While a past is written down, the clock stands where its writer puts it."""
    global _stands_at_ms
    before, _stands_at_ms = _stands_at_ms, at_ms
    try:
        yield
    finally:
        _stands_at_ms = before
