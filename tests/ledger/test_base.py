# SPDX-License-Identifier: AGPL-3.0-or-later
"""A copy that began with a checkpoint: it goes on like the others, acts at once, and knows what it lacks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ledger.errors import BadSeal, LedgerError
from ledger.event import encode_event
from ledger.replica import Replica
from ledger.state import get_chain
from ledger.store import Store
from tests.helpers.builders import sign_charter
from tests.helpers.checkpoint import CHECKPOINT, begun, grow, grown, snapshot_of
from tests.helpers.hamlet import (
    Hamlet,
    digest_of,
    fill_disk,
    follow,
    free_disk,
    give,
    memory_of,
    reopen,
    settled,
)


@pytest.fixture
def hamlet() -> Hamlet:
    return grown()


def test_it_stands_before_the_checkpoint_and_follows_the_others(hamlet: Hamlet):
    copy = begun(hamlet)
    assert (copy.height, copy.first_height) == (CHECKPOINT - 1, CHECKPOINT)
    assert copy.tip_id == hamlet.main.get_seal_id(CHECKPOINT - 1)
    follow(copy, hamlet.main)
    assert digest_of(copy) == digest_of(hamlet.main)
    assert copy.last_results == hamlet.main.last_results
    grow(hamlet, 2 * CHECKPOINT + 2)
    follow(copy, hamlet.main)
    assert digest_of(copy) == digest_of(hamlet.main)


@pytest.mark.parametrize("later", [0, 1, 3])
def test_a_restart_gives_it_back(hamlet: Hamlet, later: int):
    copy = begun(hamlet)
    for events, seal, proof in list(hamlet.main.store.iter_history(CHECKPOINT - 1))[:later]:
        copy.ingest([encode_event(event) for event in events], source=b"", forced=True)
        copy.apply_seal(seal, proof)
    again = reopen(copy)
    assert memory_of(again) == memory_of(copy)
    assert again.base == copy.base
    follow(again, hamlet.main)
    assert digest_of(again) == digest_of(hamlet.main)


def test_it_acts_at_once(hamlet: Hamlet):
    copy = begun(hamlet)
    follow(copy, hamlet.main)
    anna = hamlet.people["anna"]
    assert copy.get_next_slot(anna.key) == hamlet.main.get_next_slot(anna.key)
    event = hamlet.transfer(anna, hamlet.people["ben"].account)
    copy.append(event)
    assert copy.get_pending(0).results[0].is_applied
    hamlet.seal(event, expect="applied")
    follow(copy, hamlet.main)
    assert digest_of(copy) == digest_of(hamlet.main)


def test_a_pushed_event_from_below_is_left_out_and_an_asked_one_is_taken(hamlet: Hamlet):
    copy = begun(hamlet)
    follow(copy, hamlet.main)
    old = next(hamlet.main.store.iter_sealed(10))
    assert give(copy, old).refused
    assert not copy.dag.dead
    report = copy.store_events([old], source=b"", asked=True)
    assert report.stored == (old,)
    assert not report.missing
    assert old.id in copy.dag.dead
    assert memory_of(reopen(copy)) == memory_of(copy)


def test_an_unknown_dep_is_asked_for_by_id_and_then_the_event_counts(hamlet: Hamlet):
    copy = begun(hamlet)
    follow(copy, hamlet.main)
    old = next(hamlet.main.store.iter_sealed(10))
    event = hamlet.transfer(hamlet.people["ben"], hamlet.people["anna"].account, deps=(old.id,))
    assert give(copy, event).missing == (old.id,)
    copy.store_events([old], source=b"neighbour", asked=True)
    assert event.id in copy.dag.events
    hamlet.seal(event, expect="applied")
    follow(copy, hamlet.main)
    assert digest_of(copy) == digest_of(hamlet.main)


def test_a_guest_enters_by_an_invitation_from_below():
    hamlet = settled("anna", "ben")
    invitation = hamlet.sign_invitation(hamlet.founder, "cleo", days=30)
    hamlet.seal(invitation, expect="applied")
    grow(hamlet, CHECKPOINT + 3)
    copy = begun(hamlet)
    follow(copy, hamlet.main)
    join = hamlet.sign_join(hamlet.newcomer("cleo", invitation.id), invitation.id)
    assert give(copy, join).stored == (join,)
    hamlet.seal(join, expect="applied")
    follow(copy, hamlet.main)
    assert digest_of(copy) == digest_of(hamlet.main)


def test_another_seal_at_the_checkpoint_is_never_followed(hamlet: Hamlet):
    other = hamlet.clone()
    copy = begun(hamlet)
    base = copy.base
    assert base is not None
    found = other.main.store.get_seal(CHECKPOINT - 1)
    assert found is not None
    copy.base = replace(base, seal=found[0])
    with pytest.raises(BadSeal):
        follow(copy, hamlet.main)


def test_what_is_not_one_snapshot_is_not_begun_with(hamlet: Hamlet):
    sound = snapshot_of(hamlet.main)
    grow(hamlet, 2 * CHECKPOINT)
    later = snapshot_of(hamlet.main, 2 * CHECKPOINT)
    plain = hamlet.main.store.get_seal(CHECKPOINT - 1)
    assert plain is not None
    wrong: list[dict[str, Any]] = [
        {"charter": sign_charter("autre")},
        {"charter": next(hamlet.main.store.iter_sealed(3))},
        {"certificate": later.certificate},
        {"chunks": later.chunks},
        {"hashes": later.hashes},
        {"chunks": []},
        {"seal": plain[0], "certificate": plain[1]},
        {"seal": later.seal, "certificate": later.certificate},
    ]
    for changes in wrong:
        copy = Replica(Store(None))
        with pytest.raises(LedgerError):
            copy.adopt_snapshot(replace(sound, **changes))
        assert not copy.is_founded
        assert copy.store.count_events() == 0
        copy.adopt_snapshot(sound)
        assert get_chain(copy.state).height == CHECKPOINT - 1


def test_a_full_disk_leaves_nothing_of_it(hamlet: Hamlet, tmp_path: Path):
    store = Store(tmp_path / "commune.db")
    copy = Replica(store)
    fill_disk(store)
    with pytest.raises(LedgerError):
        copy.adopt_snapshot(snapshot_of(hamlet.main))
    assert not copy.is_founded
    free_disk(store)
    copy.adopt_snapshot(snapshot_of(hamlet.main))
    assert copy.height == CHECKPOINT - 1


def test_it_keeps_what_it_began_with_and_the_last_two(hamlet: Hamlet):
    copy = begun(hamlet)
    grow(hamlet, 4 * CHECKPOINT)
    follow(copy, hamlet.main)
    assert copy.checkpoints.get_heights() == [256, 192, 64]
    assert hamlet.main.checkpoints.get_heights() == [256, 192]
    assert copy.checkpoints.get_hashes(256) == hamlet.main.checkpoints.get_hashes(256)
