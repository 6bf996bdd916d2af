# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lines of the register about what nobody signed: named by what became of it, with whose it was."""

from __future__ import annotations

import pytest

from app.query_acts import get_act_line
from app.query_proof import get_event_proof
from app.reader import Picture, Reader
from app.views_register import ActLineView
from ledger.encoding import encode
from ledger.limits import REARM_MS
from ledger.read_model import ReadModel
from ledger.rulebook.orders import ORDERS
from ledger.store import Store
from ledger.units import DAY_MS, HOUR_MS, BlobHash, EventId
from tests.helpers.builders import Person, Village, blob_of


@pytest.fixture
def village() -> Village:
    """The founder sells, anna buys; she holds 100 kWh."""
    village = Village.found()
    village.join("anna")
    village.mint(village.people["anna"], 100_000)
    return village


def act(village: Village, person: Person, action: str, order: EventId) -> None:
    row = village.state.get(ORDERS, order)
    assert row is not None
    body = {"parity": row.parity} if action == "accept" else {}
    assert village.do(person, f"order.{action}", order=order, **body).is_applied


def line_of(village: Village, *, waited_ms: int, late_ms: int = 0) -> tuple[Reader, ActLineView]:
    """The line of what the seal after some time did by itself."""
    (result,) = village.wait(waited_ms + late_ms).results
    store = Store(None)
    picture = Picture(
        version=1, commune=village.commune, me=village.founder.account, device=village.founder.key,
        sealed=village.state, pending=village.state, pending_events=(), pending_results={}, is_founded=True,
        node=None,
    )  # fmt: skip
    reader = Reader(picture, store, ReadModel(store.db), village.now_ms)
    reader.read_model.add(len(village.executions), village.now_ms, (), (result,))
    line = get_act_line(reader, result.id)
    assert line is not None
    proof = get_event_proof(reader, result.id)
    assert proof is not None
    assert proof.kind == line.kind
    return reader, line


def whose(village: Village, line: ActLineView) -> list[str]:
    names = {person.account: name for name, person in village.people.items()}
    names[village.founder.account] = "founder"
    return [names[one.account] for one in line.parties]


def test_an_order_that_nobody_answered_is_cancelled_not_accepted(village: Village) -> None:
    anna = village.people["anna"]
    village.place(anna, village.list_item(village.founder, ("kwh", 1)))
    _, line = line_of(village, waited_ms=3 * DAY_MS)
    assert (line.kind, line.author, line.rule_ms) == ("order.lapse", None, 3 * DAY_MS)
    assert whose(village, line) == ["anna", "founder"]


def test_an_order_delivered_in_silence_is_paid(village: Village) -> None:
    anna = village.people["anna"]
    order = village.place(anna, village.list_item(village.founder, ("kwh", 1_000)))
    for action in ("accept", "deliver"):
        act(village, village.founder, action, order)
    _, line = line_of(village, waited_ms=7 * DAY_MS)
    assert (line.kind, line.rule_ms) == ("order.silence", 7 * DAY_MS)
    assert whose(village, line) == ["anna", "founder"]


def test_a_buyer_who_cannot_pay_is_said_and_named_each_time(village: Village) -> None:
    anna = village.people["anna"]
    order = village.place(anna, village.list_item(village.founder, ("kwh", 1_000)))
    for action in ("accept", "deliver"):
        act(village, village.founder, action, order)
    assert village.pay(anna, village.founder.account, "kwh", 100_000).is_applied
    for waited_ms in (7 * DAY_MS, DAY_MS):
        _, line = line_of(village, waited_ms=waited_ms)
        assert line.kind == "order.unpaid"
        assert whose(village, line) == ["anna", "founder"]


def test_what_is_put_off_after_an_outage_says_so(village: Village) -> None:
    anna = village.people["anna"]
    village.place(anna, village.list_item(village.founder, ("kwh", 1)))
    _, line = line_of(village, waited_ms=3 * DAY_MS, late_ms=HOUR_MS + 1)
    assert line.kind == "task.later"
    assert whose(village, line) == ["anna", "founder"]
    _, line = line_of(village, waited_ms=REARM_MS)
    assert line.kind == "order.lapse"


def test_hours_never_confirmed_are_somebody_s(village: Village) -> None:
    anna = village.people["anna"]
    body = {"beneficiary": village.founder.account, "seconds": 3_600, "from": village.now_ms - 2 * HOUR_MS}
    assert village.do(anna, "service.log", memo=bytes(32), category="", **body).is_applied
    _, line = line_of(village, waited_ms=30 * DAY_MS)
    assert (line.kind, line.rule_ms) == ("service.lapse", 30 * DAY_MS)
    assert whose(village, line) == ["anna", "founder"]


def test_a_vote_that_closed_and_what_it_brought_say_which(village: Village) -> None:
    title, content = blob_of("Un four à pain"), encode([bytes(16), "Un four à pain".encode()])
    body = {"form": "text", "title": title, "text": b"", "duration": 3 * DAY_MS, "content": {}}
    assert village.do(village.founder, "proposal", **body).is_applied
    reader, line = line_of(village, waited_ms=3 * DAY_MS)
    assert (line.kind, line.by_itself, line.rule_ms, line.parties) == ("proposal.close", True, 0, ())
    assert line.words == "", "its words have not arrived"
    fresh = Reader(reader.picture, reader.store, reader.read_model, village.now_ms)
    fresh.store.add_blob(BlobHash(title), village.founder.account, content)
    shown = get_act_line(fresh, line.event)
    assert shown is not None
    assert shown.words == "Un four à pain"
