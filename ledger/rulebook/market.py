# SPDX-License-Identifier: AGPL-3.0-or-later
"""Listings: what neighbours offer and what they need, at a price in any mix of assets.

Not here: what happens between two people once one has answered (`orders`). A listing never moves money.
The law: a price never changes; who wants another withdraws the listing and makes a new one.
Source: docs/protocol.md section 6.5.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from ledger.errors import Reason, Refused
from ledger.rulebook.rule import (
    Call,
    Rule,
    amount,
    check_that,
    integer,
    is_id,
    is_name,
    is_optional_id,
    list_of,
    one_of,
    tuple_of,
)
from ledger.state import ASSETS, Draft, Readable, Table
from ledger.units import AccountId, EventId

OFFER: Final = "offer"
NEED: Final = "need"
TEMPLATES: Final = ("good", "service", "produce", "loan", "event", "work")
PRICE_LINES_MAX: Final = 8
STOCK_MAX: Final = 1_000_000
UNLIMITED: Final = -1


@dataclass(frozen=True, slots=True)
class Listing:
    author: AccountId
    side: str
    """`offer`: the author sells; `need`: the author buys."""
    template: str
    title: bytes
    text: bytes
    """Blob hash; empty: none."""
    price: tuple[tuple[str, int], ...]
    """(asset, base units) for a quantity of one, ascending by asset; empty: for nothing in return."""
    stock: int
    """What is left to order; −1: no limit."""
    withdrawn: bool
    listed_ms: int


LISTINGS: Final = Table[EventId, Listing]("listings", Listing)


def get_listing(state: Readable, listing: EventId) -> Listing:
    """The row of a listing.

    Raises:
        Refused: no such object.
    """
    row = state.get(LISTINGS, listing)
    if row is None:
        raise Refused(Reason.NO_SUCH)
    return row


def _is_stock(value: Any) -> bool:
    return type(value) is int and (value == UNLIMITED or 1 <= value <= STOCK_MAX)


def _apply_add(draft: Draft, call: Call) -> None:
    body = call.body
    assets = [asset for asset, _ in body["price"]]
    check_that(len(set(assets)) == len(assets), Reason.MALFORMED)
    check_that(all(draft.get(ASSETS, asset) is not None for asset in assets), Reason.NO_SUCH)
    draft.put(
        LISTINGS,
        call.event.id,
        Listing(
            author=call.account,
            side=body["side"],
            template=body["template"],
            title=body["title"],
            text=body["text"],
            price=tuple(sorted((asset, units) for asset, units in body["price"])),
            stock=body["stock"],
            withdrawn=False,
            listed_ms=call.now_ms,
        ),
    )


def _apply_withdraw(draft: Draft, call: Call) -> None:
    """No new order from now on; those that run go on, each side free to cancel."""
    listing_id = EventId(call.body["listing"])
    listing = get_listing(draft, listing_id)
    check_that(listing.author == call.account, Reason.NOT_ALLOWED)
    check_that(not listing.withdrawn, Reason.ALREADY_DONE)
    draft.put(LISTINGS, listing_id, replace(listing, withdrawn=True))


KINDS: Final = {
    "listing.add": Rule(
        schema={
            "side": one_of(OFFER, NEED),
            "template": one_of(*TEMPLATES),
            "title": is_id,
            "text": is_optional_id,
            "price": list_of(tuple_of(is_name, amount), 0, PRICE_LINES_MAX),
            "stock": _is_stock,
        },
        apply=_apply_add,
        blobs=("title", "text"),
    ),
    "listing.withdraw": Rule(schema={"listing": is_id}, apply=_apply_withdraw),
}
QUANTITY: Final = integer(1, STOCK_MAX)
TABLES: Final[tuple[Table[Any, Any], ...]] = (LISTINGS,)
