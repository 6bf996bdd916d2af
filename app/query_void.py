# SPDX-License-Identifier: AGPL-3.0-or-later
"""Acts of mine that had no effect: what each was, what took its money before it, and which were read.

What was read is this computer's alone: no act says it and nobody else knows of it.
"""

from __future__ import annotations

from typing import Final

from app.query_money import get_history, get_my_keys, make_sealed_entry
from app.reader import Reader
from app.views import AmountView, HistoryEntryView, InboxItemView, Phase
from ledger.store import Store

_ONE_DAY_MS: Final = 24 * 3_600 * 1_000
_SHORT: Final = ("balance", "floor")
_READ: Final = "voids-read"
_ID_BYTES: Final = 32
_READ_MAX: Final = 50
"""Of a day: more than « À faire » ever shows."""
_LOOKED_AT_MAX: Final = 60


def get_void_items(reader: Reader) -> list[InboxItemView]:
    """Acts of mine of the last day that had no effect, until they are read: somebody must know."""
    read = _get_read(reader.store)
    return [
        InboxItemView(
            kind="void",
            object=entry.event,
            title=entry.reason,
            person=entry.counterpart,
            deadline_ms=0,
            amounts=tuple(AmountView(asset=one.asset, amount=abs(one.amount)) for one in entry.amounts),
            act=entry.kind,
            because=find_taker(reader, entry),
        )
        for entry in get_history(reader, 20)
        if entry.phase is Phase.VOID and entry.at_ms > reader.now_ms - _ONE_DAY_MS and entry.event not in read
    ]


def find_taker(reader: Reader, void: HistoryEntryView) -> HistoryEntryView | None:
    """What another computer of mine signed and the register took first, without which there was enough.

    The newest act of another key of mine before it that took of the same unit, and that was not known where
    the void one was signed: it stands on a page after its anchor.
    """
    receipt = reader.read_model.get_receipt(void.event)
    event = reader.store.get_event(receipt.id) if receipt is not None else None
    if receipt is None or event is None or void.reason not in _SHORT:
        return None
    asked = {one.asset for one in void.amounts}
    place, lowest = (receipt.height, receipt.position), event.anchor.height + 1
    for before in reader.read_model.get_receipts_of(get_my_keys(reader), _LOOKED_AT_MAX, place, lowest):
        other = None if before.is_task else reader.store.get_event(before.id)
        if other is None or other.author == event.author or reader.get_account_of(other) != reader.me:
            continue
        entry = make_sealed_entry(reader, before)
        if any(one.asset in asked and one.amount < 0 for one in entry.amounts):
            return entry
    return None


def mark_read(store: Store, event: bytes) -> None:
    """« À faire » says no more of an act without effect; the last so many are remembered."""
    known = [one for one in _list_read(store) if one != event]
    store.set_meta(_READ, b"".join([*known, event][-_READ_MAX:]))


def _get_read(store: Store) -> frozenset[bytes]:
    return frozenset(_list_read(store))


def _list_read(store: Store) -> list[bytes]:
    kept = store.get_meta(_READ) or b""
    return [kept[at : at + _ID_BYTES] for at in range(0, len(kept), _ID_BYTES)]
