# SPDX-License-Identifier: AGPL-3.0-or-later
"""The charter's offsets against the zone they were made from."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.offsets import make_offsets
from ledger import calendar

SINCE = datetime(2026, 11, 22, tzinfo=UTC)
OFFSETS = make_offsets(round(SINCE.timestamp()) * 1000)


@given(st.datetimes(datetime(2023, 1, 1), datetime(2052, 12, 31), timezones=st.just(UTC)))
def test_every_instant_of_thirty_years(instant: datetime) -> None:
    offset = instant.astimezone(ZoneInfo("Europe/Paris")).utcoffset()
    assert offset is not None
    assert (
        calendar.get_offset_minutes(OFFSETS, int(instant.timestamp() * 1000)) == offset.total_seconds() / 60
    )


def test_fits_an_event_and_reaches_25_years() -> None:
    assert len(OFFSETS) <= 64
    assert OFFSETS[-1][0] >= datetime(2051, 11, 22, tzinfo=UTC).timestamp() * 1000
    assert calendar.parse_offsets(OFFSETS) == OFFSETS


def test_the_changes_of_2026_are_at_one_o_clock_utc() -> None:
    changes = [datetime.fromtimestamp(at / 1000, UTC) for at, _ in OFFSETS]
    assert datetime(2026, 3, 29, 1, tzinfo=UTC) in changes
    assert datetime(2026, 10, 25, 1, tzinfo=UTC) in changes


def test_overseas_has_one_entry() -> None:
    assert [minutes for _, minutes in make_offsets(0, "Indian/Reunion")] == [240]


@pytest.mark.parametrize(
    ("since", "zone"), [(0, "Europe/Saint-Aubin"), (0, "../etc/passwd"), (10**20, "Europe/Paris")]
)
def test_refuses(since: int, zone: str) -> None:
    with pytest.raises(ValueError):
        make_offsets(since, zone)
