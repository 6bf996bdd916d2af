# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every SQL statement the program runs, by SQLite's own plan: none walks a table that grows, none sorts one.

The statements are collected while every question is asked and a copy works, so a new one is judged by itself.
"""

from __future__ import annotations

import inspect
import re
import sqlite3
from collections.abc import Callable, Generator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from app.meters.local_curve import LocalCurve
from app.query_account import get_consents
from app.query_acts import get_act_line, get_trail
from app.query_bought import get_bought
from app.query_council import get_fund, get_proposals
from app.query_devices import find_exclusion, get_device_items, get_devices
from app.query_duty import get_duty
from app.query_energy import find_neighbours, get_curve, get_energy_days, get_meters, get_morning
from app.query_help import get_debt, get_help, get_help_inbox, get_month_start, get_my_pension, get_pots
from app.query_inbox import get_inbox
from app.query_leaving import get_departure, get_leaving, list_left
from app.query_market import get_listing, get_listings, get_orders
from app.query_money import (
    find_lost_entries,
    find_pending_entries,
    get_balances,
    get_history,
    get_my_keys,
    get_parities,
    get_party,
    get_sealed_history,
    preview_payment,
)
from app.query_news import FIRST_PLACE, get_news
from app.query_people import get_helped, get_neighbour, get_neighbours
from app.query_period import SPANS, find_day_proof, get_clear_yesterday, get_period, get_savings_days
from app.query_proof import get_event_proof
from app.query_recovery import get_recovery
from app.query_register import get_digest, get_invitations, get_peers, get_status
from app.query_roles import get_computers, get_roles, get_witness_board
from app.query_rules import get_rules, get_vote_length
from app.query_search import find_anywhere, search_register
from app.query_settlement import get_choices, get_settled_day, get_yesterday_ms
from app.query_void import find_taker, get_void_items
from app.reader import Picture, Reader
from ledger.blob import make_blob, name_blob
from ledger.hashing import hash_blob
from ledger.read_model import ReadModel
from ledger.replica import Replica
from ledger.state import COMMUNE
from ledger.store import Store
from ledger.units import DAY_MS, BlobHash
from tests.helpers.builders import seed_of
from tests.helpers.hamlet import Hamlet, follow, give, settled

GROWING = (
    "events", "receipts", "concerns", "moments", "words", "seals", "lists", "blobs", "wanted", "said",
    "keys", "state",
)  # fmt: skip
"""Tables with a row an event, a seal, an account or a text; not `meta`, nor `peers`."""
AT_START = (
    "SELECT name, key, row, sum FROM state",
    "SELECT number, key FROM keys",
)
"""What a start reads whole, because it holds it in memory from then on."""
PAGES = 32
NOWHERE = bytes(32)


def village(path: Path) -> tuple[Hamlet, Replica]:
    """A copy on disk of a village with an object of every family, words, a fork, and acts that wait."""
    hamlet = settled("anna", "ben")
    anna, ben, founder = hamlet.people["anna"], hamlet.people["ben"], hamlet.founder
    blob = make_blob(bytes(16), b"merci")
    memo = name_blob(hamlet.commune, blob)
    hamlet.seal(hamlet.sign(anna, "transfer", {
        "to": ben.account, "asset": "hour", "amount": 5, "purpose": "", "memo": memo,
    }))  # fmt: skip
    hamlet.main.add_blob(blob)
    hamlet.add_meter(anna)
    listing = hamlet.list_item(anna, ("hour", 60))
    hamlet.place(ben, listing)
    hamlet.do(founder, "proposal", form="text", title=bytes(32), text=b"", duration=2 * DAY_MS, content={})
    hours = {"beneficiary": ben.account, "seconds": 3_600, "category": "care", "memo": b""}
    hamlet.do(anna, "service.log", **hours, **{"from": hamlet.now_ms - 3 * 3_600_000})
    one = hamlet.transfer(anna, ben.account, 1)
    other = hamlet.transfer(anna, ben.account, 2, seq=one.seq, prev=one.prev)
    give(hamlet.main, one, other)
    hamlet.seal()
    replica = hamlet.fresh(path)
    follow(replica, hamlet.main)
    give(replica, one, other, hamlet.transfer(ben, anna.account, 3))
    replica.add_blob(blob)
    return hamlet, replica


class Listener:
    """What was run over a connection, each statement once, its values left out."""

    def __init__(self) -> None:
        self.statements: dict[str, str] = {}

    def __call__(self, statement: str) -> None:
        shape = re.sub(r"x?'[^']*'|\b-?\d+\b", "?", " ".join(statement.split()))
        self.statements.setdefault(shape, statement)

    def find_walks(self, db: sqlite3.Connection) -> list[str]:
        """The statements whose plan walks or sorts a growing table, with the plan."""
        db.set_trace_callback(None)
        wrong: list[str] = []
        for statement in self.statements.values():
            if not statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")) or statement in AT_START:
                continue
            plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")]
            bad = [step for step in plan if "TEMP B-TREE" in step or self._is_walk(step)]
            if bad and "FROM peers" not in statement:
                wrong.append(f"{statement[:200]}: {bad}")
        return wrong

    @staticmethod
    def _is_walk(step: str) -> bool:
        found = re.match(r"SCAN (\w+)", step)
        return found is not None and (found[1] in GROWING or len(found[1]) == 1)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Generator[tuple[Reader, Listener, LocalCurve]]:
    folder = tmp_path_factory.mktemp("plans")
    hamlet, replica = village(folder / "commune.db")
    store = Store(folder / "commune.db", read_only=True)
    anna = hamlet.people["anna"]
    pending = replica.get_pending(hamlet.now_ms)
    picture = Picture(
        version=1,
        commune=hamlet.commune,
        me=anna.account,
        device=anna.key,
        sealed=replica.state,
        pending=pending.state,
        pending_events=tuple(replica.dag.events.values()),
        pending_results={result.id: result for result in pending.results},
        is_founded=True,
        node=None,
    )
    listener = Listener()
    store.db.set_trace_callback(listener)
    curve = LocalCurve(folder / "curve.db")
    yield Reader(picture, store, ReadModel(store.db, create=False), hamlet.now_ms), listener, curve
    curve.close()
    store.close()
    replica.store.close()


QUESTIONS: dict[str, Callable[[Reader, LocalCurve], Any]] = {
    **{
        question.__name__: lambda reader, _curve, ask=question: ask(reader)
        for question in (
            get_proposals, get_fund, get_devices, get_device_items, find_exclusion, get_meters, get_help,
            get_month_start, get_help_inbox, get_pots, get_debt, get_my_pension, get_listings, get_orders,
            get_balances, get_parities, get_status, get_digest, get_peers, get_invitations, get_inbox,
            get_roles, get_rules, get_witness_board, get_computers, get_yesterday_ms, get_choices,
            get_consents, get_departure, get_leaving, list_left,
            get_recovery, get_helped, get_my_keys, get_neighbours, get_savings_days, find_lost_entries,
            get_bought, get_duty, get_vote_length, get_void_items,
            find_pending_entries,
        )
    },
    "get_morning": get_morning,
    "get_energy_days": lambda reader, curve: get_energy_days(reader, curve, 0, reader.now_ms),
    "get_curve": lambda reader, curve: get_curve(reader, curve, reader.now_ms - DAY_MS),
    "get_listing": lambda reader, _: get_listing(reader, NOWHERE),
    "get_party": lambda reader, _: get_party(reader, reader.me),
    "preview_payment": lambda reader, _: preview_payment(reader, b"fund", "hour", 60),
    "get_settled_day": lambda reader, _: get_settled_day(reader),
    "get_clear_yesterday": lambda reader, _: get_clear_yesterday(reader),
    "find_neighbours": lambda reader, _: find_neighbours(reader, reader.now_ms),
    "get_neighbour": lambda reader, _: get_neighbour(reader, reader.me),
    "find_day_proof": lambda reader, _: find_day_proof(reader, reader.now_ms - 40 * DAY_MS),
    "get_period": lambda reader, curve: [get_period(reader, curve, span) for span in SPANS],
    "get_news": lambda reader, _: (get_news(reader, FIRST_PLACE), get_news(reader, (1, 0), 2, (3, 0))),
    "get_history": lambda reader, _: (
        get_history(reader), get_history(reader, 2), get_history(reader, 2, reader.now_ms - 3_000),
    ),
    "get_event_proof": lambda reader, _: [
        get_event_proof(reader, entry) for entry in (NOWHERE, *(one.event for one in get_history(reader)))
    ],
    "get_sealed_history": lambda reader, _: get_sealed_history(reader, 2),
    "get_act_line": lambda reader, _: [
        get_act_line(reader, entry) for entry in (NOWHERE, *(one.event for one in get_history(reader)))
    ],
    "get_trail": lambda reader, _: [get_trail(reader, one.event) for one in get_history(reader)],
    "search_register": lambda reader, _: [
        search_register(reader, typed, after=after)
        for typed in ("", "page 3", "today", "merci", reader.get_name(reader.me), reader.me.hex()[:8])
        for after in (None, (5, 0))
    ] + [
        search_register(reader, asset="hour", of_fund=of_fund) for of_fund in (False, True)
    ],
    "find_taker": lambda reader, _: [
        find_taker(reader, replace(one, reason="balance")) for one in get_history(reader)
    ],
    "find_anywhere": lambda reader, _: find_anywhere(reader, "a"),
}  # fmt: skip
BY_OTHERS = {
    "get_picture", "find_silence", "list_evidence", "get_sealing_items", "is_heard", "may_confirm_alone",
    "get_role_change", "get_witnesses_change", "make_seat", "get_pending_line", "get_receipt_line",
    "get_keys_of", "make_sealed_entry", "get_subject_title", "find_people", "make_entry", "make_service",
    "get_recovery_items", "find_stall", "needs_update", "get_rules_change", "get_rules_items", "find_task",
    "iter_receipts", "get_deadlines", "make_trades", "list_silent",
}  # fmt: skip
"""Asked by the questions above."""


def test_no_question_walks_or_sorts_what_grows(asked: tuple[Reader, Listener, LocalCurve]):
    reader, listener, curve = asked
    for question in QUESTIONS.values():
        question(reader, curve)
    assert len(listener.statements) > 8
    assert listener.find_walks(reader.store.db) == []


def test_every_question_is_asked_here():
    modules = [path.stem for path in (Path(__file__).parents[2] / "app").glob("query_*.py")]
    found: set[str] = set()
    for module in modules:
        for name, function in inspect.getmembers(import_module(f"app.{module}"), inspect.isfunction):
            is_here = function.__module__ == f"app.{module}" and not name.startswith("_")
            if is_here and "reader" in inspect.signature(function).parameters:
                found.add(name)
    assert found - BY_OTHERS == set(QUESTIONS)


def test_no_work_of_a_copy_walks_or_sorts_what_grows(tmp_path: Path):
    hamlet, replica = village(tmp_path / "commune.db")
    replica.store.close()
    listener = Listener()
    store = Store(tmp_path / "commune.db")
    store.db.set_trace_callback(listener)
    copy = Replica(store)
    anna, ben = hamlet.people["anna"], hamlet.people["ben"]
    waiting = hamlet.transfer(ben, anna.account, 4)
    give(copy, waiting)
    copy.append(hamlet.transfer(hamlet.founder, anna.account, 5))
    hamlet.seal(waiting, hamlet.transfer(hamlet.founder, anna.account, 6))
    follow(copy, hamlet.main)
    for height in range(copy.height + 1):
        list(store.iter_sealed(height))
        copy.read_model.get_results(height)
    list(copy.store.iter_history(0))
    copy.get_event(waiting.id)
    copy.read_model.get_receipt(waiting.id)
    copy.read_model.get_receipts_of([anna.account, anna.key], PAGES)
    copy.read_model.find_place(hamlet.now_ms)
    blob = make_blob(bytes(16), b"words")
    store.want_blob(BlobHash(hash_blob(hamlet.commune, blob)), anna.account, anna.account)
    assert store.get_wanted()
    copy.add_blob(blob)
    store.get_blob_bytes_of(anna.account)
    store.get_sealed_ids(anna.key, 0)
    store.get_dead(PAGES)
    store.get_witness_list(3)
    store.get_list_heights(0, 3)
    store.get_last_height()
    store.check_room()
    store.remember_peer(seed_of("node"), "/ip4/127.0.0.1", 1)
    assert copy.state.size(COMMUNE) == 1
    assert len(listener.statements) > 25
    assert listener.find_walks(store.db) == []
    store.close()


def test_the_watch_sees_a_walk_and_a_sort(tmp_path: Path):
    store = Store(tmp_path / "commune.db")
    for statement in (
        "SELECT payload FROM events WHERE payload = x'00'",
        "SELECT payload FROM events WHERE height = 3 ORDER BY payload",
        "SELECT COUNT(*) FROM seals",
    ):
        listener = Listener()
        store.db.set_trace_callback(listener)
        store.db.execute(statement).fetchall()
        assert len(listener.find_walks(store.db)) == 1, statement
    store.close()
