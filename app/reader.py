# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every query reads: one immutable picture of the commune, its words, and the receipts on disk.

Pictures are taken in the node's thread and read anywhere; the database connection is the reader's own.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec, TypeVar, cast

from app.facade_naming import join_sign
from app.namesakes import Looks, Namesakes
from app.own_orders import Own, OwnOrders
from app.views import AmountView, PersonView, Phase
from ledger.blob import read_text
from ledger.errors import StoreDamaged
from ledger.event import Event
from ledger.execute import Result
from ledger.hashing import hash_leaf
from ledger.read_model import ReadModel
from ledger.rulebook.allocation import Allocation, get_allocation
from ledger.rulebook.book import RULES_MAX
from ledger.rulebook.parity import PARITIES, convert
from ledger.state import ACCOUNTS, DEPARTURES, KEYS, NODES, Account, Departure, State, get_chain
from ledger.store import Store
from ledger.units import AccountId, EventId, NodeKey

if TYPE_CHECKING:
    from p2p.node_statistics import NodeStatistics

T = TypeVar("T")
P = ParamSpec("P")
_BLOBS_AT_ONCE: Final = 500


def shared(question: Callable[Concatenate[Reader, P], T]) -> Callable[Concatenate[Reader, P], T]:
    """A question that is asked again: answered once a reader; its answer and what it is given are values."""

    @wraps(question)
    def ask(reader: Reader, *given: P.args, **named: P.kwargs) -> T:
        name = (question, given, tuple(named.items()))
        return reader.recall(name, lambda: question(reader, *given, **named))

    return ask


def find_person(state: State, account: bytes) -> Account | Departure | None:
    """The row of a member, or of one who left: who a line of the past is about."""
    return state.get(ACCOUNTS, AccountId(account)) or state.get(DEPARTURES, AccountId(account))


def make_fingerprint(account: bytes) -> str:
    """Short and readable: eight letters of base32, enough for 600 people to be told apart."""
    text = base64.b32encode(hash_leaf(account)).decode().lower()
    return f"{text[:4]}-{text[4:8]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The commune at one instant, as this computer sees it."""

    version: int
    commune: EventId
    me: AccountId
    device: bytes
    """The key this computer signs with."""
    sealed: State
    pending: State
    pending_events: tuple[Event, ...]
    pending_results: Mapping[bytes, Result]
    is_founded: bool
    node: NodeStatistics | None
    """None while no node runs."""
    peer_heights: Mapping[NodeKey, int] = field(default_factory=dict[NodeKey, int])
    protection: str = "file"
    backup_done: bool = False
    is_returning: bool = False
    """See `app.returning`: whether the words are on paper is not asked of who typed them from it."""
    join_status: str = ""
    history: tuple[int, int] = (0, 0)
    """(heights of the past that are here, heights in all) while it arrives; (0, 0): it is all here."""
    rules_known: int = RULES_MAX
    """The newest version of the rules that this program has."""
    followed: bytes = b""
    """The recovery that the next seal stands on; empty: none."""


class Reader:
    """A picture with the means to read words and receipts. One thread at a time."""

    def __init__(
        self,
        picture: Picture,
        store: Store,
        read_model: ReadModel,
        now_ms: int,
        namesakes: Namesakes | None = None,
        own_orders: OwnOrders | None = None,
    ) -> None:
        self.picture = picture
        self.store = store
        self.read_model = read_model
        self.now_ms = now_ms
        self.me = picture.me
        self._namesakes = namesakes or Namesakes()
        self._own_orders = own_orders or OwnOrders()
        self._texts: dict[bytes, str] = {}
        self._known: dict[object, Any] = {}
        self._pending_ids = {event.id for event in picture.pending_events}

    @property
    def state(self) -> State:
        """What this computer expects: pending events included."""
        return self.picture.pending

    def recall(self, name: object, work_out: Callable[[], T]) -> T:
        """What several questions of one moment need, worked out for the first; to be left as it is."""
        if name not in self._known:
            self._known[name] = work_out()
        return cast("T", self._known[name])

    def get_text(self, blob: bytes) -> str:
        """The words a hash names; empty when there are none, they were erased, lost, or have not arrived."""
        if not any(blob):
            return ""
        if blob not in self._texts:
            self.read_texts([blob])
        return self._texts[blob]

    def read_texts(self, blobs: Iterable[bytes]) -> None:
        """Have the words of many hashes at hand: a few questions to the disk instead of one each."""
        missing = [blob for blob in dict.fromkeys(blobs) if blob not in self._texts and any(blob)]
        for start in range(0, len(missing), _BLOBS_AT_ONCE):
            some = missing[start : start + _BLOBS_AT_ONCE]
            try:
                held = self.store.get_blobs(some)
            except StoreDamaged:
                if len(some) > 1:  # one page of the file hides its own words only
                    for blob in some:
                        self.read_texts([blob])
                    continue
                held = {}  # the node has stopped and says why; what can be shown without words is
            for blob in some:
                content = held.get(blob)
                self._texts[blob] = "" if content is None else read_text(content)

    def is_of_the_past(self, event: Event) -> bool:
        """Whether an event lies below the snapshot this copy began with, while that past arrives."""
        row = self.picture.sealed.get(KEYS, event.author) if self.picture.history[1] else None
        return row is not None and event.seq <= row.tip_seq

    def get_phase(self, event_id: bytes) -> Phase:
        """Pending or sealed; whether it is void is in its receipt."""
        return Phase.PENDING if event_id in self._pending_ids else Phase.SEALED

    def get_own_orders(self) -> Own:
        """(order, its row) of those I buy or sell in, in the order of `State.items`."""
        return self._own_orders.find(self.state, self.me)

    # --- people -------------------------------------------------------------------------------------------

    def get_name(self, account: bytes) -> str:
        row = find_person(self.state, account)
        name = self.get_text(row.display) if row is not None else ""
        return name or make_fingerprint(account)

    def get_name_apart(self, account: AccountId) -> str:
        """As `facade_naming.write_apart`, of a member, where nothing else is asked of it."""
        name = self.get_name(account)
        is_alike = self.get_looks().is_alike(name, is_member=True)
        return join_sign(name, make_fingerprint(account)) if is_alike else name

    def get_looks(self) -> Looks:
        """How the names of the members look, whom others could be taken for."""
        return self.recall("looks", lambda: self._namesakes.find(self.state, self._get_names))

    def _get_names(self, blobs: Sequence[bytes]) -> Mapping[bytes, str]:
        self.read_texts(blobs)
        return {blob: name for blob in blobs if (name := self.get_text(blob))}

    def get_person(self, account: bytes) -> PersonView:
        return self.recall(("person", account), lambda: self._person(AccountId(account)))

    def _person(self, account: AccountId) -> PersonView:
        row, gone = find_person(self.state, account), self.state.get(DEPARTURES, account)
        is_sealed = find_person(self.picture.sealed, account) is not None
        name = self.get_name(account)
        return PersonView(
            account=account,
            name=name,
            fingerprint=make_fingerprint(account),
            roles=row.roles if isinstance(row, Account) else (),
            is_me=account == self.me,
            phase=Phase.SEALED if is_sealed else Phase.PENDING,
            joined_ms=row.joined_ms if row is not None else 0,
            sponsor=row.sponsor if row is not None else b"",
            left_ms=gone.left_ms if gone is not None else 0,
            is_alike=self.get_looks().is_alike(name, is_member=isinstance(row, Account)),
        )

    def get_members(self) -> tuple[PersonView, ...]:
        """Everybody, by name then fingerprint."""
        return self.recall("members", self._list_members)

    def _list_members(self) -> tuple[PersonView, ...]:
        rows = list(self.state.items(ACCOUNTS))
        self.read_texts(row.display for _, row in rows)
        people = [self.get_person(account) for account, _ in rows]
        return tuple(sorted(people, key=lambda person: (person.name.casefold(), person.fingerprint)))

    def get_owner_of_node(self, node: NodeKey) -> PersonView | None:
        account = self.state.get(NODES, node)
        return None if account is None else self.get_person(account)

    def get_account_of(self, event: Event) -> AccountId:
        """The account of an event's author; the key itself while nothing introduced it."""
        row = self.state.get(KEYS, event.author)
        return row.account if row is not None else AccountId(event.author)

    def get_allocation(self) -> Allocation:
        """What today's ballots give, as of the last seal: one that is not final yet moves nothing."""
        sealed = self.picture.sealed
        return self.recall("allocation", lambda: get_allocation(sealed, get_chain(sealed).seal_ms))

    # --- amounts ------------------------------------------------------------------------------------------

    def get_equivalents(self, asset: str, amount: int) -> tuple[AmountView, ...]:
        """The same value in the other assets at the parity in force, rounded down to a base unit."""
        views: list[AmountView] = []
        for other, _parity in self.state.items(PARITIES):
            converted = convert(self.state, asset, amount, other) if other != asset else None
            if converted is not None and converted[0] > 0:
                views.append(AmountView(asset=other, amount=converted[0]))
        return tuple(views)

    @staticmethod
    def make_amounts(lines: Sequence[tuple[str, int]]) -> tuple[AmountView, ...]:
        return tuple(AmountView(asset=asset, amount=amount) for asset, amount in lines)
