# SPDX-License-Identifier: AGPL-3.0-or-later
"""Derived tables behind the pages: receipts, and which account each concerns. Rebuilt from the events.

Nothing here is agreed upon between nodes; `verify` rebuilds it and compares.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

import msgpack

from ledger.errors import StoreError
from ledger.event import Event
from ledger.execute import Result, encode_postings
from ledger.state import Posting
from ledger.units import AccountId, is_member_account

_ANSWERS: Final = frozenset({"service.refuse"})
"""Kinds that move nothing and still concern who signed the act they name."""
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS receipts (
  height INTEGER, position INTEGER, id BLOB NOT NULL, outcome TEXT NOT NULL, label TEXT NOT NULL,
  is_task INTEGER NOT NULL, seal_ms INTEGER NOT NULL, postings BLOB NOT NULL,
  PRIMARY KEY (height, position)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS receipts_id ON receipts (id);
CREATE TABLE IF NOT EXISTS concerns (account BLOB, height INTEGER, position INTEGER,
  PRIMARY KEY (account, height, position)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of a sealed event or task."""

    height: int
    position: int
    id: bytes
    outcome: str
    label: str
    """The event's kind, or the task's label."""
    is_task: bool
    seal_ms: int
    postings: tuple[Posting, ...]

    @property
    def result(self) -> Result:
        return Result(
            id=self.id, outcome=self.outcome, postings=self.postings, is_task=self.is_task, label=self.label
        )


def _postings_of(data: bytes) -> tuple[Posting, ...]:
    lines = cast("list[list[Any]]", msgpack.unpackb(data, raw=False))
    return tuple(
        Posting(account=AccountId(account), pot=pot, asset=asset, purpose=purpose, amount=amount)
        for account, pot, asset, purpose, amount in lines
    )


class ReadModel:
    """Queries and updates over one connection."""

    def __init__(self, db: sqlite3.Connection, *, create: bool = True) -> None:
        """Read these tables, made if they are not there.

        Raises:
            StoreError: no room for them.
        """
        self.db = db
        try:
            if create:
                db.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise StoreError(str(error)) from error

    def clear(self) -> None:
        """Forget everything, to rebuild it."""
        self.db.execute("DELETE FROM receipts")
        self.db.execute("DELETE FROM concerns")

    def add(self, height: int, seal_ms: int, events: Sequence[Event], results: Sequence[Result]) -> None:
        """Write the receipts of one seal, inside its transaction.

        Args:
            events: the cut in its order.
            results: of tasks and events, in the order they ran.
        """
        by_id = {event.id: event for event in events}
        receipts: list[tuple[Any, ...]] = []
        concerns: list[tuple[bytes, int, int]] = []
        for position, result in enumerate(results):
            event = by_id.get(cast("Any", result.id))
            receipts.append(
                (
                    height,
                    position,
                    result.id,
                    result.outcome,
                    result.label,
                    int(result.is_task),
                    seal_ms,
                    encode_postings(result.postings),
                )
            )
            accounts = {line.account for line in result.postings if is_member_account(line.account)}
            if event is not None:
                accounts.add(AccountId(event.author))
                subject = event.body.get("service")
                if event.kind in _ANSWERS and type(subject) is bytes:
                    # A void answer's body may be anything.
                    accounts.update(self._get_authors(by_id, subject))
            concerns.extend((account, height, position) for account in sorted(accounts))
        self.db.executemany("INSERT INTO receipts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", receipts)
        self.db.executemany("INSERT INTO concerns VALUES (?, ?, ?)", concerns)

    def _get_authors(self, by_id: Mapping[Any, Event], subject: bytes) -> set[AccountId]:
        """Who signed what an answer is about: in this seal, or in one before."""
        if subject in by_id:
            return {AccountId(by_id[subject].author)}
        query = """SELECT c.account FROM receipts r
            JOIN concerns c ON c.height = r.height AND c.position = r.position WHERE r.id = ?"""
        return {AccountId(account) for (account,) in self.db.execute(query, (subject,))}

    @staticmethod
    def _receipt(row: tuple[Any, ...]) -> Receipt:
        height, position, event_id, outcome, label, is_task, seal_ms, postings = row
        return Receipt(
            height=height,
            position=position,
            id=event_id,
            outcome=outcome,
            label=label,
            is_task=bool(is_task),
            seal_ms=seal_ms,
            postings=_postings_of(postings),
        )

    def get_receipt(self, event_id: bytes) -> Receipt | None:
        row = self.db.execute("SELECT * FROM receipts WHERE id = ? LIMIT 1", (event_id,)).fetchone()
        return None if row is None else self._receipt(row)

    def get_results(self, height: int) -> tuple[Result, ...]:
        """Everything one seal did, in order: the leaves of the next results root."""
        query = "SELECT * FROM receipts WHERE height = ? ORDER BY position"
        return tuple(self._receipt(row).result for row in self.db.execute(query, (height,)))

    def get_receipts_of(
        self, accounts: Sequence[bytes], limit: int, before: tuple[int, int] = (2**53, 0)
    ) -> list[Receipt]:
        """Newest receipts that concern any of these accounts or keys, strictly before a place."""
        marks = ",".join("?" * len(accounts))
        query = f"""SELECT DISTINCT r.* FROM concerns c
            JOIN receipts r ON r.height = c.height AND r.position = c.position
            WHERE c.account IN ({marks}) AND (c.height, c.position) < (?, ?)
            ORDER BY c.height DESC, c.position DESC LIMIT ?"""
        return [self._receipt(row) for row in self.db.execute(query, (*accounts, *before, limit))]
