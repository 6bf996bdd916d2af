# SPDX-License-Identifier: AGPL-3.0-or-later
"""Events into memory: what is known is known without the file, and a cut enters together with its seal."""

from __future__ import annotations

import pytest

from ledger.errors import BadSeal
from ledger.event import Event, encode_event
from ledger.intake import is_known
from ledger.replica import Replica
from ledger.seal import decode_seal
from tests.helpers.builders import Person
from tests.helpers.hamlet import Hamlet, give, ids, settled


@pytest.fixture
def hamlet() -> Hamlet:
    return settled("anna", "ben")


@pytest.fixture
def anna(hamlet: Hamlet) -> Person:
    return hamlet.people["anna"]


def pay(hamlet: Hamlet, person: Person, amount: int = 60, **changes: object) -> Event:
    return hamlet.transfer(person, hamlet.founder.account, amount, **changes)


def is_held(replica: Replica, event: Event) -> bool:
    """What `is_known` must say, asked of memory and file alone."""
    return replica.dag.get(event.id) is not None or replica.store.has_event(event.id)


def test_known_is_what_is_held_whatever_became_of_it(hamlet: Hamlet, anna: Person):
    replica = hamlet.main
    sealed = pay(hamlet, anna)
    fork = pay(hamlet, anna, 61, seq=sealed.seq, prev=sealed.prev)
    other = pay(hamlet, anna, 62, seq=sealed.seq, prev=sealed.prev)
    after_fork = pay(hamlet, anna, 63, seq=fork.seq + 1, prev=fork.id)
    after = pay(hamlet, anna)
    events = [sealed, fork, other, after_fork, after, *hamlet.main.store.iter_sealed(1)]
    for step in ((), (sealed, fork), (after_fork,), (after,)):
        give(replica, *step)
        for event in events:
            assert is_known(event, replica.dag, replica.state, replica.store) == is_held(replica, event)
    hamlet.seal()
    for event in events:
        assert is_known(event, replica.dag, replica.state, replica.store) == is_held(replica, event)


def test_of_a_message_only_what_is_new_is_verified(hamlet: Hamlet, anna: Person):
    chain = [pay(hamlet, anna) for _ in range(4)]
    give(hamlet.main, *chain[:2])
    encoded = [encode_event(event) for event in chain]
    events, bad = hamlet.main.prepare([*encoded, encoded[3]])
    assert (ids(events), bad) == (ids([chain[2], chain[3], chain[3]]), 0)


def test_a_cut_enters_with_its_seal(hamlet: Hamlet, anna: Person):
    copy = hamlet.copy()
    one, two = pay(hamlet, anna), pay(hamlet, anna)
    give(copy, one)
    hamlet.seal(one, two)
    _, encoded, proof = next(hamlet.main.store.iter_history(hamlet.main.height - 1))
    seal = decode_seal(encoded, hamlet.commune)
    assert copy.follow_seal(seal, proof, [one, two], source=b"peer") == ()
    assert [event.id for event in copy.store.iter_sealed(seal.height)] == [
        event.id for event in hamlet.main.store.iter_sealed(seal.height)
    ]
    assert copy.store.count_events() == hamlet.main.store.count_events()
    assert not copy.dag.events


def test_a_cut_whose_seal_cannot_be_followed_is_kept_as_pending(hamlet: Hamlet, anna: Person):
    copy, later = hamlet.copy(), pay(hamlet, anna)
    hamlet.seal(later)
    hamlet.seal()
    encoded, proof = next(hamlet.main.store.iter_history(hamlet.main.height - 1))[1:]
    seal = decode_seal(encoded, hamlet.commune)
    with pytest.raises(BadSeal):
        copy.follow_seal(seal, proof, [later], source=b"peer")
    assert list(copy.dag.events) == [later.id]
    assert [event.id for event, _ in copy.store.iter_unsealed()] == [later.id]
