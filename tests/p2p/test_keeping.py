# SPDX-License-Identifier: AGPL-3.0-or-later
"""What enters with a peer's message: what was asked for, what policy allows, a certified cut."""

from __future__ import annotations

import pytest

from ledger.errors import NotConnected
from ledger.event import Event
from ledger.replica import Replica
from ledger.seal import Seal, decode_seal
from p2p.keeping import follow_seal, follow_stored, keep_pending, select_cut
from p2p.machines.sync import SyncMachine
from p2p.wire import ById
from tests.helpers.builders import Person
from tests.helpers.hamlet import Hamlet, follow, give, ids, picture_of, settled
from tests.helpers.playbook import Followed, Playbook, machine_of


@pytest.fixture
def hamlet() -> Hamlet:
    return settled("anna", "ben")


@pytest.fixture
def anna(hamlet: Hamlet) -> Person:
    return hamlet.people["anna"]


def pay(hamlet: Hamlet, person: Person, amount: int = 60, **changes: object) -> Event:
    return hamlet.transfer(person, hamlet.founder.account, amount, **changes)


def last_seal(replica: Replica) -> tuple[list[Event], Seal, bytes]:
    found = replica.store.get_seal(replica.height)
    assert found is not None
    events = list(replica.store.iter_sealed(replica.height))
    return events, decode_seal(found[0], replica.commune), found[1]


def awaiting(replica: Replica, missing: list[bytes]) -> SyncMachine:
    """A machine that asked by id for what a certified cut lacked."""
    machine = machine_of(replica)
    Playbook(machine) >> Followed(missing) << ById
    return machine


def test_select_cut_takes_what_the_heads_reach(hamlet: Hamlet, anna: Person):
    one, two = pay(hamlet, anna), pay(hamlet, anna)
    other = pay(hamlet, hamlet.people["ben"])
    named = pay(hamlet, hamlet.founder, deps=[two.id])
    events = [one, two, other, named]
    assert select_cut([named.id], events) == [one, two, named]
    assert select_cut([two.id, other.id], events) == [one, two, other]
    assert select_cut([], events) == []
    assert select_cut([named.id], [named]) == [named]


def test_nothing_else_enters_under_a_certificate(hamlet: Hamlet, anna: Person):
    """A member puts a thousand events of its own beside an honest seal: no policy would apply to them."""
    copy = hamlet.copy()
    hamlet.seal(pay(hamlet, anna))
    events, seal, proof = last_seal(hamlet.main)
    loose = [pay(hamlet, hamlet.people["ben"], 1) for _ in range(20)]
    assert follow_seal(copy, seal, proof, [*loose, *events], b"liar") == ()
    assert picture_of(copy) == picture_of(hamlet.main)
    assert not any(copy.is_known(event) for event in loose)


def test_what_a_cut_lacks_is_named_once(hamlet: Hamlet, anna: Person):
    one = pay(hamlet, anna)
    dead = pay(hamlet, anna, 61, seq=one.seq, prev=one.prev)
    dep = pay(hamlet, hamlet.people["ben"], deps=[dead.id])
    copies = [hamlet.copy(), hamlet.copy()]
    give(hamlet.main, one, dead, dep)
    hamlet.seal()
    for copy in copies:
        follow(copy, hamlet.main)
    hamlet.seal()
    copy = copies[0]
    events, seal, proof = last_seal(hamlet.main)
    before = picture_of(copy)
    missing = follow_seal(copy, seal, proof, events, b"peer")
    assert set(missing) == {dead.id, dep.id}
    assert copy.height == before[0]
    assert follow_seal(copies[1], seal, proof, [], b"peer") == (dep.id,)
    follow_stored(copy, seal, proof, events, hamlet.main.get_event)
    assert picture_of(copy) == picture_of(hamlet.main)


def test_a_complete_copy_is_needed_to_follow_from_it(hamlet: Hamlet, anna: Person):
    hamlet.seal(pay(hamlet, anna))
    copy = settled("anna", "ben").main
    _, seal, proof = last_seal(hamlet.main)
    with pytest.raises(NotConnected):
        follow_stored(copy, seal, proof, [], lambda _id: None)
    stranger = pay(hamlet, anna)
    with pytest.raises(NotConnected):
        follow_stored(copy, seal, proof, [], lambda _id: stranger)


def test_pushed_events_meet_the_policy_and_the_asked_do_not(hamlet: Hamlet, anna: Person):
    copy = hamlet.copy()
    one = pay(hamlet, anna)
    siblings = [pay(hamlet, anna, 61 + n, seq=one.seq, prev=one.prev) for n in range(3)]
    machine = machine_of(copy)
    assert ids(keep_pending(copy, machine, [one, siblings[0]], b"peer").stored) == [one.id, siblings[0].id]
    report = keep_pending(copy, machine, siblings, b"peer")
    assert [code for _, code in report.refused] == ["not-admissible"] * 2
    machine = awaiting(copy, [siblings[1].id])
    report = keep_pending(copy, machine, siblings, b"peer")
    assert ids(report.stored) == [siblings[1].id]
    assert [refused for refused, _ in report.refused] == [siblings[2].id]


def test_what_is_asked_and_what_comes_with_it_make_one_report(hamlet: Hamlet, anna: Person):
    copy = hamlet.copy()
    one, two, three = (pay(hamlet, anna) for _ in range(3))
    machine = awaiting(copy, [two.id])
    report = keep_pending(copy, machine, [three, two], b"peer")
    assert (report.stored, report.missing) == ((), (one.id,))
    report = keep_pending(copy, machine, [one], b"peer")
    assert sorted(ids(report.stored)) == sorted(ids([one, two, three]))
    assert report.missing == ()
