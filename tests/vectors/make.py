# SPDX-License-Identifier: AGPL-3.0-or-later
"""Write the golden vectors: `python -m tests.vectors.make`. Deterministic: the same files, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from ledger.event import Event
from ledger.hashing import merkle_root
from ledger.ordering import compute_order_root, order_cut
from ledger.units import AccountId
from tests.helpers.dag_drawing import account_of, draw, every_draw, seal_drawing
from tests.vectors import (
    histories_council,
    histories_energy,
    histories_leaving,
    histories_market,
    histories_members,
    histories_money,
    histories_recovery,
)
from tests.vectors.arithmetics import make_allocation, make_digests, make_settlement
from tests.vectors.charters import make_charters
from tests.vectors.encodings import make_encoding
from tests.vectors.events import make_events
from tests.vectors.light import make_light, make_receipts
from tests.vectors.recovery import make_recovery
from tests.vectors.seals import make_seals
from tests.vectors.story import Story, text_of_histories

HERE = Path(__file__).parent
Case = dict[str, Any]


DRAWINGS: dict[str, tuple[str, str]] = {
    "one chain": ("a", "a0 -- a1 -- a2 -- a3"),
    "two chains": ("ab", "a0 -- a1\n\nb0 -- b1"),
    "a dep": ("ab", "a0 -- a1\n    /\nb0 -- b1"),
    "a diamond": ("abc", "      b0\n    /    \\\na0         a1\n    \\    /\n      c0"),
    "a revocation": ("abc", "a0 -- a1\n\nb0 -- b1!\n\nc0!"),
    "three ways to meet": ("abc", "a0 -- a1 ---- a2\n    /       /\nb0 ------ b1\n    \\\nc0 -- c1"),
}


def make_ordering() -> dict[str, Any]:
    cases: list[Case] = []
    for name, (letters, drawing) in DRAWINGS.items():
        events = draw(drawing)
        accounts = {event.author: account_of(who[0]) for who, event in events.items()}
        mapping = {event.id: event for event in events.values()}
        for drawn in every_draw(letters):
            previous = seal_drawing(drawn)
            ordered = order_cut(mapping, previous, lambda event, of=accounts: of[event.author])
            cases.append(
                {
                    "name": f"{name}, {drawn}",
                    "drawing": drawing.splitlines(),
                    "previous_seal": previous.hex(),
                    "events": [_ordering_event(who, event, accounts) for who, event in events.items()],
                    "order": [event_id.hex() for event_id in ordered],
                    "order_root": compute_order_root(ordered).hex(),
                }
            )
    roots = [
        {
            "leaves": [bytes([n]).hex() for n in range(size)],
            "root": merkle_root([bytes([n]) for n in range(size)]).hex(),
        }
        for size in (0, 1, 2, 3, 4, 5, 7, 8, 9)
    ]
    return {"cases": cases, "roots": roots}


def _ordering_event(name: str, event: Event, accounts: dict[Any, AccountId]) -> Case:
    return {
        "name": name,
        "id": event.id.hex(),
        "author": event.author.hex(),
        "account": accounts[event.author].hex(),
        "seq": event.seq,
        "prev": event.prev.hex(),
        "deps": [dep.hex() for dep in event.deps],
        "kind": event.kind,
    }


FILES: dict[str, Callable[[], dict[str, Any]]] = {
    "allocation.json": make_allocation,
    "charters.json": make_charters,
    "digests.json": make_digests,
    "encoding.json": make_encoding,
    "events.json": make_events,
    "ordering.json": make_ordering,
    "seals.json": make_seals,
    "settlement.json": make_settlement,
    "light.json": make_light,
    "receipts.json": make_receipts,
    "recovery.json": make_recovery,
}


HISTORIES: dict[str, dict[str, Callable[[], Story]]] = {
    "results_council.json": histories_council.HISTORIES,
    "results_energy.json": histories_energy.HISTORIES,
    "results_leaving.json": histories_leaving.HISTORIES,
    "results_market.json": histories_market.HISTORIES,
    "results_members.json": histories_members.HISTORIES,
    "results_money.json": histories_money.HISTORIES,
    "results_recovery.json": histories_recovery.HISTORIES,
}
NAMES = (*FILES, *HISTORIES)


@cache
def stories_of(name: str) -> dict[str, Story]:
    """Each history of a file, told once a run."""
    return {title: tell() for title, tell in HISTORIES[name].items()}


@cache
def text_of(name: str) -> str:
    if name in HISTORIES:
        return text_of_histories([story.tell(title) for title, story in stories_of(name).items()])
    return json.dumps(FILES[name](), indent=1, ensure_ascii=True) + "\n"


def main() -> None:
    for name in NAMES:
        (HERE / name).write_text(text_of(name), encoding="ascii")


if __name__ == "__main__":
    main()
