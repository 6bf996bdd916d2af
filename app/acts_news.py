# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `voisinage inbox` and `news` do: what waits, a page of news, and the mark of what was seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from app.errors import AppError
from app.json_out import to_json
from app.query_inbox import get_inbox
from app.query_news import PAGE, PAGE_MAX, get_news, load_seen, newest_place, save_seen
from app.resolve import Arguments
from app.service import Service, open_reader
from app.views_news import Place
from ledger.read_model import LAST_PLACE

Document = dict[str, Any]


def _inbox(service: Service, _arguments: Arguments) -> Document:
    return {"inbox": to_json(get_inbox(open_reader(service)))}


def _read_place(typed: str) -> Place:
    height, _, position = typed.partition(":")
    try:
        return int(height), int(position)
    except ValueError:
        raise AppError("news-place", typed=typed) from None


def _news(service: Service, arguments: Arguments) -> Document:
    limit = arguments.limit(PAGE, PAGE_MAX)
    typed = arguments.text("before", "")
    before = _read_place(typed) if typed else LAST_PLACE
    path = service.desk.home.news_seen
    view = get_news(open_reader(service), load_seen(path), limit, before)
    if arguments.flag("seen"):
        save_seen(path, newest_place(view))
        service.note("history")
    document = to_json(view)
    for item in (*document["items"], document):
        for name in {"place", "older"} & set(item):
            item[name] = item[name] and ":".join(map(str, item[name]))
    return document


COMMANDS: Final[Mapping[str, Callable[[Service, Arguments], Document]]] = {"inbox": _inbox, "news": _news}
