# SPDX-License-Identifier: AGPL-3.0-or-later
"""One copy: whatever arrives in whatever order, it ends as the others do, and as its disk says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from ledger import limits
from ledger.blob import make_blob, name_blob
from ledger.encoding import encode
from ledger.errors import (
    BadSeal,
    BadSignature,
    Diverged,
    Malformed,
    NotAdmissible,
    NotConnected,
    Refused,
    StoreError,
)
from ledger.event import Anchor, Event, encode_event, sign_event
from ledger.replica import Replica
from ledger.seal import Certificate, Seal, encode_certificate, make_seal, sign_vote, vote_content
from ledger.signing import public_key
from ledger.state import KEYS, QUOTAS, get_balance
from ledger.store import DEAD, Store
from ledger.units import BlobHash, EventId, Key
from tests.helpers.builders import Person, seed_of, sign_charter
from tests.helpers.hamlet import (
    Hamlet,
    digest_of,
    fails_to_write,
    fill_disk,
    follow,
    free_disk,
    give,
    ids,
    memory_of,
    outcomes_of,
    picture_of,
    reopen,
    settled,
)


@pytest.fixture
def hamlet() -> Hamlet:
    return settled("anna", "ben")


@pytest.fixture
def anna(hamlet: Hamlet) -> Person:
    return hamlet.people["anna"]


@pytest.fixture
def ben(hamlet: Hamlet) -> Person:
    return hamlet.people["ben"]


def pay(hamlet: Hamlet, person: Person, amount: int = 60, **changes: Any) -> Event:
    return hamlet.transfer(person, hamlet.founder.account, amount, **changes)


def fork_of(hamlet: Hamlet, person: Person, event: Event, to: bytes, amount: int = 61) -> Event:
    return hamlet.transfer(person, to, amount, seq=event.seq, prev=event.prev)


# --- founding and reopening ---------------------------------------------------------------------------


def test_a_copy_waits_for_its_charter():
    replica = Replica(Store(None))
    assert not replica.is_founded
    charter = sign_charter()
    replica.adopt(charter)
    assert replica.is_founded
    assert (replica.commune, replica.height, replica.tip_id) == (charter.id, 0, charter.id)
    assert replica.get_charter() == encode_event(charter)
    assert replica.get_anchor() == Anchor(height=0, prefix=charter.id[:8])
    assert memory_of(reopen(replica)) == memory_of(replica)


def test_an_unsound_charter_founds_nothing():
    replica = Replica(Store(None))
    forged = sign_charter("mairie", node_proof=bytes(64))
    with pytest.raises(BadSignature):
        replica.adopt(forged)
    with pytest.raises(Refused):
        replica.adopt(sign_charter("mairie", posts=[["roads", 99]]))
    assert not replica.is_founded
    replica.adopt(sign_charter())
    assert replica.is_founded


def test_a_charter_s_words_come_with_it():
    blob = make_blob(bytes(16), b"Mairie")
    # Its own id is not known while it is signed: these words were named under another commune.
    charter = sign_charter(display=name_blob(EventId(bytes(32)), blob))
    replica = Replica(Store(None))
    replica.adopt(charter, [blob])
    assert replica.store.get_blob(name_blob(charter.id, blob)) == blob


def test_what_is_pending_is_there_after_a_restart(hamlet: Hamlet, anna: Person, ben: Person):
    one = pay(hamlet, anna)
    give(hamlet.main, one, fork_of(hamlet, anna, one, ben.account), pay(hamlet, anna), pay(hamlet, ben))
    invitation = hamlet.sign_invitation(hamlet.founder, "cleo")
    cleo = hamlet.newcomer("cleo", invitation.id)
    give(hamlet.main, invitation, hamlet.sign_join(cleo, invitation.id), hamlet.sign_key_add(cleo))
    assert memory_of(reopen(hamlet.main)) == memory_of(hamlet.main)
    hamlet.seal()
    assert memory_of(reopen(hamlet.main)) == memory_of(hamlet.main)


# --- ingesting ----------------------------------------------------------------------------------------


def test_every_order_of_arrival_gives_the_same_copy(hamlet: Hamlet, anna: Person, ben: Person):
    one = pay(hamlet, anna)
    two = pay(hamlet, ben, deps=[one.id])
    events = [one, two, pay(hamlet, anna, deps=[two.id]), pay(hamlet, ben)]
    expected = None
    for order in permutations(events):
        replica = hamlet.copy()
        stored: list[bytes] = []
        for event in order:
            stored += ids(give(replica, event, event).stored)
            assert give(replica, event).stored == () or event.id not in stored
        assert sorted(stored) == sorted(ids(events))
        assert len(replica.orphans) == 0
        expected = expected or picture_of(replica)
        assert picture_of(replica) == expected


def test_an_orphan_says_what_it_waits_for_and_connects(hamlet: Hamlet, anna: Person):
    one, two, three = (pay(hamlet, anna) for _ in range(3))
    replica = hamlet.main
    report = give(replica, three, two)
    assert report.stored == ()
    assert report.missing == (one.id,), "what waits here already is not asked for"
    assert len(replica.orphans) == 2
    report = give(replica, one)
    assert ids(report.stored)[0] == one.id
    assert sorted(ids(report.stored)) == sorted([one.id, two.id, three.id])
    assert len(replica.orphans) == 0
    assert give(replica, one, two, three).stored == ()


def test_an_orphan_that_lacks_still_more_says_so(hamlet: Hamlet, anna: Person, ben: Person):
    one, dep = pay(hamlet, anna), pay(hamlet, ben)
    two = pay(hamlet, anna, deps=[dep.id])
    assert give(hamlet.main, two).missing == (dep.id,)
    assert give(hamlet.main, dep).missing == (one.id,)
    assert ids(give(hamlet.main, one).stored) == [one.id, two.id]


def test_nobody_is_asked_for_what_another_s_orphans_lack(hamlet: Hamlet, anna: Person, ben: Person):
    pay(hamlet, anna)
    give(hamlet.main, pay(hamlet, anna), source=b"liar")
    report = give(hamlet.main, pay(hamlet, ben), source=b"honest")
    assert len(report.stored) == 1
    assert report.missing == ()


def test_malformed_and_badly_signed_events_are_counted_not_stored(hamlet: Hamlet, anna: Person):
    good = pay(hamlet, anna)
    forged = encode([good.payload, bytes(64)])
    events, bad = hamlet.main.prepare([b"", b"\xc0", encode_event(good)[:-1], forged])
    assert (len(events), bad) == (1, 3)
    report = hamlet.main.ingest([forged], source=b"liar")
    assert report.refused == ((good.id, "bad-signature"),)
    assert not hamlet.main.is_known(good)
    report = hamlet.main.ingest([forged, encode_event(good), forged], source=b"liar")
    assert ids(report.stored) == [good.id]
    found = hamlet.main.get_event(good.id)
    assert found is not None
    assert found.signature == good.signature, "a bad copy never stands for a good one"
    assert hamlet.main.prepare([encode_event(good)]) == ([], 0)


def test_an_event_of_another_commune_is_badly_signed_here(hamlet: Hamlet):
    elsewhere = Hamlet.found("maire", name="Ailleurs")
    event = pay(elsewhere, elsewhere.founder)
    report = hamlet.main.ingest([encode_event(event)], source=b"x")
    assert [code for _, code in report.refused] == ["bad-signature"]


def test_versions_change_when_something_shows(hamlet: Hamlet, anna: Person):
    replica = hamlet.main
    before = replica.version
    pending = replica.get_pending(hamlet.now_ms)
    assert replica.get_pending(hamlet.now_ms) is pending
    give(replica, pay(hamlet, anna))
    assert replica.version > before
    assert replica.get_pending(hamlet.now_ms) is not pending


# --- our own events -----------------------------------------------------------------------------------


def test_our_own_events_are_on_disk_when_append_returns(hamlet: Hamlet, anna: Person):
    replica = hamlet.main
    blob = make_blob(bytes(16), b"merci")
    body = {
        "to": hamlet.founder.account, "asset": "hour", "amount": 60, "purpose": "",
        "memo": name_blob(hamlet.commune, blob),
    }  # fmt: skip
    event = hamlet.sign(anna, "transfer", body)
    replica.append(event, [blob])
    assert replica.store.get_blob(body["memo"]) == blob
    assert replica.get_next_slot(anna.key) == (event.seq + 1, event.id)
    again = reopen(replica)
    assert event.id in again.dag.events
    assert again.store.get_wanted() == replica.store.get_wanted()


def test_what_is_not_storable_is_not_appended(hamlet: Hamlet, anna: Person):
    replica = hamlet.main
    skipped = pay(hamlet, anna)
    with pytest.raises(NotConnected):
        replica.append(pay(hamlet, anna))
    give(replica, skipped)
    hamlet.seal()
    with pytest.raises(NotAdmissible, match="elsewhere"):
        replica.append(fork_of(hamlet, anna, skipped, anna.account))
    forged = pay(hamlet, hamlet.founder)
    with pytest.raises(BadSignature):
        replica.append(replace(forged, signature=bytes(64)))
    assert memory_of(reopen(replica)) == memory_of(replica)


def test_the_next_slot_of_a_key(hamlet: Hamlet, anna: Person):
    replica = hamlet.main
    assert replica.get_next_slot(Key(bytes(32))) is None
    assert replica.get_next_slot(anna.key) == (anna.seq + 1, anna.prev)
    invitation = hamlet.sign_invitation(hamlet.founder, "cleo")
    cleo = hamlet.newcomer("cleo", invitation.id)
    join = hamlet.sign_join(cleo, invitation.id)
    give(replica, invitation, join)
    assert replica.get_next_slot(Key(join.author)) == (1, join.id)
    added = hamlet.sign_key_add(cleo)
    give(replica, added)
    assert replica.get_next_slot(Key(join.author)) == (2, added.id)
    assert replica.get_next_slot(cleo.key) == (0, added.id)


def test_we_go_on_from_the_branch_that_will_be_sealed(hamlet: Hamlet, anna: Person, ben: Person):
    """A backup was restored: our own key forked. A cut takes the branch stored first: so do we."""
    first = pay(hamlet, anna)
    other = fork_of(hamlet, anna, first, ben.account)
    longer = pay(hamlet, anna, 62, seq=first.seq + 1, prev=other.id)
    give(hamlet.main, first, other, longer)
    assert hamlet.main.get_next_slot(anna.key) == (first.seq + 1, first.id)


# --- forks and money ----------------------------------------------------------------------------------


def test_a_double_spend_is_spent_once_everywhere(hamlet: Hamlet, anna: Person, ben: Person):
    """One key signs two payments of all it may owe, on two computers that cannot see each other."""
    floor = 5 * 3_600
    one = hamlet.transfer(anna, ben.account, floor)
    other = fork_of(hamlet, anna, one, hamlet.founder.account, floor)
    left, right = hamlet.copy(), hamlet.copy()
    give(left, one)
    give(right, other)
    give(left, other)
    give(right, one)
    assert set(left.dag.events) == set(right.dag.events)
    give(hamlet.main, other, one)
    execution = hamlet.seal()
    assert outcomes_of(execution) == {other.id: "applied"}
    for copy in (left, right):
        follow(copy, hamlet.main)
        assert picture_of(copy) == picture_of(hamlet.main)
        place = copy.store.get_place(one.id)
        assert place is not None
        assert place[0] == DEAD
        assert get_balance(copy.state, anna.account, "hour") == -floor
        assert get_balance(copy.state, ben.account, "hour") == 0
        assert get_balance(copy.state, hamlet.founder.account, "hour") == floor
    hamlet.check_money()


def test_spending_twice_in_one_chain_is_void_with_a_reason(hamlet: Hamlet, anna: Person, ben: Person):
    one, two = (hamlet.transfer(anna, to, 5 * 3_600) for to in (ben.account, hamlet.founder.account))
    give(hamlet.main, one, two)
    assert outcomes_of(hamlet.seal()) == {one.id: "applied", two.id: "floor"}
    hamlet.check_money()


def test_the_dead_half_of_a_fork_is_evidence_on_every_copy(hamlet: Hamlet, anna: Person, ben: Person):
    one = pay(hamlet, anna)
    other = fork_of(hamlet, anna, one, ben.account)
    late = hamlet.copy()
    give(hamlet.main, one, other)
    hamlet.seal()
    follow(late, hamlet.main)
    assert not late.is_known(other), "the dead are not synced"
    give(late, other)
    assert other.id in late.dag.dead
    assert picture_of(late) == picture_of(hamlet.main)


def test_two_joins_under_one_invitation(hamlet: Hamlet):
    """The first sealed takes it; the other's key is closed for ever, under this invitation or another."""
    invitation = hamlet.sign_invitation(hamlet.founder, "cleo")
    cleo = hamlet.newcomer("cleo", invitation.id)
    join = hamlet.sign_join(cleo, invitation.id)
    hamlet.seal(invitation, join, expect="applied")
    rival = _rival(hamlet, invitation)
    execution = hamlet.seal(rival)
    assert outcomes_of(execution) == {rival.id: "already used"}
    row = hamlet.state.get(KEYS, Key(rival.author))
    assert row is not None
    assert row.account == b""
    assert hamlet.main.get_next_slot(Key(rival.author)) is None
    second = hamlet.sign_invitation(hamlet.founder, "rival again")
    again = _rival(hamlet, second, "rival again")
    give(hamlet.main, second, again)
    assert again.id in hamlet.main.dag.dead
    assert memory_of(reopen(hamlet.main)) == memory_of(hamlet.main)


def _rival(hamlet: Hamlet, invitation: Event, name: str = "cleo") -> Event:
    """Somebody else's join, signed with the key of the invitation meant for `name`."""
    from ledger.event import join_proof_content
    from ledger.signing import Domain, sign

    rival = hamlet.newcomer("rival", invitation.id)
    join = hamlet.sign_join(rival, invitation.id)
    content = join_proof_content(hamlet.commune, invitation.id, rival.account, rival.node)
    proof = sign(seed_of(f"{name} invitation"), Domain.JOIN, content)
    return sign_event(
        rival.paper_seed, commune=hamlet.commune, seq=0, prev=invitation.id, anchor=hamlet.anchor(),
        time_ms=0, kind="resident.join", body={**join.body, "proof": proof},
    )  # fmt: skip


def test_what_was_sealed_under_an_unknown_key_is_never_sealed_again(
    hamlet: Hamlet, anna: Person, ben: Person
):
    """Its key.add was sealed void. Were the event stored a second time, no other copy could follow."""
    void = hamlet.sign_key_add(anna, key_seed=seed_of("phone"), account=ben.account)
    shared = Person("phone", ben.account, b"", seed_of("phone"), -1, void.id)
    first, second = pay(hamlet, shared), pay(hamlet, shared)
    other = hamlet.copy()
    execution = hamlet.seal(void, first)
    assert outcomes_of(execution) == {void.id: "not allowed", first.id: "unknown key"}
    assert hamlet.main.is_known(first)
    assert give(hamlet.main, first, second).stored == ()
    assert memory_of(reopen(hamlet.main)) == memory_of(hamlet.main)
    total = hamlet.main.store.count_events()
    give(reopen(hamlet.main), first, second)
    assert hamlet.main.store.count_events() == total
    hamlet.seal()
    follow(other, hamlet.main)
    assert picture_of(other) == picture_of(hamlet.main)


# --- quotas -------------------------------------------------------------------------------------------


def test_what_exceeds_a_quota_stays_pending_until_tomorrow():
    hamlet = Hamlet.found(parameters={"quota.events-day": 50})
    founder = hamlet.founder
    events = [pay(hamlet, founder, 1) for _ in range(60)]
    give(hamlet.main, *events)
    used = 1  # the key.add that `found` sealed
    hamlet.seal()
    assert set(hamlet.main.dag.events) == set(ids(events[50 - used :]))
    hamlet.seal()
    assert not hamlet.main.must_seal(hamlet.now_ms + 1), "nothing more to cover today"
    assert hamlet.main.make_seal(hamlet.now_ms + 1) is None
    hamlet.seal(after_ms=86_400_000)
    assert not hamlet.main.dag.events


def test_a_void_join_counts_for_the_sponsor_of_the_seal_it_was_in():
    """Were it free, one invitation could fill the register with closed keys."""
    hamlet = Hamlet.found(parameters={"quota.events-day": 50})
    invitation = hamlet.sign_invitation(hamlet.founder, "guest")
    guest = hamlet.newcomer("guest", invitation.id)
    joins: list[Event] = []
    for number in range(70):
        guest.paper_seed = seed_of(f"guest {number}")
        guest.account = type(guest.account)(public_key(guest.paper_seed))
        joins.append(hamlet.sign_join(guest, invitation.id))
    give(hamlet.main, invitation, *joins, forced=True)
    for _ in range(5):
        if hamlet.main.must_seal(hamlet.now_ms + 1_000):
            hamlet.seal()
    quota = hamlet.state.get(QUOTAS, hamlet.founder.account)
    assert quota is not None
    assert quota.events == 50
    assert len(hamlet.main.dag.events) == 1 + 70 - 49


# --- seals --------------------------------------------------------------------------------------------


def certify(seal: Seal, replica: Replica, node: str = "mairie node") -> bytes:
    place: dict[str, Any] = {"epoch": seal.epoch, "height": seal.height, "round_number": 0}
    content = vote_content(replica.commune, **place, step="precommit", seal_id=seal.id)
    return encode_certificate(Certificate(round=0, signatures=((0, sign_vote(seed_of(node), content)),)))


def test_when_there_is_a_reason_to_seal(hamlet: Hamlet, anna: Person):
    replica = hamlet.main
    assert replica.must_seal(hamlet.now_ms + 1), "the last results are not certified yet"
    hamlet.seal()
    assert replica.last_was_empty
    assert not replica.must_seal(hamlet.now_ms + 1)
    give(replica, pay(hamlet, anna))
    assert replica.must_seal(hamlet.now_ms + 1)
    hamlet.seal()
    assert not replica.last_was_empty
    hamlet.seal()
    assert not replica.must_seal(hamlet.now_ms + 1)
    fresh = hamlet.fresh()
    assert not fresh.must_seal(hamlet.now_ms), "a charter alone needs nothing"


def test_a_due_task_is_a_reason_to_seal(hamlet: Hamlet):
    body = {"form": "text", "title": bytes(32), "text": b"", "duration": 86_400_000, "content": {}}
    assert hamlet.do(hamlet.founder, "proposal", **body).is_applied
    hamlet.seal()
    due = hamlet.now_ms + 86_400_000
    assert not hamlet.main.must_seal(hamlet.now_ms + 1)
    assert hamlet.main.must_seal(due)
    execution = hamlet.seal(after_ms=86_400_000)
    assert execution.ran_tasks
    assert not hamlet.main.last_was_empty
    assert memory_of(reopen(hamlet.main)) == memory_of(hamlet.main)


def test_a_slow_clock_seals_one_millisecond_later(hamlet: Hamlet, anna: Person):
    give(hamlet.main, pay(hamlet, anna))
    tip = hamlet.main.tip
    assert tip is not None
    seal = hamlet.main.make_seal(0)
    assert seal is not None
    assert seal.time_ms == tip.time_ms + 1


def test_seals_are_followed_by_every_copy(hamlet: Hamlet, anna: Person, ben: Person):
    copies = [hamlet.fresh(), hamlet.copy()]
    for number in range(4):
        hamlet.seal(pay(hamlet, anna, 1 + number), pay(hamlet, ben, 2))
    for copy in copies:
        follow(copy, hamlet.main)
        assert picture_of(copy) == picture_of(hamlet.main)
    history = list(hamlet.main.store.iter_history(0))
    assert len(history) == hamlet.main.height
    assert sum(len(events) for events, _, _ in history) + 1 == hamlet.main.store.count_events()
    assert list(hamlet.main.store.iter_history(hamlet.main.height)) == []


def _next(hamlet: Hamlet, **changes: Any) -> Seal:
    """The seal an honest witness would make, some fields replaced."""
    seal = hamlet.main.make_seal(hamlet.now_ms + 1_000)
    assert seal is not None
    fields = {
        name: getattr(seal, name)
        for name in (
            "epoch", "height", "previous", "time_ms", "heads", "order_root", "results_root", "total",
            "witnesses_digest", "state_digest",
        )
    }  # fmt: skip
    return make_seal(hamlet.commune, **{**fields, **changes})


BAD: dict[str, tuple[type[Exception], Callable[[Hamlet], dict[str, Any]]]] = {
    "height": (BadSeal, lambda h: {"height": h.main.height + 2}),
    "a height we have": (BadSeal, lambda h: {"height": h.main.height}),
    "previous": (BadSeal, lambda h: {"previous": bytes(32)}),
    "epoch": (BadSeal, lambda h: {"epoch": 1}),
    "time": (BadSeal, lambda h: {"time_ms": h.now_ms}),
    "order root": (BadSeal, lambda h: {"order_root": bytes(32)}),
    "total": (BadSeal, lambda h: {"total": 999}),
    "witnesses": (BadSeal, lambda h: {"witnesses_digest": bytes(32)}),
    "sealed head": (BadSeal, lambda h: {"heads": [h.commune]}),
    "results": (Diverged, lambda h: {"results_root": bytes(32)}),
    "state digest out of place": (Diverged, lambda h: {"state_digest": bytes(32)}),
    "unknown head": (NotConnected, lambda h: {"heads": [EventId(seed_of("x"))]}),
}


@pytest.mark.parametrize("what", BAD)
def test_a_certified_seal_that_does_not_fit_changes_nothing(hamlet: Hamlet, anna: Person, what: str):
    give(hamlet.main, pay(hamlet, anna))
    error, changes = BAD[what]
    seal = _next(hamlet, **changes(hamlet))
    before = memory_of(hamlet.main)
    with pytest.raises(error):
        hamlet.main.apply_seal(seal.encoded, certify(seal, hamlet.main))
    assert memory_of(hamlet.main) == before
    assert memory_of(reopen(hamlet.main)) == before
    good = _next(hamlet)
    hamlet.main.apply_seal(good.encoded, certify(good, hamlet.main))


def test_nobody_but_a_witness_seals(hamlet: Hamlet, anna: Person):
    give(hamlet.main, pay(hamlet, anna))
    seal = _next(hamlet)
    with pytest.raises(BadSeal):
        hamlet.main.apply_seal(seal.encoded, certify(seal, hamlet.main, "anna node"))
    with pytest.raises(BadSeal):
        hamlet.main.apply_seal(seal.encoded, encode([0, []]))
    with pytest.raises(Malformed):
        hamlet.main.apply_seal(seal.encoded[:-1], certify(seal, hamlet.main))
    with pytest.raises(Malformed):
        hamlet.main.apply_seal(seal.encoded, b"")


def test_an_empty_seal_needs_a_reason(hamlet: Hamlet, anna: Person):
    hamlet.seal()
    give(hamlet.main, pay(hamlet, anna))
    order_root = hamlet.main.tip.order_root if hamlet.main.tip is not None else b""
    empty = _next(hamlet, heads=[], order_root=order_root, total=hamlet.main.tip.total)  # type: ignore[union-attr]
    with pytest.raises(BadSeal, match="without a reason"):
        hamlet.main.apply_seal(empty.encoded, certify(empty, hamlet.main))


def test_checkpoints_carry_the_state(hamlet: Hamlet, anna: Person):
    other = hamlet.copy()
    while hamlet.main.height < limits.CHECKPOINT_INTERVAL - 1:
        hamlet.seal(hamlet.transfer(hamlet.founder, anna.account, 1))
    before = digest_of(hamlet.main)
    hamlet.seal()
    assert hamlet.main.tip is not None
    assert hamlet.main.tip.state_digest == before
    follow(other, hamlet.main)
    assert picture_of(other) == picture_of(hamlet.main)


def test_an_act_that_attests_another_chain_is_void(hamlet: Hamlet, anna: Person, ben: Person):
    height = hamlet.main.height
    wrong = pay(hamlet, anna, anchor=Anchor(height=height, prefix=bytes(8)))
    ahead = pay(hamlet, ben, anchor=Anchor(height=height + 5, prefix=bytes(8)))
    good = pay(hamlet, hamlet.founder, anchor=hamlet.main.get_anchor())
    execution = hamlet.seal(wrong, ahead, good)
    assert outcomes_of(execution) == {wrong.id: "other chain", ahead.id: "other chain", good.id: "self"}


# --- what a wallet shows as pending -------------------------------------------------------------------


def test_pending_is_the_fold_continued(hamlet: Hamlet, anna: Person, ben: Person):
    one = hamlet.transfer(anna, ben.account, 600)
    other = fork_of(hamlet, anna, one, ben.account, 700)
    behind = pay(hamlet, anna, 1, seq=one.seq + 1, prev=other.id)
    dep = hamlet.transfer(ben, hamlet.founder.account, 100, deps=[one.id])
    give(hamlet.main, one, other, behind, dep)
    pending = hamlet.main.get_pending(hamlet.now_ms)
    assert [result.outcome for result in pending.results] == ["applied", "applied"]
    assert get_balance(pending.state, ben.account, "hour") == 500
    assert get_balance(hamlet.main.state, ben.account, "hour") == 0
    hamlet.seal()
    assert get_balance(hamlet.state, ben.account, "hour") == 500


# --- words --------------------------------------------------------------------------------------------


def _with_memo(hamlet: Hamlet, person: Person, blob: bytes) -> Event:
    body = {
        "to": hamlet.founder.account, "asset": "hour", "amount": 60, "purpose": "",
        "memo": name_blob(hamlet.commune, blob),
    }  # fmt: skip
    return hamlet.sign(person, "transfer", body)


def test_words_are_taken_when_an_event_names_them(hamlet: Hamlet, anna: Person):
    blob = make_blob(bytes(16), b"merci")
    assert not hamlet.main.add_blob(blob)
    give(hamlet.main, _with_memo(hamlet, anna, blob))
    assert name_blob(hamlet.commune, blob) in hamlet.main.store.get_wanted()
    assert hamlet.main.add_blob(blob)
    assert not hamlet.main.add_blob(blob), "once"
    with pytest.raises(Malformed):
        hamlet.main.add_blob(b"\xc0")


def test_a_member_s_words_take_8_mib_at_most(hamlet: Hamlet, anna: Person):
    store = hamlet.main.store
    for number in range(127):
        filler = make_blob(number.to_bytes(16, "big"), bytes(limits.BLOB_BYTES_MAX))
        store.add_blob(BlobHash(seed_of(f"{number}")), anna.account, filler)
    first, second = (make_blob(bytes([n]) * 16, bytes(40_000)) for n in (1, 2))
    give(hamlet.main, _with_memo(hamlet, anna, first), _with_memo(hamlet, anna, second))
    assert hamlet.main.add_blob(first)
    assert not hamlet.main.add_blob(second)


# --- a disk that fails --------------------------------------------------------------------------------


def test_a_failed_write_leaves_memory_as_the_disk_is(hamlet: Hamlet, anna: Person, ben: Person):
    replica = hamlet.main
    give(replica, pay(hamlet, anna))
    before = memory_of(replica)
    fill_disk(replica.store)
    many = [pay(hamlet, ben, 1) for _ in range(100)]
    with pytest.raises(StoreError):
        give(replica, *many)
    assert memory_of(replica) == before
    appended = [event for event in many if not fails_to_write(replica.append, event)]
    assert len(appended) < len(many)
    assert appended == [event for event in many if event.id in replica.dag.events]
    assert memory_of(reopen(replica)) == memory_of(replica)
    free_disk(replica.store)
    assert ids(give(replica, *many).stored) == ids(many[len(appended) :])
    assert memory_of(reopen(replica)) == memory_of(replica)


def test_a_seal_that_cannot_be_written_has_no_effect(hamlet: Hamlet):
    replica = hamlet.main
    give(replica, *hamlet.pay_much())
    seal = _next(hamlet)
    before = memory_of(replica)
    fill_disk(replica.store)
    with pytest.raises(StoreError):
        replica.apply_seal(seal.encoded, certify(seal, replica))
    assert memory_of(replica) == before
    free_disk(replica.store)
    replica.apply_seal(seal.encoded, certify(seal, replica))
    assert memory_of(reopen(replica)) == memory_of(replica)
    assert not replica.dag.events


class Broken(Store):
    """A store with a bug of ours, at the worst moment."""

    fails = False

    def bury_events(self, ids: Any) -> None:
        super().bury_events(ids)
        if self.fails:
            raise RuntimeError("a bug")

    def add_events(self, events: Any) -> None:
        super().add_events(events)
        if self.fails:
            raise RuntimeError("a bug")


def test_a_bug_of_ours_midway_leaves_memory_as_the_disk_is(hamlet: Hamlet, anna: Person):
    store = Broken(None)
    hamlet.main.store.db.backup(store.db)
    store.forget_unsaved()
    replica = Replica(store)
    one, two = pay(hamlet, anna), pay(hamlet, anna)
    give(replica, one)
    give(hamlet.main, one)
    seal = _next(hamlet)
    before = memory_of(replica)
    store.fails = True
    for action in (
        lambda: give(replica, two),
        lambda: replica.append(two),
        lambda: replica.apply_seal(seal.encoded, certify(seal, replica)),
    ):
        with pytest.raises(RuntimeError):
            action()
        assert memory_of(replica) == before
    store.fails = False
    replica.apply_seal(seal.encoded, certify(seal, replica))
    replica.append(two)
    assert memory_of(reopen(replica)) == memory_of(replica)


def test_a_charter_that_cannot_be_written_founds_nothing():
    store = Broken(None)
    replica = Replica(store)
    store.fails = True
    with pytest.raises(RuntimeError):
        replica.adopt(sign_charter())
    assert not replica.is_founded
    store.fails = False
    replica.adopt(sign_charter())
    assert memory_of(reopen(replica)) == memory_of(replica)
