# SPDX-License-Identifier: AGPL-3.0-or-later
"""A home being made: whole, or not at all.

Law: an attempt that is refused takes away what it made itself, and never what was there; another process that
makes a home in the same folder is left alone, since what is taken away is looked up under the home's lock.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.errors import AppError
from app.home_trouble import name_trouble, told_as_refusals
from app.lock import HomeLock, HomeLocked
from app.paths import Home
from app.vault import Vault, VaultError, has_vault
from ledger.store import Store

_JOURNALS: Final = ("", "-wal", "-shm", "-journal")
_FILES: Final = (
    "control.sock", "control.path", "control.port", "config.json", "told.json", "lock",
)  # fmt: skip
_FOLDERS: Final = ("keys", "log")


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What lay in a home's folder before an attempt."""

    root: Path
    names: frozenset[str]
    missing: tuple[Path, ...]
    """The folder and those above it that were not there, the deepest first."""

    def put_back(self) -> None:
        """Remove what a home is made of and was not there; a folder only when nothing else is in it."""
        for name in _FOLDERS:
            folder = self.root / name
            if name not in self.names and folder.is_dir() and not folder.is_symlink():
                for path in folder.iterdir():
                    path.unlink(missing_ok=True)
                folder.rmdir()
        databases = (path.name + end for path in Home(self.root).databases for end in _JOURNALS)
        for name in (*databases, *_FILES):
            if name not in self.names:
                (self.root / name).unlink(missing_ok=True)
        with suppress(OSError):  # somebody else put something there
            for folder in self.missing:
                folder.rmdir()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHome:
    """The parts of a home being made."""

    lock: HomeLock
    vault: Vault
    store: Store
    undo: ExitStack
    """What to do if it is refused, the last first."""


def look_before(home: Home) -> Before:
    """What lies in the folder now."""
    root = home.root
    names = frozenset(path.name for path in root.iterdir()) if root.is_dir() else frozenset[str]()
    return Before(
        root=root, names=names, missing=tuple(path for path in (root, *root.parents) if not path.exists())
    )


def take_lock(home: Home) -> HomeLock:
    """The right to write a home. Raises AppError: in-use, store, home-unwritable."""
    try:
        return HomeLock.acquire(home.lock)
    except HomeLocked as error:
        raise AppError("in-use", pid=error.pid) from error
    except OSError as error:
        raise name_trouble(home, error) from error


def open_store(home: Home) -> Store:
    """The commune's file, made if need be. Raises AppError: store, store-damaged, store-newer."""
    with told_as_refusals(home):
        return Store(home.database)


@contextmanager
def new_home(home: Home, words: Sequence[str], passphrase: str | None) -> Generator[NewHome]:
    """Keys and an empty commune's file where there were none; nothing is left if what is within fails.

    Raises:
        AppError: home-exists, in-use, store, what the vault or the folder refused.
    """
    with told_as_refusals(home):
        _check_free(home)
        first = look_before(home)
        home.create()
    lock = take_lock(home)
    with told_as_refusals(home), ExitStack() as undo:
        undo.callback(lock.release)
        _check_free(home)  # again: whoever held the lock may have made a home meanwhile
        names = look_before(home).names - ({"lock"} - first.names)
        undo.pop_all()
        undo.callback(Before(root=home.root, names=names, missing=first.missing).put_back)
        undo.callback(lock.release)
        try:
            vault = Vault.create(home.keys, words=words, passphrase=passphrase)
        except VaultError as error:
            raise AppError(error.code) from error
        store = open_store(home)
        undo.callback(store.close)
        yield NewHome(lock=lock, vault=vault, store=store, undo=undo)
        undo.pop_all()


def _check_free(home: Home) -> None:
    if has_vault(home.keys) or home.database.exists():
        raise AppError("home-exists", home=str(home.root))
