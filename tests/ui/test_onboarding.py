# SPDX-License-Identifier: AGPL-3.0-or-later
"""The first minute, clicked through on real homes and real nodes: found, then a neighbour joins."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app import facade as doors
from ui.preferences import Preferences
from ui.run import Start

pytestmark = pytest.mark.slow


@pytest.fixture
def starts(qapp, french, tmp_path, monkeypatch):
    """Makes `Start` on a home by name; everything is closed afterwards."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    made: list[Start] = []

    def make(name: str) -> Start:
        start = Start(qapp, tmp_path / name, doors)
        made.append(start)
        start.begin()
        return start

    yield make
    for start in reversed(made):
        start.close()
        for window in (start.shown_window, start.onboarding):
            if window is not None:
                window.hide()
                window.close()
                window.deleteLater()
        start.deleteLater()


def found(start: Start, qtbot) -> None:
    window = start.onboarding
    window.start("found")
    window.step.commune_edit.setText("  Saint-Aubin ")
    window.step.place.setCurrentIndex(window.step.place.findText("Ain", flags=_contains()))
    window.step.name_edit.setText("François Aubert")
    window.step.check()
    window.step.check()
    qtbot.waitUntil(lambda: start.shown_window is not None, timeout=90_000)


def _contains():
    from PySide6.QtCore import Qt

    return Qt.MatchFlag.MatchContains


def test_nothing_is_made_before_the_last_button(qtbot, starts, tmp_path):
    start = starts("home")
    window = start.onboarding
    window.start("found")
    window.step.check()
    assert window.step.commune_field.error
    assert window.step.place_field.error
    assert window.step.name_field.error
    window.step.left.emit()
    assert not (tmp_path / "home").exists()


def test_a_bad_code_is_said_under_the_field(qtbot, starts):
    window = starts("home").onboarding
    window.start("join")
    window.step.edit.setPlainText("VOISINAGE-ABC")
    window.step.check()
    assert "n’a pas pu être lu" in window.step.field.error


def test_a_pasted_code_is_there_again_after_going_back(qtbot, starts):
    window = starts("home").onboarding
    window.start("join")
    window.step.edit.setPlainText("VOISINAGE-ABC")
    window.step.left.emit()
    window.start("join")
    assert window.step.code == "VOISINAGE-ABC"


def test_found_then_a_neighbour_joins(qtbot, starts):
    founder = starts("francois")
    found(founder, qtbot)
    assert founder.facade.status().commune_name == "Saint-Aubin"
    assert founder.shown_window.page.accessibleName().endswith("François")

    founder.shown_window.open_place("neighbours", "invite")
    sheet = founder.shown_window.sheet.content
    sheet.make_code()
    qtbot.waitUntil(lambda: sheet.invitation is not None, timeout=90_000)

    neighbour = starts("marie")
    window = neighbour.onboarding
    window.start("join")
    window.step.edit.setPlainText(sheet.invitation.code)
    assert window.step.commune.text() == "Saint-Aubin"
    assert window.step.sponsor.text() == "François Aubert vous invite."
    window.step.check()
    window.step.edit.setText("Marie Lefèvre")
    window.step.check()
    window.step.check()
    qtbot.waitUntil(lambda: neighbour.shown_window is not None, timeout=90_000)
    qtbot.waitUntil(lambda: founder.facade.status().members == 2, timeout=90_000)
    assert neighbour.facade.me().name == "Marie Lefèvre"


def test_a_passphrase_is_asked_and_a_wrong_one_is_said(qtbot, starts, tmp_path):
    start = starts("home")
    found(start, qtbot)
    start.facade.confirm_backup().wait(90)
    start.facade.account.set_passphrase("trois petits chats").wait(90)
    start.close()

    again = starts("home")
    step = again.onboarding.step
    step.edit.setText("trois petits chiens")
    step.check()
    assert "phrase de passe" in step.field.error
    step.edit.setText("trois petits chats")
    step.check()
    qtbot.waitUntil(lambda: again.shown_window is not None, timeout=90_000)


def test_the_readers_choices_are_kept_in_the_home(qtbot, starts, tmp_path):
    start = starts("home")
    found(start, qtbot)
    start.window.preferences.choose("scheme", "dark")
    start.window.preferences.choose("text", "115")
    assert isinstance(QApplication.instance(), QApplication)
    kept = Preferences(start.facade)
    assert (kept.scheme, kept.text_percent) == ("dark", 115)


# --- the keyboard alone -----------------------------------------------------------------------------------


def focused(window):
    """The field that waits for what is typed, whichever window the system holds to be active."""
    return window.focusWidget()


def press(qtbot, window):
    qtbot.keyClick(focused(window), Qt.Key.Key_Return)


@pytest.mark.parametrize("way", ["join", "found", "restore"])
def test_the_first_field_waits_on_every_step(qtbot, starts, way):
    window = starts("home").onboarding
    window.start(way)
    for number, step in enumerate(window._path):
        window._go(number)
        first = focused(window)
        assert step.isAncestorOf(first)
        assert first is not step.back, (way, number)
        order = [first]
        while order[-1].nextInFocusChain() is not first and len(order) < 200:
            order.append(order[-1].nextInFocusChain())
        assert order.index(first) <= order.index(step.onward) < order.index(step.back)


def test_a_neighbour_joins_with_the_keyboard_alone(qtbot, starts):
    founder = starts("francois")
    found(founder, qtbot)
    code = founder.facade.invite(()).wait(90).code
    window = starts("lea").onboarding
    window.start("join")
    passed = []
    window._path[1].done.connect(lambda: passed.append("name"))
    qtbot.keyClicks(focused(window), code)
    press(qtbot, window)
    assert window.step is window._path[1], "Enter in the code is the primary button"
    press(qtbot, window)
    assert window.step is window._path[1], "a name is missing"
    qtbot.keyClicks(focused(window), "Lea")
    press(qtbot, window)
    assert window.step is window._path[2]
    assert passed == ["name"], "pressed once"


def test_enter_on_back_goes_back(qtbot, starts):
    window = starts("home").onboarding
    window.start("found")
    qtbot.keyPress(window.step.back, Qt.Key.Key_Return)
    assert type(window.step).__name__ == "Welcome"
