# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose debt counts beside one's own, where one may owe no more: what a refusal says after « at most ».

    what I may owe = down to my floor − what my guests owe, and no more than who answers for me may

Not the rule, which is `ledger.posting`'s: this names what of it stands in the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.posting import get_available, get_floor
from ledger.state import ACCOUNTS, ASSETS, get_balance

if TYPE_CHECKING:
    from ledger.state import State
    from ledger.units import AccountId


def name_limit(state: State, account: AccountId, asset: str) -> str:
    """`guests`, `sponsor`, or empty when one's own debt alone counts."""
    row = state.get(ACCOUNTS, account)
    if row is None or state.get(ASSETS, asset) != "mutual":
        return ""
    owed = -sum([min(0, get_balance(state, guest, asset)) for guest in row.guarantees])
    room = get_balance(state, account, asset) - get_floor(state, account, asset) - owed
    if get_available(state, account, asset) < room:
        return "sponsor"
    return "guests" if owed else ""
