# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of departments answers to names as to numbers, open or shut."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers.windows import plain_spaces
from ui.onboarding.found import CommuneStep


@pytest.fixture(autouse=True)
def slow_hands(qapp):
    """Letters are one beginning however slow the machine is."""
    usual = QApplication.keyboardInputInterval()
    QApplication.setKeyboardInputInterval(60_000)
    yield
    QApplication.setKeyboardInputInterval(usual)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sarthe", "72 Sarthe"), ("SAR", "72 Sarthe"), ("72", "72 Sarthe"), ("isere", "38 Isère"),
        ("haute-s", "70 Haute-Saône"), ("2b", "2B Haute-Corse"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_open", [False, True])
def test_a_department_is_found_by_its_name(qtbot, french, typed, found, is_open):
    step = CommuneStep()
    qtbot.addWidget(step)
    step.show()
    if is_open:
        step.place.showPopup()
    qtbot.keyClicks(step.place.view() if is_open else step.place, typed)
    at = step.place.view().currentIndex().data() if is_open else step.place.currentText()
    step.place.hidePopup()
    assert " ".join(plain_spaces(at).split()) == found


def test_letters_of_no_department_change_nothing(qtbot, french):
    step = CommuneStep()
    qtbot.addWidget(step)
    step.show()
    qtbot.keyClicks(step.place, "zz")
    assert step.coordinates is None
