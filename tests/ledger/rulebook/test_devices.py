# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lost and stolen computers: who may shut out whom, at once or after a week, and who may object."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.errors import Reason
from ledger.rulebook.devices import REVOCATIONS, count_keys
from ledger.signing import public_key
from ledger.state import ACCOUNTS, KEYS, NODES, TASKS
from ledger.units import DAY_MS, EventId, Key, NodeKey
from tests.helpers.builders import Person, Village, seed_of
from tests.helpers.leaving import sign_on_paper

WEEK_MS = 7 * DAY_MS


def add_device(village: Village, person: Person, name: str) -> Person:
    """The same member at another computer."""
    added = village.sign_key_add(person, seed_of(name))
    village.seal(added, expect="applied")
    return replace(person, name=name, seed=seed_of(name), seq=-1, prev=added.id)


@pytest.fixture
def village() -> Village:
    made = Village.found()
    made.join("anna")
    return made


@pytest.fixture
def first(village: Village) -> Person:
    return village.people["anna"]


@pytest.fixture
def second(village: Village, first: Person) -> Person:
    return add_device(village, first, "anna's tablet")


def revoke(village: Village, person: Person, key: bytes) -> str:
    return village.do(person, "key.revoke", key=key).outcome


def keep(village: Village, person: Person, revocation: bytes) -> str:
    return village.do(person, "key.keep", revocation=revocation).outcome


def is_revoked(village: Village, person: Person) -> bool:
    row = village.state.get(KEYS, person.key)
    assert row is not None
    return bool(row.revoked_ms)


def act(village: Village, person: Person) -> str:
    return village.do(person, "consent", topic="gifts", agree=True).outcome


def waiting(village: Village) -> EventId:
    """The one revocation that waits."""
    (event,) = village.state.keys(REVOCATIONS)
    return event


# --- at once


def test_an_older_computer_shuts_out_a_younger_one_at_once(
    village: Village, first: Person, second: Person
) -> None:
    assert act(village, second) == "applied"
    assert revoke(village, first, second.key) == "applied"
    row = village.state.get(KEYS, second.key)
    assert row is not None
    assert row.revoked_ms == village.now_ms
    assert act(village, second) == Reason.REVOKED
    assert act(village, first) == "applied"


def test_a_computer_shuts_itself_out(village: Village, first: Person) -> None:
    assert revoke(village, first, first.key) == "applied"
    assert act(village, first) == Reason.REVOKED


def test_the_words_shut_out_any_computer_at_once(village: Village, first: Person, second: Person) -> None:
    event = sign_on_paper(village, first, "key.revoke", key=first.key)
    village.seal(event, expect="applied")
    assert is_revoked(village, first)
    assert not is_revoked(village, second)
    # The account is not lost with its last computer: the words make it another one.
    village.seal(sign_on_paper(village, first, "key.revoke", key=second.key), expect="applied")
    assert act(village, add_device(village, first, "anna's new computer")) == "applied"


def test_acts_of_the_same_seal_come_after_the_revocation(
    village: Village, first: Person, second: Person
) -> None:
    late = village.sign(second, "consent", {"topic": "gifts", "agree": True})
    revoked = village.sign(first, "key.revoke", {"key": second.key})
    outcomes = [result.outcome for result in village.seal(revoked, late).results]
    assert outcomes == ["applied", Reason.REVOKED]


def test_what_a_revoked_key_adds_is_no_key(village: Village, first: Person) -> None:
    assert revoke(village, first, first.key) == "applied"
    third = add_device(village, first, "third")
    assert count_keys(village.state, (Key(first.account), first.key, third.key)) == 2
    assert revoke(village, first, third.key) == Reason.REVOKED


def test_revoked_keys_leave_their_place(village: Village, first: Person) -> None:
    devices = [add_device(village, first, f"device {number}") for number in range(14)]
    full = village.seal(village.sign_key_add(first, seed_of("one too many"))).results[0].outcome
    assert full == Reason.LIMIT
    assert revoke(village, first, devices[0].key) == "applied"
    assert act(village, add_device(village, first, "in its place")) == "applied"
    member = village.state.get(ACCOUNTS, first.account)
    assert member is not None
    assert devices[0].key in member.keys


# --- after a week


def test_a_younger_computer_shuts_out_an_older_one_after_a_week(
    village: Village, first: Person, second: Person
) -> None:
    assert revoke(village, second, first.key) == "applied:waits"
    village.wait(WEEK_MS - 2_000)
    assert act(village, first) == "applied"
    (task,) = [result for result in village.wait(3_000).results if result.is_task]
    assert (task.outcome, task.label) == ("applied", "key.revoke")
    assert act(village, first) == Reason.REVOKED
    assert act(village, second) == "applied"
    assert village.state.size(REVOCATIONS) == village.state.size(TASKS) == 0


def test_how_long_is_a_parameter() -> None:
    village = Village.found(parameters={"key.revoke-delay-ms": 5_000})
    anna = village.join("anna")
    tablet = add_device(village, anna, "tablet")
    assert revoke(village, tablet, anna.key) == "applied:waits"
    village.wait(6_000)
    assert is_revoked(village, anna)


def test_an_outage_gives_one_more_day(village: Village, first: Person, second: Person) -> None:
    assert revoke(village, second, first.key) == "applied:waits"
    (task,) = village.wait(WEEK_MS + 2 * DAY_MS).results
    assert task.outcome == "applied:re-armed"
    assert keep(village, first, waiting(village)) == "applied"
    village.wait(2 * DAY_MS)
    assert not is_revoked(village, first)


@pytest.mark.parametrize("who", ["target", "older", "asker", "words"])
def test_who_may_object(village: Village, first: Person, second: Person, who: str) -> None:
    third = add_device(village, first, "third")
    assert revoke(village, third, second.key) == "applied:waits"
    if who == "words":
        village.seal(sign_on_paper(village, first, "key.keep", revocation=waiting(village)), expect="applied")
    else:
        person = {"target": second, "older": first, "asker": third}[who]
        assert keep(village, person, waiting(village)) == "applied"
    assert village.state.size(REVOCATIONS) == village.state.size(TASKS) == 0
    village.wait(WEEK_MS + DAY_MS)
    assert not is_revoked(village, second)


def test_who_may_not_object(village: Village, first: Person, second: Person) -> None:
    third = add_device(village, first, "third")
    assert revoke(village, second, first.key) == "applied:waits"
    assert keep(village, third, waiting(village)) == Reason.NOT_ALLOWED
    assert keep(village, village.founder, waiting(village)) == Reason.NOT_ALLOWED
    assert keep(village, first, seed_of("nothing")) == Reason.NO_SUCH
    assert village.do(first, "key.keep", revocation=b"short").outcome == Reason.MALFORMED
    event = waiting(village)
    assert keep(village, first, event) == "applied"
    assert keep(village, first, event) == Reason.NO_SUCH


def test_shutting_out_who_asked_ends_what_it_asked(village: Village, first: Person, second: Person) -> None:
    assert revoke(village, second, first.key) == "applied:waits"
    assert revoke(village, first, second.key) == "applied"
    assert village.state.size(REVOCATIONS) == village.state.size(TASKS) == 0
    village.wait(WEEK_MS + 1)
    assert act(village, first) == "applied"


def test_two_demands_against_one_key_end_together(village: Village, first: Person, second: Person) -> None:
    third = add_device(village, first, "third")
    assert revoke(village, second, first.key) == "applied:waits"
    assert revoke(village, third, first.key) == "applied:waits"
    assert village.state.size(REVOCATIONS) == 2
    village.seal(sign_on_paper(village, first, "key.revoke", key=first.key), expect="applied")
    assert village.state.size(REVOCATIONS) == village.state.size(TASKS) == 0


# --- refused


def test_revocations_that_are_void(village: Village, first: Person, second: Person) -> None:
    assert revoke(village, first, seed_of("nobody")) == Reason.NO_SUCH
    assert revoke(village, first, village.founder.key) == Reason.NOT_ALLOWED
    assert revoke(village, first, first.account) == Reason.NOT_ALLOWED
    assert village.do(first, "key.revoke", key=b"short").outcome == Reason.MALFORMED
    words = sign_on_paper(village, first, "key.revoke", key=first.account)
    assert village.seal(words).results[0].outcome == Reason.NOT_ALLOWED
    assert revoke(village, second, first.key) == "applied:waits"
    assert revoke(village, second, first.key) == Reason.ALREADY_DONE
    assert revoke(village, first, second.key) == "applied"
    assert revoke(village, first, second.key) == Reason.ALREADY_DONE


# --- computers


def test_a_lost_computer_is_no_longer_a_members(village: Village, first: Person) -> None:
    assert village.do(first, "node.remove", node=first.node).outcome == "applied"
    assert village.state.get(NODES, first.node) is None
    assert village.do(first, "node.remove", node=first.node).outcome == Reason.NO_SUCH


def test_computers_that_stay(village: Village, first: Person) -> None:
    founder = village.founder
    assert village.do(first, "node.remove", node=founder.node).outcome == Reason.NOT_ALLOWED
    assert village.do(first, "node.remove", node=b"short").outcome == Reason.MALFORMED
    # It seals: without it nobody would reach whoever makes acts final.
    assert village.do(founder, "node.remove", node=founder.node).outcome == Reason.WRONG_STATE
    assert village.state.get(NODES, NodeKey(founder.node)) == founder.account


def test_the_words_remove_no_computer(village: Village, first: Person) -> None:
    event = sign_on_paper(village, first, "node.remove", node=first.node)
    assert village.seal(event).results[0].outcome == Reason.PAPER_KEY
    assert Key(public_key(first.paper_seed)) == first.account
