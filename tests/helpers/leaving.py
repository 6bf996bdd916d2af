# SPDX-License-Identifier: AGPL-3.0-or-later
"""A member leaves the commune, by its 24 words."""

from __future__ import annotations

from ledger.event import Event, sign_event
from ledger.execute import Result
from ledger.state import ACCOUNTS, Account, State
from ledger.units import AccountId, EventId
from tests.helpers.builders import Person, Village

OWN_TABLES = (
    "accounts", "nodes", "roles", "consents", "choices", "locks", "contributions", "given", "invited",
    "allocations", "service-days", "balances", "revocations",
)  # fmt: skip
"""Tables in which a departed member has no row, by itself or as the first of the key."""


def sign_on_paper(village: Village, person: Person, kind: str, *deps: EventId, **body: object) -> Event:
    """An act signed with the 24 words."""
    event = sign_event(
        person.paper_seed,
        commune=village.commune,
        seq=person.paper_seq + 1,
        prev=person.paper_prev,
        deps=deps,
        anchor=village.anchor(),
        time_ms=village.now_ms,
        kind=kind,
        body=body,
    )
    person.paper_seq, person.paper_prev = event.seq, event.id
    return event


def sign_leave(village: Village, person: Person, to: bytes, *deps: EventId, erase: bool = False) -> Event:
    return sign_on_paper(village, person, "resident.leave", *deps, to=to, erase=erase)


def leave(village: Village, person: Person, to: bytes, *, erase: bool = False) -> Result:
    """Sign and seal it alone; what became of it."""
    execution = village.seal(sign_leave(village, person, to, erase=erase))
    return next(result for result in execution.results if not result.is_task)


def row_of(state: State, account: AccountId) -> Account:
    row = state.get(ACCOUNTS, account)
    assert row is not None
    return row
