# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recovery as the window asks for it: `Voisinage.recovery`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app import recovering
from app.desk import Desk
from app.query_recovery import get_recovery
from app.reader import Reader
from app.service import Service
from app.tickets import Ticket
from app.views_recovery import RecoveryView
from ledger.recovery import Statement

Rows = Sequence[tuple[bytes, bytes]]
"""(account, computer) of each new witness."""


class RecoveryDoor:
    """See the module; given the facade's own way to ask and to act."""

    def __init__(
        self,
        ask: Callable[[Callable[[Reader], Any]], Any],
        do: Callable[[Callable[[Desk], Any]], Ticket[Any]],
        service: Service,
    ) -> None:
        self._ask, self._do, self._service = ask, do, service

    def state(self) -> RecoveryView:
        """Who answers, who counts, what is being signed."""
        return self._ask(get_recovery)

    def propose(self, rows: Rows) -> Ticket[Statement]:
        """Name who seals from now on, and sign it first."""
        return self._do(lambda _desk: recovering.propose(self._service, rows))

    def sign(self, statement: bytes) -> Ticket[Statement]:
        return self._do(lambda _desk: recovering.sign(self._service, statement))

    def give(self, statement: bytes) -> Ticket[str]:
        """The list and who signed it, as text to carry."""
        return self._do(lambda _desk: recovering.give(self._service, statement))

    def export(self, statement: bytes, path: str | Path) -> Ticket[None]:
        """That text in a file."""
        return self._do(lambda _desk: recovering.export(self._service, statement, Path(path)))

    def take(self, text: str) -> Ticket[Statement]:
        """Take what a neighbour carried here; it signs nothing."""
        return self._do(lambda _desk: recovering.take(self._service, text))

    def take_file(self, path: str | Path) -> Ticket[Statement]:
        return self._do(lambda _desk: recovering.take_file(self._service, Path(path)))

    def stay(self) -> Ticket[None]:
        """Go on with the recovery although the witnesses of before were heard of."""
        return self._do(lambda _desk: recovering.stay(self._service))

    def withdraw(self) -> Ticket[None]:
        return self._do(lambda _desk: recovering.withdraw(self._service))
