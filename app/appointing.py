# SPDX-License-Identifier: AGPL-3.0-or-later
"""Acts about roles and about who seals: appoint, propose, choose the list, say that this computer is ready.

As `commands`: checked against the pending state, signed, stored; the ledger judges again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.belonging import check_member
from app.commands import get_pending, propose
from app.desk import Desk
from app.errors import AppError
from ledger import limits
from ledger.event import Event
from ledger.rulebook.ready import ready_proof_content
from ledger.rulebook.roles import APPOINT_BELOW, MAYOR, ROLES, WITNESS
from ledger.rulebook.rule import has_role
from ledger.rulebook.witnesses import get_waiting_change
from ledger.signing import Domain, public_key, sign
from ledger.state import ACCOUNTS, NODES, Readable, get_chain, get_decided_rules, get_next_witnesses
from ledger.units import AccountId, NodeKey

Rows = Sequence[tuple[bytes, bytes]]
"""(account, node) of each witness."""

GIVEN: Final = tuple(role for role in ROLES if role != WITNESS)


def _state(desk: Desk) -> Readable:
    state = get_pending(desk).state
    check_member(state, desk.account)
    return state


def _check_appoints(desk: Desk, state: Readable) -> None:
    if state.size(ACCOUNTS) >= APPOINT_BELOW:
        raise AppError("vote-decides", members=APPOINT_BELOW)
    if not has_role(state, desk.account, MAYOR):
        raise AppError("mayor-decides")


def _check_role(state: Readable, account: bytes, role: str, *, grant: bool) -> None:
    if role not in ROLES:
        raise AppError("unknown-role", role=role, known=", ".join(GIVEN))
    if role == WITNESS:
        raise AppError("witness-is-chosen")
    member = state.get(ACCOUNTS, AccountId(account))
    if member is None:
        raise AppError("unknown-member")
    if (role in member.roles) == grant:
        raise AppError("role-held" if grant else "role-not-held")


def change_role(desk: Desk, account: bytes, role: str, *, grant: bool) -> Event:
    """Give a member a role or take it back, as mayor of a commune still too small to vote.

    Raises:
        AppError: vote-decides, mayor-decides, mayor-by-vote, unknown-role, witness-is-chosen, unknown-member,
            role-held, role-not-held.
    """
    state = _state(desk)
    _check_appoints(desk, state)
    _check_role(state, account, role, grant=grant)
    if role == MAYOR:
        raise AppError("mayor-by-vote")
    kind = "role.grant" if grant else "role.revoke"
    return desk.act(kind, {"account": account, "role": role})


def propose_role(
    desk: Desk,
    account: bytes,
    role: str,
    *,
    grant: bool,
    title: str,
    text: str = "",
    duration_ms: int | None = None,
) -> Event:
    """Ask everybody whether a member shall hold a role.

    Raises:
        AppError: unknown-role, witness-is-chosen, unknown-member, role-held, role-not-held, and as `propose`.
    """
    _check_role(_state(desk), account, role, grant=grant)
    content = {"account": account, "role": role, "grant": grant}
    return propose(desk, form="role", title=title, text=text, duration_ms=duration_ms, content=content)


def check_rows(rows: Rows) -> None:
    """Whatever they are chosen for: at least one witness, not too many, none twice.

    Raises:
        AppError: no-witness, too-many-witnesses, witness-twice.
    """
    if not rows:
        raise AppError("no-witness")
    if len(rows) > limits.WITNESSES_MAX:
        raise AppError("too-many-witnesses", most=limits.WITNESSES_MAX)
    if len({account for account, _ in rows}) != len(rows) or len({node for _, node in rows}) != len(rows):
        raise AppError("witness-twice")


def _check_list(state: Readable, rows: Rows) -> list[list[bytes]]:
    check_rows(rows)
    if any(state.get(NODES, NodeKey(node)) != account for account, node in rows):
        raise AppError("unknown-computer")
    ordered = sorted(rows, key=lambda row: row[1])
    present = [(row.account, row.node) for row in get_next_witnesses(state)]
    if ordered == present and get_waiting_change(state) is None:
        raise AppError("list-unchanged")
    return [[account, node] for account, node in ordered]


def choose_witnesses(desk: Desk, rows: Rows) -> Event:
    """Choose who seals, as mayor of a commune still too small to vote.

    Raises:
        AppError: vote-decides, mayor-decides, no-witness, too-many-witnesses, witness-twice,
            unknown-computer, list-unchanged.
    """
    state = _state(desk)
    _check_appoints(desk, state)
    return desk.act("witnesses", {"witnesses": _check_list(state, rows)})


def propose_witnesses(
    desk: Desk, rows: Rows, *, title: str, text: str = "", duration_ms: int | None = None
) -> Event:
    """Ask everybody who shall seal. Raises AppError: as `choose_witnesses` for the list, and as `propose`."""
    content = {"witnesses": _check_list(_state(desk), rows)}
    return propose(desk, form="witnesses", title=title, text=text, duration_ms=duration_ms, content=content)


def propose_rules(
    desk: Desk, rules: int, *, title: str, text: str = "", duration_ms: int | None = None
) -> Event:
    """Ask everybody whether the next version of the rules shall hold.

    Raises:
        AppError: rules-held, rules-step, rules-unknown (this program lacks it), and as `propose`.
    """
    state = _state(desk)
    following = get_chain(state).rules + 1
    if rules <= get_decided_rules(state):
        raise AppError("rules-held", rules=rules)
    if rules != following:
        raise AppError("rules-step", next=following)
    if not desk.replica.book.knows(rules):
        raise AppError("rules-unknown", rules=rules)
    content = {"rules": rules}
    return propose(desk, form="rules", title=title, text=text, duration_ms=duration_ms, content=content)


def say_ready(desk: Desk) -> Event:
    """Say, with this computer's network key, that it is ready to seal, and by which rules at most.

    Raises:
        AppError: not-a-member-yet, unknown-computer (it is not known as mine yet).
    """
    state, seed = _state(desk), desk.vault.node_seed
    node = NodeKey(public_key(seed))
    if state.get(NODES, node) != desk.account:
        raise AppError("unknown-computer")
    rules = desk.replica.book.newest
    content = ready_proof_content(desk.commune, desk.account, node, rules)
    proof = sign(seed, Domain.READY, content)
    return desk.act("witness.ready", {"node": node, "rules": rules, "proof": proof})
