# SPDX-License-Identifier: AGPL-3.0-or-later
"""Payments beside a departure, in any order of one cut: each is whole or void, and the money is somewhere."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import Reason
from ledger.event import Event
from ledger.state import BALANCES, DEPARTURES, get_balance
from ledger.units import FUND, POT_UNALLOCATED
from tests.helpers.builders import Village
from tests.helpers.leaving import sign_leave

PAYERS = ("ben", "cleo", "dan")


def village_of_five() -> Village:
    village = Village.found()
    for name in ("anna", *PAYERS):
        village.join(name)
        village.mint(village.people[name], 1_000)
    return village


@given(
    st.lists(st.tuples(st.sampled_from(PAYERS), st.integers(1, 1_200)), max_size=6),
    st.permutations(("anna", *PAYERS, *PAYERS)),
    st.booleans(),
)
@settings(max_examples=60)
def test_payments_to_who_leaves(payments: list[tuple[str, int]], turns: list[str], to_fund: bool) -> None:
    """An order of the cut takes each author's own acts as they follow each other, whoever's turn it is."""
    village = village_of_five()
    before = dict(village.state.items(BALANCES))
    anna = village.people["anna"]
    to = FUND if to_fund else village.founder.account
    chains: dict[str, list[Event]] = {name: [] for name in ("anna", *PAYERS)}
    amounts: dict[bytes, tuple[str, int]] = {}
    for name, amount in payments:
        body = {"to": anna.account, "asset": "kwh", "amount": amount, "purpose": "", "memo": b""}
        event = village.sign(village.people[name], "transfer", body)
        chains[name].append(event)
        amounts[event.id] = (name, amount)
    chains["anna"].append(sign_leave(village, anna, to))
    order: list[Event] = []
    for name in turns:
        order += chains[name][:1]
        del chains[name][:1]
    order += [event for left in chains.values() for event in left]
    results = [result for result in village.seal(*order).results if not result.is_task]
    place = next(index for index, result in enumerate(results) if result.label == "resident.leave")
    paid = dict.fromkeys(PAYERS, 0)
    for index, result in enumerate(results):
        if index == place:
            assert result.is_applied
            continue
        name, amount = amounts[result.id]
        possible = amount <= 1_000 - paid[name]
        assert (
            result.outcome == ("applied" if possible else Reason.BALANCE)
            if index < place
            else (result.outcome == Reason.GONE)
        )
        paid[name] += amount if result.is_applied else 0
    pot = POT_UNALLOCATED if to_fund else "current"
    assert get_balance(village.state, to, "kwh", pot) == 1_000 + sum(paid.values())
    assert all(village.balance(village.people[name]) == 1_000 - paid[name] for name in PAYERS)
    assert sum(before.values()) == sum(amount for _, amount in village.state.items(BALANCES)) == 0
    assert village.state.get(DEPARTURES, anna.account) is not None
    village.check_money()
