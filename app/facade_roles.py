# SPDX-License-Identifier: AGPL-3.0-or-later
"""Roles and who seals, as the window asks for them: `Voisinage.roles`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from app import appointing
from app.config import Config
from app.desk import Desk
from app.query_roles import get_computers, get_roles, get_size, get_witness_board
from app.query_rules import get_rules, get_vote_length
from app.reader import Reader
from app.service import Service
from app.tickets import Ticket
from app.views_roles import ComputersView, RolesView, SizeView, WitnessesView
from app.views_rules import RulesView, VoteLengthView
from app.vouching import confirm_alone, confirm_date
from ledger.event import Event

Rows = Sequence[tuple[bytes, bytes]]
"""(account, computer) of each witness."""


class RolesDoor:
    """See the module; given the facade's own way to ask and to act."""

    def __init__(
        self,
        ask: Callable[[Callable[[Reader], Any]], Any],
        do: Callable[[Callable[[Desk], Any]], Ticket[Any]],
        load: Callable[[], Config],
        save: Callable[[Config], None],
        service: Service,
    ) -> None:
        self._ask = ask
        self._do = do
        self._load = load
        self._save = save
        self._service = service

    def roles(self) -> RolesView:
        return self._ask(get_roles)

    def witnesses(self) -> WitnessesView:
        return self._ask(get_witness_board)

    def computers(self) -> tuple[ComputersView, ...]:
        """Who could seal, and on which computer."""
        return self._ask(get_computers)

    @staticmethod
    def size(count: int) -> SizeView:
        """What a list of `count` witnesses bears; `count` at least 1."""
        return get_size(count)

    @property
    def may_seal(self) -> bool:
        """Whether this computer says by itself that it is ready when it is chosen."""
        return self._load().may_seal

    # --- acts ---------------------------------------------------------------------------------------------

    def change_role(self, account: bytes, role: str, grant: bool) -> Ticket[Event]:
        """Appoint, or take back, as mayor while members are few."""
        return self._do(lambda desk: appointing.change_role(desk, account, role, grant=grant))

    def propose_role(
        self, account: bytes, role: str, grant: bool, title: str, text: str = "", duration_ms: int = 0
    ) -> Ticket[Event]:
        return self._do(
            lambda desk: appointing.propose_role(
                desk, account, role, grant=grant, title=title, text=text, duration_ms=duration_ms or None
            )
        )

    def choose_witnesses(self, rows: Rows) -> Ticket[Event]:
        """Choose who seals, as mayor while members are few."""
        return self._do(lambda desk: appointing.choose_witnesses(desk, rows))

    def propose_witnesses(
        self, rows: Rows, title: str, text: str = "", duration_ms: int = 0
    ) -> Ticket[Event]:
        return self._do(
            lambda desk: appointing.propose_witnesses(
                desk, rows, title=title, text=text, duration_ms=duration_ms or None
            )
        )

    def rules(self) -> RulesView:
        """The version of the rules, and what the next one waits for."""
        return self._ask(get_rules)

    def vote_length(self) -> VoteLengthView:
        return self._ask(get_vote_length)

    def propose_rules(self, rules: int, title: str, text: str = "", duration_ms: int = 0) -> Ticket[Event]:
        return self._do(
            lambda desk: appointing.propose_rules(
                desk, rules, title=title, text=text, duration_ms=duration_ms or None
            )
        )

    def say_ready(self) -> Ticket[Event]:
        return self._do(appointing.say_ready)

    def confirm_date(self) -> Ticket[None]:
        """Say that this computer's date is right, so that it seals."""
        return self._do(lambda _desk: confirm_date(self._service))

    def confirm_alone(self) -> Ticket[None]:
        """Say that no other copy of this computer's home exists; with up to 3 witnesses."""
        return self._do(lambda _desk: confirm_alone(self._service))

    def set_may_seal(self, agrees: bool) -> None:
        """Let this computer say so, or not."""
        self._save(replace(self._load(), may_seal=agrees))
