# SPDX-License-Identifier: AGPL-3.0-or-later
"""A newcomer begins with a checkpoint's state instead of the whole past; members' nodes give it out.

    newcomer                                     a member's node
    want-snapshot ────────────────────────────>  the latest checkpoint it keeps, or the one asked for
    <─────────────────────── snapshot, hashes    its seal is on the pin's chain, its hashes under its digest?
    want-chunk … (a few at a time) ───────────>
    <──────────────────────────────── chunk …    each checked alone, kept on disk, never asked for again
                                                 all here: one transaction, and the copy lives

Who fails is left for another, which goes on with the chunk that is missing; who failed once is not asked for
one again: from it the past comes as ever. Not here: the history below (`backfill`).
The law: nothing of a snapshot is believed that the pin's chain did not certify.
Source: docs/protocol.md section 7.6.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final, Protocol

import trio

from ledger import limits
from ledger.base import Snapshot
from ledger.decided import check_decided, make_way
from ledger.errors import Malformed, RulesUnknown, StoreError, Unacceptable
from ledger.event import decode_event
from ledger.replica import Replica
from ledger.seal import decode_seal
from ledger.snapshot import check_chunk, check_hashes
from ledger.units import ZERO_ID, EventId, NodeKey
from p2p.book import get_pin
from p2p.budgets import Offence
from p2p.errors import HostError
from p2p.wire import FrameReader, encode_content
from p2p.wire_snapshot import (
    SNAPSHOT_PROTOCOL,
    Chunk,
    NoSnapshot,
    SnapshotHead,
    SnapshotMessage,
    WantChunk,
    WantSnapshot,
    decode_snapshot_message,
    encode_snapshot_message,
)

if TYPE_CHECKING:  # a home is read without loading the network
    from p2p.host import Host, Stream

log = logging.getLogger(__name__)

ANSWER_S: Final = 10
"""For each answer: a peer that lets us wait longer is left for another."""
FETCH_S: Final = 120
"""For all of it from one peer; the next goes on with what is missing."""
_AHEAD: Final = 4
"""Chunks asked for before the first has come."""
_SERVED_MAX: Final = 4
_IDLE_S: Final = 30
_READ_BYTES: Final = 256 * 1024


class SnapshotKeeper(Protocol):
    """What giving out and fetching need of the node."""

    replica: Replica

    @property
    def commune(self) -> EventId: ...
    def is_member_node(self, key: NodeKey) -> bool: ...
    def is_banned(self, peer: NodeKey) -> bool: ...
    def offend(self, peer: NodeKey, offence: Offence, detail: str) -> bool: ...
    def take_request(self, peer: NodeKey) -> bool: ...
    async def charge(self, peer: NodeKey, size: int) -> None: ...
    def fail_disk(self, error: StoreError) -> None: ...
    def stop(self, code: str) -> None: ...
    def note(self, topic: str) -> None: ...


async def _send(stream: Stream, message: SnapshotMessage) -> None:
    with trio.fail_after(ANSWER_S):
        await stream.send_all(encode_content(encode_snapshot_message(message)))


class _Reader:
    """Whole messages out of a stream."""

    def __init__(self, keeper: SnapshotKeeper, stream: Stream) -> None:
        self._keeper, self._stream = keeper, stream
        self._frames = FrameReader()

    async def read(self, within_s: float) -> SnapshotMessage | None:
        """The next message; None when the other side has ended.

        Raises:
            Malformed: it is none. trio.TooSlowError: it did not come.
        """
        with trio.fail_after(within_s):
            while (content := self._frames.next_content()) is None:
                data = await self._stream.receive_some(_READ_BYTES)
                if not data:
                    return None
                await self._keeper.charge(self._stream.remote, len(data))
                self._frames.feed(data)
        return decode_snapshot_message(content)


# --- giving out ------------------------------------------------------------------------------------------


class SnapshotServer:
    """Answers members' nodes, a few at a time."""

    def __init__(self, keeper: SnapshotKeeper) -> None:
        self._keeper = keeper
        self._serving: set[NodeKey] = set()

    async def serve(self, stream: Stream) -> None:
        """Answer one stream until its end. Never raises for what the peer or the network does."""
        keeper, peer = self._keeper, stream.remote
        is_known = keeper.replica.is_founded and keeper.is_member_node(peer) and not keeper.is_banned(peer)
        if not is_known or peer in self._serving or len(self._serving) >= _SERVED_MAX:
            await self._decline(stream)
            return
        self._serving.add(peer)
        try:
            reader = _Reader(keeper, stream)
            while (message := await reader.read(_IDLE_S)) is not None:
                if not keeper.take_request(peer):
                    keeper.offend(peer, Offence.GREEDY, "snapshot")
                    return
                await _send(stream, self._answer(message))
        except Malformed as error:
            keeper.offend(peer, Offence.MALFORMED, str(error))
        except (HostError, trio.TooSlowError) as error:
            log.info("snapshot to %s: %s", peer.hex()[:8], error)
        finally:
            self._serving.discard(peer)

    async def _decline(self, stream: Stream) -> None:
        try:
            await _send(stream, NoSnapshot())
            await stream.close_write()
        except (HostError, trio.TooSlowError):
            log.info("snapshot declined, and not heard")

    def _answer(self, message: SnapshotMessage) -> SnapshotMessage:
        match message:
            case WantSnapshot():
                return self._find(message) or NoSnapshot()
            case WantChunk():
                chunk = self._keeper.replica.checkpoints.get_chunk(message.height, message.number)
                if chunk is None:
                    return NoSnapshot()
                return Chunk(height=message.height, number=message.number, content=chunk)
            case _:
                raise Malformed("snapshot: an answer nobody asked for")

    def _find(self, wanted: WantSnapshot) -> SnapshotHead | None:
        replica = self._keeper.replica
        height = wanted.height or replica.checkpoints.get_last()
        hashes = replica.checkpoints.get_hashes(height)
        found = replica.store.get_seal(height)
        if wanted.commune != replica.commune or not hashes or found is None or wanted.pin > replica.height:
            return None
        charter = replica.get_charter()
        way = make_way(replica.store, height, wanted.pin, decode_event(charter, ZERO_ID))
        if way is None:
            return None
        head = SnapshotHead(charter=charter, seal=found[0], certificate=found[1], way=way, hashes=hashes)
        # A way too long for a frame: whoever is that far back takes the whole past.
        return head if len(encode_snapshot_message(head)) <= limits.FRAME_BYTES_MAX else None


# --- fetching --------------------------------------------------------------------------------------------


class SnapshotFetch:
    """A newcomer's side: one peer at a time, whatever it takes to begin."""

    def __init__(self, keeper: SnapshotKeeper) -> None:
        self._keeper = keeper
        self._replica = keeper.replica
        self._failed: set[NodeKey] = set()
        self._turn = trio.Lock()

    async def fetch(self, host: Host, peer: NodeKey) -> None:
        """Begin with what this peer offers, if it offers something; then the copy is founded.

        Raises:
            HostError: it failed; another is to be asked. StoreError: the disk refused.
        """
        async with self._turn:
            pin = get_pin(self._replica.store)
            if self._replica.is_founded or pin is None or peer in self._failed:
                return
            try:
                stream = await host.open_stream(peer, SNAPSHOT_PROTOCOL)
            except HostError as error:
                log.info("no snapshot from %s: %s", peer.hex()[:8], error)
                return
            try:
                with trio.fail_after(FETCH_S):
                    await self._talk(stream, pin)
            except RulesUnknown as error:
                # Whoever gave it is not to blame: this program is too old for this commune.
                self._keeper.stop(error.code)
                raise HostError("snapshot", str(error)) from error
            except Unacceptable as error:
                self._failed.add(peer)
                self._keeper.offend(peer, Offence.MALFORMED, f"snapshot: {error}")
                raise HostError("snapshot", str(error)) from error
            except (HostError, trio.TooSlowError) as error:
                self._failed.add(peer)
                raise HostError("snapshot", "it did not come") from error
            finally:
                await stream.aclose()

    async def _talk(self, stream: Stream, pin: tuple[int, bytes]) -> None:
        reader = _Reader(self._keeper, stream)
        head = await self._ask(stream, reader, pin)
        if head is None:
            return
        await self._collect(stream, reader, head)
        self._begin(head)

    async def _ask(self, stream: Stream, reader: _Reader, pin: tuple[int, bytes]) -> SnapshotHead | None:
        """What to collect: what was begun, if this peer has it, or else the latest it has."""
        kept = self._replica.checkpoints.get_arriving()
        begun = _read_head(kept[0]) if kept is not None else None
        if begun is not None:
            height = decode_seal(begun.seal, self._keeper.commune).height
            offered = await self._offer(stream, reader, pin, height)
            if offered is not None and (offered.seal, offered.hashes) == (begun.seal, begun.hashes):
                return begun
        offered = await self._offer(stream, reader, pin, 0)
        if offered is not None:
            with self._replica.store.transaction():
                self._replica.checkpoints.begin(encode_snapshot_message(offered))
        return offered

    async def _offer(
        self, stream: Stream, reader: _Reader, pin: tuple[int, bytes], height: int
    ) -> SnapshotHead | None:
        """A peer's offer, checked up to the pin.

        Raises:
            LedgerError: nothing shows that it was decided.
        """
        commune = self._keeper.commune
        await _send(stream, WantSnapshot(commune=commune, height=height, pin=pin[0]))
        answer = await reader.read(ANSWER_S)
        if not isinstance(answer, SnapshotHead):
            return None
        seal = decode_seal(answer.seal, commune)
        if height not in (0, seal.height) or decode_event(answer.charter, ZERO_ID).id != commune:
            raise Malformed("snapshot: another one than asked for")
        check_hashes(seal, answer.hashes)
        check_decided(seal, answer.way, pin, commune)
        return answer

    async def _collect(self, stream: Stream, reader: _Reader, head: SnapshotHead) -> None:
        """Fetch and keep the chunks that are not here."""
        checkpoints, store = self._replica.checkpoints, self._replica.store
        height = decode_seal(head.seal, self._keeper.commune).height
        arriving = checkpoints.get_arriving()
        here = arriving[1] if arriving is not None else frozenset[int]()
        missing = [number for number in range(len(head.hashes)) if number not in here]
        for number in missing[:_AHEAD]:
            await _send(stream, WantChunk(height=height, number=number))
        for place, number in enumerate(missing):
            answer = await reader.read(ANSWER_S)
            if not isinstance(answer, Chunk) or (answer.height, answer.number) != (height, number):
                raise HostError("snapshot", "it has this no more")
            check_chunk(head.hashes, number, answer.content)
            with store.transaction():
                checkpoints.add(number, answer.content)
            if place + _AHEAD < len(missing):
                await _send(stream, WantChunk(height=height, number=missing[place + _AHEAD]))

    def _begin(self, head: SnapshotHead) -> None:
        checkpoints = self._replica.checkpoints
        if self._replica.is_founded:
            return  # the whole past came meanwhile
        snapshot = Snapshot(
            charter=decode_event(head.charter, ZERO_ID),
            seal=head.seal,
            certificate=head.certificate,
            hashes=head.hashes,
            chunks=checkpoints.get_arrived(),
        )
        try:
            self._replica.adopt_snapshot(snapshot)
        except (Unacceptable, RulesUnknown):
            # A quorum certified what no execution gives: no peer can give a better one of this height.
            with self._replica.store.transaction():
                checkpoints.forget_arriving()
            raise
        self._keeper.note("seal")


def _read_head(content: bytes) -> SnapshotHead | None:
    message = decode_snapshot_message(content)
    return message if isinstance(message, SnapshotHead) else None
