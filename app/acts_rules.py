# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commands about the version of the rules: what was typed is resolved, then `appointing` does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from app import appointing
from app.cli_format import Tongue
from app.cli_rules import make_title
from app.json_out import make_person, to_json
from app.query_rules import get_rules
from app.resolve import Arguments
from app.service import Service, open_reader

Document = dict[str, Any]
Command = Callable[[Service, Arguments], Document]


def _rules(service: Service, _arguments: Arguments) -> Document:
    view = get_rules(open_reader(service))
    document = to_json(view)
    if view.last is not None:
        document["last"]["missing"] = [make_person(person) for person in view.last.missing]
    return document


def _propose_rules(service: Service, arguments: Arguments) -> Document:
    rules = arguments.integer("version", get_rules(open_reader(service)).in_force + 1)
    title = make_title(Tongue(arguments.language()), rules)
    event = appointing.propose_rules(service.desk, rules, **arguments.wording(title))
    return {"rules": rules, "proposal": event.id.hex(), "event": event.id.hex(), "phase": "pending"}


COMMANDS: Final[Mapping[str, Command]] = {"rules": _rules, "propose.rules": _propose_rules}
