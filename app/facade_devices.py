# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window's door to a member's own computers; reached as `Voisinage.devices`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from app import devices
from app.desk import Desk
from app.query_devices import get_devices
from app.reader import Reader
from app.tickets import Ticket
from app.views_devices import DeviceView
from ledger.event import Event

T = TypeVar("T")


class Ask(Protocol):
    def __call__(self, question: Callable[[Reader], T], /) -> T: ...


class Do(Protocol):
    def __call__(self, function: Callable[[Desk], T], /) -> Ticket[T]: ...


class Devices:
    """Queries answer at once; acts return a `Ticket`."""

    def __init__(self, ask: Ask, do: Do) -> None:
        self._ask = ask
        self._do = do

    def list(self) -> tuple[DeviceView, ...]:
        """My computers and the sheet of words, oldest first."""
        return self._ask(get_devices)

    def revoke(self, key: bytes, words: str = "") -> Ticket[Event]:
        """Shut a computer out; with the words at once, whatever its age."""
        return self._do(lambda desk: devices.revoke(desk, key, words))

    def keep(self, key: bytes) -> Ticket[None]:
        """Object to what waits against a computer."""

        def work(desk: Desk) -> None:
            devices.keep(desk, key)

        return self._do(work)

    def cut(self, node: bytes) -> Ticket[Event]:
        """Send a computer nothing more."""
        return self._do(lambda desk: devices.cut(desk, node))
