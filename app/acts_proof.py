# SPDX-License-Identifier: AGPL-3.0-or-later
"""`proof`: the proof of an act, shown or saved as a file that others check without this register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from app import query_money, query_proof
from app.errors import AppError
from app.json_out import get_suffix, make_person, to_json
from app.receipts import save_receipt
from app.resolve import Arguments, find_id
from app.service import Service, open_reader

Document = dict[str, Any]
Command = Callable[[Service, Arguments], Document]

_LOOKED_THROUGH: Final = 500
"""Lines of one's history in which the beginning of an act's name is looked for."""


def _proof(service: Service, arguments: Arguments) -> Document:
    reader = open_reader(service)
    typed = arguments.text("event")
    known: list[bytes] = [event.id for event in reader.picture.pending_events]
    full = _as_id(typed)
    if full is not None:
        known.append(full)
    else:
        known += [entry.event for entry in query_money.get_history(reader, _LOOKED_THROUGH)]
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
    if view.asked is not None:
        to, asked = view.asked
        document["asked"] = {"to": make_person(to), **to_json(asked)}
    return document


def _as_id(typed: str) -> bytes | None:
    try:
        found = bytes.fromhex(typed.strip())
    except ValueError:
        return None
    return found if len(found) == 32 else None


COMMANDS: Final[Mapping[str, Command]] = {"proof": _proof}
