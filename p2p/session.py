# SPDX-License-Identifier: AGPL-3.0-or-later
"""One sync stream with one member's node: frames in, the machine's commands done, frames out in order.

        stream ── read, decode ──> one message at most ──> machine ──> commands, in order
                      └─ history: events decoded, signatures begun, while those before are executed

A slow or silent peer costs a bounded queue and then its connection, never memory nor another peer's time.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import trio

from ledger.errors import Malformed
from ledger.event import Event
from ledger.replica import IngestReport
from ledger.units import EventId, NodeKey
from p2p.budgets import Offence
from p2p.host import HostError, Stream, StreamClosed
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
from p2p.machines.sync import SyncMachine
from p2p.wire import (
    Bye,
    ById,
    FrameReader,
    FrontierMessage,
    Hello,
    History,
    Message,
    Neighbours,
    RecoveryMessage,
    Seals,
    WantBlobs,
    decode_message,
    encode_frame,
)

if TYPE_CHECKING:  # what follows history speaks of sessions
    from p2p.following import Foreseen, Item

log = logging.getLogger(__name__)

OUTBOX_MAX: Final = 512
"""Commands waiting to be sent; a peer this far behind syncs again instead."""
WRITE_S: Final = 60
SILENCE_S: Final = 120
"""Hellos come every 30 s: a peer silent for longer is gone, whatever TCP thinks."""
_READ_BYTES: Final = 256 * 1024
_TICK_S: Final = 1
_TOLD_MAX: Final = 16
"""Recoveries of which we remember that the peer has them."""
_REQUESTS: Final = (Hello, FrontierMessage, ById, WantBlobs, Neighbours, RecoveryMessage, Seals)
"""Small messages that make us work or answer at length: so many a second."""


async def refuse(stream: Stream, code: str) -> None:
    """Tell a peer why its stream is not served, if it still listens."""
    with trio.move_on_after(5), suppress(HostError):
        await stream.send_all(encode_frame(Bye(code=code)))
        await stream.close_write()


@dataclass(frozen=True, slots=True)
class _End:
    """Why nothing more is read."""

    code: str
    malformed: str = ""
    """What the peer said that is no message."""


@dataclass(frozen=True, slots=True)
class _Ahead:
    """A message of history, and what was begun of it (`Keeper.foresee`)."""

    message: History
    foreseen: Foreseen | None


_Step = _End | _Ahead | Message


async def _hand_on(inbox: trio.MemorySendChannel[_Step], step: _Step) -> None:
    """To who waits for it already, without a turn of the loop."""
    try:
        inbox.send_nowait(step)
    except trio.WouldBlock:
        await inbox.send(step)


class Keeper(Protocol):
    """What a session needs of the node: the only writer of the replica."""

    async def keep_events(self, session: Session, encoded: Sequence[bytes]) -> tuple[IngestReport, int]: ...
    def foresee(self, items: Sequence[Item], nursery: trio.Nursery, /) -> Foreseen | None: ...
    async def keep_history(
        self, session: Session, items: Sequence[Item], foreseen: Foreseen | None, /
    ) -> tuple[EventId, ...]: ...
    def keep_charter(self, event: bytes) -> None: ...
    def keep_recovery(self, session: Session, encoded: bytes) -> None: ...
    def keep_blobs(self, blobs: Sequence[bytes]) -> int: ...
    def learn(self, session: Session, news: Learn) -> None: ...
    def hear_of(self, session: Session, news: HearOf) -> None: ...
    def offend(self, peer: NodeKey, offence: Offence, detail: str) -> bool: ...
    def take_request(self, peer: NodeKey) -> bool: ...
    async def charge(self, peer: NodeKey, size: int) -> None: ...


class Session:
    """Runs one machine over one stream."""

    def __init__(
        self, keeper: Keeper, machine: SyncMachine, stream: Stream, now_ms: Callable[[], int]
    ) -> None:
        self.peer: NodeKey = stream.remote
        self.machine = machine
        self.agrees_at_ms = 0
        """When the peer last held exactly what we hold."""
        self.height = -1
        self.closed_because = ""
        self.was_introduced = False
        """Whether the peer was told of the others we know."""
        self._was_member = False
        self._told_recoveries: list[bytes] = []
        self._foreseen: Foreseen | None = None
        """What was begun of the message being done."""
        self._keeper = keeper
        self._stream = stream
        self._now_ms = now_ms
        self._outbox, self._to_send = trio.open_memory_channel[Send | SendMany](OUTBOX_MAX)
        self._scope = trio.CancelScope()

    async def run(self, *, is_dialer: bool) -> None:
        """Until either side closes. Never raises for what the peer or the network does."""
        try:
            with self._scope:
                async with trio.open_nursery() as nursery:
                    nursery.start_soon(self._guard, self._write)
                    nursery.start_soon(self._guard, self._tick)
                    if is_dialer:
                        await self._do(self.machine.on_open(self._now_ms()))
                    send, receive = trio.open_memory_channel[_Step](0)
                    nursery.start_soon(self._read, nursery, send)
                    await self._guard(lambda: self._work(receive))
        finally:
            with trio.CancelScope(shield=True), trio.move_on_after(2):
                await self._stream.aclose()

    async def _guard(self, task: Callable[[], Awaitable[None]]) -> None:
        try:
            await task()
        except (StreamClosed, HostError) as error:
            self.close(f"stream: {error}")
        except trio.TooSlowError:
            self.close("silent")

    def close(self, code: str) -> None:
        """End the session soon; the first reason given stands."""
        self.closed_because = self.closed_because or code
        self._scope.cancel()

    # --- in ------------------------------------------------------------------------------------------------

    async def _read(self, nursery: trio.Nursery, inbox: trio.MemorySendChannel[_Step]) -> None:
        """Read until the end; what ends it waits its turn behind what came before."""
        async with inbox:
            try:
                await self._read_messages(nursery, inbox)
                end = _End("ended")
            except Malformed as error:
                end = _End("malformed", str(error))
            except (StreamClosed, HostError) as error:
                end = _End(f"stream: {error}")
            except trio.TooSlowError:
                end = _End("silent")
            await inbox.send(end)

    async def _read_messages(self, nursery: trio.Nursery, inbox: trio.MemorySendChannel[_Step]) -> None:
        reader = FrameReader()
        while True:
            with trio.fail_after(SILENCE_S):
                data = await self._stream.receive_some(_READ_BYTES)
            if not data:
                return
            await self._keeper.charge(self.peer, len(data))
            reader.feed(data)
            while (content := reader.next_content()) is not None:
                message = decode_message(content)
                if not isinstance(message, History):
                    await _hand_on(inbox, message)
                    continue
                foreseen = self._keeper.foresee(message.items, nursery)
                try:
                    await inbox.send(_Ahead(message, foreseen))
                except BaseException:
                    if foreseen is not None:
                        foreseen.abandon()
                    raise

    async def _work(self, inbox: trio.MemoryReceiveChannel[_Step]) -> None:
        """One message after the other; one more was read meanwhile."""
        async for step in inbox:
            match step:
                case _End():
                    if step.malformed:
                        self._keeper.offend(self.peer, Offence.MALFORMED, step.malformed)
                    self.close(step.code)
                case _Ahead():
                    self._foreseen = step.foreseen
                    await self._do(self.machine.on_message(step.message, self._now_ms()))
                case _ if isinstance(step, _REQUESTS) and not self._keeper.take_request(self.peer):
                    await self._do([Offend(offence=Offence.GREEDY, detail=type(step).__name__)])
                case _:
                    await self._do(self.machine.on_message(step, self._now_ms()))

    async def _do(self, commands: Sequence[Command]) -> None:
        for command in commands:
            match command:
                case Send() | SendMany():
                    self._enqueue(command)
                case StoreEvents():
                    report, bad = await self._keeper.keep_events(self, command.events)
                    await self._do(self.machine.on_stored(report, bad, self._now_ms()))
                case StoreHistory():
                    foreseen, self._foreseen = self._foreseen, None
                    missing = await self._keeper.keep_history(self, command.items, foreseen)
                    await self._do(self.machine.on_history(missing, self._now_ms()))
                case TakeRecovery():
                    self._keeper.keep_recovery(self, command.recovery)
                case Adopt():
                    self._keeper.keep_charter(command.event)
                case StoreBlobs():
                    self._keeper.keep_blobs(command.blobs)
                case Learn():
                    self.height = command.height
                    if command.agrees:
                        self.agrees_at_ms = self._now_ms()
                    self._keeper.learn(self, command)
                case HearOf():
                    self._keeper.hear_of(self, command)
                case Offend():
                    if self._keeper.offend(self.peer, command.offence, command.detail):
                        self.close("banned")
                case Close():
                    self.close(command.code)

    # --- out -----------------------------------------------------------------------------------------------

    def _enqueue(self, command: Send | SendMany) -> None:
        try:
            self._outbox.send_nowait(command)
        except trio.WouldBlock:
            self.close("slow")

    def push_events(self, events: Sequence[Event]) -> None:
        """Our copy grew; tell this peer if it follows live."""
        self._push(self.machine.on_new_events(events))

    def push_seal(self, height: int) -> None:
        """A height was applied here; tell this peer if it follows live."""
        self._push(self.machine.on_new_seal(height))

    def tell_recovery(self, encoded: bytes) -> None:
        """Tell this peer of a recovery, once in this form."""
        if encoded not in self._told_recoveries:
            self._told_recoveries = [*self._told_recoveries, encoded][-_TOLD_MAX:]
            self._enqueue(Send(message=RecoveryMessage(recovery=encoded)))

    def show_seal(self, height: int) -> None:
        """Show this peer a certified seal of ours that it does not follow."""
        self._push(self.machine.show_seal(height))

    def ask(self, ids: Sequence[EventId]) -> None:
        """Ask this peer for events that a certified seal names."""
        self._push(self.machine.ask(ids, self._now_ms()))

    def note_member(self, is_member: bool) -> None:
        """Whether the peer is a member's node now; one that no longer is hears why, then the session ends."""
        if self._was_member and not is_member:
            self._enqueue(Send(message=Bye(code="not-a-member")))
        self._was_member = is_member

    def introduce(self, entries: Sequence[tuple[bytes, tuple[str, ...]]]) -> None:
        """Tell this peer where other members' nodes listen."""
        if entries:
            self._enqueue(Send(message=Neighbours(entries=tuple(entries))))

    def _push(self, commands: Sequence[Command]) -> None:
        for command in commands:
            if isinstance(command, Send):
                self._enqueue(command)

    async def _write(self) -> None:
        async for command in self._to_send:
            if isinstance(command, Send):
                await self._send(command.message)
            else:
                for message in command.messages:
                    await self._send(message)

    async def _send(self, message: Message) -> None:
        with trio.fail_after(WRITE_S):
            await self._stream.send_all(encode_frame(message))
        if isinstance(message, Bye):
            self.close(message.code)

    async def _tick(self) -> None:
        while True:
            await trio.sleep(_TICK_S)
            await self._do(self.machine.on_tick(self._now_ms()))
