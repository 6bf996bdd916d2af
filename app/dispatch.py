# SPDX-License-Identifier: AGPL-3.0-or-later
"""What each command of the command line does: a name and arguments in, a JSON document out.

The same code answers at the door of a running node and, when none runs, in the command's own process.
Not here: words (`cli_words`), reading the command line (`cli`), waiting for a seal (`answering`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from app import (
    acts,
    acts_account,
    acts_devices,
    acts_energy,
    acts_help,
    acts_leaving,
    acts_news,
    acts_recovery,
    acts_register,
    acts_roles,
    acts_rules,
    query_council,
    query_energy,
    query_market,
    query_money,
    query_proof,
    query_register,
)
from app.acts import open_reader
from app.config import ConfigError
from app.control import make_error
from app.errors import AppError
from app.home_trouble import name_trouble
from app.json_out import get_suffix, make_person, to_json
from app.paths import Home, HomeError
from app.receipts import save_receipt
from app.resolve import Ambiguous, Arguments, find_id, find_recipient
from app.service import Service
from app.vault import VaultError
from ledger.errors import StoreError

log = logging.getLogger(__name__)

Document = dict[str, Any]
Command = Callable[[Service, Arguments], Document]

LIST_MAX: Final = 500
LIST_DEFAULT: Final = 100


def _limit(arguments: Arguments, default: int = LIST_DEFAULT) -> int:
    limit = arguments.integer("limit", default)
    if not 1 <= limit <= LIST_MAX:
        raise AppError("bad-limit", most=LIST_MAX)
    return limit


def _status(service: Service, _arguments: Arguments) -> Document:
    view = query_register.get_status(service.reader())
    document = to_json(view)
    document["peers"] = document.pop("peers_online")  # computers; people are `neighbours_online`
    document["me"] = make_person(view.me)
    document["join_status"] = service.join_status
    document["node_running"] = service.node_statistics is not None
    return document


def _members(service: Service, _arguments: Arguments) -> Document:
    return {"members": to_json(open_reader(service).get_members())}


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


def _peers(service: Service, _arguments: Arguments) -> Document:
    return {"peers": to_json(query_register.get_peers(service.reader()))}


def _inbox(service: Service, _arguments: Arguments) -> Document:
    return {"inbox": to_json(query_register.get_inbox(open_reader(service)))}


def _proof(service: Service, arguments: Arguments) -> Document:
    reader = open_reader(service)
    typed = arguments.text("event")
    known: list[bytes] = [event.id for event in reader.picture.pending_events]
    full = _as_id(typed)
    if full is not None:
        known.append(full)
    else:
        known += [entry.event for entry in query_money.get_history(reader, LIST_MAX)]
    view = query_proof.get_event_proof(reader, find_id(typed, dict.fromkeys(known), "event"))
    if view is None:
        raise AppError("unknown-event", typed=typed)
    if out := arguments.text("out", ""):
        with_names, with_words = arguments.flag("with_names"), arguments.flag("with_words")
        save_receipt(reader, view.event, Path(out), with_names=with_names, with_words=with_words)
    document = to_json(view)
    if out:
        document["file"] = out
    document["author"] = make_person(view.author)
    document["postings"] = [
        {
            "member": make_person(person),
            "account": name,
            "asset": line.asset,
            f"amount_{get_suffix(line.asset)}": line.amount,
        }
        for person, name, line in view.postings
    ]
    return document


def _as_id(typed: str) -> bytes | None:
    try:
        found = bytes.fromhex(typed.strip())
    except ValueError:
        return None
    return found if len(found) == 32 else None


QUERIES: Final[Mapping[str, Command]] = {
    "status": _status,
    "members": _members,
    "balance": _balance,
    "history": _history,
    "meter.list": _meters,
    "offer.list": _offers,
    "order.list": _orders,
    "proposals": _proposals,
    "fund": _fund,
    "peers": _peers,
    "inbox": _inbox,
    "proof": _proof,
    **acts_account.QUERIES,
    **acts_devices.QUERIES,
    **acts_register.QUERIES,
    **acts_news.QUERIES,
}

COMMANDS: Final[Mapping[str, Command]] = {
    **QUERIES,
    **acts.ACTS,
    **acts_devices.ACTS,
    **acts_energy.QUERIES,
    **acts_energy.ACTS,
    **acts_help.QUERIES,
    **acts_help.ACTS,
    **acts_leaving.ACTS,
    **acts_roles.COMMANDS,
    **acts_rules.COMMANDS,
    **acts_recovery.COMMANDS,
}


def answer_command(service: Service, name: str, values: Mapping[str, Any]) -> Document:
    """{"result": …} or {"error": …}: as a running node answers."""
    try:
        return {"result": run_command(service, name, values)}
    except Exception as error:
        return make_error_answer(error, service.desk.home)


def make_error_answer(error: Exception, home: Home) -> Document:
    """The answer for an exception: its code and figures, or `internal` for a fault of ours."""
    if isinstance(error, StoreError):
        error = name_trouble(home, error)
    if isinstance(error, AppError):
        answer = make_error(error.code, **error.params)
        if isinstance(error, Ambiguous):
            answer["error"]["candidates"] = error.candidates
        return answer
    if isinstance(error, (VaultError, ConfigError, HomeError)):
        return make_error(error.code)
    log.exception("a command failed")
    return make_error("internal", detail=type(error).__name__)


def run_command(service: Service, name: str, values: Mapping[str, Any]) -> Document:
    """Run one command to its end.

    Raises:
        AppError: unknown-command, bad-request, or what the command refuses.
    """
    command = COMMANDS.get(name)
    if command is None:
        raise AppError("unknown-command", command=name)
    return command(service, Arguments(values))
