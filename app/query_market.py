# SPDX-License-Identifier: AGPL-3.0-or-later
"""Queries about the marketplace: offers, needs, orders as timelines."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from app.facade_folding import fold
from app.pots import Means, get_means
from app.reader import Reader, shared
from app.views import AmountView, ListingView, OrderStepView, OrderView
from ledger.rulebook.market import LISTINGS, NEED, Listing
from ledger.rulebook.orders import (
    ACCEPTED,
    CANCELLED,
    CONFIRMED,
    DELIVERED,
    FINAL,
    PLACED,
    Order,
    get_actions,
    get_deadlines,
)
from ledger.units import AccountId, EventId

_PATH: Final = (PLACED, ACCEPTED, DELIVERED, CONFIRMED)
_EFFECTS: Final = {CANCELLED: "cancelled", CONFIRMED: "paid"}


def get_listing(reader: Reader, listing: bytes) -> ListingView | None:
    row = reader.state.get(LISTINGS, EventId(listing))
    return None if row is None else _listing(reader, EventId(listing), row)


def _listing(reader: Reader, listing: EventId, row: Listing) -> ListingView:
    return ListingView(
        listing=listing,
        side=row.side,
        template=row.template,
        author=reader.get_person(row.author),
        title=reader.get_text(row.title),
        text=reader.get_text(row.text),
        price=reader.make_amounts(row.price),
        stock=row.stock,
        withdrawn=row.withdrawn,
        at_ms=row.listed_ms,
        phase=reader.get_phase(listing),
        mine=row.author == reader.me,
        payable=_find_payable(reader, row),
    )


def _find_payable(reader: Reader, row: Listing) -> tuple[AmountView, ...]:
    """What its buyer can pay, savings that are free included; of mine nothing, who answers is not known."""
    if row.author == reader.me:
        return ()
    buyer = row.author if row.side == NEED else reader.me
    return tuple(
        AmountView(asset=asset, amount=_get_means(reader, buyer, asset).spendable) for asset, _ in row.price
    )


def _get_means(reader: Reader, buyer: AccountId, asset: str) -> Means:
    name = ("means", buyer, asset)
    return reader.recall(name, lambda: get_means(reader.state, buyer, asset, reader.now_ms))


@shared
def get_listings(reader: Reader, side: str = "", search: str = "", limit: int = 0) -> tuple[ListingView, ...]:
    """Offers and needs that can be ordered, and mine, newest first.

    Args:
        side: `offer`, `need` or empty for both.
        search: words all found in title, text or author, accents and case folded.
        limit: no more than so many; 0: all.
    """
    wanted = fold(search).split()
    rows = [
        (listing, row)
        for listing, row in reader.state.items(LISTINGS)
        if not (row.withdrawn or (side and row.side != side) or (row.stock == 0 and row.author != reader.me))
    ]
    rows.sort(key=lambda item: (-item[1].listed_ms, item[0]))
    names = {who: reader.get_name_apart(who) for who in {row.author for _, row in rows}} if wanted else {}
    if wanted:
        reader.read_texts(blob for _, row in rows for blob in (row.title, row.text))
    found: list[ListingView] = []
    for listing, row in rows:
        if limit and len(found) == limit:
            break
        if wanted:
            said = f"{reader.get_text(row.title)} {reader.get_text(row.text)} {names[row.author]}"
            if not _holds(said, wanted):
                continue
        found.append(_listing(reader, listing, row))
    return tuple(found)


def _holds(text: str, wanted: list[str]) -> bool:
    folded = _fold_kept(text)
    return all(word in folded for word in wanted)


@lru_cache(maxsize=4_096)
def _fold_kept(text: str) -> str:
    """The same few thousand texts are searched at each keystroke."""
    return fold(text)


@shared
def get_orders(reader: Reader) -> tuple[OrderView, ...]:
    """My orders, on both sides: open ones first, then newest."""
    deadlines = get_deadlines(reader.picture.sealed)
    views = [
        _order(reader, order_id, order, deadlines.get(order_id, (0, "")))
        for order_id, order in reader.get_own_orders()
    ]
    return tuple(sorted(views, key=lambda view: (view.state in FINAL, -view.steps[0].at_ms, view.order)))


def _order(reader: Reader, order_id: EventId, order: Order, deadline: tuple[int, str]) -> OrderView:
    listing = get_listing(reader, order.listing)
    assert listing is not None, "an order stands on a listing"
    actions = get_actions(order, reader.me)
    other = order.seller if order.buyer == reader.me else order.buyer
    forward = [action for action in actions if action != "cancel"]
    is_open = order.state not in FINAL
    waits = is_open and not forward
    means = [
        (asset, amount, _get_means(reader, order.buyer, asset)) for asset, amount in order.price if is_open
    ]
    return OrderView(
        order=order_id,
        listing=listing,
        buyer=reader.get_person(order.buyer),
        seller=reader.get_person(order.seller),
        quantity=order.quantity,
        total=reader.make_amounts(order.price),
        state=order.state,
        steps=_steps(reader, order),
        actions=actions,
        waiting_for=reader.get_person(other) if waits else None,
        deadline_ms=deadline[0] if is_open else 0,
        deadline_effect=_EFFECTS.get(deadline[1], "") if is_open else "",
        phase=reader.get_phase(order_id),
        short_of=tuple(
            AmountView(asset=asset, amount=found.spendable)
            for asset, amount, found in means
            if amount > found.spendable
        ),
        pays_itself=all(amount <= found.current for _, amount, found in means),
    )


def _steps(reader: Reader, order: Order) -> tuple[OrderStepView, ...]:
    reached = {state: (at_ms, by) for state, at_ms, by in order.steps}
    path = [state for state in _PATH if state in reached or CANCELLED not in reached]
    if CANCELLED in reached:
        path.append(CANCELLED)
    steps: list[OrderStepView] = []
    for state in path:
        at_ms, by = reached.get(state, (0, b""))
        steps.append(
            OrderStepView(name=state, at_ms=at_ms, phase=reader.get_phase(by) if by else None, event=by)
        )
    return tuple(steps)
