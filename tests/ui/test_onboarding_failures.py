# SPDX-License-Identifier: AGPL-3.0-or-later
"""What goes wrong on the way in: said in the window in three sentences, what was typed kept, a way on."""

from __future__ import annotations

import errno
import sys
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QTimer, QUrl
from PySide6.QtWidgets import QFileDialog

from app import desk as desks
from app import facade_visit
from app.errors import AppError
from app.facade_entering import REFUSED
from tests.helpers.commune import LOOPBACK, commune, do
from tests.helpers.windows import (
    find_cut,
    find_jargon,
    find_outside,
    plain_spaces,
    press,
    resize,
    shows,
    sweep,
    wait,
)
from ui.errors import sentences
from ui.failing import telling
from ui.onboarding import waiting
from ui.onboarding.found import CommuneStep, RulesStep
from ui.onboarding.join import CodeStep, ConsentStep, NameStep
from ui.onboarding.waiting import WaitingStep
from ui.onboarding.window import OnboardingWindow, Welcome
from ui.preferences import Preferences

pytestmark = pytest.mark.slow

NOBODY = "Aucun ordinateur de voisin n’a encore répondu."


class Broken(RuntimeError):
    """What these tests throw."""


def throw(*_anything, **_more):
    raise Broken


def fill_founding(window, name="François Aubert"):
    window.start("found")
    window.step.commune_edit.setText("Saint-Aubin")
    window.step.place.setCurrentIndex(1)
    window.step.name_edit.setText(name)
    window.step.check()
    assert isinstance(window.step, RulesStep)


def fill_joining(window, code, name="Marie Lefèvre"):
    window.start("join")
    window.step.edit.setPlainText(code)
    window.step.check()
    window.step.edit.setText(name)
    window.step.check()
    assert isinstance(window.step, ConsentStep)


def is_told(window, happened):
    bar = window.notice_bar
    return not bar.isHidden() and shows(bar, happened) and bar.notice.money and bar.notice.todo


# --- the last button --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "happened"),
    [
        (errno.ENOSPC, "Le disque de cet ordinateur a refusé d’écrire."),
        (errno.EROFS, "Cet ordinateur ne laisse pas Voisinage écrire dans son dossier."),
        (errno.EACCES, "Cet ordinateur ne laisse pas Voisinage écrire dans son dossier."),
    ],
)
def test_a_disk_that_refuses_is_said_and_the_same_button_tries_again(
    qtbot, starts, monkeypatch, tmp_path, number, happened
):
    start = starts("home")
    window = start.onboarding
    fill_founding(window)

    def refuse(*_all, **_more):
        raise OSError(number, "refused", str(tmp_path / "home"))

    with monkeypatch.context() as broken:
        broken.setattr("app.home_making.Store", refuse)
        window.step.onward.click()
        assert not window.step.onward.isEnabled()
        wait(qtbot, lambda: is_told(window, happened))
    assert window.notice_bar.notice.money == "Rien n’a été créé sur cet ordinateur."
    assert window.step.onward.isEnabled()
    assert not (tmp_path / "home").exists(), "nothing is left of it"
    window.step.left.emit()
    assert window.step.me == "François Aubert"
    window.step.check()
    window.step.onward.click()
    wait(qtbot, lambda: start.shown_window is not None, 30_000)


def test_a_folder_that_is_none_is_said(qtbot, starts, tmp_path):
    (tmp_path / "home").write_text("not a folder", encoding="utf-8")
    window = starts("home").onboarding
    fill_founding(window)
    window.step.onward.click()
    wait(qtbot, lambda: is_told(window, "Le dossier de votre compte ne peut pas servir."))
    assert isinstance(window.step, RulesStep)


def test_a_name_the_commune_cannot_bear_is_asked_where_it_was_typed(qtbot, starts):
    window = starts("home").onboarding
    fill_founding(window)
    window._path[0].commune_edit.setText("Saint-Aubin\u200d🏡\u200d")
    window.step.onward.click()
    wait(qtbot, lambda: is_told(window, "Ce nom ne peut pas être celui d’une commune."))
    assert isinstance(window.step, CommuneStep)
    assert window.step.me == "François Aubert"


def test_a_fault_of_ours_is_said_with_a_help_file(qtbot, starts, monkeypatch, tmp_path):
    window = starts("home").onboarding
    fill_founding(window)
    monkeypatch.setattr(desks, "found", throw)
    window.step.onward.click()
    wait(qtbot, lambda: is_told(window, "Voisinage n’a pas pu faire cela, et c’est notre faute."))
    assert window.step.onward.isEnabled()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(tmp_path / "aide.zip"), ""))
    press(window.notice_bar, "Dossier pour l’aide…")
    wait(qtbot, lambda: shows(window.notice_bar, "Le dossier est écrit."))
    assert (tmp_path / "aide.zip").exists()


def test_what_nobody_expected_is_said_over_the_step(qtbot, starts):
    start = starts("home")
    with telling(start.tell_failure):
        fill_founding(start.onboarding)
        start.onboarding.step.set_busy(True)
        QTimer.singleShot(0, start.onboarding, throw)
        wait(qtbot, lambda: is_told(start.onboarding, "Voisinage n’a pas pu faire cela"))
        assert start.onboarding.step.onward.isEnabled()


def test_a_window_that_cannot_be_built_leaves_the_welcome_to_say_so(qtbot, starts, monkeypatch):
    start = starts("home")
    with telling(start.tell_failure):
        fill_founding(start.onboarding)
        monkeypatch.setattr("ui.run.MainWindow", throw)
        start.onboarding.step.onward.click()
        wait(qtbot, lambda: is_told(start.onboarding, "Voisinage n’a pas pu faire cela"), 30_000)
        assert start.shown_window is None


def test_what_a_node_met_is_said_while_one_waits(starts):
    start = starts("home")
    start._say_trouble(AppError("cannot-listen"))
    assert is_told(start.onboarding, "Cet ordinateur ne laisse pas Voisinage répondre à vos voisins.")


def test_choices_that_cannot_be_kept_do_not_close_the_door(qtbot, starts, monkeypatch):
    """The commune opens; that its language was not stored is told over its first page."""
    start = starts("home")

    def refuse(*_all, **_more):
        raise OSError(errno.ENOSPC, "full")

    fill_founding(start.onboarding)
    start._preferences._chosen = True
    monkeypatch.setattr("app.facade.save_config", refuse)
    start.onboarding.step.onward.click()
    wait(qtbot, lambda: start.shown_window is not None, 30_000)
    assert shows(start.shown_window.notice_bar, "Le disque de cet ordinateur a refusé d’écrire.")


@pytest.mark.parametrize("way", ["join", "found", "restore"])
@pytest.mark.parametrize("code", ["disk", "home", "home-unwritable", "internal", "not-reachable", "name"])
def test_nobody_without_an_account_is_told_that_it_has_not_changed(
    qtbot, dressed, language, tmp_path, way, code
):
    window = OnboardingWindow(tmp_path / "nobody", LOOPBACK, Preferences())
    qtbot.addWidget(window)
    window.start(way)
    window.tell_failure(AppError(code))
    money = window.notice_bar.notice.money
    made = {"fr": "Rien n’a été créé sur cet ordinateur", "en": "Nothing was created on this computer"}
    kept = {"fr": " : votre compte est comme il était.", "en": ": your account is as it was."}
    assert plain_spaces(money) == made[language] + (kept[language] if way == "restore" else ".")


@pytest.mark.parametrize("is_back", [False, True])
def test_who_waits_to_come_in_has_no_accounts_yet(dressed, language, is_back):
    step = WaitingStep(Waited("stored", peers=1, stopped="disk"), is_back=is_back)
    told = {
        ("fr", False): "Votre compte commence à peine : rien n’est perdu.",
        ("fr", True): "Vos comptes n’ont pas changé.",
        ("en", False): "Your account is only beginning: nothing is lost.",
        ("en", True): "Your accounts have not changed.",
    }
    assert shows(step, told[language, is_back])
    step.deleteLater()


# --- a file that holds no code ----------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"A" * 9_000, None])
def test_a_file_without_a_code_is_said_under_the_field(starts, tmp_path, content):
    window = starts("home").onboarding
    window.start("join")
    file = tmp_path / "code.txt"
    if content is not None:
        file.write_bytes(content)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    window.step.edit.insertFromMimeData(dropped)
    assert "Aucun code ne se lit dans ce fichier." in window.step.field.error


# --- the visit --------------------------------------------------------------------------------------------


def visit_with(monkeypatch, tmp_path, *command):
    monkeypatch.setattr(facade_visit, "make_command", lambda *_words: list(command))
    doors = SimpleNamespace(**{**vars(LOOPBACK), "visit": facade_visit.visit})
    return OnboardingWindow(tmp_path / "nobody", doors, Preferences())


def test_a_visit_that_cannot_begin_is_said(qtbot, french, monkeypatch, tmp_path):
    window = visit_with(monkeypatch, tmp_path, "/nowhere/voisinage")
    window.show()
    press(window, "Visiter avec des données d’exemple")
    assert is_told(window, "Le village d’exemple n’a pas pu s’ouvrir.")
    assert window.isVisible()
    window.deleteLater()


@pytest.mark.parametrize(
    ("program", "happened"),
    [
        (
            'print(\'{"error": {"code": "store", "message": "x", "details": {"detail": "full"}}}\'); exit(1)',
            "Le disque de cet ordinateur a refusé d’écrire.",
        ),
        ("raise SystemExit('a trace')", "Le village d’exemple n’a pas pu s’ouvrir."),
    ],
)
def test_a_visit_that_breaks_comes_back_and_says_why(qtbot, french, monkeypatch, tmp_path, program, happened):
    window = visit_with(monkeypatch, tmp_path, sys.executable, "-c", program)
    window.show()
    window.start("visit")
    wait(qtbot, lambda: window.isVisible() and is_told(window, happened), 30_000)
    assert isinstance(window.step, Welcome)
    window.deleteLater()


@pytest.mark.parametrize("code", [0, 130])
def test_a_visit_that_was_left_says_nothing(qtbot, french, monkeypatch, tmp_path, code):
    window = visit_with(monkeypatch, tmp_path, sys.executable, "-c", f"exit({code})")
    window.show()
    window.start("visit")
    assert not window.isVisible()
    wait(qtbot, window.isVisible, 30_000)
    assert window.notice_bar.isHidden()
    window.deleteLater()


# --- the wait ---------------------------------------------------------------------------------------------


def test_nobody_answers_is_said_and_another_code_can_be_typed(qtbot, starts, monkeypatch, tmp_path):
    monkeypatch.setattr(waiting, "SILENT_LOOKS", 2)
    with commune(tmp_path) as street:
        code = do(street.found("claire", "Claire Martin").invite()).code
    start = starts("home")
    window = start.onboarding
    fill_joining(window, code)
    window.step.onward.click()
    wait(qtbot, lambda: isinstance(window.step, WaitingStep) and shows(window.step, NOBODY), 30_000)
    assert shows(window.step, "Rien n’est perdu")
    assert shows(window.step, "Vérifiez la connexion de cet ordinateur")
    press(window.step, "Essayer un autre code")
    assert isinstance(window.step, CodeStep)
    assert window.step.code == code
    assert not LOOPBACK.has_home(tmp_path / "home")
    window.step.check()
    assert isinstance(window.step, NameStep)
    assert window.step.name == "Marie Lefèvre"
    window.step.check()
    window.step.onward.click()
    wait(qtbot, lambda: isinstance(window.step, WaitingStep), 30_000)


class Waited:
    """A home whose request waits; what it answers is a test's to say."""

    def __init__(self, answer="", peers=0, stopped=""):
        self.is_member, self.join_status = False, answer
        self._status = SimpleNamespace(peers_online=peers, stopped_because=stopped)
        self.error = None

    def status(self):
        if self.error is not None:
            raise self.error
        return self._status


@pytest.mark.parametrize("answer", sorted({*REFUSED, "busy", "unknown-invitation"}))
def test_every_answer_has_words_of_its_own(french, answer):
    step = WaitingStep(Waited(answer, peers=1))
    ours = sentences("internal")[0]
    assert not step.problem.isHidden()
    assert ours not in step.problem.accessibleName()
    assert step.problem.accessibleName().count(".") + step.problem.accessibleName().count(":") >= 2
    assert step.other.isHidden() == (answer not in REFUSED)
    step.deleteLater()


def test_an_answer_that_was_yes_is_not_taken_back(french):
    facade = Waited("stored", peers=1)
    step = WaitingStep(facade, may_turn_back=True)
    facade.join_status = "busy"
    step.look()
    assert shows(step, "Vous y êtes : le registre arrive…")
    assert step.other.isHidden()
    step.deleteLater()


@pytest.mark.parametrize("mine", [True, False])
def test_turning_back_is_offered_to_who_made_the_home_and_was_never_heard(french, monkeypatch, mine):
    monkeypatch.setattr(waiting, "SILENT_LOOKS", 2)
    facade = Waited()
    step = WaitingStep(facade, may_turn_back=mine)
    assert step.other.isHidden()
    step.look()
    assert shows(step, NOBODY)
    assert step.other.isHidden() == (not mine)
    facade._status.peers_online = 1
    step.look()
    facade._status.peers_online = 0
    step.look()
    assert shows(step, NOBODY)
    assert step.other.isHidden(), "somebody may have the request"
    step.deleteLater()


@pytest.mark.parametrize(
    ("stopped", "words"),
    [
        ("disk", "Le disque de cet ordinateur a refusé d’écrire."),
        ("clock", "L’horloge de cet ordinateur retarde"),
        ("store-damaged", "Un fichier de votre compte est abîmé"),
        ("history", "Voisinage a cessé de suivre la commune"),
    ],
)
def test_what_stops_this_computer_is_said_instead_of_waiting(french, stopped, words):
    facade = Waited("stored", peers=1, stopped=stopped)
    step = WaitingStep(facade)
    assert shows(step, words)
    facade._status.stopped_because = ""
    step.look()
    assert step.problem.isHidden()
    assert shows(step, "le registre arrive…")
    step.deleteLater()


def test_a_question_that_fails_is_told_once_and_asked_again(french):
    facade = Waited(peers=1)
    step = WaitingStep(facade)
    facade.error = AppError("store", detail="full")
    step.look()
    assert shows(step, "Le disque de cet ordinateur a refusé d’écrire.")
    facade.error = Broken()
    with pytest.raises(Broken):
        step.look()
    step.look()
    assert shows(step, "c’est notre faute")
    facade.error = None
    step.look()
    assert step.problem.isHidden()
    step.deleteLater()


@pytest.mark.parametrize("width", [400, 1000])
@pytest.mark.parametrize("answer", ["unknown-words", "busy", ""])
def test_its_words_are_whole(dressed, language, monkeypatch, tmp_path, width, answer):
    monkeypatch.setattr(waiting, "SILENT_LOOKS", 1)
    window = OnboardingWindow(tmp_path / "nobody", LOOPBACK, Preferences())
    window._show(WaitingStep(Waited(answer), may_turn_back=True))
    window.tell_failure(AppError("home-unwritable") if answer else Broken())
    window.show()
    resize(window, width)
    sweep(2)
    assert find_cut(window) + find_outside(window) == []
    assert find_jargon(window, language) == []
    window.hide()
    window.deleteLater()
