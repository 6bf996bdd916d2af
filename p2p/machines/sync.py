# SPDX-License-Identifier: AGPL-3.0-or-later
"""Replication between two members' nodes, sans IO: messages and local news in, commands out.

        A                                  B
        hello(asks) ──────────────────────>
        <────────────────────────── hello          same height and digest: nothing more is said
        frontier ─────────────────────────>        otherwise each says what it has,
        <──────────────────────── frontier
        <── charter? history … events … done       and sends what the other lacks: sealed heights first,
        history … events … done ──────────>        then pending events; then both push what is new, live.
                                                   Who kept something says hello again; who did not, later

The machine reads the replica and never writes it: the driver stores, then reports. Not here: who the peer is
(`node` checks membership before a machine exists), streams and deadlines.
Source: docs/protocol.md section 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from ledger import limits
from ledger.errors import Malformed
from ledger.event import Event, encode_event
from ledger.frontier import (
    Claim,
    check_claims,
    compute_digest,
    compute_frontier,
    decode_frontier,
    encode_frontier,
    iter_missing_pending,
    lacks,
)
from ledger.replica import IngestReport, Replica
from ledger.rulebook.book import get_blob_fields
from ledger.units import EventId, Key
from p2p.budgets import Offence
from p2p.machines.commands import (
    Adopt,
    Close,
    Command,
    HearOf,
    Learn,
    Offend,
    Send,
    SendMany,
    StoreBlobs,
    StoreEvents,
    StoreHistory,
    TakeRecovery,
)
from p2p.machines.heights import iter_history
from p2p.machines.light import answer_seals
from p2p.machines.showing import show_seal
from p2p.machines.words import iter_blobs
from p2p.wire import (
    BATCH_BYTES,
    VERSION,
    Blobs,
    Bye,
    ById,
    CharterMessage,
    Done,
    Events,
    FrontierMessage,
    Hello,
    History,
    Join,
    Joined,
    Light,
    Message,
    Neighbours,
    RecoveryMessage,
    Return,
    Seals,
    Tips,
    WantBlobs,
    pack_events,
)

_ASKED_MAX: Final = 4_096
_ASKED_FOR_MS: Final = 30_000
"""An id is asked for once in this time."""
_ANSWER_WITHIN_MS: Final = 10_000
_RETRY_BLOB_MS: Final = 10_000
"""Words not found are asked for again after this, then twice as long, up to a minute."""
_RETRY_BLOB_MAX_MS: Final = 60_000
_HELLO_EVERY_MS: Final = 30_000
_HELLO_AGAIN_MS: Final = 1_000
"""After an exchange that brought nothing and left us apart; doubled each time, up to 30 s."""


class SyncMachine:
    """One session with one member's node."""

    def __init__(
        self,
        replica: Replica,
        *,
        commune: bytes,
        boot_id: bytes,
        salt: bytes,
        addresses: Sequence[str],
        now_ms: int,
        takes_words: bool = True,
    ) -> None:
        self._replica = replica
        self._commune = commune
        self._boot_id = boot_id
        self._salt = salt
        self._addresses = tuple(addresses)
        self._their_salt = b""
        self._their_height = -1
        self._takes_words = takes_words
        self._is_live = False
        self._is_apart = False
        self._has_shown = False
        """The acts we sealed above the peer's height were sent on this stream."""
        self._sending = False
        self._frontier_open = False
        """Our frontier is out and what it asks for has not all come."""
        self._has_progressed = False
        """Something of this peer was kept since our last hello."""
        self._height = replica.reached
        self._cut_height = -1
        """A certified height of whose cut we lacked a part."""
        self._told: set[EventId] = set()
        """Pending events the peer holds, or was sent: never pushed to it."""
        self._asked: dict[EventId, int] = {}
        self._asked_blobs: dict[bytes, tuple[int, int]] = {}
        """Hash → (when to ask again, how long to wait after that), in ms."""
        self._wanted_after = b""
        self.first_height = -1
        """Where the peer stood when it first said hello."""
        self.remembered: Mapping[Key, Claim] = {}
        """What the peer last said it holds of each key, above our seals."""
        self.has_met = False
        """The peer agreed with us once, or sent all that we lacked of what it had."""
        self.heard_ms = 0
        """When it said hello, or last sent something that we kept."""
        self._next_hello_ms = now_ms + _HELLO_EVERY_MS
        self._wait_ms = _HELLO_AGAIN_MS

    # --- openings ---------------------------------------------------------------------------------------

    def _hello(self, now_ms: int, *, asks: bool) -> Send:
        replica = self._replica
        return Send(
            message=Hello(
                commune=self._commune,
                height=replica.reached,
                seal_id=replica.tip_id if replica.is_founded else b"",
                digest=compute_digest(compute_frontier(replica)),
                clock_ms=now_ms,
                boot_id=self._boot_id,
                salt=self._salt,
                addresses=self._addresses,
                asks=asks,
                first=replica.first_height,
            )
        )

    def _ask_hello(self, now_ms: int) -> Send:
        self._has_progressed = False
        self._next_hello_ms = now_ms + _HELLO_EVERY_MS
        return self._hello(now_ms, asks=True)

    def on_open(self, now_ms: int) -> list[Command]:
        """The side that opened the stream speaks first."""
        return [self._ask_hello(now_ms)]

    def on_tick(self, now_ms: int) -> list[Command]:
        """Anti-entropy every 30 s, and what words are still missing."""
        commands: list[Command] = []
        # A clock set back, here and below, makes no wait longer than it was.
        if not 0 < self._next_hello_ms - now_ms <= _HELLO_EVERY_MS:
            # Whatever was lost on the way is asked for again; what is sealed or dead needs no note.
            self._frontier_open = False
            self._asked = {key: at for key, at in self._asked.items() if 0 <= now_ms - at < _ASKED_FOR_MS}
            self._told.intersection_update(self._replica.dag.events)
            commands.append(self._ask_hello(now_ms))
        return commands + self._want_blobs(now_ms)

    def forget_asked(self, now_ms: int) -> None:
        """What was answered could not be kept: compare copies and ask again at the next tick."""
        self._asked.clear()
        self._next_hello_ms, self._wait_ms = now_ms, _HELLO_AGAIN_MS

    # --- messages ---------------------------------------------------------------------------------------

    def on_message(self, message: Message, now_ms: int) -> list[Command]:
        """React to one message of the peer; whatever it says, this never raises."""
        try:
            return self._on_message(message, now_ms)
        except Malformed as error:
            return [Offend(offence=Offence.MALFORMED, detail=str(error)), Close(code="malformed")]

    def _on_message(self, message: Message, now_ms: int) -> list[Command]:
        match message:
            case Hello():
                return self._on_hello(message, now_ms)
            case FrontierMessage():
                return self._on_frontier(message)
            case CharterMessage():
                return [Adopt(event=message.event)] if not self._replica.is_founded else []
            case History():
                return [StoreHistory(items=message.items)]
            case RecoveryMessage():
                return [TakeRecovery(recovery=message.recovery)]
            case Events():
                return [StoreEvents(events=message.events)]
            case Done():
                return self._on_done(now_ms)
            case ById():
                return self._on_by_id(message)
            case WantBlobs():
                return self._on_want_blobs(message)
            case Blobs():
                return [StoreBlobs(blobs=message.blobs)]
            case Seals():
                return [Send(message=answer_seals(self._replica, message))]
            case Light():
                return [Offend(offence=Offence.USELESS, detail="a light chain nobody asked for")]
            case Neighbours():
                return [HearOf(entries=message.entries)]
            case Bye():
                return [Close(code=message.code)]
            case Join() | Joined() | Return() | Tips():
                return [
                    Offend(offence=Offence.MALFORMED, detail="join on a sync stream"),
                    Close(code="malformed"),
                ]

    def _on_hello(self, hello: Hello, now_ms: int) -> list[Command]:
        if hello.version != VERSION:
            return [Send(message=Bye(code="version"))]
        if hello.commune != self._commune:
            return [Send(message=Bye(code="other-commune"))]
        self._their_salt = hello.salt
        self._their_height = hello.height
        replica = self._replica
        height = replica.reached
        if not self.heard_ms:
            # Who cannot give what lies between holds nobody back.
            gives = hello.first <= max(height, 0) + 1
            self.first_height, self.heard_ms = hello.height if gives else height, now_ms
        if 0 <= hello.height <= height and hello.seal_id != self._get_id(hello.height, hello.seal_id):
            return self._part(hello, now_ms)
        agrees = hello.height == height and hello.digest == compute_digest(compute_frontier(replica))
        commands: list[Command] = [
            Learn(height=hello.height, clock_ms=hello.clock_ms, addresses=hello.addresses, agrees=agrees)
        ]
        if hello.asks:
            commands.append(self._hello(now_ms, asks=False))
        if agrees:
            self._is_live = self.has_met = True
            self._wait_ms = _HELLO_AGAIN_MS
            return commands + self._want_blobs(now_ms)
        return commands + self._send_frontier(asks=True)

    def _get_id(self, height: int, unknown: bytes) -> bytes:
        """Of the seal at a height, `unknown` where we hold none."""
        replica = self._replica
        return replica.tip_id if height == replica.height else replica.get_seal_id(height) or unknown

    def _part(self, hello: Hello, now_ms: int) -> list[Command]:
        """Two seals at one height: never leave ours, never follow theirs; each shows its own."""
        if self._is_apart:
            return [Send(message=Bye(code="other-chain"))]
        self._is_apart, self._is_live = True, False
        commands: list[Command] = [Offend(offence=Offence.USELESS, detail="another seal at our height")]
        if hello.asks:
            commands.append(self._hello(now_ms, asks=False))
        start = self._replica.epochs.find_below(hello.height)
        if start is not None:
            commands.append(Send(message=RecoveryMessage(recovery=start.encoded)))
        return [*commands, *self.show_seal(hello.height)]

    def _send_frontier(self, *, asks: bool) -> list[Command]:
        """Say what we hold, unless the answer is under way; heights whose rules we lack come but once."""
        is_above = self._their_height > self._replica.reached
        if self._frontier_open or (is_above and self.has_met and self._replica.needs_update):
            return []
        self._frontier_open = True
        rows = encode_frontier(compute_frontier(self._replica), self._their_salt)
        return [Send(message=FrontierMessage(rows=rows, asks=asks))]

    def _on_frontier(self, message: FrontierMessage) -> list[Command]:
        if self._sending or self._is_apart or not self._their_salt:
            return []
        if not self._replica.is_founded:
            # We have nothing to answer with; said, or the peer would wait for it and never say its own again.
            return [Send(message=Done(height=0))]
        claims = check_claims(decode_frontier(message.rows, self._replica), self._replica, self._salt)
        self.remembered = claims
        self._sending = True
        self._is_live = False
        ours = self._send_frontier(asks=False) if message.asks else []
        return [*ours, SendMany(messages=self._iter_lacking(claims, self._their_height))]

    def _iter_lacking(self, claims: Mapping[Key, Claim], height: int) -> Iterator[Message]:
        """All the peer lacks. Lazily, so what comes meanwhile is met too; then live push begins."""
        replica = self._replica
        if max(height, 0) + 1 < replica.first_height:
            # What lies between is not here yet: another gives it. What the peer has, it may still tell.
            self._sending = False
            yield Done(height=0)
            return
        if height < 0:
            yield CharterMessage(event=replica.get_charter())
            height = 0
        while height < replica.height:
            # Each message waits for the stream: a height sealed during the last one is met by another turn.
            for message, reached in iter_history(replica, claims, height):
                yield message
                height = reached
        # No wait between here and the end of the snapshot of what is pending.
        pending = list(iter_missing_pending(replica, claims, self._salt))
        self._told = {event.id for event in pending}
        self._told.update(
            event.id
            for event in replica.dag.events.values()
            if not lacks(claims, event.author, event.seq) and not claims[event.author].forked
        )
        self._is_live, self._sending = True, False
        reached = replica.height
        yield from pack_events(encode_event(event) for event in pending)
        yield from self._blobs_of(pending)
        yield Done(height=reached)

    def _on_done(self, now_ms: int) -> list[Command]:
        self._frontier_open = False
        self.has_met = True
        commands: list[Command] = []
        if self._has_progressed:
            self._wait_ms = _HELLO_AGAIN_MS
            commands.append(self._ask_hello(now_ms))
        else:
            # It had nothing we could keep. Were we to ask at once, two copies that cannot agree would spin.
            self._next_hello_ms = min(self._next_hello_ms, now_ms + self._wait_ms)
            self._wait_ms = min(2 * self._wait_ms, _HELLO_EVERY_MS)
        return commands + self._want_blobs(now_ms)

    def _on_by_id(self, message: ById) -> list[Command]:
        return [SendMany(messages=pack_events(self._iter_encoded(message.ids)))]

    def _iter_encoded(self, ids: Iterable[bytes]) -> Iterator[bytes]:
        found = (self._replica.get_event(EventId(event_id)) for event_id in ids)
        return (encode_event(event) for event in found if event is not None)

    # --- what the driver reports ------------------------------------------------------------------------

    def on_stored(self, report: IngestReport, bad: int, now_ms: int) -> list[Command]:
        """After `StoreEvents`: ask for what is missing, count what was bad.

        Args:
            bad: events of the message that were malformed or badly signed.
        """
        commands: list[Command] = []
        self._told.update(event.id for event in report.stored)
        if report.stored:
            self._has_progressed = True
            self.heard_ms = now_ms
        if bad:
            commands.append(Offend(offence=Offence.BAD_SIGNATURE, detail=f"{bad} bad events"))
        asked = self.ask(report.missing, now_ms)
        commands += asked
        if report.stored and not asked and self.awaits_cut:
            # What a certified cut lacked is here: a fresh exchange brings the seal again.
            commands.append(self._ask_hello(now_ms))
        return commands + self._want_blobs(now_ms)

    def on_history(self, missing: Iterable[EventId], now_ms: int) -> list[Command]:
        """After `StoreHistory`. Args: missing: parts of a certified cut we lack."""
        replica = self._replica
        if replica.is_founded and replica.height > self._height:
            self._height = replica.height
            self._has_progressed = True
            self.heard_ms = now_ms
        ids = tuple(missing)
        if not ids:
            return self._want_blobs(now_ms)
        self._cut_height = replica.height + 1
        if all(now_ms - self._asked.get(event_id, now_ms) >= _ANSWER_WITHIN_MS for event_id in ids):
            return [Offend(offence=Offence.USELESS, detail="a seal without its cut")]
        return self.ask(ids, now_ms)

    @property
    def awaits_cut(self) -> bool:
        """Whether a certified cut cannot be followed for want of its past: then no policy applies to that."""
        return self._replica.height < self._cut_height

    def ask(self, ids: Sequence[EventId], now_ms: int) -> list[Command]:
        """Ask the peer for events by id, each once in a while."""
        wanted = [event_id for event_id in ids if event_id not in self._asked][: limits.BY_ID_MAX]
        if not wanted or len(self._asked) > _ASKED_MAX:
            return []
        self._asked.update(dict.fromkeys(wanted, now_ms))
        return [Send(message=ById(ids=tuple(wanted)))]

    def was_asked(self, event_id: EventId) -> bool:
        """Whether we asked this peer for an event by id, lately."""
        return event_id in self._asked

    # --- live push --------------------------------------------------------------------------------------

    def on_new_events(self, events: Sequence[Event]) -> list[Command]:
        """Our copy grew: tell the peer, unless it told us or is still catching up."""
        if not self._is_live:
            return []
        fresh = [event for event in events if event.id not in self._told]
        self._told.update(event.id for event in fresh)
        messages: list[Message] = [
            *pack_events(encode_event(event) for event in fresh),
            *self._blobs_of(fresh),
        ]
        return [Send(message=message) for message in messages]

    def on_new_seal(self, height: int) -> list[Command]:
        """A height was applied here: tell the peer with whatever of its cut it may lack."""
        if not self._is_live:
            return []
        found = self._replica.store.get_seal(height)
        assert found is not None, "the seal was just applied"
        self._height = max(self._height, height)
        missing: list[bytes] = []
        for event in self._replica.store.iter_sealed(height):
            if event.id not in self._told:
                missing.append(encode_event(event))
            self._told.discard(event.id)
        start = self._replica.epochs.get(height)
        before: list[Command] = (
            [] if start is None else [Send(message=RecoveryMessage(recovery=start.encoded))]
        )
        if sum(map(len, missing)) <= BATCH_BYTES:
            return [*before, Send(message=History(items=((tuple(missing), *found),)))]
        before += [Send(message=batch) for batch in pack_events(missing)]
        return [*before, Send(message=History(items=(((), *found),)))]

    def show_seal(self, height: int) -> list[Command]:
        """Our certified seal of a height, for a peer that follows another; before it, once, its acts."""
        shown = show_seal(self._replica, height, with_acts=not self._has_shown)
        self._has_shown = True
        return [Send(message=message) for message in shown]

    def _blobs_of(self, events: Iterable[Event]) -> Iterator[Message]:
        names = (event.body.get(name) for event in events for name in get_blob_fields(event.kind))
        return iter_blobs(self._replica.store, (name for name in names if name and type(name) is bytes))

    # --- erasable words ---------------------------------------------------------------------------------

    def _want_blobs(self, now_ms: int) -> list[Command]:
        if not self._takes_words or not self._replica.is_founded:
            return []
        wanted = self._replica.store.get_wanted(limits.BY_ID_MAX, self._wanted_after)
        # Round and round: words that nobody has must not hide those that come after them.
        self._wanted_after = wanted[-1] if len(wanted) == limits.BY_ID_MAX else b""
        asked = self._asked_blobs
        due = [blob for blob in wanted if not 0 < asked.get(blob, (0, 0))[0] - now_ms <= _RETRY_BLOB_MAX_MS]
        if not due:
            return []
        if len(self._asked_blobs) > _ASKED_MAX:
            self._asked_blobs.clear()
        for blob in due:
            _, wait_ms = self._asked_blobs.get(blob, (0, _RETRY_BLOB_MS))
            self._asked_blobs[blob] = (now_ms + wait_ms, min(2 * wait_ms, _RETRY_BLOB_MAX_MS))
        return [Send(message=WantBlobs(hashes=tuple(due)))]

    def _on_want_blobs(self, message: WantBlobs) -> list[Command]:
        return [SendMany(messages=iter_blobs(self._replica.store, message.hashes))]
