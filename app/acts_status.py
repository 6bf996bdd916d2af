# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions about this computer's copy of the register: where it stands, who is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from app import query_register
from app.json_out import make_person, to_json
from app.query_leaving import list_left
from app.resolve import Arguments
from app.service import Service, open_reader

Document = dict[str, Any]
Command = Callable[[Service, Arguments], Document]


def _status(service: Service, _arguments: Arguments) -> Document:
    view = query_register.get_status(service.reader())
    document = to_json(view)
    document["peers"] = document.pop("peers_online")  # computers; people are `neighbours_online`
    document["me"] = make_person(view.me)
    document["join_status"] = service.join_status
    document["node_running"] = service.node_statistics is not None
    return document


def _members(service: Service, arguments: Arguments) -> Document:
    if arguments.flag("left"):
        return {"left": to_json(list_left(open_reader(service)))}
    return {"members": to_json(open_reader(service).get_members())}


def _peers(service: Service, _arguments: Arguments) -> Document:
    return {"peers": to_json(query_register.get_peers(service.reader()))}


COMMANDS: Final[Mapping[str, Command]] = {
    "status": _status,
    "members": _members,
    "peers": _peers,
}
