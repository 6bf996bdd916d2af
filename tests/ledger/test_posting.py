# SPDX-License-Identifier: AGPL-3.0-or-later
"""Double entry: sums, floors, guarantees, and what is refused before anything is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.errors import Reason, Refused
from ledger.limits import INTEGER_MAX
from ledger.posting import find_refusal, get_available, get_floor, move, settle, settle_part
from ledger.state import ACCOUNTS, BALANCES, Draft, get_balance
from ledger.units import BURN, FUND, ISSUE, POT_CURRENT, POT_UNALLOCATED, AccountId
from tests.helpers.builders import Village


@pytest.fixture
def village() -> Village:
    village = Village.found(parameters={"meter.founder-certifies-below": 10})
    for name in ("anna", "ben", "cleo", "dora"):
        village.join(name)
    return village


def shift(draft: Draft, source: AccountId, target: AccountId, asset: str, amount: int) -> None:
    move(draft, source=(source, POT_CURRENT), target=(target, POT_CURRENT), asset=asset, amount=amount)


def refusal(draft: Draft, source: AccountId, target: AccountId, asset: str, amount: int) -> Reason | None:
    """What settling one move would answer; the draft is left as it was."""
    shift(draft, source, target, asset, amount)
    answer = find_refusal(draft)
    draft.postings = []
    return answer


# --- moving and settling


def test_nothing_is_written_before_settling(village: Village) -> None:
    draft = village.state.draft()
    anna = village.people["anna"].account
    shift(draft, ISSUE, anna, "kwh", 5)
    assert get_balance(draft, anna, "kwh") == 0
    postings = settle(draft)
    assert [line.amount for line in postings] == [-5, 5]
    assert (get_balance(draft, anna, "kwh"), get_balance(draft, ISSUE, "kwh")) == (5, -5)
    assert draft.postings == []
    assert settle(draft) == ()


@pytest.mark.parametrize("amount", [0, -1, INTEGER_MAX + 1])
def test_an_amount_that_is_none(village: Village, amount: int) -> None:
    with pytest.raises(Refused) as refused:
        shift(village.state.draft(), ISSUE, village.founder.account, "kwh", amount)
    assert refused.value.reason is Reason.OVERFLOW


def test_a_balance_stays_an_integer_of_the_protocol(village: Village) -> None:
    draft = village.state.draft()
    anna = village.people["anna"].account
    shift(draft, ISSUE, anna, "kwh", INTEGER_MAX)
    settle(draft)
    assert refusal(draft, ISSUE, anna, "kwh", 1) is Reason.OVERFLOW


def test_an_empty_pot_leaves_no_row(village: Village) -> None:
    draft = village.state.draft()
    anna = village.people["anna"].account
    shift(draft, ISSUE, anna, "kwh", 5)
    settle(draft)
    shift(draft, anna, BURN, "kwh", 5)
    settle(draft)
    assert draft.get(BALANCES, (anna, POT_CURRENT, "kwh", "")) is None
    assert get_balance(draft, BURN, "kwh") == 5


def test_only_the_sum_of_an_event_counts(village: Village) -> None:
    """What passes through a pot within one event needs no balance of its own."""
    draft = village.state.draft()
    anna, ben, cleo = (village.people[name].account for name in ("anna", "ben", "cleo"))
    shift(draft, ISSUE, anna, "kwh", 5)
    settle(draft)
    shift(draft, ben, cleo, "kwh", 5)
    shift(draft, anna, ben, "kwh", 5)
    settle(draft)
    assert get_balance(draft, cleo, "kwh") == 5


def test_looking_for_a_refusal_changes_nothing(village: Village) -> None:
    draft = village.state.draft()
    anna, ben = village.people["anna"].account, village.people["ben"].account
    draft.note = "kept"
    shift(draft, anna, ben, "hour", 1)
    waiting = list(draft.postings)
    assert find_refusal(draft) is None
    assert (draft.postings, draft.note, get_balance(draft, ben, "hour")) == (waiting, "kept", 0)
    shift(draft, anna, ben, "kwh", 1)
    waiting = list(draft.postings)
    assert find_refusal(draft) is Reason.BALANCE
    assert (draft.postings, get_balance(draft, ben, "hour")) == (waiting, 0)


# --- what may be below zero


def test_only_mutual_credit_in_a_member_s_current_pot_goes_below_zero(village: Village) -> None:
    draft = village.state.draft()
    anna, ben = village.people["anna"].account, village.people["ben"].account
    assert refusal(draft, anna, ben, "kwh", 1) is Reason.BALANCE
    assert refusal(draft, anna, ben, "point", 1) is Reason.BALANCE
    assert refusal(draft, FUND, ben, "hour", 1) is Reason.BALANCE
    move(draft, source=(anna, "savings"), target=(ben, POT_CURRENT), asset="hour", amount=1)
    assert find_refusal(draft) is Reason.BALANCE
    draft.postings = []
    move(draft, source=(anna, POT_CURRENT), target=(ben, POT_CURRENT), asset="hour", amount=1, purpose="don")
    assert find_refusal(draft) is Reason.BALANCE
    draft.postings = []
    assert refusal(draft, anna, ben, "hour", 1) is None


def test_the_floor_grows_with_distinct_partners(village: Village) -> None:
    draft = village.state.draft()
    anna = village.people["anna"].account
    row = draft.get(ACCOUNTS, anna)
    assert row is not None
    assert get_floor(draft, anna, "hour") == -5 * 3_600
    assert get_floor(draft, anna, "kg") == -50_000
    for partners, hours in ((1, 6), (14, 19), (15, 20), (30, 20)):
        known = tuple(AccountId(bytes([number + 1]) * 32) for number in range(partners))
        draft.put(ACCOUNTS, anna, replace(row, partners=known))
        assert get_floor(draft, anna, "hour") == -hours * 3_600
    for asset in ("kwh", "point", "gold"):
        assert get_floor(draft, anna, asset) == 0
    assert get_floor(draft, FUND, "hour") == 0
    assert get_floor(draft, AccountId(bytes(32)), "hour") == 0


# --- the guarantee


def test_a_sponsor_answers_for_its_guests(village: Village) -> None:
    """Founder and guests may owe 5 h together as long as all are guaranteed by him."""
    founder, anna, ben = village.founder, village.people["anna"], village.people["ben"]
    dora = village.people["dora"]
    assert village.pay(anna, dora.account, "hour", 4 * 3_600).outcome == "applied"
    assert get_available(village.state, founder.account, "hour") == 3_600
    assert get_available(village.state, ben.account, "hour") == 3_600
    assert village.pay(ben, dora.account, "hour", 3_601).outcome == Reason.FLOOR
    assert village.pay(founder, dora.account, "hour", 3_601).outcome == Reason.FLOOR
    assert village.pay(founder, dora.account, "hour", 3_600).outcome == "applied"
    assert village.pay(ben, dora.account, "hour", 1).outcome == Reason.FLOOR
    # Dora holds what she was paid: spending it breaks nobody's floor.
    assert village.pay(dora, ben.account, "hour", 5 * 3_600).outcome == "applied"
    village.check_money()


def test_who_only_receives_is_never_refused(village: Village) -> None:
    founder, anna = village.founder, village.people["anna"]
    dora = village.people["dora"]
    village.pay(anna, dora.account, "hour", 5 * 3_600)
    assert village.pay(dora, founder.account, "hour", 1).outcome == "applied"
    assert village.pay(dora, anna.account, "hour", 1).outcome == "applied"


@pytest.mark.parametrize("name", ["mairie", "anna", "ben", "dora"])
@pytest.mark.parametrize("asset", ["hour", "kg", "kwh"])
def test_what_is_available_is_exactly_what_can_be_paid(village: Village, name: str, asset: str) -> None:
    people = village.people
    village.mint(people["ben"], 700)
    village.pay(people["anna"], people["dora"].account, "hour", 2 * 3_600 + 7)
    village.pay(people["mairie"], people["cleo"].account, "kg", 12_345)
    village.pay(people["ben"], people["mairie"].account, "hour", 1_000)
    payer = people[name]
    payee = people["cleo"].account
    most = get_available(village.state, payer.account, asset)
    draft = village.state.draft()
    if most:
        assert refusal(draft, payer.account, payee, asset, most) is None
    assert refusal(draft, payer.account, payee, asset, most + 1) in (Reason.FLOOR, Reason.BALANCE)


def test_nobody_unknown_can_pay(village: Village) -> None:
    assert get_available(village.state, AccountId(bytes(32)), "kwh") == 0
    assert get_available(village.state, FUND, "kwh") == 0
    assert get_balance(village.state, FUND, "kwh", POT_UNALLOCATED) == 0


# --- in parts


def test_a_part_refused_leaves_the_others_standing_and_all_are_answered(village: Village) -> None:
    draft = village.state.draft()
    anna, ben = village.people["anna"].account, village.people["ben"].account
    draft.note = "kept"
    shift(draft, ISSUE, anna, "kwh", 5)
    assert settle_part(draft) is None
    shift(draft, anna, ben, "kwh", 6)
    assert settle_part(draft) is Reason.BALANCE
    assert (get_balance(draft, anna, "kwh"), draft.postings, draft.note) == (5, [], "kept")
    assert refusal(draft, anna, ben, "kwh", 6) is Reason.BALANCE
    shift(draft, anna, ben, "kwh", 2)
    assert settle_part(draft) is None
    shift(draft, anna, ben, "kwh", 1)
    assert [line.amount for line in settle(draft)] == [-5, 5, -2, 2, -1, 1]
    assert (get_balance(draft, anna, "kwh"), draft.written, draft.postings) == (2, [], [])


def test_what_is_forgotten_is_forgotten_with_its_parts(village: Village) -> None:
    draft = village.state.draft()
    mark = draft.mark()
    shift(draft, ISSUE, village.people["anna"].account, "kwh", 5)
    assert settle_part(draft) is None
    draft.restore(mark)
    assert settle(draft) == ()
    assert draft.freeze().items(BALANCES) == village.state.items(BALANCES)
