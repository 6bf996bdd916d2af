# SPDX-License-Identifier: AGPL-3.0-or-later
"""The state: tables of frozen rows, immutable as a whole, with one encoding and one digest.

`State` is a value: two nodes that executed the same seals hold equal states. `Draft` is the working copy
inside one execution; it shares everything it did not touch, so a fold over pending events costs only what
those events change, and a void event is undone by putting the old maps back.

Each family of rules declares its own tables; those every rule needs are here. A row is a frozen dataclass of
integers, texts, bytes, booleans and tuples of them: nothing else has a canonical encoding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, Final, Generic, TypeVar, cast

import msgpack
from rpds import HashTrieMap

from ledger import limits
from ledger.encoding import encode_plain
from ledger.hashing import hash_state, merkle_root
from ledger.units import AccountId, EventId, Key, NodeKey
from ledger.values import value

K = TypeVar("K")
R = TypeVar("R")


@dataclass(frozen=True)
class Table(Generic[K, R]):
    """A named map of the state; `row` is the dataclass of its rows, None where the row is a plain value."""

    name: str
    row: type[R] | None = None


_Maps = dict[str, "HashTrieMap[Any, Any]"]
_EMPTY: Final[HashTrieMap[Any, Any]] = HashTrieMap()

encode_key: Final = encode_plain
"""Canonical bytes of a table key (bytes, text, int or a tuple of them)."""


@cache
def _field_names(kind: type[Any]) -> tuple[str, ...]:
    """Of a dataclass, in their order; nothing for another type."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def encode_row(row: Any) -> bytes:
    """Canonical bytes of a row: a dataclass becomes the array of its fields in their order."""
    names = _field_names(cast("type[Any]", type(row)))
    return encode_plain([getattr(row, name) for name in names] if names else row)


def decode_row(table: Table[Any, Any], data: bytes) -> Any:
    """The row of a table back from `encode_row`; from our own store or a checked snapshot only."""
    found: Any = cast("Any", msgpack.unpackb(data, raw=False, use_list=False))
    return found if table.row is None else table.row(*found)


def decode_key(data: bytes) -> Any:
    return cast("Any", msgpack.unpackb(data, raw=False, use_list=False))


class State:
    """An immutable set of tables."""

    __slots__ = ("_maps", "_witnesses")

    def __init__(self, maps: Mapping[str, HashTrieMap[Any, Any]] | None = None) -> None:
        self._maps: _Maps = dict(maps or {})
        self._witnesses: tuple[Witness, ...] | None = None

    @classmethod
    def of(cls, rows: Iterable[tuple[str, Any, Any]]) -> State:
        """The state of (table, key, row)s, all at once: a quarter of what a draft would cost."""
        tables: dict[str, dict[Any, Any]] = {}
        for name, key, row in rows:
            tables.setdefault(name, {})[key] = row
        return cls({name: HashTrieMap(kept) for name, kept in tables.items()})

    def get(self, table: Table[K, R], key: K) -> R | None:
        return self._maps.get(table.name, _EMPTY).get(key)

    def items(self, table: Table[K, R]) -> list[tuple[K, R]]:
        """All rows in the order of their encoded keys: never the order of a hash."""
        rows = self._maps.get(table.name, _EMPTY).items()
        return sorted(cast("Iterator[tuple[K, R]]", rows), key=lambda item: encode_key(item[0]))

    @property
    def witnesses(self) -> tuple[Witness, ...]:
        """Who seals: asked for at every vote and every message, so sorted once."""
        if self._witnesses is None:
            self._witnesses = tuple(row for _, row in self.items(WITNESSES))
        return self._witnesses

    def keys(self, table: Table[K, Any]) -> Iterator[K]:
        """The keys in no order: for counts and minima only."""
        return cast("Iterator[K]", iter(self._maps.get(table.name, _EMPTY)))

    def get_rows(self, table: Table[K, R]) -> Mapping[K, R]:
        """A table, in no order: the same object in every state that did not touch it."""
        return cast("Mapping[K, R]", self._maps.get(table.name, _EMPTY))

    def size(self, table: Table[Any, Any]) -> int:
        return len(self._maps.get(table.name, _EMPTY))

    def draft(self) -> Draft:
        return Draft(self._maps)

    def encoded_rows(self) -> Iterator[tuple[str, bytes, bytes]]:
        """(table, key, row) in canonical order, encoded: what is stored, digested and sent as a snapshot."""
        for name in sorted(self._maps):
            rows = [(encode_key(key), row) for key, row in self._maps[name].items()]
            rows.sort(key=lambda item: item[0])
            for key, row in rows:
                yield name, key, encode_row(row)

    def chunks(self) -> Iterator[bytes]:
        """The canonical encoding in pieces of at most 256 KiB, each a run of whole rows."""
        return iter_chunks(map(encode_plain, self.encoded_rows()))


def iter_chunks(rows: Iterable[bytes]) -> Iterator[bytes]:
    """Encoded rows, in their order, in as few pieces of at most 256 KiB as they fill one by one."""
    parts: list[bytes] = []
    size, room = 0, limits.STATE_CHUNK_BYTES
    for row in rows:
        size += len(row)
        if size > room and parts:
            yield b"".join(parts)
            parts, size = [], len(row)
        parts.append(row)
    if parts:
        yield b"".join(parts)


def compute_state_digest(state: State) -> bytes:
    """Merkle root over the hash of each chunk; O(state)."""
    return merkle_root([hash_state(chunk) for chunk in state.chunks()])


@value(kw_only=True)
class Posting:
    """One line of double entry: this pot changes by this amount. Those of an event sum to zero per asset."""

    account: AccountId
    pot: str
    asset: str
    purpose: str
    amount: int


class Draft:
    """A state being changed by one seal. Mutable, private to one execution.

    Rows read or written stand in plain dicts above the maps; the maps take what was written when somebody
    walks a table, and at the end. Each write remembers what it replaced, so a void event is undone by
    putting back as many rows as it wrote.
    """

    __slots__ = ("_journal", "_maps", "_rows", "_saved", "_unsaved", "note", "postings", "written")

    def __init__(self, maps: Mapping[str, HashTrieMap[Any, Any]]) -> None:
        self._maps: _Maps = dict(maps)
        self._rows: defaultdict[str, dict[Any, Any]] = defaultdict(dict)
        """Per table what was read or written so far; None: no such row."""
        self._unsaved: defaultdict[str, dict[Any, None]] = defaultdict(dict)
        """Per table the keys written since its map took them."""
        self._saved: defaultdict[str, dict[Any, None]] = defaultdict(dict)
        """Per table the keys its map took."""
        self._journal: list[tuple[str, Any, Any]] = []
        """(table, key, row before) of every write."""
        self.postings: list[Posting] = []
        self.written: list[Posting] = []
        """Postings of the running event or task that are in the balances already (`posting.settle_part`)."""
        self.note = ""
        """Detail of an applied outcome, e.g. `quarantined`."""

    def get(self, table: Table[K, R], key: K) -> R | None:
        try:
            return self._rows[table.name][key]
        except KeyError:
            name = table.name
            row = self._rows[name][key] = self._maps.get(name, _EMPTY).get(key)
            return row

    @property
    def touched(self) -> tuple[tuple[str, Any], ...]:
        """(table, key) of every row written since the draft began, whether or not it was put back."""
        for name in list(self._unsaved):
            self._map_of(name)
        return tuple((name, key) for name, keys in self._saved.items() for key in keys)

    def _map_of(self, name: str) -> HashTrieMap[Any, Any]:
        """A table's map with everything that was written."""
        whole = self._maps.get(name, _EMPTY)
        unsaved = self._unsaved.pop(name, None)
        if unsaved:
            rows = self._rows[name]
            for key in unsaved:
                row = rows[key]
                whole = whole.discard(key) if row is None else whole.insert(key, row)
            self._maps[name] = whole
            self._saved[name].update(unsaved)
        return whole

    def items(self, table: Table[K, R]) -> list[tuple[K, R]]:
        rows = self._map_of(table.name).items()
        return sorted(cast("Iterator[tuple[K, R]]", rows), key=lambda item: encode_key(item[0]))

    def keys(self, table: Table[K, Any]) -> Iterator[K]:
        return cast("Iterator[K]", iter(self._map_of(table.name)))

    def size(self, table: Table[Any, Any]) -> int:
        return len(self._map_of(table.name))

    def _write(self, name: str, key: Any, row: Any) -> None:
        self._rows[name][key] = row
        self._unsaved[name][key] = None

    def put(self, table: Table[K, R], key: K, row: R) -> None:
        name = table.name
        self._journal.append((name, key, self.get(table, key)))
        self._rows[name][key] = row
        self._unsaved[name][key] = None

    def remove(self, table: Table[K, Any], key: K) -> None:
        before = self.get(table, key)
        if before is None:
            raise KeyError(key)
        self._journal.append((table.name, key, before))
        self._write(table.name, key, None)

    def mark(self) -> int:
        """What `restore` needs to forget everything written after this call."""
        return len(self._journal)

    def restore(self, mark: int) -> None:
        journal = self._journal
        while len(journal) > mark:
            self._write(*journal.pop())
        self.postings, self.written = [], []
        self.note = ""

    def freeze(self) -> State:
        for name in list(self._unsaved):
            self._map_of(name)
        return State(self._maps)


Readable = State | Draft
"""What a rule or a query may read."""


# --- rows every rule needs -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=False)
class Commune:
    """What the charter fixed and no parameter holds."""

    name: str
    latitude_centideg: int
    longitude_centideg: int
    since_ms: int
    offsets: tuple[tuple[int, int], ...]
    """(from_ms, minutes east of UTC), ascending: the civil calendar, the same on every computer for ever."""
    clear_sky: tuple[tuple[int, ...], tuple[int, ...], tuple[tuple[int, ...], ...]]
    """(tilts, azimuths, minutes): best day's full-load minutes for each month."""
    founder: AccountId
    purposes: tuple[str, ...]


@value()
class Chain:
    """Where the chain of seals stands."""

    height: int
    seal_id: bytes
    seal_ms: int
    seal_day: int
    """How many UTC days had a seal so far: an outage ages nothing."""
    total: int
    epoch: int
    rules: int


@value()
class KeyRow:
    account: AccountId
    """Empty: closed (its join was void)."""
    order: int
    """Position among all introductions: the wire index, and who is older."""
    tip_seq: int
    tip_id: EventId
    revoked_ms: int
    """0: in use."""


@dataclass(frozen=True, slots=True)
class Account:
    sponsor: AccountId
    """Empty for the founder."""
    branch: AccountId
    """The founder's own guest through whom this member came: members of one branch are not distinct."""
    joined_ms: int
    display: bytes
    roles: tuple[str, ...]
    keys: tuple[Key, ...]
    guaranteed: bool
    """The sponsor still answers for this member's debt."""
    guarantees: tuple[AccountId, ...]
    partners: tuple[AccountId, ...]
    """Distinct partners who paid this member in mutual credit, at most 32 kept."""


@dataclass(frozen=True, slots=True)
class Departure:
    """What is kept of a member who left: enough to name it, and the pension points it earned."""

    event: EventId
    """Its `resident.leave`."""
    left_ms: int
    to: AccountId
    """Who received what it had: a member, or the fund."""
    joined_ms: int
    sponsor: AccountId
    display: bytes
    keys: tuple[Key, ...]
    given_wh: int
    """What it gave while it lived here."""
    owed: tuple[tuple[str, int], ...]
    """(asset, base units) of debts its sponsor took over, ascending by asset: owed to the sponsor since."""
    erased: bool
    """Its words are kept by nobody."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something that runs by itself at its due time."""

    label: str
    object: bytes
    creator: EventId
    rearmed: bool


@value()
class Quota:
    utc_day: int
    events: int
    bytes: int


@dataclass(frozen=True, slots=True)
class NextRules:
    """A raise of the rules that was decided and does not hold yet."""

    rules: int
    height: int
    """The first one executed under them."""


@dataclass(frozen=True, slots=True)
class Witness:
    account: AccountId
    node: NodeKey


COMMUNE: Final = Table[str, Commune]("commune", Commune)
CHAIN: Final = Table[str, Chain]("chain", Chain)
PARAMETERS: Final = Table[str, int]("parameters")
ASSETS: Final = Table[str, str]("assets")
"""asset → regime: `metered`, `mutual` or `certified`."""
KEYS: Final = Table[Key, KeyRow]("keys", KeyRow)
ACCOUNTS: Final = Table[AccountId, Account]("accounts", Account)
DEPARTURES: Final = Table[AccountId, Departure]("departures", Departure)
"""Who left the commune; never a member again under the same account."""
NODES: Final = Table[NodeKey, AccountId]("nodes")
BALANCES: Final = Table[tuple[AccountId, str, str, str], int]("balances")
"""(account, pot, asset, purpose) → base units."""
TASKS: Final = Table[tuple[int, bytes], Task]("tasks", Task)
"""(due_ms, task id) → task."""
QUOTAS: Final = Table[AccountId, Quota]("quotas", Quota)
ANCHORS: Final = Table[int, bytes]("anchors")
"""height ÷ 256 → for each of its heights 8 bytes of seal id and 4 bytes of seal day."""
WITNESSES: Final = Table[int, Witness]("witnesses", Witness)
"""index → witness, ascending by node key: the list that certifies the next height."""
NEXT_WITNESSES: Final = Table[int, Witness]("next-witnesses", Witness)
"""The list that certifies the height after the next one; no rows: the same."""
NEXT_RULES: Final = Table[str, NextRules]("next-rules", NextRules)
CORE_TABLES: Final[tuple[Table[Any, Any], ...]] = (
    COMMUNE, CHAIN, PARAMETERS, ASSETS, KEYS, ACCOUNTS, DEPARTURES, NODES, BALANCES, TASKS, QUOTAS, ANCHORS,
    WITNESSES, NEXT_WITNESSES, NEXT_RULES,
)  # fmt: skip

ONLY: Final = ""
"""The key of a table with a single row."""


def get_commune(state: Readable) -> Commune:
    commune = state.get(COMMUNE, ONLY)
    assert commune is not None, "no charter was executed"
    return commune


def get_chain(state: Readable) -> Chain:
    chain = state.get(CHAIN, ONLY)
    assert chain is not None, "no charter was executed"
    return chain


def get_parameter(state: Readable, name: str) -> int:
    value = state.get(PARAMETERS, name)
    assert value is not None, f"the charter sets every parameter, {name} too"
    return value


def get_balance(
    state: Readable, account: AccountId, asset: str, pot: str = "current", purpose: str = ""
) -> int:
    """Base units in one pot; 0 where nothing ever was."""
    return state.get(BALANCES, (account, pot, asset, purpose)) or 0


def get_witnesses(state: Readable) -> tuple[Witness, ...]:
    """The list that certifies the height after this state's."""
    return state.witnesses if isinstance(state, State) else tuple(row for _, row in state.items(WITNESSES))


def get_next_witnesses(state: Readable) -> tuple[Witness, ...]:
    """The list that certifies the height after that: fixed by the next seal's `witnesses-digest`."""
    return tuple(row for _, row in state.items(NEXT_WITNESSES)) or get_witnesses(state)


def get_listed_witnesses(state: Readable) -> tuple[Witness, ...]:
    """Who seals or is about to: both lists, one after the other."""
    return (*get_witnesses(state), *get_next_witnesses(state))


def _write_witnesses(draft: Draft, table: Table[int, Witness], rows: Iterable[Witness]) -> None:
    for index in list(draft.keys(table)):
        draft.remove(table, index)
    for index, row in enumerate(sorted(rows, key=lambda row: row.node)):
        draft.put(table, index, row)


def replace_witnesses(draft: Draft, rows: Iterable[Witness]) -> None:
    """Change who seals from the height being begun on: after a recovery alone."""
    _write_witnesses(draft, WITNESSES, rows)
    _write_witnesses(draft, NEXT_WITNESSES, ())


def set_next_witnesses(draft: Draft, rows: Iterable[Witness]) -> None:
    """Change who seals, from two heights after the one being executed."""
    _write_witnesses(draft, NEXT_WITNESSES, rows)


def advance_witnesses(draft: Draft) -> None:
    """Begin a height: the list that was to follow is the present one."""
    following = get_next_witnesses(draft)
    if following != get_witnesses(draft):
        _write_witnesses(draft, WITNESSES, following)
    _write_witnesses(draft, NEXT_WITNESSES, ())


def get_rules_at(state: Readable, height: int) -> int:
    """The version of the rules under which a height above this state's is executed, as far as decided."""
    following = state.get(NEXT_RULES, ONLY)
    return following.rules if following and following.height <= height else get_chain(state).rules


def get_decided_rules(state: Readable) -> int:
    """The newest version that was decided, in force or about to be."""
    following = state.get(NEXT_RULES, ONLY)
    return following.rules if following else get_chain(state).rules


def set_next_rules(draft: Draft, rules: int, height: int) -> None:
    """Raise the rules from this height on."""
    draft.put(NEXT_RULES, ONLY, NextRules(rules, height))


def advance_rules(draft: Draft, height: int) -> None:
    """Begin a height: the rules that were to hold from it on are the present ones."""
    following = draft.get(NEXT_RULES, ONLY)
    if following is not None and following.height <= height:
        draft.put(CHAIN, ONLY, replace(get_chain(draft), rules=following.rules))
        draft.remove(NEXT_RULES, ONLY)


def get_next_due(state: Readable) -> int | None:
    """The instant of the first task, None if there is none. O(tasks)."""
    return min((due for due, _ in state.keys(TASKS)), default=None)
