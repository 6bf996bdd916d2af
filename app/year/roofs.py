# SPDX-License-Identifier: AGPL-3.0-or-later
"""What each roof of the example commune makes and each household uses, day by day, and their signed readings.

One weather for the whole village, holidays when houses are empty, an inverter that is dead for a week. The
last day is told: it is the one the morning page shows. Not here: what becomes of it (the settlement).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final

from app.year.cast import ROOFS, USES, RoofOf, UseOf
from app.year.commune import LATITUDE, LONGITUDE, Commune, Person, at
from app.year.sun import (
    CLEAREST,
    HALF_HOUR,
    OVERCAST,
    PARIS,
    Roof,
    consumption_wh,
    half_hours,
    power_kw,
    production_wh,
    weather,
)
from ledger.rulebook.meters import reading_proof_content
from ledger.signing import Domain, public_key, sign
from ledger.units import ZERO_ID, EventId

FIRST, END = date(2025, 5, 24), date(2026, 5, 24)
DAY: Final = timedelta(days=1)
FRANCOIS: Final = "francois"
DEAD_INVERTER: Final = (date(2025, 9, 8), date(2025, 9, 15))
"""Of François: the first day without, the first day with it again."""
LOST_INDICES: Final = (date(2026, 2, 11), date(2026, 2, 12))
"""Days at whose start François's meter could not be read."""
AUTOMATIC_FROM: Final = date(2026, 5, 1)
"""From here on every file comes by itself."""
YESTERDAY: Final = END - DAY
TOLD_WH: Final = (
    171_200, 158_400, 98_600, 142_900, 176_300, 171_500, 120_700, 88_400, 149_800, 168_900, 174_600, 163_100,
    171_000, 179_400, 186_800,
    151_000, 163_200, 122_400, 148_700, 171_900, 139_500, 155_300,
)  # fmt: skip
"""What François's roof made on the days of May before yesterday; 150 300 Wh on average in the last week."""
YESTERDAY_WH, YESTERDAY_OWN_WH = 168_400, 17_700
YESTERDAY_USE_WH: Final = {
    "marie": 30_700,
    "karim": 24_600,
    "ecole": 22_000,
    "denise": 15_000,
    "marc": 24_000,
}
HOUSEHOLD_KWH: Final = 14_500
WATTS_SUBSCRIBED: Final = 12_000
SCHOOL_HOLIDAYS: Final = (
    (date(2025, 7, 5), date(2025, 9, 1)), (date(2025, 10, 18), date(2025, 11, 3)),
    (date(2025, 12, 20), date(2026, 1, 5)), (date(2026, 2, 7), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 20)),
)  # fmt: skip
AWAY: Final = (
    (date(2025, 7, 12), date(2025, 7, 27)), (date(2025, 8, 2), date(2025, 8, 17)),
    (date(2025, 8, 9), date(2025, 8, 24)), (date(2025, 12, 23), date(2026, 1, 2)),
)  # fmt: skip
"""Households are drawn over these: their summer, one of the first three; some are away at Christmas too."""


@dataclass(slots=True, eq=False)
class Meter:
    """A meter, its days and where its index stands."""

    owner: str
    side: str
    watts_peak: int
    tilt: int
    azimuth: int
    first: date
    daily_wh: Mapping[date, int]
    index: int
    is_daily: bool = True
    id: EventId = ZERO_ID
    device_seed: bytes = field(default=b"", repr=False)
    read_to: date = FIRST
    start_index: int = 0


def days(first: date = FIRST, end: date = END) -> list[date]:
    return [first + DAY * number for number in range((end - first).days)]


def is_within(day: date, spans: Sequence[tuple[date, date]]) -> bool:
    return any(first <= day < end for first, end in spans)


class Energies:
    """A year of sun, clouds and households."""

    def __init__(self, seed: int, end: date = END) -> None:
        """Args: end: the day after the last one; only a whole year has its told days."""
        self._seed, self._end = seed, end
        self.sky = weather(FIRST, END, random.Random(f"sky {seed}"))
        self.francois = self._make_francois()
        self.own_use = self._use_at_home()

    def days(self) -> list[date]:
        return days(FIRST, self._end)

    def _random(self, what: str) -> random.Random:
        return random.Random(f"saint-aubin {self._seed} {what}")

    # --- François, half hour by half hour -----------------------------------------------------------------

    def _make_francois(self) -> list[tuple[datetime, int]]:
        """(end of the half hour, Wh); those of May are told."""
        roof = Roof(30, 32, 180, LATITUDE / 100, LONGITUDE / 100)
        told = dict(zip(days(YESTERDAY - DAY * len(TOLD_WH)), (*TOLD_WH, YESTERDAY_WH), strict=True))
        made = _by_day(production_wh(roof, FIRST, self._end, self._seed, self.sky))
        for day, wanted in told.items() if self._end == END else ():
            made[day] = _day_of(lambda ratio, day=day: _clouded(roof, day, ratio, self._seed), wanted)
        for day in set(days(*DEAD_INVERTER)) & set(made):
            made[day] = [(end, 0) for end, _ in made[day]]
        return [step for day in self.days() for step in made[day]]

    def _use_at_home(self) -> list[tuple[datetime, int]]:
        """What François's household used of its own roof, half hour by half hour."""
        used = _by_day(consumption_wh(HOUSEHOLD_KWH, FIRST, self._end, self._seed))
        made = _by_day(self.francois)

        def own(day: date, factor: float) -> list[tuple[datetime, int]]:
            pairs = zip(made[day], used[day], strict=True)
            return [(end, min(wh, round(use * factor))) for (end, wh), (_, use) in pairs]

        home = {day: own(day, 1.0) for day in self.days()}
        if YESTERDAY in home:
            home[YESTERDAY] = _day_of(lambda factor: own(YESTERDAY, factor), YESTERDAY_OWN_WH, 0.2, 3.0)
        return [step for day in self.days() for step in home[day]]

    # --- the others, day by day ---------------------------------------------------------------------------

    def produced(self, roof: RoofOf) -> dict[date, int]:
        """Wh of each day of a roof."""
        if roof.owner == FRANCOIS:
            return sum_by_day(self.francois)
        draw = self._random(f"roof {roof.owner}")
        shape = Roof(roof.kwp, roof.tilt, roof.azimuth, LATITUDE / 100, LONGITUDE / 100)
        own = sum_by_day(self.francois)
        made: dict[date, int] = {}
        for day in self.days():
            ratio = self.sky[day]
            if day >= YESTERDAY - DAY * len(TOLD_WH):
                # As bright as François's told days: the share of his clear day that he made.
                ratio = min(CLEAREST, max(OVERCAST, own[day] / _clear_wh(day) * draw.uniform(0.97, 1.02)))
            ratio = min(CLEAREST, ratio * draw.uniform(0.96, 1.02))
            start = datetime(day.year, day.month, day.day, tzinfo=PARIS).astimezone(UTC)
            hours = (start + timedelta(minutes=30 + 60 * hour) for hour in range(24))
            made[day] = round(1_000 * sum(power_kw(hour, shape, ratio) for hour in hours))
        return made

    def used(self, use: UseOf) -> dict[date, int]:
        """Wh of each day of a household."""
        draw = self._random(f"use {use.owner}")
        summer, christmas = draw.choice(AWAY[:3]), draw.random() < 0.4
        found: dict[date, int] = {}
        for day in self.days():
            season = 1 + use.winter * _winter(day)
            part = _part(use.rhythm, day, summer, christmas)
            found[day] = round(1_000 * use.kwh_day * season * part * draw.uniform(0.85, 1.15))
        if use.owner in YESTERDAY_USE_WH and self._end == END:
            found[YESTERDAY] = YESTERDAY_USE_WH[use.owner]
        return found


def _winter(day: date) -> float:
    """1 in the middle of January, −1 in the middle of July."""
    return 1 - 2 * abs((day.timetuple().tm_yday - 15 + 183) % 366 - 183) / 183


def _part(rhythm: str, day: date, summer: tuple[date, date], christmas: bool) -> float:
    """How much of a usual day, by the calendar."""
    is_weekend = day.weekday() >= 5
    if rhythm == "school":
        return 0.25 if is_weekend or is_within(day, SCHOOL_HOLIDAYS) else 1.0
    if rhythm == "shop":
        return 0.35 if day.weekday() == 6 or is_within(day, AWAY[1:2]) else 1.0
    if rhythm == "field":
        return 1.0
    is_away = is_within(day, (summer,)) or (christmas and is_within(day, AWAY[3:]))
    return 0.2 if is_away else 1.15 if is_weekend else 1.0


def _by_day(steps: Sequence[tuple[datetime, int]]) -> dict[date, list[tuple[datetime, int]]]:
    found: dict[date, list[tuple[datetime, int]]] = {}
    for end, wh in steps:
        found.setdefault((end - HALF_HOUR).astimezone(PARIS).date(), []).append((end, wh))
    return found


def sum_by_day(steps: Sequence[tuple[datetime, int]]) -> dict[date, int]:
    """Wh of each civil day."""
    return {day: sum(wh for _, wh in found) for day, found in _by_day(steps).items()}


def _clouded(roof: Roof, day: date, ratio: float, seed: int) -> list[tuple[datetime, int]]:
    """One day of a roof under a few clouds."""
    draw = random.Random(f"clouds {seed} {day}")
    found: list[tuple[datetime, int]] = []
    for start in half_hours(day, day + DAY):
        shade = ratio * (1 - 0.08 * draw.random() * (1 - ratio / CLEAREST) * 4)
        found.append((start + HALF_HOUR, round(500 * power_kw(start + HALF_HOUR / 2, roof, shade))))
    return found


def _clear_wh(day: date) -> int:
    roof = Roof(30, 32, 180, LATITUDE / 100, LONGITUDE / 100)
    return round(
        500 * sum(power_kw(start + HALF_HOUR / 2, roof, 1.0) for start in half_hours(day, day + DAY))
    )


def _day_of(
    make: Callable[[float], list[tuple[datetime, int]]],
    wanted_wh: int,
    low: float = OVERCAST,
    high: float = CLEAREST,
) -> list[tuple[datetime, int]]:
    """The day of a growing family that sums to so much, its highest half hour taking what is left over."""
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(wh for _, wh in make(middle)) < wanted_wh else (low, middle)
    steps = make(low)
    rest = wanted_wh - sum(wh for _, wh in steps)
    highest = max(range(len(steps)), key=lambda place: steps[place][1])
    end, wh = steps[highest]
    steps[highest] = (end, wh + rest)
    return steps


# --- meters -----------------------------------------------------------------------------------------------


def make_meters(energies: Energies, first: date = FIRST) -> list[Meter]:
    """All meters of the village, none declared yet."""
    draw = random.Random("indices")
    meters: list[Meter] = []
    for roof in ROOFS:
        begins = first + DAY * roof.day
        made = energies.produced(roof)
        sides = [("production", made)]
        if roof.owner == FRANCOIS:
            own = sum_by_day(energies.own_use)
            sides.append(("injection", {day: made[day] - own[day] for day in made}))
        for side, wh in sides:
            index = draw.randrange(200_000, 2_000_000)
            meters.append(
                Meter(
                    owner=roof.owner,
                    side=side,
                    watts_peak=roof.kwp * 1_000,
                    tilt=roof.tilt,
                    azimuth=roof.azimuth,
                    first=begins,
                    daily_wh=wh,
                    index=index,
                    is_daily=roof.is_daily,
                )
            )
    meters += [_make_use_meter(use, energies, first, draw) for use in USES]
    return meters


def _make_use_meter(use: UseOf, energies: Energies, first: date, draw: random.Random) -> Meter:
    return Meter(
        owner=use.owner,
        side="consumption",
        watts_peak=WATTS_SUBSCRIBED,
        tilt=0,
        azimuth=180,
        first=first + DAY * use.day,
        daily_wh=energies.used(use),
        index=draw.randrange(4_000_000, 30_000_000),
    )


def declare(commune: Commune, meter: Meter, number: int) -> None:
    """Its owner declares it from this day on."""
    owner = commune.people[meter.owner]
    meter.device_seed = commune.draw(f"meter {number} of {meter.owner}")
    meter.read_to, meter.start_index = meter.first, meter.index
    body = {
        "side": meter.side,
        "watts_peak": meter.watts_peak,
        "tilt": meter.tilt,
        "azimuth": meter.azimuth,
        "from": at(meter.first),
        "index": meter.index,
        "device": public_key(meter.device_seed),
        "source": "file",
    }
    meter.id = commune.act(owner, "meter.register", body)


def certify(commune: Commune, meter: Meter, technician: Person) -> None:
    commune.act(technician, "meter.certify", {"meter": meter.id})


def read(commune: Commune, meter: Meter, to: date) -> None:
    """One reading of all that was not read yet, up to the start of a day."""
    if meter.read_to >= to:
        return
    energy = sum(meter.daily_wh[day] for day in days(meter.read_to, to))
    from_ms, to_ms = at(meter.read_to), at(to)
    last, meter.index, meter.read_to = meter.index, meter.index + energy, to
    content = reading_proof_content(commune.replica.commune, meter.id, from_ms, to_ms, last, meter.index)
    body = {
        "meter": meter.id,
        "from": from_ms,
        "to": to_ms,
        "index_from": last,
        "index_to": meter.index,
        "proof": sign(meter.device_seed, Domain.READING, content),
    }
    commune.act(commune.people[meter.owner], "meter.reading", body)


def is_read_on(meter: Meter, day: date) -> bool:
    """Whether its file comes on the morning of this day."""
    if meter.owner == FRANCOIS and day in LOST_INDICES:
        return False
    return meter.is_daily or day >= AUTOMATIC_FROM or day.weekday() == 0
