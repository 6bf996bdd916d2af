# SPDX-License-Identifier: AGPL-3.0-or-later
"""A member leaves: what keeps it here, where its money goes, and that nothing of it acts afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.errors import Reason
from ledger.posting import get_available
from ledger.rulebook.allocation import ALLOCATIONS, get_allocation
from ledger.rulebook.book import TABLES
from ledger.rulebook.choices import get_founded_ms
from ledger.rulebook.contribution import get_contribution_wh
from ledger.rulebook.devices import REVOCATIONS
from ledger.rulebook.leaving import Obstacle, find_obstacles
from ledger.rulebook.market import LISTINGS
from ledger.rulebook.pension import get_pension, get_points
from ledger.rulebook.proposals import BALLOTS, PROPOSALS
from ledger.rulebook.witnesses import CHANGE
from ledger.state import (
    ACCOUNTS,
    DEPARTURES,
    KEYS,
    NODES,
    QUOTAS,
    TASKS,
    Departure,
    get_balance,
)
from ledger.units import DAY_MS, FUND, POT_UNALLOCATED
from tests.helpers.builders import Person, Village, seed_of
from tests.helpers.energy import Street
from tests.helpers.leaving import OWN_TABLES, leave, row_of, sign_leave, sign_on_paper


@pytest.fixture
def village() -> Village:
    """The mayor, who seals alone, and four neighbours whom it guarantees."""
    village = Village.found()
    for name in ("anna", "ben", "cleo", "dan"):
        village.join(name)
    return village


@pytest.fixture
def anna(village: Village) -> Person:
    return village.people["anna"]


@pytest.fixture
def ben(village: Village) -> Person:
    return village.people["ben"]


def departure_of(village: Village, person: Person) -> Departure:
    row = village.state.get(DEPARTURES, person.account)
    assert row is not None
    return row


def freed(village: Village, person: Person) -> None:
    """Nobody guarantees it any more: three distinct partners paid it."""
    for payer in [other for other in village.people.values() if other is not person][:3]:
        assert village.pay(payer, person.account, "hour", 60).outcome == "applied"
    assert not row_of(village.state, person.account).guaranteed


def obstacles(village: Village, person: Person) -> list[Obstacle]:
    return list(find_obstacles(village.state, person.account, village.now_ms))


def log_help(village: Village, provider: Person, beneficiary: bytes) -> bytes:
    body: dict[str, Any] = {
        "beneficiary": beneficiary, "seconds": 3_600, "from": village.now_ms - DAY_MS,
        "memo": b"", "category": "",
    }  # fmt: skip
    event = village.sign(provider, "service.log", body)
    village.seal(event, expect="applied")
    return event.id


def check_no_row_acts(village: Village, person: Person) -> None:
    """Whoever left has no row by which a rule could act for it."""
    for name in OWN_TABLES:
        for key, row in village.state.items(TABLES[name]):
            first = key[0] if isinstance(key, tuple) else key
            assert first != person.account, (name, key)
            if name == "nodes":
                assert row != person.account
    for key in departure_of(village, person).keys:
        row = village.state.get(KEYS, key)
        assert row is not None
        assert row.revoked_ms
    assert all(row.withdrawn for _, row in village.state.items(LISTINGS) if row.author == person.account)
    assert all(person.account not in row.guarantees for _, row in village.state.items(ACCOUNTS))


# --- who may, and to whom


def test_by_a_computer_s_key_nobody_leaves(village: Village, anna: Person, ben: Person) -> None:
    outcome = village.do(anna, "resident.leave", to=ben.account, erase=False).outcome
    assert outcome == Reason.NOT_ALLOWED
    assert leave(village, anna, ben.account).outcome == "applied"


def test_to_oneself_to_nobody_to_who_left(village: Village, anna: Person, ben: Person) -> None:
    assert leave(village, anna, anna.account).outcome == Reason.SELF
    assert leave(village, anna, seed_of("nobody")).outcome == Reason.NO_SUCH
    assert leave(village, ben, FUND).outcome == "applied"
    assert leave(village, anna, ben.account).outcome == Reason.GONE
    bad = village.seal(sign_on_paper(village, anna, "resident.leave", to=b"issue", erase=False))
    assert bad.results[0].outcome == Reason.MALFORMED


def test_what_it_has_goes_to_whom_it_names(village: Village, anna: Person, ben: Person) -> None:
    village.mint(anna, 9_000)
    village.do(
        anna, "pot.move", **{"from": "current", "to": "energy-savings", "asset": "kwh", "amount": 4_000}
    )
    village.do(anna, "pot.move", **{"from": "current", "to": "env.serre", "asset": "kwh", "amount": 3_000})
    village.pay(ben, anna.account, "hour", 600)
    before = village.balance(ben, "hour")
    result = leave(village, anna, ben.account)
    assert result.outcome == "applied"
    assert village.balance(ben) == 9_000
    assert village.balance(ben, "hour") == before + 600
    assert row_of(village.state, ben.account).partners == ()
    check_no_row_acts(village, anna)
    village.check_money()
    row = departure_of(village, anna)
    assert (row.left_ms, row.to, row.sponsor, row.owed) == (
        village.now_ms,
        ben.account,
        village.founder.account,
        (),
    )
    assert (row.event, row.erased, len(row.keys)) == (result.id, False, 2)


def test_to_the_fund_it_is_a_contribution_that_counts_for_the_points(village: Village, anna: Person) -> None:
    village.mint(anna, 2_000_000)
    assert leave(village, anna, FUND).outcome == "applied"
    assert get_balance(village.state, FUND, "kwh", POT_UNALLOCATED) == 2_000_000
    assert departure_of(village, anna).given_wh == 2_000_000
    assert get_contribution_wh(village.state, anna.account, village.now_ms) == 0
    check_no_row_acts(village, anna)


# --- debts and guarantees


def test_the_sponsor_takes_over_a_newcomer_s_debt(village: Village, anna: Person, ben: Person) -> None:
    village.pay(anna, ben.account, "hour", 3_000)
    village.pay(anna, ben.account, "kg", 500)
    village.mint(anna, 70)
    assert obstacles(village, anna) == []
    assert leave(village, anna, ben.account).outcome == "applied"
    assert departure_of(village, anna).owed == (("hour", 3_000), ("kg", 500))
    assert (village.balance(village.founder, "hour"), village.balance(village.founder, "kg")) == (
        -3_000,
        -500,
    )
    assert village.balance(ben) == 70
    assert anna.account not in row_of(village.state, village.founder.account).guarantees
    check_no_row_acts(village, anna)
    village.check_money()


def test_a_debt_that_nobody_guarantees_is_settled_first(village: Village, anna: Person, ben: Person) -> None:
    freed(village, anna)
    village.pay(anna, ben.account, "hour", 1_000)
    (debt,) = obstacles(village, anna)
    assert (debt.reason, debt.what, debt.asset, debt.amount) == (Reason.BALANCE, "debt", "hour", 820)
    assert leave(village, anna, ben.account).outcome == Reason.BALANCE
    village.pay(ben, anna.account, "hour", 820)
    assert leave(village, anna, ben.account).outcome == "applied"


def test_a_sponsor_stays_while_its_guest_owes(village: Village, anna: Person, ben: Person) -> None:
    freed(village, anna)
    guest = village.join("guest", anna)
    village.pay(guest, ben.account, "hour", 600)
    (found,) = obstacles(village, anna)
    assert (found.what, found.object) == ("guest", guest.account)
    assert leave(village, anna, ben.account).outcome == Reason.GUARANTEED
    village.pay(ben, guest.account, "hour", 600)
    assert leave(village, anna, ben.account).outcome == "applied"


def test_a_guest_whose_sponsor_left_owes_nothing_until_three_paid_it(
    village: Village, anna: Person, ben: Person
) -> None:
    freed(village, anna)
    guest = village.join("guest", anna)
    assert leave(village, anna, ben.account).outcome == "applied"
    assert row_of(village.state, guest.account).guaranteed
    assert get_available(village.state, guest.account, "hour") == 0
    assert village.pay(guest, ben.account, "hour", 1).outcome == Reason.FLOOR
    # It may invite, or a village whose founder left would be closed; its guests have no credit either.
    below = village.join("below", guest)
    assert get_available(village.state, below.account, "hour") == 0
    assert village.pay(below, ben.account, "hour", 1).outcome == Reason.FLOOR
    assert village.pay(below, guest.account, "hour", 1).outcome == "applied", "what it owes stands against it"
    assert village.pay(guest, ben.account, "hour", 1).outcome == Reason.FLOOR
    for name in ("ben", "cleo", "dan"):
        assert village.pay(village.people[name], guest.account, "hour", 60).outcome == "applied"
    assert not row_of(village.state, guest.account).guaranteed
    assert village.pay(guest, ben.account, "hour", 600).outcome == "applied"
    assert get_available(village.state, guest.account, "hour") > 0


def test_a_guest_whose_sponsor_left_may_leave_too(village: Village, anna: Person, ben: Person) -> None:
    freed(village, anna)
    guest = village.join("guest", anna)
    leave(village, anna, ben.account)
    assert leave(village, guest, FUND).outcome == "applied"


def test_an_invitation_of_who_left_lets_nobody_in(village: Village, anna: Person, ben: Person) -> None:
    freed(village, anna)
    invitation = village.sign_invitation(anna, "late")
    village.seal(invitation, expect="applied")
    leave(village, anna, ben.account)
    late = village.newcomer("late", invitation.id)
    (result,) = village.seal(village.sign_join(late, invitation.id)).results
    assert result.outcome == Reason.GONE


# --- what is open


def test_an_open_order_keeps_both_sides(village: Village, anna: Person, ben: Person) -> None:
    order = village.place(ben, village.list_item(anna, ("hour", 60)))
    for person in (anna, ben):
        assert [(row.what, row.object) for row in obstacles(village, person)] == [("order", order)]
        assert leave(village, person, FUND).outcome == Reason.WRONG_STATE
    village.do(ben, "order.cancel", order=order)
    assert leave(village, anna, FUND).outcome == "applied"
    assert leave(village, ben, FUND).outcome == "applied"


def test_hours_to_confirm_keep_both_sides(village: Village, anna: Person, ben: Person) -> None:
    service = log_help(village, anna, ben.account)
    for person in (anna, ben):
        assert [(row.what, row.object) for row in obstacles(village, person)] == [("service", service)]
        assert leave(village, person, FUND).outcome == Reason.WRONG_STATE
    village.do(ben, "service.refuse", service=service)
    assert leave(village, anna, FUND).outcome == "applied"
    for_commune = log_help(village, ben, FUND)
    assert leave(village, ben, FUND).outcome == Reason.WRONG_STATE
    village.do(ben, "service.cancel", service=for_commune)
    assert leave(village, ben, FUND).outcome == "applied"


def test_energy_to_share_out_keeps_its_owner() -> None:
    street = Street.of("anna", "ben")
    village, anna = street.village, street["anna"]
    street.produce("anna", 5_000)
    assert [row.what for row in obstacles(village, anna)] == ["energy"]
    assert leave(village, anna, FUND).outcome == Reason.WRONG_STATE
    street.settle()
    street.produce("ben", 1_000)
    assert leave(village, anna, FUND).outcome == "applied"
    assert get_balance(village.state, FUND, "kwh", POT_UNALLOCATED) == 5_000
    meter = street.meters["anna", "production"]
    assert village.do(village.founder, "meter.certify", meter=meter).outcome == Reason.GONE
    assert not [key for key in village.state.keys(TABLES["produced-days"]) if key[0] == meter]
    street.settle()
    village.check_money()


def test_a_locked_pot_keeps_its_owner(village: Village, anna: Person) -> None:
    village.mint(anna, 1_000)
    village.do(anna, "pot.move", **{"from": "current", "to": "energy-savings", "asset": "kwh", "amount": 400})
    village.do(anna, "pot.lock", pot="energy-savings", until=village.now_ms + DAY_MS)
    village.do(anna, "pot.lock", pot="time-savings", until=village.now_ms + DAY_MS)
    (lock,) = obstacles(village, anna)
    assert (lock.what, lock.pot, lock.asset, lock.amount) == ("lock", "energy-savings", "kwh", 400)
    assert leave(village, anna, FUND).outcome == Reason.LOCKED
    village.wait(DAY_MS)
    assert leave(village, anna, FUND).outcome == "applied"
    check_no_row_acts(village, anna)


# --- what the village cannot do without


def test_the_only_mayor_and_who_seals_stay_until_others_do(village: Village, anna: Person) -> None:
    mayor = village.founder
    assert [row.what for row in obstacles(village, mayor)] == ["witness", "mayor"]
    assert leave(village, mayor, FUND).outcome == Reason.SUCCESSOR
    content = {"witnesses": [[anna.account, anna.node]]}
    decide(village, "witnesses", content)
    village.seal(village.sign_ready(anna), expect="applied")
    assert leave(village, mayor, FUND).outcome == Reason.SUCCESSOR, "the only mayor still"
    assert [row.what for row in obstacles(village, mayor)] == ["mayor"]
    decide(village, "role", {"account": anna.account, "role": "mayor", "grant": True})
    assert leave(village, anna, FUND).outcome == Reason.SUCCESSOR, "anna seals now"
    assert leave(village, mayor, FUND).outcome == "applied"
    assert get_founded_ms(village.state) == departure_of(village, mayor).joined_ms
    check_no_row_acts(village, mayor)
    paid = village.pay(anna, village.people["ben"].account, "hour", 60)
    assert paid.outcome == Reason.FLOOR, "the founder answered for her: now nobody does"
    village.join("eve", village.people["ben"])


def decide(village: Village, form: str, content: dict[str, Any]) -> bytes:
    """A proposal that everybody here votes for, and that has executed itself."""
    body: dict[str, Any] = {
        "form": form, "title": bytes(32), "text": b"", "duration": DAY_MS, "content": content,
    }  # fmt: skip
    event = village.sign(village.founder, "proposal", body)
    village.seal(event, expect="applied")
    ballots = [
        village.sign(person, "ballot", {"proposal": event.id, "choice": "for"})
        for person in village.people.values()
    ]
    village.seal(*ballots, expect="applied")
    village.wait(2 * DAY_MS)
    village.wait(2 * DAY_MS)
    return event.id


# --- what is left of it


def test_its_votes_and_its_split_are_taken_back(village: Village, anna: Person, ben: Person) -> None:
    body: dict[str, Any] = {
        "form": "text", "title": bytes(32), "text": b"", "duration": DAY_MS, "content": {},
    }  # fmt: skip
    closed = village.sign(anna, "proposal", body)
    village.seal(closed, expect="applied")
    village.do(anna, "ballot", proposal=closed.id, choice="for")
    village.wait(DAY_MS)
    opened = village.sign(anna, "proposal", body)
    village.seal(opened, expect="applied")
    for person, choice in ((anna, "against"), (ben, "for")):
        village.do(person, "ballot", proposal=opened.id, choice=choice)
    village.do(anna, "allocation", shares={"roads": 100})
    village.do(ben, "allocation", shares={"energy": 100})
    assert leave(village, anna, FUND).outcome == "applied"
    row = village.state.get(PROPOSALS, opened.id)
    assert row is not None
    assert (row.votes_for, row.votes_against, row.author) == (1, 0, anna.account)
    assert sorted(village.state.keys(BALLOTS)) == sorted(
        [(closed.id, anna.account), (opened.id, ben.account)]
    )
    assert village.state.get(ALLOCATIONS, anna.account) is None
    assert get_allocation(village.state, village.now_ms).shares["energy"] == 1
    village.wait(DAY_MS)
    row = village.state.get(PROPOSALS, opened.id)
    assert row is not None
    assert (row.members, row.state) == (4, "passed"), "one member fewer counts for the quorum"


def test_offices_consents_and_offers_end(village: Village, anna: Person, ben: Person) -> None:
    officer = village.join("eve", roles=())
    listing = village.list_item(anna, ("hour", 60))
    village.do(anna, "consent", topic="local-sale", agree=True)
    village.do(anna, "directive", entries=[["gift", ben.account, 5, 0, 9]], rest="fund")
    village.do(ben, "directive", entries=[["gift", anna.account, 5, 0, 9]], rest="fund")
    village.do(anna, "tariff", prices=[["hour", 36]])
    assert leave(village, anna, FUND).outcome == "applied"
    check_no_row_acts(village, anna)
    assert village.do(officer, "order.place", listing=listing, quantity=1, parity=3).outcome == Reason.CLOSED
    # What others chose about it stays and does nothing; they may not choose it anew.
    outcome = village.do(ben, "directive", entries=[["gift", anna.account, 5, 0, 9]], rest="fund").outcome
    assert outcome == Reason.GONE


def test_nothing_it_signs_counts_any_more_and_all_of_it_is_counted(village: Village, anna: Person) -> None:
    late = village.sign(anna, "consent", {"topic": "gifts", "agree": True})
    leave(village, anna, FUND)
    for event in (late, sign_on_paper(village, anna, "key.revoke", key=anna.key), village.sign_key_add(anna)):
        (result,) = village.seal(event).results
        assert result.outcome == Reason.REVOKED
    quota = village.state.get(QUOTAS, anna.account)
    assert quota is not None
    assert quota.events >= 4, "whoever left must not fill the register either"


def test_what_others_do_towards_it_is_void_and_says_why(village: Village, anna: Person, ben: Person) -> None:
    leave(village, anna, FUND)
    assert village.pay(ben, anna.account, "hour", 60).outcome == Reason.GONE
    body: dict[str, Any] = {
        "beneficiary": anna.account,
        "seconds": 60,
        "from": 0,
        "memo": b"",
        "category": "",
    }
    assert village.do(ben, "service.log", **body).outcome == Reason.GONE
    content = {"account": anna.account, "role": "officer", "grant": True}
    proposal: dict[str, Any] = {"form": "role", "title": bytes(32), "text": b"", "duration": DAY_MS}
    assert village.do(ben, "proposal", **proposal, content=content).outcome == Reason.GONE
    assert village.state.get(ACCOUNTS, anna.account) is None


def test_a_role_that_was_decided_meanwhile_finds_nobody(village: Village, anna: Person) -> None:
    body: dict[str, Any] = {
        "form": "role", "title": bytes(32), "text": b"", "duration": DAY_MS,
        "content": {"account": anna.account, "role": "officer", "grant": True},
    }  # fmt: skip
    event = village.sign(village.founder, "proposal", body)
    village.seal(event, expect="applied")
    village.seal(
        *(
            village.sign(p, "ballot", {"proposal": event.id, "choice": "for"})
            for p in village.people.values()
        ),
        expect="applied",
    )
    leave(village, anna, FUND)
    village.wait(2 * DAY_MS)
    village.wait(2 * DAY_MS)
    row = village.state.get(PROPOSALS, event.id)
    assert row is not None
    assert row.state == "executed"
    check_no_row_acts(village, anna)


def test_a_list_that_names_it_lapses(village: Village, anna: Person) -> None:
    seats = sorted(
        [[village.founder.account, village.founder.node], [anna.account, anna.node]], key=lambda s: s[1]
    )
    decide(village, "witnesses", {"witnesses": seats})
    assert [row.label for _, row in village.state.items(TASKS)] == ["witnesses.change"]
    assert leave(village, anna, FUND).outcome == "applied"
    assert village.state.get(NODES, anna.node) is None
    village.wait(DAY_MS)
    change = village.state.get(CHANGE, "")
    assert change is not None
    assert (change.state, village.state.size(TASKS)) == ("lapsed", 0)


def test_a_demand_against_a_computer_goes_with_its_keys(village: Village, anna: Person) -> None:
    first = anna.key
    added = village.sign_key_add(anna, seed_of("tablet"))
    village.seal(added, expect="applied")
    tablet = Person("anna", anna.account, anna.paper_seed, seed_of("tablet"), -1, added.id)
    tablet.paper_seq, tablet.paper_prev = anna.paper_seq, anna.paper_prev
    assert village.do(tablet, "key.revoke", key=first).outcome == "applied:waits"
    assert leave(village, anna, FUND).outcome == "applied"
    assert village.state.size(REVOCATIONS) == 0
    assert village.state.size(TASKS) == 0
    check_no_row_acts(village, anna)


def test_points_are_kept_and_grow_no_more(village: Village, anna: Person, ben: Person) -> None:
    village.mint(anna, 3_000_000)
    village.pay(anna, FUND, "kwh", 2_000_000)
    village.wait(90 * DAY_MS)
    before = get_points(village.state, anna.account, village.now_ms)
    everyone = get_pension(village.state, ben.account, village.now_ms)
    leave(village, anna, ben.account)
    village.wait(300 * DAY_MS)
    assert get_points(village.state, anna.account, village.now_ms) == before
    assert before.by_contribution == 2_000
    after = get_pension(village.state, ben.account, village.now_ms)
    others = [
        get_points(village.state, other, village.now_ms).total for other in village.state.keys(ACCOUNTS)
    ]
    assert after.all_points == sum(others) + before.total
    assert everyone.all_points < after.all_points
    assert get_pension(village.state, anna.account, village.now_ms).share["kwh"] > 0


def test_who_left_comes_back_by_an_invitation_as_somebody_new(village: Village, anna: Person) -> None:
    leave(village, anna, FUND)
    invitation = village.sign_invitation(village.founder, "anna")
    village.seal(invitation, expect="applied")
    again = village.newcomer("anna", invitation.id)
    (result,) = village.seal(village.sign_join(again, invitation.id)).results
    assert result.outcome == Reason.KNOWN_KEY, "the old words are closed for ever"
    new = village.join("anna again")
    assert get_points(village.state, new.account, village.now_ms).total == 0


@pytest.mark.parametrize("is_first", [True, False])
def test_a_payment_beside_it_is_whole_on_either_side(
    village: Village, anna: Person, ben: Person, is_first: bool
) -> None:
    """Sealed together, in either order, the money is with the payer or with whom the leaver named."""
    paid = village.sign(
        ben, "transfer", {"to": anna.account, "asset": "hour", "amount": 90, "purpose": "", "memo": b""}
    )
    gone = sign_leave(village, anna, FUND)
    events = (paid, gone) if is_first else (gone, paid)
    outcomes = {result.id: result.outcome for result in village.seal(*events).results}
    assert outcomes == {paid.id: "applied" if is_first else Reason.GONE, gone.id: "applied"}
    assert get_balance(village.state, FUND, "hour", POT_UNALLOCATED) == (90 if is_first else 0)
    village.check_money()
