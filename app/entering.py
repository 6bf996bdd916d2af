# SPDX-License-Identifier: AGPL-3.0-or-later
"""The home of somebody who joins, or comes back with 24 words: made, taken up again, or taken away.

Nothing here touches the network (`headless` does), so that a code nobody could use is refused at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.code import InvitationCode, decode_code
from app.desk import prepare_join, prepare_restore
from app.errors import AppError
from app.paths import Home
from app.service import Service
from app.vault import has_vault

_FILES: Final = (
    "commune.db", "commune.db-wal", "commune.db-shm", "curve.db", "curve.db-wal", "curve.db-shm",
    "control.sock", "control.path", "control.port", "config.json", "lock",
)  # fmt: skip
_FOLDERS: Final = ("keys", "log")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entering:
    """A home on its way into a commune."""

    home: Home
    service: Service
    is_new: bool
    """This attempt made it; else an earlier one did."""
    kept: frozenset[str]
    """What lay in the folder before: never taken away."""


def open_to_join(home: Home, text: str, me: str) -> Entering:
    """A home for an invitation: a new one, or the one of an attempt that was cut short.

    Raises:
        AppError: bad-code, bad-name, expired-invitation, home-exists, store.
    """
    code = decode_code(text)
    kept = _list(home)
    if has_vault(home.keys):
        return Entering(home=home, service=_take_up(home, code), is_new=False, kept=kept)
    return Entering(home=home, service=Service(prepare_join(home, code, me)), is_new=True, kept=kept)


def open_to_restore(home: Home, words: Sequence[str], text: str) -> Entering:
    """A home made again from its 24 words; an invitation, used or not, says where the commune is.

    Raises:
        AppError: bad-code, bad-words, home-exists, store.
    """
    code = decode_code(text)
    kept = _list(home)
    if has_vault(home.keys):
        return Entering(home=home, service=_take_up(home, code), is_new=False, kept=kept)
    return Entering(home=home, service=Service(prepare_restore(home, words, code)), is_new=True, kept=kept)


def _list(home: Home) -> frozenset[str]:
    return frozenset(path.name for path in home.root.iterdir()) if home.root.is_dir() else frozenset()


def _take_up(home: Home, code: InvitationCode) -> Service:
    service = Service.open(home)
    if not service.desk.is_entering or service.desk.commune != code.commune:
        service.close()
        raise AppError("home-exists", home=str(home.root))
    return service


def take_away(entering: Entering) -> None:
    """Remove what an attempt that came to nothing had made, and the folder if nothing else is in it."""
    root = entering.home.root
    for name in _FOLDERS:
        folder = root / name
        if name not in entering.kept and folder.is_dir() and not folder.is_symlink():
            for path in folder.iterdir():
                path.unlink(missing_ok=True)
            folder.rmdir()
    for name in _FILES:
        if name not in entering.kept:
            (root / name).unlink(missing_ok=True)
    if not any(root.iterdir()):
        root.rmdir()
