# SPDX-License-Identifier: AGPL-3.0-or-later
"""Meters: what mints, what waits, what is refused; and that a watt-hour is minted once."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ledger import calendar
from ledger.errors import Reason
from ledger.meter_bounds import compute_best_minutes
from ledger.rulebook.meter_rows import DEVICES, METERS
from ledger.rulebook.meters import DAYS_KEPT, PRODUCED_DAYS, may_certify
from ledger.rulebook.settlement import SETTLEMENTS
from ledger.signing import public_key
from ledger.state import get_balance
from ledger.units import DAY_MS, HOUR_MS, ISSUE
from tests.helpers.builders import CLEAR_SKY, OFFSETS, SINCE_MS, Village, meter_body, seed_of

TABLE = tuple((at, minutes) for at, minutes in OFFSETS)
DAYS = tuple(
    calendar.start_of_day_number(TABLE, calendar.civil_day_number(TABLE, SINCE_MS) + number)
    for number in range(380)
)
"""Starts of the civil days from `since` on."""


def small() -> Village:
    village = Village.found()
    village.join("anna")
    return village


def with_technician() -> Village:
    """Five members, so that the founder alone no longer certifies."""
    village = Village.found()
    village.join("anna")
    village.join("tess", roles=("technician",))
    village.join("ben")
    village.join("cleo")
    return village


# --- register and certify


def test_register_waits_for_a_technician() -> None:
    village = small()
    anna = village.people["anna"]
    event = village.sign(anna, "meter.register", meter_body(anna, index=123))
    village.seal(event, expect="applied")
    meter = village.state.get(METERS, event.id)
    assert meter is not None
    assert (meter.state, meter.owner, meter.last_to_ms, meter.last_index_wh, meter.minted_wh) == (
        "waiting", anna.account, SINCE_MS, 123, 0
    )  # fmt: skip
    assert village.state.get(DEVICES, public_key(seed_of("anna device"))) == event.id


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"from": SINCE_MS - DAY_MS}, Reason.BOUNDS),
        ({"from": SINCE_MS + HOUR_MS}, Reason.BOUNDS),
        ({"tilt": 91}, Reason.MALFORMED),
        ({"azimuth": 360}, Reason.MALFORMED),
        ({"watts_peak": 0}, Reason.MALFORMED),
        ({"watts_peak": 10_000_001}, Reason.MALFORMED),
        ({"index": -1}, Reason.MALFORMED),
        ({"side": "both"}, Reason.MALFORMED),
        ({"source": "memory"}, Reason.MALFORMED),
        ({"device": b"short"}, Reason.MALFORMED),
        ({"extra": 1}, Reason.MALFORMED),
    ],
)
def test_register_is_refused(changes: dict[str, object], reason: Reason) -> None:
    village = small()
    anna = village.people["anna"]
    assert village.do(anna, "meter.register", **meter_body(anna, **changes)).outcome == reason
    assert village.state.size(METERS) == 0


def test_a_device_key_signs_for_one_meter_only() -> None:
    village = small()
    anna = village.people["anna"]
    village.add_meter(anna)
    again = village.do(village.founder, "meter.register", **meter_body(anna))
    assert again.outcome == Reason.ALREADY_USED


def test_meters_of_one_owner_are_bounded() -> None:
    village = Village.found(parameters={"meter.owner-max": 1})
    village.add_meter(village.founder)
    second = meter_body(village.founder, device=public_key(seed_of("other")))
    assert village.do(village.founder, "meter.register", **second).outcome == Reason.LIMIT


def test_founder_certifies_while_the_commune_is_small_even_for_itself() -> None:
    village = small()
    village.add_meter(village.founder)
    meter = village.add_meter(village.people["anna"])
    row = village.state.get(METERS, meter)
    assert row is not None
    assert row.state == "active"


def test_only_a_technician_certifies_and_never_its_own_meter() -> None:
    village = with_technician()
    anna, tess = village.people["anna"], village.people["tess"]
    for owner, certifier in ((anna, anna), (anna, village.founder), (tess, tess)):
        event = village.sign(
            owner,
            "meter.register",
            meter_body(owner, device=public_key(seed_of(f"{owner.name}{certifier.name}"))),
        )
        village.seal(event, expect="applied")
        assert village.do(certifier, "meter.certify", meter=event.id).outcome == Reason.NOT_ALLOWED
    meter = village.add_meter(anna, tess, device=public_key(seed_of("last")))
    assert village.do(tess, "meter.certify", meter=meter).outcome == Reason.ALREADY_DONE
    assert may_certify(village.state, tess.account, anna.account)


def test_certify_of_nothing() -> None:
    village = small()
    assert village.do(village.founder, "meter.certify", meter=bytes(32)).outcome == Reason.NO_SUCH


# --- readings


def test_what_a_reading_says_is_minted_to_its_owner_once_its_day_is_settled() -> None:
    village = small()
    anna = village.people["anna"]
    meter = village.add_meter(anna, index=1_000)
    result = village.read_meter(anna, meter, (DAYS[0], DAYS[1]), (1_000, 6_000))
    assert (result.outcome, result.postings) == ("applied", ())
    village.settle_next()
    assert (village.balance(anna), village.savings(anna)) == (0, 5_000)
    assert get_balance(village.state, ISSUE, "kwh") == -5_000
    row = village.state.get(METERS, meter)
    assert row is not None
    assert (row.last_to_ms, row.last_index_wh, row.minted_wh) == (DAYS[1], 6_000, 5_000)
    village.check_money()


def test_a_day_without_sun_counts_and_mints_nothing() -> None:
    village = small()
    anna = village.people["anna"]
    meter = village.add_meter(anna)
    result = village.read_meter(anna, meter, (DAYS[0], DAYS[1]), (0, 0))
    assert (result.outcome, result.postings) == ("applied", ())
    assert village.read_meter(anna, meter, (DAYS[0], DAYS[1]), (0, 0)).outcome == Reason.ALREADY_COUNTED


def test_the_same_interval_twice_mints_once() -> None:
    village = small()
    anna = village.people["anna"]
    meter = village.add_meter(anna)
    village.read_meter(anna, meter, (DAYS[0], DAYS[10]), (0, 100_000))
    for span in ((DAYS[0], DAYS[10]), (DAYS[0], DAYS[1]), (DAYS[9], DAYS[10])):
        again = village.read_meter(anna, meter, span, (0, 100_000))
        assert again.outcome == Reason.ALREADY_COUNTED
    assert village.read_meter(anna, meter, (DAYS[9], DAYS[11]), (90_000, 110_000)).outcome == Reason.OVERLAP
    village.settle_next()
    assert village.savings(anna) == 100_000
    village.check_money()


def test_forty_megawatt_hours_of_a_year_mint_exactly_that_however_often_imported() -> None:
    village = small()
    anna = village.people["anna"]
    meter = village.add_meter(anna)
    spans = list(pairwise([*range(0, 365, 28), 365]))
    # As the sun gives: in proportion to the best days of each span, an odd remainder at the end.
    best = [compute_best_minutes(TABLE, CLEAR_SKY, 30, 180, DAYS[first:last]) for first, last in spans]
    energies = [40_000_000 * minutes // sum(best) for minutes in best]
    energies[-1] += 40_000_000 - sum(energies)
    for attempt in range(2):
        index = 0
        for (first, last), energy_wh in zip(spans, energies, strict=True):
            result = village.read_meter(anna, meter, (DAYS[first], DAYS[last]), (index, index + energy_wh))
            assert result.outcome == ("applied" if attempt == 0 else Reason.ALREADY_COUNTED)
            index += energy_wh
        if attempt == 0:
            village.settle_next()
    assert not [row for _, row in village.state.items(SETTLEMENTS) if not row.is_done]
    assert village.savings(anna) == 40_000_000
    assert get_balance(village.state, ISSUE, "kwh") == -40_000_000


@pytest.mark.parametrize(
    ("span", "reason"),
    [
        ((DAYS[0], DAYS[0] + HOUR_MS), Reason.BOUNDS),
        ((DAYS[0] + HOUR_MS, DAYS[1]), Reason.BOUNDS),
        ((DAYS[0], DAYS[32]), Reason.BOUNDS),
        ((DAYS[1], DAYS[0]), Reason.BOUNDS),
        ((DAYS[0], DAYS[0]), Reason.BOUNDS),
        ((DAYS[379], DAYS[379] + DAY_MS), Reason.TOO_EARLY),
    ],
)
def test_a_reading_of_other_than_past_days_is_void(span: tuple[int, int], reason: Reason) -> None:
    village = small()
    anna = village.people["anna"]
    meter = village.add_meter(anna)
    assert village.read_meter(anna, meter, span, (0, 10)).outcome == reason
    assert village.balance(anna) == 0
    # The meter goes on.
    assert village.read_meter(anna, meter, (DAYS[0], DAYS[1]), (0, 10)).outcome == "applied"


def test_a_day_of_23_or_25_hours_is_a_day() -> None:
    lengths = [last - first for first, last in pairwise(DAYS)]
    for hours in (23, 25):
        position = lengths.index(hours * HOUR_MS)
        village = small()
        anna = village.people["anna"]
        meter = village.add_meter(anna, **{"from": DAYS[position]})
        span = (DAYS[position], DAYS[position + 1])
        assert village.read_meter(anna, meter, span, (0, 9_000)).outcome == "applied"


def test_only_the_owner_reads_and_only_a_certified_meter() -> None:
    village = small()
    anna = village.people["anna"]
    event = village.sign(anna, "meter.register", meter_body(anna))
    village.seal(event, expect="applied")
    waiting = village.read_meter(anna, event.id, (DAYS[0], DAYS[1]), (0, 10))
    assert waiting.outcome == Reason.WRONG_STATE
    village.do(village.founder, "meter.certify", meter=event.id)
    assert village.read_meter(village.founder, event.id, (DAYS[0], DAYS[1]), (0, 10)).outcome == (
        Reason.NOT_ALLOWED
    )
    assert village.read_meter(anna, village.commune, (DAYS[0], DAYS[1]), (0, 10)).outcome == Reason.NO_SUCH


def test_use_enters_the_register_of_those_alone_who_opted_in() -> None:
    village = small()
    anna = village.people["anna"]
    meter = village.add_meter(anna, side="consumption", watts_peak=9_000)
    assert village.read_meter(anna, meter, (DAYS[0], DAYS[1]), (0, 10)).outcome == Reason.NOT_ALLOWED
    village.do(anna, "consent", topic="local-sale", agree=True)
    # More than any roof gives in January, and days left out: use mints nothing and need not be told whole.
    assert village.read_meter(anna, meter, (DAYS[3], DAYS[4]), (100, 50_100)).outcome == "applied"
    assert village.read_meter(anna, meter, (DAYS[3], DAYS[4]), (100, 50_100)).outcome == (
        Reason.ALREADY_COUNTED
    )
    assert village.read_meter(anna, meter, (DAYS[2], DAYS[5]), (100, 50_100)).outcome == Reason.OVERLAP
    assert village.state.size(PRODUCED_DAYS) == 0
    village.do(anna, "consent", topic="local-sale", agree=False)
    assert village.read_meter(anna, meter, (DAYS[4], DAYS[5]), (50_100, 50_200)).outcome == (
        Reason.NOT_ALLOWED
    )


def test_use_over_the_power_subscribed_or_going_back_quarantines() -> None:
    for index, why in (((0, 9_000 * 24 * 115 // 100 + 1), "over power"), ((10, 9), "index back")):
        village = small()
        anna = village.people["anna"]
        meter = village.add_meter(anna, side="consumption", watts_peak=9_000)
        village.do(anna, "consent", topic="local-sale", agree=True)
        assert village.read_meter(anna, meter, (DAYS[0], DAYS[1]), index).outcome == "applied:quarantined"
        row = village.state.get(METERS, meter)
        assert row is not None
        assert row.quarantine == why


def test_a_reading_needs_its_device_over_exactly_these_figures() -> None:
    village = small()
    anna = village.people["anna"]
    meter = village.add_meter(anna)
    honest = village.sign_reading(anna, meter, (DAYS[0], DAYS[1]), (0, 10))
    village.seal(honest, expect="applied")
    body = {**honest.body, "from": DAYS[1], "to": DAYS[2], "index_from": 10, "index_to": 20}
    assert village.do(anna, "meter.reading", **body).outcome == Reason.BAD_PROOF


@pytest.mark.parametrize(
    ("span", "index", "why"),
    [
        ((DAYS[1], DAYS[2]), (0, 10), "gap"),
        ((DAYS[0], DAYS[1]), (1, 10), "index jump"),
        ((DAYS[0], DAYS[1]), (0, 30_000 * 24 * 115 // 100 + 1), "over power"),
        # January, tilt 30 facing south: 200 full-load minutes at most, and 5 %.
        ((DAYS[0], DAYS[1]), (0, 30_000 * 200 * 105 // 6_000 + 1), "over clear sky"),
    ],
)
def test_what_cannot_be_quarantines(span: tuple[int, int], index: tuple[int, int], why: str) -> None:
    village = small()
    anna = village.people["anna"]
    meter = village.add_meter(anna)
    result = village.read_meter(anna, meter, span, index)
    row = village.state.get(METERS, meter)
    assert row is not None
    assert (result.outcome, result.postings) == ("applied:quarantined", ())
    assert (row.state, row.quarantine, row.last_to_ms, row.last_index_wh) == ("quarantined", why, DAYS[0], 0)
    assert village.read_meter(anna, meter, (DAYS[0], DAYS[1]), (0, 10)).outcome == Reason.METER_WAITS
    assert village.balance(anna) == 0


def test_an_index_going_back_quarantines() -> None:
    village = small()
    anna = village.people["anna"]
    meter = village.add_meter(anna, index=500)
    village.read_meter(anna, meter, (DAYS[0], DAYS[1]), (500, 400))
    row = village.state.get(METERS, meter)
    assert row is not None
    assert row.quarantine == "index back"


def test_the_bounds_are_parameters() -> None:
    most = 30_000 * 200 * 105 // 6_000
    village = Village.found(parameters={"meter.day-percent": 50})
    meter = village.add_meter(village.founder)
    assert village.read_meter(village.founder, meter, (DAYS[0], DAYS[1]), (0, most)).outcome == (
        "applied:quarantined"
    )
    village = Village.found()
    meter = village.add_meter(village.founder)
    assert village.read_meter(village.founder, meter, (DAYS[0], DAYS[1]), (0, most)).outcome == "applied"


# --- recent days


def test_days_of_a_long_reading_are_equal_shares_that_sum_to_it() -> None:
    village = small()
    anna = village.people["anna"]
    meter = village.add_meter(anna)
    village.read_meter(anna, meter, (DAYS[0], DAYS[3]), (0, 10_001))
    village.read_meter(anna, meter, (DAYS[3], DAYS[4]), (10_001, 10_008))
    rows = [village.state.get(PRODUCED_DAYS, (meter, day)) for day in DAYS[:5]]
    assert [(row.energy_wh, row.span_days) if row else None for row in rows] == [
        (3_333, 3), (3_333, 3), (3_335, 3), (7, 1), None,
    ]  # fmt: skip


def test_only_recent_days_are_kept() -> None:
    village = small()
    anna = village.people["anna"]
    meter = village.add_meter(anna)
    for start in range(0, 120, 5):
        village.read_meter(anna, meter, (DAYS[start], DAYS[start + 5]), (start, start + 5))
    kept = sorted(day for _, day in village.state.keys(PRODUCED_DAYS))
    assert kept == list(DAYS[120 - DAYS_KEPT : 120])
    # A repair that jumps ahead forgets them too.
    village.read_meter(anna, meter, (DAYS[119], DAYS[121]), (0, 0))
    village.read_meter(anna, meter, (DAYS[130], DAYS[131]), (0, 0))
    village.do(village.founder, "meter.repair", meter=meter, at=DAYS[300], index=0)
    village.do(anna, "meter.repair", meter=meter, at=DAYS[300], index=0)
    assert village.state.size(PRODUCED_DAYS) == 0


# --- repair


def quarantined(village: Village, name: str = "anna") -> bytes:
    owner = village.people[name]
    certifier = village.people.get("tess", village.founder)
    meter = village.add_meter(owner, certifier)
    village.read_meter(owner, meter, (DAYS[0], DAYS[1]), (0, 1_000))
    assert (
        village.read_meter(owner, meter, (DAYS[2], DAYS[3]), (2_000, 3_000)).outcome == "applied:quarantined"
    )
    return meter


@pytest.mark.parametrize("first", ["anna", "tess"])
def test_a_repair_needs_owner_and_technician_to_say_the_same(first: str) -> None:
    village = with_technician()
    anna, tess = village.people["anna"], village.people["tess"]
    meter = quarantined(village)
    one, other = (anna, tess) if first == "anna" else (tess, anna)
    body = {"meter": meter, "at": DAYS[2], "index": 2_000}
    assert village.do(one, "meter.repair", **body).outcome == "applied:waits"
    assert village.do(one, "meter.repair", **body).outcome == "applied:waits"
    assert village.read_meter(anna, meter, (DAYS[2], DAYS[3]), (2_000, 3_000)).outcome == Reason.METER_WAITS
    assert village.do(other, "meter.repair", **{**body, "index": 2_001}).outcome == "applied:waits"
    assert village.do(one, "meter.repair", **body).outcome == "applied:waits"
    assert village.do(other, "meter.repair", **body).outcome == "applied"
    assert village.read_meter(anna, meter, (DAYS[2], DAYS[3]), (2_000, 3_000)).outcome == "applied"
    # The gap mints nothing.
    village.settle_next()
    assert village.savings(anna) == 2_000


def test_two_technicians_do_not_repair_without_the_owner() -> None:
    village = with_technician()
    village.join("rose", village.founder)
    meter = quarantined(village)
    village.do(village.people["tess"], "meter.repair", meter=meter, at=DAYS[2], index=5)
    stranger = village.do(village.people["rose"], "meter.repair", meter=meter, at=DAYS[2], index=5)
    assert stranger.outcome == Reason.NOT_ALLOWED
    small_village = Village.found()
    small_village.join("anna")
    small_village.join("tess", roles=("technician",))
    meter = quarantined(small_village)
    body = {"meter": meter, "at": DAYS[2], "index": 5}
    assert small_village.do(small_village.people["tess"], "meter.repair", **body).outcome == "applied:waits"
    assert small_village.do(small_village.founder, "meter.repair", **body).outcome == "applied:waits"
    assert small_village.do(small_village.people["anna"], "meter.repair", **body).outcome == "applied"


def test_the_founder_of_a_small_commune_repairs_its_own_meter_alone() -> None:
    village = small()
    meter = quarantined(village, "mairie")
    assert village.do(village.founder, "meter.repair", meter=meter, at=DAYS[2], index=9).outcome == "applied"


def test_repairs_that_are_void() -> None:
    village = small()
    anna = village.people["anna"]
    meter = quarantined(village)
    repairs = [
        (village.commune, DAYS[2], Reason.NO_SUCH),
        (meter, DAYS[0], Reason.BOUNDS),
        (meter, DAYS[2] + HOUR_MS, Reason.BOUNDS),
        (meter, DAYS[379] + DAY_MS, Reason.TOO_EARLY),
    ]
    for subject, at, reason in repairs:
        assert village.do(anna, "meter.repair", meter=subject, at=at, index=0).outcome == reason
    active = village.add_meter(anna, device=public_key(seed_of("second")))
    assert village.do(anna, "meter.repair", meter=active, at=DAYS[2], index=0).outcome == Reason.WRONG_STATE
    assert village.do(anna, "meter.repair", meter=meter, at=DAYS[2], index=-1).outcome == Reason.MALFORMED
