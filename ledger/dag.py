# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pending part of the DAG: events stored and not yet sealed, their chains, heads, forks and cuts.

        state's tip of key a ─ a1 ─ a2          live: followed by prev, it arrives at its key's tip
                             └ a1′              a fork: two events of one (key, seq), both kept as evidence;
                                                a cut takes one, the other is dead once that one is sealed

What is sealed lives in the store and, for each key, in the state's tip. Pure: no disk, no clock.
The law: an event enters only after its whole past, so insertion order is a topological order.
Source: docs/protocol.md sections 3 (storable, forks) and 4 (cut).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ledger import limits
from ledger.errors import BadSeal, NotConnected
from ledger.event import JOIN, KEY_ADD, Event
from ledger.rulebook.membership import INVITATIONS
from ledger.state import ACCOUNTS, KEYS, QUOTAS, State, get_parameter
from ledger.units import DAY_MS, AccountId, EventId, Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The events one seal covers."""

    events: dict[EventId, Event]
    heads: tuple[EventId, ...]


class Dag:
    """Pending events of one commune, above a state."""

    def __init__(self) -> None:
        self.events: dict[EventId, Event] = {}
        """Live, in the order they were stored."""
        self.dead: dict[EventId, Event] = {}
        self.slots: dict[tuple[Key, int], list[EventId]] = {}
        self.introductions: dict[Key, Event] = {}
        """Keys that only a pending event introduces."""
        self._accounts: dict[EventId, AccountId] = {}
        self._counts: dict[AccountId, int] = {}

    def __len__(self) -> int:
        return len(self.events)

    # --- entering ------------------------------------------------------------------------------------------

    def get(self, event_id: EventId) -> Event | None:
        return self.events.get(event_id) or self.dead.get(event_id)

    def add(self, event: Event, account: AccountId, *, is_live: bool = True) -> None:
        """Take an event whose past is held (`check_chain`), counting it for an account (`account_of`)."""
        if is_live:
            self.events[event.id] = event
            self._accounts[event.id] = account
            self._counts[account] = self._counts.get(account, 0) + 1
        else:
            self.dead[event.id] = event
        self.slots.setdefault((event.author, event.seq), []).append(event.id)
        if event.kind == JOIN:
            self.introductions.setdefault(event.author, event)
        elif event.kind == KEY_ADD:
            self.introductions.setdefault(Key(event.body["key"]), event)

    def count_of(self, account: AccountId) -> int:
        """Live events that count for an account, by the state they were stored under."""
        return self._counts.get(account, 0)

    def is_forked(self, key: Key, seq: int) -> bool:
        return len(self.slots.get((key, seq), ())) > 1

    def check_chain(self, event: Event, state: State) -> bool:
        """Whether the event continues its key's chain, pending or sealed: True live, False dead.

        Raises:
            NotConnected: its key was never introduced, or the event before it is not held.
        """
        row = state.get(KEYS, event.author)
        if event.kind == JOIN:
            return row is None
        if row is not None:
            if event.seq <= row.tip_seq:
                return False
            if event.seq == row.tip_seq + 1:
                return event.prev == row.tip_id
        else:
            introduction = self.introductions.get(event.author)
            if introduction is None:
                raise NotConnected("its key was never introduced", (event.prev,))
            first_seq = 1 if introduction.kind == JOIN else 0
            if event.seq == first_seq:
                if event.prev == introduction.id:
                    return True
                other = self.get(event.prev)
                if other is None:
                    raise NotConnected("the event before it is not held", (event.prev,))
                # The key was introduced twice (a join under two invitations): either may be sealed.
                return other.id in self.events and other.kind in (JOIN, KEY_ADD)
        before = self.get(event.prev)
        if before is None or before.author != event.author or before.seq != event.seq - 1:
            raise NotConnected("the event before it is not held", (event.prev,))
        return before.id in self.events

    # --- reading -------------------------------------------------------------------------------------------

    def heads(self) -> tuple[EventId, ...]:
        """Pending events that no pending event names."""
        named = {parent for event in self.events.values() for parent in event.parents}
        return tuple(sorted(event_id for event_id in self.events if event_id not in named))

    def account_of(self, event: Event, state: State) -> AccountId:
        """The account an event counts for: its key's, or its nearest known introducer's (the sponsor)."""
        key, hops = event.author, 0
        while hops <= limits.DEPTH_MAX:
            row = state.get(KEYS, key)
            if row is not None:
                return row.account
            introduction = (
                event if event.kind == JOIN and event.author == key else self.introductions.get(key)
            )
            if introduction is None:
                break
            if introduction.kind == JOIN:
                invitation = state.get(INVITATIONS, introduction.prev)
                if invitation is not None:
                    return invitation.sponsor
                pending = self.get(introduction.prev)
                if pending is None:
                    break
                key = pending.author
            else:
                key = introduction.author
            hops += 1
        return AccountId(event.author)

    def walk(self, heads: Iterable[EventId]) -> dict[EventId, Event]:
        """The cut that these heads name: what they reach among live pending events.

        Raises:
            NotConnected: a head or a past event is not held; ask for `missing`.
            BadSeal: too many events or bytes, a dead head, two events of one (key, seq).
        """
        found: dict[EventId, Event] = {}
        slots: set[tuple[Key, int]] = set()
        size = 0
        waiting = list(heads)
        while waiting:
            event_id = waiting.pop()
            if event_id in found:
                continue
            if event_id in self.dead:
                raise BadSeal("a head is dead")
            event = self.events.get(event_id)
            if event is None:
                raise NotConnected("an event of the cut is not held", (event_id,))
            found[event_id] = event
            size += event.size
            if len(found) > limits.SEAL_EVENTS_MAX or size > limits.SEAL_BYTES_MAX:
                raise BadSeal("cut too large")
            if (event.author, event.seq) in slots:
                raise BadSeal("two events of one key and number in a cut")
            slots.add((event.author, event.seq))
            # What is neither live nor here is sealed or dead: an event enters only after its whole past.
            waiting.extend(parent for parent in event.parents if parent in self.events)
        return found

    # --- cutting -------------------------------------------------------------------------------------------

    def choose_cut(self, state: State, seal_ms: int) -> Cut:
        """The largest cut, in stored order, that respects every bound: what an honest witness proposes.

        An event over its account's quota of the day stays pending, and so does what names it.
        """
        chosen: dict[EventId, Event] = {}
        heads: set[EventId] = set()
        slots: set[tuple[Key, int]] = set()
        use = QuotaUse(state, seal_ms)
        size = 0
        for event in self.events.values():
            slot = (event.author, event.seq)
            parents = [parent for parent in event.parents if parent in self.events]
            fits = (
                slot not in slots
                and len(chosen) < limits.SEAL_EVENTS_MAX
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
        """The cut of somebody's seal, checked against every bound; pure in seal, chain and DAG.

        Raises:
            NotConnected: part of it is not held: fetch it, whatever the rate limits say.
            BadSeal: it breaks a bound or is not the one encoding of this cut.
        """
        events = self.walk(heads)
        named = {parent for event in events.values() for parent in event.parents}
        if any(head in named for head in heads):
            raise BadSeal("a head is an ancestor of another")
        use = QuotaUse(state, seal_ms)
        for event in events.values():
            if not use.take(self.account_of(event, state), event.size):
                raise BadSeal("over an account's quota of the day")
        return Cut(events=events, heads=tuple(heads))

    # --- after a seal --------------------------------------------------------------------------------------

    def advance(self, sealed: Iterable[EventId], state: State) -> tuple[EventId, ...]:
        """Forget what was sealed; return what became dead: it no longer arrives at its key's new tip.

        Args:
            sealed: ids of the cut.
            state: after the seal.
        """
        gone = set(sealed)
        touched: set[Key] = set()
        for event_id in gone:
            event = self._leave(event_id)
            touched.add(event.author)
            self._forget_slot(event)
            if event.kind == JOIN:
                self.introductions.pop(event.author, None)
            elif event.kind == KEY_ADD:
                touched.add(Key(event.body["key"]))
                if state.get(KEYS, Key(event.body["key"])) is not None:
                    self.introductions.pop(Key(event.body["key"]), None)
        if not self.events:
            return ()
        return self._bury(touched, state)

    def _leave(self, event_id: EventId) -> Event:
        account = self._accounts.pop(event_id)
        self._counts[account] -= 1
        if not self._counts[account]:
            del self._counts[account]
        return self.events.pop(event_id)

    def _forget_slot(self, event: Event) -> None:
        slot = (event.author, event.seq)
        left = [sibling for sibling in self.slots.get(slot, ()) if sibling != event.id]
        if left:
            self.slots[slot] = left
        else:
            self.slots.pop(slot, None)

    def _bury(self, touched: set[Key], state: State) -> tuple[EventId, ...]:
        buried: list[EventId] = []
        for event in list(self.events.values()):
            # In stored order, so a dead event is met before those that follow it by prev.
            before = self.dead.get(event.prev)
            dead = before is not None and (before.author == event.author or event.kind != JOIN)
            row = state.get(KEYS, event.author)
            if not dead and event.author in touched and row is not None:
                dead = event.seq <= row.tip_seq or (event.seq == row.tip_seq + 1 and event.prev != row.tip_id)
            if dead:
                self.dead[event.id] = self._leave(event.id)
                buried.append(event.id)
        return tuple(buried)


class QuotaUse:
    """What a cut uses of each account's quota of the day, above what the state has counted."""

    def __init__(self, state: State, seal_ms: int) -> None:
        self._state = state
        self._day = seal_ms // DAY_MS
        self._used: dict[AccountId, tuple[int, int]] = {}
        self._bytes_max = get_parameter(state, "quota.bytes-day")
        self._events_max = get_parameter(state, "quota.events-day")
        self._newcomer_max = get_parameter(state, "quota.events-day-newcomer")

    def take(self, account: AccountId, size: int) -> bool:
        """Whether one more event of `size` bytes fits; it is counted if so."""
        if account not in self._used:
            quota = self._state.get(QUOTAS, account)
            same_day = quota is not None and quota.utc_day == self._day
            self._used[account] = (quota.events, quota.bytes) if quota is not None and same_day else (0, 0)
        events, used = self._used[account]
        member = self._state.get(ACCOUNTS, account)
        newcomer = member is not None and member.guaranteed
        if (
            events + 1 > (self._newcomer_max if newcomer else self._events_max)
            or used + size > self._bytes_max
        ):
            return False
        self._used[account] = (events + 1, used + size)
        return True
