# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a meter's file to readings: the values that the modules of this folder exchange.

    enedis.py        bytes of a file        -> MeterFile (or a MeterFileError that names the line)
    series.py        its rows               -> Series: instants resolved, duplicates dropped, clashes refused
    import_plan.py   one Series and a meter -> days to show and spans to sign
    local_curve.py   days and steps         -> the file on this computer that feeds the charts

Nothing here signs, mints or talks to a neighbour. Its law: energy is counted in integers, a hole is a hole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from app.views import DayQuality

MICROWATT_MINUTES_PER_WH = 60_000_000
"""Mean power x minutes stays a whole number in this unit, six decimals of a watt included."""


class Blame(Enum):
    """Who can do something about an error."""

    FILE = "file"
    """The file is damaged or says two things at once: download it again."""
    CHOICE = "choice"
    """A sound file, but not one that serves here: choose another."""


class MeterFileError(Exception):
    """A meter file was refused, whole: nothing was kept.

    Attributes:
        code: stable id, e.g. `contradiction`; the window and the command line have words for each.
        line: line number from 1, or 0 when the file as a whole is meant.
        blame: who can do something about it.
        params: what the words need: `line` and, for some codes, `other` (a second line) or `text`.
    """

    def __init__(self, code: str, line: int = 0, blame: Blame = Blame.FILE, **params: str | int) -> None:
        super().__init__(f"{code} at line {line}" if line else code)
        self.code = code
        self.line = line
        self.blame = blame
        self.params: dict[str, str | int] = {"line": line, **params}


class Kind(Enum):
    """What a series says of a meter."""

    INDEX = "index"
    """The cumulative index: what mints."""
    CURVE = "curve"
    """Mean powers or energies of short steps."""
    DAYS = "days"
    """Daily totals without index: for the screen of this computer only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPoint:
    """The counter of the meter at an instant."""

    at_ms: int
    index_wh: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The energy of one step of a load curve, exact."""

    start_ms: int
    end_ms: int
    microwatt_minutes: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DateTotal:
    """The total of a date, as the consumer's page gives it."""

    year: int
    month: int
    day: int
    energy_wh: int | None
    """None: the page had nothing for that date."""
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What one file says of one metering point in one direction, in ascending time, without duplicates."""

    point: str = field(repr=False)
    """The point's number (PRM): personal, never stored in the ledger, never logged."""
    direction: str
    """`production`, `consumption`, or empty when the file does not say."""
    kind: Kind
    points: tuple[IndexPoint, ...] = ()
    steps: tuple[Step, ...] = ()
    dates: tuple[DateTotal, ...] = ()
    first_ms: int = 0
    last_ms: int = 0
    """What the file covers, its holes included; 0 and 0 for dates."""
    holes: int = 0
    """Lines with a time and no value."""
    estimated: int = 0
    """Values the operator marks as estimated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeterFile:
    """A file that was understood from its first line to its last."""

    layout: str
    """`index`, `curve`, `flat` or `consumer`."""
    series: tuple[Series, ...]
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTotal:
    """The energy of one civil day of the commune."""

    day_ms: int
    day_end_ms: int
    energy_wh: int
    """0 when the day is a gap; what is known of it when partial."""
    quality: DayQuality


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWh:
    """A step in whole Wh, such that the steps of a day sum to the day."""

    start_ms: int
    end_ms: int
    energy_wh: int
