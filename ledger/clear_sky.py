# SPDX-License-Identifier: AGPL-3.0-or-later
"""The best day a roof can have, month by month: the ceiling a meter reading is held to.

It is not a forecast and not a solar model: a table of integers that the charter carries, made once by
`scripts/make_clear_sky_tables.py` (its assumptions are written there and in docs/adr/0008). Between two
classes of tilt or azimuth the larger figure counts: no honest roof is refused for standing between them.

Its law: a full-load minute is one minute at the installed power (Wc); only integers, the same on every node.

    clear_sky = {"tilts": [deg ...], "azimuths": [deg ...], "minutes": [[12 months] ...]}
    minutes[t * len(azimuths) + a] belongs to tilts[t] and azimuths[a]; 0 is north, 90 east, 180 south.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, TypedDict, cast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CLASSES_MAX = 64
"""An array of an event holds at most 64 entries: tilts x azimuths must stay within."""
MINUTES_MAX = 1440
"""No roof runs at full load for longer than the day lasts."""
TILT_MAX = 90
AZIMUTHS = 360


class ClearSky(TypedDict):
    """The charter's `clear_sky`, of a shape `check_clear_sky` accepted."""

    tilts: Sequence[int]
    azimuths: Sequence[int]
    minutes: Sequence[Sequence[int]]


def check_clear_sky(value: object) -> ClearSky:
    """The charter's `clear_sky`, checked.

    Raises:
        ValueError: wrong shape, classes not ascending from tilt 0 to 90, azimuths outside 0..359, a row that
            is not twelve integers of 0..1440.
    """
    table: Mapping[str, object] = cast("Mapping[str, object]", value) if isinstance(value, dict) else {}
    if set(table) != {"tilts", "azimuths", "minutes"}:
        raise ValueError("clear_sky must hold tilts, azimuths and minutes")
    tilts = _check_integers(table["tilts"], TILT_MAX)
    azimuths = _check_integers(table["azimuths"], AZIMUTHS - 1)
    for name, classes in (("tilts", tilts), ("azimuths", azimuths)):
        if not classes or any(b <= a for a, b in itertools.pairwise(classes)):
            raise ValueError(f"{name} must ascend and not be empty")
    if tilts[0] != 0 or tilts[-1] != TILT_MAX:
        raise ValueError("tilts must reach from 0 to 90 degrees")
    rows = table["minutes"]
    if not isinstance(rows, (list, tuple)):
        raise ValueError("minutes must be an array of rows")
    minutes = tuple(_check_integers(row, MINUTES_MAX) for row in cast("Sequence[object]", rows))
    if len(minutes) != len(tilts) * len(azimuths) or len(minutes) > CLASSES_MAX:
        raise ValueError("minutes must hold one row for each tilt and azimuth, 64 at most")
    if any(len(row) != 12 for row in minutes):
        raise ValueError("a row of minutes must hold twelve months")
    return ClearSky(tilts=tilts, azimuths=azimuths, minutes=minutes)


def best_day_minutes(clear_sky: ClearSky, tilt: int, azimuth: int, month: int) -> int:
    """Full-load minutes of the best clear day of `month` for this roof, never too few.

    Args:
        clear_sky: the charter's table.
        tilt: degrees from the horizontal, 0 to 90.
        azimuth: degrees from north, clockwise, 0 to 359.
        month: 1 to 12.

    Returns:
        The largest figure of the classes around (tilt, azimuth): one when both are classes, two or four else.
    """
    if not (0 <= tilt <= TILT_MAX and 0 <= azimuth < AZIMUTHS and 1 <= month <= 12):
        raise ValueError("tilt, azimuth or month out of range")
    width = len(clear_sky["azimuths"])
    return max(
        clear_sky["minutes"][t * width + a][month - 1]
        for t in _neighbours(clear_sky["tilts"], tilt)
        for a in _neighbours_around(clear_sky["azimuths"], azimuth)
    )


def merge_clear_sky(first: ClearSky, second: ClearSky) -> ClearSky:
    """The larger figure of two tables with the same classes (a place between two latitudes)."""
    for classes in ("tilts", "azimuths"):
        if tuple(first[classes]) != tuple(second[classes]):
            raise ValueError("tables of different classes")
    return ClearSky(
        tilts=tuple(first["tilts"]),
        azimuths=tuple(first["azimuths"]),
        minutes=tuple(
            tuple(max(a, b) for a, b in zip(row, other, strict=True))
            for row, other in zip(first["minutes"], second["minutes"], strict=True)
        ),
    )


def _neighbours(classes: Sequence[int], value: int) -> tuple[int, ...]:
    """Positions of the class equal to `value`, or of the two that enclose it."""
    above = next(i for i, known in enumerate(classes) if known >= value)
    return (above,) if classes[above] == value else (above - 1, above)


def _neighbours_around(classes: Sequence[int], value: int) -> tuple[int, ...]:
    """The same on a circle: past the last class comes the first."""
    above = next((i for i, known in enumerate(classes) if known >= value), 0)
    return (above,) if classes[above] == value else ((above - 1) % len(classes), above)


def _check_integers(value: object, highest: int) -> tuple[int, ...]:
    if not isinstance(value, (list, tuple)):
        raise ValueError("an array of integers is expected")
    cells = cast("Sequence[object]", value)
    if len(cells) > CLASSES_MAX:
        raise ValueError("an array holds 64 entries at most")
    checked: list[int] = []
    for cell in cells:
        if type(cell) is not int or not 0 <= cell <= highest:
            raise ValueError("an integer of the table is out of range")
        checked.append(cell)
    return tuple(checked)
