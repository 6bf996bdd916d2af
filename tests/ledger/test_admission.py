# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every copy stores, and what a copy may refuse when nobody asked for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.admission import check_policy, check_storable
from ledger.errors import NotAdmissible, NotConnected
from ledger.event import Event, sign_event
from ledger.replica import Replica
from ledger.signing import public_key
from ledger.units import EventId
from tests.helpers.builders import Person, seed_of, sign_charter
from tests.helpers.hamlet import Hamlet, give, settled


@pytest.fixture
def hamlet() -> Hamlet:
    return settled("anna", "ben")


@pytest.fixture
def anna(hamlet: Hamlet) -> Person:
    return hamlet.people["anna"]


def judge(replica: Replica, event: Event, *, asked: bool = False) -> bool:
    """Storable and welcome: whether it lives."""
    is_live = check_storable(event, replica.dag, replica.state, replica.commune, replica.store)
    check_policy(event, replica.dag, replica.state, is_live=is_live, asked=asked)
    return is_live


def pay(hamlet: Hamlet, person: Person, amount: int = 60, **changes: object) -> Event:
    return hamlet.transfer(person, hamlet.founder.account, amount, **changes)


def test_another_charter_is_never_stored(hamlet: Hamlet):
    with pytest.raises(NotAdmissible, match="charter"):
        judge(hamlet.main, sign_charter("somebody"))


def test_missing_deps_are_all_named(hamlet: Hamlet, anna: Person):
    unknown = [EventId(seed_of("x")), EventId(seed_of("y"))]
    event = pay(hamlet, anna, deps=[*unknown, hamlet.commune])
    with pytest.raises(NotConnected) as caught:
        judge(hamlet.main, event)
    assert caught.value.missing == tuple(sorted(unknown))


def test_a_sealed_or_dead_dep_is_held(hamlet: Hamlet, anna: Person):
    one = pay(hamlet, anna)
    other = pay(hamlet, anna, 61, seq=one.seq, prev=one.prev)
    give(hamlet.main, one, other)
    hamlet.seal()
    assert judge(hamlet.main, pay(hamlet, anna, deps=[other.id]))
    assert judge(hamlet.main, pay(hamlet, hamlet.founder, deps=[one.id, other.id]))


# --- joins --------------------------------------------------------------------------------------------


def test_a_join_needs_its_invitation(hamlet: Hamlet):
    invitation = hamlet.sign_invitation(hamlet.founder, "cleo")
    join = hamlet.sign_join(hamlet.newcomer("cleo", invitation.id), invitation.id)
    with pytest.raises(NotConnected) as caught:
        judge(hamlet.main, join)
    assert caught.value.missing == (invitation.id,)
    give(hamlet.main, invitation)
    assert judge(hamlet.main, join)
    hamlet.seal()
    assert judge(hamlet.main, join), "sealed, it is held all the same"


def test_the_invitation_s_key_must_have_signed(hamlet: Hamlet):
    invitation = hamlet.sign_invitation(hamlet.founder, "cleo")
    give(hamlet.main, invitation)
    thief = hamlet.sign_join(hamlet.newcomer("thief", invitation.id), invitation.id)
    with pytest.raises(NotAdmissible, match="did not sign"):
        judge(hamlet.main, thief)


@pytest.mark.parametrize("body", [{}, {"key": b"short"}, {"key": "k" * 32}])
def test_what_is_no_invitation_lets_nobody_in(hamlet: Hamlet, body: dict[str, object]):
    strange = hamlet.sign(hamlet.founder, "invitation", body)
    give(hamlet.main, strange)
    with pytest.raises(NotAdmissible, match="not an invitation"):
        judge(hamlet.main, hamlet.sign_join(hamlet.newcomer("cleo", strange.id), strange.id))
    payment = pay(hamlet, hamlet.founder)
    give(hamlet.main, payment)
    with pytest.raises(NotAdmissible, match="not an invitation"):
        judge(hamlet.main, hamlet.sign_join(hamlet.newcomer("cleo", payment.id), payment.id))


# --- policy -------------------------------------------------------------------------------------------


def test_two_siblings_are_a_proof_and_a_third_an_attack(hamlet: Hamlet, anna: Person):
    one = pay(hamlet, anna)
    siblings = [pay(hamlet, anna, 61 + n, seq=one.seq, prev=one.prev) for n in range(2)]
    assert len(give(hamlet.main, one, siblings[0]).stored) == 2
    with pytest.raises(NotAdmissible, match="third"):
        judge(hamlet.main, siblings[1])
    assert judge(hamlet.main, siblings[1], asked=True), "but for whoever depends on it"


def test_one_dead_sibling_is_evidence_and_no_more(hamlet: Hamlet, anna: Person):
    one = pay(hamlet, anna)
    hamlet.seal(one)
    siblings = [pay(hamlet, anna, 61 + n, seq=one.seq, prev=one.prev) for n in range(2)]
    assert not judge(hamlet.main, siblings[0])
    assert len(give(hamlet.main, siblings[0]).stored) == 1
    with pytest.raises(NotAdmissible, match="dead"):
        judge(hamlet.main, siblings[1])


def test_a_dead_branch_is_not_stored_however_long(hamlet: Hamlet, anna: Person):
    """Else one member could fill every disk with events that no quota counts."""
    one = pay(hamlet, anna)
    hamlet.seal(one)
    dead = pay(hamlet, anna, 61, seq=one.seq, prev=one.prev)
    branch = [dead]
    for number in range(1, 5):
        branch.append(pay(hamlet, anna, seq=one.seq + number, prev=branch[-1].id))
    report = give(hamlet.main, *branch)
    assert report.stored == (dead,)
    assert {code for _, code in report.refused} == {"not-admissible"}
    loose = pay(hamlet, anna, seq=one.seq + 1, prev=EventId(seed_of("nothing")))
    with pytest.raises(NotAdmissible, match="dead"):
        judge(hamlet.main, loose)
    # Somebody's live event names the end of it: then it is asked for, piece by piece, within the bounds.
    for event in branch[1:]:
        assert not judge(hamlet.main, event, asked=True)
        hamlet.main.store_events([event], source=b"", asked=True)
    assert judge(hamlet.main, pay(hamlet, hamlet.people["ben"], deps=[branch[-1].id]))


def test_an_account_has_two_days_of_quota_pending(hamlet: Hamlet, anna: Person):
    hamlet = Hamlet.found(parameters={"quota.events-day": 50})
    founder = hamlet.founder
    replica = hamlet.main
    events = [pay(hamlet, founder, 1) for _ in range(101)]
    report = give(replica, *events)
    assert len(report.stored) == 100
    with pytest.raises(NotAdmissible, match="too many"):
        judge(replica, events[100])
    with pytest.raises(NotAdmissible, match="too many"):
        judge(replica, events[100], asked=True)
    assert len(give(replica, events[100], forced=True).stored) == 1, "a sealed cut has no bound here"


def test_the_dead_have_their_own_bound(hamlet: Hamlet):
    hamlet = Hamlet.found(parameters={"quota.events-day": 50})
    founder = hamlet.founder
    one = pay(hamlet, founder)
    hamlet.seal(one)
    previous = pay(hamlet, founder, 61, seq=one.seq, prev=one.prev)
    for number in range(100):
        assert hamlet.main.store_events([previous], source=b"", asked=True).stored, number
        previous = pay(hamlet, founder, seq=previous.seq + 1, prev=previous.id)
    with pytest.raises(NotAdmissible, match="too many"):
        judge(hamlet.main, previous, asked=True)
    assert judge(hamlet.main, pay(hamlet, founder)), "the living are not the dead's hostages"


def test_a_newcomer_s_flood_is_its_sponsor_s(hamlet: Hamlet):
    """One invitation, many keys: they share the sponsor's bound, so nobody gains by inventing guests."""
    hamlet = Hamlet.found(parameters={"quota.events-day": 50})
    invitation = hamlet.sign_invitation(hamlet.founder, "guest")
    give(hamlet.main, invitation)
    person = hamlet.newcomer("guest", invitation.id)
    for number in range(99):
        person.paper_seed = seed_of(f"guest {number}")
        person.account = replace(person).account.__class__(public_key(person.paper_seed))
        assert give(hamlet.main, hamlet.sign_join(person, invitation.id)).stored, number
    with pytest.raises(NotAdmissible, match="too many"):
        judge(hamlet.main, pay(hamlet, hamlet.founder))


def test_an_unknown_key_waits_for_its_introduction(hamlet: Hamlet):
    stranger = sign_event(
        seed_of("stranger"), commune=hamlet.commune, seq=0, prev=EventId(seed_of("nothing")),
        anchor=hamlet.anchor(), time_ms=0, kind="consent", body={},
    )  # fmt: skip
    with pytest.raises(NotConnected):
        judge(hamlet.main, stranger)
