# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `search` and `export` do behind the door of a running node, or in the command's own process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from app.exporting import export_history
from app.json_out import make_person, to_json
from app.query_search import LINES_MAX, search_register
from app.reader import Reader
from app.resolve import Arguments
from app.service import Service, open_reader
from app.views_register import ActLineView, RegisterPageView

Document = dict[str, Any]
Command = Callable[[Service, Arguments], Document]
LINES_DEFAULT: Final = 30


def _search(service: Service, arguments: Arguments) -> Document:
    limit = arguments.limit(LINES_DEFAULT, LINES_MAX)
    reader, typed = open_reader(service), " ".join(arguments.texts("text"))
    as_words = arguments.flag("as_words")
    page = search_register(reader, typed, limit=limit, as_words=as_words)
    lines = list(page.lines)
    while page.next is not None and len(lines) < limit:
        page = search_register(reader, typed, limit=limit - len(lines), after=page.next, as_words=as_words)
        lines += page.lines
    return make_document(page, lines[:limit], has_more=page.next is not None or len(lines) > limit)


def make_document(page: RegisterPageView, lines: list[ActLineView], *, has_more: bool) -> Document:
    """The document of `search`."""
    return {
        "understood": page.understood,
        "page": page.height,
        "day_ms": page.day_ms,
        "people": [make_person(person) for person in page.people],
        "words": page.words,
        "sorts": list(page.sorts),
        "acts": [_line(line) for line in lines],
        "has_more": has_more,
        "reached_ms": page.reached_ms,
    }


def _line(line: ActLineView) -> Document:
    document = to_json(line)
    document["page"] = document.pop("height")
    return document | {"author": make_person(line.author), "other": make_person(line.other)}


def _export(service: Service, arguments: Arguments) -> Document:
    reader = open_reader(service)

    def ask(question: Callable[[Reader], Any]) -> Any:
        return question(reader)

    return to_json(export_history(ask, Path(arguments.text("file")), arguments.language()))


COMMANDS: Final[Mapping[str, Command]] = {"search": _search, "export.history": _export}
