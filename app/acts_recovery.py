# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commands about recovery: what was typed is resolved, then `recovering` does it, once it was confirmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from app import recovering
from app.acts_roles import find_seat
from app.errors import AppError
from app.json_out import make_person
from app.query_recovery import get_recovery
from app.resolve import Arguments, find_id
from app.service import Service, open_reader
from app.views_recovery import RecoveryView, StatementView
from ledger.recovery import Statement

Document = dict[str, Any]
Command = Callable[[Service, Arguments], Document]


def _show_statement(view: StatementView) -> Document:
    return {
        "recovery": view.statement.hex(),
        "witnesses": [make_person(person) for person in view.witnesses],
        "signers": [make_person(person) for person in view.signers],
        "missing": view.missing,
        "signed_by_me": view.signed_by_me,
    }


def _show(view: RecoveryView) -> Document:
    return {
        "epoch": view.epoch,
        "height": view.height,
        "witnesses": [make_person(person) for person in view.witnesses],
        "online": view.online,
        "silent": [make_person(person) for person in view.silent],
        "quorum": view.quorum,
        "active": view.active,
        "needed": view.needed,
        "may_act": view.may_act,
        "waits_for_first_seal": view.waits_for_first_seal,
        "statements": [_show_statement(row) for row in view.statements],
        "promised": view.promised.hex(),
        "free_ms": view.free_ms,
        "stopped_because": view.stopped_because,
    }


def _status(service: Service, _arguments: Arguments) -> Document:
    return _show(get_recovery(open_reader(service)))


def _confirm(service: Service, arguments: Arguments, what: str) -> None:
    """Raises AppError: recovery-confirm-… unless its owner said yes to what was explained."""
    reader = open_reader(service)
    if not arguments.flag("yes"):
        view = get_recovery(reader)
        raise AppError(f"recovery-confirm-{what}", active=view.active, needed=view.needed)


def _after(service: Service, statement: Statement) -> Document:
    view = get_recovery(service.reader())
    shown = next((row for row in view.statements if row.statement == statement.id), None)
    document: Document = {"recovery": statement.id.hex(), "epoch": view.epoch, "needed": view.needed}
    return {**document, "missing": 0 if shown is None else shown.missing, "followed": shown is None}


def _propose(service: Service, arguments: Arguments) -> Document:
    reader = open_reader(service)
    seats = [find_seat(reader, one) for one in arguments.texts("members")]
    _confirm(service, arguments, "propose")
    rows = [(seat.person.account, seat.node) for seat in seats]
    return _after(service, recovering.propose(service, rows))


def _find(service: Service, arguments: Arguments) -> bytes:
    view = get_recovery(open_reader(service))
    known = [row.statement for row in view.statements] + ([view.followed] if view.followed else [])
    return find_id(arguments.text("recovery"), known, "recovery")


def _sign(service: Service, arguments: Arguments) -> Document:
    statement = _find(service, arguments)
    _confirm(service, arguments, "sign")
    return _after(service, recovering.sign(service, statement))


def _path(arguments: Arguments) -> Path:
    path = Path(arguments.text("file"))
    if not path.is_absolute():
        raise AppError("bad-request", argument="file")
    return path


def _export(service: Service, arguments: Arguments) -> Document:
    path, statement = _path(arguments), _find(service, arguments)
    recovering.export(service, statement, path)
    return {"recovery": statement.hex(), "file": str(path)}


def _import(service: Service, arguments: Arguments) -> Document:
    open_reader(service)
    return _after(service, recovering.take_file(service, _path(arguments)))


def _stay(service: Service, arguments: Arguments) -> Document:
    recovering.check_stay(service)
    _confirm(service, arguments, "stay")
    recovering.stay(service)
    return {"confirmed": "stay"}


def _withdraw(service: Service, arguments: Arguments) -> Document:
    recovering.check_withdraw(service)
    _confirm(service, arguments, "withdraw")
    recovering.withdraw(service)
    return {"confirmed": "withdraw"}


COMMANDS: Final[Mapping[str, Command]] = {
    "recovery.status": _status,
    "recovery.propose": _propose,
    "recovery.sign": _sign,
    "recovery.export": _export,
    "recovery.import": _import,
    "recovery.stay": _stay,
    "recovery.withdraw": _withdraw,
}
