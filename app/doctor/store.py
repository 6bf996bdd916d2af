# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commune's file, the vote file and the curves: whether they open, hold together and fit this program."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.doctor.databases import (
    Register,
    check_pages,
    check_sums,
    is_newer,
    open_beside,
    read_register,
    read_vote_trouble,
)
from app.doctor.finding import Finding, Findings, Surroundings, good, note, trouble
from app.paths import Home
from app.vault import load_node_seed
from app.words import VaultError
from ledger.errors import Malformed
from ledger.signing import public_key
from ledger.store import SCHEMA_VERSION
from ledger.units import NodeKey

CLOCK_SLACK_MS: Final = 120_000
_NOT_OURS: Final = (Malformed, ValueError, TypeError, KeyError, IndexError, OverflowError)


def check_store(home: Home, place: Surroundings, *, is_written: bool) -> Findings:
    """Every database of the home.

    Args:
        is_written: a running program holds the home.
    """
    register: Register | None = None
    if home.database.exists():
        found, register = _look_at_register(home, is_written=is_written)
        yield found
    if register is not None:
        yield from _check_register(register, place, is_written=is_written)
    yield from _check_votes(home, register, is_written=is_written)
    if home.history_database.exists() and _is_broken(home.history_database, is_written=is_written):
        yield trouble("history-damaged", path=str(home.history_database))
    if home.curve_database.exists() and _is_broken(home.curve_database, is_written=is_written):
        yield trouble("curve-damaged", path=str(home.curve_database))


def _look_at_register(home: Home, *, is_written: bool) -> tuple[Finding, Register | None]:
    where = {"home": str(home.root)}
    size_mib = -(-home.database.stat().st_size // 2**20)  # rounded up
    try:
        with open_beside(home.database, is_written=is_written) as db:
            if is_newer(db):
                return trouble("store-newer", **where), None
            is_whole = check_pages(db)
            if is_whole is False:
                return trouble("store-damaged", **where), None
            register = read_register(db)
            if not check_sums(db):
                return trouble("store-damaged", **where), None
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR):
            return trouble("store-unreadable", **where, detail=str(error)), None
        return trouble("store-damaged", **where), None
    except OSError as error:
        return trouble("store-unreadable", **where, detail=error.strerror or ""), None
    except _NOT_OURS:
        return trouble("store-damaged", **where), None
    if not register.has_owner:
        return trouble("store-damaged", **where), None
    if is_whole is None:
        return note("store-unfinished", size_mib=size_mib), register
    return good("store", events=register.events, seals=register.seals, size_mib=size_mib), register


def _check_register(register: Register, place: Surroundings, *, is_written: bool) -> Findings:
    if register.schema < SCHEMA_VERSION:
        yield note("store-older")
    ahead_ms = register.last_seal_ms - place.now_ms
    if not is_written and ahead_ms > CLOCK_SLACK_MS:
        yield trouble("clock-behind", minutes=ahead_ms // 60_000, now_ms=place.now_ms)
    if not is_written and register.is_joining:
        yield note("join-waits")


def _check_votes(home: Home, register: Register | None, *, is_written: bool) -> Findings:
    """The file that a witness may not lose; a running program says itself whether it seals."""
    is_witness = register is not None and _get_node(home) in register.witnesses
    if not home.votes.exists():
        if is_witness:
            yield trouble("votes-missing", home=str(home.root))
        return
    if _is_broken(home.votes, is_written=is_written):
        yield trouble("votes-damaged", home=str(home.root))
        return
    why = ""
    with suppress(sqlite3.Error, OSError), open_beside(home.votes, is_written=is_written) as db:
        why = read_vote_trouble(db)
    if is_witness and why and not is_written:
        yield trouble("silent", why=why)
    elif is_witness and not is_written:
        yield trouble("witness-absent")


def _get_node(home: Home) -> NodeKey | None:
    with suppress(VaultError, OSError):
        return NodeKey(public_key(load_node_seed(home.keys)))
    return None


def _is_broken(path: Path, *, is_written: bool) -> bool:
    try:
        with open_beside(path, is_written=is_written) as db:
            return check_pages(db) is False
    except (sqlite3.Error, OSError):
        return True
