# SPDX-License-Identifier: AGPL-3.0-or-later
"""My orders among the commune's: how many rows are looked at, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from app.own_orders import OwnOrders
from app.query_market import get_orders
from app.query_news import FIRST_PLACE, get_news
from app.reader import Picture, Reader
from ledger.read_model import ReadModel
from ledger.rulebook.orders import ORDERS, PLACED, Order
from ledger.state import State, Table
from ledger.store import Store
from ledger.units import AccountId, EventId
from tests.helpers.builders import Village

ME, OTHER, THIRD = (AccountId(bytes([number]) * 32) for number in (1, 2, 3))


def order(buyer: AccountId, seller: AccountId) -> Order:
    return Order(
        listing=EventId(bytes(32)), author=seller, buyer=buyer, seller=seller, quantity=1, price=(), parity=1,
        state=PLACED, steps=((PLACED, 0, bytes(32)),), closed_by=AccountId(b""), problem="", attempts=0,
    )  # fmt: skip


class Counted(dict[EventId, Order]):
    """Rows that know how many were looked at."""

    looked_at = 0

    def __iter__(self) -> Iterator[EventId]:
        for name in super().__iter__():
            self.looked_at += 1
            yield name

    def items(self):  # type: ignore[override]
        return ((name, self[name]) for name in self)


def numbered(number: int) -> EventId:
    return EventId(number.to_bytes(32, "big"))


def test_every_order_is_looked_at_once_while_none_changes() -> None:
    rows = Counted({numbered(number): order(OTHER, THIRD) for number in range(50, 0, -1)})
    rows[numbered(30)], rows[numbered(20)] = order(ME, OTHER), order(THIRD, ME)
    kept = OwnOrders()
    for _ in range(3):
        assert [name for name, _ in kept.find_in(rows, ME)] == [numbered(20), numbered(30)]
    assert rows.looked_at == 50
    changed = Counted({**rows, numbered(60): order(ME, THIRD)})
    assert len(kept.find_in(changed, ME)) == 3
    assert changed.looked_at == 51
    assert len(kept.find_in(changed, OTHER)) == 49, "another reads them"


class WithoutWalk(State):
    """A state whose orders are never sorted whole."""

    def items(self, table: Table[Any, Any]) -> list[tuple[Any, Any]]:
        assert table is not ORDERS, "all orders of the commune are walked for mine"
        return super().items(table)


def test_news_and_orders_of_another_picture_walk_nothing_again() -> None:
    village = Village.found("lea")
    draft = village.state.draft()
    draft.put(ORDERS, numbered(1), order(OTHER, THIRD))
    state = WithoutWalk(draft.freeze()._maps)
    store, kept = Store(None), OwnOrders()
    picture = Picture(
        device=b"", version=1, commune=village.commune, me=village.founder.account, sealed=state,
        pending=state, pending_events=(), pending_results={}, is_founded=True, node=None,
    )  # fmt: skip
    found = []
    for version in (1, 2):
        reader = Reader(
            replace(picture, version=version), store, ReadModel(store.db), village.now_ms, None, kept
        )
        assert get_news(reader, FIRST_PLACE).items == ()
        assert get_orders(reader) == ()
        found.append(reader.get_own_orders())
    assert found[0] is found[1]
