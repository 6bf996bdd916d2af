# SPDX-License-Identifier: AGPL-3.0-or-later
"""A witness at work: drives the sealing machine with its vote file, its timers and direct streams.

    streams ── frames ──> SealingMachine ── commands ──> vote file, then streams, then the replica
    node: "something changed" ──┘

Votes go from witness to witness and nowhere else; everybody gets the seal and its certificate by sync.
The law: commands are done in their order, and nothing after a save that failed.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from typing import Any, Final, Protocol

import trio

from ledger.encoding import as_list, decode, encode
from ledger.errors import StoreDamaged, StoreError, Unacceptable
from ledger.replica import Replica
from ledger.seal import SMALL_MAX
from ledger.state import get_listed_witnesses, get_witnesses
from ledger.units import EventId, NodeKey
from p2p.budgets import BudgetLimits, Offence
from p2p.host import Host, HostError, Stream, StreamClosed
from p2p.machines.sealing_commands import (
    Apply,
    Command,
    MarkBroken,
    MarkWhole,
    Now,
    OffendWitness,
    RememberBoot,
    SaveVotes,
    SendTo,
    ShowEvidence,
    Want,
)
from p2p.node_statistics import SignedTwice, WitnessPicture
from p2p.sealer import make_machine
from p2p.vote_file import VoteFile
from p2p.wire import FrameReader, encode_content
from p2p.wire_witness import (
    FRAME_BYTES_MAX,
    WITNESS_PROTOCOL,
    Ballots,
    Boot,
    Decided,
    WitnessMessage,
    decode_witness_message,
    encode_witness_message,
)

log = logging.getLogger(__name__)

OUTBOX_MAX: Final = 512
WRITE_S: Final = 30
SILENCE_S: Final = 150
"""Who has nothing to seal still says where it stands every minute."""
_PLACE_EVERY_S: Final = 60
_MEET_EVERY_S: Final = 1
_BREATH_S: Final = 0.006
_IDLE_MS: Final = 60_000
_LOOK_AGAIN_MS: Final = 100
_READ_BYTES: Final = 64 * 1024
_EVIDENCE: Final = "signed-twice"
EVIDENCE_MAX: Final = 2
"""Of one witness: two signatures prove it, the first of them best."""
_ROWS_MAX: Final = 4_096
_BAN_S: Final = BudgetLimits().ban_ms // 1000


class WitnessKeeper(Protocol):
    """What a witness needs of its node: the only writer of the replica."""

    @property
    def stopped_because(self) -> str: ...
    @property
    def median_offset_ms(self) -> int | None: ...
    def follow_certified(self, encoded: bytes, proof: bytes, peer: NodeKey | None) -> bool: ...
    def want_events(self, ids: Sequence[EventId]) -> None: ...
    def get_online(self) -> Collection[NodeKey]: ...
    def note(self, topic: str) -> None: ...
    def find_hold(self) -> str: ...
    def fail_disk(self, error: StoreError) -> None: ...
    def offend(self, peer: NodeKey, offence: Offence, detail: str) -> bool: ...
    def take_request(self, peer: NodeKey) -> bool: ...
    async def charge(self, peer: NodeKey, size: int) -> None: ...


class Witnessing:
    """See the module. At rest while the node is no witness."""

    def __init__(
        self,
        keeper: WitnessKeeper,
        replica: Replica,
        votes: VoteFile,
        *,
        node_seed: bytes,
        now_ms: Callable[[], int],
    ) -> None:
        self.votes = votes
        self.machine = make_machine(replica, votes, node_seed)
        self.frames_sent = self.bytes_sent = 0
        self._keeper = keeper
        self._replica = replica
        self._now_ms = now_ms
        self._outboxes: dict[NodeKey, trio.MemorySendChannel[WitnessMessage]] = {}
        self._scopes: dict[NodeKey, trio.CancelScope] = {}
        self._banned: dict[NodeKey, float] = {}
        self._has_told_wait = False
        self._wake = trio.Event()

    @property
    def node_key(self) -> NodeKey:
        return self.machine.memory.node_key

    def get_streams(self) -> frozenset[NodeKey]:
        """The witnesses we speak with directly."""
        return frozenset(self._outboxes)

    def get_picture(self) -> WitnessPicture:
        """How it goes, for who looks."""
        machine, memory = self.machine, self.machine.memory
        state, consensus = self._replica.state, self.machine.consensus
        is_founded = self._replica.is_founded
        listed = [witness.node for witness in get_witnesses(state)] if is_founded else []
        return WitnessPicture(
            index=memory.get_index(),
            size=len(listed),
            online=tuple(key for key in listed if key == self.node_key or key in self._outboxes),
            broken_because=memory.broken_because or ("behind" if memory.is_behind() else ""),
            waits_for_date=machine.waits_for_date,
            open_height=self._replica.height + 1 if is_founded else 0,
            round=-1 if consensus is None else consensus.round,
            frames_sent=self.frames_sent,
            bytes_sent=self.bytes_sent,
            evidence=self._show_evidence(),
        )

    def _show_evidence(self) -> tuple[SignedTwice, ...]:
        try:
            kept = self.get_evidence()
        except StoreDamaged:
            return ()  # what is told of a damaged file is that it is damaged
        return tuple(
            SignedTwice(node=NodeKey(node), height=height, round=number, step=step)
            for node, height, number, step, _, _ in kept
        )

    def wake(self) -> None:
        """Something changed: look again."""
        self._wake.set()

    async def run(self, host: Host) -> None:
        """Until cancelled."""
        host.set_handler(WITNESS_PROTOCOL, self._serve)
        async with trio.open_nursery() as nursery:
            nursery.start_soon(self._meet, host, nursery)
            while True:
                await self._turn()

    def _looks_around(self) -> bool:
        """Whether fewer than four wait for a first neighbour: an old copy would seal a height twice.

        Four and more tell each other by the count of their starts.
        """
        is_small = self._replica.is_founded and len(get_witnesses(self._replica.state)) <= SMALL_MAX
        return is_small and self._keeper.find_hold() != ""

    async def _turn(self) -> None:
        now = self._now()
        wait_ms = _IDLE_MS
        if self._looks_around():
            wait_ms = _LOOK_AGAIN_MS
        elif not self._keeper.stopped_because and self._replica.base is None:
            self._do(self.machine.on_tick(now))
            due = self.machine.next_due_ms(now)
            self._tell_wait()
            wait_ms = _IDLE_MS if due is None else max(0, min(_IDLE_MS, due - now.mono_ms))
        with trio.move_on_after(wait_ms / 1000) as waited:
            await self._wake.wait()
        if not waited.cancelled_caught:
            # What woke us is told to neighbours and windows first: a seal may hold this thread for long.
            await trio.sleep(_BREATH_S)
        self._wake = trio.Event()

    def _tell_wait(self) -> None:
        if self.machine.waits_for_date != self._has_told_wait:
            self._has_told_wait = self.machine.waits_for_date
            self._keeper.note("seal")

    def _now(self) -> Now:
        self.machine.median_offset_ms = self._keeper.median_offset_ms
        if self.machine.consensus is None and self._replica.is_founded:
            self.machine.saved = self.votes.load(self._replica.epoch, self._replica.height + 1)
        return Now(mono_ms=int(trio.current_time() * 1000), civil_ms=self._now_ms())

    # --- what the owner or the node says --------------------------------------------------------------

    def confirm_date(self) -> None:
        """The owner says that this computer's date is right."""
        self.machine.confirm_date()
        self._tell_wait()
        self.wake()

    def enter_epoch(self) -> None:
        """A recovery was followed: streams begin anew, with starts told in the new epoch."""
        self.meet_again()
        self._do(self.machine.enter_epoch())
        self._keeper.note("seal")
        self.wake()

    def bind(self, is_bound: bool) -> None:
        """The owner signed a recovery, or took the promise back: whether to sign in this epoch."""
        self.machine.memory.is_bound = is_bound
        self.machine.reset()
        self.wake()

    @property
    def promise(self) -> bytes:
        """See `VoteFile.promise`."""
        return self.votes.promise

    def keep_promise(self, row: bytes) -> None:
        """Raises StoreError."""
        self.votes.keep_promise(row)

    def on_synced(self) -> None:
        """A member's node that knows us holds exactly what we hold."""
        if self.machine.memory.broken_because:
            self._do(self.machine.memory.mend_small())
            self.wake()

    def meet_again(self) -> None:
        """What others said while we could keep nothing was thrown away, greetings included: begin anew."""
        for peer in list(self._scopes):
            self._close(peer)
        self.wake()

    def confirm_alone(self) -> bool:
        """The owner says that nobody is left who remembers what this computer signed; with up to 3 witnesses.

        Returns:
            Whether that can be believed: with more, the others decide.

        Raises:
            StoreError: the disk refused.
        """
        if not self._replica.is_founded or len(get_witnesses(self._replica.state)) > SMALL_MAX:
            return False
        self.votes.forget()
        self.machine.memory.signed_up_to = (0, 0)
        self.machine.reset()
        self._do(self.machine.memory.mend_small())
        self._keeper.note("seal")
        self.wake()
        return True

    # --- commands -------------------------------------------------------------------------------------

    def _do(self, commands: Sequence[Command]) -> None:
        waiting = deque(commands)
        try:
            while waiting:
                command = waiting.popleft()
                match command:
                    case SaveVotes():
                        self.votes.save(command.epoch, command.height, command.snapshot, command.signed)
                    case SendTo():
                        self._send(command.peer, command.message)
                    case Apply():
                        if self._keeper.follow_certified(command.seal, command.certificate, command.peer):
                            waiting.extend(self.machine.on_change(self._now()))
                    case _:
                        self._note(command)
        except StoreError as error:
            # Nothing after a save that failed: the height is taken up again from what the disk holds.
            self.machine.reset()
            self._keeper.fail_disk(error)

    def _note(self, command: Command) -> None:
        match command:
            case Want():
                self._keeper.want_events(command.ids)
            case RememberBoot():
                self._remember(command.peer, command.boot)
            case MarkBroken():
                self.votes.mark_broken(command.why, command.counter)
                self._keeper.note("seal")
            case MarkWhole():
                self.votes.mark_whole()
                self._keeper.note("seal")
            case ShowEvidence():
                self._keep_evidence(command)
            case OffendWitness():
                self._offend(command.peer, command.offence, command.detail)
            case _:
                raise AssertionError(command)

    def _offend(self, peer: NodeKey, offence: Offence, detail: str) -> None:
        if self._keeper.offend(peer, offence, detail):
            self._banned[peer] = trio.current_time() + _BAN_S
            self._close(peer)

    def _is_banned(self, peer: NodeKey) -> bool:
        return trio.current_time() < self._banned.get(peer, 0)

    def _send(self, peer: NodeKey, message: WitnessMessage) -> None:
        outbox = self._outboxes.get(peer)
        if outbox is not None:
            try:
                outbox.send_nowait(message)
            except trio.WouldBlock:
                self._close(peer)

    def _close(self, peer: NodeKey) -> None:
        scope = self._scopes.get(peer)
        if scope is not None:
            scope.cancel()

    def _remember(self, peer: NodeKey, boot: Boot) -> None:
        row = encode([boot.counter, boot.boot_id, boot.signature])
        self._replica.store.set_meta(self._name_boot(peer), row)

    def _name_boot(self, peer: NodeKey) -> str:
        """Starts are remembered within an epoch; those of the first have the older name."""
        epoch = self._replica.epoch
        return f"boot/{epoch}/{peer.hex()}" if epoch else f"boot/{peer.hex()}"

    def _recall(self, peer: NodeKey) -> Boot | None:
        row = self._replica.store.get_meta(self._name_boot(peer))
        if not row:
            return None
        counter, boot_id, signature = as_list(decode(row, size_max=256), 3)
        return Boot(counter=counter, boot_id=boot_id, signature=signature)

    def _keep_evidence(self, shown: ShowEvidence) -> None:
        rows = self.get_evidence()
        place = [shown.witness, shown.height, shown.round, shown.step]
        known = [row[:4] for row in rows if row[0] == shown.witness]
        if place in known or len(known) >= EVIDENCE_MAX:
            return
        log.warning("%s signed twice at height %d", shown.witness.hex()[:8], shown.height)
        rows.append([*place, shown.first, shown.second])
        self._replica.store.set_meta(_EVIDENCE, encode(rows))
        self._keeper.note("seal")

    def get_evidence(self) -> list[list[Any]]:
        """[node, height, round, step, first, second] of what witnesses signed twice, oldest first."""
        row = self._replica.store.get_meta(_EVIDENCE)
        return as_list(decode(row, size_max=1 << 24, items_max=_ROWS_MAX)) if row else []

    # --- streams --------------------------------------------------------------------------------------

    def _get_partners(self) -> set[NodeKey]:
        """The other witnesses of this list and the next, when we are one of them."""
        if not self._replica.is_founded:
            return set()
        keys = {witness.node for witness in get_listed_witnesses(self._replica.state)}
        return keys - {self.node_key} if self.node_key in keys else set()

    async def _meet(self, host: Host, nursery: trio.Nursery) -> None:
        """Of two witnesses that are connected, the one with the smaller key opens their stream."""
        opening: set[NodeKey] = set()

        async def open_one(peer: NodeKey) -> None:
            try:
                await self._talk(await host.open_stream(peer, WITNESS_PROTOCOL))
            except HostError as error:
                log.info("no witness stream to %s: %s", peer.hex()[:8], error)
            finally:
                opening.discard(peer)

        last_place = trio.current_time()
        while True:
            partners = self._get_partners()
            for peer in partners & set(self._keeper.get_online()):
                is_met = peer in self._outboxes or peer in opening or self._is_banned(peer)
                if self.node_key < peer and not is_met:
                    opening.add(peer)
                    nursery.start_soon(open_one, peer)
            for peer in set(self._outboxes) - partners:
                self._close(peer)
            if trio.current_time() - last_place > _PLACE_EVERY_S:
                last_place = trio.current_time()
                for peer in self._outboxes:
                    self._do(self.machine.tell_place(peer))
            await trio.sleep(_MEET_EVERY_S)

    async def _serve(self, stream: Stream) -> None:
        if stream.remote in self._get_partners() and not self._is_banned(stream.remote):
            await self._talk(stream)

    async def _talk(self, stream: Stream) -> None:
        """One stream, until either side closes. Never raises for what the peer or the network does."""
        peer = stream.remote
        self._close(peer)
        outbox, to_send = trio.open_memory_channel[WitnessMessage](OUTBOX_MAX)
        scope = trio.CancelScope()
        self._outboxes[peer], self._scopes[peer] = outbox, scope
        recalled = self._recall(peer)
        if recalled is not None:
            self.machine.memory.recall(peer, recalled)
        try:
            with scope:
                async with trio.open_nursery() as nursery:
                    nursery.start_soon(self._guard, self._write, stream, to_send, scope)
                    self._do(self.machine.on_open(peer, self._now()))
                    self._keeper.note("peers")
                    self.wake()
                    await self._guard(self._read, stream, peer, scope)
        finally:
            if self._outboxes.get(peer) is outbox:
                del self._outboxes[peer], self._scopes[peer]
                self.machine.on_closed(peer)
                self._keeper.note("peers")
            with trio.CancelScope(shield=True), trio.move_on_after(2):
                await stream.aclose()

    async def _guard(
        self, task: Callable[..., object], stream: Stream, other: object, scope: trio.CancelScope
    ) -> None:
        with suppress(StreamClosed, HostError, trio.TooSlowError):
            await task(stream, other)  # type: ignore[misc]
        scope.cancel()

    async def _write(self, stream: Stream, to_send: trio.MemoryReceiveChannel[WitnessMessage]) -> None:
        async for message in to_send:
            frame = encode_content(encode_witness_message(message))
            self.frames_sent += 1
            self.bytes_sent += len(frame)
            with trio.fail_after(WRITE_S):
                await stream.send_all(frame)

    async def _read(self, stream: Stream, peer: NodeKey) -> None:
        reader = FrameReader(FRAME_BYTES_MAX)
        while True:
            with trio.fail_after(SILENCE_S):
                data = await stream.receive_some(_READ_BYTES)
            if not data:
                return
            await self._keeper.charge(peer, len(data))
            try:
                reader.feed(data)
                while (content := reader.next_content()) is not None:
                    self._take(peer, decode_witness_message(content))
            except Unacceptable as error:
                self._offend(peer, Offence.MALFORMED, str(error))
                return

    def _take(self, peer: NodeKey, message: WitnessMessage) -> None:
        # Votes and seals cost their sender bytes; what is answered or kept on disk costs us.
        if not isinstance(message, Ballots | Decided) and not self._keeper.take_request(peer):
            self._offend(peer, Offence.GREEDY, type(message).__name__)
            return
        if self._keeper.stopped_because or self._replica.base is not None:
            return  # nobody votes on what it has not seen from the charter on
        self._do(self.machine.on_frame(peer, message, self._now()))
        self.wake()
