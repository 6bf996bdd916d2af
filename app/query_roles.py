# SPDX-License-Identifier: AGPL-3.0-or-later
"""Queries about roles and about who seals: holders, since which decision, and what a change waits for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.query_sealing import find_silence, get_picture, is_heard, list_evidence, may_confirm_alone
from app.reader import Reader, make_fingerprint, shared
from app.views import Phase
from app.views_roles import (
    CandidateView,
    ComputersView,
    ListChangeView,
    OriginView,
    RoleChangeView,
    RoleHolderView,
    RolesView,
    RoleView,
    SeatView,
    SizeView,
    WitnessesChangeView,
    WitnessesView,
    WitnessView,
)
from ledger.rulebook.membership import INVITATIONS
from ledger.rulebook.proposals import PROPOSALS, Proposal
from ledger.rulebook.roles import APPOINT_BELOW, GRANTS, ROLES, WITNESS, may_appoint
from ledger.rulebook.waiting import WAITS
from ledger.rulebook.witnesses import ATTEMPTS_MAX, CHANGE, SEATS, Change, list_missing
from ledger.seal import compute_fault_tolerance, compute_quorum
from ledger.state import ACCOUNTS, NODES, ONLY, get_next_witnesses, get_witnesses
from ledger.units import AccountId, EventId, NodeKey

GIVEN_ROLES = tuple(role for role in ROLES if role != WITNESS)
"""Roles that somebody gives; witnesses stand in their list."""


def get_size(count: int) -> SizeView:
    """What a list of `count` witnesses bears."""
    faults = compute_fault_tolerance(count)
    return SizeView(
        count=count, quorum=compute_quorum(count), faults=faults, is_advised=count == 3 * faults + 1
    )


def _origin(reader: Reader, by: EventId, since_ms: int) -> OriginView:
    kind, title, person = "mayor", "", None
    proposal = reader.state.get(PROPOSALS, by)
    invitation = reader.state.get(INVITATIONS, by)
    if by == reader.picture.commune:
        kind = "charter"
    elif proposal is not None:
        kind, title = "decision", reader.get_text(proposal.title)
    elif invitation is not None:
        kind, person = "invitation", reader.get_person(invitation.sponsor)
    else:
        event = reader.store.get_event(by)
        person = reader.get_person(reader.get_account_of(event)) if event is not None else None
    return OriginView(event=by, kind=kind, title=title, person=person, since_ms=since_ms)


# --- roles -------------------------------------------------------------------------------------------------


@shared
def get_roles(reader: Reader) -> RolesView:
    """Every role with its holders, by name."""
    people = reader.get_members()
    held = {role: [person for person in people if role in person.roles] for role in GIVEN_ROLES}
    return RolesView(
        roles=tuple(
            RoleView(
                role=role, holders=tuple(_holder(reader, AccountId(p.account), role) for p in held[role])
            )
            for role in GIVEN_ROLES
        ),
        members=reader.state.size(ACCOUNTS),
        appoint_below=APPOINT_BELOW,
        may_appoint=may_appoint(reader.state, reader.me),
    )


def _holder(reader: Reader, account: AccountId, role: str) -> RoleHolderView:
    grant = reader.state.get(GRANTS, (account, role))
    person = reader.get_person(account)
    if grant is None:
        return RoleHolderView(person=person, origin=None, phase=person.phase)
    is_sealed = reader.picture.sealed.get(GRANTS, (account, role)) is not None
    return RoleHolderView(
        person=person,
        origin=_origin(reader, grant.by, grant.since_ms),
        phase=Phase.SEALED if is_sealed else Phase.PENDING,
    )


# --- witnesses ---------------------------------------------------------------------------------------------


@shared
def get_witness_board(reader: Reader) -> WitnessesView:
    """Who seals now, what the list bears, and the change that waits or was the last one."""
    present = get_witnesses(reader.picture.sealed)
    change = reader.state.get(CHANGE, ONLY)
    picture = get_picture(reader)
    silence = find_silence(reader)
    return WitnessesView(
        witnesses=tuple(_witness(reader, row.account, row.node) for row in present),
        is_running=picture is not None,
        seals_here=picture is not None and picture.index is not None,
        broken_because="" if silence == "date" else silence,
        waits_for_date=silence == "date",
        may_confirm_alone=may_confirm_alone(reader),
        open_height=0 if picture is None else picture.open_height,
        round=-1 if picture is None else picture.round,
        evidence=list_evidence(reader),
        size=get_size(len(present)),
        change=None if change is None else _change(reader, change),
        may_choose=may_appoint(reader.state, reader.me),
    )


def _witness(reader: Reader, account: AccountId, node: NodeKey) -> WitnessView:
    row = reader.picture.sealed.get(SEATS, node)
    return WitnessView(
        seat=make_seat(reader, account, node),
        online=is_heard(reader, node),
        origin=None if row is None else _origin(reader, row.by, row.since_ms),
        height=0 if row is None else row.height,
    )


def make_seat(reader: Reader, account: AccountId, node: NodeKey) -> SeatView:
    running = reader.picture.node
    is_here = running is not None and running.node_key == node
    return SeatView(
        person=reader.get_person(account),
        node=node,
        fingerprint=make_fingerprint(node),
        is_here=is_here,
        is_online=is_here or (running is not None and node in running.peers_online),
    )


def _seats(reader: Reader, rows: Iterable[tuple[AccountId, NodeKey]]) -> tuple[SeatView, ...]:
    """By name, then computer."""
    seats = [make_seat(reader, account, node) for account, node in rows]
    return tuple(sorted(seats, key=lambda seat: (seat.person.name.casefold(), seat.fingerprint)))


def _list_present(reader: Reader) -> tuple[tuple[AccountId, NodeKey], ...]:
    return tuple((row.account, row.node) for row in get_next_witnesses(reader.state))


def _change(reader: Reader, change: Change) -> ListChangeView:
    present = _list_present(reader)
    missing = list_missing(reader.state, change, reader.now_ms) if change.state == WAITS else ()
    known = {node for _, node in present}
    chosen = {node for _, node in change.witnesses}
    return ListChangeView(
        origin=_origin(reader, change.by, change.decided_ms),
        state=change.state,
        size=get_size(len(change.witnesses)),
        candidates=tuple(
            CandidateView(
                seat=seat,
                is_new=NodeKey(seat.node) not in known,
                is_ready=NodeKey(seat.node) not in missing,
            )
            for seat in _seats(reader, change.witnesses)
        ),
        leaving=_seats(reader, (row for row in present if row[1] not in chosen)),
        due_ms=change.due_ms,
        days_left=max(0, ATTEMPTS_MAX - change.attempts) if change.state == WAITS else 0,
    )


def get_computers(reader: Reader) -> tuple[ComputersView, ...]:
    """Every member with the computers that could seal, by name."""
    present = {node for _, node in _list_present(reader)}
    owned: dict[AccountId, list[NodeKey]] = {}
    for node, account in reader.state.items(NODES):
        owned.setdefault(account, []).append(node)
    views: list[ComputersView] = []
    for person in reader.get_members():
        account = AccountId(person.account)
        seats = [make_seat(reader, account, node) for node in owned.get(account, [])]
        seats.sort(key=lambda seat: (seat.node not in present, not seat.is_online, seat.fingerprint))
        if seats:
            views.append(ComputersView(person=person, seats=tuple(seats)))
    return tuple(views)


# --- what a proposal would do ------------------------------------------------------------------------------


def get_role_change(reader: Reader, row: Proposal) -> RoleChangeView:
    content = dict(row.content)
    person = reader.get_person(content["account"])
    return RoleChangeView(person=person, role=content["role"], grant=content["grant"])


def get_witnesses_change(reader: Reader, row: Proposal) -> WitnessesChangeView:
    """Who would come and who would go, against the list as it is now."""
    rows: Sequence[tuple[AccountId, NodeKey]] = dict(row.content)["witnesses"]
    present = _list_present(reader)
    known, chosen = {node for _, node in present}, {node for _, node in rows}
    return WitnessesChangeView(
        seats=_seats(reader, rows),
        size=get_size(len(rows)),
        joining=_seats(reader, (pair for pair in rows if pair[1] not in known)),
        leaving=_seats(reader, (pair for pair in present if pair[1] not in chosen)),
    )
