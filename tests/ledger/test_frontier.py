# SPDX-License-Identifier: AGPL-3.0-or-later
"""Frontiers: equal when the copies are, small when they are quiet, honest about forks; claims are hostile."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.encoding import decode, encode
from ledger.errors import Malformed
from ledger.event import Event
from ledger.frontier import (
    PREFIX_BYTES,
    Claim,
    check_claims,
    compute_digest,
    compute_frontier,
    compute_prefix,
    decode_frontier,
    encode_frontier,
    iter_missing_pending,
    lacks,
)
from ledger.replica import Replica
from ledger.store import Store
from ledger.units import ZERO_ID, Key
from tests.helpers.builders import Person, seed_of
from tests.helpers.hamlet import Hamlet, give, ids, settled

SALT = b"the receiver's 16"


@pytest.fixture
def hamlet() -> Hamlet:
    return settled("anna", "ben")


@pytest.fixture
def anna(hamlet: Hamlet) -> Person:
    return hamlet.people["anna"]


def pay(hamlet: Hamlet, person: Person, amount: int = 60, **changes: object) -> Event:
    return hamlet.transfer(person, hamlet.founder.account, amount, **changes)


def digest(replica: Replica) -> bytes:
    return compute_digest(compute_frontier(replica))


def claims_of(speaker: Replica, listener: Replica) -> dict[Key, Claim]:
    """What one copy tells another, over the wire and checked."""
    rows = encode_frontier(compute_frontier(speaker), SALT)
    heard = decode(encode(rows), size_max=1 << 20, items_max=8_192)
    return check_claims(decode_frontier(heard, listener), listener, SALT)


def missing(speaker: Replica, listener: Replica) -> list[bytes]:
    """Ids of the pending events `listener` would send to `speaker`."""
    return ids(iter_missing_pending(listener, claims_of(speaker, listener), SALT))


def test_a_quiet_commune_says_nothing(hamlet: Hamlet):
    assert compute_frontier(hamlet.main) == {}
    assert encode_frontier({}, SALT) == []
    assert compute_frontier(Replica(Store(None))) == {}
    assert digest(hamlet.main) == digest(hamlet.copy())


def test_a_chain_is_one_row(hamlet: Hamlet, anna: Person):
    events = [pay(hamlet, anna) for _ in range(3)]
    give(hamlet.main, *events)
    frontier = compute_frontier(hamlet.main)
    entry = frontier[anna.key]
    assert list(frontier) == [anna.key]
    assert (entry.next_seq, entry.head, entry.forked) == (events[-1].seq + 1, events[-1].id, False)
    assert len(encode(encode_frontier(frontier, SALT))) <= 12


def test_the_order_of_arrival_does_not_show(hamlet: Hamlet, anna: Person):
    one, other = hamlet.copy(), hamlet.copy()
    events = [pay(hamlet, anna), pay(hamlet, hamlet.people["ben"])]
    give(one, *events)
    give(other, *events[::-1])
    assert digest(one) == digest(other)
    assert digest(one) != digest(hamlet.main)


def test_only_what_lacks_is_sent_of_a_chain(hamlet: Hamlet, anna: Person):
    events = [pay(hamlet, anna) for _ in range(4)]
    ahead, behind = hamlet.copy(), hamlet.copy()
    give(ahead, *events)
    give(behind, *events[:2])
    assert missing(behind, ahead) == ids(events[2:])
    assert missing(ahead, behind) == []
    assert missing(hamlet.main, ahead) == ids(events)
    assert missing(ahead, ahead) == []


def test_a_newcomer_is_a_chain_of_its_own(hamlet: Hamlet):
    invitation = hamlet.sign_invitation(hamlet.founder, "cleo")
    cleo = hamlet.newcomer("cleo", invitation.id)
    join = hamlet.sign_join(cleo, invitation.id)
    events = [invitation, join, hamlet.sign_key_add(cleo), pay(hamlet, cleo)]
    one, other = hamlet.copy(), hamlet.copy()
    give(one, *events)
    assert compute_frontier(one)[Key(join.author)].order == -1
    assert missing(other, one) == ids(events)
    give(other, *events[:2])
    assert missing(other, one) == ids(events[2:])
    give(other, *events[2:])
    assert digest(one) == digest(other)


def test_branches_of_a_fork_cross_once(hamlet: Hamlet, anna: Person):
    one, other = hamlet.copy(), hamlet.copy()
    mine = [pay(hamlet, anna), pay(hamlet, anna)]
    theirs = pay(hamlet, anna, 61, seq=mine[0].seq, prev=mine[0].prev)
    give(one, *mine)
    give(other, theirs)
    assert digest(one) != digest(other)
    assert missing(other, one) == ids(mine)
    assert missing(one, other) == [], "the longer side tells first"
    give(other, *mine)
    assert missing(one, other) == [theirs.id], "its own branch, stored first"
    give(one, theirs)
    assert compute_frontier(one)[anna.key].forked
    assert digest(one) == digest(other)


def test_a_fork_of_a_fork_is_still_a_fork(hamlet: Hamlet, anna: Person):
    one, other = hamlet.copy(), hamlet.copy()
    mine = [pay(hamlet, anna), pay(hamlet, anna)]
    deep = pay(hamlet, anna, 61, seq=mine[1].seq, prev=mine[0].id)
    give(one, *mine)
    give(other, mine[0], deep)
    assert missing(one, other) == [mine[0].id, deep.id]
    assert missing(other, one) == ids(mine)


def test_a_dead_sibling_stored_first_hides_nothing(hamlet: Hamlet, anna: Person):
    """The live branch is the first live one, whatever lies dead in its slot."""
    one = pay(hamlet, anna)
    dead = pay(hamlet, anna, 61, seq=one.seq, prev=one.prev)
    behind_dead = pay(hamlet, anna, 62, seq=one.seq + 1, prev=dead.id)
    live = [pay(hamlet, anna), pay(hamlet, anna)]
    replica, peer = hamlet.copy(), hamlet.copy()
    replica.store_events([one, dead, behind_dead], source=b"", forced=True)
    hamlet.main.store_events([one], source=b"", forced=True)
    hamlet.seal()
    for copy in (replica, peer):
        found = hamlet.main.store.get_seal(hamlet.main.height)
        assert found is not None
        copy.store_events([one], source=b"", forced=True)
        copy.apply_seal(*found)
    assert behind_dead.id in replica.dag.dead
    give(replica, *live)
    give(peer, pay(hamlet, anna, 63, seq=live[0].seq, prev=one.id))
    assert missing(peer, replica) == ids(live)


def test_a_key_introduced_twice_looks_the_same_whatever_came_first(hamlet: Hamlet, anna: Person):
    ben = hamlet.people["ben"]
    added = [hamlet.sign_key_add(person, key_seed=seed_of("shared")) for person in (anna, ben)]
    one, other = hamlet.copy(), hamlet.copy()
    give(one, *added)
    give(other, *added[::-1])
    assert digest(one) == digest(other)
    shared = Person("shared", anna.account, b"", seed_of("shared"), -1, added[0].id)
    first = pay(hamlet, shared)
    give(one, first)
    give(other, first)
    assert digest(one) == digest(other)
    assert missing(one, other) == []


# --- claims at another height -------------------------------------------------------------------------


def test_who_is_behind_in_seals_is_sent_what_is_sealed_by_history(hamlet: Hamlet, anna: Person):
    behind = hamlet.copy()
    events = [pay(hamlet, anna) for _ in range(3)]
    give(behind, *events[:2])
    give(hamlet.main, *events)
    hamlet.seal()
    later = pay(hamlet, anna)
    give(hamlet.main, later)
    claims = claims_of(behind, hamlet.main)
    assert [lacks(claims, event.author, event.seq) for event in events] == [False, False, True]
    assert missing(behind, hamlet.main) == [later.id]
    assert missing(hamlet.main, behind) == []


def test_a_claim_of_the_branch_that_lost_is_a_claim_of_nothing(hamlet: Hamlet, anna: Person):
    behind = hamlet.copy()
    events = [pay(hamlet, anna) for _ in range(3)]
    lost = pay(hamlet, anna, 61, seq=events[0].seq, prev=events[0].prev)
    lost_too = pay(hamlet, anna, 62, seq=events[1].seq, prev=lost.id)
    give(behind, lost, lost_too)
    give(hamlet.main, *events)
    hamlet.seal()
    claims = claims_of(behind, hamlet.main)
    assert all(lacks(claims, event.author, event.seq) for event in events)


def test_a_position_we_do_not_have_yet_is_left_out(hamlet: Hamlet, anna: Person):
    behind = hamlet.copy()
    cleo = hamlet.join("cleo")
    give(hamlet.main, pay(hamlet, cleo))
    assert claims_of(hamlet.main, behind) == {}


def test_without_a_row_everything_lacks(hamlet: Hamlet, anna: Person):
    assert lacks({}, anna.key, anna.seq)


# --- hostile rows -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        {},
        [1],
        [[]],
        [[0, 0, bytes(4)]],
        [[0, 0, bytes(4), 0, 0]],
        [[0, -1, bytes(4), 0]],
        [[0, True, bytes(4), 0]],
        [[0, "1", bytes(4), 0]],
        [[0, 0, bytes(3), 0]],
        [[0, 0, "abcd", 0]],
        [[0, 0, bytes(4), 2]],
        [[0, 0, bytes(4), False]],
        [["key", 0, bytes(4), 0]],
        [[bytes(31), 0, bytes(4), 0]],
        [[False, 0, bytes(4), 0]],
    ],
)
def test_rows_of_another_shape(hamlet: Hamlet, rows: Any):
    with pytest.raises(Malformed):
        decode_frontier(rows, hamlet.main)


def test_absurd_claims_cost_nothing(hamlet: Hamlet, anna: Person):
    events = [pay(hamlet, anna) for _ in range(2)]
    give(hamlet.main, *events)
    row = compute_frontier(hamlet.main)[anna.key]
    for next_seq in (0, 1, 2**53):
        for forked in (0, 1):
            rows = [
                [row.order, next_seq, bytes(PREFIX_BYTES), forked],
                [-5, 0, bytes(4), 0],
                [2**53, 0, bytes(4), 1],
            ]
            claims = check_claims(decode_frontier(rows, hamlet.main), hamlet.main, SALT)
            sent = ids(iter_missing_pending(hamlet.main, claims, SALT))
            assert sent in ([], ids(events))


def test_a_frontier_too_long_for_a_frame_is_cut(hamlet: Hamlet, anna: Person):
    give(hamlet.main, pay(hamlet, anna))
    entry = compute_frontier(hamlet.main)[anna.key]
    many = {Key(number.to_bytes(32, "big")): entry for number in range(9_000)}
    rows = encode_frontier(many, SALT)
    assert len(rows) == 8_192
    decode(encode(["frontier", rows, True]), size_max=1 << 20, depth_max=6, items_max=8_192)


def test_prefixes_depend_on_the_salt():
    assert compute_prefix(b"a", ZERO_ID) != compute_prefix(b"b", ZERO_ID)
    assert len(compute_prefix(b"a", ZERO_ID)) == PREFIX_BYTES
