# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a member certainly gave in the last twelve months, in Wh at the parity of the day: the weight's C.

Never wealth: only what another member or the fund received counts.  Source: docs/protocol.md section 6.3.
"""

from __future__ import annotations

from typing import Any, Final

from ledger import limits
from ledger.rulebook.parity import compute_value_wh
from ledger.state import Draft, Readable, Table
from ledger.units import DAY_MS, AccountId

CONTRIBUTIONS: Final = Table[tuple[AccountId, int], int]("contributions")
"""(member, 30-day period number) → Wh given in it."""
GIVEN: Final = Table[AccountId, int]("given")
"""member → Wh given since it joined: what pension points count; nothing of it is forgotten."""

_PERIOD_MS: Final = 30 * DAY_MS
_PERIODS: Final = 12


def add_contribution(draft: Draft, account: AccountId, asset: str, amount: int, now_ms: int) -> None:
    """Count an amount given; whole Wh, rounded down; 0 for an asset without a parity."""
    value = compute_value_wh(draft, asset, amount)
    if value is None:
        return
    period = now_ms // _PERIOD_MS
    before = draft.get(CONTRIBUTIONS, (account, period))
    if before is None:
        _forget(draft, account, period - _PERIODS)
    worth_wh = value.numerator // value.denominator
    draft.put(CONTRIBUTIONS, (account, period), min((before or 0) + worth_wh, limits.INTEGER_MAX))
    draft.put(GIVEN, account, min(get_given_wh(draft, account) + worth_wh, limits.INTEGER_MAX))


def _forget(draft: Draft, account: AccountId, last: int) -> None:
    """Drop a member's periods up to `last`, however long it gave nothing. O(rows), once a period."""
    for key in [key for key in draft.keys(CONTRIBUTIONS) if key[0] == account and key[1] <= last]:
        draft.remove(CONTRIBUTIONS, key)


def get_contribution_wh(state: Readable, account: AccountId, now_ms: int) -> int:
    """Wh given in the running period and the eleven before it."""
    period = now_ms // _PERIOD_MS
    return sum(state.get(CONTRIBUTIONS, (account, period - back)) or 0 for back in range(_PERIODS))


def get_given_wh(state: Readable, account: AccountId) -> int:
    """Wh given since a member joined."""
    return state.get(GIVEN, account) or 0


TABLES: Final[tuple[Table[Any, Any], ...]] = (CONTRIBUTIONS, GIVEN)
