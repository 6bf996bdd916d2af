# SPDX-License-Identifier: AGPL-3.0-or-later
"""The home's databases, read beside whoever writes them and left as they are.

A database that nobody writes is read as it lies (`immutable`), so that SQLite makes no file beside it; one
with a journal that a crash left is read in a copy. The law: a check that is too long is cut, and says so.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ledger.encoding import decode
from ledger.event import EventId
from ledger.seal import decode_seal, witness_rows
from ledger.store import SCHEMA_VERSION, sum_row
from ledger.units import NodeKey

QUICK_CHECK_S: Final = 20
_BUSY_S: Final = 5
_STEPS: Final = 100_000
"""Of SQLite's machine, between two looks at the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What the commune's file says of itself."""

    schema: int
    has_owner: bool
    is_joining: bool
    """A request to join was written and not answered yet."""
    events: int
    seals: int
    last_seal_ms: int
    """0 before the first seal."""
    witnesses: frozenset[NodeKey]
    members: int


@contextmanager
def open_beside(path: Path, *, is_written: bool) -> Generator[sqlite3.Connection]:
    """A connection that changes nothing of `path`.

    Args:
        is_written: a running program writes the file.

    Raises:
        sqlite3.Error, OSError: it cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="voisinage-") as folder:
        place, mode = path, "mode=ro" if is_written else "mode=ro&immutable=1"
        beside = [path.with_name(path.name + ending) for ending in ("-wal", "-journal")]
        journals = [] if is_written else [one for one in beside if one.exists() and one.stat().st_size]
        if journals:
            place, mode = Path(folder) / path.name, "mode=rw"
            for one in (path, *journals):
                shutil.copyfile(one, place.with_name(one.name))
        name = str(place).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        connection = sqlite3.connect(f"file:{name}?{mode}", uri=True, isolation_level=None, timeout=_BUSY_S)
        try:
            yield connection
        finally:
            connection.close()


def check_pages(db: sqlite3.Connection) -> bool | None:
    """Whether the file's pages hold together; None when the time was over first.

    Raises:
        sqlite3.Error: not even that can be asked.
    """
    deadline = time.monotonic() + QUICK_CHECK_S
    db.set_progress_handler(lambda: int(time.monotonic() > deadline), _STEPS)
    try:
        return db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            return None
        raise
    finally:
        db.set_progress_handler(None, 0)


def get_schema(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def is_newer(db: sqlite3.Connection) -> bool:
    """A newer program made it."""
    return get_schema(db) > SCHEMA_VERSION


def read_register(db: sqlite3.Connection) -> Register:
    """What the commune's file says.

    Raises:
        sqlite3.Error, Malformed, ValueError, TypeError: it is not as we write it.
    """
    meta: dict[str, bytes] = dict(db.execute("SELECT name, value FROM meta WHERE LENGTH(value) < 100000"))
    commune = EventId(meta.get("commune") or b"")
    last = db.execute("SELECT height, encoded FROM seals ORDER BY height DESC LIMIT 1").fetchone()
    listed = db.execute("SELECT encoded FROM lists ORDER BY height DESC LIMIT 1").fetchone()
    rows = () if listed is None else witness_rows(decode(listed[0], size_max=1 << 14))
    return Register(
        schema=get_schema(db),
        has_owner=bool(meta.get("account")),
        is_joining=bool(meta.get("joining")),
        events=_count(db, "events"),
        seals=0 if last is None else int(last[0]),
        last_seal_ms=0 if last is None else decode_seal(last[1], commune).time_ms,
        witnesses=frozenset(row.node for row in rows),
        members=int(db.execute("SELECT COUNT(*) FROM state WHERE name = 'accounts'").fetchone()[0]),
    )


def check_sums(db: sqlite3.Connection) -> bool:
    """Whether every row of the state is what was written; a file of an older program says nothing of it."""
    if get_schema(db) != SCHEMA_VERSION:
        return True
    rows = db.execute("SELECT name, key, row, sum FROM state")
    return all(sum_row(name, key, row) == said for name, key, row, said in rows)


def read_vote_trouble(db: sqlite3.Connection) -> str:
    """Why the vote file says it may sign nothing; empty when it is whole."""
    found = db.execute("SELECT value FROM meta WHERE name = 'broken'").fetchone()
    return bytes(found[0]).decode("ascii", "replace") if found else ""


def count_rows(db: sqlite3.Connection) -> dict[str, int]:
    """Rows of every table, those of the state by their own table; no content."""
    tables = [
        row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    counts = {str(name): _count(db, str(name)) for name in tables if not str(name).startswith("sqlite_")}
    if "state" in counts:
        for name, count in db.execute("SELECT name, COUNT(*) FROM state GROUP BY name ORDER BY name"):
            counts[f"state.{name}"] = int(count)
    if "events" in counts:
        counts["events.pending"] = int(
            db.execute("SELECT COUNT(*) FROM events WHERE height = -1").fetchone()[0]
        )
        counts["events.dead"] = int(db.execute("SELECT COUNT(*) FROM events WHERE height = -2").fetchone()[0])
    return counts


def _count(db: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    return int(db.execute(f'SELECT COUNT(*) FROM "{quoted}"').fetchone()[0])
