# SPDX-License-Identifier: AGPL-3.0-or-later
"""A state in pieces, as a checkpoint's seal certifies it, and back: what a newcomer acts on at once.

    seal h, a checkpoint ── state digest ── Merkle root of hashes ── each chunk ── rows ── State after h − 1

A chunk is checked alone against its hash, and nothing of it is read before. What a quorum certified is still
held against every bound and the one encoding: a state that no execution makes is refused, never believed.
Pure. Source: docs/protocol.md sections 5.2 and 7.6.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, cast, get_args, get_origin, get_type_hints

import msgpack

from ledger import limits
from ledger.encoding import encode_plain, is_clean_text
from ledger.errors import BadSeal, Malformed
from ledger.hashing import hash_state, merkle_root
from ledger.rulebook.book import BOOK, TABLES, Book
from ledger.rulebook.hours import SERVICES
from ledger.rulebook.market import LISTINGS
from ledger.rulebook.proposals import PROPOSALS
from ledger.seal import Seal, is_checkpoint
from ledger.state import (
    ACCOUNTS,
    BALANCES,
    CHAIN,
    COMMUNE,
    DEPARTURES,
    NEXT_RULES,
    ONLY,
    PARAMETERS,
    WITNESSES,
    State,
    encode_key,
    encode_row,
    get_chain,
    get_rules_at,
    get_witnesses,
    iter_chunks,
)
from ledger.units import AccountId

StoredRow = tuple[str, bytes, bytes]
"""(table, encoded key, encoded row), as the state is digested and stored."""
_ROW_TYPES: Final = (str, bytes, bytes)
Check = Callable[[Any], bool]

_ITEMS_MAX: Final = limits.FRAME_ITEMS_MAX
_LARGEST_ITEM: Final = limits.STATE_CHUNK_BYTES
_INTEGER_MAX: Final = limits.INTEGER_MAX
_RUN: Final = 128
"""Rows of one table read at once."""


@dataclass(frozen=True, slots=True)
class StateChunks:
    """A state as it is digested, and its digest: made once a checkpoint."""

    chunks: tuple[bytes, ...]
    hashes: tuple[bytes, ...]
    digest: bytes


def join_chunks(chunks: Iterable[bytes]) -> StateChunks:
    """Chunks with the hash of each and the digest they have together."""
    pieces = tuple(chunks)
    hashes = tuple(map(hash_state, pieces))
    return StateChunks(pieces, hashes, merkle_root(hashes))


def split_state(state: State) -> StateChunks:
    """The chunks of a state and the digest they have together."""
    return join_chunks(state.chunks())


class _Encoded:
    """Every row of one state as it is digested, in order; rows that change are encoded again, no others."""

    def __init__(self, state: State) -> None:
        self._tables: dict[str, tuple[list[bytes], list[bytes]]] = {}
        """Name → (encoded keys ascending, the encoded row of each)."""
        for name, key, row in state.encoded_rows():
            keys, rows = self._tables.setdefault(name, ([], []))
            keys.append(key)
            rows.append(encode_plain((name, key, row)))

    def write(self, name: str, key: Any, row: Any) -> None:
        """Put a row, None for one that is gone, whether it was there before or not."""
        keys, rows = self._tables.setdefault(name, ([], []))
        where = encode_key(key)
        at = bisect_left(keys, where)
        is_held = at < len(keys) and keys[at] == where
        if row is None:
            if is_held:
                del keys[at], rows[at]
            return
        encoded = encode_plain((name, where, encode_row(row)))
        if is_held:
            rows[at] = encoded
        else:
            keys.insert(at, where)
            rows.insert(at, encoded)

    def iter_rows(self) -> Iterator[bytes]:
        return itertools.chain.from_iterable(self._tables[name][1] for name in sorted(self._tables))


class StateCutter:
    """The pieces of a copy's state, made once however often they are asked for.

    From one checkpoint to the next it is told which rows were touched, and encodes those alone: the rest of
    the state waits as it was digested, some 200 bytes a row.
    """

    def __init__(self, known: tuple[State, StateChunks] | None = None) -> None:
        """Args: known: a state whose pieces are known already."""
        self._kept = known
        self._encoded: _Encoded | None = None
        self._at: State | None = None
        self._touched: dict[tuple[str, Any], None] = {}
        """(table, key) of what may differ between the encoded state and the one we are at."""

    def move(self, before: State, after: State, touched: Iterable[tuple[str, Any]]) -> None:
        """A state followed another. Args: touched: (table, key) of all that may differ between them."""
        self._kept = None
        if self._encoded is not None and self._at is before:
            self._at = after
            self._touched.update(dict.fromkeys(touched))
        else:
            self._encoded = None

    def cut(self, state: State) -> StateChunks:
        if self._kept is None or self._kept[0] is not state:
            self._kept = (state, join_chunks(iter_chunks(self._encode(state).iter_rows())))
        return self._kept[1]

    def _encode(self, state: State) -> _Encoded:
        if self._encoded is None or self._at is not state:
            encoded = _Encoded(state)
        else:
            encoded = self._encoded
            for name, key in self._touched:
                encoded.write(name, key, state.get(TABLES[name], key))
        self._encoded, self._at, self._touched = encoded, state, {}
        return encoded


# --- checking what a peer sends ----------------------------------------------------------------------------


def check_hashes(seal: Seal, hashes: Sequence[bytes]) -> None:
    """Check that a checkpoint's seal certifies chunks of these hashes.

    Raises:
        Malformed: none, too many, or something that is no hash. BadSeal: other chunks, or no checkpoint.
    """
    if not 1 <= len(hashes) <= limits.SNAPSHOT_CHUNKS_MAX or any(len(item) != 32 for item in hashes):
        raise Malformed("snapshot: hashes")
    if not is_checkpoint(seal.height) or seal.height == 0 or merkle_root(hashes) != seal.state_digest:
        raise BadSeal("snapshot: not what the seal certifies")


def check_chunk(hashes: Sequence[bytes], index: int, chunk: bytes) -> None:
    """Check one chunk by its size and hash alone: nothing in it is read.

    Raises:
        Malformed: it is another one.
    """
    if not 0 <= index < len(hashes) or not 0 < len(chunk) <= limits.STATE_CHUNK_BYTES:
        raise Malformed("snapshot: size or place of a chunk")
    if hash_state(chunk) != hashes[index]:
        raise Malformed("snapshot: not the chunk of this hash")


# --- rows --------------------------------------------------------------------------------------------------


def _unpacker(chunk: bytes) -> Any:
    unpacker = cast("Any", msgpack).Unpacker(
        raw=False,
        use_list=False,
        strict_map_key=True,
        max_buffer_size=max(1, len(chunk)),
        max_bin_len=_LARGEST_ITEM,
        max_str_len=limits.TEXT_BYTES_MAX,
        max_array_len=_ITEMS_MAX,
        max_map_len=0,
        max_ext_len=0,
    )
    unpacker.feed(chunk)
    return unpacker


def _unpack(joined: bytes) -> list[Any]:
    """Canonical values one after another, of arrays, texts, bytes, booleans and integers; arrays as tuples.

    What they pack to is the caller's to compare. Raises Malformed.
    """
    try:
        return list(_unpacker(joined))
    except (msgpack.UnpackException, ValueError, TypeError, RecursionError) as error:
        raise Malformed("snapshot: not msgpack") from error


def _pack_each(values: Iterable[Any]) -> list[bytes]:
    try:
        return list(map(encode_plain, values))
    except (ValueError, TypeError, RecursionError) as error:
        raise Malformed("snapshot: not msgpack") from error


def iter_rows(chunks: Iterable[bytes]) -> Iterator[StoredRow]:
    """The rows of checked chunks, in the one order and in the one division into chunks.

    Raises:
        Malformed: not what `State.chunks` makes of any state.
    """
    last: tuple[str, bytes] = ("", b"")
    room = 0
    for number, chunk in enumerate(chunks):
        items = _unpack(chunk)
        packed = _pack_each(items)
        if b"".join(packed) != chunk:
            raise Malformed("snapshot: not the canonical encoding")
        if not packed:
            raise Malformed("snapshot: an empty chunk")
        # A chunk ends only where the next row would not have fitted.
        if number and len(packed[0]) <= room:
            raise Malformed("snapshot: other pieces than the one division gives")
        for item in items:
            if item.__class__ is not tuple or tuple(map(type, item)) != _ROW_TYPES:
                raise Malformed("snapshot: a row of another shape")
            name, key, _ = item
            if (name, key) <= last:
                raise Malformed("snapshot: rows out of order")
            last = (name, key)
            yield item
        room = limits.STATE_CHUNK_BYTES - len(chunk)


def read_rows(rows: Iterable[StoredRow]) -> Iterator[tuple[str, Any, Any]]:
    """(table, key, row) from their encodings, of exactly the types that the table has.

    Raises:
        Malformed: of another shape.
    """
    for name, found in itertools.groupby(rows, key=lambda row: row[0]):
        if name not in TABLES:
            raise Malformed("snapshot: rows of no table")
        table, check = TABLES[name].row, _rows_check(name)
        while run := list(itertools.islice(found, _RUN)):
            keys = _read_each([key for _, key, _ in run])
            values = _read_each([row for _, _, row in run])
            if not _are_plain(keys) or not check(values):
                raise Malformed(f"snapshot: a row of {name}")
            made = values if table is None else itertools.starmap(table, values)
            yield from zip(itertools.repeat(name), keys, made, strict=False)


def _read_each(encoded: list[bytes]) -> list[Any]:
    values = _unpack(b"".join(encoded))
    # As many, and each of just these bytes: so they end where they were said to end.
    if _pack_each(values) != encoded:
        raise Malformed("snapshot: not the canonical encoding")
    return values


def _is_tuple(value: Any, length: int = -1) -> bool:
    return type(value) is tuple and length in (-1, len(cast("tuple[Any, ...]", value)))


def _is_plain(value: Any) -> bool:
    """Whether a value is one that a state may hold, whatever it means there."""
    for item in value if value.__class__ is tuple else (value,):
        kind = item.__class__
        if kind is bytes or kind is bool:
            continue
        if kind is int:
            if not -_INTEGER_MAX <= item <= _INTEGER_MAX:
                return False
        elif kind is str:
            if not (item.isascii() and item.isprintable()) and not is_clean_text(item):
                return False
        elif kind is not tuple or not _is_plain(item):
            return False
    return True


def _are_plain(values: Sequence[Any]) -> bool:
    """Whether all of them are plain: of values of one shape, a column at a time (a third of the time)."""
    kinds = set(map(type, values))
    if kinds <= {bytes} or kinds == {bool}:
        return True
    if kinds == {int}:
        return min(values) >= -_INTEGER_MAX and max(values) <= _INTEGER_MAX
    if kinds == {tuple} and len(set(map(len, values))) == 1:
        return all(map(_are_plain, zip(*values, strict=True)))
    return all(map(_is_plain, values))


def _is_integer(value: Any) -> bool:
    return type(value) is int and -_INTEGER_MAX <= value <= _INTEGER_MAX


def _is_text(value: Any) -> bool:
    return type(value) is str and is_clean_text(value)


@lru_cache(maxsize=128)
def _rows_check(name: str) -> Callable[[list[Any]], bool]:
    """What a run of rows of a table must be: of the types of its dataclass, or any plain values."""
    row = TABLES[name].row
    if row is None:
        return _are_plain
    hints = tuple(get_type_hints(row).values())
    columns = tuple(map(_column_check, hints))

    def check(values: list[Any]) -> bool:
        if set(map(type, values)) != {tuple} or set(map(len, values)) != {len(hints)}:
            return False
        return all(passes(column) for passes, column in zip(columns, zip(*values, strict=True), strict=True))

    return check


def _column_check(hint: Any) -> Callable[[Sequence[Any]], bool]:
    """The check of one field of many rows."""
    kind, passes = getattr(hint, "__supertype__", hint), _check_of(hint)
    if kind is int:
        return lambda column: set(map(type, column)) == {int} and _are_plain(column)
    if kind in (bytes, bool):
        return lambda column: set(map(type, column)) == {kind}
    return lambda column: all(map(passes, column))


def _fields_check(hints: tuple[Any, ...]) -> Check:
    """An array of exactly these types."""
    checks = tuple(map(_check_of, hints))
    return lambda value: _is_tuple(value, len(checks)) and _pass(checks, value)


def _pass(checks: Sequence[Check], value: Any) -> bool:
    return all(check(item) for check, item in zip(checks, value, strict=True))


def _check_of(hint: Any) -> Check:
    """The check of one field. Args: hint: int, str, bytes, bool, Any, a new type of them or a tuple."""
    hint = getattr(hint, "__supertype__", hint)
    if get_origin(hint) is tuple:
        return _tuple_check(get_args(hint))
    if hint is int:
        return _is_integer
    if hint is str:
        return _is_text
    if hint is Any:
        return _is_plain
    assert hint in (bytes, bool), hint
    return lambda value: type(value) is hint


def _tuple_check(hints: tuple[Any, ...]) -> Check:
    if len(hints) == 2 and hints[1] is ...:
        every = _check_of(hints[0])
        return lambda value: _is_tuple(value) and all(map(every, value))
    return _fields_check(hints)


# --- the state ---------------------------------------------------------------------------------------------


def rebuild_state(rows: Iterable[StoredRow], seal: Seal, book: Book = BOOK) -> State:
    """The state that these rows are, equal to the one digested; what no execution gives is refused.

    Args:
        rows: of `iter_rows`.
        seal: the checkpoint that certifies them; it speaks of the state after the height before.
        book: what this program can execute.

    Raises:
        Malformed: a row of another shape, a table that must be there and is not, money from nowhere.
        BadSeal: the state of another height. RulesUnknown: a later program goes on from there.
    """
    rows = list(rows)
    # First of all: a later program may have tables and rows that mean nothing here.
    place = State.of(read_rows(row for row in rows if row[0] in (CHAIN.name, NEXT_RULES.name)))
    if place.get(CHAIN, ONLY) is not None:
        book.get(get_rules_at(place, seal.height))
    state = State.of(read_rows(rows))
    _check_state(state, seal)
    return state


def _check_state(state: State, seal: Seal) -> None:
    if state.get(COMMUNE, ONLY) is None or state.get(CHAIN, ONLY) is None or not state.size(PARAMETERS):
        raise Malformed("snapshot: no commune")
    chain = get_chain(state)
    if (chain.height, chain.seal_id, chain.epoch) != (seal.height - 1, seal.previous, seal.epoch):
        raise BadSeal("snapshot: the state of another height")
    witnesses = get_witnesses(state)
    numbers = sorted(state.keys(WITNESSES))
    if numbers != list(range(len(numbers))) or not 1 <= len(numbers) <= limits.WITNESSES_MAX:
        raise Malformed("snapshot: witnesses")
    if any(a.node >= b.node for a, b in itertools.pairwise(witnesses)):
        raise Malformed("snapshot: order of the witnesses")
    sums: defaultdict[str, int] = defaultdict(int)
    for place in state.keys(BALANCES):
        if type(place) is not tuple or len(place) != 4 or type(state.get(BALANCES, place)) is not int:
            raise Malformed("snapshot: a balance")
        sums[place[2]] += state.get(BALANCES, place) or 0
    if any(sums.values()):
        raise Malformed("snapshot: money from nowhere")


def iter_words(state: State) -> Iterator[tuple[bytes, AccountId]]:
    """(erasable words, who says them) that the rows of a state name: what pages show before history comes."""
    for account, row in (*state.items(ACCOUNTS), *state.items(DEPARTURES)):
        yield row.display, account
    for _, row in (*state.items(LISTINGS), *state.items(PROPOSALS)):
        yield row.title, row.author
        yield row.text, row.author
    for _, row in state.items(SERVICES):
        yield row.memo, row.provider
