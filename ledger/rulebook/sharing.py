# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who gets a day's energy: each producer's list walked in turn, buyers within their use and their means.

    minted ──> gifts and preferred buyers, in the order of the list ──> all buyers, pro rata ──> the rest

Every movement is its own part of the settlement's postings: what one buyer's floor refuses leaves the others.
The law: floor division for who receives, rounding up for who pays, the difference to the communal fund.
Source: docs/protocol.md section 6.16.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from ledger import calendar
from ledger.hashing import hash_turn
from ledger.posting import MUTUAL, get_available, move, settle_part
from ledger.rulebook.choices import (
    BUYER,
    GIFT,
    SAVINGS,
    TO_FUND,
    WH_OF_KWH,
    Entry,
    get_directive,
    get_tariff,
)
from ledger.rulebook.contribution import add_contribution
from ledger.rulebook.membership import add_partner
from ledger.rulebook.meter_rows import ENERGY
from ledger.state import ACCOUNTS, ASSETS, Draft, Table, get_commune
from ledger.units import BURN, FUND, POT_CURRENT, POT_ENERGY, POT_UNALLOCATED, AccountId, EventId

Sale = tuple[AccountId, int, str, int, int]
"""(buyer, Wh, asset, base units paid, base units received)."""


@dataclass(frozen=True, slots=True)
class SettledDay:
    """Where one producer's day went: minted = own + sales + gifts + fund + saved + kept; late is apart."""

    minted_wh: int = 0
    own_wh: int = 0
    """Used under the same roof: burnt at once."""
    fund_wh: int = 0
    saved_wh: int = 0
    kept_wh: int = 0
    """Left in the current pot, as the directive says."""
    late_wh: int = 0
    """Of days settled before, minted to the savings with this one."""
    sales: tuple[Sale, ...] = ()
    gifts: tuple[tuple[AccountId, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One meter's energy, to be shared in its turn."""

    meter: EventId
    owner: AccountId
    energy_wh: int
    day_ms: int

    @property
    def rank(self) -> bytes:
        """« Producers are served in ascending BLAKE2b(period start ‖ meter id) »: the first place rotates."""
        return hash_turn(self.day_ms, self.meter)


GIVEN: Final = Table[tuple[AccountId, AccountId], tuple[int, int]]("gifts-given")
"""(producer, beneficiary) → (civil month, Wh given in it by the producer's directive)."""


class Sharing:
    """One day being shared. Mutable, private to one settlement."""

    def __init__(self, draft: Draft, day_ms: int, now_ms: int) -> None:
        self.draft = draft
        self.day_ms = day_ms
        self.now_ms = now_ms
        self.rows: dict[AccountId, SettledDay] = {}
        self._use: dict[AccountId, int] = {}
        """What each buyer still uses that nobody gave or sold it."""
        year, month, _ = calendar.civil_date(calendar.civil_day_number(get_commune(draft).offsets, day_ms))
        self._month = year * 12 + month - 1

    def add(self, owner: AccountId, **more: int) -> None:
        """Count Wh in fields of a producer's row."""
        row = self.rows.get(owner) or SettledDay()
        self.rows[owner] = replace(row, **{name: getattr(row, name) + wh for name, wh in more.items()})

    def add_use(self, account: AccountId, energy_wh: int) -> None:
        self._use[account] = self._use.get(account, 0) + energy_wh

    def forget_gifts(self) -> None:
        """Drop what was given in the months before this day's."""
        for key in list(self.draft.keys(GIVEN)):
            month, _ = self.draft.get(GIVEN, key) or (0, 0)
            if month < self._month:
                self.draft.remove(GIVEN, key)

    def burn_own(self, owner: AccountId, energy_wh: int) -> None:
        self._move(owner, POT_CURRENT, (BURN, POT_CURRENT), energy_wh)
        settle_part(self.draft)
        self.add(owner, minted_wh=energy_wh, own_wh=energy_wh)

    def _move(self, owner: AccountId, pot: str, target: tuple[AccountId, str], energy_wh: int) -> None:
        move(self.draft, source=(owner, pot), target=target, asset=ENERGY, amount=energy_wh)

    # --- one producer ----------------------------------------------------------------------------------

    def serve(self, turn: Turn) -> None:
        """Walk one meter's energy down its owner's list, as it stood before the day."""
        entries, rest = get_directive(self.draft, turn.owner, self.day_ms)
        sold = given = 0
        left = turn.energy_wh
        for entry in entries:
            if entry[0] == GIFT:
                done = self._give(turn.owner, entry, left)
                given += done
            elif entry[0] == BUYER:
                done = self._sell(turn.owner, entry[1], left)
                sold += done
            else:
                part, crumbs = self._sell_to_all(turn.owner, left)
                sold, given, done = sold + part, given + crumbs, part + crumbs
            left -= done
        given += self._keep_rest(turn.owner, rest, left)
        if given + sold:
            add_contribution(self.draft, turn.owner, ENERGY, given + sold, self.now_ms)

    def _give(self, owner: AccountId, entry: Entry, left: int) -> int:
        _, to, cap_wh, from_ms, until_ms = entry
        if not from_ms <= self.day_ms < until_ms or self.draft.get(ACCOUNTS, to) is None:
            return 0
        month, before = self.draft.get(GIVEN, (owner, to)) or (self._month, 0)
        before = before if month == self._month else 0
        amount = min(left, cap_wh - before)
        uses = to in self._use
        if uses:
            amount = min(amount, self._use[to])
        if amount <= 0:
            return 0
        self._move(owner, POT_CURRENT, (to, POT_CURRENT), amount)
        if uses:
            self._move(to, POT_CURRENT, (BURN, POT_CURRENT), amount)
        if settle_part(self.draft) is not None:
            return 0
        if uses:
            self._use[to] -= amount
        self.draft.put(GIVEN, (owner, to), (self._month, before + amount))
        row = self.rows.get(owner) or SettledDay()
        self.rows[owner] = replace(row, gifts=(*row.gifts, (to, amount)))
        return amount

    def _sell(self, owner: AccountId, buyer: AccountId, asked: int) -> int:
        """Sell to one buyer what it asks, uses and can pay, in the first assets that serve; return the Wh."""
        asked = min(asked, self._use.get(buyer, 0))
        if buyer == owner or self.draft.get(ACCOUNTS, buyer) is None:
            return 0
        sold = 0
        for asset, price in get_tariff(self.draft, owner, self.day_ms):
            means = get_available(self.draft, buyer, asset) * WH_OF_KWH // price
            energy_wh = min(asked - sold, means)
            if energy_wh > 0 and self._sell_for(owner, buyer, energy_wh, (asset, price)):
                sold += energy_wh
        return sold

    def _sell_for(self, owner: AccountId, buyer: AccountId, energy_wh: int, line: tuple[str, int]) -> bool:
        asset, price = line
        paid, received = -(-energy_wh * price // WH_OF_KWH), energy_wh * price // WH_OF_KWH
        source = (buyer, POT_CURRENT)
        if received:
            move(self.draft, source=source, target=(owner, POT_CURRENT), asset=asset, amount=received)
        if paid > received:
            unpaid = paid - received
            move(self.draft, source=source, target=(FUND, POT_UNALLOCATED), asset=asset, amount=unpaid)
        self._move(owner, POT_CURRENT, (buyer, POT_CURRENT), energy_wh)
        self._move(buyer, POT_CURRENT, (BURN, POT_CURRENT), energy_wh)
        if settle_part(self.draft) is not None:
            return False
        if received and self.draft.get(ASSETS, asset) == MUTUAL:
            add_partner(self.draft, owner, buyer)
        self._use[buyer] -= energy_wh
        row = self.rows.get(owner) or SettledDay()
        self.rows[owner] = replace(row, sales=(*row.sales, (buyer, energy_wh, asset, paid, received)))
        return True

    def _sell_to_all(self, owner: AccountId, pool: int) -> tuple[int, int]:
        """Sell to all buyers in proportion to what they still use; return the Wh sold and the crumbs.

        The parts are computed once; what a buyer cannot pay stays with the producer, what the division leaves
        over goes to the communal fund.
        """
        asks = sorted((who, use) for who, use in self._use.items() if use > 0 and who != owner)
        total = sum(use for _, use in asks)
        if not total or not pool:
            return 0, 0
        parts = [(who, use if pool >= total else pool * use // total) for who, use in asks]
        sold = sum(self._sell(owner, who, part) for who, part in parts if part)
        crumbs = pool - sum(part for _, part in parts) if pool < total else 0
        return sold, self._to_fund(owner, crumbs)

    def _to_fund(self, owner: AccountId, energy_wh: int) -> int:
        if not energy_wh:
            return 0
        self._move(owner, POT_CURRENT, (FUND, POT_UNALLOCATED), energy_wh)
        if settle_part(self.draft) is not None:
            return 0
        self.add(owner, fund_wh=energy_wh)
        return energy_wh

    def _keep_rest(self, owner: AccountId, rest: str, left: int) -> int:
        """Put the rest where the directive says; return what the commune received."""
        if not left:
            return 0
        if rest == TO_FUND:
            return self._to_fund(owner, left)
        if rest == SAVINGS:
            self._move(owner, POT_CURRENT, (owner, POT_ENERGY), left)
            settle_part(self.draft)
            self.add(owner, saved_wh=left)
        else:
            self.add(owner, kept_wh=left)
        return 0


TABLES: Final[tuple[Table[Any, Any], ...]] = (GIVEN,)
