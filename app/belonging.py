# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether the person of this home belongs to the commune: not yet, now, or no more."""

from __future__ import annotations

from app.errors import AppError
from ledger.state import ACCOUNTS, DEPARTURES, Account, Readable
from ledger.units import AccountId


def check_member(state: Readable, account: AccountId) -> Account:
    """The row of who wants to act.

    Raises:
        AppError: not-a-member-yet; left, for who left the commune.
    """
    member = state.get(ACCOUNTS, account)
    if member is None:
        raise AppError("not-a-member-yet" if state.get(DEPARTURES, account) is None else "left")
    return member


def check_known(state: Readable, account: AccountId) -> None:
    """Refuse somebody who is no member here.

    Raises:
        AppError: unknown-member; gone, for who left the commune.
    """
    if state.get(ACCOUNTS, account) is None:
        raise AppError("unknown-member" if state.get(DEPARTURES, account) is None else "gone")
