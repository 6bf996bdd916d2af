# SPDX-License-Identifier: AGPL-3.0-or-later
"""The limits that figures are compared with, measured in the same run: signatures checked, commits synced."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
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


def measure_verifications_two(rounds: int = 4 * ROUNDS) -> float:
    """What two processes that verify at once do a second together, by the clock on the wall.

    Two processors that are two threads of one core do far less than twice what one does.
    """
    command = [sys.executable, "-m", "bench.physical", str(rounds)]
    programs = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    for program in programs:
        assert program.stdout is not None
        program.stdout.readline()  # loaded
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    return sum([float(program.communicate()[0]) for program in programs])


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


def main(words: list[str]) -> None:
    """One of the two: says that it is loaded, begins when it is told, prints verifications a second."""
    print(flush=True)
    sys.stdin.readline()
    print(measure_verifications(int(words[0])))


if __name__ == "__main__":
    main(sys.argv[1:])
