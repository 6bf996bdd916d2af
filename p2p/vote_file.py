# SPDX-License-Identifier: AGPL-3.0-or-later
"""What this computer signed as a witness: a file of its own, which no backup may bring back.

A witness that forgets a vote may sign another in its place, and that is what liars do. So the file is synced
before anything signed leaves, and says of itself whether it is whole: it counts every start, and neighbours
remember the count.

    whole ── a neighbour remembers a later start, or holds a vote we do not ──> broken
    broken ── a seal above all that was open is made without us ──> whole

The law: two different values are never saved for one (epoch, height, round, step).
Source: docs/protocol.md section 4, "Amnesia".
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ledger.errors import StoreError, VoteLost
from ledger.private_file import make_private_file

SCHEMA_VERSION: Final = 1
HEIGHTS_KEPT: Final = 64
"""Heights below the open one whose votes stay readable, for whoever wants to compare."""

Place = tuple[int, int, int, str]
"""(epoch, height, round, step)."""

_SCHEMA: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE signed (
  epoch INTEGER, height INTEGER, round INTEGER, step TEXT, value BLOB NOT NULL,
  PRIMARY KEY (epoch, height, round, step)) WITHOUT ROWID;
CREATE TABLE open (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 0), epoch INTEGER, height INTEGER, snapshot BLOB);
"""


class VoteFile:
    """See the module. One connection, one thread."""

    def __init__(self, path: Path | None, *, is_witness: bool, random_id: bytes) -> None:
        """Open the file and count a start, or make it.

        Args:
            path: None keeps everything in memory (tests).
            is_witness: our node is in the list already. A file that is missing then was lost.
            random_id: 16 bytes that name this start.

        Raises:
            StoreError: not our file, a newer schema, no room, no right to write.
        """
        self._path = path
        try:
            self._db = self._connect(path)
        except sqlite3.Error as error:
            raise StoreError(f"{path}: {error}") from error
        try:
            self._prepare(is_witness and path is not None)
            self.boot_counter = int.from_bytes(self._get("boot-counter") or b"", "big") + 1
            self.boot_id = random_id
            self._db.execute("BEGIN IMMEDIATE")
            self._set("boot-counter", self.boot_counter.to_bytes(8, "big"))
            self._set("boot-id", random_id)
            self._db.execute("COMMIT")
        except BaseException as error:
            self._db.close()
            if isinstance(error, sqlite3.Error):
                raise StoreError(f"{path}: {error}") from error
            raise

    @staticmethod
    def _connect(path: Path | None) -> sqlite3.Connection:
        if path is not None:
            make_private_file(path)
        name = ":memory:" if path is None else str(path)
        return sqlite3.connect(name, isolation_level=None, check_same_thread=False)

    def _prepare(self, was_lost: bool) -> None:
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise StoreError(f"made by a newer Voisinage (schema {version}); update the program")
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        if version == 0:
            self._db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
            if was_lost:
                self.mark_broken("lost")

    def close(self) -> None:
        self._db.close()

    def _get(self, name: str) -> bytes | None:
        found = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if found is None else found[0]

    def _set(self, name: str, value: bytes) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    @property
    def broken_because(self) -> str:
        """Empty when the file is whole; else `lost`, `older-copy` or `forgotten-vote`."""
        return (self._get("broken") or b"").decode()

    def mark_broken(self, why: str, counter: int = 0) -> None:
        """From now on nothing is signed, also after a restart, until `mark_whole`.

        Args:
            counter: a later start that neighbours remember: the next one will be later than that.

        Raises:
            StoreError: the disk refused.
        """
        with self._writing():
            if not self.broken_because:
                self._set("broken", why.encode())
            if counter > int.from_bytes(self._get("boot-counter") or b"", "big"):
                self._set("boot-counter", counter.to_bytes(8, "big"))

    def mark_whole(self) -> None:
        """We may sign again.

        Raises:
            StoreError: the disk refused.
        """
        with self._writing():
            self._set("broken", b"")

    @property
    def promise(self) -> bytes:
        """What `open_recoveries` keeps of a recovery its owner signed, kept here too; empty: nothing."""
        return self._get("recovery-promise") or b""

    def keep_promise(self, row: bytes) -> None:
        """Keep it, or nothing any more, synced: the commune's file may be put back to before it.

        Raises:
            StoreError: the disk refused.
        """
        with self._writing():
            self._set("recovery-promise", row)

    def forget(self) -> None:
        """The owner says that nobody is left who saw what we signed: begin anew from the copy we have.

        Raises:
            StoreError: the disk refused.
        """
        with self._writing():
            self._db.execute("DELETE FROM signed")
            self._db.execute("DELETE FROM open")

    @contextmanager
    def _writing(self) -> Generator[None]:
        """One synced transaction."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise StoreError(f"{self._path}: {error}") from error
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    # --- what was signed ------------------------------------------------------------------------------------

    def save(
        self, epoch: int, height: int, snapshot: bytes, signed: Sequence[tuple[int, str, bytes]]
    ) -> None:
        """Sync what is about to leave, all or nothing.

        Args:
            signed: (round, step, seal id) of each message.

        Raises:
            StoreError: the disk refused. VoteLost: something else was signed in one of these places.
        """
        with self._writing():
            for number, step, value in signed:
                self._db.execute(
                    "INSERT INTO signed VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    (epoch, height, number, step, value),
                )
                if self.get_signed((epoch, height, number, step)) != value:
                    raise VoteLost("something else was signed in this place")
            self._db.execute("INSERT OR REPLACE INTO open VALUES (0, ?, ?, ?)", (epoch, height, snapshot))
            self._db.execute(
                "DELETE FROM signed WHERE epoch < ? OR height < ?", (epoch, height - HEIGHTS_KEPT)
            )

    def load(self, epoch: int, height: int) -> bytes | None:
        """The snapshot of this height, None when nothing was signed at it."""
        found = self._db.execute("SELECT epoch, height, snapshot FROM open").fetchone()
        return found[2] if found is not None and found[:2] == (epoch, height) else None

    def get_signed(self, place: Place) -> bytes | None:
        """The seal id signed in a place, empty for no seal, None where nothing was signed."""
        found = self._db.execute(
            "SELECT value FROM signed WHERE epoch = ? AND height = ? AND round = ? AND step = ?", place
        ).fetchone()
        return None if found is None else found[0]

    def get_last_height(self) -> int:
        """The highest height at which something was signed; 0 before any."""
        return self.get_last_place()[1]

    def get_last_place(self) -> tuple[int, int]:
        """The last (epoch, height) at which something was signed; (0, 0) before any."""
        found = self._db.execute(
            "SELECT epoch, height FROM signed ORDER BY epoch DESC, height DESC LIMIT 1"
        ).fetchone()
        return (0, 0) if found is None else found
