# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proposals: a question to all, one ballot a member, a decision that executes itself once.

    open ── close (due) ──> passed ── execute (due, after the delay) ──> executed
                      └───> rejected

The rule by which a proposal passes is frozen when it opens: a later decision about rules does not reach it.
It is open until its closing task has run; a ballot never compares itself with a clock.

Not here: the permanent allocation of the fund (`allocation`).  Source: docs/protocol.md section 6.7.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from ledger.errors import Reason, Refused
from ledger.rulebook.parity import PARITIES, Parity
from ledger.rulebook.raising import arm_raise, check_raise
from ledger.rulebook.roles import ROLES, change_role, check_change
from ledger.rulebook.rule import (
    Call,
    DueCall,
    DueRule,
    Rule,
    add_task,
    check_that,
    fields_of,
    has_role,
    has_shape,
    integer,
    is_flag,
    is_id,
    is_name,
    is_optional_id,
    one_of,
)
from ledger.rulebook.witnesses import arm_change, check_witnesses, is_witness_list, read_witnesses
from ledger.state import ACCOUNTS, ASSETS, Draft, Readable, Table, get_parameter
from ledger.units import AccountId, EventId

TEXT: Final = "text"
PARITY: Final = "parity"
ROLE: Final = "role"
WITNESSES: Final = "witnesses"
RULES: Final = "rules"

OPEN: Final = "open"
PASSED: Final = "passed"
REJECTED: Final = "rejected"
EXECUTED: Final = "executed"

FOR: Final = "for"
AGAINST: Final = "against"
ABSTAIN: Final = "abstain"

SIMPLE: Final = "simple"
TWO_THIRDS: Final = "two-thirds"

DUE_CLOSE: Final = "proposal.close"
DUE_EXECUTE: Final = "proposal.execute"

REFERENCE: Final = "kwh"
"""What every parity is stated in: its own is 1 for ever."""
_FRACTION_MAX: Final = 2**40


@dataclass(frozen=True, slots=True)
class Proposal:
    author: AccountId
    form: str
    title: bytes
    text: bytes
    """Blob hash; empty: none."""
    content: tuple[tuple[str, Any], ...]
    """What it would change, as (name, value) ascending; empty for a text."""
    municipal: bool
    """Its author was mayor when it opened."""
    majority: str
    """`simple` or `two-thirds`, of those for and against."""
    quorum_percent: int
    """Of the members, who voted or abstained."""
    delay_ms: int
    opened_ms: int
    closes_ms: int
    executes_ms: int
    """0 unless it passed."""
    state: str
    votes_for: int
    votes_against: int
    abstentions: int
    members: int
    """Members when it closed; 0 while it is open."""


PROPOSALS: Final = Table[EventId, Proposal]("proposals", Proposal)
BALLOTS: Final = Table[tuple[EventId, AccountId], str]("ballots")
"""(proposal, member) → `for`, `against` or `abstain`."""


def has_passed(proposal: Proposal, members: int) -> bool:
    """Whether the ballots counted so far would carry the proposal among so many members.

    Abstaining counts for the quorum, not for the majority. A tie is no majority; nobody for it, neither.
    """
    voted = proposal.votes_for + proposal.votes_against
    if (voted + proposal.abstentions) * 100 < proposal.quorum_percent * members:
        return False
    if proposal.majority == TWO_THIRDS:
        return proposal.votes_for > 0 and 3 * proposal.votes_for >= 2 * voted
    return proposal.votes_for > proposal.votes_against


def get_choice(state: Readable, proposal: EventId, account: AccountId) -> str:
    """A member's ballot, empty if it cast none."""
    return state.get(BALLOTS, (proposal, account)) or ""


def _get_proposal(draft: Draft, proposal: EventId) -> Proposal:
    row = draft.get(PROPOSALS, proposal)
    if row is None:
        raise Refused(Reason.NO_SUCH)
    return row


# --- opening -----------------------------------------------------------------------------------------------


def _apply_proposal(draft: Draft, call: Call) -> None:
    body = call.body
    form = _FORMS[body["form"]]
    check_that(has_shape(body["content"], form.schema), Reason.MALFORMED)
    content = form.read(body["content"])
    form.check(draft, content)
    shortest = get_parameter(draft, "proposal.duration-min-ms")
    longest = get_parameter(draft, "proposal.duration-max-ms")
    check_that(shortest <= body["duration"] <= longest, Reason.BOUNDS)
    mine = sum(1 for _, row in draft.items(PROPOSALS) if row.author == call.account and row.state == OPEN)
    check_that(mine < get_parameter(draft, "proposal.open-max"), Reason.LIMIT)
    closes_ms = call.now_ms + body["duration"]
    draft.put(
        PROPOSALS,
        call.event.id,
        Proposal(
            author=call.account,
            form=body["form"],
            title=body["title"],
            text=body["text"],
            content=tuple(sorted(content.items())),
            municipal=has_role(draft, call.account, "mayor"),
            majority=TWO_THIRDS if get_parameter(draft, f"proposal.{form.stem}-two-thirds") else SIMPLE,
            quorum_percent=get_parameter(draft, f"proposal.{form.stem}-quorum-percent"),
            delay_ms=get_parameter(draft, "proposal.delay-ms"),
            opened_ms=call.now_ms,
            closes_ms=closes_ms,
            executes_ms=0,
            state=OPEN,
            votes_for=0,
            votes_against=0,
            abstentions=0,
            members=0,
        ),
    )
    add_task(draft, due_ms=closes_ms, label=DUE_CLOSE, creator=call.event.id, subject=call.event.id)


# --- voting ------------------------------------------------------------------------------------------------


def _count(proposal: Proposal, choice: str, change: int) -> Proposal:
    if choice == FOR:
        return replace(proposal, votes_for=proposal.votes_for + change)
    if choice == AGAINST:
        return replace(proposal, votes_against=proposal.votes_against + change)
    return replace(proposal, abstentions=proposal.abstentions + change)


def _apply_ballot(draft: Draft, call: Call) -> None:
    """One member, one ballot; a later one replaces it until the close."""
    proposal_id = EventId(call.body["proposal"])
    proposal = _get_proposal(draft, proposal_id)
    check_that(proposal.state == OPEN, Reason.CLOSED)
    before = get_choice(draft, proposal_id, call.account)
    if before:
        proposal = _count(proposal, before, -1)
    draft.put(BALLOTS, (proposal_id, call.account), call.body["choice"])
    draft.put(PROPOSALS, proposal_id, _count(proposal, call.body["choice"], 1))


def take_back_ballots(draft: Draft, account: AccountId) -> None:
    """Whoever leaves votes no more on what is still open; what was decided with its vote stays decided."""
    for proposal_id, voter in [key for key in draft.keys(BALLOTS) if key[1] == account]:
        proposal = _get_proposal(draft, proposal_id)
        if proposal.state == OPEN:
            choice = get_choice(draft, proposal_id, account)
            draft.put(PROPOSALS, proposal_id, _count(proposal, choice, -1))
            draft.remove(BALLOTS, (proposal_id, voter))


# --- closing and executing ---------------------------------------------------------------------------------


def _due_close(draft: Draft, call: DueCall) -> None:
    proposal_id = EventId(call.task.object)
    proposal = _get_proposal(draft, proposal_id)
    members = draft.size(ACCOUNTS)
    if not has_passed(proposal, members):
        draft.put(PROPOSALS, proposal_id, replace(proposal, state=REJECTED, members=members))
        draft.note = REJECTED
        return
    executes_ms = call.due_ms + proposal.delay_ms
    draft.put(
        PROPOSALS,
        proposal_id,
        replace(proposal, state=PASSED, members=members, executes_ms=executes_ms),
    )
    add_task(draft, due_ms=executes_ms, label=DUE_EXECUTE, creator=proposal_id, subject=proposal_id)
    draft.note = PASSED


def _due_execute(draft: Draft, call: DueCall) -> None:
    proposal_id = EventId(call.task.object)
    proposal = _get_proposal(draft, proposal_id)
    assert proposal.state == PASSED, "only a passed proposal has this task, and only one"
    _FORMS[proposal.form].execute(draft, dict(proposal.content), call)
    draft.put(PROPOSALS, proposal_id, replace(proposal, state=EXECUTED))


# --- what a proposal can change ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    stem: str
    """Names its parameters: `proposal.<stem>-two-thirds`, `proposal.<stem>-quorum-percent`."""
    schema: Mapping[str, Any]
    read: Callable[[Mapping[str, Any]], Mapping[str, Any]] = dict
    """The content as the state keeps it: values a row can hold."""
    check: Callable[[Draft, Mapping[str, Any]], None]
    execute: Callable[[Draft, Mapping[str, Any], DueCall], None]


def _check_text(draft: Draft, content: Mapping[str, Any]) -> None:
    del draft, content


def _execute_text(draft: Draft, content: Mapping[str, Any], call: DueCall) -> None:
    """The village's word; nothing in the register follows from it by itself."""
    del draft, content, call


def _check_parity(draft: Draft, content: Mapping[str, Any]) -> None:
    check_that(draft.get(ASSETS, content["asset"]) is not None, Reason.NO_SUCH)
    check_that(content["asset"] != REFERENCE, Reason.NOT_ALLOWED)


def _execute_parity(draft: Draft, content: Mapping[str, Any], _: DueCall) -> None:
    asset = content["asset"]
    before = draft.get(PARITIES, asset)
    version = 1 if before is None else before.version + 1
    draft.put(PARITIES, asset, Parity(content["numerator"], content["denominator"], version))


def _check_role(draft: Draft, content: Mapping[str, Any]) -> None:
    check_change(draft, AccountId(content["account"]), content["role"], grant=content["grant"])


def _execute_role(draft: Draft, content: Mapping[str, Any], call: DueCall) -> None:
    change_role(
        draft,
        AccountId(content["account"]),
        content["role"],
        grant=content["grant"],
        by=EventId(call.task.object),
        now_ms=call.due_ms,
    )


def _execute_witnesses(draft: Draft, content: Mapping[str, Any], call: DueCall) -> None:
    arm_change(draft, content["witnesses"], by=EventId(call.task.object), now_ms=call.due_ms)


def _execute_rules(draft: Draft, content: Mapping[str, Any], call: DueCall) -> None:
    arm_raise(draft, content["rules"], by=EventId(call.task.object), now_ms=call.due_ms)


_FORMS: Final[Mapping[str, _Form]] = {
    TEXT: _Form(stem=TEXT, schema={}, check=_check_text, execute=_execute_text),
    PARITY: _Form(
        stem=PARITY,
        schema={
            "asset": is_name,
            "numerator": integer(1, _FRACTION_MAX),
            "denominator": integer(1, _FRACTION_MAX),
        },
        check=_check_parity,
        execute=_execute_parity,
    ),
    ROLE: _Form(
        stem=ROLE,
        schema={"account": is_id, "role": one_of(*ROLES), "grant": is_flag},
        check=_check_role,
        execute=_execute_role,
    ),
    WITNESSES: _Form(
        stem="witness",
        schema={"witnesses": is_witness_list},
        read=lambda content: {"witnesses": read_witnesses(content["witnesses"])},
        check=lambda draft, content: check_witnesses(draft, content["witnesses"]),
        execute=_execute_witnesses,
    ),
    RULES: _Form(
        # As grave as who seals, and decided as that is.
        stem="witness",
        schema={"rules": integer(1)},
        check=lambda draft, content: check_raise(draft, content["rules"]),
        execute=_execute_rules,
    ),
}
"""Each form's content, what it takes to open one, and what the decision does by itself."""


def _is_content(value: Any) -> bool:
    return any(fields_of(form.schema)(value) for form in _FORMS.values())


KINDS: Final = {
    "proposal": Rule(
        schema={
            "form": one_of(*_FORMS),
            "title": is_id,
            "text": is_optional_id,
            "duration": integer(0),
            "content": _is_content,
        },
        apply=_apply_proposal,
        blobs=("title", "text"),
    ),
    "ballot": Rule(schema={"proposal": is_id, "choice": one_of(FOR, AGAINST, ABSTAIN)}, apply=_apply_ballot),
}
DUE: Final[dict[str, DueRule]] = {DUE_CLOSE: _due_close, DUE_EXECUTE: _due_execute}
TABLES: Final[tuple[Table[Any, Any], ...]] = (PROPOSALS, BALLOTS)
