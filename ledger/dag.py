# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pending part of the DAG: events stored and not yet sealed, their chains, heads, forks and cuts.

        state's tip of key a ─ a1 ─ a2          live: followed by prev, it arrives at its key's tip
                             └ a1′              a fork: two events of one (key, seq); both are kept,
                                                a cut takes one, the other is dead once that one is sealed

What is sealed lives in the store and, for each key, in the state's tip. Pure: no disk, no clock.
The law: an event enters only after its whole past, so insertion order is a topological order.
Source: docs/protocol.md sections 3 (storable, forks) and 4 (cut).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ledger import limits
from ledger.errors import BadSeal, NotAdmissible, NotConnected
from ledger.event import JOIN, KEY_ADD, Event
from ledger.rulebook.membership import INVITATIONS
from ledger.state import ACCOUNTS, KEYS, QUOTAS, State, get_parameter
from ledger.units import DAY_MS, AccountId, EventId, Key

Slot = tuple[int, EventId]
"""(seq, prev) of an event of some key."""

_INTRODUCING: Final = frozenset({JOIN, KEY_ADD})
"""Kinds of which `_introduced_by` is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The events one seal covers."""

    events: dict[EventId, Event]
    heads: tuple[EventId, ...]
    accounts: Mapping[EventId, AccountId] = field(default_factory=dict[EventId, AccountId])
    """Whom each event counts for (`Dag.account_of`), where it was asked already."""


def follows(event: Event, before: Event) -> bool:
    """Whether `before`, named by prev, is where the chain of this event's key stood just before it."""
    if before.author == event.author:
        return before.seq == event.seq - 1
    return event.seq == 0 and before.kind == KEY_ADD and before.body["key"] == event.author


class Dag:
    """Pending events of one commune, above a state."""

    def __init__(self, get_sealed: Callable[[EventId], Event | None] = lambda _id: None) -> None:
        """Start empty.

        Args:
            get_sealed: a stored event by id, for what was sealed and left this DAG.
        """
        self.events: dict[EventId, Event] = {}
        """Live, in the order they were stored."""
        self.dead: dict[EventId, Event] = {}
        self.slots: dict[tuple[Key, int], list[EventId]] = {}
        self._get_sealed = get_sealed
        self._introducing: dict[Key, dict[EventId, Event]] = {}
        """Live events that introduce a key, in the order they were stored."""
        self._introduction: dict[EventId, Event] = {}
        """Pending event → the pending event at the bottom of its chain that introduces its key."""
        self._accounts: dict[EventId, AccountId] = {}
        self._counts: dict[tuple[AccountId, bool], int] = {}
        self._walked: dict[Key, tuple[Slot, Slot]] = {}
        """Key → (where a walk along its chain began, how far it came); what is stored since prolongs it."""
        self.left = 0
        """How many live events were sealed or died."""

    def __len__(self) -> int:
        return len(self.events)

    # --- entering ------------------------------------------------------------------------------------------

    def get(self, event_id: EventId) -> Event | None:
        return self.events.get(event_id) or self.dead.get(event_id)

    def add(self, event: Event, account: AccountId, *, is_live: bool = True) -> None:
        """Take an event whose past is held (`check_chain`), counting it for an account (`account_of`)."""
        siblings = self.slots.get((event.author, event.seq))
        if siblings is None:
            self.slots[event.author, event.seq] = [event.id]
        else:
            siblings.append(event.id)
        before = self.get(event.prev)
        if event.kind == JOIN:
            self._introduction[event.id] = event
        elif before is not None and before.author != event.author:
            self._introduction[event.id] = before
        elif before is not None and before.id in self._introduction:
            self._introduction[event.id] = self._introduction[before.id]
        self._accounts[event.id] = account
        self._counts[account, is_live] = self.count_of(account, is_live=is_live) + 1
        if not is_live:
            self.dead[event.id] = event
            return
        self.events[event.id] = event
        for key in _introduced_by(event) if event.kind in _INTRODUCING else ():
            self._introducing.setdefault(key, {})[event.id] = event

    def count_of(self, account: AccountId, *, is_live: bool = True) -> int:
        """Live (or dead) events that count for an account, by the state they were stored under."""
        return self._counts.get((account, is_live), 0)

    @property
    def introductions(self) -> dict[Key, Event]:
        """Keys that only pending events introduce: the first stored of those events for each."""
        return {key: next(iter(found.values())) for key, found in self._introducing.items()}

    def get_introductions(self, key: Key) -> tuple[Event, ...]:
        """Every live event that introduces a key, in stored order."""
        return tuple(self._introducing.get(key, {}).values())

    def get_live(self, key: Key, seq: int) -> list[EventId]:
        """Live events of one key and number, in stored order; more than one: a fork."""
        return [event_id for event_id in self.slots.get((key, seq), ()) if event_id in self.events]

    def check_chain(self, event: Event, state: State) -> bool:
        """Whether the event continues its key's chain, pending or sealed: True live, False dead.

        A function of the event, its past and the state alone: never of what else is held, so that every
        copy judges it alike, whatever came first.

        Raises:
            NotConnected: the event before it is not held.
            NotAdmissible: the event before it is held, and is not the one before it.
        """
        row = state.get(KEYS, event.author)
        if event.kind == JOIN:
            return row is None
        if row is not None:
            if not row.account or event.seq <= row.tip_seq:
                return False
            if event.seq == row.tip_seq + 1:
                return event.prev == row.tip_id
        before = self.get(event.prev) or self._get_sealed(event.prev)
        if before is None:
            raise NotConnected("the event before it is not held", (event.prev,))
        if not follows(event, before):
            raise NotAdmissible("it does not follow the event before it")
        # Sealed, and yet the state does not know the key: what introduced it was sealed void.
        return before.id in self.events

    # --- reading -------------------------------------------------------------------------------------------

    def heads(self) -> tuple[EventId, ...]:
        """Pending events that no pending event names."""
        named = {parent for event in self.events.values() for parent in event.parents}
        return tuple(sorted(event_id for event_id in self.events if event_id not in named))

    def get_next_slot(self, key: Key, state: State) -> Slot | None:
        """Where the chain of a key goes on, after what is pending; None: the key is not introduced.

        O(what came since it was asked last). A walk takes of a fork the branch stored first, and what is
        stored later comes last: so an answer is never overtaken, only prolonged, until an event leaves.
        """
        start = self.get_chain_start(key, state)
        if start is None:
            return None
        begun, end = self._walked.get(key, (start, start))
        seq, prev = end if begun == start else start
        for event in self.follow(key, seq, prev):
            seq, prev = event.seq + 1, event.id
        self._walked[key] = start, (seq, prev)
        return seq, prev

    def get_chain_start(self, key: Key, state: State) -> Slot | None:
        """The slot of the first pending event of a key; None: the key is not introduced, or is closed."""
        row = state.get(KEYS, key)
        if row is not None:
            return (row.tip_seq + 1, row.tip_id) if row.account else None
        introductions = self.get_introductions(key)
        if not introductions:
            return None
        first = introductions[0]
        return (1 if first.kind == JOIN else 0), first.id

    def account_of(self, event: Event, state: State) -> AccountId:
        """The account an event counts for: its key's, or its nearest known introducer's (the sponsor).

        Follows the event's own chain: a key may be introduced twice, and copies met the two in any order.
        """
        while True:
            row = state.get(KEYS, event.author)
            if row is not None:
                return row.account
            introduction = self._find_introduction(event)
            if introduction is None:
                return AccountId(event.author)
            if introduction.kind != JOIN:
                event = introduction
                continue
            invitation = state.get(INVITATIONS, introduction.prev)
            if invitation is not None:
                return invitation.sponsor
            # Pending, or sealed void: its author still answers for whom it let in.
            before = self.get(introduction.prev) or self._get_sealed(introduction.prev)
            if before is None:
                return AccountId(event.author)
            event = before

    def speaker_of(self, event: Event, state: State) -> AccountId:
        """The account whose key signed, by the event's own chain: a newcomer's is its own, sealed or not."""
        while (row := state.get(KEYS, event.author)) is None:
            introduction = event if event.kind == JOIN else self._find_introduction(event)
            if introduction is None or introduction.kind == JOIN:
                return AccountId(event.author if introduction is None else introduction.author)
            event = introduction
        return row.account

    def accounts_of(self, events: Iterable[Event], state: State) -> dict[EventId, AccountId]:
        """`account_of` each event: what the state knows of a key is looked up once."""
        known: dict[Key, AccountId] = {}
        found: dict[EventId, AccountId] = {}
        for event in events:
            account = known.get(event.author)
            if account is None:
                account = self.account_of(event, state)
                if state.get(KEYS, event.author) is not None:
                    known[event.author] = account
            found[event.id] = account
        return found

    def _find_introduction(self, event: Event) -> Event | None:
        """What introduced a key the state does not know, along the event's own chain."""
        while event.kind != JOIN:
            known = self._introduction.get(event.id)
            if known is not None:
                return known
            before = self.get(event.prev) or self._get_sealed(event.prev)
            if before is None or before.author != event.author:
                return before
            event = before
        return event

    def follow(self, key: Key, seq: int, prev: EventId) -> Iterator[Event]:
        """The live chain of a key from (seq, prev) on; at a fork, the branch that was stored first."""
        while True:
            following = (self.events[event_id] for event_id in self.get_live(key, seq))
            event = next((event for event in following if event.prev == prev), None)
            if event is None:
                return
            yield event
            seq, prev = seq + 1, event.id

    def walk(self, heads: Iterable[EventId]) -> dict[EventId, Event]:
        """The cut that these heads name: what they reach among live pending events.

        Raises:
            NotConnected: a head or a past event is not held; ask for `missing`.
            BadSeal: too many events or bytes, a dead head, two events of one (key, seq).
        """
        found: dict[EventId, Event] = {}
        slots: set[tuple[Key, int]] = set()
        size = 0
        live = self.events
        waiting = list(heads)
        while waiting:
            event_id = waiting.pop()
            if event_id in found:
                continue
            event = live.get(event_id)
            if event is None:
                if event_id in self.dead:
                    raise BadSeal("a head is dead")
                raise NotConnected("an event of the cut is not held", (event_id,))
            found[event_id] = event
            size += event.size
            if len(found) > limits.SEAL_EVENTS_MAX or size > limits.SEAL_BYTES_MAX:
                raise BadSeal("cut too large")
            slots.add((event.author, event.seq))
            if len(slots) < len(found):
                raise BadSeal("two events of one key and number in a cut")
            # What is neither live nor here is sealed or dead: an event enters only after its whole past.
            if event.prev in live:
                waiting.append(event.prev)
            if event.deps:
                waiting.extend(dep for dep in event.deps if dep in live)
        return found

    # --- cutting -------------------------------------------------------------------------------------------

    def can_cut(self, state: State, seal_ms: int) -> bool:
        """Whether `choose_cut` would choose anything: asked at each change, so it stops at the first."""
        return bool(self.choose_cut(state, seal_ms, most=1).events)

    def choose_cut(self, state: State, seal_ms: int, *, most: int = limits.SEAL_EVENTS_MAX) -> Cut:
        """The largest cut, in stored order, that respects every bound: what an honest witness proposes.

        An event over its account's quota of the day stays pending, and so does what names it.
        """
        chosen: dict[EventId, Event] = {}
        heads: set[EventId] = set()
        slots: set[tuple[Key, int]] = set()
        use = QuotaUse(state, seal_ms)
        size = 0
        for event in self.events.values():
            if len(chosen) >= most:
                break
            slot = (event.author, event.seq)
            parents = [parent for parent in event.parents if parent in self.events]
            fits = (
                slot not in slots
                and size + event.size <= limits.SEAL_BYTES_MAX
                and all(parent in chosen for parent in parents)
                and len(heads - set(parents)) < limits.SEAL_HEADS_MAX
            )
            if not fits or not use.take(self.account_of(event, state), event.size):
                continue
            chosen[event.id] = event
            slots.add(slot)
            size += event.size
            heads.difference_update(parents)
            heads.add(event.id)
        return Cut(events=chosen, heads=tuple(sorted(heads)))

    def check_cut(self, heads: Sequence[EventId], state: State, seal_ms: int) -> Cut:
        """The cut of somebody's seal, checked against every bound: a function of seal, chain and DAG.

        Raises:
            NotConnected: part of it is not held: fetch it, whatever the rate limits say.
            BadSeal: it breaks a bound or is not the one encoding of this cut.
        """
        events = self.walk(heads)
        named = {event.prev for event in events.values()}
        for event in events.values():
            if event.deps:
                named.update(event.deps)
        if not named.isdisjoint(heads):
            raise BadSeal("a head is an ancestor of another")
        use = QuotaUse(state, seal_ms)
        accounts = self.accounts_of(events.values(), state)
        for event_id, event in events.items():
            if not use.take(accounts[event_id], event.size):
                raise BadSeal("over an account's quota of the day")
        return Cut(events=events, heads=tuple(heads), accounts=accounts)

    # --- after a seal --------------------------------------------------------------------------------------

    def advance(self, sealed: Iterable[EventId], state: State) -> tuple[EventId, ...]:
        """Forget what was sealed; return what became dead: it no longer arrives at its key's new tip.

        Args:
            sealed: ids of the cut.
            state: after the seal.
        """
        touched: set[Key] = set()
        for event_id in sealed:
            event = self._leave(event_id)
            touched.add(event.author)
            if event.kind in _INTRODUCING:
                touched.update(_introduced_by(event))
            self._forget_slot(event)
            self._introduction.pop(event_id, None)
        return self._bury(touched, state) if self.events else ()

    def _leave(self, event_id: EventId) -> Event:
        self._uncount(self._accounts.pop(event_id))
        self._shorten(self.events[event_id])
        event = self.events.pop(event_id)
        self.left += 1
        for key in _introduced_by(event) if event.kind in _INTRODUCING else ():
            found = self._introducing[key]
            del found[event_id]
            if not found:
                del self._introducing[key]
        return event

    def _shorten(self, event: Event) -> None:
        """Before an event leaves: what was walked of its chain begins after it, or is forgotten."""
        walked = self._walked.pop(event.author, None)
        if walked is not None:
            start, end = walked
            if start != end and next(self.follow(event.author, *start)) is event:
                self._walked[event.author] = (event.seq + 1, event.id), end

    def _uncount(self, account: AccountId) -> None:
        self._counts[account, True] -= 1
        if not self._counts[account, True]:
            del self._counts[account, True]

    def _forget_slot(self, event: Event) -> None:
        slot = (event.author, event.seq)
        siblings = self.slots[slot]
        siblings.remove(event.id)
        if not siblings:
            del self.slots[slot]

    def _bury(self, touched: set[Key], state: State) -> tuple[EventId, ...]:
        buried: list[EventId] = []
        for event in list(self.events.values()):
            # In stored order, so a dead event is met before those that follow it by prev.
            dead = event.author in touched or event.prev in self.dead
            if dead and not self.check_chain(event, state):
                account = self._accounts[event.id]
                self.dead[event.id] = self._leave(event.id)
                self._accounts[event.id] = account
                self._counts[account, False] = self.count_of(account, is_live=False) + 1
                buried.append(event.id)
        return tuple(buried)


def _introduced_by(event: Event) -> tuple[Key, ...]:
    if event.kind == JOIN:
        return (event.author,)
    return (Key(event.body["key"]),) if event.kind == KEY_ADD and event.body["key"] != event.author else ()


class QuotaUse:
    """What a cut uses of each account's quota of the day, above what the state has counted."""

    def __init__(self, state: State, seal_ms: int) -> None:
        self._state = state
        self._day = seal_ms // DAY_MS
        self._used: dict[AccountId, tuple[int, int, int]] = {}
        """Account → (events, bytes, events at most)."""
        self._bytes_max = get_parameter(state, "quota.bytes-day")
        self._events_max = get_parameter(state, "quota.events-day")
        self._newcomer_max = get_parameter(state, "quota.events-day-newcomer")

    def take(self, account: AccountId, size: int) -> bool:
        """Whether one more event of `size` bytes fits; it is counted if so."""
        events, used, most = self._used.get(account) or self._begin(account)
        if events >= most or used + size > self._bytes_max:
            return False
        self._used[account] = (events + 1, used + size, most)
        return True

    def _begin(self, account: AccountId) -> tuple[int, int, int]:
        member = self._state.get(ACCOUNTS, account)
        most = self._newcomer_max if member is not None and member.guaranteed else self._events_max
        quota = self._state.get(QUOTAS, account)
        if quota is None or quota.utc_day != self._day:
            return 0, 0, most
        return quota.events, quota.bytes, most
