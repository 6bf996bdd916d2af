# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever people do, in whatever order: money is conserved, floors hold, void means nothing happened."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.event import Event
from ledger.execute import Execution
from ledger.posting import get_floor
from ledger.rulebook.book import TABLES
from ledger.rulebook.hours import PENDING, SERVICES
from ledger.rulebook.market import LISTINGS
from ledger.rulebook.meter_rows import METERS
from ledger.rulebook.orders import FINAL, ORDERS, get_actions
from ledger.rulebook.parity import get_version
from ledger.rulebook.proposals import BALLOTS, PROPOSALS
from ledger.rulebook.settlement import SETTLEMENTS
from ledger.state import (
    ACCOUNTS,
    BALANCES,
    DEPARTURES,
    KEYS,
    NODES,
    Posting,
    State,
    decode_key,
    decode_row,
    encode_key,
    encode_row,
    get_balance,
)
from ledger.units import BURN, DAY_MS, FUND, ISSUE, is_member_account
from tests.helpers.builders import FOUNDED_MS, SINCE_MS, Village, listing_body
from tests.helpers.energy import day_of
from tests.helpers.leaving import OWN_TABLES, sign_leave

NAMES = ("mairie", "anna", "ben", "cleo")
ASSETS = ("kwh", "hour", "kg")
PURSE_WH = 30_000
"""What everybody begins with."""
YESTERDAY_MS = day_of(FOUNDED_MS) - DAY_MS
Act = tuple[str, int, int, int]

acts = st.lists(
    st.tuples(
        st.sampled_from(
            ["pay", "give", "fund", "read", "list", "place", "accept", "deliver", "confirm", "cancel",
             "advance", "advance", "propose", "vote", "allocate", "wait", "forge", "save", "lock",
             "help", "help", "answer", "answer", "settle", "direct", "price", "opt", "leave"]
        ),
        st.integers(0, 3),
        st.integers(0, 7),
        st.integers(0, 40_000),
    ),
    max_size=25,
)  # fmt: skip


def pick(state: State, table: Any, number: int) -> bytes:
    """Some object of a table, or an id of nothing."""
    keys = sorted(state.keys(table))
    return keys[number % len(keys)] if keys else bytes(32)


def advance(village: Village, order: bytes, size: int) -> Event | None:
    """Whoever may do the next thing to an order does it; now and then it cancels instead."""
    row = village.state.get(ORDERS, order)
    for person in village.people.values():
        actions = get_actions(row, person.account) if row else ()
        if actions and actions != ("cancel",):
            action = actions[0] if size % 7 else "cancel"
            body = {"order": order, "parity": row.parity} if action == "accept" else {"order": order}
            return village.sign(person, f"order.{action}", body)
    return None


def event_of(village: Village, act: Act) -> Event | None:
    """The event somebody signs for an act; None: time passes instead."""
    verb, who, which, size = act
    person = village.people[NAMES[who]]
    other = village.people[NAMES[which % 4]]
    state = village.state
    if verb in ("pay", "give", "fund"):
        purpose = "don" if verb == "give" else ""
        to = FUND if verb == "fund" else other.account
        body = {"to": to, "asset": ASSETS[which % 3], "amount": size, "purpose": purpose, "memo": b""}
        return village.sign(person, "transfer", body)
    if verb == "read":
        meter = pick(state, METERS, who)
        row = state.get(METERS, meter)
        owner = next(each for each in village.people.values() if row and each.account == row.owner)
        start = row.last_to_ms - DAY_MS * (which == 7)
        return village.sign_reading(
            owner, meter, (start, start + DAY_MS), (row.last_index_wh, row.last_index_wh + size)
        )
    if verb == "list":
        side = "need" if which % 2 else "offer"
        body = listing_body((ASSETS[which % 3], size + 1), ("kg", 100), side=side, stock=1 + which)
        return village.sign(person, "listing.add", body if which % 3 != 2 else {**body, "price": []})
    if verb == "place":
        body = {
            "listing": pick(state, LISTINGS, which),
            "quantity": 1 + size % 3,
            "parity": get_version(state),
        }
        return village.sign(person, "order.place", body)
    if verb in ("accept", "deliver", "confirm", "cancel"):
        body = {"order": pick(state, ORDERS, which)}
        if verb == "accept":
            row = state.get(ORDERS, body["order"])
            body["parity"] = row.parity if row else 0
        return village.sign(person, f"order.{verb}", body)
    if verb == "advance":
        return advance(village, pick(state, ORDERS, which), size)
    if verb == "propose":
        content = {"asset": "hour", "numerator": 1 + size, "denominator": 1 + which}
        body = {"form": "parity", "title": bytes(32), "text": b"", "duration": DAY_MS, "content": content}
        return village.sign(person, "proposal", body)
    if verb == "vote":
        body = {"proposal": pick(state, PROPOSALS, which), "choice": ("for", "against", "abstain")[size % 3]}
        return village.sign(person, "ballot", body)
    if verb == "allocate":
        return village.sign(person, "allocation", {"shares": {"roads": 5 * which, "energy": 100 - 5 * which}})
    if verb in ("save", "lock", "help", "answer"):
        return help_event_of(village, act)
    if verb == "direct":
        kinds = [["neighbours", b"", 0, 0, 0], ["buyer", other.account, 0, 0, 0],
                 ["gift", other.account, size + 1, 0, 2**50]]  # fmt: skip
        rest = ("savings", "current", "fund")[size % 3]
        return village.sign(person, "directive", {"entries": kinds[which % 3 :], "rest": rest})
    if verb == "price":
        return village.sign(person, "tariff", {"prices": [[ASSETS[which % 3], size + 1]]})
    if verb == "opt":
        return village.sign(person, "consent", {"topic": "local-sale", "agree": which > 1})
    if verb == "leave":
        return sign_leave(village, person, FUND if which > 3 else other.account, erase=bool(size % 2))
    if verb == "forge":
        return village.sign(person, "transfer", {"to": ISSUE, "amount": -size})
    return None


def help_event_of(village: Village, act: Act) -> Event:
    """Somebody sets something aside, or helps, or answers about help."""
    verb, who, which, size = act
    person = village.people[NAMES[who]]
    pots = ("current", "energy-savings", "time-savings", "env.serre", "pension")
    if verb == "save":
        body = {"from": pots[which % 4], "to": pots[size % 5], "asset": ASSETS[which % 3], "amount": size}
        return village.sign(person, "pot.move", body)
    if verb == "lock":
        body = {"pot": pots[which % 5], "until": village.now_ms + size * 20_000}
        return village.sign(person, "pot.lock", body)
    if verb == "help":
        whom = FUND if which > 3 else village.people[NAMES[which]].account
        body = {
            "beneficiary": whom,
            "seconds": 60 + size % 20_000,
            "from": village.now_ms - (size % 90) * DAY_MS,
            "memo": b"",
            "category": "",
        }
        return village.sign(person, "service.log", body)
    service = pick(village.state, SERVICES, which)
    action = ("confirm", "confirm", "confirm", "refuse", "cancel")[size % 5]
    return village.sign(person, f"service.{action}", {"service": service})


def check_pots(state: State) -> None:
    """Only mutual credit in `current`, the issue and the fund's debt of hours are ever below zero."""
    for (account, pot, asset, _), amount in state.items(BALANCES):
        is_credit = pot == "current" and asset in ("hour", "kg") and is_member_account(account)
        if not is_credit and account != ISSUE and (account, pot, asset) != (FUND, "debt", "hour"):
            assert amount > 0, (account, pot, asset)


def wait(village: Village, act: Act) -> Execution:
    """Some time, or until a settlement comes due."""
    waits = any(not row.is_done for _, row in village.state.items(SETTLEMENTS))
    return village.settle_next() if act[0] == "settle" and waits else village.wait(act[3] * 20_000)


def check_floors(state: State) -> None:
    for account in state.keys(ACCOUNTS):
        row = state.get(ACCOUNTS, account)
        assert row is not None
        for asset in ASSETS:
            debt = sum(min(0, get_balance(state, guest, asset)) for guest in row.guarantees)
            held = get_balance(state, account, asset)
            assert held >= get_floor(state, account, asset)
            assert held + debt >= get_floor(state, account, asset), "a sponsor answers for its guests"


def check_departures(state: State) -> None:
    """Whoever left holds nothing, owes nothing, and has no row by which a rule could act for it."""
    gone = set(state.keys(DEPARTURES))
    assert not gone & set(state.keys(ACCOUNTS))
    for name in OWN_TABLES:
        for key in state.keys(TABLES[name]):
            assert (key[0] if isinstance(key, tuple) else key) not in gone, name
    assert not gone & {account for _, account in state.items(NODES)}
    assert all(row.revoked_ms for _, row in state.items(KEYS) if row.account in gone)
    assert all(row.withdrawn for _, row in state.items(LISTINGS) if row.author in gone)
    for _, order in state.items(ORDERS):
        assert order.state in FINAL or not gone & {order.buyer, order.seller}
    for _, service in state.items(SERVICES):
        assert service.state != PENDING or not gone & {service.provider, service.beneficiary}
    for proposal, voter in state.keys(BALLOTS):
        row = state.get(PROPOSALS, proposal)
        assert row is not None
        assert row.state != "open" or voter not in gone


def check_postings(execution: Execution, before: State) -> None:
    moved: dict[tuple[Any, ...], int] = {}
    for result in execution.results:
        sums: dict[str, int] = {}
        line: Posting
        for line in result.postings:
            sums[line.asset] = sums.get(line.asset, 0) + line.amount
            key = (line.account, line.pot, line.asset, line.purpose)
            moved[key] = moved.get(key, 0) + line.amount
        assert not any(sums.values())
        assert result.is_applied or not result.postings
    # The balances moved by exactly what the results say: a history can be rebuilt from postings alone.
    after = execution.state
    for key in {*before.keys(BALANCES), *after.keys(BALANCES), *moved}:
        assert (after.get(BALANCES, key) or 0) - (before.get(BALANCES, key) or 0) == moved.get(key, 0)


def check_supply(state: State) -> None:
    held = sum(
        amount
        for (account, _, asset, _), amount in state.items(BALANCES)
        if asset == "kwh" and (is_member_account(account) or account == FUND)
    )
    assert held == -get_balance(state, ISSUE, "kwh") - get_balance(state, BURN, "kwh")
    minted = sum(meter.minted_wh for _, meter in state.items(METERS))
    assert -get_balance(state, ISSUE, "kwh") == minted + len(NAMES) * PURSE_WH


def check_rows(state: State) -> None:
    """Every row comes back from its encoding: what the store and a snapshot rely on."""
    for name, table in TABLES.items():
        for key, row in state.items(table):
            assert decode_key(encode_key(key)) == key, name
            assert decode_row(table, encode_row(row)) == row, name


def village_of_four() -> Village:
    village = Village.found(parameters={"order.accept-ms": DAY_MS})
    for name in NAMES[1:]:
        village.join(name)
    for name in NAMES:
        # Half the meters stand at the last civil day, so that some days are settled in time.
        start = SINCE_MS if name in NAMES[:2] else YESTERDAY_MS
        side = "consumption" if name == "cleo" else "production"
        village.add_meter(village.people[name], side=side, **{"from": start})
        village.mint(village.people[name], PURSE_WH)
    return village


@given(acts)
@settings(max_examples=120)
def test_whatever_people_do(sequence: list[Act]) -> None:
    village = village_of_four()
    for act in sequence:
        before = village.state
        event = event_of(village, act)
        execution = village.seal(event) if event else wait(village, act)
        check_postings(execution, before)
        village.check_money()
        check_supply(village.state)
        check_floors(village.state)
        check_pots(village.state)
        check_departures(village.state)
    check_rows(village.state)


@given(acts)
@settings(max_examples=60)
def test_a_void_event_is_as_if_it_had_only_been_counted(sequence: list[Act]) -> None:
    """Tables of the rules are untouched by what is void: only its author's tip and quota know of it."""
    village = village_of_four()
    for act in sequence:
        before = village.state
        event = event_of(village, act)
        if event is None:
            wait(village, act)
            continue
        execution = village.seal(event)
        first = execution.results[0]
        if first.is_applied or len(execution.results) > 1:
            continue
        for name, table in TABLES.items():
            if name not in ("keys", "quotas", "chain", "anchors"):
                assert dict(before.items(table)) == dict(village.state.items(table)), name
