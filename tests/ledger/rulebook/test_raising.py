# SPDX-License-Identifier: AGPL-3.0-or-later
"""The next version of the rules: decided by all, waits for a quorum of witnesses, holds two heights later."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.errors import Reason, RulesUnknown
from ledger.execute import Execution, execute_pending
from ledger.rulebook.proposals import EXECUTED, PROPOSALS
from ledger.rulebook.raising import ATTEMPTS_MAX, RAISE, Raise, get_waiting_raise, list_unready
from ledger.rulebook.witnesses import CHANGE
from ledger.state import (
    NEXT_RULES,
    ONLY,
    TASKS,
    NextRules,
    get_chain,
    get_decided_rules,
    get_next_due,
    get_rules_at,
    get_witnesses,
)
from ledger.units import DAY_MS, HOUR_MS, EventId
from tests.helpers.builders import Person, Village, blob_of
from tests.helpers.later_rules import LATER_BOOK

WITNESSES = ("mairie", "anna", "ben", "cleo")


@pytest.fixture
def village() -> Village:
    """Four witnesses, of whom three are a quorum, and nobody else."""
    village = Village.found()
    for name in WITNESSES[1:]:
        village.join(name)
    village.book = LATER_BOOK
    say(village, *WITNESSES, rules=1)
    rows = [[person.account, person.node] for person in village.people.values()]
    village.seal(village.sign(village.founder, "witnesses", {"witnesses": rows}), expect="applied")
    village.wait(1_000)
    assert len(get_witnesses(village.state)) == 4
    return village


def say(village: Village, *names: str, rules: int = 2) -> Execution:
    words = [village.sign_ready(village.people[name], proven_rules=rules) for name in names]
    return village.seal(*words, expect="applied")


def propose(village: Village, rules: Any = 2) -> str:
    return open_proposal(village, rules)[0]


def open_proposal(village: Village, rules: Any = 2) -> tuple[str, EventId]:
    body = {
        "form": "rules", "title": blob_of("t"), "text": b"", "duration": DAY_MS, "content": {"rules": rules},
    }  # fmt: skip
    event = village.sign(village.people["anna"], "proposal", body)
    return village.seal(event).results[0].outcome, event.id


def vote(village: Village, proposal: EventId) -> None:
    ballots = [
        village.sign(person, "ballot", {"proposal": proposal, "choice": "for"})
        for person in village.people.values()
    ]
    village.seal(*ballots, expect="applied")


def decide(village: Village, rules: int = 2) -> EventId:
    """Asked and voted; the decision executes with the next seal, a minute from now or later."""
    outcome, proposal = open_proposal(village, rules)
    assert outcome == "applied"
    vote(village, proposal)
    row = village.state.get(PROPOSALS, proposal)
    assert row is not None
    village.wait(row.closes_ms + row.delay_ms - village.now_ms - 60_000)
    return proposal


def outcomes_of(execution: Execution) -> list[str]:
    return [result.outcome for result in execution.results if result.label == "rules.raise"]


def raise_of(village: Village) -> Raise:
    row = village.state.get(RAISE, ONLY)
    assert row is not None
    return row


def greet(village: Village, person: Person) -> str:
    return village.do(person, "greeting", words="bonjour").outcome


def raise_rules(village: Village, rules: int = 2) -> None:
    """Decided, everybody ready, and in force."""
    decide(village, rules)
    say(village, *village.people, rules=rules)
    assert outcomes_of(village.wait(60_000)) == ["applied:changed"]
    village.wait(1_000)


# --- asking


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ("2", Reason.MALFORMED),
        (True, Reason.MALFORMED),
        (0, Reason.MALFORMED),
        (1, Reason.ALREADY_DONE),
        (3, Reason.BOUNDS),
        (2**53, Reason.BOUNDS),
    ],
)
def test_what_is_no_step_of_one_is_refused(village: Village, rules: Any, reason: Reason) -> None:
    assert propose(village, rules) == reason


def test_the_next_version_is_asked_for_whether_this_program_has_it_or_not(village: Village) -> None:
    raise_rules(village)
    assert get_chain(village.state).rules == 1
    village.wait(1_000)
    assert get_chain(village.state).rules == 2
    assert (propose(village, 2), propose(village, 3), propose(village, 4)) == (
        Reason.ALREADY_DONE, "applied", Reason.BOUNDS,
    )  # fmt: skip


def test_it_takes_what_a_list_of_witnesses_takes(village: Village) -> None:
    proposal = open_proposal(village)[1]
    row = village.state.get(PROPOSALS, proposal)
    assert row is not None
    assert (row.majority, row.quorum_percent, row.content) == ("two-thirds", 25, (("rules", 2),))


# --- waiting


def test_a_decision_waits_for_a_quorum_of_the_list(village: Village) -> None:
    proposal = decide(village)
    execution = village.wait(60_000)
    assert [(result.label, result.outcome) for result in execution.results] == [
        ("proposal.execute", "applied"),
        ("rules.raise", "applied:waits"),
    ]
    row = village.state.get(PROPOSALS, proposal)
    assert row is not None
    assert row.state == EXECUTED
    waiting = raise_of(village)
    assert waiting == Raise(proposal, 2, "waits", 1, row.executes_ms, village.now_ms + DAY_MS, 0)
    assert get_waiting_raise(village.state) == waiting
    assert outcomes_of(say(village, "anna", "ben")) == []
    assert {witness.node for witness in list_unready(village.state, waiting, village.now_ms)} == {
        village.founder.node, village.people["cleo"].node,
    }  # fmt: skip
    # The third is the quorum: nobody waits for the rest of the day, nor for the fourth.
    assert outcomes_of(say(village, "cleo")) == ["applied:changed"]
    height = get_chain(village.state).height
    changed = raise_of(village)
    assert (changed.state, changed.attempts, changed.due_ms, changed.height) == ("changed", 2, 0, height + 2)
    assert village.state.size(TASKS) == 0


def test_the_word_of_who_is_no_witness_is_not_counted(village: Village) -> None:
    village.join("dora")
    decide(village)
    village.wait(60_000)
    assert outcomes_of(say(village, "anna", "ben", "dora")) == []
    assert raise_of(village).state == "waits"


def test_older_rules_and_older_words_do_not_count(village: Village) -> None:
    decide(village)
    say(village, "anna", "ben")
    village.wait(60_000)
    assert outcomes_of(say(village, "cleo", "mairie", rules=1)) == []
    # A day later the first two would have to say it again.
    assert outcomes_of(village.wait(DAY_MS + HOUR_MS)) == ["applied:waits"]
    assert outcomes_of(say(village, "cleo", "mairie")) == []
    assert outcomes_of(say(village, "anna")) == ["applied:changed"]


def test_a_raise_lapses_after_a_month_and_can_be_decided_again(village: Village) -> None:
    decide(village)
    village.wait(60_000)
    for attempt in range(1, ATTEMPTS_MAX + 1):
        assert raise_of(village).attempts == attempt
        outcome = outcomes_of(village.wait(DAY_MS))
        assert outcome == ["applied:waits" if attempt < ATTEMPTS_MAX else "applied:lapsed"]
    assert (raise_of(village).state, raise_of(village).due_ms) == ("lapsed", 0)
    assert get_next_due(village.state) is None
    say(village, *WITNESSES)
    assert get_decided_rules(village.state) == 1
    raise_rules(village)
    assert get_decided_rules(village.state) == 2


def test_a_newer_decision_replaces_one_that_waits(village: Village) -> None:
    decide(village)
    village.wait(60_000)
    second = decide(village)
    village.wait(60_000)
    assert raise_of(village).by == second
    assert village.state.size(TASKS) == 1
    assert outcomes_of(say(village, "anna", "ben", "cleo")) == ["applied:changed"]


def test_a_decision_that_another_one_overtook_changes_nothing(village: Village) -> None:
    _, first = open_proposal(village)
    vote(village, first)
    decide(village)
    say(village, *WITNESSES)
    # Both are due in one seal: the first raises, the second finds it done.
    execution = village.wait(60_000)
    labels = [result.label for result in execution.results]
    assert labels == ["proposal.execute", "rules.raise", "proposal.execute"]
    assert (raise_of(village).by, raise_of(village).state) == (first, "changed")
    village.wait(1_000)
    village.wait(1_000)
    assert get_chain(village.state).rules == 2


# --- in force


def test_new_rules_execute_two_heights_later(village: Village) -> None:
    anna = village.people["anna"]
    decide(village)
    say(village, *WITNESSES)
    assert outcomes_of(village.wait(60_000)) == ["applied:changed"]
    height = get_chain(village.state).height
    assert village.state.get(NEXT_RULES, ONLY) == NextRules(2, height + 2)
    assert [get_rules_at(village.state, height + step) for step in (0, 1, 2)] == [1, 1, 2]
    assert get_decided_rules(village.state) == 2
    # One asked meanwhile for what is decided already, or for what would be two steps.
    assert (propose(village, 2), get_chain(village.state).rules) == (Reason.ALREADY_DONE, 1)
    assert village.state.get(NEXT_RULES, ONLY) == NextRules(2, height + 2)
    assert greet(village, anna) == "applied"
    assert get_chain(village.state).rules == 2
    assert village.state.get(NEXT_RULES, ONLY) is None


def test_a_kind_of_the_next_version_is_unknown_until_then(village: Village) -> None:
    anna = village.people["anna"]
    assert greet(village, anna) == Reason.UNKNOWN
    raise_rules(village)
    # One more height of the old rules was sealed by `raise_rules`.
    assert greet(village, anna) == "applied"
    body = {"topic": "gifts", "agree": True}
    assert village.do(anna, "consent", **body).outcome == "applied"
    assert village.do(anna, "consent", **body).outcome == Reason.ALREADY_DONE


def test_a_program_without_them_executes_the_height_before_and_no_more(village: Village) -> None:
    decide(village)
    say(village, *WITNESSES)
    old = Village.found()
    old.state, old.now_ms, old.commune = village.state, village.now_ms, village.commune
    assert outcomes_of(old.wait(60_000)) == ["applied:changed"]
    old.wait(1_000)
    with pytest.raises(RulesUnknown):
        old.wait(1_000)
    # What it shows as waiting is folded by what it knows.
    event = village.sign(village.founder, "consent", {"topic": "gifts", "agree": True}, anchor=old.anchor())
    shown = execute_pending(old.state, [event], commune=old.commune, now_ms=old.now_ms)
    assert [result.outcome for result in shown.results] == ["applied"]
    with pytest.raises(RulesUnknown):
        old.wait(2_000)


def test_what_is_pending_is_shown_by_the_rules_of_the_next_height(village: Village) -> None:
    raise_rules(village)
    event = village.sign(village.people["anna"], "greeting", {"words": "bonjour"})
    shown = execute_pending(
        village.state, [event], commune=village.commune, now_ms=village.now_ms, book=LATER_BOOK
    )
    assert [result.outcome for result in shown.results] == ["applied"]
    assert get_chain(shown.state).rules == 2


# --- with a changed list


def test_who_comes_into_the_list_must_know_what_was_decided(village: Village) -> None:
    dora = village.join("dora")
    raise_rules(village)
    rows = [[person.account, person.node] for person in village.people.values()]
    body = {
        "form": "witnesses", "title": blob_of("t"), "text": b"", "duration": DAY_MS,
        "content": {"witnesses": rows},
    }  # fmt: skip
    event = village.sign(dora, "proposal", body)
    village.seal(event, expect="applied")
    vote(village, event.id)
    village.wait(3 * DAY_MS)
    change = village.state.get(CHANGE, ONLY)
    assert change is not None
    assert change.state == "waits"
    early = village.sign_ready(dora, proven_rules=1)
    assert village.seal(early).results[0].outcome == Reason.BOUNDS
    say(village, "dora")
    village.wait(1_000)
    assert len(get_witnesses(village.state)) == 5


def test_a_list_of_those_who_stayed_behind_waits_for_their_word(village: Village) -> None:
    """Three are a quorum that raised the rules; the fourth alone would halt the commune."""
    decide(village)
    say(village, "mairie", "anna", "ben")
    village.wait(60_000)
    village.wait(1_000)
    cleo = village.people["cleo"]
    rows = [[cleo.account, cleo.node]]
    event = village.sign(village.founder, "witnesses", {"witnesses": rows})
    village.seal(event, expect="applied")
    change = village.state.get(CHANGE, ONLY)
    assert change is not None
    assert change.state == "waits"
    say(village, "cleo")
    village.wait(1_000)
    assert [witness.node for witness in get_witnesses(village.state)] == [cleo.node]
