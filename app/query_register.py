# SPDX-License-Identifier: AGPL-3.0-or-later
"""Queries about the register: status, neighbours' computers, my invitations."""

from __future__ import annotations

from typing import Final

from app.query_devices import find_exclusion
from app.query_rules import needs_update
from app.query_sealing import find_silence, find_stall, list_silent
from app.reader import Reader, find_person, shared
from app.views import (
    AmountView,
    InvitationView,
    PeerView,
    StatusView,
)
from ledger.errors import RulesUnknown
from ledger.rulebook.membership import INVITATIONS
from ledger.seal import compute_quorum
from ledger.state import (
    ACCOUNTS,
    ASSETS,
    BALANCES,
    NODES,
    State,
    compute_state_digest,
    get_balance,
    get_chain,
    get_commune,
    get_witnesses,
)
from ledger.units import BURN, ISSUE, NodeKey

CLOCK_OFF_MS: Final = 120_000
"""Beyond it, a witness whose clock is right does not take up our seals."""


def _name_clock(neighbours_ahead_ms: int) -> str:
    if abs(neighbours_ahead_ms) <= CLOCK_OFF_MS:
        return ""
    return "slow" if neighbours_ahead_ms > 0 else "fast"


def get_digest(reader: Reader) -> bytes:
    """The digest of all that is definitive here, empty before the charter. O(state)."""
    return compute_state_digest(reader.picture.sealed) if reader.picture.is_founded else b""


def get_status(reader: Reader, *, with_digest: bool = True) -> StatusView:
    """How this computer and the commune are; works for a newcomer who has nothing yet.

    Args:
        with_digest: and with what circulates; costs as much as the state is large: a window that asks at each
            change goes without.
    """
    picture, node = reader.picture, reader.picture.node
    founded = picture.is_founded
    chain = get_chain(picture.sealed) if founded else None
    is_member = founded and find_person(reader.state, reader.me) is not None
    mine = sum(reader.get_account_of(event) == reader.me for event in picture.pending_events)
    witnesses = get_witnesses(picture.sealed) if founded else ()
    alone = founded and picture.sealed.size(ACCOUNTS) == 1
    ahead = node.neighbours_ahead_ms if node is not None else 0
    return StatusView(
        commune=picture.commune,
        commune_name=get_commune(picture.sealed).name if founded else "",
        me=reader.get_person(reader.me) if is_member else None,
        node_key=node.node_key if node is not None else b"",
        addresses=node.addresses if node is not None else (),
        members=picture.sealed.size(ACCOUNTS) if founded else 0,
        peers_online=len(node.peers_online) if node is not None else 0,
        neighbours_online=_count_neighbours(reader),
        peers_known=node.peers_known if node is not None else len(reader.store.get_peers()),
        pending=len(picture.pending_events),
        my_pending=mine,
        height=chain.height if chain is not None else -1,
        last_seal_ms=chain.seal_ms if chain is not None else 0,
        total_sealed=chain.total if chain is not None else 0,
        state_digest=get_digest(reader) if with_digest else b"",
        witnesses=len(witnesses),
        seals_here=node.is_witness if node is not None else False,
        silent_because=find_silence(reader),
        stalled_ms=find_stall(reader),
        witnesses_online=_count_witnesses(reader),
        witnesses_silent=list_silent(reader) if founded else (),
        synced=founded and (alone or (node is not None and node.is_synced)),
        stopped_because=_find_stop(reader),
        clock=_name_clock(ahead),
        clock_off_ms=abs(ahead) if _name_clock(ahead) else 0,
        protection=picture.protection,
        backup_done=picture.backup_done,
        is_returning=picture.is_returning,
        history_here=picture.history[0],
        history_total=picture.history[1],
        supply=_supply(picture.sealed) if founded else (),
        circulating=_sum_held(picture.sealed) if founded and with_digest else (),
    )


def _count_witnesses(reader: Reader) -> int:
    node = reader.picture.node
    picture = node.witness if node is not None else None
    if picture is None or picture.index is None or len(picture.online) >= compute_quorum(picture.size):
        return -1
    return len(picture.online)


def _count_neighbours(reader: Reader) -> int:
    """People, not computers: one member may have several, and some of them are mine."""
    node = reader.picture.node
    keys = node.peers_online if node is not None else ()
    return len({reader.state.get(NODES, key) for key in keys} - {None, reader.me})


def _find_stop(reader: Reader) -> str:
    node = reader.picture.node
    stopped = (node.stopped_because or ("clock" if node.clock_ahead_ms else "")) if node is not None else ""
    return stopped or (RulesUnknown.code if needs_update(reader) else "") or find_exclusion(reader)


def _supply(state: State) -> tuple[AmountView, ...]:
    return tuple(
        AmountView(asset=asset, amount=-get_balance(state, ISSUE, asset) - get_balance(state, BURN, asset))
        for asset, regime in state.items(ASSETS)
        if regime != "mutual"
    )


def _sum_held(state: State) -> tuple[AmountView, ...]:
    """O(balances)."""
    held = dict.fromkeys((asset for asset, _ in state.items(ASSETS)), 0)
    for (account, _, asset, _), amount in state.items(BALANCES):
        if amount > 0 and account not in (ISSUE, BURN):
            held[asset] += amount
    return tuple(AmountView(asset=asset, amount=amount) for asset, amount in held.items() if amount)


@shared
def get_peers(reader: Reader) -> tuple[PeerView, ...]:
    """Neighbours' computers, those online first, then the last seen."""
    node = reader.picture.node
    online = set(node.peers_online) if node is not None else set[NodeKey]()
    known = {NodeKey(key): (address, seen) for key, address, seen in reader.store.get_peers()}
    views = [
        PeerView(
            node_key=key,
            person=reader.get_owner_of_node(key),
            online=key in online,
            address=known.get(key, ("", 0))[0].split(" ")[0],
            seen_ms=reader.now_ms if key in online else known.get(key, ("", 0))[1],
            height=reader.picture.peer_heights.get(key, -1),
        )
        for key in {*online, *known}
    ]
    return tuple(sorted(views, key=lambda view: (not view.online, -view.seen_ms, view.node_key)))


def get_invitations(reader: Reader) -> tuple[InvitationView, ...]:
    """My invitations that are open or used, the last first; their codes are shown only when they are made."""
    found: list[InvitationView] = []
    for _invitation, row in reader.state.items(INVITATIONS):
        if row.sponsor == reader.me and (row.spent_by or row.expires_ms > reader.now_ms):
            used = reader.get_person(row.spent_by) if row.spent_by else None
            found.append(
                InvitationView(
                    code="", expires_ms=row.expires_ms, addresses=(), used_by=used, roles=row.roles
                )
            )
    return tuple(sorted(found, key=lambda one: -one.expires_ms))
