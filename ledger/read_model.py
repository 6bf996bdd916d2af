# SPDX-License-Identifier: AGPL-3.0-or-later
"""Derived tables behind the pages: receipts, and which account each concerns. Made again from the events.

        receipts (height, position) ── event ──> events.row  an id is its payload's hash
                 │ outcome, label, postings: numbers of words
        concerns (account, height, position)                 what a person's history shows, newest last
        moments  height ──> seal_ms                          an instant is a place in the history

A word (an account, a pot, a reason …) is written once and numbered; a receipt is then some forty bytes.
Nothing here is agreed upon between nodes; `verify` computes it anew and compares.
"""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

import msgpack

from ledger.encoding import encode_plain
from ledger.errors import StoreDamaged, StoreError
from ledger.event import Event
from ledger.execute import APPLIED, Result
from ledger.hashing import hash_event
from ledger.state import Posting
from ledger.units import MEMBER_BYTES, AccountId

UNTOLD: Final = frozenset({"key.add", "invitation", "consent", "charter", "meter.reading"})
"""Kinds whose success is no line of anybody's history: a year of readings would hide all else."""
_ANSWERS: Final = frozenset({"service.refuse"})
"""Kinds that move nothing and still concern who signed the act they name."""
_WORDS_KEPT: Final = 1 << 16
LAST_PLACE: Final = (2**53, 0)
"""Beyond every (height, position)."""
SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS words (number INTEGER PRIMARY KEY, word BLOB NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS moments (height INTEGER PRIMARY KEY, seal_ms INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS moments_ms ON moments (seal_ms);
CREATE TABLE IF NOT EXISTS receipts (
  height INTEGER, position INTEGER, event INTEGER, id BLOB, is_task INTEGER NOT NULL,
  outcome INTEGER NOT NULL, label INTEGER NOT NULL, postings BLOB NOT NULL,
  PRIMARY KEY (height, position)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS receipts_id ON receipts (id) WHERE id IS NOT NULL;
CREATE TABLE IF NOT EXISTS concerns (account INTEGER, height INTEGER, position INTEGER,
  PRIMARY KEY (account, height, position)) WITHOUT ROWID;
"""
"""`event`: the row of a stored event; else `id` holds what names it, a task or an event not held here."""
_RECEIPT: Final = """SELECT r.height, r.position, r.id, e.payload, r.is_task, r.outcome, r.label,
  m.seal_ms, r.postings FROM receipts r JOIN moments m ON m.height = r.height
  LEFT JOIN events e ON e.row = r.event """


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


def prefix_of(event_id: bytes) -> int:
    """What an event is found by: the first 8 bytes of its id."""
    return int.from_bytes(event_id[:8], "big", signed=True)


class _Words:
    """The numbered words of one connection, each read from the file at most once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._numbers: dict[bytes, int] = {}
        self._words: dict[int, bytes] = {}
        self._texts: dict[str, int] = {}
        self._shown: dict[int, str] = {}
        self._places: dict[tuple[bytes, str, str, str], tuple[int, int, int, int]] = {}
        self._last = 0

    def begin(self) -> None:
        """Before numbering: what a transaction that failed had numbered is forgotten."""
        last = self._db.execute("SELECT COALESCE(MAX(number), 0) FROM words").fetchone()[0]
        if max(len(self._words), len(self._places)) > _WORDS_KEPT or self._last > last:
            self.forget()

    def forget(self) -> None:
        self._numbers, self._words, self._texts, self._shown = {}, {}, {}, {}
        self._places, self._last = {}, 0

    def _keep(self, number: int, word: bytes) -> None:
        self._numbers[word], self._words[number] = number, word
        self._last = max(self._last, number)

    def number_of(self, word: bytes) -> int:
        """The number of a word, written if it is new."""
        number = self._numbers.get(word) or self.find(word)
        if not number:
            number = cast("int", self._db.execute("INSERT INTO words (word) VALUES (?)", (word,)).lastrowid)
            self._keep(number, word)
        return number

    def number_of_text(self, text: str) -> int:
        number = self._texts.get(text)
        if number is None:
            number = self._texts[text] = self.number_of(text.encode())
        return number

    def numbers_of(self, line: Posting) -> tuple[int, int, int, int]:
        """The numbers of where a line of double entry stands: account, pot, asset, purpose."""
        place = (line.account, line.pot, line.asset, line.purpose)
        found = self._places.get(place)
        if found is None:
            text = self.number_of_text
            account = self.number_of(line.account)
            found = self._places[place] = (account, text(line.pot), text(line.asset), text(line.purpose))
        return found

    def find(self, word: bytes) -> int:
        """The number of a word, 0 for one that no receipt holds."""
        found = self._db.execute("SELECT number FROM words WHERE word = ?", (word,)).fetchone()
        if found is None:
            return 0
        self._keep(found[0], word)
        return found[0]

    def word_of(self, number: int) -> bytes:
        word = self._words.get(number)
        if word is None:
            found = self._db.execute("SELECT word FROM words WHERE number = ?", (number,)).fetchone()
            if found is None:
                raise StoreDamaged(f"no word {number}")
            word = cast("bytes", found[0])
            self._keep(number, word)
        return word

    def text_of(self, number: int) -> str:
        text = self._shown.get(number)
        if text is None:
            text = self._shown[number] = self.word_of(number).decode()
        return text


class ReadModel:
    """Queries and updates over one connection."""

    def __init__(self, db: sqlite3.Connection, *, create: bool = True, kept: int = 0) -> None:
        """Read these tables, made if they are not there.

        Args:
            kept: so many receipts stay decoded: a window asks for the same ones again and again.

        Raises:
            StoreError: no room for them.
        """
        self.db = db
        self._words = _Words(db)
        self._commune = b""
        self._kept = kept
        self._receipts: dict[tuple[Any, ...], Receipt] = {}
        try:
            if create:
                db.executescript(SCHEMA)
        except sqlite3.Error as error:
            raise StoreError(str(error)) from error

    def clear(self) -> None:
        """Forget everything, to make it again."""
        for table in ("receipts", "concerns", "moments", "words"):
            self.db.execute(f"DELETE FROM {table}")
        self._words.forget()

    # --- writing --------------------------------------------------------------------------------------------

    def add(self, height: int, seal_ms: int, events: Sequence[Event], results: Sequence[Result]) -> None:
        """Write the receipts of one seal, inside its transaction.

        Args:
            events: the cut in its order, stored and in its place already where it is held.
            results: of tasks and events, in the order they ran.
        """
        by_id = {event.id: event for event in events}
        stored = self._get_rows(height, events)
        self.write(height, seal_ms, [(stored.get(result.id), result) for result in results])
        self.note(
            (account, height, position)
            for position, result in enumerate(results)
            for account in self._get_concerned(by_id, result)
        )

    def write(self, height: int, seal_ms: int, lines: Sequence[tuple[int | None, Result]]) -> None:
        """Write (row of the stored event, result) for everything one seal did, in order."""
        self._words.begin()
        rows = [
            (
                height,
                position,
                row,
                result.id if row is None else None,
                int(result.is_task),
                self._number(result.outcome),
                self._number(result.label),
                self._encode_postings(result.postings),
            )
            for position, (row, result) in enumerate(lines)
        ]
        self.db.execute("INSERT INTO moments VALUES (?, ?)", (height, seal_ms))
        self.db.executemany("INSERT INTO receipts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def note(self, concerned: Iterable[tuple[bytes, int, int]]) -> None:
        """Write (account, height, position): whose history a receipt is a line of."""
        rows = [(self._words.number_of(account), height, position) for account, height, position in concerned]
        self.db.executemany("INSERT INTO concerns VALUES (?, ?, ?)", rows)

    def _number(self, text: str) -> int:
        return self._words.number_of_text(text)

    def _encode_postings(self, postings: Sequence[Posting]) -> bytes:
        if not postings:
            return b""
        numbers: list[int] = []
        for line in postings:
            numbers += self._words.numbers_of(line)
            numbers.append(line.amount)
        return encode_plain(numbers)

    def _get_rows(self, height: int, events: Sequence[Event]) -> dict[bytes, int]:
        """Event id → its row, for a cut that is stored in its place."""
        query = "SELECT row, prefix FROM events WHERE height = ? ORDER BY position"
        found = self.db.execute(query, (height,)).fetchall()
        if [prefix for _, prefix in found] != [prefix_of(event.id) for event in events]:
            return {}
        return {event.id: row for event, (row, _) in zip(events, found, strict=True)}

    def _get_concerned(self, by_id: Mapping[Any, Event], result: Result) -> Iterable[AccountId]:
        """Whose history this is a line of."""
        if result.outcome == APPLIED and result.label in UNTOLD:
            return ()
        event = by_id.get(cast("Any", result.id))
        accounts = {line.account for line in result.postings if len(line.account) == MEMBER_BYTES}
        if event is not None:
            accounts.add(AccountId(event.author))
            subject = event.body.get("service") if event.kind in _ANSWERS else None
            if type(subject) is bytes:
                # A void answer's body may be anything.
                accounts.update(self._get_authors(by_id, subject))
        return sorted(accounts)

    def _get_authors(self, by_id: Mapping[Any, Event], subject: bytes) -> set[AccountId]:
        """Who signed what an answer is about: in this seal, or in one before."""
        if subject in by_id:
            return {AccountId(by_id[subject].author)}
        found = self._find_event(subject)
        if found is None:
            return set()
        _, author, *_ = cast("list[Any]", msgpack.unpackb(found[3], raw=False))
        return {AccountId(author)}

    # --- reading --------------------------------------------------------------------------------------------

    def _name(self, height: int, payload: bytes) -> bytes:
        """The id of a stored event: the charter's alone does not depend on the commune."""
        if not self._commune:
            found = self.db.execute("SELECT value FROM meta WHERE name = 'commune'").fetchone()
            self._commune = b"" if found is None else cast("bytes", found[0])
        return hash_event(self._commune if height else bytes(32), payload)

    def _find_event(self, event_id: bytes) -> tuple[int, int, int, bytes] | None:
        """(row, height, position in its cut, payload) of a sealed event."""
        query = "SELECT row, height, position, payload FROM events WHERE prefix = ? AND height >= 0"
        for row in self.db.execute(query, (prefix_of(event_id),)):
            if self._name(row[1], row[3]) == event_id:
                return row
        return None

    def _text(self, number: int) -> str:
        return self._words.text_of(number)

    def _decode_postings(self, data: bytes) -> tuple[Posting, ...]:
        if not data:
            return ()
        numbers = cast("list[int]", msgpack.unpackb(data))
        text = self._words.text_of
        return tuple(
            Posting(
                account=AccountId(self._words.word_of(numbers[at])),
                pot=text(numbers[at + 1]),
                asset=text(numbers[at + 2]),
                purpose=text(numbers[at + 3]),
                amount=numbers[at + 4],
            )
            for at in range(0, len(numbers), 5)
        )

    def _receipt(self, row: tuple[Any, ...] | None) -> Receipt:
        if row is None:
            raise StoreDamaged("a line of a history has no receipt")
        found = self._receipts.get(row)
        if found is not None:
            return found
        found = self._decode_receipt(row)
        if self._kept:
            if len(self._receipts) >= self._kept:
                del self._receipts[next(iter(self._receipts))]
            # By all that the row says, so that a register made again answers for itself.
            self._receipts[row] = found
        return found

    def _decode_receipt(self, row: tuple[Any, ...]) -> Receipt:
        height, position, name, payload, is_task, outcome, label, seal_ms, postings = row
        return Receipt(
            height=height,
            position=position,
            id=self._name(height, payload) if name is None else name,
            outcome=self._text(outcome),
            label=self._text(label),
            is_task=bool(is_task),
            seal_ms=seal_ms,
            postings=self._decode_postings(postings),
        )

    def get_receipt(self, event_id: bytes) -> Receipt | None:
        """What became of a sealed event or task; None where this copy does not know."""
        row = self.db.execute(f"{_RECEIPT} WHERE r.id = ? LIMIT 1", (event_id,)).fetchone()
        found = self._find_event(event_id) if row is None else None
        if found is not None:
            # At its place in the cut, or after as many tasks as ran before the cut.
            query = f"{_RECEIPT} WHERE r.height = ? AND r.position >= ? AND r.event = ? LIMIT 1"
            row = self.db.execute(query, (found[1], found[2], found[0])).fetchone()
        return None if row is None else self._receipt(row)

    def get_results(self, height: int) -> tuple[Result, ...]:
        """Everything one seal did, in order: the leaves of the next results root."""
        query = f"{_RECEIPT} WHERE r.height = ? ORDER BY r.position"
        return tuple(self._receipt(row).result for row in self.db.execute(query, (height,)))

    def find_place(self, before_ms: int) -> tuple[int, int]:
        """The place that follows everything sealed before an instant."""
        query = "SELECT height FROM moments WHERE seal_ms >= ? ORDER BY seal_ms LIMIT 1"
        found = self.db.execute(query, (before_ms,)).fetchone()
        return LAST_PLACE if found is None else (found[0], 0)

    def _places_of(
        self, account: int, limit: int, before: tuple[int, int], lowest: int = 0
    ) -> list[tuple[int, int]]:
        query = """SELECT height, position FROM concerns WHERE account = ? AND (height, position) < (?, ?)
            AND height >= ? ORDER BY height DESC, position DESC LIMIT ?"""
        return self.db.execute(query, (account, *before, lowest, limit)).fetchall()

    def count_concerns(self) -> int:
        return self.db.execute("SELECT COUNT(*) FROM concerns").fetchone()[0]

    def iter_concerned(self) -> Iterator[bytes]:
        """Every account or key that some receipt concerns. O(words)."""
        query = "SELECT word FROM words WHERE EXISTS (SELECT 1 FROM concerns WHERE account = number)"
        for (word,) in self.db.execute(query):
            yield word

    def get_places(self, account: bytes) -> list[tuple[int, int]]:
        """(height, position) of all that concerns an account: for `verify`, not for a page."""
        query = "SELECT height, position FROM concerns WHERE account = ? ORDER BY height, position"
        return self.db.execute(query, (self._words.find(account),)).fetchall()

    def get_receipts(
        self, limit: int, before: tuple[int, int] = LAST_PLACE, lowest: int = 0
    ) -> list[Receipt]:
        """Newest receipts of everybody, strictly before a place, none below a height."""
        query = f"""{_RECEIPT} WHERE (r.height, r.position) < (?, ?) AND r.height >= ?
            ORDER BY r.height DESC, r.position DESC LIMIT ?"""
        return [self._receipt(row) for row in self.db.execute(query, (*before, lowest, limit))]

    def get_ids(self, digits: str, limit: int) -> list[bytes]:
        """Ids of events and tasks, sealed or not, that begin with these hexadecimal digits (at least one)."""
        low, high = bytes.fromhex(f"{digits:0<64.64}"), bytes.fromhex(f"{digits:f<64.64}")
        query = "SELECT height, payload FROM events WHERE prefix BETWEEN ? AND ? LIMIT ?"
        rows = self.db.execute(query, (prefix_of(low), prefix_of(high), limit))
        found = [self._name(height, payload) for height, payload in rows]
        query = "SELECT id FROM receipts WHERE id BETWEEN ? AND ? LIMIT ?"
        found += [row[0] for row in self.db.execute(query, (low, high, limit))]
        return [name for name in dict.fromkeys(found) if name.hex().startswith(digits)][:limit]

    def get_receipts_after(
        self, accounts: Sequence[bytes], limit: int, after: tuple[int, int]
    ) -> list[Receipt]:
        """As `get_receipts_of`, the oldest ones strictly after a place, oldest first."""
        query = """SELECT height, position FROM concerns WHERE account = ? AND (height, position) > (?, ?)
            ORDER BY height, position LIMIT ?"""
        numbers = [number for account in accounts if (number := self._words.find(account))]
        lists = [self.db.execute(query, (number, *after, limit)) for number in dict.fromkeys(numbers)]
        return self._get_at(list(dict.fromkeys(heapq.merge(*(found.fetchall() for found in lists))))[:limit])

    def get_receipts_of(
        self, accounts: Sequence[bytes], limit: int, before: tuple[int, int] = LAST_PLACE, lowest: int = 0
    ) -> list[Receipt]:
        """Newest receipts that concern any of these accounts or keys, strictly before a place.

        An applied act of the kinds `UNTOLD` concerns nobody.

        Args:
            lowest: no receipt below this height.
        """
        numbers = [number for account in accounts if (number := self._words.find(account))]
        lists = [self._places_of(number, limit, before, lowest) for number in dict.fromkeys(numbers)]
        return self._get_at(list(dict.fromkeys(heapq.merge(*lists, reverse=True)))[:limit])

    def _get_at(self, places: Iterable[tuple[int, int]]) -> list[Receipt]:
        query = f"{_RECEIPT} WHERE r.height = ? AND r.position = ?"
        return [self._receipt(self.db.execute(query, place).fetchone()) for place in places]
