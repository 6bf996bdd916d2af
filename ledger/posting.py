# SPDX-License-Identifier: AGPL-3.0-or-later
"""Double entry: money moves only as postings that sum to zero for each event and asset.

Creation and consumption are accounts like others (`issue`, `burn`), so the supply is a sum one can check.
The law: `settle` and its parts are the only place that writes a balance.
"""

from __future__ import annotations

from ledger import limits
from ledger.errors import Reason, Refused
from ledger.state import (
    ACCOUNTS,
    ASSETS,
    BALANCES,
    Account,
    Draft,
    Posting,
    Readable,
    get_balance,
    get_parameter,
)
from ledger.units import FUND, HOUR, ISSUE, POT_CURRENT, POT_DEBT, AccountId, is_member_account

MUTUAL = "mutual"


def move(
    draft: Draft,
    *,
    source: tuple[AccountId, str],
    target: tuple[AccountId, str],
    asset: str,
    amount: int,
    purpose: str = "",
) -> None:
    """Post `amount` base units from one (account, pot) to another; nothing is written before `settle`.

    Raises:
        Refused: overflow, when the amount is beyond ±2^53.
    """
    if not 0 < amount <= limits.INTEGER_MAX:
        raise Refused(Reason.OVERFLOW)
    draft.postings.append(
        Posting(account=source[0], pot=source[1], asset=asset, purpose=purpose, amount=-amount)
    )
    draft.postings.append(
        Posting(account=target[0], pot=target[1], asset=asset, purpose=purpose, amount=amount)
    )


def get_floor(state: Readable, account: AccountId, asset: str) -> int:
    """The lowest balance (≤ 0) a member's current pot may reach in an asset, guarantees not counted.

    Mutual credit starts at `<asset>.floor` and grows by `<asset>.floor-step` for each distinct partner who
    paid this member, to `<asset>.floor-max`. Source: docs/protocol.md section 5.5.
    """
    if state.get(ASSETS, asset) != MUTUAL:
        return 0
    member = state.get(ACCOUNTS, account)
    if member is None or is_unanswered(state, member):
        return 0
    grown = get_parameter(state, f"{asset}.floor") + len(member.partners) * get_parameter(
        state, f"{asset}.floor-step"
    )
    return -min(grown, get_parameter(state, f"{asset}.floor-max"))


def is_unanswered(state: Readable, member: Account) -> bool:
    """Whether a newcomer's sponsor left before others had paid it: nobody answers for it, so no credit."""
    return member.guaranteed and state.get(ACCOUNTS, member.sponsor) is None


def _guaranteed_debt(state: Readable, member: Account, asset: str) -> int:
    if not member.guarantees:
        return 0
    return sum([min(0, get_balance(state, guest, asset)) for guest in member.guarantees])


def get_available(state: Readable, account: AccountId, asset: str) -> int:
    """How much a member can still pay from the current pot: down to the floor, guaranteed debt counted."""
    member = state.get(ACCOUNTS, account)
    if member is None:
        return 0
    room = get_balance(state, account, asset) - get_floor(state, account, asset)
    if state.get(ASSETS, asset) == MUTUAL:
        room += _guaranteed_debt(state, member, asset)
        sponsor = state.get(ACCOUNTS, member.sponsor) if member.guaranteed else None
        if sponsor is not None:
            # What I may owe is also bounded by what my sponsor can still answer for.
            own = get_balance(state, account, asset)
            room = min(room, max(own, 0) + _room_of_sponsor(state, member.sponsor, sponsor, asset))
    return max(0, room)


def _room_of_sponsor(state: Readable, account: AccountId, sponsor: Account, asset: str) -> int:
    balance = get_balance(state, account, asset)
    return max(0, balance + _guaranteed_debt(state, sponsor, asset) - get_floor(state, account, asset))


def settle(draft: Draft) -> tuple[Posting, ...]:
    """Write the event's postings to the balances and check every bound they touch.

    Returns:
        All of the event's postings, those written by `settle_part` first.

    Raises:
        Refused: overflow; balance, when a pot without credit would go below zero; floor, when mutual credit
            would go below a member's floor or below what its sponsor can answer for.
    """
    _write(draft)
    postings = (*draft.written, *draft.postings)
    draft.postings, draft.written = [], []
    return postings


def settle_part(draft: Draft) -> Reason | None:
    """Write the postings that wait, or drop them and say why: one sale refused leaves the others standing."""
    mark, note, written = draft.mark(), draft.note, draft.written
    try:
        _write(draft)
    except Refused as refused:
        draft.restore(mark)
        draft.note, draft.written = note, written
        return refused.reason
    written.extend(draft.postings)
    draft.postings = []
    return None


def _write(draft: Draft) -> None:
    if not draft.postings:
        return
    sums: dict[str, int] = {}
    changes: dict[tuple[AccountId, str, str, str], tuple[int, int]] = {}
    for line in draft.postings:
        asset, amount = line.asset, line.amount
        sums[asset] = sums.get(asset, 0) + amount
        place = (line.account, line.pot, asset, line.purpose)
        known = changes.get(place)
        if known is None:
            before = balance = draft.get(BALANCES, place) or 0
        else:
            before, balance = known
        balance += amount
        if not -limits.INTEGER_MAX <= balance <= limits.INTEGER_MAX:
            raise Refused(Reason.OVERFLOW)
        changes[place] = before, balance
    assert not any(sums.values()), f"postings do not sum to zero: {sums}"
    for place, (before, balance) in changes.items():
        if balance:
            draft.put(BALANCES, place, balance)
        elif before:
            draft.remove(BALANCES, place)
    for place, (before, balance) in changes.items():
        # Who only receives is never refused, however deep the debt of those it answers for.
        if balance < before:
            _check_bound(draft, *place, balance)


def find_refusal(draft: Draft) -> Reason | None:
    """Why `settle` would refuse the postings that wait, None if it would not; they still wait afterwards."""
    waiting, written, note, mark = draft.postings, draft.written, draft.note, draft.mark()
    draft.written = []
    try:
        settle(draft)
    except Refused as refused:
        return refused.reason
    else:
        return None
    finally:
        draft.restore(mark)
        draft.postings, draft.written, draft.note = waiting, written, note


def _check_bound(draft: Draft, account: AccountId, pot: str, asset: str, purpose: str, balance: int) -> None:
    if account == ISSUE or (account == FUND and pot == POT_DEBT and asset == HOUR):
        return
    is_credit = (
        is_member_account(account)
        and pot == POT_CURRENT
        and not purpose
        and draft.get(ASSETS, asset) == MUTUAL
    )
    if not is_credit:
        if balance < 0:
            raise Refused(Reason.BALANCE)
        return
    member = draft.get(ACCOUNTS, account)
    if member is None:  # its last act: it leaves with nothing
        assert not balance, "a pot of who is no member"
        return
    room = balance + _guaranteed_debt(draft, member, asset)
    if room < 0 and room < get_floor(draft, account, asset):
        raise Refused(Reason.FLOOR)
    if member.guaranteed and balance < 0:
        sponsor = draft.get(ACCOUNTS, member.sponsor)
        assert sponsor is not None, "who nobody answers for has no floor below zero"
        theirs = get_balance(draft, member.sponsor, asset) + _guaranteed_debt(draft, sponsor, asset)
        if theirs < get_floor(draft, member.sponsor, asset):
            raise Refused(Reason.FLOOR)
