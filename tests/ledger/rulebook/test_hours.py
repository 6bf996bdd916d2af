# SPDX-License-Identifier: AGPL-3.0-or-later
"""Certified hours: who may say what, when time changes hands, and that a minute counts once."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.calendar import civil_day_start
from ledger.errors import Reason
from ledger.limits import REARM_MS, SERVICES_DAY_MAX
from ledger.rulebook.contribution import get_contribution_wh
from ledger.rulebook.hours import (
    CANCELLED,
    CERTIFIED,
    LAPSED,
    NOBODY,
    PENDING,
    REFUSED,
    SERVICE_DAYS,
    SERVICES,
    Service,
    are_mutual,
    find_confirm_refusal,
    find_speakers,
)
from ledger.state import ACCOUNTS, TASKS, get_balance, get_commune
from ledger.units import DAY_MS, FUND, HOUR_MS, MINUTE_MS, EventId
from tests.helpers.builders import FOUNDED_MS, Person, Village, blob_of

H = 3_600


@pytest.fixture
def village() -> Village:
    """anna is an officer; ben, cleo and dan are neighbours, each of its own branch."""
    village = Village.found()
    village.join("anna", roles=["officer"])
    for name in ("ben", "cleo", "dan"):
        village.join(name)
    return village


def start_of_yesterday(village: Village) -> int:
    offsets = get_commune(village.state).offsets
    return civil_day_start(offsets, civil_day_start(offsets, village.now_ms) - 1)


def log(
    village: Village, who: str, whom: str, seconds: int = 2 * H, *, at_ms: int = 0, **changes: Any
) -> tuple[EventId, str]:
    """(service, outcome); at 10:00 of yesterday unless said otherwise."""
    beneficiary = FUND if whom == "fund" else village.people[whom].account
    body = {
        "beneficiary": beneficiary,
        "seconds": seconds,
        "from": at_ms or start_of_yesterday(village) + 10 * HOUR_MS,
        "memo": blob_of("leçon"),
        "category": "enseignement",
        **changes,
    }
    event = village.sign(village.people[who], "service.log", body)
    return event.id, village.seal(event).results[0].outcome


def say(village: Village, who: str, action: str, service: EventId) -> str:
    return village.do(village.people[who], f"service.{action}", service=service).outcome


def row(village: Village, service: EventId) -> Service:
    found = village.state.get(SERVICES, service)
    assert found is not None
    return found


def speakers(village: Village, service: EventId) -> list[str]:
    """Who may confirm in the commune's name."""
    found = find_speakers(village.state, row(village, service))
    return [name for name, person in village.people.items() if person.account in found]


def hours(village: Village, *names: str) -> list[int]:
    return [village.balance(village.people[name], "hour") for name in names]


# --- between neighbours ------------------------------------------------------------------------------------


def test_alone_nothing_moves_confirmed_time_changes_hands(village: Village) -> None:
    service, outcome = log(village, "ben", "cleo")
    assert outcome == "applied"
    assert hours(village, "ben", "cleo") == [0, 0]
    assert row(village, service).state == PENDING
    assert say(village, "cleo", "confirm", service) == "applied"
    assert hours(village, "ben", "cleo") == [2 * H, -2 * H]
    closed = row(village, service)
    assert (closed.state, closed.confirmer, closed.closed_ms) == (
        CERTIFIED, village.people["cleo"].account, village.now_ms,
    )  # fmt: skip
    assert village.state.size(TASKS) == 0
    village.check_money()


def test_who_was_helped_becomes_a_partner_and_paid_help_is_no_contribution(village: Village) -> None:
    service, _ = log(village, "ben", "cleo")
    say(village, "cleo", "confirm", service)
    account = village.state.get(ACCOUNTS, village.people["ben"].account)
    assert account is not None
    assert account.partners == (village.people["cleo"].account,)
    assert get_contribution_wh(village.state, village.people["ben"].account, village.now_ms) == 0


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"beneficiary": bytes(32)}, Reason.NO_SUCH),
        ({"beneficiary": b"issue"}, Reason.MALFORMED),
        ({"seconds": 59}, Reason.MALFORMED),
        ({"seconds": 24 * H + 1}, Reason.MALFORMED),
        ({"seconds": 12 * H + 1}, Reason.LIMIT),
        ({"from": FOUNDED_MS + 10 * DAY_MS}, Reason.TOO_EARLY),
        ({"from": 0}, Reason.TOO_OLD),
        ({"memo": b"words"}, Reason.MALFORMED),
        ({"category": "Bricolage !"}, Reason.MALFORMED),
    ],
)
def test_what_cannot_be_said(village: Village, changes: dict[str, Any], reason: Reason) -> None:
    assert log(village, "ben", "cleo", **changes)[1] == reason
    assert village.state.size(SERVICES) == village.state.size(SERVICE_DAYS) == 0


def test_nobody_helps_itself(village: Village) -> None:
    assert log(village, "ben", "ben")[1] == Reason.SELF


def test_a_commune_without_hours_certifies_none() -> None:
    village = Village.found(assets=[["kwh", "metered"]], parities=[])
    village.join("ben")
    assert log(village, "ben", "fund")[1] == Reason.NO_SUCH


def test_it_may_be_said_the_moment_it_ends_and_not_before(village: Village) -> None:
    seconds, seal_ms = 2 * H, village.now_ms + 1_000
    assert log(village, "ben", "cleo", at_ms=seal_ms - seconds * 1_000 + 1)[1] == Reason.TOO_EARLY
    seal_ms += 1_000
    assert log(village, "ben", "cleo", at_ms=seal_ms - seconds * 1_000)[1] == "applied"


def test_a_minute_is_said_once_whoever_was_helped(village: Village) -> None:
    at_ms = start_of_yesterday(village) + 10 * HOUR_MS
    first, _ = log(village, "ben", "cleo", at_ms=at_ms)
    assert log(village, "ben", "dan", at_ms=at_ms + 119 * MINUTE_MS)[1] == Reason.OVERLAP
    assert log(village, "ben", "fund", at_ms=at_ms - HOUR_MS)[1] == Reason.OVERLAP
    assert log(village, "ben", "dan", at_ms=at_ms + 120 * MINUTE_MS)[1] == "applied"
    assert log(village, "dan", "cleo", at_ms=at_ms)[1] == "applied"
    say(village, "cleo", "confirm", first)
    assert log(village, "ben", "dan", at_ms=at_ms + HOUR_MS)[1] == Reason.OVERLAP


def test_a_night_counts_in_both_its_days(village: Village) -> None:
    today = start_of_yesterday(village) + DAY_MS
    night, _ = log(village, "ben", "cleo", 8 * H, at_ms=today - 6 * HOUR_MS)
    days = [key[1] for key, _ in village.state.items(SERVICE_DAYS)]
    assert days[1] == days[0] + 1
    assert log(village, "ben", "dan", 7 * H, at_ms=today - 13 * HOUR_MS)[1] == Reason.LIMIT
    assert log(village, "ben", "dan", 6 * H, at_ms=today - 12 * HOUR_MS)[1] == "applied"
    assert log(village, "ben", "dan", 60, at_ms=today + HOUR_MS)[1] == Reason.OVERLAP
    assert say(village, "ben", "cancel", night) == "applied"
    assert log(village, "ben", "dan", 60, at_ms=today + HOUR_MS)[1] == "applied"


def test_a_day_lists_so_many(village: Village) -> None:
    at_ms = start_of_yesterday(village)
    for number in range(SERVICES_DAY_MAX):
        assert log(village, "ben", "cleo", 60, at_ms=at_ms + number * MINUTE_MS)[1] == "applied"
    assert log(village, "ben", "cleo", 60, at_ms=at_ms + HOUR_MS)[1] == Reason.LIMIT


@pytest.mark.parametrize("action", ["confirm", "refuse", "cancel"])
@pytest.mark.parametrize("who", ["ben", "cleo", "dan", "anna"])
def test_who_may_answer(village: Village, who: str, action: str) -> None:
    service, _ = log(village, "ben", "cleo")
    may = (who, action) in {("cleo", "confirm"), ("cleo", "refuse"), ("ben", "cancel")}
    assert say(village, who, action, service) == ("applied" if may else Reason.NOT_ALLOWED)


@pytest.mark.parametrize(
    ("who", "action", "state"), [("cleo", "refuse", REFUSED), ("ben", "cancel", CANCELLED)]
)
def test_what_came_to_nothing_frees_its_minutes(village: Village, who: str, action: str, state: str) -> None:
    service, _ = log(village, "ben", "cleo")
    assert say(village, who, action, service) == "applied"
    assert row(village, service).state == state
    assert village.state.size(SERVICE_DAYS) == village.state.size(TASKS) == 0
    assert hours(village, "ben", "cleo") == [0, 0]
    for later in ("confirm", "refuse"):
        assert say(village, "cleo", later, service) == Reason.CLOSED
    assert say(village, "ben", "cancel", service) == Reason.CLOSED
    assert log(village, "ben", "cleo")[1] == "applied"


def test_answering_about_nothing(village: Village) -> None:
    for action in ("confirm", "refuse", "cancel"):
        assert say(village, "ben", action, EventId(bytes(32))) == Reason.NO_SUCH


def test_the_floor_holds_and_it_can_be_confirmed_later(village: Village) -> None:
    service, _ = log(village, "ben", "cleo", 6 * H)
    assert say(village, "cleo", "confirm", service) == Reason.FLOOR
    assert row(village, service).state == PENDING
    assert village.state.size(TASKS) == 1
    village.pay(village.people["ben"], village.people["cleo"].account, "hour", H)
    assert say(village, "cleo", "confirm", service) == "applied"


def test_unconfirmed_it_lapses_after_thirty_days(village: Village) -> None:
    service, _ = log(village, "ben", "cleo")
    village.wait(30 * DAY_MS - 1)
    assert row(village, service).state == PENDING
    village.wait(1)
    assert row(village, service).state == LAPSED
    assert say(village, "cleo", "confirm", service) == Reason.CLOSED


def test_after_an_outage_there_is_a_day_more(village: Village) -> None:
    service, _ = log(village, "ben", "cleo")
    execution = village.wait(40 * DAY_MS)
    assert [result.outcome for result in execution.results] == ["applied:re-armed"]
    assert row(village, service).state == PENDING
    village.wait(REARM_MS)
    assert row(village, service).state == LAPSED


# --- for the commune ---------------------------------------------------------------------------------------


def test_work_for_the_commune_needs_two_and_is_made_against_its_debt(village: Village) -> None:
    service, _ = log(village, "ben", "fund")
    assert say(village, "anna", "confirm", service) == "applied:waits"
    assert hours(village, "ben") == [0]
    assert say(village, "cleo", "confirm", service) == "applied"
    assert hours(village, "ben", "anna", "cleo") == [2 * H, 0, 0]
    assert get_balance(village.state, FUND, "hour", "debt") == -2 * H
    assert get_contribution_wh(village.state, village.people["ben"].account, village.now_ms) == 200_000
    member = village.state.get(ACCOUNTS, village.people["ben"].account)
    assert member is not None
    assert member.partners == ()
    village.check_money()


def test_the_neighbour_may_come_first_but_two_neighbours_are_not_enough(village: Village) -> None:
    service, _ = log(village, "ben", "fund")
    assert say(village, "cleo", "confirm", service) == "applied:waits"
    assert say(village, "cleo", "confirm", service) == Reason.ALREADY_DONE
    assert say(village, "dan", "confirm", service) == Reason.ALREADY_DONE
    assert say(village, "anna", "confirm", service) == "applied"
    assert row(village, service).officer == village.people["anna"].account


def test_who_worked_does_not_confirm_not_even_an_officer(village: Village) -> None:
    service, _ = log(village, "anna", "fund")
    assert say(village, "anna", "confirm", service) == Reason.NOT_ALLOWED
    assert say(village, "anna", "refuse", service) == Reason.NOT_ALLOWED
    assert say(village, "cleo", "confirm", service) == "applied:waits"
    assert say(village, "cleo", "refuse", service) == Reason.NOT_ALLOWED


def test_what_the_only_officer_did_is_confirmed_by_the_mayor_and_a_neighbour(village: Village) -> None:
    service, _ = log(village, "anna", "fund")
    assert speakers(village, service) == ["mairie"]
    assert say(village, "cleo", "confirm", service) == "applied:waits"
    assert say(village, "dan", "confirm", service) == Reason.ALREADY_DONE
    assert say(village, "mairie", "confirm", service) == "applied"
    assert hours(village, "anna") == [2 * H]
    assert row(village, service).officer == village.people["mairie"].account
    # Of anybody else's work the officer speaks, and the mayor has no voice of its own.
    other, _ = log(village, "ben", "fund")
    assert speakers(village, other) == ["anna"]
    assert say(village, "cleo", "confirm", other) == "applied:waits"
    assert say(village, "mairie", "confirm", other) == Reason.ALREADY_DONE
    assert say(village, "mairie", "refuse", other) == Reason.NOT_ALLOWED


def test_the_mayor_may_refuse_what_the_only_officer_says(village: Village) -> None:
    service, _ = log(village, "anna", "fund")
    assert say(village, "anna", "refuse", service) == Reason.NOT_ALLOWED
    assert say(village, "mairie", "refuse", service) == "applied"
    assert row(village, service).state == REFUSED


def test_two_officers_speak_of_each_other_s_work_and_the_mayor_does_not() -> None:
    village = Village.found()
    for name in ("anna", "ben"):
        village.join(name, roles=["officer"])
    village.join("cleo")
    service, _ = log(village, "anna", "fund")
    assert speakers(village, service) == ["ben"]
    assert say(village, "cleo", "confirm", service) == "applied:waits"
    assert say(village, "mairie", "confirm", service) == Reason.ALREADY_DONE
    assert say(village, "ben", "confirm", service) == "applied"


def test_an_officer_of_the_provider_s_branch_leaves_the_word_to_the_mayor(village: Village) -> None:
    anna = village.people["anna"]
    for hour, name in enumerate(("ben", "cleo", "dan")):
        certify(village, "anna", name, 600, start_of_yesterday(village) + hour * HOUR_MS)
    village.join("eve", anna)
    service, _ = log(village, "eve", "fund", at_ms=start_of_yesterday(village) + 20 * HOUR_MS)
    assert speakers(village, service) == ["mairie"]
    assert say(village, "anna", "confirm", service) == Reason.NOT_ALLOWED
    assert say(village, "cleo", "confirm", service) == "applied:waits"
    assert say(village, "mairie", "confirm", service) == "applied"


def test_the_mayor_s_own_work_waits_for_an_officer() -> None:
    village = Village.found()
    for name in ("ben", "cleo"):
        village.join(name)
    service, _ = log(village, "mairie", "fund")
    assert speakers(village, service) == []
    assert say(village, "mairie", "confirm", service) == Reason.NOT_ALLOWED
    assert say(village, "ben", "confirm", service) == "applied:waits"
    assert say(village, "cleo", "confirm", service) == Reason.ALREADY_DONE
    cleo = village.people["cleo"].account
    village.do(village.people["mairie"], "role.grant", account=cleo, role="officer")
    assert speakers(village, service) == ["cleo"]
    assert say(village, "cleo", "confirm", service) == "applied"


def test_the_mayor_speaks_while_there_is_no_officer() -> None:
    village = Village.found()
    for name in ("ben", "cleo"):
        village.join(name)
    service, _ = log(village, "ben", "fund")
    assert say(village, "cleo", "refuse", service) == Reason.NOT_ALLOWED
    assert say(village, "mairie", "confirm", service) == "applied:waits"
    assert say(village, "mairie", "confirm", service) == Reason.ALREADY_DONE
    assert say(village, "cleo", "confirm", service) == "applied"


def test_an_officer_refuses_for_the_commune(village: Village) -> None:
    service, _ = log(village, "ben", "fund")
    assert say(village, "cleo", "refuse", service) == Reason.NOT_ALLOWED
    assert say(village, "anna", "refuse", service) == "applied"
    assert row(village, service).state == REFUSED


def test_a_guest_s_branch_does_not_confirm(village: Village) -> None:
    ben = village.people["ben"]
    for hour, name in enumerate(("cleo", "dan", "anna")):
        certify(village, "ben", name, 600, start_of_yesterday(village) + hour * HOUR_MS)
    village.join("eve", ben)
    service, _ = log(village, "eve", "fund", at_ms=start_of_yesterday(village) + 20 * HOUR_MS)
    assert say(village, "ben", "confirm", service) == Reason.NOT_ALLOWED
    assert say(village, "cleo", "confirm", service) == "applied:waits"


def certify(village: Village, who: str, whom: str, seconds: int, at_ms: int) -> None:
    service, outcome = log(village, who, whom, seconds, at_ms=at_ms)
    assert outcome == "applied"
    assert say(village, whom, "confirm", service) == "applied"


def test_two_who_certify_each_other_do_not_certify_for_the_commune(village: Village) -> None:
    day = start_of_yesterday(village)
    certify(village, "ben", "cleo", H, day)
    ben, cleo = village.people["ben"].account, village.people["cleo"].account
    assert not are_mutual(village.state, ben, cleo, village.now_ms)
    certify(village, "cleo", "ben", H, day)
    assert are_mutual(village.state, ben, cleo, village.now_ms)
    service, _ = log(village, "ben", "fund", at_ms=day + 10 * HOUR_MS)
    assert say(village, "cleo", "confirm", service) == Reason.NOT_ALLOWED
    # Three tenths are not more than three tenths: with others' hours beside, it is no closed circle.
    certify(village, "ben", "dan", 2 * H + 1_200, day + 2 * HOUR_MS)
    assert not are_mutual(village.state, ben, cleo, village.now_ms)
    assert say(village, "cleo", "confirm", service) == "applied:waits"


def test_what_is_older_than_ninety_days_makes_nobody_mutual(village: Village) -> None:
    day = start_of_yesterday(village)
    certify(village, "ben", "cleo", H, day)
    certify(village, "cleo", "ben", H, day)
    village.wait(88 * DAY_MS)
    ben, cleo = village.people["ben"].account, village.people["cleo"].account
    assert are_mutual(village.state, ben, cleo, village.now_ms)
    village.wait(2 * DAY_MS)
    assert not are_mutual(village.state, ben, cleo, village.now_ms)


def test_the_wallet_is_told_what_the_rule_would_say(village: Village) -> None:
    service, _ = log(village, "ben", "cleo")
    state, now_ms = village.state, village.now_ms

    def asked(person: Person) -> Reason | None:
        return find_confirm_refusal(state, row(village, service), person.account, now_ms)

    assert asked(village.people["cleo"]) is None
    assert asked(village.people["ben"]) is Reason.NOT_ALLOWED
    assert row(village, service).officer == NOBODY
