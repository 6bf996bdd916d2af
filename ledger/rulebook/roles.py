# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who acts for the commune: roles given and taken back, and since which decision somebody holds one.

The mayor appoints while the commune is too small to vote in earnest; from then on a decision does
(`proposals`, form `role`). Nobody becomes or stops being mayor by the mayor's word. The role `witness` is not
given at all: whoever stands in the list of witnesses is one (`witnesses`).

Source: docs/protocol.md section 6.12.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from ledger.errors import Reason
from ledger.rulebook.rule import Call, Rule, check_that, get_member, has_role, is_id, one_of
from ledger.state import ACCOUNTS, Draft, Readable, Table
from ledger.units import AccountId, EventId

MAYOR: Final = "mayor"
WITNESS: Final = "witness"
ROLES: Final = (MAYOR, "officer", "technician", "agent", "mediator", WITNESS, "treasurer")

APPOINT_BELOW: Final = 5
"""While members are fewer, the mayor appoints; source: docs/protocol.md section 6.12."""


@dataclass(frozen=True, slots=True)
class Grant:
    """Since when a member holds a role, and by what."""

    by: EventId
    """The charter, an invitation, the mayor's `role.grant`, or the proposal that decided it."""
    since_ms: int


GRANTS: Final = Table[tuple[AccountId, str], Grant]("roles", Grant)


def may_appoint(state: Readable, account: AccountId) -> bool:
    """Whether this member decides alone, as mayor of a commune that is still too small to vote."""
    return has_role(state, account, MAYOR) and state.size(ACCOUNTS) < APPOINT_BELOW


def record_grants(draft: Draft, account: AccountId, roles: tuple[str, ...], by: EventId, now_ms: int) -> None:
    """Remember what gave these roles to a member, whose row already lists them."""
    for role in roles:
        draft.put(GRANTS, (account, role), Grant(by, now_ms))


def check_change(draft: Draft, account: AccountId, role: str, *, grant: bool) -> None:
    """Refuse what would change nothing or cannot be.

    Raises:
        Refused: not allowed (the role witness given), no such object (member), already done.
    """
    check_that(not (grant and role == WITNESS), Reason.NOT_ALLOWED)
    check_that((role in get_member(draft, account).roles) != grant, Reason.ALREADY_DONE)


def change_role(
    draft: Draft, account: AccountId, role: str, *, grant: bool, by: EventId, now_ms: int
) -> None:
    """Give a member a role, or take it back; nothing where it is so already, or nobody is there any more."""
    member = draft.get(ACCOUNTS, account)
    if member is None or (role in member.roles) == grant:
        return
    if grant:
        draft.put(ACCOUNTS, account, replace(member, roles=(*member.roles, role)))
        record_grants(draft, account, (role,), by, now_ms)
        return
    draft.put(ACCOUNTS, account, replace(member, roles=tuple(held for held in member.roles if held != role)))
    if draft.get(GRANTS, (account, role)) is not None:
        draft.remove(GRANTS, (account, role))


def _apply(draft: Draft, call: Call, *, grant: bool) -> None:
    account, role = AccountId(call.body["account"]), call.body["role"]
    check_that(may_appoint(draft, call.account) and role != MAYOR, Reason.NOT_ALLOWED)
    check_change(draft, account, role, grant=grant)
    change_role(draft, account, role, grant=grant, by=call.event.id, now_ms=call.now_ms)


def _apply_grant(draft: Draft, call: Call) -> None:
    _apply(draft, call, grant=True)


def _apply_revoke(draft: Draft, call: Call) -> None:
    _apply(draft, call, grant=False)


_SCHEMA: Final = {"account": is_id, "role": one_of(*ROLES)}

KINDS: Final = {
    "role.grant": Rule(schema=_SCHEMA, apply=_apply_grant),
    "role.revoke": Rule(schema=_SCHEMA, apply=_apply_revoke),
}
TABLES: Final[tuple[Table[Any, Any], ...]] = (GRANTS,)
