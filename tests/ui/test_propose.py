# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proposing what a unit is worth: what is far from today's worth is said in words, and asked about."""

from __future__ import annotations

import pytest

from tests.helpers.windows import (
    choose,
    find_cut,
    find_outside,
    opened,
    plain_spaces,
    read_words,
    resize,
    settle,
)
from ui.dialogs.propose import ProposeSheet

pytestmark = pytest.mark.slow


@pytest.fixture
def sheet(qapp, hamlet, language):
    with opened(qapp, hamlet.lea, choose(language)) as made:
        made.shown.bridge.show_sheet(ProposeSheet(hamlet.lea, made.bridge))
        body = made.shown.sheet.content
        body.parity_form.setChecked(True)
        yield body


@pytest.mark.parametrize(
    ("typed", "times"), [("100000000000", "1 000 000 000"), ("1000", "10"), ("10", "10"), ("0,01", "10 000")]
)
def test_far_from_today_s_worth_is_said_in_words_and_asked_about(sheet, language, typed, times):
    sheet.worth.set_value(typed if language == "fr" else typed.replace(",", "."), "kwh")
    settle()
    said = plain_spaces(" ".join(read_words(sheet.far)))
    more = {"fr": "fois plus" if "00" in typed else "fois moins", "en": "times "}[language]
    assert (times if language == "fr" else times.replace(" ", ",")) + f" {more}" in said
    assert "100 kWh" in said
    assert not sheet.sign.isEnabled()
    sheet.meant.setChecked(True)
    assert sheet.sign.isEnabled()
    sheet.worth.set_value("110", "kwh")
    settle()
    assert sheet.far.isHidden()
    assert sheet.meant.isHidden()
    assert sheet.sign.isEnabled()


def test_a_tick_is_for_one_worth_alone_and_a_text_asks_nothing(sheet):
    sheet.worth.set_value("1000", "kwh")
    sheet.meant.setChecked(True)
    sheet.worth.set_value("9000", "kwh")
    assert not sheet.sign.isEnabled()
    sheet.text_form.setChecked(True)
    assert sheet.sign.isEnabled()


@pytest.mark.parametrize("width", [400, 1000])
def test_the_warning_is_read_whole(sheet, width):
    resize(sheet.window(), width)
    sheet.worth.set_value("100000000000", "kwh")
    settle()
    assert find_cut(sheet) + find_outside(sheet) == []
