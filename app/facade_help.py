# SPDX-License-Identifier: AGPL-3.0-or-later
"""The facade's doors to pots, hours of help and pension points: `Voisinage.help`.

As in `facade`: commands return a `Ticket` at once, queries read the last picture.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from app import helping, pots
from app.clock_words import read_minute
from app.desk import Desk
from app.query_duty import get_duty
from app.query_help import get_help, get_my_pension, get_pots
from app.reader import Reader
from app.tickets import Ticket
from app.views_help import DutyView, HelpView, PensionView, PotView
from ledger.event import Event

T = TypeVar("T")


class Ask(Protocol):
    """How the facade asks a question."""

    def __call__(self, question: Callable[[Reader], T]) -> T: ...


class Do(Protocol):
    """How the facade has something done in the node's thread."""

    def __call__(self, function: Callable[[Desk], T]) -> Ticket[T]: ...


class HelpDoor:
    """Given the facade's own ways to ask and to do."""

    def __init__(self, ask: Ask, do: Do) -> None:
        self._ask = ask
        self._do = do

    def view(self) -> HelpView:
        return self._ask(get_help)

    def pots(self) -> tuple[PotView, ...]:
        return self._ask(get_pots)

    def duty(self) -> DutyView:
        """My hours for the commune: certified this month and this year, what waits, who certifies."""
        return self._ask(get_duty)

    def pension(self) -> PensionView:
        return self._ask(get_my_pension)

    def log(
        self, beneficiary: bytes, seconds: int, *, day_ms: int = 0, minute: int = -1, memo: str = ""
    ) -> Ticket[Event]:
        return self._do(
            lambda desk: helping.log_service(
                desk, beneficiary, seconds, day_ms=day_ms, minute=minute, memo=memo
            )
        )

    @staticmethod
    def parse_minute(text: str) -> int:
        """Minutes after midnight of a time of day as people write it; −1: nothing is written.

        Raises:
            ValueError: it is no time of day.
        """
        return read_minute(text) if text.strip() else -1

    def confirm(self, service: bytes) -> Ticket[Event]:
        return self._do(lambda desk: helping.confirm_service(desk, service))

    def refuse(self, service: bytes) -> Ticket[Event]:
        return self._do(lambda desk: helping.refuse_service(desk, service))

    def cancel(self, service: bytes) -> Ticket[Event]:
        return self._do(lambda desk: helping.cancel_service(desk, service))

    def move(self, source: str, target: str, asset: str, amount: int) -> Ticket[Event]:
        return self._do(lambda desk: pots.move_between(desk, source, target, asset, amount))

    def lock(self, pot: str, until_ms: int) -> Ticket[Event]:
        return self._do(lambda desk: pots.lock_pot(desk, pot, until_ms))
