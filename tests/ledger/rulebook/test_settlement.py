# SPDX-License-Identifier: AGPL-3.0-or-later
"""A day is settled once, at its end and the grace: what waits, what is late, what one roof uses itself."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import calendar
from ledger.execute import compute_results_root
from ledger.hashing import hash_task
from ledger.rulebook.meter_rows import METERS
from ledger.rulebook.settlement import LATE, SETTLED, SETTLEMENTS, WAITING, get_due_ms
from ledger.state import TASKS, get_balance
from ledger.units import BURN, DAY_MS, HOUR_MS, ISSUE
from tests.helpers.builders import OFFSETS, Village
from tests.helpers.energy import Street

TABLE = tuple((at, minutes) for at, minutes in OFFSETS)


def test_a_day_is_minted_at_its_end_and_the_grace_never_earlier() -> None:
    street = Street.of("anna")
    street.produce("anna", 5_000)
    day = street.day_ms
    due = day + DAY_MS + 6 * HOUR_MS
    assert get_due_ms(street.village.state, day) == due
    street.village.seal(after_ms=due - 1 - street.village.now_ms)
    assert get_balance(street.village.state, ISSUE, "kwh") == 0
    execution = street.village.seal(after_ms=1)
    assert [(result.label, result.outcome) for result in execution.results] == [("settlement", "applied")]
    assert get_balance(street.village.state, ISSUE, "kwh") == -5_000
    assert street.village.savings(street["anna"]) == 5_000
    street.village.check_money()


def test_its_outcome_is_a_result_under_a_task_that_the_first_reading_armed() -> None:
    street = Street.of("anna", "ben")
    reading = street.produce("anna", 5_000)
    street.produce("ben", 1_000)
    assert street.village.state.size(TASKS) == 1
    execution = street.settle()
    assert execution.results[0].id == hash_task(reading, b"settlement", 0)
    assert len(execution.results[0].postings) == 8
    assert compute_results_root(execution.results)
    row = street.village.state.get(SETTLEMENTS, street.day_ms)
    assert row is not None
    assert (row.is_done, row.task) == (True, execution.results[0].id)


def test_a_reading_after_the_settlement_is_minted_at_the_next_to_the_savings() -> None:
    street = Street.of("anna", "ben", rest="current")
    village = street.village
    street.produce("anna", 5_000)
    street.settle()
    assert village.balance(street["anna"]) == 5_000
    street.produce("ben", 700)
    assert dict(village.state.items(LATE)) == {street.meters["ben", "production"]: 700}
    assert village.state.size(WAITING) == 0
    village.settle_next()
    assert (village.balance(street["ben"]), village.savings(street["ben"])) == (0, 700)
    rows = [row for _, row in village.state.items(SETTLED) if row.late_wh]
    assert [(row.late_wh, row.minted_wh) for row in rows] == [(700, 0)]


def test_late_use_counts_nowhere() -> None:
    street = Street.of("anna", "ben")
    street.produce("anna", 5_000)
    street.settle()
    street.use("ben", 3_000)
    assert street.village.state.size(LATE) == street.village.state.size(WAITING) == 0


def test_lateness_is_judged_day_by_day_within_one_reading() -> None:
    street = Street.of("anna", rest="current")
    village = street.village
    anna, meter = street["anna"], street.meters["anna", "production"]
    days = [street.day_ms + number * DAY_MS for number in range(4)]
    # Sealed on the fourth day: the first two days are settled (or would have been), the third is open.
    village.wait(days[3] - village.now_ms)
    village.wait(HOUR_MS)
    village.read_meter(anna, meter, (days[0], days[3]), (0, 30_001))
    assert dict(village.state.items(LATE)) == {meter: 20_000}
    assert dict(village.state.items(WAITING)) == {(days[2], meter): 10_001}
    village.settle_next()
    assert (village.balance(anna), village.savings(anna)) == (10_001, 20_000)


def test_a_commune_that_slept_through_the_due_time_settles_with_the_first_seal() -> None:
    """A reading that waited for a witness to come back is not late."""
    street = Street.of("anna", rest="current")
    village = street.village
    meter, day = street.meters["anna", "production"], street.day_ms
    reading = village.sign_reading(street["anna"], meter, (day, day + DAY_MS), (0, 5_000))
    village.seal(reading, after_ms=day + 5 * DAY_MS - village.now_ms)
    assert village.balance(street["anna"]) == 5_000


def test_a_year_read_late_is_one_row_and_one_task() -> None:
    village = Village.found()
    village.join("anna")
    anna = village.people["anna"]
    meter = village.add_meter(anna)
    start = village.state.get(METERS, meter)
    assert start is not None
    number = calendar.civil_day_number(TABLE, start.from_ms)
    instants = [calendar.start_of_day_number(TABLE, number + step) for step in range(0, 366, 5)]
    readings = [
        village.sign_reading(anna, meter, (first, last), (index * 10_000, index * 10_000 + 10_000))
        for index, (first, last) in enumerate(pairwise(instants))
    ]
    village.seal(*readings, expect="applied")
    assert (village.state.size(LATE), village.state.size(TASKS), village.state.size(WAITING)) == (1, 1, 0)
    village.settle_next()
    assert village.savings(anna) == len(readings) * 10_000


@given(st.lists(st.tuples(st.integers(1, 31), st.integers(0, 5_000)), min_size=1, max_size=20), st.data())
@settings(max_examples=40)
def test_what_was_attested_is_minted_once_whatever_is_imported_again(
    spans: list[tuple[int, int]], data: st.DataObject
) -> None:
    street = Street.of("anna")
    village = street.village
    anna, meter = street["anna"], street.meters["anna", "production"]
    number = calendar.civil_day_number(TABLE, street.day_ms)
    done: list[tuple[tuple[int, int], tuple[int, int]]] = []
    index = 0
    for days, energy_wh in spans:
        first = calendar.start_of_day_number(TABLE, number)
        last = calendar.start_of_day_number(TABLE, number + days)
        wait_ms = last - village.now_ms + data.draw(st.integers(0, 3 * DAY_MS))
        village.wait(max(1, wait_ms))
        done.append(((first, last), (index, index + energy_wh)))
        assert village.read_meter(anna, meter, *done[-1]).outcome == "applied"
        again = data.draw(st.sampled_from(done))
        assert village.read_meter(anna, meter, *again).outcome == "already counted"
        number, index = number + days, index + energy_wh
    for _ in range(2):
        village.wait(3 * DAY_MS)
    row = village.state.get(METERS, meter)
    assert row is not None
    assert row.minted_wh == index == -get_balance(village.state, ISSUE, "kwh")
    assert village.balance(anna) + village.savings(anna) == index
    assert village.state.size(WAITING) == village.state.size(LATE) == village.state.size(TASKS) == 0


# --- two meters under one roof


def test_what_a_roof_used_itself_is_minted_and_burnt_at_once() -> None:
    street = Street.of("anna", injection=("anna",), rest="current")
    street.produce("anna", 5_000)
    street.inject("anna", 3_000)
    street.settle()
    state = street.village.state
    assert (get_balance(state, ISSUE, "kwh"), get_balance(state, BURN, "kwh")) == (-5_000, 2_000)
    assert street.village.balance(street["anna"]) == 3_000
    row = state.get(SETTLED, (street.day_ms, street["anna"].account))
    assert row is not None
    assert (row.minted_wh, row.own_wh, row.kept_wh) == (5_000, 2_000, 3_000)
    assert sum(meter.minted_wh for _, meter in state.items(METERS)) == 5_000


def test_an_injection_meter_alone_mints_what_it_injects() -> None:
    street = Street.of("anna", production=(), injection=("anna",), rest="current")
    street.inject("anna", 3_000)
    street.settle()
    assert street.village.balance(street["anna"]) == 3_000


def test_a_roof_with_both_never_mints_twice_whichever_comes_late() -> None:
    for first, second in (("produce", "inject"), ("inject", "produce")):
        street = Street.of("anna", injection=("anna",), rest="current")
        getattr(street, first)("anna", 5_000 if first == "produce" else 3_000)
        street.settle()
        getattr(street, second)("anna", 5_000 if second == "produce" else 3_000)
        street.village.wait(3 * DAY_MS)
        anna = street["anna"]
        assert street.village.balance(anna) + street.village.savings(anna) == 3_000
        assert get_balance(street.village.state, ISSUE, "kwh") == -3_000


def test_an_injection_meter_certified_later_does_not_mint_what_production_did() -> None:
    street = Street.of("anna")
    village = street.village
    street.produce("anna", 5_000)
    injection = street.add_meter("anna", "injection")
    day = street.day_ms
    counted = street.read("anna", "injection", 4_000)
    assert counted
    village.wait(3 * DAY_MS)
    assert village.savings(street["anna"]) == 5_000
    row = village.state.get(METERS, injection)
    assert row is not None
    assert row.counts_from_ms == day + DAY_MS
    assert get_balance(village.state, ISSUE, "kwh") == -5_000


def test_outcomes_are_kept_for_a_few_days() -> None:
    street = Street.of("anna")
    for _ in range(8):
        street.produce("anna", 1_000)
        street.settle()
        street.next_day()
    assert street.village.state.size(SETTLED) == 4
    assert street.village.state.size(SETTLEMENTS) == 4


def test_a_settlement_of_an_owner_who_reads_nothing_changes_nothing() -> None:
    street = Street.of("anna")
    street.produce("anna", 0)
    execution = street.settle()
    assert execution.results[0].postings == ()
