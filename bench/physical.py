# SPDX-License-Identifier: AGPL-3.0-or-later
"""The limits that figures are compared with, measured in the same run: signatures checked, commits synced."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from nacl.signing import SigningKey

ROUNDS = 1_500
COMMITS = 300
ROW_BYTES = 250


def measure_verifications(rounds: int = ROUNDS) -> float:
    """PyNaCl verifications of a 32-byte message a second, one thread, by the clock on the wall."""
    return _verify(rounds)[0]


def measure_verifications_cpu(rounds: int = ROUNDS) -> float:
    """The same a second of processor time: what a busy machine takes away is not counted."""
    return _verify(rounds)[1]


def _verify(rounds: int) -> tuple[float, float]:
    key = SigningKey(bytes(32))
    signed, public = key.sign(bytes(32)), key.verify_key
    start, cpu = time.perf_counter(), time.process_time()
    for _ in range(rounds):
        public.verify(signed)
    return rounds / (time.perf_counter() - start), rounds / (time.process_time() - cpu)


def measure_commits(folder: Path, count: int = COMMITS) -> float:
    """Synced commits a second of one row the size of an event, into an otherwise empty SQLite file."""
    db = sqlite3.connect(folder / "commits.db", isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE IF NOT EXISTS rows (number INTEGER PRIMARY KEY, row BLOB)")
    start = time.perf_counter()
    for _ in range(count):
        db.execute("INSERT INTO rows (row) VALUES (?)", (bytes(ROW_BYTES),))
    seconds = time.perf_counter() - start
    db.close()
    return count / seconds
