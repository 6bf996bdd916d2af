# SPDX-License-Identifier: AGPL-3.0-or-later
"""What leaving would mean for me, and what keeps me here; or that I left."""

from __future__ import annotations

from collections.abc import Iterable

from app.facade_naming import count_title
from app.query_money import get_party, rank_asset
from app.reader import Reader
from app.views import AmountView, PersonView, Phase
from app.views_leaving import DepartureView, FormerView, HoldingView, LeavingView, ObstacleView
from ledger.rulebook.allocation import ALLOCATIONS
from ledger.rulebook.hours import SERVICES
from ledger.rulebook.leaving import (
    ENERGY,
    GUEST,
    LOCK,
    ORDER,
    SERVICE,
    Obstacle,
    find_obstacles,
    get_guarantor,
)
from ledger.rulebook.market import LISTINGS
from ledger.rulebook.meter_rows import OWNED_METERS
from ledger.rulebook.orders import ORDERS
from ledger.rulebook.pension import get_points
from ledger.rulebook.proposals import BALLOTS, OPEN, PROPOSALS
from ledger.rulebook.savings import get_lock
from ledger.rulebook.settlement import LATE, SETTLEMENTS, WAITING, get_due_ms
from ledger.state import ACCOUNTS, BALANCES, DEPARTURES, Departure, get_chain
from ledger.units import FUND, AccountId, EventId


def _get_phase(reader: Reader, account: AccountId) -> Phase:
    """Of a departure."""
    return Phase.PENDING if reader.picture.sealed.get(DEPARTURES, account) is None else Phase.SEALED


def get_departure(reader: Reader) -> DepartureView:
    """Whether I left."""
    me = AccountId(reader.me)
    gone = reader.state.get(DEPARTURES, me)
    return DepartureView(
        left_ms=gone.left_ms if gone is not None else 0,
        phase=_get_phase(reader, me),
        folder=str(reader.store.path.parent) if reader.store.path is not None else "",
    )


def list_left(reader: Reader) -> tuple[FormerView, ...]:
    """Who left the commune, the last one first."""
    rows = sorted(reader.state.items(DEPARTURES), key=lambda item: (-item[1].left_ms, item[0]))
    reader.read_texts(row.display for _, row in rows)
    return tuple(
        FormerView(
            person=reader.get_person(account),
            has_name=bool(reader.get_text(row.display)),
            phase=_get_phase(reader, AccountId(account)),
        )
        for account, row in rows
    )


def get_leaving(reader: Reader) -> LeavingView:
    """For a member what leaving now would do; for who left what it did."""
    state, me, departure = reader.state, AccountId(reader.me), get_departure(reader)
    balances = _list_balances(reader)
    member, gone = state.get(ACCOUNTS, me), state.get(DEPARTURES, me)
    obstacles: list[ObstacleView] = []
    sponsor: PersonView | None = None
    owed: list[tuple[str, int]] = list(gone.owed) if gone is not None else []
    if member is not None:
        obstacles = [_obstacle(reader, found) for found in find_obstacles(state, me, reader.now_ms)]
        guarantor = get_guarantor(state, member)
        if guarantor is not None:
            sponsor = reader.get_person(guarantor)
            owed = [(asset, -amount) for _, asset, amount in balances if amount < 0]
    elif gone is not None and gone.owed:
        sponsor = reader.get_person(gone.sponsor)
    return LeavingView(
        left_ms=departure.left_ms,
        phase=departure.phase,
        folder=departure.folder,
        is_member=member is not None,
        event=gone.event if gone is not None else b"",
        to=_get_recipient(reader, gone),
        owed=_in_order(reader, owed),
        sponsor=sponsor,
        obstacles=tuple(obstacles),
        holdings=tuple(
            HoldingView(pot=pot, amount=AmountView(asset=asset, amount=amount))
            for pot, asset, amount in balances
            if amount > 0
        ),
        offers=sum(row.author == me and not row.withdrawn for _, row in state.items(LISTINGS)),
        votes=_count_votes(reader),
        has_shares=state.get(ALLOCATIONS, me) is not None,
        roles=member.roles if member is not None else (),
        meters=len(state.get(OWNED_METERS, me) or ()),
        guests=len(member.guarantees) if member is not None else 0,
        points=get_points(state, me, get_chain(reader.picture.sealed).seal_ms).total,
        needs_words=reader.picture.backup_done,
    )


def _get_recipient(reader: Reader, gone: Departure | None) -> PersonView | None:
    return reader.get_person(gone.to) if gone is not None and gone.to != FUND else None


def _in_order(reader: Reader, amounts: Iterable[tuple[str, int]]) -> tuple[AmountView, ...]:
    ordered = sorted(amounts, key=lambda line: rank_asset(line[0]))
    return reader.make_amounts(ordered)


def _list_balances(reader: Reader) -> list[tuple[str, str, int]]:
    """(pot, asset, amount) of mine, the pots by name."""
    found = [
        (pot, asset, amount)
        for (account, pot, asset, _), amount in reader.state.items(BALANCES)
        if account == reader.me
    ]
    return sorted(found, key=lambda line: (line[0], rank_asset(line[1])))


def _count_votes(reader: Reader) -> int:
    mine = (proposal for proposal, voter in reader.state.keys(BALLOTS) if voter == reader.me)
    rows = (reader.state.get(PROPOSALS, proposal) for proposal in mine)
    return sum(row is not None and row.state == OPEN for row in rows)


def _obstacle(reader: Reader, found: Obstacle) -> ObstacleView:
    until_ms = 0
    if found.what == ENERGY:
        until_ms = _find_settlement(reader, EventId(found.object))
    elif found.what == LOCK:
        until_ms = get_lock(reader.state, AccountId(reader.me), found.pot)
    return ObstacleView(
        what=found.what,
        object=found.object,
        person=_find_other(reader, found),
        title=_find_title(reader, found),
        pot=found.pot,
        amount=AmountView(asset=found.asset, amount=found.amount) if found.asset else None,
        until_ms=until_ms,
    )


def _find_other(reader: Reader, found: Obstacle) -> PersonView | None:
    """The other side of what is open, or the guest who owes."""
    pair: tuple[bytes, ...] = ()
    if found.what == ORDER and (order := reader.state.get(ORDERS, EventId(found.object))) is not None:
        pair = (order.buyer, order.seller)
    elif found.what == SERVICE and (hours := reader.state.get(SERVICES, EventId(found.object))) is not None:
        pair = (hours.provider, hours.beneficiary)
    elif found.what == GUEST:
        pair = (found.object,)
    others = [account for account in pair if account not in (reader.me, FUND)]
    return get_party(reader, others[0]) if others else None


def _find_title(reader: Reader, found: Obstacle) -> str:
    """Which of several with one person."""
    if found.what == ORDER and (order := reader.state.get(ORDERS, EventId(found.object))) is not None:
        listing = reader.state.get(LISTINGS, order.listing)
        return count_title(reader.get_text(listing.title), order.quantity) if listing is not None else ""
    if found.what == SERVICE and (hours := reader.state.get(SERVICES, EventId(found.object))) is not None:
        return reader.get_text(hours.memo)
    return ""


def _find_settlement(reader: Reader, meter: EventId) -> int:
    """When the last of a meter's days that wait is shared out."""
    days = [day for day, which in reader.state.keys(WAITING) if which == meter]
    if not days and reader.state.get(LATE, meter) is not None:
        return min((row.due_ms for _, row in reader.state.items(SETTLEMENTS) if not row.is_done), default=0)
    return max((get_due_ms(reader.state, day) for day in days), default=0)
