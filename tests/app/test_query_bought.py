# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a month of the neighbours' energy cost me, read off the settlements once their days are forgotten."""

from __future__ import annotations

from app.query_bought import get_bought
from app.query_settlement import get_settled_day
from app.reader import Picture, Reader
from app.views import AmountView
from ledger.execute import Execution
from ledger.read_model import ReadModel
from ledger.store import Store
from ledger.units import DAY_MS
from tests.helpers.energy import Street

Sealed = list[tuple[Execution, int]]
"""Settlements, and when each was sealed."""


def play(days: int) -> tuple[Street, Sealed]:
    """Anna's roof: a gift to dora first, then ben by name, then everybody; eli's roof for everybody."""
    street = Street.of("anna", "ben", "cleo", "dora", "eli", production=("anna", "eli"))
    street.choose("anna", [("gift", "dora", 50_000, 0, 2**50), ("buyer", "ben"), ("neighbours",)], "fund")
    street.choose("eli", [("neighbours",)], "fund")
    for name in ("anna", "eli"):
        street.village.do(street[name], "consent", topic="production", agree=name == "anna")
    sealed: Sealed = []
    for day in range(days):
        street.produce("anna", 4_000 + day * 7)
        street.produce("eli", 2_001)
        street.use("ben", 2_503)
        street.use("cleo", 3_000)
        street.use("dora", 1_000)
        sealed.append((street.settle(), street.village.now_ms))
        street.next_day()
    return street, sealed


def reader_of(played: tuple[Street, Sealed], name: str) -> Reader:
    street, sealed = played
    state = street.village.state
    picture = Picture(
        version=1, commune=street.village.commune, me=street[name].account, device=street[name].key,
        sealed=state, pending=state, pending_events=(), pending_results={}, is_founded=True, node=None,
    )  # fmt: skip
    store = Store(None)
    reader = Reader(picture, store, ReadModel(store.db), street.village.now_ms)
    for height, (execution, seal_ms) in enumerate(sealed, start=1):
        reader.read_model.add(height, seal_ms, (), execution.results)
    return reader


def test_one_day_says_what_the_settled_day_says() -> None:
    street = play(1)
    before_ms = street[0].day_ms - DAY_MS
    for name in ("ben", "cleo", "dora"):
        reader = reader_of(street, name)
        month, day = get_bought(reader), get_settled_day(reader, before_ms)
        assert month.bought_wh == day.bought_wh
        assert month.sellers == day.bought or name == "dora"
    assert get_bought(reader_of(street, "ben")).bought_wh > 2_000


def test_a_month_sums_to_the_watt_hour_and_names_who_agrees() -> None:
    street = play(7)
    reader = reader_of(street, "ben")
    view = get_bought(reader)
    assert view.days == 7
    assert sum(one.energy_wh for one in view.sellers) == view.bought_wh > 7 * 2_000
    named, pooled = view.sellers
    assert named.person is not None
    assert named.person.account == street[0]["anna"].account
    assert (pooled.person, pooled.people) == (None, 1)
    (paid,) = view.paid
    assert paid.asset == "hour"
    sold = sum(amount.amount for one in view.sellers for amount in one.amounts)
    assert paid == AmountView(asset="hour", amount=sold)
    assert (view.given_wh, view.givers) == (0, ())


def test_a_gift_is_no_purchase_and_the_producer_bought_nothing() -> None:
    street = play(3)
    dora = get_bought(reader_of(street, "dora"))
    assert dora.given_wh + dora.bought_wh == 3_000
    assert dora.given_wh == sum(one.energy_wh for one in dora.givers) > 0
    assert [one.person and one.person.account for one in dora.givers] == [street[0]["anna"].account]
    anna = get_bought(reader_of(street, "anna"))
    assert (anna.days, anna.bought_wh, anna.sellers, anna.paid, anna.given_wh) == (0, 0, (), (), 0)
