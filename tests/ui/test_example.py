# SPDX-License-Identifier: AGPL-3.0-or-later
"""The example commune on screen: its band, its clock, the bar while it is prepared, its door."""

from __future__ import annotations

import threading

import pytest
import shiboken6
from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QApplication, QWidget

from app import clock as program_clock
from app import facade as doors
from app.paths import Home
from app.year.homes import MORNING_MS, get_year, lay_out
from tests.helpers.commune import LISTEN
from tests.helpers.windows import plain_spaces, press, settle, shows, wait
from ui import clock
from ui.bridge import Bridge
from ui.dialogs.destinations import DestinationsSheet
from ui.pages.energy_meters import AddMeterSheet
from ui.preferences import Preferences
from ui.progress import ProgressWindow, run_shown
from ui.run import Window
from ui.widgets.example_banner import ExampleBanner

pytestmark = pytest.mark.slow


def test_a_commune_of_people_has_no_band_and_the_computer_s_time(qapp, french, hamlet):
    facade = next(iter(hamlet.residents.values()))
    window = Window(qapp, facade, Preferences())
    window.build()
    assert window.shown.findChild(ExampleBanner) is None
    window.bridge.close()
    window._words.silence()
    window.shown.deleteLater()
    window.deleteLater()


@pytest.fixture(scope="module")
def francois(tmp_path_factory):
    """François's home of a short year, open."""
    kept, _ = get_year(tmp_path_factory.mktemp("years"), seed=3, days=6)
    home = lay_out(kept, tmp_path_factory.mktemp("homes"), ["francois"])["francois"]
    facade = doors.open_home(home.root, listen=LISTEN)
    yield facade
    facade.close()
    clock.follow(0)
    # One process, one clock: the homes of the tests to come are of people again.
    program_clock.follow(Home(home.root / "nowhere"), b"")


def test_calendars_open_on_the_example_s_day(qapp, french, francois):
    clock.follow(francois.example_shift_ms)
    day = QDateTime.fromMSecsSinceEpoch(MORNING_MS).date()
    preferences = Preferences()
    bridge = Bridge(francois, preferences)
    giving = DestinationsSheet(francois, bridge, francois.energy.choices(), giving=True)
    adding = AddMeterSheet(francois, bridge)
    assert giving.first.date() == day
    assert giving.last.date() > day
    assert adding.since.date() == adding.since.maximumDate() == day
    bridge.close()


def test_the_band_says_what_fits(qapp, french, francois):
    clock.follow(francois.example_shift_ms)
    band = ExampleBanner()
    said = []
    for width in (900, 330, 190):
        band.resize(width, 28)
        band.show()
        qapp.processEvents()
        said.append(plain_spaces(band.words.text()))
        assert band.words.sizeHint().width() <= width
    assert said == [
        "Données d’exemple · dimanche 24 mai 2026",
        "Données d’exemple · 24 mai",
        "Données d’exemple",
    ]
    assert "2026" in band.accessibleName()
    band.close()


def test_the_window_says_in_a_band_that_all_is_example_data_and_shows_its_day(qapp, french, francois):
    window = Window(qapp, francois, Preferences())
    window.build()
    window.show()
    shown = window.shown
    band = shown.findChild(ExampleBanner)
    assert band.isVisible()
    assert plain_spaces(band.words.text()) == "Données d’exemple · dimanche 24 mai 2026"
    assert 0 <= clock.now_ms() - MORNING_MS < 600_000
    assert shows(shown, "Dimanche 24 mai, 7 h")
    window.bridge.close()
    window._words.silence()
    shown.close()
    shown.deleteLater()
    window.deleteLater()


def test_closing_the_example_offers_no_invented_neighbour_to_stay_for(qtbot, qapp, french, francois):
    window = Window(qapp, francois, Preferences())
    window.build()
    window.show()
    with qtbot.waitSignal(window.shown.was_closed):
        assert window.shown.close()
    window.tray.close()
    window.bridge.close()
    window._words.silence()
    window.shown.deleteLater()
    window.deleteLater()


def test_the_bar_shows_the_steps_of_a_work_done_elsewhere(qtbot, monkeypatch):
    seen: list[tuple[int, str, bool]] = []
    honest = ProgressWindow.show_step
    here = threading.get_ident()

    def show_step(self, percent, text):
        seen.append((percent, text, threading.get_ident() == here))
        honest(self, percent, text)

    monkeypatch.setattr(ProgressWindow, "show_step", show_step)
    run_shown(lambda tell: [tell(30, "un", "one"), tell(100, "deux", "two")])
    assert [percent for percent, _, _ in seen] == [30, 100, 100]
    assert all(is_here for _, _, is_here in seen)
    close_bar(qtbot)


def close_bar(qtbot):
    """It gives way to another window; how many bars there were."""
    bars = [one for one in QApplication.topLevelWidgets() if isinstance(one, ProgressWindow)]
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    wait(qtbot, lambda: not any(shiboken6.isValid(one) and one.isVisible() for one in bars))
    return len(bars)


def test_the_bar_stays_until_the_window_it_was_for_is_seen(qtbot, french):
    run_shown(lambda tell: tell(30, "un", "one"))
    settle()
    (bar,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, ProgressWindow))
    assert bar.isVisible()
    assert bar.words.text() == "Le village s’ouvre…"
    assert close_bar(qtbot) == 1


def test_what_the_work_raised_is_raised_here(qtbot):
    def fail(_tell):
        raise ValueError("no disk")

    with pytest.raises(ValueError, match="no disk"):
        run_shown(fail)


def test_closing_the_bar_gives_the_work_up_at_its_next_step(qtbot, monkeypatch):
    honest = ProgressWindow.show_step

    def show_and_close(self, percent, text):
        honest(self, percent, text)
        self.close()

    monkeypatch.setattr(ProgressWindow, "show_step", show_and_close)
    steps: list[int] = []

    def work(tell):
        for step in range(1_000_000):
            steps.append(step)
            tell(step % 100, "encore", "again")

    with pytest.raises(KeyboardInterrupt):
        run_shown(work)
    assert len(steps) < 1_000_000


def test_the_welcome_opens_the_visit_beside_and_comes_back_after_it(qtbot, starts, tmp_path, monkeypatch):
    class Visited:
        is_over = False

        def end(self):
            self.is_over = True

        def read_failure(self):
            return None

    visited = Visited()
    start = starts("nobody")
    monkeypatch.setattr(start.onboarding._doors, "visit", lambda: visited, raising=False)
    press(start.onboarding, "Visiter avec des données d’exemple")
    assert not start.onboarding.isVisible()
    assert not (tmp_path / "nobody").exists(), "no trace"
    visited.is_over = True
    wait(qtbot, lambda: start.onboarding.isVisible())
