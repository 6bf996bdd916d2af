# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person can do with its own pots, and what a payment takes from savings before it is signed.

A payment draws on the current pot alone. When that is not enough and free savings of the same unit are, the
wallet first signs a move of exactly what is missing: two acts of one chain, both in the history.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.belonging import check_member
from app.desk import Desk, now_ms
from app.errors import AppError
from ledger import limits
from ledger.event import Event
from ledger.posting import get_available
from ledger.rulebook.savings import SAVINGS, get_lock, is_locked, is_own_pot, may_hold
from ledger.state import ASSETS, BALANCES, State, get_balance, get_parameter
from ledger.units import DAY_MS, POT_CURRENT, POT_PENSION, AccountId, EventId


@dataclass(frozen=True, slots=True)
class Means:
    """What a member can pay in one asset."""

    current: int
    """From the current pot, down to its floor; 0 where that is passed already."""
    spendable: int
    """The same once free savings have joined it."""
    saved: int
    """What is free in savings."""

    def compute_shortfall(self, amount: int) -> int:
        """What savings must give for an amount that is spendable; 0: nothing."""
        return 0 if amount <= self.current else amount - (self.spendable - self.saved)


def get_means(state: State, account: AccountId, asset: str, at_ms: int) -> Means:
    """What a member can pay at an instant, with the savings that are free then."""
    current = get_available(state, account, asset)
    pot = SAVINGS.get(asset)
    if pot is None or is_locked(state, account, pot, at_ms):
        return Means(current, current, 0)
    saved = get_balance(state, account, asset, pot)
    draft = state.draft()
    draft.put(BALANCES, (account, POT_CURRENT, asset, ""), get_balance(state, account, asset) + saved)
    return Means(current, get_available(draft, account, asset), saved)


def cover(desk: Desk, asset: str, amount: int) -> None:
    """Sign the move out of savings that a payment of this amount needs, if it needs one."""
    at_ms = now_ms()
    state = desk.replica.get_pending(at_ms).state
    shortfall = get_means(state, desk.account, asset, at_ms).compute_shortfall(amount)
    if shortfall > 0:
        _sign_move(desk, SAVINGS[asset], POT_CURRENT, asset, shortfall)


def _sign_move(desk: Desk, source: str, target: str, asset: str, amount: int) -> Event:
    body = {"from": source, "to": target, "asset": asset, "amount": amount}
    return desk.act("pot.move", body, deps=_find_credits(desk, source, asset, amount))


def _find_credits(desk: Desk, pot: str, asset: str, amount: int) -> list[EventId]:
    """Pending credits of a pot to name when its sealed balance alone would not do."""
    if get_balance(desk.replica.state, desk.account, asset, pot) >= amount:
        return []
    events = desk.replica.dag.events
    found = [
        EventId(result.id)
        for result in desk.replica.get_pending(now_ms()).results
        if result.id in events
        and any(
            (line.account, line.pot, line.asset) == (desk.account, pot, asset) and line.amount > 0
            for line in result.postings
        )
    ]
    return found[-limits.EVENT_DEPS_MAX + 1 :]


def move_between(desk: Desk, source: str, target: str, asset: str, amount: int) -> Event:
    """Move an amount between two of my own pots.

    Raises:
        AppError: unknown-pot, same-pot, unknown-asset, amount-zero, pot-refuses, pot-locked, pot-short.
    """
    at_ms = now_ms()
    state = _member_state(desk, at_ms)
    _check_pots(source, target)
    if source == target:
        raise AppError("same-pot")
    if state.get(ASSETS, asset) is None:
        raise AppError("unknown-asset", asset=asset)
    if amount <= 0:
        raise AppError("amount-zero")
    if not may_hold(target, asset):
        raise AppError("pot-refuses")
    if is_locked(state, desk.account, source, at_ms):
        raise AppError("pot-locked")
    held = max(0, get_balance(state, desk.account, asset, source))
    if amount > held:
        raise AppError("pot-short", asset=asset, amount=amount, available=held)
    return _sign_move(desk, source, target, asset, amount)


def lock_pot(desk: Desk, pot: str, until_ms: int) -> Event:
    """Let nothing leave a pot of mine before an instant; it can be made later, never sooner.

    Raises:
        AppError: unknown-pot, pot-no-lock, lock-past, lock-too-long, lock-shorter.
    """
    at_ms = now_ms()
    state = _member_state(desk, at_ms)
    _check_pots(pot)
    if pot in (POT_CURRENT, POT_PENSION):
        raise AppError("pot-no-lock")
    if until_ms <= at_ms:
        raise AppError("lock-past")
    days = get_parameter(state, "pot.lock-days-max")
    if until_ms > at_ms + days * DAY_MS:
        raise AppError("lock-too-long", days=days)
    if until_ms <= get_lock(state, desk.account, pot):
        raise AppError("lock-shorter")
    return desk.act("pot.lock", {"pot": pot, "until": until_ms})


def _check_pots(*pots: str) -> None:
    for pot in pots:
        if not is_own_pot(pot):
            raise AppError("unknown-pot", pot=pot)


def _member_state(desk: Desk, at_ms: int) -> State:
    state = desk.replica.get_pending(at_ms).state
    check_member(state, desk.account)
    return state
