# SPDX-License-Identifier: AGPL-3.0-or-later
"""Queries about neighbours: what they offer and agree to show, what we two exchanged, who helped whom.

Its law: from my own history and from what the commune lists; never a neighbour's balance, never what
two others exchanged.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from app.query_energy import find_neighbours
from app.query_help import make_service
from app.query_market import get_listings
from app.query_money import get_my_keys, make_sealed_entry
from app.query_settlement import get_yesterday_ms
from app.reader import Reader, shared
from app.views import AmountView, HistoryEntryView
from app.views_help import ServiceView
from app.views_people import NeighbourSheetView, NeighbourView
from ledger.read_model import LAST_PLACE
from ledger.rulebook.hours import CERTIFIED, SERVICES
from ledger.units import FUND, AccountId

_LOOKED_THROUGH: Final = 1_000
"""Lines of my history read for one sheet; a page of it is read in a fraction of what an eye notices."""
_BATCH: Final = 200
_SHOWN: Final = 6
HELPED_MAX: Final = 30
_OFFER: Final = "offer"


@shared
def get_neighbours(reader: Reader) -> tuple[NeighbourView, ...]:
    """Everybody, by name, with what they offer and what they agree to show."""
    offers: dict[bytes, list[str]] = {}
    for listing in get_listings(reader, _OFFER):
        if not listing.title:  # its words have not arrived
            continue
        offers.setdefault(listing.author.account, []).append(listing.title)
    shown, _, _ = find_neighbours(reader, get_yesterday_ms(reader))
    produced = {view.person.account: view.produced_wh for view in shown}
    return tuple(
        NeighbourView(
            person=person,
            trades=tuple(offers.get(person.account, ())),
            produced_wh=produced.get(person.account, -1),
        )
        for person in reader.get_members()
    )


def get_neighbour(reader: Reader, account: bytes) -> NeighbourSheetView:
    """One person's sheet."""
    person = reader.get_person(account)
    entries, is_whole = _between_us(reader, account)
    given: dict[str, int] = {}
    received: dict[str, int] = {}
    for entry in entries:
        for amount in entry.amounts:
            side = received if amount.amount > 0 else given
            side[amount.asset] = side.get(amount.asset, 0) + abs(amount.amount)
    thanks = [entry for entry in entries if entry.kind == "gift" and entry.memo]
    mine = [entry for entry in thanks if any(amount.amount < 0 for amount in entry.amounts)]
    return NeighbourSheetView(
        person=person,
        sponsor=reader.get_person(person.sponsor) if person.sponsor else None,
        offers=tuple(view for view in get_listings(reader, _OFFER) if view.author.account == account),
        given=_amounts(given),
        received=_amounts(received),
        exchanges=len(entries),
        since_ms=min((entry.at_ms for entry in entries), default=0),
        is_whole=is_whole,
        thanks_given=tuple(mine[:_SHOWN]),
        thanks_received=tuple(entry for entry in thanks if entry not in mine)[:_SHOWN],
        helped=_helped(reader, lambda one, other: {one, other} == {reader.me, account}, _SHOWN),
    )


@shared
def get_helped(reader: Reader) -> tuple[ServiceView, ...]:
    """Who helped whom, the last times: the commune's work, everybody's to know, and what I was part of."""
    return _helped(reader, lambda one, other: other == FUND or reader.me in (one, other), HELPED_MAX)


def _helped(
    reader: Reader, is_shown: Callable[[AccountId, AccountId], bool], limit: int
) -> tuple[ServiceView, ...]:
    """The newest first; a commune keeps hundreds of them, and words are read for those alone."""
    rows = [
        (service, row)
        for service, row in reader.state.items(SERVICES)
        if row.state == CERTIFIED and is_shown(row.provider, row.beneficiary)
    ]
    rows = sorted(rows, key=lambda one: (-one[1].from_ms, one[0]))[:limit]
    reader.read_texts(row.memo for _, row in rows)
    return tuple(make_service(reader, service, row, 0) for service, row in rows)


def _amounts(sums: dict[str, int]) -> tuple[AmountView, ...]:
    return tuple(AmountView(asset=asset, amount=amount) for asset, amount in sums.items())


def _between_us(reader: Reader, account: bytes) -> tuple[list[HistoryEntryView], bool]:
    """Sealed acts that moved something between us, newest first; whether my history was read to its start."""
    found: list[HistoryEntryView] = []
    keys, place, read = get_my_keys(reader), LAST_PLACE, 0
    while read < _LOOKED_THROUGH:
        receipts = reader.read_model.get_receipts_of(keys, _BATCH, place)
        if not receipts:
            return found, True
        for receipt in receipts:
            place, read = (receipt.height, receipt.position), read + 1
            if not any(line.account == AccountId(account) for line in receipt.postings):
                continue
            entry = make_sealed_entry(reader, receipt)
            if entry.amounts and entry.counterpart is not None and entry.counterpart.account == account:
                found.append(entry)
    return found, False
