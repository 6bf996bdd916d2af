# SPDX-License-Identifier: AGPL-3.0-or-later
"""A reader of light chains, as protocol 4.7 lets anybody write one: no node of ours asks for them yet."""

from __future__ import annotations

from collections.abc import Callable

from ledger.errors import BadSeal
from ledger.light import Link, Point, Start, follow_all, open_start
from ledger.units import EventId, SealId
from p2p.wire import Light, Seals


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
