# SPDX-License-Identifier: AGPL-3.0-or-later
"""A member leaves the commune, for good: what it has goes to whom it names, and nothing of it acts any more.

    member ── resident.leave, by the 24 words ──> a row of `departures`; every other row of its own goes

Nobody leaves what others wait for: open orders, hours to confirm, energy to share out, debts, the seat of a
witness, the only mayor's office. What it did stays in the register; what it decided stays decided; the
pension points it earned are kept.

Not here: what a copy does with its words (`blob_room`).
The law: a departed account has a row in `departures` and none in `accounts`; no rule changes either again.
Source: docs/protocol.md section 6.18; docs/adr/0028-leaving.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from ledger.errors import Reason, Refused
from ledger.posting import is_unanswered, move
from ledger.rulebook.allocation import ALLOCATIONS
from ledger.rulebook.choices import CHOICES
from ledger.rulebook.contribution import CONTRIBUTIONS, GIVEN, add_contribution, get_given_wh
from ledger.rulebook.devices import close_keys
from ledger.rulebook.hours import PENDING, SERVICE_DAYS, SERVICES
from ledger.rulebook.market import LISTINGS
from ledger.rulebook.membership import CONSENTS, INVITED, end_guarantee
from ledger.rulebook.meter_rows import OWNED_METERS
from ledger.rulebook.meters import PRODUCED_DAYS
from ledger.rulebook.orders import FINAL, ORDERS, is_party
from ledger.rulebook.pots import is_recipient
from ledger.rulebook.proposals import take_back_ballots
from ledger.rulebook.ready import READY
from ledger.rulebook.roles import GRANTS, MAYOR
from ledger.rulebook.rule import Call, Rule, check_that, get_member, has_role, is_flag
from ledger.rulebook.savings import LOCKS, is_locked
from ledger.rulebook.settlement import LATE, WAITING
from ledger.state import (
    ACCOUNTS,
    BALANCES,
    DEPARTURES,
    NODES,
    Account,
    Departure,
    Draft,
    Readable,
    Table,
    get_listed_witnesses,
)
from ledger.units import FUND, POT_CURRENT, POT_UNALLOCATED, AccountId

LEAVE: Final = "resident.leave"

WITNESS: Final = "witness"
ONLY_MAYOR: Final = "mayor"
ORDER: Final = "order"
SERVICE: Final = "service"
ENERGY: Final = "energy"
GUEST: Final = "guest"
LOCK: Final = "lock"
DEBT: Final = "debt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """One thing that keeps a member from leaving now."""

    reason: Reason
    what: str
    """`witness`, `mayor`, `order`, `service`, `energy`, `guest`, `lock` or `debt`."""
    object: bytes = b""
    """The order, the hours, the meter, the guest."""
    pot: str = ""
    asset: str = ""
    amount: int = 0
    """Of a lock what the pot holds, of a debt what is owed."""


# --- what a wallet asks ------------------------------------------------------------------------------------


def find_obstacles(state: Readable, account: AccountId, now_ms: int) -> Iterator[Obstacle]:
    """All that keeps a member from leaving now, in the order in which the rule looks; nothing: it may."""
    member = state.get(ACCOUNTS, account)
    assert member is not None, "asked of a member"
    yield from _find_duties(state, account)
    yield from _find_open(state, account)
    for guest in member.guarantees:
        if any(amount < 0 for _, amount in _list_balances(state, guest)):
            yield Obstacle(reason=Reason.GUARANTEED, what=GUEST, object=guest)
    for (_, pot, asset, _), amount in _list_balances(state, account):
        if is_locked(state, account, pot, now_ms):
            yield Obstacle(reason=Reason.LOCKED, what=LOCK, pot=pot, asset=asset, amount=amount)
    if get_guarantor(state, member) is None:
        for (_, pot, asset, _), amount in _list_balances(state, account):
            if amount < 0:
                yield Obstacle(reason=Reason.BALANCE, what=DEBT, pot=pot, asset=asset, amount=-amount)


def get_guarantor(state: Readable, member: Account) -> AccountId | None:
    """Who takes over what a member owes when it leaves; None: nobody answers for it."""
    return member.sponsor if member.guaranteed and not is_unanswered(state, member) else None


def _find_duties(state: Readable, account: AccountId) -> Iterator[Obstacle]:
    """What the village cannot do without until somebody else does it."""
    if any(witness.account == account for witness in get_listed_witnesses(state)):
        yield Obstacle(reason=Reason.SUCCESSOR, what=WITNESS)
    others = (other for other in state.keys(ACCOUNTS) if other != account)
    if has_role(state, account, MAYOR) and not any(has_role(state, other, MAYOR) for other in others):
        yield Obstacle(reason=Reason.SUCCESSOR, what=ONLY_MAYOR)


def _find_open(state: Readable, account: AccountId) -> Iterator[Obstacle]:
    """What somebody else still waits for, or owes."""
    for order_id, order in state.items(ORDERS):
        if is_party(order, account) and order.state not in FINAL:
            yield Obstacle(reason=Reason.WRONG_STATE, what=ORDER, object=order_id)
    for service_id, service in state.items(SERVICES):
        if service.state == PENDING and account in (service.provider, service.beneficiary):
            yield Obstacle(reason=Reason.WRONG_STATE, what=SERVICE, object=service_id)
    waiting = {meter for _, meter in state.keys(WAITING)} | set(state.keys(LATE))
    for meter in state.get(OWNED_METERS, account) or ():
        if meter in waiting:
            yield Obstacle(reason=Reason.WRONG_STATE, what=ENERGY, object=meter)


def _list_balances(state: Readable, account: AccountId) -> list[tuple[tuple[AccountId, str, str, str], int]]:
    """What a member's pots hold, in the order of their encoded keys. O(balances)."""
    return [(key, amount) for key, amount in state.items(BALANCES) if key[0] == account]


# --- the rule ----------------------------------------------------------------------------------------------


def _apply_leave(draft: Draft, call: Call) -> None:
    account, to = call.account, AccountId(call.body["to"])
    # Every key is closed, for ever: only what outranks them all, the 24 words, may say so.
    check_that(call.event.author == account, Reason.NOT_ALLOWED)
    check_that(to != account, Reason.SELF)
    if to != FUND:
        get_member(draft, to)
    obstacle = next(find_obstacles(draft, account, call.now_ms), None)
    if obstacle is not None:
        raise Refused(obstacle.reason)
    member = get_member(draft, account)
    owed = _hand_over(draft, call, member, to)
    departure = Departure(
        event=call.event.id,
        left_ms=call.now_ms,
        to=to,
        joined_ms=member.joined_ms,
        sponsor=member.sponsor,
        display=member.display,
        keys=member.keys,
        given_wh=get_given_wh(draft, account),
        owed=owed,
        erased=call.body["erase"],
    )
    close_keys(draft, member.keys, call.now_ms)
    take_back_ballots(draft, account)
    if member.guaranteed:
        end_guarantee(draft, account, member.sponsor)
    _withdraw_listings(draft, account)
    _forget_rows(draft, account)
    draft.remove(ACCOUNTS, account)
    draft.put(DEPARTURES, account, departure)


def _hand_over(draft: Draft, call: Call, member: Account, to: AccountId) -> tuple[tuple[str, int], ...]:
    """Post everything in its pots to who receives it, and its debts to who answers for them; what it owed."""
    target = (FUND, POT_UNALLOCATED) if to == FUND else (to, POT_CURRENT)
    guarantor = get_guarantor(draft, member)
    owed: list[tuple[str, int]] = []
    for (account, pot, asset, purpose), amount in _list_balances(draft, call.account):
        if amount < 0:
            assert guarantor is not None, "a debt nobody answers for keeps its member here"
            source = (guarantor, POT_CURRENT)
            move(draft, source=source, target=(account, pot), asset=asset, amount=-amount, purpose=purpose)
            owed.append((asset, -amount))
            continue
        move(draft, source=(account, pot), target=target, asset=asset, amount=amount, purpose=purpose)
        if to == FUND:
            add_contribution(draft, account, asset, amount, call.now_ms)
    return tuple(sorted(owed))


def _withdraw_listings(draft: Draft, account: AccountId) -> None:
    for listing_id, listing in draft.items(LISTINGS):
        if listing.author == account and not listing.withdrawn:
            draft.put(LISTINGS, listing_id, replace(listing, withdrawn=True))


def _forget_rows(draft: Draft, account: AccountId) -> None:
    """Remove what is only the member's own: nodes, offices, choices, counters; not what it did here."""
    for node, owner in draft.items(NODES):
        if owner == account:
            draft.remove(NODES, node)
            if draft.get(READY, node) is not None:
                draft.remove(READY, node)
    for by_account in (ALLOCATIONS, GIVEN):
        _remove(draft, by_account, lambda key: key == account)
    for by_first in (GRANTS, CONSENTS, CHOICES, LOCKS, CONTRIBUTIONS, INVITED, SERVICE_DAYS):
        _remove(draft, by_first, lambda key: key[0] == account)
    meters = draft.get(OWNED_METERS, account) or ()
    _remove(draft, PRODUCED_DAYS, lambda key: key[0] in meters)


def _remove(draft: Draft, table: Table[Any, Any], is_mine: Callable[[Any], bool]) -> None:
    for key in [key for key in draft.keys(table) if is_mine(key)]:
        draft.remove(table, key)


KINDS: Final = {LEAVE: Rule(schema={"to": is_recipient, "erase": is_flag}, apply=_apply_leave)}
