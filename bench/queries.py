# SPDX-License-Identifier: AGPL-3.0-or-later
"""What each question behind a page costs on a long history: `python -m bench.queries [events] [offers]`.

100,000 payments between ten members and 300 offers unless told; each question is asked five times, and the
median of the processor's milliseconds is given. That none walks what grows is a test's
(tests/app/test_query_plans.py).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from app.commands import add_listing
from app.founding import seal_all
from app.meters.local_curve import LocalCurve
from app.query_acts import get_trail
from app.query_council import get_fund, get_proposals
from app.query_devices import get_devices
from app.query_energy import get_meters, get_morning
from app.query_help import get_help, get_my_pension, get_pots
from app.query_market import get_listings, get_orders
from app.query_money import get_balances, get_history, preview_payment
from app.query_proof import get_event_proof
from app.query_register import get_digest, get_inbox, get_peers, get_status
from app.query_roles import get_roles, get_witness_board
from app.query_search import find_anywhere, search_register
from app.query_settlement import get_settled_day
from app.reader import Reader
from app.service import Service
from bench.history import History
from ledger.read_model import LAST_PLACE

EVENTS = 100_000
PEOPLE = 10
LISTINGS = 300
ROUNDS = 5


def list_questions(reader: Reader, curve: LocalCurve) -> dict[str, Callable[[], Any]]:
    receipts = reader.read_model.get_receipts_of([reader.me], 400, LAST_PLACE)
    middle_ms, some = receipts[-1].seal_ms, receipts[-1].id
    plain = (
        get_balances, get_devices, get_digest, get_fund, get_help, get_history, get_inbox, get_listings,
        get_meters, get_my_pension, get_orders, get_peers, get_pots, get_proposals, get_roles,
        get_settled_day, get_witness_board,
    )  # fmt: skip
    return {
        **{question.__name__: lambda ask=question: ask(reader) for question in plain},
        "get_status": lambda: get_status(reader, with_digest=False),
        "get_morning": lambda: get_morning(reader, curve),
        "get_history, an older page": lambda: get_history(reader, 50, middle_ms),
        "get_event_proof": lambda: get_event_proof(reader, some),
        "preview_payment": lambda: preview_payment(reader, b"fund", "hour", 60),
        "get_members": reader.get_members,
        "get_listings, a page": lambda: get_listings(reader, limit=31),
        "get_listings, a page of a search": lambda: get_listings(reader, "offer", "panier 7", 31),
        "get_listings, a search in vain": lambda: get_listings(reader, "offer", "nowhere", 31),
        "search_register, the latest": lambda: search_register(reader),
        "search_register, a person": lambda: search_register(reader, "voisin 3"),
        "search_register, a day": lambda: search_register(reader, "today"),
        "search_register, a number": lambda: search_register(reader, some.hex()[:10]),
        "search_register, a slice of words": lambda: search_register(reader, "nowhere"),
        "search_register, a slice of a balance": lambda: search_register(reader, asset="kwh"),
        "get_trail": lambda: get_trail(reader, some),
        "find_anywhere": lambda: find_anywhere(reader, "panier 7"),
        "find_anywhere, in vain": lambda: find_anywhere(reader, "nowhere"),
    }


def measure_questions(history: History) -> dict[str, float]:
    """Median of the processor's milliseconds of each question, the reader made anew as for each page."""
    service = Service(history.desk)
    curve = LocalCurve(history.home.curve_database)
    found: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for name, ask in list_questions(service.reader(), curve).items():
            start = time.process_time()
            ask()
            found.setdefault(name, []).append(1000 * (time.process_time() - start))
    curve.close()
    return {name: round(statistics.median(times), 2) for name, times in sorted(found.items())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", nargs="?", type=int, default=EVENTS)
    parser.add_argument("offers", nargs="?", type=int, default=LISTINGS)
    typed = parser.parse_args()
    wanted = typed.events
    with tempfile.TemporaryDirectory(prefix="voisinage-bench-") as name:
        history = History(Path(name), PEOPLE)
        for number in range(typed.offers):
            add_listing(
                history.desk, side="offer", template="good", title=f"Panier {number}", text="",
                price=[("hour", 60)], stock=-1,
            )  # fmt: skip
        seal_all(history.desk)
        history.authors[0].seq, history.authors[0].prev = history.get_slot()
        print(f"{wanted} events", file=sys.stderr, flush=True)
        history.grow(wanted)
        print(
            json.dumps({"events": wanted, "offers": typed.offers, "ms": measure_questions(history)}, indent=2)
        )
        history.close()


if __name__ == "__main__":
    main()
