# SPDX-License-Identifier: AGPL-3.0-or-later
"""The history below a snapshot, in the background: a second copy beside, then taken over.

    neighbour ── a sync stream of its own ──> copy beside: every signature, certificate, root, result judged
                                                │ at the height before the checkpoint
                                                ▼
                      same chain, state and results as certified? ── take over ──> all is here
                                                └─ no ──> stop, and say so

The copy beside is a file of this home: a restart goes on with it. It takes half the time there is, at most:
what is said live goes first. Not here: beginning with the snapshot (`snapshots`).
The law: the live copy never changes for what comes here, until it agrees with what was certified.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import trio

from ledger.errors import BadSeal, Diverged, StoreError, Unacceptable
from ledger.replica import IngestReport, Replica
from ledger.rulebook.book import Book
from ledger.seal import decode_seal
from ledger.store import Store
from ledger.taking_over import BESIDE, check_agreement, take_over
from ledger.units import EventId, NodeKey
from p2p.book import PeerBook
from p2p.budgets import Offence
from p2p.errors import HostError
from p2p.following import Following, Foreseen, Item
from p2p.helper import Helper
from p2p.keeping import adopt_charter, keep_pending
from p2p.machines.commands import HearOf, Learn
from p2p.machines.sync import SyncMachine
from p2p.past_recoveries import PastRecoveries
from p2p.session import Keeper, Session, refuse
from p2p.snapshots import SnapshotFetch, SnapshotServer
from p2p.verifying import check_events
from p2p.wire import SALT_BYTES
from p2p.wire_snapshot import SNAPSHOT_PROTOCOL

if TYPE_CHECKING:  # a home is read without loading the network
    from p2p.host import Host, Stream

log = logging.getLogger(__name__)

HISTORY_PROTOCOL: Final = "/voisinage/history/1.0.0"
_LOOK_EVERY_S: Final = 0.5
_STALLED_S: Final = 60
"""Without a height more, another neighbour is asked."""
_REST_S: Final = 120
"""How long a neighbour that was of no use is left alone, if there are others."""
_WAIT_MAX_S: Final = 1
_SERVED_MAX: Final = 4
DIVERGED: Final = "history"


class BackfillKeeper(Protocol):
    """What this needs of the node."""

    replica: Replica
    stopped_because: str

    @property
    def helper(self) -> Helper | None: ...
    @property
    def commune(self) -> EventId: ...
    @property
    def boot_id(self) -> bytes: ...
    def now_ms(self) -> int: ...
    def random_bytes(self, size: int, /) -> bytes: ...
    def is_member_node(self, key: NodeKey) -> bool: ...
    def is_banned(self, peer: NodeKey) -> bool: ...
    def get_online(self) -> frozenset[NodeKey]: ...
    def offend(self, peer: NodeKey, offence: Offence, detail: str) -> bool: ...
    def take_request(self, peer: NodeKey) -> bool: ...
    async def charge(self, peer: NodeKey, size: int) -> None: ...
    def fail_disk(self, error: StoreError) -> None: ...
    def stop(self, code: str) -> None: ...
    def note(self, topic: str) -> None: ...


class ServingNode(BackfillKeeper, Keeper, Protocol):
    """What giving out the past needs of the node."""


class _Book(PeerBook):
    """The invitation's pin, judged for the copy beside: a chain that breaks it is thrown away whole."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, ())
        self.is_broken = False

    def check_pin(self, height: int, seal_id: bytes) -> None:
        try:
            super().check_pin(height, seal_id)
        except BadSeal:
            self.is_broken = True
            raise


def _open_beside(path: Path | None, book: Book) -> Replica:
    store = Store(path)
    try:
        store.db.execute("PRAGMA synchronous = NORMAL")
        return Replica(store, book)
    except BaseException:
        store.close()
        raise


def make_machine(node: BackfillKeeper, replica: Replica) -> SyncMachine:
    """A conversation about the past: no words, nothing is pushed, nobody is told where we listen."""
    return SyncMachine(
        replica,
        commune=node.commune,
        boot_id=node.boot_id,
        salt=node.random_bytes(SALT_BYTES),
        addresses=(),
        now_ms=node.now_ms(),
        takes_words=False,
    )


class Backfill:
    """See the module. What the sessions that fetch it ask for, and how far it is."""

    def __init__(self, node: BackfillKeeper) -> None:
        self._node = node
        self.helper = node.helper
        self.replica: Replica = node.replica
        """The copy beside, once `run` has begun."""
        self.clock_ahead_ms = 0
        self.recovering = PastRecoveries(node.replica)
        self._snapshots = SnapshotFetch(node)
        self._book = _Book(node.replica.store)
        self._following: Following | None = None
        self._session: Session | None = None
        self._resting: dict[NodeKey, float] = {}

    # --- how far it is ------------------------------------------------------------------------------------

    @property
    def progress(self) -> tuple[int, int]:
        """(heights of the past that are here, heights in all); (0, 0) when nothing is missing."""
        base = self._node.replica.base
        if base is None:
            return 0, 0
        is_open = self.replica is not self._node.replica and self.replica.is_founded
        return (self.replica.height if is_open else 0), base.height - 1

    async def begin(self, host: Host, peer: NodeKey) -> None:
        """Begin an empty copy with a snapshot of this peer, if it gives one. Raises HostError, StoreError."""
        if not self._node.replica.is_founded:
            await self._snapshots.fetch(host, peer)

    # --- fetching -----------------------------------------------------------------------------------------

    async def run(self, host: Host) -> None:
        """Until nothing is missing, or for ever."""
        node = self._node
        await _wait_until(lambda: node.replica.is_founded)
        path = node.replica.store.beside(BESIDE)
        if node.replica.base is not None:
            try:
                await self._fetch_all(host, path)
            except StoreError as error:
                node.fail_disk(error)
                return
        if node.replica.base is None:
            _remove(path)

    async def _fetch_all(self, host: Host, path: Path | None) -> None:
        node = self._node
        self._open(path)
        base = node.replica.base
        assert base is not None, "the caller looked"
        try:
            while not self._is_here() and not node.stopped_because:
                peer = self._choose()
                if peer is None:
                    await trio.sleep(_LOOK_EVERY_S)
                    continue
                await self._fetch_from(host, peer)
                if self._book.is_broken:
                    log.warning("a history that breaks our invitation's pin is thrown away")
                    self.replica.store.close()
                    _remove(path)
                    self._open(path)
            if node.stopped_because:
                return
            try:
                check_agreement(self.replica, base)
            except Diverged as error:
                log.error("history: %s", error)
                node.stop(DIVERGED)
                return
            for _ in take_over(node.replica, self.replica):
                await trio.lowlevel.checkpoint()
            log.info("all history is here")
            node.note("seal")
        finally:
            beside, self.replica = self.replica, node.replica
            beside.store.close()

    def _open(self, path: Path | None) -> None:
        """The copy beside; what is fetched can be fetched again, so it need not reach the disk at once."""
        try:
            replica = _open_beside(path, self._node.replica.book)
        except StoreError as error:
            if error.passes:
                raise
            log.warning("the history beside is damaged and begun anew: %s", error)
            _remove(path)
            replica = _open_beside(path, self._node.replica.book)
        if replica.is_founded and replica.commune != self._node.commune:
            replica.store.close()
            raise StoreError("the history beside is another commune's")
        self.replica = replica
        self.recovering = PastRecoveries(replica)
        self.replica.checkpoints.keeps = False
        self._book.is_broken = False
        self._following = Following(self, self._book)

    def _is_here(self) -> bool:
        base = self._node.replica.base
        return base is None or self.replica.reached >= base.height - 1

    def _choose(self) -> NodeKey | None:
        """A neighbour to ask: one that was not of no use lately, if there is one."""
        now = trio.current_time()
        peers = sorted(self._node.get_online(), key=lambda peer: (self._resting.get(peer, 0), peer))
        if not peers or self._resting.get(peers[0], 0) - now > _REST_S - _STALLED_S:
            return None
        return peers[0]

    async def _fetch_from(self, host: Host, peer: NodeKey) -> None:
        height = self.replica.reached
        try:
            stream = await host.open_stream(peer, HISTORY_PROTOCOL)
            machine = make_machine(self._node, self.replica)
            self._session = Session(self, machine, stream, self._node.now_ms)
            async with trio.open_nursery() as nursery:
                nursery.start_soon(self._watch, self._session)
                await self._session.run(is_dialer=True)
                nursery.cancel_scope.cancel()
        except HostError as error:
            log.info("history from %s: %s", peer.hex()[:8], error)
        finally:
            self._session = None
        reached = self.replica.reached
        if reached <= height or self._book.is_broken:
            self._resting[peer] = trio.current_time() + _REST_S

    async def _watch(self, session: Session) -> None:
        """End a session that brings nothing."""
        before = -1
        while True:
            with trio.move_on_after(_STALLED_S):
                await _wait_until(lambda: self._book.is_broken or self._is_here())
                session.close("done")
                return
            height = self.replica.reached
            if height <= before:
                session.close("stalled")
                return
            before = height

    # --- keeper: what the session asks for ------------------------------------------------------------------

    def foresee(self, items: Sequence[Item], nursery: trio.Nursery) -> Foreseen | None:
        """Begin with a message whose turn has not come."""
        return None if self._following is None else self._following.foresee(items, nursery)

    async def keep_history(
        self, session: Session, items: Sequence[Item], foreseen: Foreseen | None = None
    ) -> tuple[EventId, ...]:
        """Follow the past, one height after the other, and leave the live copy its time."""
        base, following = self._node.replica.base, self._following
        assert following is not None, "opened"
        async with following.open(items, foreseen) as opened:
            for item, events in opened:
                if base is None or not self._is_below(item[1], base.height):
                    break
                began = trio.current_time()
                missing = await following.follow_item(session, opened, item, events)
                if missing is None:
                    break
                if missing or self._book.is_broken:
                    return missing
                await trio.sleep(min(_WAIT_MAX_S, trio.current_time() - began))
        self.note("history")
        if self._is_here():
            session.close("done")
        return ()

    def _is_below(self, encoded: bytes, height: int) -> bool:
        """Whether a seal is of the past; what is no seal goes to who judges it."""
        try:
            return decode_seal(encoded, self.commune).height < height
        except Unacceptable:
            return True

    async def keep_events(self, session: Session, encoded: Sequence[bytes]) -> tuple[IngestReport, int]:
        """Events of a cut that comes after them, or asked for by id."""
        good, bad = await check_events(self.replica, encoded)
        if not good:
            return IngestReport(), bad
        try:
            return keep_pending(self.replica, session.machine, good, session.peer), bad
        except StoreError as error:
            self.fail_disk(error)
            return IngestReport(), bad

    def keep_charter(self, event: bytes) -> None:
        try:
            adopt_charter(self.replica, self.commune, event)
        except StoreError as error:
            self.fail_disk(error)

    def keep_recovery(self, session: Session, encoded: bytes) -> None:
        """Of an epoch below the snapshot's; those above are the live copy's."""
        try:
            self.recovering.hear(encoded)
        except StoreError as error:
            self.fail_disk(error)
        except Unacceptable as error:
            self.offend(session.peer, Offence.MALFORMED, f"recovery: {error}")

    def keep_blobs(self, blobs: Sequence[bytes]) -> int:
        """Words are the live copy's."""
        del blobs
        return 0

    def learn(self, session: Session, news: Learn) -> None:
        """Where a neighbour listens is heard on its other stream."""

    def hear_of(self, session: Session, news: HearOf) -> None:
        """Of others one hears on the other stream."""

    def offend(self, peer: NodeKey, offence: Offence, detail: str) -> bool:
        return self._node.offend(peer, offence, f"history: {detail}")

    def take_request(self, peer: NodeKey) -> bool:
        return self._node.take_request(peer)

    async def charge(self, peer: NodeKey, size: int) -> None:
        await self._node.charge(peer, size)

    # --- follower: what following the past asks for ---------------------------------------------------------

    @property
    def commune(self) -> EventId:
        return self._node.commune

    @property
    def stopped_because(self) -> str:
        return self._node.stopped_because

    def now_ms(self) -> int:
        return self._node.now_ms()

    def tell_seal(self, height: int, source: Session | None) -> None:
        """Nobody is told of the past."""

    def want_events(self, ids: Sequence[EventId]) -> None:
        if self._session is not None:
            self._session.ask(ids)

    def fail_disk(self, error: StoreError) -> None:
        self._node.fail_disk(error)

    def stop(self, code: str) -> None:
        self._node.stop(DIVERGED if code == "diverged" else code)

    def note(self, topic: str) -> None:
        self._node.note(topic)


async def _wait_until(condition: Callable[[], bool]) -> None:
    while True:
        if condition():
            return
        await trio.sleep(_LOOK_EVERY_S)


def _remove(path: Path | None) -> None:
    if path is not None:
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)


class HistoryServer:
    """Gives the past to members' nodes that began with a snapshot, a few at a time."""

    def __init__(self, node: ServingNode) -> None:
        self._node = node
        self._serving: set[NodeKey] = set()

    async def serve(self, stream: Stream) -> None:
        """One stream until its end; who cannot be served hears why."""
        node, peer = self._node, stream.remote
        code = ""
        if node.is_banned(peer):
            code = "banned"
        elif not node.replica.is_founded or not node.is_member_node(peer):
            code = "not-a-member"
        elif node.replica.base is not None:
            code = "no-history"
        elif peer in self._serving or len(self._serving) >= _SERVED_MAX:
            code = "busy"
        if code:
            await refuse(stream, code)
            return
        self._serving.add(peer)
        try:
            machine = make_machine(node, node.replica)
            session = Session(node, machine, stream, node.now_ms)
            session.was_introduced = True  # whom else we know it hears on its other stream
            await session.run(is_dialer=False)
        finally:
            self._serving.discard(peer)


def serve_past(host: Host, node: ServingNode) -> None:
    """Give out snapshots and what is below them."""
    host.set_handler(SNAPSHOT_PROTOCOL, SnapshotServer(node).serve)
    host.set_handler(HISTORY_PROTOCOL, HistoryServer(node).serve)
