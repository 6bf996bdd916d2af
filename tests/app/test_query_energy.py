# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a house used of its own roof: said only when both meters' files tell each step."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.meters import StepWh
from app.meters.local_curve import LocalCurve
from app.query_energy import get_curve
from tests.app.test_query_settlement import reader_of
from tests.helpers.energy import Street

HALF_HOUR_MS = 1_800_000


@pytest.fixture
def curve(tmp_path: Path) -> LocalCurve:
    return LocalCurve(tmp_path / "curve.db")


def record(curve: LocalCurve, street: Street, side: str, figures: list[int]) -> None:
    starts = [street.day_ms + n * HALF_HOUR_MS for n in range(len(figures))]
    steps = [
        StepWh(start_ms=start, end_ms=start + HALF_HOUR_MS, energy_wh=wh)
        for start, wh in zip(starts, figures, strict=True)
    ]
    curve.record_steps(street.meters["anna", side], steps)


def test_the_house_used_what_the_roof_gave_and_did_not_leave(curve: LocalCurve) -> None:
    street = Street.of("anna", production=("anna",), injection=("anna",))
    record(curve, street, "production", [100, 300, 200])
    record(curve, street, "injection", [0, 250, 201])
    found = get_curve(reader_of(street, "anna"), curve, street.day_ms)
    assert found is not None
    assert [wh for _, _, wh in found.steps] == [100, 300, 200]
    assert [wh for _, _, wh in found.used] == [100, 50, 0], "two roundings never make less than nothing"


@pytest.mark.parametrize("injected", [[], [0, 250]])
def test_nothing_is_said_of_it_while_a_step_is_missing(curve: LocalCurve, injected: list[int]) -> None:
    street = Street.of("anna", production=("anna",), injection=("anna",))
    record(curve, street, "production", [100, 300, 200])
    if injected:
        record(curve, street, "injection", injected)
    found = get_curve(reader_of(street, "anna"), curve, street.day_ms)
    assert found is not None
    assert found.used == ()


def test_without_a_meter_of_what_leaves_nothing_is_said(curve: LocalCurve) -> None:
    street = Street.of("anna", production=("anna",))
    record(curve, street, "production", [100])
    found = get_curve(reader_of(street, "anna"), curve, street.day_ms)
    assert found is not None
    assert found.used == ()
