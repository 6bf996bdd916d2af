# SPDX-License-Identifier: AGPL-3.0-or-later
"""What waits for me, of every subject: « À faire »."""

from __future__ import annotations

from typing import Final

from app.facade_naming import count_title
from app.query_council import get_proposals
from app.query_devices import get_device_items
from app.query_help import get_help_inbox
from app.query_market import get_orders
from app.query_recovery import get_recovery_items
from app.query_rules import get_rules_items
from app.query_sealing import get_sealing_items
from app.query_void import get_void_items
from app.reader import Reader, shared
from app.views import InboxItemView
from ledger.rulebook.meter_rows import METERS
from ledger.rulebook.meters import may_certify
from ledger.state import DEPARTURES

_INBOX_MAX: Final = 50


@shared
def get_inbox(reader: Reader) -> tuple[InboxItemView, ...]:
    """« À faire », the soonest deadline first; nothing any more for who left."""
    if reader.state.get(DEPARTURES, reader.me) is not None:
        return ()
    items = [
        *_votes(reader),
        *_orders(reader),
        *_meters(reader),
        *get_help_inbox(reader),
        *get_void_items(reader),
        *get_device_items(reader),
        *get_sealing_items(reader),
        *get_recovery_items(reader),
        *get_rules_items(reader),
    ]
    items.sort(key=lambda item: (item.deadline_ms or 2**53, item.kind, item.object))
    if not (reader.picture.backup_done or reader.picture.is_returning):
        items.append(InboxItemView(kind="backup", object=b"", title="", person=None, deadline_ms=0))
    return tuple(items[:_INBOX_MAX])


def _votes(reader: Reader) -> list[InboxItemView]:
    return [
        InboxItemView(
            kind="vote",
            object=view.proposal,
            title=view.title,
            person=view.author,
            deadline_ms=view.closes_ms,
        )
        for view in get_proposals(reader)
        if view.state == "open" and not view.my_choice
    ]


def _orders(reader: Reader) -> list[InboxItemView]:
    items: list[InboxItemView] = []
    for view in get_orders(reader):
        for action in view.actions:
            if action != "cancel":
                person = view.seller if view.buyer.is_me else view.buyer
                items.append(
                    InboxItemView(
                        kind=f"order.{action}",
                        object=view.order,
                        title=count_title(view.listing.title, view.quantity),
                        person=person,
                        deadline_ms=view.deadline_ms,
                        amounts=view.total,
                    )
                )
    return items


def _meters(reader: Reader) -> list[InboxItemView]:
    return [
        InboxItemView(
            kind="meter.certify",
            object=meter,
            title="",
            person=reader.get_person(row.owner),
            deadline_ms=0,
        )
        for meter, row in reader.state.items(METERS)
        if row.state == "waiting" and may_certify(reader.state, reader.me, row.owner)
    ]
