# SPDX-License-Identifier: AGPL-3.0-or-later
"""Replication between two members' nodes, sans IO: messages and local news in, commands out.

        A                                  B
        hello(asks) ──────────────────────>
        <────────────────────────── hello          same height and digest: nothing more is said
        frontier ─────────────────────────>        otherwise each says what it has,
        <──────────────────────── frontier
        <── charter? history … events … done       and sends what the other lacks: sealed heights first,
        history … events … done ──────────>        then pending events; then both push what is new, live

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
    Learn,
    Offend,
    Send,
    SendMany,
    StoreBlobs,
    StoreEvents,
    StoreHistory,
)
from p2p.wire import (
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
    Message,
    Return,
    Tips,
    WantBlobs,
)

BATCH_BYTES: Final = 256 * 1024
"""Content of one frame of history or events: hundreds of events, well under the frame's bound."""
_ASKED_MAX: Final = 4_096
_RETRY_BLOB_MS: Final = 10_000
_HELLO_EVERY_MS: Final = 30_000


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
    ) -> None:
        self._replica = replica
        self._commune = commune
        self._boot_id = boot_id
        self._salt = salt
        self._addresses = tuple(addresses)
        self._their_salt = b""
        self._their_height = -1
        self._is_live = False
        self._sending = False
        self._told: set[EventId] = set()
        """Events the peer has shown it holds, or that we sent: never pushed to it."""
        self._asked: set[EventId] = set()
        self._asked_blobs: dict[bytes, int] = {}
        self._next_hello_ms = now_ms + _HELLO_EVERY_MS
        self._frontier_sent = False

    # --- openings ------------------------------------------------------------------------------------------

    def _hello(self, now_ms: int, *, asks: bool) -> Send:
        replica = self._replica
        return Send(
            message=Hello(
                commune=self._commune,
                height=replica.height if replica.is_founded else -1,
                seal_id=replica.tip_id if replica.is_founded else b"",
                digest=compute_digest(compute_frontier(replica)),
                clock_ms=now_ms,
                boot_id=self._boot_id,
                salt=self._salt,
                addresses=self._addresses,
                asks=asks,
            )
        )

    def on_open(self, now_ms: int) -> list[Command]:
        """The side that opened the stream speaks first."""
        return [self._hello(now_ms, asks=True)]

    def on_tick(self, now_ms: int) -> list[Command]:
        """Anti-entropy every 30 s, and what words are still missing."""
        commands: list[Command] = []
        if now_ms >= self._next_hello_ms:
            self._next_hello_ms = now_ms + _HELLO_EVERY_MS
            commands.append(self._hello(now_ms, asks=True))
        return commands + self._want_blobs(now_ms)

    # --- messages ------------------------------------------------------------------------------------------

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
            case Bye():
                return [Close(code=message.code)]
            case Join() | Joined() | Return() | Tips():
                return [
                    Offend(offence=Offence.MALFORMED, detail="join on a sync stream"),
                    Close(code="malformed"),
                ]

    def _on_hello(self, hello: Hello, now_ms: int) -> list[Command]:
        if hello.version != VERSION:
            return [Send(message=Bye(code="version")), Close(code="version")]
        if hello.commune != self._commune:
            return [Send(message=Bye(code="other-commune")), Close(code="other-commune")]
        self._their_salt = hello.salt
        self._their_height = hello.height
        replica = self._replica
        frontier = compute_frontier(replica)
        height = replica.height if replica.is_founded else -1
        if hello.height == height >= 0 and hello.seal_id != replica.tip_id:
            # Two seals at one height: never leave ours, never follow theirs; show both.
            return [
                Offend(offence=Offence.USELESS, detail="another seal at our height"),
                Close(code="other-chain"),
            ]
        agrees = hello.height == height and hello.digest == compute_digest(frontier)
        commands: list[Command] = [
            Learn(height=hello.height, clock_ms=hello.clock_ms, addresses=hello.addresses, agrees=agrees)
        ]
        if hello.asks:
            commands.append(self._hello(now_ms, asks=False))
        if agrees:
            self._is_live = True
            commands += self._want_blobs(now_ms)
        else:
            rows = encode_frontier(frontier, hello.salt)
            commands.append(Send(message=FrontierMessage(rows=rows)))
        return commands

    def _on_frontier(self, message: FrontierMessage) -> list[Command]:
        if not self._replica.is_founded or self._sending or not self._their_salt:
            return []
        claims = decode_frontier(message.rows, self._replica)
        self._sending = True
        self._is_live = False
        return [SendMany(messages=self._iter_lacking(claims, self._their_height))]

    def _iter_lacking(self, claims: Mapping[Key, Claim], height: int) -> Iterator[Message]:
        """All the peer lacks. Lazy, so what is sealed meanwhile is met too; then live push begins."""
        replica = self._replica
        if height < 0:
            yield CharterMessage(event=replica.get_charter())
            height = 0
        batch: list[tuple[tuple[bytes, ...], bytes, bytes]] = []
        size = 0
        for events, seal, proof in replica.iter_history(height):
            missing = tuple(encode_event(event) for event in events if lacks(claims, event))
            batch.append((missing, seal, proof))
            size += len(seal) + len(proof) + sum(map(len, missing))
            if size > BATCH_BYTES:
                yield History(items=tuple(batch))
                batch, size = [], 0
        if batch:
            yield History(items=tuple(batch))
        # No await can happen between here and the end of the pending events' snapshot.
        frontier = compute_frontier(replica)
        pending = list(iter_missing_pending(replica, claims, frontier, self._their_salt))
        self._told = {event.id for event in pending}
        self._is_live, self._sending = True, False
        reached = replica.height
        yield from _batches(encode_event(event) for event in pending)
        yield from self._blobs_of(pending)
        yield Done(height=reached)

    def _on_done(self, now_ms: int) -> list[Command]:
        return [self._hello(now_ms, asks=True), *self._want_blobs(now_ms)]

    def _on_by_id(self, message: ById) -> list[Command]:
        found: list[bytes] = []
        for event_id in message.ids:
            event = self._replica.get_event(EventId(event_id))
            if event is not None:
                found.append(encode_event(event))
        return [Send(message=batch) for batch in _batches(found)]

    # --- what the driver reports --------------------------------------------------------------------------

    def on_stored(self, report: IngestReport, bad: int, now_ms: int) -> list[Command]:
        """After `StoreEvents`: ask for what is missing, count what was bad.

        Args:
            bad: events of the message that were malformed or badly signed.
        """
        commands: list[Command] = []
        self._told.update(event.id for event in report.stored)
        if bad:
            commands.append(Offend(offence=Offence.BAD_SIGNATURE, detail=f"{bad} bad events"))
        return commands + self._ask(report.missing) + self._want_blobs(now_ms)

    def on_history(self, missing: Iterable[EventId], now_ms: int) -> list[Command]:
        """After `StoreHistory`. Args: missing: parts of a certified cut we lack."""
        asked = self._ask(tuple(missing))
        # Once they are here a fresh exchange brings the seal again.
        return [*asked, self._hello(now_ms, asks=True)] if asked else self._want_blobs(now_ms)

    def _ask(self, ids: Sequence[EventId]) -> list[Command]:
        wanted = [event_id for event_id in ids if event_id not in self._asked][: limits.BY_ID_MAX]
        if not wanted or len(self._asked) > _ASKED_MAX:
            return []
        self._asked.update(wanted)
        return [Send(message=ById(ids=tuple(wanted)))]

    def was_asked(self, event_id: EventId) -> bool:
        """Whether we asked this peer for an event by id: then no policy applies to it."""
        return event_id in self._asked

    # --- live push -----------------------------------------------------------------------------------------

    def on_new_events(self, events: Sequence[Event]) -> list[Command]:
        """Our copy grew: tell the peer, unless it told us or is still catching up."""
        if not self._is_live:
            return []
        fresh = [event for event in events if event.id not in self._told]
        self._told.update(event.id for event in fresh)
        messages: list[Message] = [*_batches(encode_event(event) for event in fresh), *self._blobs_of(fresh)]
        return [Send(message=message) for message in messages]

    def on_new_seal(self, height: int) -> list[Command]:
        """A height was applied here: tell the peer with whatever of its cut it may lack."""
        if not self._is_live:
            return []
        found = self._replica.store.get_seal(height)
        assert found is not None, "the seal was just applied"
        events = self._replica.store.iter_sealed(height)
        missing: list[bytes] = []
        for event in events:
            if event.id not in self._told:
                missing.append(encode_event(event))
            self._told.discard(event.id)
        self._asked.clear()
        return [Send(message=History(items=((tuple(missing), *found),)))]

    def _blobs_of(self, events: Iterable[Event]) -> Iterator[Message]:
        content: list[bytes] = []
        size = 0
        for event in events:
            for name in get_blob_fields(event.kind):
                blob = self._replica.store.get_blob(event.body.get(name) or b"")
                if blob is not None and size + len(blob) < BATCH_BYTES and len(content) < limits.BY_ID_MAX:
                    content.append(blob)
                    size += len(blob)
        if content:
            yield Blobs(blobs=tuple(content))

    # --- erasable words -----------------------------------------------------------------------------------

    def _want_blobs(self, now_ms: int) -> list[Command]:
        if not self._replica.is_founded:
            return []
        due = [
            blob
            for blob in self._replica.store.get_wanted()
            if self._asked_blobs.get(blob, 0) + _RETRY_BLOB_MS <= now_ms
        ]
        if not due:
            return []
        if len(self._asked_blobs) > _ASKED_MAX:
            self._asked_blobs.clear()
        self._asked_blobs.update(dict.fromkeys(due, now_ms))
        return [Send(message=WantBlobs(hashes=tuple(due)))]

    def _on_want_blobs(self, message: WantBlobs) -> list[Command]:
        found: list[bytes] = []
        size = 0
        for name in message.hashes:
            blob = self._replica.store.get_blob(name)
            if blob is not None and size + len(blob) <= limits.FRAME_BYTES_MAX - 4_096:
                found.append(blob)
                size += len(blob)
        return [Send(message=Blobs(blobs=tuple(found)))] if found else []


def _batches(encoded: Iterable[bytes]) -> Iterator[Events]:
    batch: list[bytes] = []
    size = 0
    for data in encoded:
        batch.append(data)
        size += len(data)
        if size > BATCH_BYTES or len(batch) >= limits.SEAL_EVENTS_MAX:
            yield Events(events=tuple(batch))
            batch, size = [], 0
    if batch:
        yield Events(events=tuple(batch))
