# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a certified seal does to this copy: compared, waited for, followed, or the end of executing.

    below or at our height   another one with a certificate: keep ours, stop, keep the other as evidence
    of later rules           stop; of it and of all above the acts are kept, as pending ones
    the next one             certificate, clock (if fewer than four witnesses), invitation's pin, execution
    further ahead            left for later

Not here: where seals come from (sync sessions, witnesses), nor what is in a cut (`keeping`).
The law: a peer is blamed for what no quorum signed, and nobody for what one signed and we cannot follow.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Final, Protocol

import trio

from ledger.errors import BadSeal, Diverged, RulesUnknown, StoreError, Unacceptable
from ledger.event import Event
from ledger.replica import Replica
from ledger.seal import SMALL_MAX, Seal, check_certificate, decode_certificate, decode_seal
from ledger.state import get_witnesses
from ledger.units import EventId, NodeKey
from p2p.book import PeerBook
from p2p.budgets import Offence
from p2p.helper import Helper
from p2p.keeping import follow_seal
from p2p.session import Session
from p2p.verifying import Verdicts, check_events

log = logging.getLogger(__name__)

CLOCK_TOLERANCE_MS: Final = 15_000
_LOOK_AGAIN_S: Final = 5
_EVENTS_A_TURN: Final = 50
_MUCH_HEIGHTS: Final = 16


class Meeting(Protocol):
    """What judges a seal of another epoch."""

    def meet(self, seal: Seal, proof: bytes) -> bool: ...


class Follower(Protocol):
    """What following needs of the node."""

    replica: Replica
    clock_ahead_ms: int

    @property
    def helper(self) -> Helper | None: ...
    @property
    def recovering(self) -> Meeting: ...
    @property
    def stopped_because(self) -> str: ...
    @property
    def commune(self) -> EventId: ...
    def now_ms(self) -> int: ...
    def tell_seal(self, height: int, source: Session | None) -> None: ...
    def want_events(self, ids: Sequence[EventId]) -> None: ...
    def offend(self, peer: NodeKey, offence: Offence, detail: str) -> bool: ...
    def fail_disk(self, error: StoreError) -> None: ...
    def stop(self, code: str) -> None: ...
    def note(self, topic: str) -> None: ...


Item = tuple[Sequence[bytes], bytes, bytes]
"""(events, seal, certificate) of one height, as a `history` frame carries them."""


async def _let_others_work(count: int) -> None:
    """After so many events: reading what comes next from the network takes several turns of the loop."""
    for _ in range(1 + count // _EVENTS_A_TURN):
        await trio.lowlevel.checkpoint()


class Foreseen:
    """The heights of one message: decoded, their signatures under way, while those before are executed."""

    def __init__(
        self, replica: Replica, items: Sequence[Item], nursery: trio.Nursery, helper: Helper | None
    ) -> None:
        self.items = items
        self._prepared = [replica.prepare(events)[0] for events, _, _ in items]
        everything = [event for events in self._prepared for event in events]
        self._verdicts = Verdicts(everything, replica.commune, nursery, helper)

    def __iter__(self) -> Iterator[tuple[Item, Sequence[Event]]]:
        """(height as it came, its events that were not known)."""
        return iter(zip(self.items, self._prepared, strict=True))

    async def judge(self, events: Sequence[Event]) -> list[Event]:
        """Those of the next events whose signatures hold."""
        # One verdict an item, never one an id: of two copies of an event one may be badly signed.
        passed = await self._verdicts.take(len(events))
        return [event for event, is_good in zip(events, passed, strict=True) if is_good]

    def abandon(self) -> None:
        """Nobody follows them."""
        self._verdicts.abandon()


class Following:
    """See the module."""

    def __init__(self, node: Follower, book: PeerBook) -> None:
        self._node, self._book = node, book
        self._replica = node.replica

    def expect(self, height: int) -> None:
        """A member's node says how far it is: with much to come, the process beside starts meanwhile."""
        if height - self._replica.reached >= _MUCH_HEIGHTS and self._node.helper is not None:
            self._node.helper.warm()

    def foresee(self, items: Sequence[Item], nursery: trio.Nursery) -> Foreseen | None:
        """Begin with a message whose turn has not come; None: that cannot be said yet."""
        if not self._replica.is_founded or self._node.stopped_because:
            return None
        return self._foresee(items, nursery)

    def _foresee(self, items: Sequence[Item], nursery: trio.Nursery) -> Foreseen:
        return Foreseen(self._replica, items, nursery, self._node.helper)

    @asynccontextmanager
    async def open(self, items: Sequence[Item], foreseen: Foreseen | None) -> AsyncGenerator[Foreseen]:
        """What was foreseen of a message, or begin with it now; without any height if none is followed."""
        async with trio.open_nursery() as nursery:
            opened = foreseen or self.foresee(items, nursery) or self._foresee((), nursery)
            try:
                yield opened
            finally:
                opened.abandon()

    async def keep_history(
        self, session: Session, items: Sequence[Item], foreseen: Foreseen | None = None
    ) -> tuple[EventId, ...]:
        """Follow what a session brought; returns what of a cut is missing."""
        if self._node.stopped_because == RulesUnknown.code:
            if foreseen is not None:
                foreseen.abandon()
            await self._keep_acts(session, [data for events, _, _ in items for data in events])
            return ()
        async with self.open(items, foreseen) as opened:
            for item, events in opened:
                missing = await self.follow_item(session, opened, item, events)
                if missing is None or missing:
                    return missing or ()
        return ()

    async def _keep_acts(self, session: Session, encoded: Sequence[bytes]) -> None:
        """Of heights whose rules this program lacks, the acts alone: as pending ones, within their bounds."""
        good, bad = await check_events(self._replica, encoded)
        try:
            report = self._replica.store_events(good, source=session.peer)
        except StoreError as error:
            self._node.fail_disk(error)
            return
        if bad and self._node.offend(session.peer, Offence.BAD_SIGNATURE, "history"):
            session.close("banned")
        if report.stored:
            self._node.note("events")

    async def follow_item(
        self, session: Session, foreseen: Foreseen, item: Item, events: Sequence[Event]
    ) -> tuple[EventId, ...] | None:
        """What of a height's cut is missing; None: nothing that follows it is of use."""
        if self._node.stopped_because:
            return None
        good = await foreseen.judge(events)
        if len(good) < len(events):
            self._node.offend(session.peer, Offence.BAD_SIGNATURE, "history")
        missing = await self._follow_one(session, item[1], item[2], good)
        await _let_others_work(len(events))
        return missing

    async def _follow_one(
        self, session: Session, encoded: bytes, proof: bytes, events: Sequence[Event]
    ) -> tuple[EventId, ...] | None:
        """What of a height's cut is missing; None: nothing that follows it is of use."""
        node = self._node
        try:
            seal = self._check(encoded, proof)
            if seal is not None:
                await self._wait_for_clock(seal.time_ms)
            return self._follow(seal, proof, events, session.peer, session)
        except StoreError as error:
            node.fail_disk(error)
        except (RulesUnknown, Diverged) as error:
            self._stop(error)
        except Unacceptable as error:
            if node.offend(session.peer, Offence.MALFORMED, f"seal: {error}"):
                session.close("banned")
        return None

    def follow_certified(self, encoded: bytes, proof: bytes, peer: NodeKey | None) -> bool:
        """Apply a certified seal that a witness passed on, or that we decided with others (no peer).

        Returns:
            Whether its height was reached by this.

        Raises:
            StoreError: the disk refused.
        """
        node, height = self._node, self._replica.height
        try:
            seal = self._check(encoded, proof)
            if seal is not None and peer is not None and self._is_ahead(seal.time_ms):
                return False
            missing = self._follow(seal, proof, (), peer or b"", None)
        except (RulesUnknown, Diverged) as error:
            self._stop(error)
            return False
        except Unacceptable as error:
            if peer is not None:
                node.offend(peer, Offence.MALFORMED, f"seal: {error}")
            return False
        if missing:
            node.want_events(missing)
        return self._replica.height > height

    def _check(self, encoded: bytes, proof: bytes) -> Seal | None:
        """The seal if it is the next one and a quorum signed it; None when there is nothing to do.

        Raises:
            LedgerError: it is no seal, or none that its witnesses certified.
        """
        seal = decode_seal(encoded, self._node.commune)
        height = self._replica.height
        if seal.height > height + 1 or self._node.recovering.meet(seal, proof):
            return None
        if seal.height <= height:
            found = self._replica.store.get_seal(seal.height)
            if found is not None and found[0] != encoded:
                self._compare_other(seal, proof)
            return None
        witnesses = get_witnesses(self._replica.state)
        check_certificate(seal, decode_certificate(proof), witnesses, self._node.commune)
        return seal

    def _follow(
        self, seal: Seal | None, proof: bytes, events: Sequence[Event], peer: bytes, session: Session | None
    ) -> tuple[EventId, ...]:
        if seal is None or seal.height != self._replica.height + 1:
            return ()
        self._book.check_pin(seal.height, seal.id)
        try:
            missing = follow_seal(self._replica, seal, proof, events, peer)
        except BadSeal as error:
            # The witnesses signed it: whoever passed it on is not to blame, and it can never be followed.
            raise Diverged(str(error)) from error
        if not missing:
            self._node.tell_seal(seal.height, session)
        return missing

    def _compare_other(self, seal: Seal, proof: bytes) -> None:
        """Two certified seals at one height: keep ours, stop, show both."""
        witnesses = self._replica.store.get_witness_list(seal.height)
        check_certificate(seal, decode_certificate(proof), witnesses, self._node.commune)
        self._node.stop("two-seals")
        self._replica.store.set_meta("other-seal", seal.encoded)

    def _stop(self, error: RulesUnknown | Diverged) -> None:
        # A quorum signed it, we among them perhaps: this program lacks its rules, or computes something else.
        log.error("cannot follow a certified seal: %s", error)
        self._node.stop(error.code)

    def _is_ahead(self, seal_ms: int) -> bool:
        """With fewer than four witnesses nobody outvotes a wrong clock: ours decides when to follow."""
        is_small = len(get_witnesses(self._replica.state)) <= SMALL_MAX
        return is_small and seal_ms - self._node.now_ms() > CLOCK_TOLERANCE_MS

    async def _wait_for_clock(self, seal_ms: int) -> None:
        """Wait until the clock is there, and say so meanwhile."""
        node = self._node
        while self._is_ahead(seal_ms):
            ahead = seal_ms - node.now_ms()
            if not node.clock_ahead_ms:
                node.clock_ahead_ms = ahead
                node.note("stopped")
            await trio.sleep(min(ahead / 1000, _LOOK_AGAIN_S))
        node.clock_ahead_ms = 0
