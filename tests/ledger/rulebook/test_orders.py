# SPDX-License-Identifier: AGPL-3.0-or-later
"""Orders: every cell of the table, the payment, the stock, the deadlines and the ways out."""

from __future__ import annotations

import pytest

from ledger.errors import Reason
from ledger.limits import INTEGER_MAX, REARM_MS
from ledger.rulebook import orders
from ledger.rulebook.contribution import get_contribution_wh
from ledger.rulebook.market import LISTINGS
from ledger.rulebook.orders import (
    ACCEPTED,
    CANCELLED,
    CONFIRMED,
    DELIVERED,
    ORDERS,
    PLACED,
    SILENT_ATTEMPTS_MAX,
    TRANSITIONS,
    Order,
    get_actions,
    get_deadlines,
)
from ledger.rulebook.parity import get_version
from ledger.state import ACCOUNTS, TASKS
from ledger.units import DAY_MS, HOUR_MS, EventId
from tests.helpers.builders import Person, Village

ACTIONS = ("accept", "deliver", "confirm", "cancel")
PATH = {
    PLACED: (),
    ACCEPTED: ("accept",),
    DELIVERED: ("accept", "deliver"),
    CONFIRMED: ("accept", "deliver", "confirm"),
    CANCELLED: ("cancel",),
}


@pytest.fixture
def village() -> Village:
    """The founder sells, anna buys, ben looks on; anna holds 100 kWh."""
    village = Village.found()
    village.join("anna")
    village.join("ben")
    village.mint(village.people["anna"], 100_000)
    return village


def act(village: Village, person: Person, action: str, order: EventId) -> str:
    body: dict[str, object] = {"order": order}
    if action == "accept":
        row = village.state.get(ORDERS, order)
        body["parity"] = row.parity if row else 0
    return village.do(person, f"order.{action}", **body).outcome


def order_of(village: Village, order: EventId) -> Order:
    row = village.state.get(ORDERS, order)
    assert row is not None
    return row


def bring(village: Village, state: str, *, side: str = "offer", stock: int = -1) -> EventId:
    """An order of anna's (who buys) with the founder (who sells), brought to `state`."""
    anna, seller = village.people["anna"], village.founder
    author, answerer = (seller, anna) if side == "offer" else (anna, seller)
    listing = village.list_item(author, ("kwh", 10_000), ("hour", 1_800), side=side, stock=stock)
    order = village.place(answerer, listing)
    roles = {"accept": author, "deliver": seller, "confirm": anna, "cancel": anna}
    for action in PATH[state]:
        assert act(village, roles[action], action, order) == "applied"
    assert order_of(village, order).state == state
    return order


# --- the table ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", ["offer", "need"])
@pytest.mark.parametrize("state", list(PATH))
@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("name", ["mairie", "anna", "ben"])
def test_every_cell_of_the_table(side: str, state: str, action: str, name: str) -> None:
    village = Village.found()
    village.join("anna")
    village.join("ben")
    village.mint(village.people["anna"], 100_000)
    order = bring(village, state, side=side)
    person = village.people[name]
    before = order_of(village, order)
    actor, after = TRANSITIONS.get((state, action), ("", ""))
    who = {
        "author": "mairie" if side == "offer" else "anna",
        "seller": "mairie",
        "buyer": "anna",
        "either": name,
    }
    outcome = act(village, person, action, order)
    if name == "ben":
        assert outcome == Reason.NOT_ALLOWED
    elif state in (CONFIRMED, CANCELLED):
        assert outcome == Reason.CLOSED
    elif not actor:
        assert outcome == Reason.WRONG_STATE
    elif who[actor] != name:
        assert outcome == Reason.NOT_ALLOWED
    else:
        assert outcome == "applied"
        row = order_of(village, order)
        assert (row.state, row.steps[-1][0]) == (after, after)
        assert row.closed_by == (person.account if after in orders.FINAL else b"")
        assert action in get_actions(before, person.account)
        return
    assert order_of(village, order) == before
    assert action not in get_actions(before, person.account)


def test_acting_on_nothing(village: Village) -> None:
    for action in ACTIONS:
        assert act(village, village.founder, action, EventId(bytes(32))) == Reason.NO_SUCH


def test_each_side_always_has_a_way_out(village: Village) -> None:
    for state in (PLACED, ACCEPTED, DELIVERED):
        for side in ("offer", "need"):
            row = order_of(village, bring(village, state, side=side))
            for account in (row.buyer, row.seller):
                assert "cancel" in get_actions(row, account)


# --- placing -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quantity", "version", "reason"),
    [
        (0, 0, Reason.MALFORMED),
        (1_000_001, 0, Reason.MALFORMED),
        (4, 0, Reason.STOCK),
        (1, 1, Reason.PARITY_CHANGED),
        (1, -1, Reason.PARITY_CHANGED),
    ],
)
def test_placing_is_refused(village: Village, quantity: int, version: int, reason: Reason) -> None:
    listing = village.list_item(village.founder, ("kwh", 1), stock=3)
    body = {"listing": listing, "quantity": quantity, "parity": get_version(village.state) + version}
    assert village.do(village.people["anna"], "order.place", **body).outcome == reason
    assert village.state.size(ORDERS) == 0


def test_placing_on_nothing_on_ones_own_or_withdrawn(village: Village) -> None:
    anna = village.people["anna"]
    listing = village.list_item(village.founder, ("kwh", 1))
    body = {"listing": listing, "quantity": 1, "parity": get_version(village.state)}
    assert village.do(village.founder, "order.place", **body).outcome == Reason.SELF
    assert village.do(anna, "order.place", **{**body, "listing": bytes(32)}).outcome == Reason.NO_SUCH
    village.do(village.founder, "listing.withdraw", listing=listing)
    assert village.do(anna, "order.place", **body).outcome == Reason.CLOSED


def test_a_price_beyond_integers_is_refused(village: Village) -> None:
    listing = village.list_item(village.founder, ("kwh", INTEGER_MAX // 2))
    body = {"listing": listing, "quantity": 3, "parity": get_version(village.state)}
    assert village.do(village.people["anna"], "order.place", **body).outcome == Reason.OVERFLOW


def test_stock_is_reserved_at_placing_and_returned_by_cancelling(village: Village) -> None:
    anna, ben = village.people["anna"], village.people["ben"]
    listing = village.list_item(village.founder, ("kwh", 1), stock=3)

    def left() -> int:
        row = village.state.get(LISTINGS, listing)
        assert row is not None
        return row.stock

    first = village.place(anna, listing, 2)
    assert left() == 1
    body = {"listing": listing, "quantity": 2, "parity": get_version(village.state)}
    assert village.do(ben, "order.place", **body).outcome == Reason.STOCK
    assert act(village, anna, "cancel", first) == "applied"
    assert left() == 3
    second = village.place(ben, listing, 3)
    village.wait(72 * HOUR_MS)
    assert order_of(village, second).state == CANCELLED
    assert left() == 3


def test_the_last_piece_goes_to_whoever_the_seal_puts_first(village: Village) -> None:
    anna, ben = village.people["anna"], village.people["ben"]
    listing = village.list_item(village.founder, ("kwh", 1), stock=1)
    body = {"listing": listing, "quantity": 1, "parity": get_version(village.state)}
    events = [village.sign(person, "order.place", body) for person in (ben, anna)]
    outcomes = [result.outcome for result in village.seal(*events).results]
    assert outcomes == ["applied", Reason.STOCK]


# --- parity ------------------------------------------------------------------------------------------------


def test_accepting_names_the_parity_of_the_placing(village: Village) -> None:
    order = bring(village, PLACED)
    stale = village.do(
        village.founder, "order.accept", order=order, parity=order_of(village, order).parity + 1
    )
    assert stale.outcome == Reason.PARITY_CHANGED
    assert act(village, village.founder, "accept", order) == "applied"


# --- paying ------------------------------------------------------------------------------------------------


def test_confirming_pays_every_line_at_once(village: Village) -> None:
    anna = village.people["anna"]
    listing = village.list_item(village.founder, ("kwh", 10_000), ("hour", 1_800))
    order = village.place(anna, listing, 3)
    for person, action in ((village.founder, "accept"), (village.founder, "deliver"), (anna, "confirm")):
        assert village.balance(anna) == 100_000
        assert act(village, person, action, order) == "applied"
    assert (village.balance(anna), village.balance(anna, "hour")) == (70_000, -5_400)
    assert (village.balance(village.founder), village.balance(village.founder, "hour")) == (30_000, 5_400)
    postings = village.executions[-1].results[0].postings
    assert [(line.asset, line.amount) for line in postings] == [
        ("hour", -5_400), ("hour", 5_400), ("kwh", -30_000), ("kwh", 30_000),
    ]  # fmt: skip
    # 1 h 30 is worth 150 kWh: with 30 kWh, 180 kWh were given by the seller, nothing by the buyer.
    assert get_contribution_wh(village.state, village.founder.account, village.now_ms) == 180_000
    assert get_contribution_wh(village.state, anna.account, village.now_ms) == 0
    village.check_money()


def test_being_paid_in_credit_makes_a_partner(village: Village) -> None:
    anna, ben = village.people["anna"], village.people["ben"]
    paid_in_hours = village.place(ben, village.list_item(anna, ("hour", 60)))
    paid_in_energy = village.place(anna, village.list_item(village.founder, ("kwh", 60)))
    for order, seller, buyer in ((paid_in_hours, anna, ben), (paid_in_energy, village.founder, anna)):
        for person, action in ((seller, "accept"), (seller, "deliver"), (buyer, "confirm")):
            assert act(village, person, action, order) == "applied"
    seller_row = village.state.get(ACCOUNTS, anna.account)
    founder_row = village.state.get(ACCOUNTS, village.founder.account)
    assert seller_row is not None
    assert founder_row is not None
    assert seller_row.partners == (ben.account,)
    assert founder_row.partners == ()


def test_a_gift_needs_no_price(village: Village) -> None:
    anna = village.people["anna"]
    order = village.place(anna, village.list_item(village.founder))
    for person, action in ((village.founder, "accept"), (village.founder, "deliver"), (anna, "confirm")):
        assert act(village, person, action, order) == "applied"
    assert order_of(village, order).state == CONFIRMED


@pytest.mark.parametrize(
    ("line", "reason"), [(("kwh", 100_001), Reason.BALANCE), (("hour", 18_001), Reason.FLOOR)]
)
def test_a_buyer_who_cannot_pay_moves_nothing(
    village: Village, line: tuple[str, int], reason: Reason
) -> None:
    anna = village.people["anna"]
    order = village.place(anna, village.list_item(village.founder, line, ("kg", 1_000)))
    act(village, village.founder, "accept", order)
    act(village, village.founder, "deliver", order)
    assert act(village, anna, "confirm", order) == reason
    assert order_of(village, order).state == DELIVERED
    assert village.balance(village.founder, "kg") == 0
    assert village.state.get(ACCOUNTS, village.founder.account) is not None
    # By silence too: nothing moves, the reason is there for both to see.
    result = village.wait(7 * DAY_MS).results[0]
    assert (result.outcome, result.postings, result.label) == ("applied:unpaid", (), "order.silence")
    row = order_of(village, order)
    assert (row.state, row.problem, row.attempts) == (DELIVERED, reason, 1)
    village.check_money()


def test_a_silent_buyer_pays_as_soon_as_it_can(village: Village) -> None:
    anna = village.people["anna"]
    order = village.place(anna, village.list_item(village.founder, ("kwh", 150_000)))
    act(village, village.founder, "accept", order)
    act(village, village.founder, "deliver", order)
    village.wait(7 * DAY_MS)
    assert order_of(village, order).problem == Reason.BALANCE
    village.mint(anna, 60_000)
    village.wait(DAY_MS)
    row = order_of(village, order)
    assert (row.state, row.problem, row.closed_by) == (CONFIRMED, "", b"")
    assert (village.balance(anna), village.balance(village.founder)) == (10_000, 150_000)
    assert village.state.size(TASKS) == 0


def test_a_payment_is_not_tried_for_ever(village: Village) -> None:
    anna = village.people["anna"]
    order = village.place(anna, village.list_item(village.founder, ("kwh", 150_000)))
    act(village, village.founder, "accept", order)
    act(village, village.founder, "deliver", order)
    village.wait(7 * DAY_MS)
    for _ in range(SILENT_ATTEMPTS_MAX):
        village.wait(DAY_MS)
    assert order_of(village, order).attempts == SILENT_ATTEMPTS_MAX
    assert village.state.size(TASKS) == 0
    # Either side still has its way out.
    assert set(get_actions(order_of(village, order), anna.account)) == {"confirm", "cancel"}
    assert act(village, village.founder, "cancel", order) == "applied"


# --- deadlines ---------------------------------------------------------------------------------------------


def test_no_acceptance_in_72_hours_cancels(village: Village) -> None:
    order = bring(village, PLACED)
    placed_ms = order_of(village, order).steps[0][1]
    assert get_deadlines(village.state) == {order: (placed_ms + 72 * HOUR_MS, CANCELLED)}
    village.wait(72 * HOUR_MS - 1)
    assert order_of(village, order).state == PLACED
    result = village.wait(1).results[0]
    row = order_of(village, order)
    assert row.state == CANCELLED
    assert row.steps[-1] == (CANCELLED, placed_ms + 72 * HOUR_MS, result.id)
    assert row.closed_by == b""
    assert get_deadlines(village.state) == {}


def test_delivered_and_seven_days_silent_is_paid(village: Village) -> None:
    order = bring(village, DELIVERED)
    delivered_ms = order_of(village, order).steps[-1][1]
    assert get_deadlines(village.state) == {order: (delivered_ms + 7 * DAY_MS, CONFIRMED)}
    assert village.wait(7 * DAY_MS - 1).results == ()
    result = village.wait(1).results[0]
    assert order_of(village, order).state == CONFIRMED
    assert len(result.postings) == 4
    assert village.balance(village.founder) == 10_000
    village.check_money()


def test_what_was_waited_for_is_no_longer_due(village: Village) -> None:
    order = bring(village, ACCEPTED)
    assert village.wait(72 * HOUR_MS).results == ()
    assert order_of(village, order).state == ACCEPTED
    delivered = bring(village, DELIVERED)
    act(village, village.people["anna"], "cancel", delivered)
    assert village.wait(7 * DAY_MS).results == ()


@pytest.mark.parametrize(("state", "wait_ms"), [(PLACED, 72 * HOUR_MS), (DELIVERED, 7 * DAY_MS)])
def test_a_deadline_that_fell_in_an_outage_gets_one_more_day(
    village: Village, state: str, wait_ms: int
) -> None:
    order = bring(village, state)
    result = village.wait(wait_ms + HOUR_MS + 1).results[0]
    assert result.outcome == "applied:re-armed"
    assert order_of(village, order).state == state
    assert get_deadlines(village.state)[order][0] == village.now_ms + REARM_MS
    village.wait(REARM_MS + 2 * HOUR_MS)  # once only, even if the second one is missed too
    assert order_of(village, order).state in (CANCELLED, CONFIRMED)


def test_the_delays_are_parameters() -> None:
    village = Village.found(parameters={"order.accept-ms": 5_000})
    anna = village.join("anna")
    order = village.place(anna, village.list_item(village.founder, ("kwh", 1)))
    village.wait(5_000)
    assert order_of(village, order).state == CANCELLED
