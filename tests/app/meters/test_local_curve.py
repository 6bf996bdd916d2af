# SPDX-License-Identifier: AGPL-3.0-or-later
"""The curve's file on this computer: the owner's alone, idempotent, a better figure never lost."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.meters import DayTotal, Kind, StepWh
from app.meters.local_curve import LocalCurve, LocalCurveError
from app.views import DayQuality, Phase

DAY = 86_400_000
OFFSETS = ((0, 0),)
METER, OTHER = b"m" * 32, b"o" * 32


def total(day: int, energy: int, quality: DayQuality = DayQuality.MEASURED) -> DayTotal:
    return DayTotal(day_ms=day * DAY, day_end_ms=(day + 1) * DAY, energy_wh=energy, quality=quality)


@pytest.fixture
def curve(tmp_path: Path) -> Iterator[LocalCurve]:
    store = LocalCurve(tmp_path / "curve.db")
    yield store
    store.close()


def test_the_file_is_the_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "curve.db"
    LocalCurve(path).close()
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    LocalCurve(path).close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_twice_is_once_and_survives_a_restart(tmp_path: Path) -> None:
    days = [total(1, 100), total(2, 0, DayQuality.GAP)]
    steps = [StepWh(start_ms=DAY, end_ms=DAY + 1_800_000, energy_wh=7)]
    curve = LocalCurve(tmp_path / "curve.db")
    assert curve.record_days(METER, days, Kind.INDEX) == 2
    assert curve.record_steps(METER, steps) == 1
    assert curve.record_days(METER, days, Kind.INDEX) == 0
    assert curve.record_steps(METER, steps) == 0
    curve.close()
    curve = LocalCurve(tmp_path / "curve.db")
    assert curve.days(METER, 0, 9 * DAY) == {DAY: (100, DayQuality.MEASURED), 2 * DAY: (0, DayQuality.GAP)}
    view = curve.curve(METER, DAY, OFFSETS)
    assert view is not None
    assert (view.day_ms, view.day_end_ms, view.steps) == (DAY, 2 * DAY, ((DAY, DAY + 1_800_000, 7),))
    assert curve.curve(METER, 2 * DAY, OFFSETS) is None
    assert curve.curve(OTHER, DAY, OFFSETS) is None


def test_a_better_figure_wins_whatever_the_order(tmp_path: Path) -> None:
    figures = [
        (total(1, 0, DayQuality.GAP), Kind.INDEX),
        (total(1, 40, DayQuality.PARTIAL), Kind.CURVE),
        (total(1, 99), Kind.CURVE),
        (total(1, 100), Kind.INDEX),
    ]
    for name, order in (("up", figures), ("down", figures[::-1])):
        curve = LocalCurve(tmp_path / name)
        for day, kind in order:
            curve.record_days(METER, [day], kind)
        assert curve.days(METER, 0, 2 * DAY) == {DAY: (100, DayQuality.MEASURED)}
        curve.close()


def test_days_are_summed_over_meters_and_holes_are_shown(curve: LocalCurve) -> None:
    curve.record_days(METER, [total(1, 100), total(2, 50), total(3, 5, DayQuality.PARTIAL)], Kind.INDEX)
    curve.record_days(OTHER, [total(1, 10)], Kind.INDEX)

    def phase_of(day_ms: int) -> Phase | None:
        return Phase.SEALED if day_ms == DAY else None

    one = curve.energy_days([METER], DAY // 2, 5 * DAY, OFFSETS, phase_of)
    assert [(view.day_ms // DAY, view.produced_wh, view.quality.value, view.phase) for view in one] == [
        (1, 100, "measured", Phase.SEALED),
        (2, 50, "measured", None),
        (3, 5, "partial", None),
        (4, 0, "gap", None),
    ]
    both = curve.energy_days([METER, OTHER], DAY, 4 * DAY, OFFSETS, phase_of)
    assert [(view.produced_wh, view.quality.value) for view in both] == [
        (110, "measured"),
        (50, "partial"),
        (5, "partial"),
    ]
    assert [view.quality for view in curve.energy_days([], DAY, 2 * DAY, OFFSETS, phase_of)] == [
        DayQuality.GAP
    ]


def test_forget(curve: LocalCurve) -> None:
    for meter in (METER, OTHER):
        curve.record_days(meter, [total(1, 100)], Kind.INDEX)
        curve.record_steps(meter, [StepWh(start_ms=DAY, end_ms=DAY + 1, energy_wh=7)])
    curve.forget(METER)
    assert curve.days(METER, 0, 9 * DAY) == {}
    assert curve.curve(METER, DAY, OFFSETS) is None
    assert curve.curve(OTHER, DAY, OFFSETS) is not None


def test_all_or_nothing(curve: LocalCurve) -> None:
    with pytest.raises(LocalCurveError) as caught:
        curve.record_days(METER, [total(1, 100), total(2, None)], Kind.INDEX)  # pyright: ignore[reportArgumentType]
    assert caught.value.code == "corrupt"
    assert curve.days(METER, 0, 9 * DAY) == {}
    assert curve.record_days(METER, [total(1, 100)], Kind.INDEX) == 1


def test_from_several_threads(curve: LocalCurve) -> None:
    threads = [
        threading.Thread(target=curve.record_days, args=(METER, [total(day, day)], Kind.INDEX))
        for day in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(curve.days(METER, 0, 9 * DAY)) == 8


def test_files_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(LocalCurveError) as caught:
        LocalCurve(tmp_path / "absent" / "curve.db")
    assert caught.value.code == "unwritable"
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"not a database" * 100)
    with pytest.raises(LocalCurveError) as caught:
        LocalCurve(broken)
    assert caught.value.code == "corrupt"
    path = tmp_path / "damaged.db"
    curve = LocalCurve(path)
    other = sqlite3.connect(path)
    other.execute("DROP TABLE days")
    other.close()
    with pytest.raises(LocalCurveError):
        curve.days(METER, 0, DAY)
    curve.close()
