# SPDX-License-Identifier: AGPL-3.0-or-later
"""A decision that waits: one task at its due instant while it does, none when it ended; days are counted."""

from __future__ import annotations

from typing import Any

import pytest

from ledger import limits
from ledger.rulebook.raising import RAISE, Raise
from ledger.rulebook.rule import DueCall
from ledger.rulebook.waiting import CHANGED, LAPSED, WAITS, Waiting
from ledger.state import ONLY, TASKS, Draft, Task
from ledger.units import EventId
from tests.helpers.builders import Village

LABEL = "rules.raise"
FIRST, SECOND = EventId(bytes([1]) * 32), EventId(bytes([2]) * 32)


def waiting(is_ready: bool = False) -> Waiting[Raise]:
    return Waiting(RAISE, LABEL, 2, lambda state, row, now_ms: is_ready)


def decision(by: EventId = FIRST, now_ms: int = 1_000) -> Raise:
    return Raise(by, 2, WAITS, 0, now_ms, now_ms, 0)


@pytest.fixture
def draft() -> Draft:
    return Village.found().state.draft()


def tasks_of(draft: Draft) -> list[tuple[int, bytes]]:
    """(due, object) of each task that waits."""
    return [(due, task.object) for (due, _), task in draft.items(TASKS) if task.label == LABEL]


def call_of(subject: bytes) -> Any:
    task = Task(label=LABEL, object=subject, creator=FIRST, rearmed=False)
    return DueCall(due_ms=1_000, task_id=b"", task=task, commune=FIRST, height=2, seal_ms=1_000)


def test_a_newer_decision_takes_the_place_of_one_that_waits(draft: Draft):
    waiting().arm(draft, decision())
    waiting().arm(draft, decision(SECOND, 2_000))
    assert waiting().find(draft) == decision(SECOND, 2_000)
    assert tasks_of(draft) == [(2_000, SECOND)]
    with pytest.raises(AssertionError, match="replaced"):
        waiting().get_due(draft, call_of(FIRST))


def test_it_waits_so_many_days_and_lapses(draft: Draft):
    one, now_ms, states = waiting(), 1_000, list[str]()
    one.arm(draft, decision())
    while (row := one.find(draft)) is not None:
        for key in list(draft.keys(TASKS)):
            draft.remove(TASKS, key)  # it ran
        states.append(one.postpone(draft, row, now_ms))
        now_ms += limits.REARM_MS
        assert tasks_of(draft) == ([(now_ms, FIRST)] if states[-1] == WAITS else [])
    assert states == [WAITS, WAITS, LAPSED]
    with pytest.raises(AssertionError, match="ended"):
        one.get_due(draft, call_of(FIRST))


def test_the_word_that_lacked_ends_the_day_at_once_and_no_other_does(draft: Draft):
    waiting().arm(draft, decision(now_ms=9_000))
    waiting().hasten(draft, 5_000)
    assert tasks_of(draft) == [(9_000, FIRST)]
    waiting(is_ready=True).hasten(draft, 5_000)
    assert tasks_of(draft) == [(5_000, FIRST)]
    waiting(is_ready=True).hasten(draft, 5_000)
    row = waiting().find(draft)
    assert row is not None
    assert row.attempts == 1


def test_what_ended_keeps_its_row_and_has_no_task(draft: Draft):
    waiting().lapse(draft)
    assert draft.get(RAISE, ONLY) is None
    waiting().arm(draft, decision())
    waiting().lapse(draft)
    row = draft.get(RAISE, ONLY)
    assert row is not None
    assert (row.state, row.due_ms, tasks_of(draft)) == (LAPSED, 0, [])
    assert waiting().end(draft, decision(), CHANGED) == CHANGED
    assert waiting().find(draft) is None
