# SPDX-License-Identifier: AGPL-3.0-or-later
"""Light chains between two members' nodes, sans IO: one asks and checks, the other answers from its copy.

    reader                       server
    seals(from, to) ───────────>   from: the height of a seal one trusts, 0: the charter; to: 0 the newest
    <─────── light(start, links)   as many links as fit; asked again from the last until `to` is reached

Nothing of an answer is kept unchecked: `LightReader` holds the last `Point` that its trust leads to.
An honest server may end early, at its own newest seal. Not here: what a chain is (`ledger.light`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ledger.errors import BadSeal, LedgerError
from ledger.light import (
    Link,
    Point,
    Start,
    encode_link,
    follow_all,
    iter_links,
    make_start,
    open_start,
)
from ledger.replica import Replica
from ledger.units import EventId, SealId
from p2p.budgets import Offence
from p2p.machines.commands import Command, Offend, Send
from p2p.wire import LIGHT_LINKS_PER_FRAME, Light, Seals

ANSWER_BYTES: Final = 256 * 1024
"""Links of one answer."""


def answer_seals(replica: Replica, question: Seals) -> Light:
    """The start asked for and the links after it, as far as this copy has them."""
    if not replica.is_founded:
        return Light(start=None, links=())
    seals = replica.store
    charter = next(seals.iter_sealed(0), None) if question.start == 0 else None
    start = make_start(seals, question.start, charter)
    target = min(question.target or replica.height, replica.height)
    if start is None:
        return Light(start=None, links=())
    links: list[Link] = []
    size = 0
    for link in iter_links(seals, question.start, [target]):
        size += len(encode_link(link))
        if links and (size > ANSWER_BYTES or len(links) >= LIGHT_LINKS_PER_FRAME):
            break
        links.append(link)
    return Light(start=start, links=tuple(links))


class LightReader:
    """Reads a light chain from one peer, from a trusted (height, seal id) on."""

    def __init__(
        self,
        commune: EventId,
        *,
        height: int = 0,
        seal_id: bytes = b"",
        target: int = 0,
        on_end: Callable[[], None] = lambda: None,
    ) -> None:
        """Prepare to read.

        Args:
            height: of what is trusted; 0: the charter, whose id is the commune's.
            seal_id: its id.
            target: the height to reach; 0: whatever the peer's newest is.
            on_end: told once, when `is_done`.
        """
        self._commune = commune
        self._trusted = (height, SealId(seal_id or commune))
        self._target = target
        self.on_end = on_end
        self.start: Start | None = None
        self.links: list[Link] = []
        """The chain so far: all of it was checked."""
        self.point: Point | None = None
        """Where what was shown leads; None before the first answer."""
        self.is_done = False
        self.failed = ""
        """The code of what was wrong with an answer; empty when all was well."""

    def next_question(self) -> Seals:
        height = self.point.height if self.point is not None else self._trusted[0]
        return Seals(start=height, target=self._target)

    def on_answer(self, answer: Light) -> None:
        """Check an answer and keep what it shows.

        Raises:
            LedgerError: it does not follow from what is trusted; nothing of it is kept.
        """
        if answer.start is None:
            self._end()
            return
        point = open_start(answer.start, self._commune)
        expected = (self.point.height, self.point.seal_id) if self.point is not None else self._trusted
        if (point.height, point.seal_id) != expected:
            raise BadSeal("a light chain from another seal than the one asked for")
        reached = follow_all(point, answer.links, self._commune)
        if self._target and reached.height > self._target:
            raise BadSeal("a light chain beyond what was asked for")
        if self.start is None:
            self.start = answer.start
        self.links.extend(answer.links)
        self.point = reached
        if not answer.links or reached.height == self._target:
            self._end()

    def fail(self, code: str) -> None:
        """The peer went away or answered wrongly; the first reason stands."""
        if not self.is_done:
            self.failed = code
            self._end()

    def _end(self) -> None:
        self.is_done = True
        self.on_end()


class LightExchange:
    """Both sides on one sync stream; at most one question of ours is open."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._reader: LightReader | None = None

    def ask(self, reader: LightReader) -> list[Command]:
        """Begin to read; whoever read before on this stream ends."""
        if self._reader is not None:
            self._reader.fail("replaced")
        self._reader = reader
        return [Send(message=reader.next_question())]

    def on_seals(self, question: Seals) -> list[Command]:
        return [Send(message=answer_seals(self._replica, question))]

    def on_light(self, answer: Light) -> list[Command]:
        reader = self._reader
        if reader is None:
            return [Offend(offence=Offence.USELESS, detail="a light chain nobody asked for")]
        if reader.is_done:
            # Whoever waited for it gave up: what comes late is looked at by nobody.
            self._reader = None
            return []
        try:
            reader.on_answer(answer)
        except LedgerError as error:
            self._reader = None
            reader.fail(error.code)
            return [Offend(offence=Offence.MALFORMED, detail=f"light chain: {error}")]
        if reader.is_done:
            self._reader = None
            return []
        return [Send(message=reader.next_question())]

    def end(self) -> None:
        """The stream closed."""
        if self._reader is not None:
            self._reader.fail("ended")
            self._reader = None
