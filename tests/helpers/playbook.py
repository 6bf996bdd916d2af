# SPDX-License-Identifier: AGPL-3.0-or-later
"""Conversations with `SyncMachine`, sans IO: `Playbook` writes one side by hand, `Net` lets copies talk.

        Playbook(machine) >> Tick() << Hello << End          >> goes into the machine, << comes out of it

`Net` is a network whose every message goes through its real frame and is delivered when somebody says so.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ledger.event import Event, verify_events
from ledger.frontier import compute_digest, compute_frontier
from ledger.replica import IngestReport, Replica
from ledger.seal import check_certificate, decode_certificate, decode_seal
from ledger.state import get_witnesses
from ledger.units import EventId
from p2p.budgets import Offence
from p2p.keeping import follow_seal, keep_pending
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
from p2p.machines.sync import SyncMachine
from p2p.wire import FrameReader, Hello, Message, decode_message, encode_frame
from tests.helpers.builders import FOUNDED_MS, seed_of

START_MS = FOUNDED_MS + 1_000_000
BOOT = bytes(16)
SALTS = (b"our session salt", b"their session's.")


def machine_of(
    replica: Replica, *, commune: bytes = b"", side: int = 0, now_ms: int = START_MS
) -> SyncMachine:
    return SyncMachine(
        replica,
        commune=commune or replica.commune,
        boot_id=BOOT,
        salt=SALTS[side],
        addresses=["/ip4/127.0.0.1/tcp/1"],
        now_ms=now_ms,
    )


def hello_of(replica: Replica, **changes: Any) -> Hello:
    """What an honest neighbour with this copy says first."""
    fields: dict[str, Any] = {
        "commune": replica.commune,
        "height": replica.height if replica.is_founded else -1,
        "seal_id": replica.tip_id if replica.is_founded else b"",
        "digest": compute_digest(compute_frontier(replica)),
        "clock_ms": START_MS,
        "boot_id": BOOT,
        "salt": SALTS[1],
        "addresses": (),
        "asks": False,
    }
    return Hello(**{**fields, **changes})


# --- one machine, the other side by hand --------------------------------------------------------------


@dataclass(frozen=True)
class Open:
    """The stream is ours."""


@dataclass(frozen=True)
class Tick:
    after_ms: int = 0


@dataclass(frozen=True)
class Stored:
    """The driver kept these events of the peer."""

    events: Sequence[Event] = ()
    missing: Sequence[bytes] = ()
    bad: int = 0


@dataclass(frozen=True)
class Followed:
    """The driver followed the heights of the peer, but for want of these."""

    missing: Sequence[bytes] = ()


@dataclass(frozen=True)
class NewEvents:
    events: Sequence[Event]


@dataclass(frozen=True)
class NewSeal:
    height: int


class End:
    """Nothing more came out."""


class Playbook:
    """`>>` gives something to the machine; `<<` takes its next command and compares.

    What may follow `<<`: a command or message (equal), a class of either, or `End`.
    """

    def __init__(self, machine: SyncMachine, now_ms: int = START_MS) -> None:
        self.machine = machine
        self.now_ms = now_ms
        self._out: Iterator[Any] = iter(())
        self.last: Any = None
        """What the last `<<` took: a message, or a command that carries none."""

    def __rshift__(self, given: Any) -> Playbook:
        assert next(self._out, None) is None, "something came out that nobody expected"
        machine = self.machine
        match given:
            case Open():
                out = machine.on_open(self.now_ms)
            case Tick():
                self.now_ms += given.after_ms
                out = machine.on_tick(self.now_ms)
            case Stored():
                missing = tuple(map(EventId, given.missing))
                report = IngestReport(stored=tuple(given.events), missing=missing)
                out = machine.on_stored(report, given.bad, self.now_ms)
            case Followed():
                out = machine.on_history(tuple(map(EventId, given.missing)), self.now_ms)
            case NewEvents():
                out = machine.on_new_events(given.events)
            case NewSeal():
                out = machine.on_new_seal(given.height)
            case _:
                out = machine.on_message(given, self.now_ms)
        self._out = _flat(out)
        return self

    def __lshift__(self, expected: Any) -> Playbook:
        got = next(self._out, None)
        if expected is End:
            assert got is None, got
            return self
        self.last = got
        if isinstance(expected, type):
            assert isinstance(got, expected), got
        else:
            assert got == expected
        return self


def _flat(commands: Sequence[Command]) -> Iterator[Any]:
    for command in commands:
        if isinstance(command, SendMany):
            yield from command.messages
        else:
            yield command.message if isinstance(command, Send) else command


# --- several copies -----------------------------------------------------------------------------------


@dataclass
class Peer:
    """One copy, and its sessions with others."""

    replica: Replica
    name: str
    sessions: list[Talk] = field(default_factory=list["Talk"])

    def publish(self, *events: Event) -> None:
        for event in events:
            self.replica.append(event)
        self.tell(events, None)

    def tell(self, events: Sequence[Event], source: Talk | None) -> None:
        for talk in self.sessions:
            if talk is not source:
                talk.do(talk.machine.on_new_events(events))

    def tell_seal(self, height: int, source: Talk | None) -> None:
        for talk in self.sessions:
            if talk is not source:
                talk.do(talk.machine.on_new_seal(height))


@dataclass
class Talk:
    """One end of a session: what `Session` and `Node` do, without streams, threads or clock."""

    net: Net
    peer: Peer
    machine: SyncMachine
    outbox: deque[Iterator[Message]] = field(default_factory=deque[Any])
    wire: deque[bytes] = field(default_factory=deque[bytes])
    """Frames on their way to the other end."""
    other: Talk | None = None
    offences: list[tuple[Offence, str]] = field(default_factory=list[tuple[Offence, str]])
    sent: dict[str, int] = field(default_factory=dict[str, int])
    closed: str = ""
    agreed: bool = False

    def do(self, commands: Sequence[Command]) -> None:
        for command in commands:
            match command:
                case Send():
                    self.outbox.append(iter((command.message,)))
                case SendMany():
                    self.outbox.append(command.messages)
                case Adopt():
                    self.peer.replica.adopt(decode_charter(command.event))
                case StoreEvents():
                    self._store(command.events)
                case StoreHistory():
                    missing = self._follow(command.items)
                    self.do(self.machine.on_history(missing, self.net.now_ms))
                case StoreBlobs():
                    for blob in command.blobs:
                        self.peer.replica.add_blob(blob)
                case Learn():
                    self.agreed = command.agrees
                case Offend():
                    self.offences.append((command.offence, command.detail))
                case Close():
                    self.closed = command.code

    def _store(self, encoded: Sequence[bytes]) -> None:
        replica = self.peer.replica
        events, bad = replica.prepare(encoded)
        verdicts = verify_events(events, replica.commune)
        good = [event for event, is_good in zip(events, verdicts, strict=True) if is_good]
        report = keep_pending(replica, self.machine, good, id(self).to_bytes(8, "big"))
        if report.stored:
            self.peer.tell(report.stored, self)
        self.do(self.machine.on_stored(report, bad + verdicts.count(False), self.net.now_ms))

    def _follow(self, items: Sequence[tuple[Sequence[bytes], bytes, bytes]]) -> tuple[EventId, ...]:
        replica = self.peer.replica
        for encoded, seal_bytes, proof in items:
            events, _ = replica.prepare(encoded)
            seal = decode_seal(seal_bytes, replica.commune)
            if seal.height != replica.height + 1:
                continue
            check_certificate(seal, decode_certificate(proof), get_witnesses(replica.state), replica.commune)
            good = [e for e, ok in zip(events, verify_events(events, replica.commune), strict=True) if ok]
            missing = follow_seal(replica, seal, proof, good, b"talk")
            if missing:
                return missing
            self.peer.tell_seal(seal.height, self)
        return ()

    # --- one step at a time

    def can_pump(self) -> bool:
        return bool(self.outbox)

    def pump(self) -> None:
        """Put the next message on the wire; its bytes are made now, as the writer of a session does."""
        message = next(self.outbox[0], None)
        if message is None:
            self.outbox.popleft()
            return
        self.sent[type(message).__name__] = self.sent.get(type(message).__name__, 0) + 1
        self.wire.append(encode_frame(message))

    def deliver(self) -> None:
        """Let the other end hear the oldest frame."""
        assert self.other is not None
        reader = FrameReader()
        reader.feed(self.wire.popleft())
        content = reader.next_content()
        assert content is not None
        self.other.do(self.other.machine.on_message(decode_message(content), self.net.now_ms))


def decode_charter(data: bytes) -> Event:
    from ledger.event import decode_event
    from ledger.units import ZERO_ID

    return decode_event(data, ZERO_ID)


class Net:
    """Copies and the sessions between them; time passes when told to."""

    def __init__(self, *replicas: Replica, commune: bytes = b"") -> None:
        self.now_ms = START_MS
        self.commune = commune or replicas[0].commune
        self.peers = [Peer(replica, str(number)) for number, replica in enumerate(replicas)]
        self.talks: list[Talk] = []

    def connect(self, dialer: int, listener: int) -> tuple[Talk, Talk]:
        ends: list[Talk] = []
        for number in (dialer, listener):
            peer = self.peers[number]
            machine = SyncMachine(
                peer.replica,
                commune=self.commune,
                boot_id=BOOT,
                salt=seed_of(f"salt {dialer} {listener} {number} {len(self.talks)}")[:16],
                addresses=(),
                now_ms=self.now_ms,
            )
            ends.append(Talk(self, peer, machine))
            peer.sessions.append(ends[-1])
        ends[0].other, ends[1].other = ends[1], ends[0]
        self.talks += ends
        ends[0].do(ends[0].machine.on_open(self.now_ms))
        return ends[0], ends[1]

    def disconnect(self, talk: Talk) -> None:
        assert talk.other is not None
        for end in (talk, talk.other):
            end.peer.sessions.remove(end)
            self.talks.remove(end)

    def steps(self) -> list[Callable[[], None]]:
        """Everything that could happen next."""
        pumps = [talk.pump for talk in self.talks if talk.can_pump()]
        return pumps + [talk.deliver for talk in self.talks if talk.wire]

    def drain(self, steps_max: int = 20_000) -> int:
        """Let everything arrive, in turn; how many steps that took."""
        for count in range(steps_max):
            steps = self.steps()
            if not steps:
                return count
            steps[count % len(steps)]()
        raise AssertionError("the network never falls silent")

    def tick(self, after_ms: int = 1_000) -> None:
        self.now_ms += after_ms
        for talk in list(self.talks):
            talk.do(talk.machine.on_tick(self.now_ms))

    def settle(self, seconds: int = 65) -> None:
        """A minute of quiet: what anti-entropy needs at most, twice."""
        self.drain()
        for _ in range(seconds):
            self.tick()
            self.drain()
