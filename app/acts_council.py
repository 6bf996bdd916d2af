# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions about what the village decides: proposals and the fund."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from app.json_out import to_json
from app.query_council import get_fund, get_proposals
from app.resolve import Arguments
from app.service import Service, open_reader

Document = dict[str, Any]
Command = Callable[[Service, Arguments], Document]


def _proposals(service: Service, arguments: Arguments) -> Document:
    return {"proposals": to_json(get_proposals(open_reader(service))[: arguments.limit()])}


def _fund(service: Service, _arguments: Arguments) -> Document:
    return to_json(get_fund(open_reader(service)))


COMMANDS: Final[Mapping[str, Command]] = {"proposals": _proposals, "fund": _fund}
