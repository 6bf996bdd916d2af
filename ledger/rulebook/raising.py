# SPDX-License-Identifier: AGPL-3.0-or-later
"""The next version of the rules: decided, waits until a quorum of the witnesses can execute it, then holds.

    decided ── rules.raise (due) ──> changed   a quorum of the list said `witness.ready` for it within 24 h
                  │    ▲
                  └────┘ 24 h later, at most 30 times; at once when the word that was lacking is said
                  └────────────────> lapsed

Raised at height h, the new rules execute h + 2 and on: the seal of h + 1 certifies the raise, so that a
program without them stops knowing that it must. Judged by the state alone, never by what this program knows.

Source: docs/protocol.md section 6.17.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from ledger.errors import Reason
from ledger.rulebook.ready import said_ready
from ledger.rulebook.rule import DueCall, DueRule, check_that
from ledger.rulebook.waiting import CHANGED, WAITS, Waiting
from ledger.seal import compute_quorum
from ledger.state import (
    Draft,
    Readable,
    Table,
    Witness,
    get_chain,
    get_decided_rules,
    get_next_witnesses,
    set_next_rules,
)
from ledger.units import EventId

DUE_RAISE: Final = "rules.raise"

ATTEMPTS_MAX: Final = 30
"""How often a raise waits one more day: computers are brought up to date by people."""
_FROM_HEIGHT: Final = 2
"""Rules raised at height h execute h + 2: h + 1, which certifies the raise, is still of the old ones."""


@dataclass(frozen=True, slots=True)
class Raise:
    """The last raise of the rules that was decided, waiting or not."""

    by: EventId
    """The proposal that decided it."""
    rules: int
    state: str
    """`waits`, `changed` or `lapsed`."""
    attempts: int
    """How often it was found waiting."""
    decided_ms: int
    due_ms: int
    """When it is tried next; 0 unless it waits."""
    height: int
    """The first one executed under them; 0 unless changed."""


RAISE: Final = Table[str, Raise]("rules-change", Raise)


def check_raise(state: Readable, rules: int) -> None:
    """Refuse what is no step of one above the rules in force.

    Raises:
        Refused: already done, bounds.
    """
    check_that(rules > get_decided_rules(state), Reason.ALREADY_DONE)
    check_that(rules == get_chain(state).rules + 1, Reason.BOUNDS)


def arm_raise(draft: Draft, rules: int, *, by: EventId, now_ms: int) -> None:
    """Let a decided raise take effect as soon as it can, in the place of one that waits.

    What another decision raised meanwhile stays as it is.
    """
    if rules > get_decided_rules(draft):
        _RAISES.arm(draft, Raise(by, rules, WAITS, 0, now_ms, now_ms, 0))


def list_unready(state: Readable, row: Raise, now_ms: int) -> tuple[Witness, ...]:
    """The witnesses that have not said within 24 h before that they can execute the new rules."""
    return tuple(
        witness
        for witness in get_next_witnesses(state)
        if not said_ready(state, witness.node, row.rules, now_ms)
    )


def _has_quorum(state: Readable, row: Raise, now_ms: int) -> bool:
    size = len(get_next_witnesses(state))
    return size - len(list_unready(state, row, now_ms)) >= compute_quorum(size)


_RAISES: Final = Waiting(RAISE, DUE_RAISE, ATTEMPTS_MAX, _has_quorum)


def get_waiting_raise(state: Readable) -> Raise | None:
    """The decided raise that waits for witnesses."""
    return _RAISES.find(state)


def hasten_raise(draft: Draft, now_ms: int) -> None:
    """A witness said that it is ready."""
    _RAISES.hasten(draft, now_ms)


def _due_raise(draft: Draft, call: DueCall) -> None:
    """Readiness is judged at the seal's time: after an outage an old word says nothing of now."""
    row = _RAISES.get_due(draft, call)
    assert row.rules == get_decided_rules(draft) + 1, "and no other decision raised them meanwhile"
    if _has_quorum(draft, row, call.seal_ms):
        height = call.height + _FROM_HEIGHT
        set_next_rules(draft, row.rules, height)
        draft.note = _RAISES.end(draft, replace(row, height=height), CHANGED)
    else:
        draft.note = _RAISES.postpone(draft, row, call.seal_ms)


DUE: Final[dict[str, DueRule]] = {DUE_RAISE: _due_raise}
TABLES: Final[tuple[Table[Any, Any], ...]] = (RAISE,)
