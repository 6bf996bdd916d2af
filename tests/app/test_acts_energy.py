# SPDX-License-Identifier: AGPL-3.0-or-later
"""A directive as a person types it: people by name, kWh a month, days of the commune, French or English."""

from __future__ import annotations

import pytest

from app.acts_energy import parse_line
from app.energy_choices import FOREVER_MS
from app.errors import AppError
from ledger import calendar
from tests.app.test_resolve import Named
from tests.helpers.builders import OFFSETS

TABLE = tuple((at, minutes) for at, minutes in OFFSETS)


@pytest.fixture
def commune() -> Named:
    return Named(marc="Marc Petit", marie="Marie Lefèvre")


def day(year: int, month: int, number: int) -> int:
    return calendar.start_of_day_number(TABLE, calendar.day_number_of(year, month, number))


@pytest.mark.parametrize("typed", ["gift:Marc Petit:100:2026-11-01:2027-03-31", "don : marc petit : 100 kWh : 2026-11-1 : 2027-3-31"])  # fmt: skip # noqa: E501
def test_a_winter_gift_ends_with_its_last_day(commune: Named, typed: str) -> None:
    marc = commune.people["marc"].account
    assert parse_line(commune.reader(), typed, "fr") == (
        "gift", marc, 100_000, day(2026, 11, 1), day(2027, 4, 1),
    )  # fmt: skip


def test_other_lines(commune: Named) -> None:
    reader = commune.reader()
    marie = commune.people["marie"].account
    assert parse_line(reader, "don:Marie Lefèvre:1,5", "fr") == ("gift", marie, 1_500, 0, FOREVER_MS)
    for typed in ("buyer:marie lefevre", "acheteur:Marie Lefèvre"):
        assert parse_line(reader, typed, "fr") == ("buyer", marie, 0, 0, 0)
    for typed in ("neighbours", "voisins", "Voisins"):
        assert parse_line(reader, typed, "fr") == ("neighbours", b"", 0, 0, 0)
    for typed, rest in (
        ("rest:savings", "savings"), ("reste:épargne", "savings"), ("reste:courant", "current"),
        ("reste:commune", "fund"), ("rest:fund", "fund"),
    ):  # fmt: skip
        assert parse_line(reader, typed, "fr") == rest


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "directive-line"),
        ("sell:Marc Petit", "directive-line"),
        ("gift:Marc Petit", "directive-line"),
        ("gift:Marc Petit:5:2026-11-01", "directive-line"),
        ("neighbours:Marc Petit", "directive-line"),
        ("buyer", "directive-line"),
        ("buyer:Nobody", "unknown-member"),
        ("rest:casino", "bad-rest"),
        ("gift:Marc Petit:lots", "amount-malformed"),
        ("gift:Marc Petit:0", "amount-zero"),
        ("gift:Marc Petit:5:2026-02-30:2026-03-31", "bad-day"),
        ("gift:Marc Petit:5:2026-13-01:2026-03-31", "bad-day"),
        ("gift:Marc Petit:5:someday:2026-03-31", "bad-day"),
    ],
)
def test_what_is_no_line_is_refused_with_a_code(commune: Named, typed: str, code: str) -> None:
    with pytest.raises(AppError) as caught:
        parse_line(commune.reader(), typed, "fr")
    assert caught.value.code == code
