# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which of an owner's meters mints on which day."""

from __future__ import annotations

import pytest

from ledger.errors import Refused
from ledger.rulebook.meter_rows import get_meter, get_owned, is_register
from ledger.units import DAY_MS, EventId
from tests.helpers.energy import Street


def registers(street: Street, name: str, day_ms: int) -> set[str]:
    return {
        row.side
        for _, row in get_owned(street.village.state, street[name].account)
        if is_register(street.village.state, row, day_ms)
    }


def test_production_mints_until_an_injection_meter_speaks_for_the_day() -> None:
    street = Street.of("anna")
    day = street.day_ms
    assert registers(street, "anna", day) == {"production"}
    street.produce("anna", 1_000)
    street.add_meter("anna", "injection")
    assert registers(street, "anna", day) == {"production"}
    assert registers(street, "anna", day + DAY_MS) == {"injection"}


def test_an_injection_meter_that_waits_for_its_certificate_changes_nothing() -> None:
    street = Street.of("anna")
    village, anna = street.village, street["anna"]
    body = {"side": "injection", "watts_peak": 30_000, "tilt": 30, "azimuth": 180, "from": street.day_ms}
    village.do(anna, "meter.register", **body, index=0, device=bytes(31) + b"\1", source="file")
    assert len(get_owned(village.state, anna.account)) == 3
    assert "production" in registers(street, "anna", street.day_ms)


def test_owned_meters_stand_in_the_order_of_their_registration() -> None:
    street = Street.of("anna", injection=("anna",))
    owned = [row.side for _, row in get_owned(street.village.state, street["anna"].account)]
    assert owned == ["consumption", "production", "injection"]
    assert get_owned(street.village.state, street.village.founder.account) == ()


def test_a_meter_of_nobody() -> None:
    with pytest.raises(Refused):
        get_meter(Street.of().village.state, EventId(bytes(32)))
