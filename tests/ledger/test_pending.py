# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is shown before a seal: all that waits, the new at the end, everything anew after a seal."""

from __future__ import annotations

import pytest

from ledger.state import get_balance
from tests.helpers.builders import Person
from tests.helpers.hamlet import Hamlet, give, ids, settled


@pytest.fixture
def hamlet() -> Hamlet:
    return settled("anna", "ben")


@pytest.fixture
def anna(hamlet: Hamlet) -> Person:
    return hamlet.people["anna"]


@pytest.fixture
def ben(hamlet: Hamlet) -> Person:
    return hamlet.people["ben"]


def shown(hamlet: Hamlet) -> list[bytes]:
    return [result.id for result in hamlet.main.get_pending(hamlet.now_ms).results]


def test_what_comes_is_shown_after_what_was_shown(hamlet: Hamlet, anna: Person, ben: Person):
    first = [hamlet.transfer(person, hamlet.founder.account, 60) for person in (anna, ben, anna)]
    give(hamlet.main, *first)
    before = hamlet.main.get_pending(hamlet.now_ms)
    assert hamlet.main.get_pending(hamlet.now_ms) is before, "nothing new, nothing executed"
    late = hamlet.transfer(ben, anna.account, 30)
    give(hamlet.main, late)
    after = hamlet.main.get_pending(hamlet.now_ms)
    assert after.results[: len(before.results)] == before.results
    assert [result.id for result in after.results[len(before.results) :]] == [late.id]
    assert get_balance(after.state, hamlet.founder.account, "hour") == 180
    assert get_balance(after.state, ben.account, "hour") == -90


def test_after_a_seal_all_is_folded_anew_in_the_order_rule(hamlet: Hamlet, anna: Person, ben: Person):
    one = hamlet.transfer(anna, hamlet.founder.account)
    give(hamlet.main, one)
    assert shown(hamlet) == [one.id]
    hamlet.seal()
    assert shown(hamlet) == []
    waiting = [hamlet.transfer(person, hamlet.founder.account, 1) for person in (ben, anna, ben, anna)]
    for event in waiting:
        give(hamlet.main, event)
        shown(hamlet)
    arrived = shown(hamlet)
    copy = hamlet.copy()
    assert sorted(arrived) == sorted(ids(waiting))
    states = [
        list(replica.get_pending(hamlet.now_ms).state.encoded_rows()) for replica in (hamlet.main, copy)
    ]
    assert states[0] == states[1], "independent acts: the same picture in either order"


def test_of_a_fork_the_branch_that_came_first_is_shown(hamlet: Hamlet, anna: Person):
    twin = hamlet.clone()
    one = hamlet.transfer(anna, hamlet.founder.account, 60)
    other = twin.transfer(twin.people["anna"], hamlet.founder.account, 90)
    give(hamlet.main, one)
    assert shown(hamlet) == [one.id]
    give(hamlet.main, other)
    assert shown(hamlet) == [one.id]


def test_what_lacks_its_past_is_shown_once_that_came(hamlet: Hamlet, anna: Person):
    one, two = (hamlet.transfer(anna, hamlet.founder.account, 1) for _ in range(2))
    give(hamlet.main, two)
    assert shown(hamlet) == []
    give(hamlet.main, one)
    assert shown(hamlet) == [one.id, two.id]


def test_after_a_restart_the_same_is_shown(hamlet: Hamlet, anna: Person, ben: Person):
    for person in (anna, ben, anna):
        give(hamlet.main, hamlet.transfer(person, hamlet.founder.account, 1))
        shown(hamlet)
    hamlet.main.reload()
    assert len(shown(hamlet)) == 3
