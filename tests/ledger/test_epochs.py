# SPDX-License-Identifier: AGPL-3.0-or-later
"""A copy goes on in the new epoch, a restart and a replay find the same, and no old seal follows."""

from __future__ import annotations

import pytest

from app.verify import verify_store
from ledger import limits
from ledger.epochs import Epochs
from ledger.errors import BadSeal, RecoveryRefused, StoreError
from ledger.execute import Result
from ledger.recovery import LABEL
from ledger.replica import Replica
from ledger.state import compute_state_digest, get_witnesses
from ledger.store import Store
from p2p.machines.light import answer_seals
from tests.helpers.builders import Person
from tests.helpers.hamlet import Hamlet, fill_disk, follow, free_disk, give, memory_of, picture_of, reopen
from tests.helpers.light_reader import LightReader
from tests.helpers.restart import PEOPLE, certify, list_of, lively, seal_with, sign_by, state_of


@pytest.fixture
def hamlet() -> Hamlet:
    return lively()


@pytest.fixture
def new(hamlet: Hamlet) -> list[Person]:
    """Whom the recovery names: none of them sealed before."""
    return [hamlet.people[name] for name in PEOPLE]


def adopt(hamlet: Hamlet, new: list[Person]) -> None:
    hamlet.main.adopt_recovery(sign_by(state_of(hamlet.main, new), new))


def test_sealing_goes_on_in_the_new_epoch(hamlet: Hamlet, new: list[Person]):
    replica, base = hamlet.main, hamlet.main.height
    others = [hamlet.copy(), hamlet.copy()]
    adopt(hamlet, new)
    assert (replica.epoch, replica.height) == (1, base)
    assert replica.must_seal(hamlet.now_ms), "the new list has something to certify"
    give(replica, hamlet.transfer(new[0], new[1].account, 60))
    first = seal_with(replica, new[:3], hamlet.now_ms + 1_000)
    assert (first.epoch, first.height) == (1, base + 1)
    assert replica.last_results[0] == Result(
        id=replica.epochs.get(base + 1).recovery.statement.id,  # type: ignore[union-attr]
        outcome="applied", postings=(), is_task=True, label=LABEL,
    )  # fmt: skip
    assert not replica.last_was_empty
    assert not replica.list_is_new
    seal_with(replica, new[1:], hamlet.now_ms + 2_000)
    for other in others:
        follow(other, replica)
        assert picture_of(other) == picture_of(replica)
    assert replica.last_was_empty
    assert not replica.must_seal(hamlet.now_ms + 3_000), "silence after the results were certified"


def test_a_restart_stands_where_it_stood(hamlet: Hamlet, new: list[Person]):
    adopt(hamlet, new)
    assert memory_of(reopen(hamlet.main)) == memory_of(hamlet.main)
    assert reopen(hamlet.main).epoch == 1
    for number in range(1, 4):
        give(hamlet.main, hamlet.transfer(new[0], new[1].account, 60))
        seal_with(hamlet.main, new[:3], hamlet.now_ms + number * 1_000)
        again = reopen(hamlet.main)
        assert memory_of(again) == memory_of(hamlet.main)
        assert again.list_is_new == hamlet.main.list_is_new


def test_verify_replays_across_epochs(hamlet: Hamlet, new: list[Person]):
    adopt(hamlet, new)
    assert verify_store(hamlet.main.store)[0], "before the first seal"
    seal_with(hamlet.main, new[:3], hamlet.now_ms + 1_000)
    seal_with(hamlet.main, new[:3], hamlet.now_ms + 2_000)
    hamlet.main.adopt_recovery(sign_by(state_of(hamlet.main, [hamlet.founder]), new))
    seal_with(hamlet.main, [hamlet.founder], hamlet.now_ms + 3_000)
    seal_with(hamlet.main, [hamlet.founder], hamlet.now_ms + 4_000)
    ok, _, seals, problems = verify_store(hamlet.main.store)
    assert (ok, problems, seals) == (True, [], hamlet.main.height)
    assert hamlet.main.epoch == 2


def test_verify_tells_of_a_recovery_that_does_not_hold(hamlet: Hamlet, new: list[Person]):
    adopt(hamlet, new)
    seal_with(hamlet.main, new[:3], hamlet.now_ms + 1_000)
    store = hamlet.main.store
    name, row = store.list_meta("recovery/")[0]
    store.set_meta(name, row[:-200] + bytes([row[-200] ^ 1]) + row[-199:])
    assert not verify_store(store)[0]


def test_no_seal_of_the_old_epoch_follows(hamlet: Hamlet, new: list[Person]):
    late = hamlet.copy()
    give(late, hamlet.transfer(new[0], new[1].account, 60))
    seal = late.make_seal(hamlet.now_ms + 1_000)
    assert seal is not None
    proof = certify(late, seal, [hamlet.founder])
    adopt(hamlet, new)
    with pytest.raises(BadSeal):
        hamlet.main.apply_seal(seal.encoded, proof)
    late.apply_seal(seal.encoded, proof)
    with pytest.raises(RecoveryRefused, match="lower-base"):
        late.adopt_recovery(hamlet.main.begins.recovery)  # type: ignore[union-attr]


def test_the_first_seal_needs_the_new_list_and_the_new_epoch(hamlet: Hamlet, new: list[Person]):
    before = hamlet.copy()
    adopt(hamlet, new)
    seal = hamlet.main.make_seal(hamlet.now_ms + 1_000)
    assert seal is not None
    with pytest.raises(BadSeal):
        hamlet.main.apply_seal(seal.encoded, certify(hamlet.main, seal, new[:2]))
    with pytest.raises(BadSeal):
        before.apply_seal(seal.encoded, certify(hamlet.main, seal, new[:3]))
    hamlet.main.apply_seal(seal.encoded, certify(hamlet.main, seal, new[:3]))


def test_the_same_list_may_be_named_again(hamlet: Hamlet, new: list[Person]):
    hamlet.main.adopt_recovery(sign_by(state_of(hamlet.main, [hamlet.founder]), new))
    assert hamlet.main.must_seal(hamlet.now_ms)
    first = seal_with(hamlet.main, [hamlet.founder], hamlet.now_ms + 1_000)
    assert first.epoch == 1
    assert memory_of(reopen(hamlet.main)) == memory_of(hamlet.main)


def test_a_checkpoint_speaks_of_the_state_before_the_recovery(hamlet: Hamlet, new: list[Person]):
    while hamlet.main.height < limits.CHECKPOINT_INTERVAL - 1:
        hamlet.seal(hamlet.transfer(hamlet.founder, new[0].account, 1))
    other, digest = hamlet.copy(), compute_state_digest(hamlet.main.state)
    adopt(hamlet, new)
    assert compute_state_digest(hamlet.main.state) != digest
    again = reopen(hamlet.main)
    for replica in (hamlet.main, again):
        first = seal_with(replica, new[:3], hamlet.now_ms + 1_000)
        assert first.state_digest == digest
    follow(other, hamlet.main)
    assert picture_of(other) == picture_of(hamlet.main)


def test_who_certified_each_height_stays_known(hamlet: Hamlet, new: list[Person]):
    base, old = hamlet.main.height, get_witnesses(hamlet.state)
    adopt(hamlet, new)
    seal_with(hamlet.main, new[:3], hamlet.now_ms + 1_000)
    store = hamlet.main.store
    assert store.get_witness_list(base) == old
    assert store.get_witness_list(base + 1) == store.get_witness_list(base + 2) == list_of(new)
    start = Epochs(store).get(base + 1)
    assert start is not None
    assert start.replaced == old
    assert Epochs(store).find(1) == (base + 1, start)
    assert Epochs(store).find(2) is None
    assert Epochs(hamlet.fresh().store).find(1) is None


def test_a_full_disk_keeps_the_old_epoch(hamlet: Hamlet, new: list[Person]):
    recovery = sign_by(state_of(hamlet.main, new), new)
    before = memory_of(hamlet.main)
    fill_disk(hamlet.main.store)
    hamlet.main.store.db.execute("PRAGMA query_only = 1")
    with pytest.raises(StoreError):
        hamlet.main.adopt_recovery(recovery)
    hamlet.main.store.db.execute("PRAGMA query_only = 0")
    free_disk(hamlet.main.store)
    assert memory_of(hamlet.main) == before
    assert hamlet.main.epoch == 0
    hamlet.main.adopt_recovery(recovery)
    assert hamlet.main.epoch == 1


def test_a_copy_without_a_charter_has_no_epoch():
    replica = Replica(Store(None))
    assert replica.epochs.find(1) is None
    assert replica.begins is None


def test_a_light_chain_ends_with_the_epoch_of_its_start(hamlet: Hamlet, new: list[Person]):
    base = hamlet.main.height
    adopt(hamlet, new)
    for number in range(1, 4):
        give(hamlet.main, hamlet.transfer(new[0], new[1].account, 60))
        seal_with(hamlet.main, new[:3], hamlet.now_ms + number * 1_000)
    for start in range(base + 4):
        trusted = hamlet.main.get_seal_id(start) or hamlet.commune
        reader = LightReader(hamlet.commune, height=start, seal_id=trusted)
        while not reader.is_done:
            reader.on_answer(answer_seals(hamlet.main, reader.next_question()))
        assert reader.point is not None
        assert reader.failed == ""
        assert reader.point.height == (base if start <= base else hamlet.main.height)
        assert reader.point.epoch == int(start > base)
    assert hamlet.main.epochs.get_first(base) == 0
    assert hamlet.main.epochs.get_first(base + 2) == base + 1
