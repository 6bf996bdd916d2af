# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who seals: a decided list waits until its new nodes are ready, then holds two heights later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import Reason, Refused
from ledger.event import Event, node_proof_content
from ledger.execute import Execution
from ledger.rulebook.book import get_rule
from ledger.rulebook.proposals import EXECUTED, PROPOSALS, REJECTED, Proposal
from ledger.rulebook.ready import READY, Ready
from ledger.rulebook.rule import Call
from ledger.rulebook.witnesses import (
    ATTEMPTS_MAX,
    CHANGE,
    SEATS,
    Change,
    Seat,
    get_waiting_change,
    list_missing,
)
from ledger.signing import Domain, public_key, sign
from ledger.state import (
    CHAIN,
    NODES,
    ONLY,
    PARAMETERS,
    TASKS,
    WITNESSES,
    Chain,
    State,
    Witness,
    get_chain,
    get_next_due,
    get_next_witnesses,
    get_witnesses,
    set_next_witnesses,
)
from ledger.units import DAY_MS, HOUR_MS, EventId, NodeKey
from tests.helpers.builders import FOUNDED_MS, Person, Village, blob_of, seed_of
from tests.helpers.later_rules import LATER_BOOK

NAMES = ("anna", "ben", "cleo", "dora", "emil", "fanny", "gus")


@pytest.fixture
def village() -> Village:
    """The mayor and three others: four can seal, and the mayor still decides alone."""
    return make_village(3)


def make_village(others: int, **changes: Any) -> Village:
    village = Village.found(**changes)
    for name in NAMES[:others]:
        village.join(name)
    return village


def rows_of(*people: Person) -> list[list[bytes]]:
    return [[person.account, person.node] for person in people]


def list_of(state: State) -> list[NodeKey]:
    """Who certifies the next height."""
    return [witness.node for witness in get_witnesses(state)]


def nodes_of(people: Sequence[Person]) -> list[NodeKey]:
    return sorted(person.node for person in people)


def choose(village: Village, *people: Person) -> EventId:
    """The mayor decides alone."""
    event = village.sign(village.founder, "witnesses", {"witnesses": rows_of(*people)})
    village.seal(event, expect="applied")
    return event.id


def ready(village: Village, *people: Person) -> Execution:
    return village.seal(*(village.sign_ready(person) for person in people), expect="applied")


def change_of(village: Village) -> Change:
    change = village.state.get(CHANGE, ONLY)
    assert change is not None
    return change


def outcomes_of(execution: Execution) -> list[str]:
    return [result.outcome for result in execution.results if result.label == "witnesses.change"]


# --- the mayor's word


def test_the_founder_seals_since_the_charter() -> None:
    village = Village.found()
    assert village.state.items(SEATS) == [(village.founder.node, Seat(village.commune, FOUNDED_MS, 1))]
    assert get_waiting_change(village.state) is None


def test_a_computer_that_is_to_seal_stays_a_members(village: Village) -> None:
    anna = village.people["anna"]
    event = village.sign(anna, "node.remove", {"node": anna.node})
    rule = get_rule(1, event.kind)
    assert rule is not None
    draft = village.state.draft()
    # As where a task left over from the seal before changed the list, before this seal's acts.
    set_next_witnesses(draft, [Witness(anna.account, anna.node)])
    call = Call(event=event, account=anna.account, commune=village.commune, height=9, now_ms=village.now_ms)
    with pytest.raises(Refused, match=Reason.WRONG_STATE):
        rule.apply(draft, call)


@pytest.mark.parametrize(
    ("witnesses", "reason"),
    [
        ([], Reason.MALFORMED),
        ([[b"1", b"2"]], Reason.MALFORMED),
        ([[bytes(32)]], Reason.MALFORMED),
        ([[bytes([1, n]) + bytes(30), bytes([2, n]) + bytes(30)] for n in range(32)], Reason.MALFORMED),
        ([["anna", "anna"], ["anna", "anna"]], Reason.MALFORMED),
        ([["anna", "anna"], ["anna", "ben"]], Reason.MALFORMED),
        ([["anna", "anna"], ["ben", "anna"]], Reason.MALFORMED),
        ([["anna", "ben"]], Reason.NO_SUCH),
        ([["anna", "anna"], ["ben", "nobody"]], Reason.NO_SUCH),
        ([["nobody", "nobody"]], Reason.NO_SUCH),
        ([["mairie", "mairie"]], Reason.ALREADY_DONE),
    ],
)
def test_lists_that_cannot_be(village: Village, witnesses: list[list[Any]], reason: Reason) -> None:
    rows = [
        [
            item if isinstance(item, bytes) else public_key(seed_of(f"{item} {what}"))
            for item, what in zip(row, ("paper", "node"), strict=False)
        ]
        for row in witnesses
    ]
    assert village.do(village.founder, "witnesses", witnesses=rows).outcome == reason
    # A proposal says the same, but for the list as it is: that decision takes back another one.
    body = proposal_body(rows)
    expected = "applied" if reason is Reason.ALREADY_DONE else reason
    assert village.do(village.people["anna"], "proposal", **body).outcome == expected
    assert village.state.get(CHANGE, ONLY) is None


def test_nobody_but_the_mayor_of_a_small_commune_decides_alone(village: Village) -> None:
    anna, ben = village.people["anna"], village.people["ben"]
    assert village.do(anna, "witnesses", witnesses=rows_of(anna)).outcome == Reason.NOT_ALLOWED
    village.join("dora")
    outcome = village.do(village.founder, "witnesses", witnesses=rows_of(anna, ben)).outcome
    assert outcome == Reason.NOT_ALLOWED


# --- readiness


def test_a_node_says_it_is_ready(village: Village) -> None:
    anna = village.people["anna"]
    ready(village, anna)
    assert village.state.get(READY, anna.node) == Ready(village.now_ms, 1)
    village.wait(HOUR_MS)
    village.seal(village.sign_ready(anna, proven_rules=3), expect="applied")
    assert village.state.items(READY) == [(anna.node, Ready(village.now_ms, 3))]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"rules": 0}, Reason.MALFORMED),
        ({"node": b""}, Reason.MALFORMED),
        ({"proof": bytes(63)}, Reason.MALFORMED),
        ({"node": public_key(seed_of("ben node"))}, Reason.NOT_ALLOWED),
        ({"node": bytes(32)}, Reason.NOT_ALLOWED),
        ({"proof": bytes(64)}, Reason.BAD_PROOF),
        ({"rules": 2}, Reason.BAD_PROOF),
    ],
)
def test_readiness_that_is_none(village: Village, changes: dict[str, Any], reason: Reason) -> None:
    event = village.sign_ready(village.people["anna"], **changes)
    assert village.seal(event).results[0].outcome == reason
    assert village.state.size(READY) == 0


def test_an_old_program_is_not_ready(village: Village) -> None:
    """When the rules are at 2, who executes 1 only could not follow what it seals."""
    anna = village.people["anna"]
    ready(village, anna)
    draft = village.state.draft()
    chain = get_chain(draft)
    newer = Chain(chain.height, chain.seal_id, chain.seal_ms, chain.seal_day, chain.total, chain.epoch, 2)
    draft.put(CHAIN, ONLY, newer)
    change = Change(EventId(bytes(32)), ((anna.account, anna.node),), "waits", 0, 0, 0)
    assert list_missing(village.state, change, village.now_ms) == ()
    assert list_missing(draft.freeze(), change, village.now_ms) == (anna.node,)


def test_readiness_below_the_rules_in_force_is_refused(village: Village) -> None:
    village.book = LATER_BOOK
    draft = village.state.draft()
    chain = get_chain(draft)
    newer = Chain(chain.height, chain.seal_id, chain.seal_ms, chain.seal_day, chain.total, chain.epoch, 2)
    draft.put(CHAIN, ONLY, newer)
    village.state = draft.freeze()
    event = village.sign_ready(village.people["anna"], proven_rules=1)
    assert village.seal(event).results[0].outcome == Reason.BOUNDS


# --- a change


def test_a_change_with_everybody_ready_holds_two_heights_later(village: Village) -> None:
    four = list(village.people.values())
    ready(village, *four)
    execution = village.seal(
        village.sign(village.founder, "witnesses", {"witnesses": rows_of(*four)}), expect="applied"
    )
    decided = get_chain(village.state).height
    assert outcomes_of(execution) == ["applied:changed"]
    # The next height is certified by the list before; the one after by the new one.
    assert list_of(village.state) == [village.founder.node]
    assert [witness.node for witness in get_next_witnesses(village.state)] == nodes_of(four)
    village.wait(1_000)
    assert list_of(village.state) == nodes_of(four)
    assert get_next_witnesses(village.state) == get_witnesses(village.state)
    assert [key for key, _ in village.state.items(WITNESSES)] == [0, 1, 2, 3]
    change = change_of(village)
    assert (change.state, change.attempts, change.due_ms) == ("changed", 0, 0)
    for person in four[1:]:
        seat = village.state.get(SEATS, person.node)
        assert seat == Seat(change.by, change.decided_ms, decided + 2)
    assert village.state.get(SEATS, village.founder.node) == Seat(village.commune, FOUNDED_MS, 1)


def test_a_change_waits_for_those_who_are_not_ready_and_runs_at_once_with_the_last(village: Village) -> None:
    anna, ben, cleo = (village.people[name] for name in NAMES[:3])
    decided = choose(village, village.founder, anna, ben, cleo)
    change = change_of(village)
    assert (change.by, change.state, change.attempts) == (decided, "waits", 1)
    assert change.due_ms == village.now_ms + DAY_MS
    assert outcomes_of(village.executions[-1]) == ["applied:waits"]
    assert outcomes_of(ready(village, anna, ben)) == []
    assert list_missing(village.state, change, village.now_ms) == (cleo.node,)
    execution = ready(village, cleo)
    assert outcomes_of(execution) == ["applied:changed"]
    assert village.state.size(TASKS) == 0
    village.wait(1_000)
    assert len(list_of(village.state)) == 4


def test_ready_words_and_the_last_one_in_one_seal(village: Village) -> None:
    others = [village.people[name] for name in NAMES[:3]]
    choose(village, village.founder, *others)
    assert outcomes_of(ready(village, *others)) == ["applied:changed"]


def test_a_word_older_than_a_day_counts_no_more(village: Village) -> None:
    anna, ben = village.people["anna"], village.people["ben"]
    ready(village, anna)
    village.wait(DAY_MS - 1_000)
    choose(village, anna, ben)
    assert list_missing(village.state, change_of(village), village.now_ms) == (ben.node,)
    assert outcomes_of(ready(village, ben)) == []
    assert list_missing(village.state, change_of(village), village.now_ms) == (anna.node,)


def test_exactly_a_day_is_still_fresh(village: Village) -> None:
    anna = village.people["anna"]
    ready(village, anna)
    event = village.sign(village.founder, "witnesses", {"witnesses": rows_of(anna)})
    assert outcomes_of(village.seal(event, after_ms=DAY_MS)) == ["applied:changed"]


def test_a_change_lapses_after_seven_days_of_waiting(village: Village) -> None:
    anna = village.people["anna"]
    choose(village, village.founder, anna)
    for attempt in range(1, ATTEMPTS_MAX + 1):
        assert change_of(village).attempts == attempt
        outcome = outcomes_of(village.wait(DAY_MS))
        assert outcome == ["applied:waits" if attempt < ATTEMPTS_MAX else "applied:lapsed"]
    assert (change_of(village).state, change_of(village).due_ms) == ("lapsed", 0)
    assert village.state.size(TASKS) == 0
    # What comes too late changes nothing.
    ready(village, anna)
    village.wait(30 * DAY_MS)
    assert list_of(village.state) == [village.founder.node]
    # It can be decided again.
    ready(village, anna)
    choose(village, village.founder, anna)
    village.wait(1_000)
    assert list_of(village.state) == nodes_of([village.founder, anna])


def test_after_an_outage_readiness_is_judged_at_the_seal(village: Village) -> None:
    """The task was due while nobody sealed: a word of three days ago says nothing of now."""
    anna, ben = village.people["anna"], village.people["ben"]
    choose(village, anna, ben)
    ready(village, anna)
    village.wait(3 * DAY_MS)
    change = change_of(village)
    assert (change.state, change.due_ms) == ("waits", village.now_ms + DAY_MS)
    assert list_missing(village.state, change, village.now_ms) == tuple(nodes_of([anna, ben]))


def test_a_newer_decision_replaces_one_that_waits(village: Village) -> None:
    anna, ben = village.people["anna"], village.people["ben"]
    choose(village, village.founder, anna)
    second = choose(village, village.founder, ben)
    assert change_of(village).by == second
    assert village.state.size(TASKS) == 1
    ready(village, anna)
    assert list_of(village.state) == [village.founder.node]
    assert outcomes_of(ready(village, ben)) == ["applied:changed"]


def test_the_list_as_it_is_takes_back_a_change_that_waits(village: Village) -> None:
    choose(village, village.founder, village.people["anna"])
    choose(village, village.founder)
    assert (change_of(village).state, village.state.size(TASKS)) == ("changed", 0)
    village.wait(DAY_MS)
    assert list_of(village.state) == [village.founder.node]
    assert village.state.get(SEATS, village.founder.node) == Seat(village.commune, FOUNDED_MS, 1)


def test_who_stands_in_the_list_need_not_say_it_is_ready(village: Village) -> None:
    anna = village.people["anna"]
    ready(village, anna)
    choose(village, village.founder, anna)
    village.wait(5 * DAY_MS)
    choose(village, anna)
    assert outcomes_of(village.executions[-1]) == ["applied:changed"]
    village.wait(1_000)
    assert list_of(village.state) == [anna.node]
    assert [node for node, _ in village.state.items(SEATS)] == [anna.node]


def test_two_changes_in_one_seal_the_last_holds(village: Village) -> None:
    anna, ben = village.people["anna"], village.people["ben"]
    ready(village, anna, ben)
    village.seal(
        village.sign(village.founder, "witnesses", {"witnesses": rows_of(anna)}),
        village.sign(village.founder, "witnesses", {"witnesses": rows_of(ben)}),
        expect="applied",
    )
    village.wait(1_000)
    assert list_of(village.state) == [ben.node]


def test_a_change_while_another_takes_effect(village: Village) -> None:
    anna, ben = village.people["anna"], village.people["ben"]
    ready(village, anna, ben)
    choose(village, anna)
    choose(village, anna, ben)
    assert list_of(village.state) == [anna.node]
    village.wait(1_000)
    assert list_of(village.state) == nodes_of([anna, ben])


def test_a_node_that_is_no_longer_its_member_s_lets_the_change_lapse(village: Village) -> None:
    anna = village.people["anna"]
    choose(village, village.founder, anna)
    draft = village.state.draft()
    draft.remove(NODES, anna.node)
    village.state = draft.freeze()
    assert outcomes_of(village.wait(DAY_MS)) == ["applied:lapsed"]
    assert list_of(village.state) == [village.founder.node]


def test_a_second_node_of_a_member_may_take_the_place_of_the_first(village: Village) -> None:
    anna = village.people["anna"]
    ready(village, anna)
    choose(village, village.founder, anna)
    seed = seed_of("anna's new computer")
    node = NodeKey(public_key(seed))
    proof = sign(seed, Domain.NODE, node_proof_content(village.commune, anna.account, node))
    assert village.do(anna, "node.add", node=node, node_proof=proof).outcome == "applied"
    rows = [*rows_of(village.founder), [anna.account, node]]
    assert village.do(village.founder, "witnesses", witnesses=rows).outcome == "applied"
    assert list_missing(village.state, change_of(village), village.now_ms) == (node,)


# --- decided by all


def proposal_body(rows: list[list[bytes]]) -> dict[str, Any]:
    return {
        "form": "witnesses",
        "title": blob_of("t"),
        "text": b"",
        "duration": 7 * DAY_MS,
        "content": {"witnesses": rows},
    }


def propose(village: Village, *people: Person) -> EventId:
    event = village.sign(village.people["anna"], "proposal", proposal_body(rows_of(*people)))
    village.seal(event, expect="applied")
    return event.id


def vote(village: Village, proposal: EventId, choices: dict[str, str]) -> None:
    for name, choice in choices.items():
        body = {"proposal": proposal, "choice": choice}
        village.seal(village.sign(village.people[name], "ballot", body), expect="applied")


def row_of(village: Village, proposal: EventId) -> Proposal:
    row = village.state.get(PROPOSALS, proposal)
    assert row is not None
    return row


def test_a_list_needs_two_thirds_and_a_quarter_of_the_members(village: Village) -> None:
    anna = village.people["anna"]
    proposal = propose(village, village.founder, anna)
    row = row_of(village, proposal)
    assert (row.majority, row.quorum_percent) == ("two-thirds", 25)
    assert dict(row.content)["witnesses"] == tuple(
        sorted(((p.account, p.node) for p in (village.founder, anna)), key=lambda pair: pair[1])
    )
    vote(village, proposal, {"anna": "for", "ben": "against"})
    village.wait(30 * DAY_MS)
    assert row_of(village, proposal).state == REJECTED
    assert village.state.get(CHANGE, ONLY) is None


def test_the_rule_of_a_list_is_a_parameter() -> None:
    village = make_village(
        1, parameters={"proposal.witness-two-thirds": 0, "proposal.witness-quorum-percent": 60}
    )
    row = row_of(village, propose(village, village.founder))
    assert (row.majority, row.quorum_percent) == ("simple", 60)
    assert village.state.get(PARAMETERS, "proposal.witness-quorum-percent") == 60


def test_a_decision_waits_for_readiness_like_the_mayor_s() -> None:
    village = make_village(6)
    chosen = [village.founder, *(village.people[name] for name in NAMES[:3])]
    proposal = propose(village, *chosen)
    vote(village, proposal, dict.fromkeys(("anna", "ben", "mairie", "dora"), "for"))
    execution = village.wait(8 * DAY_MS)
    labels = [(result.label, result.outcome) for result in execution.results]
    assert labels == [
        ("proposal.close", "applied:passed"),
        ("proposal.execute", "applied"),
        ("witnesses.change", "applied:waits"),
    ]
    assert row_of(village, proposal).state == EXECUTED
    change = change_of(village)
    assert (change.by, change.decided_ms) == (proposal, row_of(village, proposal).executes_ms)
    ready(village, *chosen[1:])
    assert change_of(village).state == "changed"
    village.wait(1_000)
    assert list_of(village.state) == nodes_of(chosen)


# --- a village grows and shrinks


def test_one_then_four_then_seven_then_four_again() -> None:
    village = make_village(7)
    people = list(village.people.values())
    sizes: list[int] = []
    for size in (4, 7, 4):
        chosen = people[:size] if size == 4 and not sizes else people[-size:]
        before = list_of(village.state)
        proposal = propose(village, *chosen)
        vote(village, proposal, dict.fromkeys(village.people, "for"))
        # Everybody's computer is on while the decision waits for its day.
        village.wait(8 * DAY_MS - HOUR_MS)
        ready(village, *chosen)
        execution = village.wait(HOUR_MS)
        assert outcomes_of(execution) == ["applied:changed"]
        height = get_chain(village.state).height
        assert list_of(village.state) == before
        village.wait(1_000)
        assert list_of(village.state) == nodes_of(chosen)
        for node, seat in village.state.items(SEATS):
            assert node in nodes_of(chosen)
            assert (seat.height == height + 2) == (node not in before)
        sizes.append(len(list_of(village.state)))
    assert sizes == [4, 7, 4]


steps = st.lists(
    st.tuples(
        st.sampled_from(["choose", "ready", "wait", "wait", "nothing"]),
        st.sets(st.integers(0, 3), min_size=1),
        st.integers(1, 30),
    ),
    max_size=15,
)


@given(steps=steps)
@settings(max_examples=60)
def test_whatever_happens_a_list_holds_two_heights_after_every_new_node_was_ready(
    steps: list[tuple[str, set[int], int]],
) -> None:
    village = make_village(3)
    people = list(village.people.values())
    told: dict[NodeKey, int] = {}
    for act, some, hours in steps:
        chosen = [people[index] for index in sorted(some)]
        present, announced = get_witnesses(village.state), get_next_witnesses(village.state)
        events: list[Event] = []
        if act == "choose":
            events = [village.sign(village.founder, "witnesses", {"witnesses": rows_of(*chosen)})]
        elif act == "ready":
            events = [village.sign_ready(person) for person in chosen]
        village.seal(*events, after_ms=hours * HOUR_MS if act == "wait" else 1_000)
        if act == "ready":
            told.update({person.node: village.now_ms for person in chosen})
        # What was announced a height ago certifies now, and nothing else ever does.
        assert get_witnesses(village.state) == announced
        for witness in get_next_witnesses(village.state):
            if witness not in present and witness not in announced:
                assert village.now_ms - told[witness.node] <= DAY_MS
        seated = [node for node, _ in village.state.items(SEATS)]
        assert seated == [witness.node for witness in get_next_witnesses(village.state)]
        waiting = get_waiting_change(village.state)
        assert village.state.size(TASKS) == (waiting is not None)
        assert get_next_due(village.state) == (waiting.due_ms if waiting is not None else None)
