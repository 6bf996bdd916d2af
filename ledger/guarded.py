# SPDX-License-Identifier: AGPL-3.0-or-later
"""A connection on which the disk's refusals are ours wherever they come: at a write, or amid a read.

        execute, fetchall, for row in … ── sqlite3.Error ──> StoreError, and `on_damage` when it is for good

Mistakes of ours (SQL that does not parse, a broken constraint) go on as they are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from ledger.errors import StoreClosed, StoreDamaged, StoreError, StoreOlder

T = TypeVar("T")

_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_UNREADABLE: Final = frozenset(
    {
        sqlite3.SQLITE_IOERR_READ,
        sqlite3.SQLITE_IOERR_SHORT_READ,
        sqlite3.SQLITE_IOERR_DATA,
        sqlite3.SQLITE_IOERR_CORRUPTFS,
    }
)
"""The disk no longer gives back what it took: no room mends that either."""
_CLOSED: Final = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY})
_HALF_WRITTEN: Final = frozenset({sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_RECOVERY})
"""Its writer died amid a write: who only reads cannot undo it."""
_OF_THE_DISK: Final = _DAMAGED | _CLOSED | {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY}
_REFUSALS: Final = (sqlite3.Error, UnicodeDecodeError)
"""SQLite may quote what a damaged page says, in letters that are none: Python cannot read such a refusal."""


def name_failure(path: Path | None, error: sqlite3.Error) -> StoreError:
    """What SQLite refused, in our words: a damaged file or a closed folder is no full disk."""
    extended = getattr(error, "sqlite_errorcode", 0)
    code = extended & 0xFF
    if code in _DAMAGED or extended in _UNREADABLE:
        return StoreDamaged(f"{path}: {error}")
    if extended in _HALF_WRITTEN:
        return StoreOlder(f"{path}: {error}")
    if code in _CLOSED:
        return StoreClosed(f"{path}: {error}")
    return StoreError(f"{path}: {error}")


class GuardedCursor(sqlite3.Cursor):
    """Rows of a `GuardedConnection`."""

    def execute(self, sql: str, parameters: Any = (), /) -> GuardedCursor:
        return self._guard(super().execute, sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> GuardedCursor:
        return self._guard(super().executemany, sql, parameters)

    def fetchone(self) -> Any:
        return self._guard(super().fetchone)

    def fetchall(self) -> list[Any]:
        return self._guard(super().fetchall)

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except _REFUSALS as error:
            raise cast("GuardedConnection", self.connection).name(error) from error

    def _guard(self, action: Callable[..., T], *arguments: Any) -> T:
        try:
            return action(*arguments)
        except _REFUSALS as error:
            raise cast("GuardedConnection", self.connection).name(error) from error


class GuardedConnection(sqlite3.Connection):
    """See the module."""

    path: Path | None = None
    """Named in what is raised."""
    on_damage: Callable[[StoreDamaged], None] | None = None
    """Told, before the error is raised, that the file is not what was written; must not raise."""

    def execute(self, sql: str, parameters: Any = (), /) -> GuardedCursor:
        return self.cursor(GuardedCursor).execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> GuardedCursor:
        return self.cursor(GuardedCursor).executemany(sql, parameters)

    def name(self, error: sqlite3.Error | UnicodeDecodeError) -> Exception:
        """What to raise for an error."""
        if isinstance(error, UnicodeDecodeError):
            failure = StoreDamaged(f"{self.path}: {error}")
        elif getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_DISK:
            failure = name_failure(self.path, error)
        else:
            return error
        if isinstance(failure, StoreDamaged) and self.on_damage is not None:
            self.on_damage(failure)
        return failure
