# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the rows of a file to series in ascending time: clocks resolved, duplicates dropped, clashes refused.

It reads no text: `enedis.py` does. Its law: each row becomes one instant or the file is refused; two rows
that say the same are one, two that differ are an error, and the order of the lines decides nothing but which
of two equal wall times in the repeated hour of October came first.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.meters import MICROWATT_MINUTES_PER_WH, Blame, IndexPoint, Kind, MeterFileError, Series, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PARIS = ZoneInfo("Europe/Paris")
"""Enedis writes local times of mainland France, wherever the commune's own table stands."""
MINUTE_MS = 60_000
MICRO = 1_000_000

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class Row:
    """One line of a table, its text read, its time not yet an instant."""

    line: int
    wall: datetime
    """With its offset when the file wrote one, else a local time."""
    micro: int | None
    """Millionths of a watt (a step's mean power) or of a Wh; None for a hole."""
    step: int = 0
    """Minutes; 0 for an index."""
    is_power: bool = False


@dataclass(slots=True)
class Block:
    """What a file announces of one series, and its rows."""

    point: str
    direction: str
    kind: Kind
    unit: str
    step: int
    estimated: int = 0
    rows: list[Row] = field(default_factory=list[Row])


def build_series(blocks: Iterable[Block]) -> tuple[Series, ...]:
    """One series for each (point, direction, kind); blocks of the same one are joined.

    Raises:
        MeterFileError: `empty`, `contradiction`, `overlap`, `no-such-time`, `bad-time`.
    """
    joined: dict[tuple[str, str, Kind], Block] = {}
    for block in blocks:
        first = joined.setdefault((block.point, block.direction, block.kind), block)
        if first is not block:
            first.rows.extend(block.rows)
            first.estimated += block.estimated
    series = tuple(_build_one(block) for block in joined.values() if block.rows)
    if not any(one.points or one.steps for one in series):
        raise MeterFileError("empty", blame=Blame.CHOICE)
    return series


def _build_one(block: Block) -> Series:
    timed = _resolve_times(block.rows)
    timed.sort(key=lambda pair: (pair[0], pair[1].micro is None))
    kept = _drop_duplicates(timed)
    holes = sum(row.micro is None for _, row in kept)
    first = min(at - row.step * MINUTE_MS for at, row in kept)
    if block.kind is Kind.INDEX:
        points = tuple(
            IndexPoint(at_ms=at, index_wh=row.micro // MICRO, line=row.line)
            for at, row in kept
            if row.micro is not None
        )
        steps: tuple[Step, ...] = ()
    else:
        points = ()
        steps = _build_steps(kept)
    return Series(
        point=block.point,
        direction=block.direction,
        kind=block.kind,
        points=points,
        steps=steps,
        first_ms=first,
        last_ms=kept[-1][0],
        holes=holes,
        estimated=block.estimated,
    )


def _build_steps(kept: Sequence[tuple[int, Row]]) -> tuple[Step, ...]:
    """A stamp is the *end* of its step: the first line of a day is 00:30."""
    steps: list[Step] = []
    for end_ms, row in kept:
        if row.micro is None:
            continue
        minutes = row.step if row.is_power else MICROWATT_MINUTES_PER_WH // MICRO
        step = Step(
            start_ms=end_ms - row.step * MINUTE_MS,
            end_ms=end_ms,
            microwatt_minutes=row.micro * minutes,
            line=row.line,
        )
        if steps and step.start_ms < steps[-1].end_ms:
            # Two steps over the same minutes would count them twice.
            raise MeterFileError("overlap", row.line, other=steps[-1].line)
        steps.append(step)
    return tuple(steps)


def _drop_duplicates(timed: Sequence[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """One row an instant; a hole yields to a value (sorted after it), two values must agree."""
    kept: list[tuple[int, Row]] = []
    for at, row in timed:
        if not kept or kept[-1][0] != at:
            kept.append((at, row))
            continue
        before = kept[-1][1]
        if row.micro is None:
            continue
        if (before.micro, before.step, before.is_power) != (row.micro, row.step, row.is_power):
            raise MeterFileError("contradiction", row.line, other=before.line)
    return kept


def _resolve_times(rows: Sequence[Row]) -> list[tuple[int, Row]]:
    """Each row with its instant in ms; `rows` in the order of the file."""
    timed: list[tuple[int, Row]] = []
    repeated: dict[datetime, list[Row]] = {}
    for row in rows:
        if row.wall.tzinfo is not None:
            timed.append((_instant(row.wall), row))
            continue
        before, after = _offsets(row.wall)
        if before == after:
            timed.append((_instant(row.wall.replace(tzinfo=UTC)) - before // _MS, row))
        elif before > after:
            repeated.setdefault(row.wall, []).append(row)
        elif _offsets(row.wall - _MINUTE)[0] == _offsets(row.wall - _MINUTE)[1]:
            # 02:00 in March does not exist but is the same instant as 03:00: the end of the last winter step.
            timed.append((_instant(row.wall.replace(tzinfo=UTC)) - before // _MS, row))
        else:
            raise MeterFileError("no-such-time", row.line)
    if repeated:
        backwards = _is_descending(rows)
        for wall, sights in repeated.items():
            timed.extend(_resolve_repeated(wall, sights[::-1] if backwards else sights))
    return timed


def _resolve_repeated(wall: datetime, sights: Sequence[Row]) -> list[tuple[int, Row]]:
    """The hour that October has twice: the first sight of a text is summer time, the second winter time."""
    half = len(sights) // 2
    if len(sights) > 2:
        # A file pasted twice shows each text four times: the same two values, again.
        pairs = [(row.micro, row.step) for row in sights]
        if len(sights) % 2 or pairs != pairs[:2] * half:
            raise MeterFileError("contradiction", sights[2].line, other=sights[0].line)
    summer, winter = _offsets(wall)
    base = _instant(wall.replace(tzinfo=UTC))
    offsets = (summer // _MS, winter // _MS)
    return [(base - offsets[place % 2], row) for place, row in enumerate(sights[:2])]


def _is_descending(rows: Sequence[Row]) -> bool:
    """Whether the file counts down (newest first), judged by most of its lines."""
    walls = [row.wall.replace(tzinfo=None) for row in rows]
    down = sum(later < earlier for earlier, later in itertools.pairwise(walls))
    return 2 * down > len(walls) - 1


def _offsets(wall: datetime) -> tuple[timedelta, timedelta]:
    """UTC offset of a wall time at its first and at its second sight (PEP 495)."""
    first = wall.replace(tzinfo=PARIS).utcoffset()
    # Since 1996 the clocks change at 01:00 UTC: what comes twice or never starts with 02.
    second = wall.replace(tzinfo=PARIS, fold=1).utcoffset() if wall.hour == 2 else first
    assert first is not None
    assert second is not None
    return first, second


def _instant(stamp: datetime) -> int:
    return (stamp - _EPOCH) // _MS
