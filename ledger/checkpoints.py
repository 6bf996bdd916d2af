# SPDX-License-Identifier: AGPL-3.0-or-later
"""Chunks of states on disk: those of the last checkpoints, for newcomers, and one that is arriving.

        kept      of each checkpoint's state, the last two, and the one this copy began with until all is here
        arriving  what a newcomer has of a snapshot so far: a restart goes on where it stopped

Beside the store, over its connection. Bounded: a kept state is the size of the state itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final

from ledger import limits
from ledger.errors import StoreError

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS checkpoints (
  height INTEGER, number INTEGER, hash BLOB NOT NULL, chunk BLOB NOT NULL, PRIMARY KEY (height, number));
CREATE TABLE IF NOT EXISTS arriving (number INTEGER PRIMARY KEY, chunk BLOB NOT NULL);
"""
_HEAD: Final = -1


class Checkpoints:
    """See the module."""

    def __init__(self, db: sqlite3.Connection, *, create: bool = True) -> None:
        """Raises StoreError: no room for the tables."""
        self.db = db
        self.keeps = True
        """False: nobody will ask this copy for a snapshot."""
        try:
            if create:
                db.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise StoreError(str(error)) from error

    # --- kept ----------------------------------------------------------------------------------------------

    def keep(self, height: int, chunks: Sequence[bytes], hashes: Sequence[bytes], *, but: int = 0) -> None:
        """Keep the chunks of the state a checkpoint certifies, and forget all but the last ones.

        Nothing is kept of a state that no snapshot can carry.

        Args:
            hashes: of the chunks.
            but: a height whose chunks are kept whatever came after it.
        """
        if not self.keeps:
            return
        if len(chunks) > limits.SNAPSHOT_CHUNKS_MAX or max(map(len, chunks)) > limits.STATE_CHUNK_BYTES:
            return
        pairs = zip(hashes, chunks, strict=True)
        rows = [(height, number, digest, chunk) for number, (digest, chunk) in enumerate(pairs)]
        self.db.executemany("INSERT OR REPLACE INTO checkpoints VALUES (?, ?, ?, ?)", rows)
        for old in self.get_heights()[limits.SNAPSHOTS_KEPT :]:
            if old != but:
                self.db.execute("DELETE FROM checkpoints WHERE height = ?", (old,))

    def get_heights(self) -> list[int]:
        """Checkpoints whose state is kept, the latest first."""
        query = "SELECT DISTINCT height FROM checkpoints ORDER BY height DESC"
        return [height for (height,) in self.db.execute(query)]

    def get_last(self) -> int:
        """The latest of them, 0 if there is none."""
        return self.db.execute("SELECT COALESCE(MAX(height), 0) FROM checkpoints").fetchone()[0]

    def get_hashes(self, height: int) -> tuple[bytes, ...]:
        """The hashes of a checkpoint's chunks, none if they are not kept."""
        query = "SELECT hash FROM checkpoints WHERE height = ? ORDER BY number"
        return tuple(found for (found,) in self.db.execute(query, (height,)))

    def get_chunk(self, height: int, number: int) -> bytes | None:
        query = "SELECT chunk FROM checkpoints WHERE height = ? AND number = ?"
        found = self.db.execute(query, (height, number)).fetchone()
        return None if found is None else found[0]

    def get_chunks(self, height: int) -> list[bytes]:
        query = "SELECT chunk FROM checkpoints WHERE height = ? ORDER BY number"
        return [chunk for (chunk,) in self.db.execute(query, (height,))]

    # --- arriving ------------------------------------------------------------------------------------------

    def begin(self, head: bytes) -> None:
        """Remember what was promised; what arrived of another snapshot goes."""
        self.forget_arriving()
        self.db.execute("INSERT INTO arriving VALUES (?, ?)", (_HEAD, head))

    def add(self, number: int, chunk: bytes) -> None:
        """A chunk that was checked."""
        self.db.execute("INSERT OR REPLACE INTO arriving VALUES (?, ?)", (number, chunk))

    def get_arriving(self) -> tuple[bytes, frozenset[int]] | None:
        """(what was promised, the chunks that are here), None if nothing is under way."""
        head = self.db.execute("SELECT chunk FROM arriving WHERE number = ?", (_HEAD,)).fetchone()
        if head is None:
            return None
        numbers = self.db.execute("SELECT number FROM arriving WHERE number >= 0")
        return head[0], frozenset(number for (number,) in numbers)

    def get_arrived(self) -> list[bytes]:
        query = "SELECT chunk FROM arriving WHERE number >= 0 ORDER BY number"
        return [chunk for (chunk,) in self.db.execute(query)]

    def forget_arriving(self) -> None:
        self.db.execute("DELETE FROM arriving")
