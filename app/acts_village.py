# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions about what somebody has and what happened: balances, history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from app import query_money
from app.json_out import make_person, to_json
from app.resolve import Arguments, find_recipient
from app.service import Service, open_reader

Document = dict[str, Any]
Command = Callable[[Service, Arguments], Document]


def _balance(service: Service, arguments: Arguments) -> Document:
    reader = open_reader(service)
    person = query_money.get_party(
        reader, find_recipient(reader, arguments.text("member", "me"), by_first_name=True)
    )
    balances = query_money.get_balances(reader, person.account)
    return {"member": make_person(person), "is_me": person.is_me, "balances": to_json(balances)}


def _history(service: Service, arguments: Arguments) -> Document:
    limit, before = arguments.limit(50), arguments.integer("before", 0)
    return {"history": to_json(query_money.get_history(open_reader(service), limit, before))}


COMMANDS: Final[Mapping[str, Command]] = {"balance": _balance, "history": _history}
