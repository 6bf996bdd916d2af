# SPDX-License-Identifier: AGPL-3.0-or-later
"""The program's start on a home in each of its states, a second start, an end that leaves nothing behind."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from functools import partial

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app import control
from app import facade as doors
from app.errors import AppError
from app.paths import Home
from tests.app.test_facade import NOWHERE
from tests.helpers.commune import LISTEN, LOOPBACK, commune
from tests.helpers.processes import ROOT, environment, until
from tests.helpers.windows import has, named, press, shows, type_in, wait
from ui.onboarding.unlock import UnlockStep
from ui.onboarding.waiting import WaitingStep
from ui.onboarding.window import Welcome
from ui.run import Start

pytestmark = pytest.mark.slow


def found_home(folder, passphrase=None):
    doors.found(folder, "Saint-Aubin", "Léa Morvan", listen=LISTEN, passphrase=passphrase).wait(90).close()


# --- a home in each state ---------------------------------------------------------------------------------


def test_no_home_is_welcomed(starts, tmp_path):
    start = starts("nobody")
    assert isinstance(start.onboarding.step, Welcome)
    assert start.facade is None
    assert not (tmp_path / "nobody").exists(), "nothing is made before the last button"


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        ("store", "Le fichier de la commune n’est plus sur cet ordinateur"),
        ("keys", "Ce qui vous permet de signer n’est plus sur cet ordinateur"),
    ],
)
def test_half_a_home_is_not_welcomed_and_the_icon_says_why(qtbot, qapp, tmp_path, gone, words):
    found_home(tmp_path / "lea")
    home = Home(tmp_path / "lea")
    if gone == "store":
        home.database.unlink()
    else:
        shutil.rmtree(home.keys)
    start = Start(qapp, tmp_path / "lea", LOOPBACK)
    try:
        with pytest.raises(AppError) as refused:
            start.begin()
        assert refused.value.code == "no-home"
        shut = start.say_shut(refused.value)
        assert shows(shut, words)
        assert shut.height() < 400
        with qtbot.waitSignal(shut.was_closed):
            press(shut, "Fermer")
    finally:
        start.close()


def test_what_was_mended_opens_at_another_try(qtbot, qapp, tmp_path):
    found_home(tmp_path / "lea")
    home = Home(tmp_path / "lea")
    aside = home.database.rename(tmp_path / "aside.db")
    start = Start(qapp, tmp_path / "lea", LOOPBACK)
    try:
        with pytest.raises(AppError) as refused:
            start.begin()
        shut = start.say_shut(refused.value)
        press(shut, "Réessayer")
        assert start.shut is shut
        assert shows(shut, "Le fichier de la commune n’est plus sur cet ordinateur")
        aside.rename(home.database)
        press(shut, "Réessayer")
        wait(qtbot, lambda: start.shown_window is not None)
        assert start.shut is None
        start.shown_window.hide()
    finally:
        start.close()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_choices_that_cannot_be_read_are_set_aside_with_one_button(
    qtbot, qapp, tmp_path, language, monkeypatch
):
    """Nobody has to look for a folder and delete a file in it; what was in it is kept."""
    found_home(tmp_path / "lea")
    config = Home(tmp_path / "lea").config
    config.write_text("{ not what was written", encoding="utf-8")
    earlier = config.with_name("config.json.aside")
    earlier.write_text("of another day", encoding="utf-8")
    start = Start(qapp, tmp_path / "lea", LOOPBACK)
    start._preferences.choose("language", language)
    words = {
        "fr": ("Mis de côté, il est gardé sous un autre nom", "Le mettre de côté et ouvrir", "Réessayer"),
        "en": ("Set aside, it is kept under another name", "Set it aside and open", "Try again"),
    }
    told, word, other = words[language]
    try:
        with pytest.raises(Exception) as refused:
            start.begin()
        shut = start.say_shut(refused.value)
        assert shows(shut, told)
        assert not shows(shut, "config.json")
        assert not has(shut, other)
        press(shut, word)
        wait(qtbot, lambda: start.shown_window is not None)
        assert start.shut is None
        assert earlier.read_text("utf-8") == "of another day"
        assert config.with_name("config.json.aside-2").read_text("utf-8") == "{ not what was written"
        start.shown_window.hide()
    finally:
        start.close()


def test_a_home_opens_at_once(starts, tmp_path):
    found_home(tmp_path / "lea")
    start = starts("lea")
    assert start.onboarding is None
    assert start.shown_window.isVisible()
    assert start.shown_window.place == "morning"
    assert shows(start.shown_window, "Saint-Aubin")


def test_a_locked_home_asks_for_its_passphrase(qtbot, starts, tmp_path):
    found_home(tmp_path / "lea", "trois petits chats")
    start = starts("lea")
    assert isinstance(start.onboarding.step, UnlockStep)
    type_in(named(start.onboarding, "Phrase de passe", QLineEdit), "trois petits chats")
    press(start.onboarding, "Ouvrir")
    wait(qtbot, lambda: start.shown_window is not None)


def test_a_home_that_joins_waits_and_enters_when_the_neighbour_is_back(qtbot, starts, tmp_path):
    with commune(tmp_path / "street") as street:
        sponsor = street.found("claire", "Claire Martin")
        code = sponsor.invite().wait(90).code
        sponsor.close()
        start = starts("marie")
        window = start.onboarding
        press(window, "Rejoindre ma commune")
        type_in(named(window, "Code d’invitation", QPlainTextEdit), code)
        press(window, "Continuer")
        type_in(named(window, "Prénom et nom", QLineEdit), "Marie Lefèvre")
        press(window, "Continuer")
        press(window, "Entrer")
        wait(qtbot, lambda: isinstance(window.step, WaitingStep))
        starts.leave(start)

        again = starts("marie")
        assert isinstance(again.onboarding.step, WaitingStep)
        assert shows(again.onboarding, "On cherche l’ordinateur de votre voisin…")
        street.reopen("claire")
        wait(qtbot, lambda: again.shown_window is not None, 90_000)
        assert again.facade.me().name == "Marie Lefèvre"


def test_a_home_in_use_is_refused_to_a_second_program(starts, tmp_path):
    found_home(tmp_path / "lea")
    starts("lea")
    with pytest.raises(AppError) as refused:
        LOOPBACK.open_home(tmp_path / "lea")
    assert refused.value.code == "in-use"


# --- a second start ---------------------------------------------------------------------------------------


def open_again(home):
    """`voisinage open` in another process, as a second click on the icon does."""
    command = [sys.executable, "-m", "app", "open", "--home", str(home), "--json"]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )


def test_a_second_start_raises_the_window_of_the_first(qtbot, starts, tmp_path):
    found_home(tmp_path / "lea")
    start = starts("lea")
    start.shown_window.hide()
    second = open_again(tmp_path / "lea")
    try:
        wait(qtbot, lambda: second.poll() is not None)
        assert second.stdout.read().strip() == '{"raised": true}'
        assert second.returncode == 0
    finally:
        second.stdout.close()
    wait(qtbot, lambda: start.shown_window.isVisible())


def test_the_door_can_end_the_program(qtbot, starts, tmp_path, monkeypatch):
    found_home(tmp_path / "lea")
    start = starts("lea")
    home = Home(tmp_path / "lea")
    with qtbot.waitSignal(start.asked_to_stop, timeout=90_000):
        # The door opens with the node, which starts behind the window.
        wait(qtbot, lambda: control.ask(home, {"command": "program"}, timeout_s=60), 90_000)
        answer = control.ask(home, {"command": "program", "do": "stop"}, timeout_s=60)
    assert answer["result"]["role"] == "window"


def test_a_window_whose_node_cannot_start_says_so_and_goes_on(qtbot, starts, tmp_path, monkeypatch):
    found_home(tmp_path / "lea")
    monkeypatch.setattr(LOOPBACK, "open_home", partial(doors.open_home, listen=NOWHERE))
    start = starts("lea")
    bar = start.shown_window.notice_bar
    wait(qtbot, lambda: shows(bar, "Vos comptes sont à l’abri sur cet ordinateur."), 90_000)
    start.facade.rename("Léa Martin").wait(90)
    # « Bonjour » or « Bonsoir », as it is now.
    wait(
        qtbot,
        lambda: shows(start.shown_window.page, "jour Léa") or shows(start.shown_window.page, "soir Léa"),
    )
    assert start.facade.me().name == "Léa Martin"


# --- the end ----------------------------------------------------------------------------------------------


CLOSES_ITSELF = """
import gc, sys, threading
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers.commune import LOOPBACK
from ui.main_window import MainWindow
from ui.run import application, run

app = application()
other = QWidget()
other.show()
windows = set(QApplication.topLevelWidgets())

def close_when_shown():
    for window in set(QApplication.topLevelWidgets()) - windows:
        if isinstance(window, MainWindow) and window.isVisible():
            closing.stop()
            assert not window.close(), "it asks once whether to stay online"
            assert window.isVisible()
            window.close()

closing = QTimer()
closing.timeout.connect(close_when_shown)
closing.start(20)
assert run(Path(sys.argv[1]), LOOPBACK) == 0
assert "node" not in {thread.name for thread in threading.enumerate()}
gc.collect()
assert {one for one in QApplication.topLevelWidgets() if one.isVisible()} <= windows
LOOPBACK.open_home(Path(sys.argv[1])).close()
print("ended")
"""


def test_closing_the_window_ends_the_program_and_leaves_no_thread(tmp_path):
    """`run`, whole: the loop ends with the window, whatever else is shown; node, home and widgets go too.

    In a program of its own: an application whose loop has ended runs no other loop of this process.
    """
    found_home(tmp_path / "lea")
    done = subprocess.run(
        [sys.executable, "-c", CLOSES_ITSELF, str(tmp_path / "lea")],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout.strip(), done.returncode) == ("ended", 0), done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_signal_closes_the_window_and_the_home(tmp_path, number):
    found_home(tmp_path / "lea")
    home = Home(tmp_path / "lea")
    with open_again(home.root) as window:
        try:
            until(lambda: control.ask(home, {"command": "program"}, timeout_s=60), "the window runs")
            window.send_signal(number)
            assert window.wait(90) == 0
        finally:
            window.kill()
    LOOPBACK.open_home(home.root).close()
