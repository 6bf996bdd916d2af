# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happened by itself: whose it was, and how long the rules waited for somebody. Pure over a reader.

A receipt names a task by a hash of what armed it; the order, the hours or the vote it was about are found
again here, as long as the state keeps them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.facade_naming import count_title
from app.query_money import get_party
from app.reader import Reader
from app.views import PersonView
from ledger.hashing import hash_task
from ledger.rulebook.hours import DUE_LAPSE, LAPSED, SERVICES
from ledger.rulebook.market import LISTINGS
from ledger.rulebook.orders import DELIVERED, DUE_ACCEPT, DUE_SILENCE, ORDERS, Order
from ledger.rulebook.proposals import DUE_CLOSE, DUE_EXECUTE, PROPOSALS
from ledger.state import get_parameter
from ledger.units import EventId

_WAITS: Final = {
    DUE_ACCEPT: "order.accept-ms",
    DUE_SILENCE: "order.silence-ms",
    DUE_LAPSE: "service.confirm-ms",
    DUE_CLOSE: "",
    DUE_EXECUTE: "",
}
"""Label → parameter of its delay; empty: it waited for nobody."""


@dataclass(frozen=True, slots=True)
class Task:
    parties: tuple[PersonView, ...]
    words: str
    """Title of what was ordered or voted on, or what the hours were for."""
    rule_ms: int


def find_task(reader: Reader, task_id: bytes, label: str) -> Task | None:
    """None for what is about nothing that can be named, as the sharing of a day."""
    if label not in _WAITS:
        return None
    listing = {DUE_LAPSE: _list_hours, DUE_CLOSE: _list_votes, DUE_EXECUTE: _list_votes}
    find = listing.get(label, _list_orders)
    about = reader.recall(f"tasks {label}", lambda: find(reader, label))
    accounts, words, quantity = about.get(task_id, ((), b"", 1))
    return Task(
        parties=tuple(get_party(reader, account) for account in accounts),
        words=count_title(reader.get_text(words), quantity) if words else "",
        rule_ms=get_parameter(reader.state, waits) if (waits := _WAITS[label]) else 0,
    )


_About = dict[bytes, tuple[tuple[bytes, ...], bytes, int]]
"""Task → (accounts, blob of its words, how many of it)."""


def _list_orders(reader: Reader, label: str) -> _About:
    found: _About = {}
    for name, order in reader.state.items(ORDERS):
        armed_by = name if label == DUE_ACCEPT else _get_delivery(order)
        if not armed_by:
            continue
        listing = reader.state.get(LISTINGS, order.listing)
        about = ((order.buyer, order.seller), listing.title if listing is not None else b"", order.quantity)
        for attempt in range(order.attempts + 1 if label == DUE_SILENCE else 1):
            found[hash_task(armed_by, label.encode(), attempt)] = about
    return found


def _get_delivery(order: Order) -> EventId | None:
    """The event that said it was delivered."""
    return next((EventId(by) for state, _, by in order.steps if state == DELIVERED), None)


def _list_votes(reader: Reader, label: str) -> _About:
    return {
        hash_task(name, label.encode(), 0): ((), row.title, 1) for name, row in reader.state.items(PROPOSALS)
    }


def _list_hours(reader: Reader, _label: str) -> _About:
    return {
        hash_task(name, DUE_LAPSE.encode(), 0): ((row.provider, row.beneficiary), row.memo, 1)
        for name, row in reader.state.items(SERVICES)
        if row.state == LAPSED
    }
