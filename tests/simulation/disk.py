# SPDX-License-Identifier: AGPL-3.0-or-later
"""The disk of a simulated computer: real SQLite in memory, power cuts and want of room drawn.

    commit ── power cut before it? ──> written ── synced? ── power cut after it? ──> told to the program

A cut leaves what was last synced: SQLite's word for it is `synchronous = FULL` at the commit. What was
committed without that is gone. The law: nothing reaches the image that the program did not commit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ledger.store import Store
from p2p.vote_file import VoteFile

_SYNC, _JOURNAL = "PRAGMA synchronous", "PRAGMA journal_mode"
_SYNCED = ("FULL", "EXTRA", "2", "3")
_execute = sqlite3.Connection.execute


class PowerCut(BaseException):
    """The computer is off; no program catches this."""


class Disk:
    """What survives of one computer: an image a file."""

    def __init__(self, images: dict[str, bytes]) -> None:
        self.images = dict(images)
        self.is_off = False
        self.is_full = False
        self.strikes: Callable[[], int] = lambda: 0
        """Asked at each commit: −1 the power fails before it, 1 right after it, 0 it holds."""
        self._files: dict[str, SimConnection] = {}

    def connect(self, name: str) -> SimConnection:
        file = sqlite3.connect(":memory:", isolation_level=None, factory=SimConnection)
        image = self.images.get(name)
        if image:
            file.deserialize(image)
        file.disk, file.name = self, name
        self._files[name] = file
        return file

    def cut(self) -> None:
        """The power fails now: keep what is synced of each file."""
        if self.is_off:
            return
        self.is_off = True
        for name, file in self._files.items():
            self.images[name] = file.take_image()

    def forget(self, file: SimConnection) -> None:
        """A file is closed before the power fails."""
        if self._files.pop(file.name, None) is file:
            self.images[file.name] = file.take_image()

    def restore(self) -> None:
        """The power is back; nothing is open."""
        for file in self._files.values():
            file.bury()
        self._files = {}
        self.is_off = False


class SimConnection(sqlite3.Connection):
    """A connection that asks its disk at each commit."""

    disk: Disk | None = None
    name = ""
    _is_synced = True
    _last_synced: bytes | None = None
    """The image before the first commit that was not synced; None: all was."""

    def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
        disk = self.disk
        if disk is None:
            return _execute(self, sql, parameters)
        if disk.is_off:
            raise PowerCut
        if sql[0] == "S":  # a SELECT, by far the most
            return _execute(self, sql, parameters)
        if sql == "COMMIT":
            return self._commit(disk)
        if sql.startswith(_JOURNAL):  # memory has none
            sql = _JOURNAL
        if sql.startswith(_SYNC):
            self._is_synced = sql.rpartition("=")[2].strip().upper() in _SYNCED
        elif sql.startswith("BEGIN") and not self._is_synced and self._last_synced is None:
            self._last_synced = self.serialize()
        return _execute(self, sql, parameters)

    def executemany(self, sql: str, parameters: Any) -> sqlite3.Cursor:
        if self.disk is not None and self.disk.is_off:
            raise PowerCut
        return super().executemany(sql, parameters)

    def _commit(self, disk: Disk) -> sqlite3.Cursor:
        if disk.is_full:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        strike = disk.strikes()
        if strike < 0:
            disk.cut()
            raise PowerCut
        done = super().execute("COMMIT")
        if self._is_synced:
            self._last_synced = None
        if strike > 0:
            disk.cut()
            raise PowerCut
        return done

    def take_image(self) -> bytes:
        if self.in_transaction:
            super().execute("ROLLBACK")
        return self.serialize() if self._last_synced is None else self._last_synced

    def close(self) -> None:
        """The program closes its file: what is synced stays."""
        if self.disk is not None:
            self.disk.forget(self)
        super().close()

    def bury(self) -> None:
        self.disk = None
        super().close()


class SimStore(Store):
    """The commune's file on a simulated disk."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        super().__init__(None)

    def _connect(self, path: Path | None, read_only: bool) -> sqlite3.Connection:  # type: ignore[override]
        del path, read_only
        return self._disk.connect("commune")


class SimVotes(VoteFile):
    """The vote file on a simulated disk."""

    def __init__(self, disk: Disk, *, is_witness: bool, random_id: bytes) -> None:
        self._disk = disk
        super().__init__(None, is_witness=is_witness, random_id=random_id)

    def _connect(self, path: Path | None) -> sqlite3.Connection:  # type: ignore[override]
        del path
        return self._disk.connect("votes")
