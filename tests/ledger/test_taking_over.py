# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was below a snapshot taken over: the same file as of who was there before, whenever."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from app.verify import verify_store
from ledger import taking_over
from ledger.base import Base
from ledger.departed import find_last_height
from ledger.errors import Diverged
from ledger.event import encode_event
from ledger.replica import Replica
from ledger.state import PARAMETERS
from ledger.taking_over import check_agreement, take_over
from ledger.units import DAY_MS, FUND
from tests.helpers.checkpoint import CHECKPOINT, begun, grow, grown
from tests.helpers.hamlet import Hamlet, digest_of, follow, memory_of, reopen
from tests.helpers.leaving import sign_leave


@pytest.fixture
def hamlet() -> Hamlet:
    return grown()


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_over, "_EVENTS_AT_ONCE", 10)


def beside_of(hamlet: Hamlet, height: int = CHECKPOINT - 1, path: Path | None = None) -> Replica:
    """A copy that stands at a height, from the charter on."""
    replica = hamlet.fresh(path)
    for events, seal, proof in islice(hamlet.main.store.iter_history(0), height):
        replica.ingest([encode_event(event) for event in events], source=b"", forced=True)
        replica.apply_seal(seal, proof)
    return replica


def base_of(replica: Replica) -> Base:
    assert replica.base is not None
    return replica.base


def rows_of(replica: Replica) -> dict[str, list[Any]]:
    """What a complete file holds, but for the order in which it came."""
    queries = {
        "events": "SELECT prefix, k.key, seq, height, position, payload, signature"
        " FROM events e JOIN keys k ON e.key = k.number",
        "seals": "SELECT * FROM seals",
        "lists": "SELECT * FROM lists",
        "moments": "SELECT * FROM moments",
        "concerns": "SELECT word, height, position FROM concerns JOIN words ON account = number",
        "wanted": "SELECT hash FROM wanted",
        "state": "SELECT * FROM state",
    }
    found = {name: sorted(replica.store.db.execute(query)) for name, query in queries.items()}
    found["receipts"] = [replica.read_model.get_results(height) for height in range(replica.height + 1)]
    return found


def test_the_file_is_the_one_of_who_was_there_from_the_beginning(hamlet: Hamlet):
    copy, beside = begun(hamlet), beside_of(hamlet)
    follow(copy, hamlet.main)
    check_agreement(beside, base_of(copy))
    reached = list(take_over(copy, beside))
    assert reached == sorted(reached)
    assert len(reached) > 3
    assert reached[-1] == CHECKPOINT - 1
    assert (copy.base, copy.first_height) == (None, 1)
    assert rows_of(copy) == rows_of(hamlet.main)
    assert memory_of(copy) == memory_of(reopen(copy))
    assert digest_of(copy) == digest_of(hamlet.main)
    ok, events, seals, problems = verify_store(copy.store)
    assert ok, problems
    assert (events, seals) == (copy.store.count_events(), hamlet.main.height)


@pytest.mark.parametrize("steps", [0, 1, 3, 5])
def test_a_restart_in_the_middle_goes_on(hamlet: Hamlet, steps: int):
    copy, beside = begun(hamlet), beside_of(hamlet)
    follow(copy, hamlet.main)
    list(islice(take_over(copy, beside), steps))
    again = reopen(copy)
    assert again.base is not None
    assert digest_of(again) == digest_of(hamlet.main)
    list(take_over(again, beside))
    assert rows_of(again) == rows_of(hamlet.main)


def test_what_was_held_as_the_past_of_others_gets_its_place(hamlet: Hamlet):
    copy, beside = begun(hamlet), beside_of(hamlet)
    follow(copy, hamlet.main)
    old = next(hamlet.main.store.iter_sealed(10))
    copy.store_events([old], source=b"", asked=True)
    assert old.id in copy.dag.dead
    list(take_over(copy, beside))
    assert not copy.dag.dead
    assert rows_of(copy) == rows_of(hamlet.main)


def test_the_evidence_of_a_fork_below_comes_too():
    hamlet = grown(10)
    anna, ben = hamlet.people["anna"], hamlet.people["ben"]
    twin = hamlet.clone()
    other = twin.transfer(twin.people["anna"], ben.account, 7)
    hamlet.seal(hamlet.transfer(anna, ben.account, 5), expect="applied")
    hamlet.main.ingest([encode_event(other)], source=b"")
    assert other.id in hamlet.main.dag.dead
    grow(hamlet, CHECKPOINT + 3)
    copy, beside = begun(hamlet), beside_of(hamlet)
    beside.ingest([encode_event(other)], source=b"")
    follow(copy, hamlet.main)
    list(take_over(copy, beside))
    assert other.id in copy.dag.dead
    assert rows_of(copy) == rows_of(hamlet.main)


def test_another_history_is_not_taken_over(hamlet: Hamlet):
    copy = begun(hamlet)
    short = beside_of(hamlet, CHECKPOINT - 2)
    with pytest.raises(Diverged):
        check_agreement(short, base_of(copy))
    other = grown(CHECKPOINT - 2)
    anna, ben = other.people["anna"], other.people["ben"]
    other.seal(other.transfer(anna, ben.account, 1), expect="applied")
    with pytest.raises(Diverged):
        check_agreement(beside_of(other), base_of(copy))
    changed = beside_of(hamlet)
    draft = changed.state.draft()
    draft.put(PARAMETERS, "hour.floor", 1)
    changed.state = draft.freeze()
    with pytest.raises(Diverged):
        check_agreement(changed, base_of(copy))
    wrong = beside_of(hamlet)
    wrong.last_results = ()
    with pytest.raises(Diverged):
        check_agreement(wrong, base_of(copy))


@pytest.mark.parametrize("is_long_ago", [False, True])
def test_a_departure_below_is_known_with_the_computers_it_closed(*, is_long_ago: bool):
    hamlet = grown(10)
    cleo = hamlet.join("cleo")
    hamlet.seal(sign_leave(hamlet, cleo, FUND), expect="applied")
    height = hamlet.main.height
    grow(hamlet, CHECKPOINT + 3)
    copy, beside = begun(hamlet), beside_of(hamlet)
    if is_long_ago:
        hamlet.seal(hamlet.transfer(hamlet.people["anna"], hamlet.founder.account, 1), after_ms=30 * DAY_MS)
    follow(copy, hamlet.main)
    assert find_last_height(copy.store, copy.state, cleo.node, hamlet.now_ms) is None
    list(take_over(copy, beside))
    found = find_last_height(copy.store, copy.state, cleo.node, hamlet.now_ms)
    assert found == (None if is_long_ago else height)
    assert copy.store.list_meta("left-node:") == hamlet.main.store.list_meta("left-node:")
    assert bool(copy.store.list_meta("left-node:")) != is_long_ago
