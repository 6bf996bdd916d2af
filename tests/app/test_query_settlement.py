# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a member is shown of a settled day: exact sums, names of those who agree, a proof of its own."""

from __future__ import annotations

from dataclasses import replace

from app.query_proof import NEIGHBOUR, get_event_proof
from app.query_settlement import get_choices, get_settled_day, get_yesterday_ms
from app.reader import Picture, Reader
from app.views import AmountView, Phase
from ledger.read_model import ReadModel
from ledger.store import Store
from ledger.units import DAY_MS
from tests.helpers.energy import Street


def reader_of(street: Street, name: str, now_ms: int = 0) -> Reader:
    state = street.village.state
    picture = Picture(
        version=1,
        commune=street.village.commune,
        me=street[name].account,
        device=street[name].key,
        sealed=state,
        pending=state,
        pending_events=(),
        pending_results={},
        is_founded=True,
        node=None,
    )
    store = Store(None)
    return Reader(picture, store, ReadModel(store.db), now_ms or street.village.now_ms)


def record(reader: Reader, street: Street) -> None:
    """What the last seal did, as the store of that reader keeps it."""
    results = street.village.executions[-1].results
    reader.read_model.add(len(street.village.executions), street.village.now_ms, (), results)


def settled_street() -> Street:
    street = Street.of("anna", "ben", "cleo", "dora", production=("anna",))
    street.choose("anna", [("gift", "dora", 50_000, 0, 2**50), ("buyer", "ben"), ("neighbours",)], "fund")
    street.village.do(street["ben"], "consent", topic="purchases", agree=True)
    street.produce("anna", 10_000)
    street.use("ben", 2_000)
    street.use("cleo", 3_000)
    street.use("dora", 1_000)
    street.settle()
    return street


def test_a_day_sums_and_names_only_who_agrees() -> None:
    street = settled_street()
    view = get_settled_day(reader_of(street, "anna"), street.day_ms)
    assert view.is_settled
    assert view.minted_wh == view.sold_wh + view.given_wh + view.fund_wh == 10_000
    assert (view.sold_wh, view.given_wh, view.saved_wh, view.own_wh) == (5_000, 1_000, 0, 0)
    named, pooled = view.buyers
    assert named.person is not None
    assert (named.person.account, named.energy_wh, named.people) == (street["ben"].account, 2_000, 1)
    assert (pooled.person, pooled.energy_wh, pooled.people) == (None, 3_000, 1)
    assert sum(trade.energy_wh for trade in view.buyers) == view.sold_wh
    assert view.received == (AmountView(asset="hour", amount=72 + 108),)
    assert [trade.person and trade.person.account for trade in view.gifts] == [street["dora"].account]


def test_a_buyer_sees_what_it_bought_and_paid() -> None:
    street = settled_street()
    view = get_settled_day(reader_of(street, "ben"), street.day_ms)
    assert (view.minted_wh, view.bought_wh, view.buyers) == (0, 2_000, ())
    assert [trade.amounts for trade in view.bought] == [(AmountView(asset="hour", amount=72),)]


def test_before_the_settlement_it_says_when() -> None:
    street = Street.of("anna")
    street.produce("anna", 1_000)
    reader = reader_of(street, "anna")
    view = get_settled_day(reader)
    assert get_yesterday_ms(reader) == street.day_ms
    assert (view.is_settled, view.proof, view.due_ms) == (False, b"", street.day_ms + DAY_MS + 6 * 3_600_000)


def test_a_day_without_a_reading_is_not_announced_once_its_time_has_passed() -> None:
    street = Street.of("anna")
    due_ms = get_settled_day(reader_of(street, "anna"), street.day_ms).due_ms
    before = get_settled_day(reader_of(street, "anna", due_ms - 1), street.day_ms)
    after = get_settled_day(reader_of(street, "anna", due_ms), street.day_ms)
    assert (before.is_unread, after.is_unread, after.is_settled) == (False, True, False)
    street.produce("anna", 1_000)
    late = reader_of(street, "anna", due_ms)
    read = get_settled_day(late, street.day_ms)
    assert (read.is_unread, read.is_due, read.is_settled) == (False, True, False)


def test_the_savings_are_said_with_what_came_late() -> None:
    street = Street.of("anna", "ben")
    street.produce("anna", 1_000)
    street.settle()
    street.produce("ben", 700)
    street.village.settle_next()
    view = get_settled_day(reader_of(street, "ben"), street.day_ms + DAY_MS)
    assert (view.late_wh, view.savings_wh, view.minted_wh) == (700, 700, 0)


def test_the_proof_of_a_settlement_shows_my_movements_and_hides_who_did_not_agree() -> None:
    street = settled_street()
    reader = reader_of(street, "anna")
    record(reader, street)
    view = get_settled_day(reader, street.day_ms)
    proof = get_event_proof(reader, view.proof)
    assert proof is not None
    assert (proof.kind, proof.author, proof.phase) == ("settlement", None, Phase.SEALED)
    sums: dict[str, int] = {}
    for _, _, amount in proof.postings:
        sums[amount.asset] = sums.get(amount.asset, 0) + amount.amount
    assert not any(sums.values())
    shown = {person.account for person, _, _ in proof.postings if person is not None}
    assert street["cleo"].account not in shown
    assert street["ben"].account in shown
    assert NEIGHBOUR in {account for person, account, _ in proof.postings if person is None}
    # Ben bought from Anna only: Cleo's movements are none of his.
    theirs = reader_of(street, "ben")
    record(theirs, street)
    proof = get_event_proof(theirs, view.proof)
    assert proof is not None
    assert sum(abs(amount.amount) for _, _, amount in proof.postings if amount.asset == "kwh") == 2 * 4_000


def test_choices_as_they_were_said_last() -> None:
    street = Street.of("anna", "ben", production=("anna",))
    usual = get_choices(reader_of(street, "ben"))
    assert (usual.is_default, usual.rest, [one.kind for one in usual.destinations]) == (
        True, "savings", ["neighbours"],
    )  # fmt: skip
    assert usual.prices == (AmountView(asset="hour", amount=36),)
    street.choose("anna", [("gift", "ben", 5_000, 0, 2**50), ("neighbours",)], "fund")
    street.price("anna", ("kg", 80))
    said = get_choices(reader_of(street, "anna"))
    assert said.directive_from_ms == street.day_ms
    assert (said.is_default, said.rest, said.is_default_price) == (False, "fund", False)
    assert said.prices == (AmountView(asset="kg", amount=80),)
    assert said.destinations[0].given_wh == 0
    street.produce("anna", 2_000)
    street.settle()
    later = get_choices(reader_of(street, "anna"))
    assert later.destinations[0].given_wh == 2_000
    assert later.directive_from_ms == 0
    assert replace(later.destinations[0], given_wh=0) == said.destinations[0]
