# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person reads of `voisinage news`; a part of `cli_words`, under its law."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from app.cli_format import Tongue


def make_news_words(
    say_entry: Callable[[Tongue, Mapping[str, Any]], str],
) -> Callable[[Tongue, Mapping[str, Any]], Iterator[str]]:
    """What a person reads; an entry is told as `history` tells it."""

    def say_news(t: Tongue, document: Mapping[str, Any]) -> Iterator[str]:
        if not document["items"]:
            yield t.say("Rien de nouveau.", "Nothing new.")
        for item in document["items"]:
            mark = "* " if item["is_new"] else "  "
            if item["entry"]:
                yield mark + say_entry(t, item["entry"])
                continue
            passed = item["decision"]["state"] in ("passed", "executed")
            ended = t.say("adopté", "passed") if passed else t.say("rejeté", "rejected")
            yield f"{mark}{t.instant(item['at_ms'])} · {ended} · {item['decision']['title']}"
        if document["older"]:
            yield t.say(
                f"Avant : voisinage news --before {document['older']}",
                f"Before: voisinage news --before {document['older']}",
            )

    return say_news
