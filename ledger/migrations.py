# SPDX-License-Identifier: AGPL-3.0-or-later
"""Older files of a commune, brought to the present schema: one step a version, all of them one transaction.

        schema 1 ── receipts of 170 bytes with every id and account written out ──> numbered words
                    rows of the state without a checksum               ──> with one
        schema 2 ── all texts read to know how much somebody's take    ──> an index
        schema 3 ── of a text only whom it counts for                  ──> everybody who says it too

The law: a step reads what its own version wrote and nothing newer; a file is wholly old or wholly new.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, Final, cast
from zlib import crc32

import msgpack

from ledger.execute import APPLIED, Result
from ledger.hashing import hash_event
from ledger.read_model import SCHEMA, UNTOLD, ReadModel
from ledger.state import Posting
from ledger.units import AccountId


def _has_table(db: sqlite3.Connection, name: str) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return db.execute(query, (name,)).fetchone() is not None


def _unpack(data: bytes) -> Any:
    return cast("Any", msgpack.unpackb(data, raw=False, use_list=False))


def _postings_of(data: bytes) -> tuple[Posting, ...]:
    lines = cast("list[list[Any]]", msgpack.unpackb(data, raw=False))
    return tuple(
        Posting(account=AccountId(account), pot=pot, asset=asset, purpose=purpose, amount=amount)
        for account, pot, asset, purpose, amount in lines
    )


def _receipts_of_1(db: sqlite3.Connection) -> Iterator[tuple[int, int, list[Result]]]:
    """(height, seal's time, results in order) of every seal of a file of schema 1."""
    rows = db.execute(
        "SELECT height, seal_ms, id, outcome, label, is_task, postings FROM receipts_1"
        " ORDER BY height, position"
    )
    for (height, seal_ms), group in groupby(rows, key=lambda row: (row[0], row[1])):
        yield (
            height,
            seal_ms,
            [
                Result(
                    id=row[2],
                    outcome=row[3],
                    label=row[4],
                    is_task=bool(row[5]),
                    postings=_postings_of(row[6]),
                )
                for row in group
            ],
        )


def _rows_of(db: sqlite3.Connection, commune: bytes, height: int) -> dict[bytes, int]:
    query = "SELECT row, payload FROM events WHERE height = ?"
    of = commune if height else bytes(32)
    return {hash_event(of, payload): row for row, payload in db.execute(query, (height,))}


_STATE_2: Final = """CREATE TABLE state (
  name TEXT, key BLOB, row BLOB NOT NULL, sum INTEGER NOT NULL, PRIMARY KEY (name, key)) WITHOUT ROWID"""


def _sum_state(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE state RENAME TO state_1")
    db.execute(_STATE_2)
    rows = (
        (name, key, row, crc32(row, crc32(key, crc32(name.encode()))))
        for name, key, row in db.execute("SELECT name, key, row FROM state_1 ORDER BY name, key")
    )
    db.executemany("INSERT INTO state VALUES (?, ?, ?, ?)", rows)
    db.execute("DROP TABLE state_1")


def _from_1(db: sqlite3.Connection) -> None:
    _sum_state(db)
    if not _has_table(db, "receipts"):
        return
    db.execute("DROP INDEX IF EXISTS receipts_id")
    for table in ("receipts", "concerns"):
        db.execute(f"ALTER TABLE {table} RENAME TO {table}_1")
    # Today's tables are still those of schema 2 (a test holds their text): the present read model writes
    # them as that version did. Whoever changes them copies their text and what writes them here first.
    for statement in SCHEMA.split(";"):
        db.execute(statement)
    found = db.execute("SELECT value FROM meta WHERE name = 'commune'").fetchone()
    commune = b"" if found is None else cast("bytes", found[0])
    model = ReadModel(db, create=False)
    for height, seal_ms, results in _receipts_of_1(db):
        rows = _rows_of(db, commune, height)
        model.write(height, seal_ms, [(rows.get(result.id), result) for result in results])
    told = ", ".join(f"'{kind}'" for kind in sorted(UNTOLD))
    model.note(
        db.execute(
            f"""SELECT c.account, c.height, c.position FROM concerns_1 c
            JOIN receipts_1 r ON r.height = c.height AND r.position = c.position
            WHERE r.outcome <> '{APPLIED}' OR r.label NOT IN ({told})"""
        )
    )
    for table in ("receipts_1", "concerns_1"):
        db.execute(f"DROP TABLE {table}")


def _from_2(db: sqlite3.Connection) -> None:
    db.execute("CREATE INDEX IF NOT EXISTS blobs_owner ON blobs (owner)")


_NAMED_3: Final = {
    "charter": ("display",), "resident.join": ("display",), "display": ("display",), "transfer": ("memo",),
    "service.log": ("memo",), "listing.add": ("title", "text"), "proposal": ("title", "text"),
}  # fmt: skip
"""The fields that named words when schema 3 was written."""


def _from_3(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE said (hash BLOB, speaker BLOB, PRIMARY KEY (hash, speaker)) WITHOUT ROWID")
    accounts = {
        _unpack(key): _unpack(row)[0]
        for key, row in db.execute("SELECT key, row FROM state WHERE name = 'keys'")
    }
    for (payload,) in db.execute("SELECT payload FROM events"):
        _, author, *_, kind, body = _unpack(payload)
        for name in _NAMED_3.get(kind, ()):
            word = body.get(name)
            if type(word) is bytes and len(word) == 32 and any(word):
                said = (word, accounts.get(author, author))
                db.execute("INSERT OR IGNORE INTO said VALUES (?, ?)", said)
    db.execute("CREATE INDEX said_speaker ON said (speaker)")
    # Of rows whose events are not here yet, or whose words are erased: who owns what is here says it.
    for table in ("blobs", "wanted"):
        held = "SELECT hash FROM said"
        db.execute(f"INSERT INTO said SELECT hash, owner FROM {table} WHERE hash NOT IN ({held})")


_STEPS: Final[dict[int, Callable[[sqlite3.Connection], None]]] = {1: _from_1, 2: _from_2, 3: _from_3}
"""Version → what brings a file of it to the next."""


def migrate(db: sqlite3.Connection, version: int, wanted: int) -> None:
    """Bring a file from `version` to `wanted`, inside the caller's transaction."""
    for number in range(version, wanted):
        _STEPS[number](db)
    db.execute(f"PRAGMA user_version = {wanted}")
