# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which orders are mine: one walk over the commune's, kept while no order of anybody changes.

    Reader.get_own_orders ── OwnOrders.find: the last list, or a new one out of the rows of this state

Its law: a list is a value, right for the rows it was made from. A village has thousands of orders, and a
picture at each act; most acts are of something else.
"""

from __future__ import annotations

from collections.abc import Mapping

from ledger.rulebook.orders import ORDERS, Order, is_party
from ledger.state import State, encode_key
from ledger.units import AccountId, EventId

Own = tuple[tuple[EventId, Order], ...]


class OwnOrders:
    """The last list; from any thread."""

    def __init__(self) -> None:
        self._last: tuple[object, AccountId, Own] = (None, AccountId(b""), ())

    def find(self, state: State, me: AccountId) -> Own:
        """Those I buy or sell in, in the order of their encoded keys, as `State.items` gives them."""
        return self.find_in(state.get_rows(ORDERS), me)

    def find_in(self, rows: Mapping[EventId, Order], me: AccountId) -> Own:
        """O(rows) when they are others than the last ones, else O(1)."""
        last_rows, last_me, last = self._last
        if last_rows is rows and last_me == me:
            return last
        mine = [(name, order) for name, order in rows.items() if is_party(order, me)]
        own = tuple(sorted(mine, key=lambda item: encode_key(item[0])))
        self._last = (rows, me, own)
        return own
