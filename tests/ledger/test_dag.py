# SPDX-License-Identifier: AGPL-3.0-or-later
"""Chains, forks, introductions and cuts of pending events: judged by their past alone, whatever came first.

Every village here is real: keys, signatures, and a state made by executing the charter and the joins.
"""

from __future__ import annotations

from itertools import permutations

import pytest

from ledger import limits
from ledger.dag import Dag, follows
from ledger.errors import BadSeal, NotAdmissible, NotConnected
from ledger.event import Event, key_proof_content, sign_event
from ledger.signing import Domain, public_key, sign
from ledger.state import ACCOUNTS, KEYS
from ledger.units import AccountId, EventId, Key
from tests.helpers.builders import Person, seed_of
from tests.helpers.hamlet import Hamlet, settled


@pytest.fixture
def hamlet() -> Hamlet:
    return settled("anna", "ben")


@pytest.fixture
def anna(hamlet: Hamlet) -> Person:
    return hamlet.people["anna"]


@pytest.fixture
def ben(hamlet: Hamlet) -> Person:
    return hamlet.people["ben"]


def pay(hamlet: Hamlet, person: Person, amount: int = 60, **changes: object) -> Event:
    return hamlet.transfer(person, hamlet.founder.account, amount, **changes)


def fork_of(hamlet: Hamlet, person: Person, event: Event, amount: int = 61) -> Event:
    """Another event of the same key and number."""
    return pay(hamlet, person, amount, seq=event.seq, prev=event.prev)


def dag_of(hamlet: Hamlet, *events: Event) -> Dag:
    """These events, judged as they come, above the village's state."""
    dag = Dag(hamlet.main.store.get_event)
    for event in events:
        put(dag, hamlet, event)
    return dag


def put(dag: Dag, hamlet: Hamlet, event: Event) -> bool:
    is_live = dag.check_chain(event, hamlet.state)
    dag.add(event, dag.account_of(event, hamlet.state), is_live=is_live)
    return is_live


def sign_with(hamlet: Hamlet, name: str, seq: int, prev: bytes, kind: str = "consent") -> Event:
    body = {"topic": "gifts", "agree": True}
    return sign_event(
        seed_of(name), commune=hamlet.commune, seq=seq, prev=EventId(prev), anchor=hamlet.anchor(),
        time_ms=0, kind=kind, body=body,
    )  # fmt: skip


def add_key(hamlet: Hamlet, person: Person, name: str) -> Event:
    return hamlet.sign_key_add(person, key_seed=seed_of(name))


def newcomer(hamlet: Hamlet, sponsor: Person, name: str) -> tuple[Event, Event, Person]:
    invitation = hamlet.sign_invitation(sponsor, name)
    person = hamlet.newcomer(name, invitation.id)
    return invitation, hamlet.sign_join(person, invitation.id), person


# --- chains -------------------------------------------------------------------------------------------


def test_a_chain_lives_as_long_as_it_goes_back_to_the_tip(hamlet: Hamlet, anna: Person):
    one, two, three = (pay(hamlet, anna) for _ in range(3))
    dag = dag_of(hamlet, one, two, three)
    assert list(dag.events) == [one.id, two.id, three.id]
    assert len(dag) == 3
    assert dag.heads() == (three.id,)
    assert dag.get(one.id) == one
    assert dag.get(EventId(bytes(32))) is None


def test_what_is_behind_the_tip_is_dead(hamlet: Hamlet, anna: Person):
    sealed = pay(hamlet, anna)
    hamlet.seal(sealed)
    late = fork_of(hamlet, anna, sealed)
    wrong = pay(hamlet, anna, seq=sealed.seq + 1, prev=late.id)
    dag = dag_of(hamlet)
    assert not dag.check_chain(late, hamlet.state)
    assert not dag.check_chain(wrong, hamlet.state)
    assert not dag.check_chain(sealed, hamlet.state)


def test_a_gap_is_not_connected_and_names_what_is_missing(hamlet: Hamlet, anna: Person):
    one, two = pay(hamlet, anna), pay(hamlet, anna)
    with pytest.raises(NotConnected) as caught:
        dag_of(hamlet).check_chain(two, hamlet.state)
    assert caught.value.missing == (one.id,)


@pytest.mark.parametrize("seq", [2, 3, 9])
def test_prev_is_the_event_just_before_or_the_event_is_never_stored(hamlet: Hamlet, anna: Person, seq: int):
    """Else who holds the false prev and who does not would judge it differently, for ever."""
    one = pay(hamlet, anna)
    strange = pay(hamlet, anna, seq=one.seq + seq, prev=one.id)
    with pytest.raises(NotAdmissible):
        dag_of(hamlet, one).check_chain(strange, hamlet.state)


def test_prev_of_another_s_chain_is_never_stored(hamlet: Hamlet, anna: Person, ben: Person):
    one, other = pay(hamlet, anna), pay(hamlet, ben)
    strange = pay(hamlet, anna, seq=one.seq + 1, prev=other.id)
    with pytest.raises(NotAdmissible):
        dag_of(hamlet, one, other).check_chain(strange, hamlet.state)


def test_prev_that_was_sealed_elsewhere_is_never_stored(hamlet: Hamlet, anna: Person):
    strange = pay(hamlet, anna, seq=7, prev=hamlet.commune)
    with pytest.raises(NotAdmissible):
        dag_of(hamlet).check_chain(strange, hamlet.state)


def test_a_fork_lives_twice_until_one_is_sealed(hamlet: Hamlet, anna: Person, ben: Person):
    one, after = pay(hamlet, anna), pay(hamlet, anna)
    other = fork_of(hamlet, anna, one)
    behind = pay(hamlet, anna, 62, seq=after.seq, prev=other.id)
    dep = pay(hamlet, ben, deps=[other.id])
    dag = dag_of(hamlet, one, other, after, behind, dep)
    assert len(dag.events) == 5
    assert dag.get_live(anna.key, one.seq) == [one.id, other.id]
    execution = hamlet.seal(one)
    assert set(dag.advance([one.id], execution.state)) == {other.id, behind.id}
    assert set(dag.dead) == {other.id, behind.id}
    assert list(dag.events) == [after.id, dep.id], "a dead dep does not kill"
    assert dag.get(other.id) == other
    assert dag.get_live(anna.key, one.seq) == []


def test_what_follows_the_dead_is_dead(hamlet: Hamlet, anna: Person):
    one = pay(hamlet, anna)
    other = fork_of(hamlet, anna, one)
    dag = dag_of(hamlet, one, other)
    execution = hamlet.seal(one)
    dag.advance([one.id], execution.state)
    behind = pay(hamlet, anna, seq=one.seq + 1, prev=other.id)
    further = pay(hamlet, anna, seq=one.seq + 2, prev=behind.id)
    assert [put(dag, hamlet, event) for event in (behind, further)] == [False, False]


def test_follow_takes_the_branch_that_was_stored_first(hamlet: Hamlet, anna: Person):
    one = pay(hamlet, anna)
    other = fork_of(hamlet, anna, one)
    behind = pay(hamlet, anna, 62, seq=one.seq + 1, prev=other.id)
    after = pay(hamlet, anna, 63, seq=one.seq + 1, prev=one.id)
    dag = dag_of(hamlet, one, other, behind, after)
    branch = dag.follow(anna.key, one.seq, one.prev)
    assert [event.id for event in branch] == [one.id, after.id]


# --- introductions ------------------------------------------------------------------------------------


def test_a_newcomer_s_chain_starts_at_its_join(hamlet: Hamlet, anna: Person):
    invitation, join, person = newcomer(hamlet, anna, "cleo")
    added = hamlet.sign_key_add(person)
    first = pay(hamlet, person)
    dag = dag_of(hamlet, invitation, join, added, first)
    assert len(dag.events) == 4
    assert dag.introductions == {Key(join.author): join, person.key: added}
    assert dag.get_introductions(person.key) == (added,)
    assert dag.get_introductions(anna.key) == ()


def test_a_key_nobody_introduced_is_not_connected(hamlet: Hamlet):
    stranger = sign_with(hamlet, "stranger", 0, seed_of("unknown"))
    with pytest.raises(NotConnected):
        dag_of(hamlet).check_chain(stranger, hamlet.state)


def test_a_key_introduces_itself_to_nobody(hamlet: Hamlet, anna: Person):
    added = add_key(hamlet, anna, "phone")
    again = sign_event(
        seed_of("phone"), commune=hamlet.commune, seq=0, prev=added.id, anchor=hamlet.anchor(), time_ms=0,
        kind="key.add",
        body={
            "account": anna.account, "key": public_key(seed_of("phone")),
            "proof": sign(seed_of("phone"), Domain.KEY, key_proof_content(
                hamlet.commune, anna.account, public_key(seed_of("phone")), 0)),
        },
    )  # fmt: skip
    strange = sign_with(hamlet, "phone", 0, again.id)
    dag = dag_of(hamlet, added, again)
    assert dag.get_introductions(Key(again.author)) == (added,)
    assert not follows(strange, again)
    with pytest.raises(NotAdmissible):
        dag.check_chain(strange, hamlet.state)


def test_another_s_key_add_is_no_introduction_of_mine(hamlet: Hamlet, anna: Person, ben: Person):
    mine, other = add_key(hamlet, anna, "phone"), add_key(hamlet, ben, "tablet")
    strange = sign_with(hamlet, "phone", 0, other.id)
    with pytest.raises(NotAdmissible):
        dag_of(hamlet, mine, other).check_chain(strange, hamlet.state)


def test_a_key_introduced_twice_is_judged_by_its_own_prev(hamlet: Hamlet, anna: Person, ben: Person):
    """By two accounts, whichever came first here: both chains live, each counts for its own introducer."""
    one, other = add_key(hamlet, anna, "shared"), add_key(hamlet, ben, "shared")
    of_anna = sign_with(hamlet, "shared", 0, one.id)
    of_ben = sign_with(hamlet, "shared", 0, other.id, "display")
    for order in permutations((one, other)):
        dag = dag_of(hamlet, *order)
        assert put(dag, hamlet, of_anna)
        assert put(dag, hamlet, of_ben)
        assert dag.account_of(of_anna, hamlet.state) == anna.account
        assert dag.account_of(of_ben, hamlet.state) == ben.account
    with pytest.raises(NotConnected):
        dag_of(hamlet, one).check_chain(of_ben, hamlet.state)


def test_a_key_that_joined_and_was_added(hamlet: Hamlet, anna: Person, ben: Person):
    """Its chains start at 1 and at 0: which is live never depends on what came first."""
    invitation, join, person = newcomer(hamlet, anna, "cleo")
    content = key_proof_content(hamlet.commune, ben.account, ben.account, ben.paper_seq + 1)
    added = sign_event(
        ben.paper_seed, commune=hamlet.commune, seq=ben.paper_seq + 1, prev=ben.paper_prev,
        anchor=hamlet.anchor(), time_ms=0, kind="key.add",
        body={
            "account": ben.account, "key": join.author,
            "proof": sign(person.paper_seed, Domain.KEY, content),
        },
    )  # fmt: skip
    after_join = sign_with(hamlet, "cleo paper", 1, join.id)
    after_add = sign_with(hamlet, "cleo paper", 0, added.id)
    for order in permutations((join, added)):
        dag = dag_of(hamlet, invitation, *order)
        assert put(dag, hamlet, after_join)
        assert put(dag, hamlet, after_add)
        assert dag.account_of(after_join, hamlet.state) == anna.account
        assert dag.account_of(after_add, hamlet.state) == ben.account


def test_when_the_introduction_is_sealed_void_what_follows_is_dead(hamlet: Hamlet, anna: Person, ben: Person):
    """The state does not know the key, and nothing pending introduces it any more."""
    void = hamlet.sign_key_add(anna, key_seed=seed_of("phone"), account=ben.account)
    one, two = sign_with(hamlet, "phone", 0, void.id), None
    two = sign_with(hamlet, "phone", 1, one.id)
    three = sign_with(hamlet, "phone", 2, two.id)
    dag = dag_of(hamlet, void, one, two, three)
    execution = hamlet.seal(void, one)
    assert [result.outcome for result in execution.results] == ["not allowed", "unknown key"]
    assert set(dag.advance([void.id, one.id], execution.state)) == {two.id, three.id}
    assert dag.introductions == {}
    assert not dag.check_chain(two, hamlet.state)
    assert not dag_of(hamlet).check_chain(one, hamlet.state), "nor after a restart"
    assert not dag_of(hamlet).check_chain(two, hamlet.state)


def test_a_closed_key_has_no_live_event(hamlet: Hamlet):
    """Its join was sealed void: nobody's quota would pay for what it says."""
    invitation, join, _ = newcomer(hamlet, hamlet.founder, "cleo")
    rival = hamlet.newcomer("dora", invitation.id)
    content_seed = seed_of("cleo invitation")
    late = _join_with(hamlet, rival, invitation, content_seed)
    follow_up = hamlet.sign_key_add(rival)
    dag = dag_of(hamlet, invitation, join, late, follow_up)
    hamlet.seal(invitation, join)
    execution = hamlet.seal(late)
    assert execution.results[0].outcome == "already used"
    dead = [
        *dag.advance([invitation.id, join.id], hamlet.state),
        *dag.advance([late.id], execution.state),
    ]
    assert dead == [follow_up.id]
    row = hamlet.state.get(KEYS, Key(late.author))
    assert row is not None
    assert row.account == b""
    assert not dag.check_chain(sign_with(hamlet, "dora paper", 1, late.id), hamlet.state)


def _join_with(hamlet: Hamlet, person: Person, invitation: Event, seed: bytes) -> Event:
    """A join under an invitation meant for somebody else."""
    from ledger.event import join_proof_content

    join = hamlet.sign_join(person, invitation.id)
    content = join_proof_content(hamlet.commune, invitation.id, person.account, person.node)
    event = sign_event(
        person.paper_seed, commune=hamlet.commune, seq=0, prev=invitation.id, anchor=hamlet.anchor(),
        time_ms=0, kind="resident.join", body={**join.body, "proof": sign(seed, Domain.JOIN, content)},
    )  # fmt: skip
    person.paper_prev = event.id
    return event


def test_a_join_of_a_known_key_is_dead(hamlet: Hamlet, anna: Person):
    invitation = hamlet.sign_invitation(hamlet.founder, "anna again")
    again = _join_with(
        hamlet, hamlet.newcomer("anna", invitation.id), invitation, seed_of("anna again invitation")
    )
    assert not dag_of(hamlet, invitation).check_chain(again, hamlet.state)


def test_a_dead_invitation_does_not_kill_a_join(hamlet: Hamlet, anna: Person):
    one = pay(hamlet, anna)
    anna.seq, anna.prev = one.seq - 1, one.prev
    invitation, join, _ = newcomer(hamlet, anna, "cleo")
    dag = dag_of(hamlet, invitation, join)
    execution = hamlet.seal(one)
    dag.advance([], execution.state)
    put(dag, hamlet, pay(hamlet, hamlet.people["ben"]))
    dag._bury({anna.key}, execution.state)
    assert list(dag.dead) == [invitation.id]
    assert join.id in dag.events


# --- accounts -----------------------------------------------------------------------------------------


def test_a_newcomer_counts_for_its_sponsor_until_it_is_known(hamlet: Hamlet):
    sponsor = hamlet.founder
    invitation, join, person = newcomer(hamlet, sponsor, "cleo")
    added = hamlet.sign_key_add(person)
    first = pay(hamlet, person)
    before = hamlet.state
    dag = dag_of(hamlet, invitation, join, added, first)
    assert {dag.account_of(event, before) for event in (invitation, join, added, first)} == {sponsor.account}
    assert dag.count_of(sponsor.account) == 4
    hamlet.seal(invitation)
    assert dag.account_of(join, hamlet.state) == sponsor.account
    hamlet.seal(join)
    assert dag.account_of(added, hamlet.state) == person.account
    assert dag.account_of(first, hamlet.state) == person.account
    hamlet.seal(added)
    assert dag.account_of(first, hamlet.state) == person.account


def test_the_chain_of_introductions_is_followed_to_its_known_end(hamlet: Hamlet, anna: Person):
    """Newcomers who invite newcomers: however deep, it is anna who answers, never an unknown key."""
    events: list[Event] = []
    sponsor = anna
    for depth in range(12):
        invitation, join, person = newcomer(hamlet, sponsor, f"guest {depth}")
        events += [invitation, join, hamlet.sign_key_add(person)]
        sponsor = person
    dag = dag_of(hamlet, *events)
    assert {dag.account_of(event, hamlet.state) for event in events} == {anna.account}
    assert dag.count_of(anna.account) == 36


def test_a_void_invitation_s_author_still_answers(hamlet: Hamlet, anna: Person):
    """Else whoever holds its key would have a quota for each new key he makes."""
    invitation = hamlet.sign(
        anna, "invitation", {"key": public_key(seed_of("cleo invitation")), "expires": 0, "roles": []}
    )
    execution = hamlet.seal(invitation)
    assert not execution.results[0].is_applied
    join = hamlet.sign_join(hamlet.newcomer("cleo", invitation.id), invitation.id)
    assert dag_of(hamlet).account_of(join, hamlet.state) == anna.account


def test_an_invitation_by_a_key_sealed_unknown_still_has_somebody_to_answer(hamlet: Hamlet, anna: Person):
    void = hamlet.sign_key_add(anna, key_seed=seed_of("phone"), account=hamlet.founder.account)
    body = {"key": public_key(seed_of("cleo invitation")), "expires": hamlet.now_ms + 10**9, "roles": []}
    filler = sign_with(hamlet, "phone", 0, void.id)
    invitation = sign_event(
        seed_of("phone"), commune=hamlet.commune, seq=1, prev=filler.id, anchor=hamlet.anchor(), time_ms=0,
        kind="invitation", body=body,
    )  # fmt: skip
    hamlet.seal(void, filler, invitation)
    join = hamlet.sign_join(hamlet.newcomer("cleo", invitation.id), invitation.id)
    assert dag_of(hamlet).account_of(join, hamlet.state) == anna.account


def test_without_any_past_an_event_counts_for_itself(hamlet: Hamlet):
    stranger = sign_with(hamlet, "stranger", 0, seed_of("unknown"))
    assert dag_of(hamlet).account_of(stranger, hamlet.state) == AccountId(stranger.author)
    orphan = hamlet.sign_join(
        hamlet.newcomer("cleo", EventId(bytes(31) + b"\x01")), EventId(bytes(31) + b"\x01")
    )
    assert dag_of(hamlet).account_of(orphan, hamlet.state) == AccountId(orphan.author)


def test_counts_go_down_when_events_leave(hamlet: Hamlet, anna: Person):
    one = pay(hamlet, anna)
    other = fork_of(hamlet, anna, one)
    dag = dag_of(hamlet, one, other)
    assert (dag.count_of(anna.account), dag.count_of(anna.account, is_live=False)) == (2, 0)
    execution = hamlet.seal(one)
    dag.advance([one.id], execution.state)
    assert (dag.count_of(anna.account), dag.count_of(anna.account, is_live=False)) == (0, 1)


# --- cuts ---------------------------------------------------------------------------------------------


def test_the_cut_of_a_head_is_all_it_reaches(hamlet: Hamlet, anna: Person, ben: Person):
    a0, b0 = pay(hamlet, anna), pay(hamlet, ben)
    a1 = pay(hamlet, anna, deps=[b0.id])
    b1 = pay(hamlet, ben)
    dag = dag_of(hamlet, a0, b0, a1, b1)
    assert set(dag.walk([a1.id])) == {a0.id, b0.id, a1.id}
    assert set(dag.walk([])) == set()
    cut = dag.check_cut([a1.id], hamlet.state, hamlet.now_ms)
    assert set(cut.events) == {a0.id, b0.id, a1.id}
    chosen = dag.choose_cut(hamlet.state, hamlet.now_ms)
    assert chosen.heads == tuple(sorted([a1.id, b1.id]))
    assert dag.check_cut(chosen.heads, hamlet.state, hamlet.now_ms).events.keys() == chosen.events.keys()
    assert dag.heads() == chosen.heads


def test_a_head_nobody_holds_is_asked_for(hamlet: Hamlet, anna: Person):
    with pytest.raises(NotConnected) as caught:
        dag_of(hamlet).walk([pay(hamlet, anna).id])
    assert len(caught.value.missing) == 1


def test_one_cut_has_one_set_of_heads(hamlet: Hamlet, anna: Person):
    one, two = pay(hamlet, anna), pay(hamlet, anna)
    dag = dag_of(hamlet, one, two)
    with pytest.raises(BadSeal, match="ancestor"):
        dag.check_cut(sorted([one.id, two.id]), hamlet.state, hamlet.now_ms)


def test_a_cut_takes_one_of_two_siblings(hamlet: Hamlet, anna: Person, ben: Person):
    one, after = pay(hamlet, anna), pay(hamlet, anna)
    other = fork_of(hamlet, anna, one)
    dep_one, dep_other = pay(hamlet, ben, deps=[one.id]), None
    dep_other = pay(hamlet, hamlet.founder, deps=[other.id])
    dag = dag_of(hamlet, one, other, after, dep_one, dep_other)
    for heads in ([one.id, other.id], [after.id, other.id], [dep_one.id, dep_other.id]):
        with pytest.raises(BadSeal, match="two events of one key and number"):
            dag.walk(heads)
    chosen = dag.choose_cut(hamlet.state, hamlet.now_ms)
    assert set(chosen.events) == {one.id, after.id, dep_one.id}


def test_the_dead_are_in_no_cut_and_hide_nothing(hamlet: Hamlet, anna: Person, ben: Person):
    one = pay(hamlet, anna)
    other = fork_of(hamlet, anna, one)
    dep = pay(hamlet, ben, deps=[other.id])
    dag = dag_of(hamlet, one, other, dep)
    execution = hamlet.seal(one)
    dag.advance([one.id], execution.state)
    with pytest.raises(BadSeal, match="dead"):
        dag.walk([other.id])
    assert set(dag.walk([dep.id])) == {dep.id}


def test_the_quota_of_the_day_leaves_the_rest_pending(hamlet: Hamlet, anna: Person, ben: Person):
    """Anna is still guaranteed: a newcomer's quota. Ben's event that names her last one waits with it."""
    hamlet = Hamlet.found(parameters={"quota.events-day-newcomer": 10})
    anna, ben = hamlet.join("anna"), hamlet.join("ben")
    # Her join and key.add counted for her sponsor: the state before them did not know her.
    events = [pay(hamlet, anna, 1) for _ in range(12)]
    named = pay(hamlet, ben, deps=[events[-1].id])
    free = pay(hamlet, ben, seq=named.seq, prev=named.prev)
    dag = dag_of(hamlet, *events, named, free)
    chosen = dag.choose_cut(hamlet.state, hamlet.now_ms)
    assert set(chosen.events) == {event.id for event in events[:10]} | {free.id}
    with pytest.raises(BadSeal, match="quota"):
        dag.check_cut([events[10].id], hamlet.state, hamlet.now_ms)
    tomorrow = hamlet.now_ms + 86_400_000
    assert len(dag.choose_cut(hamlet.state, tomorrow).events) == 11


def test_whether_there_is_a_cut_is_known_without_choosing_it():
    """What waits for tomorrow's quota gives no cut, alone or first in line."""
    hamlet = Hamlet.found(parameters={"quota.events-day-newcomer": 10})
    anna, ben = hamlet.join("anna"), hamlet.join("ben")
    hamlet.seal(*[pay(hamlet, anna, 1) for _ in range(10)])
    waits = [pay(hamlet, anna, 1) for _ in range(3)]
    dag, both = dag_of(hamlet, *waits), dag_of(hamlet, *waits, pay(hamlet, ben))
    tomorrow = hamlet.now_ms + 86_400_000
    cases = [(dag_of(hamlet), hamlet.now_ms), (dag, hamlet.now_ms), (both, hamlet.now_ms), (dag, tomorrow)]
    assert [one.can_cut(hamlet.state, now_ms) for one, now_ms in cases] == [False, False, True, True]
    for one, now_ms in cases:
        assert one.can_cut(hamlet.state, now_ms) == bool(one.choose_cut(hamlet.state, now_ms).events)


def test_the_quota_counts_bytes_too(hamlet: Hamlet, anna: Person):
    hamlet = Hamlet.found(parameters={"quota.bytes-day": 64 * 1024})
    founder = hamlet.founder
    events = [hamlet.sign(founder, "display", {"display": bytes(32), "x": bytes(3_500)}) for _ in range(20)]
    dag = dag_of(hamlet, *events)
    chosen = dag.choose_cut(hamlet.state, hamlet.now_ms)
    size = sum(event.size for event in chosen.events.values())
    assert 60 * 1024 < size <= 64 * 1024


def test_a_cut_has_at_most_256_heads_and_1_mib(hamlet: Hamlet):
    hamlet = Hamlet.found(parameters={"quota.events-day": 100_000, "quota.bytes-day": 2**30})
    dag = dag_of(hamlet)
    founder = hamlet.founder
    template = pay(hamlet, founder)
    from dataclasses import replace

    for number in range(limits.SEAL_HEADS_MAX + 4):
        lone = replace(template, id=EventId(seed_of(f"{number}")), seq=template.seq + number)
        dag.add(lone, founder.account)
    assert len(dag.choose_cut(hamlet.state, hamlet.now_ms).heads) == limits.SEAL_HEADS_MAX
    long = dag_of(hamlet)
    for number in range(300):
        big = replace(
            template, id=EventId(seed_of(f"{number}")), payload=bytes(4_000), seq=number,
            prev=EventId(seed_of(f"{number - 1}")),
        )  # fmt: skip
        long.add(big, founder.account)
    chosen = long.choose_cut(hamlet.state, hamlet.now_ms)
    assert sum(event.size for event in chosen.events.values()) <= limits.SEAL_BYTES_MAX
    with pytest.raises(BadSeal, match="too large"):
        long.walk([EventId(seed_of("299"))])


def test_a_cut_has_at_most_4096_events(hamlet: Hamlet):
    from dataclasses import replace

    hamlet = Hamlet.found(parameters={"quota.events-day": 100_000, "quota.bytes-day": 2**30})
    template = pay(hamlet, hamlet.founder)
    dag = dag_of(hamlet)
    for number in range(limits.SEAL_EVENTS_MAX + 1):
        dag.add(
            replace(
                template, id=EventId(seed_of(f"{number}")), payload=b"", seq=number,
                prev=EventId(seed_of(f"{number - 1}")),
            ),
            hamlet.founder.account,
        )  # fmt: skip
    assert len(dag.choose_cut(hamlet.state, hamlet.now_ms).events) == limits.SEAL_EVENTS_MAX
    with pytest.raises(BadSeal, match="too large"):
        dag.walk([EventId(seed_of(f"{limits.SEAL_EVENTS_MAX}"))])


def test_a_member_no_longer_guaranteed_has_the_full_quota(hamlet: Hamlet):
    state = hamlet.state
    row = state.get(ACCOUNTS, hamlet.founder.account)
    assert row is not None
    assert not row.guaranteed
    events = [pay(hamlet, hamlet.founder, 1) for _ in range(60)]
    assert len(dag_of(hamlet, *events).choose_cut(state, hamlet.now_ms).events) == 60
