# SPDX-License-Identifier: AGPL-3.0-or-later
"""What to say when the window is not looked at: `Voisinage.notices`. Remembers in home/told.json."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, cast

from app.config import Config
from app.facade_naming import name_apart
from app.notices import Facts, Incoming, Memory, OpenVote, decide
from app.paths import write_private_file
from app.query_council import get_proposals
from app.query_inbox import get_inbox
from app.query_money import get_history
from app.query_settlement import get_settled_day
from app.reader import Reader
from app.views import Phase
from app.views_notices import NoticeView
from ledger.state import get_commune

FILE_BYTES_MAX: Final = 1 << 20
_HISTORY: Final = 50


class NoticesDoor:
    """See the module; given the facade's own way to ask."""

    def __init__(
        self, ask: Callable[[Callable[[Reader], Any]], Any], load: Callable[[], Config], path: Path
    ) -> None:
        self._ask = ask
        self._load = load
        self._path = path
        self._memory = _read(path)

    def due(self, *, looked_at: bool) -> tuple[NoticeView, ...]:
        """What to say now; asked again and again, it says a thing once."""
        if not self._load().notify:
            looked_at = True
        said, after = self._ask(lambda reader: self._decide(reader, looked_at=looked_at))
        if after != self._memory:
            self._memory = after
            document = {"told": after.told, "last_received_ms": after.last_received_ms}
            with suppress(OSError):  # told twice at worst, at the next start
                write_private_file(self._path, json.dumps(document).encode())
        return said

    def _decide(self, reader: Reader, *, looked_at: bool) -> tuple[tuple[NoticeView, ...], Memory]:
        if not reader.picture.is_founded:
            return (), self._memory
        offsets = get_commune(reader.state).offsets
        return decide(reader.now_ms, offsets, get_facts(reader), self._memory, looked_at=looked_at)


def get_facts(reader: Reader) -> Facts:
    """What the register says now."""
    day = get_settled_day(reader, 0)
    incoming = [
        Incoming(
            event=entry.event,
            asset=line.asset,
            amount=line.amount,
            person=name_apart(entry.counterpart),
        )
        for entry in get_history(reader, _HISTORY, 0)
        if entry.phase is Phase.SEALED and entry.counterpart is not None
        for line in entry.amounts
        if line.amount > 0
    ]
    votes = [
        OpenVote(proposal=one.proposal, title=one.title, closes_ms=one.closes_ms)
        for one in get_proposals(reader)
        if one.state == "open" and not one.my_choice
    ]
    return Facts(
        produced_wh=day.minted_wh if day.is_settled and day.minted_wh else -1,
        buyers=sum(trade.people for trade in day.buyers),
        waiting=len(get_inbox(reader)),
        incoming=tuple(incoming),
        votes=tuple(votes),
    )


def _read(path: Path) -> Memory:
    """What was told; nothing of a file that is not ours: then what is there now counts as told."""
    try:
        with path.open("rb") as file:
            found: object = json.loads(file.read(FILE_BYTES_MAX))
        kept = cast("dict[str, Any]", found)
        return Memory(
            begun=True,
            told=tuple(str(key) for key in list(kept["told"])),
            last_received_ms=int(kept["last_received_ms"]),
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return Memory()
