# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plays the year of the example commune, day after day, from the founding to the last morning's settlement.

05:30  files of the meters come in       06:00  the day before is settled, and all is sealed
day    who joins, what was put off, habits, market, council, what happens once       19:30  sealed
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from app.year.cast import RESIDENTS
from app.year.commune import Commune, at
from app.year.council import Council
from app.year.habits import live as live_by_habit
from app.year.market import Market
from app.year.roofs import DAY, END, FIRST, Energies, days, is_read_on, make_meters, read
from app.year.story import Story
from app.year.village import Village

SEED: Final = 2026
"""Of the village that a demonstration shows."""
WHOLE_YEAR: Final = (END - FIRST).days


def play(
    seed: int = SEED,
    *,
    days_played: int = WHOLE_YEAR,
    tell: Callable[[int, int], None] = lambda _day, _days: None,
) -> tuple[Commune, Energies, Village]:
    """The village after so many days, on the morning that follows.

    Args:
        tell: told after each day how many are played, and of how many.
    """
    village = Village(seed)
    for resident in RESIDENTS:
        village.commune.add_person(resident.slug, resident.name)
    energies = Energies(seed, FIRST + DAY * days_played)
    village.meters = make_meters(energies)
    council, market = Council(village), Market(village)
    story = Story(village, council, market)
    calendar = [*days()[:days_played], (*days(), END)[days_played]]
    for day in calendar:
        village.day = day
        if day != FIRST:
            _begin_day(village)
        else:
            story.begin()
        if day == calendar[-1]:
            break
        story.welcome()
        for what in village.take_due():
            what()
        story.live()
        live_by_habit(village)
        market.live()
        council.live()
        village.commune.advance(at(day, 19, 30))
        village.commune.seal()
        tell(village.number + 1, days_played)
    return village.commune, energies, village


def _begin_day(village: Village) -> None:
    """The night's files, then the settlement of the day before."""
    commune, day = village.commune, village.day
    commune.advance(at(day, 5, 30))
    for meter in village.meters:
        if meter.device_seed and is_read_on(meter, day):
            read(commune, meter, day)
    commune.seal(at(day, 6, 0, 2))
    commune.advance(at(day, 8))
