# SPDX-License-Identifier: AGPL-3.0-or-later
"""A member's own pots: what is moved between them, and until when one of them is locked.

    current ⇄ energy-savings (kwh)     current ⇄ env.<name> (anything)
            ⇄ time-savings (hour)      pension: always locked, nothing is put there by hand

Only what one has is saved: mutual credit lives in `current` alone, every other pot is never below zero, and a
move out of `current` never makes a debt. A lock is lengthened, never shortened.
Not here: payments to others (`pots`), pension points (`pension`).  Source: docs/protocol.md section 6.13.
"""

from __future__ import annotations

from typing import Any, Final

from ledger import limits
from ledger.errors import Reason
from ledger.posting import move
from ledger.rulebook.rule import Call, Rule, amount, check_that, integer, is_name
from ledger.state import ASSETS, BALANCES, Draft, Readable, Table, get_balance, get_parameter
from ledger.units import (
    DAY_MS,
    HOUR,
    POT_CURRENT,
    POT_ENERGY,
    POT_ENVELOPE,
    POT_PENSION,
    POT_TIME,
    AccountId,
)

LOCKS: Final = Table[tuple[AccountId, str], int]("locks")
"""(member, pot) → the instant before which nothing leaves it."""

SAVINGS: Final = {"kwh": POT_ENERGY, HOUR: POT_TIME}
"""asset → the savings pot that is its own."""
FOREVER: Final = limits.INTEGER_MAX
"""Until when the pension is locked."""

_NAMED: Final = {POT_CURRENT, POT_PENSION, *SAVINGS.values()}


def is_own_pot(value: Any) -> bool:
    """Whether this names a pot a member may have."""
    return is_name(value) and (value in _NAMED or is_envelope(value))


def is_envelope(pot: str) -> bool:
    return pot.startswith(POT_ENVELOPE) and len(pot) > len(POT_ENVELOPE)


def may_hold(pot: str, asset: str) -> bool:
    """Whether a member may put this asset into this pot by hand."""
    return pot == POT_CURRENT or SAVINGS.get(asset) == pot or is_envelope(pot)


def get_lock(state: Readable, account: AccountId, pot: str) -> int:
    """The instant before which nothing leaves a pot; 0: it is free. The current pot never has a lock."""
    if pot == POT_PENSION:
        return FOREVER
    return state.get(LOCKS, (account, pot)) or 0


def is_locked(state: Readable, account: AccountId, pot: str, now_ms: int) -> bool:
    return now_ms < get_lock(state, account, pot)


def _check_room(draft: Draft, account: AccountId, pot: str) -> None:
    """An envelope that is not there yet needs room for one more. O(balances)."""
    if is_envelope(pot):
        kept = {key[1] for key in draft.keys(BALANCES) if key[0] == account and is_envelope(key[1])}
        kept |= {name for owner, name in draft.keys(LOCKS) if owner == account and is_envelope(name)}
        check_that(pot in kept or len(kept) < limits.ENVELOPES_MAX, Reason.LIMIT)


def _apply_move(draft: Draft, call: Call) -> None:
    body = call.body
    source, target, asset = body["from"], body["to"], body["asset"]
    check_that(source != target, Reason.SELF)
    check_that(draft.get(ASSETS, asset) is not None, Reason.NO_SUCH)
    check_that(may_hold(target, asset), Reason.NOT_ALLOWED)
    check_that(not is_locked(draft, call.account, source, call.now_ms), Reason.LOCKED)
    _check_room(draft, call.account, target)
    check_that(body["amount"] <= get_balance(draft, call.account, asset, source), Reason.BALANCE)
    move(
        draft,
        source=(call.account, source),
        target=(call.account, target),
        asset=asset,
        amount=body["amount"],
    )


def _apply_lock(draft: Draft, call: Call) -> None:
    pot, until = call.body["pot"], call.body["until"]
    check_that(pot not in (POT_CURRENT, POT_PENSION), Reason.NOT_ALLOWED)
    check_that(until > call.now_ms, Reason.EXPIRED)
    longest = call.now_ms + get_parameter(draft, "pot.lock-days-max") * DAY_MS
    check_that(until <= longest, Reason.BOUNDS)
    check_that(until > get_lock(draft, call.account, pot), Reason.LOCKED)
    _check_room(draft, call.account, pot)
    draft.put(LOCKS, (call.account, pot), until)


KINDS: Final = {
    "pot.move": Rule(
        schema={"from": is_own_pot, "to": is_own_pot, "asset": is_name, "amount": amount}, apply=_apply_move
    ),
    "pot.lock": Rule(schema={"pot": is_own_pot, "until": integer(0)}, apply=_apply_lock),
}
TABLES: Final[tuple[Table[Any, Any], ...]] = (LOCKS,)
