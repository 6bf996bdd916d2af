# SPDX-License-Identifier: AGPL-3.0-or-later
"""`leave`: without a confirmation it tells what leaving would do; with one, it leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from app import leaving
from app.errors import AppError
from app.facade_naming import write_apart
from app.json_out import to_json
from app.query_leaving import get_leaving
from app.query_money import get_party
from app.resolve import Arguments, find_recipient
from app.service import Service, open_reader
from ledger.units import FUND

Document = dict[str, Any]
Command = Callable[[Service, Arguments], Document]


def _leave(service: Service, arguments: Arguments) -> Document:
    reader = open_reader(service)
    view = get_leaving(reader)
    document: Document = {"left": False, "plan": to_json(view)}
    typed, confirmed = arguments.text("to", ""), arguments.flag("yes")
    if view.left_ms:
        return {**document, "left": True, "phase": view.phase.value}
    if not view.is_member:
        raise AppError("not-a-member-yet")
    if typed:
        to = find_recipient(reader, typed)
        document["to"] = "fund" if to == FUND else write_apart(get_party(reader, to))
    elif confirmed:
        raise AppError("leave-to-whom")
    if not confirmed:
        return document
    erase, words = arguments.flag("erase"), arguments.text("words", "")
    event = leaving.leave(service.desk, find_recipient(reader, typed), erase=erase, words=words)
    return {**document, "left": True, "event": event.id.hex(), "phase": "pending"}


COMMANDS: Final[Mapping[str, Command]] = {"leave": _leave}
