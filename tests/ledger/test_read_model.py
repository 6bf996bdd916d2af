# SPDX-License-Identifier: AGPL-3.0-or-later
"""Receipts: what they say is what was executed, and rebuilding them from the events changes nothing."""

from __future__ import annotations

import pytest

from ledger.errors import StoreError
from ledger.execute import compute_results_root
from ledger.read_model import ReadModel
from ledger.store import Store
from tests.helpers.hamlet import Hamlet, fill_disk, follow, outcomes_of, settled


@pytest.fixture
def hamlet() -> Hamlet:
    return settled("anna", "ben")


def rows(model: ReadModel) -> list[tuple[object, ...]]:
    query = "SELECT * FROM receipts ORDER BY height, position"
    concerns = "SELECT * FROM concerns ORDER BY account, height, position"
    return [*model.db.execute(query), *model.db.execute(concerns)]


def test_a_receipt_says_what_was_executed(hamlet: Hamlet):
    anna, ben = hamlet.people["anna"], hamlet.people["ben"]
    good, void = hamlet.transfer(anna, ben.account, 60), hamlet.transfer(ben, ben.account, 60)
    execution = hamlet.seal(good, void)
    model = hamlet.main.read_model
    assert model.get_results(hamlet.main.height) == execution.results
    assert compute_results_root(model.get_results(hamlet.main.height)) == compute_results_root(
        execution.results
    )
    receipt = model.get_receipt(good.id)
    assert receipt is not None
    assert (receipt.outcome, receipt.label, receipt.is_task) == ("applied", "transfer", False)
    assert (receipt.height, receipt.seal_ms) == (hamlet.main.height, hamlet.now_ms)
    assert [line.amount for line in receipt.postings] == [-60, 60]
    other = model.get_receipt(void.id)
    assert other is not None
    assert (other.outcome, other.postings) == ("self", ())
    assert model.get_receipt(bytes(32)) is None
    assert outcomes_of(execution) == {good.id: "applied", void.id: "self"}


def test_receipts_of_a_person_the_newest_first(hamlet: Hamlet):
    anna, ben = hamlet.people["anna"], hamlet.people["ben"]
    sent = [hamlet.transfer(anna, ben.account, 60) for _ in range(3)]
    for event in sent:
        hamlet.seal(event)
    model = hamlet.main.read_model
    ids = [event.id for event in reversed(sent)]
    assert [receipt.id for receipt in model.get_receipts_of([ben.account], 3)] == ids
    assert [receipt.id for receipt in model.get_receipts_of([anna.account, anna.key], 3)] == ids, "once each"
    newest = model.get_receipts_of([ben.account], 1)[0]
    before = (newest.height, newest.position)
    assert [receipt.id for receipt in model.get_receipts_of([ben.account], 2, before)] == ids[1:]
    assert model.get_receipts_of([bytes(32)], 5) == []


def test_a_void_act_is_still_its_author_s_history(hamlet: Hamlet):
    anna = hamlet.people["anna"]
    void = hamlet.transfer(anna, anna.account, 60)
    hamlet.seal(void)
    assert hamlet.main.read_model.get_receipts_of([anna.key], 1)[0].id == void.id


@pytest.mark.parametrize("body", [{}, {"service": "s"}, {"service": 2**50}, {"service": [1]}])
@pytest.mark.parametrize("kind", ["service.confirm", "service.refuse", "service.cancel"])
def test_an_answer_about_nothing_is_void_and_stops_nobody(hamlet: Hamlet, kind: str, body: dict[str, object]):
    """A void body may be anything: every node must go on past it."""
    anna = hamlet.people["anna"]
    void = hamlet.sign(anna, kind, body)
    assert outcomes_of(hamlet.seal(void)) == {void.id: "malformed"}
    assert hamlet.main.read_model.get_receipts_of([anna.key], 1)[0].id == void.id


def test_tasks_have_receipts_too(hamlet: Hamlet):
    body = {"form": "text", "title": bytes(32), "text": b"", "duration": 86_400_000, "content": {}}
    hamlet.do(hamlet.founder, "proposal", **body)
    execution = hamlet.seal(after_ms=2 * 86_400_000)
    task = next(result for result in execution.results if result.is_task)
    receipt = hamlet.main.read_model.get_receipt(task.id)
    assert receipt is not None
    assert (receipt.is_task, receipt.label) == (True, task.label)
    assert receipt.result == task


def test_rebuilt_from_the_events_it_is_the_same(hamlet: Hamlet):
    anna, ben = hamlet.people["anna"], hamlet.people["ben"]
    hamlet.seal(hamlet.transfer(anna, ben.account, 60), hamlet.transfer(ben, anna.account, 10**9))
    again = hamlet.fresh()
    follow(again, hamlet.main)
    assert rows(again.read_model) == rows(hamlet.main.read_model)
    again.read_model.clear()
    assert rows(again.read_model) == []


def test_on_a_full_disk_it_says_so():
    store = Store(None)
    fill_disk(store)
    with pytest.raises(StoreError):
        ReadModel(store.db)
