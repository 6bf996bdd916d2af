# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sheet that adds a meter: what cannot be used is named under its field, and what was typed stays."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from app.errors import AppError
from tests.helpers.windows import plain_spaces
from ui.pages.energy_meters import AddMeterSheet


@pytest.fixture
def closed() -> list[object]:
    return []


@pytest.fixture
def sheet(qtbot, french, hamlet, closed):
    bridge = SimpleNamespace(
        run=lambda *_: None, close_sheet=lambda: closed.append("sheet"), say_error=closed.append
    )
    made = AddMeterSheet(hamlet.lea, bridge)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("typed", ["99999", "20000", "9" * 20])
def test_a_power_nobody_has_is_refused_under_its_field(sheet, closed, typed):
    """The sheet closed, all that was typed was lost, and no word said which field nor which maximum."""
    sheet.power.setText(typed)
    sheet.index.setText("12")
    sheet.check()
    assert "10 000 kWc au plus" in plain_spaces(sheet.power_field.error)
    assert (sheet.power.text(), sheet.index.text()) == (typed, "12")
    assert closed == []
    sheet.power.setText("3")
    sheet.check()
    assert sheet.power_field.error == ""


def test_a_meter_that_shows_too_much_is_refused_under_its_field(sheet, closed):
    sheet.power.setText("3")
    for typed in ("9999999999", "9" * 20):
        sheet.index.setText(typed)
        sheet.check()
        assert "1 000 000 000 kWh au plus" in plain_spaces(sheet.index_field.error)


def test_what_the_register_would_refuse_is_said_in_the_sheet(sheet, closed):
    sheet._failed(AppError("before-commune", since_ms=1_700_000_000_000))
    assert "14 novembre 2023" in plain_spaces(sheet.since_field.error)
    sheet._failed(AppError("disk"))
    assert sheet.problem.accessibleName()
    assert closed == [], "it stays open"
