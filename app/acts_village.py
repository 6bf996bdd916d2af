# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions about what the village exchanges and decides: balances, meters, market, proposals, the fund."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from app import query_council, query_energy, query_market, query_money
from app.errors import AppError
from app.json_out import make_person, to_json
from app.resolve import Arguments, find_recipient
from app.service import Service, open_reader

Document = dict[str, Any]
Command = Callable[[Service, Arguments], Document]

LIST_MAX: Final = 500
LIST_DEFAULT: Final = 100


def _limit(arguments: Arguments, default: int = LIST_DEFAULT) -> int:
    limit = arguments.integer("limit", default)
    if not 1 <= limit <= LIST_MAX:
        raise AppError("bad-limit", most=LIST_MAX)
    return limit


def _balance(service: Service, arguments: Arguments) -> Document:
    reader = open_reader(service)
    person = query_money.get_party(reader, find_recipient(reader, arguments.text("member", "me")))
    balances = query_money.get_balances(reader, person.account)
    return {"member": make_person(person), "is_me": person.is_me, "balances": to_json(balances)}


def _history(service: Service, arguments: Arguments) -> Document:
    limit, before = _limit(arguments, 50), arguments.integer("before", 0)
    return {"history": to_json(query_money.get_history(open_reader(service), limit, before))}


def _meters(service: Service, _arguments: Arguments) -> Document:
    return {"meters": to_json(query_energy.get_meters(open_reader(service)))}


def _offers(service: Service, arguments: Arguments) -> Document:
    found = query_market.get_listings(
        open_reader(service), arguments.text("side", ""), arguments.text("search", "")
    )
    offers = to_json(found[: _limit(arguments)])
    return {"offers": [{"offer": offer.pop("listing"), **offer} for offer in offers]}


def _orders(service: Service, arguments: Arguments) -> Document:
    return {"orders": to_json(query_market.get_orders(open_reader(service))[: _limit(arguments)])}


def _proposals(service: Service, arguments: Arguments) -> Document:
    return {"proposals": to_json(query_council.get_proposals(open_reader(service))[: _limit(arguments)])}


def _fund(service: Service, _arguments: Arguments) -> Document:
    return to_json(query_council.get_fund(open_reader(service)))


COMMANDS: Final[Mapping[str, Command]] = {
    "balance": _balance,
    "history": _history,
    "meter.list": _meters,
    "offer.list": _offers,
    "order.list": _orders,
    "proposals": _proposals,
    "fund": _fund,
}
