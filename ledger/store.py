# SPDX-License-Identifier: AGPL-3.0-or-later
"""One SQLite file a commune: events, seals, the state's rows, blobs, remembered peers.

Append-only but for blobs and peers. Synced on every commit (WAL, synchronous = FULL): what `append` returned
from survives a power cut. With `read_model`, `checkpoints` and `migrations`, whose tables are in it,
and `private_file`, which makes it, the only disk in `ledger`.
The law: a seal with all its effects is one transaction.
"""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from ledger.encoding import decode, encode
from ledger.errors import Malformed, StoreDamaged, StoreError, StoreNewer, StoreOlder
from ledger.event import Event, join_parts, rebuild_event
from ledger.guarded import GuardedConnection, name_failure
from ledger.hashing import hash_event
from ledger.migrations import migrate
from ledger.private_file import make_private_file
from ledger.read_model import prefix_of
from ledger.rulebook.book import TABLES
from ledger.seal import list_witnesses, witness_rows
from ledger.state import State, Witness, decode_key, decode_row, encode_key, encode_row
from ledger.units import BlobHash, EventId, Key

SCHEMA_VERSION: Final = 4
_ROOM: Final = "room"
PENDING: Final = -1
DEAD: Final = -2
UNPLACED: Final = 2**15 - 1
"""The position of what no seal placed: as wide as a real one, so that sealing widens no row."""
_BUSY_MS: Final = 5_000
ROOM_BYTES: Final = 1 << 20
"""What the disk must take before it counts as having room: the largest cut of a seal."""

_SCHEMA: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE keys (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE);
CREATE TABLE events (
  row INTEGER PRIMARY KEY, prefix INTEGER NOT NULL, key INTEGER NOT NULL, seq INTEGER NOT NULL,
  height INTEGER NOT NULL, position INTEGER NOT NULL, payload BLOB NOT NULL, signature BLOB NOT NULL);
CREATE INDEX events_prefix ON events (prefix);
CREATE INDEX events_slot ON events (key, seq);
CREATE INDEX events_place ON events (height, position);
CREATE TABLE seals (height INTEGER PRIMARY KEY, encoded BLOB NOT NULL, certificate BLOB NOT NULL);
CREATE TABLE lists (height INTEGER PRIMARY KEY, encoded BLOB NOT NULL);
CREATE TABLE state (
  name TEXT, key BLOB, row BLOB NOT NULL, sum INTEGER NOT NULL, PRIMARY KEY (name, key)) WITHOUT ROWID;
CREATE TABLE blobs (hash BLOB PRIMARY KEY, owner BLOB NOT NULL, content BLOB NOT NULL);
CREATE INDEX blobs_owner ON blobs (owner);
CREATE TABLE wanted (hash BLOB PRIMARY KEY, owner BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE said (hash BLOB, speaker BLOB, PRIMARY KEY (hash, speaker)) WITHOUT ROWID;
CREATE INDEX said_speaker ON said (speaker);
CREATE TABLE peers (node BLOB PRIMARY KEY, address TEXT NOT NULL, seen_ms INTEGER NOT NULL) WITHOUT ROWID;
"""
"""`height` of an event: ≥ 0 sealed there, −1 pending, −2 dead. `prefix`: first 8 bytes of its id. `sum` of a
row of the state: what it must still be when it is read (`sum_row`), since no seal says so at every height."""
_INSERT_EVENT: Final = """INSERT INTO events (prefix, key, seq, height, position, payload, signature)
  VALUES (?, ?, ?, ?, ?, ?, ?)"""


def sum_row(name: str, key: bytes, row: bytes) -> int:
    """A checksum against a disk that forgets, not against a person."""
    return crc32(row, crc32(key, _sum_name(name)))


@lru_cache(maxsize=128)
def _sum_name(name: str) -> int:
    return crc32(name.encode())


class Store:
    """The commune's file. Not thread-safe: one connection, one thread; readers open their own."""

    def __init__(self, path: Path | None, *, read_only: bool = False, spills: bool = False) -> None:
        """Open or create the file.

        Args:
            path: None keeps everything in memory (tests).
            read_only: for queries beside the writer; the file must exist.
            spills: without a path, what memory need not hold goes to a file that SQLite removes.

        Raises:
            StoreDamaged: not our file, or not as it was written. StoreNewer: a newer schema.
            StoreOlder: an older one, to be read only. StoreError: no room, no right to write.
        """
        self.path = path
        self._commune = EventId(b"")
        self._keys: dict[Key, int] = {}
        self._on_damage: Callable[[StoreDamaged], None] = lambda _error: None
        try:
            self.db = self._connect_scratch() if spills else self._connect(path, read_only)
        except sqlite3.Error as error:
            raise name_failure(path, error) from error
        if isinstance(self.db, GuardedConnection):
            self.db.path, self.db.on_damage = path, self._tell_damage
        try:
            self._prepare(read_only)
        except BaseException as error:
            self.db.close()
            if isinstance(error, sqlite3.Error):
                raise name_failure(path, error) from error
            raise

    @staticmethod
    def _connect(path: Path | None, read_only: bool) -> sqlite3.Connection:
        if path is None:
            return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        if not read_only:
            make_private_file(path)
        uri = f"file:{str(path).replace('?', '%3f').replace('#', '%23')}?mode={'ro' if read_only else 'rwc'}"
        return sqlite3.connect(
            uri,
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=_BUSY_MS / 1000,
            factory=GuardedConnection,
        )

    @staticmethod
    def _connect_scratch() -> sqlite3.Connection:
        return sqlite3.connect("", isolation_level=None, check_same_thread=False)

    def _prepare(self, read_only: bool) -> None:
        db = self.db
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise StoreNewer(f"made by a newer Voisinage (schema {version}); update the program")
        if read_only and 0 < version < SCHEMA_VERSION:
            raise StoreOlder(f"{self.path}: schema {version}, not yet brought to {SCHEMA_VERSION}")
        if not read_only:
            if version == 0 and db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]:
                raise StoreDamaged(f"{self.path}: the file of another program")
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            if version == 0:
                db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
            elif version < SCHEMA_VERSION:
                self._migrate(version)
        db.execute("PRAGMA query_only = " + ("1" if read_only else "0"))
        self._keys = {Key(key): number for number, key in db.execute("SELECT number, key FROM keys")}

    def _migrate(self, version: int) -> None:
        """Bring an older file to this schema: all of it, or it stays as it was."""
        with self.reading(), self.transaction():
            migrate(self.db, version, SCHEMA_VERSION)

    def beside(self, name: str) -> Path | None:
        """Another file in the commune's folder; None for what is in memory alone."""
        return None if self.path is None else self.path.with_name(name)

    def watch_damage(self, callback: Callable[[StoreDamaged], None]) -> None:
        """Be told, in the thread that reads, whenever the file is not what was written; must not raise."""
        self._on_damage = callback

    def _tell_damage(self, error: StoreDamaged) -> None:
        self._on_damage(error)

    def close(self) -> None:
        self.db.close()

    @contextmanager
    def transaction(self) -> Generator[None]:
        """All or nothing, synced when it ends well.

        Raises:
            StoreError: the disk refused (full, read-only …); nothing was written.
        """
        if self.db.in_transaction:
            yield
            return
        try:
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                # SQLite rolls back by itself on a full disk.
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise
            self.db.execute("COMMIT")
        except (sqlite3.Error, StoreError) as error:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            if isinstance(error, StoreError):
                raise
            raise name_failure(self.path, error) from error

    @contextmanager
    def reading(self) -> Generator[None]:
        """Raises StoreDamaged, within, for what cannot be what was written."""
        try:
            yield
        except sqlite3.Error as error:
            raise name_failure(self.path, error) from error
        except (Malformed, ValueError, TypeError, KeyError, OverflowError) as error:
            raise StoreDamaged(f"{self.path}: {error!r}") from error

    def check_room(self) -> None:
        """Write and sync as much as the largest seal, and give the place back to what comes next.

        Raises:
            StoreError: the disk still refuses.
        """
        self.set_meta(_ROOM, bytes(ROOM_BYTES))
        with self.transaction():
            self.db.execute("DELETE FROM meta WHERE name = ?", (_ROOM,))

    # --- meta ----------------------------------------------------------------------------------------------

    def get_meta(self, name: str) -> bytes | None:
        found = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if found is None else found[0]

    def set_meta(self, name: str, value: bytes) -> None:
        with self.transaction():
            self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def list_meta(self, prefix: str) -> list[tuple[str, bytes]]:
        """(name, value) of the rows whose names begin so."""
        query = "SELECT name, value FROM meta WHERE name >= ? AND name < ? ORDER BY name"
        return self.db.execute(query, (prefix, prefix + "\U0010ffff")).fetchall()

    def remove_meta(self, name: str) -> None:
        with self.transaction():
            self.db.execute("DELETE FROM meta WHERE name = ?", (name,))

    @property
    def commune(self) -> EventId:
        """The charter's id, empty before the file knows one."""
        if not self._commune:
            self._commune = EventId(self.get_meta("commune") or b"")
        return self._commune

    # --- events --------------------------------------------------------------------------------------------

    def _key_number(self, key: Key) -> int:
        number = self._keys.get(key)
        if number is None:
            number = len(self._keys) + 1
            self.db.execute("INSERT INTO keys VALUES (?, ?)", (number, key))
            self._keys[key] = number
        return number

    def forget_unsaved(self) -> None:
        """After a rolled-back transaction: read memory again; all of it, or nothing off a broken disk."""
        keys = {Key(key): number for number, key in self.db.execute("SELECT number, key FROM keys")}
        self._commune = EventId(self.get_meta("commune") or b"")
        self._keys = keys

    def _row_of(self, event: Event, height: int, position: int) -> tuple[Any, ...]:
        number = self._key_number(event.author)
        return prefix_of(event.id), number, event.seq, height, position, event.payload, event.signature

    def add_events(self, events: Iterable[tuple[Event, int]]) -> None:
        """Store (event, PENDING or DEAD) pairs, or the charter at 0, inside the caller's transaction."""
        rows = [self._row_of(event, height, UNPLACED if height < 0 else 0) for event, height in events]
        self.db.executemany(_INSERT_EVENT, rows)

    def add_placed(
        self, prefix: int, key: Key, seq: int, height: int, position: int, payload: bytes, signature: bytes
    ) -> None:
        """An event as another file of this commune holds it, inside the caller's transaction."""
        row = (prefix, self._key_number(key), seq, height, position, payload, signature)
        self.db.execute(_INSERT_EVENT, row)

    def _find(self, event_id: bytes) -> tuple[int, int, int, bytes, bytes] | None:
        found = self.db.execute(
            "SELECT row, height, position, payload, signature FROM events WHERE prefix = ?",
            (prefix_of(event_id),),
        )
        for row, height, position, payload, signature in found:
            # Height 0 is the charter, whose id alone is computed without the commune.
            commune = bytes(32) if height == 0 else self.commune
            if hash_event(commune, payload) == event_id:
                return row, height, position, payload, signature
        return None

    def has_event(self, event_id: bytes) -> bool:
        return self._find(event_id) is not None

    def get_event(self, event_id: bytes) -> Event | None:
        found = self._find(event_id)
        return None if found is None else rebuild_event(found[3], found[4], self.commune)

    def get_place(self, event_id: bytes) -> tuple[int, int] | None:
        """(height, position) of a stored event; height −1 pending, −2 dead."""
        found = self._find(event_id)
        return None if found is None else (found[1], found[2])

    def iter_unsealed(self) -> Iterator[tuple[Event, int]]:
        """Pending and dead events with their mark, in stored order."""
        # Two walks along `events_place`, where one would be sorted as a whole.
        query = """SELECT row, prefix, payload, signature, height FROM events WHERE height = ?
            ORDER BY position, row"""
        marks = [self.db.execute(query, (mark,)) for mark in (PENDING, DEAD)]
        for _, prefix, payload, signature, height in heapq.merge(*marks):
            yield self._rebuild(prefix, payload, signature), height

    def get_dead(self, limit: int) -> list[Event]:
        """The last stored of the events that another of their key shut out, oldest first."""
        query = f"""SELECT prefix, payload, signature FROM events WHERE height = {DEAD}
            ORDER BY position DESC, row DESC LIMIT ?"""
        rows = self.db.execute(query, (limit,)).fetchall()
        return [self._rebuild(*row) for row in reversed(rows)]

    def iter_sealed(self, height: int) -> Iterator[Event]:
        """The events of one seal in their order."""
        query = "SELECT prefix, payload, signature FROM events WHERE height = ? ORDER BY position"
        for prefix, payload, signature in self.db.execute(query, (height,)):
            yield self._rebuild(prefix, payload, signature)

    def _rebuild(self, prefix: int, payload: bytes, signature: bytes) -> Event:
        """Raises StoreDamaged: it no longer is the event that was stored."""
        event = rebuild_event(payload, signature, self.commune)
        if prefix_of(event.id) != prefix:
            damage = StoreDamaged(f"{self.path}: an event is not what was written")
            self._on_damage(damage)
            raise damage
        return event

    def iter_wire(self, after_height: int) -> Iterator[tuple[list[tuple[Key, int, bytes]], bytes, bytes]]:
        """((key, seq, event as it travels) in order, seal, certificate) of each height above: not decoded."""
        query = """SELECT k.key, e.seq, e.payload, e.signature FROM events e JOIN keys k ON k.number = e.key
            WHERE e.height = ? ORDER BY e.position"""
        height = after_height + 1
        while (found := self.get_seal(height)) is not None:
            rows = self.db.execute(query, (height,)).fetchall()
            yield [(Key(key), seq, join_parts(payload, sign)) for key, seq, payload, sign in rows], *found
            height += 1

    def get_sealed_ids(self, key: Key, seq: int) -> tuple[EventId, ...]:
        """Sealed events of one key and number: one, or more where a fork was sealed void."""
        # The table, not our memory of it: another connection may have added the key since we opened.
        of_key = "key = (SELECT number FROM keys WHERE key = ?)"
        query = f"SELECT payload, height FROM events WHERE {of_key} AND seq = ? AND height >= 0"
        return tuple(
            EventId(hash_event(bytes(32) if height == 0 else self.commune, payload))
            for payload, height in self.db.execute(query, (key, seq))
        )

    def seal_events(self, height: int, ordered: Sequence[Event], fresh: Container[EventId] = ()) -> None:
        """Give the events of a cut their places, inside the caller's transaction.

        Args:
            fresh: those that were not stored before, and are now.
        """
        placed = list(enumerate(ordered))
        added = [self._row_of(event, height, at) for at, event in placed if event.id in fresh]
        self.db.executemany(_INSERT_EVENT, added)
        moved = [
            (height, at, prefix_of(event.id), event.payload) for at, event in placed if event.id not in fresh
        ]
        query = "UPDATE events SET height = ?, position = ? WHERE prefix = ? AND payload = ? AND height < 0"
        changed = self.db.executemany(query, moved).rowcount if moved else 0
        assert changed == len(moved), "a cut holds stored events only"

    def bury_events(self, ids: Iterable[EventId]) -> None:
        for event_id in ids:
            found = self._find(event_id)
            assert found is not None, "only stored events die"
            self.db.execute("UPDATE events SET height = ? WHERE row = ?", (DEAD, found[0]))

    def count_events(self) -> int:
        return self.db.execute("SELECT COUNT(*) FROM events").fetchone()[0]

    # --- seals -----------------------------------------------------------------------------------

    def add_seal(self, height: int, encoded: bytes, certificate: bytes) -> None:
        self.db.execute("INSERT INTO seals VALUES (?, ?, ?)", (height, encoded, certificate))

    def get_seal(self, height: int) -> tuple[bytes, bytes] | None:
        """(encoded seal, encoded certificate)."""
        return self.db.execute(
            "SELECT encoded, certificate FROM seals WHERE height = ?", (height,)
        ).fetchone()

    def iter_history(self, after: int) -> Iterator[tuple[list[Event], bytes, bytes]]:
        """(events in their order, seal, certificate) of each height above one, as far as they are held."""
        height = after + 1
        while (found := self.get_seal(height)) is not None:
            yield list(self.iter_sealed(height)), *found
            height += 1

    def add_witness_list(self, height: int, witnesses: Sequence[Witness]) -> None:
        """The list that certifies this height and those above, until another."""
        listed = encode(list_witnesses(witnesses))
        self.db.execute("INSERT OR REPLACE INTO lists VALUES (?, ?)", (height, listed))

    def get_witness_list(self, height: int) -> tuple[Witness, ...]:
        """The list that certified a height."""
        found = self.db.execute(
            "SELECT encoded FROM lists WHERE height <= ? ORDER BY height DESC LIMIT 1", (height,)
        ).fetchone()
        return () if found is None else witness_rows(decode(found[0], size_max=1 << 14))

    def get_list_heights(self, after: int, up_to: int) -> list[int]:
        """The heights above `after`, not above `up_to`, that are the first a list certified."""
        query = "SELECT height FROM lists WHERE height > ? AND height <= ? ORDER BY height"
        return [row[0] for row in self.db.execute(query, (after, up_to))]

    def get_last_height(self) -> int:
        """0 when only the charter is sealed."""
        return self.db.execute("SELECT COALESCE(MAX(height), 0) FROM seals").fetchone()[0]

    # --- state ---------------------------------------------------------------------------------------------

    def save_state(self, state: State, touched: Iterable[tuple[str, Any]]) -> None:
        """Write the rows that a seal touched, inside its transaction."""
        kept: list[tuple[str, bytes, bytes, int]] = []
        gone: list[tuple[str, bytes]] = []
        for name, key in touched:
            row = state.get(TABLES[name], key)
            if row is None:
                gone.append((name, encode_key(key)))
            else:
                where, encoded = encode_key(key), encode_row(row)
                kept.append((name, where, encoded, sum_row(name, where, encoded)))
        self.db.executemany("DELETE FROM state WHERE name = ? AND key = ?", gone)
        self.db.executemany("INSERT OR REPLACE INTO state VALUES (?, ?, ?, ?)", kept)

    def add_rows(self, rows: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Write the rows of a whole state, encoded, inside the caller's transaction."""
        summed = [(name, key, row, crc32(row, crc32(key, _sum_name(name)))) for name, key, row in rows]
        self.db.executemany("INSERT INTO state VALUES (?, ?, ?, ?)", summed)

    def load_state(self) -> State:
        """Raises StoreDamaged: a row is not what was written. StoreNewer: it means nothing here."""
        try:
            return State.of(self._iter_rows())
        except (KeyError, TypeError) as error:
            raise StoreNewer(f"{self.path}: tables of a later program") from error

    def _iter_rows(self) -> Iterator[tuple[str, Any, Any]]:
        for name, key, row, kept in self.db.execute("SELECT name, key, row, sum FROM state"):
            if sum_row(name, key, row) != kept:
                raise StoreDamaged(f"{self.path}: a row of {name}")
            yield name, decode_key(key), decode_row(TABLES[name], row)

    def check_pages(self) -> list[str]:
        """What SQLite finds wrong with the file: tables against indexes, page against page. O(file)."""
        found = [row[0] for row in self.db.execute("PRAGMA integrity_check(8)")]
        return [] if found == ["ok"] else [f"the file: {problem}" for problem in found]

    # --- blobs and peers -----------------------------------------------------------------------------------

    def want_blob(self, blob: BlobHash, owner: bytes, speaker: bytes) -> None:
        """Remember that a stored event names this blob: whom it counts for, and who says it."""
        self.db.execute("INSERT OR IGNORE INTO said VALUES (?, ?)", (blob, speaker))
        if self.get_blob(blob) is None:
            self.db.execute("INSERT OR IGNORE INTO wanted VALUES (?, ?)", (blob, owner))

    def get_wanted(self, limit: int = 256, after: bytes = b"") -> list[BlobHash]:
        """Blobs named and not held, ascending from beyond `after`: nobody can hide some behind others."""
        query = "SELECT hash FROM wanted WHERE hash > ? ORDER BY hash LIMIT ?"
        return [BlobHash(row[0]) for row in self.db.execute(query, (after, limit))]

    def get_wanted_owner(self, blob: bytes) -> bytes | None:
        found = self.db.execute("SELECT owner FROM wanted WHERE hash = ?", (blob,)).fetchone()
        return None if found is None else found[0]

    def get_blob_bytes_of(self, owner: bytes) -> int:
        query = "SELECT COALESCE(SUM(LENGTH(content)), 0) FROM blobs WHERE owner = ?"
        return self.db.execute(query, (owner,)).fetchone()[0]

    def add_blob(self, blob: BlobHash, owner: bytes, content: bytes) -> None:
        with self.transaction():
            self.db.execute("INSERT OR IGNORE INTO blobs VALUES (?, ?, ?)", (blob, owner, content))
            self.db.execute("DELETE FROM wanted WHERE hash = ?", (blob,))

    def get_blob(self, blob: bytes) -> bytes | None:
        found = self.db.execute("SELECT content FROM blobs WHERE hash = ?", (blob,)).fetchone()
        return None if found is None else found[0]

    def get_blobs(self, blobs: Sequence[bytes]) -> dict[bytes, bytes]:
        """The contents of those that are here, at most 500 at once."""
        query = f"SELECT hash, content FROM blobs WHERE hash IN ({','.join('?' * len(blobs))})"
        return dict(self.db.execute(query, tuple(blobs)).fetchall())

    def iter_blobs(self) -> Iterator[tuple[bytes, bytes]]:
        """(name, content) of every blob."""
        yield from self.db.execute("SELECT hash, content FROM blobs")

    def remember_peer(self, node: bytes, address: str, seen_ms: int) -> None:
        with self.transaction():
            self.db.execute("INSERT OR REPLACE INTO peers VALUES (?, ?, ?)", (node, address, seen_ms))

    def get_peers(self, limit: int = 256) -> list[tuple[bytes, str, int]]:
        """(node key, address, last seen ms), most recent first."""
        query = "SELECT node, address, seen_ms FROM peers ORDER BY seen_ms DESC LIMIT ?"
        return self.db.execute(query, (limit,)).fetchall()
