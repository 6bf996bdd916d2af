# SPDX-License-Identifier: AGPL-3.0-or-later
"""The node: one nursery that drives host, sessions, sealing, dialling and joining over one replica.

    host ── streams ──> Session (one a peer) ── keeper calls ──> Replica <── submit ── app
                                                     │
                        Witnessing (if a witness) ───┘  every change is pushed to the other sessions

The law: only the node's own tasks write the replica, all in one trio thread; what takes long (signatures)
runs in worker threads. A peer that is no member's node gets the joining exchange or a farewell, nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from typing import Final

import trio

from ledger.errors import RulesUnknown, StoreDamaged, StoreError
from ledger.event import Event
from ledger.replica import IngestReport, Replica
from ledger.state import NODES
from ledger.units import EventId, Key, NodeKey
from p2p.backfill import Backfill, serve_past
from p2p.banning import BanWatch
from p2p.book import PeerBook
from p2p.budgets import Budgets, Offence
from p2p.disk_watch import DiskWatch, held_when_damaged
from p2p.farewell import Farewell
from p2p.following import Following
from p2p.helper import Helper
from p2p.hints import Hints
from p2p.host import Host, HostError, HostLimits, Stream, open_host
from p2p.introductions import Introductions
from p2p.joining import JoinClient, serve_join
from p2p.keeping import adopt_charter, keep_pending, keep_words
from p2p.liveness import watch_liveness
from p2p.machines.commands import HearOf, Learn
from p2p.machines.sync import SyncMachine
from p2p.node_statistics import NodeStatistics
from p2p.own_chain import OwnChain
from p2p.recovering import Recovering
from p2p.session import Session, refuse
from p2p.verifying import check_events
from p2p.vote_file import VoteFile
from p2p.wire import JOIN_PROTOCOL, SALT_BYTES, SYNC_PROTOCOL
from p2p.witnessing import Witnessing

log = logging.getLogger(__name__)

SESSIONS_PER_PEER_MAX: Final = 2
_SYNCED_WITHIN_MS: Final = 75_000
_ASKED_PEERS_MAX: Final = 4
_ADDRESSES_FOR_MS: Final = 10_000


class Node:
    """One node of one commune. Everything but `submit`'s caller runs inside `run`."""

    def __init__(
        self,
        replica: Replica,
        *,
        commune: EventId,
        node_seed: bytes,
        now_ms: Callable[[], int],
        random_bytes: Callable[[int], bytes],
        votes: VoteFile,
        on_change: Callable[[str], None] = lambda _topic: None,
        joining: JoinClient | None = None,
        addresses: Sequence[str] = (),
        announced: Sequence[str] = (),
        own_keys: Sequence[Key] = (),
        helper: Helper | None = None,
    ) -> None:
        """Build a node at rest.

        Args:
            commune: the charter's id, which a newcomer knows before it holds the charter.
            now_ms: the civil clock.
            random_bytes: salts and the boot id.
            votes: what this computer signed as a witness.
            on_change: told what changed (`events`, `seal`, `peers`, `blobs`, `stopped`); must not block.
            joining: what a newcomer still has to hand in.
            addresses: where to look for neighbours besides those remembered.
            announced: what others are told instead of where it listens.
            own_keys: what this computer signs with; `find_hold` says when it may not.
            helper: checks the signatures of a long history in another process.
        """
        self.replica = replica
        self.commune = commune
        self.helper = helper
        self.witness = Witnessing(self, replica, votes, node_seed=node_seed, now_ms=now_ms)
        self.stopped_because = RulesUnknown.code if replica.needs_update else ""
        self.clock_ahead_ms = 0
        self._seed = node_seed
        self.now_ms = now_ms
        self.random_bytes = random_bytes
        self.boot_id = random_bytes(16)
        self._on_change = on_change
        self._joining = joining
        self._budgets = Budgets()
        self._bans = BanWatch(self._budgets, now_ms)
        self._book = PeerBook(replica.store, [*addresses, *(joining.addresses if joining else ())])
        self._sessions: dict[NodeKey, list[Session]] = {}
        self._offsets_ms: dict[NodeKey, int] = {}
        self._wake_dialler = trio.Event()
        self._host: Host | None = None
        self._announced = tuple(announced)
        self._addresses: tuple[str, ...] = ()
        self._listed_ms = -_ADDRESSES_FOR_MS
        self._disk = DiskWatch(replica.store, self._go_on)
        replica.store.watch_damage(self.fail_disk)
        self.recovering = Recovering(self)
        self.following = Following(self, self._book)
        self.foresee, self.keep_history = self.following.foresee, self.following.keep_history
        self.backfill = Backfill(self)
        self._farewell = Farewell(self)
        has_neighbours = self._book.has_somewhere()
        self._introductions = Introductions(replica, self._book, self.node_key)
        self._own_chain = OwnChain(replica, own_keys, now_ms(), has_neighbours=has_neighbours)
        self._hints = Hints(commune, is_member=self._is_sure_member, keep=self._keep_hint, offend=self.offend)

    @property
    def node_key(self) -> NodeKey:
        return self.witness.node_key

    # --- running ----------------------------------------------------------------------------------------

    async def run(
        self,
        listen: Sequence[str],
        *,
        host_limits: HostLimits | None = None,
        network: Callable[..., AbstractAsyncContextManager[Host]] = open_host,
        task_status: trio.TaskStatus[tuple[str, ...]] = trio.TASK_STATUS_IGNORED,
    ) -> None:
        """Serve until cancelled; `started` gives the addresses.

        Args:
            network: what opens the host; the simulation has one of its own.
        """
        async with held_when_damaged(self._leave), network(self._seed, listen, limits=host_limits) as host:
            self._host, self._listed_ms = host, -_ADDRESSES_FOR_MS
            host.set_handler(SYNC_PROTOCOL, self._serve_sync)
            host.set_handler(JOIN_PROTOCOL, self._serve_join)
            serve_past(host, self)
            async with trio.open_nursery() as nursery:
                nursery.start_soon(self._watch_connections, host)
                nursery.start_soon(self._dial_loop, host, nursery)
                nursery.start_soon(watch_liveness, host, self._sessions)
                nursery.start_soon(self.witness.run, host)
                nursery.start_soon(self._disk.run)
                nursery.start_soon(self.backfill.run, host)
                nursery.start_soon(self._bans.run, host)
                nursery.start_soon(self._hints.run, host)
                if self.helper is not None:
                    nursery.start_soon(self.helper.run)
                task_status.started(self.get_addresses())
                self._on_change("peers")
                await trio.sleep_forever()

    def _leave(self, error: StoreDamaged) -> None:
        self._host = None
        self.fail_disk(error)

    def get_addresses(self) -> tuple[str, ...]:
        """Where others are told to look for this node; none while it does not listen."""
        if self._host is None:
            return ()
        if self._announced:
            return self._announced
        if not 0 <= self.now_ms() - self._listed_ms < _ADDRESSES_FOR_MS:
            # Asking the system for its interfaces takes longer than everything else a neighbour is told.
            self._listed_ms, self._addresses = self.now_ms(), self._host.addresses()
        return self._addresses

    def get_statistics(self) -> NodeStatistics:
        now = self.now_ms()
        witness = self.witness.get_picture()
        agreed = any(
            now - s.agrees_at_ms < _SYNCED_WITHIN_MS for group in self._sessions.values() for s in group
        )
        return NodeStatistics(
            node_key=self.witness.node_key,
            addresses=self.get_addresses(),
            peers_online=tuple(sorted(self._sessions)),
            peers_known=self._book.count_known(),
            is_synced=agreed,
            is_witness=witness.index is not None,
            witness=witness,
            stopped_because=self.stopped_because,
            clock_ahead_ms=self.clock_ahead_ms,
            neighbours_ahead_ms=self.median_offset_ms or 0,
            history=self.backfill.progress,
        )

    def get_peer_heights(self) -> dict[NodeKey, int]:
        return {key: max(session.height for session in group) for key, group in self._sessions.items()}

    def find_hold(self) -> str:
        """Why this computer may not sign now, as far as neighbours told; empty when it may."""
        return self._own_chain.find_hold(self.get_sessions(), self.now_ms())

    def submit(self, event: Event, blobs: Sequence[bytes] = ()) -> None:
        """Store our own event, synced, and push it to every neighbour. Call in the node's thread.

        Raises:
            LedgerError: it is not storable here; nothing was written.
        """
        self.replica.append(event, blobs)
        self._tell_events([event], None)
        if self._is_apart():
            self._hints.tell([event])

    def _is_apart(self) -> bool:
        """Whether some member's node is no neighbour of ours: all others were told by their streams."""
        return self.replica.state.size(NODES) > len(self._sessions) + 1

    def _tell_events(self, events: Sequence[Event], source: Session | None) -> None:
        for session in self.get_sessions():
            if session is not source:
                session.push_events(events)
        self.witness.wake()
        self._on_change("events")

    def tell_seal(self, height: int, source: Session | None) -> None:
        """A height was applied: push it to every neighbour but the one it came from."""
        if self.replica.needs_update:
            self.stop(RulesUnknown.code)
        for session in self.get_sessions():
            if session is not source:
                session.push_seal(height)
            session.note_member(self.is_member_node(session.peer))
        self.recovering.on_height()
        self.witness.wake()
        self._on_change("seal")

    def get_sessions(self) -> list[Session]:
        """With every neighbour, as they are now."""
        return [session for group in self._sessions.values() for session in group]

    def stop(self, code: str) -> None:
        """Execute nothing more; the first reason stands, but for want of room, which passes by itself."""
        if self.stopped_because in ("", "disk") and self.stopped_because != code:
            log.error("stopped executing: %s", code)
            self.stopped_because = code
            self._on_change("stopped")

    # --- sessions ---------------------------------------------------------------------------------------

    def is_member_node(self, key: NodeKey) -> bool:
        """Whether a node key is some member's; before we hold the charter, whoever an invitation named."""
        if not self.replica.is_founded:
            return True
        return self.replica.state.get(NODES, key) is not None

    def is_banned(self, peer: NodeKey) -> bool:
        """Whether a peer is to be refused for now."""
        return self._budgets.is_banned(peer, self.now_ms())

    async def _serve_sync(self, stream: Stream) -> None:
        code = ""
        if self.is_banned(stream.remote):
            code = "banned"
        elif not self.replica.is_founded or not self.is_member_node(stream.remote):
            code = "not-a-member"
        elif len(self._sessions.get(stream.remote, ())) >= SESSIONS_PER_PEER_MAX:
            code = "busy"
        if code == "not-a-member":
            await self._farewell.serve(stream)
        elif code:
            await refuse(stream, code)
        else:
            await self._run_session(stream, is_dialer=False)

    async def _run_session(self, stream: Stream, *, is_dialer: bool) -> Session:
        machine = SyncMachine(
            self.replica,
            commune=self.commune,
            boot_id=self.boot_id,
            salt=self.random_bytes(SALT_BYTES),
            addresses=self.get_addresses()[:4],
            now_ms=self.now_ms(),
        )
        session = Session(self, machine, stream, self.now_ms)
        session.note_member(self._is_sure_member(stream.remote))
        group = self._sessions.setdefault(stream.remote, [])
        group.append(session)
        self._on_change("peers")
        try:
            await session.run(is_dialer=is_dialer)
        finally:
            group.remove(session)
            if not group and self._sessions.get(stream.remote) is group:
                del self._sessions[stream.remote]
                self._offsets_ms.pop(stream.remote, None)
                self.replica.orphans.forget(stream.remote)
            log.info("session with %s ended: %s", stream.remote.hex()[:8], session.closed_because)
            self._on_change("peers")
        return session

    async def _serve_join(self, stream: Stream) -> None:
        if self.is_banned(stream.remote):
            return
        stored = await serve_join(self, stream)
        if stored:
            self._tell_events(stored, None)

    # --- keeper: what sessions ask for ------------------------------------------------------------------

    async def charge(self, peer: NodeKey, size: int) -> None:
        """Account for bytes received, waiting when the peer is over its rate."""
        wait_ms = self._budgets.charge_bytes(peer, size, self.now_ms())
        if wait_ms:
            await trio.sleep(wait_ms / 1000)

    def offend(self, peer: NodeKey, offence: Offence, detail: str) -> bool:
        """Count something against a peer; True when it is banned from now on."""
        log.info("%s: %s (%s)", peer.hex()[:8], offence.name, detail)
        return self._bans.report(peer, offence)

    def take_request(self, peer: NodeKey) -> bool:
        """Whether a peer may be served one more request now."""
        return self._budgets.take_request(peer, self.now_ms())

    def learn(self, session: Session, news: Learn) -> None:
        """Remember where a member's node says it listens."""
        self._offsets_ms[session.peer] = news.clock_ms - self.now_ms()
        if news.agrees:
            self.witness.on_synced()
        self.recovering.greet(session, news.height)
        self.following.expect(news.height)
        with suppress(StoreError):
            if self._book.learn(session.peer, news.addresses, self.now_ms()) or not session.was_introduced:
                session.was_introduced = True
                self._introduce(session)
        self._on_change("peers")

    def _introduce(self, newcomer: Session) -> None:
        """Tell a neighbour of the others, and the others of where it listens."""
        newcomer.introduce(self._introductions.list_for(newcomer.peer))
        for session in self.get_sessions():
            if session.peer != newcomer.peer:
                about = self._introductions.list_for(session.peer)
                session.introduce([entry for entry in about if entry[0] == newcomer.peer])

    def hear_of(self, session: Session, news: HearOf) -> None:
        """A neighbour says where others listen."""
        if self._introductions.hear(session.peer, news.entries):
            self._wake_dialler.set()

    def keep_charter(self, event: bytes) -> None:
        """Take the charter a peer sends to a newcomer, if it is the one the invitation names."""
        try:
            if adopt_charter(self.replica, self.commune, event):
                self._on_change("seal")
        except StoreError as error:
            self.fail_disk(error)

    def keep_recovery(self, session: Session, encoded: bytes) -> None:
        """Judge a recovery that a neighbour passed on."""
        self.recovering.take(encoded, session)

    def keep_blobs(self, blobs: Sequence[bytes]) -> int:
        """Keep what stored events name; how many were new."""
        try:
            kept = keep_words(self.replica, blobs)
        except StoreError as error:
            self.fail_disk(error)
            return 0
        if kept:
            self._on_change("blobs")
        return kept

    async def keep_events(self, session: Session, encoded: Sequence[bytes]) -> tuple[IngestReport, int]:
        """Verify and store pending events of a peer; (what became of them, how many were bad)."""
        good, bad = await check_events(self.replica, encoded)
        if not good:
            return IngestReport(), bad
        try:
            report = keep_pending(self.replica, session.machine, good, session.peer)
        except StoreError as error:
            self.fail_disk(error)
            return IngestReport(), bad
        if report.stored:
            self._tell_events(report.stored, session)
        return report, bad

    def _is_sure_member(self, key: NodeKey) -> bool:
        return self.replica.is_founded and self.is_member_node(key)

    async def _keep_hint(self, peer: NodeKey, encoded: Sequence[bytes]) -> int:
        good, bad = await check_events(self.replica, encoded)
        try:
            report = self.replica.store_events(good, source=peer) if good else IngestReport()
        except StoreError as error:
            self.fail_disk(error)
            return bad
        if report.stored:
            self._tell_events(report.stored, None)
        return bad

    def fail_disk(self, error: StoreError) -> None:
        """Our own disk refused: no peer is to blame, and nothing was kept. Only want of room passes."""
        if self.stopped_because == error.code:
            return  # found again by each that reads
        log.error("disk: %s", error)
        if not error.passes:
            self.stop(error.code)
            return
        self.stop("disk")
        self._disk.report()

    def _go_on(self) -> None:
        self.go_on_after("disk")

    def go_on_after(self, code: str) -> None:
        """Why we stopped is over: seal what waits, and ask the neighbours for what we let pass."""
        if self.stopped_because == code:
            self.stopped_because = ""
            self.witness.meet_again()
            for session in self.get_sessions():
                session.machine.forget_asked(self.now_ms())
            self._on_change("stopped")

    # --- what witnesses ask for --------------------------------------------------------------------------

    def follow_certified(self, encoded: bytes, proof: bytes, peer: NodeKey | None) -> bool:
        """Apply a seal that a witness decided or passed on; whether the height was reached."""
        return self.following.follow_certified(encoded, proof, peer)

    def want_events(self, ids: Sequence[EventId]) -> None:
        """Ask neighbours for events that a seal names and this copy lacks."""
        for session in self.get_sessions()[:_ASKED_PEERS_MAX]:
            session.ask(ids)

    def get_online(self) -> frozenset[NodeKey]:
        """Members' nodes with which we speak."""
        return frozenset(self._sessions)

    def note(self, topic: str) -> None:
        """Something to show changed."""
        self._on_change(topic)

    @property
    def median_offset_ms(self) -> int | None:
        """By how much the neighbours' clocks are ahead of ours, at the median; None: nobody told theirs."""
        offsets = sorted(self._offsets_ms[key] for key in self._sessions if key in self._offsets_ms)
        return offsets[len(offsets) // 2] if offsets else None

    # --- finding neighbours -----------------------------------------------------------------------------

    async def _watch_connections(self, host: Host) -> None:
        async for _peer, is_connected in host.connections:
            if not is_connected:
                self._wake_dialler.set()

    async def _dial_loop(self, host: Host, nursery: trio.Nursery) -> None:
        while True:
            now = self.now_ms()
            connected = set(self._sessions)
            due = self._book.due_addresses(now, connected, self.node_key, self._is_wanted)
            for address in due:
                nursery.start_soon(self._dial, host, address)
            with trio.move_on_after(1):
                await self._wake_dialler.wait()
            self._wake_dialler = trio.Event()

    def _is_wanted(self, node: NodeKey) -> bool:
        return self._introductions.wants(node, self._sessions)

    async def _dial(self, host: Host, address: str) -> None:
        try:
            peer = await host.dial(address)
            self._book.reached(address, peer)
            if self.is_banned(peer) or peer in self._sessions:
                return
            if self._joining is not None and not await self._join(host, peer):
                return
            if not (self.is_member_node(peer) or self._book.is_given(address)):
                return
            await self.backfill.begin(host, peer)
            await self._run_session(await host.open_stream(peer, SYNC_PROTOCOL), is_dialer=True)
        except HostError as error:
            log.info("dial %s: %s", address, error)
        except StoreError as error:
            self.fail_disk(error)
        finally:
            self._book.finished(address, self.now_ms())

    async def _join(self, host: Host, peer: NodeKey) -> bool:
        """Hand in our join; True once the peer knows us as a member. Only our own copy ends the asking."""
        assert self._joining is not None
        if self.replica.is_founded and self.is_member_node(self.witness.node_key):
            self._joining = None
            return True
        return await self._joining.hand_in(host, peer) == "member"
