# SPDX-License-Identifier: AGPL-3.0-or-later
"""A peak says of how long it is: Matin counts by hours, Énergie by half hours, of the same day."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from app.views import DayQuality
from app.views_period import EnergyStepView
from tests.helpers.windows import plain_spaces
from ui.pages.energy_words import peak_words
from ui.pages.morning_energy import peak_title

HOUR_MS = 3_600_000
NOON_MS = 1_779_600_000_000


def step(length_ms: int) -> EnergyStepView:
    return EnergyStepView(
        start_ms=NOON_MS, end_ms=NOON_MS + length_ms, quality=DayQuality.MEASURED, is_outside=False,
        produced_wh=10_700, clear_wh=12_000, taken_wh=-1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("length_ms", "by_hours", "said"),
    [
        (HOUR_MS // 2, True, "10,7 kWh en une demi-heure"),
        (HOUR_MS, True, "10,7 kWh en une heure"),
        (HOUR_MS // 4, True, "10,7 kWh en 15 min"),
        (24 * HOUR_MS, False, "10,7 kWh."),
    ],
)
def test_the_peak_of_a_day_says_of_how_long(french, length_ms, by_hours, said):
    told = plain_spaces(peak_words(SimpleNamespace(by_hours=by_hours), step(length_ms)))
    assert said in told


def test_matin_says_that_it_counts_by_hours(french):
    assert plain_spaces(peak_title(NOON_MS)).startswith("Pic en une heure, à ")
