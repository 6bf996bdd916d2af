# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demonstration files, and their way through the real import. Their model: tests/app/year/test_sun.py."""

from __future__ import annotations

import importlib.util
import sys
from datetime import date, datetime
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

from app.clear_sky_table import load_clear_sky
from app.meters import Kind
from app.meters.enedis import read_enedis_file
from app.meters.import_plan import Plan, choose_series, find_index, plan_import, round_steps, sum_days
from app.offsets import make_offsets
from app.views import DayQuality
from ledger.meter_bounds import Judgement, judge_reading

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_meter_files.py"
PARIS = ZoneInfo("Europe/Paris")


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_meter_files", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclass looks itself up there
    spec.loader.exec_module(module)
    return module


script = load_script()


def midnight(day: date) -> int:
    return round(datetime(day.year, day.month, day.day, tzinfo=PARIS).timestamp()) * 1000


@pytest.fixture(scope="module")
def francois(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | int]:
    folder = tmp_path_factory.mktemp("meters")
    return script.main(["--end", "2026-11-22", "--out", str(folder)])


END = date(2026, 11, 22)
OFFSETS = make_offsets(midnight(END))


def plan(path: str | int, to_ms: int, index_wh: int) -> Plan:
    series = choose_series(read_enedis_file(Path(str(path))), "production")
    now_ms = midnight(END) + 7 * 3_600_000
    return plan_import(series, last_to_ms=to_ms, last_index_wh=index_wh, offsets=OFFSETS, now_ms=now_ms)


@pytest.mark.slow
def test_a_year_of_about_40_mwh(francois: dict[str, str | int]) -> None:
    assert 38_000_000 <= int(francois["energy_wh"]) <= 42_000_000
    start = midnight(date(2025, 11, 22))
    result = plan(francois["index_file"], start, int(francois["index_from_wh"]))
    assert result.energy_wh == francois["energy_wh"]
    assert (result.days_new, result.days_missing, result.stopped) == (365, 0, "")
    assert result.spans[-1].to_ms == midnight(END)


def test_every_reading_is_within_the_ledgers_bounds(francois: dict[str, str | int]) -> None:
    start, index = midnight(date(2025, 11, 22)), int(francois["index_from_wh"])
    table = load_clear_sky(4575)
    for span in plan(francois["index_file"], start, index).spans:
        judgement = judge_reading(
            offsets=OFFSETS,
            clear_sky=table,
            watts_peak=30_000,
            tilt=32,
            azimuth=180,
            last_to_ms=start,
            last_index_wh=index,
            from_ms=span.from_ms,
            to_ms=span.to_ms,
            index_from_wh=span.index_from_wh,
            index_to_wh=span.index_to_wh,
        )
        assert judgement is Judgement.ACCEPTED
        start, index = span.to_ms, span.index_to_wh


def test_the_curve_and_the_index_tell_the_same_days(francois: dict[str, str | int]) -> None:
    index = choose_series(read_enedis_file(Path(str(francois["index_file"]))), "production")
    curve = choose_series(read_enedis_file(Path(str(francois["curve_file"]))), "production")
    assert (index.kind, curve.kind) == (Kind.INDEX, Kind.CURVE)
    days = sum_days(curve, OFFSETS)
    assert len(days) == 14
    assert {day.quality for day in days} == {DayQuality.MEASURED}
    assert list(days) == list(sum_days(index, OFFSETS)[-14:])
    assert sum(step.energy_wh for step in round_steps(curve, OFFSETS)) == sum(day.energy_wh for day in days)
    # Imported after the year, the curve has nothing to sign; alone, it continues to the same index.
    assert plan(francois["curve_file"], midnight(END), int(francois["index_to_wh"])).spans == ()
    at = midnight(date(2026, 11, 8))
    known = find_index(index, OFFSETS, at)
    assert known is not None
    assert plan(francois["curve_file"], at, known).spans[-1].index_to_wh == francois["index_to_wh"]


def test_the_same_options_give_the_same_bytes(tmp_path: Path) -> None:
    common = ["--end", "2026-11-22", "--days", "10", "--curve-days", "2", "--out"]
    once, again = (script.main([*common, str(tmp_path / name)]) for name in ("once", "again"))
    for name in ("index_file", "curve_file"):
        assert Path(once[name]).read_bytes() == Path(again[name]).read_bytes()
    other = script.main([*common, str(tmp_path), "--seed", "1"])
    assert other["energy_wh"] != once["energy_wh"]


@pytest.mark.parametrize(("end", "count"), [("2026-03-30", 46), ("2026-10-26", 50)])
def test_change_days_in_both_layouts(end: str, count: int, tmp_path: Path) -> None:
    common = ["--end", end, "--days", "20", "--kwp", "3", "--curve-days", "1", "--out", str(tmp_path)]
    plain = script.main([*common, "--name", "plain"])
    flat = script.main([*common, "--name", "flat", "--flat"])
    series = [read_enedis_file(Path(made["curve_file"])).series[0] for made in (plain, flat)]
    assert [len(one.steps) for one in series] == [count, count]
    shown = [[(s.start_ms, s.end_ms, s.microwatt_minutes) for s in one.steps] for one in series]
    assert shown[0] == shown[1]


@pytest.mark.slow
def test_a_household(tmp_path: Path) -> None:
    made = script.main(["--end", "2026-11-22", "--consumption", "4800", "--out", str(tmp_path)])
    assert made["energy_wh"] == pytest.approx(4_800_000, rel=0.001)
    series = choose_series(read_enedis_file(Path(made["index_file"])), "consumption")
    assert sum(day.energy_wh for day in sum_days(series, OFFSETS)) == made["energy_wh"]
