# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who seals: a new list of witnesses is decided, waits until its new nodes are ready, then holds.

    decided ── witnesses.change (due) ──> changed             every new node said `witness.ready` within 24 h
                     │    ▲
                     └────┘ 24 h later, at most 7 times; at once when the last one missing says it is ready
                     └───────────────────> lapsed

A list whose members' computers do not answer would halt the commune for good: that is why nothing is changed
before each of them has said, with its node key, that it is there. A newer decision replaces one that waits.
A change made at height h certifies from h + 2 on (`ledger.state.set_next_witnesses`).

Source: docs/protocol.md section 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from ledger import limits
from ledger.errors import Reason
from ledger.rulebook.raising import hasten_raise
from ledger.rulebook.ready import READY, Ready, is_ready, knows_rules, ready_proof_content
from ledger.rulebook.roles import may_appoint
from ledger.rulebook.rule import (
    Call,
    DueCall,
    DueRule,
    Rule,
    check_that,
    integer,
    is_id,
    is_signature,
    list_of,
    tuple_of,
)
from ledger.rulebook.waiting import CHANGED, LAPSED, WAITS, Waiting
from ledger.signing import Domain, verify
from ledger.state import (
    NODES,
    Draft,
    Readable,
    Table,
    Witness,
    get_chain,
    get_next_witnesses,
    set_next_witnesses,
)
from ledger.units import AccountId, EventId, NodeKey

DUE_CHANGE: Final = "witnesses.change"

ATTEMPTS_MAX: Final = 7
"""How often a change waits one more day."""

_FROM_HEIGHT: Final = 2
"""A list changed at height h certifies h + 2: h + 1 is still certified by the list before."""


@dataclass(frozen=True, slots=True)
class Change:
    """The last change of the list that was decided, waiting or not."""

    by: EventId
    """The mayor's event or the proposal that decided it."""
    witnesses: tuple[tuple[AccountId, NodeKey], ...]
    """Ascending by node key."""
    state: str
    """`waits`, `changed` or `lapsed`."""
    attempts: int
    """How often it was found waiting."""
    decided_ms: int
    due_ms: int
    """When it is tried next; 0 unless it waits."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Since when a node stands in the list, and by what."""

    by: EventId
    """The charter, the mayor's event or the proposal that decided it."""
    since_ms: int
    height: int
    """The first one it certifies."""


CHANGE: Final = Table[str, Change]("witness-change", Change)
SEATS: Final = Table[NodeKey, Seat]("witness-since", Seat)

is_witness_list = list_of(tuple_of(is_id, is_id), 1, limits.WITNESSES_MAX)
"""[[account, node] …]"""


def list_missing(state: Readable, change: Change, now_ms: int) -> tuple[NodeKey, ...]:
    """The nodes of a change that stand in no list yet and have not said that they are ready.

    One that stands in the list is at its place; it lacks only if it never said that it knows later rules.
    """
    present = {witness.node for witness in get_next_witnesses(state)}
    return tuple(
        node
        for _, node in change.witnesses
        if not (knows_rules(state, node) if node in present else is_ready(state, node, now_ms))
    )


def _is_whole(state: Readable, change: Change, now_ms: int) -> bool:
    return not list_missing(state, change, now_ms)


_CHANGES: Final = Waiting(CHANGE, DUE_CHANGE, ATTEMPTS_MAX, _is_whole)


def get_waiting_change(state: Readable) -> Change | None:
    """The decided change that has not taken effect yet."""
    return _CHANGES.find(state)


def read_witnesses(value: Any) -> tuple[tuple[AccountId, NodeKey], ...]:
    """A list from an event, in the order of its node keys."""
    rows = cast("Sequence[Sequence[bytes]]", value)
    return tuple(sorted(((AccountId(a), NodeKey(n)) for a, n in rows), key=lambda row: row[1]))


def check_witnesses(draft: Readable, witnesses: Sequence[tuple[AccountId, NodeKey]]) -> None:
    """Refuse a list that names somebody twice, or a node that is not its member's.

    Raises:
        Refused: malformed, no such object.
    """
    check_that(len({account for account, _ in witnesses}) == len(witnesses), Reason.MALFORMED)
    check_that(len({node for _, node in witnesses}) == len(witnesses), Reason.MALFORMED)
    check_that(all(draft.get(NODES, node) == account for account, node in witnesses), Reason.NO_SUCH)


def arm_change(
    draft: Draft, witnesses: tuple[tuple[AccountId, NodeKey], ...], *, by: EventId, now_ms: int
) -> None:
    """Let a decided list take effect as soon as it can, in the place of any that waits."""
    _CHANGES.arm(draft, Change(by, witnesses, WAITS, 0, now_ms, now_ms))


def _due_change(draft: Draft, call: DueCall) -> None:
    """Readiness is judged at the seal's time: after an outage an old word says nothing of now."""
    change = _CHANGES.get_due(draft, call)
    if any(draft.get(NODES, node) != account for account, node in change.witnesses):
        draft.note = _CHANGES.end(draft, change, LAPSED)
    elif _is_whole(draft, change, call.seal_ms):
        _seat(draft, change, call)
        draft.note = _CHANGES.end(draft, change, CHANGED)
    else:
        draft.note = _CHANGES.postpone(draft, change, call.seal_ms)


def _seat(draft: Draft, change: Change, call: DueCall) -> None:
    rows = [Witness(account, node) for account, node in change.witnesses]
    if rows == list(get_next_witnesses(draft)):
        return
    set_next_witnesses(draft, rows)
    seat_witnesses(draft, rows, by=change.by, since_ms=call.seal_ms, height=call.height + _FROM_HEIGHT)


def seat_witnesses(draft: Draft, rows: Sequence[Witness], *, by: EventId, since_ms: int, height: int) -> None:
    """Note since when each of a new list stands in it; who stood in the last one keeps the older date."""
    seated = [witness.node for witness in rows]
    for node in sorted(draft.keys(SEATS)):
        if node not in seated:
            draft.remove(SEATS, node)
    for node in seated:
        if draft.get(SEATS, node) is None:
            draft.put(SEATS, node, Seat(by, since_ms, height))


def lapse_change(draft: Draft) -> None:
    """A decided list that waits is overtaken: a recovery named another."""
    _CHANGES.lapse(draft)


def _apply_witnesses(draft: Draft, call: Call) -> None:
    """The mayor's own decision, while the commune is too small to vote."""
    check_that(may_appoint(draft, call.account), Reason.NOT_ALLOWED)
    witnesses = read_witnesses(call.body["witnesses"])
    check_witnesses(draft, witnesses)
    present = tuple((witness.account, witness.node) for witness in get_next_witnesses(draft))
    # The list as it is takes back a change that waits; without one it says nothing.
    check_that(witnesses != present or get_waiting_change(draft) is not None, Reason.ALREADY_DONE)
    arm_change(draft, witnesses, by=call.event.id, now_ms=call.now_ms)


def _apply_ready(draft: Draft, call: Call) -> None:
    node, rules = NodeKey(call.body["node"]), call.body["rules"]
    check_that(draft.get(NODES, node) == call.account, Reason.NOT_ALLOWED)
    content = ready_proof_content(call.commune, call.account, node, rules)
    check_that(verify(node, Domain.READY, content, call.body["proof"]), Reason.BAD_PROOF)
    check_that(rules >= get_chain(draft).rules, Reason.BOUNDS)
    draft.put(READY, node, Ready(call.now_ms, rules))
    hasten_raise(draft, call.now_ms)
    _CHANGES.hasten(draft, call.now_ms)


KINDS: Final = {
    "witnesses": Rule(schema={"witnesses": is_witness_list}, apply=_apply_witnesses),
    "witness.ready": Rule(
        schema={"node": is_id, "rules": integer(1), "proof": is_signature}, apply=_apply_ready
    ),
}
DUE: Final[dict[str, DueRule]] = {DUE_CHANGE: _due_change}
TABLES: Final[tuple[Table[Any, Any], ...]] = (CHANGE, SEATS)
