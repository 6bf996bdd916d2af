# SPDX-License-Identifier: AGPL-3.0-or-later
"""« Nouvelles » out of my history and the commune's decisions, by keyset pages; what was seen is kept here.

The mark of what was seen is this computer's alone: it is no act and nobody else knows of it.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Final, cast

from app.facade_naming import count_title
from app.paths import write_private_file
from app.query_council import get_proposals
from app.query_market import get_listing
from app.query_money import find_lost_entries, find_pending_entries, get_my_keys, get_party, make_entry
from app.reader import Reader, shared
from app.views import HistoryEntryView, Phase, ProposalView
from app.views_news import NewsItemView, NewsView, Place
from ledger.read_model import LAST_PLACE, Receipt
from ledger.rulebook.orders import ACCEPTED, CANCELLED, DELIVERED, Order
from ledger.units import AccountId

PAGE: Final = 30
PAGE_MAX: Final = 200
FIRST_PLACE: Final[Place] = (-1, 0)
_BYTES_MAX: Final = 1_000
_TOLD_STEPS: Final = (ACCEPTED, DELIVERED, CANCELLED)
"""Not « placed », which waits for an answer in the inbox; not « confirmed », which pays."""
_BEFORE_ITS_SEAL: Final = -1
"""A decision's position: its task ran before the seal's own events."""


@shared
def get_news(reader: Reader, seen: Place, limit: int = PAGE, before: Place = LAST_PLACE) -> NewsView:
    """What happened strictly before a place, newest first; what is not sealed yet is on the first page."""
    limit = max(1, min(limit, PAGE_MAX))
    found = [
        _item(place, seen, decision=view, at_ms=view.closes_ms)
        for place, view in _decisions(reader)
        if place < before
    ]
    found += [_item(place, seen, entry) for place, entry in _order_steps(reader, before, limit + 1)]
    if before == LAST_PLACE:
        found += [
            _item(LAST_PLACE, LAST_PLACE, entry) for entry in find_pending_entries(reader) if _is_told(entry)
        ]
        found += [
            _item(reader.read_model.find_place(one.at_ms), seen, one) for one in find_lost_entries(reader)
        ]
    place, taken = before, 0
    while taken <= limit:
        receipts = reader.read_model.get_receipts_of(get_my_keys(reader), limit + 1, place)
        if not receipts:
            break
        for receipt in receipts:
            place = (receipt.height, receipt.position)
            entry = _told(reader, receipt)
            if entry is not None:
                found.append(_item(place, seen, entry))
                taken += 1
    found.sort(key=lambda item: item.place, reverse=True)
    shown = found[:limit]
    return NewsView(items=tuple(shown), older=shown[-1].place if len(found) > limit else None)


def _item(
    place: Place,
    seen: Place,
    entry: HistoryEntryView | None = None,
    *,
    decision: ProposalView | None = None,
    at_ms: int = 0,
) -> NewsItemView:
    return NewsItemView(
        place=place,
        at_ms=entry.at_ms if entry is not None else at_ms,
        entry=entry,
        decision=decision,
        is_new=place > seen,
    )


def _told(reader: Reader, receipt: Receipt) -> HistoryEntryView | None:
    """A line of my history that I did not write myself, or that came to nothing."""
    event = None if receipt.is_task else reader.store.get_event(receipt.id)
    if event is not None and receipt.result.is_applied and reader.get_account_of(event) == reader.me:
        return None
    return make_entry(reader, event, receipt.result, receipt.label, receipt.seal_ms, Phase.SEALED)


def _is_told(entry: HistoryEntryView) -> bool:
    """Of what is not sealed: what comes to me; the rest is mine, and told once it came to nothing."""
    return any(amount.amount > 0 for amount in entry.amounts) and entry.counterpart is not None


def _order_steps(reader: Reader, before: Place, most: int) -> list[tuple[Place, HistoryEntryView]]:
    """What the other made of an order of mine, or nobody's answer: they move nothing, no history has them.

    The newest before a place: a baker has hundreds, and each is looked up.
    """
    found: list[tuple[Place, HistoryEntryView]] = []
    steps = [
        (at_ms, by, order)
        for _, order in reader.get_own_orders()
        for state, at_ms, by in order.steps
        if state in _TOLD_STEPS and not _is_by_me(order, state, reader.me)
    ]
    last_ms = 0
    for at_ms, by, order in sorted(steps, key=lambda step: step[0], reverse=True):
        if len(found) >= most and at_ms < last_ms:
            break  # not between two of one seal: their order is told by their places alone
        receipt = reader.read_model.get_receipt(by)
        if receipt is None or (place := (receipt.height, receipt.position)) >= before:
            continue
        if (entry := _told(reader, receipt)) is None:
            continue
        listing = get_listing(reader, order.listing)
        other = order.seller if order.buyer == reader.me else order.buyer
        title = count_title(listing.title, order.quantity) if listing is not None else ""
        found.append((place, replace(entry, counterpart=get_party(reader, other), title=title)))
        last_ms = at_ms
    return found


def _is_by_me(order: Order, state: str, me: AccountId) -> bool:
    """Who sells accepts and delivers; either may cancel, or a deadline does."""
    return order.closed_by == me if state == CANCELLED else order.seller == me


def _decisions(reader: Reader) -> list[tuple[Place, ProposalView]]:
    """Votes that closed, each at the first seal after its end: the one that counted them."""
    return [
        ((reader.read_model.find_place(view.closes_ms)[0], _BEFORE_ITS_SEAL), view)
        for view in get_proposals(reader)
        if view.state != "open"
    ]


# --- what was seen ------------------------------------------------------------------------------------------


def load_seen(path: Path) -> Place:
    """The newest place marked as seen; the first one when none was, or when the file says nothing sound."""
    try:
        with path.open("rb") as file:
            loaded: object = json.loads(file.read(_BYTES_MAX))
    except (OSError, ValueError, RecursionError):
        return FIRST_PLACE
    numbers = cast("list[object]", loaded) if isinstance(loaded, list) else []
    if len(numbers) != 2 or any(type(number) is not int for number in numbers):
        return FIRST_PLACE
    return cast("Place", tuple(numbers))


def save_seen(path: Path, place: Place) -> None:
    """Mark all up to a place as seen; an older mark never replaces a newer one."""
    if place < LAST_PLACE and place > load_seen(path):
        write_private_file(path, json.dumps(list(place)).encode())


def newest_place(view: NewsView) -> Place:
    """The newest sealed news of a page: what marking it as seen marks."""
    return max((item.place for item in view.items if item.place < LAST_PLACE), default=FIRST_PLACE)
