# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions about what the village exchanges: offers, needs and orders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from app.json_out import to_json
from app.query_market import get_listings, get_orders
from app.resolve import Arguments
from app.service import Service, open_reader

Document = dict[str, Any]
Command = Callable[[Service, Arguments], Document]


def _offers(service: Service, arguments: Arguments) -> Document:
    found = get_listings(open_reader(service), arguments.text("side", ""), arguments.text("search", ""))
    offers = to_json(found[: arguments.limit()])
    return {"offers": [{"offer": offer.pop("listing"), **offer} for offer in offers]}


def _orders(service: Service, arguments: Arguments) -> Document:
    return {"orders": to_json(get_orders(open_reader(service))[: arguments.limit()])}


COMMANDS: Final[Mapping[str, Command]] = {"offer.list": _offers, "order.list": _orders}
