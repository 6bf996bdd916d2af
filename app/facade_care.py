# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the window does for who needs help: `Voisinage.care`; before a home opens, `take_care`.

Law: nothing is loaded before it is asked, and nothing of anybody's is deleted.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from app.errors import AppError
from app.home_trouble import told_as_refusals
from app.paths import Home
from app.tickets import Ticket, run_in_thread


def take_care(root: Path) -> CareDoor:
    """The door of a folder where no home need be."""
    return CareDoor(Home(root))


def _list_names_beside(file: Path) -> Iterator[Path]:
    """`config.json.aside`, then `config.json.aside-2` and so on."""
    yield file.with_name(f"{file.name}.aside")
    yield from (file.with_name(f"{file.name}.aside-{number}") for number in count(2))


class CareDoor:
    """Given the home alone, as `voisinage support-bundle` is."""

    def __init__(self, home: Home) -> None:
        self._home = home

    @staticmethod
    def suggest_name() -> str:
        from app.doctor.examine import look_around
        from app.support_bundle import name_bundle

        return name_bundle(look_around().now_ms)

    def set_choices_aside(self) -> Path:
        """Put the file of choices that cannot be read under another name: the home opens without it.

        Returns: where it is now; no earlier one is written over.

        Raises:
            AppError: what the folder refuses.
        """
        file = self._home.config
        with told_as_refusals(self._home):
            aside = next(path for path in _list_names_beside(file) if not os.path.lexists(path))
            return file.rename(aside)

    def save_help_file(self, path: str | Path) -> Ticket[None]:
        """Write the support bundle to a file the person chose, also over one that was there.

        Ends in AppError: bundle-unwritable.
        """
        return run_in_thread(lambda: self._write(Path(path)))

    def _write(self, path: Path) -> None:
        from app.doctor.examine import look_around
        from app.support_bundle import write_bundle

        beside = path.with_name(f".{path.name}.new")
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        write_bundle(self._home, beside, look_around())
        try:
            beside.replace(path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise AppError("bundle-unwritable", path=str(path), why=error.strerror or "") from error
