# SPDX-License-Identifier: AGPL-3.0-or-later
"""Execution: chains and forks, anchors, keys, quotas, due tasks in their order, and void meaning nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger import limits
from ledger.errors import Reason, Refused
from ledger.event import Anchor, Event, sign_event
from ledger.execute import (
    Execution,
    Result,
    compute_results_root,
    encode_postings,
    encode_result,
    execute_charter,
    execute_pending,
    execute_seal,
)
from ledger.hashing import hash_postings, merkle_root
from ledger.rulebook.market import LISTINGS
from ledger.rulebook.membership import CONSENTS
from ledger.rulebook.orders import ORDERS
from ledger.rulebook.rule import add_task
from ledger.signing import public_key
from ledger.state import (
    ANCHORS,
    BALANCES,
    KEYS,
    PARAMETERS,
    QUOTAS,
    TASKS,
    State,
    compute_state_digest,
    get_chain,
)
from ledger.units import DAY_MS, HOUR_MS, EventId, Key
from tests.helpers.builders import Person, Village, seed_of, sign_charter

AGREE = {"topic": "gifts", "agree": True}


@pytest.fixture
def village() -> Village:
    village = Village.found()
    village.join("anna")
    village.join("ben")
    return village


def changed(before: State, after: State) -> set[str]:
    """Tables that differ between two states."""
    rows = [{(name, key): row for name, key, row in state.encoded_rows()} for state in (before, after)]
    return {
        name
        for name, key in rows[0].keys() | rows[1].keys()
        if rows[0].get((name, key)) != rows[1].get((name, key))
    }


BOOKKEEPING = {"keys", "quotas", "chain", "anchors"}
"""What every seal of one event writes, whatever became of it."""


# --- chains and keys


def test_an_applied_event_moves_its_key_s_tip(village: Village) -> None:
    anna = village.people["anna"]
    event = village.sign(anna, "consent", AGREE)
    village.seal(event, expect="applied")
    row = village.state.get(KEYS, anna.key)
    assert row is not None
    assert (row.tip_seq, row.tip_id) == (event.seq, event.id)


def test_a_void_event_changes_nothing_but_tip_and_quota(village: Village) -> None:
    anna = village.people["anna"]
    before = village.state
    result = village.pay(anna, village.founder.account, "kwh", 1)
    assert (result.outcome, result.postings, result.is_applied) == (Reason.BALANCE, (), False)
    assert changed(before, village.state) == BOOKKEEPING
    row = village.state.get(KEYS, anna.key)
    assert row is not None
    assert row.tip_id == anna.prev


def test_of_two_branches_one_wins_and_the_other_is_void(village: Village) -> None:
    anna, ben = village.people["anna"], village.people["ben"]
    village.mint(anna, 1_000)
    spent = [
        village.sign(
            anna,
            "transfer",
            {"to": target.account, "asset": "kwh", "amount": 1_000, "purpose": "", "memo": b""},
            seq=anna.seq + 1,
            prev=anna.prev,
        )
        for target in (ben, village.founder)
    ]
    before = village.state
    outcomes = [result.outcome for result in village.seal(*spent).results]
    assert outcomes == ["applied", Reason.FORK]
    assert (village.balance(anna), village.balance(ben), village.balance(village.founder)) == (0, 1_000, 0)
    village.check_money()
    # Alone in a later seal it is void too, and moves no tip.
    assert village.seal(spent[1]).results[0].outcome == Reason.FORK
    row = village.state.get(KEYS, anna.key)
    assert row is not None
    assert row.tip_id == spent[0].id
    assert before.get(KEYS, anna.key) != row


@pytest.mark.parametrize("change", [{"seq": 5}, {"prev": EventId(b"9" * 32)}])
def test_an_event_that_does_not_continue_its_chain(village: Village, change: dict[str, object]) -> None:
    anna = village.people["anna"]
    arguments = {"seq": anna.seq + 1, "prev": anna.prev, **change}
    before = village.state
    result = village.seal(village.sign(anna, "consent", AGREE, **arguments)).results[0]
    assert result.outcome == Reason.FORK
    assert changed(before, village.state) == {"chain", "anchors"}


def test_a_stranger_s_event(village: Village) -> None:
    stranger = Person("eve", village.founder.account, b"", seed_of("eve"), -1, village.commune)
    before = village.state
    assert village.seal(village.sign(stranger, "consent", AGREE)).results[0].outcome == Reason.UNKNOWN_KEY
    assert changed(before, village.state) == {"chain", "anchors"}


def test_a_key_is_introduced_once_and_a_void_join_closes_it(village: Village) -> None:
    invitation = village.sign_invitation(village.founder, "cleo")
    village.seal(invitation, expect="applied")
    cleo, late = village.newcomer("cleo", invitation.id), village.newcomer("late", invitation.id)
    village.seal(village.sign_join(cleo, invitation.id), expect="applied")
    before = village.state
    join = village.sign_join(late, invitation.id)
    assert village.seal(join).results[0].outcome == Reason.ALREADY_USED
    # Nobody's quota counts a join that made nobody.
    assert changed(before, village.state) == {"keys", "chain", "anchors"}
    assert village.seal(village.sign_key_add(late)).results[0].outcome == Reason.UNKNOWN_KEY
    row = village.state.get(KEYS, Key(late.account))
    assert row is not None
    assert (row.account, row.tip_seq) == (b"", 1)
    again = village.sign_invitation(village.founder, "late")
    village.seal(again, expect="applied")
    assert village.seal(village.sign_join(late, again.id)).results[0].outcome == Reason.KNOWN_KEY


def test_the_paper_key_signs_no_daily_act(village: Village) -> None:
    anna = village.people["anna"]
    event = sign_event(
        anna.paper_seed,
        commune=village.commune,
        seq=anna.paper_seq + 1,
        prev=anna.paper_prev,
        anchor=village.anchor(),
        time_ms=0,
        kind="consent",
        body=AGREE,
    )
    assert village.seal(event).results[0].outcome == Reason.PAPER_KEY
    assert village.state.get(CONSENTS, (anna.account, "gifts")) is None


def test_a_revoked_key_signs_nothing(village: Village) -> None:
    anna = village.people["anna"]
    row = village.state.get(KEYS, anna.key)
    assert row is not None
    draft = village.state.draft()
    draft.put(KEYS, anna.key, replace(row, revoked_ms=1))
    village.state = draft.freeze()
    assert village.do(anna, "consent", **AGREE).outcome == Reason.REVOKED


def test_what_no_rule_knows(village: Village) -> None:
    anna = village.people["anna"]
    assert village.do(anna, "mint", amount=1).outcome == Reason.UNKNOWN
    assert village.do(anna, "consent", topic="gifts").outcome == Reason.MALFORMED


def test_a_second_charter_is_no_event_of_this_commune(village: Village) -> None:
    other = sign_charter("rival")
    result = execute_seal(
        village.state, [other], commune=village.commune, height=get_chain(village.state).height + 1,
        seal_id=bytes(32), seal_ms=village.now_ms + 1, epoch=0,
    ).results[0]  # fmt: skip
    assert result.outcome == Reason.UNKNOWN_KEY


# --- anchors


def test_an_anchor_in_another_chain(village: Village) -> None:
    anna = village.people["anna"]
    now = village.anchor()
    for anchor in (
        Anchor(height=now.height, prefix=b"elsewher"),
        Anchor(height=now.height + 1, prefix=now.prefix),
        Anchor(height=now.height - 1, prefix=now.prefix),
        Anchor(height=2**40, prefix=now.prefix),
    ):
        event = village.sign(anna, "consent", AGREE, anchor=anchor)
        assert village.seal(event).results[0].outcome == Reason.OTHER_CHAIN
    assert village.do(anna, "consent", **AGREE).outcome == "applied"


def test_an_anchor_ages_by_days_with_a_seal_only(village: Village) -> None:
    anna, ben = village.people["anna"], village.people["ben"]
    old = village.anchor()
    village.wait(3_650 * DAY_MS)
    assert village.seal(village.sign(anna, "consent", AGREE, anchor=old)).results[0].outcome == "applied"
    for _ in range(89):
        village.wait(DAY_MS)
    assert village.seal(village.sign(anna, "consent", AGREE, anchor=old)).results[0].outcome == "applied"
    village.wait(DAY_MS)
    village.wait(DAY_MS)
    assert village.seal(village.sign(ben, "consent", AGREE, anchor=old)).results[0].outcome == Reason.TOO_OLD


def test_old_anchors_leave_the_state() -> None:
    village = Village.found(parameters={"event.ttl-seal-days": 30})
    first = village.anchor()
    for _ in range(3 * limits.ANCHOR_CHUNK):
        village.wait(DAY_MS)
    assert min(village.state.keys(ANCHORS)) > 0
    assert village.state.size(ANCHORS) <= 3
    event = village.sign(village.founder, "consent", AGREE, anchor=first)
    assert village.seal(event).results[0].outcome == Reason.TOO_OLD
    assert village.do(village.founder, "consent", **AGREE).outcome == "applied"


# --- quotas


def test_a_day_s_events_are_counted_applied_or_void(village: Village) -> None:
    anna = village.people["anna"]
    village.wait(DAY_MS)
    events = [village.sign(anna, "consent", AGREE), village.sign(anna, "mint", {})]
    village.seal(*events)
    quota = village.state.get(QUOTAS, anna.account)
    assert quota is not None
    assert (quota.events, quota.bytes) == (2, sum(event.size for event in events))
    village.wait(DAY_MS)
    village.seal(village.sign(anna, "consent", AGREE))
    quota = village.state.get(QUOTAS, anna.account)
    assert quota is not None
    assert quota.events == 1


# --- due tasks


def open_proposal(village: Village, duration_ms: int, person: Person | None = None) -> EventId:
    body = {"form": "text", "title": bytes(32), "text": b"", "duration": duration_ms, "content": {}}
    event = village.sign(person or village.founder, "proposal", body)
    village.seal(event, expect="applied")
    return event.id


def test_tasks_run_after_the_events_in_order_of_due_time() -> None:
    village = Village.found(parameters={"proposal.duration-min-ms": 1})
    late, early = open_proposal(village, 20_000), open_proposal(village, 10_000)
    event = village.sign(village.founder, "consent", AGREE)
    execution = village.seal(event, after_ms=60_000)
    assert [result.id for result in execution.results[:1]] == [event.id]
    tasks = [result for result in execution.results if result.is_task]
    assert [result.label for result in tasks] == ["proposal.close"] * 2
    assert execution.ran_tasks
    created = {
        task_id: task.object
        for state in (village.executions[-2].state,)
        for (_, task_id), task in state.items(TASKS)
    }
    assert [created[result.id] for result in tasks] == [early, late]


def test_beyond_a_seal_s_measure_the_rest_runs_before_the_next_cut() -> None:
    village = Village.found(parameters={"proposal.duration-min-ms": 1, "proposal.open-max": 1_000})
    proposal = open_proposal(village, 1_000)
    count = limits.TASKS_PER_SEAL_MAX + 10
    draft = village.state.draft()
    for number in range(1, count):
        add_task(
            draft, due_ms=village.now_ms + 500, label="proposal.close", creator=proposal, subject=proposal,
            counter=number,
        )  # fmt: skip
    village.state = draft.freeze()
    first = village.seal(after_ms=2_000)
    assert len(first.results) == limits.TASKS_PER_SEAL_MAX
    event = village.sign(village.founder, "consent", AGREE)
    second = village.seal(event)
    assert [result.is_task for result in second.results] == [True] * 10 + [False]
    assert village.state.size(TASKS) == 0


def place_order(village: Village, listing: EventId) -> EventId:
    return village.place(village.people["anna"], listing)


def test_a_human_deadline_missed_by_an_outage_is_armed_once_more(village: Village) -> None:
    order = place_order(village, village.list_item(village.founder, ("kwh", 1)))
    in_time = village.wait(72 * HOUR_MS + limits.OUTAGE_MS)
    assert [result.outcome for result in in_time.results] == ["applied"]
    order = place_order(village, village.list_item(village.founder, ("kwh", 1)))
    late = village.wait(72 * HOUR_MS + limits.OUTAGE_MS + 1)
    assert [(result.outcome, result.label) for result in late.results] == [
        ("applied:re-armed", "order.accept")
    ]
    ((due_ms, task_id), task) = village.state.items(TASKS)[0]
    assert (due_ms, task_id) == (village.now_ms + limits.REARM_MS, late.results[0].id)
    assert (task.object, task.rearmed) == (order, True)
    assert [result.outcome for result in village.wait(30 * DAY_MS).results] == ["applied"]
    assert village.state.size(TASKS) == 0


def test_a_task_that_is_refused_is_void_and_gone(village: Village) -> None:
    """No task of this version is refused by itself; a stock that cannot come back would be."""
    order = place_order(village, village.list_item(village.founder, ("kwh", 1), stock=3))
    row = village.state.get(ORDERS, order)
    assert row is not None
    draft = village.state.draft()
    draft.remove(LISTINGS, row.listing)
    village.state = draft.freeze()
    before = village.state
    result = village.wait(72 * HOUR_MS).results[0]
    assert (result.outcome, result.postings, result.is_task) == (Reason.NO_SUCH, (), True)
    assert changed(before, village.state) == {"tasks", "chain", "anchors"}


def test_a_seal_without_anything_due_runs_nothing(village: Village) -> None:
    execution = village.wait(HOUR_MS)
    assert (execution.results, execution.ran_tasks) == ((), False)


# --- results


def test_results_root_commits_to_outcome_and_postings(village: Village) -> None:
    anna, ben = village.people["anna"], village.people["ben"]
    village.mint(anna, 10)
    results = village.seal(
        village.sign(
            anna, "transfer", {"to": ben.account, "asset": "kwh", "amount": 3, "purpose": "", "memo": b""}
        ),
        village.sign(ben, "mint", {}),
    ).results
    root = compute_results_root(results)
    assert root == merkle_root([encode_result(result) for result in results])
    forged: list[Result] = [replace(results[0], outcome="void"), *results[1:]]
    assert compute_results_root(forged) != root
    assert compute_results_root([replace(results[0], postings=()), *results[1:]]) != root
    assert hash_postings(encode_postings(results[0].postings)) != hash_postings(encode_postings(()))


def test_pending_is_the_same_fold_without_tasks(village: Village) -> None:
    anna = village.people["anna"]
    village.mint(anna, 10)
    order = open_proposal(village, DAY_MS)
    event = village.sign(anna, "transfer", {
        "to": village.founder.account, "asset": "kwh", "amount": 4, "purpose": "", "memo": b"",
    })  # fmt: skip
    sealed_before = village.state
    pending = execute_pending(
        village.state, [event], commune=village.commune, now_ms=village.now_ms + 2 * DAY_MS
    )
    assert pending.results[0].outcome == "applied"
    assert not pending.ran_tasks
    assert pending.state.get(BALANCES, (village.founder.account, "current", "kwh", "")) == 4
    assert village.state is sealed_before
    assert get_chain(pending.state) == get_chain(village.state)
    assert any(task.object == order for _, task in pending.state.items(TASKS))


def test_touched_names_every_row_that_differs(village: Village) -> None:
    anna, ben = village.people["anna"], village.people["ben"]
    village.mint(anna, 10)
    before = village.state
    event = village.sign(anna, "transfer", {
        "to": ben.account, "asset": "kwh", "amount": 4, "purpose": "don", "memo": b"",
    })  # fmt: skip
    execution = village.seal(event, village.sign(ben, "mint", {}))
    assert changed(before, village.state) <= {name for name, _ in execution.touched}


def test_the_same_events_give_the_same_state(village: Village) -> None:
    anna = village.people["anna"]
    events: list[Event] = [village.sign(anna, "consent", AGREE), village.sign(anna, "mint", {})]

    def run(state: State) -> Execution:
        return execute_seal(
            state, events, commune=village.commune, height=get_chain(state).height + 1,
            seal_id=seed_of("same"), seal_ms=village.now_ms + 9, epoch=0,
        )  # fmt: skip

    one, two = run(village.state), run(village.state)
    assert compute_state_digest(one.state) == compute_state_digest(two.state)
    assert compute_results_root(one.results) == compute_results_root(two.results)
    assert compute_state_digest(village.state) != compute_state_digest(one.state)


def test_a_charter_that_is_not_one_makes_no_state() -> None:
    for charter in (sign_charter(more=1), sign_charter(posts=[["roads", 99]])):
        with pytest.raises(Refused):
            execute_charter(charter)


def test_parameters_of_the_charter_are_those_of_the_state() -> None:
    charter = sign_charter(parameters={"proposal.delay-ms": 7})
    assert execute_charter(charter).state.get(PARAMETERS, "proposal.delay-ms") == 7
    assert execute_charter(charter).state.get(KEYS, Key(public_key(seed_of("mairie paper")))) is not None
