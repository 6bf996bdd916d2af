# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who gets a day's energy: the producer's order, the buyers' use and means, the exact sums."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.hashing import hash_turn
from ledger.posting import get_floor
from ledger.rulebook.contribution import get_contribution_wh
from ledger.rulebook.meter_rows import METERS
from ledger.rulebook.settlement import SETTLED
from ledger.rulebook.sharing import GIVEN
from ledger.state import ACCOUNTS, get_balance
from ledger.units import BURN, DAY_MS, FUND, ISSUE, POT_UNALLOCATED
from tests.helpers.builders import Village
from tests.helpers.energy import Street

FOREVER = 2**50


def of_fund(village: Village, asset: str) -> int:
    return get_balance(village.state, FUND, asset, POT_UNALLOCATED)


def test_the_golden_vector() -> None:
    """A injects 1.0 kWh; B (preferred) used 0.4, C used 0.8: B 0.4, C 0.6, nothing left."""
    street = Street.of("a", "b", "c", production=("a",))
    street.choose("a", [("buyer", "b"), ("neighbours",)])
    street.produce("a", 1_000)
    street.use("b", 400)
    street.use("c", 800)
    street.settle()
    assert street.sales("a") == {"b": 400, "c": 600}
    row = street.row("a")
    assert (row.minted_wh, row.saved_wh, row.fund_wh, row.kept_wh) == (1_000, 0, 0, 0)
    assert get_balance(street.village.state, BURN, "kwh") == 1_000
    street.village.check_money()


def test_without_a_directive_the_neighbours_buy_and_the_rest_is_saved() -> None:
    street = Street.of("a", "b", production=("a",))
    street.produce("a", 1_000)
    street.use("b", 400)
    street.settle()
    assert street.sales("a") == {"b": 400}
    assert street.village.savings(street["a"]) == 600
    # Parity: 1 kWh is 36 s. 0.4 kWh is 14.4 s: the buyer pays 15, the producer gets 14, the commune 1.
    village = street.village
    assert (village.balance(street["b"], "hour"), village.balance(street["a"], "hour")) == (-15, 14)
    assert of_fund(village, "hour") == 1
    assert street.row("a").sales == ((street["b"].account, 400, "hour", 15, 14),)


def test_pro_rata_is_computed_once_and_its_crumbs_go_to_the_fund() -> None:
    street = Street.of("a", "b", "c", "d", production=("a",))
    street.produce("a", 1_000)
    for name in ("b", "c", "d"):
        street.use(name, 700)
    street.settle()
    assert street.sales("a") == {"b": 333, "c": 333, "d": 333}
    assert street.row("a").fund_wh == 1 == of_fund(street.village, "kwh")


def test_what_a_floor_refuses_joins_the_rest() -> None:
    street = Street.of("a", "b", "c", production=("a",), parameters={"hour.floor": 9, "hour.floor-max": 9})
    street.price("a", ("hour", 36))
    street.produce("a", 1_000)
    street.use("b", 600)
    street.use("c", 400)
    street.settle()
    # Two strangers of one sponsor: what the first takes of its credit the second cannot take again.
    village = street.village
    sold = sum(street.sales("a").values())
    assert 0 < sold < 1_000
    assert village.savings(street["a"]) == 1_000 - sold
    for name in ("b", "c"):
        account = street[name].account
        assert village.balance(street[name], "hour") >= get_floor(village.state, account, "hour")
    village.check_money()


def test_the_tariff_is_paid_in_the_assets_the_producer_prefers_then_the_next() -> None:
    street = Street.of("a", "b", production=("a",))
    village = street.village
    village.mint(street["b"], 1_000)
    street.price("a", ("kwh", 2_000), ("hour", 100))
    street.produce("a", 2_000)
    street.use("b", 2_000)
    street.settle()
    # 1000 Wh of its own pay for 500; the other 1500 cost 150 s.
    assert street.row("a").sales == (
        (street["b"].account, 500, "kwh", 1_000, 1_000), (street["b"].account, 1_500, "hour", 150, 150),
    )  # fmt: skip
    assert (village.balance(street["b"]), village.balance(street["b"], "hour")) == (0, -150)
    assert (village.balance(street["a"]), village.balance(street["a"], "hour")) == (1_000, 150)


def test_a_sale_makes_partners_and_counts_as_energy_shared() -> None:
    street = Street.of("a", "b", production=("a",))
    street.produce("a", 1_000)
    street.use("b", 400)
    street.settle()
    row = street.village.state.get(ACCOUNTS, street["a"].account)
    assert row is not None
    assert row.partners == (street["b"].account,)
    assert get_contribution_wh(street.village.state, street["a"].account, street.village.now_ms) == 400


# --- gifts


def test_a_gift_is_capped_by_the_month_and_its_dates_and_stops_by_itself() -> None:
    street = Street.of("a", "b", production=("a",))
    first = street.day_ms
    street.choose("a", [("gift", "b", 1_500, first, first + 3 * DAY_MS)])
    given = []
    for _ in range(4):
        street.produce("a", 1_000)
        street.settle()
        given.append(sum(wh for _, wh in street.row("a").gifts))
        street.next_day()
    assert given == [1_000, 500, 0, 0]
    # Who publishes no use keeps what it is given.
    assert street.village.balance(street["b"]) == 1_500
    assert get_contribution_wh(street.village.state, street["a"].account, street.village.now_ms) == 1_500


def test_the_cap_of_a_gift_starts_anew_each_month() -> None:
    street = Street.of("a", "b", production=("a",))
    street.choose("a", [("gift", "b", 100, 0, FOREVER)])
    for _ in range(20):
        street.produce("a", 60)
        street.settle()
        street.next_day()
    # From 16 January to 4 February.
    assert street.village.balance(street["b"]) == 200
    assert street.village.state.size(GIVEN) == 1


def test_a_gift_to_who_publishes_its_use_is_used_at_once_and_never_more() -> None:
    street = Street.of("a", "b", production=("a",))
    street.choose("a", [("gift", "b", 10_000, 0, FOREVER), ("neighbours",)])
    street.produce("a", 1_000)
    street.use("b", 400)
    street.settle()
    row = street.row("a")
    assert (row.gifts, row.sales, row.saved_wh) == (((street["b"].account, 400),), (), 600)
    assert (street.village.balance(street["b"]), get_balance(street.village.state, BURN, "kwh")) == (0, 400)
    assert street.village.balance(street["b"], "hour") == 0


def test_the_rest_goes_where_the_directive_says() -> None:
    for rest in ("savings", "current", "fund"):
        street = Street.of("a", production=("a",), rest=rest)
        street.produce("a", 1_000)
        street.settle()
        a, village = street["a"], street.village
        held = (village.savings(a), village.balance(a), of_fund(village, "kwh"))
        assert held == tuple(1_000 * (rest == where) for where in ("savings", "current", "fund"))
        shared = get_contribution_wh(village.state, a.account, village.now_ms)
        assert shared == 1_000 * (rest == "fund")


# --- several producers


def test_the_first_place_rotates_by_a_draw_of_the_day() -> None:
    street = Street.of("a", "b", "c", production=("a", "b"))
    firsts: set[str] = set()
    for _ in range(8):
        for name in ("a", "b"):
            street.produce(name, 1_000)
        street.use("c", 1_000)
        street.settle()
        ranks = {name: hash_turn(street.day_ms, street.meters[name, "production"]) for name in ("a", "b")}
        first = min(ranks, key=lambda name: ranks[name])
        assert street.sales(first) == {"c": 1_000}
        firsts.add(first)
        street.next_day()
    assert firsts == {"a", "b"}


def test_nobody_buys_from_itself_nor_more_than_it_uses() -> None:
    street = Street.of("a", "b")
    street.produce("a", 500)
    street.produce("b", 500)
    street.use("a", 300)
    street.use("b", 300)
    street.settle()
    assert street.sales("a") == {"b": 300}
    assert street.sales("b") == {"a": 300}


days = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d"]),
    st.tuples(st.integers(0, 3_000), st.integers(0, 3_000)),
    min_size=1,
)
entries = st.lists(
    st.one_of(
        st.tuples(
            st.just("gift"), st.sampled_from("abcd"), st.integers(1, 2_000), st.just(0), st.just(FOREVER)
        ),
        st.tuples(st.just("buyer"), st.sampled_from("abcd")),
        st.just(("neighbours",)),
    ),
    max_size=4,
    unique_by=lambda entry: entry[:2],
)


@given(days, st.lists(entries, min_size=4, max_size=4), st.sampled_from(["savings", "current", "fund"]),
       st.integers(1, 100_000))  # fmt: skip
@settings(max_examples=60)
def test_every_day_sums_to_the_watt_hour(
    day: dict[str, tuple[int, int]], lists: list[list[tuple[str, ...]]], rest: str, price: int
) -> None:
    street = Street.of("a", "b", "c", "d")
    village = street.village
    for name, chosen in zip("abcd", lists, strict=True):
        street.choose(name, [entry for entry in chosen if entry[1:2] != (name,)], rest)
        street.price(name, ("hour", price))
    for name, (produced, used) in day.items():
        street.produce(name, produced)
        street.use(name, used)
    street.settle()
    bought: dict[bytes, int] = {}
    for _, row in village.state.items(SETTLED):
        sold = sum(wh for _, wh, *_ in row.sales)
        given = sum(wh for _, wh in row.gifts)
        assert row.minted_wh == row.own_wh + sold + given + row.fund_wh + row.saved_wh + row.kept_wh
        for buyer, wh, *_ in row.sales:
            bought[buyer] = bought.get(buyer, 0) + wh
    for name, (_, used) in day.items():
        assert bought.get(street[name].account, 0) <= used
    produced = sum(produced for produced, _ in day.values())
    assert produced == -get_balance(village.state, ISSUE, "kwh")
    assert produced == sum(meter.minted_wh for _, meter in village.state.items(METERS))
    village.check_money()
    for account in village.state.keys(ACCOUNTS):
        held = get_balance(village.state, account, "hour")
        assert held >= get_floor(village.state, account, "hour")
